using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Verdigris.Cargo.Jobs;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Fingerprints;

/// <summary>
/// Which units must be built again. Units are looked at after their dependencies: one is up to date if its fingerprint is the
/// stored one, all its outputs are there and none of its dependencies is newer, and no file or variable it read has changed.
/// Times are those of the file system; the reference is the moment the compiler was started, so that a file saved while it ran counts.
/// </summary>
internal sealed class FreshnessCheck
{
    private readonly BuildContext _context;
    private readonly Dictionary<Unit, Fingerprint> _fingerprints = [];
    private readonly Dictionary<Unit, string?> _reasons = [];
    private readonly Dictionary<string, DateTime?> _times = [];

    public FreshnessCheck(BuildContext context)
    {
        _context = context;
        foreach (Unit unit in Topological(context.Graph))
        {
            Fingerprint fingerprint = Create(unit);
            _fingerprints[unit] = fingerprint;
            _reasons[unit] = Check(unit, fingerprint);
        }
    }

    /// <summary>The reason that is not worth a line: there is nothing yet.</summary>
    public const string FreshBuild = "";

    public Fingerprint this[Unit unit] => _fingerprints[unit];

    /// <summary>Null: up to date; empty: built for the first time.</summary>
    public string? ReasonOf(Unit unit) => _reasons[unit];

    /// <summary>Dependencies first.</summary>
    public static List<Unit> Topological(UnitGraph graph)
    {
        List<Unit> order = [];
        HashSet<Unit> seen = [];
        Stack<(Unit Unit, bool IsReady)> work = [];
        foreach (Unit root in graph.Sorted)
        {
            work.Push((root, false));
            while (work.TryPop(out (Unit Unit, bool IsReady) item))
            {
                if (item.IsReady)
                {
                    order.Add(item.Unit);
                }
                else if (seen.Add(item.Unit))
                {
                    work.Push((item.Unit, true));
                    foreach (UnitDependency dependency in graph.DependenciesOf(item.Unit))
                    {
                        work.Push((dependency.Unit, false));
                    }
                }
            }
        }
        return order;
    }

    /// <summary>What a run of a build script depends on, from what it printed.</summary>
    public static IReadOnlyList<LocalFingerprint> LocalOfScript(BuildContext context, Unit run, BuildScriptOutput? output)
    {
        if (output is null || (output.RerunIfChanged.Count == 0 && output.RerunIfEnvChanged.Count == 0))
        {
            return [new LocalFingerprint.Precalculated(NewestFile(run.Package.Root, context.Files.HostDirectory.Root))];
        }
        List<LocalFingerprint> local = [];
        if (output.RerunIfChanged.Count != 0)
        {
            local.Add(new LocalFingerprint.RerunIfChanged(Path.Combine(context.Files.ScriptRunDirectory(run), "output"), output.RerunIfChanged));
        }
        foreach (string variable in output.RerunIfEnvChanged)
        {
            local.Add(new LocalFingerprint.RerunIfEnvChanged(variable, context.Host.Environment.GetValueOrDefault(variable)));
        }
        return local;
    }

