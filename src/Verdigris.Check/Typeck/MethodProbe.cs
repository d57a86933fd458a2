using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Lexing;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

internal enum MethodAutoRef
{
    None,
    Shared,
    Mut,
    /// <summary><c>*mut T</c> as <c>*const T</c>.</summary>
    ConstPtr,
}

internal enum MethodPickKind
{
    /// <summary>From an inherent impl.</summary>
    Inherent,
    /// <summary>From a bound on a parameter or alias, or from a trait object: <see cref="MethodPick.Bound"/>.</summary>
    Bound,
    /// <summary>From a trait in scope.</summary>
    Trait,
}

/// <param name="Derefs">How often the receiver is dereferenced first.</param>
/// <param name="IsUnsized">Then an array becomes a slice.</param>
internal sealed record MethodPick(
    AssocItem Item, MethodPickKind Kind, Predicate.Trait? Bound, int Derefs, bool IsUnsized, MethodAutoRef AutoRef);

/// <summary>What a probe found, and for the message when it found nothing, what it nearly found.</summary>
internal sealed class ProbeResult
{
    public MethodPick? Pick { get; set; }

    /// <summary>Several traits fit equally well (E0034).</summary>
    public List<AssocItem> Ambiguous { get; } = [];

    /// <summary>Found, but not visible here (E0624).</summary>
    public AssocItem? Private { get; set; }

    /// <summary>An associated function that takes no <c>self</c>.</summary>
    public AssocItem? Static { get; set; }

    /// <summary>Methods whose trait or impl conditions do not hold.</summary>
    public List<(AssocItem Item, Predicate? Unsatisfied)> Unsatisfied { get; } = [];
}

/// <summary>
/// Finds the method that <c>receiver.name(..)</c> or the item that <c>Type::name</c> means: for each type reached by
/// dereferencing the receiver, by value, then by <c>&amp;</c>, then by <c>&amp;mut</c>; at each, inherent methods before those of
/// traits in scope. [expr.method.candidate-receivers]
/// </summary>
internal sealed class MethodProbe
{
    private readonly BodyChecker _checker;
    private readonly HirIdent _name;
    private readonly ImmutableArray<DefId> _traitsInScope;
    private readonly SourceSpan _span;
    private readonly bool _isPath;
    private readonly ProbeResult _result = new();
    private readonly List<Candidate> _inherent = [];
    private readonly List<Candidate> _extension = [];

    private MethodProbe(BodyChecker checker, HirIdent name, ImmutableArray<DefId> traitsInScope, SourceSpan span, bool isPath)
    {
        _checker = checker;
        _name = name;
        _traitsInScope = traitsInScope;
        _span = span;
        _isPath = isPath;
    }

    private readonly record struct Candidate(AssocItem Item, MethodPickKind Kind, Predicate.Trait? Bound);

    private TypeContext Context => _checker.Context;

    private Inference Inference => _checker.Inference;

    private TypeInterner Types => _checker.Types;

    public static ProbeResult ForCall(
        BodyChecker checker, Ty receiver, HirIdent name, ImmutableArray<DefId> traitsInScope, SourceSpan span)
    {
        MethodProbe probe = new(checker, name, traitsInScope, span, isPath: false);
        probe.ProbeCall(receiver);
        return probe._result;
    }

    public static ProbeResult ForPath(BodyChecker checker, Ty self, HirIdent name, ImmutableArray<DefId> traitsInScope, SourceSpan span)
    {
        MethodProbe probe = new(checker, name, traitsInScope, span, isPath: true);
        probe.ProbePath(self);
        return probe._result;
    }

