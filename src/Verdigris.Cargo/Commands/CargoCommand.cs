using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Text;
using Verdigris.Cargo.Configuration;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Terminal;
using Verdigris.Cargo.Toml;
using Verdigris.Driver;

namespace Verdigris.Cargo.Commands;

/// <summary>Cargo's command line: arguments in, exit code out. All errors of users are printed here.</summary>
public static class CargoCommand
{
    /// <summary>Aliases may name aliases, but not for ever.</summary>
    private const int AliasLimit = 32;

    public static int Run(IReadOnlyList<string> arguments, CargoHost host)
    {
        Shell shell = new(host.StandardOutput, host.StandardError, host.IsErrorTerminal, host.TerminalWidth);
        try
        {
            return new Invocation(host, shell).Run(arguments);
        }
        catch (CargoException e)
        {
            if (e.IsRendered)
            {
                shell.Report(TomlReport.RelativeTo(e.Message, host.WorkingDirectory));
            }
            else if (!e.IsPrinted)
            {
                shell.Error(TomlReport.RelativeTo(Describe(e, shell.IsVerbose), host.WorkingDirectory));
            }
            return e.ExitCode;
        }
        catch (Exception e) when (IoErrors.IsIo(e))
        {
            shell.Error(IoErrors.Describe(e));
            return ExitCode.InternalError;
        }
    }

    /// <summary>A report with source among the causes stands by itself, below what led to it.</summary>
    private static string Describe(CargoException exception, bool isVerbose)
    {
        for (Exception? cause = exception.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (cause is CargoException { IsRendered: true })
            {
                return $"{exception.Message}\n\n{cause.Message}";
            }
        }
        return CargoException.Describe(exception, isVerbose);
    }

    private sealed class Invocation(CargoHost host, Shell shell)
    {
        private const string Program = "verdigris";

        private readonly Stopwatch _started = Stopwatch.StartNew();

        public int Run(IReadOnlyList<string> arguments)
        {
            List<string> rest = [.. arguments];
            if (rest is [['+', ..] toolchain, ..])
            {
                shell.Note($"`{toolchain}` is ignored: this toolchain is the only one");
                rest.RemoveAt(0);
            }
            ParsedArguments global = new ArgumentParser(Program, CommandTable.Global).Parse(rest);
            CargoHost commandHost = host;
            if (global.Value("C") is { } directory)
            {
                string path = Path.GetFullPath(Path.Combine(host.WorkingDirectory, directory));
                if (!Directory.Exists(path))
                {
                    throw new CargoException("could not change to requested directory", new CargoException("No such file or directory (os error 2)"));
                }
                commandHost = host.In(path);
            }
            if (global.Has("version"))
            {
                return PrintVersion(global.Count("verbose") != 0);
            }
            if (global.Has("list") || global.Has("help") || global.Positionals.Count == 0)
            {
                host.StandardOutput.Write(Overview());
                host.StandardOutput.Flush();
                return ExitCode.Success;
            }
            return RunCommand(commandHost, global, global.Positionals);
        }

        private int RunCommand(CargoHost commandHost, ParsedArguments global, List<string> words)
        {
            CargoConfig config = CargoConfig.Load(commandHost, global.Values("config"));
            for (int i = 0; CommandTable.Find(words[0]) is null; i++)
            {
                words = i == AliasLimit ? throw new CargoException($"alias {words[0]} has unresolvable recursive definition") : ResolveAlias(config, words);
            }
            CommandDescription command = CommandTable.Find(words[0])!;
            ParsedArguments arguments = new ArgumentParser(Program, command).Parse(words[1..]);
            if (arguments.Has("help"))
            {
                host.StandardOutput.Write(HelpText.Of(Program, command));
                host.StandardOutput.Flush();
                return ExitCode.Success;
            }
            if (arguments.Values("config").Count != 0)
            {
                config = CargoConfig.Load(commandHost, [.. global.Values("config"), .. arguments.Values("config")]);
            }
            Configure(config, global, arguments);
            CommandContext context = new(commandHost, config, shell, arguments, _started) { Global = global };
            return command.Name switch
            {
                "build" => BuildCommand.Run(context),
                "check" => BuildCommand.RunCheck(context),
                "run" => RunProgramCommand.Run(context),
                "test" => TestCommand.Run(context),
                "clean" => CleanCommand.Run(context),
                "new" => NewCommand.RunNew(context),
                "init" => NewCommand.RunInit(context),
                "version" => PrintVersion(arguments.Count("verbose") != 0),
                "help" => Help(arguments),
                _ => throw new InvalidOperationException(command.Name),
            };
        }

