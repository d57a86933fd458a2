using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>What assignments compute.</summary>
internal sealed partial class FunctionEmitter
{
    private OperandValue EvalRvalue(Rvalue value, TyLayout target)
    {
        switch (value)
        {
            case Rvalue.Use use:
                return EvalOperand(use.Value) with { Layout = target };
            case Rvalue.Ref borrow:
                return AddressValue(EvalPlace(borrow.Place), target);
            case Rvalue.RawPtr pointer:
                return AddressValue(EvalPlace(pointer.Place), target);
            case Rvalue.ThreadLocalRef reference:
                return OperandValue.Immediate(target, ThreadLocalAddress(reference));
            case Rvalue.Cast cast:
                return EvalCast(cast, target);
            case Rvalue.Binary binary:
                return EvalBinary(binary, target);
            case Rvalue.Unary unary:
                return EvalUnary(unary, target);
            case Rvalue.Discriminant discriminant:
                return OperandValue.Immediate(target, LoadDiscriminant(discriminant.Place, target));
            case Rvalue.Aggregate { Kind: AggregateKind.RawPtr, Fields: [var address, var metadata] }:
                OperandValue data = EvalOperand(address);
                return target.IsScalarPair
                    ? OperandValue.Pair(target, data.A, EvalOperand(metadata).A)
                    : OperandValue.Immediate(target, data.A);
            case Rvalue.Aggregate aggregate when TryAssemble(aggregate, target) is { } assembled:
                return assembled;
            case Rvalue.Aggregate or Rvalue.Repeat:
                if (target.IsZst)
                {
                    return OperandValue.ZeroSized(target);
                }
                PlaceValue place = AllocateTemporary(target);
                EvalRvalueInto(value, place);
                return Load(place);
            default:
                throw new CompilerBug($"unknown rvalue {value.GetType().Name}");
        }
    }

    private void EvalRvalueInto(Rvalue value, PlaceValue target)
    {
        switch (value)
        {
            case Rvalue.Repeat repeat:
                EmitRepeat(repeat, target);
                break;
            case Rvalue.Aggregate { Kind: not AggregateKind.RawPtr } aggregate:
                EmitAggregate(aggregate, target);
                break;
            case Rvalue.Cast { Kind: CastKind.Transmute } cast:
                // Written as what it was; the place's type reads it anew.
                OperandValue source = EvalOperand(cast.Value);
                Store(source, target with { Layout = source.Layout });
                break;
            case Rvalue.Cast { Kind: CastKind.Unsize } cast when target.Layout.Repr == ValueRepr.Memory:
                EmitUnsizeInto(EvalOperand(cast.Value), target);
                break;
            default:
                Store(EvalRvalue(value, target.Layout), target);
                break;
        }
    }

    private static OperandValue AddressValue(PlaceValue place, TyLayout target) =>
        target.IsScalarPair ? OperandValue.Pair(target, place.Pointer, place.Metadata) : OperandValue.Immediate(target, place.Pointer);

    private LlvmValue ThreadLocalAddress(Rvalue.ThreadLocalRef reference)
    {
        (LlvmValue function, LlvmType type) = Unit.Intrinsic("llvm.threadlocal.address", Unit.Pointer);
        return _builder.Call(type, function, [_emitter.StaticOf(reference.Static)]);
    }

