using System.Collections.Generic;
using System.Text;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Profiles;

namespace Verdigris.Cargo.Units;

/// <summary>
/// Root units → the graph. First every unit gets its dependencies, with host and target apart; then (<see cref="Share"/>) what
/// turns out to be the same for both becomes one unit, and what was deferred in profiles is decided.
/// </summary>
internal sealed class UnitGraphBuilder
{
    private readonly BuildPlan _plan;
    private readonly UnitGraph _graph = new();
    private readonly Dictionary<Unit, Purpose> _purposes = [];

    private UnitGraphBuilder(BuildPlan plan) => _plan = plan;

    /// <summary>What a unit is for; dependencies inherit it.</summary>
    private readonly record struct Purpose(bool IsHost, bool UsesHostFeatures, bool AlwaysUnwinds)
    {
        public Purpose ForDependency(Unit parent, Target target) =>
            new(IsHost || target.IsForHost, UsesHostFeatures || parent.Target.IsBuildScript || target.IsProcMacro, AlwaysUnwinds || target.IsForHost);

        /// <summary>The script itself has the features of its package, wherever that is built for.</summary>
        public Purpose ForBuildScript() => new(true, UsesHostFeatures, true);
    }

    public static UnitGraph Build(BuildPlan plan, IReadOnlyList<Unit> roots, UserIntent intent)
    {
        UnitGraphBuilder builder = new(plan);
        Stack<(Unit Unit, Purpose Purpose)> work = [];
        for (int i = roots.Count - 1; i >= 0; i--)
        {
            Unit root = roots[i];
            bool isTest = root.IsTest || intent is UserIntent.Test or UserIntent.Doctest;
            bool isProcMacro = root.Target.IsProcMacro;
            work.Push((root, new Purpose(isProcMacro, isProcMacro, isTest || isProcMacro)));
        }
        while (work.TryPop(out (Unit Unit, Purpose Purpose) item))
        {
            if (builder._graph.Contains(item.Unit))
            {
                continue;
            }
            List<(UnitDependency Dependency, Purpose Purpose)> dependencies = builder.DependenciesOf(item.Unit, item.Purpose);
            builder._purposes[item.Unit] = item.Purpose;
            builder._graph.TryAdd(item.Unit, dependencies.ConvertAll(static d => d.Dependency));
            for (int i = dependencies.Count - 1; i >= 0; i--)
            {
                work.Push((dependencies[i].Dependency.Unit, dependencies[i].Purpose));
            }
        }
        builder.ConnectBuildScripts();
        foreach (Unit unit in builder._graph.Units)
        {
            builder._graph.Edges(unit).Sort(static (a, b) => a.Unit.CompareTo(b.Unit));
        }
        return builder.Share(roots);
    }

    private List<(UnitDependency, Purpose)> DependenciesOf(Unit unit, Purpose purpose)
    {
        List<(UnitDependency, Purpose)> result = [];
        if (unit.IsRun)
        {
            Purpose script = purpose.ForBuildScript();
            Unit compile = _plan.CreateUnit(unit.Package, unit.Target, CompileMode.Build, null, isForHost: true, script.UsesHostFeatures, script.AlwaysUnwinds);
            result.Add((new UnitDependency(compile, unit.Target.CrateName), script));
            return result;
        }
        HashSet<PackageId> seen = [];
        foreach ((Dependency dependency, Package package) in _plan.Packages.DependenciesOf(unit.Package))
        {
            if (!Applies(unit, purpose, dependency) || package.Library is not { } library || !seen.Add(package.Id))
            {
                continue;
            }
            Purpose inner = purpose.ForDependency(unit, library);
            Unit needed = _plan.CreateUnit(package, library, DependencyMode(unit, library), library.IsForHost ? null : unit.Platform,
                inner.IsHost, inner.UsesHostFeatures, inner.AlwaysUnwinds);
            string name = dependency.IsRenamed ? dependency.NameInToml.Replace('-', '_') : library.CrateName;
            result.Add((new UnitDependency(needed, name) { IsDevelopment = !dependency.IsTransitive }, inner));
        }
        if (unit.Target.IsBuildScript)
        {
            return result;
        }
        if (unit.Package.BuildScript is { } buildScript)
        {
            Unit run = _plan.CreateUnit(unit.Package, buildScript, CompileMode.RunBuildScript, unit.Platform, isForHost: true, purpose.UsesHostFeatures, alwaysUnwinds: true)
                with { Profile = ProfileSet.ForRunningScript(unit.Profile) };
            result.Add((new UnitDependency(run, buildScript.CrateName), purpose.ForBuildScript()));
        }
        if (unit.Target.IsLibrary && !unit.IsDoctest)
        {
            return result;
        }
        if (unit.Package.Library is { IsLinkable: true } own)
        {
            Purpose inner = purpose.ForDependency(unit, own);
            Unit needed = _plan.CreateUnit(unit.Package, own, DependencyMode(unit, own), own.IsForHost ? null : unit.Platform,
                inner.IsHost, inner.UsesHostFeatures, inner.AlwaysUnwinds);
            result.Add((new UnitDependency(needed, own.CrateName), inner));
        }
        if (unit.Mode == CompileMode.Test && unit.Target.Kind is TargetKind.Test or TargetKind.Bench)
        {
            AddBinaries(unit, result);
        }
        return result;
    }

