using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Resolve;

/// <summary>
/// Resolves the dependencies of a workspace whose packages are all directories. Versions leave no choice here; what is computed is
/// which optional dependencies can be active at all: members with all their features, other packages with those that are asked for.
/// The result does not depend on the command, as the lock file must not.
/// </summary>
internal sealed class PathResolver
{
    private readonly Workspace _workspace;
    private readonly PackageGraph _graph = new();
    private readonly Dictionary<PackageId, HashSet<string>> _features = [];
    private readonly Dictionary<PackageId, HashSet<string>> _activeDependencies = [];
    private readonly HashSet<(PackageId, string)> _weakFeatures = [];
    private readonly Queue<Package> _queue = [];

    private PathResolver(Workspace workspace) => _workspace = workspace;

    public static PackageGraph Resolve(Workspace workspace)
    {
        PathResolver resolver = new(workspace);
        foreach (Package member in workspace.Members)
        {
            resolver.Add(member);
        }
        // Activating a feature may add dependencies to packages already seen: repeat until nothing changes.
        while (resolver._queue.TryDequeue(out Package? package))
        {
            resolver.AddDependencies(package);
        }
        resolver._graph.CheckForCycles();
        return resolver._graph;
    }

    private void Add(Package package)
    {
        if (_graph.Add(package))
        {
            _features[package.Id] = [];
            _activeDependencies[package.Id] = [];
            _queue.Enqueue(package);
        }
    }

    private void AddDependencies(Package package)
    {
        bool isMember = _workspace.IsMember(package);
        foreach (Dependency dependency in package.Dependencies)
        {
            bool isWanted = isMember || (dependency.IsTransitive && (!dependency.IsOptional || _activeDependencies[package.Id].Contains(dependency.NameInToml)));
            if (!isWanted)
            {
                continue;
            }
            Package target = Find(package, dependency);
            Add(target);
            _graph.Connect(package, dependency, target);
            foreach (string feature in dependency.Features)
            {
                CheckFeature(package, dependency, target, feature);
                Activate(target, feature);
            }
            if (dependency.UsesDefaultFeatures)
            {
                Activate(target, "default");
            }
        }
        if (isMember)
        {
            foreach (string feature in package.Features.Names)
            {
                Activate(package, feature);
            }
        }
    }

    private void Activate(Package package, string feature)
    {
        if (!package.Features.All.TryGetValue(feature, out IReadOnlyList<FeatureValue>? values) || !_features[package.Id].Add(feature))
        {
            return;
        }
        foreach (FeatureValue value in values)
        {
            switch (value.Kind)
            {
                case FeatureValueKind.Feature:
                    Activate(package, value.Name);
                    break;
                case FeatureValueKind.Dependency:
                    ActivateDependency(package, value.Name);
                    break;
                case FeatureValueKind.DependencyFeature:
                    if (!value.IsWeak)
                    {
                        Activate(package, value.Name);
                        ActivateDependency(package, value.Name);
                    }
                    ActivateInDependency(package, value);
                    break;
            }
        }
    }

    private void ActivateDependency(Package package, string name)
    {
        if (_activeDependencies[package.Id].Add(name))
        {
            _queue.Enqueue(package);
        }
    }

    private void ActivateInDependency(Package package, FeatureValue value)
    {
        if (!_weakFeatures.Add((package.Id, value.ToString())))
        {
            return;
        }
        foreach (Dependency dependency in package.Dependencies)
        {
            if (dependency.NameInToml == value.Name && dependency.Origin == DependencyOrigin.Path)
            {
                // A weak feature counts as if the dependency were active: the lock file may record more than one build needs.
                Package target = Find(package, dependency);
                CheckFeature(package, dependency, target, value.DependencyFeature);
                Add(target);
                Activate(target, value.DependencyFeature);
            }
        }
    }

    private Package Find(Package from, Dependency dependency)
    {
        if (dependency.Origin != DependencyOrigin.Path)
        {
            string source = dependency.Origin == DependencyOrigin.Git ? $"the git repository {dependency.GitUrl}" : "a registry";
            throw new CargoException($"the dependency `{dependency.NameInToml}` of package `{from}` comes from {source}\n"
                + "only dependencies with a `path` are supported so far");
        }
        Manifest manifest = LoadManifest(from, dependency);
        if (manifest.Package is not { } package || package.Name != dependency.PackageName)
        {
            string other = manifest.Package is { } found ? $"perhaps you meant:      {found.Name}\n" : "";
            throw new CargoException($"no matching package found\nsearched package name: `{dependency.PackageName}`\n{other}"
                + $"location searched: {dependency.Directory}\nrequired by package `{from}`");
        }
        if (!dependency.Requirement.Matches(package.Version) && !dependency.Requirement.IsAny)
        {
            throw new CargoException($"failed to select a version for the requirement `{dependency.PackageName} = \"{dependency.Requirement}\"`\n"
                + $"candidate versions found which didn't match: {package.Version}\nlocation searched: {dependency.Directory}\nrequired by package `{from}`");
        }
        return package;
    }

    private Manifest LoadManifest(Package from, Dependency dependency)
    {
        string path = Path.Combine(dependency.Directory!, "Cargo.toml");
        try
        {
            return _workspace.Cache.Load(path);
        }
        catch (CargoException e) when (!e.IsRendered)
        {
            throw new CargoException($"failed to get `{dependency.PackageName}` as a dependency of package `{from}`",
                new CargoException($"failed to load source for dependency `{dependency.PackageName}`", new CargoException($"unable to update {dependency.Directory}", e)));
        }
    }

    private static void CheckFeature(Package from, Dependency dependency, Package target, string feature)
    {
        if (target.Features.All.ContainsKey(feature))
        {
            return;
        }
        string similar = Similar.Closest(feature, target.Features.Names) is { } closest ? $"\n package `{target.Name}` does have feature `{closest}`\n" : "";
        throw new CargoException($"failed to select a version for `{target.Name}`.\n    ... required by package `{from}`\n"
            + $"versions that meet the requirements `{dependency.Requirement}` are: {target.Version}\n\n"
            + $"package `{from.Name}` depends on `{target.Name}` with feature `{feature}` but `{target.Name}` does not have that feature.\n{similar}\n\n"
            + $"failed to select a version for `{target.Name}` which could resolve this conflict");
    }
}