    /// <summary>A struct, tuple or closure of one or two scalars, without going through memory.</summary>
    private OperandValue? TryAssemble(Rvalue.Aggregate aggregate, TyLayout target)
    {
        if (target.Enum is not null || target.Repr is not (ValueRepr.Scalar or ValueRepr.ScalarPair) || target.Shape != FieldsShape.Struct
            || aggregate.Kind is AggregateKind.Adt { UnionField.Index: >= 0 } or AggregateKind.Array)
        {
            return null;
        }
        LlvmValue a = default;
        LlvmValue b = default;
        for (int i = 0; i < aggregate.Fields.Length; i++)
        {
            OperandValue field = EvalOperand(aggregate.Fields[i]);
            switch (field.Kind)
            {
                case OperandKind.ZeroSized:
                    break;
                case OperandKind.Immediate when target.OffsetOf(i) == 0 && field.Layout.A.Size == target.A.Size:
                    a = ConvertScalar(field.A, field.Layout.A, target.A);
                    break;
                case OperandKind.Immediate when target.IsScalarPair && target.OffsetOf(i) == target.OffsetOfB && field.Layout.A.Size == target.B.Size:
                    b = ConvertScalar(field.A, field.Layout.A, target.B);
                    break;
                case OperandKind.Pair when target.IsScalarPair && target.OffsetOf(i) == 0:
                    a = ConvertScalar(field.A, field.Layout.A, target.A);
                    b = ConvertScalar(field.B, field.Layout.B, target.B);
                    break;
                default:
                    return null;
            }
        }
        if (a.IsNull || (target.IsScalarPair && b.IsNull))
        {
            return null;
        }
        return target.IsScalarPair ? OperandValue.Pair(target, a, b) : OperandValue.Immediate(target, a);
    }

    private void EmitAggregate(Rvalue.Aggregate aggregate, PlaceValue target)
    {
        VariantIdx variant = aggregate.Kind is AggregateKind.Adt adt && adt.Def.IsEnum ? adt.Variant : default;
        PlaceValue fields = variant.Index >= 0 ? target with { Layout = Layouts.VariantOf(target.Layout, variant) } : target;
        int union = aggregate.Kind is AggregateKind.Adt { UnionField: var field } ? field.Index : -1;
        for (int i = 0; i < aggregate.Fields.Length; i++)
        {
            OperandValue value = EvalOperand(aggregate.Fields[i]);
            if (value.Kind == OperandKind.ZeroSized || value.Layout.IsZst)
            {
                continue;
            }
            PlaceValue place = aggregate.Kind is AggregateKind.Array
                ? ProjectIndex(fields, Unit.ConstSize((ulong)i))
                : ProjectField(fields, union >= 0 ? union : i);
            Store(value, place);
        }
        if (aggregate.Kind is AggregateKind.Coroutine)
        {
            StoreDiscriminant(target, Mir.Coroutines.CoroutineStateMachine.Unresumed);
        }
        else if (variant.Index >= 0)
        {
            StoreDiscriminant(target, variant);
        }
    }

    private void EmitRepeat(Rvalue.Repeat repeat, PlaceValue target)
    {
        OperandValue value = EvalOperand(repeat.Value);
        ulong count = target.Layout.Count;
        if (value.Layout.IsZst || count == 0)
        {
            return;
        }
        LlvmValue size = Unit.ConstSize(target.Layout.Size);
        if (value.Kind == OperandKind.Immediate && value.Layout.A.Kind == ScalarKind.Int)
        {
            if (value.Layout.Size == 1)
            {
                LlvmValue fill = value.Layout.A.IsBool ? _builder.Cast(LlvmCast.ZExt, value.A, Unit.I8) : value.A;
                _builder.MemSet(target.Pointer, fill, size, target.Align);
                return;
            }
            if (value.A == Unit.Null(_emitter.ImmediateType(value.Layout.A)))
            {
                _builder.MemSet(target.Pointer, Unit.Const(Unit.I8, 0), size, target.Align);
                return;
            }
        }
        LlvmBlock head = _builder.AppendBlock(_declared.Function, "repeat_head"u8);
        LlvmBlock body = _builder.AppendBlock(_declared.Function, "repeat_body"u8);
        LlvmBlock next = _builder.AppendBlock(_declared.Function, "repeat_next"u8);
        // The counter lives in a slot: the value may need blocks of its own to be stored.
        LlvmValue counter = _builder.Alloca(_declared.Function, Unit.Size, 8);
        _builder.Store(Unit.ConstSize(0), counter, 8);
        _builder.Br(head);
        _builder.PositionAtEnd(head);
        LlvmValue index = _builder.Load(Unit.Size, counter, 8);
        _builder.CondBr(_builder.ICmp(LlvmIntPredicate.ULt, index, Unit.ConstSize(count)), body, next);
        _builder.PositionAtEnd(body);
        Store(value, ProjectIndex(target, index));
        _builder.Store(_builder.Binary(LlvmBinOp.Add, index, Unit.ConstSize(1)), counter, 8);
        _builder.Br(head);
        _builder.PositionAtEnd(next);
    }

