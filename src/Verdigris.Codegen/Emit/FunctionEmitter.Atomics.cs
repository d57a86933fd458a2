using System;
using Verdigris.Base;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir.Instances;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>Atomic intrinsics. Their orderings are const arguments, numbered as <c>AtomicOrdering</c> in the library.</summary>
internal sealed partial class FunctionEmitter
{
    private OperandValue EmitAtomic(string name, Instance instance, OperandValue[] args, TyLayout target)
    {
        LlvmAtomicOrdering ordering = OrderingOf(instance, instance.Args.Count - 1);
        OperandValue unit = OperandValue.ZeroSized(target);
        switch (name)
        {
            case "atomic_fence":
                _builder.Fence(ordering, isSingleThread: false);
                return unit;
            case "atomic_singlethreadfence":
                _builder.Fence(ordering, isSingleThread: true);
                return unit;
            case "atomic_load":
                LlvmValue load = _builder.Load(_emitter.ScalarType(target.A), args[0].A, (int)target.Size);
                Native.LLVMSetOrdering(load, ordering);
                return OperandValue.Immediate(target, target.A.IsBool ? _builder.Cast(LlvmCast.Trunc, load, Unit.I1) : load);
            case "atomic_store":
                Scalar stored = args[1].Layout.A;
                LlvmValue value = stored.IsBool ? _builder.Cast(LlvmCast.ZExt, args[1].A, Unit.I8) : args[1].A;
                Native.LLVMSetOrdering(_builder.Store(value, args[0].A, stored.Size), ordering);
                return unit;
            case "atomic_cxchg" or "atomic_cxchgweak":
                LlvmAtomicOrdering success = OrderingOf(instance, instance.Args.Count - 2);
                LlvmValue exchange = _builder.CmpXchg(args[0].A, args[1].A, args[2].A, success, ordering, isWeak: name == "atomic_cxchgweak");
                return OperandValue.Pair(target, _builder.ExtractValue(exchange, 0), _builder.ExtractValue(exchange, 1));
            default:
                return EmitAtomicRmw(name, ordering, args, target);
        }
    }

    private OperandValue EmitAtomicRmw(string name, LlvmAtomicOrdering ordering, OperandValue[] args, TyLayout target)
    {
        LlvmAtomicOp op = name switch
        {
            "atomic_xchg" => LlvmAtomicOp.Xchg,
            "atomic_xadd" => LlvmAtomicOp.Add,
            "atomic_xsub" => LlvmAtomicOp.Sub,
            "atomic_and" => LlvmAtomicOp.And,
            "atomic_nand" => LlvmAtomicOp.Nand,
            "atomic_or" => LlvmAtomicOp.Or,
            "atomic_xor" => LlvmAtomicOp.Xor,
            "atomic_max" => LlvmAtomicOp.Max,
            "atomic_min" => LlvmAtomicOp.Min,
            "atomic_umax" => LlvmAtomicOp.UMax,
            "atomic_umin" => LlvmAtomicOp.UMin,
            _ => throw new CompilerBug($"unknown atomic {name}"),
        };
        LlvmValue value = args[1].A;
        // LLVM's arithmetic is on integers; a pointer's bits are changed as a number.
        bool isPointer = target.A.Kind == ScalarKind.Pointer;
        if (op != LlvmAtomicOp.Xchg && isPointer && args[1].Layout.A.Kind == ScalarKind.Pointer)
        {
            value = _builder.Cast(LlvmCast.PtrToInt, value, Unit.Size);
        }
        LlvmValue old = _builder.AtomicRmw(op, args[0].A, value, ordering);
        if (isPointer && op != LlvmAtomicOp.Xchg)
        {
            old = _builder.Cast(LlvmCast.IntToPtr, old, Unit.Pointer);
        }
        return OperandValue.Immediate(target, old);
    }

    private LlvmAtomicOrdering OrderingOf(Instance instance, int argument)
    {
        UInt128 number = instance.Args[argument] is Const constant
            ? constant is Const.Value value ? value.Bits : Queries.Evaluate(constant) ?? throw new CompilerBug("an atomic ordering is not known")
            : throw new CompilerBug("an atomic has no ordering");
        return (int)number switch
        {
            0 => LlvmAtomicOrdering.Monotonic,
            1 => LlvmAtomicOrdering.Release,
            2 => LlvmAtomicOrdering.Acquire,
            3 => LlvmAtomicOrdering.AcquireRelease,
            _ => LlvmAtomicOrdering.SequentiallyConsistent,
        };
    }
}
