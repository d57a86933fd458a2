using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using Verdigris.Cargo.Compilers;
using Verdigris.Cargo.Fingerprints;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>
/// The work of one unit: run the compiler or the build script, keep what it printed, record its inputs, give the files their
/// public names. Runs on any thread; speaks only through <paramref name="send"/>.
/// </summary>
internal sealed class UnitJob(BuildContext context, Unit unit, Fingerprint fingerprint, ConcurrentDictionary<Unit, BuildScriptOutput> scripts, Action<JobMessage> send)
{
    private readonly UnitFiles _files = context.Files;
    private int _errors;
    private int _warnings;

    public void Run()
    {
        Directory.CreateDirectory(_files.FingerprintDirectory(unit));
        // A build that is broken off must not look like a finished one.
        File.Delete(_files.FingerprintFile(unit, ""));
        if (unit.IsRun)
        {
            RunScript();
        }
        else
        {
            Compile();
            Uplift(isFresh: false);
        }
        File.WriteAllBytes(_files.FingerprintFile(unit, "") + ".json", fingerprint.ToJson());
        File.WriteAllText(_files.FingerprintFile(unit, ""), StableHash.Hex(fingerprint.Hash));
    }

    /// <summary>For a unit that is up to date: its warnings are shown again.</summary>
    public void Replay()
    {
        if (unit.IsRun)
        {
            BuildScriptOutput output = BuildScriptOutput.Parse(File.ReadAllText(ScriptFile("output")), unit.Package);
            Publish(output);
            return;
        }
        string cache = _files.FingerprintFile(unit, "output-");
        if (File.Exists(cache))
        {
            foreach (string line in File.ReadLines(cache))
            {
                OnErrorLine(line, cacheWriter: null);
            }
        }
        Uplift(isFresh: true);
    }

    private void Compile()
    {
        CompilerCommand command = new CompileCommand(context, unit).Create();
        command = WithScripts(command);
        if (unit.Target.IsProcMacro && !context.Compiler.SupportsProcMacros)
        {
            throw new CargoException($"could not compile {unit.Describe()}", new CargoException("procedural macros are not supported by the built-in compiler yet"));
        }
        Directory.CreateDirectory(_files.OutputDirectoryOf(unit));
        RemoveOldOutputs();
        IReadOnlyList<string> words = [.. context.Compiler.CommandPrefix(command.IsWorkspaceMember), .. command.Arguments];
        send(new JobMessage.Running(unit, ShellText.Command(words, context.IsExtraVerbose ? command.Environment : null)));
        DateTime started = MarkStart();
        string cache = _files.FingerprintFile(unit, "output-");
        File.Delete(cache);
        int code;
        using (LazyWriter cacheWriter = new(cache))
        {
            code = context.Compiler.Run(command, line => send(new JobMessage.OutputLine(unit, line)), line => OnErrorLine(line, cacheWriter));
        }
        if (code != 0)
        {
            throw CompileError(code, words);
        }
        SaveDepInfo(command, started);
    }

    private CargoException CompileError(int code, IReadOnlyList<string> words)
    {
        string errors = _errors switch
        {
            0 => "",
            1 => " due to 1 previous error",
            _ => $" due to {_errors.ToString(CultureInfo.InvariantCulture)} previous errors",
        };
        string warnings = _warnings switch
        {
            0 => "",
            1 => "; 1 warning emitted",
            _ => $"; {_warnings.ToString(CultureInfo.InvariantCulture)} warnings emitted",
        };
        string process = $"process didn't exit successfully: `{ShellText.Command(words)}` ({ChildProcess.DescribeExit(code)})";
        bool hasToldWhy = _errors != 0 && code < 128;
        return new CargoException($"could not compile {unit.Describe()}{errors}{warnings}", hasToldWhy ? new VerboseCause(process) : new CargoException(process));
    }

    private void OnErrorLine(string line, LazyWriter? cacheWriter)
    {
        switch (CompilerMessage.Parse(line))
        {
            case null:
                cacheWriter?.WriteLine(line);
                send(new JobMessage.ErrorLine(unit, line));
                break;
            case CompilerMessage.Artifact artifact:
                if (artifact.Path.EndsWith(".rmeta", StringComparison.Ordinal))
                {
                    send(new JobMessage.MetadataReady(unit));
                }
                break;
            case CompilerMessage.Diagnostic diagnostic:
                cacheWriter?.WriteLine(line);
                OnDiagnostic(diagnostic, line);
                break;
            default:
                break;
        }
    }