    private OperandValue EvalUnary(Rvalue.Unary unary, TyLayout target)
    {
        OperandValue value = EvalOperand(unary.Value);
        return unary.Op switch
        {
            MirUnOp.Not => OperandValue.Immediate(target, _builder.Not(value.A)),
            MirUnOp.Neg when target.A.Kind == ScalarKind.Float => OperandValue.Immediate(target, _builder.FNeg(value.A)),
            MirUnOp.Neg => OperandValue.Immediate(target, _builder.Neg(value.A)),
            MirUnOp.PtrMetadata => target.IsZst ? OperandValue.ZeroSized(target) : OperandValue.Immediate(target, value.B),
        };
    }

    private OperandValue EvalBinary(Rvalue.Binary binary, TyLayout target)
    {
        OperandValue left = EvalOperand(binary.Left);
        OperandValue right = EvalOperand(binary.Right);
        if (binary.Op is MirBinOp.AddWithOverflow or MirBinOp.SubWithOverflow or MirBinOp.MulWithOverflow)
        {
            (LlvmValue result, LlvmValue overflow) = EmitOverflowing(binary.Op, left.Layout.A, left.A, right.A);
            return OperandValue.Pair(target, result, overflow);
        }
        if (binary.Op is MirBinOp.Eq or MirBinOp.Ne or MirBinOp.Lt or MirBinOp.Le or MirBinOp.Gt or MirBinOp.Ge)
        {
            return OperandValue.Immediate(target, EmitComparison(binary.Op, left, right));
        }
        if (binary.Op == MirBinOp.Cmp)
        {
            return OperandValue.Immediate(target, EmitThreeWay(left, right));
        }
        if (binary.Op == MirBinOp.Offset)
        {
            TyLayout element = Layouts.Of(MonoBody.PointeeOf(left.Layout.Ty));
            return OperandValue.Immediate(target, _builder.InBoundsGep(Unit.Array(Unit.I8, element.Size), left.A, right.A));
        }
        return left.Layout.A.Kind == ScalarKind.Float
            ? OperandValue.Immediate(target, EmitFloat(binary.Op, left.A, right.A))
            : OperandValue.Immediate(target, EmitInteger(binary.Op, left, right));
    }

    private LlvmValue EmitFloat(MirBinOp op, LlvmValue left, LlvmValue right) => op switch
    {
        MirBinOp.Add => _builder.Binary(LlvmBinOp.FAdd, left, right),
        MirBinOp.Sub => _builder.Binary(LlvmBinOp.FSub, left, right),
        MirBinOp.Mul => _builder.Binary(LlvmBinOp.FMul, left, right),
        MirBinOp.Div => _builder.Binary(LlvmBinOp.FDiv, left, right),
        MirBinOp.Rem => _builder.Binary(LlvmBinOp.FRem, left, right),
        _ => throw new CompilerBug($"{op} of floats"),
    };

