using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Driver;

/// <summary>
/// The stages in order. Each takes what the one before it made; after each, its findings are printed, and errors end the
/// compilation there if later stages could not work with poisoned results.
/// </summary>
internal static class Pipeline
{
    public static void Run(Session session, OutputFiles outputs)
    {
        session.CurrentStage = "reading the source";
        if (SourceReader.Read(session) is not { } root)
        {
            session.FinishStage();
            return;
        }
        session.CurrentStage = "parsing";
        _ = outputs;
        session.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"compiling `{root.Path}` is not supported yet", SourceSpan.Dummy)
            .WithNote("the stages after the command line are not connected"));
        session.FinishStage();
    }
}
