using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Printing;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Types of a borrow check in the user's words: region variables do not show.</summary>
internal sealed class TyText(TypeContext context, TypeInterner types)
{
    private int _marks;

    public string Of(Ty ty) => new TyPrinter(context).Print(types.EraseRegions(ty));

    /// <summary>With one region shown under a name.</summary>
    public string WithRegion(Ty ty, RegionVid region, string name)
    {
        // A region of its own for each name: regions are told apart by number, not by what they are called.
        Region shown = types.Placeholder(int.MinValue, _marks++, new BoundRegionDecl(default, Symbol.Intern(name)));
        Ty marked = new RegionMapper(types, it => it is Region.Var { Id: var id } && id == region ? shown : types.Common.Erased).Fold(ty);
        return new TyPrinter(context).Print(marked);
    }

    /// <summary><c>impl Trait</c> as its bounds say.</summary>
    public string OpaqueName(DefId opaque)
    {
        foreach (SpannedPredicate bound in context.ItemBoundsOf(opaque).Own)
        {
            if (bound.Predicate is Predicate.Trait trait && context.LangItemOf(trait.TraitRef.Trait) is not (LangItem.Sized or LangItem.MetaSized))
            {
                return $"impl {context.Crates.NameOf(trait.TraitRef.Trait).Text}";
            }
        }
        return "impl Sized";
    }
}
