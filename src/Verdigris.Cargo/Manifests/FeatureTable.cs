using System;
using System.Collections.Generic;

namespace Verdigris.Cargo.Manifests;

/// <summary>
/// A package's features, those included that optional dependencies define implicitly. Sorted by name, because that is the
/// order in which the compiler is told them.
/// </summary>
public sealed class FeatureTable
{
    private readonly SortedDictionary<string, IReadOnlyList<FeatureValue>> _features = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, IReadOnlyList<FeatureValue>> All => _features;

    public IEnumerable<string> Names => _features.Keys;

    /// <summary>Adds the implicit features and checks that every value means something.</summary>
    /// <param name="written">The <c>[features]</c> table.</param>
    /// <param name="dependencies">Of the package, all kinds.</param>
    /// <param name="missing">Makes the error for <c>feature = ["unknown/x"]</c>, which is shown at its line.</param>
    public static FeatureTable Create(IReadOnlyList<(string Name, IReadOnlyList<string> Values)> written, IReadOnlyList<Dependency> dependencies,
        Func<string, FeatureValue, CargoException> missing)
    {
        FeatureTable table = new();
        HashSet<string> writtenNames = [];
        HashSet<string> explicitDependencies = [];
        foreach ((string name, IReadOnlyList<string> values) in written)
        {
            List<FeatureValue> parsed = [];
            foreach (string value in values)
            {
                FeatureValue feature = FeatureValue.Parse(value);
                parsed.Add(feature);
                if (feature.Kind == FeatureValueKind.Dependency)
                {
                    explicitDependencies.Add(feature.Name);
                }
            }
            table._features[name] = parsed;
            writtenNames.Add(name);
        }
        SortedDictionary<string, bool> isOptional = new(StringComparer.Ordinal);
        foreach (Dependency dependency in dependencies)
        {
            isOptional[dependency.NameInToml] = isOptional.GetValueOrDefault(dependency.NameInToml) || dependency.IsOptional;
        }
        foreach ((string name, bool optional) in isOptional)
        {
            if (optional && !writtenNames.Contains(name) && !explicitDependencies.Contains(name))
            {
                table._features[name] = [new FeatureValue(FeatureValueKind.Dependency, name)];
            }
        }
        HashSet<string> used = [];
        foreach ((string feature, IReadOnlyList<FeatureValue> values) in table._features)
        {
            foreach (FeatureValue value in values)
            {
                Check(table, feature, value, writtenNames, explicitDependencies, isOptional, missing);
                if (value.Kind != FeatureValueKind.Feature)
                {
                    used.Add(value.Name);
                }
            }
        }
        foreach ((string name, bool optional) in isOptional)
        {
            if (optional && !used.Contains(name))
            {
                throw new CargoException($"optional dependency `{name}` is not included in any feature\n"
                    + $"Make sure that `dep:{name}` is included in one of features in the [features] table.");
            }
        }
        return table;
    }

    private static void Check(FeatureTable table, string feature, FeatureValue value, HashSet<string> written, HashSet<string> explicitDependencies,
        SortedDictionary<string, bool> isOptional, Func<string, FeatureValue, CargoException> missing)
    {
        bool isDependency = isOptional.TryGetValue(value.Name, out bool optional);
        string intro = $"feature `{feature}` includes `{value}`";
        string notOptional = $"{intro}, but `{value.Name}` is not an optional dependency\n"
            + "A non-optional dependency of the same name is defined; consider adding `optional = true` to its definition.";
        switch (value.Kind)
        {
            case FeatureValueKind.Feature when written.Contains(value.Name):
                return;
            case FeatureValueKind.Feature when !isDependency:
                throw new CargoException($"{intro} which is neither a dependency nor another feature{Similar.Message(value.Name, written, "feature")}");
            case FeatureValueKind.Feature when !optional:
                throw new CargoException(notOptional);
            case FeatureValueKind.Feature when !table._features.ContainsKey(value.Name):
                throw new CargoException($"{intro}, but `{value.Name}` is an optional dependency without an implicit feature\n"
                    + $"Use `dep:{value.Name}` to enable the dependency.");
            case FeatureValueKind.Dependency when !isDependency:
                throw new CargoException($"{intro}, but `{value.Name}` is not listed as a dependency");
            case FeatureValueKind.Dependency when !optional:
                throw new CargoException(notOptional);
            case FeatureValueKind.DependencyFeature when value.DependencyFeature.Contains('/', StringComparison.Ordinal):
                throw new CargoException($"multiple slashes in feature `{value}` (included by feature `{feature}`) are not allowed");
            case FeatureValueKind.DependencyFeature when value.Name.StartsWith("dep:", StringComparison.Ordinal):
                string stripped = value.Name[4..];
                string help = value.IsWeak || explicitDependencies.Contains(stripped) || !isOptional.GetValueOrDefault(stripped)
                    ? ""
                    : $"\nIf the intent is to avoid creating an implicit feature `{stripped}` for an optional dependency, "
                        + $"then consider replacing this with two values:\n    \"dep:{stripped}\", \"{stripped}/{value.DependencyFeature}\"";
                throw new CargoException($"{intro} with both `dep:` and `/`\nTo fix this, remove the `dep:` prefix.{help}");
            case FeatureValueKind.DependencyFeature when !isDependency:
                throw missing(feature, value);
            case FeatureValueKind.DependencyFeature when value.IsWeak && !optional:
                throw new CargoException($"{intro} with a `?`, but `{value.Name}` is not an optional dependency\n"
                    + "A non-optional dependency of the same name is defined; consider removing the `?` or changing the dependency to be optional");
        }
    }
}
