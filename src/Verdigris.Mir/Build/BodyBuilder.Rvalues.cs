using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir.Build;

/// <summary><c>AsRvalue</c>: expressions that compute without control flow of their own.</summary>
internal sealed partial class BodyBuilder
{
    private Rvalue AsRvalue(ref BasicBlock block, TypedExpr expr)
    {
        if (expr.IsAdjusted)
        {
            return AdjustedRvalue(ref block, expr);
        }
        switch (expr.Expr)
        {
            case HirExpr.Binary { Op: not (HirBinOp.And or HirBinOp.Or) } it when _results.TypeDependentDefOf(it.Id) is null:
            {
                Operand left = AsOperand(ref block, Full(it.Left));
                Operand right = AsOperand(ref block, Full(it.Right));
                return BinaryRvalue(ref block, it.Op, left, right, TypeOf(Full(it.Left)), TypeOf(expr), it.Span);
            }
            case HirExpr.Unary { Op: HirUnOp.Not or HirUnOp.Neg } it when _results.TypeDependentDefOf(it.Id) is null:
                return UnaryRvalue(ref block, it, TypeOf(expr));
            case HirExpr.Cast it:
                return CastRvalue(ref block, it, TypeOf(expr));
            case HirExpr.Tuple it:
                return new Rvalue.Aggregate(AggregateKind.Tuple.Instance, Operands(ref block, it.Elements));
            case HirExpr.Array it:
            {
                Ty element = ((Ty.Array)TypeOf(expr)).Element;
                return new Rvalue.Aggregate(new AggregateKind.Array(element), Operands(ref block, it.Elements));
            }
            case HirExpr.Repeat it:
                return RepeatRvalue(ref block, it, (Ty.Array)TypeOf(expr));
            case HirExpr.Closure it:
                return ClosureRvalue(ref block, it, TypeOf(expr));
            default:
                return new Rvalue.Use(AsOperand(ref block, expr));
        }
    }

    private ImmutableArray<Operand> Operands(ref BasicBlock block, ImmutableArray<HirExpr> exprs)
    {
        ImmutableArray<Operand>.Builder operands = ImmutableArray.CreateBuilder<Operand>(exprs.Length);
        foreach (HirExpr expr in exprs)
        {
            operands.Add(AsArgument(ref block, Full(expr)));
        }
        return operands.MoveToImmutable();
    }

    private Rvalue AdjustedRvalue(ref BasicBlock block, TypedExpr expr)
    {
        Ty ty = TypeOf(expr);
        switch (expr.AdjustmentIn(_results))
        {
            case AdjustmentKind.Borrow when TryPromote(expr.Inner, ty, expr.Span) is { } promoted:
                return new Rvalue.Use(new Operand.Constant(promoted));
            case AdjustmentKind.Borrow it:
            {
                BorrowKind kind = it.Kind switch
                {
                    AutoBorrow.Shared => BorrowKind.Shared,
                    AutoBorrow.Mut => BorrowKind.Mut,
                    AutoBorrow.MutTwoPhase => BorrowKind.MutTwoPhase,
                };
                Place place = kind == BorrowKind.Shared ? AsPlace(ref block, expr.Inner) : AsMutablePlace(ref block, expr.Inner);
                return new Rvalue.Ref(Common.Erased, kind, place);
            }
            case AdjustmentKind.BorrowRaw it:
                return new Rvalue.RawPtr(it.IsMutable, it.IsMutable ? AsMutablePlace(ref block, expr.Inner) : AsPlace(ref block, expr.Inner));
            case AdjustmentKind.Pointer it:
            {
                Operand operand = AsOperand(ref block, expr.Inner);
                CastKind kind = it.Kind switch
                {
                    PointerCoercion.ReifyFnPointer => CastKind.ReifyFnPointer,
                    PointerCoercion.UnsafeFnPointer => CastKind.UnsafeFnPointer,
                    PointerCoercion.ClosureFnPointer => CastKind.ClosureFnPointer,
                    PointerCoercion.MutToConstPointer => CastKind.MutToConstPointer,
                    PointerCoercion.ArrayToPointer => CastKind.ArrayToPointer,
                    PointerCoercion.Unsize => CastKind.Unsize,
                };
                return new Rvalue.Cast(kind, operand, ty);
            }
            default:
                return new Rvalue.Use(AsOperand(ref block, expr));
        }
    }

