using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Mir;

/// <summary>How a block ends.</summary>
[Closed]
public abstract record Terminator(SourceInfo Source)
{
    public sealed record Goto(SourceInfo Source, BasicBlock Target) : Terminator(Source);

    public sealed record SwitchInt(SourceInfo Source, Operand Value, SwitchTargets Targets) : Terminator(Source);

    /// <summary>Goes on unwinding; only in cleanup blocks.</summary>
    public sealed record UnwindResume(SourceInfo Source) : Terminator(Source);

    /// <summary>A panic where none may pass: the process aborts.</summary>
    public sealed record UnwindTerminate(SourceInfo Source, UnwindTerminateReason Reason) : Terminator(Source);

    public sealed record Return(SourceInfo Source) : Terminator(Source);

    public sealed record Unreachable(SourceInfo Source) : Terminator(Source);

    /// <summary>Drops the place if it is initialised; before drop elaboration "if" is meant dynamically.</summary>
    /// <param name="IsReplace">Part of an assignment <c>p = v</c>.</param>
    public sealed record Drop(SourceInfo Source, Place Place, BasicBlock Target, UnwindAction Unwind, bool IsReplace) : Terminator(Source);

    /// <param name="Target">None when the callee does not return.</param>
    /// <param name="FnSpan">The callee's name and arguments, for <c>#[track_caller]</c> and messages.</param>
    public sealed record Call(
        SourceInfo Source, Operand Function, ImmutableArray<Operand> Args, Place Destination, BasicBlock Target, UnwindAction Unwind,
        SourceSpan FnSpan, CallSource CallSource) : Terminator(Source);

    /// <summary>Panics unless the condition has the expected value.</summary>
    public sealed record Assert(SourceInfo Source, Operand Condition, bool Expected, AssertMessage Message, BasicBlock Target, UnwindAction Unwind)
        : Terminator(Source);

    /// <summary>A suspension point, before the coroutine transform.</summary>
    /// <param name="DropTarget">Where dropping the suspended coroutine goes; none if nothing is to do.</param>
    public sealed record Yield(SourceInfo Source, Operand Value, BasicBlock Resume, Place ResumeArg, BasicBlock DropTarget) : Terminator(Source);

    /// <summary>The end of dropping a suspended coroutine.</summary>
    public sealed record CoroutineDrop(SourceInfo Source) : Terminator(Source);

    /// <summary>Goes to <paramref name="Real"/>; for the borrow checker it might also go to <paramref name="Imaginary"/> (the next arm).</summary>
    public sealed record FalseEdge(SourceInfo Source, BasicBlock Real, BasicBlock Imaginary) : Terminator(Source);

    /// <summary>Goes to <paramref name="Real"/>; an infinite loop might unwind, so that the borrow checker sees an exit.</summary>
    public sealed record FalseUnwind(SourceInfo Source, BasicBlock Real, UnwindAction Unwind) : Terminator(Source);

    /// <param name="Target">None for <c>noreturn</c>.</param>
    public sealed record InlineAsm(
        SourceInfo Source, MirAsm Asm, ImmutableArray<MirAsmOperand> Operands, BasicBlock Target, UnwindAction Unwind) : Terminator(Source);

    public override string ToString() => MirPrinter.Print(this);
}

/// <summary>What inline assembly says besides its operands.</summary>
public sealed record MirAsm(ImmutableArray<HirAsmPiece> Template, HirAsmOptions Options, ImmutableArray<Symbol> ClobberAbis);

public enum MirAsmOperandKind
{
    In,
    Out,
    InOut,
    Const,
    Sym,
}

/// <summary>An operand of inline assembly.</summary>
/// <param name="Register">A class (<c>reg</c>) or, with <paramref name="IsExplicitRegister"/>, one register; null for constants and symbols.</param>
/// <param name="IsLate">An output that is written only after all inputs were read.</param>
/// <param name="Symbol">The function or static of <c>sym</c>.</param>
public sealed record MirAsmOperand(
    MirAsmOperandKind Kind, Symbol? Register, bool IsExplicitRegister, bool IsLate, Operand? Input, Place? Output, MirConst? Const, MirConst? Symbol);

