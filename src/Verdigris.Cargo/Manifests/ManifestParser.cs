using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Profiles;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Manifests;

/// <summary>
/// <c>Cargo.toml</c> → <see cref="Manifest"/>. Errors with a place in the file are reports with the line; others are wrapped as
/// <c>failed to parse manifest</c>. Keys nobody knows are warnings.
/// </summary>
internal sealed class ManifestParser
{
    private readonly string _path;
    private readonly string _root;
    private readonly TomlDocument _document;
    private readonly Func<string?, WorkspaceTable?> _findWorkspace;
    private readonly List<string> _warnings = [];
    private readonly SortedSet<string> _unused = new(StringComparer.Ordinal);
    private WorkspaceTable? _ownWorkspace;
    private string? _workspacePointer;

    private ManifestParser(string path, TomlDocument document, Func<string?, WorkspaceTable?> findWorkspace)
    {
        _path = path;
        _root = Path.GetDirectoryName(path)!;
        _document = document;
        _findWorkspace = findWorkspace;
    }

    /// <param name="path">Absolute.</param>
    /// <param name="findWorkspace">Finds the table of the workspace that the package is in, from <c>package.workspace</c> if given; asked only if something is inherited.</param>
    public static Manifest Parse(string path, Func<string?, WorkspaceTable?> findWorkspace)
    {
        string text = IoErrors.ReadText(path);
        TomlDocument document = TomlDocument.Parse(path, text);
        try
        {
            return new ManifestParser(path, document, findWorkspace).ParseAll();
        }
        catch (CargoException e) when (!e.IsRendered)
        {
            throw new CargoException($"failed to parse manifest at `{path}`", e);
        }
    }

    private Manifest ParseAll()
    {
        TomlReader reader = new(_document, _document.Root, "");
        reader.Ignore("badges");
        reader.Ignore("hints");
        reader.Ignore("replace");
        bool isProject = reader.Has("project") && !reader.Has("package");
        TomlReader? package = reader.SubTable("package", "struct TomlPackage") ?? reader.SubTable("project", "struct TomlPackage");
        if (reader.SubTable("workspace") is { } workspace)
        {
            _ownWorkspace = new WorkspaceTable(workspace, _root);
            workspace.CollectUnused(_unused);
        }
        IReadOnlyList<string> cargoFeatures = reader.Strings("cargo-features") ?? [];
        if (cargoFeatures.Count != 0)
        {
            throw new CargoException($"the cargo feature `{cargoFeatures[0]}` requires a nightly version of Cargo, but this is the `stable` channel");
        }
        bool hasPatch = reader.SubTable("patch") is { Table.Entries.Count: > 0 };
        SortedDictionary<string, ProfileSettings> profiles = ReadProfiles(reader);
        Package? parsed = null;
        string? resolver = _ownWorkspace?.Resolver;
        if (package is not null)
        {
            parsed = ParsePackage(reader, package, isProject, ref resolver);
        }
        else if (_ownWorkspace is null && reader.Table.Entries.Count == 0)
        {
            throw new CargoException("manifest is missing either a `[package]` or a `[workspace]`");
        }
        else
        {
            foreach (string field in (string[])["lib", "bin", "example", "test", "bench", "dependencies", "dev-dependencies", "dev_dependencies", "build-dependencies",
                "build_dependencies", "features", "target", "lints", "badges"])
            {
                if (reader.Has(field))
                {
                    string help = field == "lints" ? "\nhelp: a similar field exists: `[workspace.lints]`" : "";
                    throw new CargoException($"this virtual manifest specifies a `{field}` section, which is not allowed{help}");
                }
            }
            if (_ownWorkspace is null)
            {
                throw new CargoException("manifest is missing either a `[package]` or a `[workspace]`");
            }
        }
        if (resolver is not (null or "1" or "2" or "3"))
        {
            throw new CargoException($"`resolver` setting `{resolver}` is not valid, valid options are \"1\", \"2\" or \"3\"");
        }
        reader.CollectUnused(_unused);
        List<string> warnings = [];
        foreach (string key in _unused)
        {
            string help = key is "alias" or "build" or "env" or "http" or "install" or "net" or "paths" or "registries" or "registry" or "term"
                ? $"\nhelp: {key} is a valid .cargo/config.toml key" : "";
            warnings.Add($"unused manifest key: {key}{help}");
        }
        warnings.AddRange(_warnings);
        return new Manifest
        {
            Path = _path, Package = parsed, Workspace = _ownWorkspace, WorkspacePointer = _workspacePointer, Profiles = profiles, Resolver = resolver,
            HasPatch = hasPatch, Warnings = warnings,
        };
    }

