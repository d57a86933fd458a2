using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Manifests;

/// <summary>
/// The targets of a package: what the manifest says, completed from the layout of the directory (<c>src/lib.rs</c>,
/// <c>src/main.rs</c>, <c>src/bin</c>, <c>examples</c>, <c>tests</c>, <c>benches</c>, <c>build.rs</c>).
/// </summary>
internal sealed class TargetInference(string root, string packageName, Edition edition, IList<string> warnings, ISet<string> unused)
{
    private readonly List<string> _errors = [];

    /// <summary>A target before its kind's defaults: from a table of the manifest or from a file.</summary>
    private sealed record Draft(string Name, string? Path, TomlReader? Table);

    /// <summary>What differs between the kinds that live in a directory.</summary>
    private sealed record KindRules(TargetKind Kind, string Section, string Human, string Directory, string CommonlyWrongDirectory, string AutoKey);

    private static readonly KindRules s_binary = new(TargetKind.Binary, "bin", "binary", "src/bin", "src/bins", "autobins");
    private static readonly KindRules s_example = new(TargetKind.Example, "example", "example", "examples", "example", "autoexamples");
    private static readonly KindRules s_test = new(TargetKind.Test, "test", "test", "tests", "test", "autotests");
    private static readonly KindRules s_bench = new(TargetKind.Bench, "bench", "benchmark", "benches", "bench", "autobenches");

    public IReadOnlyList<Target> Infer(TomlReader manifest, TomlReader package)
    {
        List<Target> targets = [];
        bool? autolib = package.Bool("autolib");
        if (InferLibrary(manifest, autolib) is { } library)
        {
            targets.Add(library);
        }
        foreach (KindRules rules in (KindRules[])[s_binary, s_example, s_test, s_bench])
        {
            InferKind(manifest, package, rules, hasLibrary: targets.Count != 0 && targets[0].IsLibrary, targets);
        }
        InferBuildScript(package, targets);
        if (_errors.Count != 0)
        {
            throw new CargoException(string.Join('\n', _errors));
        }
        if (targets.Count == 0 || targets.TrueForAll(static target => target.IsBuildScript))
        {
            throw new CargoException("no targets specified in the manifest\n"
                + "either src/lib.rs, src/main.rs, a [lib] section, or [[bin]] section must be present");
        }
        WarnOfSharedFiles(targets);
        return targets;
    }

