using System;
using System.Collections.Generic;

namespace Verdigris.Cargo.Manifests;

/// <summary>What a target is; the order is that of Cargo's lists.</summary>
public enum TargetKind
{
    /// <summary><c>src/lib.rs</c></summary>
    Library,

    /// <summary><c>src/main.rs</c>, <c>src/bin/*.rs</c></summary>
    Binary,

    /// <summary><c>tests/*.rs</c></summary>
    Test,

    /// <summary><c>benches/*.rs</c></summary>
    Bench,

    /// <summary><c>examples/*.rs</c></summary>
    Example,

    /// <summary><c>build.rs</c></summary>
    BuildScript,
}

/// <summary>One crate of a package.</summary>
public sealed record Target
{
    public required TargetKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>The root file, absolute.</summary>
    public required string SourcePath { get; init; }

    public required Edition Edition { get; init; }

    /// <summary>As in the manifest (<c>lib</c>, <c>rlib</c>, <c>cdylib</c>…); only libraries and examples have any.</summary>
    public IReadOnlyList<string> CrateTypes { get; init; } = [];

    /// <summary>Null: none are asked for.</summary>
    public IReadOnlyList<string>? RequiredFeatures { get; init; }

    public bool IsTested { get; init; }

    public bool IsBenched { get; init; }

    public bool IsDocumented { get; init; }

    public bool IsDoctested { get; init; }

    public bool HasHarness { get; init; } = true;

    public bool IsLibrary => Kind == TargetKind.Library;

    public bool IsBinary => Kind == TargetKind.Binary;

    public bool IsBuildScript => Kind == TargetKind.BuildScript;

    public bool IsProcMacro => Kind == TargetKind.Library && Contains("proc-macro");

    /// <summary>Runs while compiling: always compiled for the host.</summary>
    public bool IsForHost => IsProcMacro || IsBuildScript;

    public bool IsExampleLibrary => Kind == TargetKind.Example && CrateTypes.Count != 0 && !Contains("bin");

    /// <summary>Built as a program.</summary>
    public bool IsExecutable => Kind != TargetKind.Library && !IsExampleLibrary;

    public bool IsExecutableExample => Kind == TargetKind.Example && !IsExampleLibrary;

    public string CrateName => Name.Replace('-', '_');

    /// <summary>What <c>--crate-type</c> is given.</summary>
    public IReadOnlyList<string> RustcCrateTypes => IsExecutable ? ["bin"] : CrateTypes;

    /// <summary>Other crates can link it.</summary>
    public bool IsLinkable => Kind == TargetKind.Library && (Contains("lib") || Contains("rlib") || Contains("dylib") || Contains("proc-macro"));

    /// <summary>Needs the objects of its dependencies, not only their metadata.</summary>
    public bool RequiresUpstreamObjects
    {
        get
        {
            if (IsExecutable)
            {
                return true;
            }
            foreach (string type in CrateTypes)
            {
                if (type is not ("lib" or "rlib"))
                {
                    return true;
                }
            }
            return false;
        }
    }

    /// <summary><c>lib</c>, <c>bin "name"</c>: how messages name it.</summary>
    public string DescriptionNamed => Kind switch
    {
        TargetKind.Library => "lib",
        TargetKind.Binary => $"bin \"{Name}\"",
        TargetKind.Test => $"test \"{Name}\"",
        TargetKind.Bench => $"bench \"{Name}\"",
        TargetKind.Example => $"example \"{Name}\"",
        TargetKind.BuildScript => "build script",
    };

    /// <summary>The <c>kind</c> of machine-readable messages.</summary>
    public IReadOnlyList<string> KindNames => Kind switch
    {
        TargetKind.Library => CrateTypes,
        TargetKind.Binary => ["bin"],
        TargetKind.Test => ["test"],
        TargetKind.Bench => ["bench"],
        TargetKind.Example => ["example"],
        TargetKind.BuildScript => ["custom-build"],
    };

    private bool Contains(string crateType)
    {
        foreach (string type in CrateTypes)
        {
            if (string.Equals(type, crateType, StringComparison.Ordinal))
            {
                return true;
            }
        }
        return false;
    }
}