    /// <summary>Arithmetic with the checks that the language asks for. [expr.operator.overflow]</summary>
    private Rvalue BinaryRvalue(ref BasicBlock block, HirBinOp op, Operand left, Operand right, Ty operandTy, Ty resultTy, SourceSpan span)
    {
        SourceInfo source = Info(span);
        if (operandTy.IsIntegral && op is HirBinOp.Div or HirBinOp.Rem)
        {
            CheckDivision(ref block, op, left, right, operandTy, source);
        }
        else if (_checksOverflow && operandTy.IsIntegral)
        {
            switch (op)
            {
                case HirBinOp.Add or HirBinOp.Sub or HirBinOp.Mul:
                {
                    MirBinOp overflowing = op switch
                    {
                        HirBinOp.Add => MirBinOp.AddWithOverflow,
                        HirBinOp.Sub => MirBinOp.SubWithOverflow,
                        _ => MirBinOp.MulWithOverflow,
                    };
                    Place pair = NewTempPlace(Types.Tuple(resultTy, Common.Bool), span);
                    Assign(block, source, pair, new Rvalue.Binary(overflowing, ToCopy(left), ToCopy(right)));
                    Place overflowed = pair.Field(FieldIdx.FromIndex(1), Common.Bool);
                    AssertThat(
                        ref block, source, new Operand.Move(overflowed), expected: false,
                        new AssertMessage.Overflow(ToMirOp(op), ToCopy(left), ToCopy(right)));
                    return new Rvalue.Use(new Operand.Move(pair.Field(FieldIdx.FromIndex(0), resultTy)));
                }
                case HirBinOp.Shl or HirBinOp.Shr:
                {
                    // The amount must be less than the width; a negative one is more when read as unsigned.
                    Ty amountTy = TypeOfOperand(right);
                    int amountSize = PrimitiveSizes.Of(amountTy);
                    Ty unsigned = Unsigned(amountTy);
                    Operand amount = ToCopy(right);
                    if (unsigned != amountTy)
                    {
                        Place cast = NewTempPlace(unsigned, span);
                        Assign(block, source, cast, new Rvalue.Cast(CastKind.IntToInt, amount, unsigned));
                        amount = new Operand.Move(cast);
                    }
                    Place inRange = NewTempPlace(Common.Bool, span);
                    Operand width = Scalar(unsigned, (uint)PrimitiveSizes.Of(operandTy) * 8, amountSize, span);
                    Assign(block, source, inRange, new Rvalue.Binary(MirBinOp.Lt, amount, width));
                    AssertThat(
                        ref block, source, new Operand.Move(inRange), expected: true,
                        new AssertMessage.Overflow(ToMirOp(op), ToCopy(left), ToCopy(right)));
                    break;
                }
            }
        }
        return new Rvalue.Binary(ToMirOp(op), left, right);
    }

