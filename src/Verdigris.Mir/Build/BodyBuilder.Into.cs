using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Build;

/// <summary><c>Into</c>: expressions evaluated into a given place, uninitialised before.</summary>
internal sealed partial class BodyBuilder
{
    private const int MaxDepth = 3000;

    private void Into(Place destination, ref BasicBlock block, TypedExpr expr)
    {
        if (++_depth > MaxDepth)
        {
            throw new CompilerBug("an expression is nested more deeply than the type checker allows");
        }
        if (expr.IsAdjusted)
        {
            IntoAdjusted(destination, ref block, expr);
        }
        else
        {
            IntoShape(destination, ref block, expr);
        }
        _depth--;
    }

    private void IntoAdjusted(Place destination, ref BasicBlock block, TypedExpr expr)
    {
        switch (expr.AdjustmentIn(_results))
        {
            case AdjustmentKind.NeverToAny:
            {
                SourceInfo source = Info(expr.Span);
                AsTemp(ref block, expr.Inner, isMutable: true);
                Terminate(block, new Terminator.Unreachable(source));
                block = _scopes.NewBlock();
                break;
            }
            case AdjustmentKind.BuiltinDeref or AdjustmentKind.OverloadedDeref:
            {
                Place place = AsPlace(ref block, expr);
                Assign(block, Info(expr.Span), destination, new Rvalue.Use(Consume(place, TypeOf(expr))));
                break;
            }
            default:
                // Evaluated first: it may end the block and begin another.
                Rvalue value = AdjustedRvalueFor(ref block, expr);
                Assign(block, Info(expr.Span), destination, value);
                break;
        }
    }

    private Rvalue AdjustedRvalueFor(ref BasicBlock block, TypedExpr expr) => AdjustedRvalue(ref block, expr);

    private void IntoShape(Place destination, ref BasicBlock block, TypedExpr expr)
    {
        SourceInfo source = Info(expr.Span);
        switch (expr.Expr)
        {
            case HirExpr.Block it:
                IntoBlockExpr(destination, ref block, it);
                break;
            case HirExpr.DropTemps it:
                InTerminatingScope(ref block, source, it.Inner, destination);
                break;
            case HirExpr.If it:
                IntoIf(destination, ref block, it);
                break;
            case HirExpr.Let or HirExpr.Binary { Op: HirBinOp.And or HirBinOp.Or }:
                IntoCondition(destination, ref block, expr);
                break;
            case HirExpr.Match it:
                IntoMatch(destination, ref block, it);
                break;
            case HirExpr.Loop it:
                IntoLoop(destination, ref block, it);
                break;
            case HirExpr.Call it:
                IntoCall(destination, ref block, it, TypeOf(expr));
                break;
            case HirExpr.MethodCall it:
            {
                IntoMethodCall(destination, ref block, it, TypeOf(expr), source);
                break;
            }
            case HirExpr.Binary it when _results.TypeDependentDefOf(it.Id) is { } method:
                CallOperator(ref block, it.Id, method, [Full(it.Left), Full(it.Right)], destination, it.Span);
                break;
            case HirExpr.Unary { Op: not HirUnOp.Deref } it when _results.TypeDependentDefOf(it.Id) is { } method:
                CallOperator(ref block, it.Id, method, [Full(it.Operand)], destination, it.Span);
                break;
            case HirExpr.Struct it:
                IntoStruct(destination, ref block, it, TypeOf(expr));
                break;
            case HirExpr.AddrOf { IsRaw: false } it when TryPromote(Full(it.Operand), TypeOf(expr), it.Span) is { } promoted:
                Assign(block, source, destination, new Rvalue.Use(new Operand.Constant(promoted)));
                break;
            case HirExpr.AddrOf it:
            {
                Place place = it.IsMutable ? AsMutablePlace(ref block, Full(it.Operand)) : AsPlace(ref block, Full(it.Operand));
                Rvalue value = it.IsRaw
                    ? new Rvalue.RawPtr(it.IsMutable, place)
                    : new Rvalue.Ref(Common.Erased, it.IsMutable ? BorrowKind.Mut : BorrowKind.Shared, place);
                Assign(block, source, destination, value);
                break;
            }
            case HirExpr.Path it when TryConstant(expr) is null && UnitConstructor(it, TypeOf(expr)) is { } aggregate:
                Assign(block, source, destination, aggregate);
                break;
            case HirExpr.Path or HirExpr.Field or HirExpr.Index or HirExpr.Unary { Op: HirUnOp.Deref } when TryConstant(expr) is null:
            {
                Place place = AsPlace(ref block, expr);
                Assign(block, source, destination, new Rvalue.Use(Consume(place, TypeOf(expr))));
                break;
            }
            case HirExpr.Assign or HirExpr.AssignOp:
                StatementExpr(ref block, expr);
                AssignUnit(block, source, destination);
                break;
            case HirExpr.Break or HirExpr.Continue or HirExpr.Return:
                StatementExpr(ref block, expr);
                break;
            case HirExpr.Yield it:
            {
                Operand value = AsOperand(ref block, Full(it.Value));
                BasicBlock resume = _scopes.NewBlock();
                Terminate(block, new Terminator.Yield(source, value, resume, destination, _scopes.DropWhileSuspended(source)));
                block = resume;
                break;
            }
            case HirExpr.InlineAsm it:
                LowerAsm(ref block, it);
                if (!TypeOf(expr).IsNever)
                {
                    AssignUnit(block, source, destination);
                }
                break;
            case HirExpr.OffsetOf it:
                Assign(block, source, destination, new Rvalue.Use(OffsetOf(it)));
                break;
            default:
                if (TryConstant(expr) is { } constant)
                {
                    Assign(block, source, destination, new Rvalue.Use(new Operand.Constant(constant)));
                }
                else
                {
                    // Evaluated first: it may end the block and begin another.
                    Rvalue value = AsRvalue(ref block, expr);
                    Assign(block, source, destination, value);
                }
                break;
        }
    }

