using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Types;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>Blocks, statements, <c>if</c>, <c>match</c>, loops, jumps.</summary>
internal sealed partial class BodyChecker
{
    private Ty CheckBlockExpr(HirExpr.Block expr, Expectation expected)
    {
        if (expr.Label is null && !expr.Value.IsTargetedByBreak)
        {
            return CheckBlock(expr.Value, expected);
        }
        CoerceMany values = new(expected.OnlyHasType ?? _inference.NewTyVar(expr.Span));
        BreakScope scope = new(values);
        _breakScopes[expr.Id] = scope;
        Ty own = CheckBlock(expr.Value, Expectation.HasType(values.Expected));
        if (expr.Value.Expr is { } tail)
        {
            // The block's own value counts as one more `break` with it.
            values.Coerce(this, tail, own, tail.Span);
        }
        else if (!own.IsNever)
        {
            values.CoerceUnit(this, expr.Span);
        }
        if (scope.MayBreak)
        {
            _diverges = false;
        }
        return values.Complete(this);
    }

    private Ty CheckBlock(HirBlock block, Expectation expected)
    {
        bool divergedBefore = _diverges;
        _diverges = false;
        foreach (HirStmt stmt in block.Stmts)
        {
            CheckStmt(stmt);
        }
        Ty ty;
        if (block.Expr is { } tail)
        {
            if (expected.OnlyHasType is { } hint)
            {
                Ty found = CheckWithHint(tail, hint);
                // Coerced here, so that the adjustment sits at the tail and not at the block.
                ty = found.IsNever ? found : TryCoerce(tail, found, hint) ? hint : found;
            }
            else
            {
                ty = Check(tail, expected);
            }
        }
        else
        {
            ty = _diverges ? Common.Never : Common.Unit;
        }
        if (_diverges && block.Expr is null)
        {
            ty = Common.Never;
        }
        _results.SetType(block.Id, ty);
        _diverges |= divergedBefore;
        return ty;
    }

    private void CheckStmt(HirStmt stmt)
    {
        switch (stmt)
        {
            case HirStmt.Let it:
                CheckLet(it);
                break;
            case HirStmt.Item:
                break;
            case HirStmt.Expr it:
                CheckStatementExpr(it.Value);
                break;
            case HirStmt.Semi it:
                Ty ty = Check(it.Value);
                RequireSized(ty, it.Value.Span, CauseCode.SizedExpr.Instance);
                break;
        }
    }

    /// <summary>An expression statement without semicolon: of type <c>()</c>.</summary>
    private void CheckStatementExpr(HirExpr expr)
    {
        Ty found = CheckWithHint(expr, Common.Unit);
        if (!TryCoerce(expr, found, Common.Unit))
        {
            Mismatched(SpanForMismatch(expr), Common.Unit, found);
        }
    }

    private void CheckLet(HirStmt.Let let)
    {
        Ty ty;
        if (let.Ty is not null)
        {
            ty = _lowerer.LowerAndNormalize(let.Ty);
            RecordUserType(let.Ty.Id, ty, let.Ty.Span);
        }
        else
        {
            ty = _inference.NewTyVar(let.Pat.Span);
        }
        DeclareBindings(let.Pat);
        if (let.Ty is not null)
        {
            RememberOrigin(let.Pat, let.Ty.Span, " type");
        }
        else if (let.Init is not null)
        {
            RememberOrigin(let.Pat, let.Init.Span, " value");
        }
        if (let.Init is not null)
        {
            if (let.Ty is not null || HasRefBinding(let.Pat))
            {
                CheckLetInit(let.Pat, let.Init, ty, let.Ty);
            }
            else
            {
                Ty found = CheckWithHint(let.Init, ty);
                // No coercion to an unknown type: it is what the initialiser is, but `!` may become anything.
                if (!TryCoerce(let.Init, found, ty))
                {
                    Mismatched(SpanForMismatch(let.Init), ty, found);
                }
            }
        }
        CheckPatTop(let.Pat, ty, let.Ty?.Span ?? default, let.Init);
        RequireSizedBindings(let.Pat);
        if (let.Else is not null)
        {
            bool diverges = _diverges;
            Ty elseTy = CheckBlock(let.Else, Expectation.HasType(Common.Never));
            if (!Shallow(elseTy).IsNever)
            {
                Mismatched(let.Else.Span, Common.Never, elseTy);
            }
            _diverges = diverges;
        }
        _results.SetType(let.Id, ty);
    }