    private void CheckDivision(ref BasicBlock block, HirBinOp op, Operand left, Operand right, Ty ty, SourceInfo source)
    {
        int size = PrimitiveSizes.Of(ty);
        Place isZero = NewTempPlace(Common.Bool, source.Span);
        Assign(block, source, isZero, new Rvalue.Binary(MirBinOp.Eq, ToCopy(right), Scalar(ty, 0, size, source.Span)));
        AssertMessage zero = op == HirBinOp.Div ? new AssertMessage.DivisionByZero(ToCopy(left)) : new AssertMessage.RemainderByZero(ToCopy(left));
        AssertThat(ref block, source, new Operand.Move(isZero), expected: false, zero);
        if (!ty.IsSigned)
        {
            return;
        }
        // MIN / -1 does not fit, whatever the flags say.
        Place isMinusOne = NewTempPlace(Common.Bool, source.Span);
        Place isMin = NewTempPlace(Common.Bool, source.Span);
        Place overflows = NewTempPlace(Common.Bool, source.Span);
        Operand minusOne = Scalar(ty, PrimitiveSizes.Truncate(System.UInt128.MaxValue, size), size, source.Span);
        Assign(block, source, isMinusOne, new Rvalue.Binary(MirBinOp.Eq, ToCopy(right), minusOne));
        Assign(block, source, isMin, new Rvalue.Binary(MirBinOp.Eq, ToCopy(left), Scalar(ty, PrimitiveSizes.SignedMin(size), size, source.Span)));
        Assign(block, source, overflows, new Rvalue.Binary(MirBinOp.BitAnd, new Operand.Move(isMinusOne), new Operand.Move(isMin)));
        AssertThat(
            ref block, source, new Operand.Move(overflows), expected: false, new AssertMessage.Overflow(ToMirOp(op), ToCopy(left), ToCopy(right)));
    }

    private Rvalue UnaryRvalue(ref BasicBlock block, HirExpr.Unary expr, Ty ty)
    {
        Operand operand = AsOperand(ref block, Full(expr.Operand));
        if (expr.Op == HirUnOp.Neg && _checksOverflow && ty.IsSigned)
        {
            SourceInfo source = Info(expr.Span);
            int size = PrimitiveSizes.Of(ty);
            Place isMin = NewTempPlace(Common.Bool, expr.Span);
            Assign(block, source, isMin, new Rvalue.Binary(MirBinOp.Eq, ToCopy(operand), Scalar(ty, PrimitiveSizes.SignedMin(size), size, expr.Span)));
            AssertThat(ref block, source, new Operand.Move(isMin), expected: false, new AssertMessage.OverflowNeg(ToCopy(operand)));
        }
        return new Rvalue.Unary(expr.Op == HirUnOp.Neg ? MirUnOp.Neg : MirUnOp.Not, operand);
    }

    /// <summary>A scalar that is looked at once more before it is moved.</summary>
    private static Operand ToCopy(Operand operand) => operand is Operand.Move move ? new Operand.Copy(move.Place) : operand;

    private Ty TypeOfOperand(Operand operand) => operand switch
    {
        Operand.Copy it => _body.Locals[it.Place.Local].Ty,
        Operand.Move it => _body.Locals[it.Place.Local].Ty,
        Operand.Constant it => it.Value.Const.Ty,
    };

    private Ty Unsigned(Ty ty) => ty is Ty.Primitive { Kind: var kind }
        ? kind switch
        {
            PrimTy.I8 => Common.U8,
            PrimTy.I16 => Common.U16,
            PrimTy.I32 => Common.U32,
            PrimTy.I64 => Common.U64,
            PrimTy.I128 => Common.U128,
            PrimTy.Isize => Common.Usize,
            _ => ty,
        }
        : ty;

    private static MirBinOp ToMirOp(HirBinOp op) => op switch
    {
        HirBinOp.Add => MirBinOp.Add,
        HirBinOp.Sub => MirBinOp.Sub,
        HirBinOp.Mul => MirBinOp.Mul,
        HirBinOp.Div => MirBinOp.Div,
        HirBinOp.Rem => MirBinOp.Rem,
        HirBinOp.BitXor => MirBinOp.BitXor,
        HirBinOp.BitAnd => MirBinOp.BitAnd,
        HirBinOp.BitOr => MirBinOp.BitOr,
        HirBinOp.Shl => MirBinOp.Shl,
        HirBinOp.Shr => MirBinOp.Shr,
        HirBinOp.Eq => MirBinOp.Eq,
        HirBinOp.Lt => MirBinOp.Lt,
        HirBinOp.Le => MirBinOp.Le,
        HirBinOp.Ne => MirBinOp.Ne,
        HirBinOp.Ge => MirBinOp.Ge,
        HirBinOp.Gt => MirBinOp.Gt,
        HirBinOp.And or HirBinOp.Or => throw new CompilerBug("lazy operators are control flow"),
    };

