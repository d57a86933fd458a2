using System;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>Calls of intrinsics, as instructions. The table is <see cref="IntrinsicTable"/>.</summary>
internal sealed partial class FunctionEmitter
{
    private void EmitIntrinsic(Terminator.Call call, string name, Instance instance)
    {
        if (EmitDivergingIntrinsic(call, name, instance))
        {
            return;
        }
        TyLayout target = Layouts.Of(_mono.TypeOf(call.Destination));
        OperandValue[] args = new OperandValue[call.Args.Length];
        for (int i = 0; i < args.Length; i++)
        {
            args[i] = EvalOperand(call.Args[i]);
        }
        if (name.StartsWith("atomic_", StringComparison.Ordinal))
        {
            StoreResult(call, EmitAtomic(name, instance, args, target));
        }
        else
        {
            StoreResult(call, EmitValueIntrinsic(call, name, instance, args, target));
        }
        GoTo(call.Target);
    }

    private void StoreResult(Terminator.Call call, OperandValue value)
    {
        if (call.Target.IsNone)
        {
            return;
        }
        if (call.Destination.AsLocal is { } local && _locals[local.Index].Kind != SlotKind.Memory)
        {
            OperandValue held = value.Kind == OperandKind.Memory ? Load(new PlaceValue(value.Layout, value.A, value.B, value.Align)) : value;
            _locals[local.Index] = LocalSlot.Value(held);
        }
        else
        {
            Store(value, EvalPlace(call.Destination));
        }
    }

    /// <summary>Those that end the block themselves or do without values.</summary>
    private bool EmitDivergingIntrinsic(Terminator.Call call, string name, Instance instance)
    {
        switch (name)
        {
            case "abort":
                EmitTrap();
                return true;
            case "unreachable":
                _builder.Unreachable();
                return true;
            case "breakpoint":
                (LlvmValue function, LlvmType type) = Unit.Intrinsic("llvm.debugtrap");
                _builder.Call(type, function, []);
                GoTo(call.Target);
                return true;
            case "assert_inhabited" or "assert_zero_valid" or "assert_mem_uninitialized_valid":
                EmitValidityAssert(call, name, Layouts.Of(instance.Args.TypeAt(0)));
                return true;
            default:
                return false;
        }
    }

    private void EmitValidityAssert(Terminator.Call call, string name, TyLayout layout)
    {
        bool isInvalid = layout.IsUninhabited || name switch
        {
            "assert_zero_valid" => !MayBeZero(layout),
            "assert_mem_uninitialized_valid" => layout.IsSized && layout.Size > 0 && layout.Repr != ValueRepr.Memory && !layout.A.IsUnion,
            _ => false,
        };
        if (!isInvalid || Queries.LangItem(LangItem.PanicNounwind) is not { IsSome: true } def)
        {
            GoTo(call.Target);
            return;
        }
        string message = layout.IsUninhabited
            ? $"attempted to instantiate uninhabited type `{layout.Ty}`"
            : name == "assert_zero_valid"
                ? $"attempted to zero-initialize type `{layout.Ty}`, which is invalid"
                : $"attempted to leave type `{layout.Ty}` uninitialized, which is invalid";
        Declared declared = _emitter.Declare(_emitter.Resolver.Resolve(def, Queries.Types.Common.EmptyArgs));
        byte[] text = System.Text.Encoding.UTF8.GetBytes(message);
        LlvmValue[] arguments = [_emitter.StringGlobal(message, text), Unit.ConstSize((ulong)text.Length)];
        _builder.Call(declared.Type, declared.Function, declared.Abi.TakesLocation ? [.. arguments, CallerLocation(call.Source.Span)] : arguments);
        _builder.Unreachable();
    }

