using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Mir.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Checks;

/// <summary>No reference points to a field that packing may have misaligned. [type-layout.repr.alignment.packed] Requires: MIR as built.</summary>
internal static class PackedBorrowChecker
{
    public static void Check(TypeContext context, Body body)
    {
        HashSet<SourceSpan> reported = [];
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            foreach (Statement statement in block.Statements)
            {
                if (statement is Statement.Assign { Value: Rvalue.Ref { Kind: not (BorrowKind.FakeShallow or BorrowKind.FakeDeep) } borrow } assign
                    && MisalignedIn(context, body, borrow.Place) is { } packed && reported.Add(assign.Source.Span))
                {
                    PackedBorrowErrors.Report(context, packed, assign.Source.Span);
                }
            }
        }
    }

    /// <summary>The packed type that the place is in, if its own alignment may be larger than what that type gives it.</summary>
    private static AdtDef? MisalignedIn(TypeContext context, Body body, Place place)
    {
        PlaceTy at = new(body.Locals[place.Local].Ty, null);
        AdtDef? packed = null;
        foreach (PlaceElem elem in place.Projection)
        {
            if (elem is PlaceElem.Deref)
            {
                packed = null;
            }
            else if (elem is PlaceElem.Field && at.Ty is Ty.Adt { Def: { Repr.Pack: > 0 } def } && (packed is null || def.Repr.Pack < packed.Repr.Pack))
            {
                packed = def;
            }
            at = at.Project(elem, context.Types);
        }
        return packed is not null && !(LargestAlignOf(context, at.Ty, 0) <= packed.Repr.Pack) ? packed : null;
    }

    /// <summary>An upper bound of the type's alignment that needs no layout; null if it depends on a parameter.</summary>
    private static int? LargestAlignOf(TypeContext context, Ty ty, int depth)
    {
        const int MaxDepth = 64;
        switch (ty)
        {
            case Ty.Primitive { Kind: PrimTy.Str } or Ty.Never or Ty.FnDef:
                return 1;
            case Ty.Primitive:
                return PrimitiveSizes.Of(ty);
            case Ty.Ref or Ty.RawPtr or Ty.FnPtr:
                return PrimitiveSizes.Of(context.Common.Usize);
            case Ty.Array it:
                return LargestAlignOf(context, it.Element, depth);
            case Ty.Slice it:
                return LargestAlignOf(context, it.Element, depth);
            case Ty.Tuple it:
                int ofTuple = 1;
                foreach (Ty element in it.Elements)
                {
                    if (LargestAlignOf(context, element, depth + 1) is not { } align)
                    {
                        return null;
                    }
                    ofTuple = int.Max(ofTuple, align);
                }
                return ofTuple;
            case Ty.Adt it when depth < MaxDepth:
                return LargestAlignOf(context, it, depth);
            default:
                return null;
        }
    }

    private static int? LargestAlignOf(TypeContext context, Ty.Adt adt, int depth)
    {
        ReprOptions repr = adt.Def.Repr;
        if (repr.Pack == 1)
        {
            return 1;
        }
        // Without a written representation a tag takes the smallest integer that tells the variants apart.
        int align = !adt.Def.IsEnum ? 1
            : repr.Int is { } tag ? PrimitiveSizes.Of(context.Common.Of(tag))
            : repr.IsC ? 4 : adt.Def.Variants.Length <= 256 ? 1 : 2;
        foreach (VariantDef variant in adt.Def.Variants)
        {
            if (adt.Def.IsEnum && variant.Discr.Explicit.IsSome && repr.Int is null)
            {
                align = PrimitiveSizes.Of(context.Common.Usize);
            }
            foreach (FieldDef field in variant.Fields)
            {
                if (LargestAlignOf(context, context.Types.Instantiate(context.TypeOf(field.Def), adt.Args), depth + 1) is not { } ofField)
                {
                    return null;
                }
                align = int.Max(align, ofField);
            }
        }
        align = int.Max(align, repr.Align);
        return repr.Pack > 0 ? int.Min(align, repr.Pack) : align;
    }
}
