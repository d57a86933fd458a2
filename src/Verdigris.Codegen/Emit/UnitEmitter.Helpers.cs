using System.Collections.Generic;
using System.Text;
using Verdigris.Codegen.Llvm;

namespace Verdigris.Codegen.Emit;

/// <summary>Functions that have no MIR.</summary>
public sealed partial class UnitEmitter
{
    private LlvmValue _tryFunction;

    /// <summary><c>i32 __rust_try(try_fn, data, catch_fn)</c>: 0, or 1 after a panic was caught.</summary>
    internal (LlvmValue Function, LlvmType Type) TryFunction
    {
        get
        {
            LlvmType type = Unit.Function(Unit.I32, [Unit.Pointer, Unit.Pointer, Unit.Pointer]);
            if (_tryFunction.IsNull)
            {
                _tryFunction = EmitTryFunction(type);
            }
            return (_tryFunction, type);
        }
    }

    /// <summary>Assembly outside functions. LLVM reads AT&amp;T syntax unless told otherwise.</summary>
    public unsafe void AddGlobalAssembly(IReadOnlyList<string> texts)
    {
        foreach (string text in texts)
        {
            byte[] assembly = Encoding.UTF8.GetBytes($".intel_syntax noprefix\n{text}\n.att_syntax prefix\n");
            fixed (byte* pointer = assembly)
            {
                Native.LLVMAppendModuleInlineAsm(Unit.Module, pointer, (nuint)assembly.Length);
            }
        }
    }

    private LlvmValue EmitTryFunction(LlvmType type)
    {
        LlvmValue function = Native.LLVMAddFunction(Unit.Module, "__rust_try", type);
        Native.LLVMSetLinkage(function, LlvmLinkage.Internal);
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.Attribute("uwtable", 2));
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.Attribute("nounwind"));
        Native.LLVMSetPersonalityFn(function, Personality);
        using LlvmBuilder builder = new(Unit.Context);
        LlvmBlock entry = builder.AppendBlock(function, "entry"u8);
        LlvmBlock done = builder.AppendBlock(function, "done"u8);
        LlvmBlock caught = builder.AppendBlock(function, "caught"u8);
        LlvmValue data = Native.LLVMGetParam(function, 1);
        builder.PositionAtEnd(entry);
        builder.Invoke(Unit.Function(Unit.Void, [Unit.Pointer]), Native.LLVMGetParam(function, 0), [data], done, caught);
        builder.PositionAtEnd(done);
        builder.Ret(Unit.Const(Unit.I32, 0));
        builder.PositionAtEnd(caught);
        LlvmValue exception = builder.LandingPad(Unit.Struct(Unit.Pointer, Unit.I32), 1);
        Native.LLVMAddClause(exception, Unit.Null(Unit.Pointer));
        LlvmType catchType = Unit.Function(Unit.Void, [Unit.Pointer, Unit.Pointer]);
        builder.Call(catchType, Native.LLVMGetParam(function, 2), [data, builder.ExtractValue(exception, 0)]);
        builder.Ret(Unit.Const(Unit.I32, 1));
        return function;
    }
}
