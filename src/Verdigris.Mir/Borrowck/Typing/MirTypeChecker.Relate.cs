using System.Collections.Generic;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>Relating types, normalising, proving predicates: all that turns into constraints.</summary>
internal sealed partial class MirTypeChecker
{
    /// <summary>Covariant: <paramref name="a"/> is a subtype of <paramref name="b"/>.</summary>
    public bool Relate(Variance variance, Ty a, Ty b, Blame blame)
    {
        if (a == b || a.HasError || b.HasError)
        {
            return true;
        }
        int universe = _inference.Universe;
        bool isOk = _inference.Relate(variance, a, b).IsOk;
        if (!isOk && ((a.Flags | b.Flags) & TypeFlags.HasAlias) != 0)
        {
            // A type that was written before its projections could be normalised.
            _inference.RegionConstraints.Clear();
            isOk = _inference.Relate(variance, Normalize(a, blame), Normalize(b, blame)).IsOk;
        }
        if (_inference.Universe > universe)
        {
            _regions.NoteRelated(universe + 1, _inference.Universe, variance == Variance.Contravariant ? b : a, variance == Variance.Contravariant ? a : b);
        }
        Drain(blame);
        return isOk;
    }

    /// <summary>Makes constraints of what unification and the solver found since last time.</summary>
    private void Drain(Blame blame)
    {
        List<RegionConstraint> found = _inference.RegionConstraints;
        for (int i = 0; i < found.Count; i++)
        {
            _regions.AddOutlives(_regions.VidOf(found[i].Longer), _regions.VidOf(found[i].Shorter), blame);
        }
        found.Clear();
    }

    public Ty Normalize(Ty ty, Blame blame)
    {
        if (!ty.HasProjection)
        {
            return ty;
        }
        List<Obligation> nested = [];
        Ty normal = _solver.Normalize(ty, _env, new ObligationCause(blame.Span), nested);
        Prove(nested, blame);
        return _regions.Renumber(_inference.Resolve(normal));
    }

    private FnSig Normalize(FnSig sig, Blame blame)
    {
        if (!sig.HasProjection)
        {
            return sig;
        }
        List<Obligation> nested = [];
        FnSig normal = _solver.Normalize(sig, _env, new ObligationCause(blame.Span), nested);
        Prove(nested, blame);
        return _regions.Renumber(_inference.Resolve(normal));
    }

    /// <summary>The where clauses of an item used with some arguments.</summary>
    private void ProveItemBounds(Resolve.Definitions.DefId item, GenericArgs args, Blame blame)
    {
        GenericPredicates predicates = _context.PredicatesOf(item);
        if (predicates.Parent.IsSome)
        {
            ProveItemBounds(predicates.Parent, args, blame);
        }
        foreach (SpannedPredicate predicate in predicates.Own)
        {
            if (MatterFor(predicate.Predicate))
            {
                Predicate instance = Types.Instantiate(predicate.Predicate, args);
                ProvePredicate(instance, blame with { Category = ConstraintCategory.Predicate, BoundSpan = predicate.Span });
            }
        }
    }

    public void ProvePredicate(Predicate predicate, Blame blame)
    {
        if (!MatterFor(predicate) || (predicate.Flags & (TypeFlags.HasFreeRegions | TypeFlags.HasBoundRegions)) == 0 && predicate is not Predicate.TypeOutlives)
        {
            return;
        }
        List<Obligation> obligations = [];
        ObligationCause cause = new(blame.Span);
        if (predicate.HasProjection)
        {
            predicate = _solver.NormalizePredicate(predicate, _env, cause, obligations);
        }
        obligations.Add(new Obligation(predicate, _env, cause));
        int universe = _inference.Universe;
        Prove(obligations, blame);
        if (_inference.Universe > universe)
        {
            _regions.NoteProved(universe + 1, _inference.Universe, predicate);
        }
    }