    private void OnDiagnostic(CompilerMessage.Diagnostic diagnostic, string line)
    {
        if (diagnostic.IsSummary)
        {
            return;
        }
        _errors += diagnostic.Level is "error" or "error: internal compiler error" ? 1 : 0;
        _warnings += diagnostic.Level == "warning" ? 1 : 0;
        if (context.Messages.IsJson && !context.Messages.RendersDiagnostics)
        {
            string message = context.Messages.JsonHasColor ? line : CompilerMessage.WithoutColor(line);
            send(new JobMessage.OutputLine(unit, MachineMessages.FromCompiler(unit, message)));
            return;
        }
        send(new JobMessage.Diagnostic(unit, diagnostic));
    }

    private void RemoveOldOutputs()
    {
        foreach (OutputFile output in _files.OutputsOf(unit))
        {
            if (output.Flavor == OutputFlavor.Rmeta)
            {
                // An rlib of an earlier build must not be taken for the one that belongs to the metadata.
                File.Delete(Path.ChangeExtension(output.Path, ".rlib"));
            }
            if (output.Uplifted is not null)
            {
                File.Delete(output.Path);
            }
        }
    }

    /// <summary>The time against which changes of inputs are judged.</summary>
    private DateTime MarkStart()
    {
        string file = Path.Combine(_files.FingerprintDirectory(unit), "invoked.timestamp");
        File.WriteAllText(file, "This file has an mtime of when this was started.");
        return File.GetLastWriteTimeUtc(file);
    }

    private void SaveDepInfo(CompilerCommand command, DateTime started)
    {
        string written = _files.RustcDepInfo(unit);
        if (!File.Exists(written))
        {
            return;
        }
        DepInfo info = DepInfo.FromRustc(File.ReadAllText(written), command.WorkingDirectory, unit.Package.Root, _files.DirectoryOf(unit).Root, command.Environment);
        string file = _files.FingerprintFile(unit, "dep-");
        File.WriteAllBytes(file, info.Encode());
        File.SetLastWriteTimeUtc(file, started);
    }

    /// <summary>Adds what the build scripts of the package and of its dependencies asked for.</summary>
    private CompilerCommand WithScripts(CompilerCommand command)
    {
        List<string> arguments = [.. command.Arguments];
        Dictionary<string, string> environment = new(command.Environment);
        Unit? own = context.Graph.BuildScriptRunOf(unit);
        bool linksOwnLibraries = unit.Target.IsLibrary || unit.Package.Library is null;
        foreach (Unit run in LinkedScripts())
        {
            if (!scripts.TryGetValue(run, out BuildScriptOutput? output))
            {
                continue;
            }
            foreach (string path in output.LibraryPaths)
            {
                arguments.AddRange(["-L", path]);
            }
            bool isOwn = run == own;
            if (isOwn && linksOwnLibraries)
            {
                foreach (string library in output.LibraryLinks)
                {
                    arguments.AddRange(["-l", library]);
                }
            }
            foreach (LinkArgument argument in output.LinkArguments)
            {
                if (argument.AppliesTo(unit) && (isOwn || argument.Scope == LinkArgumentScope.Cdylib))
                {
                    arguments.AddRange(["-C", $"link-arg={argument.Value}"]);
                }
            }
        }
        if (own is not null && !unit.Target.IsBuildScript && scripts.TryGetValue(own, out BuildScriptOutput? ownOutput))
        {
            foreach (string cfg in ownOutput.Cfgs)
            {
                arguments.AddRange(["--cfg", cfg]);
            }
            foreach (string checkCfg in ownOutput.CheckCfgs)
            {
                arguments.AddRange(["--check-cfg", checkCfg]);
            }
            foreach ((string name, string value) in ownOutput.Environment)
            {
                environment[name] = value;
            }
        }
        return command with { Arguments = arguments, Environment = environment };
    }

    /// <summary>The script runs whose libraries the unit links: its own and, through ordinary dependencies, those below.</summary>
    private List<Unit> LinkedScripts()
    {
        List<Unit> runs = [];
        HashSet<Unit> seen = [unit];
        Queue<Unit> work = new([unit]);
        while (work.TryDequeue(out Unit? current))
        {
            foreach (UnitDependency dependency in context.Graph.DependenciesOf(current))
            {
                if (dependency.Unit.IsRun)
                {
                    if (!runs.Contains(dependency.Unit))
                    {
                        runs.Add(dependency.Unit);
                    }
                }
                else if (!dependency.Unit.Target.IsForHost && seen.Add(dependency.Unit))
                {
                    work.Enqueue(dependency.Unit);
                }
            }
        }
        return runs;
    }

