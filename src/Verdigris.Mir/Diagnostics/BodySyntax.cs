using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Hir;

namespace Verdigris.Mir.Diagnostics;

/// <summary>
/// What the user wrote in a body, found by its span: MIR keeps of an expression only where it stands. Nested closures belong
/// to it.
/// </summary>
internal sealed class BodySyntax : HirVisitor
{
    private readonly List<(HirExpr Expr, int Parent)> _exprs = [];
    private readonly List<HirPat> _pats = [];
    private readonly List<HirStmt.Let> _lets = [];
    private readonly List<HirStmt> _statements = [];
    private readonly List<HirExprField> _shorthands = [];
    private int _current = -1;

    public BodySyntax(HirBody body)
    {
        foreach (HirParam param in body.Params)
        {
            Visit(param.Pat);
        }
        Visit(body.Value);
    }

    public IReadOnlyList<HirStmt.Let> Lets => _lets;

    /// <summary>The innermost expression with exactly this span.</summary>
    public HirExpr? Innermost(SourceSpan span) => IndexOf(span) is { } index ? _exprs[index].Expr : null;

    /// <summary>The outermost expression with exactly this span.</summary>
    public HirExpr? Outermost(SourceSpan span)
    {
        foreach ((HirExpr expr, _) in _exprs)
        {
            if (expr.Span == span)
            {
                return expr;
            }
        }
        return null;
    }

    /// <summary>The expressions around one, innermost first.</summary>
    public IEnumerable<HirExpr> Around(HirExpr expr)
    {
        int index = _exprs.FindIndex(entry => ReferenceEquals(entry.Expr, expr));
        while (index >= 0 && _exprs[index].Parent is >= 0 and var parent)
        {
            yield return _exprs[parent].Expr;
            index = parent;
        }
    }

    /// <summary>The expression directly around one; null at the top.</summary>
    public HirExpr? ParentOf(HirExpr expr)
    {
        foreach (HirExpr parent in Around(expr))
        {
            return parent;
        }
        return null;
    }

    /// <summary>The binding that stands at a span, by its name or as a whole.</summary>
    public HirPat.Binding? BindingAt(SourceSpan span)
    {
        foreach (HirPat pat in _pats)
        {
            if (pat is HirPat.Binding binding && (binding.Span == span || binding.Ident.Span == span))
            {
                return binding;
            }
        }
        return null;
    }

    public HirPat.Binding? BindingOf(HirId variable) => (HirPat.Binding?)_pats.Find(pat => pat is HirPat.Binding binding && binding.Id == variable);

    /// <summary>The innermost statement around an expression; the expression itself if it is a block's value.</summary>
    public SourceSpan StatementStart(HirExpr expr)
    {
        SourceSpan found = expr.Span;
        foreach (HirStmt statement in _statements)
        {
            if (statement.Span.Contains(expr.Span))
            {
                found = statement.Span;
            }
        }
        return found.ShrinkToLo();
    }

    /// <summary>The field's name if an expression is written as <c>S { field }</c>.</summary>
    public string? ShorthandFieldOf(HirExpr expr) => _shorthands.Find(field => ReferenceEquals(field.Value, expr))?.Ident.Name.Text;

    /// <summary>The expression whose value a pattern takes apart: a match's head, the initialiser of a <c>let</c>.</summary>
    public HirExpr? MatchedBy(HirPat pat)
    {
        foreach ((HirExpr expr, _) in _exprs)
        {
            switch (expr)
            {
                case HirExpr.Match match:
                    foreach (HirArm arm in match.Arms)
                    {
                        if (arm.Pat.Span.Contains(pat.Span))
                        {
                            return match.Scrutinee;
                        }
                    }
                    break;
                case HirExpr.Let let when let.Pat.Span.Contains(pat.Span):
                    return let.Init;
            }
        }
        return _lets.Find(let => let.Pat.Span.Contains(pat.Span))?.Init;
    }

    public override void Visit(HirExpr expr)
    {
        int outer = _current;
        _exprs.Add((expr, outer));
        if (expr is HirExpr.Struct literal)
        {
            foreach (HirExprField field in literal.Fields)
            {
                if (field.IsShorthand)
                {
                    _shorthands.Add(field);
                }
            }
        }
        _current = _exprs.Count - 1;
        base.Visit(expr);
        _current = outer;
    }

    public override void Visit(HirPat pat)
    {
        _pats.Add(pat);
        base.Visit(pat);
    }

    public override void Visit(HirStmt stmt)
    {
        _statements.Add(stmt);
        if (stmt is HirStmt.Let let)
        {
            _lets.Add(let);
        }
        base.Visit(stmt);
    }

    private int? IndexOf(SourceSpan span)
    {
        for (int i = _exprs.Count - 1; i >= 0; i--)
        {
            if (_exprs[i].Expr.Span == span)
            {
                return i;
            }
        }
        return null;
    }
}
