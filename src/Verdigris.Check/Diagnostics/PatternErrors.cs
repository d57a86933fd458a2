using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>Patterns that miss values: E0004, E0005.</summary>
internal static class PatternErrors
{
    public static ErrorReported EmptyRange(TypeContext context, HirPat.Range pat) => context.Diagnostics.Report(pat.IsInclusive
        ? Diagnostic.Error("E0030", "lower bound for range pattern must be less than or equal to upper bound", pat.Span)
            .WithPrimaryLabel("lower bound larger than upper bound")
        : Diagnostic.Error("E0579", "lower bound for range pattern must be less than upper bound", pat.Span));

    public static ErrorReported DependsOnParameter(TypeContext context, SourceSpan span) =>
        context.Diagnostics.Report(Diagnostic.Error("E0158", "constant pattern cannot depend on generic parameters", span)
            .WithPrimaryLabel("`const` depends on a generic parameter"));

    public static ErrorReported NonExhaustive(TypeContext context, SourceSpan span, Ty ty, string missing)
    {
        string shown = new TyPrinter(context).Print(ty);
        return context.Diagnostics.Report(Diagnostic.Error("E0004", $"non-exhaustive patterns: `{missing}` not covered", span)
            .WithPrimaryLabel($"pattern `{missing}` not covered")
            .WithNote($"the matched value is of type `{shown}`"));
    }

    public static ErrorReported Refutable(TypeContext context, SourceSpan span, string origin, string missing) =>
        context.Diagnostics.Report(Diagnostic.Error("E0005", $"refutable pattern in {origin}", span)
            .WithPrimaryLabel($"pattern `{missing}` not covered"));
}