    private SortedDictionary<string, ProfileSettings> ReadProfiles(TomlReader reader)
    {
        SortedDictionary<string, ProfileSettings> profiles = new(StringComparer.Ordinal);
        if (reader.SubTable("profile") is { } table)
        {
            foreach (TomlEntry entry in table.Table.Entries)
            {
                if (Names.ProfileNameProblem(entry.Key) is { } problem)
                {
                    throw _document.ErrorAt(entry.KeySpan, problem);
                }
                profiles[entry.Key] = ProfileSettings.Read(table.Open(entry), entry.Key, _warnings, _unused);
            }
        }
        return profiles;
    }

    private Package ParsePackage(TomlReader root, TomlReader package, bool isProject, ref string? resolver)
    {
        package.Ignore("metadata");
        package.Ignore("categories");
        package.Ignore("keywords");
        package.Ignore("include");
        package.Ignore("exclude");
        package.Ignore("im-a-teapot");
        package.Ignore("forced-target");
        package.Ignore("default-target");
        package.Ignore("documentation");
        string? pointer = package.String("workspace");
        _workspacePointer = pointer is null ? null : Path.GetFullPath(Path.Combine(_root, pointer));
        if (pointer is not null && _ownWorkspace is not null)
        {
            throw new CargoException("cannot configure both `package.workspace` and `[workspace]`, only one can be specified");
        }
        TomlEntry nameEntry = package.Entry("name") ?? throw new CargoException("missing field `package.name`");
        string name = package.AsString(nameEntry.Value);
        if (Names.PackageNameProblem(name) is { } problem)
        {
            throw _document.ErrorAt(nameEntry.Value.Span, problem);
        }
        bool hasVersion = package.Has("version");
        SemVersion version = Inheritable(package, "version") is var (versionReader, versionValue) ? ParseVersion(versionReader, versionValue) : SemVersion.Parse("0.0.0");
        if (Inheritable(package, "publish") is var (publishReader, publish))
        {
            if (publish is not (TomlBoolean or TomlArray))
            {
                throw publishReader.WrongType(publish, "a boolean, a vector of strings, or workspace");
            }
            if (!hasVersion && publish is not (TomlBoolean { Value: false } or TomlArray { Items.Count: 0 }))
            {
                throw new CargoException("`package.publish` requires `package.version` be specified");
            }
        }
        string rustVersion = Inheritable(package, "rust-version") is var (rustReader, rustValue) ? ParseRustVersion(rustReader, rustValue) : "";
        Edition edition = ParseEdition(package, rustVersion);
        if (isProject)
        {
            if (edition >= Edition.E2024)
            {
                throw new CargoException("`[project]` is not supported as of the 2024 Edition, please use `[package]`");
            }
            _warnings.Add("`[project]` is deprecated in favor of `[package]`");
        }
        string? ownResolver = package.String("resolver");
        if (ownResolver is not null && resolver is not null)
        {
            throw new CargoException("cannot specify `resolver` field in both `[workspace]` and `[package]`");
        }
        resolver ??= ownResolver ?? (edition >= Edition.E2024 ? "3" : edition >= Edition.E2021 ? "2" : null);
        DependencyTable dependencies = new(_root, edition, Workspace, _warnings, _unused);
        dependencies.ReadAll(root, name, platform: null);
        if (root.SubTable("target") is { } targetTables)
        {
            List<TomlEntry> platforms = [.. targetTables.Table.Entries];
            platforms.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
            foreach (TomlEntry entry in platforms)
            {
                TomlReader table = targetTables.Open(entry);
                dependencies.ReadAll(table, entry.Key, Platform.Parse(entry.Key));
                table.CollectUnused(_unused);
            }
        }
        FeatureTable features = ReadFeatures(root, dependencies.Dependencies);
        TargetInference inference = new(_root, name, edition, _warnings, _unused);
        IReadOnlyList<Target> targets = inference.Infer(root, package);
        IReadOnlyList<string> lints = ReadLints(root);
        string? links = package.String("links");
        if (links is not null && !HasBuildScript(targets))
        {
            throw new CargoException($"package specifies that it links to `{links}` but does not have a custom build script");
        }
        string? defaultRun = package.String("default-run");
        CheckDefaultRun(defaultRun, targets);
        PackageMetadata metadata = new()
        {
            Authors = Inheritable(package, "authors") is var (authorsReader, authors) ? authorsReader.AsStrings(authors) : [],
            Description = InheritableString(package, "description"),
            Homepage = InheritableString(package, "homepage"),
            Repository = InheritableString(package, "repository"),
            License = InheritableString(package, "license"),
            LicenseFile = InheritableString(package, "license-file"),
            Readme = ReadReadme(package),
            RustVersion = rustVersion,
        };
        package.CollectUnused(_unused);
        return new Package
        {
            Id = new PackageId(name, version, _root),
            ManifestPath = _path,
            Edition = edition,
            Metadata = metadata,
            Targets = targets,
            Dependencies = dependencies.Dependencies,
            Features = features,
            Links = links,
            DefaultRun = defaultRun,
            LintArguments = lints,
        };
    }

