using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Driver.CommandLine;

namespace Verdigris.Driver;

/// <summary>
/// rustc's command line: arguments in, exit code out. Requests for information (<c>--version</c>, <c>--print</c>,
/// <c>--explain</c>, help) are answered here; a compilation goes to <see cref="Compiler"/>. Safe to call on several threads.
/// </summary>
public static class RustcCommand
{
    public static int Run(IReadOnlyList<string> arguments, CompilerHost host)
    {
        ErrorFormat format = ErrorFormat.Human;
        ColorChoice color = ColorChoice.Auto;
        try
        {
            OptionMatches matches = OptionParser.Parse(OptionParser.ExpandArgumentFiles(arguments));
            format = CommandLineParser.ParseErrorFormat(matches.Last("error-format"));
            color = CommandLineParser.ParseColor(matches.Last("color"));
            if (arguments.Count == 0 || matches.Has("help"))
            {
                Write(host, UsageText.Help(matches.Has("verbose")));
                return ExitCode.Success;
            }
            if (Answer(matches) is { } answer)
            {
                Write(host, answer);
                return ExitCode.Success;
            }
            return Compile(CommandLineParser.Parse(matches), host);
        }
        catch (CommandLineException e)
        {
            Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(e.Message, SourceSpan.Dummy);
            foreach (string help in e.Helps)
            {
                diagnostic.WithHelp(help);
            }
            CompilerOptions options = new() { Input = "", ErrorFormat = format, Color = color };
            Compiler.CreateEmitter(options, host, new SourceMap()).Emit(diagnostic);
            host.StandardError.Flush();
            return ExitCode.Failure;
        }
    }

    /// <summary>What can be said without looking at the other options.</summary>
    private static string? Answer(OptionMatches matches)
    {
        if (matches.Has("version"))
        {
            return matches.Has("verbose") ? VersionInfo.Verbose : VersionInfo.Short;
        }
        if (matches.Last("explain") is { } code)
        {
            string upper = code.ToUpperInvariant();
            string full = upper is ['E', ..] ? upper : "E" + upper.PadLeft(4, '0');
            return ErrorExplanations.Find(full) ?? throw new CommandLineException($"{code} is not a valid error code");
        }
        foreach (string value in matches.AllOf("C"))
        {
            if (value == "help")
            {
                return CodegenHelp();
            }
        }
        return null;
    }

    private static int Compile(CompilerOptions options, CompilerHost host)
    {
        bool needsCompilation = options.Prints.Count == 0;
        OutputFiles outputs = Compiler.OutputsOf(options);
        foreach (PrintRequest request in options.Prints)
        {
            if (PrintRequests.NeedsCompilation(request.Kind))
            {
                needsCompilation = true;
                continue;
            }
            if (request.Kind is "crate-name" or "file-names" && options.Input.Length == 0)
            {
                throw new CommandLineException("no input filename given");
            }
            string text = PrintRequests.Render(request, options, options.Sysroot ?? host.DefaultSysroot, outputs);
            if (request.File is { } file)
            {
                File.WriteAllText(file, text);
            }
            else
            {
                Write(host, text);
            }
        }
        if (!needsCompilation)
        {
            return ExitCode.Success;
        }
        if (options.Input.Length == 0)
        {
            throw new CommandLineException("no input filename given");
        }
        return Compiler.Compile(options, host);
    }

    private static string CodegenHelp()
    {
        StringBuilder text = new("\nAvailable codegen options:\n\n");
        foreach ((string name, string description) in CodegenOptionParser.All)
        {
            text.Append("    -C ").Append(name.PadLeft(25)).Append("=val -- ").Append(description).Append('\n');
        }
        return text.ToString();
    }

    private static void Write(CompilerHost host, string text)
    {
        host.StandardOutput.Write(Encoding.UTF8.GetBytes(text));
        host.StandardOutput.Flush();
    }
}