    private Rvalue? UnitConstructor(HirExpr.Path path, Ty ty)
    {
        (DefKind kind, DefId def) = DefOfPath(path);
        if (kind != DefKind.Ctor || ty is not Ty.Adt adt)
        {
            return null;
        }
        return new Rvalue.Aggregate(new AggregateKind.Adt(adt.Def, adt.Def.VariantOf(def), adt.Args, UserTypeOf(path.Id), default), []);
    }

    private void InTerminatingScope(ref BasicBlock block, SourceInfo source, HirExpr expr, Place destination)
    {
        _scopes.Push(ScopeKind.Terminating);
        Into(destination, ref block, Full(expr));
        _scopes.Pop(ref block, source);
    }

    private void IntoBlockExpr(Place destination, ref BasicBlock block, HirExpr.Block expr)
    {
        if (expr.Label is null && !expr.Value.IsTargetedByBreak)
        {
            IntoBlock(destination, ref block, expr.Value);
            return;
        }
        BasicBlock exit = _scopes.NewBlock();
        _scopes.AddBreakable(expr.Id, exit, default, destination);
        IntoBlock(destination, ref block, expr.Value);
        Goto(block, exit, Info(expr.Span));
        block = exit;
    }

    private void IntoBlock(Place destination, ref BasicBlock block, HirBlock hir)
    {
        SourceScope outer = _sourceScope;
        _sourceScope = _body.Scopes.Add(new SourceScopeData(hir.Span, outer));
        _scopes.Push(ScopeKind.Plain, hir.Span);
        foreach (HirStmt stmt in hir.Stmts)
        {
            LowerStatement(ref block, stmt);
        }
        if (hir.Expr is { } tail)
        {
            // Since edition 2024 temporaries of a block's value die before its variables. [destructors.scope.temporary.edition2024]
            if (_crate.Edition >= 2024 && !hir.IsTransparent)
            {
                InTerminatingScope(ref block, Info(tail.Span), tail, destination);
            }
            else
            {
                Into(destination, ref block, Full(tail));
            }
        }
        else if (_results.TryTypeOf(hir.Id) is not { IsNever: true })
        {
            AssignUnit(block, Info(hir.Span), destination);
        }
        _scopes.Pop(ref block, Info(hir.Span));
        _sourceScope = outer;
    }

    private void IntoIf(Place destination, ref BasicBlock block, HirExpr.If expr)
    {
        SourceInfo source = Info(expr.Span);
        BasicBlock otherwise = _scopes.NewBlock();
        BasicBlock join = _scopes.NewBlock();
        int depth = _scopes.Depth;
        // Bindings of `let` conditions live in the first branch; since edition 2024 so do the conditions' temporaries.
        _scopes.Push(_crate.Edition >= 2024 ? ScopeKind.Terminating : ScopeKind.Plain);
        ThenOrElse(ref block, expr.Condition, otherwise, depth);
        InTerminatingScope(ref block, Info(expr.Then.Span), expr.Then, destination);
        _scopes.Pop(ref block, source);
        Goto(block, join, source);
        block = otherwise;
        if (expr.Else is not null)
        {
            InTerminatingScope(ref block, Info(expr.Else.Span), expr.Else, destination);
        }
        else
        {
            AssignUnit(block, source, destination);
        }
        Goto(block, join, source);
        block = join;
    }

