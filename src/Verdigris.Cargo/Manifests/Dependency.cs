using System.Collections.Generic;

namespace Verdigris.Cargo.Manifests;

public enum DependencyKind
{
    /// <summary><c>[dependencies]</c></summary>
    Normal,

    /// <summary><c>[dev-dependencies]</c></summary>
    Development,

    /// <summary><c>[build-dependencies]</c></summary>
    Build,
}

/// <summary>Where a dependency comes from.</summary>
public enum DependencyOrigin
{
    Path,
    Registry,
    Git,
}

/// <summary>One entry of a dependency table, inheritance resolved.</summary>
public sealed record Dependency
{
    /// <summary>The key: the name by which features and code know it.</summary>
    public required string NameInToml { get; init; }

    /// <summary>The package's own name (<c>package = "…"</c>, else the key).</summary>
    public required string PackageName { get; init; }

    public required DependencyKind Kind { get; init; }

    public required DependencyOrigin Origin { get; init; }

    /// <summary>The package's directory, absolute; null unless <see cref="DependencyOrigin.Path"/>.</summary>
    public string? Directory { get; init; }

    /// <summary>The URL of a git dependency, for messages.</summary>
    public string? GitUrl { get; init; }

    public VersionRequirement Requirement { get; init; } = VersionRequirement.Any;

    public Platform? Platform { get; init; }

    public bool IsOptional { get; init; }

    public bool UsesDefaultFeatures { get; init; } = true;

    public IReadOnlyList<string> Features { get; init; } = [];

    public bool IsRenamed => NameInToml != PackageName;

    public bool IsTransitive => Kind != DependencyKind.Development;
}
