using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Diagnostics;

/// <summary>Patterns that cannot be: E0030, E0158, E0579.</summary>
internal static class PatternErrors
{
    public static ErrorReported EmptyRange(TypeContext context, HirPat.Range pat) => context.Diagnostics.Report(pat.IsInclusive
        ? Diagnostic.Error("E0030", "lower bound for range pattern must be less than or equal to upper bound", pat.Span)
            .WithPrimaryLabel("lower bound larger than upper bound")
        : Diagnostic.Error("E0579", "lower bound for range pattern must be less than upper bound", pat.Span));

    public static ErrorReported DependsOnParameter(TypeContext context, SourceSpan span) =>
        context.Diagnostics.Report(Diagnostic.Error("E0158", "constant pattern cannot depend on generic parameters", span)
            .WithPrimaryLabel("`const` depends on a generic parameter"));
}
