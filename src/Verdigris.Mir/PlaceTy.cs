using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir;

/// <summary>The type of a place, and the variant it is looked at as.</summary>
public readonly record struct PlaceTy(Ty Ty, VariantIdx? Variant)
{
    public static PlaceTy Of(Body body, Place place, TypeInterner types)
    {
        PlaceTy ty = new(body.Locals[place.Local].Ty, null);
        foreach (PlaceElem elem in place.Projection)
        {
            ty = ty.Project(elem, types);
        }
        return ty;
    }

    public PlaceTy Project(PlaceElem elem, TypeInterner types)
    {
        switch (elem)
        {
            case PlaceElem.Deref:
                return new PlaceTy(PointeeOf(Ty), null);
            case PlaceElem.Field it:
                return new PlaceTy(it.Ty, null);
            case PlaceElem.Index or PlaceElem.ConstantIndex:
                return new PlaceTy(ElementOf(Ty), null);
            case PlaceElem.Subslice it:
                return new PlaceTy(Ty is Ty.Array array && !it.FromEnd ? types.Array(array.Element, it.To - it.From) : types.Slice(ElementOf(Ty)), null);
            case PlaceElem.Downcast it:
                return new PlaceTy(Ty, it.Variant);
            default:
                throw new CompilerBug("unknown projection");
        }
    }

    private static Ty PointeeOf(Ty ty) => ty switch
    {
        Ty.Ref it => it.Pointee,
        Ty.RawPtr it => it.Pointee,
        Ty.Adt { Def.IsBox: true } it => it.Args.TypeAt(0),
        _ => throw new CompilerBug($"a dereference of {ty}"),
    };

    private static Ty ElementOf(Ty ty) => ty switch
    {
        Ty.Array it => it.Element,
        Ty.Slice it => it.Element,
        _ => throw new CompilerBug($"an element of {ty}"),
    };
}
