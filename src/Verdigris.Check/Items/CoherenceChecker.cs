using System.Collections.Generic;
using System.Collections.Immutable;
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

/// <summary>Impls stand where they may, and no two apply to the same type. [items.impl.trait.orphan-rule]</summary>
internal static class CoherenceChecker
{
    /// <summary>Returns the impls that stand where they may not.</summary>
    public static HashSet<DefId> Check(TypeContext context, LocalCrateFacts crate)
    {
        HashSet<DefId> misplaced = [];
        foreach (DefId impl in crate.AllImpls)
        {
            ImplHeader header = context.ImplHeaderOf(impl);
            if (header.SelfTy.HasError)
            {
                continue;
            }
            if (header.TraitRef is null && crate.ImplOf(impl).Trait is not null)
            {
                // What it names is no trait: reported.
                misplaced.Add(impl);
            }
            else if (header.TraitRef is null)
            {
                CheckInherent(context, crate, impl, header.SelfTy);
            }
            else if (!header.TraitRef.HasError)
            {
                if (!CheckOrphan(context, crate, impl, header))
                {
                    misplaced.Add(impl);
                }
                if (!CheckBuiltinTrait(context, crate, impl, header))
                {
                    misplaced.Add(impl);
                }
                CheckObjectType(context, impl, header);
            }
        }
        foreach ((DefId trait, ImmutableArray<DefId> impls) in crate.TraitImpls)
        {
            CheckOverlap(context, trait, impls, misplaced);
        }
        InherentOverlapChecker.Check(context, crate);
        return misplaced;
    }

    /// <summary>A trait object implements its trait and those above it already. [types.trait-object]</summary>
    private static void CheckObjectType(TypeContext context, DefId impl, ImplHeader header)
    {
        if (header.SelfTy is not Ty.Dynamic { Predicates.Principal: { } principal } || !DynCompatibility.IsDynCompatible(context, principal.Def))
        {
            return;
        }
        Predicate own = context.Types.TraitPredicate(context.Types.TraitRef(principal.Def, context.IdentityArgsOf(principal.Def)));
        foreach (Predicate predicate in Elaborator.Elaborate(context, [own]))
        {
            if (predicate is Predicate.Trait bound && bound.TraitRef.Trait == header.TraitRef!.Trait && bound.TraitRef.SelfTy == context.Common.SelfParam)
            {
                CoherenceErrors.ImplementedByObject(context, impl, header.SelfTy, bound.TraitRef.Trait);
                return;
            }
        }
    }

    private static bool MayImplementForeign(TypeContext context, LocalCrateFacts crate, DefId impl) =>
        AttrReader.Has(crate.AttrsOf(impl), "rustc_coherence_is_core") || crate.IsLibrary(context);

    private static void CheckInherent(TypeContext context, LocalCrateFacts crate, DefId impl, Ty self)
    {
        if (MayImplementForeign(context, crate, impl))
        {
            return;
        }
        switch (self)
        {
            case Ty.Adt it when it.Def.Id.Crate == crate.Hir.Id:
            case Ty.Dynamic { Predicates.Principal: { } principal } when principal.Def.Crate == crate.Hir.Id:
            case Ty.Foreign { Def: var foreign } when foreign.Crate == crate.Hir.Id:
                break;
            case Ty.Adt or Ty.Dynamic or Ty.Foreign:
                CoherenceErrors.InherentImplElsewhere(context, crate, impl);
                break;
            case Ty.Param:
                CoherenceErrors.InherentImplOfParam(context, impl);
                break;
            default:
                CoherenceErrors.InherentImplOfPrimitive(context, impl, self);
                break;
        }
    }

    /// <summary>Local trait, or a local type among the trait's inputs before any uncovered parameter.</summary>
    private static bool CheckOrphan(TypeContext context, LocalCrateFacts crate, DefId impl, ImplHeader header)
    {
        if (header.TraitRef!.Trait.Crate == crate.Hir.Id || crate.IsLibrary(context))
        {
            return true;
        }
        foreach (GenericArg arg in header.TraitRef.Args)
        {
            if (arg is not Ty ty)
            {
                continue;
            }
            if (IsLocalOrFundamental(ty, crate.Hir.Id, out Ty inner))
            {
                return true;
            }
            if (inner is Ty.Param param)
            {
                CoherenceErrors.OrphanParam(context, context.GenericsOf(impl), param, FirstLocal(header.TraitRef, crate.Hir.Id));
                return false;
            }
        }
        CoherenceErrors.Orphan(context, crate, impl, header);
        return false;
    }

