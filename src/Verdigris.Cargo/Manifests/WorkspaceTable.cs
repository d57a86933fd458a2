using System.Collections.Generic;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Manifests;

/// <summary>The <c>[workspace]</c> table: who is in it, and what members inherit.</summary>
public sealed class WorkspaceTable
{
    internal WorkspaceTable(TomlReader reader, string root)
    {
        Root = root;
        Document = reader.Document;
        Members = reader.Strings("members");
        DefaultMembers = reader.Strings("default-members");
        Exclude = reader.Strings("exclude") ?? [];
        Resolver = reader.String("resolver");
        Package = reader.SubTable("package")?.Table;
        Dependencies = reader.SubTable("dependencies")?.Table;
        Lints = reader.SubTable("lints")?.Table;
        reader.Ignore("metadata");
    }

    /// <summary>The directory of the root manifest.</summary>
    public string Root { get; }

    /// <summary>Null when there is no such key; patterns are relative to the root.</summary>
    public IReadOnlyList<string>? Members { get; }

    public IReadOnlyList<string>? DefaultMembers { get; }

    public IReadOnlyList<string> Exclude { get; }

    public string? Resolver { get; }

    internal TomlDocument Document { get; }

    internal TomlTable? Package { get; }

    internal TomlTable? Dependencies { get; }

    internal TomlTable? Lints { get; }
}