    private Rvalue CastRvalue(ref BasicBlock block, HirExpr.Cast expr, Ty to)
    {
        TypedExpr inner = Full(expr.Operand);
        if (_results.IsCoercionCast(expr.Id))
        {
            return new Rvalue.Use(Ascribed(ref block, AsOperand(ref block, inner), to, expr));
        }
        Ty from = TypeOf(inner);
        Operand operand = AsOperand(ref block, inner);
        if (from is Ty.Adt { Def.IsEnum: true } adt)
        {
            SourceInfo source = Info(expr.Span);
            Ty discriminantTy = Common.Of(adt.Def.Repr.Int ?? PrimTy.Isize);
            Place value = NewTempPlace(from, expr.Span);
            Assign(block, source, value, new Rvalue.Use(operand));
            Place discriminant = NewTempPlace(discriminantTy, expr.Span);
            Assign(block, source, discriminant, new Rvalue.Discriminant(value));
            operand = new Operand.Move(discriminant);
            from = discriminantTy;
        }
        return from == to ? new Rvalue.Use(operand) : new Rvalue.Cast(CastKindOf(from, to), operand, to);
    }

    /// <summary>The value of a cast that only says the type: if the type has lifetimes, the borrow checker hears of it.</summary>
    private Operand Ascribed(ref BasicBlock block, Operand operand, Ty ty, HirExpr.Cast expr)
    {
        if (!_results.UserTypes.TryGetValue(expr.Ty.Id, out WrittenType? written) || (written.Ty.Flags & TypeFlags.HasFreeRegions) == 0)
        {
            return operand;
        }
        SourceInfo source = Info(expr.Span);
        Place value = NewTempPlace(ty, expr.Span);
        Assign(block, source, value, new Rvalue.Use(operand));
        Push(block, new Statement.AscribeUserType(source, value, Variance.Invariant, UserTypeOf(expr.Ty.Id), []));
        return new Operand.Move(value);
    }

    private static CastKind CastKindOf(Ty from, Ty to)
    {
        bool fromInt = from.IsIntegral || from.IsBool || from.IsChar;
        bool toInt = to.IsIntegral || to.IsBool || to.IsChar;
        return (from, to) switch
        {
            _ when fromInt && toInt => CastKind.IntToInt,
            _ when fromInt && to.IsFloat => CastKind.IntToFloat,
            _ when from.IsFloat && toInt => CastKind.FloatToInt,
            _ when from.IsFloat && to.IsFloat => CastKind.FloatToFloat,
            (Ty.FnPtr, Ty.RawPtr) => CastKind.FnPtrToPtr,
            (Ty.RawPtr or Ty.Ref or Ty.FnPtr, _) when toInt => CastKind.PointerExposeProvenance,
            (_, Ty.RawPtr) when fromInt => CastKind.PointerWithExposedProvenance,
            (Ty.RawPtr or Ty.Ref, Ty.RawPtr or Ty.Ref) => CastKind.PtrToPtr,
            _ => throw new CompilerBug($"no cast from {from} to {to}"),
        };
    }

    private Rvalue RepeatRvalue(ref BasicBlock block, HirExpr.Repeat expr, Ty.Array array)
    {
        if (array.Length is Const.Value { Bits: var count } && count == 0)
        {
            // Evaluated for its effects only, and dropped.
            AsTemp(ref block, Full(expr.Element), isMutable: false);
            return new Rvalue.Aggregate(new AggregateKind.Array(array.Element), []);
        }
        return new Rvalue.Repeat(AsOperand(ref block, Full(expr.Element)), array.Length);
    }