    private bool MayBeZero(TyLayout layout)
    {
        switch (layout.Repr)
        {
            case ValueRepr.Scalar:
                return layout.A.IsUnion || layout.A.Valid.Contains(0);
            case ValueRepr.ScalarPair:
                return (layout.A.IsUnion || layout.A.Valid.Contains(0)) && (layout.B.IsUnion || layout.B.Valid.Contains(0));
        }
        if (layout.Shape == FieldsShape.Union || layout.Enum is not null || layout.Count > 0)
        {
            return layout.Shape != FieldsShape.Array || layout.Count == 0 || MayBeZero(Layouts.FieldOf(layout, 0));
        }
        for (int i = 0; i < layout.Offsets.Length; i++)
        {
            if (!MayBeZero(Layouts.FieldOf(layout, i)))
            {
                return false;
            }
        }
        return true;
    }

    private OperandValue EmitValueIntrinsic(Terminator.Call call, string name, Instance instance, OperandValue[] args, TyLayout target)
    {
        OperandValue unit = OperandValue.ZeroSized(target);
        if (IntrinsicTable.LlvmFloatFunction(name) is { } floatFunction)
        {
            return OperandValue.Immediate(target, CallFloat(floatFunction, args));
        }
        switch (name)
        {
            case "assume":
                EmitAssume(args[0].A);
                return unit;
            case "cold_path" or "forget" or "prefetch_read_data" or "prefetch_write_data":
                return unit;
            case "likely" or "unlikely":
                return args[0];
            case "black_box":
                return EmitBlackBox(args[0]);
            case "caller_location":
                return OperandValue.Immediate(target, CallerLocation(call.FnSpan.IsDummy ? call.Source.Span : call.FnSpan));
            case "catch_unwind":
                return OperandValue.Immediate(target, EmitCatchUnwind(args));
            case "is_val_statically_known" or "contract_checks":
                return OperandValue.Immediate(target, Unit.Const(Unit.I1, 0));
            case "ub_checks" or "overflow_checks":
                bool isOn = name == "ub_checks" ? _emitter.Crate.Options.DebugAssertions : _emitter.Crate.Options.OverflowChecks;
                return OperandValue.Immediate(target, Unit.Const(Unit.I1, isOn ? 1u : 0u));
            case "transmute" or "transmute_unchecked":
                return Transmute(args[0], target);
            case "return_address":
                return OperandValue.Immediate(target, Unit.Null(Unit.Pointer));
        }
        return EmitLayoutIntrinsic(name, instance, args, target)
            ?? EmitMemoryIntrinsic(name, instance, args, target)
            ?? EmitPointerIntrinsic(name, instance, args, target)
            ?? EmitIntegerIntrinsic(name, args, target)
            ?? throw new CompilerBug($"the intrinsic {name} is in the table but has no code");
    }

    private OperandValue? EmitLayoutIntrinsic(string name, Instance instance, OperandValue[] args, TyLayout target)
    {
        switch (name)
        {
            case "size_of":
                return OperandValue.Immediate(target, Unit.ConstSize(Layouts.Of(instance.Args.TypeAt(0)).Size));
            case "align_of" or "min_align_of" or "pref_align_of":
                return OperandValue.Immediate(target, Unit.ConstSize((ulong)Layouts.Of(instance.Args.TypeAt(0)).Align));
            case "size_of_val":
                return OperandValue.Immediate(target, SizeAndAlignOf(instance.Args.TypeAt(0), args[0].B).Size);
            case "align_of_val" or "min_align_of_val":
                return OperandValue.Immediate(target, SizeAndAlignOf(instance.Args.TypeAt(0), args[0].B).Align);
            case "needs_drop":
                return OperandValue.Immediate(target, Unit.Const(Unit.I1, _emitter.Resolver.NeedsDrop(instance.Args.TypeAt(0)) ? 1u : 0u));
            case "variant_count":
                return OperandValue.Immediate(target, Unit.ConstSize((ulong)((Ty.Adt)instance.Args.TypeAt(0)).Def.Variants.Length));
            case "type_id":
                return TypeId(instance.Args.TypeAt(0), target);
            case "type_name":
                string text = instance.Args.TypeAt(0).ToString() ?? "";
                byte[] bytes = System.Text.Encoding.UTF8.GetBytes(text);
                return OperandValue.Pair(target, _emitter.StringGlobal(text, bytes), Unit.ConstSize((ulong)bytes.Length));
            case "discriminant_value":
                PlaceValue pointee = Deref(args[0]);
                return target.IsZst ? OperandValue.ZeroSized(target) : OperandValue.Immediate(target, LoadDiscriminantAt(pointee, target));
            case "vtable_size":
                return OperandValue.Immediate(target, LoadVtableSize(args[0].A, VtableLayout.SizeIndex));
            case "vtable_align":
                return OperandValue.Immediate(target, LoadVtableSize(args[0].A, VtableLayout.AlignIndex));
            default:
                return null;
        }
    }