/// <summary>Values and their blocks; the last target is the default.</summary>
public sealed class SwitchTargets(ImmutableArray<UInt128> values, ImmutableArray<BasicBlock> targets)
{
    /// <summary>Bit patterns of the switched type, zero-extended; no value twice.</summary>
    public ImmutableArray<UInt128> Values { get; } = values;

    /// <summary>One longer than <see cref="Values"/>.</summary>
    public ImmutableArray<BasicBlock> Targets { get; } = targets;

    public BasicBlock Otherwise => Targets[^1];

    /// <summary>For a bool: false goes to the one, true to the other.</summary>
    public static SwitchTargets If(BasicBlock then, BasicBlock otherwise) => new([UInt128.Zero], [otherwise, then]);

    public BasicBlock TargetFor(UInt128 value)
    {
        int index = Values.IndexOf(value);
        return index < 0 ? Otherwise : Targets[index];
    }
}

public enum UnwindTerminateReason
{
    /// <summary>A panic reached a function that must not unwind.</summary>
    Abi,
    /// <summary>A destructor panicked while cleaning up.</summary>
    InCleanup,
}

public enum CallSource
{
    Normal,
    /// <summary>An overloaded operator.</summary>
    OverloadedOperator,
    /// <summary>The compiler's own: derived comparison of a match, box allocation.</summary>
    Misc,
}

/// <summary>What happens when the terminator's own step panics.</summary>
public readonly record struct UnwindAction
{
    private UnwindAction(UnwindActionKind kind, BasicBlock cleanup) => (Kind, CleanupBlock) = (kind, cleanup);

    /// <summary>Nothing to clean up here.</summary>
    public static UnwindAction Continue => default;

    /// <summary>Cannot happen.</summary>
    public static UnwindAction Unreachable => new(UnwindActionKind.Unreachable, default);

    public UnwindActionKind Kind { get; }

    /// <summary>Of kind <see cref="UnwindActionKind.Cleanup"/>; none otherwise.</summary>
    public BasicBlock CleanupBlock { get; }

    public static UnwindAction Terminate(UnwindTerminateReason reason) =>
        new(reason == UnwindTerminateReason.Abi ? UnwindActionKind.TerminateAbi : UnwindActionKind.TerminateInCleanup, default);

    public static UnwindAction Cleanup(BasicBlock block) => new(UnwindActionKind.Cleanup, block);
}

public enum UnwindActionKind
{
    Continue,
    Unreachable,
    TerminateAbi,
    TerminateInCleanup,
    Cleanup,
}

/// <summary>Which panic a failed check is; the operands are for the message.</summary>
[Closed]
public abstract record AssertMessage
{
    private protected AssertMessage()
    {
    }

    public sealed record BoundsCheck(Operand Length, Operand Index) : AssertMessage;

    /// <summary><c>attempt to add with overflow</c> …; shifts too.</summary>
    public sealed record Overflow(MirBinOp Op, Operand Left, Operand Right) : AssertMessage;

    public sealed record OverflowNeg(Operand Value) : AssertMessage;

    public sealed record DivisionByZero(Operand Value) : AssertMessage;

    public sealed record RemainderByZero(Operand Value) : AssertMessage;

    public sealed record MisalignedPointerDereference(Operand Required, Operand Found) : AssertMessage;

    public sealed record NullPointerDereference : AssertMessage;

    /// <summary>An <c>async fn</c> was polled after it returned.</summary>
    public sealed record ResumedAfterReturn : AssertMessage;

    /// <summary>… or after it panicked.</summary>
    public sealed record ResumedAfterPanic : AssertMessage;
}