    private WorkspaceTable Workspace() => _ownWorkspace ?? _findWorkspace(_workspacePointer) ?? throw new CargoException("failed to find a workspace root");

    /// <summary>The value of a key, or of <c>[workspace.package]</c> if it says <c>key.workspace = true</c>.</summary>
    private (TomlReader Reader, TomlValue Value)? Inheritable(TomlReader package, string key)
    {
        if (package.Entry(key) is not { } entry)
        {
            return null;
        }
        if (entry.Value is not TomlTable table || !table.TryGet("workspace", out TomlEntry? marker))
        {
            return (package, entry.Value);
        }
        if (!package.AsBool(marker.Value))
        {
            throw _document.ErrorAt(entry.KeySpan, "`workspace` cannot be false");
        }
        try
        {
            WorkspaceTable workspace = Workspace();
            TomlValue? inherited = workspace.Package?.Find(key);
            return inherited is null
                ? throw new CargoException($"`workspace.package.{key}` was not defined")
                : (new TomlReader(workspace.Document, workspace.Package!, "workspace.package"), inherited);
        }
        catch (CargoException e) when (!e.IsRendered)
        {
            throw new CargoException($"error inheriting `{key}` from workspace root manifest's `workspace.package.{key}`", e);
        }
    }

    private string InheritableString(TomlReader package, string key) => Inheritable(package, key) is var (reader, value) ? reader.AsString(value) : "";

    private string ReadReadme(TomlReader package)
    {
        if (Inheritable(package, "readme") is var (reader, value))
        {
            return value switch
            {
                TomlBoolean { Value: false } => "",
                TomlBoolean => "README.md",
                _ => reader.AsString(value),
            };
        }
        foreach (string candidate in (string[])["README.md", "README.txt", "README"])
        {
            if (File.Exists(Path.Combine(_root, candidate)))
            {
                return candidate;
            }
        }
        return "";
    }