    private Fingerprint Create(Unit unit)
    {
        Package package = unit.Package;
        PackageMetadata metadata = package.Metadata;
        string tuple = unit.Platform ?? _context.Plan.Compiler.Host;
        string config = string.Join('\x1f', [.. package.LintArguments, _context.Plan.Config.Program("target", tuple, "linker") ?? "", string.Join(':', metadata.Authors),
            metadata.Description, metadata.Homepage, metadata.Repository, metadata.License, metadata.RustVersion, metadata.Readme]);
        List<(string, string, Fingerprint)> dependencies = [];
        foreach (UnitDependency dependency in _context.Graph.DependenciesOf(unit))
        {
            dependencies.Add((dependency.Unit.Package.Id.ToString(), dependency.ExternName, _fingerprints[dependency.Unit]));
        }
        Fingerprint fingerprint = new()
        {
            Fields =
            [
                ("rustc", "the toolchain changed", _context.Plan.Compiler.VerboseVersion),
                ("features", "the list of features changed", unit.FeatureList),
                ("declared_features", "the list of declared features changed", string.Join(',', package.Features.Names)),
                ("target", "the target configuration changed", $"{unit.Target.Kind} {unit.Target.Name} {unit.Target.Edition} {string.Join(',', unit.Target.RustcCrateTypes)} {unit.Target.HasHarness}"),
                ("path", "the path to the source changed", PathDisplay.StripPrefix(unit.Target.SourcePath, package.Root)),
                ("profile", "the profile configuration changed", $"{unit.Profile.Key} {unit.Mode} {_context.Lto[unit]}"),
                ("rustflags", "the rustflags changed", string.Join('\x1f', _context.FlagsFor(unit))),
                ("config", "the config settings changed", config),
                ("compile_kind", "the rustc compile kind changed", unit.Platform ?? ""),
            ],
            Dependencies = dependencies,
            Local = unit.IsRun
                ? LocalOfScript(_context, unit, PreviousOutput(unit))
                : [new LocalFingerprint.DepInfoFile(PathDisplay.StripPrefix(_context.Files.FingerprintFile(unit, "dep-"), _context.Files.DirectoryOf(unit).Root))],
        };
        fingerprint.ComputeHash();
        return fingerprint;
    }

    private BuildScriptOutput? PreviousOutput(Unit run)
    {
        string file = Path.Combine(_context.Files.ScriptRunDirectory(run), "output");
        return File.Exists(file) ? BuildScriptOutput.Parse(File.ReadAllText(file), run.Package) : null;
    }

    private string? Check(Unit unit, Fingerprint fingerprint)
    {
        if (unit.IsDoctest)
        {
            fingerprint.IsUpToDate = true;
            return null;
        }
        string? stale = CheckFiles(unit, fingerprint);
        fingerprint.IsUpToDate = stale is null;
        string hashFile = _context.Files.FingerprintFile(unit, "");
        if (!File.Exists(hashFile))
        {
            fingerprint.IsUpToDate = false;
            return FreshBuild;
        }
        if (File.ReadAllText(hashFile) == StableHash.Hex(fingerprint.Hash))
        {
            return stale;
        }
        fingerprint.IsUpToDate = false;
        string jsonFile = hashFile + ".json";
        return File.Exists(jsonFile) ? fingerprint.ReasonAgainst(File.ReadAllBytes(jsonFile)) : FreshBuild;
    }

    private string? CheckFiles(Unit unit, Fingerprint fingerprint)
    {
        DateTime? newest = null;
        foreach (OutputFile output in _context.Files.OutputsOf(unit))
        {
            if (TimeOf(output.Path) is not { } time)
            {
                return $"the file `{PathDisplay.StripPrefix(output.Path, _context.Plan.Workspace.Root)}` is missing";
            }
            newest = newest is null || time > newest ? time : newest;
            if (output.Flavor == OutputFlavor.Rmeta)
            {
                fingerprint.MetadataTime = time;
            }
        }
        if (unit.IsRun)
        {
            newest = TimeOf(Path.Combine(_context.Files.ScriptRunDirectory(unit), "output"));
            if (newest is null)
            {
                return "the output of the build script is missing";
            }
        }
        fingerprint.NewestOutput = newest;
        foreach (UnitDependency dependency in _context.Graph.DependenciesOf(unit))
        {
            Fingerprint inner = _fingerprints[dependency.Unit];
            if (!inner.IsUpToDate)
            {
                return $"the dependency `{dependency.ExternName}` was rebuilt";
            }
            DateTime? time = BuildContext.OnlyNeedsMetadata(unit, dependency.Unit) ? inner.MetadataTime : inner.NewestOutput;
            if (time > newest)
            {
                return $"the dependency `{dependency.ExternName}` was rebuilt ({Difference(newest!.Value, time.Value)})";
            }
        }
        foreach (LocalFingerprint local in fingerprint.Local)
        {
            if (CheckLocal(unit, local) is { } reason)
            {
                return reason;
            }
        }
        return null;
    }

