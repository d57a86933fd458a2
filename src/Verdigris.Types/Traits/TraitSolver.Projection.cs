using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Types.Traits;

/// <summary>What a projection is.</summary>
public enum ProjectionStatus
{
    Normalized,
    /// <summary>Its trait holds by an assumption that does not say which type it is: it stays as it is.</summary>
    Rigid,
    Ambiguous,
    /// <summary>Its trait does not hold.</summary>
    Error,
}

public readonly record struct ProjectionResult(ProjectionStatus Status, Ty? Ty);

/// <summary>Projections: from <c>&lt;T as Trait&gt;::Item</c> to the type that it stands for. [items.associated.type]</summary>
public sealed partial class TraitSolver
{
    private int _normalizeDepth;

    /// <summary>
    /// Replaces projections everywhere inside by what they stand for. One that inference does not know yet becomes a fresh
    /// variable with an obligation that ties the two.
    /// </summary>
    public Ty Normalize(Ty ty, ParamEnv env, ObligationCause cause, List<Obligation> obligations) =>
        NeedsNormalizing(ty, env) ? new Normalizer(this, env, cause, obligations).Fold(Inference.Resolve(ty)) : ty;

    public GenericArgs Normalize(GenericArgs args, ParamEnv env, ObligationCause cause, List<Obligation> obligations) =>
        NeedsNormalizing(args, env) ? new Normalizer(this, env, cause, obligations).Fold(Inference.Resolve(args)) : args;

    public FnSig Normalize(FnSig sig, ParamEnv env, ObligationCause cause, List<Obligation> obligations) =>
        NeedsNormalizing(sig, env) ? new Normalizer(this, env, cause, obligations).Fold(Inference.Resolve(sig)) : sig;

    public TraitRef Normalize(TraitRef traitRef, ParamEnv env, ObligationCause cause, List<Obligation> obligations) =>
        NeedsNormalizing(traitRef, env) ? new Normalizer(this, env, cause, obligations).Fold(Inference.Resolve(traitRef)) : traitRef;

    public Binder<FnSig> Normalize(Binder<FnSig> sig, ParamEnv env, ObligationCause cause, List<Obligation> obligations) =>
        NeedsNormalizing(sig.Value, env) ? new Normalizer(this, env, cause, obligations).Fold(sig) : sig;

    public Const Normalize(Const constant, ParamEnv env, ObligationCause cause, List<Obligation> obligations) =>
        NeedsNormalizing(constant, env) ? new Normalizer(this, env, cause, obligations).Fold(Inference.Resolve(constant)) : constant;

    /// <summary>A projection predicate's own projection stays: it is what the predicate is about.</summary>
    public Predicate NormalizePredicate(Predicate predicate, ParamEnv env, ObligationCause cause, List<Obligation> obligations) =>
        NeedsNormalizing(predicate, env) ? new Normalizer(this, env, cause, obligations).Fold(Inference.Resolve(predicate)) : predicate;

    private static bool NeedsNormalizing(Interned value, ParamEnv env) =>
        (value.Flags & (env.RevealsOpaque ? TypeFlags.HasAlias : TypeFlags.HasProjection)) != 0;

