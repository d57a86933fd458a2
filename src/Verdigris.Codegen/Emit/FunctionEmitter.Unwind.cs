using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Types;

namespace Verdigris.Codegen.Emit;

/// <summary>
/// Panics on their way out. Each cleanup block that unwinding enters has a landing pad in front of it, which keeps the
/// exception in a slot for <c>resume</c>. Source: Itanium C++ ABI, exception handling; LLVM's "Exception Handling".
/// </summary>
internal sealed partial class FunctionEmitter
{
    private LlvmType ExceptionType => Unit.Struct(Unit.Pointer, Unit.I32);

    /// <summary>The block to unwind to; null if there is nothing to do here.</summary>
    private LlvmBlock LandingPadFor(UnwindAction unwind)
    {
        if (!UnwindsPanics)
        {
            return default;
        }
        return unwind.Kind switch
        {
            UnwindActionKind.Cleanup => LandingPadFor(unwind.CleanupBlock),
            UnwindActionKind.TerminateAbi => TerminatePad(UnwindTerminateReason.Abi),
            UnwindActionKind.TerminateInCleanup => TerminatePad(UnwindTerminateReason.InCleanup),
            // Out of a function that C may have called, no panic goes.
            UnwindActionKind.Continue when !_declared.Abi.CanUnwind => TerminatePad(UnwindTerminateReason.Abi),
            UnwindActionKind.Continue or UnwindActionKind.Unreachable => default,
        };
    }

    private LlvmBlock LandingPadFor(BasicBlock cleanup)
    {
        if (!_landingPads[cleanup.Index].IsNull)
        {
            return _landingPads[cleanup.Index];
        }
        LlvmBlock current = _builder.CurrentBlock;
        LlvmBlock pad = _builder.AppendBlock(_declared.Function, "cleanup"u8);
        _landingPads[cleanup.Index] = pad;
        _builder.PositionAtEnd(pad);
        UsePersonality();
        LlvmValue exception = _builder.LandingPad(ExceptionType, 0);
        Native.LLVMSetCleanup(exception, 1);
        LlvmValue slot = ExceptionSlot;
        _builder.Store(_builder.ExtractValue(exception, 0), slot, 8);
        _builder.Store(_builder.ExtractValue(exception, 1), Offset(slot, 8), 8);
        _builder.Br(_blocks[cleanup.Index]);
        _builder.PositionAtEnd(current);
        return pad;
    }

    private LlvmBlock TerminatePad(UnwindTerminateReason reason)
    {
        if (_terminatePads.TryGetValue(reason, out LlvmBlock known))
        {
            return known;
        }
        LlvmBlock current = _builder.CurrentBlock;
        LlvmBlock pad = _builder.AppendBlock(_declared.Function, "terminate"u8);
        _terminatePads.Add(reason, pad);
        _builder.PositionAtEnd(pad);
        UsePersonality();
        // Catching everything stops the unwinder here, before anything is cleaned up further out.
        LlvmValue exception = _builder.LandingPad(ExceptionType, 1);
        Native.LLVMAddClause(exception, Unit.Null(Unit.Pointer));
        EmitTerminate(reason);
        _builder.PositionAtEnd(current);
        return pad;
    }

    private LlvmValue ExceptionSlot
    {
        get
        {
            if (_exceptionSlot.IsNull)
            {
                _exceptionSlot = _builder.Alloca(_declared.Function, ExceptionType, 8);
            }
            return _exceptionSlot;
        }
    }

    private void UsePersonality() => Native.LLVMSetPersonalityFn(_declared.Function, _emitter.Personality);

    private void EmitResume()
    {
        if (!UnwindsPanics)
        {
            _builder.Unreachable();
            return;
        }
        LlvmValue slot = ExceptionSlot;
        LlvmValue exception = Unit.Poison(ExceptionType);
        exception = _builder.InsertValue(exception, _builder.Load(Unit.Pointer, slot, 8), 0);
        exception = _builder.InsertValue(exception, _builder.Load(Unit.I32, Offset(slot, 8), 8), 1);
        UsePersonality();
        _builder.Resume(exception);
    }

    private void EmitTerminate(UnwindTerminateReason reason)
    {
        LangItem item = reason == UnwindTerminateReason.Abi ? LangItem.PanicCannotUnwind : LangItem.PanicInCleanup;
        if (Queries.LangItem(item) is not { IsSome: true } def)
        {
            EmitTrap();
            return;
        }
        Declared declared = _emitter.Declare(_emitter.Resolver.Resolve(def, Queries.Types.Common.EmptyArgs));
        LlvmValue call = declared.Abi.TakesLocation
            ? _builder.Call(declared.Type, declared.Function, [CallerLocation(Body.Span)])
            : _builder.Call(declared.Type, declared.Function, []);
        Native.LLVMAddCallSiteAttribute(call, LlvmAttributeIndex.Function, Unit.Attribute("nounwind"));
        _builder.Unreachable();
    }
}
