using System;

namespace Verdigris.Types.Layout;

/// <summary>All fields at offset 0; nothing is known about any byte.</summary>
internal static class UnionLayout
{
    public static TyLayout Compute(Ty ty, ReadOnlySpan<TyLayout> fields, ReprOptions repr)
    {
        int align = 1;
        int maxReprAlign = repr.Align;
        ulong size = 0;
        TyLayout? common = null;
        bool isMixed = false;
        foreach (TyLayout field in fields)
        {
            align = Math.Max(align, repr.Pack != 0 ? Math.Min(field.Align, repr.Pack) : field.Align);
            maxReprAlign = Math.Max(maxReprAlign, field.MaxReprAlign);
            size = Math.Max(size, field.Size);
            if (field.IsZst)
            {
                continue;
            }
            isMixed |= common is not null && !HasSameRepr(common, field);
            common ??= field;
        }
        align = Math.Max(align, repr.Align);
        TyLayout layout = new()
        {
            Ty = ty,
            Size = TyLayout.AlignTo(size, align),
            Align = align,
            Repr = ValueRepr.Memory,
            Shape = FieldsShape.Union,
            MaxReprAlign = maxReprAlign,
            Count = (ulong)fields.Length,
        };
        return common is null || isMixed || repr.IsC || common.Align != align || common.Size != layout.Size || common.Repr == ValueRepr.Memory
            ? layout
            : layout with { Repr = common.Repr, A = common.A.ToUnion(), B = common.B.ToUnion(), LaneCount = common.LaneCount };
    }

    private static bool HasSameRepr(TyLayout left, TyLayout right) =>
        left.Repr == right.Repr
        && left.A.IsSamePrimitive(right.A)
        && (left.Repr != ValueRepr.ScalarPair || left.B.IsSamePrimitive(right.B))
        && left.LaneCount == right.LaneCount
        && left.Repr != ValueRepr.Memory;
}
