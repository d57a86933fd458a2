using Verdigris.Base.Interning;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Printing;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Types of a borrow check in the user's words: region variables do not show.</summary>
internal sealed class TyText(TypeContext context, RegionTable regions)
{
    private readonly TypeInterner _types = regions.Types;
    private int _marks;

    public string Of(Ty ty) => new TyPrinter(context).Print(_types.EraseRegions(ty));

    /// <param name="keepsNames">Lifetimes that the user can name are shown.</param>
    public string Of(Ty ty, bool keepsNames) =>
        !keepsNames ? Of(ty) : new TyPrinter(context).Print(
            new RegionMapper(_types, it => it is Region.Var { Id: var id } ? regions.Definitions[id].Named ?? _types.Common.Erased : it).Fold(ty));

    /// <summary>With one region shown under a name.</summary>
    public string WithRegion(Ty ty, RegionVid region, string name)
    {
        // A region of its own for each name: regions are told apart by number, not by what they are called.
        Region shown = _types.Placeholder(int.MinValue, _marks++, new BoundRegionDecl(default, Symbol.Intern(name)));
        Ty marked = new RegionMapper(_types, it => it is Region.Var { Id: var id } && id == region ? shown : _types.Common.Erased).Fold(ty);
        return new TyPrinter(context).Print(marked);
    }
}
