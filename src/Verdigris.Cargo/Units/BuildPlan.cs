using System;
using System.Collections.Generic;
using Verdigris.Cargo.Compilers;
using Verdigris.Cargo.Configuration;
using Verdigris.Cargo.Features;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Profiles;
using Verdigris.Cargo.Resolve;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Units;

/// <summary>What the units of one build are made from.</summary>
public sealed class BuildPlan
{
    private readonly Dictionary<Unit, Unit> _units = [];

    public required Workspace Workspace { get; init; }

    public required PackageGraph Packages { get; init; }

    public required ResolvedFeatures Features { get; init; }

    public required ProfileSet Profiles { get; init; }

    public required CompilerInfo Compiler { get; init; }

    public required CargoConfig Config { get; init; }

    /// <summary><c>--target</c>; null: the host, without a directory of its own.</summary>
    public string? RequestedPlatform { get; init; }

    /// <summary>
    /// The platform of ordinary units while the graph is made. Without <c>--target</c> it is the host by its name, so that units for
    /// the host (build scripts) stay apart until it is known which of both kinds are the same.
    /// </summary>
    internal string ExplicitPlatform => RequestedPlatform ?? Compiler.Host;

    /// <summary>Of equal units the one that was made first: the roots, whose profiles are not deferred, come before what depends on them.</summary>
    internal Unit CreateUnit(Package package, Target target, CompileMode mode, string? platform, bool isForHost, bool usesHostFeatures, bool alwaysUnwinds)
    {
        Unit unit = new()
        {
            Package = package,
            Target = target,
            Mode = mode,
            Platform = platform,
            Profile = Profiles.For(package, Workspace.IsMember(package), isForHost, alwaysUnwinds),
            FeatureList = string.Join(',', Features.Of(package, usesHostFeatures)),
        };
        if (_units.TryGetValue(unit, out Unit? known))
        {
            return known;
        }
        _units.Add(unit, unit);
        return unit;
    }

    /// <summary>For <c>required-features</c>: the package's features and <c>dependency/feature</c> of its dependencies.</summary>
    internal HashSet<string> AllFeaturesOf(Package package)
    {
        HashSet<string> all = [.. Features.Of(package, isForHost: false)];
        foreach ((Dependency dependency, Package target) in Packages.DependenciesOf(package))
        {
            if (dependency.IsOptional && !Features.IsActive(package, isForHost: false, dependency.NameInToml))
            {
                continue;
            }
            foreach (string feature in Features.Of(target, isForHost: false))
            {
                all.Add($"{dependency.NameInToml}/{feature}");
            }
        }
        return all;
    }

    internal bool IsOnPlatform(Dependency dependency, string? platform) =>
        dependency.Platform is not { } required || required.Matches(platform ?? Compiler.Host, platform is null || platform == Compiler.Host ? Compiler.HostCfg : Compiler.TargetCfg);
}
