using System;
using Verdigris.Base;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary><c>as</c> and coercions.</summary>
internal sealed partial class FunctionEmitter
{
    private OperandValue EvalCast(Rvalue.Cast cast, TyLayout target)
    {
        switch (cast.Kind)
        {
            case CastKind.ReifyFnPointer:
                Ty.FnDef item = (Ty.FnDef)_mono.TypeOf(cast.Value);
                return OperandValue.Immediate(target, _emitter.FunctionOf(_emitter.Resolver.ResolveForPointer(item.Def, item.Args)));
            case CastKind.ClosureFnPointer:
                Ty.Closure closure = (Ty.Closure)_mono.TypeOf(cast.Value);
                return OperandValue.Immediate(target, _emitter.FunctionOf(_emitter.Resolver.ResolveClosure(closure, ClosureKind.FnOnce)));
        }
        OperandValue value = EvalOperand(cast.Value);
        switch (cast.Kind)
        {
            case CastKind.IntToInt:
                return OperandValue.Immediate(target, CastInteger(IntegerOf(value), target.A));
            case CastKind.IntToFloat:
                (LlvmValue integer, _, bool isSigned) = IntegerOf(value);
                return OperandValue.Immediate(target, _builder.Cast(isSigned ? LlvmCast.SiToFp : LlvmCast.UiToFp, integer, _emitter.ScalarType(target.A)));
            case CastKind.FloatToInt:
                return OperandValue.Immediate(target, CastFloatToInt(value.A, value.Layout.A, target.A));
            case CastKind.FloatToFloat:
                return OperandValue.Immediate(target, CastFloat(value.A, value.Layout.A, target.A));
            case CastKind.PtrToPtr or CastKind.FnPtrToPtr or CastKind.UnsafeFnPointer or CastKind.MutToConstPointer or CastKind.ArrayToPointer:
                // Only the metadata may be dropped, or the type of a vtable's trait change in ways that do not matter.
                return target.IsScalarPair ? OperandValue.Pair(target, value.A, value.B) : OperandValue.Immediate(target, value.A);
            case CastKind.PointerExposeProvenance:
                LlvmValue address = _builder.Cast(LlvmCast.PtrToInt, value.A, Unit.Size);
                return OperandValue.Immediate(target, ResizeInteger(address, _emitter.Crate.Target.PointerBits, target.A.Bits, isSigned: false));
            case CastKind.PointerWithExposedProvenance:
                (LlvmValue number, int bits, bool isSignedNumber) = IntegerOf(value);
                return OperandValue.Immediate(target, _builder.Cast(
                    LlvmCast.IntToPtr, ResizeInteger(number, bits, _emitter.Crate.Target.PointerBits, isSignedNumber), Unit.Pointer));
            case CastKind.Unsize:
                return CastUnsize(value, target);
            case CastKind.Transmute:
                return Transmute(value, target);
            default:
                throw new CompilerBug($"unknown cast {cast.Kind}");
        }
    }

    /// <summary>The number in an integer, bool, char or C-like enum; a bool is widened to a byte.</summary>
    private (LlvmValue Value, int Bits, bool IsSigned) IntegerOf(OperandValue value)
    {
        TyLayout layout = value.Layout;
        if (value.Kind == OperandKind.ZeroSized)
        {
            // An enum with one variant.
            return (Unit.Const(Unit.I64, 64, DiscriminantOf(layout.Ty, layout.Variant) & ulong.MaxValue), 64, false);
        }
        if (value.Kind == OperandKind.Memory)
        {
            throw new CompilerBug($"{layout.Ty} is no number");
        }
        LlvmValue number = value.A;
        if (layout.A.IsBool)
        {
            number = _builder.Cast(LlvmCast.ZExt, number, Unit.I8);
        }
        if (layout.Ty is Ty.Adt { Def.IsEnum: true } && !layout.A.IsAlwaysValid && _emitter.Crate.Options.IsOptimizing)
        {
            AssumeInRange(number, layout.A);
        }
        return (number, layout.A.Bits, layout.A.IsSigned);
    }

    /// <summary>The tag of an enum is one of its discriminants: matches on it as a number profit.</summary>
    private void AssumeInRange(LlvmValue number, Scalar scalar)
    {
        if (scalar.Valid.Start > scalar.Valid.End)
        {
            return;
        }
        LlvmType type = Unit.Int(scalar.Bits);
        LlvmValue offset = scalar.Valid.Start == 0 ? number : _builder.Binary(LlvmBinOp.Sub, number, Unit.Const(type, scalar.Bits, scalar.Valid.Start));
        EmitAssume(_builder.ICmp(LlvmIntPredicate.ULe, offset, Unit.Const(type, scalar.Bits, scalar.Valid.End - scalar.Valid.Start)));
    }