    /// <summary>
    /// Goes on where the condition holds; else jumps to <paramref name="otherwise"/>, leaving the scopes above
    /// <paramref name="depth"/>.
    /// </summary>
    private void ThenOrElse(ref BasicBlock block, HirExpr condition, BasicBlock otherwise, int depth)
    {
        SourceInfo source = Info(condition.Span);
        switch (condition)
        {
            case HirExpr.Binary { Op: HirBinOp.And } it when _results.AdjustmentsOf(it.Id).Length == 0:
                ThenOrElse(ref block, it.Left, otherwise, depth);
                ThenOrElse(ref block, it.Right, otherwise, depth);
                return;
            case HirExpr.Binary { Op: HirBinOp.Or } it when _results.AdjustmentsOf(it.Id).Length == 0:
            {
                BasicBlock right = _scopes.NewBlock();
                BasicBlock then = _scopes.NewBlock();
                int here = _scopes.Depth;
                ThenOrElse(ref block, it.Left, right, here);
                Goto(block, then, source);
                block = right;
                ThenOrElse(ref block, it.Right, otherwise, depth);
                Goto(block, then, source);
                block = then;
                return;
            }
            case HirExpr.Unary { Op: HirUnOp.Not } it when _results.TypeDependentDefOf(it.Id) is null && _results.AdjustmentsOf(it.Id).Length == 0:
            {
                BasicBlock inner = _scopes.NewBlock();
                int here = _scopes.Depth;
                ThenOrElse(ref block, it.Operand, inner, here);
                _scopes.ExitTo(block, depth, otherwise, source);
                block = inner;
                return;
            }
            case HirExpr.Let it:
                MatchLet(ref block, it, otherwise, depth);
                return;
            default:
            {
                Place value = NewTempPlace(Common.Bool, condition.Span);
                InTerminatingScope(ref block, source, condition, value);
                BasicBlock then = _scopes.NewBlock();
                BasicBlock fail = _scopes.NewBlock();
                Terminate(block, new Terminator.SwitchInt(source, new Operand.Move(value), SwitchTargets.If(then, fail)));
                _scopes.ExitTo(fail, depth, otherwise, source);
                block = then;
                return;
            }
        }
    }

    /// <summary>A condition as a value: <c>a &amp;&amp; b</c>, <c>matches</c>.</summary>
    private void IntoCondition(Place destination, ref BasicBlock block, TypedExpr expr)
    {
        SourceInfo source = Info(expr.Span);
        BasicBlock otherwise = _scopes.NewBlock();
        BasicBlock join = _scopes.NewBlock();
        int depth = _scopes.Depth;
        _scopes.Push(ScopeKind.Plain);
        ThenOrElse(ref block, expr.Expr, otherwise, depth);
        Assign(block, source, destination, new Rvalue.Use(Scalar(Common.Bool, 1, 1, expr.Span)));
        _scopes.Pop(ref block, source);
        Goto(block, join, source);
        Assign(otherwise, source, destination, new Rvalue.Use(Scalar(Common.Bool, 0, 1, expr.Span)));
        Goto(otherwise, join, source);
        block = join;
    }

    private void IntoLoop(Place destination, ref BasicBlock block, HirExpr.Loop expr)
    {
        SourceInfo source = Info(expr.Span);
        BasicBlock head = _scopes.NewBlock();
        BasicBlock body = _scopes.NewBlock();
        BasicBlock exit = _scopes.NewBlock();
        Goto(block, head, source);
        Terminate(head, new Terminator.FalseUnwind(source, body, _scopes.Unwind(source)));
        Place value = expr.Source == HirLoopSource.Loop ? destination : NewTempPlace(Common.Unit, expr.Span);
        _scopes.AddBreakable(expr.Id, exit, head, value);
        Place unit = NewTempPlace(Common.Unit, expr.Span);
        block = body;
        _scopes.Push(ScopeKind.Terminating);
        IntoBlock(unit, ref block, expr.Body);
        _scopes.Pop(ref block, source);
        Goto(block, head, source);
        block = exit;
        if (expr.Source != HirLoopSource.Loop)
        {
            AssignUnit(block, source, destination);
        }
    }

