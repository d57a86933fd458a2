using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Check.Lints;

/// <summary>
/// <c>unreachable_code</c>: what stands behind an expression of type <c>!</c>, in the order of evaluation. Only the first piece
/// of code behind each is told.
/// </summary>
internal sealed class UnreachableCode : HirVisitor
{
    /// <summary>Whether evaluation gets here; each is stronger than the one before.</summary>
    private enum Divergence
    {
        Maybe,
        Always,
        /// <summary>And it was told.</summary>
        Told,
    }

    private readonly record struct Flow(Divergence Divergence, SourceSpan Origin = default, string? Reason = null)
    {
        public static Flow operator |(Flow left, Flow right) => left.Divergence >= right.Divergence ? left : right;

        public static Flow operator &(Flow left, Flow right) => left.Divergence <= right.Divergence ? left : right;
    }

    private readonly TypeckResults _results;
    private readonly LintSink _lints;
    private readonly HashSet<HirId> _left = [];
    private Flow _flow;

    private UnreachableCode(TypeckResults results, LintSink lints) => (_results, _lints) = (results, lints);

    public static void Check(HirBody body, TypeckResults results, LintSink lints) => new UnreachableCode(results, lints).Visit(body.Value);

    public override void Visit(HirStmt stmt)
    {
        if (stmt is HirStmt.Item)
        {
            return;
        }
        Warn(stmt.Span, "statement");
        Flow before = _flow;
        _flow = default;
        if (stmt is HirStmt.Let { Else: { } otherwise } let)
        {
            if (let.Init is not null)
            {
                Visit(let.Init);
            }
            Flow init = _flow;
            Visit(otherwise);
            _flow = init;
        }
        else
        {
            base.Visit(stmt);
        }
        _flow |= before;
    }

    public override void Visit(HirExpr expr)
    {
        Warn(expr.Span, "expression");
        Flow before = _flow;
        _flow = default;
        VisitInside(expr);
        switch (expr)
        {
            case HirExpr.Block or HirExpr.If or HirExpr.Let or HirExpr.Loop or HirExpr.Match or HirExpr.DropTemps:
                break;
            case HirExpr.Call call:
                Warn(call.Callee.Span, "call");
                break;
            case HirExpr.MethodCall call:
                Warn(call.Segment.Ident.Span, "call");
                break;
            default:
                Warn(expr.Span, "expression");
                break;
        }
        if (_results.TryTypeOf(expr.Id) is Ty.Never && expr is not (HirExpr.Block or HirExpr.If or HirExpr.DropTemps or HirExpr.Path or HirExpr.Field or HirExpr.Index or HirExpr.Unary))
        {
            _flow |= new Flow(Divergence.Always, expr.Span);
        }
        _flow |= before;
    }

    private void VisitInside(HirExpr expr)
    {
        switch (expr)
        {
            case HirExpr.If it:
                Visit(it.Condition);
                Flow condition = _flow;
                _flow = default;
                Visit(it.Then);
                Flow then = _flow;
                _flow = default;
                if (it.Else is not null)
                {
                    Visit(it.Else);
                }
                _flow = condition | (then & _flow);
                break;
            case HirExpr.Match it:
                VisitMatch(it);
                break;
            case HirExpr.Loop it:
                Visit(it.Body);
                _flow = _left.Contains(it.Id) ? default : _flow | new Flow(Divergence.Always, it.Span);
                break;
            case HirExpr.Block { Label: not null } it:
                base.Visit(expr);
                _flow = _left.Contains(it.Id) || _left.Contains(it.Value.Id) ? default : _flow;
                break;
            case HirExpr.Binary { Op: HirBinOp.And or HirBinOp.Or } it:
                Visit(it.Left);
                Flow left = _flow;
                Visit(it.Right);
                _flow = left;
                break;
            case HirExpr.Closure:
                base.Visit(expr);
                _flow = default;
                break;
            case HirExpr.Break it:
                _left.Add(it.Destination.Target);
                base.Visit(expr);
                break;
            default:
                base.Visit(expr);
                break;
        }
    }

    private void VisitMatch(HirExpr.Match expr)
    {
        Visit(expr.Scrutinee);
        Flow scrutinee = _flow;
        Flow arms = new(Divergence.Told);
        foreach (HirArm arm in expr.Arms)
        {
            _flow = default;
            if (arm.Guard is not null)
            {
                Visit(arm.Guard);
                _flow = default;
            }
            Visit(arm.Body);
            arms &= _flow;
        }
        if (arms.Divergence == Divergence.Always && expr.Source == HirMatchSource.Normal)
        {
            arms = new Flow(Divergence.Always, expr.Span, "any code following this `match` expression is unreachable, as all arms diverge");
        }
        _flow = scrutinee | (expr.Arms.IsEmpty ? default : arms);
    }

    private void Warn(SourceSpan span, string kind)
    {
        if (_flow.Divergence != Divergence.Always)
        {
            return;
        }
        SourceSpan place = HygieneTable.OutermostCallSite(span);
        SourceSpan origin = HygieneTable.OutermostCallSite(_flow.Origin);
        // A macro that goes on behind its own panic is nobody's fault.
        bool isSameMacro = !span.Context.IsRoot && place == origin;
        string reason = _flow.Reason ?? "any code following this expression is unreachable";
        _flow = _flow with { Divergence = Divergence.Told };
        if (isSameMacro || place.IsDummy || HygieneTable.ExpansionOf(span.Context) is { Kind: ExpansionKind.Desugaring })
        {
            return;
        }
        _lints.Add(Diagnostic.Lint(LintTable.UnreachableCode, $"unreachable {kind}", place).WithPrimaryLabel($"unreachable {kind}").WithLabel(origin, reason));
    }
}
