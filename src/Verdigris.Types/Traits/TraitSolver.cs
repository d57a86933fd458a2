using System;
using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Types.Traits;

/// <summary>
/// Decides trait obligations: the one solver for type checking, borrow checking, coherence and code generation.
/// <para>
/// Selection collects every candidate (where clauses, impls, built-in rules, bounds of aliases, trait objects), tries each in
/// a snapshot, discards those whose own conditions fail, and prefers where clauses to impls, as the Reference and rustc do.
/// Obligations without inference variables are decided once and remembered for the whole crate.
/// </para>
/// <para>
/// A goal met again while it is being decided: auto traits and <c>Sized</c> are coinductive (it holds if nothing else fails),
/// other traits inductive (it fails).
/// </para>
/// </summary>
public sealed partial class TraitSolver(Inference inference)
{
    /// <summary>Goals nested deeper than this are an overflow (E0275); <c>recursion_limit</c> raises it.</summary>
    private const int DepthLimit = 128;

    private readonly List<StackEntry> _stack = [];

    public Inference Inference { get; } = inference;

    public TypeContext Context => Inference.Context;

    /// <summary>Set when a goal was given up at the depth limit, for E0275.</summary>
    public Obligation? Overflow { get; private set; }

    /// <summary>
    /// The body that is being type-checked, if any: what its coroutines hold is not known before it is done, so that their auto
    /// traits stay undecided until then.
    /// </summary>
    public DefId BodyInProgress { get; init; }

    private bool IsInBodyInProgress(DefId coroutine)
    {
        if (BodyInProgress.IsNone || coroutine.Crate != BodyInProgress.Crate)
        {
            return false;
        }
        while (Context.KindOf(coroutine) is DefKind.Closure or DefKind.InlineConst)
        {
            coroutine = Context.ParentOf(coroutine);
        }
        return coroutine == BodyInProgress;
    }

    private TypeInterner Types => Inference.Types;

    private CommonTypes Common => Inference.Types.Common;

    /// <summary>Whether the obligation holds, leaving inference as it was.</summary>
    public Evaluation Evaluate(Obligation obligation)
    {
        Inference.Snapshot snapshot = Inference.Begin();
        Evaluation result = EvaluateInPlace(obligation);
        Inference.RollBack(snapshot);
        return result;
    }

    /// <summary>Certainly implemented: no for anything ambiguous.</summary>
    public bool Holds(ParamEnv env, Predicate predicate) =>
        Evaluate(new Obligation(predicate, env, ObligationCause.Dummy)) == Evaluation.Holds;

    /// <summary>Perhaps implemented: yes for anything ambiguous.</summary>
    public bool MayHold(ParamEnv env, Predicate predicate) =>
        Evaluate(new Obligation(predicate, env, ObligationCause.Dummy)) != Evaluation.Fails;

    public bool ImplementsTrait(ParamEnv env, DefId trait, Ty self) =>
        trait.IsSome && Holds(env, Types.TraitPredicate(Types.TraitRef(trait, self)));

    public bool IsCopy(ParamEnv env, Ty ty)
    {
        ty = Inference.Resolve(ty);
        return ty switch
        {
            Ty.Primitive it => it.Kind != PrimTy.Str,
            Ty.Never or Ty.RawPtr or Ty.FnDef or Ty.FnPtr or Ty.Error => true,
            Ty.Ref it => !it.IsMutable,
            _ => ImplementsTrait(env, Context.LangItem(LangItem.Copy), ty),
        };
    }

    public bool IsSized(ParamEnv env, Ty ty) => ImplementsTrait(env, Context.LangItem(LangItem.Sized), ty);

    /// <summary>Decides, keeping what inference learns on the way: for use inside a snapshot.</summary>
    private Evaluation EvaluateInPlace(Obligation obligation)
    {
        Predicate predicate = Inference.Resolve(obligation.Predicate);
        if (predicate.HasError)
        {
            return Evaluation.Holds;
        }
        if (obligation.Depth > DepthLimit)
        {
            Overflow ??= obligation;
            return Evaluation.Fails;
        }
        switch (predicate)
        {
            case Predicate.Trait it:
                return EvaluateTrait(obligation.With(predicate), it);
            case Predicate.Projection it:
                return EvaluateProjection(obligation.With(predicate), it);
            case Predicate.TypeOutlives or Predicate.RegionOutlives or Predicate.ConstHasType:
                return Evaluation.Holds;
            case Predicate.DynCompatible it:
                return DynCompatibility.IsDynCompatible(Context, it.Def) ? Evaluation.Holds : Evaluation.Fails;
            case Predicate.WellFormed it:
                List<Obligation>? nested = WellFormedness.ObligationsOf(Inference, obligation, it.Arg);
                return nested is null ? Evaluation.Ambiguous : EvaluateAll(nested);
            default:
                throw new CompilerBug("unknown kind of predicate");
        }
    }