    private LlvmValue CastInteger((LlvmValue Value, int Bits, bool IsSigned) from, Scalar to)
    {
        LlvmValue resized = ResizeInteger(from.Value, from.Bits, to.Bits, from.IsSigned);
        return to.IsBool ? _builder.Cast(LlvmCast.Trunc, resized, Unit.I1) : resized;
    }

    /// <summary>Toward zero; out of range to the nearest value, NaN to 0. [expr.as.numeric.float-as-int]</summary>
    private LlvmValue CastFloatToInt(LlvmValue value, Scalar from, Scalar to)
    {
        LlvmType integer = _emitter.ScalarType(to);
        (LlvmValue function, LlvmType type) = Unit.Intrinsic(to.IsSigned ? "llvm.fptosi.sat" : "llvm.fptoui.sat", integer, _emitter.ScalarType(from));
        return _builder.Call(type, function, [value]);
    }

    private LlvmValue CastFloat(LlvmValue value, Scalar from, Scalar to) => from.Size == to.Size
        ? value
        : _builder.Cast(from.Size > to.Size ? LlvmCast.FpTrunc : LlvmCast.FpExt, value, _emitter.ScalarType(to));

    /// <summary>The same bytes as another type.</summary>
    private OperandValue Transmute(OperandValue value, TyLayout target)
    {
        if (target.IsZst)
        {
            return OperandValue.ZeroSized(target);
        }
        TyLayout source = value.Layout;
        switch (value.Kind, target.Repr)
        {
            case (OperandKind.Immediate, ValueRepr.Scalar) when source.A.Size == target.A.Size:
                return OperandValue.Immediate(target, ConvertScalar(value.A, source.A, target.A));
            case (OperandKind.Pair, ValueRepr.ScalarPair) when source.A.Size == target.A.Size && source.B.Size == target.B.Size && source.OffsetOfB == target.OffsetOfB:
                return OperandValue.Pair(target, ConvertScalar(value.A, source.A, target.A), ConvertScalar(value.B, source.B, target.B));
        }
        // Through memory that is large and aligned enough for both.
        TyLayout room = target.Align >= source.Align ? target : source;
        PlaceValue place = AllocateTemporary(room with { Size = Math.Max(source.Size, target.Size) });
        Store(value, place with { Layout = source });
        return Load(place with { Layout = target });
    }

    private OperandValue CastUnsize(OperandValue value, TyLayout target)
    {
        if (value.Layout.Ty == target.Ty)
        {
            // They differed in a lifetime only.
            return value;
        }
        if (target.Repr == ValueRepr.Memory || value.Kind == OperandKind.Memory)
        {
            PlaceValue place = AllocateTemporary(target);
            EmitUnsizeInto(value, place);
            return Load(place);
        }
        (Ty from, Ty to) = Unsizing.Find(Queries, value.Layout.Ty, target.Ty);
        if (!target.IsScalarPair)
        {
            return value with { Layout = target };
        }
        LlvmValue old = value.Kind == OperandKind.Pair ? value.B : default;
        LlvmValue pointer = ConvertScalar(value.A, value.Layout.A, target.A);
        return OperandValue.Pair(target, pointer, UnsizedMetadata(from, to, old));
    }

    private LlvmValue UnsizedMetadata(Ty from, Ty to, LlvmValue old)
    {
        switch (from, to)
        {
            case (Ty.Array array, Ty.Slice):
                return Unit.ConstSize(Layouts.Of(array).Count);
            case (Ty.Dynamic source, Ty.Dynamic target):
                if (target.Predicates.Principal is not { } principal || source.Predicates.Principal is not { } sourcePrincipal
                    || VtableLayout.UpcastSlot(Queries, sourcePrincipal.Def, principal.Def) is not { } slot)
                {
                    return old;
                }
                return LoadVtablePointer(old, slot);
            case (_, Ty.Dynamic target):
                return _emitter.VtableOf(from, target.Predicates);
            default:
                throw new CompilerBug($"{from} cannot be unsized to {to}");
        }
    }

    /// <summary>A smart pointer that is not just a pair: the field that is coerced, and the others copied.</summary>
    private void EmitUnsizeInto(OperandValue value, PlaceValue target)
    {
        if (value.Layout.Ty is not Ty.Adt source || target.Layout.Ty is not Ty.Adt adt)
        {
            Store(CastUnsize(value, target.Layout), target);
            return;
        }
        int coerced = Unsizing.CoercedField(Queries, source, adt);
        for (int i = 0; i < adt.Def.SingleVariant.Fields.Length; i++)
        {
            OperandValue field = ExtractField(value, i);
            PlaceValue place = ProjectField(target, i);
            if (i == coerced)
            {
                Store(CastUnsize(field, place.Layout), place);
            }
            else if (!field.Layout.IsZst)
            {
                Store(field, place);
            }
        }
    }
}
