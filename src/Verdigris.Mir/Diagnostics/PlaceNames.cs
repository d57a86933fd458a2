using System.Globalization;
using Verdigris.Base.Interning;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Places in the user's words: <c>x.name</c>, <c>*self.next</c>, <c>v[_]</c>.</summary>
internal static class PlaceNames
{
    /// <summary>Null for temporaries.</summary>
    /// <param name="upvars">Names captured variables; may be left out where there are none.</param>
    public static string? Describe(TypeContext context, Body body, Place place, Upvars? upvars = null)
    {
        int start = 0;
        string? text = null;
        if (upvars is not null)
        {
            // A captured variable goes by its own name.
            for (int i = place.Projection.Length; i > 0 && text is null; i--)
            {
                Place owner = new(place.Local, place.Projection[..i]);
                if (upvars.FieldOf(owner) is { } index)
                {
                    text = upvars.NameOf(index);
                    start = i;
                }
            }
        }
        LocalDecl local = body.Locals[place.Local];
        if (text is null)
        {
            text = local.Info.Kind == LocalKind.StaticRef ? context.Crates.NameOf(local.Info.Def).Text : local.Info.Name?.Text;
            if (text is null)
            {
                return null;
            }
            // What stands for the variable inside a guard, or for a static, is a reference to it that nobody wrote.
            if (local.Info.Kind is LocalKind.StaticRef or LocalKind.RefForGuard && place.Projection is [PlaceElem.Deref, ..])
            {
                start = 1;
            }
        }
        PlaceTy ty = PlaceTy.Of(body, new Place(place.Local, place.Projection[..start]), context.Types);
        bool needsParentheses = false;
        for (int i = start; i < place.Projection.Length; i++)
        {
            PlaceElem elem = place.Projection[i];
            switch (elem)
            {
                case PlaceElem.Deref:
                {
                    // `(*self).x` is written `self.x`.
                    bool isImplied = i + 1 < place.Projection.Length && place.Projection[i + 1] is PlaceElem.Field or PlaceElem.Index or PlaceElem.ConstantIndex or PlaceElem.Subslice;
                    if (!isImplied)
                    {
                        text = $"*{text}";
                        needsParentheses = true;
                    }
                    break;
                }
                case PlaceElem.Field it:
                    text = $"{(needsParentheses ? $"({text})" : text)}.{FieldName(ty, it)}";
                    needsParentheses = false;
                    break;
                case PlaceElem.Index it:
                    text = $"{text}[{body.Locals[it.Value].Info.Name?.Text ?? "_"}]";
                    break;
                case PlaceElem.ConstantIndex or PlaceElem.Subslice:
                    text = $"{text}[..]";
                    break;
            }
            ty = ty.Project(elem, context.Types);
        }
        return text;
    }

    public static Symbol? NameOf(Body body, Local local) => body.Locals[local].Info.Name;

    private static string FieldName(PlaceTy ty, PlaceElem.Field field) => ty.Ty switch
    {
        Ty.Adt { Def: var def } => def.Variant(ty.Variant ?? VariantIdx.FromIndex(0)).Fields[field.Idx.Index].Name.Text,
        _ => field.Idx.Index.ToString(CultureInfo.InvariantCulture),
    };
}