    private void CheckLetInit(HirPat pat, HirExpr init, Ty ty, HirTy? written)
    {
        MismatchCause cause = written is null ? MismatchCause.None.Instance : new MismatchCause.LetType(written.Span);
        if (written is not null && !HasRefBinding(pat))
        {
            CheckCoercible(init, ty, cause);
            return;
        }
        // `let ref x = e` looks at the place itself, so no coercion may put a temporary in between.
        if (written is not null)
        {
            CheckHasType(init, ty, cause);
            return;
        }
        Ty found = CheckWithHint(init, ty);
        if (!_inference.TryEquate(ty, found))
        {
            Mismatched(SpanForMismatch(init), ty, found);
        }
    }

    private Ty CheckIf(HirExpr.If expr, Expectation expected)
    {
        CheckCondition(expr.Condition);
        bool conditionDiverges = _diverges;
        _diverges = false;
        if (expr.Else is null)
        {
            Ty then = CheckWithHint(expr.Then, Common.Unit);
            if (!TryCoerce(expr.Then, then, Common.Unit))
            {
                _diverges = conditionDiverges;
                return ErrorTy(TypeckErrors.IfWithoutElse(this, expr, Resolve(then)));
            }
            _diverges = conditionDiverges;
            return Common.Unit;
        }
        CoerceMany arms = new(ArmExpectation(expected, expr.Span));
        Ty thenTy = CheckWithHint(expr.Then, arms.Expected);
        arms.Coerce(this, expr.Then, thenTy, SpanForMismatch(expr.Then));
        bool thenDiverges = _diverges;
        _diverges = false;
        Ty elseTy = CheckWithHint(expr.Else, arms.Merged);
        arms.Coerce(this, expr.Else, elseTy, SpanForMismatch(expr.Else), new MismatchCause.Else(expr, SpanForMismatch(expr.Then), thenTy));
        _diverges = conditionDiverges || (thenDiverges && _diverges);
        return arms.Complete(this);
    }

    /// <summary>An unknown expected type is no expectation: the arms decide together, not the first one for all.</summary>
    private Ty ArmExpectation(Expectation expected, SourceSpan span) =>
        expected.OnlyHasType is { } hint && !Shallow(hint).IsTyVar ? hint : _inference.NewTyVar(span);

    private void CheckCondition(HirExpr condition) => CheckHasTypeOrNever(condition, Common.Bool);

    private void CheckHasTypeOrNever(HirExpr expr, Ty ty)
    {
        Ty found = CheckWithHint(expr, ty);
        if (!TryCoerce(expr, found, ty))
        {
            Mismatched(SpanForMismatch(expr), ty, found);
        }
    }

    private Ty CheckLetExpr(HirExpr.Let expr)
    {
        DeclareBindings(expr.Pat);
        Ty ty;
        if (expr.Ty is not null)
        {
            ty = _lowerer.LowerAndNormalize(expr.Ty);
            CheckCoercible(expr.Init, ty);
        }
        else
        {
            ty = Check(expr.Init);
        }
        CheckPatTop(expr.Pat, ty, default, expr.Init);
        RequireSizedBindings(expr.Pat);
        return Common.Bool;
    }

    private Ty CheckMatch(HirExpr.Match expr, Expectation expected)
    {
        Ty scrutinee = Check(expr.Scrutinee);
        bool scrutineeDiverges = _diverges;
        foreach (HirArm arm in expr.Arms)
        {
            DeclareBindings(arm.Pat);
            CheckPatTop(arm.Pat, scrutinee, expr.Scrutinee.Span, expr.Scrutinee);
            RequireSizedBindings(arm.Pat);
        }
        CoerceMany values = new(ArmExpectation(expected, expr.Span));
        bool allDiverge = true;
        ImmutableArray<(SourceSpan, Ty)>.Builder earlier = ImmutableArray.CreateBuilder<(SourceSpan, Ty)>();
        foreach (HirArm arm in expr.Arms)
        {
            if (arm.Guard is not null)
            {
                _diverges = false;
                CheckCondition(arm.Guard);
            }
            _diverges = false;
            Ty found = CheckWithHint(arm.Body, values.Merged);
            allDiverge &= _diverges;
            values.Coerce(this, arm.Body, found, SpanForMismatch(arm.Body), CauseOfArm(expr, earlier));
            if (!Shallow(found).IsNever)
            {
                earlier.Add((SpanForMismatch(arm.Body), found));
            }
        }
        // A match without arms is of an empty type: it is never left.
        _diverges = scrutineeDiverges || allDiverge;
        return values.Complete(this);
    }

    /// <summary>The first arm has none before it to disagree with.</summary>
    private static MismatchCause? CauseOfArm(HirExpr.Match expr, ImmutableArray<(SourceSpan, Ty)>.Builder earlier) =>
        earlier.Count == 0 || expr.Source != HirMatchSource.Normal ? null : new MismatchCause.Arm(expr, earlier.ToImmutable());

