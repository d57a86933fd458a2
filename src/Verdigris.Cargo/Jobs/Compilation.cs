using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Configuration;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>A finished build: what can be run now, and how.</summary>
internal sealed class Compilation(BuildContext context, ConcurrentDictionary<Unit, BuildScriptOutput> scripts)
{
    public UnitGraph Graph => context.Graph;

    /// <summary>The roots that are programs or tests, sorted.</summary>
    public IReadOnlyList<Unit> Roots => context.Graph.Roots;

    /// <summary>The file a user runs.</summary>
    public string? ExecutableOf(Unit unit)
    {
        foreach (OutputFile output in context.Files.OutputsOf(unit))
        {
            if (output.Flavor == OutputFlavor.Normal)
            {
                return output.Uplifted ?? output.Path;
            }
        }
        return null;
    }

    /// <summary><c>target.TUPLE.runner</c>: what is put in front of programs.</summary>
    public IReadOnlyList<string> Runner
    {
        get
        {
            string tuple = context.Plan.RequestedPlatform ?? context.Plan.Compiler.Host;
            CargoConfig config = context.Plan.Config;
            if (config.Words("target", tuple, "runner") is { } words)
            {
                return words;
            }
            foreach (string key in config.Keys("target"))
            {
                if (key.StartsWith("cfg(", System.StringComparison.Ordinal) && Platform.Parse(key).Matches(tuple, context.Plan.Compiler.TargetCfg)
                    && config.Words("target", key, "runner") is { } conditional)
                {
                    return conditional;
                }
            }
            return [];
        }
    }

    /// <summary>The variables a program of a package is run with.</summary>
    public SortedDictionary<string, string> EnvironmentOf(Unit unit)
    {
        SortedDictionary<string, string> environment = new(System.StringComparer.Ordinal);
        PackageEnvironment.AddTo(environment, unit.Package, context.Host.Executable);
        OutputDirectory directory = context.Files.DirectoryOf(unit);
        List<string> paths = [];
        foreach (BuildScriptOutput output in scripts.Values)
        {
            foreach (string path in output.LibraryPaths)
            {
                string plain = path[(path.IndexOf('=', System.StringComparison.Ordinal) + 1)..];
                if (PathDisplay.IsInside(plain, directory.Root))
                {
                    paths.Add(plain);
                }
            }
        }
        paths.Sort(string.CompareOrdinal);
        paths.AddRange([directory.Deps, directory.Destination, Path.Combine(context.Plan.Compiler.Sysroot, "lib", "rustlib", unit.Platform ?? context.Plan.Compiler.Host, "lib")]);
        environment["LD_LIBRARY_PATH"] = PackageEnvironment.LibraryPath(context.Host, paths);
        if (context.Graph.BuildScriptRunOf(unit) is { } run)
        {
            environment["OUT_DIR"] = context.Files.ScriptOutDirectory(run);
            if (scripts.TryGetValue(run, out BuildScriptOutput? output))
            {
                foreach ((string name, string value) in output.Environment)
                {
                    environment[name] = value;
                }
            }
        }
        foreach (UnitDependency dependency in context.Graph.DependenciesOf(unit))
        {
            if (unit.Target.Kind is TargetKind.Test or TargetKind.Bench && dependency.Unit.Target.IsBinary)
            {
                environment[$"CARGO_BIN_EXE_{dependency.Unit.Target.Name}"] = Path.Combine(context.Files.DirectoryOf(dependency.Unit).Destination, dependency.Unit.Target.Name);
            }
        }
        foreach ((string name, string value) in context.ConfiguredEnvironment)
        {
            environment.TryAdd(name, value);
        }
        return environment;
    }
}
