using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>Items in use: their where clauses, their signatures, the well-formedness of types.</summary>
internal sealed partial class RegionProver
{
    /// <summary>The where clauses of an item used with some arguments.</summary>
    /// <param name="erased">The arguments as they stand in MIR, if <paramref name="args"/> are those with a new region for each erased one.</param>
    public void ProveItemBounds(DefId item, GenericArgs args, Blame blame, GenericArgs? erased = null)
    {
        ImmutableArray<ItemBound> bounds = itemBounds.Of(_context, item);
        int first = 0;
        while (first < bounds.Length && !bounds[first].Concerns(args))
        {
            first++;
        }
        if (first == bounds.Length || TryTemplate(RegionQuestionKind.ItemBounds, args, erased, item, blame) is not null)
        {
            return;
        }
        foreach (ItemBound bound in bounds.AsSpan()[first..])
        {
            if (bound.Concerns(args))
            {
                Predicate instance = Types.Instantiate(bound.Predicate, args);
                ProvePredicate(instance, blame with { Category = ConstraintCategory.Predicate, BoundSpan = bound.Span });
            }
        }
    }

    /// <summary>A call's signature, normalised; its types are well-formed.</summary>
    /// <param name="erased">The function's type as it stands in MIR.</param>
    /// <param name="late">Gets the late-bound lifetimes, which each call chooses anew.</param>
    public FnSig OpenCall(Ty.FnDef function, Ty.FnDef? erased, List<RegionVid> late, Blame blame)
    {
        if (TryTemplate(RegionQuestionKind.Call, function, erased, default, blame) is { } applied)
        {
            foreach (int index in applied.Template.Late)
            {
                late.Add(applied.Regions[index]);
            }
            return Instantiate(applied.Template.Sig!, applied.Regions);
        }
        return OpenCall(Types.Instantiate(_context.FnSigOf(function.Def), function.Args), late, blame);
    }

    public FnSig OpenCall(Binder<FnSig> polymorphic, List<RegionVid> late, Blame blame)
    {
        FnSig sig = polymorphic.Value;
        if (sig.HasEscapingBoundVars)
        {
            Region[] chosen = new Region[polymorphic.Vars.Count];
            for (int i = 0; i < chosen.Length; i++)
            {
                chosen[i] = inference.NewRegionVar();
                late.Add(regions.VidOf(chosen[i]));
            }
            sig = Types.Open(polymorphic, index => chosen[index]);
        }
        sig = regions.Renumber(sig);
        FnSig normal = Normalize(sig, blame);
        foreach (Ty ty in sig.InputsAndOutput)
        {
            ProveWellFormed(ty, blame);
        }
        return normal;
    }

    /// <summary>The bounds of what a type mentions, as far as regions go.</summary>
    public void ProveWellFormed(Ty ty, Blame blame)
    {
        if ((ty.Flags & TypeFlags.HasFreeRegions) != 0)
        {
            new WellFormednessWalker(this, blame).Visit(ty);
        }
    }

    private sealed class WellFormednessWalker(RegionProver prover, Blame blame) : TypeVisitor
    {
        public override bool Visit(Ty ty)
        {
            if ((ty.Flags & TypeFlags.HasFreeRegions) == 0)
            {
                return false;
            }
            if (!ty.HasEscapingBoundVars)
            {
                switch (ty)
                {
                    case Ty.Ref it:
                        prover.RequireOutlives(it.Pointee, prover.Regions.VidOf(it.Region), blame);
                        break;
                    case Ty.Adt it:
                        foreach (Predicate inferred in InferredOutlives.Of(prover._context, it.Def))
                        {
                            prover.RequireOutlives(prover.Regions.Renumber(prover.Types.Instantiate(inferred, it.Args)), blame);
                        }
                        prover.ProveItemBounds(it.Def.Id, it.Args, blame);
                        break;
                    case Ty.Alias { Kind: AliasKind.Projection } it:
                    {
                        DefId trait = prover._context.TraitOfProjection(it.Def);
                        int count = prover._context.GenericsOf(trait).Count;
                        prover.ProvePredicate(prover.Types.TraitPredicate(prover.Types.TraitRef(trait, prover.Types.Args(it.Args.AsSpan()[..count]))), blame);
                        break;
                    }
                    case Ty.Dynamic it:
                        // What the trait's values must outlive, the object's bound must.
                        foreach (ExistentialPredicate predicate in it.Predicates)
                        {
                            if (predicate is ExistentialPredicate.Trait { Vars.Count: 0 } principal)
                            {
                                TraitRef traitRef = prover.Types.TraitRef(principal.Def, prover.Types.Args([ty, .. principal.Args]));
                                foreach (Region bound in AliasBounds.OfTrait(prover._context, prover.Types, traitRef))
                                {
                                    prover.Regions.AddOutlives(prover.Regions.VidOf(it.Region), prover.Regions.VidOf(bound), blame);
                                }
                            }
                        }
                        break;
                    case Ty.Closure or Ty.FnDef:
                        return false;
                }
            }
            return SuperVisit(ty);
        }
    }
}
