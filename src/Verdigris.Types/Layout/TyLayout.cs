using System;
using System.Collections.Immutable;

namespace Verdigris.Types.Layout;

/// <summary>How a value is held outside memory.</summary>
public enum ValueRepr : byte
{
    /// <summary>One machine value: <see cref="TyLayout.A"/>.</summary>
    Scalar,
    /// <summary>Two: <see cref="TyLayout.A"/> at offset 0 and <see cref="TyLayout.B"/> behind it, aligned.</summary>
    ScalarPair,
    /// <summary>A SIMD vector of <see cref="TyLayout.A"/>.</summary>
    Vector,
    /// <summary>Only in memory.</summary>
    Memory,
}

public enum FieldsShape : byte
{
    /// <summary>A scalar without fields.</summary>
    Primitive,
    /// <summary>All at offset 0.</summary>
    Union,
    /// <summary>Elements <see cref="TyLayout.Stride"/> apart.</summary>
    Array,
    /// <summary>At <see cref="TyLayout.Offsets"/>.</summary>
    Struct,
}

/// <summary>How an enum tells its variants apart.</summary>
public enum TagEncoding : byte
{
    /// <summary>The tag is the discriminant.</summary>
    Direct,
    /// <summary>A niche of <see cref="EnumLayout.UntaggedVariant"/>; patterns from <see cref="EnumLayout.NicheStart"/> mean the others.</summary>
    Niche,
}

/// <summary>The part of a layout that only an enum with several possible variants has.</summary>
/// <param name="Tag">Type and valid range of the tag.</param>
/// <param name="TagOffset">Where it is.</param>
/// <param name="UntaggedVariant">With <see cref="TagEncoding.Niche"/>: the one that holds the data.</param>
/// <param name="NicheFirst">With <see cref="TagEncoding.Niche"/>: the first variant that has a pattern; those to <paramref name="NicheLast"/> follow.</param>
/// <param name="Variants">Each variant as a struct of the enum's extent.</param>
public sealed record EnumLayout(
    Scalar Tag,
    ulong TagOffset,
    TagEncoding Encoding,
    VariantIdx UntaggedVariant,
    VariantIdx NicheFirst,
    VariantIdx NicheLast,
    UInt128 NicheStart,
    ImmutableArray<TyLayout> Variants);

/// <summary>
/// Size, alignment and inner structure of a type, as rustc lays it out. [type-layout] Immutable. Of an unsized type the sized
/// part: the tail begins at its last field's offset.
/// </summary>
public sealed record TyLayout
{
    public required Ty Ty { get; init; }

    /// <summary>Bytes; a multiple of <see cref="Align"/> for sized types.</summary>
    public required ulong Size { get; init; }

    /// <summary>Bytes, a power of two.</summary>
    public required int Align { get; init; }

    public required ValueRepr Repr { get; init; }

    public Scalar A { get; init; }

    public Scalar B { get; init; }

    /// <summary>Lanes of a vector.</summary>
    public int LaneCount { get; init; }

    public bool IsSized { get; init; } = true;

    /// <summary>No value can exist.</summary>
    public bool IsUninhabited { get; init; }

    public FieldsShape Shape { get; init; }

    /// <summary>By field, in declaration order.</summary>
    public ImmutableArray<ulong> Offsets { get; init; } = [];

    /// <summary>Fields by ascending offset.</summary>
    public ImmutableArray<int> MemoryOrder { get; init; } = [];

    public ulong Stride { get; init; }

    public ulong Count { get; init; }

    /// <summary>For an enum, or one variant of it: which variant this is; none if there are several.</summary>
    public VariantIdx Variant { get; init; }

    /// <summary>Null unless an enum with several possible variants.</summary>
    public EnumLayout? Enum { get; init; }

    public Niche? LargestNiche { get; init; }

    /// <summary>The greatest alignment demanded by a <c>repr(align)</c> inside; 0 for none. C calling conventions see it.</summary>
    public int MaxReprAlign { get; init; }

    public bool IsZst => IsSized && Size == 0;

    /// <summary>Zero-sized and of alignment 1: has no influence on what contains it.</summary>
    public bool IsOneZst => IsZst && Align == 1;

    public bool IsScalar => Repr == ValueRepr.Scalar;

    public bool IsScalarPair => Repr == ValueRepr.ScalarPair;

    /// <summary>Offset of <see cref="B"/>.</summary>
    public ulong OffsetOfB => AlignTo((ulong)A.Size, B.Align);

    public ulong OffsetOf(int field) => Shape switch
    {
        FieldsShape.Primitive or FieldsShape.Union => 0,
        FieldsShape.Array => Stride * (ulong)field,
        FieldsShape.Struct => Offsets[field],
    };

    public static ulong AlignTo(ulong offset, int align) => (offset + (ulong)align - 1) & ~((ulong)align - 1);
}
