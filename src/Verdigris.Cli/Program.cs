using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Cargo;
using Verdigris.Cargo.Commands;
using Verdigris.Cargo.Compilers;
using Verdigris.Driver;

namespace Verdigris.Cli;

/// <summary>
/// The executable: which tool it is depends on its own name (<c>verdigris-rustc</c>, <c>rustc</c>) or the first argument; without
/// either it is the package manager.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        HugePages.Prepare();
        string self = Path.GetFileName(Environment.GetCommandLineArgs()[0]);
        if (self is "rustc" or "verdigris-rustc")
        {
            return RunRustc(arguments);
        }
        return arguments switch
        {
            ["rustc", .. string[] rest] => RunRustc(rest),
            ["explain", .. string[] rest] => WithHost(host => ExplainCommand.Run(rest, host)),
            ["build-library", var sources, var sysroot] => WithHost(host => LibraryBuilder.Build(sources, sysroot, host)),
            ["cargo", .. string[] rest] => RunCargo(rest),
            _ => RunCargo(arguments),
        };
    }

    private static bool IsErrorTerminal => !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");

    private static int? TerminalWidth => Console.IsErrorRedirected ? null : Console.WindowWidth;

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    private static int RunRustc(string[] arguments) => WithHost(host => RustcCommand.Run(arguments, host));

    private static int WithHost(Func<CompilerHost, int> command)
    {
        using Stream output = Console.OpenStandardOutput();
        using Stream input = Console.OpenStandardInput();
        using StreamWriter error = Writer(Console.OpenStandardError());
        CompilerHost host = new()
        {
            StandardOutput = output,
            StandardError = error,
            StandardInput = input,
            IsErrorTerminal = IsErrorTerminal,
            TerminalWidth = TerminalWidth,
            DefaultSysroot = Sysroot.Find(),
        };
        return command(host);
    }

    private static int RunCargo(string[] arguments)
    {
        using StreamWriter output = Writer(Console.OpenStandardOutput());
        using StreamWriter error = Writer(Console.OpenStandardError());
        Dictionary<string, string> environment = [];
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment[(string)variable.Key] = (string?)variable.Value ?? "";
        }
        string executable = Environment.ProcessPath ?? "verdigris";
        CargoHost host = new()
        {
            StandardOutput = output,
            StandardError = error,
            Environment = environment,
            WorkingDirectory = Directory.GetCurrentDirectory(),
            IsErrorTerminal = IsErrorTerminal,
            TerminalWidth = TerminalWidth,
            BuiltInCompiler = new InProcessCompiler(Path.Combine(Path.GetDirectoryName(executable) ?? "", "verdigris-rustc"), Sysroot.Find()),
            Executable = executable,
        };
        return CargoCommand.Run(arguments, host);
    }
}
