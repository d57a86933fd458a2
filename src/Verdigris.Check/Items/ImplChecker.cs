using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Items;

/// <summary>An impl against its trait: nothing missing, each item as the trait declares it, its conditions met. [items.impl.trait]</summary>
internal static class ImplChecker
{
    public static void Check(TypeContext context, LocalCrateFacts crate, HirItem item)
    {
        ImplHeader header = context.ImplHeaderOf(item.Def);
        CheckParamsConstrained(context, crate, item.Def, header);
        if (header.TraitRef is not { } traitRef || header.SelfTy.HasError || traitRef.HasError)
        {
            return;
        }
        HirImpl impl = crate.ImplOf(item.Def);
        if (header.IsNegative)
        {
            return;
        }
        CheckSafety(context, impl, item, traitRef.Trait);
        CheckMissing(context, item, traitRef);
        foreach (HirImplItem implItem in impl.Items)
        {
            if (implItem.TraitItem.IsSome && context.KindOf(implItem.TraitItem) != context.KindOf(implItem.Def))
            {
                continue;
            }
            if (implItem.TraitItem.IsSome && implItem.Kind is HirImplItemKind.Fn)
            {
                CompareMethod(context, crate, implItem, header);
            }
            else if (implItem.TraitItem.IsSome && implItem.Kind is HirImplItemKind.Const constant)
            {
                CompareConst(context, crate, implItem, constant, traitRef);
            }
            else if (implItem.Kind is HirImplItemKind.Type ty)
            {
                CheckNotPrivate(context, implItem, header, ty);
            }
        }
        CheckTraitBounds(context, item, traitRef);
    }

    private static void CheckSafety(TypeContext context, HirImpl impl, HirItem item, DefId trait)
    {
        TraitDef definition = context.TraitDefOf(trait);
        bool mayDangle = false;
        foreach (HirGenericParam param in impl.Generics.Params)
        {
            mayDangle |= param.MayDangle;
        }
        if (definition.IsUnsafe && !impl.IsUnsafe)
        {
            CoherenceErrors.MissingUnsafeImpl(context, item, trait);
        }
        else if (!definition.IsUnsafe && impl.IsUnsafe && !mayDangle)
        {
            CoherenceErrors.NeedlessUnsafeImpl(context, item, trait);
        }
    }

    private static void CheckMissing(TypeContext context, HirItem item, TraitRef traitRef)
    {
        AssocItems implemented = context.AssocItemsOf(item.Def);
        List<AssocItem> missing = [];
        foreach (AssocItem wanted in context.AssocItemsOf(traitRef.Trait).Items)
        {
            if (!wanted.HasDefault && implemented.FindForTraitItem(wanted.Id) is null)
            {
                missing.Add(wanted);
            }
        }
        if (missing.Count > 0)
        {
            ImplItemErrors.MissingItems(context, item, missing);
        }
    }

    private static void CompareConst(TypeContext context, LocalCrateFacts crate, HirImplItem item, HirImplItemKind.Const constant, TraitRef traitRef)
    {
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        ParamEnv env = context.ParamEnvOf(item.Def);
        Ty found = solver.Normalize(context.TypeOf(item.Def), env, ObligationCause.Dummy, []);
        Ty expected = solver.Normalize(inference.Types.Instantiate(context.TypeOf(item.TraitItem), traitRef.Args), env, ObligationCause.Dummy, []);
        if (!found.HasError && !expected.HasError && !inference.TryEquate(expected, found))
        {
            ImplItemErrors.IncompatibleConst(context, crate, item, constant.Ty, inference.Resolve(expected), found);
        }
    }