    private void IntoCall(Place destination, ref BasicBlock block, HirExpr.Call expr, Ty result)
    {
        SourceInfo source = Info(expr.Span);
        if (_results.TypeDependentDefOf(expr.Id) is { } overloaded)
        {
            // f(a, b) through a trait is Fn::call(&f, (a, b)).
            Operand self = AsOperand(ref block, Full(expr.Callee));
            GenericArgs args = Types.EraseRegions(_results.ArgsOf(expr.Id)!);
            Place tuple = NewTempPlace(args.TypeAt(1), expr.Span);
            // Evaluated first: it may end the block and begin another.
            ImmutableArray<Operand> fields = Operands(ref block, expr.Args);
            Assign(block, source, tuple, new Rvalue.Aggregate(AggregateKind.Tuple.Instance, fields));
            EmitCall(
                ref block, source, ZeroSized(Types.FnDef(overloaded.Def, args), expr.Callee.Span), [self, new Operand.Move(tuple)],
                destination, result, CallSource.Normal);
            return;
        }
        TypedExpr callee = Full(expr.Callee);
        Ty calleeTy = TypeOf(callee);
        if (calleeTy is Ty.FnDef def && _context.KindOf(def.Def) == DefKind.Ctor && result is Ty.Adt adt)
        {
            AggregateKind kind = new AggregateKind.Adt(adt.Def, adt.Def.VariantOf(def.Def), adt.Args, UserTypeOf(expr.Callee.Id), default);
            // Evaluated first: it may end the block and begin another.
            ImmutableArray<Operand> fields = Operands(ref block, expr.Args);
            Assign(block, source, destination, new Rvalue.Aggregate(kind, fields));
            return;
        }
        Operand function = AsOperand(ref block, callee);
        EmitCall(ref block, source, function, Operands(ref block, expr.Args), destination, result, CallSource.Normal);
    }

    private void IntoMethodCall(Place destination, ref BasicBlock block, HirExpr.MethodCall expr, Ty result, SourceInfo source)
    {
        TypeDependentDef method = _results.TypeDependentDefOf(expr.Id) ?? throw new CompilerBug("a method was not resolved");
        Ty function = Types.FnDef(method.Def, Types.EraseRegions(_results.ArgsOf(expr.Id)!));
        Operand callee = new Operand.Constant(new ConstOperand(
            expr.Segment.Ident.Span, new MirConst.Value(function, ConstValue.ZeroSized.Instance), UserTypeOf(expr.Id)));
        ImmutableArray<Operand>.Builder operands = ImmutableArray.CreateBuilder<Operand>(expr.Args.Length + 1);
        operands.Add(AsOperand(ref block, Full(expr.Receiver)));
        foreach (HirExpr arg in expr.Args)
        {
            operands.Add(AsOperand(ref block, Full(arg)));
        }
        EmitCall(ref block, source, callee, operands.MoveToImmutable(), destination, result, CallSource.Normal, expr.CallSpan);
    }

    /// <param name="fnSpan">Where <c>#[track_caller]</c> functions say they were called, if that is not the whole call.</param>
    private void EmitCall(
        ref BasicBlock block, SourceInfo source, Operand function, ImmutableArray<Operand> args, Place destination, Ty result, CallSource callSource,
        SourceSpan? fnSpan = null)
    {
        bool diverges = result.IsNever;
        BasicBlock next = diverges ? default : _scopes.NewBlock();
        Terminate(block, new Terminator.Call(
            source, function, args, destination, next, _scopes.Unwind(source), fnSpan ?? source.Span, callSource));
        block = diverges ? _scopes.NewBlock() : next;
    }

    private void IntoStruct(Place destination, ref BasicBlock block, HirExpr.Struct expr, Ty ty)
    {
        Ty.Adt adt = (Ty.Adt)ty;
        VariantIdx variant = VariantOfPath(expr.Id, expr.QPath, adt);
        VariantDef definition = adt.Def.Variant(variant);
        SourceInfo source = Info(expr.Span);
        Operand?[] fields = new Operand?[definition.Fields.Length];
        FieldIdx unionField = default;
        // Fields are evaluated as they are written, and stored as they are declared.
        foreach (HirExprField field in expr.Fields)
        {
            FieldIdx index = _results.FieldIdxOf(field.Id);
            fields[index.Index] = AsOperand(ref block, Full(field.Value));
            unionField = adt.Def.IsUnion ? index : default;
        }
        if (adt.Def.IsUnion)
        {
            AggregateKind union = new AggregateKind.Adt(adt.Def, variant, adt.Args, UserTypeOf(expr.Id), unionField);
            Assign(block, source, destination, new Rvalue.Aggregate(union, [fields[unionField.Index]!]));
            return;
        }
        if (expr.Base is not null)
        {
            PlaceBuilder rest = AsPlaceBuilder(ref block, Full(expr.Base), isMutable: false);
            ImmutableArray<Ty> types = _results.FieldTypesOf(expr.Id);
            for (int i = 0; i < fields.Length; i++)
            {
                Ty fieldTy = Erase(types[i]);
                fields[i] ??= Consume(ToPlace(rest.Field(FieldIdx.FromIndex(i), fieldTy)), fieldTy);
            }
        }
        ImmutableArray<Operand>.Builder operands = ImmutableArray.CreateBuilder<Operand>(fields.Length);
        foreach (Operand? field in fields)
        {
            operands.Add(field ?? throw new CompilerBug("a field has no value"));
        }
        AggregateKind kind = new AggregateKind.Adt(adt.Def, variant, adt.Args, UserTypeOf(expr.Id), default);
        Assign(block, source, destination, new Rvalue.Aggregate(kind, operands.MoveToImmutable()));
    }