    private LlvmValue EmitInteger(MirBinOp op, OperandValue left, OperandValue right)
    {
        bool isSigned = left.Layout.A.IsSigned;
        LlvmValue a = left.A;
        LlvmValue b = right.A;
        return op switch
        {
            MirBinOp.Add => _builder.Binary(LlvmBinOp.Add, a, b),
            MirBinOp.Sub => _builder.Binary(LlvmBinOp.Sub, a, b),
            MirBinOp.Mul => _builder.Binary(LlvmBinOp.Mul, a, b),
            MirBinOp.AddUnchecked => NoWrap(_builder.Binary(LlvmBinOp.Add, a, b), isSigned),
            MirBinOp.SubUnchecked => NoWrap(_builder.Binary(LlvmBinOp.Sub, a, b), isSigned),
            MirBinOp.MulUnchecked => NoWrap(_builder.Binary(LlvmBinOp.Mul, a, b), isSigned),
            MirBinOp.Div => _builder.Binary(isSigned ? LlvmBinOp.SDiv : LlvmBinOp.UDiv, a, b),
            MirBinOp.Rem => _builder.Binary(isSigned ? LlvmBinOp.SRem : LlvmBinOp.URem, a, b),
            MirBinOp.BitXor => _builder.Binary(LlvmBinOp.Xor, a, b),
            MirBinOp.BitAnd => _builder.Binary(LlvmBinOp.And, a, b),
            MirBinOp.BitOr => _builder.Binary(LlvmBinOp.Or, a, b),
            MirBinOp.Shl => _builder.Binary(LlvmBinOp.Shl, a, ShiftAmount(left.Layout.A, right, isMasked: true)),
            MirBinOp.Shr => _builder.Binary(isSigned ? LlvmBinOp.AShr : LlvmBinOp.LShr, a, ShiftAmount(left.Layout.A, right, isMasked: true)),
            MirBinOp.ShlUnchecked => _builder.Binary(LlvmBinOp.Shl, a, ShiftAmount(left.Layout.A, right, isMasked: false)),
            MirBinOp.ShrUnchecked => _builder.Binary(isSigned ? LlvmBinOp.AShr : LlvmBinOp.LShr, a, ShiftAmount(left.Layout.A, right, isMasked: false)),
            _ => throw new CompilerBug($"{op} of integers"),
        };
    }

    private static LlvmValue NoWrap(LlvmValue instruction, bool isSigned)
    {
        // Operations on constants are folded and are no instructions then.
        if (Native.LLVMIsConstant(instruction) == 0)
        {
            if (isSigned)
            {
                Native.LLVMSetNSW(instruction, 1);
            }
            else
            {
                Native.LLVMSetNUW(instruction, 1);
            }
        }
        return instruction;
    }

    /// <summary>The amount in the type of what is shifted; LLVM leaves too large amounts undefined, so they are cut.</summary>
    private LlvmValue ShiftAmount(Scalar shifted, OperandValue amount, bool isMasked)
    {
        LlvmType type = _emitter.ScalarType(shifted);
        LlvmValue value = ResizeInteger(amount.A, amount.Layout.A.Bits, shifted.Bits, isSigned: false);
        return isMasked ? _builder.Binary(LlvmBinOp.And, value, Unit.Const(type, shifted.Bits, (UInt128)(shifted.Bits - 1))) : value;
    }

    private LlvmValue ResizeInteger(LlvmValue value, int fromBits, int toBits, bool isSigned) => fromBits == toBits
        ? value
        : _builder.Cast(fromBits > toBits ? LlvmCast.Trunc : isSigned ? LlvmCast.SExt : LlvmCast.ZExt, value, Unit.Int(toBits));

    private (LlvmValue Result, LlvmValue Overflow) EmitOverflowing(MirBinOp op, Scalar scalar, LlvmValue left, LlvmValue right)
    {
        string operation = op switch
        {
            MirBinOp.AddWithOverflow => "add",
            MirBinOp.SubWithOverflow => "sub",
            _ => "mul",
        };
        // LLVM sees through this comparison better than through the intrinsic.
        if (op == MirBinOp.SubWithOverflow && !scalar.IsSigned)
        {
            return (_builder.Binary(LlvmBinOp.Sub, left, right), _builder.ICmp(LlvmIntPredicate.ULt, left, right));
        }
        (LlvmValue function, LlvmType type) = Unit.Intrinsic($"llvm.{(scalar.IsSigned ? 's' : 'u')}{operation}.with.overflow", _emitter.ScalarType(scalar));
        LlvmValue pair = _builder.Call(type, function, [left, right]);
        return (_builder.ExtractValue(pair, 0), _builder.ExtractValue(pair, 1));
    }

