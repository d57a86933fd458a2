using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Mir.Build;

/// <summary>Statements, assignments and jumps.</summary>
internal sealed partial class BodyBuilder
{
    private void LowerStatement(ref BasicBlock block, HirStmt stmt)
    {
        switch (stmt)
        {
            case HirStmt.Let it:
                LowerLet(ref block, it);
                break;
            case HirStmt.Item:
                break;
            case HirStmt.Expr it:
                LowerExprStatement(ref block, it.Value, it.Span);
                break;
            case HirStmt.Semi it:
                LowerExprStatement(ref block, it.Value, it.Span);
                break;
        }
    }

    private void LowerExprStatement(ref BasicBlock block, HirExpr expr, SourceSpan statement)
    {
        SourceInfo source = Info(expr.Span);
        _scopes.Push(ScopeKind.Terminating, statement);
        StatementExpr(ref block, Full(expr));
        _scopes.Pop(ref block, source);
    }

    /// <summary>An expression whose value is not used: it is dropped at the end of the statement.</summary>
    private void StatementExpr(ref BasicBlock block, TypedExpr expr)
    {
        SourceInfo source = Info(expr.Span);
        if (expr.IsAdjusted)
        {
            AsTemp(ref block, expr, isMutable: false);
            return;
        }
        switch (expr.Expr)
        {
            case HirExpr.Assign it:
                LowerAssign(ref block, it);
                break;
            case HirExpr.AssignOp it:
                LowerAssignOp(ref block, it);
                break;
            case HirExpr.Break it:
                LowerBreak(ref block, it);
                break;
            case HirExpr.Continue it:
            {
                Breakable target = _scopes.BreakableOf(it.Destination.Target);
                _scopes.ExitTo(block, target.Depth, target.ContinueBlock, source);
                block = _scopes.NewBlock();
                break;
            }
            case HirExpr.Return it:
                if (it.Value is not null)
                {
                    Into(Place.Return, ref block, Full(it.Value));
                }
                else
                {
                    AssignUnit(block, source, Place.Return);
                }
                _scopes.Return(block, source);
                block = _scopes.NewBlock();
                break;
            case HirExpr.Path or HirExpr.Field or HirExpr.Index or HirExpr.Unary { Op: HirUnOp.Deref } when TryConstant(expr) is null && IsPlace(expr.Expr):
            {
                // `x;` moves x.
                AsTemp(ref block, expr, isMutable: false);
                break;
            }
            default:
                AsTemp(ref block, expr, isMutable: false);
                break;
        }
    }

