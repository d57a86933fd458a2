using System;

namespace Verdigris.Codegen.Llvm;

/// <summary>Binary instructions by LLVM's C opcode.</summary>
public enum LlvmBinOp
{
    Add = 8,
    FAdd = 9,
    Sub = 10,
    FSub = 11,
    Mul = 12,
    FMul = 13,
    UDiv = 14,
    SDiv = 15,
    FDiv = 16,
    URem = 17,
    SRem = 18,
    FRem = 19,
    Shl = 20,
    LShr = 21,
    AShr = 22,
    And = 23,
    Or = 24,
    Xor = 25,
}

/// <summary>Casts by LLVM's C opcode.</summary>
public enum LlvmCast
{
    Trunc = 30,
    ZExt = 31,
    SExt = 32,
    FpToUi = 33,
    FpToSi = 34,
    UiToFp = 35,
    SiToFp = 36,
    FpTrunc = 37,
    FpExt = 38,
    PtrToInt = 39,
    IntToPtr = 40,
    BitCast = 41,
}

/// <summary>Appends instructions to a block; a thin layer over the C API. Owned by one function's emission.</summary>
public sealed unsafe class LlvmBuilder(LlvmContext context) : IDisposable
{
    private static ReadOnlySpan<byte> NoName => "\0"u8;

    private readonly LlvmBuilderRef _builder = Native.LLVMCreateBuilderInContext(context);
    private readonly LlvmBuilderRef _allocas = Native.LLVMCreateBuilderInContext(context);

    public LlvmBuilderRef Ref => _builder;

    public LlvmBlock CurrentBlock => Native.LLVMGetInsertBlock(_builder);

    public bool IsTerminated => Native.LLVMGetBasicBlockTerminator(CurrentBlock).Pointer != 0;

    public void Dispose()
    {
        Native.LLVMDisposeBuilder(_builder);
        Native.LLVMDisposeBuilder(_allocas);
    }

    public void PositionAtEnd(LlvmBlock block) => Native.LLVMPositionBuilderAtEnd(_builder, block);

    public LlvmBlock AppendBlock(LlvmValue function, ReadOnlySpan<byte> name)
    {
        // Literals of UTF-8 text are followed by a zero byte; an empty one would be a null pointer.
        fixed (byte* text = name.IsEmpty ? NoName : name)
        {
            return Native.LLVMAppendBasicBlockInContext(context, function, text);
        }
    }

    /// <summary>In the entry block, in front of everything, so that it is allocated once.</summary>
    public LlvmValue Alloca(LlvmValue function, LlvmType type, int align)
    {
        // A builder of its own: moving this one would lose its debug location.
        LlvmBlock entry = Native.LLVMGetEntryBasicBlock(function);
        LlvmValue first = Native.LLVMGetFirstInstruction(entry);
        if (first.IsNull)
        {
            Native.LLVMPositionBuilderAtEnd(_allocas, entry);
        }
        else
        {
            Native.LLVMPositionBuilderBefore(_allocas, first);
        }
        fixed (byte* name = NoName)
        {
            LlvmValue slot = Native.LLVMBuildAlloca(_allocas, type, name);
            Native.LLVMSetAlignment(slot, (uint)align);
            return slot;
        }
    }

    public LlvmValue Load(LlvmType type, LlvmValue pointer, int align)
    {
        fixed (byte* name = NoName)
        {
            LlvmValue load = Native.LLVMBuildLoad2(_builder, type, pointer, name);
            Native.LLVMSetAlignment(load, (uint)align);
            return load;
        }
    }

    public LlvmValue Store(LlvmValue value, LlvmValue pointer, int align)
    {
        LlvmValue store = Native.LLVMBuildStore(_builder, value, pointer);
        Native.LLVMSetAlignment(store, (uint)align);
        return store;
    }

    public void Br(LlvmBlock target) => Native.LLVMBuildBr(_builder, target);

    public void CondBr(LlvmValue condition, LlvmBlock then, LlvmBlock otherwise) => Native.LLVMBuildCondBr(_builder, condition, then, otherwise);

    public LlvmValue Switch(LlvmValue value, LlvmBlock otherwise, int caseCount) => Native.LLVMBuildSwitch(_builder, value, otherwise, (uint)caseCount);

    public void Ret(LlvmValue value) => Native.LLVMBuildRet(_builder, value);

    public void RetVoid() => Native.LLVMBuildRetVoid(_builder);

    public void Unreachable() => Native.LLVMBuildUnreachable(_builder);

    public void Resume(LlvmValue exception) => Native.LLVMBuildResume(_builder, exception);

