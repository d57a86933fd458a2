using System;
using System.Collections.Immutable;

namespace Verdigris.Types.Layout;

/// <summary>
/// A coroutine: captures first, then the tag, then the saved variables. A variable that lives in one state only may share
/// its room with those of other states; one that lives in several has a place of its own.
/// </summary>
internal sealed class CoroutineLayout(CoroutineStates states, Func<Ty, TyLayout> layoutOf)
{
    public TyLayout Build(Ty.Coroutine ty)
    {
        int tagSize = states.States.Length <= 256 ? 1 : states.States.Length <= 65536 ? 2 : 4;
        Scalar tag = Scalar.Int(tagSize, isSigned: false) with { Valid = new WrappingRange(0, (UInt128)(states.States.Length - 1)) };
        ulong offset = 0;
        int align = tagSize;
        ulong[] upvarOffsets = new ulong[states.Upvars.Length + 1];
        for (int i = 0; i < states.Upvars.Length; i++)
        {
            upvarOffsets[i] = Place(layoutOf(states.Upvars[i]), ref offset, ref align);
        }
        offset = TyLayout.AlignTo(offset, tagSize);
        upvarOffsets[^1] = offset;
        ulong tagOffset = offset;
        offset += (ulong)tagSize;
        ulong[] localOffsets = new ulong[states.SavedLocals.Length];
        for (int i = 0; i < localOffsets.Length; i++)
        {
            if (states.HasOwnPlace[i])
            {
                localOffsets[i] = Place(layoutOf(states.SavedLocals[i]), ref offset, ref align);
            }
        }
        ulong size = offset;
        TyLayout[] variants = new TyLayout[states.States.Length];
        ulong[] ends = new ulong[variants.Length];
        for (int i = 0; i < variants.Length; i++)
        {
            ulong end = offset;
            foreach (int local in states.States[i])
            {
                if (!states.HasOwnPlace[local])
                {
                    localOffsets[local] = Place(layoutOf(states.SavedLocals[local]), ref end, ref align);
                }
            }
            size = Math.Max(size, end);
        }
        size = TyLayout.AlignTo(size, align);
        for (int i = 0; i < variants.Length; i++)
        {
            ulong[] offsets = new ulong[states.States[i].Length];
            int[] order = new int[offsets.Length];
            for (int j = 0; j < offsets.Length; j++)
            {
                offsets[j] = localOffsets[states.States[i][j]];
                order[j] = j;
            }
            variants[i] = new TyLayout
            {
                Ty = ty,
                Size = size,
                Align = align,
                Repr = ValueRepr.Memory,
                Variant = VariantIdx.FromIndex(i),
                Shape = FieldsShape.Struct,
                Offsets = ImmutableArray.Create(offsets),
                MemoryOrder = ImmutableArray.Create(order),
            };
        }
        return new TyLayout
        {
            Ty = ty,
            Size = size,
            Align = align,
            Repr = ValueRepr.Memory,
            Shape = FieldsShape.Struct,
            Offsets = ImmutableArray.Create(upvarOffsets),
            LargestNiche = Niche.From(tagOffset, tag),
            Enum = new EnumLayout(tag, tagOffset, TagEncoding.Direct, default, default, default, 0, ImmutableArray.Create(variants)),
        };
    }

    private static ulong Place(TyLayout field, ref ulong offset, ref int align)
    {
        ulong at = TyLayout.AlignTo(offset, field.Align);
        offset = at + field.Size;
        align = Math.Max(align, field.Align);
        return at;
    }
}