        private void Configure(CargoConfig config, ParsedArguments global, ParsedArguments arguments)
        {
            int verbose = global.Count("verbose") + arguments.Count("verbose");
            bool isQuiet = global.Has("quiet") || arguments.Has("quiet");
            if (verbose != 0 && isQuiet)
            {
                throw new CargoException("cannot set both --verbose and --quiet");
            }
            bool isVerbose = verbose != 0 || (!isQuiet && config.Bool("term", "verbose") == true);
            isQuiet |= !isVerbose && config.Bool("term", "quiet") == true;
            shell.Verbosity = isVerbose ? Verbosity.Verbose : isQuiet ? Verbosity.Quiet : Verbosity.Normal;
            shell.IsExtraVerbose = verbose >= 2;
            string color = arguments.Value("color") ?? global.Value("color") ?? config.Text("term", "color") ?? "auto";
            shell.Color = color switch
            {
                "always" => Terminal.ColorChoice.Always,
                "never" => Terminal.ColorChoice.Never,
                "auto" => host.Variable("NO_COLOR") is not null ? Terminal.ColorChoice.Never : Terminal.ColorChoice.Auto,
                _ => throw new CargoException($"argument for --color must be auto, always, or never, but found `{color}`"),
            };
        }

        private static List<string> ResolveAlias(CargoConfig config, List<string> words)
        {
            string name = words[0];
            if (config.Words("alias", name) is { Count: > 0 } alias)
            {
                return [.. alias, .. words[1..]];
            }
            List<string> names = [.. config.Keys("alias")];
            foreach (CommandDescription command in CommandTable.All)
            {
                names.Add(command.Name);
            }
            string similar = Similar.Closest(name, names) is { } closest ? $"\n\nhelp: a command with a similar name exists: `{closest}`" : "";
            throw new CargoException($"no such command: `{name}`{similar}\n\nhelp: view all installed commands with `{Program} --list`");
        }

        private int PrintVersion(bool isVerbose)
        {
            StringBuilder text = new($"{Program} {VersionInfo.VerdigrisRelease} (Rust {VersionInfo.RustRelease})\n");
            if (isVerbose)
            {
                text.Append($"release: {VersionInfo.VerdigrisRelease}\ncargo: {VersionInfo.RustRelease}\n");
                foreach (string line in VersionInfo.Verbose.Split('\n'))
                {
                    if (line.StartsWith("host: ", StringComparison.Ordinal) || line.StartsWith("LLVM", StringComparison.Ordinal))
                    {
                        text.Append(line).Append('\n');
                    }
                }
            }
            host.StandardOutput.Write(text.ToString());
            host.StandardOutput.Flush();
            return ExitCode.Success;
        }

        private int Help(ParsedArguments arguments)
        {
            string text = Overview();
            if (arguments.Positionals is [string name])
            {
                CommandDescription command = CommandTable.Find(name) ?? throw new CargoException($"no such command: `{name}`\n\nhelp: view all installed commands with `{Program} --list`");
                text = HelpText.Of(Program, command);
            }
            host.StandardOutput.Write(text);
            host.StandardOutput.Flush();
            return ExitCode.Success;
        }

        private static string Overview()
        {
            StringBuilder commands = new();
            foreach (CommandDescription command in CommandTable.All)
            {
                string name = command.Alias is { } alias ? $"{command.Name}, {alias}" : command.Name;
                commands.Append("    ").Append(name.PadRight(12)).Append(command.Summary).Append('\n');
            }
            string help = HelpText.Of(Program, CommandTable.Global with { Positionals = [] });
            string options = help[help.IndexOf("\nOptions:", StringComparison.Ordinal)..];
            return $"A Rust toolchain\n\nUsage: {Program} [OPTIONS] [COMMAND]\n{options}\nCommands:\n{commands}    {"rustc".PadRight(12)}Compile one crate; the arguments are those of rustc\n\n"
                + $"See '{Program} help <command>' for more information on a specific command.\n";
        }
    }
}