    /// <summary>128 bits that differ between types, in the type's own layout.</summary>
    private OperandValue TypeId(Ty ty, TyLayout target)
    {
        UInt128 hash = Mangling.SymbolNames.TypeIdOf(Queries, ty);
        PlaceValue place = AllocateTemporary(target);
        _builder.Store(Unit.Const(Unit.I64, (ulong)hash), place.Pointer, place.Align);
        _builder.Store(Unit.Const(Unit.I64, (ulong)(hash >> 64)), Offset(place.Pointer, 8), AlignAt(place.Align, 8));
        return Load(place);
    }

    private LlvmValue LoadDiscriminantAt(PlaceValue place, TyLayout target)
    {
        TyLayout layout = place.Layout;
        LlvmType type = _emitter.ScalarType(target.A);
        if (layout.Enum is not { } several)
        {
            return layout.IsUninhabited ? Unit.Poison(type) : Unit.Const(type, target.A.Bits, DiscriminantOf(layout.Ty, layout.Variant) & target.A.MaxValue);
        }
        LlvmValue tag = _builder.Load(_emitter.ScalarType(several.Tag), Offset(place.Pointer, several.TagOffset), AlignAt(place.Align, several.TagOffset));
        if (several.Tag.Kind == ScalarKind.Pointer)
        {
            tag = _builder.Cast(LlvmCast.PtrToInt, tag, Unit.Int(several.Tag.Bits));
        }
        return several.Encoding == TagEncoding.Direct
            ? ResizeInteger(tag, several.Tag.Bits, target.A.Bits, several.Tag.IsSigned)
            : DecodeNiche(tag, several, target);
    }

    private OperandValue? EmitMemoryIntrinsic(string name, Instance instance, OperandValue[] args, TyLayout target)
    {
        OperandValue unit = OperandValue.ZeroSized(target);
        switch (name)
        {
            case "copy_nonoverlapping":
                CopyElements(instance.Args.TypeAt(0), args[1].A, args[0].A, args[2].A, mayOverlap: false, isVolatile: false);
                return unit;
            case "copy":
                CopyElements(instance.Args.TypeAt(0), args[1].A, args[0].A, args[2].A, mayOverlap: true, isVolatile: false);
                return unit;
            case "volatile_copy_memory" or "volatile_copy_nonoverlapping_memory":
                CopyElements(instance.Args.TypeAt(0), args[0].A, args[1].A, args[2].A, mayOverlap: name == "volatile_copy_memory", isVolatile: true);
                return unit;
            case "write_bytes" or "volatile_set_memory":
                TyLayout element = Layouts.Of(instance.Args.TypeAt(0));
                LlvmValue set = _builder.MemSet(args[0].A, args[1].A, ByteCount(element, args[2].A), element.Align);
                if (name == "volatile_set_memory")
                {
                    SetMemoryVolatile(set);
                }
                return unit;
            case "compare_bytes":
                LlvmType memcmp = Unit.Function(Unit.I32, [Unit.Pointer, Unit.Pointer, Unit.Size]);
                return OperandValue.Immediate(target, _builder.Call(memcmp, _emitter.ForeignFunction("memcmp", memcmp), [args[0].A, args[1].A, args[2].A]));
            case "read_via_copy":
                return CopyOut(Load(Deref(args[0]) with { Layout = target }));
            case "write_via_move":
                Store(args[1], Deref(args[0]) with { Layout = args[1].Layout });
                return unit;
            case "volatile_load" or "unaligned_volatile_load":
                return VolatileLoad(Deref(args[0]), name == "unaligned_volatile_load" ? 1 : target.Align, target);
            case "volatile_store" or "unaligned_volatile_store":
                VolatileStore(args[1], Deref(args[0]), name == "unaligned_volatile_store" ? 1 : args[1].Layout.Align);
                return unit;
            case "typed_swap_nonoverlapping":
                PlaceValue left = Deref(args[0]);
                PlaceValue right = Deref(args[1]);
                OperandValue kept = CopyOut(Load(left));
                Store(Load(right), left);
                Store(kept, right);
                return unit;
            case "raw_eq":
                return OperandValue.Immediate(target, EmitRawEq(Layouts.Of(instance.Args.TypeAt(0)), args[0].A, args[1].A));
            default:
                return null;
        }
    }

