using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Manifests;

/// <summary>Reads dependency tables: of the package, of <c>[target.X]</c>, and what they inherit from the workspace.</summary>
internal sealed class DependencyTable(string packageRoot, Edition edition, Func<WorkspaceTable> workspace, IList<string> warnings, ISet<string> unused)
{
    private readonly List<Dependency> _dependencies = [];

    public IReadOnlyList<Dependency> Dependencies => _dependencies;

    /// <summary>Reads the three kinds of tables below a table.</summary>
    public void ReadAll(TomlReader parent, string packageName, Platform? platform)
    {
        ReadKind(parent, "dependencies", null, DependencyKind.Normal, packageName, platform);
        ReadKind(parent, "dev-dependencies", "dev_dependencies", DependencyKind.Development, packageName, platform);
        ReadKind(parent, "build-dependencies", "build_dependencies", DependencyKind.Build, packageName, platform);
    }

    private void ReadKind(TomlReader parent, string key, string? oldKey, DependencyKind kind, string packageName, Platform? platform)
    {
        TomlReader? table = parent.SubTable(key);
        if (oldKey is not null && parent.SubTable(oldKey) is { } old)
        {
            DeprecatedKey.Check(oldKey, key, packageName, platform is null ? "package" : "platform target", edition, hasNew: table is not null, warnings);
            table ??= old;
        }
        if (table is null)
        {
            return;
        }
        List<TomlEntry> entries = [.. table.Table.Entries];
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        foreach (TomlEntry entry in entries)
        {
            _dependencies.Add(Read(table, entry, kind, platform));
        }
    }

    private Dependency Read(TomlReader table, TomlEntry entry, DependencyKind kind, Platform? platform)
    {
        string name = entry.Key;
        if (Names.PackageNameProblem(name, "dependency name") is { } problem)
        {
            throw table.Document.ErrorAt(entry.KeySpan, problem);
        }
        Dependency dependency;
        if (entry.Value is TomlTable own && own.Find("workspace") is { } marker)
        {
            TomlReader reader = table.Open(entry);
            reader.Ignore("workspace");
            if (!reader.AsBool(marker))
            {
                throw table.Document.ErrorAt(entry.KeySpan, "`workspace` cannot be false");
            }
            dependency = Inherit(reader, name, kind, platform);
            reader.CollectUnused(unused);
        }
        else
        {
            dependency = ReadValue(table, entry, packageRoot, kind, platform);
        }
        if (kind == DependencyKind.Development && dependency.IsOptional)
        {
            throw new CargoException($"dev-dependencies are not allowed to be optional: `{name}`");
        }
        return dependency;
    }

    private Dependency Inherit(TomlReader reader, string name, DependencyKind kind, Platform? platform)
    {
        Dependency inherited;
        try
        {
            WorkspaceTable root = workspace();
            TomlTable known = root.Dependencies ?? throw new CargoException("`workspace.dependencies` was not defined");
            if (!known.TryGet(name, out TomlEntry? entry))
            {
                throw new CargoException($"`dependency.{name}` was not found in `workspace.dependencies`");
            }
            TomlReader rootReader = new(root.Document, known, "workspace.dependencies");
            inherited = ReadValue(rootReader, entry, root.Root, kind, platform);
            if (inherited.IsOptional)
            {
                throw new CargoException($"{name} is optional, but workspace dependencies cannot be optional");
            }
        }
        catch (CargoException e) when (!e.IsRendered)
        {
            throw new CargoException($"error inheriting `{name}` from workspace root manifest's `workspace.dependencies.{name}`", e);
        }
        List<string> features = [.. inherited.Features];
        foreach (string feature in reader.Strings("features") ?? [])
        {
            features.Add(feature);
        }
        bool? ownDefault = reader.Bool("default-features") ?? reader.Bool("default_features");
        bool usesDefault = inherited.UsesDefaultFeatures;
        if (ownDefault == true)
        {
            usesDefault = true;
        }
        else if (ownDefault == false && usesDefault)
        {
            if (edition >= Edition.E2024)
            {
                throw new CargoException($"error inheriting `{name}` from workspace root manifest's `workspace.dependencies.{name}`",
                    new CargoException("`default-features = false` cannot override workspace's `default-features`"));
            }
            warnings.Add($"`default-features` is ignored for {name}, since `default-features` was true for `workspace.dependencies.{name}`, "
                + "this could become a hard error in the future");
        }
        return inherited with { IsOptional = reader.Bool("optional") ?? false, Features = features, UsesDefaultFeatures = usesDefault };
    }

