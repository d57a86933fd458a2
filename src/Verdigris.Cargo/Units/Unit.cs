using System;
using System.Collections.Generic;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Profiles;

namespace Verdigris.Cargo.Units;

/// <summary>What is done with a target.</summary>
public enum CompileMode
{
    /// <summary><c>--test</c>, or <c>--cfg test</c> without a harness.</summary>
    Test,

    Build,

    /// <summary>Metadata only.</summary>
    Check,

    /// <summary>Metadata only, as a test.</summary>
    CheckTest,

    /// <summary>The examples in the documentation of a library.</summary>
    Doctest,

    /// <summary>The build script is run; it was compiled by a unit of <see cref="Build"/>.</summary>
    RunBuildScript,
}

/// <summary>
/// One node of the build: a target, compiled in one way. Units with equal contents are one unit, however many others need it.
/// </summary>
public sealed record Unit : IComparable<Unit>
{
    public required Package Package { get; init; }

    public required Target Target { get; init; }

    public required Profile Profile { get; init; }

    /// <summary>The target's name if <c>--target</c> asked for it; null for the host.</summary>
    public string? Platform { get; init; }

    public required CompileMode Mode { get; init; }

    /// <summary>Sorted, joined by commas.</summary>
    public required string FeatureList { get; init; }

    /// <summary>Tells apart units whose dependencies differ though they do not.</summary>
    public ulong DependencyHash { get; init; }

    public IReadOnlyList<string> Features => FeatureList.Length == 0 ? [] : FeatureList.Split(',');

    public bool IsHost => Platform is null;

    public bool IsTest => Mode is CompileMode.Test or CompileMode.CheckTest;

    public bool IsCheck => Mode is CompileMode.Check or CompileMode.CheckTest;

    public bool IsRun => Mode == CompileMode.RunBuildScript;

    public bool IsDoctest => Mode == CompileMode.Doctest;

    /// <summary>Must wait for the objects of its dependencies, not only for their metadata.</summary>
    public bool RequiresUpstreamObjects => Mode switch
    {
        CompileMode.Test => true,
        CompileMode.Build => Target.RequiresUpstreamObjects,
        CompileMode.Check or CompileMode.CheckTest => false,
        CompileMode.Doctest => true,
        CompileMode.RunBuildScript => true,
    };

    public int CompareTo(Unit? other)
    {
        if (other is null)
        {
            return 1;
        }
        int order = Package.Id.CompareTo(other.Package.Id);
        order = order != 0 ? order : Target.Kind.CompareTo(other.Target.Kind);
        order = order != 0 ? order : string.CompareOrdinal(Target.Name, other.Target.Name);
        order = order != 0 ? order : string.CompareOrdinal(Profile.OptLevel, other.Profile.OptLevel);
        order = order != 0 ? order : string.CompareOrdinal(Profile.Debuginfo, other.Profile.Debuginfo);
        order = order != 0 ? order : string.CompareOrdinal(Platform, other.Platform);
        order = order != 0 ? order : Mode.CompareTo(other.Mode);
        order = order != 0 ? order : string.CompareOrdinal(FeatureList, other.FeatureList);
        order = order != 0 ? order : string.CompareOrdinal(Profile.Key, other.Profile.Key);
        return order != 0 ? order : DependencyHash.CompareTo(other.DependencyHash);
    }

    /// <summary><c>`name` (bin "x" test)</c>: how messages name it.</summary>
    public string Describe()
    {
        string suffix = IsTest && Target.Kind is not (TargetKind.Test or TargetKind.Bench) ? " test" : IsDoctest ? " doctest" : "";
        return $"`{Package.Name}` ({Target.DescriptionNamed}{suffix})";
    }

    /// <summary>How the progress bar names it.</summary>
    public string ShortName => Mode switch
    {
        CompileMode.RunBuildScript => $"{Package.Name}(build)",
        CompileMode.Test or CompileMode.CheckTest => Target.Kind switch
        {
            TargetKind.Binary => $"{Target.Name}(bin test)",
            TargetKind.Bench => $"{Target.Name}(bench)",
            TargetKind.Example => $"{Target.Name}(example test)",
            _ => $"{Target.Name}(test)",
        },
        _ => Target.Kind switch
        {
            TargetKind.Library => Package.Name,
            TargetKind.BuildScript => $"{Package.Name}(build.rs)",
            TargetKind.Binary => $"{Target.Name}(bin)",
            TargetKind.Test => $"{Target.Name}(test)",
            TargetKind.Bench => $"{Target.Name}(bench)",
            TargetKind.Example => $"{Target.Name}(example)",
        },
    };
}

/// <summary>An edge of the unit graph.</summary>
/// <param name="Unit">What is needed.</param>
/// <param name="ExternName">The name the crate has in the dependent's code.</param>
public sealed record UnitDependency(Unit Unit, string ExternName)
{
    /// <summary>Needed only by tests and the like.</summary>
    public bool IsDevelopment { get; init; }
}