    /// <summary>
    /// An associated type may not be less visible than both its trait and its self type: whoever sees those can name it. Other
    /// private types in signatures are no errors. [RFC 2145]
    /// </summary>
    private static void CheckNotPrivate(TypeContext context, HirImplItem item, ImplHeader header, HirImplItemKind.Type ty)
    {
        LeastVisible type = new(context);
        type.Visit(context.TypeOf(item.Def));
        LeastVisible of = new(context);
        of.Visit(header.SelfTy);
        of.Visit(header.TraitRef!.Args);
        if (type.Found is { } adt && context.Crates.VisibilityOf(header.TraitRef.Trait).IsPublic && of.Found is null)
        {
            ItemErrors.PrivateAssocTy(context, item.Span, adt, "private");
        }
    }

    /// <summary>A type of this crate that is not <c>pub</c> at all.</summary>
    private sealed class LeastVisible(TypeContext context) : TypeVisitor
    {
        public AdtDef? Found { get; private set; }

        public override bool Visit(Ty ty)
        {
            if (ty is Ty.Adt adt && adt.Def.Id.Crate == context.Crate && !context.Crates.VisibilityOf(adt.Def.Id).IsPublic)
            {
                Found ??= adt.Def;
            }
            return SuperVisit(ty);
        }
    }

    private static void CompareMethod(TypeContext context, LocalCrateFacts crate, HirImplItem item, ImplHeader header)
    {
        AssocItem method = context.AssocItemOf(item.Def);
        AssocItem wanted = context.AssocItemOf(item.TraitItem);
        string name = item.Ident.Name.Text;
        if (method.HasSelf != wanted.HasSelf)
        {
            ImplItemErrors.SelfMismatch(context, crate, method, wanted);
            return;
        }
        if (DifferentParamCount(context, item.Def, item.TraitItem) is var (kind, found, expected))
        {
            ImplItemErrors.ParamCounts(context, crate, item, kind, found, expected);
            return;
        }
        if (DifferentParamForm(context, item.Def, item.TraitItem) is var (own, declared))
        {
            ImplItemErrors.ParamForm(context, name, own, declared);
            return;
        }
        Binder<FnSig> implSig = context.FnSigOf(item.Def);
        Binder<FnSig> traitSig = context.FnSigOf(item.TraitItem);
        if (implSig.Value.Inputs.Length != traitSig.Value.Inputs.Length)
        {
            ImplItemErrors.ParamCount(context, crate, item, implSig.Value.Inputs.Length, traitSig.Value.Inputs.Length);
            return;
        }
        if (implSig.Vars.Count != traitSig.Vars.Count && LifetimeCount(context, item.Def) != LifetimeCount(context, item.TraitItem))
        {
            ImplItemErrors.LifetimeParams(context, crate, item);
            return;
        }
        if (CompareSigs(context, crate, item, header, implSig, traitSig))
        {
            CheckReturnedOpaques(context, crate, item, header);
        }
        CompareBounds(context, item, header);
    }

    /// <summary>
    /// What the trait says of the <c>impl Trait</c> that its method returns must hold of what the impl's method returns.
    /// [items.traits.associated-opaque-types]
    /// </summary>
    private static void CheckReturnedOpaques(TypeContext context, LocalCrateFacts crate, HirImplItem item, ImplHeader header)
    {
        OpaqueCollector opaques = new(context);
        opaques.Visit(context.FnSigOf(item.TraitItem).Value.Output);
        if (opaques.Found.Count == 0 || TraitArgsFor(context, item, header) is not { } traitArgs)
        {
            return;
        }
        HirFnSig sig = ((HirImplItemKind.Fn)item.Kind).Sig;
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        Fulfillment fulfillment = new(solver);
        ParamEnv env = context.ParamEnvOf(item.Def);
        for (int i = 0; i < opaques.Found.Count; i++)
        {
            DefId opaque = opaques.Found[i];
            GenericArg[] args = new GenericArg[context.GenericsOf(opaque).Count];
            System.Array.Fill(args, context.Common.Erased);
            traitArgs.AsSpan().CopyTo(args);
            foreach (SpannedPredicate bound in context.ItemBoundsOf(opaque).Own)
            {
                opaques.Visit(bound.Predicate);
                List<Obligation> nested = [];
                ObligationCause cause = new(sig.Decl.OutputSpan, new CauseCode.ItemBound(opaque, bound.Span));
                Predicate instance = solver.NormalizePredicate(context.Types.Instantiate(bound.Predicate, context.Types.Args(args)), env, cause, nested);
                fulfillment.Register(nested);
                fulfillment.Register(new Obligation(instance, env, cause));
            }
        }
        foreach (FulfillmentError error in fulfillment.SelectAllOrError())
        {
            bool isFuture = error.Leaf.Predicate is Predicate.Trait goal && context.LangItemOf(goal.TraitRef.Trait) == LangItem.Future;
            if (isFuture && error.Kind == FulfillmentErrorKind.Unimplemented && crate.HirSigOf(item.TraitItem) is { Header.IsAsync: true } && !sig.Header.IsAsync)
            {
                ImplItemErrors.NotAsync(context, item);
                return;
            }
            FulfillmentErrors.Report(new ErrorScope(context, inference, item.Def), error);
        }
    }

