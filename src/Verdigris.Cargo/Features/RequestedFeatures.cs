using System;
using System.Collections.Generic;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Features;

/// <summary>Gives each selected package its part of the command line's features.</summary>
internal static class RequestedFeatures
{
    public static IReadOnlyList<(Package Package, IReadOnlyList<FeatureValue> Values)> Distribute(Workspace workspace, IReadOnlyList<Package> selected, FeatureSelection selection)
    {
        List<(Package, List<FeatureValue>)> result = [];
        foreach (Package package in selected)
        {
            List<FeatureValue> values = [];
            if (selection.AllFeatures)
            {
                foreach (string feature in package.Features.Names)
                {
                    values.Add(new FeatureValue(FeatureValueKind.Feature, feature));
                }
            }
            if (selection.UsesDefault && package.Features.All.ContainsKey("default"))
            {
                values.Add(new FeatureValue(FeatureValueKind.Feature, "default"));
            }
            result.Add((package, values));
        }
        SortedSet<string> unknown = new(StringComparer.Ordinal);
        foreach (string text in selection.Features)
        {
            if (text.StartsWith("dep:", StringComparison.Ordinal))
            {
                throw new CargoException($"feature `{text}` is not allowed to use explicit `dep:` syntax");
            }
            bool isKnown = false;
            foreach ((Package package, List<FeatureValue> values) in result)
            {
                if (ValueFor(workspace, package, text) is { } value)
                {
                    values.Add(value);
                    isKnown = true;
                }
            }
            if (!isKnown)
            {
                unknown.Add(text);
            }
        }
        if (unknown.Count != 0)
        {
            throw Unknown(selected, unknown);
        }
        return result.ConvertAll(static entry => (entry.Item1, (IReadOnlyList<FeatureValue>)entry.Item2));
    }

    /// <summary>What <c>name</c>, <c>package/name</c> or <c>dependency/name</c> means for a package; null: nothing.</summary>
    private static FeatureValue? ValueFor(Workspace workspace, Package package, string text)
    {
        FeatureValue value = FeatureValue.Parse(text);
        if (value.Kind == FeatureValueKind.Feature)
        {
            return package.Features.All.ContainsKey(value.Name) ? value : null;
        }
        if (value.Name == package.Name && !value.IsWeak)
        {
            return package.Features.All.ContainsKey(value.DependencyFeature) ? new FeatureValue(FeatureValueKind.Feature, value.DependencyFeature) : null;
        }
        foreach (Dependency dependency in package.Dependencies)
        {
            if (dependency.NameInToml == value.Name && dependency.Directory is { } directory
                && workspace.Cache.Load(System.IO.Path.Combine(directory, "Cargo.toml")).Package is { } target && target.Features.All.ContainsKey(value.DependencyFeature))
            {
                return value;
            }
        }
        return null;
    }

    private static CargoException Unknown(IReadOnlyList<Package> selected, SortedSet<string> unknown)
    {
        string features = unknown.Count == 1 ? "this feature" : "these features";
        string list = string.Join(", ", unknown);
        if (selected.Count == 1)
        {
            string help = "";
            if (unknown.Count == 1 && Similar.Closest(unknown.Min!, selected[0].Features.Names) is { } closest)
            {
                help = $"\nhelp: a feature with a similar name exists: `{closest}`";
            }
            return new CargoException($"the package '{selected[0].Name}' does not contain {features}: {list}{(help.Length == 0 ? "" : "\n" + help)}");
        }
        List<string> names = [];
        foreach (Package package in selected)
        {
            names.Add(package.Name);
        }
        names.Sort(string.CompareOrdinal);
        return new CargoException($"none of the selected packages contains {features}: {list}\nselected packages: {string.Join(", ", names)}");
    }
}
