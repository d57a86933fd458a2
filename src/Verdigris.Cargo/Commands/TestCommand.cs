using System.Collections.Generic;
using Verdigris.Cargo.Jobs;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Terminal;
using Verdigris.Cargo.Units;
using Verdigris.Cargo.Workspaces;
using Verdigris.Driver;

namespace Verdigris.Cargo.Commands;

/// <summary><c>test</c>: builds the tests and runs them one after the other. Documentation tests are not run yet, which is said.</summary>
internal static class TestCommand
{
    public static int Run(CommandContext context)
    {
        Workspace workspace = BuildCommand.LoadWorkspace(context);
        UserIntent intent = context.Arguments.Has("doc") ? UserIntent.Doctest : UserIntent.Test;
        BuildRequest request = BuildArguments.ToRequest(context, workspace, intent, "test");
        if (intent == UserIntent.Doctest && request.Filter.IsSpecific)
        {
            throw new CargoException("Can't mix --doc with other target selecting options");
        }
        if (intent == UserIntent.Doctest && context.Arguments.Has("no-run"))
        {
            throw new CargoException("Can't skip running doc tests with --no-run");
        }
        Compilation compilation = new BuildOperation(context.Host, context.Config, context.Shell, context.Started).Run(workspace, request);
        List<string> arguments = [.. context.Arguments.Positionals, .. context.Arguments.Trailing];
        return new Runner(context, request, compilation, arguments, workspace).RunAll();
    }

    private sealed class Runner(CommandContext context, BuildRequest request, Compilation compilation, List<string> arguments, Workspace workspace)
    {
        private readonly List<Unit> _failed = [];

        public int RunAll()
        {
            bool isOnlyBuilt = context.Arguments.Has("no-run");
            List<Unit> units = [.. compilation.Roots];
            units.Sort();
            foreach (Unit unit in units)
            {
                if (unit.Mode != CompileMode.Test)
                {
                    continue;
                }
                if (isOnlyBuilt)
                {
                    Announce(unit, "Executable");
                }
                else if (Run(unit) is { } code && !context.Arguments.Has("no-fail-fast"))
                {
                    return code;
                }
            }
            if (!isOnlyBuilt)
            {
                ReportDoctests(units);
            }
            return Summarize();
        }

        /// <summary>Null if the tests passed.</summary>
        private int? Run(Unit unit)
        {
            Announce(unit, "Running");
            int code = ChildProcess.RunAttached(Command(unit), unit.Package.Root, compilation.EnvironmentOf(unit));
            if (code == 0)
            {
                return null;
            }
            _failed.Add(unit);
            string message = $"test failed, to rerun pass `{RerunArguments(unit)}`";
            bool isOrdinary = code == ExitCode.InternalError;
            context.Shell.Error(isOrdinary ? message
                : $"{message}\n\nCaused by:\n  process didn't exit successfully: `{ShellText.Command(Command(unit))}` ({ChildProcess.DescribeExit(code)})");
            bool showsOutput = arguments.Contains("--nocapture") || arguments.Contains("--no-capture");
            if (!isOrdinary && code < 128 && unit.Target.HasHarness && !showsOutput)
            {
                context.Shell.Note("test exited abnormally; to see the full output pass --no-capture to the harness.");
            }
            return code < 128 ? code : ExitCode.InternalError;
        }

        private List<string> Command(Unit unit)
        {
            List<string> words = [.. compilation.Runner, compilation.ExecutableOf(unit)!, .. arguments];
            if (unit.Target.HasHarness && context.Shell.Verbosity == Verbosity.Quiet)
            {
                words.Add("--quiet");
            }
            return words;
        }

        private void Announce(Unit unit, string word)
        {
            string source = PathDisplay.StripPrefix(unit.Target.SourcePath, unit.Package.Root);
            string executable = PathDisplay.StripPrefix(compilation.ExecutableOf(unit)!, context.Host.WorkingDirectory);
            string kind = unit.Target.Kind is TargetKind.Test or TargetKind.Bench ? "" : "unittests ";
            context.Shell.ConciseStatus(word, $"{kind}{source} ({executable})");
            context.Shell.VerboseStatus(word, $"`{ShellText.Command(Command(unit), context.Shell.IsExtraVerbose ? compilation.EnvironmentOf(unit) : null)}`");
        }

        private void ReportDoctests(List<Unit> units)
        {
            foreach (Unit unit in units)
            {
                if (unit.IsDoctest)
                {
                    context.Shell.Status("Doc-tests", unit.Target.Name);
                    context.Shell.Warn($"documentation tests of `{unit.Package.Name}` are not run: this is not supported yet");
                }
            }
        }

        private int Summarize()
        {
            if (_failed.Count == 0)
            {
                return ExitCode.Success;
            }
            string list = string.Concat(_failed.ConvertAll(unit => $"\n    `{RerunArguments(unit)}`"));
            context.Shell.Error(_failed.Count == 1 ? $"1 target failed:{list}" : $"{_failed.Count} targets failed:{list}");
            return ExitCode.InternalError;
        }

        /// <summary>What selects this target alone.</summary>
        private string RerunArguments(Unit unit)
        {
            string target = unit.Target.Kind switch
            {
                TargetKind.Library => "--lib",
                TargetKind.Binary => $"--bin {unit.Target.Name}",
                TargetKind.Test => $"--test {unit.Target.Name}",
                TargetKind.Bench => $"--bench {unit.Target.Name}",
                TargetKind.Example => $"--example {unit.Target.Name}",
                TargetKind.BuildScript => "",
            };
            bool needsPackage = request.Packages.IsWholeWorkspace || request.Packages.Specs.Count != 0 || (workspace.Members.Count > 1 && request.Packages.Select(workspace, context.Shell).Count > 1);
            return needsPackage ? $"-p {unit.Package.Name} {target}" : target;
        }
    }
}
