using System;
using System.Collections.Generic;
using Verdigris.Cargo.Profiles;

namespace Verdigris.Cargo.Manifests;

/// <summary>Tells packages apart: every source here is a directory.</summary>
public sealed record PackageId(string Name, SemVersion Version, string Directory) : IComparable<PackageId>
{
    public int CompareTo(PackageId? other)
    {
        if (other is null)
        {
            return 1;
        }
        int order = string.CompareOrdinal(Name, other.Name);
        order = order != 0 ? order : Version.CompareTo(other.Version);
        return order != 0 ? order : string.CompareOrdinal(Directory, other.Directory);
    }

    public bool Equals(PackageId? other) => other is not null && Name == other.Name && Version == other.Version && Directory == other.Directory;

    public override int GetHashCode() => HashCode.Combine(Name, Directory);

    /// <summary><c>name v1.0.0 (/directory)</c>.</summary>
    public override string ToString() => $"{Name} v{Version} ({Directory})";

    /// <summary>The URL of package id specifications.</summary>
    public string ToSpec() => System.IO.Path.GetFileName(Directory) == Name
        ? $"path+file://{Directory}#{Version}"
        : $"path+file://{Directory}#{Name}@{Version}";
}

/// <summary>Facts of <c>[package]</c> that only go into environment variables and metadata.</summary>
public sealed record PackageMetadata
{
    public IReadOnlyList<string> Authors { get; init; } = [];

    public string Description { get; init; } = "";

    public string Homepage { get; init; } = "";

    public string Repository { get; init; } = "";

    public string License { get; init; } = "";

    public string LicenseFile { get; init; } = "";

    public string Readme { get; init; } = "";

    public string RustVersion { get; init; } = "";
}

/// <summary>A package as its manifest describes it, targets inferred and inheritance resolved.</summary>
public sealed record Package
{
    public required PackageId Id { get; init; }

    public required string ManifestPath { get; init; }

    public required Edition Edition { get; init; }

    public required PackageMetadata Metadata { get; init; }

    /// <summary>Library, binaries, examples, tests, benches, build script.</summary>
    public required IReadOnlyList<Target> Targets { get; init; }

    public required IReadOnlyList<Dependency> Dependencies { get; init; }

    public required FeatureTable Features { get; init; }

    public string? Links { get; init; }

    public string? DefaultRun { get; init; }

    /// <summary>Arguments for the compiler from <c>[lints]</c>.</summary>
    public IReadOnlyList<string> LintArguments { get; init; } = [];

    public string Name => Id.Name;

    public SemVersion Version => Id.Version;

    /// <summary>The directory of the manifest.</summary>
    public string Root => Id.Directory;

    public Target? Library
    {
        get
        {
            foreach (Target target in Targets)
            {
                if (target.IsLibrary)
                {
                    return target;
                }
            }
            return null;
        }
    }

    public Target? BuildScript
    {
        get
        {
            foreach (Target target in Targets)
            {
                if (target.IsBuildScript)
                {
                    return target;
                }
            }
            return null;
        }
    }

    public bool Equals(Package? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => Id.GetHashCode();

    public override string ToString() => Id.ToString();
}

/// <summary>What one <c>Cargo.toml</c> holds.</summary>
public sealed record Manifest
{
    public required string Path { get; init; }

    /// <summary>Null: a virtual manifest.</summary>
    public Package? Package { get; init; }

    /// <summary>Set if it has <c>[workspace]</c>.</summary>
    public WorkspaceTable? Workspace { get; init; }

    /// <summary><c>package.workspace</c>: where the root is, absolute.</summary>
    public string? WorkspacePointer { get; init; }

    /// <summary>By name; only the root's count.</summary>
    public IReadOnlyDictionary<string, ProfileSettings> Profiles { get; init; } = new SortedDictionary<string, ProfileSettings>();

    /// <summary><c>resolver</c> of the package or the workspace.</summary>
    public string? Resolver { get; init; }

    public bool HasPatch { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string Directory => System.IO.Path.GetDirectoryName(Path)!;
}