    private void ProbeCall(Ty receiver)
    {
        List<(Ty Ty, int Derefs, bool IsUnsized)> steps = [];
        Autoderef autoderef = new(_checker, receiver, _span);
        while (autoderef.Next())
        {
            Ty step = _checker.Shallow(autoderef.Current);
            if (step.IsTyVar)
            {
                break;
            }
            steps.Add((step, autoderef.Steps, false));
        }
        if (steps.Count > 0 && steps[^1].Ty is Ty.Array array)
        {
            steps.Add((Types.Slice(array.Element), steps[^1].Derefs, true));
        }
        foreach ((Ty ty, _, _) in steps)
        {
            AssembleInherent(ty);
        }
        AssembleExtension();
        if (_inherent.Count == 0 && _extension.Count == 0)
        {
            return;
        }
        foreach ((Ty ty, int derefs, bool isUnsized) in steps)
        {
            if ((!isUnsized && TryPick(ty, derefs, isUnsized, MethodAutoRef.None))
                || TryPick(Types.Ref(_checker.Common.Erased, ty, isMutable: false), derefs, isUnsized, MethodAutoRef.Shared)
                || TryPick(Types.Ref(_checker.Common.Erased, ty, isMutable: true), derefs, isUnsized, MethodAutoRef.Mut)
                || (ty is Ty.RawPtr { IsMutable: true } pointer
                    && TryPick(Types.RawPtr(pointer.Pointee, isMutable: false), derefs, isUnsized, MethodAutoRef.ConstPtr)))
            {
                return;
            }
            if (_result.Ambiguous.Count > 0)
            {
                return;
            }
        }
    }

    private void ProbePath(Ty self)
    {
        AssembleInherent(_checker.Shallow(self));
        AssembleExtension();
        TryPick(self, 0, isUnsized: false, MethodAutoRef.None);
    }

    private bool IsWanted(AssocItem item)
    {
        if (item.Name != _name.Name || item.Kind == DefKind.AssocTy)
        {
            return false;
        }
        if (_isPath)
        {
            return true;
        }
        if (item.Kind != DefKind.AssocFn)
        {
            return false;
        }
        if (!item.HasSelf)
        {
            _result.Static ??= item;
            return false;
        }
        return true;
    }

    private void AssembleInherent(Ty self)
    {
        switch (self)
        {
            case Ty.Dynamic dynamic:
                AssembleImpls(self);
                AssembleObject(dynamic);
                break;
            case Ty.Param:
                AssembleAssumptions(self);
                break;
            case Ty.Alias alias:
                AssembleAssumptions(self);
                AssembleAliasBounds(alias);
                break;
            case Ty.Infer or Ty.Error:
                break;
            default:
                AssembleImpls(self);
                break;
        }
    }

    private void AssembleImpls(Ty self)
    {
        SimplifiedTy shape = SimplifiedTy.Of(self);
        foreach (CrateId crate in Context.VisibleCrates)
        {
            foreach (DefId impl in Context.Program.FactsOf(crate).InherentImpls(Context, shape))
            {
                foreach (AssocItem item in Context.AssocItemsOf(impl).Items)
                {
                    if (IsWanted(item))
                    {
                        AddInherent(new Candidate(item, MethodPickKind.Inherent, null));
                    }
                }
            }
        }
    }

    private void AddInherent(Candidate candidate)
    {
        if (!_inherent.Contains(candidate))
        {
            _inherent.Add(candidate);
        }
    }

    private void AssembleObject(Ty.Dynamic dynamic)
    {
        List<Predicate> own = [];
        foreach (ExistentialPredicate bound in dynamic.Predicates)
        {
            own.Add(_checker.Solver.OfSelf(bound, dynamic));
        }
        AssembleBounds(own, dynamic);
    }

    private void AssembleAssumptions(Ty self)
    {
        foreach (Predicate assumption in _checker.Env.Assumptions)
        {
            if (assumption is Predicate.Trait { IsNegative: false } bound && SameSelf(bound, self))
            {
                AddBoundItems(bound);
            }
        }
    }

    private bool SameSelf(Predicate.Trait bound, Ty self)
    {
        Ty boundSelf = bound.TraitRef.SelfTy;
        return boundSelf == self || (boundSelf is Ty.Alias && self is Ty.Alias && Inference.CanEquate(boundSelf, self));
    }