    /// <summary>A value that does not change when the memory it came from does.</summary>
    private OperandValue CopyOut(OperandValue value)
    {
        if (value.Kind != OperandKind.Memory)
        {
            return value;
        }
        PlaceValue copy = AllocateTemporary(value.Layout);
        Store(value, copy);
        return OperandValue.Memory(copy);
    }

    private void CopyElements(Ty element, LlvmValue target, LlvmValue source, LlvmValue count, bool mayOverlap, bool isVolatile)
    {
        TyLayout layout = Layouts.Of(element);
        LlvmValue size = ByteCount(layout, count);
        LlvmValue call = mayOverlap
            ? _builder.MemMove(target, layout.Align, source, layout.Align, size)
            : _builder.MemCpy(target, layout.Align, source, layout.Align, size);
        if (isVolatile)
        {
            SetMemoryVolatile(call);
        }
    }

    private LlvmValue ByteCount(TyLayout element, LlvmValue count) =>
        element.Size == 1 ? count : NoWrap(_builder.Binary(LlvmBinOp.Mul, count, Unit.ConstSize(element.Size)), isSigned: false);

    /// <summary>LLVM's builder makes plain copies; a volatile one is the same call with its last argument set.</summary>
    private void SetMemoryVolatile(LlvmValue call) => Native.LLVMSetOperand(call, 3, Unit.Const(Unit.I1, 1));

    private OperandValue VolatileLoad(PlaceValue place, int align, TyLayout target)
    {
        if (target.IsZst)
        {
            return OperandValue.ZeroSized(target);
        }
        if (target.IsScalar)
        {
            LlvmValue value = _builder.Load(_emitter.ScalarType(target.A), place.Pointer, align);
            Native.LLVMSetVolatile(value, 1);
            return OperandValue.Immediate(target, target.A.IsBool ? _builder.Cast(LlvmCast.Trunc, value, Unit.I1) : value);
        }
        LlvmValue whole = _builder.Load(Unit.Int((int)target.Size * 8), place.Pointer, align);
        Native.LLVMSetVolatile(whole, 1);
        PlaceValue copy = AllocateTemporary(target);
        _builder.Store(whole, copy.Pointer, copy.Align);
        return Load(copy);
    }

    private void VolatileStore(OperandValue value, PlaceValue place, int align)
    {
        if (value.Kind == OperandKind.ZeroSized)
        {
            return;
        }
        LlvmValue stored;
        if (value.Kind == OperandKind.Immediate)
        {
            stored = value.Layout.A.IsBool ? _builder.Cast(LlvmCast.ZExt, value.A, Unit.I8) : value.A;
        }
        else
        {
            PlaceValue memory = Spill(value);
            stored = _builder.Load(Unit.Int((int)value.Layout.Size * 8), memory.Pointer, memory.Align);
        }
        Native.LLVMSetVolatile(_builder.Store(stored, place.Pointer, align), 1);
    }

