using System;
using System.Collections.Immutable;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Layout;

/// <summary>
/// Lays out enums with several variants: once with a tag, once with the others hidden in a niche of the largest variant if
/// they fit before or after it; the smaller wins, then the one with the larger niche left.
/// </summary>
internal sealed class EnumLayoutBuilder(Ty ty, ImmutableArray<TyLayout>[] variants, ReprOptions repr, ImmutableArray<UInt128> discriminants)
{
    private bool KeepsTag => repr.IsC || repr.Int is not null;

    public TyLayout Build()
    {
        TyLayout tagged = BuildTagged();
        if (TryBuildNiche() is not { } niche)
        {
            return tagged;
        }
        if (tagged.Size != niche.Size)
        {
            return tagged.Size > niche.Size ? niche : tagged;
        }
        return (tagged.LargestNiche?.Available ?? 0) < (niche.LargestNiche?.Available ?? 0) ? niche : tagged;
    }

    /// <summary>Can never be made, and takes no room: needs no tag.</summary>
    public static bool IsAbsent(ImmutableArray<TyLayout> fields)
    {
        bool isUninhabited = false;
        foreach (TyLayout field in fields)
        {
            isUninhabited |= field.IsUninhabited;
            if (!field.IsZst)
            {
                return false;
            }
        }
        return isUninhabited;
    }

