using System;
using System.IO;

namespace Verdigris.Driver;

/// <summary>The outside of a compilation: where it writes and reads. Tests and cargo give their own.</summary>
public sealed class CompilerHost
{
    public required Stream StandardOutput { get; init; }

    public required TextWriter StandardError { get; init; }

    public required Stream StandardInput { get; init; }

    /// <summary>Relative paths of sources, also those in messages, are relative to it; empty: the process's own directory.</summary>
    public string WorkingDirectory { get; init; } = "";

    /// <summary>What <c>env!</c> sees; null: the process's own environment.</summary>
    public Func<string, string?>? Environment { get; init; }

    /// <summary>Whether messages go to a person who can see colours.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns of the terminal; null when there is none.</summary>
    public int? TerminalWidth { get; init; }

    /// <summary>The directory that holds <c>lib/rustlib</c> of our library.</summary>
    public required string DefaultSysroot { get; init; }
}
