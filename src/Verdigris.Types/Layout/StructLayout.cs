using System;
using System.Collections.Immutable;

namespace Verdigris.Types.Layout;

/// <summary>What is known about the place of a struct's fields.</summary>
internal enum StructKind
{
    AlwaysSized,
    /// <summary>The last field may be unsized for other arguments, so it stays last for all.</summary>
    MaybeUnsized,
    /// <summary>Behind an enum's tag.</summary>
    Prefixed,
}

/// <summary>
/// Lays out the fields of a struct, tuple, closure or variant. The order is rustc's: by alignment, descending (ascending
/// behind a tag), large niches at an edge, so that an enum around it finds room on the other side.
/// </summary>
internal static class StructLayout
{
    private enum NicheBias
    {
        Start,
        End,
    }

    public static TyLayout Compute(Ty ty, ReadOnlySpan<TyLayout> fields, ReprOptions repr, StructKind kind, int prefixSize = 0, int prefixAlign = 1)
    {
        TyLayout layout = Compute(ty, fields, repr, kind, NicheBias.Start, prefixSize, prefixAlign);
        // An unsizable struct must have one order for all arguments, so it gets no second try.
        if (kind == StructKind.MaybeUnsized || layout.LargestNiche is not { } niche || fields.Length <= 1)
        {
            return layout;
        }
        ulong headSpace = niche.Offset;
        ulong tailSpace = layout.Size - headSpace - (ulong)niche.Scalar.Size;
        if (headSpace == 0 || tailSpace == 0)
        {
            return layout;
        }
        TyLayout other = Compute(ty, fields, repr, kind, NicheBias.End, prefixSize, prefixAlign);
        Niche otherNiche = other.LargestNiche!.Value;
        ulong otherTailSpace = other.Size - otherNiche.Offset - (ulong)otherNiche.Scalar.Size;
        return headSpace > otherTailSpace ? other : layout;
    }

    /// <summary>A pair of scalars as a struct would hold it.</summary>
    public static TyLayout Pair(Ty ty, Scalar a, Scalar b)
    {
        ulong offset = TyLayout.AlignTo((ulong)a.Size, b.Align);
        int align = Math.Max(a.Align, b.Align);
        Niche? nicheA = Niche.From(0, a);
        Niche? nicheB = Niche.From(offset, b);
        return new TyLayout
        {
            Ty = ty,
            Size = TyLayout.AlignTo(offset + (ulong)b.Size, align),
            Align = align,
            Repr = ValueRepr.ScalarPair,
            A = a,
            B = b,
            Shape = FieldsShape.Struct,
            Offsets = [0, offset],
            MemoryOrder = [0, 1],
            LargestNiche = (nicheA?.Available ?? 0) >= (nicheB?.Available ?? 0) ? nicheA ?? nicheB : nicheB,
        };
    }

    private static TyLayout Compute(
        Ty ty, ReadOnlySpan<TyLayout> fields, ReprOptions repr, StructKind kind, NicheBias bias, int prefixSize, int prefixAlign)
    {
        int pack = repr.Pack;
        int align = 1;
        int maxReprAlign = repr.Align;
        int[] order = OrderFields(fields, repr, kind, bias);
        ulong[] offsets = new ulong[fields.Length];
        ulong offset = 0;
        Niche? largestNiche = null;
        UInt128 largestAvailable = 0;
        bool isSized = true;
        bool isUninhabited = false;
        if (kind == StructKind.Prefixed)
        {
            int effective = pack != 0 ? Math.Min(prefixAlign, pack) : prefixAlign;
            align = Math.Max(align, effective);
            offset = TyLayout.AlignTo((ulong)prefixSize, effective);
        }
        foreach (int i in order)
        {
            TyLayout field = fields[i];
            isSized &= field.IsSized;
            isUninhabited |= field.IsUninhabited;
            int fieldAlign = pack != 0 ? Math.Min(field.Align, pack) : field.Align;
            offset = TyLayout.AlignTo(offset, fieldAlign);
            align = Math.Max(align, fieldAlign);
            maxReprAlign = Math.Max(maxReprAlign, field.MaxReprAlign);
            offsets[i] = offset;
            if (field.LargestNiche is { } niche && (bias == NicheBias.Start ? niche.Available > largestAvailable : niche.Available >= largestAvailable))
            {
                largestAvailable = niche.Available;
                largestNiche = niche with { Offset = niche.Offset + offset };
            }
            offset = LayoutLimits.Add(ty, offset, field.Size);
        }
        align = Math.Max(align, repr.Align);
        ulong size = TyLayout.AlignTo(offset, align);
        TyLayout layout = new()
        {
            Ty = ty,
            Size = size,
            Align = align,
            Repr = ValueRepr.Memory,
            IsSized = isSized,
            IsUninhabited = isUninhabited,
            Shape = FieldsShape.Struct,
            Offsets = ImmutableArray.Create(offsets),
            MemoryOrder = ImmutableArray.Create(order),
            LargestNiche = largestNiche,
            MaxReprAlign = maxReprAlign,
        };
        return isSized && size > 0 ? WithValueRepr(layout, fields, repr) : layout;
    }

