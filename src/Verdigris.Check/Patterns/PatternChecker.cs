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
            CheckIrrefutable(let.Pat, "local binding");
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
        if (new Exhaustiveness(_context, _env).FindMissing(rows, ty) is not { } missing)
        {
            return;
        }
        if (expr.Source == HirMatchSource.ForLoopDesugar)
        {
            _results.Tainted = PatternErrors.Refutable(_context, expr.Arms[^1].Pat.Span, "`for` loop binding", missing);
            return;
        }
        _results.Tainted = PatternErrors.NonExhaustive(_context, expr.Scrutinee.Span, ty, missing);
    }

    private void CheckIrrefutable(HirPat pat, string origin)
    {
        Ty ty = _lowering.TypeOf(pat);
        if (new Exhaustiveness(_context, _env).FindMissing([_lowering.Lower(pat)], ty) is { } missing)
        {
            _results.Tainted = PatternErrors.Refutable(_context, pat.Span, origin, missing);
        }
    }
}
