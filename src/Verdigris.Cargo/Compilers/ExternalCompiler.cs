using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Verdigris.Cargo.Jobs;

namespace Verdigris.Cargo.Compilers;

/// <summary>A compiler in a process of its own: <c>RUSTC</c>, perhaps behind <c>RUSTC_WRAPPER</c> and <c>RUSTC_WORKSPACE_WRAPPER</c>.</summary>
public sealed class ExternalCompiler : ICompilerInvocation
{
    /// <summary>A command line longer than this is given in a file; the system's limit is about a megabyte.</summary>
    private const int LongCommandLine = 256 * 1024;

    private readonly string? _wrapper;
    private readonly string? _workspaceWrapper;

    /// <param name="program">A path, or a name found in <c>PATH</c>.</param>
    /// <param name="wrapper">Runs every compilation.</param>
    /// <param name="workspaceWrapper">Runs those of workspace members.</param>
    /// <param name="searchPath"><c>PATH</c></param>
    public ExternalCompiler(string program, string? wrapper, string? workspaceWrapper, string? searchPath)
    {
        Program = program;
        _wrapper = wrapper;
        _workspaceWrapper = workspaceWrapper;
        string file = Locate(program, searchPath) ?? program;
        string time = File.Exists(file) ? File.GetLastWriteTimeUtc(file).Ticks.ToString(CultureInfo.InvariantCulture) : "";
        Identity = $"{file} {time} {wrapper} {workspaceWrapper}";
    }

    public string Program { get; }

    public string Identity { get; }

    public bool SupportsProcMacros => true;

    public IReadOnlyList<string> CommandPrefix(bool isWorkspaceMember)
    {
        List<string> words = [];
        if (_wrapper is not null)
        {
            words.Add(_wrapper);
        }
        if (_workspaceWrapper is not null && isWorkspaceMember)
        {
            words.Add(_workspaceWrapper);
        }
        words.Add(Program);
        return words;
    }

    public int Run(CompilerCommand command, Action<string> onOutputLine, Action<string> onErrorLine)
    {
        IReadOnlyList<string> prefix = CommandPrefix(command.IsWorkspaceMember);
        int length = 0;
        foreach (string argument in command.Arguments)
        {
            length += argument.Length + 1;
        }
        if (length < LongCommandLine)
        {
            return ChildProcess.Run([.. prefix, .. command.Arguments], command.WorkingDirectory, command.Environment, command.StandardInput, onOutputLine, onErrorLine);
        }
        string file = Path.GetTempFileName();
        try
        {
            File.WriteAllLines(file, command.Arguments);
            return ChildProcess.Run([.. prefix, "@" + file], command.WorkingDirectory, command.Environment, command.StandardInput, onOutputLine, onErrorLine);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static string? Locate(string program, string? searchPath)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return program;
        }
        foreach (string directory in (searchPath ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
        {
            string file = Path.Combine(directory, program);
            if (File.Exists(file))
            {
                return file;
            }
        }
        return null;
    }
}