    /// <summary>Sizedness and the types of constants have nothing to do with regions.</summary>
    private bool MatterFor(Predicate predicate) => predicate switch
    {
        Predicate.Trait it => _context.LangItemOf(it.TraitRef.Trait) is not (LangItem.Sized or LangItem.MetaSized or LangItem.PointeeSized or LangItem.Destruct),
        Predicate.ConstHasType or Predicate.DynCompatible => false,
        _ => true,
    };

    /// <summary>That the obligations hold was found by type checking; here only their regions matter.</summary>
    private void Prove(List<Obligation> obligations, Blame blame)
    {
        if (obligations.Count > 0)
        {
            Fulfillment fulfillment = new(_solver);
            foreach (Obligation obligation in obligations)
            {
                if (MatterFor(obligation.Predicate))
                {
                    fulfillment.Register(obligation);
                }
            }
            fulfillment.SelectAllOrError();
            Drain(blame);
            foreach (Obligation outlives in fulfillment.OutlivesObligations)
            {
                RequireOutlives(_inference.Resolve(outlives.Predicate), blame);
            }
        }
        Drain(blame);
    }

    private void RequireOutlives(Predicate predicate, Blame blame)
    {
        predicate = _inference.OpenUniversally(predicate);
        switch (predicate)
        {
            case Predicate.RegionOutlives it:
                _regions.AddOutlives(_regions.VidOf(it.Longer), _regions.VidOf(it.Shorter), blame);
                break;
            case Predicate.TypeOutlives it:
                RequireOutlives(it.Ty, _regions.VidOf(it.Region), blame);
                break;
        }
    }

    private void RequireOutlives(Ty ty, RegionVid shorter, Blame blame)
    {
        List<GenericArg> components = [];
        OutlivesComponents.Collect(Normalize(ty, blame), components);
        foreach (GenericArg component in components)
        {
            switch (component)
            {
                case Region longer:
                    _regions.AddOutlives(_regions.VidOf(longer), shorter, blame);
                    break;
                case Ty.Param param:
                    _regions.TypeTests.Add(new TypeTest(param, shorter, blame));
                    break;
                case Ty.Alias alias:
                    RequireAliasOutlives(alias, shorter, blame);
                    break;
            }
        }
    }

    /// <summary>
    /// An alias outlives what its bounds say, or else what all its arguments do. Where only one way is open its constraints are
    /// taken at once; a choice is made after solving.
    /// </summary>
    private void RequireAliasOutlives(Ty.Alias alias, RegionVid shorter, Blame blame)
    {
        List<Region> bounds = AliasBounds.OutlivesOf(_context, Types, alias);
        bool isAssumed = false;
        foreach (Predicate assumption in _env.Assumptions)
        {
            isAssumed |= assumption is Predicate.TypeOutlives { Ty: Ty.Alias about } && about.Def == alias.Def;
        }
        foreach ((Ty generic, _) in _regions.ImpliedTypeBounds)
        {
            isAssumed |= generic is Ty.Alias about && about.Def == alias.Def;
        }
        if (!isAssumed && bounds.Count == 0 && (alias.Flags & TypeFlags.HasFreeRegions) != 0)
        {
            if (alias.Kind == AliasKind.Opaque)
            {
                Variances variances = _context.VariancesOf(alias.Def);
                for (int i = 0; i < alias.Args.Count; i++)
                {
                    if (variances.Of[i] != Variance.Bivariant)
                    {
                        RequireArgOutlives(alias.Args[i], shorter, blame);
                    }
                }
                return;
            }
            foreach (GenericArg arg in alias.Args)
            {
                RequireArgOutlives(arg, shorter, blame);
            }
            return;
        }
        if (!isAssumed && bounds.Count == 1)
        {
            _regions.AddOutlives(_regions.VidOf(bounds[0]), shorter, blame);
            return;
        }
        _regions.TypeTests.Add(new TypeTest(alias, shorter, blame));
    }

    private void RequireArgOutlives(GenericArg arg, RegionVid shorter, Blame blame)
    {
        switch (arg)
        {
            case Region region:
                _regions.AddOutlives(_regions.VidOf(region), shorter, blame);
                break;
            case Ty ty:
                RequireOutlives(ty, shorter, blame);
                break;
        }
    }
}
