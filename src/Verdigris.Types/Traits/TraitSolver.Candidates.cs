using System;
using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Types.Traits;

/// <summary>Finding the candidates for a trait goal and choosing among them.</summary>
public sealed partial class TraitSolver
{
    private enum CandidateKind
    {
        /// <summary>A where clause; <see cref="Candidate.Assumption"/>.</summary>
        Param,
        /// <summary>A bound of the alias that is the self type; <see cref="Candidate.Assumption"/>.</summary>
        AliasBound,
        /// <summary>A trait that the trait object itself stands for; <see cref="Candidate.Assumption"/>.</summary>
        Object,
        Impl,
        Builtin,
        AutoTrait,
        Function,
        Closure,
        Coroutine,
        Unsize,
    }

    private readonly record struct Candidate(CandidateKind Kind, Predicate.Trait? Assumption = null, DefId Impl = default, List<Ty>? Conditions = null);

    /// <summary>
    /// Chooses why a goal holds and binds what that choice says about inference variables. The caller deals with the nested
    /// obligations. When nothing or several things fit, inference is left as it was.
    /// </summary>
    public SelectionResult Select(Obligation obligation, Predicate.Trait goal)
    {
        goal = (Predicate.Trait)Inference.Resolve(Inference.OpenUniversally(goal));
        if (goal.HasError)
        {
            return SelectionResult.Error;
        }
        List<Candidate> candidates = [];
        bool isAmbiguous = false;
        Assemble(obligation, goal, candidates, ref isAmbiguous);
        if (isAmbiguous)
        {
            return SelectionResult.Ambiguous;
        }
        if (candidates.Count > 1)
        {
            Winnow(obligation, goal, candidates);
        }
        if (candidates.Count == 0)
        {
            return SelectionResult.Unimplemented;
        }
        if (candidates.Count > 1)
        {
            return SelectionResult.Ambiguous;
        }
        Candidate chosen = candidates[0];
        if (chosen.Kind == CandidateKind.Impl && Context.ImplHeaderOf(chosen.Impl).IsNegative != goal.IsNegative)
        {
            return SelectionResult.Unimplemented;
        }
        Inference.Snapshot snapshot = Inference.Begin();
        ImplSource? source = Confirm(obligation, goal, chosen);
        if (source is null)
        {
            Inference.RollBack(snapshot);
            return SelectionResult.Unimplemented;
        }
        Inference.Commit(snapshot);
        return new SelectionResult(SelectionStatus.Selected, source);
    }

    private void Assemble(Obligation obligation, Predicate.Trait goal, List<Candidate> candidates, ref bool isAmbiguous)
    {
        DefId trait = goal.TraitRef.Trait;
        Ty self = Inference.Shallow(goal.TraitRef.SelfTy);
        LangItem? lang = Context.LangItemOf(trait);
        if (lang is LangItem.MetaSized or LangItem.PointeeSized or LangItem.Destruct)
        {
            // Everything that stable Rust can write has these.
            candidates.Add(new Candidate(CandidateKind.Builtin));
            return;
        }
        if (self.IsTyVar && lang != LangItem.Unsize)
        {
            isAmbiguous = true;
            return;
        }
        AssembleAssumptions(obligation.Env, goal, candidates);
        AssembleAliasBounds(obligation.Env, goal, self, candidates);
        AssembleObject(goal, self, candidates);
        switch (lang)
        {
            case LangItem.Sized:
                AssembleConditions(SizedConditions(self), candidates, ref isAmbiguous);
                return;
            case LangItem.Copy or LangItem.Clone:
                AssembleImpls(goal, candidates);
                AssembleConditions(CopyCloneConditions(self), candidates, ref isAmbiguous);
                return;
            case LangItem.DiscriminantKind or LangItem.Pointee:
                candidates.Add(new Candidate(CandidateKind.Builtin));
                return;
            case LangItem.TupleTrait:
                if (self is Ty.Tuple)
                {
                    candidates.Add(new Candidate(CandidateKind.Builtin));
                }
                return;
            case LangItem.FnPtrTrait:
                if (self is Ty.FnPtr)
                {
                    candidates.Add(new Candidate(CandidateKind.Builtin));
                }
                return;
            case LangItem.Unsize:
                AssembleUnsize(goal, candidates, ref isAmbiguous);
                return;
            case LangItem.Fn or LangItem.FnMut or LangItem.FnOnce or LangItem.AsyncFn or LangItem.AsyncFnMut or LangItem.AsyncFnOnce:
                AssembleImpls(goal, candidates);
                AssembleFn(lang.Value, self, candidates, ref isAmbiguous);
                return;
            case LangItem.Future:
                AssembleImpls(goal, candidates);
                if (self is Ty.Coroutine)
                {
                    candidates.Add(new Candidate(CandidateKind.Coroutine));
                }
                return;
            default:
                AssembleImpls(goal, candidates);
                if (Context.TraitDefOf(trait).IsAuto)
                {
                    AssembleAuto(lang, self, candidates, ref isAmbiguous);
                }
                return;
        }
    }