    /// <summary>The opaque types of a trait's method.</summary>
    private sealed class OpaqueCollector(TypeContext context) : TypeVisitor
    {
        public List<DefId> Found { get; } = [];

        public override bool Visit(Ty ty)
        {
            if (ty is Ty.Alias { Kind: AliasKind.Projection } alias && context.KindOf(alias.Def) == DefKind.OpaqueTy && !Found.Contains(alias.Def))
            {
                Found.Add(alias.Def);
            }
            return SuperVisit(ty);
        }
    }

    /// <summary>
    /// A method may demand no more than the trait lets it: callers know the trait's bounds only. What lifetimes must outlive is left
    /// to the region checks. [items.impl.trait.implementation-requirement]
    /// </summary>
    private static void CompareBounds(TypeContext context, HirImplItem item, ImplHeader header)
    {
        GenericPredicates demanded = context.PredicatesOf(item.Def);
        if (demanded.Own.Length == 0 || TraitArgsFor(context, item, header) is not { } traitArgs)
        {
            return;
        }
        ParamEnv env = GrantedTo(context, item, demanded.Parent, traitArgs);
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        Fulfillment fulfillment = new(solver);
        foreach (SpannedPredicate bound in demanded.Own)
        {
            if (bound.Predicate is Predicate.RegionOutlives or Predicate.TypeOutlives)
            {
                continue;
            }
            List<Obligation> nested = [];
            ObligationCause cause = new(bound.Span, ObligationCause.Dummy.Code);
            fulfillment.Register(new Obligation(solver.NormalizePredicate(bound.Predicate, env, cause, nested), env, cause));
            fulfillment.Register(nested);
        }
        foreach (FulfillmentError error in fulfillment.SelectWherePossible())
        {
            ImplItemErrors.StricterBound(context, item, error.Root.Predicate, error.Root.Cause.Span);
        }
    }

    private static int LifetimeCount(TypeContext context, DefId def)
    {
        int count = 0;
        foreach (BoundRegionDecl decl in context.FnSigOf(def).Vars.AsSpan())
        {
            count += decl.Name.Text == "'_" ? 0 : 1;
        }
        foreach (GenericParamDef param in context.GenericsOf(def).Own)
        {
            count += param.Kind == GenericParamKind.Lifetime ? 1 : 0;
        }
        return count;
    }

    /// <summary>A parameter that is <c>impl Trait</c> in one of the two and named in the other. [items.fn.implicit-generics]</summary>
    private static (GenericParamDef Own, GenericParamDef Declared)? DifferentParamForm(TypeContext context, DefId impl, DefId trait)
    {
        List<GenericParamDef> own = TypeParamsOf(context, impl);
        List<GenericParamDef> declared = TypeParamsOf(context, trait);
        for (int i = 0; i < own.Count && i < declared.Count; i++)
        {
            if (own[i].IsSynthetic != declared[i].IsSynthetic)
            {
                return (own[i], declared[i]);
            }
        }
        return null;
    }

