using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Mir.Build;

/// <summary>
/// A place under construction. In a closure its base may be a variable of the enclosing body: which capture that is, is
/// decided only when all projections are known, because <c>a.b</c> may be captured and <c>a</c> not.
/// </summary>
internal sealed record PlaceBuilder(Local Local, HirId Upvar, ImmutableArray<PlaceElem> Projection)
{
    public bool IsUpvar => Upvar != default;

    public static PlaceBuilder OfLocal(Local local) => new(local, default, []);

    public static PlaceBuilder OfUpvar(HirId variable) => new(default, variable, []);

    public static PlaceBuilder Of(Place place) => new(place.Local, default, place.Projection);

    public PlaceBuilder Project(PlaceElem elem) => this with { Projection = Projection.Add(elem) };

    public PlaceBuilder Deref() => Project(PlaceElem.Deref.Instance);

    public PlaceBuilder Field(FieldIdx field, Ty ty) => Project(new PlaceElem.Field(field, ty));

    public PlaceBuilder Downcast(VariantIdx variant, Symbol name) => Project(new PlaceElem.Downcast(variant, name));
}