    public LlvmValue LandingPad(LlvmType type, int clauseCount)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildLandingPad(_builder, type, default, (uint)clauseCount, name);
        }
    }

    public LlvmValue Call(LlvmType type, LlvmValue function, ReadOnlySpan<LlvmValue> arguments)
    {
        fixed (LlvmValue* items = arguments)
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildCall2(_builder, type, function, items, (uint)arguments.Length, name);
        }
    }

    public LlvmValue Invoke(LlvmType type, LlvmValue function, ReadOnlySpan<LlvmValue> arguments, LlvmBlock then, LlvmBlock unwind)
    {
        fixed (LlvmValue* items = arguments)
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildInvoke2(_builder, type, function, items, (uint)arguments.Length, then, unwind, name);
        }
    }

    public LlvmValue Binary(LlvmBinOp op, LlvmValue left, LlvmValue right)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildBinOp(_builder, (int)op, left, right, name);
        }
    }

    public LlvmValue Neg(LlvmValue value)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildNeg(_builder, value, name);
        }
    }

    public LlvmValue FNeg(LlvmValue value)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildFNeg(_builder, value, name);
        }
    }

    public LlvmValue Not(LlvmValue value)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildNot(_builder, value, name);
        }
    }

    public LlvmValue Cast(LlvmCast op, LlvmValue value, LlvmType type)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildCast(_builder, (int)op, value, type, name);
        }
    }

    public LlvmValue ICmp(LlvmIntPredicate predicate, LlvmValue left, LlvmValue right)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildICmp(_builder, predicate, left, right, name);
        }
    }

    public LlvmValue FCmp(LlvmRealPredicate predicate, LlvmValue left, LlvmValue right)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildFCmp(_builder, predicate, left, right, name);
        }
    }

    public LlvmValue Select(LlvmValue condition, LlvmValue then, LlvmValue otherwise)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildSelect(_builder, condition, then, otherwise, name);
        }
    }

    public LlvmValue Phi(LlvmType type, ReadOnlySpan<LlvmValue> values, ReadOnlySpan<LlvmBlock> blocks)
    {
        fixed (byte* name = NoName)
        fixed (LlvmValue* valueItems = values)
        fixed (LlvmBlock* blockItems = blocks)
        {
            LlvmValue phi = Native.LLVMBuildPhi(_builder, type, name);
            Native.LLVMAddIncoming(phi, valueItems, blockItems, (uint)values.Length);
            return phi;
        }
    }

    public LlvmValue ExtractValue(LlvmValue aggregate, int index)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildExtractValue(_builder, aggregate, (uint)index, name);
        }
    }

    public LlvmValue InsertValue(LlvmValue aggregate, LlvmValue element, int index)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildInsertValue(_builder, aggregate, element, (uint)index, name);
        }
    }

    /// <summary>A pointer some elements further, inside the same object.</summary>
    public LlvmValue InBoundsGep(LlvmType element, LlvmValue pointer, LlvmValue index)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildInBoundsGEP2(_builder, element, pointer, &index, 1, name);
        }
    }

    /// <summary>A pointer some elements further, wherever that is.</summary>
    public LlvmValue Gep(LlvmType element, LlvmValue pointer, LlvmValue index)
    {
        fixed (byte* name = NoName)
        {
            return Native.LLVMBuildGEP2(_builder, element, pointer, &index, 1, name);
        }
    }

    public LlvmValue MemCpy(LlvmValue target, int targetAlign, LlvmValue source, int sourceAlign, LlvmValue size) =>
        Native.LLVMBuildMemCpy(_builder, target, (uint)targetAlign, source, (uint)sourceAlign, size);

    public LlvmValue MemMove(LlvmValue target, int targetAlign, LlvmValue source, int sourceAlign, LlvmValue size) =>
        Native.LLVMBuildMemMove(_builder, target, (uint)targetAlign, source, (uint)sourceAlign, size);

    public LlvmValue MemSet(LlvmValue target, LlvmValue value, LlvmValue size, int align) =>
        Native.LLVMBuildMemSet(_builder, target, value, size, (uint)align);

    public void Fence(LlvmAtomicOrdering ordering, bool isSingleThread)
    {
        fixed (byte* name = NoName)
        {
            Native.LLVMBuildFence(_builder, ordering, isSingleThread ? 1 : 0, name);
        }
    }

    public LlvmValue AtomicRmw(LlvmAtomicOp op, LlvmValue pointer, LlvmValue value, LlvmAtomicOrdering ordering) =>
        Native.LLVMBuildAtomicRMW(_builder, op, pointer, value, ordering, 0);

    public LlvmValue CmpXchg(LlvmValue pointer, LlvmValue expected, LlvmValue value, LlvmAtomicOrdering success, LlvmAtomicOrdering failure, bool isWeak)
    {
        LlvmValue result = Native.LLVMBuildAtomicCmpXchg(_builder, pointer, expected, value, success, failure, 0);
        Native.LLVMSetWeak(result, isWeak ? 1 : 0);
        return result;
    }

    public void SetDebugLocation(LlvmMetadata location) => Native.LLVMSetCurrentDebugLocation2(_builder, location);
}