    /// <summary>Integration tests may run the binaries of their package.</summary>
    private void AddBinaries(Unit unit, List<(UnitDependency, Purpose)> result)
    {
        HashSet<string> features = _plan.AllFeaturesOf(unit.Package);
        foreach (Target target in unit.Package.Targets)
        {
            if (!target.IsBinary || !HasFeatures(target, features))
            {
                continue;
            }
            Unit binary = _plan.CreateUnit(unit.Package, target, CompileMode.Build, unit.Platform, isForHost: false, usesHostFeatures: false, alwaysUnwinds: false);
            result.Add((new UnitDependency(binary, target.CrateName), default));
        }
    }

    private static bool HasFeatures(Target target, HashSet<string> features)
    {
        foreach (string required in target.RequiredFeatures ?? [])
        {
            if (!features.Contains(required))
            {
                return false;
            }
        }
        return true;
    }

    private bool Applies(Unit unit, Purpose purpose, Dependency dependency)
    {
        if (unit.Target.IsBuildScript != (dependency.Kind == DependencyKind.Build))
        {
            return false;
        }
        bool usesDevelopment = unit.IsTest || unit.IsDoctest || unit.Target.Kind is TargetKind.Test or TargetKind.Example;
        if (dependency.Kind == DependencyKind.Development && !usesDevelopment)
        {
            return false;
        }
        return _plan.IsOnPlatform(dependency, unit.Platform)
            && (!dependency.IsOptional || _plan.Features.IsActive(unit.Package, purpose.UsesHostFeatures, dependency.NameInToml));
    }

    private static CompileMode DependencyMode(Unit unit, Target target) => unit.IsCheck && !target.IsForHost ? CompileMode.Check : CompileMode.Build;

    /// <summary>
    /// A build script sees the metadata of build scripts of packages with <c>links</c> that its package depends on: it runs after them.
    /// </summary>
    private void ConnectBuildScripts()
    {
        List<(Unit Run, UnitDependency Needed)> added = [];
        foreach (Unit unit in _graph.Sorted)
        {
            if (unit.IsRun || _graph.BuildScriptRunOf(unit) is not { } run)
            {
                continue;
            }
            foreach (UnitDependency dependency in _graph.DependenciesOf(unit))
            {
                if (!dependency.Unit.IsRun && !dependency.IsDevelopment && dependency.Unit.Package.Links is not null && !ReferenceEquals(dependency.Unit.Package, unit.Package)
                    && _graph.BuildScriptRunOf(dependency.Unit) is { } needed)
                {
                    added.Add((run, new UnitDependency(needed, needed.Target.CrateName)));
                }
            }
        }
        foreach ((Unit run, UnitDependency needed) in added)
        {
            List<UnitDependency> edges = _graph.Edges(run);
            if (!edges.Exists(edge => edge.Unit == needed.Unit))
            {
                edges.Add(needed);
            }
        }
    }

    private UnitGraph Share(IReadOnlyList<Unit> roots)
    {
        UnitGraph shared = new();
        Dictionary<Unit, Unit> replaced = [];
        foreach (Unit unit in Postorder(roots))
        {
            List<UnitDependency> dependencies = [];
            StringBuilder key = new();
            bool hasDebuginfo = unit.Profile.HasDebuginfo;
            foreach (UnitDependency dependency in _graph.DependenciesOf(unit))
            {
                Unit inner = replaced[dependency.Unit];
                hasDebuginfo |= inner.Profile.HasDebuginfo;
                dependencies.Add(dependency with { Unit = inner });
                key.Append(inner).Append('\n');
            }
            Profile profile = unit.Profile;
            if (profile.IsStripDeferred && !hasDebuginfo)
            {
                profile = profile with { Strip = "debuginfo", IsStripDeferred = false };
            }
            if (_purposes[unit].IsHost && _plan.RequestedPlatform is null && profile.IsDebuginfoDeferred)
            {
                // Debug information of what runs at build time is made only if the same crate is built with it for the program.
                Unit twin = unit with { Profile = profile with { IsDebuginfoDeferred = false }, Platform = _plan.ExplicitPlatform };
                Profile decided = profile with { IsDebuginfoDeferred = false };
                profile = _graph.Contains(twin) ? decided : decided with { Debuginfo = "0" };
            }
            string? platform = _plan.RequestedPlatform is null ? null : unit.Platform;
            Unit result = unit with { Profile = profile, Platform = platform, DependencyHash = StableHash.Of(key.ToString()) };
            replaced[unit] = result;
            shared.TryAdd(result, dependencies);
        }
        foreach (Unit root in roots)
        {
            if (!shared.Roots.Contains(replaced[root]))
            {
                shared.Roots.Add(replaced[root]);
            }
        }
        return shared;
    }

    private List<Unit> Postorder(IReadOnlyList<Unit> roots)
    {
        List<Unit> order = [];
        HashSet<Unit> seen = [];
        Stack<(Unit Unit, bool IsReady)> work = [];
        for (int i = roots.Count - 1; i >= 0; i--)
        {
            work.Push((roots[i], false));
        }
        while (work.TryPop(out (Unit Unit, bool IsReady) item))
        {
            if (item.IsReady)
            {
                order.Add(item.Unit);
                continue;
            }
            if (!seen.Add(item.Unit))
            {
                continue;
            }
            work.Push((item.Unit, true));
            foreach (UnitDependency dependency in _graph.DependenciesOf(item.Unit))
            {
                work.Push((dependency.Unit, false));
            }
        }
        return order;
    }
}
