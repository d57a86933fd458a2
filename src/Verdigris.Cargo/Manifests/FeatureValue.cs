using System;

namespace Verdigris.Cargo.Manifests;

public enum FeatureValueKind
{
    /// <summary><c>"name"</c></summary>
    Feature,

    /// <summary><c>"dep:name"</c></summary>
    Dependency,

    /// <summary><c>"name/feature"</c> or <c>"name?/feature"</c></summary>
    DependencyFeature,
}

/// <summary>One element of a feature's list.</summary>
/// <param name="Kind">Its form.</param>
/// <param name="Name">The feature, or the dependency by its key.</param>
/// <param name="DependencyFeature">Set for <see cref="FeatureValueKind.DependencyFeature"/>.</param>
/// <param name="IsWeak"><c>?</c>: the dependency is not activated by it.</param>
public readonly record struct FeatureValue(FeatureValueKind Kind, string Name, string DependencyFeature = "", bool IsWeak = false)
{
    public static FeatureValue Parse(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash >= 0)
        {
            string name = text[..slash];
            bool isWeak = name.EndsWith('?');
            return new FeatureValue(FeatureValueKind.DependencyFeature, isWeak ? name[..^1] : name, text[(slash + 1)..], isWeak);
        }
        return text.StartsWith("dep:", StringComparison.Ordinal)
            ? new FeatureValue(FeatureValueKind.Dependency, text[4..])
            : new FeatureValue(FeatureValueKind.Feature, text);
    }

    public override string ToString() => Kind switch
    {
        FeatureValueKind.Feature => Name,
        FeatureValueKind.Dependency => $"dep:{Name}",
        FeatureValueKind.DependencyFeature => $"{Name}{(IsWeak ? "?" : "")}/{DependencyFeature}",
    };
}
