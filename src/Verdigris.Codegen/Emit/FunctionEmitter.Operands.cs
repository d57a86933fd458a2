using System;
using Verdigris.Base;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>Values: from places, from constants; to memory and back.</summary>
internal sealed partial class FunctionEmitter
{
    private OperandValue EvalOperand(Operand operand) => operand switch
    {
        Operand.Copy copy => EvalPlaceValue(copy.Place),
        Operand.Move move => EvalPlaceValue(move.Place),
        Operand.Constant constant => EvalConstant(constant.Value.Const),
    };

    private OperandValue EvalPlaceValue(Place place)
    {
        LocalSlot slot = _locals[place.Local.Index];
        if (slot.Kind == SlotKind.Memory)
        {
            return Load(EvalPlace(place));
        }
        if (slot.Kind == SlotKind.Unset)
        {
            throw new CompilerBug($"{place.Local} is used before it has a value in {_emitter.Current}");
        }
        OperandValue value = slot.Operand;
        foreach (PlaceElem elem in place.Projection)
        {
            if (elem is not PlaceElem.Field field)
            {
                return Load(EvalPlace(place));
            }
            value = ExtractField(value, field.Idx.Index);
        }
        return value;
    }

    private OperandValue Load(PlaceValue place)
    {
        TyLayout layout = place.Layout;
        if (layout.IsZst)
        {
            return OperandValue.ZeroSized(layout);
        }
        switch (layout.Repr)
        {
            case ValueRepr.Scalar when layout.IsSized:
                return OperandValue.Immediate(layout, LoadScalar(layout.A, place.Pointer, place.Align));
            case ValueRepr.ScalarPair when layout.IsSized:
                ulong offset = layout.OffsetOfB;
                LlvmValue a = LoadScalar(layout.A, place.Pointer, place.Align);
                LlvmValue b = LoadScalar(layout.B, Offset(place.Pointer, offset), AlignAt(place.Align, offset));
                return OperandValue.Pair(layout, a, b);
            default:
                return OperandValue.Memory(place);
        }
    }

    private LlvmValue LoadScalar(Scalar scalar, LlvmValue pointer, int align)
    {
        LlvmValue value = _builder.Load(_emitter.ScalarType(scalar), pointer, align);
        return scalar.IsBool ? _builder.Cast(LlvmCast.Trunc, value, Unit.I1) : value;
    }

    private void Store(OperandValue value, PlaceValue place)
    {
        switch (value.Kind)
        {
            case OperandKind.ZeroSized:
                break;
            case OperandKind.Immediate:
                StoreScalar(value.A, value.Layout.A, place.Pointer, place.Align);
                break;
            case OperandKind.Pair:
                ulong offset = value.Layout.OffsetOfB;
                StoreScalar(value.A, value.Layout.A, place.Pointer, place.Align);
                StoreScalar(value.B, value.Layout.B, Offset(place.Pointer, offset), AlignAt(place.Align, offset));
                break;
            case OperandKind.Memory:
                if (value.Layout.Size > 0)
                {
                    _builder.MemCpy(place.Pointer, place.Align, value.A, value.Align, Unit.ConstSize(value.Layout.Size));
                }
                break;
        }
    }

    private void StoreScalar(LlvmValue value, Scalar scalar, LlvmValue pointer, int align) =>
        _builder.Store(scalar.IsBool ? _builder.Cast(LlvmCast.ZExt, value, Unit.I8) : value, pointer, align);

