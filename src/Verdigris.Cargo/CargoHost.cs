using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Compilers;

namespace Verdigris.Cargo;

/// <summary>The outside of a command: where it prints, what environment it sees. Tests give their own.</summary>
public sealed class CargoHost
{
    public required TextWriter StandardOutput { get; init; }

    public required TextWriter StandardError { get; init; }

    public required IReadOnlyDictionary<string, string> Environment { get; init; }

    /// <summary>Absolute; where the command was given.</summary>
    public required string WorkingDirectory { get; init; }

    public bool IsErrorTerminal { get; init; }

    /// <summary>Columns of the terminal; null when there is none.</summary>
    public int? TerminalWidth { get; init; }

    /// <summary>The compiler to use when neither environment nor configuration names one.</summary>
    public required ICompilerInvocation BuiltInCompiler { get; init; }

    /// <summary>This executable, for <c>CARGO</c>.</summary>
    public required string Executable { get; init; }

    public string? Variable(string name) => Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>The same, started in another directory.</summary>
    public CargoHost In(string directory) => new()
    {
        StandardOutput = StandardOutput,
        StandardError = StandardError,
        Environment = Environment,
        WorkingDirectory = directory,
        IsErrorTerminal = IsErrorTerminal,
        TerminalWidth = TerminalWidth,
        BuiltInCompiler = BuiltInCompiler,
        Executable = Executable,
    };
}
