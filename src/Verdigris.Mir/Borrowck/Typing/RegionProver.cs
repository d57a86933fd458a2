using System.Collections.Generic;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// Relates types, normalises them and proves predicates, all for the sake of regions: what comes of it are outlives constraints.
/// That the types agree and the predicates hold was found by type checking. A question that does not depend on the body is
/// answered once, as a <see cref="RegionTemplate"/>.
/// </summary>
/// <param name="inference">Its region variables are those of <paramref name="regions"/>.</param>
/// <param name="itemBounds">The crate's.</param>
/// <param name="templates">Null: everything is worked out here.</param>
internal sealed partial class RegionProver(Inference inference, RegionTable regions, ParamEnv env, ItemBounds itemBounds, RegionTemplates? templates) : IKnownProjections
{
    private readonly TraitSolver _solver = new(inference);
    private readonly TypeContext _context = inference.Context;

    // What was demanded since the last call of Forget.
    private readonly HashSet<(ParamEnv, Predicate)> _demanded = [];

    // Of the proof under way.
    private Blame _blame;

    private TypeInterner Types => inference.Types;

    private RegionTable Regions => regions;

    /// <summary>
    /// What is proved from now on is proved anew, with its own blame. Until then nothing is proved twice: a constraint holds at all
    /// points of the body, but its blame tells what first led to it.
    /// </summary>
    public void Forget()
    {
        _demanded.Clear();
        inference.ForgetProjections();
    }

    /// <summary>Covariant: <paramref name="a"/> is a subtype of <paramref name="b"/>.</summary>
    public bool Relate(Variance variance, Ty a, Ty b, Blame blame)
    {
        if (a == b || a.HasError || b.HasError)
        {
            return true;
        }
        int universe = inference.Universe;
        bool isOk = inference.Relate(variance, a, b).IsOk;
        if (!isOk && ((a.Flags | b.Flags) & TypeFlags.HasAlias) != 0)
        {
            // A type that was written before its projections could be normalised.
            inference.RegionConstraints.Clear();
            isOk = inference.Relate(variance, Normalize(a, blame), Normalize(b, blame)).IsOk;
        }
        if (inference.Universe > universe)
        {
            regions.NoteRelated(universe + 1, inference.Universe, variance == Variance.Contravariant ? b : a, variance == Variance.Contravariant ? a : b);
        }
        Drain(blame);
        return isOk;
    }

    /// <summary>Makes constraints of what unification and the solver found since last time.</summary>
    public void Drain(Blame blame)
    {
        List<RegionConstraint> found = inference.RegionConstraints;
        for (int i = 0; i < found.Count; i++)
        {
            regions.AddOutlives(regions.VidOf(found[i].Longer), regions.VidOf(found[i].Shorter), blame);
        }
        found.Clear();
    }

    public Ty Normalize(Ty ty, Blame blame)
    {
        if (!ty.HasProjection)
        {
            return ty;
        }
        if (TryTemplate(RegionQuestionKind.Normalize, ty, null, default, blame) is { } applied)
        {
            return Instantiate(applied.Template.Normal!, applied.Regions);
        }
        _blame = blame;
        List<Obligation> nested = [];
        Ty normal = _solver.Normalize(ty, env, new ObligationCause(blame.Span), nested);
        Prove(nested, blame);
        return regions.Renumber(inference.Resolve(normal));
    }

    /// <summary>With the signature's own lifetimes still bound.</summary>
    public Binder<FnSig> Normalize(Binder<FnSig> sig, Blame blame)
    {
        if (!sig.Value.HasProjection)
        {
            return sig with { Value = regions.Renumber(sig.Value) };
        }
        _blame = blame;
        List<Obligation> nested = [];
        sig = _solver.Normalize(sig, env, new ObligationCause(blame.Span), nested);
        Prove(nested, blame);
        return sig with { Value = regions.Renumber(inference.Resolve(sig.Value)) };
    }

    private FnSig Normalize(FnSig sig, Blame blame)
    {
        if (!sig.HasProjection)
        {
            return sig;
        }
        _blame = blame;
        List<Obligation> nested = [];
        FnSig normal = _solver.Normalize(sig, env, new ObligationCause(blame.Span), nested);
        Prove(nested, blame);
        return regions.Renumber(inference.Resolve(normal));
    }