    private Dependency ReadValue(TomlReader table, TomlEntry entry, string root, DependencyKind kind, Platform? platform)
    {
        string name = entry.Key;
        if (entry.Value is TomlString version)
        {
            return new Dependency
            {
                NameInToml = name, PackageName = name, Kind = kind, Origin = DependencyOrigin.Registry, Platform = platform,
                Requirement = ParseRequirement(version.Value, name),
            };
        }
        TomlReader reader = table.Open(entry, "a version string like \"0.9.8\" or a detailed dependency like { version = \"0.9.8\" }");
        string? requirement = reader.String("version");
        string? path = reader.String("path");
        string? git = reader.String("git");
        string? registry = reader.String("registry");
        foreach (string key in (string[])["branch", "tag", "rev", "registry-index", "public", "artifact", "lib", "target"])
        {
            reader.Ignore(key);
        }
        if (requirement is null && path is null && git is null)
        {
            throw new CargoException($"dependency ({name}) specified without providing a local path, Git repository, version, or workspace dependency to use");
        }
        if (git is not null && path is not null)
        {
            throw new CargoException($"dependency ({name}) specification is ambiguous. Only one of `git` or `path` is allowed.");
        }
        if (git is not null && registry is not null)
        {
            throw new CargoException($"dependency ({name}) specification is ambiguous. Only one of `git` or `registry` is allowed.");
        }
        foreach (string key in (string[])["branch", "tag", "rev"])
        {
            if (git is null && reader.Has(key))
            {
                throw new CargoException($"key `{key}` is ignored for dependency ({name}).");
            }
        }
        IReadOnlyList<string> features = reader.Strings("features") ?? [];
        foreach (string feature in features)
        {
            if (feature.Contains('/', StringComparison.Ordinal))
            {
                throw new CargoException($"feature `{feature}` in dependency `{name}` is not allowed to contain slashes\n"
                    + "If you want to enable features of a transitive dependency, the direct dependency needs to re-export those features from the `[features]` table.");
            }
            if (feature.StartsWith("dep:", StringComparison.Ordinal))
            {
                throw new CargoException($"feature `{feature}` in dependency `{name}` is not allowed to use explicit `dep:` syntax\n"
                    + "If you want to enable an optional dependency, specify the name of the optional dependency without the `dep:` prefix, or specify a feature from the dependency's "
                    + "`[features]` table that enables the optional dependency.");
            }
        }
        bool? defaultFeatures = reader.Bool("default-features");
        if (reader.Bool("default_features") is { } oldDefault)
        {
            DeprecatedKey.Check("default_features", "default-features", name, "dependency", edition, hasNew: defaultFeatures is not null, warnings);
            defaultFeatures ??= oldDefault;
        }
        Dependency dependency = new()
        {
            NameInToml = name,
            PackageName = reader.String("package") ?? name,
            Kind = kind,
            Origin = path is not null ? DependencyOrigin.Path : git is not null ? DependencyOrigin.Git : DependencyOrigin.Registry,
            Directory = path is null ? null : NormalizeDirectory(Path.Combine(root, path)),
            GitUrl = git,
            Requirement = requirement is null ? VersionRequirement.Any : ParseRequirement(requirement, name),
            Platform = platform,
            IsOptional = reader.Bool("optional") ?? false,
            UsesDefaultFeatures = defaultFeatures ?? true,
            Features = features,
        };
        reader.CollectUnused(unused);
        return dependency;
    }

    private static string NormalizeDirectory(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));

    private static VersionRequirement ParseRequirement(string text, string name)
    {
        try
        {
            return VersionRequirement.Parse(text);
        }
        catch (CargoException e)
        {
            throw new CargoException($"failed to parse the version requirement `{text}` for dependency `{name}`", e);
        }
    }
}