    private LlvmValue EmitComparison(MirBinOp op, OperandValue left, OperandValue right)
    {
        if (left.Kind == OperandKind.ZeroSized)
        {
            return Unit.Const(Unit.I1, op is MirBinOp.Eq or MirBinOp.Le or MirBinOp.Ge ? 1u : 0u);
        }
        if (left.Kind == OperandKind.Pair)
        {
            return EmitWideComparison(op, left, right);
        }
        if (left.Layout.A.Kind == ScalarKind.Float)
        {
            LlvmRealPredicate real = op switch
            {
                MirBinOp.Eq => LlvmRealPredicate.OEq,
                MirBinOp.Ne => LlvmRealPredicate.UNe,
                MirBinOp.Lt => LlvmRealPredicate.OLt,
                MirBinOp.Le => LlvmRealPredicate.OLe,
                MirBinOp.Gt => LlvmRealPredicate.OGt,
                _ => LlvmRealPredicate.OGe,
            };
            return _builder.FCmp(real, left.A, right.A);
        }
        return _builder.ICmp(IntPredicate(op, left.Layout.A.IsSigned), left.A, right.A);
    }

    /// <summary>Wide pointers: the address first, then the metadata.</summary>
    private LlvmValue EmitWideComparison(MirBinOp op, OperandValue left, OperandValue right)
    {
        LlvmValue sameAddress = _builder.ICmp(LlvmIntPredicate.Eq, left.A, right.A);
        if (op is MirBinOp.Eq or MirBinOp.Ne)
        {
            LlvmValue same = _builder.Binary(LlvmBinOp.And, sameAddress, _builder.ICmp(LlvmIntPredicate.Eq, left.B, right.B));
            return op == MirBinOp.Eq ? same : _builder.Not(same);
        }
        MirBinOp strict = op switch
        {
            MirBinOp.Le => MirBinOp.Lt,
            MirBinOp.Ge => MirBinOp.Gt,
            _ => op,
        };
        LlvmValue byAddress = _builder.ICmp(IntPredicate(strict, isSigned: false), left.A, right.A);
        LlvmValue byMetadata = _builder.ICmp(IntPredicate(op, isSigned: false), left.B, right.B);
        return _builder.Select(sameAddress, byMetadata, byAddress);
    }

    private static LlvmIntPredicate IntPredicate(MirBinOp op, bool isSigned) => (op, isSigned) switch
    {
        (MirBinOp.Eq, _) => LlvmIntPredicate.Eq,
        (MirBinOp.Ne, _) => LlvmIntPredicate.Ne,
        (MirBinOp.Lt, false) => LlvmIntPredicate.ULt,
        (MirBinOp.Le, false) => LlvmIntPredicate.ULe,
        (MirBinOp.Gt, false) => LlvmIntPredicate.UGt,
        (MirBinOp.Ge, false) => LlvmIntPredicate.UGe,
        (MirBinOp.Lt, true) => LlvmIntPredicate.SLt,
        (MirBinOp.Le, true) => LlvmIntPredicate.SLe,
        (MirBinOp.Gt, true) => LlvmIntPredicate.SGt,
        _ => LlvmIntPredicate.SGe,
    };

    /// <summary>−1, 0 or 1 as an <c>Ordering</c>.</summary>
    private LlvmValue EmitThreeWay(OperandValue left, OperandValue right)
    {
        bool isSigned = left.Layout.A.IsSigned;
        LlvmValue less = _builder.ICmp(IntPredicate(MirBinOp.Lt, isSigned), left.A, right.A);
        LlvmValue greater = _builder.ICmp(IntPredicate(MirBinOp.Gt, isSigned), left.A, right.A);
        return _builder.Binary(LlvmBinOp.Sub, _builder.Cast(LlvmCast.ZExt, greater, Unit.I8), _builder.Cast(LlvmCast.ZExt, less, Unit.I8));
    }

    private LlvmValue LoadDiscriminant(Place place, TyLayout target)
    {
        TyLayout layout = Layouts.Of(_mono.TypeOf(place));
        LlvmType type = _emitter.ScalarType(target.A);
        if (layout.IsUninhabited && layout.Enum is null)
        {
            return Unit.Poison(type);
        }
        if (layout.Enum is not { } several)
        {
            return Unit.Const(type, target.A.Bits, DiscriminantOf(layout.Ty, layout.Variant) & target.A.MaxValue);
        }
        LlvmValue tag = LoadTag(place, several);
        return several.Encoding switch
        {
            TagEncoding.Direct => ResizeInteger(tag, several.Tag.Bits, target.A.Bits, several.Tag.IsSigned),
            TagEncoding.Niche => DecodeNiche(tag, several, target),
        };
    }

