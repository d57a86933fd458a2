using System;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Codegen.Emit;

/// <summary>C's <c>main</c>: calls the library's <c>lang_start</c> with the program's <c>main</c>.</summary>
public sealed partial class UnitEmitter
{
    public void EmitEntryPoint(DefId main)
    {
        if (main.IsNone || !Native.LLVMGetNamedFunction(Unit.Module, "main").IsNull)
        {
            return;
        }
        LlvmType type = Unit.Function(Unit.I32, [Unit.I32, Unit.Pointer]);
        LlvmValue function = Native.LLVMAddFunction(Unit.Module, "main", type);
        Native.LLVMAddAttributeAtIndex(function, LlvmAttributeIndex.Function, Unit.Attribute("uwtable", 2));
        using LlvmBuilder builder = new(Unit.Context);
        builder.PositionAtEnd(builder.AppendBlock(function, "top"u8));
        Declared mainFunction = Declare(Resolver.Resolve(main, Queries.Types.Common.EmptyArgs));
        DefId start = Queries.LangItem(LangItem.Start);
        if (start.IsNone)
        {
            // Without a library: main is called, and its end is success.
            builder.Call(mainFunction.Type, mainFunction.Function, []);
            builder.Ret(Unit.Const(Unit.I32, 0));
            return;
        }
        Ty result = Shims.SigOf(main, Queries.Types.Common.EmptyArgs).Output;
        Declared langStart = Declare(Resolver.Resolve(start, Queries.Types.Types.Args(result)));
        LlvmValue argc = builder.Cast(LlvmCast.SExt, Native.LLVMGetParam(function, 0), Unit.Size);
        LlvmValue argv = Native.LLVMGetParam(function, 1);
        // lang_start(main: fn() -> T, argc: isize, argv: *const *const u8, sigpipe: u8) -> isize
        LlvmValue[] arguments = [mainFunction.Function, argc, argv, Unit.Const(Unit.I8, 0)];
        LlvmValue code = builder.Call(langStart.Type, langStart.Function, arguments.AsSpan(0, langStart.Abi.Args.Length));
        builder.Ret(builder.Cast(LlvmCast.Trunc, code, Unit.I32));
    }
}