    private Target? InferLibrary(TomlReader manifest, bool? autolib)
    {
        const string DefaultPath = "src/lib.rs";
        TomlReader? table = manifest.SubTable("lib");
        bool isThere = autolib != false && File.Exists(Path.Combine(root, DefaultPath));
        if (table is null && !isThere)
        {
            return null;
        }
        string name = table?.String("name") ?? packageName.Replace('-', '_');
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new CargoException("library target names cannot be empty");
        }
        if (name.Contains('-', StringComparison.Ordinal))
        {
            throw new CargoException($"library target names cannot contain hyphens: {name}");
        }
        string? path = table?.String("path") ?? (isThere ? DefaultPath : null);
        if (path is null)
        {
            string legacy = $"src/{name}.rs";
            if (edition != Edition.E2015 || !File.Exists(Path.Combine(root, legacy)))
            {
                throw new CargoException($"can't find library `{name}`, rename file to `src/lib.rs` or specify lib.path");
            }
            warnings.Add($"path `{legacy}` was erroneously implicitly accepted for library `{name}`,\nplease rename the file to `src/lib.rs` or set lib.path in Cargo.toml");
            path = legacy;
        }
        IReadOnlyList<string>? crateTypes = ReadCrateTypes(table, name, "library");
        bool isProcMacro = ReadProcMacro(table, name, "library");
        if (crateTypes is not null && Contains(crateTypes, "dylib") && Contains(crateTypes, "cdylib"))
        {
            throw new CargoException($"library `{name}` cannot set the crate type of both `dylib` and `cdylib`");
        }
        if (crateTypes is not null && Contains(crateTypes, "proc-macro"))
        {
            warnings.Add($"library `{name}` should only specify `proc-macro = true` instead of setting `crate-type`");
            if (crateTypes.Count > 1)
            {
                throw new CargoException("cannot mix `proc-macro` crate type with others");
            }
        }
        crateTypes ??= isProcMacro ? ["proc-macro"] : ["lib"];
        Target target = new()
        {
            Kind = TargetKind.Library, Name = name, SourcePath = Absolute(path), Edition = edition, CrateTypes = crateTypes,
            IsTested = true, IsBenched = true, IsDocumented = true, IsDoctested = true,
        };
        return Configure(target, table, "library");
    }

    private void InferKind(TomlReader manifest, TomlReader package, KindRules rules, bool hasLibrary, List<Target> targets)
    {
        bool? auto = package.Bool(rules.AutoKey);
        List<TomlReader>? tables = manifest.Tables(rules.Section);
        List<Draft> inferred = FilesOf(rules);
        List<Draft> drafts = [];
        if (tables is null)
        {
            if (auto != false)
            {
                drafts = [.. inferred];
            }
        }
        else
        {
            foreach (TomlReader table in tables)
            {
                string? name = table.String("name") ?? throw new CargoException($"{rules.Human} target {rules.Section}.name is required");
                drafts.Add(new Draft(name, table.String("path") is { } path ? Absolute(path) : null, table));
            }
            AddUnclaimed(drafts, inferred, auto, rules);
        }
        drafts.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        HashSet<string> seen = [];
        foreach (Draft draft in drafts)
        {
            if (string.IsNullOrWhiteSpace(draft.Name))
            {
                throw new CargoException($"{rules.Human} target names cannot be empty");
            }
            if (rules.Kind == TargetKind.Binary && Names.IsOutputDirectory(draft.Name))
            {
                throw new CargoException($"the binary target name `{draft.Name}` is forbidden, it conflicts with cargo's build directory names");
            }
            if (FindPath(draft, inferred, rules, hasLibrary) is not { } path)
            {
                continue;
            }
            if (!seen.Add(draft.Name))
            {
                string kind = rules.Kind == TargetKind.Binary ? rules.Human : rules.Section;
                throw new CargoException($"found duplicate {kind} name {draft.Name}, but all {kind} targets must have a unique name");
            }
            targets.Add(Configure(Create(rules, draft, path), draft.Table, rules.Human));
        }
    }

    private Target Create(KindRules rules, Draft draft, string path)
    {
        IReadOnlyList<string>? crateTypes = ReadCrateTypes(draft.Table, draft.Name, rules.Human);
        bool isProcMacro = ReadProcMacro(draft.Table, draft.Name, rules.Human);
        if (rules.Kind == TargetKind.Binary)
        {
            if (crateTypes is { Count: > 0 })
            {
                _errors.Add($"the target `{draft.Name}` is a binary and can't have any crate-types set (currently \"{string.Join(", ", crateTypes)}\")");
            }
            if (isProcMacro)
            {
                _errors.Add($"the target `{draft.Name}` is a binary and can't have `proc-macro` set `true`");
            }
        }
        return new Target
        {
            Kind = rules.Kind,
            Name = draft.Name,
            SourcePath = path,
            Edition = edition,
            CrateTypes = rules.Kind == TargetKind.Example ? crateTypes ?? [] : [],
            IsTested = rules.Kind is TargetKind.Binary or TargetKind.Test,
            IsBenched = rules.Kind is TargetKind.Binary or TargetKind.Bench,
            IsDocumented = rules.Kind == TargetKind.Binary,
        };
    }

    /// <summary>The keys that all kinds share.</summary>
    private Target Configure(Target target, TomlReader? table, string human)
    {
        if (table is null)
        {
            return target;
        }
        table.Ignore("doc-scrape-examples");
        table.Ignore("filename");
        table.Ignore("name");
        table.Ignore("path");
        if (table.String("edition") is { } ownEdition)
        {
            warnings.Add($"`edition` is set on {human} `{target.Name}` which is deprecated");
            try
            {
                target = target with { Edition = Edition.Parse(ownEdition) };
            }
            catch (CargoException e)
            {
                throw new CargoException("failed to parse the `edition` key", e);
            }
        }
        target = target with
        {
            IsTested = table.Bool("test") ?? target.IsTested,
            IsBenched = table.Bool("bench") ?? target.IsBenched,
            IsDocumented = table.Bool("doc") ?? target.IsDocumented,
            IsDoctested = table.Bool("doctest") ?? target.IsDoctested,
            HasHarness = table.Bool("harness") ?? target.HasHarness,
            RequiredFeatures = table.Strings("required-features"),
        };
        table.CollectUnused(unused);
        return target;
    }

    private void InferBuildScript(TomlReader package, List<Target> targets)
    {
        TomlValue? value = package.Entry("build")?.Value;
        string? path = value switch
        {
            null => File.Exists(Path.Combine(root, "build.rs")) ? "build.rs" : null,
            TomlBoolean { Value: false } => null,
            TomlBoolean => "build.rs",
            TomlString text => text.Value,
            TomlArray => throw new CargoException("multiple build scripts (`package.build` as an array) are not supported: the feature is not stable"),
            TomlValue other => throw package.WrongType(other, "a boolean or string"),
        };
        if (path is null)
        {
            return;
        }
        targets.Add(new Target
        {
            Kind = TargetKind.BuildScript, Name = $"build-script-{Path.GetFileNameWithoutExtension(path)}", SourcePath = Absolute(path), Edition = edition,
        });
    }

    private List<Draft> FilesOf(KindRules rules)
    {
        List<Draft> files = [];
        if (rules.Kind == TargetKind.Binary && File.Exists(Path.Combine(root, "src/main.rs")))
        {
            files.Add(new Draft(packageName, Absolute("src/main.rs"), null));
        }
        string directory = Path.Combine(root, rules.Directory);
        if (!Directory.Exists(directory))
        {
            return files;
        }
        foreach (string entry in Directory.EnumerateFileSystemEntries(directory))
        {
            string name = Path.GetFileName(entry);
            if (name.StartsWith('.'))
            {
                continue;
            }
            if (Directory.Exists(entry))
            {
                string main = Path.Combine(entry, "main.rs");
                if (File.Exists(main))
                {
                    files.Add(new Draft(name, main, null));
                }
            }
            else if (Path.GetExtension(name) == ".rs")
            {
                files.Add(new Draft(Path.GetFileNameWithoutExtension(name), entry, null));
            }
        }
        files.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return files;
    }

    /// <summary>Adds the files that no table names, unless that is turned off; edition 2015 turned it off wherever there was a table.</summary>
    private void AddUnclaimed(List<Draft> drafts, List<Draft> inferred, bool? auto, KindRules rules)
    {
        HashSet<string> names = [];
        HashSet<string> paths = [];
        foreach (Draft draft in drafts)
        {
            names.Add(draft.Name);
            if (draft.Path is { } path)
            {
                paths.Add(path);
            }
        }
        List<Draft> rest = inferred.FindAll(draft => !names.Contains(draft.Name) && !paths.Contains(draft.Path!));
        if (auto is null && edition == Edition.E2015)
        {
            if (rest.Count != 0)
            {
                string list = string.Concat(rest.ConvertAll(draft => $"* {Path.GetRelativePath(root, draft.Path!)}\n"));
                warnings.Add(
                    $"""
                    An explicit [[{rules.Section}]] section is specified in Cargo.toml which currently
                    disables Cargo from automatically inferring other {rules.Human} targets.
                    This inference behavior will change in the Rust 2018 edition and the following
                    files will be included as a {rules.Human} target:

                    {list}
                    This is likely to break cargo build or cargo test as these files may not be
                    ready to be compiled as a {rules.Human} target today. You can future-proof yourself
                    and disable this warning by adding `{rules.AutoKey} = false` to your [package]
                    section. You may also move the files to a location where Cargo would not
                    automatically infer them to be a target, such as in subfolders.

                    For more information on this warning you can consult
                    https://github.com/rust-lang/cargo/issues/5330
                    """);
            }
            return;
        }
        if (auto != false)
        {
            drafts.AddRange(rest);
        }
    }

    private string? FindPath(Draft draft, List<Draft> inferred, KindRules rules, bool hasLibrary)
    {
        if (draft.Path is { } known)
        {
            return known;
        }
        List<Draft> matches = inferred.FindAll(candidate => candidate.Name == draft.Name);
        if (matches.Count == 1)
        {
            return matches[0].Path;
        }
        if (edition == Edition.E2015 && LegacyPath(draft.Name, rules, hasLibrary) is { } legacy)
        {
            warnings.Add($"path `{legacy}` was erroneously implicitly accepted for {rules.Human} `{draft.Name}`,\nplease set {rules.Section}.path in Cargo.toml");
            return Absolute(legacy);
        }
        string problem = matches.Count > 1
            ? $"cannot infer path for `{draft.Name}` {rules.Section}\nCargo doesn't know which to use because multiple target files found at "
                + $"`{Path.GetRelativePath(root, matches[0].Path!)}` and `{Path.GetRelativePath(root, matches[1].Path!)}`."
            : NotFound(draft.Name, rules, inferred);
        if (rules.Kind == TargetKind.Binary)
        {
            throw new CargoException(problem);
        }
        _errors.Add(problem);
        return null;
    }

    private string? LegacyPath(string name, KindRules rules, bool hasLibrary)
    {
        string[] candidates = rules.Kind switch
        {
            TargetKind.Binary when hasLibrary => ["src/main.rs", "src/bin/main.rs"],
            TargetKind.Binary => [$"src/{name}.rs", "src/main.rs", "src/bin/main.rs"],
            TargetKind.Bench when name == "bench" => ["src/bench.rs"],
            _ => [],
        };
        foreach (string candidate in candidates)
        {
            if (File.Exists(Path.Combine(root, candidate)))
            {
                return candidate;
            }
        }
        return null;
    }

    private string NotFound(string name, KindRules rules, List<Draft> inferred)
    {
        string similar = Similar.Message(name, inferred.ConvertAll(static draft => draft.Name), rules.Section);
        foreach (string suffix in (string[])[$"{name}.rs", $"{name}/main.rs"])
        {
            string wrong = $"{rules.CommonlyWrongDirectory}/{suffix}";
            if (File.Exists(Path.Combine(root, wrong)))
            {
                return $"can't find `{name}` {rules.Section} at default paths, but found a file at `{wrong}`.\n"
                    + $"Perhaps rename the file to `{rules.Directory}/{suffix}` for target auto-discovery, or specify {rules.Section}.path if you want to use a non-default path.{similar}";
            }
        }
        return $"can't find `{name}` {rules.Section} at `{rules.Directory}/{name}.rs` or `{rules.Directory}/{name}/main.rs`. "
            + $"Please specify {rules.Section}.path if you want to use a non-default path.{similar}";
    }

    private IReadOnlyList<string>? ReadCrateTypes(TomlReader? table, string name, string human)
    {
        IReadOnlyList<string>? types = table?.Strings("crate-type");
        if (table?.Strings("crate_type") is { } old)
        {
            DeprecatedKey.Check("crate_type", "crate-type", name, $"{human} target", edition, hasNew: types is not null, warnings);
            types ??= old;
        }
        return types;
    }

    private bool ReadProcMacro(TomlReader? table, string name, string human)
    {
        bool? isProcMacro = table?.Bool("proc-macro");
        if (table?.Bool("proc_macro") is { } old)
        {
            DeprecatedKey.Check("proc_macro", "proc-macro", name, $"{human} target", edition, hasNew: isProcMacro is not null, warnings);
            isProcMacro ??= old;
        }
        return isProcMacro ?? false;
    }

    private void WarnOfSharedFiles(List<Target> targets)
    {
        SortedDictionary<string, List<Target>> byFile = new(StringComparer.Ordinal);
        foreach (Target target in targets)
        {
            (byFile.TryGetValue(target.SourcePath, out List<Target>? known) ? known : byFile[target.SourcePath] = []).Add(target);
        }
        foreach ((string file, List<Target> sharing) in byFile)
        {
            if (sharing.Count > 1)
            {
                string list = string.Join('\n', sharing.ConvertAll(static target => $"  * `{HumanKind(target)}` target `{target.Name}`"));
                warnings.Add($"file `{file}` found to be present in multiple build targets:\n{list}");
            }
        }
    }

    private static string HumanKind(Target target) => target.Kind switch
    {
        TargetKind.Library => "lib",
        TargetKind.Binary => "bin",
        TargetKind.Test => "integration-test",
        TargetKind.Bench => "bench",
        TargetKind.Example => "example",
        TargetKind.BuildScript => "build-script",
    };

    private static bool Contains(IReadOnlyList<string> list, string item)
    {
        foreach (string each in list)
        {
            if (each == item)
            {
                return true;
            }
        }
        return false;
    }

    private string Absolute(string path) => Path.GetFullPath(Path.Combine(root, path));
}