    private Evaluation EvaluateAll(List<Obligation> obligations)
    {
        Evaluation result = Evaluation.Holds;
        foreach (Obligation obligation in obligations)
        {
            Evaluation one = EvaluateInPlace(obligation);
            if (one == Evaluation.Fails)
            {
                return Evaluation.Fails;
            }
            if (one == Evaluation.Ambiguous)
            {
                result = Evaluation.Ambiguous;
            }
        }
        return result;
    }

    private Evaluation EvaluateTrait(Obligation obligation, Predicate.Trait goal)
    {
        // Without inference variables the answer is the same for the whole crate; regions never matter to it.
        Predicate.Trait? key = null;
        if ((goal.Flags & TypeFlags.HasInfer) == 0)
        {
            key = (Predicate.Trait)Types.EraseRegions(goal);
            if (Context.SolverCache.TryGet(obligation.Env, key, out Evaluation known))
            {
                return known;
            }
        }
        for (int i = _stack.Count - 1; i >= 0; i--)
        {
            if (_stack[i].Goal == goal && _stack[i].Env == obligation.Env)
            {
                for (int j = i; j < _stack.Count; j++)
                {
                    _stack[j].LowestReached = Math.Min(_stack[j].LowestReached, i);
                }
                return IsCoinductiveFrom(i, goal) ? Evaluation.Holds : Evaluation.Fails;
            }
        }
        if (_stack.Count > DepthLimit)
        {
            Overflow ??= obligation;
            return Evaluation.Fails;
        }
        StackEntry entry = new(goal, obligation.Env) { LowestReached = _stack.Count };
        int depth = _stack.Count;
        _stack.Add(entry);
        Evaluation result;
        SelectionResult selected = Select(obligation, goal);
        result = selected.Status switch
        {
            SelectionStatus.Selected => EvaluateAll(selected.Source!.Nested),
            SelectionStatus.Ambiguous => Evaluation.Ambiguous,
            SelectionStatus.Unimplemented => Evaluation.Fails,
            SelectionStatus.Error => Evaluation.Holds,
        };
        _stack.RemoveAt(depth);
        // An answer that rests on a goal still open below is provisional.
        if (key is not null && entry.LowestReached >= depth && Overflow is null && result != Evaluation.Ambiguous)
        {
            Context.SolverCache.Add(obligation.Env, key, result);
        }
        return result;
    }

    private bool IsCoinductiveFrom(int first, Predicate.Trait goal)
    {
        for (int i = first; i < _stack.Count; i++)
        {
            if (!IsCoinductive(_stack[i].Goal.TraitRef.Trait))
            {
                return false;
            }
        }
        return IsCoinductive(goal.TraitRef.Trait);
    }

    internal bool IsCoinductive(DefId trait) => Context.TraitDefOf(trait).IsAuto || trait == Context.LangItem(LangItem.Sized);

    private Evaluation EvaluateProjection(Obligation obligation, Predicate.Projection goal)
    {
        goal = (Predicate.Projection)Inference.OpenUniversally(goal);
        List<Obligation> nested = [];
        ProjectionResult result = Project(obligation, goal.Alias, nested);
        Ty? value = result.Status switch
        {
            ProjectionStatus.Normalized => result.Ty,
            ProjectionStatus.Rigid => goal.Alias,
            ProjectionStatus.Ambiguous or ProjectionStatus.Error => null,
        };
        if (value is null)
        {
            return result.Status == ProjectionStatus.Error ? Evaluation.Fails : Evaluation.Ambiguous;
        }
        return Inference.Equate(goal.Term, value).IsOk ? EvaluateAll(nested) : Evaluation.Fails;
    }

    private sealed class StackEntry(Predicate.Trait goal, ParamEnv env)
    {
        public Predicate.Trait Goal { get; } = goal;

        public ParamEnv Env { get; } = env;

        /// <summary>Index of the lowest entry that this goal's answer rests on; its own when it stands alone.</summary>
        public int LowestReached { get; set; }
    }
}
