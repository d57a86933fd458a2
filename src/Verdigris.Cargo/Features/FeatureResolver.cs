using System;
using System.Collections.Generic;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Resolve;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Features;

/// <summary>The features of every package in a build, per package and, under resolver 2, per host or target.</summary>
public sealed class ResolvedFeatures
{
    internal Dictionary<(PackageId, bool), SortedSet<string>> Features { get; } = [];

    internal Dictionary<(PackageId, bool), HashSet<string>> Dependencies { get; } = [];

    internal bool TracksHost { get; init; }

    public IReadOnlyList<string> Of(Package package, bool isForHost) =>
        Features.TryGetValue((package.Id, TracksHost && isForHost), out SortedSet<string>? features) ? [.. features] : [];

    /// <summary>Whether an optional dependency is active.</summary>
    public bool IsActive(Package package, bool isForHost, string dependency) =>
        Dependencies.TryGetValue((package.Id, TracksHost && isForHost), out HashSet<string>? active) && active.Contains(dependency);
}

/// <summary>
/// Unifies features. Resolver 1: one set per package, whatever asks for it. Resolver 2 and 3: build scripts and procedural macros
/// with their dependencies have sets of their own; development dependencies count only when something is built that uses them;
/// dependencies for other platforms do not count.
/// </summary>
internal sealed class FeatureResolver
{
    private readonly PackageGraph _graph;
    private readonly bool _isDecoupled;
    private readonly bool _needsDevelopment;
    private readonly Func<Dependency, bool, bool> _isOnPlatform;
    private readonly ResolvedFeatures _result;
    private readonly HashSet<(PackageId, bool)> _visited = [];
    private readonly Dictionary<(PackageId, bool, string), List<string>> _deferred = [];

    private FeatureResolver(PackageGraph graph, bool isDecoupled, bool needsDevelopment, Func<Dependency, bool, bool> isOnPlatform)
    {
        _graph = graph;
        _isDecoupled = isDecoupled;
        _needsDevelopment = needsDevelopment;
        _isOnPlatform = isOnPlatform;
        _result = new ResolvedFeatures { TracksHost = isDecoupled };
    }

    /// <param name="workspace">Its resolver decides.</param>
    /// <param name="graph">All packages.</param>
    /// <param name="selected">The packages to be built, with the features the command line gives each.</param>
    /// <param name="needsDevelopment">Something that uses development dependencies is built.</param>
    /// <param name="isOnPlatform">Whether a dependency applies to the platform it would be built for; the flag is true for the host.</param>
    public static ResolvedFeatures Resolve(Workspace workspace, PackageGraph graph, IReadOnlyList<(Package Package, IReadOnlyList<FeatureValue> Values)> selected,
        bool needsDevelopment, Func<Dependency, bool, bool> isOnPlatform)
    {
        bool isDecoupled = workspace.Resolver >= 2;
        FeatureResolver resolver = new(graph, isDecoupled, needsDevelopment || !isDecoupled, isOnPlatform);
        foreach ((Package package, IReadOnlyList<FeatureValue> values) in selected)
        {
            resolver.ActivatePackage(package, values, isHost: false);
            if (isDecoupled && package.Library is { IsProcMacro: true })
            {
                resolver.ActivatePackage(package, values, isHost: true);
            }
        }
        return resolver._result;
    }

    private void ActivatePackage(Package package, IReadOnlyList<FeatureValue> values, bool isHost)
    {
        (PackageId, bool) key = (package.Id, isHost);
        _result.Features.TryAdd(key, new SortedSet<string>(StringComparer.Ordinal));
        _result.Dependencies.TryAdd(key, []);
        foreach (FeatureValue value in values)
        {
            Activate(package, value, isHost);
        }
        if (!_visited.Add(key))
        {
            return;
        }
        foreach ((Dependency dependency, Package target, bool isTargetHost) in DependenciesOf(package, isHost))
        {
            if (!dependency.IsOptional)
            {
                ActivatePackage(target, ValuesOf(dependency, target), isTargetHost);
            }
        }
    }

