using System;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Base.Timing;

namespace Verdigris.Driver;

/// <summary>One compilation of one crate: what it was told, what it reads, what it found. The stages get only the parts they need.</summary>
public sealed class Session(CompilerOptions options, CompilerHost host, SourceMap sources, DiagnosticEmitter emitter)
{
    public CompilerOptions Options { get; } = options;

    public CompilerHost Host { get; } = host;

    public SourceMap Sources { get; } = sources;

    /// <summary>What the stages found and was not yet printed.</summary>
    public DiagnosticSink Diagnostics { get; } = new();

    public DiagnosticEmitter Emitter { get; } = emitter;

    public string Sysroot => Options.Sysroot ?? Host.DefaultSysroot;

    /// <summary>What is being worked on, for the message of an internal error.</summary>
    public string CurrentStage
    {
        get;
        set
        {
            field = value;
            _stageTime?.Dispose();
            _stageTime = Times?.Measure(value);
        }
    } = "reading the command line";

    /// <summary>Null unless times are asked for (<c>-Z time-passes</c>).</summary>
    public PassTimes? Times { get; } = options.Unstable.ContainsKey("time-passes") ? new PassTimes() : null;

    private IDisposable? _stageTime;

    /// <summary>The item of the user's, if a stage works on one.</summary>
    public string CurrentItem { get; set; } = "";

    public bool HasErrors => Diagnostics.HasErrors || Emitter.ErrorCount != 0;

    /// <summary>Prints what the stage found; false when there are errors, and the crate goes no further.</summary>
    public bool FinishStage()
    {
        Emitter.EmitAll(Diagnostics);
        return !HasErrors;
    }

    /// <summary>Ends the last stage's time and prints all.</summary>
    public void PrintTimes()
    {
        if (Times is { } times)
        {
            _stageTime?.Dispose();
            times.Print(Host.StandardError);
        }
    }
}
