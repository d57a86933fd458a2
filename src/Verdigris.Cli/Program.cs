using System;
using System.IO;
using System.Text;
using Verdigris.Driver;

namespace Verdigris.Cli;

/// <summary>The executable: which tool it is depends on its own name (<c>verdigris-rustc</c>, <c>rustc</c>) or the first argument.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        string self = Path.GetFileName(Environment.GetCommandLineArgs()[0]);
        if (self is "rustc" or "verdigris-rustc")
        {
            return RunRustc(arguments);
        }
        switch (arguments)
        {
            case ["rustc", .. string[] rest]:
                return RunRustc(rest);
            case ["build-library", var sources, var sysroot]:
                return WithHost(host => LibraryBuilder.Build(sources, sysroot, host));
            case ["-V" or "--version", ..]:
                Console.Out.Write($"verdigris {VersionInfo.VerdigrisRelease} (Rust {VersionInfo.RustRelease})\n");
                return ExitCode.Success;
            case [] or ["-h" or "--help" or "help", ..]:
                Console.Out.Write(Usage);
                return ExitCode.Success;
            default:
                Console.Error.Write($"error: no such command: `{arguments[0]}`\n\nhelp: view the commands with `verdigris --help`\n");
                return ExitCode.InternalError;
        }
    }

    private const string Usage =
        """
        A Rust toolchain

        Usage: verdigris <COMMAND> [ARGUMENTS]

        Commands:
            rustc    Compile one crate; the arguments are those of rustc

        Options:
            -V, --version    Print version info and exit
            -h, --help       Print help

        """;

    private static int RunRustc(string[] arguments) => WithHost(host => RustcCommand.Run(arguments, host));

    private static int WithHost(Func<CompilerHost, int> command)
    {
        using Stream output = Console.OpenStandardOutput();
        using Stream input = Console.OpenStandardInput();
        using StreamWriter error = new(Console.OpenStandardError(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        bool isTerminal = !Console.IsErrorRedirected;
        CompilerHost host = new()
        {
            StandardOutput = output,
            StandardError = error,
            StandardInput = input,
            IsErrorTerminal = isTerminal && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb"),
            TerminalWidth = isTerminal ? Console.WindowWidth : null,
            DefaultSysroot = Sysroot.Find(),
        };
        return command(host);
    }
}
