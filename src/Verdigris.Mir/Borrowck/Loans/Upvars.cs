using System.Collections.Immutable;
using System;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>What a closure's body knows of its captures; nothing in other bodies.</summary>
internal sealed class Upvars(Body body, ImmutableArray<CapturedPlace> captures, TypeInterner types, Func<HirId, Symbol?> nameOf, Func<HirId, Ty> rootTyOf)
{
    public ImmutableArray<CapturedPlace> Captures => captures;

    /// <summary>
    /// The capture that a place is, if it is a closure's field, or such a field's target when captured by reference. The field
    /// alone is the reference then.
    /// </summary>
    public int? FieldOf(Place place)
    {
        if (captures.IsDefaultOrEmpty)
        {
            return null;
        }
        bool isDeref = place.Projection is [.., PlaceElem.Deref];
        Place field = isDeref ? place.Base() : place;
        if (field.Projection is not [.., PlaceElem.Field step] || PlaceTy.Of(body, field.Base(), types).Ty is not (Ty.Closure or Ty.Coroutine))
        {
            return null;
        }
        int index = step.Idx.Index;
        return index < captures.Length && (!isDeref || IsByRef(index)) ? index : null;
    }

    /// <summary>The captured place as the user writes it: <c>x</c>, <c>self.name</c>.</summary>
    public string? NameOf(int index)
    {
        CapturedPlace capture = captures[index];
        if (nameOf(capture.Variable) is not { } variable)
        {
            return null;
        }
        string text = variable.Text;
        Ty? ty = null;
        for (int i = 0; i < capture.Projections.Length; i++)
        {
            CaptureProjection step = capture.Projections[i];
            if (step.IsDeref)
            {
                bool isImplied = i + 1 < capture.Projections.Length;
                text = isImplied ? text : $"*{text}";
            }
            else
            {
                text = $"{text}.{FieldName(ty ?? RootTy(index), step)}";
            }
            ty = step.Ty;
        }
        return text;
    }

    public bool IsByRef(int index) => captures[index].Kind != CaptureKind.Value;

    private Ty RootTy(int index) => rootTyOf(captures[index].Variable);

    private static string FieldName(Ty ty, CaptureProjection step) => ty is Ty.Adt adt
        ? adt.Def.Variants[step.Variant.IsSome ? step.Variant.Index : 0].Fields[step.Field.Index].Name.Text
        : step.Field.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
