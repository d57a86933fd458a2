using System;
using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Types.Traits;

/// <summary>An obligation that cannot hold, or (after all inference) could not be decided.</summary>
/// <param name="Root">The obligation that the program itself gave rise to.</param>
/// <param name="Leaf">The innermost one that fails.</param>
public readonly record struct FulfillmentError(FulfillmentErrorKind Kind, Obligation Root, Obligation Leaf, Mismatch Mismatch = default);

public enum FulfillmentErrorKind
{
    Unimplemented,
    /// <summary>A projection is another type than demanded (E0271).</summary>
    ProjectionMismatch,
    Ambiguous,
    Overflow,
}

/// <summary>
/// The obligations of one body that are still open. <see cref="SelectWherePossible"/> works them off as inference learns
/// more; each keeps the variables it waits for, so that a round costs little when nothing changed.
/// </summary>
/// <param name="solver">Decides each.</param>
/// <param name="demanded">
/// In <see cref="RegionMode.Constrain"/>: goals whose regions are being related already, by this object or others of the same
/// inference. They occur in many branches of one proof.
/// </param>
/// <param name="isKnown">In <see cref="RegionMode.Constrain"/>: settles goals that somebody knows the answer to.</param>
public sealed class Fulfillment(TraitSolver solver, HashSet<(ParamEnv, Predicate)>? demanded = null, Func<Obligation, bool>? isKnown = null)
{
    private const int DepthLimit = 128;

    private List<Pending> _pending = [];

    private readonly HashSet<(ParamEnv, Predicate)> _demanded = demanded ?? [];

    private Inference Inference => solver.Inference;

    public bool IsEmpty => _pending.Count == 0;

    public int PendingCount => _pending.Count;

    public void Register(Obligation obligation) => _pending.Add(new Pending(obligation, null));

    public void Register(List<Obligation> obligations)
    {
        foreach (Obligation obligation in obligations)
        {
            Register(obligation);
        }
    }

    /// <summary>The open obligations as they stand, for closure signature deduction and coercion.</summary>
    public IEnumerable<Obligation> PendingObligations()
    {
        foreach (Pending pending in _pending)
        {
            yield return pending.Obligation;
        }
    }

    /// <summary>Takes some of the open obligations out.</summary>
    public List<Obligation> TakePending(Func<Obligation, bool> isWanted)
    {
        List<Obligation> taken = [];
        List<Pending> rest = [];
        foreach (Pending pending in _pending)
        {
            if (isWanted(pending.Obligation))
            {
                taken.Add(pending.Obligation);
            }
            else
            {
                rest.Add(pending);
            }
        }
        _pending = rest;
        return taken;
    }

    /// <summary>Decides what can be decided; the failures. Undecided obligations stay.</summary>
    public List<FulfillmentError> SelectWherePossible()
    {
        List<FulfillmentError> errors = [];
        bool progress = true;
        while (progress && _pending.Count > 0)
        {
            progress = false;
            List<Pending> round = _pending;
            _pending = [];
            for (int i = 0; i < round.Count; i++)
            {
                Pending pending = round[i];
                if (pending.WaitsFor is not null && !HasNews(pending.WaitsFor))
                {
                    _pending.Add(pending);
                    continue;
                }
                progress |= Process(pending.Obligation, errors);
            }
        }
        return errors;
    }

    /// <summary>After all inference: everything still open is an error.</summary>
    public List<FulfillmentError> SelectAllOrError()
    {
        List<FulfillmentError> errors = SelectWherePossible();
        if (errors.Count == 0)
        {
            foreach (Pending pending in _pending)
            {
                errors.Add(new FulfillmentError(FulfillmentErrorKind.Ambiguous, RootOf(pending.Obligation), pending.Obligation));
            }
        }
        _pending.Clear();
        return errors;
    }

