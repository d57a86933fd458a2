using System;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>What a job tells the thread that prints and schedules.</summary>
internal abstract record JobMessage(Unit Unit)
{
    /// <summary>The command that is being run, for <c>-v</c>.</summary>
    public sealed record Running(Unit Unit, string Command) : JobMessage(Unit);

    public sealed record OutputLine(Unit Unit, string Line) : JobMessage(Unit);

    public sealed record ErrorLine(Unit Unit, string Line) : JobMessage(Unit);

    public sealed record Diagnostic(Unit Unit, CompilerMessage.Diagnostic Message) : JobMessage(Unit);

    /// <summary>Counted but shown elsewhere (in JSON).</summary>
    public sealed record WarningCounted(Unit Unit) : JobMessage(Unit);

    /// <summary>Dependents that need no more may begin.</summary>
    public sealed record MetadataReady(Unit Unit) : JobMessage(Unit);

    public sealed record Finished(Unit Unit, Exception? Error) : JobMessage(Unit);
}