    private static bool IsPlace(HirExpr expr) => expr is not HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Resolve.Definitions.Res.Def } };

    private void LowerAssign(ref BasicBlock block, HirExpr.Assign expr)
    {
        SourceInfo source = Info(expr.Span);
        Ty ty = TypeOf(Full(expr.Target));
        if (!NeedsDrop(ty))
        {
            Rvalue value = AsRvalueOrUse(ref block, Full(expr.Value));
            Place target = AsMutablePlace(ref block, Full(expr.Target));
            Assign(block, source, target, value);
            return;
        }
        // The new value is there before the old one is dropped; when that drop panics, the new one is in place all the same.
        Operand operand = AsOperand(ref block, Full(expr.Value));
        Place place = AsMutablePlace(ref block, Full(expr.Target));
        source = Info(expr.Target.Span);
        BasicBlock assign = _scopes.NewBlock();
        BasicBlock assignUnwind = _scopes.NewBlock(isCleanup: true);
        UnwindAction unwind = _scopes.Unwind(source);
        Assign(assignUnwind, source, place, new Rvalue.Use(operand));
        Terminate(assignUnwind, unwind.Kind == UnwindActionKind.Cleanup
            ? new Terminator.Goto(source, unwind.CleanupBlock)
            : new Terminator.UnwindResume(source));
        Terminate(block, new Terminator.Drop(source, place, assign, UnwindAction.Cleanup(assignUnwind), IsReplace: true));
        Assign(assign, source, place, new Rvalue.Use(operand));
        block = assign;
    }

    private Rvalue AsRvalueOrUse(ref BasicBlock block, TypedExpr expr) =>
        TryConstant(expr) is { } constant ? new Rvalue.Use(new Operand.Constant(constant)) : AsRvalue(ref block, expr);

    private void LowerAssignOp(ref BasicBlock block, HirExpr.AssignOp expr)
    {
        SourceInfo source = Info(expr.Span);
        if (_results.TypeDependentDefOf(expr.Id) is { } method)
        {
            Place unit = NewTempPlace(Common.Unit, expr.Span);
            CallOperator(ref block, expr.Id, method, [Full(expr.Target), Full(expr.Value)], unit, expr.Span);
            return;
        }
        // The right side first, for scalars. [expr.compound-assign]
        Operand right = AsOperand(ref block, Full(expr.Value));
        TypedExpr target = Full(expr.Target);
        Place place = AsMutablePlace(ref block, target);
        Ty ty = TypeOf(target);
        Rvalue result = BinaryRvalue(ref block, expr.Op, new Operand.Copy(place), right, ty, ty, expr.Span);
        Assign(block, source, place, result);
    }

    private void LowerBreak(ref BasicBlock block, HirExpr.Break expr)
    {
        SourceInfo source = Info(expr.Span);
        Breakable target = _scopes.BreakableOf(expr.Destination.Target);
        if (expr.Value is not null)
        {
            Into(target.BreakValue, ref block, Full(expr.Value));
        }
        else
        {
            AssignUnit(block, source, target.BreakValue);
        }
        _scopes.ExitTo(block, target.Depth, target.BreakBlock, source);
        block = _scopes.NewBlock();
    }

    private void LowerLet(ref BasicBlock block, HirStmt.Let let)
    {
        SourceInfo source = Info(let.Span);
        int blockDepth = _scopes.Depth - 1;
        SourceScope outer = _sourceScope;
        SourceScope inner = _body.Scopes.Add(new SourceScopeData(let.Span, outer));
        if (let.Init is null)
        {
            _sourceScope = inner;
            DeclareBindings(let.Pat, hasGuard: false);
            BasicBlock current = block;
            PatBindings.Each(let.Pat, (Builder: this, Block: current, Depth: blockDepth, Source: source), static (state, binding) =>
                state.Builder.DeclareStorage(state.Block, binding, state.Depth, state.Source));
            if (let.Ty is not null && let.Pat is HirPat.Binding { Subpattern: null } declared && UserTypeOf(let.Ty.Id) is { IsSome: true } written)
            {
                Local variable = _variables[declared.BindingId].ForBody;
                _body.Locals[variable] = _body.Locals[variable] with { UserTys = [written] };
            }
            return;
        }
        ExtendTemporaries(let.Pat, let.Init, blockDepth);
        _scopes.Push(ScopeKind.Terminating, let.Span);
        if (let.Else is not null)
        {
            LowerLetElse(ref block, let, let.Init, blockDepth, inner);
        }
        else
        {
            // The variables are in scope only after the statement, so the initialiser is lowered in the outer scope.
            DeclareBindings(let.Pat, hasGuard: false);
            if (let.Pat is HirPat.Binding { Subpattern: null } binding && !_results.BindingModeOf(binding.Id).IsByRef)
            {
                Local local = _variables[binding.BindingId].ForBody;
                Push(block, new Statement.StorageLive(source, local));
                _scopes.ScheduleDrop(blockDepth, local, needsDrop: false, needsStorageDead: true);
                Into(new Place(local), ref block, Full(let.Init));
                Push(block, new Statement.FakeRead(Info(let.Pat.Span), FakeReadCause.ForLet, new Place(local)));
                _scopes.ScheduleDrop(blockDepth, local, NeedsDrop(_body.Locals[local].Ty), needsStorageDead: false);
                AscribeLet(block, let, new Place(local), Variance.Invariant, source);
            }
            else
            {
                PlaceBuilder place = AsPlaceBuilder(ref block, Full(let.Init), isMutable: false);
                if (TryToPlace(place) is { } read)
                {
                    Push(block, let.Pat is HirPat.Wild
                        ? new Statement.PlaceMention(source, read)
                        : new Statement.FakeRead(Info(let.Init.Span), FakeReadCause.ForLet, read));
                    AscribeLet(block, let, read, Variance.Covariant, source);
                }
                BindIrrefutable(ref block, let.Pat, place, let.Span, blockDepth);
            }
        }
        _scopes.Pop(ref block, source);
        _sourceScope = inner;
    }

    private void AscribeLet(BasicBlock block, HirStmt.Let let, Place place, Variance variance, SourceInfo source)
    {
        if (let.Ty is not null && _results.UserTypes.TryGetValue(let.Ty.Id, out WrittenType? written))
        {
            UserTypeIdx userTy = _body.UserTypes.Add(new UserType(written.Ty, written.Def, written.Args, written.Span));
            Push(block, new Statement.AscribeUserType(source, place, variance, userTy, []));
        }
    }

    /// <summary>
    /// All that <c>format_args!</c> borrows lives as long as its value: <c>&amp;[new_display(&amp;a)]</c>, or
    /// <c>&amp;match (&amp;a,) { args => [new_display(args.0)] }</c>. [destructors.scope.lifetime-extension.exprs.super-macros]
    /// </summary>
    private void ExtendFormatArguments(HirExpr arguments, int depth)
    {
        if (arguments is not HirExpr.AddrOf { Operand: var list })
        {
            return;
        }
        ExtendPlace(list, depth);
        if (list is HirExpr.Match match)
        {
            ExtendOperands(match.Scrutinee, depth);
        }
        else if (list is HirExpr.Array array)
        {
            foreach (HirExpr element in array.Elements)
            {
                ExtendOperands(((HirExpr.Call)element).Args[0], depth);
            }
        }
    }

    /// <summary>Temporaries of an initialiser that the variable will borrow live as long as the variable. [destructors.scope.lifetime-extension]</summary>
    private void ExtendTemporaries(HirPat pat, HirExpr init, int depth)
    {
        if (IsExtendingPattern(pat))
        {
            ExtendPlace(init, depth);
        }
        ExtendOperands(init, depth);
    }

    private static bool IsExtendingPattern(HirPat pat)
    {
        switch (pat)
        {
            case HirPat.Binding it:
                return it.IsByRef;
            case HirPat.Struct it:
                foreach (HirPatField field in it.Fields)
                {
                    if (IsExtendingPattern(field.Pat))
                    {
                        return true;
                    }
                }
                return false;
            case HirPat.Slice it:
                foreach (HirPat element in it.Before)
                {
                    if (IsExtendingPattern(element))
                    {
                        return true;
                    }
                }
                foreach (HirPat element in it.After)
                {
                    if (IsExtendingPattern(element))
                    {
                        return true;
                    }
                }
                return it.Rest is not null && IsExtendingPattern(it.Rest);
            case HirPat.Tuple it:
                foreach (HirPat element in it.Elements)
                {
                    if (IsExtendingPattern(element))
                    {
                        return true;
                    }
                }
                return false;
            case HirPat.TupleStruct it:
                foreach (HirPat element in it.Elements)
                {
                    if (IsExtendingPattern(element))
                    {
                        return true;
                    }
                }
                return false;
            case HirPat.Box it:
                return IsExtendingPattern(it.Pattern);
            case HirPat.Or it:
                foreach (HirPat alternative in it.Alternatives)
                {
                    if (IsExtendingPattern(alternative))
                    {
                        return true;
                    }
                }
                return false;
            default:
                return false;
        }
    }

    private void ExtendOperands(HirExpr expr, int depth)
    {
        switch (expr)
        {
            case HirExpr.AddrOf it:
                ExtendOperands(it.Operand, depth);
                ExtendPlace(it.Operand, depth);
                break;
            case HirExpr.Struct it:
                foreach (HirExprField field in it.Fields)
                {
                    ExtendOperands(field.Value, depth);
                }
                break;
            case HirExpr.Array it:
                foreach (HirExpr element in it.Elements)
                {
                    ExtendOperands(element, depth);
                }
                break;
            case HirExpr.Tuple it:
                foreach (HirExpr element in it.Elements)
                {
                    ExtendOperands(element, depth);
                }
                break;
            case HirExpr.Cast it:
                ExtendOperands(it.Operand, depth);
                break;
            case HirExpr.Block { Value: { IsTransparent: true, IsUnsafe: true, Expr: HirExpr.Call { Args: [_, var arguments] } } }:
                ExtendFormatArguments(arguments, depth);
                break;
            case HirExpr.Block { Value.Expr: { } tail }:
                ExtendOperands(tail, depth);
                break;
            case HirExpr.DropTemps it:
                ExtendOperands(it.Inner, depth);
                break;
            case HirExpr.Match it:
                foreach (HirArm arm in it.Arms)
                {
                    ExtendOperands(arm.Body, depth);
                }
                break;
            case HirExpr.If { Else: { } otherwise } it:
                ExtendOperands(it.Then, depth);
                ExtendOperands(otherwise, depth);
                break;
            case HirExpr.Call { Callee: HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Resolve.Definitions.Res.Def { Kind: Resolve.Definitions.DefKind.Ctor } } } } it:
                foreach (HirExpr arg in it.Args)
                {
                    ExtendOperands(arg, depth);
                }
                break;
        }
    }

    private void ExtendPlace(HirExpr expr, int depth)
    {
        while (true)
        {
            _extendedTemporaries[expr.Id] = depth;
            switch (expr)
            {
                case HirExpr.AddrOf it:
                    expr = it.Operand;
                    break;
                case HirExpr.Unary { Op: HirUnOp.Deref } it:
                    expr = it.Operand;
                    break;
                case HirExpr.Field it:
                    expr = it.Base;
                    break;
                case HirExpr.Index it:
                    expr = it.Base;
                    break;
                default:
                    return;
            }
        }
    }
}