    /// <summary>A field of a value that is in registers.</summary>
    private OperandValue ExtractField(OperandValue value, int index)
    {
        if (value.Kind == OperandKind.Memory)
        {
            return Load(ProjectField(new PlaceValue(value.Layout, value.A, value.B, value.Align), index));
        }
        TyLayout field = Layouts.FieldOf(value.Layout, index);
        if (field.IsZst)
        {
            return OperandValue.ZeroSized(field);
        }
        ulong offset = value.Layout.OffsetOf(index);
        switch (value.Kind, field.Repr)
        {
            case (OperandKind.Immediate, ValueRepr.Scalar) when offset == 0 && field.Size == value.Layout.Size:
                return OperandValue.Immediate(field, ConvertScalar(value.A, value.Layout.A, field.A));
            case (OperandKind.Pair, ValueRepr.ScalarPair) when offset == 0:
                return OperandValue.Pair(field, ConvertScalar(value.A, value.Layout.A, field.A), ConvertScalar(value.B, value.Layout.B, field.B));
            case (OperandKind.Pair, ValueRepr.Scalar) when offset == 0 && field.A.Size == value.Layout.A.Size:
                return OperandValue.Immediate(field, ConvertScalar(value.A, value.Layout.A, field.A));
            case (OperandKind.Pair, ValueRepr.Scalar) when offset == value.Layout.OffsetOfB && field.A.Size == value.Layout.B.Size:
                return OperandValue.Immediate(field, ConvertScalar(value.B, value.Layout.B, field.A));
            default:
                return Load(ProjectField(Spill(value), index));
        }
    }

    /// <summary>The same bits under another scalar of the same size: a bool to a byte, a pointer to a number.</summary>
    private LlvmValue ConvertScalar(LlvmValue value, Scalar from, Scalar to)
    {
        if (from.IsBool != to.IsBool)
        {
            value = to.IsBool ? _builder.Cast(LlvmCast.Trunc, value, Unit.I1) : _builder.Cast(LlvmCast.ZExt, value, Unit.I8);
        }
        return (from.Kind, to.Kind) switch
        {
            _ when from.Kind == to.Kind => value,
            (ScalarKind.Pointer, ScalarKind.Int) => _builder.Cast(LlvmCast.PtrToInt, value, _emitter.ScalarType(to)),
            (ScalarKind.Int, ScalarKind.Pointer) => _builder.Cast(LlvmCast.IntToPtr, value, Unit.Pointer),
            (ScalarKind.Pointer, ScalarKind.Float) => _builder.Cast(
                LlvmCast.BitCast, _builder.Cast(LlvmCast.PtrToInt, value, Unit.Int(from.Bits)), _emitter.ScalarType(to)),
            (ScalarKind.Float, ScalarKind.Pointer) => _builder.Cast(
                LlvmCast.IntToPtr, _builder.Cast(LlvmCast.BitCast, value, Unit.Int(from.Bits)), Unit.Pointer),
            _ => _builder.Cast(LlvmCast.BitCast, value, _emitter.ScalarType(to)),
        };
    }

    private OperandValue EvalConstant(MirConst constant)
    {
        TyLayout layout = Layouts.Of(_mono.Mono(constant.Ty));
        switch (constant)
        {
            case MirConst.TypeLevel typeLevel:
                return layout.IsZst ? OperandValue.ZeroSized(layout) : ScalarConstant(layout, _mono.Mono(typeLevel.Const));
            case MirConst.Unevaluated unevaluated:
                ConstValue value = Queries.Evaluate(unevaluated.Def, _mono.Mono(unevaluated.Args), unevaluated.Promoted)
                    ?? throw new CompilerBug("code is generated although a constant could not be evaluated");
                return EvalConstant(value, layout);
            case MirConst.Value { Contents: var contents }:
                return EvalConstant(contents, layout);
            case MirConst.OffsetOf offset:
                return ScalarConstant(layout, _mono.OffsetOf(Layouts, offset));
            default:
                throw new CompilerBug("unknown constant");
        }
    }

    private OperandValue EvalConstant(ConstValue value, TyLayout layout)
    {
        if (layout.IsZst)
        {
            return OperandValue.ZeroSized(layout);
        }
        return value switch
        {
            ConstValue.ZeroSized => OperandValue.ZeroSized(layout),
            ConstValue.Scalar scalar => ScalarConstant(layout, scalar.Bits),
            ConstValue.Pointer pointer => PointerConstant(layout, Unit.ConstOffset(_emitter.GlobalOf(pointer.Allocation), pointer.Offset)),
            ConstValue.FnPointer function => PointerConstant(
                layout, _emitter.FunctionOf(_emitter.Resolver.ResolveForPointer(function.Def, function.Args))),
            ConstValue.StaticPointer pointer => PointerConstant(layout, StaticAddress(pointer.Def, pointer.Offset)),
            ConstValue.Slice slice => OperandValue.Pair(layout, _emitter.GlobalOf(slice.Allocation), Unit.ConstSize(slice.Length)),
            ConstValue.Indirect indirect => IndirectConstant(layout, indirect.Allocation, indirect.Offset),
        };
    }

