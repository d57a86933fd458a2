using System;
using Verdigris.Codegen.Llvm;

namespace Verdigris.Codegen.Emit;

/// <summary>
/// The functions through which <c>alloc</c> reaches an allocator. A library cannot know which one a program chooses, so they
/// are made where the program is linked: each calls the program's <c>#[global_allocator]</c> or std's default.
/// </summary>
public sealed partial class UnitEmitter
{
    /// <param name="hasGlobalAllocator">Whether a crate of the program has a <c>#[global_allocator]</c>.</param>
    public void EmitAllocatorShims(bool hasGlobalAllocator)
    {
        LlvmType size = Unit.Size;
        EmitForwarder("alloc", Unit.Pointer, [size, size], hasGlobalAllocator);
        EmitForwarder("dealloc", Unit.Void, [Unit.Pointer, size, size], hasGlobalAllocator);
        EmitForwarder("realloc", Unit.Pointer, [Unit.Pointer, size, size, size], hasGlobalAllocator);
        EmitForwarder("alloc_zeroed", Unit.Pointer, [size, size], hasGlobalAllocator);
        EmitForwarder("alloc_error_handler", Unit.Void, [size, size], isOfProgram: false);
        LlvmValue marker = ForeignFunction("__rust_no_alloc_shim_is_unstable_v2", Unit.Function(Unit.Void, []));
        using LlvmBuilder builder = new(Unit.Context);
        builder.PositionAtEnd(builder.AppendBlock(marker, "top"u8));
        builder.RetVoid();
    }

    private void EmitForwarder(string operation, LlvmType result, ReadOnlySpan<LlvmType> parameters, bool isOfProgram)
    {
        LlvmType type = Unit.Function(result, parameters);
        LlvmValue target = ForeignFunction((isOfProgram ? "__rg_" : "__rdl_") + operation, type);
        LlvmValue function = ForeignFunction("__rust_" + operation, type);
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.Attribute("uwtable", 2));
        // Callers rely on what is declared of an allocator's functions; that is lost if the body takes their place.
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.Attribute("noinline"));
        using LlvmBuilder builder = new(Unit.Context);
        builder.PositionAtEnd(builder.AppendBlock(function, "top"u8));
        LlvmValue[] arguments = new LlvmValue[parameters.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Native.LLVMGetParam(function, (uint)i);
        }
        LlvmValue value = builder.Call(type, target, arguments);
        if (result == Unit.Void)
        {
            builder.RetVoid();
        }
        else
        {
            builder.Ret(value);
        }
    }
}