    private string? CheckLocal(Unit unit, LocalFingerprint local)
    {
        switch (local)
        {
            case LocalFingerprint.DepInfoFile:
                return CheckDepInfo(unit);
            case LocalFingerprint.RerunIfChanged rerun:
                List<string> paths = [];
                foreach (string path in rerun.Paths)
                {
                    paths.Add(Path.GetFullPath(Path.Combine(unit.Package.Root, path)));
                }
                return CheckTimes(unit, TimeOf(rerun.Output), paths);
            case LocalFingerprint.RerunIfEnvChanged:
            case LocalFingerprint.Precalculated:
            default:
                return null;
        }
    }

    private string? CheckDepInfo(Unit unit)
    {
        string file = _context.Files.FingerprintFile(unit, "dep-");
        if (TimeOf(file) is not { } reference || DepInfo.Decode(File.ReadAllBytes(file)) is not { } info)
        {
            return "the dependency info file is missing";
        }
        foreach ((string name, string? value) in info.Environment)
        {
            string? current = _context.ConfiguredEnvironment.GetValueOrDefault(name) ?? _context.Host.Environment.GetValueOrDefault(name);
            if (current != value)
            {
                return $"the environment variable {name} changed";
            }
        }
        return CheckTimes(unit, reference, info.AbsoluteFiles(unit.Package.Root, _context.Files.DirectoryOf(unit).Root));
    }

    private string? CheckTimes(Unit unit, DateTime? reference, IEnumerable<string> files)
    {
        foreach (string file in files)
        {
            string shown = PathDisplay.StripPrefix(file, unit.Package.Root);
            if (TimeOf(file) is not { } time)
            {
                return $"the file `{shown}` is missing";
            }
            if (time > reference)
            {
                return $"the file `{shown}` has changed ({Difference(reference.Value, time)})";
            }
        }
        return null;
    }

    /// <summary>A directory is as new as the newest file in it.</summary>
    private DateTime? TimeOf(string path)
    {
        if (_times.TryGetValue(path, out DateTime? known))
        {
            return known;
        }
        DateTime? time = File.Exists(path) ? File.GetLastWriteTimeUtc(path) : null;
        if (time is null && Directory.Exists(path))
        {
            time = Directory.GetLastWriteTimeUtc(path);
            foreach (string entry in Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories))
            {
                DateTime inner = File.GetLastWriteTimeUtc(entry);
                time = inner > time ? inner : time;
            }
        }
        _times[path] = time;
        return time;
    }

    private static string NewestFile(string root, string outputRoot)
    {
        DateTime newest = DateTime.MinValue;
        string name = "";
        Stack<string> directories = new([root]);
        while (directories.TryPop(out string? directory))
        {
            foreach (string entry in Directory.EnumerateFileSystemEntries(directory))
            {
                if (Directory.Exists(entry))
                {
                    bool isOther = entry == outputRoot || Path.GetFileName(entry) is ".git" or "target" || File.Exists(Path.Combine(entry, "Cargo.toml"));
                    if (!isOther)
                    {
                        directories.Push(entry);
                    }
                    continue;
                }
                DateTime time = File.GetLastWriteTimeUtc(entry);
                if (time > newest || (time == newest && string.CompareOrdinal(entry, name) > 0))
                {
                    (newest, name) = (time, entry);
                }
            }
        }
        return string.Create(CultureInfo.InvariantCulture, $"{Seconds(newest)} ({PathDisplay.StripPrefix(name, root)})");
    }

    private static string Difference(DateTime reference, DateTime changed)
    {
        long ticks = (changed - reference).Ticks;
        string after = ticks >= TimeSpan.TicksPerSecond ? $"{ticks / TimeSpan.TicksPerSecond}s" : string.Create(CultureInfo.InvariantCulture, $"{ticks * 100}ns");
        return $"{Seconds(changed)}, {after} after last build at {Seconds(reference)}";
    }

    private static string Seconds(DateTime time)
    {
        long ticks = (time - DateTime.UnixEpoch).Ticks;
        return string.Create(CultureInfo.InvariantCulture, $"{ticks / TimeSpan.TicksPerSecond}.{ticks % TimeSpan.TicksPerSecond * 100:D9}s");
    }
}
