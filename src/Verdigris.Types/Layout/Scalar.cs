using System;

namespace Verdigris.Types.Layout;

public enum ScalarKind : byte
{
    Int,
    Float,
    Pointer,
}

/// <summary>
/// The values from <paramref name="Start"/> to <paramref name="End"/>, inclusive, going on from the largest value to 0 if
/// <paramref name="Start"/> is greater: <c>NonZeroU8</c> is 1 to 255, a <c>-1..=1</c> tag is 255 to 1.
/// </summary>
public readonly record struct WrappingRange(UInt128 Start, UInt128 End)
{
    public bool Contains(UInt128 value) => Start <= End ? Start <= value && value <= End : Start <= value || value <= End;

    public bool IsFull(UInt128 maxValue) => ((End + 1) & maxValue) == (Start & maxValue);
}

/// <summary>A machine value as part of a layout.</summary>
/// <param name="Size">Bytes.</param>
/// <param name="IsSigned">For extension to wider integers only.</param>
/// <param name="Valid">Which bit patterns may occur.</param>
/// <param name="IsUnion">May be uninitialised (a part of a union, or of an enum without a value there); nothing is known then.</param>
public readonly record struct Scalar(ScalarKind Kind, int Size, bool IsSigned, WrappingRange Valid, bool IsUnion = false)
{
    public UInt128 MaxValue => MaxOf(Size);

    public int Bits => Size * 8;

    /// <summary>On the targets there are, scalars are aligned to their size.</summary>
    public int Align => Size;

    /// <summary>Only 0 and 1 may occur in a byte: LLVM's <c>i1</c> when it is a value.</summary>
    public bool IsBool => Kind == ScalarKind.Int && Size == 1 && !IsUnion && Valid == new WrappingRange(0, 1);

    public bool IsAlwaysValid => IsUnion || Valid.IsFull(MaxValue);

    public static Scalar Int(int size, bool isSigned) => new(ScalarKind.Int, size, isSigned, new WrappingRange(0, MaxOf(size)));

    public static Scalar Float(int size) => new(ScalarKind.Float, size, false, new WrappingRange(0, MaxOf(size)));

    public static Scalar Pointer(int size, bool isNonNull) =>
        new(ScalarKind.Pointer, size, false, new WrappingRange(isNonNull ? 1u : 0u, MaxOf(size)));

    /// <summary>The same machine type with nothing known about its value.</summary>
    public Scalar ToUnion() => this with { Valid = new WrappingRange(0, MaxValue), IsUnion = true };

    public bool IsSamePrimitive(Scalar other) => Kind == other.Kind && Size == other.Size && IsSigned == other.IsSigned;

    public static UInt128 MaxOf(int size) => size >= 16 ? UInt128.MaxValue : (UInt128.One << (size * 8)) - 1;
}

/// <summary>Bit patterns of a scalar inside a type that never occur there: room for the variants of an enum around it.</summary>
/// <param name="Offset">Of the scalar, in bytes.</param>
public readonly record struct Niche(ulong Offset, Scalar Scalar)
{
    public UInt128 Available => (Scalar.Valid.Start - Scalar.Valid.End - 1) & Scalar.MaxValue;

    public static Niche? From(ulong offset, Scalar scalar)
    {
        if (scalar.IsUnion)
        {
            return null;
        }
        Niche niche = new(offset, scalar);
        return niche.Available > 0 ? niche : null;
    }

    /// <summary>
    /// Takes <paramref name="count"/> patterns: the first of them, and the scalar with the wider range. Zero is preferred for a
    /// single one, so that <c>None</c> is zero where possible; a range is never moved past zero if it can go the other way.
    /// </summary>
    public (UInt128 Start, Scalar Scalar)? Reserve(UInt128 count)
    {
        if (count > Available)
        {
            return null;
        }
        WrappingRange valid = Scalar.Valid;
        UInt128 max = Scalar.MaxValue;
        UInt128 distanceToZero = max - valid.End;
        bool movesStart;
        if (valid.Start > valid.End)
        {
            movesStart = false;
        }
        else if (valid.Start <= distanceToZero)
        {
            movesStart = count <= valid.Start;
        }
        else
        {
            UInt128 end = (valid.End + count) & max;
            movesStart = end >= 1 && end <= valid.End;
        }
        if (movesStart)
        {
            UInt128 start = (valid.Start - count) & max;
            return (start, Scalar with { Valid = valid with { Start = start } });
        }
        return ((valid.End + 1) & max, Scalar with { Valid = valid with { End = (valid.End + count) & max } });
    }
}