    private LlvmValue EmitRawEq(TyLayout layout, LlvmValue left, LlvmValue right)
    {
        if (layout.Size == 0)
        {
            return Unit.Const(Unit.I1, 1);
        }
        if (layout.Size <= 2 * (ulong)_emitter.Crate.Target.PointerSize)
        {
            LlvmType whole = Unit.Int((int)layout.Size * 8);
            return _builder.ICmp(LlvmIntPredicate.Eq, _builder.Load(whole, left, layout.Align), _builder.Load(whole, right, layout.Align));
        }
        LlvmType memcmp = Unit.Function(Unit.I32, [Unit.Pointer, Unit.Pointer, Unit.Size]);
        LlvmValue order = _builder.Call(memcmp, _emitter.ForeignFunction("memcmp", memcmp), [left, right, Unit.ConstSize(layout.Size)]);
        return _builder.ICmp(LlvmIntPredicate.Eq, order, Unit.Const(Unit.I32, 0));
    }

    /// <summary>An empty piece of assembly that may read and write the value's memory.</summary>
    private unsafe OperandValue EmitBlackBox(OperandValue value)
    {
        if (value.Kind == OperandKind.ZeroSized)
        {
            return value;
        }
        PlaceValue place = AllocateTemporary(value.Layout);
        Store(value, place);
        LlvmType type = Unit.Function(Unit.Void, [Unit.Pointer]);
        fixed (byte* text = ""u8)
        fixed (byte* constraints = "r,~{memory}"u8)
        {
            LlvmValue asm = Native.LLVMGetInlineAsm(type, text, 0, constraints, 11, 1, 0, 0, 0);
            _builder.Call(type, asm, [place.Pointer]);
        }
        return Load(place);
    }

    private OperandValue? EmitPointerIntrinsic(string name, Instance instance, OperandValue[] args, TyLayout target)
    {
        switch (name)
        {
            case "offset":
                TyLayout pointee = Layouts.Of(MonoBody.PointeeOf(args[0].Layout.Ty));
                return OperandValue.Immediate(target, _builder.InBoundsGep(Unit.Array(Unit.I8, pointee.Size), args[0].A, args[1].A));
            case "arith_offset":
                TyLayout element = Layouts.Of(instance.Args.TypeAt(0));
                return OperandValue.Immediate(target, _builder.Gep(Unit.Array(Unit.I8, element.Size), args[0].A, args[1].A));
            case "ptr_offset_from" or "ptr_offset_from_unsigned":
                LlvmValue from = _builder.Cast(LlvmCast.PtrToInt, args[0].A, Unit.Size);
                LlvmValue to = _builder.Cast(LlvmCast.PtrToInt, args[1].A, Unit.Size);
                LlvmValue distance = NoWrap(_builder.Binary(LlvmBinOp.Sub, from, to), isSigned: name == "ptr_offset_from");
                ulong size = Math.Max(Layouts.Of(instance.Args.TypeAt(0)).Size, 1);
                LlvmValue quotient = _builder.Binary(name == "ptr_offset_from" ? LlvmBinOp.SDiv : LlvmBinOp.UDiv, distance, Unit.ConstSize(size));
                if (Native.LLVMIsConstant(quotient) == 0 && quotient != distance)
                {
                    Native.LLVMSetExact(quotient, 1);
                }
                return OperandValue.Immediate(target, quotient);
            case "ptr_metadata":
                return target.IsZst ? OperandValue.ZeroSized(target) : OperandValue.Immediate(target, args[0].B);
            case "aggregate_raw_ptr":
                return target.IsScalarPair
                    ? OperandValue.Pair(target, args[0].A, args[1].Kind == OperandKind.Immediate ? args[1].A : Load(Spill(args[1])).A)
                    : OperandValue.Immediate(target, args[0].A);
            case "ptr_guaranteed_cmp":
                LlvmValue equal = _builder.ICmp(LlvmIntPredicate.Eq, args[0].A, args[1].A);
                return OperandValue.Immediate(target, _builder.Cast(LlvmCast.ZExt, equal, Unit.I8));
            case "ptr_mask":
                (LlvmValue function, LlvmType type) = Unit.Intrinsic("llvm.ptrmask", Unit.Pointer, Unit.Size);
                return OperandValue.Immediate(target, _builder.Call(type, function, [args[0].A, args[1].A]));
            default:
                return null;
        }
    }