    private UInt128 DiscriminantOf(Ty ty, VariantIdx variant)
    {
        if (ty is not Ty.Adt { Def.IsEnum: true } adt)
        {
            return variant.Index < 0 ? 0 : (UInt128)variant.Index;
        }
        ImmutableArray<UInt128> discriminants = Queries.DiscriminantsOf(adt.Def);
        return discriminants[Math.Max(variant.Index, 0)];
    }

    /// <summary>The tag as an integer.</summary>
    private LlvmValue LoadTag(Place place, EnumLayout several)
    {
        LocalSlot slot = _locals[place.Local.Index];
        LlvmValue tag;
        if (slot.Kind == SlotKind.Value && EvalPlaceValue(place) is { Kind: OperandKind.Immediate or OperandKind.Pair } value)
        {
            bool isFirst = several.TagOffset == 0;
            Scalar held = isFirst ? value.Layout.A : value.Layout.B;
            tag = ConvertScalar(isFirst ? value.A : value.B, held, several.Tag);
        }
        else
        {
            PlaceValue memory = EvalPlace(place);
            tag = LoadScalar(several.Tag, Offset(memory.Pointer, several.TagOffset), AlignAt(memory.Align, several.TagOffset));
        }
        if (several.Tag.IsBool)
        {
            return _builder.Cast(LlvmCast.ZExt, tag, Unit.I8);
        }
        return several.Tag.Kind == ScalarKind.Pointer ? _builder.Cast(LlvmCast.PtrToInt, tag, Unit.Int(several.Tag.Bits)) : tag;
    }

    private LlvmValue DecodeNiche(LlvmValue tag, EnumLayout several, TyLayout target)
    {
        LlvmType tagType = Unit.Int(several.Tag.Bits);
        LlvmType type = _emitter.ScalarType(target.A);
        int range = several.NicheLast.Index - several.NicheFirst.Index;
        LlvmValue start = Unit.Const(tagType, several.Tag.Bits, several.NicheStart);
        LlvmValue untagged = Unit.Const(type, (ulong)several.UntaggedVariant.Index);
        LlvmValue isNiche;
        LlvmValue tagged;
        if (range == 0)
        {
            isNiche = _builder.ICmp(LlvmIntPredicate.Eq, tag, start);
            tagged = Unit.Const(type, (ulong)several.NicheFirst.Index);
        }
        else
        {
            LlvmValue relative = _builder.Binary(LlvmBinOp.Sub, tag, start);
            isNiche = _builder.ICmp(LlvmIntPredicate.ULe, relative, Unit.Const(tagType, (ulong)range));
            LlvmValue resized = ResizeInteger(relative, several.Tag.Bits, target.A.Bits, isSigned: false);
            tagged = several.NicheFirst.Index == 0
                ? resized
                : _builder.Binary(LlvmBinOp.Add, resized, Unit.Const(type, (ulong)several.NicheFirst.Index));
        }
        return _builder.Select(isNiche, tagged, untagged);
    }

    private void StoreDiscriminant(PlaceValue place, VariantIdx variant)
    {
        if (place.Layout.Enum is not { } several || Layouts.VariantOf(place.Layout, variant).IsUninhabited)
        {
            return;
        }
        UInt128 bits;
        if (several.Encoding == TagEncoding.Direct)
        {
            bits = DiscriminantOf(place.Layout.Ty, variant);
        }
        else if (variant == several.UntaggedVariant)
        {
            return;
        }
        else
        {
            bits = several.NicheStart + (UInt128)(variant.Index - several.NicheFirst.Index);
        }
        bits &= several.Tag.MaxValue;
        LlvmValue tag = ScalarConstant(several.Tag, bits);
        StoreScalar(tag, several.Tag, Offset(place.Pointer, several.TagOffset), AlignAt(place.Align, several.TagOffset));
    }
}