    private void AssembleAliasBounds(Ty.Alias alias)
    {
        List<Predicate> bounds = [];
        foreach (SpannedPredicate bound in Context.ItemBoundsOf(alias.Def).Own)
        {
            bounds.Add(Types.Instantiate(bound.Predicate, alias.Args));
        }
        AssembleBounds(bounds, alias);
    }

    private void AssembleBounds(List<Predicate> bounds, Ty self)
    {
        foreach (Predicate predicate in Elaborator.Elaborate(Context, bounds))
        {
            if (predicate is Predicate.Trait bound && bound.TraitRef.SelfTy == self)
            {
                AddBoundItems(bound);
            }
        }
    }

    private void AddBoundItems(Predicate.Trait bound)
    {
        foreach (AssocItem item in Context.AssocItemsOf(bound.TraitRef.Trait).Items)
        {
            if (IsWanted(item))
            {
                AddInherent(new Candidate(item, MethodPickKind.Bound, bound));
            }
        }
    }

    private void AssembleExtension()
    {
        HashSet<DefId> seen = [];
        foreach (DefId trait in _traitsInScope)
        {
            if (!seen.Add(trait))
            {
                continue;
            }
            foreach (AssocItem item in Context.AssocItemsOf(trait).Items)
            {
                if (IsWanted(item))
                {
                    _extension.Add(new Candidate(item, MethodPickKind.Trait, null));
                }
            }
        }
    }

    private bool TryPick(Ty self, int derefs, bool isUnsized, MethodAutoRef autoRef) =>
        TryPickFrom(_inherent, self, derefs, isUnsized, autoRef) || TryPickFrom(_extension, self, derefs, isUnsized, autoRef);

    private bool TryPickFrom(List<Candidate> candidates, Ty self, int derefs, bool isUnsized, MethodAutoRef autoRef)
    {
        Candidate? chosen = null;
        bool chosenIsSure = false;
        List<AssocItem>? rivals = null;
        foreach (Candidate candidate in candidates)
        {
            if (candidate.Kind == MethodPickKind.Trait && !_isPath && IsSkipped(candidate.Item.Container, self))
            {
                continue;
            }
            Evaluation fit = Consider(candidate, self);
            if (fit == Evaluation.Fails)
            {
                continue;
            }
            if (candidate.Kind == MethodPickKind.Inherent && !IsAccessible(candidate.Item))
            {
                _result.Private ??= candidate.Item;
                continue;
            }
            bool isSure = fit == Evaluation.Holds;
            if (chosen is null || (isSure && !chosenIsSure))
            {
                chosen = candidate;
                chosenIsSure = isSure;
                rivals = null;
            }
            else if (isSure == chosenIsSure && chosen.Value.Item.Id != candidate.Item.Id)
            {
                (rivals ??= [chosen.Value.Item]).Add(candidate.Item);
            }
        }
        if (chosen is null)
        {
            return false;
        }
        if (rivals is not null)
        {
            _result.Ambiguous.AddRange(rivals);
            return false;
        }
        _result.Pick = new MethodPick(chosen.Value.Item, chosen.Value.Kind, chosen.Value.Bound, derefs, isUnsized, autoRef);
        return true;
    }

    /// <summary>Whether the edition of the method's name hides the trait's methods on such a receiver.</summary>
    private bool IsSkipped(DefId trait, Ty self)
    {
        if (self is Ty.Array)
        {
            return EditionOfName < Edition.E2021 && (Context.TraitDefOf(trait).SkippedReceivers & SkippedReceivers.Array) != 0;
        }
        return self is Ty.Adt { Def.IsBox: true } box
            && EditionOfName < Edition.E2024
            && _checker.Shallow(box.Args.TypeAt(0)) is Ty.Slice
            && (Context.TraitDefOf(trait).SkippedReceivers & SkippedReceivers.BoxedSlice) != 0;
    }

    /// <summary>A macro's own tokens have the edition of its crate.</summary>
    private Edition EditionOfName =>
        HygieneTable.ExpansionOf(_name.Span.Context) is { } expansion ? (Edition)expansion.Edition : _checker.Edition;

