using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Patterns;

/// <summary>Every match of a body covers its type, and patterns that must match do. Requires: results without errors.</summary>
internal sealed class PatternChecker : HirVisitor
{
    private readonly TypeContext _context;
    private readonly TypeckResults _results;
    private readonly PatternLowering _lowering;
    private readonly ParamEnv _env;

    private HirExpr.Let? _loopCondition;

    private PatternChecker(TypeContext context, TypeckResults results, ParamEnv env)
    {
        _context = context;
        _results = results;
        _lowering = new PatternLowering(context, results, env);
        _env = env;
    }

    public static void Check(TypeContext context, TypeckResults results, ParamEnv env, HirBody body)
    {
        if (PatternConstantChecker.Check(context, results, env, body) is { } reported)
        {
            results.Tainted = reported;
            return;
        }
        PatternChecker checker = new(context, results, env);
        foreach (HirParam param in body.Params)
        {
            checker.CheckIrrefutable(param.Pat, "function argument");
        }
        checker.Visit(body.Value);
    }

    public override void Visit(HirExpr expr)
    {
        switch (expr)
        {
            case HirExpr.Match it:
                CheckMatch(it);
                break;
            case HirExpr.Loop { Source: HirLoopSource.While, Body.Expr: HirExpr.If { Condition: HirExpr.Let let } }:
                _loopCondition = let;
                NoteIfIrrefutable(let.Pat, let.Span, RefutablePlace.WhileLet);
                break;
            case HirExpr.If { Condition: HirExpr.Let let } when let != _loopCondition:
                NoteIfIrrefutable(let.Pat, let.Span, RefutablePlace.IfLet);
                break;
            case HirExpr.Closure it:
                foreach (HirParam param in it.Body.Params)
                {
                    CheckIrrefutable(param.Pat, "closure argument");
                }
                break;
        }
        base.Visit(expr);
    }

    public override void Visit(HirStmt stmt)
    {
        if (stmt is HirStmt.Let { Else: null } let)
        {
            CheckIrrefutable(let.Pat, "local binding", let);
        }
        if (stmt is HirStmt.Let { Else: not null, Init: { } init } fallible)
        {
            NoteIfIrrefutable(fallible.Pat, fallible.Span.ShrinkToLo().To(init.Span), RefutablePlace.LetElse);
        }
        base.Visit(stmt);
    }

    private void CheckMatch(HirExpr.Match expr)
    {
        List<DeconstructedPat> rows = [];
        foreach (HirArm arm in expr.Arms)
        {
            // A guard may fail, so its arm covers nothing for sure.
            if (arm.Guard is null)
            {
                rows.Add(_lowering.Lower(arm.Pat));
            }
        }
        Ty ty = _results.AdjustedTypeOf(expr.Scrutinee);
        List<string> missing = new Exhaustiveness(_context, _env).FindMissing(rows, ty);
        if (missing.Count == 0)
        {
            return;
        }
        HirPat? item = expr.Source != HirMatchSource.ForLoopDesugar ? null : expr.Arms[^1].Pat switch
        {
            HirPat.TupleStruct { Elements: [var only] } => only,
            HirPat.Struct { Fields: [var only] } => only.Pat,
            _ => null,
        };
        if (item is not null)
        {
            CheckIrrefutable(item, "`for` loop binding");
            return;
        }
        _results.Tainted = NonExhaustivePatterns.Report(_context, expr, ty, missing);
    }

    /// <summary>For a lint: not of patterns that name one variant of several.</summary>
    private void NoteIfIrrefutable(HirPat pat, SourceSpan span, RefutablePlace place)
    {
        if (pat is HirPat.Lit or HirPat.Range or HirPat.Slice or HirPat.Error || (pat is not (HirPat.Wild or HirPat.Binding { Subpattern: null }) && _lowering.TypeOf(pat) is Ty.Adt { Def: { IsEnum: true, Variants.Length: > 1 } }))
        {
            return;
        }
        if (new Exhaustiveness(_context, _env).FindMissing([_lowering.Lower(pat)], _lowering.TypeOf(pat)).Count == 0)
        {
            _results.IrrefutableLets.Add((span, place));
        }
    }

    private void CheckIrrefutable(HirPat pat, string origin, HirStmt.Let? let = null)
    {
        Ty ty = _lowering.TypeOf(pat);
        List<string> missing = new Exhaustiveness(_context, _env).FindMissing([_lowering.Lower(pat)], ty);
        if (missing.Count > 0)
        {
            _results.Tainted = NonExhaustivePatterns.ReportRefutable(_context, pat.Span, origin, ty, missing, let);
        }
    }
}