    private OperandValue? EmitIntegerIntrinsic(string name, OperandValue[] args, TyLayout target)
    {
        if (args.Length == 0 || args[0].Kind != OperandKind.Immediate)
        {
            return null;
        }
        Scalar scalar = args[0].Layout.A;
        char sign = scalar.IsSigned ? 's' : 'u';
        LlvmType type = _emitter.ScalarType(scalar);
        switch (name)
        {
            case "add_with_overflow" or "sub_with_overflow" or "mul_with_overflow":
                MirBinOp op = name[0] switch
                {
                    'a' => MirBinOp.AddWithOverflow,
                    's' => MirBinOp.SubWithOverflow,
                    _ => MirBinOp.MulWithOverflow,
                };
                (LlvmValue result, LlvmValue overflow) = EmitOverflowing(op, scalar, args[0].A, args[1].A);
                return OperandValue.Pair(target, result, overflow);
            case "saturating_add":
                return OperandValue.Immediate(target, CallOverloaded($"llvm.{sign}add.sat", type, args[0].A, args[1].A));
            case "saturating_sub":
                return OperandValue.Immediate(target, CallOverloaded($"llvm.{sign}sub.sat", type, args[0].A, args[1].A));
            case "rotate_left" or "rotate_right":
                LlvmValue amount = ResizeInteger(args[1].A, args[1].Layout.A.Bits, scalar.Bits, isSigned: false);
                return OperandValue.Immediate(target, CallOverloaded(name == "rotate_left" ? "llvm.fshl" : "llvm.fshr", type, args[0].A, args[0].A, amount));
            case "unchecked_funnel_shl" or "unchecked_funnel_shr":
                LlvmValue shift = ResizeInteger(args[2].A, args[2].Layout.A.Bits, scalar.Bits, isSigned: false);
                return OperandValue.Immediate(target, CallOverloaded(name.EndsWith('l') ? "llvm.fshl" : "llvm.fshr", type, args[0].A, args[1].A, shift));
            case "ctpop":
                return OperandValue.Immediate(target, ResizeInteger(CallOverloaded("llvm.ctpop", type, args[0].A), scalar.Bits, target.A.Bits, isSigned: false));
            case "ctlz" or "cttz" or "ctlz_nonzero" or "cttz_nonzero":
                LlvmValue isZeroPoison = Unit.Const(Unit.I1, name.EndsWith("zero", StringComparison.Ordinal) ? 1u : 0u);
                LlvmValue count = CallOverloaded($"llvm.{name[..4]}", type, args[0].A, isZeroPoison);
                return OperandValue.Immediate(target, ResizeInteger(count, scalar.Bits, target.A.Bits, isSigned: false));
            case "bswap":
                return scalar.Size == 1 ? args[0] : OperandValue.Immediate(target, CallOverloaded("llvm.bswap", type, args[0].A));
            case "bitreverse":
                return OperandValue.Immediate(target, CallOverloaded("llvm.bitreverse", type, args[0].A));
            case "three_way_compare":
                return OperandValue.Immediate(target, EmitThreeWay(args[0], args[1]));
            case "exact_div":
                LlvmValue quotient = _builder.Binary(scalar.IsSigned ? LlvmBinOp.SDiv : LlvmBinOp.UDiv, args[0].A, args[1].A);
                if (Native.LLVMIsConstant(quotient) == 0)
                {
                    Native.LLVMSetExact(quotient, 1);
                }
                return OperandValue.Immediate(target, quotient);
            case "float_to_int_unchecked":
                LlvmCast cast = target.A.IsSigned ? LlvmCast.FpToSi : LlvmCast.FpToUi;
                return OperandValue.Immediate(target, _builder.Cast(cast, args[0].A, _emitter.ScalarType(target.A)));
            case "powif32" or "powif64":
                (LlvmValue function, LlvmType functionType) = Unit.Intrinsic("llvm.powi", type, Unit.I32);
                return OperandValue.Immediate(target, _builder.Call(functionType, function, [args[0].A, args[1].A]));
            case "fadd_fast" or "fsub_fast" or "fmul_fast" or "fdiv_fast" or "frem_fast":
                return OperandValue.Immediate(target, EmitFastFloat(name, args[0].A, args[1].A));
        }
        return BinaryIntrinsic(name) is { } binary ? OperandValue.Immediate(target, EmitInteger(binary, args[0], args[1])) : null;
    }