    private LlvmValue StaticAddress(DefId def, ulong offset)
    {
        LlvmValue address = _emitter.StaticOf(def);
        return Unit.ConstOffset(address, offset);
    }

    private OperandValue PointerConstant(TyLayout layout, LlvmValue address) =>
        OperandValue.Immediate(layout, layout.A.Kind == ScalarKind.Pointer ? address : Native.LLVMConstPtrToInt(address, _emitter.ScalarType(layout.A)));

    private OperandValue ScalarConstant(TyLayout layout, UInt128 bits)
    {
        if (layout.IsScalar)
        {
            return OperandValue.Immediate(layout, ScalarConstant(layout.A, bits));
        }
        // An aggregate of a scalar's size, as const evaluation may hold it.
        PlaceValue place = AllocateTemporary(layout);
        _builder.Store(Unit.Const(Unit.Int((int)layout.Size * 8), (int)layout.Size * 8, bits), place.Pointer, place.Align);
        return Load(place);
    }

    private LlvmValue ScalarConstant(Scalar scalar, UInt128 bits)
    {
        LlvmType integer = scalar.IsBool ? Unit.I1 : Unit.Int(scalar.Bits);
        LlvmValue value = Unit.Const(integer, scalar.IsBool ? 1 : scalar.Bits, bits);
        return scalar.Kind switch
        {
            ScalarKind.Int => value,
            ScalarKind.Float => Native.LLVMConstBitCast(value, _emitter.ScalarType(scalar)),
            ScalarKind.Pointer => bits == 0 ? Unit.Null(Unit.Pointer) : Native.LLVMConstIntToPtr(value, Unit.Pointer),
        };
    }

    /// <summary>A constant that const evaluation left in memory: small ones become values, large ones stay.</summary>
    private OperandValue IndirectConstant(TyLayout layout, ConstAllocation allocation, ulong offset)
    {
        if (layout.IsScalar && ReadConstant(layout.A, allocation, offset) is { IsNull: false } scalar)
        {
            return OperandValue.Immediate(layout, scalar);
        }
        if (layout.IsScalarPair
            && ReadConstant(layout.A, allocation, offset) is { IsNull: false } a
            && ReadConstant(layout.B, allocation, offset + layout.OffsetOfB) is { IsNull: false } b)
        {
            return OperandValue.Pair(layout, a, b);
        }
        LlvmValue global = Unit.ConstOffset(_emitter.GlobalOf(allocation), offset);
        return Load(new PlaceValue(layout, global, default, AlignAt(allocation.Align, offset)));
    }

    /// <summary>Null if the bytes cannot be read as the scalar, e.g. half of a pointer.</summary>
    private LlvmValue ReadConstant(Scalar scalar, ConstAllocation allocation, ulong offset)
    {
        ulong end = offset + (ulong)scalar.Size;
        foreach (ConstRelocation relocation in allocation.Relocations)
        {
            if (relocation.Offset == offset && scalar.Size == _emitter.Crate.Target.PointerSize)
            {
                LlvmValue address = Unit.ConstOffset(_emitter.AddressOf(relocation.Target), relocation.Addend);
                return scalar.Kind == ScalarKind.Pointer ? address : Native.LLVMConstPtrToInt(address, _emitter.ScalarType(scalar));
            }
            if (relocation.Offset < end && offset < relocation.Offset + (ulong)_emitter.Crate.Target.PointerSize)
            {
                return default;
            }
        }
        if (!allocation.IsFullyInitialised && allocation.InitMask[(int)offset] == 0)
        {
            return Unit.Undef(_emitter.ImmediateType(scalar));
        }
        UInt128 bits = 0;
        for (int i = scalar.Size - 1; i >= 0; i--)
        {
            bits = (bits << 8) | allocation.Bytes[(int)offset + i];
        }
        return ScalarConstant(scalar, bits);
    }
}