    /// <summary>Finds what a projection stands for; its arguments are normalised already and no bound region escapes from them.</summary>
    public ProjectionResult Project(Obligation obligation, Ty.Alias alias, List<Obligation> nested)
    {
        alias = (Ty.Alias)Inference.Resolve(alias);
        if (alias.HasError)
        {
            return new ProjectionResult(ProjectionStatus.Normalized, Types.ErrorTy(DiagnosticSink.Promise()));
        }
        if (Inference.Shallow(alias.Args.TypeAt(0)).IsTyVar)
        {
            return new ProjectionResult(ProjectionStatus.Ambiguous, null);
        }
        ProjectionResult? assumed = ProjectFromAssumptions(obligation, alias, nested);
        if (assumed is not null)
        {
            return assumed.Value;
        }
        TraitRef traitRef = TraitRefOf(alias);
        Predicate.Trait goal = Types.TraitPredicate(traitRef);
        Ty self = Inference.Shallow(traitRef.SelfTy);
        LangItem? lang = Context.LangItemOf(traitRef.Trait);
        if (self is Ty.Closure or Ty.FnDef or Ty.FnPtr && lang == LangItem.FnOnce)
        {
            return ProjectCallOutput(obligation, self, alias, nested);
        }
        if (self is Ty.Closure or Ty.FnDef or Ty.FnPtr && lang is LangItem.AsyncFnOnce or LangItem.AsyncFnMut)
        {
            return ProjectAsyncCall(obligation, self, alias, nested);
        }
        SelectionResult selected = Select(obligation.With(goal), goal);
        switch (selected.Status)
        {
            case SelectionStatus.Ambiguous:
                return new ProjectionResult(ProjectionStatus.Ambiguous, null);
            case SelectionStatus.Error:
                return new ProjectionResult(ProjectionStatus.Normalized, Types.ErrorTy(DiagnosticSink.Promise()));
            case SelectionStatus.Unimplemented:
                return new ProjectionResult(ProjectionStatus.Error, null);
        }
        nested.AddRange(selected.Source!.Nested);
        return selected.Source switch
        {
            ImplSource.Impl impl when Context.KindOf(alias.Def) == DefKind.OpaqueTy => ProjectOpaqueFromImpl(obligation, alias, impl, nested),
            ImplSource.Impl impl => ProjectFromImpl(obligation, alias, impl, nested),
            ImplSource.Param or ImplSource.Object => new ProjectionResult(ProjectionStatus.Rigid, null),
            ImplSource.Builtin => ProjectBuiltin(lang, self, obligation.Env),
            _ => throw new CompilerBug("unknown source of a trait's implementation"),
        };
    }

    /// <summary>The trait reference inside a projection: its first arguments.</summary>
    public TraitRef TraitRefOf(Ty.Alias alias)
    {
        DefId trait = Context.TraitOfProjection(alias.Def);
        int count = Context.GenericsOf(trait).Count;
        return Types.TraitRef(trait, alias.Args.Count == count ? alias.Args : Types.Args(alias.Args.AsSpan()[..count]));
    }

    private ProjectionResult? ProjectFromAssumptions(Obligation obligation, Ty.Alias alias, List<Obligation> nested)
    {
        List<Predicate.Projection> matches = [];
        foreach (Predicate assumption in obligation.Env.Assumptions)
        {
            AddMatch(assumption, alias, matches);
        }
        Ty self = Inference.Shallow(alias.Args.TypeAt(0));
        if (matches.Count == 0 && self is Ty.Alias selfAlias)
        {
            AddAliasBoundMatches(selfAlias, alias, matches);
        }
        if (matches.Count == 0 && self is Ty.Dynamic dynamic)
        {
            foreach (ExistentialPredicate bound in dynamic.Predicates)
            {
                if (bound is ExistentialPredicate.Projection)
                {
                    AddMatch(OfSelf(bound, dynamic), alias, matches);
                }
            }
        }
        if (matches.Count == 0)
        {
            return null;
        }
        if (matches.Count > 1 && alias.HasInfer)
        {
            return new ProjectionResult(ProjectionStatus.Ambiguous, null);
        }
        Predicate.Projection open = (Predicate.Projection)Inference.OpenExistentially(matches[0]);
        Inference.EquateArgs(alias.Args, open.Alias.Args);
        Ty term = Inference.Resolve(open.Term);
        // The term may mention projections again; beware of `T: Trait<A = <T as Trait>::A>`.
        return term == alias
            ? new ProjectionResult(ProjectionStatus.Rigid, null)
            : new ProjectionResult(ProjectionStatus.Normalized, NormalizeNested(term, obligation, nested));
    }