    public void ProvePredicate(Predicate predicate, Blame blame)
    {
        if (!ItemBounds.MatterFor(_context, predicate) || !ItemBounds.SaysAnything(predicate))
        {
            return;
        }
        if (TryTemplate(RegionQuestionKind.Predicate, predicate, null, default, blame) is not null)
        {
            return;
        }
        _blame = blame;
        List<Obligation> obligations = [];
        ObligationCause cause = new(blame.Span);
        if (predicate.HasProjection)
        {
            predicate = _solver.NormalizePredicate(predicate, env, cause, obligations);
        }
        obligations.Add(new Obligation(predicate, env, cause));
        int universe = inference.Universe;
        Prove(obligations, blame);
        if (inference.Universe > universe)
        {
            regions.NoteProved(universe + 1, inference.Universe, predicate);
        }
    }

    /// <summary>That the obligations hold was found by type checking; here only their regions matter.</summary>
    private void Prove(List<Obligation> obligations, Blame blame)
    {
        if (obligations.Count > 0)
        {
            _blame = blame;
            Fulfillment fulfillment = new(_solver, _demanded, IsKnown);
            foreach (Obligation obligation in obligations)
            {
                if (ItemBounds.MatterFor(_context, obligation.Predicate))
                {
                    fulfillment.Register(obligation);
                }
            }
            fulfillment.SelectAllOrError();
            Drain(blame);
            foreach (Obligation outlives in fulfillment.OutlivesObligations)
            {
                RequireOutlives(inference.Resolve(outlives.Predicate), blame);
            }
        }
        Drain(blame);
    }

    /// <summary>Closures make a proof this body's own; what it needs of other types may be known all the same.</summary>
    Ty? IKnownProjections.Find(ParamEnv asked, Ty.Alias alias) =>
        asked == env && TryTemplate(RegionQuestionKind.Normalize, alias, null, default, _blame) is { } applied
            ? Instantiate(applied.Template.Normal!, applied.Regions)
            : null;

    private bool IsKnown(Obligation obligation) =>
        obligation.Env == env && TryTemplate(RegionQuestionKind.Predicate, obligation.Predicate, null, default, _blame) is not null;

    public void RequireOutlives(Predicate predicate, Blame blame)
    {
        predicate = inference.OpenUniversally(predicate);
        switch (predicate)
        {
            case Predicate.RegionOutlives it:
                regions.AddOutlives(regions.VidOf(it.Longer), regions.VidOf(it.Shorter), blame);
                break;
            case Predicate.TypeOutlives it:
                RequireOutlives(it.Ty, regions.VidOf(it.Region), blame);
                break;
        }
    }

    public void RequireOutlives(Ty ty, RegionVid shorter, Blame blame)
    {
        List<GenericArg> components = [];
        OutlivesComponents.Collect(Normalize(ty, blame), components);
        foreach (GenericArg component in components)
        {
            RequireComponentOutlives(component, shorter, blame);
        }
    }

    /// <summary>For one of what <see cref="OutlivesComponents"/> finds.</summary>
    private void RequireComponentOutlives(GenericArg component, RegionVid shorter, Blame blame)
    {
        switch (component)
        {
            case Region longer:
                regions.AddOutlives(regions.VidOf(longer), shorter, blame);
                break;
            case Ty.Param param:
                regions.TypeTests.Add(new TypeTest(param, shorter, blame));
                break;
            case Ty.Alias alias:
                RequireAliasOutlives(alias, shorter, blame);
                break;
        }
    }

    /// <summary>
    /// An alias outlives what its bounds say, or else what all its arguments do. Where only one way is open its constraints are
    /// taken at once; a choice is made after solving.
    /// </summary>
    private void RequireAliasOutlives(Ty.Alias alias, RegionVid shorter, Blame blame)
    {
        if (regions.IsOfTemplate)
        {
            // What is known of it depends on the body that asks.
            regions.TypeTests.Add(new TypeTest(alias, shorter, blame));
            return;
        }
        List<Region> bounds = AliasBounds.OutlivesOf(_context, Types, alias);
        bool isAssumed = false;
        foreach (Predicate assumption in env.Assumptions)
        {
            isAssumed |= assumption is Predicate.TypeOutlives { Ty: Ty.Alias about } && about.Def == alias.Def;
        }
        foreach ((Ty generic, _) in regions.ImpliedTypeBounds)
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
            regions.AddOutlives(regions.VidOf(bounds[0]), shorter, blame);
            return;
        }
        regions.TypeTests.Add(new TypeTest(alias, shorter, blame));
    }

    private void RequireArgOutlives(GenericArg arg, RegionVid shorter, Blame blame)
    {
        switch (arg)
        {
            case Region region:
                regions.AddOutlives(regions.VidOf(region), shorter, blame);
                break;
            case Ty ty:
                RequireOutlives(ty, shorter, blame);
                break;
        }
    }
}