    private TyLayout? TryBuildNiche()
    {
        if (KeepsTag || variants.Length < 2)
        {
            return null;
        }
        int align = 1;
        int largest = 0;
        TyLayout[] layouts = new TyLayout[variants.Length];
        for (int i = 0; i < layouts.Length; i++)
        {
            layouts[i] = StructLayout.Compute(ty, variants[i].AsSpan(), repr, StructKind.AlwaysSized) with { Variant = VariantIdx.FromIndex(i) };
            align = Math.Max(align, layouts[i].Align);
            largest = layouts[i].Size >= layouts[largest].Size ? i : largest;
        }
        int first = -1;
        int last = -1;
        for (int i = 0; i < layouts.Length; i++)
        {
            if (i != largest && !IsAbsent(variants[i]))
            {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        if (first < 0 || layouts[largest].LargestNiche is not { } niche || niche.Reserve((UInt128)(last - first + 1)) is not { } reserved)
        {
            return null;
        }
        ulong size = TyLayout.AlignTo(layouts[largest].Size, align);
        bool areOthersZst = true;
        bool isUninhabited = true;
        for (int i = 0; i < layouts.Length; i++)
        {
            if (!TryFit(ref layouts[i], i == largest, niche, size))
            {
                return null;
            }
            areOthersZst &= i == largest || layouts[i].Size == 0;
            isUninhabited &= layouts[i].IsUninhabited;
        }
        TyLayout layout = new()
        {
            Ty = ty,
            Size = size,
            Align = align,
            Repr = ValueRepr.Memory,
            IsUninhabited = isUninhabited,
            Shape = FieldsShape.Struct,
            Offsets = [niche.Offset],
            MemoryOrder = [0],
            LargestNiche = Niche.From(niche.Offset, reserved.Scalar),
            MaxReprAlign = repr.Align,
            Enum = new EnumLayout(
                reserved.Scalar,
                niche.Offset,
                TagEncoding.Niche,
                VariantIdx.FromIndex(largest),
                VariantIdx.FromIndex(first),
                VariantIdx.FromIndex(last),
                reserved.Start,
                ImmutableArray.Create(layouts)),
        };
        return size == layouts[largest].Size && align == layouts[largest].Align && areOthersZst
            ? WithNicheRepr(layout, layouts[largest], niche, reserved.Scalar)
            : layout;
    }

    /// <summary>Before the niche, or moved behind it.</summary>
    private static bool TryFit(ref TyLayout variant, bool isLargest, Niche niche, ulong size)
    {
        variant = variant with { LargestNiche = null };
        if (isLargest || variant.Size <= niche.Offset)
        {
            return true;
        }
        ulong start = TyLayout.AlignTo(niche.Offset + (ulong)niche.Scalar.Size, variant.Align);
        if (start + variant.Size > size)
        {
            return false;
        }
        ulong[] offsets = new ulong[variant.Offsets.Length];
        for (int i = 0; i < offsets.Length; i++)
        {
            offsets[i] = variant.Offsets[i] + start;
        }
        variant = variant with { Offsets = ImmutableArray.Create(offsets), Repr = ValueRepr.Memory, Size = variant.Size + start };
        return true;
    }

    private static TyLayout WithNicheRepr(TyLayout layout, TyLayout largest, Niche niche, Scalar tag) => largest.Repr switch
    {
        ValueRepr.Scalar => layout with { Repr = ValueRepr.Scalar, A = tag },
        // Only the niche is sure to be initialised.
        ValueRepr.ScalarPair when niche.Offset == 0 => layout with { Repr = ValueRepr.ScalarPair, A = tag, B = largest.B.ToUnion() },
        ValueRepr.ScalarPair => layout with { Repr = ValueRepr.ScalarPair, A = largest.A.ToUnion(), B = tag },
        ValueRepr.Vector or ValueRepr.Memory => layout,
    };

    private TyLayout BuildTagged()
    {
        (int minSize, bool isSigned, Int128 min, Int128 max) = TagType();
        int prefixAlign = minSize;
        if (repr.IsC)
        {
            // A struct of the tag and a union of the variants.
            foreach (ImmutableArray<TyLayout> fields in variants)
            {
                foreach (TyLayout field in fields)
                {
                    prefixAlign = Math.Max(prefixAlign, field.Align);
                }
            }
        }
        int align = 1;
        ulong size = 0;
        int startAlign = 256;
        TyLayout[] layouts = new TyLayout[variants.Length];
        for (int i = 0; i < layouts.Length; i++)
        {
            TyLayout layout = StructLayout.Compute(ty, variants[i].AsSpan(), repr, StructKind.Prefixed, minSize, prefixAlign);
            foreach (int field in layout.MemoryOrder)
            {
                if (!variants[i][field].IsOneZst)
                {
                    startAlign = Math.Min(startAlign, variants[i][field].Align);
                    break;
                }
            }
            size = Math.Max(size, layout.Size);
            align = Math.Max(align, layout.Align);
            layouts[i] = layout with { Variant = VariantIdx.FromIndex(i), LargestNiche = null };
        }
        size = TyLayout.AlignTo(size, align);
        LayoutLimits.Add(ty, size, 0);
        int tagSize = KeepsTag ? minSize : Math.Max(minSize, startAlign <= 16 ? startAlign : minSize);
        if (tagSize > minSize)
        {
            // A wider tag fills what would be padding, so that copies need not skip it.
            GrowTag(layouts, (ulong)minSize, (ulong)tagSize);
        }
        UInt128 mask = Scalar.MaxOf(tagSize);
        Scalar tag = new(ScalarKind.Int, tagSize, isSigned, new WrappingRange((UInt128)min & mask, (UInt128)max & mask));
        TyLayout result = new()
        {
            Ty = ty,
            Size = size,
            Align = align,
            Repr = ValueRepr.Memory,
            IsUninhabited = Array.TrueForAll(layouts, static l => l.IsUninhabited),
            Shape = FieldsShape.Struct,
            Offsets = [0],
            MemoryOrder = [0],
            LargestNiche = Niche.From(0, tag),
            MaxReprAlign = repr.Align,
        };
        result = (ulong)tagSize == size ? result with { Repr = ValueRepr.Scalar, A = tag } : WithCommonScalar(result, layouts, tag);
        if (result.Repr != ValueRepr.Memory)
        {
            // Looking at the enum as one of its variants changes nothing about how it is held.
            for (int i = 0; i < layouts.Length; i++)
            {
                if (layouts[i].Offsets.Length > 0 && layouts[i].Repr == ValueRepr.Memory)
                {
                    layouts[i] = layouts[i] with
                    {
                        Repr = result.Repr,
                        A = result.A,
                        B = result.B,
                        Size = Math.Max(layouts[i].Size, size),
                        Align = Math.Max(layouts[i].Align, align),
                    };
                }
            }
        }
        return result with
        {
            Enum = new EnumLayout(tag, 0, TagEncoding.Direct, default, default, default, 0, ImmutableArray.Create(layouts)),
        };
    }

    private static void GrowTag(TyLayout[] layouts, ulong oldSize, ulong newSize)
    {
        for (int i = 0; i < layouts.Length; i++)
        {
            ulong[] offsets = [.. layouts[i].Offsets];
            for (int j = 0; j < offsets.Length; j++)
            {
                if (offsets[j] <= oldSize)
                {
                    offsets[j] = newSize;
                }
            }
            layouts[i] = layouts[i] with
            {
                Offsets = ImmutableArray.Create(offsets),
                Size = layouts[i].Size <= oldSize ? newSize : layouts[i].Size,
            };
        }
    }

    /// <summary>The smallest tag that holds all discriminants, and their range.</summary>
    private (int Size, bool IsSigned, Int128 Min, Int128 Max) TagType()
    {
        Int128 min = Int128.MaxValue;
        Int128 max = Int128.MinValue;
        // Discriminants are patterns of the declared type, isize without one.
        int declaredSize = repr.Int is { } declared ? IntegerSize(declared) : 8;
        bool isDeclaredSigned = repr.Int is null or (>= PrimTy.I8 and <= PrimTy.Isize);
        for (int i = 0; i < variants.Length; i++)
        {
            bool isUninhabited = false;
            foreach (TyLayout field in variants[i])
            {
                isUninhabited |= field.IsUninhabited;
            }
            if (isUninhabited && !repr.IsC)
            {
                continue;
            }
            int shift = 128 - declaredSize * 8;
            Int128 value = isDeclaredSigned ? (Int128)(discriminants[i] << shift) >> shift : (Int128)discriminants[i];
            min = Int128.Min(min, value);
            max = Int128.Max(max, value);
        }
        if (min > max)
        {
            (min, max) = (0, 0);
        }
        if (repr.Int is { } fixedType)
        {
            return (IntegerSize(fixedType), isDeclaredSigned, min, max);
        }
        int atLeast = repr.IsC ? 4 : 1;
        int size = min >= 0 ? UnsignedFit((UInt128)max) : Math.Max(SignedFit(min), SignedFit(max));
        return (Math.Max(size, atLeast), min < 0, min, max);
    }

    internal static int IntegerSize(PrimTy type) => type switch
    {
        PrimTy.I8 or PrimTy.U8 => 1,
        PrimTy.I16 or PrimTy.U16 => 2,
        PrimTy.I32 or PrimTy.U32 => 4,
        PrimTy.I128 or PrimTy.U128 => 16,
        _ => 8,
    };

    private static int UnsignedFit(UInt128 value) =>
        value <= byte.MaxValue ? 1 : value <= ushort.MaxValue ? 2 : value <= uint.MaxValue ? 4 : value <= ulong.MaxValue ? 8 : 16;

    private static int SignedFit(Int128 value) =>
        value >= sbyte.MinValue && value <= sbyte.MaxValue ? 1
        : value >= short.MinValue && value <= short.MaxValue ? 2
        : value >= int.MinValue && value <= int.MaxValue ? 4
        : value >= long.MinValue && value <= long.MaxValue ? 8 : 16;

    /// <summary>If each variant has at most one scalar, all alike and at one offset, the enum is a pair of tag and scalar.</summary>
    private TyLayout WithCommonScalar(TyLayout layout, TyLayout[] layouts, Scalar tag)
    {
        Scalar? common = null;
        ulong commonOffset = 0;
        bool isInitialisedInAll = true;
        for (int i = 0; i < layouts.Length; i++)
        {
            int only = -1;
            for (int j = 0; j < variants[i].Length; j++)
            {
                if (variants[i][j].IsZst)
                {
                    continue;
                }
                if (only >= 0)
                {
                    return layout;
                }
                only = j;
            }
            if (only < 0)
            {
                isInitialisedInAll = false;
                continue;
            }
            if (!variants[i][only].IsScalar)
            {
                return layout;
            }
            Scalar scalar = variants[i][only].A;
            ulong offset = layouts[i].Offsets[only];
            isInitialisedInAll &= !scalar.IsUnion;
            if (common is not { } known)
            {
                (common, commonOffset) = (scalar, offset);
                continue;
            }
            if (offset != commonOffset || Unify(known, scalar) is not { } unified)
            {
                return layout;
            }
            common = unified;
        }
        if (common is not { } primitive)
        {
            return layout;
        }
        primitive = primitive with { Valid = new WrappingRange(0, primitive.MaxValue), IsUnion = !isInitialisedInAll };
        TyLayout pair = StructLayout.Pair(ty, tag, primitive);
        return pair.Offsets[1] == commonOffset && layout.Align == pair.Align && layout.Size == pair.Size
            ? layout with { Repr = ValueRepr.ScalarPair, A = tag, B = primitive }
            : layout;
    }

    private static Scalar? Unify(Scalar known, Scalar other)
    {
        if (known.IsSamePrimitive(other) || (known.Kind == ScalarKind.Int && other.Kind == ScalarKind.Int && known.Size == other.Size))
        {
            return known;
        }
        // Integers hold pointers, not the other way round.
        return (known.Kind, other.Kind) switch
        {
            (ScalarKind.Pointer, ScalarKind.Int) when known.Size == other.Size => other,
            (ScalarKind.Int, ScalarKind.Pointer) when known.Size == other.Size => known,
            _ => null,
        };
    }
}