    private void AddAliasBoundMatches(Ty.Alias selfAlias, Ty.Alias alias, List<Predicate.Projection> matches)
    {
        Ty self = selfAlias;
        while (self is Ty.Alias current)
        {
            List<Predicate> bounds = [];
            foreach (SpannedPredicate bound in Context.ItemBoundsOf(current.Def).Own)
            {
                bounds.Add(Types.Instantiate(bound.Predicate, current.Args));
            }
            foreach (Predicate bound in Elaborator.Elaborate(Context, bounds))
            {
                AddMatch(bound, alias, matches);
            }
            if (current.Kind != AliasKind.Projection)
            {
                return;
            }
            self = Inference.Shallow(current.Args.TypeAt(0));
        }
    }

    private void AddMatch(Predicate assumption, Ty.Alias alias, List<Predicate.Projection> matches)
    {
        if (assumption is not Predicate.Projection projection || projection.Alias.Def != alias.Def || matches.Contains(projection))
        {
            return;
        }
        Inference.Snapshot snapshot = Inference.Begin();
        Predicate.Projection open = (Predicate.Projection)Inference.OpenExistentially(projection);
        if (Inference.EquateArgs(alias.Args, open.Alias.Args).IsOk)
        {
            matches.Add(projection);
        }
        Inference.RollBack(snapshot);
    }

    private ProjectionResult ProjectFromImpl(Obligation obligation, Ty.Alias alias, ImplSource.Impl impl, List<Obligation> nested)
    {
        AssocItem? item = Context.AssocItemsOf(impl.Def).FindForTraitItem(alias.Def);
        int traitCount = Context.GenericsOf(Context.TraitOfProjection(alias.Def)).Count;
        Ty value;
        if (item is not null)
        {
            // <Self, trait args, own args> becomes <impl args, own args>.
            GenericArgs args = Types.Args([.. impl.Args.AsSpan(), .. alias.Args.AsSpan()[traitCount..]]);
            value = Types.Instantiate(Context.TypeOf(item.Id), args);
        }
        else if (Context.AssocItemOf(alias.Def).HasDefault)
        {
            value = Types.Instantiate(Context.TypeOf(alias.Def), alias.Args);
        }
        else
        {
            // A missing item is reported where the impl is checked (E0046).
            return new ProjectionResult(ProjectionStatus.Normalized, Types.ErrorTy(DiagnosticSink.Promise()));
        }
        return new ProjectionResult(ProjectionStatus.Normalized, NormalizeNested(value, obligation, nested));
    }

    private ProjectionResult ProjectCallOutput(Obligation obligation, Ty self, Ty.Alias alias, List<Obligation> nested)
    {
        FnSig? sig = CallableSig(self, obligation, nested);
        if (sig is null)
        {
            return new ProjectionResult(ProjectionStatus.Ambiguous, null);
        }
        if (!Inference.Equate(alias.Args.TypeAt(1), TupledInputs(self, sig)).IsOk)
        {
            return new ProjectionResult(ProjectionStatus.Error, null);
        }
        return new ProjectionResult(ProjectionStatus.Normalized, Inference.Resolve(sig.Output));
    }

    /// <summary>The future that a call makes, or what that gives.</summary>
    private ProjectionResult ProjectAsyncCall(Obligation obligation, Ty self, Ty.Alias alias, List<Obligation> nested)
    {
        ProjectionResult future = ProjectCallOutput(obligation, self, alias, nested);
        if (future is not { Status: ProjectionStatus.Normalized, Ty: { } ty } || alias.Def != Context.LangItem(LangItem.AsyncFnOnceOutput))
        {
            return future;
        }
        Ty output = Types.Alias(AliasKind.Projection, Context.LangItem(LangItem.FutureOutput), Types.Args(ty));
        return new ProjectionResult(ProjectionStatus.Normalized, NormalizeNested(output, obligation, nested));
    }

    private ProjectionResult ProjectBuiltin(LangItem? lang, Ty self, ParamEnv env)
    {
        Ty? value = lang switch
        {
            LangItem.DiscriminantKind => DiscriminantTyOf(self),
            LangItem.Pointee => PointerMetadata.TyOf(this, env, self),
            LangItem.Future when self is Ty.Coroutine coroutine => coroutine.ReturnTy,
            _ => null,
        };
        return value is null ? new ProjectionResult(ProjectionStatus.Rigid, null) : new ProjectionResult(ProjectionStatus.Normalized, value);
    }

