using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Text;
using System.Threading;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Driver.CommandLine;
using Verdigris.Driver.Pictures;
using Verdigris.Mir.Borrowck;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Printing;

namespace Verdigris.Driver;

/// <summary>
/// <c>verdigris explain CODE</c> prints the page about an error; <c>verdigris explain --borrows FILE[:FUNCTION]</c> draws how
/// the borrow checker sees a program. Other arguments are rustc's.
/// </summary>
public static class ExplainCommand
{
    private const string Usage =
        """
        Usage: verdigris explain CODE
               verdigris explain --borrows FILE[:FUNCTION] [-o PAGE.html] [OPTIONS]

        The first prints the explanation of an error code. The second writes a page that shows for each function, or for
        the one named, when its variables are owned, borrowed and moved. OPTIONS are those of `verdigris rustc`, such as
        --edition, --extern, -L and --cfg.

        """;

    public static int Run(IReadOnlyList<string> arguments, CompilerHost host)
    {
        string? target = null;
        List<string> rest = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == "--borrows" && i + 1 < arguments.Count)
            {
                target = arguments[++i];
            }
            else if (arguments[i].StartsWith("--borrows=", StringComparison.Ordinal))
            {
                target = arguments[i]["--borrows=".Length..];
            }
            else
            {
                rest.Add(arguments[i]);
            }
        }
        if (target is not null)
        {
            return Borrows(target, rest, host);
        }
        if (rest is [['E' or 'e' or (>= '0' and <= '9'), ..] code])
        {
            return RustcCommand.Run(["--explain", code], host);
        }
        bool isHelp = rest is ["--help" or "-h"];
        if (isHelp)
        {
            host.StandardOutput.Write(Encoding.UTF8.GetBytes(Usage));
        }
        else
        {
            host.StandardError.Write(Usage);
            host.StandardError.Flush();
        }
        return isHelp ? ExitCode.Success : ExitCode.Failure;
    }

    private static int Borrows(string target, List<string> arguments, CompilerHost host)
    {
        (string file, string? function) = Split(target);
        CompilerOptions options;
        try
        {
            // A library needs no `main`; edition and crates are the user's to say.
            bool saysEdition = arguments.Exists(static a => a.StartsWith("--edition", StringComparison.Ordinal));
            options = CommandLineParser.Parse(OptionParser.Parse(OptionParser.ExpandArgumentFiles(
                [.. saysEdition ? [] : (string[])["--edition=2024"], .. arguments, "--crate-type=lib", file])));
        }
        catch (CommandLineException e)
        {
            return Fail(host, e.Message);
        }
        int exitCode = DrawWithStack(options with { OutputFile = null }, host, function, out var pictures);
        if (pictures is null)
        {
            return exitCode;
        }
        if (pictures.Count == 0)
        {
            return Fail(host, function is null ? $"`{file}` has no function with variables" : $"`{file}` has no function `{function}` with variables");
        }
        string page = options.OutputFile ?? Path.ChangeExtension(file, ".html");
        try
        {
            byte[] html = Encoding.UTF8.GetBytes(PicturePage.Write(Path.GetFileName(file), pictures));
            if (page == "-")
            {
                host.StandardOutput.Write(html);
            }
            else
            {
                AtomicFile.Write(page, html);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(host, $"couldn't write `{page}`: {FileErrors.Describe(e)}");
        }
        // That the program has errors is what the page is for.
        return ExitCode.Success;
    }

    /// <summary>Pictures of the bodies of a crate, in the order of the source; null if it does not come as far as the borrow checker.</summary>
    internal static int DrawWithStack(
        CompilerOptions options, CompilerHost host, string? function, out IReadOnlyList<(BorrowPicture Picture, ImmutableArray<ColouredPiece> Colours)>? pictures)
    {
        IReadOnlyList<(BorrowPicture Picture, ImmutableArray<ColouredPiece> Colours)>? drawn = null;
        int exitCode = ExitCode.InternalError;
        Thread thread = new(() => exitCode = Draw(options, host, function, out drawn), Compiler.StackSize) { Name = "explain" };
        thread.Start();
        thread.Join();
        pictures = drawn;
        return exitCode;
    }

    private static int Draw(
        CompilerOptions options, CompilerHost host, string? function, out IReadOnlyList<(BorrowPicture Picture, ImmutableArray<ColouredPiece> Colours)>? pictures)
    {
        SourceMap sources = new();
        List<Diagnostic> diagnostics = [];
        List<BorrowFacts> bodies = [];
        Lock bodiesLock = new();
        int exitCode = Compiler.Check(
            options, host, sources, diagnostics.Add, facts =>
            {
                lock (bodiesLock)
                {
                    bodies.Add(facts);
                }
            });
        pictures = null;
        if (bodies.Count == 0 && exitCode != ExitCode.Success)
        {
            return exitCode;
        }
        bodies.RemoveAll(static facts => facts.Context.Crates.KindOf(facts.Body.Def) is not (DefKind.Fn or DefKind.AssocFn or DefKind.Closure));
        bodies.Sort(static (a, b) => (a.Body.Span.Lo, a.Body.Def.Index).CompareTo((b.Body.Span.Lo, b.Body.Def.Index)));
        List<(BorrowPicture, ImmutableArray<ColouredPiece>)> found = [];
        foreach (BorrowFacts facts in bodies)
        {
            if (function is not null && !IsNamed(TyPrinter.Path(facts.Context.Crates, facts.Body.Def), function))
            {
                continue;
            }
            // Without variables there is nothing to see.
            if (PictureBuilder.Build(sources, facts, diagnostics) is { } picture && !(picture.Variables.IsEmpty && picture.Errors.IsEmpty)
                && sources.FileOf(facts.Body.Span) is { } file)
            {
                found.Add((picture, CodeColouring.Of(file, picture.FirstLine, picture.FirstLine + picture.Lines.Length - 1)));
            }
        }
        pictures = found;
        return exitCode;
    }

    /// <summary>The function itself or a closure in it, by its path or the end of it.</summary>
    private static bool IsNamed(string path, string function)
    {
        int closure = path.IndexOf("::{closure", StringComparison.Ordinal);
        string own = closure < 0 ? path : path[..closure];
        return own == function || own.EndsWith("::" + function, StringComparison.Ordinal);
    }

    /// <summary>The file may have colons in its name: the longest prefix that exists is it.</summary>
    private static (string File, string? Function) Split(string target)
    {
        if (File.Exists(target))
        {
            return (target, null);
        }
        for (int i = target.LastIndexOf(':'); i > 0; i = target.LastIndexOf(':', i - 1))
        {
            if (File.Exists(target[..i]))
            {
                return (target[..i], target[(i + 1)..].TrimStart(':'));
            }
        }
        return (target, null);
    }

    private static int Fail(CompilerHost host, string message)
    {
        Compiler.CreateEmitter(new CompilerOptions { Input = "" }, host, new SourceMap()).Emit(Diagnostic.ErrorWithoutCode(message, SourceSpan.Dummy));
        host.StandardError.Flush();
        return ExitCode.Failure;
    }
}