    /// <summary>Links the files to their public names; writes the dependency files for make.</summary>
    private void Uplift(bool isFresh)
    {
        List<string> destinations = [];
        string? executable = null;
        foreach (OutputFile output in _files.OutputsOf(unit))
        {
            if (!File.Exists(output.Path))
            {
                continue;
            }
            string destination = output.Uplifted ?? output.Path;
            if (output.Uplifted is { } uplifted)
            {
                HardLink.Create(output.Path, uplifted);
            }
            destinations.Add(destination);
            if (output.Flavor == OutputFlavor.Normal && (unit.Mode == CompileMode.Test || unit.Target.IsBinary || unit.Target.IsExecutableExample))
            {
                executable = destination;
            }
        }
        OutputDepInfo.Write(context, unit, scripts);
        if (context.Messages.IsJson)
        {
            send(new JobMessage.OutputLine(unit, MachineMessages.Artifact(unit, destinations, executable, isFresh)));
        }
    }

    private void RunScript()
    {
        Unit compiled = CompiledScript();
        string outDirectory = _files.ScriptOutDirectory(unit);
        Directory.CreateDirectory(outDirectory);
        IReadOnlyDictionary<string, string> environment = new BuildScriptEnvironment(context, unit, scripts).Create();
        string program = Path.Combine(_files.OutputDirectoryOf(compiled), compiled.Target.Name);
        send(new JobMessage.Running(unit, ShellText.Command([program], context.IsExtraVerbose ? environment : null)));
        DateTime started = MarkStart();
        StringBuilder output = new();
        StringBuilder error = new();
        string prefix = $"[{unit.Package.Name} {unit.Package.Version}] ";
        int code = ChildProcess.Run([program], unit.Package.Root, environment, "",
            line => Keep(output, line, text => new JobMessage.OutputLine(unit, text)),
            line => Keep(error, line, text => new JobMessage.ErrorLine(unit, text)));
        if (code != 0)
        {
            PublishLog(output.ToString());
            throw ScriptFailed(code, program, output, error, compiled);
        }
        BuildScriptOutput parsed = BuildScriptOutput.Parse(output.ToString(), unit.Package);
        if (parsed.Log.Exists(static entry => entry.IsError))
        {
            scripts[unit] = parsed;
            throw new CargoException("build script logged errors");
        }
        File.WriteAllText(ScriptFile("output"), output.ToString());
        File.SetLastWriteTimeUtc(ScriptFile("output"), started);
        File.WriteAllText(ScriptFile("stderr"), error.ToString());
        File.WriteAllText(ScriptFile("root-output"), outDirectory);
        Publish(parsed);
        // Which inputs count is known only now.
        fingerprint.Local = FreshnessCheck.LocalOfScript(context, unit, parsed);
        fingerprint.ComputeHash();

        void Keep(StringBuilder text, string line, Func<string, JobMessage> message)
        {
            text.Append(line).Append('\n');
            if (context.IsExtraVerbose)
            {
                send(message(prefix + line));
            }
        }
    }

    private void PublishLog(string output)
    {
        BuildScriptOutput log = new();
        foreach (string line in output.Split('\n'))
        {
            foreach ((string syntax, bool isError) in (ReadOnlySpan<(string, bool)>)[("cargo::error=", true), ("cargo::warning=", false), ("cargo:warning=", false)])
            {
                if (line.StartsWith(syntax, StringComparison.Ordinal))
                {
                    log.Log.Add((isError, line[syntax.Length..]));
                }
            }
        }
        scripts[unit] = log;
    }

    private CargoException ScriptFailed(int code, string program, StringBuilder output, StringBuilder error, Unit compiled)
    {
        string note = context.Host.Variable("RUST_BACKTRACE") is { } backtrace && backtrace != "0" && !compiled.Profile.HasDebuginfo
            ? $"\nnote: To improve backtraces for build dependencies, set the CARGO_PROFILE_{unit.Profile.Name.ToUpperInvariant()}_BUILD_OVERRIDE_DEBUG=true environment variable "
                + "to enable debug information generation."
            : "";
        string shown = $"process didn't exit successfully: `{program}` ({ChildProcess.DescribeExit(code)})";
        if (output.Length != 0)
        {
            shown += $"\n--- stdout\n{output}";
        }
        if (error.Length != 0)
        {
            shown += $"\n--- stderr\n{error}";
        }
        return new CargoException($"failed to run custom build command for `{unit.Package}`{note}", new CargoException(shown.TrimEnd('\n')));
    }

    private void Publish(BuildScriptOutput output)
    {
        scripts[unit] = output;
        if (context.Messages.IsJson)
        {
            send(new JobMessage.OutputLine(unit, MachineMessages.BuildScript(unit, output, _files.ScriptOutDirectory(unit))));
        }
    }

    private Unit CompiledScript()
    {
        foreach (UnitDependency dependency in context.Graph.DependenciesOf(unit))
        {
            if (dependency.Unit.Target.IsBuildScript && !dependency.Unit.IsRun)
            {
                return dependency.Unit;
            }
        }
        throw new InvalidOperationException($"no compiled script for {unit.Package}");
    }

    private string ScriptFile(string name) => Path.Combine(_files.ScriptRunDirectory(unit), name);
}