    /// <summary>A struct around one scalar or two is held like them.</summary>
    private static TyLayout WithValueRepr(TyLayout layout, ReadOnlySpan<TyLayout> fields, ReprOptions repr)
    {
        int first = -1;
        int second = -1;
        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i].IsZst)
            {
                continue;
            }
            if (second >= 0)
            {
                return layout;
            }
            (first, second) = first < 0 ? (i, -1) : (first, i);
        }
        if (first >= 0 && second < 0)
        {
            TyLayout only = fields[first];
            // A repr(C) struct of a scalar is an aggregate for C; pairs are Rust's own.
            bool mayUnwrap = only.IsScalarPair || (only.Repr is ValueRepr.Scalar or ValueRepr.Vector && !repr.IsC && repr.Int is null);
            return mayUnwrap && layout.Offsets[first] == 0 && layout.Align == only.Align && layout.Size == only.Size
                ? layout with { Repr = only.Repr, A = only.A, B = only.B, LaneCount = only.LaneCount }
                : layout;
        }
        if (first < 0 || !fields[first].IsScalar || !fields[second].IsScalar)
        {
            return layout;
        }
        if (layout.Offsets[first] > layout.Offsets[second])
        {
            (first, second) = (second, first);
        }
        TyLayout pair = Pair(layout.Ty, fields[first].A, fields[second].A);
        return layout.Offsets[first] == 0 && layout.Offsets[second] == pair.Offsets[1] && layout.Align == pair.Align && layout.Size == pair.Size
            ? layout with { Repr = ValueRepr.ScalarPair, A = pair.A, B = pair.B }
            : layout;
    }

    /// <summary>Fields by ascending offset.</summary>
    private static int[] OrderFields(ReadOnlySpan<TyLayout> fields, ReprOptions repr, StructKind kind, NicheBias bias)
    {
        int[] order = new int[fields.Length];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        int end = kind == StructKind.MaybeUnsized ? fields.Length - 1 : fields.Length;
        if (repr.InhibitsReordering || fields.Length <= 1)
        {
            return order;
        }
        int maxAlign = 1;
        UInt128 largestNiche = 0;
        foreach (TyLayout field in fields[..end])
        {
            maxAlign = Math.Max(maxAlign, field.Align);
            largestNiche = UInt128.Max(largestNiche, field.LargestNiche?.Available ?? 0);
        }
        SortKey[] keys = new SortKey[end];
        for (int i = 0; i < end; i++)
        {
            keys[i] = KeyOf(fields[i], repr.Pack, kind, bias, maxAlign, largestNiche);
        }
        // Insertion sort: stable, and structs are small.
        for (int i = 1; i < end; i++)
        {
            for (int j = i; j > 0 && keys[order[j]].CompareTo(keys[order[j - 1]]) < 0; j--)
            {
                (order[j], order[j - 1]) = (order[j - 1], order[j]);
            }
        }
        return order;
    }

    private static SortKey KeyOf(TyLayout field, int pack, StructKind kind, NicheBias bias, int maxAlign, UInt128 largestNiche)
    {
        UInt128 niche = field.LargestNiche?.Available ?? 0;
        int group = pack != 0 ? Math.Min(field.Align, pack) : AlignmentGroup(field, niche, bias, maxAlign, largestNiche);
        if (kind == StructKind.Prefixed)
        {
            return new SortKey(false, group, niche, 0);
        }
        ulong innerOffset = field.LargestNiche is not { } inner
            ? 0
            : bias == NicheBias.Start ? inner.Offset : ~(field.Size - (ulong)inner.Scalar.Size - inner.Offset);
        return new SortKey(!field.IsZst, -group, bias == NicheBias.Start ? ~niche : niche, innerOffset);
    }

    /// <summary>Log2 of the alignment, or of a power of two that divides the size: <c>[u8; 4]</c> goes with <c>u32</c>.</summary>
    private static int AlignmentGroup(TyLayout field, UInt128 niche, NicheBias bias, int maxAlign, UInt128 largestNiche)
    {
        int sizeAsAlign = (int)ulong.TrailingZeroCount(Math.Max((ulong)field.Align, field.Size));
        if (largestNiche == 0)
        {
            return sizeAsAlign;
        }
        return bias switch
        {
            NicheBias.Start => Math.Min(int.TrailingZeroCount(maxAlign), sizeAsAlign),
            NicheBias.End => niche == largestNiche ? int.TrailingZeroCount(field.Align) : sizeAsAlign,
        };
    }

    private readonly record struct SortKey(bool IsNotZst, int Group, UInt128 NicheSize, ulong InnerOffset) : IComparable<SortKey>
    {
        public int CompareTo(SortKey other)
        {
            int order = IsNotZst.CompareTo(other.IsNotZst);
            order = order != 0 ? order : Group.CompareTo(other.Group);
            order = order != 0 ? order : NicheSize.CompareTo(other.NicheSize);
            return order != 0 ? order : InnerOffset.CompareTo(other.InnerOffset);
        }
    }
}
