using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Verdigris.Cargo.Compilers;

namespace Verdigris.Cargo.Tests;

/// <summary>
/// Behaves towards Cargo like a compiler: answers the probes, writes the files it is asked for and the dependency file. A source
/// with the word WARN has a warning, one with FAIL an error; <c>ENV(NAME)</c> reads a variable. Programs are scripts that print
/// their arguments and end with the number after EXIT.
/// </summary>
internal sealed class FakeCompiler : ICompilerInvocation
{
    private readonly object _gate = new();

    /// <summary>The commands in the order they began, without the probes.</summary>
    public List<CompilerCommand> Commands { get; } = [];

    public string Version { get; set; } = "1.95.0";

    public string Program => "/fake/rustc";

    public string Identity => "fake " + Version;

    public bool SupportsProcMacros => true;

    public IReadOnlyList<string> CommandPrefix(bool isWorkspaceMember) => [Program];

    public int Run(CompilerCommand command, Action<string> onOutputLine, Action<string> onErrorLine)
    {
        if (command.Arguments is ["-vV"])
        {
            foreach (string line in (string[])[$"rustc {Version}", "binary: rustc", "commit-hash: unknown", "host: x86_64-unknown-linux-gnu", $"release: {Version}"])
            {
                onOutputLine(line);
            }
            return 0;
        }
        if (command.Arguments[0] == "-")
        {
            foreach (string line in (string[])["___", "lib___.rlib", "/fake", "off", "___", "target_os=\"linux\"", "unix"])
            {
                onOutputLine(line);
            }
            return 0;
        }
        lock (_gate)
        {
            Commands.Add(command);
        }
        return Compile(command, onErrorLine);
    }

    private static int Compile(CompilerCommand command, Action<string> onErrorLine)
    {
        string crate = After(command, "--crate-name");
        string source = command.Arguments[3];
        string path = Path.Combine(command.WorkingDirectory, source);
        string text = File.ReadAllText(path);
        if (text.Contains("FAIL", StringComparison.Ordinal))
        {
            onErrorLine(Message("error", "it fails"));
            onErrorLine(Message("error", "aborting due to 1 previous error"));
            return 1;
        }
        if (text.Contains("WARN", StringComparison.Ordinal))
        {
            onErrorLine(Message("warning", $"beware of {crate}"));
        }
        string extra = "";
        foreach (string argument in command.Arguments)
        {
            extra = argument.StartsWith("extra-filename=", StringComparison.Ordinal) ? argument["extra-filename=".Length..] : extra;
        }
        string directory = After(command, "--out-dir");
        string emit = Find(command, "--emit=");
        bool isProgram = Contains(command, "--test") || After(command, "--crate-type") == "bin";
        string dependencies = $"{directory}/{crate}{extra}.d: {source}\n\n{source}:\n";
        int env = text.IndexOf("ENV(", StringComparison.Ordinal);
        if (env >= 0)
        {
            string name = text[(env + 4)..text.IndexOf(')', env)];
            string? value = command.Environment.TryGetValue(name, out string? known) ? known : TestPackage.Variables.GetValueOrDefault(name);
            dependencies += value is null ? $"# env-dep:{name}\n" : $"# env-dep:{name}={value}\n";
        }
        File.WriteAllText(Path.Combine(directory, $"{crate}{extra}.d"), dependencies);
        if (emit.Contains("metadata", StringComparison.Ordinal))
        {
            string file = Path.Combine(directory, $"lib{crate}{extra}.rmeta");
            File.WriteAllText(file, "");
            onErrorLine($"{{\"artifact\":\"{file}\",\"emit\":\"metadata\"}}");
        }
        if (emit.Contains("link", StringComparison.Ordinal))
        {
            string file = Path.Combine(directory, isProgram ? $"{crate}{extra}" : $"lib{crate}{extra}.rlib");
            int exit = text.IndexOf("EXIT ", StringComparison.Ordinal);
            int print = text.IndexOf("PRINT ", StringComparison.Ordinal);
            File.WriteAllText(file, $"#!/bin/sh\n{(print < 0 ? "" : text[(print + 6)..].Split('\n')[0])}\nexit {(exit < 0 ? "0" : text[(exit + 5)..].Split('\n')[0])}\n");
            if (OperatingSystem.IsWindows())
            {
                return 0;
            }
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        return 0;
    }

    private static string Message(string level, string message) =>
        $"{{\"message\":{JsonEncodedText.Encode(message).ToString().Insert(0, "\"")}\",\"level\":\"{level}\",\"rendered\":\"{level}: {message}\\n\",\"children\":[],\"spans\":[],\"code\":null}}";

    internal static string After(CompilerCommand command, string option)
    {
        for (int i = 0; i + 1 < command.Arguments.Count; i++)
        {
            if (command.Arguments[i] == option)
            {
                return command.Arguments[i + 1];
            }
        }
        return "";
    }

    internal static bool Contains(CompilerCommand command, string argument)
    {
        foreach (string each in command.Arguments)
        {
            if (each == argument)
            {
                return true;
            }
        }
        return false;
    }

    private static string Find(CompilerCommand command, string prefix)
    {
        foreach (string each in command.Arguments)
        {
            if (each.StartsWith(prefix, StringComparison.Ordinal))
            {
                return each;
            }
        }
        return "";
    }
}
