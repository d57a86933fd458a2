using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Diagnostics.Rendering;
using Verdigris.Base.Source;
using Verdigris.Mir.Borrowck;

namespace Verdigris.Driver;

/// <summary>
/// The compiler as a library: one call compiles one crate. User errors are printed and give exit code 1; a failure of the
/// compiler itself is printed with the place and gives 101; neither throws.
/// </summary>
public static class Compiler
{
    /// <summary>
    /// Address space for the stack of a compilation. Only what is touched costs memory; deeply nested sources need it until
    /// their depth limits end them.
    /// </summary>
    internal const int StackSize = 512 << 20;

    public static int Compile(CompilerOptions options, CompilerHost host)
    {
        int exitCode = ExitCode.InternalError;
        Thread thread = new(() => exitCode = CompileOnThisThread(options, host), StackSize) { Name = "compile" };
        thread.Start();
        thread.Join();
        return exitCode;
    }

    internal static DiagnosticEmitter CreateEmitter(CompilerOptions options, CompilerHost host, SourceMap sources, Action<Diagnostic>? observer = null)
    {
        DiagnosticEmitterOptions emitterOptions = new()
        {
            Format = options.ErrorFormat,
            UseColor = options.Color == ColorChoice.Always || (options.Color == ColorChoice.Auto && host.IsErrorTerminal),
            TerminalWidth = options.DiagnosticWidth ?? host.TerminalWidth ?? TextRendererOptions.DefaultWidth,
            RendersShortInJson = options.JsonRendersShort,
            RendersColorInJson = options.JsonRendersColor,
            AnnouncesArtifacts = options.JsonAnnouncesArtifacts,
            LibrarySources = LibrarySourcesOutside(options, host),
        };
        return new DiagnosticEmitter(sources, emitterOptions, host.StandardError, ErrorExplanations.Find) { Observer = observer };
    }

    /// <summary>The library's sources, unless it is itself what is compiled.</summary>
    private static string? LibrarySourcesOutside(CompilerOptions options, CompilerHost host) =>
        LibraryLoader.FindSources(options.Sysroot ?? host.DefaultSysroot) is { } library && options.Input?.StartsWith(library, StringComparison.Ordinal) != true ? library : null;

    /// <summary>Names of outputs as far as the command line decides them.</summary>
    internal static OutputFiles OutputsOf(CompilerOptions options)
    {
        IReadOnlyList<CrateType> types = options.CrateTypes.Count == 0 || options.IsTest ? [CrateType.Executable] : options.CrateTypes;
        return new OutputFiles(options, options.CrateName ?? CrateNames.FromInput(options), types);
    }

    /// <summary>Goes as far as the borrow checker and writes nothing but diagnostics. Call it on a thread with <see cref="StackSize"/>.</summary>
    /// <param name="reported">Told each diagnostic that is printed.</param>
    /// <param name="observeBorrows">Told what the borrow checker knew of each body, on several threads.</param>
    internal static int Check(CompilerOptions options, CompilerHost host, SourceMap sources, Action<Diagnostic> reported, Action<BorrowFacts> observeBorrows) =>
        Guard(new Session(options, host, sources, CreateEmitter(options, host, sources, reported)), session =>
        {
            Pipeline.Check(session, OutputsOf(options), observeBorrows);
            session.FinishStage();
        });

    private static int CompileOnThisThread(CompilerOptions options, CompilerHost host)
    {
        SourceMap sources = new();
        return Guard(new Session(options, host, sources, CreateEmitter(options, host, sources)), session =>
        {
            OutputFiles outputs = OutputsOf(options);
            CheckCrateName(session, outputs.CrateName);
            if (session.FinishStage())
            {
                Pipeline.Run(session, outputs);
                session.FinishStage();
            }
        });
    }

    /// <summary>Runs a compilation; whatever happens in it ends with words and an exit code.</summary>
    private static int Guard(Session session, Action<Session> run)
    {
        try
        {
            run(session);
            session.Emitter.EmitSummary();
            session.PrintTimes();
            return session.HasErrors ? ExitCode.Failure : ExitCode.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Emitter.Emit(Diagnostic.ErrorWithoutCode($"{session.CurrentStage}: {FileErrors.Describe(e)}", SourceSpan.Dummy));
            session.Emitter.EmitSummary();
            return ExitCode.Failure;
        }
        catch (Exception e)
        {
            ReportBug(session, e);
            return ExitCode.InternalError;
        }
        finally
        {
            session.Host.StandardError.Flush();
        }
    }

    private static void CheckCrateName(Session session, string name)
    {
        if (CrateNames.FirstInvalid(name) is { } invalid)
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"invalid character '{invalid}' in crate name: `{name}`", SourceSpan.Dummy));
        }
        else if (name.Length == 0)
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode("crate name must not be empty", SourceSpan.Dummy));
        }
    }

    private static void ReportBug(Session session, Exception exception)
    {
        session.Emitter.EmitAll(session.Diagnostics);
        Diagnostic bug = new Diagnostic(DiagnosticLevel.Bug, exception.Message, SourceSpan.Dummy)
            .WithNote(session.CurrentItem.Length == 0 ? $"while {session.CurrentStage}" : $"while {session.CurrentStage}: `{session.CurrentItem}`")
            .WithNote($"{exception.GetType().Name} at\n{Shorten(exception.StackTrace)}")
            .WithNote("this is a mistake in the compiler; please report it with the source that shows it");
        session.Emitter.Emit(bug);
    }

    private static string Shorten(string? stackTrace)
    {
        string[] frames = (stackTrace ?? "unknown place").Split('\n');
        return string.Join('\n', frames, 0, Math.Min(frames.Length, 12)).TrimEnd();
    }
}