    private Ty CheckLoop(HirExpr.Loop expr, Expectation expected)
    {
        CoerceMany? values = expr.Source == HirLoopSource.Loop ? new CoerceMany(ArmExpectation(expected, expr.Span)) : null;
        BreakScope scope = new(values);
        _breakScopes[expr.Id] = scope;
        bool diverges = _diverges;
        Ty body = CheckBlock(expr.Body, Expectation.HasType(Common.Unit));
        if (!Shallow(body).IsNever && !_inference.TryEquate(Common.Unit, body))
        {
            Mismatched(expr.Body.Expr?.Span ?? expr.Body.Span, Common.Unit, body);
        }
        _diverges = diverges;
        if (!scope.MayBreak)
        {
            _diverges = true;
            return Common.Never;
        }
        return values is null ? Common.Unit : values.Complete(this);
    }

    private Ty CheckBreak(HirExpr.Break expr)
    {
        if (expr.Destination.Error is { } reported)
        {
            if (expr.Value is not null)
            {
                Check(expr.Value);
            }
            return ErrorTy(reported);
        }
        _breakScopes.TryGetValue(expr.Destination.Target, out BreakScope? scope);
        if (scope is null)
        {
            return ErrorTy(TypeckErrors.BreakOutside(this, expr.Span));
        }
        if (expr.Value is null)
        {
            scope.Values?.CoerceUnit(this, expr.Span);
        }
        else if (scope.Values is not null)
        {
            Ty found = CheckWithHint(expr.Value, scope.Values.Merged);
            scope.Values.Coerce(this, expr.Value, found, SpanForMismatch(expr.Value));
        }
        else
        {
            Check(expr.Value);
            Taint(TypeckErrors.BreakWithValue(this, expr));
        }
        scope.MayBreak = true;
        return Common.Never;
    }

    private Ty CheckReturn(HirExpr.Return expr)
    {
        if (_fn.Returns is not { } returns)
        {
            if (expr.Value is not null)
            {
                Check(expr.Value);
            }
            return ErrorTy(TypeckErrors.ReturnOutsideFn(this, expr.Span));
        }
        if (expr.Value is null)
        {
            if (!_inference.TryEquate(returns.Expected, Common.Unit))
            {
                Taint(TypeckErrors.ReturnWithoutValue(this, expr.Span, Resolve(returns.Expected)));
            }
            else
            {
                returns.CoerceUnit(this, expr.Span);
            }
        }
        else
        {
            CheckReturnValue(expr.Value, returns);
        }
        return Common.Never;
    }

    private Ty CheckAssign(HirExpr.Assign expr)
    {
        Ty target = Check(expr.Target);
        if (!IsPlaceExpr(expr.Target))
        {
            Check(expr.Value);
            return Shallow(target) is Ty.Error error ? error : ErrorTy(TypeckErrors.InvalidAssignTarget(this, expr));
        }
        CheckCoercible(expr.Value, target, CauseOfAssignment(expr.Target));
        RequireSized(target, expr.Target.Span, CauseCode.SizedAssignment.Instance);
        ConvertPlaceToMutable(expr.Target);
        return Common.Unit;
    }

    /// <summary>From what a variable's type is known: a written type, a value.</summary>
    private readonly Dictionary<HirId, (SourceSpan Span, string What)> _origins = [];

    private readonly Dictionary<HirId, SourceSpan> _bindingSpans = [];

    /// <summary>Where a variable without written type is declared by its name alone.</summary>
    internal SourceSpan? BindingSpanOf(Verdigris.Resolve.Definitions.Res.Local local)
    {
        HirId id = HirId.FromIndex(local.Binding.Index);
        return _bindingSpans.TryGetValue(id, out SourceSpan span) && _origins[id].What == " value" ? span : null;
    }

    private void RememberOrigin(HirPat pat, SourceSpan span, string what)
    {
        if (pat is HirPat.Binding { Subpattern: null } binding)
        {
            _origins[binding.BindingId] = (span, what);
            _bindingSpans[binding.BindingId] = binding.Span;
        }
    }

    private MismatchCause? CauseOfAssignment(HirExpr target)
    {
        if (target is HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Verdigris.Resolve.Definitions.Res.Local local } })
        {
            return _origins.TryGetValue(HirId.FromIndex(local.Binding.Index), out (SourceSpan Span, string What) origin)
                ? new MismatchCause.Assignment(origin.Span, $"expected due to this{origin.What}")
                : null;
        }
        return new MismatchCause.Assignment(target.Span, "expected due to the type of this binding");
    }
}
