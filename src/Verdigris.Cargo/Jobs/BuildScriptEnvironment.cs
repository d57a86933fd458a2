using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>The variables a build script is run with.</summary>
internal sealed class BuildScriptEnvironment(BuildContext context, Unit run, ConcurrentDictionary<Unit, BuildScriptOutput> scripts)
{
    public IReadOnlyDictionary<string, string> Create()
    {
        SortedDictionary<string, string> environment = new(StringComparer.Ordinal);
        PackageEnvironment.AddTo(environment, run.Package, context.Host.Executable);
        string host = context.Plan.Compiler.Host;
        string tuple = run.Platform ?? host;
        environment["OUT_DIR"] = context.Files.ScriptOutDirectory(run);
        environment["TARGET"] = tuple;
        environment["HOST"] = host;
        environment["NUM_JOBS"] = context.Jobs.ToString(CultureInfo.InvariantCulture);
        environment["OPT_LEVEL"] = run.Profile.OptLevel;
        environment["DEBUG"] = run.Profile.Debuginfo switch
        {
            "0" => "false",
            "2" => "true",
            string level => level,
        };
        environment["PROFILE"] = run.Profile.IsReleaseRooted ? "release" : "debug";
        environment["RUSTC"] = context.Compiler.Program;
        environment["RUSTDOC"] = context.Host.Variable("RUSTDOC") ?? Path.Combine(Path.GetDirectoryName(context.Compiler.Program) ?? "", "rustdoc");
        if (context.Plan.Config.Program("target", tuple, "linker") is { } linker)
        {
            environment["RUSTC_LINKER"] = linker;
        }
        if (run.Package.Links is { } links)
        {
            environment["CARGO_MANIFEST_LINKS"] = links;
        }
        environment["CARGO_ENCODED_RUSTFLAGS"] = string.Join('\x1f', context.FlagsFor(run));
        foreach (string feature in run.Features)
        {
            environment[$"CARGO_FEATURE_{Envify(feature)}"] = "1";
        }
        AddCfg(environment, run.IsHost ? context.Plan.Compiler.HostCfg : context.Plan.Compiler.TargetCfg);
        AddDependencies(environment);
        OutputDirectory directory = context.Files.HostDirectory;
        environment["LD_LIBRARY_PATH"] = PackageEnvironment.LibraryPath(context.Host, directory.Destination, directory.Deps,
            Path.Combine(context.Plan.Compiler.Sysroot, "lib", "rustlib", host, "lib"));
        foreach ((string name, string value) in context.ConfiguredEnvironment)
        {
            environment.TryAdd(name, value);
        }
        return environment;
    }

    private void AddCfg(SortedDictionary<string, string> environment, IReadOnlyList<Cfg> cfgs)
    {
        SortedDictionary<string, List<string>> values = new(StringComparer.Ordinal);
        foreach (Cfg cfg in cfgs)
        {
            // The compiler speaks of itself here; what a build script shall know of assertions is in the profile.
            if (cfg.Name is "debug_assertions" or "proc_macro")
            {
                continue;
            }
            List<string> known = values.TryGetValue(cfg.Name, out List<string>? list) ? list : values[cfg.Name] = [];
            if (cfg.Value is { } value)
            {
                known.Add(value);
            }
        }
        if (run.Profile.DebugAssertions)
        {
            values["debug_assertions"] = [];
        }
        values["feature"] = [.. run.Features];
        foreach ((string name, List<string> list) in values)
        {
            environment[$"CARGO_CFG_{Envify(name)}"] = string.Join(',', list);
        }
    }

    private void AddDependencies(SortedDictionary<string, string> environment)
    {
        foreach (UnitDependency dependency in context.Graph.DependenciesOf(run))
        {
            if (!dependency.Unit.IsRun || dependency.Unit.Package.Links is not { } links || !scripts.TryGetValue(dependency.Unit, out BuildScriptOutput? output))
            {
                continue;
            }
            foreach ((string key, string value) in output.Metadata)
            {
                environment[$"DEP_{Envify(links)}_{Envify(key)}"] = value;
            }
        }
    }

    private static string Envify(string name) => name.ToUpperInvariant().Replace('-', '_');
}
