using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Base.Interning;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Codegen;
using Verdigris.Driver.CommandLine;
using Verdigris.Expand;
using Verdigris.Mir;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Build;
using Verdigris.Mir.Interpret;
using Verdigris.Resolve.Interface;

namespace Verdigris.Driver;

/// <summary>
/// The stages in order. Each takes what the one before it made; after each, its findings are printed, and errors end the
/// compilation there if later stages could not work with poisoned results.
/// </summary>
internal static class Pipeline
{
    public static void Run(Session session, OutputFiles outputs)
    {
        if (Check(session, outputs) is { } crate)
        {
            Generate(session, crate);
        }
    }

    /// <summary>From the source to MIR that is proved; null when there were errors.</summary>
    /// <param name="observeBorrows">Told what the borrow checker knew of each body.</param>
    public static CheckedCrate? Check(Session session, OutputFiles outputs, Action<BorrowFacts>? observeBorrows = null)
    {
        session.CurrentStage = "reading the source";
        if (SourceReader.Read(session) is not var (path, text))
        {
            return null;
        }
        if (session.Options.OutputDirectory is { Length: > 0 } directory)
        {
            Directory.CreateDirectory(directory);
        }
        CompilationWorld world = new(session.Sources);
        ExternCrates externs = new(new CrateLoader(session, world));
        foreach (ExternCrate given in session.Options.Externs)
        {
            if (!given.IsNoPrelude)
            {
                externs.AddToPrelude(Symbol.Intern(given.Name));
            }
        }
        session.CurrentStage = "parsing, expanding and resolving";
        FrontEndInput input = new()
        {
            Name = outputs.CrateName,
            Path = path,
            Text = text,
            Edition = session.Options.Edition,
            Cfg = PrintRequests.CfgOf(session.Options),
            Externs = externs,
            IsTest = session.Options.IsTest,
            Metadata = session.Options.Codegen.Metadata,
            Loader = SourceLoader.DiskIn(session.Host.WorkingDirectory),
            Environment = session.Host.Environment,
        };
        if (FrontEnd.Parse(world, input, session.Diagnostics) is not { } parsed)
        {
            return null;
        }
        outputs = CrateAttributes.Apply(session, outputs, parsed.Crate.Attrs);
        if (FrontEnd.Resolve(world, input with { Name = outputs.CrateName }, parsed, session.Diagnostics) is not { } crate)
        {
            return null;
        }
        LintSink lints = LintStage.CheckSyntax(session, crate);
        // Names that mean nothing are poison to the type checker, which goes on with the rest.
        session.FinishStage();
        CodegenOptions options = session.Options.Codegen;
        MirFacts mir = new(new MirBuildOptions(options.OverflowChecks, options.DebugAssertions), session.Times, observeBorrows, lints);
        ConstEvaluator? evaluator = null;
        ConstEvaluator constants = new(context => new DriverQueries(context, mir, evaluator!), session.Options.Target.PointerSize);
        evaluator = constants;
        world.Program.ConstEvaluator = constants;
        world.Program.CoroutineFacts = mir;
        session.CurrentStage = "type-checking";
        bool canLower = CheckStage.Run(session, world, crate);
        // Bodies with wrong types have no MIR; the others are borrow-checked all the same.
        if (!session.FinishStage() && !canLower)
        {
            return null;
        }
        session.CurrentStage = "building MIR";
        MirStage.Run(session, world, mir, constants, crate, outputs, lints);
        LintStage.CheckBodies(session, world, crate, lints);
        if (!session.FinishStage())
        {
            return null;
        }
        return new CheckedCrate(world, mir, constants, crate, externs, outputs);
    }

    private static void Generate(Session session, CheckedCrate checkedCrate)
    {
        (CompilationWorld world, MirFacts mir, ConstEvaluator constants, FrontEndResult crate, ExternCrates externs, OutputFiles outputs) = checkedCrate;
        session.CurrentStage = "evaluating constants";
        MirStage.EvaluateConstants(session, world, constants, crate);
        if (!session.FinishStage())
        {
            return;
        }
        if (outputs.Writes(OutputKind.Mir))
        {
            MirStage.Dump(session, world, mir, crate, outputs);
        }
        byte[] metadata = [];
        if (MetadataStage.IsNeeded(outputs))
        {
            session.CurrentStage = "writing metadata";
            metadata = MetadataStage.Run(session, world, mir, crate, externs, outputs);
        }
        if (outputs.NeedsCode)
        {
            session.CurrentStage = "generating code";
            if (CodegenStage.Run(session, world, mir, constants, crate, outputs) is not { } units || !session.FinishStage())
            {
                return;
            }
            session.CurrentStage = "linking";
            if (CrateLoader.ArchivesFor(session, world) is not { } archives)
            {
                return;
            }
            CodeOutput.Write(session, outputs, units, new LinkInputs(archives, session.Options.NativeLibraries, []), metadata);
        }
        WriteDepInfo(session, outputs);
    }

    private static void WriteDepInfo(Session session, OutputFiles outputs)
    {
        if (!outputs.Writes(OutputKind.DepInfo))
        {
            return;
        }
        // The library's own sources are no inputs of the crate: it is part of the compiler.
        List<string> sources = session.Sources.Paths().FindAll(p => !LibraryLoader.IsLibrarySource(session, p));
        List<string> written = [];
        foreach (OutputKind kind in outputs.Kinds)
        {
            written.Add(outputs.FileFor(kind));
        }
        string file = outputs.FileFor(OutputKind.DepInfo);
        AtomicFile.Write(file, System.Text.Encoding.UTF8.GetBytes(DepInfo.Render(written, sources, [])));
        session.Emitter.EmitArtifact(file, "dep-info");
    }
}

/// <summary>A crate whose bodies are type-checked and borrow-checked.</summary>
/// <param name="Outputs">As the crate's own attributes decide them.</param>
internal sealed record CheckedCrate(
    CompilationWorld World, MirFacts Mir, ConstEvaluator Constants, FrontEndResult Crate, ExternCrates Externs, OutputFiles Outputs);