    private static SemVersion ParseVersion(TomlReader reader, TomlValue value)
    {
        try
        {
            return SemVersion.Parse(reader.AsString(value).Trim());
        }
        catch (CargoException e) when (!e.IsRendered)
        {
            throw reader.Document.ErrorAt(value.Span, e.Message);
        }
    }

    private static string ParseRustVersion(TomlReader reader, TomlValue value)
    {
        string text = reader.AsString(value);
        string[] parts = text.Split('.');
        bool isValid = parts.Length is 1 or 2 or 3;
        foreach (string part in parts)
        {
            isValid &= part.Length != 0 && ulong.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _);
        }
        return isValid ? text : throw reader.Document.ErrorAt(value.Span, "expected a version like \"1.32\"");
    }

    private Edition ParseEdition(TomlReader package, string rustVersion)
    {
        if (Inheritable(package, "edition") is not var (reader, value))
        {
            if (rustVersion.Length == 0)
            {
                _warnings.Add($"no edition set: defaulting to the 2015 edition while the latest is {Edition.Latest}");
            }
            return Edition.E2015;
        }
        try
        {
            return Edition.Parse(reader.AsString(value));
        }
        catch (CargoException e) when (!e.IsRendered)
        {
            throw new CargoException("failed to parse the `edition` key", e);
        }
    }

    private FeatureTable ReadFeatures(TomlReader root, IReadOnlyList<Dependency> dependencies)
    {
        List<(string, IReadOnlyList<string>)> written = [];
        TomlReader? table = root.SubTable("features");
        foreach (TomlEntry entry in table?.Table.Entries ?? [])
        {
            if (Names.FeatureNameProblem(entry.Key) is { } problem)
            {
                throw _document.ErrorAt(entry.KeySpan, problem);
            }
            written.Add((entry.Key, table!.AsStrings(entry.Value)));
        }
        return FeatureTable.Create(written, dependencies, (feature, value) =>
        {
            string message = $"feature `{feature}` includes `{value}`, but `{value.Name}` is not a dependency";
            return table is not null && table.Table.TryGet(feature, out TomlEntry? entry)
                ? new CargoException($"{_document.ErrorAt(entry.Value.Span, message).Message}\nerror: failed to parse manifest at `{_path}`") { IsRendered = true }
                : new CargoException(message);
        });
    }

    private IReadOnlyList<string> ReadLints(TomlReader root)
    {
        if (root.SubTable("lints") is not { } lints)
        {
            return [];
        }
        if (!lints.Table.TryGet("workspace", out TomlEntry? marker) || marker.Value is TomlTable)
        {
            return LintTable.ToArguments(lints, _warnings);
        }
        if (lints.AsBool(marker.Value) && lints.Table.Entries.Count > 1)
        {
            throw new CargoException("cannot override `workspace.lints` in `lints`, either remove the overrides or `lints.workspace = true` and manually specify the lints");
        }
        try
        {
            WorkspaceTable workspace = Workspace();
            TomlTable table = workspace.Lints ?? throw new CargoException("`workspace.lints` was not defined");
            return LintTable.ToArguments(new TomlReader(workspace.Document, table, "lints"), _warnings);
        }
        catch (CargoException e) when (!e.IsRendered)
        {
            throw new CargoException("error inheriting `lints` from workspace root manifest's `workspace.lints`", e);
        }
    }

    private static bool HasBuildScript(IReadOnlyList<Target> targets)
    {
        foreach (Target target in targets)
        {
            if (target.IsBuildScript)
            {
                return true;
            }
        }
        return false;
    }

    private static void CheckDefaultRun(string? defaultRun, IReadOnlyList<Target> targets)
    {
        if (defaultRun is null)
        {
            return;
        }
        List<string> binaries = [];
        foreach (Target target in targets)
        {
            if (target.IsBinary)
            {
                binaries.Add(target.Name);
            }
        }
        if (!binaries.Contains(defaultRun))
        {
            throw new CargoException($"default-run target `{defaultRun}` not found{Similar.Message(defaultRun, binaries, "target")}");
        }
    }
}