    /// <summary>Whether a variable got a value, was joined with another, or is now known to be a number.</summary>
    private bool HasNews(Ty.Infer[] variables)
    {
        foreach (Ty.Infer variable in variables)
        {
            if (Inference.Shallow(variable) != variable)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>True when the obligation is settled or turned into others.</summary>
    private bool Process(Obligation obligation, List<FulfillmentError> errors)
    {
        obligation = obligation.With(Inference.Resolve(obligation.Predicate));
        if (obligation.Predicate.HasError)
        {
            return true;
        }
        if (obligation.Depth > DepthLimit)
        {
            errors.Add(new FulfillmentError(FulfillmentErrorKind.Overflow, RootOf(obligation), obligation));
            return true;
        }
        return obligation.Predicate switch
        {
            Predicate.Trait it => ProcessTrait(obligation, it, errors),
            Predicate.Projection it => ProcessProjection(obligation, it, errors),
            Predicate.TypeOutlives or Predicate.RegionOutlives => ProcessOutlives(obligation),
            Predicate.ConstHasType => true,
            Predicate.DynCompatible it => ProcessDynCompatible(obligation, it, errors),
            Predicate.WellFormed it => ProcessWellFormed(obligation, it),
        };
    }

    private bool ProcessTrait(Obligation obligation, Predicate.Trait goal, List<FulfillmentError> errors)
    {
        bool regionsMatter = Inference.RegionMode == RegionMode.Constrain && (goal.Flags & (TypeFlags.HasFreeRegions | TypeFlags.HasBoundRegions)) != 0
            && solver.Context.LangItemOf(goal.TraitRef.Trait) is not (LangItem.Sized or LangItem.MetaSized or LangItem.PointeeSized or LangItem.Destruct);
        if ((goal.Flags & TypeFlags.HasInfer) == 0 && !regionsMatter)
        {
            switch (solver.Evaluate(obligation))
            {
                case Evaluation.Holds:
                    return true;
                case Evaluation.Fails:
                    errors.Add(Explain(obligation));
                    return true;
            }
        }
        if (regionsMatter && (goal.Flags & TypeFlags.HasInfer) == 0 && (!_demanded.Add((obligation.Env, goal)) || isKnown?.Invoke(obligation) == true))
        {
            return true;
        }
        if (IsCoinductiveCycle(obligation, goal))
        {
            return true;
        }
        SelectionResult selected = solver.Select(obligation, goal);
        switch (selected.Status)
        {
            case SelectionStatus.Selected:
                Register(selected.Source!.Nested);
                return true;
            case SelectionStatus.Error:
                return true;
            case SelectionStatus.Unimplemented:
                errors.Add(new FulfillmentError(FulfillmentErrorKind.Unimplemented, RootOf(obligation), obligation));
                return true;
            default:
                Stall(obligation, goal.TraitRef.Args);
                return false;
        }
    }

    private bool ProcessProjection(Obligation obligation, Predicate.Projection goal, List<FulfillmentError> errors)
    {
        if (Inference.RegionMode == RegionMode.Constrain && (goal.Flags & TypeFlags.HasInfer) == 0 && !_demanded.Add((obligation.Env, goal)))
        {
            return true;
        }
        goal = (Predicate.Projection)Inference.OpenUniversally(goal);
        List<Obligation> nested = [];
        // The projection's arguments may themselves be projections that could not be normalised before.
        GenericArgs args = solver.Normalize(goal.Alias.Args, obligation.Env, obligation.Cause, nested);
        Ty.Alias alias = Inference.Types.Alias(goal.Alias.Kind, goal.Alias.Def, args);
        ProjectionResult result = solver.Project(obligation, alias, nested);
        switch (result.Status)
        {
            case ProjectionStatus.Normalized or ProjectionStatus.Rigid:
            {
                Ty value = result.Ty ?? alias;
                Inference.Snapshot snapshot = Inference.Begin();
                Mismatch mismatch = Inference.Equate(goal.Term, value);
                if (mismatch.IsOk)
                {
                    Inference.Commit(snapshot);
                    Register(nested);
                }
                else
                {
                    Inference.RollBack(snapshot);
                    errors.Add(new FulfillmentError(
                        FulfillmentErrorKind.ProjectionMismatch, RootOf(obligation), obligation, new Mismatch(mismatch.Reason, goal.Term, value)));
                }
                return true;
            }
            case ProjectionStatus.Error:
            {
                Obligation trait = obligation.With(Inference.Types.TraitPredicate(solver.TraitRefOf(alias)));
                errors.Add(new FulfillmentError(FulfillmentErrorKind.Unimplemented, RootOf(trait), trait));
                return true;
            }
            default:
                Stall(obligation, alias.Args);
                return false;
        }
    }

    private bool ProcessOutlives(Obligation obligation)
    {
        if (Inference.RegionMode == RegionMode.Constrain)
        {
            OutlivesObligations.Add(obligation);
        }
        return true;
    }

    /// <summary>In <see cref="RegionMode.Constrain"/>: outlives predicates met on the way, for the borrow checker.</summary>
    public List<Obligation> OutlivesObligations { get; } = [];

    private bool ProcessDynCompatible(Obligation obligation, Predicate.DynCompatible goal, List<FulfillmentError> errors)
    {
        if (!DynCompatibility.IsDynCompatible(solver.Context, goal.Def))
        {
            errors.Add(new FulfillmentError(FulfillmentErrorKind.Unimplemented, RootOf(obligation), obligation));
        }
        return true;
    }

    private bool ProcessWellFormed(Obligation obligation, Predicate.WellFormed goal)
    {
        List<Obligation>? nested = WellFormedness.ObligationsOf(Inference, obligation, goal.Arg);
        if (nested is null)
        {
            _pending.Add(new Pending(obligation, null));
            return false;
        }
        Register(nested);
        return true;
    }

    /// <summary>An auto trait goal that is its own ancestor holds.</summary>
    private bool IsCoinductiveCycle(Obligation obligation, Predicate.Trait goal)
    {
        if (!solver.IsCoinductive(goal.TraitRef.Trait))
        {
            return false;
        }
        for (Obligation? ancestor = obligation.Parent; ancestor is not null; ancestor = ancestor.Parent)
        {
            if (Inference.Resolve(ancestor.Predicate) == goal)
            {
                return true;
            }
        }
        return false;
    }

    private void Stall(Obligation obligation, GenericArgs args)
    {
        VarCollector collector = new();
        collector.Visit(Inference.Resolve(args));
        _pending.Add(new Pending(obligation, collector.Variables.Count == 0 ? null : [.. collector.Variables]));
    }

    /// <summary>Walks down to the innermost failure, for the message.</summary>
    private FulfillmentError Explain(Obligation root)
    {
        Obligation leaf = root;
        for (int depth = 0; depth < DepthLimit; depth++)
        {
            if (leaf.Predicate is not Predicate.Trait goal || FirstFailing(leaf, goal) is not { } deeper)
            {
                break;
            }
            leaf = deeper;
        }
        if (solver.Overflow is { } overflow)
        {
            return new FulfillmentError(FulfillmentErrorKind.Overflow, RootOf(root), overflow);
        }
        return leaf.Predicate is Predicate.Projection
            ? new FulfillmentError(FulfillmentErrorKind.ProjectionMismatch, RootOf(root), leaf)
            : new FulfillmentError(FulfillmentErrorKind.Unimplemented, RootOf(root), leaf);
    }

    private Obligation? FirstFailing(Obligation obligation, Predicate.Trait goal)
    {
        Inference.Snapshot snapshot = Inference.Begin();
        SelectionResult selected = solver.Select(obligation, goal);
        Obligation? failing = null;
        if (selected.Status == SelectionStatus.Selected)
        {
            foreach (Obligation nested in selected.Source!.Nested)
            {
                if (solver.Evaluate(nested) == Evaluation.Fails)
                {
                    failing = nested.With(Inference.Resolve(nested.Predicate));
                    break;
                }
            }
        }
        Inference.RollBack(snapshot);
        return failing;
    }

    private static Obligation RootOf(Obligation obligation)
    {
        while (obligation.Parent is not null)
        {
            obligation = obligation.Parent;
        }
        return obligation;
    }

    /// <param name="WaitsFor">Roots of unresolved variables; null: always try again.</param>
    private readonly record struct Pending(Obligation Obligation, Ty.Infer[]? WaitsFor);

    private sealed class VarCollector : TypeVisitor
    {
        public List<Ty.Infer> Variables { get; } = [];

        public override bool Visit(Ty ty)
        {
            if (ty is Ty.Infer infer)
            {
                Variables.Add(infer);
            }
            return ty.HasInfer && SuperVisit(ty);
        }
    }
}
