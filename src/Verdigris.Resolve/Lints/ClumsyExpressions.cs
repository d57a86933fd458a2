using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Lints;

/// <summary><c>while_true</c>, which is <c>loop</c>, and <c>double_negations</c>, which are no decrement.</summary>
public sealed class ClumsyExpressions : AstVisitor
{
    private readonly LintSink _lints;

    private ClumsyExpressions(LintSink lints) => _lints = lints;

    public static void Check(Crate crate, LintSink lints) => new ClumsyExpressions(lints).VisitItems(crate.Items);

    public override void VisitItem(Item item)
    {
        if (!item.IsRemoved)
        {
            WalkItem(item);
        }
    }

    public override void VisitExpr(Expr expr)
    {
        switch (expr)
        {
            case Expr.While it when it.Condition.Span.Context.IsRoot && IsTrue(it.Condition):
                CheckLoop(it);
                break;
            case Expr.Unary { Op: UnaryOp.Neg, Operand: Expr.Unary { Op: UnaryOp.Neg, Operand: not Expr.Unary { Op: UnaryOp.Neg } } inner }
                when inner.Span.Context == expr.Span.Context && _lints.IsOwn(expr.Span):
                _lints.Add(Diagnostic.Lint(LintTable.DoubleNegations, "use of a double negation", expr.Span)
                    .WithNote("the prefix `--` could be misinterpreted as a decrement operator which exists in other languages")
                    .WithNote("use `-= 1` if you meant to decrement the value")
                    .WithVerboseSuggestion("add parentheses for clarity", Applicability.MaybeIncorrect,
                        new SuggestionEdit(inner.Span.ShrinkToLo(), "("), new SuggestionEdit(inner.Span.ShrinkToHi(), ")")));
                break;
        }
        WalkExpr(expr);
    }

    private static bool IsTrue(Expr condition)
    {
        while (condition is Expr.Paren paren)
        {
            condition = paren.Inner;
        }
        return condition is Expr.OfLit { Lit: Lit.Bool { Value: true } };
    }

    private void CheckLoop(Expr.While loop)
    {
        SourceSpan head = new(loop.Span.Lo, loop.Condition.Span.Hi, loop.Span.Context);
        string label = loop.Label is { } named ? $"{named.Ident}: " : "";
        Suggestion suggestion = new("use `loop`", [new SuggestionEdit(head, $"{label}loop")], Applicability.MachineApplicable) { Style = SuggestionStyle.HideCodeInline };
        _lints.Add(Diagnostic.Lint(LintTable.WhileTrue, "denote infinite loops with `loop { ... }`", head).WithSuggestion(suggestion));
    }
}