    private static List<GenericParamDef> TypeParamsOf(TypeContext context, DefId def)
    {
        List<GenericParamDef> types = [];
        foreach (GenericParamDef param in context.GenericsOf(def).Own)
        {
            if (param.Kind == GenericParamKind.Type)
            {
                types.Add(param);
            }
        }
        return types;
    }

    /// <summary>Type parameters are counted apart from const parameters, <c>impl Trait</c> among the former.</summary>
    private static (string Kind, int Found, int Expected)? DifferentParamCount(TypeContext context, DefId impl, DefId trait)
    {
        foreach ((GenericParamKind kind, string name) in (ReadOnlySpan<(GenericParamKind, string)>)[(GenericParamKind.Type, "type"), (GenericParamKind.Const, "const")])
        {
            int found = CountParams(context, impl, kind);
            int expected = CountParams(context, trait, kind);
            if (found != expected)
            {
                return (name, found, expected);
            }
        }
        return null;
    }

    private static int CountParams(TypeContext context, DefId def, GenericParamKind kind)
    {
        int count = 0;
        foreach (GenericParamDef param in context.GenericsOf(def).Own)
        {
            count += param.Kind == kind ? 1 : 0;
        }
        return count;
    }

    /// <summary>What holds for the impl, and what the trait lets the method demand, in terms of the impl.</summary>
    private static ParamEnv GrantedTo(TypeContext context, HirImplItem item, DefId impl, GenericArgs traitArgs)
    {
        ImmutableArray<Predicate> ofImpl = context.ParamEnvOf(impl).Assumptions;
        List<Predicate> known = [.. ofImpl];
        foreach (SpannedPredicate granted in context.PredicatesOf(item.TraitItem).Own)
        {
            known.Add(context.Types.Instantiate(granted.Predicate, traitArgs));
        }
        ParamEnv unnormalised = ParamEnvBuilder.Build(context, known);
        // `Self::Item` is what this impl says, which may be known only by way of its own bounds.
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        Fulfillment fulfillment = new(solver);
        for (int i = ofImpl.Length; i < known.Count; i++)
        {
            List<Obligation> nested = [];
            known[i] = solver.NormalizePredicate(known[i], unnormalised, ObligationCause.Dummy, nested);
            fulfillment.Register(nested);
        }
        fulfillment.SelectWherePossible();
        for (int i = ofImpl.Length; i < known.Count; i++)
        {
            known[i] = inference.Resolve(known[i]);
        }
        return ParamEnvBuilder.Build(context, known);
    }

    /// <summary>Whether the two agree.</summary>
    private static bool CompareSigs(
        TypeContext context, LocalCrateFacts crate, HirImplItem item, ImplHeader header, Binder<FnSig> implSig, Binder<FnSig> traitSig)
    {
        if (((implSig.Value.Flags | traitSig.Value.Flags) & TypeFlags.HasError) != 0)
        {
            return false;
        }
        GenericArgs? traitArgs = TraitArgsFor(context, item, header);
        if (traitArgs is null)
        {
            return false;
        }
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        ParamEnv env = context.ParamEnvOf(item.Def);
        List<Obligation> nested = [];
        FnSig found = solver.Normalize(inference.Types.EraseLateBound(implSig), env, ObligationCause.Dummy, nested);
        FnSig expected = solver.Normalize(
            inference.Types.Instantiate(inference.Types.EraseLateBound(traitSig), traitArgs), env, ObligationCause.Dummy, nested);
        for (int i = 0; i < found.InputsAndOutput.Count; i++)
        {
            Inference.Snapshot snapshot = inference.Begin();
            Mismatch mismatch = inference.Equate(expected.InputsAndOutput[i], found.InputsAndOutput[i]);
            if (!mismatch.IsOk)
            {
                inference.RollBack(snapshot);
                (Ty, Ty) differing = mismatch is { Expected: Ty inner, Found: Ty innerFound }
                    ? (inference.Resolve(inner), inference.Resolve(innerFound))
                    : (inference.Resolve(expected.InputsAndOutput[i]), found.InputsAndOutput[i]);
                ImplItemErrors.IncompatibleMethod(
                    context, crate, item, i, inference.Resolve(expected), found, mismatch.Reason == MismatchReason.Mutability, differing);
                return false;
            }
            inference.Commit(snapshot);
        }
        return true;
    }

