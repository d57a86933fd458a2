using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Codegen.Abi;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>Terminators: jumps, calls, drops, checks.</summary>
internal sealed partial class FunctionEmitter
{
    private void EmitTerminator(Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Goto jump:
                _builder.Br(_blocks[jump.Target.Index]);
                break;
            case Terminator.FalseEdge edge:
                _builder.Br(_blocks[edge.Real.Index]);
                break;
            case Terminator.FalseUnwind edge:
                _builder.Br(_blocks[edge.Real.Index]);
                break;
            case Terminator.SwitchInt switchInt:
                EmitSwitch(switchInt);
                break;
            case Terminator.UnwindResume:
                EmitResume();
                break;
            case Terminator.UnwindTerminate terminate:
                EmitTerminate(terminate.Reason);
                break;
            case Terminator.Return:
                EmitReturn();
                break;
            case Terminator.Unreachable:
                _builder.Unreachable();
                break;
            case Terminator.Drop drop:
                EmitDrop(drop);
                break;
            case Terminator.Call call:
                EmitCall(call);
                break;
            case Terminator.Assert assert:
                EmitAssert(assert);
                break;
            case Terminator.InlineAsm asm:
                EmitInlineAsm(asm);
                break;
            default:
                throw new CompilerBug($"{terminator.GetType().Name} should be gone before code generation");
        }
    }

    private void EmitSwitch(Terminator.SwitchInt switchInt)
    {
        OperandValue value = EvalOperand(switchInt.Value);
        SwitchTargets targets = switchInt.Targets;
        Scalar scalar = value.Layout.A;
        if (scalar.IsBool)
        {
            BasicBlock then = targets.TargetFor(1);
            BasicBlock otherwise = targets.TargetFor(0);
            _builder.CondBr(value.A, _blocks[then.Index], _blocks[otherwise.Index]);
            return;
        }
        LlvmType type = _emitter.ScalarType(scalar);
        if (targets.Values.Length == 1)
        {
            LlvmValue isCase = _builder.ICmp(LlvmIntPredicate.Eq, value.A, Unit.Const(type, scalar.Bits, targets.Values[0]));
            _builder.CondBr(isCase, _blocks[targets.Targets[0].Index], _blocks[targets.Otherwise.Index]);
            return;
        }
        LlvmValue instruction = _builder.Switch(value.A, _blocks[targets.Otherwise.Index], targets.Values.Length);
        for (int i = 0; i < targets.Values.Length; i++)
        {
            Native.LLVMAddCase(instruction, Unit.Const(type, scalar.Bits, targets.Values[i]), _blocks[targets.Targets[i].Index]);
        }
    }

    private void EmitReturn()
    {
        ArgAbi result = _declared.Abi.Return;
        if (result.Layout.IsUninhabited && result.Mode != PassMode.Indirect)
        {
            _builder.Unreachable();
            return;
        }
        switch (result.Mode)
        {
            case PassMode.Ignore or PassMode.Indirect or PassMode.ByValue:
                _builder.RetVoid();
                break;
            case PassMode.Direct:
                _builder.Ret(EvalPlaceValue(Place.Return).A);
                break;
            case PassMode.Pair:
                OperandValue pair = EvalPlaceValue(Place.Return);
                LlvmValue aggregate = Unit.Poison(_emitter.ImmediateType(result.Layout));
                aggregate = _builder.InsertValue(aggregate, pair.A, 0);
                _builder.Ret(_builder.InsertValue(aggregate, pair.B, 1));
                break;
            case PassMode.Cast:
                PlaceValue place = EvalPlace(Place.Return);
                _builder.Ret(LoadUnits(result, place));
                break;
        }
    }

    private LlvmValue LoadUnits(ArgAbi abi, PlaceValue place)
    {
        if (abi.Units is [var only])
        {
            return _builder.Load(_emitter.UnitType(only), place.Pointer, place.Align);
        }
        LlvmValue value = Unit.Poison(_emitter.CastType(abi));
        ulong offset = 0;
        for (int i = 0; i < abi.Units.Length; i++)
        {
            LlvmValue unit = _builder.Load(_emitter.UnitType(abi.Units[i]), Offset(place.Pointer, offset), AlignAt(place.Align, offset));
            value = _builder.InsertValue(value, unit, i);
            offset += (ulong)abi.Units[i].Size;
        }
        return value;
    }

    private void StoreUnits(LlvmValue value, ArgAbi abi, PlaceValue place)
    {
        if (abi.Units.Length == 1)
        {
            _builder.Store(value, place.Pointer, place.Align);
            return;
        }
        ulong offset = 0;
        for (int i = 0; i < abi.Units.Length; i++)
        {
            _builder.Store(_builder.ExtractValue(value, i), Offset(place.Pointer, offset), AlignAt(place.Align, offset));
            offset += (ulong)abi.Units[i].Size;
        }
    }

    private void EmitDrop(Terminator.Drop drop)
    {
        Ty ty = _mono.TypeOf(drop.Place);
        Instance glue = _emitter.Resolver.DropGlue(ty);
        if (glue.Ty is null)
        {
            _builder.Br(_blocks[drop.Target.Index]);
            return;
        }
        PlaceValue place = EvalPlace(drop.Place);
        FnAbi abi = _emitter.AbiOf(glue);
        using PooledList<LlvmValue> arguments = PooledList<LlvmValue>.Rent();
        arguments.Add(place.Pointer);
        if (ty is not Ty.Dynamic)
        {
            if (!place.Metadata.IsNull)
            {
                arguments.Add(place.Metadata);
            }
            Declared declared = _emitter.Declare(glue);
            EmitCallInstruction(declared.Function, declared.Type, abi, arguments.AsSpan(), drop.Unwind, canUnwind: true, _blocks[drop.Target.Index], null, isIndirect: false);
            return;
        }
        // Types without drop glue have a null pointer there.
        LlvmValue function = LoadVtablePointer(place.Metadata, VtableLayout.DropIndex);
        LlvmBlock call = _builder.AppendBlock(_declared.Function, "drop_dyn"u8);
        LlvmValue isNull = _builder.ICmp(LlvmIntPredicate.Eq, function, Unit.Null(Unit.Pointer));
        _builder.CondBr(isNull, _blocks[drop.Target.Index], call);
        _builder.PositionAtEnd(call);
        LlvmType type = Unit.Function(Unit.Void, [Unit.Pointer]);
        EmitCallInstruction(function, type, abi, arguments.AsSpan(), drop.Unwind, canUnwind: true, _blocks[drop.Target.Index], null, isIndirect: true, skipsAttributes: true);
    }

    private void EmitCall(Terminator.Call call)
    {
        Ty callee = _mono.TypeOf(call.Function);
        if (callee is not Ty.FnDef item)
        {
            EmitPointerCall(call, callee);
            return;
        }
        Instance instance = _emitter.Resolver.Resolve(item.Def, item.Args);
        if (instance.Kind == InstanceKind.Intrinsic)
        {
            string name = Queries.Types.Crates.NameOf(instance.Def).Text;
            if (name == "const_eval_select")
            {
                instance = ConstEvalSelect.RuntimeCallee(_emitter.Resolver, instance);
                EmitInstanceCall(call, instance, SpreadLast([call.Args[0]]));
                return;
            }
            if (IntrinsicTable.IsKnown(name))
            {
                EmitIntrinsic(call, name, instance);
                return;
            }
            instance = instance with { Kind = InstanceKind.Item };
        }
        if (instance.Kind == InstanceKind.DropGlue && instance.Ty is null)
        {
            GoTo(call.Target);
            return;
        }
        if (instance.Kind == InstanceKind.DropGlue && instance.Ty is Ty.Dynamic)
        {
            Place pointee = ((Operand.Move)AsPlaceOperand(call.Args[0])).Place.Deref();
            EmitDrop(new Terminator.Drop(call.Source, pointee, call.Target, call.Unwind, IsReplace: false));
            return;
        }
        EmitInstanceCall(call, instance, EvalArguments(call, _emitter.SigOf(instance).Abi.Text == "rust-call"));
    }

    private static Operand AsPlaceOperand(Operand operand) => operand is Operand.Copy copy ? new Operand.Move(copy.Place) : operand;

    /// <summary>Evaluated arguments; of a <c>rust-call</c> the last, a tuple, is spread.</summary>
    private OperandValue[] EvalArguments(Terminator.Call call, bool isSpread)
    {
        if (isSpread && call.Args.Length > 0)
        {
            return SpreadLast(call.Args);
        }
        OperandValue[] values = new OperandValue[call.Args.Length];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = EvalArgument(call.Args[i]);
        }
        return values;
    }

    private OperandValue[] SpreadLast(ImmutableArray<Operand> args)
    {
        OperandValue tuple = EvalOperand(args[^1]);
        int count = ((Ty.Tuple)tuple.Layout.Ty).Elements.Count;
        OperandValue[] values = new OperandValue[args.Length - 1 + count];
        for (int i = 0; i < args.Length - 1; i++)
        {
            values[i] = EvalArgument(args[i]);
        }
        for (int i = 0; i < count; i++)
        {
            values[args.Length - 1 + i] = ExtractField(tuple, i);
        }
        return values;
    }

    /// <summary>An operand to pass. A value in memory that stays in use by the caller is copied, since the callee owns what it gets.</summary>
    private OperandValue EvalArgument(Operand operand)
    {
        OperandValue value = EvalOperand(operand);
        bool isOwned = operand is Operand.Move { Place.IsIndirect: false };
        if (value.Kind != OperandKind.Memory || isOwned || !value.Layout.IsSized)
        {
            return value;
        }
        PlaceValue copy = AllocateTemporary(value.Layout);
        Store(value, copy);
        return OperandValue.Memory(copy);
    }

    private void EmitInstanceCall(Terminator.Call call, Instance instance, ReadOnlySpan<OperandValue> arguments)
    {
        FnAbi abi;
        LlvmValue function;
        LlvmType type;
        if (instance.Kind == InstanceKind.Virtual)
        {
            abi = _emitter.AbiOf(instance);
            type = _emitter.FunctionType(abi);
            OperandValue self = Receiver(arguments[0]);
            function = LoadVtablePointer(self.B, instance.Index);
            OperandValue[] thin = arguments.ToArray();
            thin[0] = OperandValue.Immediate(abi.Args[0].Layout, self.A);
            arguments = thin;
        }
        else
        {
            Declared declared = _emitter.Declare(instance);
            (function, type, abi) = (declared.Function, declared.Type, declared.Abi);
        }
        LlvmValue location = abi.TakesLocation ? CallerLocation(call.FnSpan.IsDummy ? call.Source.Span : call.FnSpan) : default;
        bool canUnwind = instance.Kind == InstanceKind.Virtual || _emitter.FunctionAttributes.CanUnwind(instance, abi);
        EmitAbiCall(call, function, type, abi, arguments, location, canUnwind, isIndirect: instance.Kind == InstanceKind.Virtual);
    }

    /// <summary>Pointer and vtable of a receiver: a wide pointer, or a struct around one, or the object itself by value.</summary>
    private OperandValue Receiver(OperandValue self)
    {
        if (self.Kind == OperandKind.Pair || (self.Kind == OperandKind.Memory && !self.Layout.IsSized))
        {
            return self;
        }
        PlaceValue place = Spill(self);
        while (place.Layout.Repr == ValueRepr.Memory)
        {
            // The one field that is not zero-sized.
            int field = 0;
            while (Layouts.FieldOf(place.Layout, field).IsZst)
            {
                field++;
            }
            place = ProjectField(place, field);
        }
        return Load(place);
    }

    private void EmitPointerCall(Terminator.Call call, Ty callee)
    {
        if (callee is not Ty.FnPtr pointer)
        {
            throw new CompilerBug($"{callee} cannot be called");
        }
        FnSig sig = Queries.Types.Types.EraseLateBound(pointer.Sig);
        Ty[] all = new Ty[sig.InputsAndOutput.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = Queries.Normalize(sig.InputsAndOutput[i]);
        }
        sig = Queries.Types.Types.FnSig(Queries.Types.Types.TyList(all), sig.IsVariadic, sig.IsUnsafe, sig.Abi);
        FnAbi abi = _emitter.AbiOf(sig);
        LlvmValue function = EvalOperand(call.Function).A;
        OperandValue[] arguments = EvalArguments(call, sig.Abi.Text == "rust-call");
        EmitAbiCall(call, function, _emitter.FunctionType(abi), abi, arguments, default, canUnwind: abi.CanUnwind && UnwindsPanics, isIndirect: true);
    }

    private void EmitAbiCall(
        Terminator.Call call, LlvmValue function, LlvmType type, FnAbi abi, ReadOnlySpan<OperandValue> values, LlvmValue location, bool canUnwind, bool isIndirect)
    {
        using PooledList<LlvmValue> arguments = PooledList<LlvmValue>.Rent();
        ReturnTarget target = PrepareReturn(call.Destination, abi.Return);
        if (abi.Return.Mode == PassMode.Indirect)
        {
            arguments.Add(target.Memory.Pointer);
        }
        for (int i = 0; i < values.Length; i++)
        {
            if (i < abi.Args.Length && !(abi.TakesLocation && i == abi.Args.Length - 1))
            {
                PassArgument(values[i], abi.Args[i], arguments);
            }
            else
            {
                // Beyond the fixed ones of a variadic function: scalars only.
                arguments.Add(values[i].A);
            }
        }
        if (!location.IsNull)
        {
            arguments.Add(location);
        }
        LlvmBlock next = call.Target.IsSome ? _blocks[call.Target.Index] : default;
        EmitCallInstruction(function, type, abi, arguments.AsSpan(), call.Unwind, canUnwind, next, target, isIndirect);
    }

    private void PassArgument(OperandValue value, ArgAbi abi, PooledList<LlvmValue> arguments)
    {
        switch (abi.Mode)
        {
            case PassMode.Ignore:
                break;
            case PassMode.Direct:
                arguments.Add(value.Kind == OperandKind.Immediate
                    ? ConvertScalar(value.A, value.Layout.A, abi.Layout.A)
                    : Load(Spill(value) with { Layout = abi.Layout }).A);
                break;
            case PassMode.Pair:
                arguments.Add(ConvertScalar(value.A, value.Layout.A, abi.Layout.A));
                arguments.Add(ConvertScalar(value.B, value.Layout.B, abi.Layout.B));
                break;
            case PassMode.Cast:
                PlaceValue memory = Spill(value);
                ulong offset = 0;
                foreach (CastUnit unit in abi.Units)
                {
                    arguments.Add(_builder.Load(_emitter.UnitType(unit), Offset(memory.Pointer, offset), AlignAt(memory.Align, offset)));
                    offset += (ulong)unit.Size;
                }
                break;
            case PassMode.Indirect when abi.IsUnsized:
                arguments.Add(value.A);
                arguments.Add(value.B);
                break;
            case PassMode.Indirect or PassMode.ByValue:
                PlaceValue place = Spill(value);
                if (place.Align < abi.Layout.Align)
                {
                    PlaceValue aligned = AllocateTemporary(abi.Layout);
                    Store(value, aligned);
                    place = aligned;
                }
                arguments.Add(place.Pointer);
                break;
        }
    }

    /// <summary>Where a call's result goes.</summary>
    /// <param name="Local">A local held as a value; none if it goes to memory.</param>
    private sealed record ReturnTarget(ArgAbi Abi, Local Local, PlaceValue Memory);

    private ReturnTarget PrepareReturn(Place destination, ArgAbi abi)
    {
        if (destination.AsLocal is { } local && _locals[local.Index].Kind != SlotKind.Memory)
        {
            PlaceValue room = abi.Mode is PassMode.Indirect or PassMode.Cast ? AllocateTemporary(abi.Layout) : default;
            return new ReturnTarget(abi, local, room);
        }
        // A result that is not there needs no place, and the place of one that never comes may not exist.
        PlaceValue place = abi.Mode == PassMode.Ignore ? default : EvalPlace(destination);
        return new ReturnTarget(abi, default, place);
    }

    private void ReceiveReturn(LlvmValue result, ReturnTarget target)
    {
        TyLayout layout = target.Abi.Layout;
        OperandValue value;
        switch (target.Abi.Mode)
        {
            case PassMode.Ignore:
                value = OperandValue.ZeroSized(layout);
                break;
            case PassMode.Direct:
                value = OperandValue.Immediate(layout, result);
                break;
            case PassMode.Pair:
                value = OperandValue.Pair(layout, _builder.ExtractValue(result, 0), _builder.ExtractValue(result, 1));
                break;
            case PassMode.Cast:
                StoreUnits(result, target.Abi, target.Memory);
                value = OperandValue.Memory(target.Memory);
                break;
            default:
                value = OperandValue.Memory(target.Memory);
                break;
        }
        if (target.Local.IsSome)
        {
            OperandValue held = value.Kind == OperandKind.Memory ? Load(target.Memory with { Layout = layout }) : value;
            _locals[target.Local.Index] = LocalSlot.Value(held);
        }
        else if (value.Kind is OperandKind.Immediate or OperandKind.Pair)
        {
            Store(value, target.Memory);
        }
    }

    /// <summary>Calls, or invokes if a panic has somewhere to go, and continues at <paramref name="next"/>.</summary>
    private void EmitCallInstruction(
        LlvmValue function, LlvmType type, FnAbi abi, ReadOnlySpan<LlvmValue> arguments, UnwindAction unwind, bool canUnwind, LlvmBlock next,
        ReturnTarget? target, bool isIndirect, bool skipsAttributes = false)
    {
        LlvmBlock pad = canUnwind ? LandingPadFor(unwind) : default;
        LlvmValue result;
        LlvmBlock normal = default;
        if (pad.Pointer == 0)
        {
            result = _builder.Call(type, function, arguments);
        }
        else
        {
            normal = _builder.AppendBlock(_declared.Function, ""u8);
            result = _builder.Invoke(type, function, arguments, normal, pad);
        }
        if (abi.Convention != LlvmCallConv.C)
        {
            Native.LLVMSetInstructionCallConv(result, abi.Convention);
        }
        if ((isIndirect || abi.IsVariadic) && !skipsAttributes)
        {
            _emitter.FunctionAttributes.AddToCall(result, abi);
        }
        if (!canUnwind)
        {
            Native.LLVMAddCallSiteAttribute(result, LlvmAttributeIndex.Function, Unit.Attribute("nounwind"));
        }
        if (!normal.IsNull)
        {
            _builder.PositionAtEnd(normal);
        }
        if (next.IsNull)
        {
            _builder.Unreachable();
            return;
        }
        if (target is not null)
        {
            ReceiveReturn(result, target);
        }
        _builder.Br(next);
    }

    private void GoTo(BasicBlock target)
    {
        if (target.IsSome)
        {
            _builder.Br(_blocks[target.Index]);
        }
        else
        {
            _builder.Unreachable();
        }
    }

    /// <summary>What <c>Location::caller()</c> is for a call at a place: inside a <c>#[track_caller]</c> function its own caller.</summary>
    private LlvmValue CallerLocation(SourceSpan span) => _callerLocation.IsNull ? _emitter.LocationOf(span) : _callerLocation;

    /// <summary>Checks that the crate whose code this is may leave out; those of division it may not.</summary>
    private static bool IsOptional(AssertMessage message) =>
        message is AssertMessage.OverflowNeg or AssertMessage.Overflow { Op: not (MirBinOp.Div or MirBinOp.Rem) };

    private void EmitAssert(Terminator.Assert assert)
    {
        if (!_emitter.Crate.Options.OverflowChecks && IsOptional(assert.Message))
        {
            _builder.Br(_blocks[assert.Target.Index]);
            return;
        }
        LlvmValue condition = EvalOperand(assert.Condition).A;
        LlvmBlock failure = _builder.AppendBlock(_declared.Function, "panic"u8);
        if (_emitter.Crate.Options.IsOptimizing)
        {
            (LlvmValue expect, LlvmType expectType) = Unit.Intrinsic("llvm.expect", Unit.I1);
            condition = _builder.Call(expectType, expect, [condition, Unit.Const(Unit.I1, assert.Expected ? 1u : 0u)]);
        }
        LlvmBlock success = _blocks[assert.Target.Index];
        _builder.CondBr(condition, assert.Expected ? success : failure, assert.Expected ? failure : success);
        _builder.PositionAtEnd(failure);
        LangItem item = AssertFunctions.LangItemOf(assert.Message);
        Resolve.Definitions.DefId def = Queries.LangItem(item);
        if (def.IsNone)
        {
            EmitTrap();
            return;
        }
        Declared declared = _emitter.Declare(_emitter.Resolver.Resolve(def, Queries.Types.Common.EmptyArgs));
        using PooledList<LlvmValue> arguments = PooledList<LlvmValue>.Rent();
        switch (assert.Message)
        {
            case AssertMessage.BoundsCheck bounds:
                arguments.Add(EvalOperand(bounds.Index).A);
                arguments.Add(EvalOperand(bounds.Length).A);
                break;
            case AssertMessage.MisalignedPointerDereference misaligned:
                arguments.Add(EvalOperand(misaligned.Required).A);
                arguments.Add(EvalOperand(misaligned.Found).A);
                break;
        }
        if (declared.Abi.TakesLocation)
        {
            arguments.Add(CallerLocation(assert.Source.Span));
        }
        EmitCallInstruction(declared.Function, declared.Type, declared.Abi, arguments.AsSpan(), assert.Unwind, canUnwind: UnwindsPanics, default, null, isIndirect: false);
    }

    private void EmitTrap()
    {
        (LlvmValue function, LlvmType type) = Unit.Intrinsic("llvm.trap");
        _builder.Call(type, function, []);
        _builder.Unreachable();
    }
}