    private bool IsAccessible(AssocItem item) => Context.Crates.IsAccessible(Context.Crates.VisibilityOf(item.Id), _checker.Module);

    /// <summary>Whether the candidate's <c>self</c> parameter (or self type) can be this type, and its conditions may hold.</summary>
    private Evaluation Consider(Candidate candidate, Ty self)
    {
        Inference.Snapshot snapshot = Inference.Begin();
        Evaluation result = ConsiderInPlace(candidate, self);
        Inference.RollBack(snapshot);
        return result;
    }

    private Evaluation ConsiderInPlace(Candidate candidate, Ty self)
    {
        List<Obligation> nested = [];
        GenericArgs args;
        switch (candidate.Kind)
        {
            case MethodPickKind.Inherent:
                args = Inference.FreshArgsFor(candidate.Item.Container, _span);
                break;
            case MethodPickKind.Bound:
                args = ((Predicate.Trait)Inference.OpenExistentially(candidate.Bound!)).TraitRef.Args;
                break;
            default:
                args = Inference.FreshArgsFor(candidate.Item.Container, _span);
                break;
        }
        Ty expectedSelf = _isPath ? SelfTyOf(candidate, args, nested) : ReceiverOf(candidate, args, nested);
        if (!Inference.Equate(expectedSelf, self).IsOk)
        {
            return Evaluation.Fails;
        }
        return Conditions(candidate, args, nested);
    }

    private Ty SelfTyOf(Candidate candidate, GenericArgs args, List<Obligation> nested)
    {
        if (candidate.Kind != MethodPickKind.Inherent)
        {
            return args.TypeAt(0);
        }
        Ty self = Types.Instantiate(Context.TypeOf(candidate.Item.Container), args);
        return _checker.Solver.Normalize(self, _checker.Env, new ObligationCause(_span), nested);
    }

    private Ty ReceiverOf(Candidate candidate, GenericArgs parentArgs, List<Obligation> nested)
    {
        Generics generics = Context.GenericsOf(candidate.Item.Id);
        GenericArgs args = parentArgs;
        if (generics.Own.Length > 0)
        {
            GenericArg[] all = new GenericArg[generics.Count];
            parentArgs.AsSpan().CopyTo(all);
            foreach (GenericParamDef param in generics.Own)
            {
                all[param.Index] = Inference.NewVarFor(param, _span);
            }
            args = Types.Args(all);
        }
        Binder<FnSig> sig = Context.FnSigOf(candidate.Item.Id);
        Ty receiver = Types.Open(sig.Value.Inputs[0], _ => _checker.Common.Erased);
        receiver = Types.Instantiate(receiver, args);
        return _checker.Solver.Normalize(receiver, _checker.Env, new ObligationCause(_span), nested);
    }

    private Evaluation Conditions(Candidate candidate, GenericArgs args, List<Obligation> nested)
    {
        switch (candidate.Kind)
        {
            case MethodPickKind.Inherent:
                _checker.Solver.AddItemObligations(candidate.Item.Container, args, _checker.Env, _span, nested);
                break;
            case MethodPickKind.Bound:
                return Evaluation.Holds;
            default:
                nested.Add(new Obligation(
                    Types.TraitPredicate(Types.TraitRef(candidate.Item.Container, args)), _checker.Env, new ObligationCause(_span)));
                break;
        }
        Evaluation result = Evaluation.Holds;
        foreach (Obligation obligation in nested)
        {
            switch (_checker.Solver.Evaluate(obligation))
            {
                case Evaluation.Fails:
                    if (candidate.Kind == MethodPickKind.Inherent || _checker.Shallow(args.TypeAt(0)) is not (Ty.Param or Ty.Infer { Kind: InferKind.General }))
                    {
                        _result.Unsatisfied.Add((candidate.Item, Inference.Resolve(obligation.Predicate)));
                    }
                    return Evaluation.Fails;
                case Evaluation.Ambiguous:
                    result = Evaluation.Ambiguous;
                    break;
            }
        }
        return result;
    }
}