    /// <summary>The trait method's arguments in terms of the impl method's own parameters; null when their kinds differ.</summary>
    private static GenericArgs? TraitArgsFor(TypeContext context, HirImplItem item, ImplHeader header)
    {
        Generics implGenerics = context.GenericsOf(item.Def);
        Generics traitGenerics = context.GenericsOf(item.TraitItem);
        GenericArg[] args = new GenericArg[traitGenerics.Count];
        header.TraitRef!.Args.AsSpan().CopyTo(args);
        List<GenericArg> others = [];
        List<GenericArg> lifetimes = [];
        foreach (GenericParamDef param in implGenerics.Own)
        {
            (param.Kind == GenericParamKind.Lifetime ? lifetimes : others).Add(context.IdentityArg(param));
        }
        int nextOther = 0;
        int nextLifetime = 0;
        foreach (GenericParamDef param in traitGenerics.Own)
        {
            if (param.Kind == GenericParamKind.Lifetime)
            {
                args[param.Index] = nextLifetime < lifetimes.Count ? lifetimes[nextLifetime++] : context.Common.Erased;
                continue;
            }
            GenericArg own = others[nextOther++];
            if (own is Const != (param.Kind == GenericParamKind.Const))
            {
                return null;
            }
            args[param.Index] = own;
        }
        return context.Types.Args(args);
    }

    /// <summary>Supertraits and other where clauses of the trait, and the bounds of associated types.</summary>
    private static void CheckTraitBounds(TypeContext context, HirItem item, TraitRef traitRef)
    {
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        ParamEnv env = context.ParamEnvOf(item.Def);
        Fulfillment fulfillment = new(solver);
        SourceSpan span = ((HirItemKind.Impl)item.Kind).Value.SelfTy.Span;
        List<Obligation> obligations = [];
        solver.AddItemObligations(traitRef.Trait, traitRef.Args, env, span, obligations);
        foreach (AssocItem assoc in context.AssocItemsOf(traitRef.Trait).Items)
        {
            if (assoc.Kind != DefKind.AssocTy || context.GenericsOf(assoc.Id).Own.Length > 0
                || context.AssocItemsOf(item.Def).FindForTraitItem(assoc.Id) is null)
            {
                continue;
            }
            foreach (SpannedPredicate bound in context.ItemBoundsOf(assoc.Id).Own)
            {
                List<Obligation> nested = [];
                ObligationCause cause = new(span, new CauseCode.ItemBound(assoc.Id, bound.Span));
                Predicate instance = solver.NormalizePredicate(inference.Types.Instantiate(bound.Predicate, traitRef.Args), env, cause, nested);
                obligations.AddRange(nested);
                obligations.Add(new Obligation(instance, env, cause));
            }
        }
        foreach (Obligation obligation in obligations)
        {
            // The impl itself makes `Self: Trait` true.
            if (obligation.Predicate is Predicate.Trait goal && goal.TraitRef == traitRef)
            {
                continue;
            }
            fulfillment.Register(obligation);
        }
        foreach (FulfillmentError error in fulfillment.SelectWherePossible())
        {
            FulfillmentErrors.Report(new ErrorScope(context, inference, item.Def), error);
        }
    }

