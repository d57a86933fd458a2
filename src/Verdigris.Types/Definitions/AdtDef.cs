using System;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

public readonly record struct FieldIdx : IId<FieldIdx>
{
    private readonly int _plusOne;

    private FieldIdx(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static FieldIdx FromIndex(int index) => new(index + 1);
}

public readonly record struct VariantIdx : IId<VariantIdx>
{
    private readonly int _plusOne;

    private VariantIdx(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static VariantIdx FromIndex(int index) => new(index + 1);
}

public enum AdtKind
{
    Struct,
    Union,
    Enum,
}

/// <summary>Types that the compiler treats specially, by lang item or attribute.</summary>
[Flags]
public enum AdtFlags
{
    None = 0,
    /// <summary><c>owned_box</c>: deref moves out, drop frees.</summary>
    IsBox = 1,
    IsPhantomData = 2,
    IsManuallyDrop = 4,
    IsUnsafeCell = 8,
    /// <summary><c>#[fundamental]</c>: orphan rules look through it.</summary>
    IsFundamental = 16,
    NonExhaustive = 32,
    IsUnsafePinned = 64,
}

/// <summary><c>#[repr(…)]</c>. [type-layout.repr]</summary>
/// <param name="Int">The tag type of <c>repr(u8)</c> etc.</param>
/// <param name="Pack">Bytes; 0 for none.</param>
/// <param name="Align">Bytes; 0 for none.</param>
/// <param name="ScalarStart">Lowest valid value by <c>rustc_layout_scalar_valid_range_start</c>.</param>
public sealed record ReprOptions(
    PrimTy? Int, bool IsC, bool IsTransparent, bool IsSimd, int Pack, int Align, UInt128? ScalarStart, UInt128? ScalarEnd)
{
    public static ReprOptions Default { get; } = new(null, false, false, false, 0, 0, null, null);

    /// <summary>Whether fields may be reordered and niches in the tag used.</summary>
    public bool InhibitsReordering => IsC || IsSimd;
}

/// <summary>A field; its type is <c>TypeOf(Def)</c> instantiated with the type's arguments.</summary>
public sealed record FieldDef(DefId Def, Symbol Name, Visibility Visibility);

/// <summary>The value of a variant's discriminant: written, or one more than the variant before (the first is 0).</summary>
/// <param name="Explicit">The nearest anonymous constant at or before the variant; none when no variant so far has one.</param>
/// <param name="Offset">What to add to it: the variants since then.</param>
public readonly record struct VariantDiscr(DefId Explicit, int Offset);

/// <param name="Def">The variant's definition; the type's own for structs and unions.</param>
/// <param name="Ctor">None for the struct-like form.</param>
public sealed record VariantDef(
    DefId Def, DefId Ctor, CtorKind? CtorKind, Symbol Name, VariantDiscr Discr, ImmutableArray<FieldDef> Fields, bool IsNonExhaustive)
{
    public FieldIdx? FieldNamed(Symbol name)
    {
        for (int i = 0; i < Fields.Length; i++)
        {
            if (Fields[i].Name == name)
            {
                return FieldIdx.FromIndex(i);
            }
        }
        return null;
    }
}

/// <summary>A struct, union or enum without its types. One object a definition, so it compares by reference.</summary>
public sealed class AdtDef(DefId id, Symbol name, AdtKind kind, ImmutableArray<VariantDef> variants, ReprOptions repr, AdtFlags flags)
{
    public DefId Id { get; } = id;

    public Symbol Name { get; } = name;

    public AdtKind Kind { get; } = kind;

    /// <summary>Structs and unions have exactly one.</summary>
    public ImmutableArray<VariantDef> Variants { get; } = variants;

    public ReprOptions Repr { get; } = repr;

    public AdtFlags Flags { get; } = flags;

    public bool IsEnum => Kind == AdtKind.Enum;

    public bool IsStruct => Kind == AdtKind.Struct;

    public bool IsUnion => Kind == AdtKind.Union;

    public bool IsBox => (Flags & AdtFlags.IsBox) != 0;

    public bool IsPhantomData => (Flags & AdtFlags.IsPhantomData) != 0;

    public bool IsManuallyDrop => (Flags & AdtFlags.IsManuallyDrop) != 0;

    /// <summary>The only variant of a struct or union.</summary>
    public VariantDef SingleVariant => Variants[0];

    public VariantDef Variant(VariantIdx index) => Variants[index.Index];

    public VariantIdx VariantOf(DefId variantOrCtor)
    {
        for (int i = 0; i < Variants.Length; i++)
        {
            if (Variants[i].Def == variantOrCtor || Variants[i].Ctor == variantOrCtor)
            {
                return VariantIdx.FromIndex(i);
            }
        }
        throw new Base.CompilerBug("a variant is not of its enum");
    }
}