    /// <summary><c>&lt;T as DiscriminantKind&gt;::Discriminant</c>; null while the type is unknown.</summary>
    public Ty? DiscriminantTyOf(Ty self) => self switch
    {
        Ty.Adt { Def.IsEnum: true } it => Common.Of(it.Def.Repr.Int ?? PrimTy.Isize),
        Ty.Param or Ty.Alias or Ty.Infer => null,
        Ty.Coroutine => Common.U32,
        _ => Common.U8,
    };

    private Ty NormalizeNested(Ty ty, Obligation obligation, List<Obligation> nested) =>
        Normalize(ty, obligation.Env, obligation.Cause, nested);

    private Ty NormalizeProjection(Ty.Alias alias, ParamEnv env, ObligationCause cause, List<Obligation> obligations)
    {
        bool isGlobal = (alias.Flags & (TypeFlags.BodyLocal | TypeFlags.HasFreeRegions)) == 0;
        if (isGlobal && Context.SolverCache.Projections.TryGetValue((env, alias), out Ty? known))
        {
            return known;
        }
        if (Inference.KeepsProjections)
        {
            alias = (Ty.Alias)Inference.Resolve(alias);
            if (Inference.FindProjection(env, alias) is { } found)
            {
                return Inference.Resolve(found);
            }
            if (Inference.AskProjection(env, alias) is { } answer)
            {
                Inference.AddProjection(env, alias, answer);
                return answer;
            }
        }
        if (_normalizeDepth > DepthLimit)
        {
            Obligation overflow = new(Types.TraitPredicate(TraitRefOf(alias)), env, cause, _normalizeDepth);
            Overflow ??= overflow;
            obligations.Add(overflow);
            return Types.ErrorTy(DiagnosticSink.Promise());
        }
        _normalizeDepth++;
        List<Obligation> nested = [];
        Obligation obligation = new(Types.TraitPredicate(TraitRefOf(alias)), env, cause, _normalizeDepth);
        ProjectionResult result = Project(obligation, alias, nested);
        _normalizeDepth--;
        switch (result.Status)
        {
            case ProjectionStatus.Normalized:
                Ty ty = Inference.Resolve(result.Ty!);
                if (ty.HasInfer && !alias.HasInfer)
                {
                    DetermineTerms(nested);
                    ty = Inference.Resolve(ty);
                }
                obligations.AddRange(nested);
                if (isGlobal && (ty.Flags & TypeFlags.BodyLocal) == 0 && !ty.HasError && EvaluateAllApart(nested))
                {
                    Context.SolverCache.Projections.TryAdd((env, alias), ty);
                }
                else if (Inference.KeepsProjections && !alias.HasError && !ty.HasError)
                {
                    Inference.AddProjection(env, alias, ty);
                }
                return ty;
            case ProjectionStatus.Rigid:
                return alias;
            case ProjectionStatus.Ambiguous:
            {
                Ty variable = Inference.NewTyVar(cause.Span);
                obligations.Add(new Obligation(Types.ProjectionPredicate(BoundVars.None, alias, variable), env, cause, _normalizeDepth));
                return variable;
            }
            default:
                // The obligation reports why the trait does not hold.
                obligations.Add(obligation);
                return Types.ErrorTy(DiagnosticSink.Promise());
        }
    }

