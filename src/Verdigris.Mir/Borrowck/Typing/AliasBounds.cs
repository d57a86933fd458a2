using System.Collections.Generic;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>The regions that an alias outlives by its own declaration: <c>type Item: 'static</c>, <c>impl Trait + 'a</c>.</summary>
internal static class AliasBounds
{
    public static List<Region> OutlivesOf(TypeContext context, TypeInterner types, Ty.Alias alias)
    {
        List<Region> found = [];
        foreach (SpannedPredicate bound in context.ItemBoundsOf(alias.Def).Own)
        {
            if (bound.Predicate is Predicate.TypeOutlives { Vars.Count: 0, Ty: Ty.Alias self } outlives && self.Def == alias.Def)
            {
                found.Add(types.Instantiate(outlives.Region, alias.Args));
            }
            else if (bound.Predicate is Predicate.Trait { IsNegative: false } trait && trait.Vars.Count == 0)
            {
                // `type Item: Any` and Any: 'static.
                AddSuper(context, types, types.Instantiate(trait.TraitRef, alias.Args), found, 0);
            }
        }
        return found;
    }

    /// <summary>The regions that whatever implements a trait must outlive: <c>trait Any: 'static</c>.</summary>
    public static List<Region> OfTrait(TypeContext context, TypeInterner types, TraitRef traitRef)
    {
        List<Region> found = [];
        AddSuper(context, types, traitRef, found, 0);
        return found;
    }

    private static void AddSuper(TypeContext context, TypeInterner types, TraitRef traitRef, List<Region> found, int depth)
    {
        if (depth > 16)
        {
            return;
        }
        foreach (SpannedPredicate super in context.SuperPredicatesOf(traitRef.Trait).Own)
        {
            switch (super.Predicate)
            {
                case Predicate.TypeOutlives { Vars.Count: 0 } outlives when outlives.Ty == context.Common.SelfParam:
                    found.Add(types.Instantiate(outlives.Region, traitRef.Args));
                    break;
                case Predicate.Trait { Vars.Count: 0, IsNegative: false } trait when trait.TraitRef.SelfTy == context.Common.SelfParam:
                    AddSuper(context, types, types.Instantiate(trait.TraitRef, traitRef.Args), found, depth + 1);
                    break;
            }
        }
    }
}