    /// <summary>Every parameter must be found from the self type or trait. [items.impl.generics.constraint]</summary>
    private static void CheckParamsConstrained(TypeContext context, LocalCrateFacts crate, DefId impl, ImplHeader header)
    {
        if (header.SelfTy.HasError)
        {
            return;
        }
        ConstrainedParams constrained = new();
        if (header.TraitRef is not null)
        {
            constrained.Visit(header.TraitRef.Args);
        }
        else
        {
            constrained.Visit(header.SelfTy);
        }
        bool changed = true;
        while (changed)
        {
            changed = false;
            foreach (SpannedPredicate predicate in context.PredicatesOf(impl).Own)
            {
                if (predicate.Predicate is Predicate.Projection projection)
                {
                    ParamsIn inputs = new();
                    inputs.Visit(projection.Alias.Args);
                    if (inputs.Indices.IsSubsetOf(constrained.Indices))
                    {
                        int before = constrained.Indices.Count;
                        constrained.Visit(projection.Term);
                        changed |= constrained.Indices.Count > before;
                    }
                }
            }
        }
        foreach (GenericParamDef param in context.GenericsOf(impl).Own)
        {
            if (param.Kind != GenericParamKind.Lifetime && !constrained.Indices.Contains(param.Index))
            {
                CoherenceErrors.UnconstrainedParam(context, crate, impl, param);
            }
        }
        CheckLifetimesConstrained(context, crate, impl, header);
    }

    /// <summary>A lifetime that an associated type mentions must be found from the header; others may be anything.</summary>
    private static void CheckLifetimesConstrained(TypeContext context, LocalCrateFacts crate, DefId impl, ImplHeader header)
    {
        LifetimesIn ofHeader = new();
        ofHeader.Visit(header.SelfTy);
        if (header.TraitRef is not null)
        {
            ofHeader.Visit(header.TraitRef.Args);
        }
        LifetimesIn ofTypes = new();
        foreach (AssocItem item in context.AssocItemsOf(impl).Items)
        {
            if (item.Kind == DefKind.AssocTy)
            {
                ofTypes.Visit(context.TypeOf(item.Id));
            }
        }
        foreach (GenericParamDef param in context.GenericsOf(impl).Own)
        {
            if (param.Kind == GenericParamKind.Lifetime && ofTypes.Defs.Contains(param.Def) && !ofHeader.Defs.Contains(param.Def)
                && !IsBoundByClause(context, impl, param.Def))
            {
                CoherenceErrors.UnconstrainedParam(context, crate, impl, param);
            }
        }
    }

    private static bool IsBoundByClause(TypeContext context, DefId impl, DefId lifetime)
    {
        LifetimesIn terms = new();
        foreach (SpannedPredicate clause in context.PredicatesOf(impl).Own)
        {
            if (clause.Predicate is Predicate.Projection projection)
            {
                terms.Visit(projection.Term);
            }
        }
        return terms.Defs.Contains(lifetime);
    }

    private sealed class LifetimesIn : TypeVisitor
    {
        public HashSet<DefId> Defs { get; } = [];

        public override bool Visit(Ty ty) => ty is not Ty.Alias { Kind: AliasKind.Projection } && SuperVisit(ty);

        public override bool Visit(Region region)
        {
            if (region is Region.EarlyParam param)
            {
                Defs.Add(param.Def);
            }
            return false;
        }
    }

    private class ParamsIn : TypeVisitor
    {
        public HashSet<int> Indices { get; } = [];

        public override bool Visit(Ty ty)
        {
            if (ty is Ty.Param param)
            {
                Indices.Add(param.Index);
            }
            return SuperVisit(ty);
        }

        public override bool Visit(Const constant)
        {
            if (constant is Const.Param param)
            {
                Indices.Add(param.Index);
            }
            return SuperVisit(constant);
        }
    }

    /// <summary>A parameter inside a projection is not determined by it.</summary>
    private sealed class ConstrainedParams : ParamsIn
    {
        public override bool Visit(Ty ty) => ty is Ty.Alias { Kind: AliasKind.Projection } ? false : base.Visit(ty);

        public override bool Visit(Const constant) => constant is Const.Unevaluated ? false : base.Visit(constant);
    }
}
