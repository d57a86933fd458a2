using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir;

/// <summary>A value that is there already.</summary>
[Closed]
public abstract record Operand
{
    private protected Operand()
    {
    }

    public sealed record Copy(Place Place) : Operand;

    /// <summary>Reads and leaves the place uninitialised.</summary>
    public sealed record Move(Place Place) : Operand;

    public sealed record Constant(ConstOperand Value) : Operand;

    public override string ToString() => MirPrinter.Print(this);
}

/// <param name="UserTy">The type written at it, for the borrow checker; none if inferred.</param>
public sealed record ConstOperand(SourceSpan Span, MirConst Const, UserTypeIdx UserTy = default);

/// <summary>A constant in code.</summary>
[Closed]
public abstract record MirConst(Ty Ty)
{
    /// <summary>A constant of the type system: a const parameter, an array length.</summary>
    public sealed record TypeLevel(Ty Ty, Const Const) : MirConst(Ty);

    /// <summary>A named or anonymous constant, associated constant or promoted, evaluated when the arguments are known.</summary>
    /// <param name="Promoted">None for the constant itself.</param>
    public sealed record Unevaluated(Ty Ty, DefId Def, GenericArgs Args, Promoted Promoted = default) : MirConst(Ty);

    public sealed record Value(Ty Ty, ConstValue Contents) : MirConst(Ty);

    /// <summary><c>offset_of!</c>: the sum of the fields' offsets, known with the layout of the containers.</summary>
    public sealed record OffsetOf(Ty Ty, ImmutableArray<(Ty Container, VariantIdx Variant, FieldIdx Field)> Path) : MirConst(Ty);
}

/// <summary>An evaluated constant.</summary>
[Closed]
public abstract record ConstValue
{
    private protected ConstValue()
    {
    }

    /// <summary>Function items, <c>()</c>, unit structs.</summary>
    public sealed record ZeroSized : ConstValue
    {
        private ZeroSized()
        {
        }

        public static ZeroSized Instance { get; } = new();
    }

    /// <summary>An integer, bool, char or float of <paramref name="Size"/> bytes, zero-extended.</summary>
    public sealed record Scalar(UInt128 Bits, int Size) : ConstValue;

    /// <summary>A pointer into an allocation: a thin reference or raw pointer.</summary>
    public sealed record Pointer(ConstAllocation Allocation, ulong Offset) : ConstValue;

    /// <summary>The address of a function.</summary>
    public sealed record FnPointer(DefId Def, GenericArgs Args) : ConstValue;

    /// <summary>The address of a static.</summary>
    public sealed record StaticPointer(DefId Def, ulong Offset) : ConstValue;

    /// <summary><c>&amp;str</c>, <c>&amp;[T]</c>: pointer to the start of an allocation, and a length.</summary>
    public sealed record Slice(ConstAllocation Allocation, ulong Length) : ConstValue;

    /// <summary>Anything else: the value's bytes.</summary>
    public sealed record Indirect(ConstAllocation Allocation, ulong Offset) : ConstValue;
}

/// <summary>
/// Memory made by const evaluation, as code generation emits it: bytes, which of them are initialised, and pointers to other
/// memory at some offsets (each covers 8 bytes whose contents are then zero).
/// </summary>
public sealed class ConstAllocation(byte[] bytes, int align, bool isMutable, ImmutableArray<ConstRelocation> relocations, byte[]? initMask = null)
{
    public ReadOnlySpan<byte> Bytes => bytes;

    public int Align { get; } = align;

    public bool IsMutable { get; } = isMutable;

    /// <summary>Ascending by offset.</summary>
    public ImmutableArray<ConstRelocation> Relocations { get; } = relocations;

    /// <summary>One byte (0 or 1) for each byte; null when all are initialised.</summary>
    public ReadOnlySpan<byte> InitMask => initMask;

    public bool IsFullyInitialised => initMask is null;
}

/// <summary>At <paramref name="Offset"/>: the address of <paramref name="Target"/> plus <paramref name="Addend"/>.</summary>
public readonly record struct ConstRelocation(ulong Offset, RelocationTarget Target, ulong Addend);

[Closed]
public abstract record RelocationTarget
{
    private protected RelocationTarget()
    {
    }

    public sealed record Memory(ConstAllocation Allocation) : RelocationTarget;

    public sealed record Function(DefId Def, GenericArgs Args) : RelocationTarget;

    public sealed record Static(DefId Def) : RelocationTarget;

    /// <summary>A vtable of a concrete type for a trait object's bounds.</summary>
    public sealed record Vtable(Ty Ty, ExistentialPredicates Predicates) : RelocationTarget;
}
