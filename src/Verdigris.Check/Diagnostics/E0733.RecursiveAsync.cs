using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Diagnostics;

/// <summary>E0733: an async function or block that waits for itself.</summary>
internal static class RecursiveAsync
{
    /// <param name="cycle">The coroutines, and where each uses the next one; the last uses the first.</param>
    public static void Report(TypeContext context, LocalCrateFacts crate, List<(DefId Coroutine, SourceSpan Next)> cycle)
    {
        (string what, SourceSpan span) = WordsFor(context, crate, cycle[0].Coroutine);
        Diagnostic error = Diagnostic.Error("E0733", $"recursion in {what} requires boxing", span);
        error.WithLabel(cycle[0].Next, "recursive call here");
        for (int i = 1; i < cycle.Count; i++)
        {
            (string next, SourceSpan at) = WordsFor(context, crate, cycle[i].Coroutine);
            error.WithChild(new SubDiagnostic(
                DiagnosticLevel.Note, $"which leads to {next.Replace("an ", "this ", System.StringComparison.Ordinal)}", at,
                [new SpanLabel(at, "", IsPrimary: true), new SpanLabel(cycle[i].Next, "...leading to this recursive call")]));
        }
        context.Diagnostics.Report(error.WithNote("a recursive `async fn` call must introduce indirection such as `Box::pin` to avoid an infinitely sized future"));
    }

    private static (string What, SourceSpan Span) WordsFor(TypeContext context, LocalCrateFacts crate, DefId coroutine)
    {
        bool isFunction = coroutine.Crate == crate.Hir.Id && crate.Hir.NodeOf(coroutine) is HirNode.Closure { Value.Kind: HirClosureKind.AsyncFnBody };
        return isFunction
            ? ("an async fn", context.HeadSpanOf(context.ParentOf(coroutine)))
            : ("an async block", context.Crates.SpanOf(coroutine));
    }
}
