using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Lints;

/// <summary><c>static_mut_refs</c>: references to a <c>static mut</c> or a part of it, written or made by a method call.</summary>
internal static class StaticMutRefs
{
    private const string GuidePage = "https://doc.rust-lang.org/edition-guide/rust-2024/static-mut-references.html";

    public static void Check(TypeContext context, TypeckResults results, HirExpr expr, LintSink lints)
    {
        switch (expr)
        {
            case HirExpr.AddrOf { IsRaw: false } borrow when IsOfMutableStatic(context, borrow.Operand):
                Report(expr.Span, borrow.IsMutable, new SourceSpan(expr.Span.Lo, borrow.Operand.Span.Lo), lints);
                break;
            case HirExpr.MethodCall { Receiver: var receiver } when IsOfMutableStatic(context, receiver):
                foreach (Adjustment adjustment in results.AdjustmentsOf(receiver.Id))
                {
                    if (adjustment.Kind is AdjustmentKind.Borrow { Kind: var kind })
                    {
                        Report(expr.Span, kind != AutoBorrow.Shared, null, lints);
                        break;
                    }
                }
                break;
        }
    }

    private static bool IsOfMutableStatic(TypeContext context, HirExpr place)
    {
        while (place is HirExpr.Field field)
        {
            place = field.Base;
        }
        return place is HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Static, Id: var def } } } && context.IsMutableStatic(def);
    }

    /// <param name="operatorSpan">The written <c>&amp;</c> or <c>&amp;mut</c>; null for a method call.</param>
    private static void Report(SourceSpan span, bool isMutable, SourceSpan? operatorSpan, LintSink lints)
    {
        if (!lints.IsOwn(span))
        {
            return;
        }
        string kind = isMutable ? "mutable" : "shared";
        SourceSpan place = HygieneTable.OutermostCallSite(span);
        Diagnostic diagnostic = Diagnostic.Lint(LintTable.StaticMutRefs, $"creating a {kind} reference to mutable static", place)
            .WithPrimaryLabel($"{kind} reference to mutable static")
            .WithNote(isMutable
                ? "mutable references to mutable statics are dangerous; it's undefined behavior if any other pointer to the static is used or if any other reference is created for the static while the mutable reference lives"
                : "shared references to mutable statics are dangerous; it's undefined behavior if the static is mutated or if a mutable reference is created for it while the shared reference lives")
            .WithNote($"for more information, see <{GuidePage}>");
        if (operatorSpan is { } written && span.Context.IsRoot)
        {
            SourceSpan start = written.ShrinkToLo();
            diagnostic.WithVerboseSuggestion(
                $"use `&raw {(isMutable ? "mut" : "const")}` instead to create a raw pointer", Applicability.MaybeIncorrect,
                new SuggestionEdit(new SourceSpan(start.Lo + 1, start.Lo + 1), isMutable ? "raw " : "raw const "));
        }
        lints.Add(diagnostic);
    }
}