    private static MirBinOp? BinaryIntrinsic(string name) => name switch
    {
        "wrapping_add" => MirBinOp.Add,
        "wrapping_sub" => MirBinOp.Sub,
        "wrapping_mul" => MirBinOp.Mul,
        "unchecked_add" => MirBinOp.AddUnchecked,
        "unchecked_sub" => MirBinOp.SubUnchecked,
        "unchecked_mul" => MirBinOp.MulUnchecked,
        "unchecked_div" => MirBinOp.Div,
        "unchecked_rem" => MirBinOp.Rem,
        "unchecked_shl" => MirBinOp.ShlUnchecked,
        "unchecked_shr" => MirBinOp.ShrUnchecked,
        "disjoint_bitor" => MirBinOp.BitOr,
        _ => null,
    };

    private LlvmValue EmitFastFloat(string name, LlvmValue left, LlvmValue right)
    {
        LlvmBinOp op = name[1] switch
        {
            'a' => LlvmBinOp.FAdd,
            's' => LlvmBinOp.FSub,
            'm' => LlvmBinOp.FMul,
            'd' => LlvmBinOp.FDiv,
            _ => LlvmBinOp.FRem,
        };
        LlvmValue result = _builder.Binary(op, left, right);
        if (Native.LLVMIsConstant(result) == 0)
        {
            // All of LLVM's fast-math flags.
            Native.LLVMSetFastMathFlags(result, 0x7F);
        }
        return result;
    }

    private LlvmValue CallOverloaded(string name, LlvmType overload, params ReadOnlySpan<LlvmValue> arguments)
    {
        (LlvmValue function, LlvmType type) = Unit.Intrinsic(name, overload);
        return _builder.Call(type, function, arguments);
    }

    private LlvmValue CallFloat(string name, OperandValue[] args)
    {
        (LlvmValue function, LlvmType type) = Unit.Intrinsic(name, _emitter.ScalarType(args[0].Layout.A));
        LlvmValue[] values = new LlvmValue[args.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = args[i].A;
        }
        return _builder.Call(type, function, values);
    }

    /// <summary>
    /// <c>try_fn(data)</c>; if it panics, <c>catch_fn(data, exception)</c>. In a function of its own, since a landing pad
    /// belongs to a whole function's personality and must not be inlined where MIR's blocks expect to unwind.
    /// </summary>
    private LlvmValue EmitCatchUnwind(OperandValue[] args)
    {
        LlvmType callType = Unit.Function(Unit.Void, [Unit.Pointer]);
        if (!UnwindsPanics)
        {
            _builder.Call(callType, args[0].A, [args[1].A]);
            return Unit.Const(Unit.I32, 0);
        }
        (LlvmValue function, LlvmType type) = _emitter.TryFunction;
        return _builder.Call(type, function, [args[0].A, args[1].A, args[2].A]);
    }
}
