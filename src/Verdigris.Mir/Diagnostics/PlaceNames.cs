using Verdigris.Base.Interning;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Places in the user's words: <c>x.name</c>, <c>*self.next</c>, <c>v[..]</c>.</summary>
internal static class PlaceNames
{
    /// <summary>Null for temporaries.</summary>
    public static string? Describe(TypeContext context, Body body, Place place)
    {
        if (NameOf(body, place.Local) is not { } name)
        {
            return null;
        }
        string text = name.Text;
        PlaceTy ty = new(body.Locals[place.Local].Ty, null);
        for (int i = 0; i < place.Projection.Length; i++)
        {
            PlaceElem elem = place.Projection[i];
            switch (elem)
            {
                case PlaceElem.Deref:
                    // `(*self).x` is written `self.x`.
                    bool isLast = i == place.Projection.Length - 1;
                    text = isLast && ty.Ty is not Ty.Adt ? $"*{text}" : text;
                    break;
                case PlaceElem.Field it:
                    text = $"{text}.{FieldName(ty, it)}";
                    break;
                case PlaceElem.Index or PlaceElem.ConstantIndex or PlaceElem.Subslice:
                    text = $"{text}[..]";
                    break;
            }
            ty = ty.Project(elem, context.Types);
        }
        return text;
    }

    private static Symbol? NameOf(Body body, Local local) => body.Locals[local].Info.Name;

    private static string FieldName(PlaceTy ty, PlaceElem.Field field) => ty.Ty switch
    {
        Ty.Adt { Def: var def } => def.Variant(ty.Variant ?? VariantIdx.FromIndex(0)).Fields[field.Idx.Index].Name.Text,
        _ => field.Idx.Index.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };
}