    private void AssembleAssumptions(ParamEnv env, Predicate.Trait goal, List<Candidate> candidates)
    {
        foreach (Predicate assumption in env.Assumptions)
        {
            if (assumption is Predicate.Trait trait && trait.TraitRef.Trait == goal.TraitRef.Trait && trait.IsNegative == goal.IsNegative
                && MatchesAssumption(goal, trait))
            {
                AddAssumption(CandidateKind.Param, trait, candidates);
            }
        }
    }

    private static void AddAssumption(CandidateKind kind, Predicate.Trait assumption, List<Candidate> candidates)
    {
        foreach (Candidate candidate in candidates)
        {
            if (candidate.Assumption == assumption)
            {
                return;
            }
        }
        candidates.Add(new Candidate(kind, assumption));
    }

    private bool MatchesAssumption(Predicate.Trait goal, Predicate.Trait assumption)
    {
        if (!MayUnify(assumption.TraitRef.Args, goal.TraitRef.Args, paramsUnify: false))
        {
            return false;
        }
        Inference.Snapshot snapshot = Inference.Begin();
        bool matches = MatchAssumption(goal, assumption);
        Inference.RollBack(snapshot);
        return matches;
    }

    private bool MatchAssumption(Predicate.Trait goal, Predicate.Trait assumption)
    {
        Predicate.Trait open = (Predicate.Trait)Inference.OpenExistentially(assumption);
        return Inference.EquateArgs(goal.TraitRef.Args, open.TraitRef.Args).IsOk;
    }

    private void AssembleAliasBounds(ParamEnv env, Predicate.Trait goal, Ty self, List<Candidate> candidates)
    {
        // <T::A as Trait>::B: bounds may stand at any alias of the chain.
        while (self is Ty.Alias alias)
        {
            List<Predicate> bounds = [];
            foreach (SpannedPredicate bound in Context.ItemBoundsOf(alias.Def).Own)
            {
                bounds.Add(Types.Instantiate(bound.Predicate, alias.Args));
            }
            foreach (Predicate bound in Elaborator.Elaborate(Context, bounds))
            {
                if (bound is not Predicate.Trait trait || trait.TraitRef.Trait != goal.TraitRef.Trait)
                {
                    continue;
                }
                // A bound's own arguments may need normalising before they can match.
                List<Obligation> ignored = [];
                Predicate.Trait normalised = trait.TraitRef.Args.HasProjection
                    ? (Predicate.Trait)NormalizeBoundArgs(env, trait, ignored)
                    : trait;
                if (MatchesAssumption(goal, normalised))
                {
                    AddAssumption(CandidateKind.AliasBound, normalised, candidates);
                }
            }
            if (alias.Kind != AliasKind.Projection)
            {
                return;
            }
            self = Inference.Shallow(alias.Args.TypeAt(0));
        }
    }

    private Predicate NormalizeBoundArgs(ParamEnv env, Predicate.Trait bound, List<Obligation> nested)
    {
        // The self type is the alias itself: it stays; only what follows is normalised.
        GenericArg[] args = bound.TraitRef.Args.AsSpan().ToArray();
        bool changed = false;
        for (int i = 1; i < args.Length; i++)
        {
            if (args[i] is Ty { HasProjection: true, HasEscapingBoundVars: false } ty)
            {
                args[i] = Normalize(ty, env, ObligationCause.Dummy, nested);
                changed = true;
            }
        }
        return changed ? Types.TraitPredicate(bound.Vars, Types.TraitRef(bound.TraitRef.Trait, Types.Args(args)), bound.IsNegative) : bound;
    }

    private void AssembleObject(Predicate.Trait goal, Ty self, List<Candidate> candidates)
    {
        if (self is not Ty.Dynamic dynamic || goal.IsNegative)
        {
            return;
        }
        foreach (Predicate.Trait bound in ObjectTraits(dynamic))
        {
            if (bound.TraitRef.Trait == goal.TraitRef.Trait && MatchesAssumption(goal, bound))
            {
                AddAssumption(CandidateKind.Object, bound, candidates);
            }
        }
    }