    private static Ty? FirstLocal(TraitRef traitRef, CrateId crate)
    {
        foreach (GenericArg arg in traitRef.Args)
        {
            if (arg is Ty ty && IsLocalOrFundamental(ty, crate, out Ty inner))
            {
                return inner;
            }
        }
        return null;
    }

    /// <summary>Whether the type, or what fundamental types around it hold, is of the crate. [items.impl.trait.orphan-rule.fundamental]</summary>
    /// <param name="inner">What is left when the fundamental types are taken off.</param>
    private static bool IsLocalOrFundamental(Ty ty, CrateId crate, out Ty inner)
    {
        inner = ty;
        while (!IsLocal(inner, crate))
        {
            switch (inner)
            {
                case Ty.Ref it:
                    inner = it.Pointee;
                    break;
                case Ty.Adt it when (it.Def.Flags & AdtFlags.IsFundamental) != 0 && it.Args.Count > 0 && it.Args[0] is Ty held:
                    inner = held;
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    private static bool IsLocal(Ty ty, CrateId crate) => ty switch
    {
        Ty.Adt it => it.Def.Id.Crate == crate,
        Ty.Dynamic { Predicates.Principal: { } principal } => principal.Def.Crate == crate,
        Ty.Foreign it => it.Def.Crate == crate,
        Ty.Closure it => it.Def.Crate == crate,
        _ => false,
    };

    private static bool CheckBuiltinTrait(TypeContext context, LocalCrateFacts crate, DefId impl, ImplHeader header)
    {
        switch (context.LangItemOf(header.TraitRef!.Trait))
        {
            case LangItem.Drop when header.SelfTy is not Ty.Adt { Def.Id.Crate: var owner } || owner != crate.Hir.Id:
                if (!header.SelfTy.HasError)
                {
                    CoherenceErrors.DropOnForeign(context, crate, impl);
                }
                return false;
            case LangItem.Drop:
                DropImplChecker.Check(context, impl, (Ty.Adt)header.SelfTy);
                return true;
            case LangItem.Copy when !header.IsNegative:
                return CheckCopy(context, crate, impl, header.SelfTy);
            default:
                return true;
        }
    }

    /// <summary>False if it was reported.</summary>
    private static bool CheckCopy(TypeContext context, LocalCrateFacts crate, DefId impl, Ty self)
    {
        if (self is not Ty.Adt adt)
        {
            if (self is Ty.Ref { IsMutable: true })
            {
                CoherenceErrors.CopyOnNonAdt(context, crate, impl);
                return false;
            }
            return true;
        }
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        ParamEnv env = context.ParamEnvOf(impl);
        List<FieldDef> notCopy = [];
        foreach (VariantDef variant in adt.Def.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                List<Obligation> nested = [];
                Ty ty = inference.Types.Instantiate(context.TypeOf(field.Def), adt.Args);
                ty = solver.Normalize(ty, env, ObligationCause.Dummy, nested);
                if (!ty.HasError && !solver.IsCopy(env, ty))
                {
                    notCopy.Add(field);
                }
            }
        }
        if (notCopy.Count > 0)
        {
            CoherenceErrors.CopyWithNonCopyFields(context, crate, impl, notCopy);
            return false;
        }
        DefId drop = context.LangItem(LangItem.Drop);
        if (drop.IsSome && TraitImpls.Of(context, drop).WithShape(new SimplifiedTy(TyShape.Adt, 0, adt.Def.Id)) is [var destructor, ..])
        {
            ImmutableArray<AssocItem> items = context.AssocItemsOf(destructor).Items;
            CoherenceErrors.CopyAndDrop(context, crate, impl, items.Length > 0 ? items[0].Id : destructor);
            return false;
        }
        return true;
    }

    private static void CheckOverlap(TypeContext context, DefId trait, ImmutableArray<DefId> local, HashSet<DefId> misplaced)
    {
        if (context.TraitDefOf(trait).IsMarker)
        {
            return;
        }
        TraitImpls all = TraitImpls.Of(context, trait);
        foreach (DefId impl in local)
        {
            ImplHeader header = context.ImplHeaderOf(impl);
            if (header.TraitRef is null || header.TraitRef.HasError)
            {
                continue;
            }
            // Of an impl that may not stand here, an overlap with another of its kind says nothing new.
            bool reportsOverlap = !misplaced.Contains(impl);
            SimplifiedTy shape = SimplifiedTy.Of(header.SelfTy);
            IReadOnlyList<DefId> candidates = shape.IsAny ? all.All : all.WithShape(shape);
            CheckAgainst(context, impl, header, candidates, reportsOverlap);
            if (!shape.IsAny)
            {
                CheckAgainst(context, impl, header, all.Blanket, reportsOverlap);
            }
        }
    }

    private static void CheckAgainst(TypeContext context, DefId impl, ImplHeader header, IReadOnlyList<DefId> others, bool reportsOverlap)
    {
        foreach (DefId other in others)
        {
            // Each pair once: the later impl of one crate is compared with those before it.
            if (other == impl || (other.Crate == impl.Crate && other.Index > impl.Index))
            {
                continue;
            }
            ImplHeader otherHeader = context.ImplHeaderOf(other);
            if (header.IsNegative == otherHeader.IsNegative && !reportsOverlap)
            {
                continue;
            }
            if (!header.IsDefault && !otherHeader.IsDefault && FindOverlap(context, impl, header, other, otherHeader) is { } common)
            {
                if (header.IsNegative != otherHeader.IsNegative)
                {
                    CoherenceErrors.PositiveAndNegative(context, impl, other, header, common.SelfTy);
                }
                else
                {
                    CoherenceErrors.Overlap(context, impl, other, common);
                }
                return;
            }
        }
    }

    /// <summary>What both impls apply to, with inference variables for what may be anything; null if nothing.</summary>
    private static TraitRef? FindOverlap(TypeContext context, DefId a, ImplHeader aHeader, DefId b, ImplHeader bHeader)
    {
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        List<Obligation> nested = [];
        GenericArgs aArgs = inference.FreshArgsFor(a, default);
        GenericArgs bArgs = inference.FreshArgsFor(b, default);
        TraitRef left = solver.Normalize(inference.Types.Instantiate(aHeader.TraitRef!, aArgs), ParamEnv.Empty, ObligationCause.Dummy, nested);
        TraitRef right = solver.Normalize(inference.Types.Instantiate(bHeader.TraitRef!, bArgs), ParamEnv.Empty, ObligationCause.Dummy, nested);
        if (!inference.Equate(left, right).IsOk)
        {
            return null;
        }
        solver.AddItemObligations(a, aArgs, ParamEnv.Empty, default, nested);
        solver.AddItemObligations(b, bArgs, ParamEnv.Empty, default, nested);
        foreach (Obligation obligation in nested)
        {
            // Other crates may add impls for foreign types later, unless the trait or the type is local.
            if (solver.Evaluate(obligation) == Evaluation.Fails && IsKnowable(context, inference, obligation))
            {
                return null;
            }
        }
        return inference.Resolve(left);
    }

    /// <summary>The library relies on its own promises (<c>impl !Trait for T</c>) as nobody else may yet. [unstable: with_negative_coherence]</summary>
    private static bool HasNegativeImpl(TypeContext context, Inference inference, TraitRef goal)
    {
        foreach (DefId impl in TraitImpls.Of(context, goal.Trait).WithShape(SimplifiedTy.Of(goal.SelfTy)))
        {
            ImplHeader header = context.ImplHeaderOf(impl);
            if (header is { IsNegative: true, TraitRef: { } traitRef })
            {
                Inference.Snapshot snapshot = inference.Begin();
                bool covers = inference.Equate(inference.Types.Instantiate(traitRef, inference.FreshArgsFor(impl, default)), goal).IsOk;
                inference.RollBack(snapshot);
                if (covers)
                {
                    return true;
                }
            }
        }
        return false;
    }

    /// <summary>A failing goal proves that impls are disjoint only if no other crate can make it hold.</summary>
    private static bool IsKnowable(TypeContext context, Inference inference, Obligation obligation)
    {
        if (inference.Resolve(obligation.Predicate) is not Predicate.Trait goal)
        {
            return true;
        }
        DefId trait = goal.TraitRef.Trait;
        if (trait.Crate == context.Crate || context.TraitDefOf(trait).IsFundamental)
        {
            return true;
        }
        foreach (GenericArg arg in goal.TraitRef.Args)
        {
            if (arg is Ty ty && IsLocalOrFundamental(ty, context.Crate, out _))
            {
                return true;
            }
        }
        if (HasNegativeImpl(context, inference, goal.TraitRef) && ((LocalCrateFacts)context.Program.FactsOf(context.Crate)).IsLibrary(context))
        {
            return true;
        }
        // A foreign type of a foreign trait: their crates may add an impl in a later version, but not for primitive types of
        // traits that say so; rustc treats `Sized` and auto traits' definitions as fixed.
        return context.LangItemOf(trait) is LangItem.Sized or LangItem.FnPtrTrait or LangItem.TupleTrait || goal.TraitRef.SelfTy is Ty.Primitive or Ty.Param;
    }
}