    private bool IsCaptured(HirId variable)
    {
        foreach (CapturedPlace capture in _results.Captures[_closure!.Def])
        {
            if (capture.Variable == variable)
            {
                return true;
            }
        }
        return false;
    }

    private Rvalue ClosureRvalue(ref BasicBlock block, HirExpr.Closure expr, Ty ty)
    {
        ImmutableArray<Operand>.Builder fields = ImmutableArray.CreateBuilder<Operand>();
        SourceInfo source = Info(expr.Span);
        foreach ((HirExpr scrutinee, FakeReadCause cause) in ClosureScrutinees.Of(expr, _results))
        {
            // Variables of the closure itself are not known here.
            bool isOuter = ClosureScrutinees.RootOf(scrutinee) is var root && (_variables.ContainsKey(root) || _closure is not null && IsCaptured(root));
            if (isOuter && TryToPlace(AsPlaceBuilder(ref block, Full(scrutinee), isMutable: false)) is { } read)
            {
                Push(block, new Statement.FakeRead(Info(scrutinee.Span), cause, read));
            }
        }
        foreach (CapturedPlace capture in _results.Captures[expr.Def])
        {
            Place place = ToPlace(CaptureSource(capture));
            if (capture.Kind == CaptureKind.Value)
            {
                Ty valueTy = Erase(capture.PlaceTy);
                Local moved = NewTemp(valueTy, capture.PathSpan);
                Push(block, new Statement.StorageLive(source, moved));
                Assign(block, source, new Place(moved), new Rvalue.Use(Consume(place, valueTy)));
                _scopes.ScheduleDrop(_scopes.TemporaryDepth, moved, NeedsDrop(valueTy), needsStorageDead: true);
                fields.Add(new Operand.Move(new Place(moved)));
                continue;
            }
            BorrowKind kind = capture.Kind switch
            {
                CaptureKind.Ref => BorrowKind.Shared,
                // What starts at a variable without `mut` is captured for uniqueness; that it may be written is checked in the closure.
                CaptureKind.RefMut when _body.Locals[place.Local] is not { IsUserVariable: true, IsMutable: false } => BorrowKind.Mut,
                _ => BorrowKind.MutClosureCapture,
            };
            Local reference = NewTemp(Types.Ref(Common.Erased, Erase(capture.PlaceTy), capture.Kind != CaptureKind.Ref), capture.PathSpan);
            Push(block, new Statement.StorageLive(source, reference));
            Assign(block, source, new Place(reference), new Rvalue.Ref(Common.Erased, kind, place));
            _scopes.ScheduleDrop(_scopes.TemporaryDepth, reference, needsDrop: false, needsStorageDead: true);
            fields.Add(new Operand.Move(new Place(reference)));
        }
        AggregateKind aggregate = ty is Ty.Coroutine coroutine
            ? new AggregateKind.Coroutine(expr.Def, coroutine.Args)
            : new AggregateKind.Closure(expr.Def, ((Ty.Closure)ty).Args);
        return new Rvalue.Aggregate(aggregate, fields.ToImmutable());
    }

    private PlaceBuilder CaptureSource(CapturedPlace capture)
    {
        PlaceBuilder place = VariablePlace(capture.Variable);
        Ty before = Erase(_results.TypeOf(capture.Variable));
        foreach (CaptureProjection step in capture.Projections)
        {
            if (step.IsDeref)
            {
                place = place.Deref();
            }
            else
            {
                if (before is Ty.Adt { Def.IsEnum: true } adt)
                {
                    place = place.Downcast(step.Variant, adt.Def.Variant(step.Variant).Name);
                }
                place = place.Field(step.Field, Erase(step.Ty));
            }
            before = Erase(step.Ty);
        }
        return place;
    }
}
