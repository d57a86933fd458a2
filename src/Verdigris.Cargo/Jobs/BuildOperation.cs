using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Verdigris.Cargo.Compilers;
using Verdigris.Cargo.Configuration;
using Verdigris.Cargo.Features;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Profiles;
using Verdigris.Cargo.Resolve;
using Verdigris.Cargo.Terminal;
using Verdigris.Cargo.Toml;
using Verdigris.Cargo.Units;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Jobs;

/// <summary>What a command that compiles was told.</summary>
internal sealed record BuildRequest
{
    public required UserIntent Intent { get; init; }

    public PackageSelection Packages { get; init; } = new();

    public TargetFilter Filter { get; init; } = new();

    public FeatureSelection Features { get; init; } = new();

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    public string? Platform { get; init; }

    public string? TargetDirectory { get; init; }

    public int? Jobs { get; init; }

    public bool KeepsGoing { get; init; }

    public MessageOptions Messages { get; init; } = new();

    public LockPolicy LockPolicy { get; init; }

    public bool IgnoresRustVersion { get; init; }
}

/// <summary>The steps of a build, in order: resolve, lock, features, profiles, units, jobs.</summary>
internal sealed class BuildOperation(CargoHost host, CargoConfig config, Shell shell, Stopwatch sinceStart)
{
    public Compilation Run(Workspace workspace, BuildRequest request)
    {
        WarnOfManifests(workspace);
        PackageGraph packages = PathResolver.Resolve(workspace);
        LockFile.Update(workspace, packages, request.LockPolicy, shell);
        IReadOnlyList<Package> selected = request.Packages.Select(workspace, shell);
        ProfileSet profiles = ProfileSet.Create(workspace, config, request.Profile, host.Variable("CARGO_INCREMENTAL"));
        ICompilerInvocation compiler = CompilerChoice.Choose(host, config);
        string targetDirectory = TargetDirectoryOf(workspace, request.TargetDirectory, host, config);
        string? platform = PlatformOf(request, compiler);
        IReadOnlyList<string> flags = RustFlags.Find(host, config, platform);
        CompilerInfo info = CompilerInfo.Query(compiler, Path.Combine(targetDirectory, ".rustc_info.json"), workspace.Root, platform, flags);
        if (platform is null)
        {
            // Flags for `target.TUPLE` and `target.cfg(…)` need the host's name and configuration.
            flags = RustFlags.Find(host, config, info);
        }
        IReadOnlyList<(Package, IReadOnlyList<FeatureValue>)> requested = RequestedFeatures.Distribute(workspace, selected, request.Features);
        bool IsOnPlatform(Dependency dependency, bool isHost) => dependency.Platform is not { } required
            || required.Matches(isHost ? info.Host : platform ?? info.Host, isHost ? info.HostCfg : info.TargetCfg);
        BuildPlan plan = new()
        {
            Workspace = workspace,
            Packages = packages,
            Features = FeatureResolver.Resolve(workspace, packages, requested, request.Filter.NeedsDevelopment(request.Intent), IsOnPlatform),
            Profiles = profiles,
            Compiler = info,
            Config = config,
            RequestedPlatform = platform,
        };
        List<Unit> roots = new RootUnits(plan, selected, request.Packages, request.Filter, request.Intent, shell).Select();
        UnitGraph graph = UnitGraphBuilder.Build(plan, roots, request.Intent);
        CheckSources(graph);
        if (!request.IgnoresRustVersion)
        {
            CheckRustVersions(graph, info);
        }
        LtoPlan lto = new(graph);
        using OutputDirectory hostDirectory = OutputDirectory.At(targetDirectory, null, profiles.DirectoryName);
        using OutputDirectory? platformDirectory = platform is null ? null : OutputDirectory.At(targetDirectory, platform, profiles.DirectoryName);
        hostDirectory.Prepare(shell);
        platformDirectory?.Prepare(shell);
        BuildContext context = new()
        {
            Host = host,
            Plan = plan,
            Graph = graph,
            Lto = lto,
            Files = new UnitFiles(plan, graph, lto, hostDirectory, platformDirectory ?? hostDirectory, info.VerboseVersion, string.Join('\x1f', flags)),
            Compiler = compiler,
            Messages = request.Messages,
            RustFlags = flags,
            ConfiguredEnvironment = ConfiguredEnvironment(),
            Jobs = JobsOf(request),
            KeepsGoing = request.KeepsGoing,
            DiagnosticWidth = shell.IsTerminal ? shell.TerminalWidth : null,
            IsExtraVerbose = shell.IsExtraVerbose,
        };
        foreach (Unit root in graph.Roots)
        {
            context.PrimaryPackages.Add(root.Package.Id);
        }
        JobQueue queue = new(context, shell, ShowsProgress(), sinceStart);
        queue.Run();
        return new Compilation(context, queue.Scripts);
    }

    /// <summary><c>--target-dir</c>, <c>CARGO_TARGET_DIR</c>, <c>build.target-dir</c>, or <c>target</c> beside the root manifest.</summary>
    public static string TargetDirectoryOf(Workspace workspace, string? argument, CargoHost host, CargoConfig config)
    {
        if (argument is not null)
        {
            return Path.GetFullPath(Path.Combine(host.WorkingDirectory, argument));
        }
        if (host.Environment.TryGetValue("CARGO_TARGET_DIR", out string? variable))
        {
            return variable.Length != 0
                ? Path.GetFullPath(Path.Combine(host.WorkingDirectory, variable))
                : throw new CargoException("the target directory is set to an empty string in the `CARGO_TARGET_DIR` environment variable");
        }
        return config.PathValue("build", "target-dir") ?? Path.Combine(workspace.Root, "target");
    }