    private void Activate(Package package, FeatureValue value, bool isHost)
    {
        switch (value.Kind)
        {
            case FeatureValueKind.Feature:
                ActivateFeature(package, value.Name, isHost);
                break;
            case FeatureValueKind.Dependency:
                ActivateDependency(package, value.Name, isHost);
                break;
            case FeatureValueKind.DependencyFeature:
                ActivateDependencyFeature(package, value, isHost);
                break;
        }
    }

    private void ActivateFeature(Package package, string feature, bool isHost)
    {
        if (!_result.Features[(package.Id, isHost)].Add(feature))
        {
            return;
        }
        foreach (FeatureValue value in package.Features.All.GetValueOrDefault(feature) ?? [])
        {
            Activate(package, value, isHost);
        }
    }

    private void ActivateDependency(Package package, string name, bool isHost)
    {
        _result.Dependencies[(package.Id, isHost)].Add(name);
        foreach ((Dependency dependency, Package target, bool isTargetHost) in DependenciesOf(package, isHost))
        {
            if (dependency.NameInToml != name)
            {
                continue;
            }
            if (_deferred.Remove((package.Id, isHost, name), out List<string>? waiting))
            {
                foreach (string feature in waiting)
                {
                    ActivatePackage(target, [new FeatureValue(FeatureValueKind.Feature, feature)], isTargetHost);
                }
            }
            ActivatePackage(target, ValuesOf(dependency, target), isTargetHost);
        }
    }

    private void ActivateDependencyFeature(Package package, FeatureValue value, bool isHost)
    {
        foreach ((Dependency dependency, Package target, bool isTargetHost) in DependenciesOf(package, isHost))
        {
            if (dependency.NameInToml != value.Name)
            {
                continue;
            }
            if (dependency.IsOptional)
            {
                if (value.IsWeak && !_result.Dependencies[(package.Id, isHost)].Contains(value.Name))
                {
                    // It waits for somebody who activates the dependency for real.
                    (PackageId, bool, string) key = (package.Id, isHost, value.Name);
                    (_deferred.TryGetValue(key, out List<string>? waiting) ? waiting : _deferred[key] = []).Add(value.DependencyFeature);
                    continue;
                }
                ActivateDependency(package, value.Name, isHost);
                if (!value.IsWeak && package.Features.All.ContainsKey(value.Name))
                {
                    ActivateFeature(package, value.Name, isHost);
                }
            }
            ActivatePackage(target, [new FeatureValue(FeatureValueKind.Feature, value.DependencyFeature)], isTargetHost);
        }
    }

    private IEnumerable<(Dependency Dependency, Package Target, bool IsHost)> DependenciesOf(Package package, bool isHost)
    {
        foreach ((Dependency dependency, Package target) in _graph.DependenciesOf(package))
        {
            if (dependency.Kind == DependencyKind.Development && !_needsDevelopment)
            {
                continue;
            }
            bool isForHost = dependency.Kind == DependencyKind.Build || target.Library is { IsProcMacro: true };
            if (_isDecoupled && !_isOnPlatform(dependency, isHost || dependency.Kind == DependencyKind.Build))
            {
                continue;
            }
            yield return (dependency, target, _isDecoupled && (isHost || isForHost));
        }
    }

    private static List<FeatureValue> ValuesOf(Dependency dependency, Package target)
    {
        List<FeatureValue> values = [];
        foreach (string feature in dependency.Features)
        {
            values.Add(new FeatureValue(FeatureValueKind.Feature, feature));
        }
        if (dependency.UsesDefaultFeatures && target.Features.All.ContainsKey("default"))
        {
            values.Add(new FeatureValue(FeatureValueKind.Feature, "default"));
        }
        return values;
    }
}