    /// <summary>
    /// Where an impl's associated type is a parameter that only a bound of the impl determines (<c>B</c> of
    /// <c>impl&lt;B, F: FnMut(I::Item) -&gt; B&gt; Iterator for Map&lt;I, F&gt;</c>), finds it at once: what is found may be kept.
    /// </summary>
    private void DetermineTerms(List<Obligation> nested)
    {
        for (int i = nested.Count - 1; i >= 0; i--)
        {
            if (nested[i].Predicate is not Predicate.Projection { Vars.Count: 0 } bound
                || Inference.Shallow(bound.Term) is not Ty.Infer
                || Inference.Resolve(bound.Alias) is not Ty.Alias { HasInfer: false, HasError: false } alias)
            {
                continue;
            }
            Inference.Snapshot snapshot = Inference.Begin();
            List<Obligation> more = [];
            Ty value = NormalizeProjection(alias, nested[i].Env, nested[i].Cause, more);
            if (value.HasError || value.HasInfer || !Inference.Equate(bound.Term, value).IsOk)
            {
                Inference.RollBack(snapshot);
                continue;
            }
            Inference.Commit(snapshot);
            nested.RemoveAt(i);
            nested.AddRange(more);
        }
    }

    private bool EvaluateAllApart(List<Obligation> nested)
    {
        foreach (Obligation obligation in nested)
        {
            if (Evaluate(obligation) != Evaluation.Holds)
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Bottom up, so that the arguments of a projection are normal before it is looked up.</summary>
    private sealed class Normalizer(TraitSolver solver, ParamEnv env, ObligationCause cause, List<Obligation> obligations)
        : TypeFolder(solver.Types)
    {
        public override Ty Fold(Ty ty)
        {
            if (ShouldSkip(ty))
            {
                return ty;
            }
            switch (ty)
            {
                case Ty.Alias { Kind: AliasKind.Opaque } opaque when env.RevealsOpaque:
                {
                    GenericArgs args = Fold(opaque.Args);
                    Ty hidden = Interner.Instantiate(solver.Context.HiddenTypeOf(opaque.Def), args);
                    return Fold(hidden);
                }
                case Ty.Alias { Kind: AliasKind.Projection } projection:
                {
                    Ty.Alias alias = Interner.Alias(projection.Kind, projection.Def, Fold(projection.Args));
                    return alias.HasEscapingBoundVars ? FoldUnderBinder(alias) : solver.NormalizeProjection(alias, env, cause, obligations);
                }
                default:
                    return SuperFold(ty);
            }
        }

        public override Const Fold(Const constant)
        {
            constant = SuperFold(constant);
            return constant is Const.Unevaluated unevaluated ? solver.Context.EvaluateConst(unevaluated, env) : constant;
        }

        protected override bool ShouldSkip(Interned value) => !NeedsNormalizing(value, env);

        /// <summary>Bound regions become placeholders while the projection is looked up, and are put back in the result.</summary>
        private Ty FoldUnderBinder(Ty.Alias alias)
        {
            int depth = Depth;
            BoundToPlaceholder hide = new(Interner);
            Ty.Alias hidden = (Ty.Alias)hide.Fold((Ty)alias);
            Ty normal = solver.NormalizeProjection(hidden, env, cause, obligations);
            return new PlaceholderToBound(Interner).Fold(solver.Inference.Resolve(normal));
        }
    }

    /// <summary>Universe numbers below this mark stand for bound regions hidden by <see cref="BoundToPlaceholder"/>.</summary>
    private const int HiddenUniverse = -1000;

    private sealed class BoundToPlaceholder(TypeInterner interner) : TypeFolder(interner)
    {
        public override Region Fold(Region region) =>
            region is Region.Bound bound && bound.Depth >= Depth
                ? Interner.Placeholder(HiddenUniverse - (bound.Depth - Depth), bound.Index, new BoundRegionDecl(default, Symbol.Empty))
                : region;

        protected override bool ShouldSkip(Interned value) => value.OuterExclusiveBinder <= Depth;
    }

    private sealed class PlaceholderToBound(TypeInterner interner) : TypeFolder(interner)
    {
        public override Region Fold(Region region) =>
            region is Region.Placeholder { Universe: <= HiddenUniverse } placeholder
                ? Interner.BoundRegion(HiddenUniverse - placeholder.Universe + Depth, placeholder.Index)
                : region;

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasPlaceholder) == 0;
    }
}