    /// <summary>The traits that a trait object implements by being one: its bounds and their supertraits, with itself as self type.</summary>
    private List<Predicate.Trait> ObjectTraits(Ty.Dynamic dynamic)
    {
        List<Predicate> own = [];
        foreach (ExistentialPredicate bound in dynamic.Predicates)
        {
            switch (bound)
            {
                case ExistentialPredicate.Trait it:
                    own.Add(Types.TraitPredicate(it.Vars, Types.TraitRef(it.Def, WithSelf(dynamic, it.Args))));
                    break;
                case ExistentialPredicate.AutoTrait it:
                    own.Add(Types.TraitPredicate(Types.TraitRef(it.Def, (Ty)dynamic)));
                    break;
                case ExistentialPredicate.Projection:
                    break;
            }
        }
        List<Predicate.Trait> result = [];
        foreach (Predicate predicate in Elaborator.Elaborate(Context, own))
        {
            if (predicate is Predicate.Trait trait)
            {
                result.Add(trait);
            }
        }
        return result;
    }

    /// <summary>A trait object bound's arguments with the self type put in front. The self type lies outside the bound's binder.</summary>
    internal GenericArgs WithSelf(Ty self, GenericArgs args) => Types.Args([Types.ShiftIn(self, 1), .. args.AsSpan()]);

    private void AssembleImpls(Predicate.Trait goal, List<Candidate> candidates)
    {
        TraitImpls impls = TraitImpls.Of(Context, goal.TraitRef.Trait);
        Ty self = Inference.Shallow(goal.TraitRef.SelfTy);
        SimplifiedTy shape = SimplifiedTy.Of(self);
        if (shape.IsAny && self is Ty.Infer)
        {
            // {integer} and {float}: any numeric impl may do.
            foreach (DefId impl in impls.All)
            {
                AssembleImpl(goal, impl, candidates);
            }
            return;
        }
        if (!shape.IsAny)
        {
            foreach (DefId impl in impls.WithShape(shape))
            {
                AssembleImpl(goal, impl, candidates);
            }
        }
        foreach (DefId impl in impls.Blanket)
        {
            AssembleImpl(goal, impl, candidates);
        }
    }

    private void AssembleImpl(Predicate.Trait goal, DefId impl, List<Candidate> candidates)
    {
        ImplHeader header = Context.ImplHeaderOf(impl);
        if (!MayUnify(header.TraitRef!.Args, goal.TraitRef.Args, paramsUnify: true))
        {
            return;
        }
        Inference.Snapshot snapshot = Inference.Begin();
        List<Obligation> nested = [];
        bool matches = MatchImpl(goal, impl, nested, ObligationCause.Dummy, ParamEnv.Empty) is not null;
        Inference.RollBack(snapshot);
        if (matches)
        {
            candidates.Add(new Candidate(CandidateKind.Impl, Impl: impl));
        }
    }

    /// <summary>Unifies an impl's head with the goal; its arguments, or null.</summary>
    private GenericArgs? MatchImpl(Predicate.Trait goal, DefId impl, List<Obligation> nested, ObligationCause cause, ParamEnv env)
    {
        GenericArgs args = Inference.FreshArgsFor(impl, cause.Span);
        GenericArgs head = Types.Instantiate(Context.ImplHeaderOf(impl).TraitRef!.Args, args);
        if (head.HasProjection)
        {
            head = Normalize(head, env, cause, nested);
        }
        return Inference.EquateArgs(goal.TraitRef.Args, head).IsOk ? args : null;
    }

    private static void AssembleConditions(List<Ty>? conditions, List<Candidate> candidates, ref bool isAmbiguous)
    {
        if (conditions == s_ambiguousConditions)
        {
            isAmbiguous = true;
        }
        else if (conditions is not null)
        {
            candidates.Add(new Candidate(CandidateKind.Builtin, Conditions: conditions));
        }
    }

