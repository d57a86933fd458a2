using System;
using System.Collections.Generic;
using Verdigris.Base.Targets;

namespace Verdigris.Codegen.Llvm;

/// <summary>One LLVM context with one module, and its common types and attributes. Belongs to one thread at a time.</summary>
public sealed unsafe class LlvmUnit : IDisposable
{
    private readonly Dictionary<string, uint> _attributeKinds = [];
    private readonly Dictionary<int, LlvmType> _ints = [];

    public LlvmUnit(string name, TargetSpec target)
    {
        LlvmLibrary.EnsureResolvable();
        Context = Native.LLVMContextCreate();
        Native.LLVMContextSetDiscardValueNames(Context, 1);
        Module = Native.LLVMModuleCreateWithNameInContext(name, Context);
        Native.LLVMSetTarget(Module, target.LlvmTriple);
        Native.LLVMSetDataLayout(Module, target.DataLayout);
        Pointer = Native.LLVMPointerTypeInContext(Context, 0);
        Void = Native.LLVMVoidTypeInContext(Context);
        I1 = Int(1);
        I8 = Int(8);
        I32 = Int(32);
        I64 = Int(64);
        Size = Int(target.PointerBits);
    }

    public LlvmContext Context { get; }

    public LlvmModule Module { get; }

    public LlvmType Pointer { get; }

    public LlvmType Void { get; }

    public LlvmType I1 { get; }

    public LlvmType I8 { get; }

    public LlvmType I32 { get; }

    public LlvmType I64 { get; }

    /// <summary>As wide as a pointer.</summary>
    public LlvmType Size { get; }

    public void Dispose()
    {
        Native.LLVMDisposeModule(Module);
        Native.LLVMContextDispose(Context);
    }

    public LlvmType Int(int bits)
    {
        if (!_ints.TryGetValue(bits, out LlvmType type))
        {
            type = Native.LLVMIntTypeInContext(Context, (uint)bits);
            _ints.Add(bits, type);
        }
        return type;
    }

    public LlvmType Float(int bits) => bits switch
    {
        16 => Native.LLVMHalfTypeInContext(Context),
        32 => Native.LLVMFloatTypeInContext(Context),
        64 => Native.LLVMDoubleTypeInContext(Context),
        _ => Native.LLVMFP128TypeInContext(Context),
    };

    public LlvmType Struct(params ReadOnlySpan<LlvmType> elements)
    {
        fixed (LlvmType* items = elements)
        {
            return Native.LLVMStructTypeInContext(Context, items, (uint)elements.Length, 0);
        }
    }

    public LlvmType Array(LlvmType element, ulong count) => Native.LLVMArrayType2(element, count);

    public LlvmType Function(LlvmType result, ReadOnlySpan<LlvmType> parameters, bool isVariadic = false)
    {
        fixed (LlvmType* items = parameters)
        {
            return Native.LLVMFunctionType(result, items, (uint)parameters.Length, isVariadic ? 1 : 0);
        }
    }

    public LlvmValue Const(LlvmType type, ulong value) => Native.LLVMConstInt(type, value, 0);

    public LlvmValue ConstSize(ulong value) => Native.LLVMConstInt(Size, value, 0);

    public LlvmValue Const(LlvmType type, int bits, UInt128 value)
    {
        if (bits <= 64)
        {
            return Native.LLVMConstInt(type, (ulong)value, 0);
        }
        ulong* words = stackalloc ulong[2];
        words[0] = (ulong)value;
        words[1] = (ulong)(value >> 64);
        return Native.LLVMConstIntOfArbitraryPrecision(type, 2, words);
    }

    public LlvmValue ConstStruct(ReadOnlySpan<LlvmValue> values, bool isPacked)
    {
        fixed (LlvmValue* items = values)
        {
            return Native.LLVMConstStructInContext(Context, items, (uint)values.Length, isPacked ? 1 : 0);
        }
    }

    public LlvmValue ConstBytes(ReadOnlySpan<byte> bytes)
    {
        fixed (byte* text = bytes)
        {
            byte empty = 0;
            return Native.LLVMConstStringInContext2(Context, bytes.Length == 0 ? &empty : text, (nuint)bytes.Length, 1);
        }
    }

    /// <summary>A constant address some bytes into a global.</summary>
    public LlvmValue ConstOffset(LlvmValue global, ulong offset)
    {
        if (offset == 0)
        {
            return global;
        }
        LlvmValue index = ConstSize(offset);
        return Native.LLVMConstInBoundsGEP2(I8, global, &index, 1);
    }

    public LlvmValue Undef(LlvmType type) => Native.LLVMGetUndef(type);

    public LlvmValue Poison(LlvmType type) => Native.LLVMGetPoison(type);

    public LlvmValue Null(LlvmType type) => Native.LLVMConstNull(type);

    /// <summary>An attribute without value, or with a number.</summary>
    public LlvmAttribute Attribute(string name, ulong value = 0) => Native.LLVMCreateEnumAttribute(Context, KindOf(name), value);

    public LlvmAttribute TypeAttribute(string name, LlvmType type) => Native.LLVMCreateTypeAttribute(Context, KindOf(name), type);

    public LlvmAttribute StringAttribute(string name, string value) =>
        Native.LLVMCreateStringAttribute(Context, name, (uint)System.Text.Encoding.UTF8.GetByteCount(name), value, (uint)System.Text.Encoding.UTF8.GetByteCount(value));

    /// <summary>The values from <paramref name="start"/> up to but without <paramref name="end"/>, wrapping.</summary>
    public LlvmAttribute RangeAttribute(int bits, UInt128 start, UInt128 end)
    {
        ulong* lower = stackalloc ulong[2] { (ulong)start, (ulong)(start >> 64) };
        ulong* upper = stackalloc ulong[2] { (ulong)end, (ulong)(end >> 64) };
        return Native.LLVMCreateConstantRangeAttribute(Context, KindOf("range"), (uint)bits, lower, upper);
    }

    /// <summary>The declaration of an intrinsic, overloaded by types, and its function type.</summary>
    public (LlvmValue Function, LlvmType Type) Intrinsic(string name, params ReadOnlySpan<LlvmType> overloads)
    {
        uint id = Native.LLVMLookupIntrinsicID(name, (nuint)name.Length);
        if (id == 0)
        {
            throw new LlvmException($"LLVM has no intrinsic {name}");
        }
        fixed (LlvmType* items = overloads)
        {
            return (
                Native.LLVMGetIntrinsicDeclaration(Module, id, items, (nuint)overloads.Length),
                Native.LLVMIntrinsicGetType(Context, id, items, (nuint)overloads.Length));
        }
    }

    private uint KindOf(string name)
    {
        if (!_attributeKinds.TryGetValue(name, out uint kind))
        {
            kind = Native.LLVMGetEnumAttributeKindForName(name, (nuint)name.Length);
            if (kind == 0)
            {
                throw new LlvmException($"LLVM has no attribute {name}");
            }
            _attributeKinds.Add(name, kind);
        }
        return kind;
    }
}
