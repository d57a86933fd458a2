using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Types.Traits;

/// <summary>Applying a candidate: unify with the goal and say what else must hold.</summary>
public sealed partial class TraitSolver
{
    /// <summary>Null when the candidate does not fit after all.</summary>
    private ImplSource? Confirm(Obligation obligation, Predicate.Trait goal, Candidate candidate)
    {
        List<Obligation> nested = [];
        switch (candidate.Kind)
        {
            case CandidateKind.Param or CandidateKind.AliasBound:
                return MatchAssumption(goal, candidate.Assumption!) ? new ImplSource.Param(candidate.Assumption!, nested) : null;
            case CandidateKind.Object:
                return MatchAssumption(goal, candidate.Assumption!)
                    ? new ImplSource.Object((Ty.Dynamic)Inference.Shallow(goal.TraitRef.SelfTy), nested)
                    : null;
            case CandidateKind.Impl:
            {
                GenericArgs? args = MatchImpl(goal, candidate.Impl, nested, obligation.Cause, obligation.Env);
                if (args is null)
                {
                    return null;
                }
                AddImplConditions(obligation, candidate.Impl, args, nested);
                return new ImplSource.Impl(candidate.Impl, args, nested);
            }
            case CandidateKind.Builtin:
                foreach (Ty condition in candidate.Conditions ?? [])
                {
                    Ty normal = Normalize(condition, obligation.Env, obligation.Cause, nested);
                    nested.Add(obligation.Nested(Types.TraitPredicate(Types.TraitRef(goal.TraitRef.Trait, normal))));
                }
                return new ImplSource.Builtin(
                    Context.LangItemOf(goal.TraitRef.Trait) == LangItem.Clone ? BuiltinKind.Clone : BuiltinKind.Marker, nested);
            case CandidateKind.AutoTrait:
                foreach (Ty part in ConstituentTypes(Inference.Shallow(goal.TraitRef.SelfTy)))
                {
                    Ty normalPart = Normalize(part, obligation.Env, obligation.Cause, nested);
                    nested.Add(obligation.Nested(Types.TraitPredicate(Types.TraitRef(goal.TraitRef.Trait, normalPart))));
                }
                if (Inference.Shallow(goal.TraitRef.SelfTy) is Ty.Coroutine coroutine)
                {
                    AddWitnessConditions(obligation, goal.TraitRef.Trait, coroutine, nested);
                }
                return new ImplSource.Builtin(BuiltinKind.AutoTrait, nested);
            case CandidateKind.Function or CandidateKind.Closure:
                return ConfirmFn(obligation, goal, candidate.Kind, nested);
            case CandidateKind.Coroutine:
                return new ImplSource.Builtin(BuiltinKind.Coroutine, nested);
            case CandidateKind.Unsize:
                return ConfirmUnsize(obligation, goal, nested) ? new ImplSource.Builtin(BuiltinKind.Unsize, nested) : null;
            default:
                throw new CompilerBug("unknown kind of candidate");
        }
    }

    /// <summary>What lives across a suspension must have the trait too, whatever its regions are.</summary>
    private void AddWitnessConditions(Obligation obligation, DefId trait, Ty.Coroutine coroutine, List<Obligation> nested)
    {
        foreach (Facts.WitnessLocal local in Context.WitnessOf(coroutine.Def).Locals)
        {
            List<BoundRegionDecl> bound = [];
            Ty ty = new ErasedToBound(Types, bound).Fold(local.Ty);
            Predicate instance = Types.TraitPredicate(Types.BoundVars(bound.ToArray()), Types.TraitRef(trait, ty));
            instance = NormalizePredicate(Types.Instantiate(instance, coroutine.Args), obligation.Env, obligation.Cause, nested);
            nested.Add(obligation.Nested(instance));
        }
    }

    private void AddImplConditions(Obligation obligation, DefId impl, GenericArgs args, List<Obligation> nested)
    {
        foreach (SpannedPredicate predicate in Context.PredicatesOf(impl).Own)
        {
            Predicate instance = Types.Instantiate(predicate.Predicate, args);
            instance = NormalizePredicate(instance, obligation.Env, obligation.Cause, nested);
            nested.Add(obligation.Nested(instance));
        }
    }

    /// <summary>
    /// The obligations that using an item with some arguments brings, normalised. Using a trait's item also needs what stands
    /// above the trait: nothing else looks whether an impl of the trait is accompanied by impls of its supertraits.
    /// </summary>
    public void AddItemObligations(DefId item, GenericArgs args, ParamEnv env, SourceSpan span, List<Obligation> obligations) =>
        AddItemObligations(item, item, args, env, span, obligations);

    private void AddItemObligations(DefId used, DefId owner, GenericArgs args, ParamEnv env, SourceSpan span, List<Obligation> obligations)
    {
        GenericPredicates predicates = Context.PredicatesOf(owner);
        if (predicates.Parent.IsSome)
        {
            AddItemObligations(used, predicates.Parent, args, env, span, obligations);
        }
        AddInstances(used, predicates.Own, args, env, span, obligations);
        if (Context.KindOf(owner) == DefKind.Trait)
        {
            AddInstances(used, Context.SuperPredicatesOf(owner).Own, args, env, span, obligations);
        }
    }

    private void AddInstances(
        DefId used, ImmutableArray<SpannedPredicate> predicates, GenericArgs args, ParamEnv env, SourceSpan span, List<Obligation> obligations)
    {
        foreach (SpannedPredicate predicate in predicates)
        {
            ObligationCause cause = new(span, new CauseCode.ItemBound(used, predicate.Span));
            Predicate instance = NormalizePredicate(Types.Instantiate(predicate.Predicate, args), env, cause, obligations);
            obligations.Add(new Obligation(instance, env, cause));
        }
    }
}