    private void WarnOfManifests(Workspace workspace)
    {
        foreach (Manifest manifest in workspace.Manifests)
        {
            bool isRoot = manifest.Path == workspace.RootManifest.Path;
            foreach (string warning in manifest.Warnings)
            {
                shell.Warn(workspace.Manifests.Count > 1 && !isRoot ? $"{manifest.Path}: {warning}" : warning);
            }
            if (!isRoot && manifest.Profiles.Count != 0)
            {
                shell.Warn($"profiles for the non root package will be ignored, specify profiles at the workspace root:\npackage:   {manifest.Path}\nworkspace: {workspace.RootManifest.Path}");
            }
        }
        if (workspace.RootManifest.HasPatch)
        {
            shell.Warn("`[patch]` is not supported yet: the patches are not applied");
        }
        if (workspace.IsVirtual && workspace.RootManifest.Resolver is null)
        {
            WarnOfResolver(workspace);
        }
    }

    private void WarnOfResolver(Workspace workspace)
    {
        Edition newest = Edition.E2015;
        foreach (Package member in workspace.Members)
        {
            newest = member.Edition > newest ? member.Edition : newest;
        }
        if (newest < Edition.E2021)
        {
            return;
        }
        string implied = newest >= Edition.E2024 ? "3" : "2";
        shell.Warn($"virtual workspace defaulting to `resolver = \"1\"` despite one or more workspace members being on edition {newest} which implies `resolver = \"{implied}\"`\n  |\n"
            + "  = note: to keep the current resolver, specify `workspace.resolver = \"1\"` in the workspace root's manifest\n"
            + $"  = note: to use the edition {newest} resolver, specify `workspace.resolver = \"{implied}\"` in the workspace root's manifest\n"
            + "  = note: for more details see https://doc.rust-lang.org/cargo/reference/resolver.html#resolver-versions");
    }

    private string? PlatformOf(BuildRequest request, ICompilerInvocation compiler)
    {
        string? platform = request.Platform ?? config.Text("build", "target");
        return platform == "host-tuple" ? CompilerInfo.Query(compiler, null, host.WorkingDirectory, null, []).Host : platform;
    }

    private int JobsOf(BuildRequest request)
    {
        int cpus = Environment.ProcessorCount;
        int jobs = request.Jobs ?? (int.TryParse(config.Text("build", "jobs"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int configured) ? configured : cpus);
        return jobs < 0 ? Math.Max(1, cpus + jobs) : jobs == 0 ? throw new CargoException("jobs may not be 0") : jobs;
    }

    private bool ShowsProgress() => config.Text("term", "progress", "when") switch
    {
        "always" => true,
        "never" => false,
        _ => shell.IsTerminal && shell.Verbosity == Verbosity.Normal && host.Variable("TERM") is not (null or "dumb") && host.Variable("CI") is null,
    };

    /// <summary><c>[env]</c>: a value, or a table with <c>force</c> and <c>relative</c>.</summary>
    private SortedDictionary<string, string> ConfiguredEnvironment()
    {
        SortedDictionary<string, string> result = new(StringComparer.Ordinal);
        foreach (string name in config.Keys("env"))
        {
            bool isForced = false;
            bool isRelative = false;
            ConfigNode? node = config.Node("env", name);
            if (node is ConfigNode.Table table)
            {
                isForced = table.Entries.GetValueOrDefault("force") is ConfigNode.Scalar { Value: TomlBoolean { Value: true } };
                isRelative = table.Entries.GetValueOrDefault("relative") is ConfigNode.Scalar { Value: TomlBoolean { Value: true } };
                node = table.Entries.GetValueOrDefault("value");
            }
            if (node is not ConfigNode.Scalar { Value: TomlString text, Source: { } source })
            {
                throw new CargoException($"missing config key `env.{name}.value`");
            }
            if (isForced || !host.Environment.ContainsKey(name))
            {
                result[name] = isRelative ? Path.GetFullPath(Path.Combine(source.BaseDirectory, text.Value)) : text.Value;
            }
        }
        return result;
    }

    private static void CheckSources(UnitGraph graph)
    {
        foreach (Unit root in graph.Roots)
        {
            if (File.Exists(root.Target.SourcePath))
            {
                continue;
            }
            string kind = root.Target.Kind switch
            {
                TargetKind.Library => "lib",
                TargetKind.Binary => "bin",
                TargetKind.Test => "integration-test",
                TargetKind.Bench => "bench",
                TargetKind.Example => "example",
                TargetKind.BuildScript => "build-script",
            };
            throw new CargoException(Directory.Exists(root.Target.SourcePath)
                ? $"path `{root.Target.SourcePath}` for {kind} `{root.Target.Name}` is a directory, but a source file was expected."
                : $"can't find {kind} `{root.Target.Name}` at path `{root.Target.SourcePath}`");
        }
    }

    private static void CheckRustVersions(UnitGraph graph, CompilerInfo compiler)
    {
        SortedSet<string> lines = new(StringComparer.Ordinal);
        int plus = compiler.Release.IndexOf('-', StringComparison.Ordinal);
        string release = plus < 0 ? compiler.Release : compiler.Release[..plus];
        foreach (Unit unit in graph.Units)
        {
            string required = unit.Package.Metadata.RustVersion;
            if (required.Length != 0 && !VersionRequirement.Parse($">={required}").Matches(SemVersion.Parse(release)))
            {
                lines.Add($"  {unit.Package.Name}@{unit.Package.Version} requires rustc {required}\n");
            }
        }
        if (lines.Count != 0)
        {
            throw new CargoException($"rustc {compiler.Release} is not supported by the following package{(lines.Count == 1 ? "" : "s")}:\n{string.Concat(lines)}");
        }
    }
}
