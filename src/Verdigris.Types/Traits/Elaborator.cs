using System.Collections.Generic;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Traits;

/// <summary>Adds to predicates what they imply through the bounds on <c>Self</c> of their traits. [items.traits.supertraits]</summary>
public static class Elaborator
{
    /// <summary>The given predicates, then their consequences breadth first; none twice.</summary>
    public static List<Predicate> Elaborate(TypeContext context, IReadOnlyList<Predicate> predicates)
    {
        List<Predicate> result = [];
        HashSet<Predicate> seen = [];
        foreach (Predicate predicate in predicates)
        {
            if (seen.Add(predicate))
            {
                result.Add(predicate);
            }
        }
        for (int i = 0; i < result.Count; i++)
        {
            if (result[i] is not Predicate.Trait { IsNegative: false } trait)
            {
                continue;
            }
            foreach (SpannedPredicate implied in context.SuperPredicatesOf(trait.TraitRef.Trait).Own)
            {
                Predicate instance = InstantiateSupertrait(context.Types, implied.Predicate, trait);
                if (seen.Add(instance))
                {
                    result.Add(instance);
                }
            }
        }
        return result;
    }

    /// <summary>
    /// A bound of a trait, seen from a use of the trait that may itself be under a binder: the two binders become one. With
    /// <c>trait Sub&lt;'x&gt;: for&lt;'y&gt; Super&lt;'x, 'y&gt;</c> and <c>for&lt;'a&gt; T: Sub&lt;'a&gt;</c> this is
    /// <c>for&lt;'a, 'y&gt; T: Super&lt;'a, 'y&gt;</c>.
    /// </summary>
    public static Predicate InstantiateSupertrait(TypeInterner types, Predicate bound, Predicate.Trait use)
    {
        if (use.Vars.Count == 0)
        {
            return types.Instantiate(bound, use.TraitRef.Args);
        }
        // The bound's own regions move behind those of the use, which keep their numbers.
        int offset = use.Vars.Count;
        BoundVars all = bound.Vars.Count == 0
            ? use.Vars
            : types.BoundVars([.. use.Vars.AsSpan(), .. bound.Vars.AsSpan()]);
        Merger merger = new(types, use.TraitRef.Args, offset);
        return bound switch
        {
            Predicate.Trait it => types.TraitPredicate(all, merger.Fold(it.TraitRef), it.IsNegative),
            Predicate.Projection it => types.ProjectionPredicate(
                all, types.Alias(it.Alias.Kind, it.Alias.Def, merger.Fold(it.Alias.Args)), merger.Fold(it.Term)),
            Predicate.TypeOutlives it => types.TypeOutlives(all, merger.Fold(it.Ty), merger.Fold(it.Region)),
            Predicate.RegionOutlives it => types.RegionOutlives(all, merger.Fold(it.Longer), merger.Fold(it.Shorter)),
            Predicate.WellFormed or Predicate.DynCompatible or Predicate.ConstHasType => types.Instantiate(bound, use.TraitRef.Args),
        };
    }

    /// <summary>
    /// Instantiates parameters with arguments that live under the same binder as the result (so they are shifted by the depth
    /// inside the value only), and renumbers the value's own bound regions.
    /// </summary>
    private sealed class Merger(TypeInterner types, GenericArgs args, int offset) : TypeFolder(types)
    {
        public override Ty Fold(Ty ty) =>
            ty is Ty.Param param ? Interner.ShiftIn(args.TypeAt(param.Index), Depth) : SuperFold(ty);

        public override Region Fold(Region region) => region switch
        {
            Region.EarlyParam param when args.RegionAt(param.Index) is Region.Bound bound => Interner.BoundRegion(bound.Depth + Depth, bound.Index),
            Region.EarlyParam param => args.RegionAt(param.Index),
            Region.Bound bound when bound.Depth == Depth => Interner.BoundRegion(bound.Depth, bound.Index + offset),
            _ => region,
        };

        public override Const Fold(Const constant) =>
            constant is Const.Param param ? args.ConstAt(param.Index) : SuperFold(constant);

        protected override bool ShouldSkip(Interned value) => !value.HasParam && !value.HasEscapingBoundVars;
    }
}
