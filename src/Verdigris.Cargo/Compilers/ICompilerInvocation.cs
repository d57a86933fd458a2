using System;
using System.Collections.Generic;

namespace Verdigris.Cargo.Compilers;

/// <summary>One run of the compiler: rustc's command line.</summary>
public sealed record CompilerCommand
{
    /// <summary>Without the program.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>Absolute; relative paths of the arguments are relative to it.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>Variables in addition to the inherited ones.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>The crate is a member of the workspace: <c>RUSTC_WORKSPACE_WRAPPER</c> applies.</summary>
    public bool IsWorkspaceMember { get; init; }

    /// <summary>Empty unless the source is given on standard input.</summary>
    public string StandardInput { get; init; } = "";
}

/// <summary>
/// The compiler as Cargo sees it: it is told rustc's arguments and answers with rustc's messages. All methods may be called on
/// several threads at once.
/// </summary>
public interface ICompilerInvocation
{
    /// <summary>What stands for the compiler in printed commands, and <c>RUSTC</c> for build scripts: a path.</summary>
    string Program { get; }

    /// <summary>What changes whenever the compiler does: mixed into the hash of every unit.</summary>
    string Identity { get; }

    /// <summary>Whether crates that run inside the compiler (procedural macros) can be built and used.</summary>
    bool SupportsProcMacros { get; }

    /// <summary>The words in front of the arguments in printed commands: wrappers and program.</summary>
    IReadOnlyList<string> CommandPrefix(bool isWorkspaceMember);

    /// <summary>Runs to the end; the lines are given without their break, as they come, and not at the same time.</summary>
    /// <returns>The exit code; 0 is success.</returns>
    int Run(CompilerCommand command, Action<string> onOutputLine, Action<string> onErrorLine);
}