    private void AssembleAuto(LangItem? trait, Ty self, List<Candidate> candidates, ref bool isAmbiguous)
    {
        foreach (Candidate candidate in candidates)
        {
            // An explicit impl, positive or negative, decides for the types that it covers.
            if (candidate.Kind is CandidateKind.Impl or CandidateKind.Param or CandidateKind.AliasBound or CandidateKind.Object)
            {
                return;
            }
        }
        switch (self)
        {
            case Ty.Param or Ty.Dynamic or Ty.Foreign or Ty.Fresh or Ty.Alias { Kind: AliasKind.Projection }:
                return;
            case Ty.Infer { Kind: InferKind.General }:
                isAmbiguous = true;
                return;
            case Ty.Coroutine when trait == LangItem.Unpin:
                // References to its own variables may live across a suspension.
                return;
            case Ty.Coroutine coroutine when IsInBodyInProgress(coroutine.Def):
                isAmbiguous = true;
                return;
            default:
                candidates.Add(new Candidate(CandidateKind.AutoTrait));
                return;
        }
    }

    /// <summary>Drops candidates that certainly fail, then those that a better one shadows.</summary>
    private void Winnow(Obligation obligation, Predicate.Trait goal, List<Candidate> candidates)
    {
        for (int i = candidates.Count - 1; i >= 0; i--)
        {
            if (EvaluateCandidate(obligation, goal, candidates[i]) == Evaluation.Fails)
            {
                candidates.RemoveAt(i);
            }
        }
        if (candidates.Count <= 1)
        {
            return;
        }
        int best = int.MaxValue;
        foreach (Candidate candidate in candidates)
        {
            best = Math.Min(best, Rank(candidate));
        }
        candidates.RemoveAll(candidate => Rank(candidate) != best);
        if (candidates.Count > 1 && candidates[0].Kind is CandidateKind.Param or CandidateKind.AliasBound or CandidateKind.Object)
        {
            DropEqualAssumptions(goal, candidates);
        }
        if (candidates.Count > 1 && candidates[0].Kind == CandidateKind.Impl)
        {
            ChooseImpl(goal, candidates);
        }
    }

    /// <summary>Smaller wins. Built-in rules of <c>Sized</c> and the like never disagree with others; a where clause shadows impls.</summary>
    private static int Rank(Candidate candidate) => candidate.Kind switch
    {
        CandidateKind.Builtin => 0,
        // A where clause without parameters says nothing that the impls do not say better.
        CandidateKind.Param => candidate.Assumption!.HasParam || candidate.Assumption.Vars.Count != 0 ? 1 : 4,
        CandidateKind.AliasBound => 2,
        CandidateKind.Object => 2,
        CandidateKind.Function or CandidateKind.Closure or CandidateKind.Coroutine or CandidateKind.Unsize => 3,
        CandidateKind.Impl => 3,
        CandidateKind.AutoTrait => 5,
    };

    private void DropEqualAssumptions(Predicate.Trait goal, List<Candidate> candidates)
    {
        // Assumptions that differ only in regions are the same here; the borrow checker weighs the regions.
        Predicate first = Types.EraseRegions(candidates[0].Assumption!);
        bool allSame = true;
        foreach (Candidate candidate in candidates)
        {
            allSame &= Types.EraseRegions(candidate.Assumption!) == first;
        }
        if (allSame || !goal.HasInfer)
        {
            candidates.RemoveRange(1, candidates.Count - 1);
        }
    }

    private void ChooseImpl(Predicate.Trait goal, List<Candidate> candidates)
    {
        for (int i = candidates.Count - 1; i >= 0 && candidates.Count > 1; i--)
        {
            for (int j = 0; j < candidates.Count; j++)
            {
                if (i != j && Specialises(candidates[j].Impl, candidates[i].Impl))
                {
                    candidates.RemoveAt(i);
                    break;
                }
            }
        }
        // Overlap without specialisation is reported by coherence (or allowed, for marker traits); any one will do.
        if (candidates.Count > 1 && !goal.HasInfer)
        {
            candidates.RemoveRange(1, candidates.Count - 1);
        }
    }

    /// <summary>Whether every type of impl <paramref name="special"/> is covered by <paramref name="general"/>, and not the other way round.</summary>
    private bool Specialises(DefId special, DefId general) => Covers(general, special) && !Covers(special, general);

    private bool Covers(DefId general, DefId special)
    {
        if (!Context.SolverCache.Coverings.TryGetValue((general, special), out bool covers))
        {
            covers = ComputeCovers(general, special);
            Context.SolverCache.Coverings.TryAdd((general, special), covers);
        }
        return covers;
    }

