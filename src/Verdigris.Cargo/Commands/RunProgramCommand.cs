using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Jobs;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Commands;

/// <summary><c>run</c>: builds one program and becomes it; its exit status is passed on.</summary>
internal static class RunProgramCommand
{
    public static int Run(CommandContext context)
    {
        Workspace workspace = BuildCommand.LoadWorkspace(context);
        BuildRequest request = BuildArguments.ToRequest(context, workspace, UserIntent.Build, "dev");
        request = request with { Filter = request.Filter with { SkipsByFeatures = false } };
        foreach (string name in (List<string>)[.. request.Filter.Binaries.Names, .. request.Filter.Examples.Names])
        {
            if (Glob.IsPattern(name))
            {
                throw new CargoException("`cargo run` does not support glob patterns on target selection");
            }
        }
        if (!request.Filter.IsSpecific)
        {
            request = request with { Packages = WithDefaultRun(context, workspace, request, out FilterRule binaries), Filter = request.Filter with { Binaries = binaries } };
        }
        Check(request, request.Packages.Select(workspace, context.Shell));
        Compilation compilation = new BuildOperation(context.Host, context.Config, context.Shell, context.Started).Run(workspace, request);
        Unit unit = compilation.Roots[0];
        foreach (Unit root in compilation.Roots)
        {
            unit = root.Target.IsExecutable ? root : unit;
        }
        string executable = PathDisplay.StripPrefix(compilation.ExecutableOf(unit)!, context.Host.WorkingDirectory);
        if (!executable.Contains('/', StringComparison.Ordinal))
        {
            executable = "./" + executable;
        }
        SortedDictionary<string, string> environment = compilation.EnvironmentOf(unit);
        List<string> words = [.. compilation.Runner, executable, .. context.Arguments.Positionals];
        context.Shell.Status("Running", $"`{ShellText.Command(words, context.Shell.IsExtraVerbose ? environment : null)}`");
        if (compilation.Runner.Count == 0)
        {
            words[0] = Path.GetFullPath(Path.Combine(context.Host.WorkingDirectory, executable));
        }
        return ChildProcess.RunAttached(words, context.Host.WorkingDirectory, environment);
    }

    /// <summary>Without a choice of the user's, <c>default-run</c> decides.</summary>
    private static PackageSelection WithDefaultRun(CommandContext context, Workspace workspace, BuildRequest request, out FilterRule binaries)
    {
        List<string> defaults = [];
        foreach (Package package in request.Packages.Select(workspace, context.Shell))
        {
            if (package.DefaultRun is { } name)
            {
                defaults.Add(name);
            }
        }
        binaries = new FilterRule(All: false, defaults);
        return request.Packages;
    }

    private static void Check(BuildRequest request, IReadOnlyList<Package> packages)
    {
        List<(Package Package, Target Target)> programs = [];
        foreach (Package package in packages)
        {
            foreach (Target target in package.Targets)
            {
                bool isWanted = request.Filter.IsSpecific
                    ? (target.IsBinary && Contains(request.Filter.Binaries.Names, target.Name)) || (target.Kind == TargetKind.Example && Contains(request.Filter.Examples.Names, target.Name))
                    : target.IsBinary;
                if (isWanted)
                {
                    programs.Add((package, target));
                }
            }
        }
        if (programs.Count == 0 && !request.Filter.IsSpecific)
        {
            throw new CargoException("a bin target must be available for `cargo run`");
        }
        if (programs is [(_, { IsExampleLibrary: true } library)])
        {
            throw new CargoException($"example target `{library.Name}` is a library and cannot be executed");
        }
        if (programs.Count <= 1)
        {
            return;
        }
        if (!request.Filter.IsSpecific)
        {
            List<string> names = [];
            foreach ((_, Target target) in programs)
            {
                names.Add(target.Name);
            }
            names.Sort(string.CompareOrdinal);
            throw new CargoException("`cargo run` could not determine which binary to run. Use the `--bin` option to specify a binary, or the `default-run` manifest key.\n"
                + $"available binaries: {string.Join(", ", names)}");
        }
        string message = "`cargo run` can run at most one executable, but multiple were specified\nhelp: available targets:";
        foreach ((Package package, Target target) in programs)
        {
            message += $"\n    {(target.IsBinary ? "bin" : "example")} `{target.Name}` in package `{package.Name}`";
        }
        throw new CargoException(message);
    }

    private static bool Contains(IReadOnlyList<string> names, string name)
    {
        foreach (string each in names)
        {
            if (each == name)
            {
                return true;
            }
        }
        return false;
    }
}
