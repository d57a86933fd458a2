using System;
using System.Collections.Generic;
using Verdigris.Cargo.Manifests;

namespace Verdigris.Cargo.Resolve;

/// <summary>Which package each dependency of each package is; what the lock file records.</summary>
public sealed class PackageGraph
{
    private readonly Dictionary<PackageId, Package> _packages = [];
    private readonly Dictionary<PackageId, List<(Dependency Dependency, Package Package)>> _edges = [];

    /// <summary>Sorted by name and version.</summary>
    public IReadOnlyList<Package> Packages
    {
        get
        {
            List<Package> packages = [.. _packages.Values];
            packages.Sort(static (a, b) => a.Id.CompareTo(b.Id));
            return packages;
        }
    }

    public IReadOnlyList<(Dependency Dependency, Package Package)> DependenciesOf(Package package) =>
        _edges.TryGetValue(package.Id, out List<(Dependency, Package)>? edges) ? edges : [];

    internal bool Add(Package package) => _packages.TryAdd(package.Id, package);

    internal void Connect(Package from, Dependency dependency, Package to)
    {
        if (!_edges.TryGetValue(from.Id, out List<(Dependency, Package)>? edges))
        {
            _edges.Add(from.Id, edges = []);
        }
        foreach ((Dependency known, Package package) in edges)
        {
            if (ReferenceEquals(known, dependency) && ReferenceEquals(package, to))
            {
                return;
            }
        }
        edges.Add((dependency, to));
    }

    /// <summary>A package that needs itself to be built cannot be: says which way round.</summary>
    internal void CheckForCycles()
    {
        Dictionary<PackageId, bool> isDone = [];
        foreach (Package package in Packages)
        {
            Visit(package, isDone);
        }
    }

    /// <summary>Depth first with an explicit stack: chains of packages may be long.</summary>
    private void Visit(Package root, Dictionary<PackageId, bool> isDone)
    {
        if (isDone.ContainsKey(root.Id))
        {
            return;
        }
        List<(Package Package, int Next)> path = [(root, 0)];
        isDone[root.Id] = false;
        while (path.Count != 0)
        {
            (Package package, int next) = path[^1];
            IReadOnlyList<(Dependency Dependency, Package Package)> edges = DependenciesOf(package);
            if (next == edges.Count)
            {
                isDone[package.Id] = true;
                path.RemoveAt(path.Count - 1);
                continue;
            }
            path[^1] = (package, next + 1);
            (Dependency dependency, Package target) = edges[next];
            // A development dependency may lead back: it is needed only for tests.
            if (!dependency.IsTransitive)
            {
                continue;
            }
            if (!isDone.TryGetValue(target.Id, out bool done))
            {
                isDone[target.Id] = false;
                path.Add((target, 0));
            }
            else if (!done)
            {
                throw Cycle(path, target);
            }
        }
    }

    private CargoException Cycle(List<(Package Package, int Next)> path, Package target)
    {
        int start = path.FindIndex(step => step.Package.Id == target.Id);
        string text = $"cyclic package dependency: package `{target}` depends on itself. Cycle:\npackage `{target}`";
        for (int i = path.Count - 1; i >= start; i--)
        {
            Package package = path[i].Package;
            Dependency dependency = DependenciesOf(package)[path[i].Next - 1].Dependency;
            text += $"\n    ... which satisfies path dependency `{dependency.NameInToml}` of package `{package}`";
        }
        return new CargoException(text);
    }
}