    private bool ComputeCovers(DefId general, DefId special)
    {
        ImplHeader header = Context.ImplHeaderOf(special);
        TraitSolver fresh = new(new Inference(Context));
        Predicate.Trait goal = fresh.Types.TraitPredicate(header.TraitRef!);
        List<Obligation> nested = [];
        GenericArgs? args = fresh.MatchImpl(goal, general, nested, ObligationCause.Dummy, Context.ParamEnvOf(special));
        if (args is null)
        {
            return false;
        }
        fresh.AddImplConditions(new Obligation(goal, Context.ParamEnvOf(special), ObligationCause.Dummy), general, args, nested);
        return fresh.EvaluateAll(nested) == Evaluation.Holds;
    }

    private Evaluation EvaluateCandidate(Obligation obligation, Predicate.Trait goal, Candidate candidate)
    {
        Inference.Snapshot snapshot = Inference.Begin();
        ImplSource? source = Confirm(obligation, goal, candidate);
        Evaluation result = source is null ? Evaluation.Fails : EvaluateAll(source.Nested);
        if (result != Evaluation.Fails && candidate.Kind == CandidateKind.Impl && Context.ImplHeaderOf(candidate.Impl).IsNegative)
        {
            // A negative impl stays in the race: it must not silently give way to another candidate.
            result = Evaluation.Holds;
        }
        Inference.RollBack(snapshot);
        return result;
    }

    /// <summary>
    /// A cheap test by outermost shapes whether two argument lists could be unified: no false negatives.
    /// </summary>
    /// <param name="paramsUnify">Parameters on the left are an impl's own and stand for anything.</param>
    private bool MayUnify(GenericArgs left, GenericArgs right, bool paramsUnify)
    {
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i] is Ty a && right[i] is Ty b && !MayUnify(a, b, paramsUnify, 4))
            {
                return false;
            }
        }
        return true;
    }

    private bool MayUnify(Ty left, Ty right, bool paramsUnify, int depth)
    {
        if (left == right || depth == 0)
        {
            return true;
        }
        right = Inference.Shallow(right);
        left = left is Ty.Infer ? Inference.Shallow(left) : left;
        if (right is Ty.Infer variable)
        {
            return variable.Kind switch
            {
                InferKind.General => true,
                InferKind.Integer => left.IsIntegral || left is Ty.Param && paramsUnify || left is Ty.Alias or Ty.Infer or Ty.Error,
                InferKind.Float => left.IsFloat || left is Ty.Param && paramsUnify || left is Ty.Alias or Ty.Infer or Ty.Error,
            };
        }
        switch (left, right)
        {
            case (Ty.Param, _) when paramsUnify:
            case (Ty.Infer or Ty.Alias or Ty.Error, _):
            case (_, Ty.Error):
                return true;
            // Aliases of the goal are rigid, but may still equal an alias on the left, handled above.
            case (Ty.Adt a, Ty.Adt b):
                return a.Def == b.Def && MayUnifyArgs(a.Args, b.Args, paramsUnify, depth - 1);
            case (Ty.Ref a, Ty.Ref b):
                return a.IsMutable == b.IsMutable && MayUnify(a.Pointee, b.Pointee, paramsUnify, depth - 1);
            case (Ty.RawPtr a, Ty.RawPtr b):
                return a.IsMutable == b.IsMutable && MayUnify(a.Pointee, b.Pointee, paramsUnify, depth - 1);
            case (Ty.Slice a, Ty.Slice b):
                return MayUnify(a.Element, b.Element, paramsUnify, depth - 1);
            case (Ty.Array a, Ty.Array b):
                return MayUnify(a.Element, b.Element, paramsUnify, depth - 1);
            case (Ty.Tuple a, Ty.Tuple b):
                if (a.Elements.Count != b.Elements.Count)
                {
                    return false;
                }
                for (int i = 0; i < a.Elements.Count; i++)
                {
                    if (!MayUnify(a.Elements[i], b.Elements[i], paramsUnify, depth - 1))
                    {
                        return false;
                    }
                }
                return true;
            case (Ty.Param a, Ty.Param b):
                return a.Index == b.Index;
            default:
                return left.GetType() == right.GetType() && SimplifiedTy.Of(left) == SimplifiedTy.Of(right);
        }
    }

    private bool MayUnifyArgs(GenericArgs left, GenericArgs right, bool paramsUnify, int depth)
    {
        for (int i = 0; i < left.Count; i++)
        {
            if (left[i] is Ty a && right[i] is Ty b && !MayUnify(a, b, paramsUnify, depth))
            {
                return false;
            }
        }
        return true;
    }
}