    /// <summary>The variant that a path names; the only one of a struct.</summary>
    private VariantIdx VariantOfPath(HirId id, HirQPath qpath, Ty.Adt adt)
    {
        if (!adt.Def.IsEnum)
        {
            return VariantIdx.FromIndex(0);
        }
        DefId def = _results.TypeDependentDefOf(id)?.Def
            ?? (qpath is HirQPath.Resolved { Path.Res: Res.Def { Id: var resolved } } ? resolved : default);
        return adt.Def.VariantOf(def);
    }

    private Operand OffsetOf(HirExpr.OffsetOf expr) =>
        new Operand.Constant(new ConstOperand(expr.Span, new MirConst.OffsetOf(Common.Usize, _results.OffsetOfPathOf(expr.Id))));

    /// <summary>The function, or the address of the static, that <c>sym</c> names.</summary>
    private MirConst SymbolOf(HirExpr.Path path)
    {
        Ty ty = TypeOf(Full(path));
        if (ty is Ty.FnDef)
        {
            return new MirConst.Value(ty, ConstValue.ZeroSized.Instance);
        }
        return path.QPath is HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Static, Id: var def } }
            ? new MirConst.Value(Types.RawPtr(ty, isMutable: false), new ConstValue.StaticPointer(def, 0))
            : throw new CompilerBug("type checking lets only functions and statics be symbols");
    }

    private void LowerAsm(ref BasicBlock block, HirExpr.InlineAsm expr)
    {
        ImmutableArray<MirAsmOperand>.Builder operands = ImmutableArray.CreateBuilder<MirAsmOperand>();
        foreach (HirAsmOperand operand in expr.Value.Operands)
        {
            operands.Add(operand switch
            {
                HirAsmOperand.In it => new MirAsmOperand(
                    MirAsmOperandKind.In, it.Register, it.IsExplicitRegister, false, AsOperand(ref block, Full(it.Value)), null, null, null),
                HirAsmOperand.Out it => new MirAsmOperand(
                    MirAsmOperandKind.Out, it.Register, it.IsExplicitRegister, it.IsLate, null,
                    it.Place is null ? null : AsMutablePlace(ref block, Full(it.Place)), null, null),
                HirAsmOperand.InOut it => new MirAsmOperand(
                    MirAsmOperandKind.InOut, it.Register, it.IsExplicitRegister, it.IsLate, AsOperand(ref block, Full(it.Value)),
                    AsMutablePlace(ref block, Full(it.OutPlace ?? it.Value)), null, null),
                HirAsmOperand.Const it => new MirAsmOperand(
                    MirAsmOperandKind.Const, null, false, false, null, null,
                    new MirConst.Unevaluated(_context.TypeOf(it.Value.Def), it.Value.Def, _context.IdentityArgsOf(it.Value.Def)), null),
                HirAsmOperand.Sym it => new MirAsmOperand(MirAsmOperandKind.Sym, null, false, false, null, null, null, SymbolOf(it.Value)),
            });
        }
        SourceInfo source = Info(expr.Span);
        MirAsm asm = new(expr.Value.Template, expr.Value.Options, expr.Value.ClobberAbis);
        bool diverges = (asm.Options & HirAsmOptions.NoReturn) != 0;
        BasicBlock next = diverges ? default : _scopes.NewBlock();
        Terminate(block, new Terminator.InlineAsm(source, asm, operands.ToImmutable(), next, _scopes.Unwind(source)));
        block = diverges ? _scopes.NewBlock() : next;
    }
}
