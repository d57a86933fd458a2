using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Collect;

/// <summary><c>T::Item</c>: which trait's item that is follows from the bounds on <c>T</c>. [paths.qualified]</summary>
internal abstract partial class TypeLowerer
{
    private Ty LowerAssocPath(HirQPath.TypeRelative path, Ty self)
    {
        if (self is Ty.Error)
        {
            return self;
        }
        Symbol name = path.Segment.Ident.Name;
        if (path.SelfTy is HirTy.Path { QPath: HirQPath.Resolved { SelfTy: null, Path.Res: Res.SelfTyAlias { ImplOrAdt: var impl } } }
            && Context.KindOf(impl) == DefKind.Impl
            && Context.ImplHeaderOf(impl).TraitRef is { } implemented
            && FindInSupertraits(Context.Types.TraitPredicate(implemented), name) is { } ofImpl)
        {
            return ProjectFrom(path, ofImpl, name);
        }
        List<Predicate.Trait> candidates = [];
        foreach (Predicate.Trait bound in BoundsFor(self, path.SelfTy, name))
        {
            if (FindInSupertraits(bound, name) is { } found && !ContainsTrait(candidates, found))
            {
                candidates.Add(found);
            }
        }
        if (candidates.Count == 0)
        {
            if (LowerVariantOrInherent(path, self) is { } inherent)
            {
                return inherent;
            }
            return Types.ErrorTy(self is Ty.Param
                ? TypeLoweringErrors.AssociatedTypeNotFound(Context, path.Segment.Ident, self, TraitsBounding(self))
                : TypeLoweringErrors.AmbiguousAssociatedType(Context, path.Span, name));
        }
        if (candidates.Count > 1)
        {
            return Types.ErrorTy(TypeLoweringErrors.AmbiguousBounds(Context, path.Span, path.Segment.Ident, self, candidates));
        }
        return ProjectFrom(path, candidates[0], name);
    }

    /// <summary>Bodies also look for variants of enums here; in signatures there is nothing else.</summary>
    protected virtual Ty? LowerVariantOrInherent(HirQPath.TypeRelative path, Ty self) => null;

    private List<DefId> TraitsBounding(Ty self)
    {
        List<DefId> traits = [];
        if (self is Ty.Param param)
        {
            foreach (Predicate.Trait bound in Crate.BoundsOfParam(Context, Owner, param, static _ => true))
            {
                traits.Add(bound.TraitRef.Trait);
            }
        }
        return traits;
    }

    private static bool ContainsTrait(List<Predicate.Trait> candidates, Predicate.Trait trait)
    {
        foreach (Predicate.Trait candidate in candidates)
        {
            if (candidate == trait)
            {
                return true;
            }
        }
        return false;
    }

    private Ty ProjectFrom(HirQPath.TypeRelative path, Predicate.Trait bound, Symbol name)
    {
        AssocItem item = Context.AssocItemsOf(bound.TraitRef.Trait).Find(name, DefKind.AssocTy)!;
        TraitRef traitRef = bound.TraitRef;
        if (bound.Vars.Count > 0)
        {
            // `T: for<'a> Trait<'a>` and `T::Item`: any lifetime would do, so in a body one is inferred; a signature must say which.
            if (!InfersArgs)
            {
                return Types.ErrorTy(TypeLoweringErrors.HigherRankedProjection(Context, path.Span, name));
            }
            traitRef = ((Predicate.Trait)Types.Open(bound, _ => InferRegion(path.Span))).TraitRef;
        }
        return Project(path.Span, item.Id, LowerOwnArgs(item.Id, path.Segment, path.Span, traitRef.Args));
    }

    /// <summary>The trait itself or the first of its supertraits that has an associated type of this name, as seen from the use.</summary>
    private Predicate.Trait? FindInSupertraits(Predicate.Trait bound, Symbol name)
    {
        if (Context.AssocItemsOf(bound.TraitRef.Trait).Find(name, DefKind.AssocTy) is not null)
        {
            return bound;
        }
        if (!SupertraitMayDefine(bound.TraitRef.Trait, name))
        {
            return null;
        }
        foreach (Predicate predicate in Elaborator.Elaborate(Context, [bound]))
        {
            if (predicate is Predicate.Trait trait && Context.AssocItemsOf(trait.TraitRef.Trait).Find(name, DefKind.AssocTy) is not null)
            {
                return trait;
            }
        }
        return null;
    }

    /// <summary>By definitions alone, so that a trait's own supertraits can mention <c>Self::Item</c> without a cycle.</summary>
    private bool SupertraitMayDefine(DefId trait, Symbol name)
    {
        HashSet<DefId> seen = [trait];
        List<DefId> work = [trait];
        for (int i = 0; i < work.Count; i++)
        {
            foreach (DefId super in Crate.SupertraitIdsOf(Context, work[i]))
            {
                if (!seen.Add(super))
                {
                    continue;
                }
                if (Context.AssocItemsOf(super).Find(name, DefKind.AssocTy) is not null)
                {
                    return true;
                }
                work.Add(super);
            }
        }
        return false;
    }

    /// <summary>
    /// The trait bounds on a type that may define an associated type of this name. For parameters only those bounds are lowered
    /// that can: lowering all of them would need the very types being lowered.
    /// </summary>
    private IEnumerable<Predicate.Trait> BoundsFor(Ty self, HirTy written, Symbol name)
    {
        switch (self)
        {
            case Ty.Param param:
                foreach (Predicate.Trait bound in Crate.BoundsOfParam(Context, Owner, param, trait =>
                    Context.AssocItemsOf(trait).Find(name, DefKind.AssocTy) is not null || SupertraitMayDefine(trait, name)))
                {
                    yield return bound;
                }
                break;
            case Ty.Alias alias:
                foreach (SpannedPredicate bound in Context.ItemBoundsOf(alias.Def).Own)
                {
                    if (bound.Predicate is Predicate.Trait trait && Types.Instantiate(trait, alias.Args) is Predicate.Trait instance)
                    {
                        yield return instance;
                    }
                }
                foreach (Predicate.Trait bound in Crate.BoundsOfAlias(Context, Owner, alias, trait =>
                    Context.AssocItemsOf(trait).Find(name, DefKind.AssocTy) is not null || SupertraitMayDefine(trait, name)))
                {
                    yield return bound;
                }
                break;
        }
    }
}
