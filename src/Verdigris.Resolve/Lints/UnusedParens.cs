using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Lints;

/// <summary><c>unused_parens</c>: parentheses around a whole condition, value, argument or pattern, where the grammar needs none.</summary>
public sealed class UnusedParens : AstVisitor
{
    private readonly LintSink _lints;
    private readonly SourceMap _sources;

    private UnusedParens(SourceMap sources, LintSink lints) => (_sources, _lints) = (sources, lints);

    public static void Check(Crate crate, SourceMap sources, LintSink lints) => new UnusedParens(sources, lints).VisitItems(crate.Items);

    public override void VisitItem(Item item)
    {
        if (!item.IsRemoved)
        {
            WalkItem(item);
        }
    }

    public override void VisitStmt(Stmt stmt)
    {
        if (stmt is Stmt.Let { Init: { } init } let)
        {
            CheckValue(init, "assigned value", isHead: false, endsInElse: let.Else is not null);
        }
        WalkStmt(stmt);
    }

    public override void VisitExpr(Expr expr)
    {
        switch (expr)
        {
            case Expr.If it:
                CheckValue(it.Condition, "`if` condition", isHead: true);
                break;
            case Expr.While it:
                CheckValue(it.Condition, "`while` condition", isHead: true);
                break;
            case Expr.Match it:
                CheckValue(it.Scrutinee, "`match` scrutinee expression", isHead: true);
                break;
            case Expr.ForLoop it:
                CheckPattern(it.Pat);
                CheckValue(it.Iterable, "`for` iterator expression", isHead: true);
                break;
            case Expr.Return { Value: { } value }:
                CheckValue(value, "`return` value", isHead: false);
                break;
            case Expr.Break { Value: { } value, Label: null }:
                CheckValue(value, "`break` value", isHead: false);
                break;
            case Expr.Assign it:
                CheckValue(it.Value, "assigned value", isHead: false);
                break;
            case Expr.AssignOp it:
                CheckValue(it.Value, "assigned value", isHead: false);
                break;
            case Expr.Call it when expr.Span.Context.IsRoot:
                foreach (Expr arg in it.Args)
                {
                    CheckValue(arg, "function argument", isHead: false);
                }
                break;
            case Expr.MethodCall it when expr.Span.Context.IsRoot:
                foreach (Expr arg in it.Args)
                {
                    CheckValue(arg, "method argument", isHead: false);
                }
                break;
        }
        WalkExpr(expr);
    }

    private void CheckValue(Expr value, string what, bool isHead, bool endsInElse = false)
    {
        if (value is not Expr.Paren { Attrs.IsEmpty: true } paren || !paren.Span.Context.IsRoot || !paren.Inner.Span.Context.IsRoot || !paren.Inner.Attrs.IsEmpty)
        {
            return;
        }
        Expr inner = paren.Inner;
        bool isNeeded = inner is Expr.Let or Expr.Paren or Expr.Error
            || (isHead && (HasOpenBrace(inner) || HasJump(inner)))
            || (endsInElse && (EndsInBrace(inner) || inner is Expr.Binary { Op: BinaryOp.And or BinaryOp.Or }))
            || (inner is Expr.Binary && IsOverLines(paren.Span));
        if (!isNeeded)
        {
            Report(paren.Span, inner.Span, what);
        }
    }

    private bool IsOverLines(SourceSpan span) => _sources.SnippetOf(span).Contains('\n');

    /// <summary>A struct expression that a block would be read into.</summary>
    private static bool HasOpenBrace(Expr expr) => expr switch
    {
        Expr.Struct or Expr.OfBlock or Expr.Async or Expr.Closure => true,
        Expr.Binary it => HasOpenBrace(it.Left) || HasOpenBrace(it.Right),
        Expr.Assign it => HasOpenBrace(it.Place) || HasOpenBrace(it.Value),
        Expr.AssignOp it => HasOpenBrace(it.Place) || HasOpenBrace(it.Value),
        Expr.Unary it => HasOpenBrace(it.Operand),
        Expr.Cast it => HasOpenBrace(it.Value),
        Expr.AddrOf it => HasOpenBrace(it.Operand),
        Expr.MethodCall it => HasOpenBrace(it.Receiver),
        Expr.Field it => HasOpenBrace(it.Base),
        Expr.Index it => HasOpenBrace(it.Base),
        Expr.Try it => HasOpenBrace(it.Operand),
        Expr.Await it => HasOpenBrace(it.Future),
        Expr.Range it => (it.Start is not null && HasOpenBrace(it.Start)) || (it.End is not null && HasOpenBrace(it.End)) || it.End is null,
        _ => false,
    };

    private static bool HasJump(Expr expr) => expr is Expr.Return or Expr.Break or Expr.Continue or Expr.Let
        || (expr is Expr.Binary binary && (HasJump(binary.Left) || HasJump(binary.Right)));

    private static bool EndsInBrace(Expr expr) => expr is Expr.OfBlock or Expr.If or Expr.Match or Expr.While or Expr.ForLoop or Expr.Loop or Expr.Struct or Expr.Closure;

    private void CheckPattern(Pat pat)
    {
        if (pat is Pat.Paren { Inner: var inner } && pat.Span.Context.IsRoot && inner.Span.Context.IsRoot && inner is not (Pat.Or or Pat.Range or Pat.Binding { Sub: not null }))
        {
            Report(pat.Span, inner.Span, "pattern");
        }
    }

    private void Report(SourceSpan whole, SourceSpan inner, string what)
    {
        SourceSpan open = new(whole.Lo, inner.Lo);
        SourceSpan close = new(inner.Hi, whole.Hi);
        // Names and keywords must not grow together.
        string before = whole.Lo > 0 && IsWord(_sources.SnippetOf(new SourceSpan(whole.Lo - 1, whole.Lo))) ? " " : "";
        string after = IsWord(_sources.SnippetOf(new SourceSpan(whole.Hi, whole.Hi + 1))) ? " " : "";
        _lints.Add(Diagnostic.Lint(LintTable.UnusedParens, $"unnecessary parentheses around {what}", open)
            .WithPrimarySpan(close, "")
            .WithVerboseSuggestion("remove these parentheses", Applicability.MachineApplicable, new SuggestionEdit(open, before), new SuggestionEdit(close, after)));
    }

    private static bool IsWord(string text) => text is [var c, ..] && (char.IsLetterOrDigit(c) || c == '_');
}
