using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>Where clauses, bounds at parameters, implied <c>Sized</c>, supertraits, bounds of associated types.</summary>
public sealed partial class LocalCrateFacts
{
    public override GenericPredicates PredicatesOf(TypeContext context, DefId def)
    {
        ImmutableArray<SpannedPredicate>.Builder predicates = ImmutableArray.CreateBuilder<SpannedPredicate>();
        ItemTypeLowerer lowerer = new(context, this, def);
        DefKind kind = Definitions.KindOf(def.Index);
        if (kind is DefKind.Trait or DefKind.TraitAlias)
        {
            predicates.Add(new SpannedPredicate(
                context.Types.TraitPredicate(context.Types.TraitRef(def, context.IdentityArgsOf(def))), Definitions.SpanOf(def.Index)));
        }
        if (HirGenericsOf(def) is { } generics)
        {
            AddImpliedSized(context, def, generics, predicates);
            foreach (HirWherePredicate predicate in generics.Predicates)
            {
                Lower(context, lowerer, predicate, predicates);
            }
        }
        DefId parent = GenericParentOf(def);
        return new GenericPredicates(parent, predicates.ToImmutable());
    }

    public override GenericPredicates SuperPredicatesOf(TypeContext context, DefId trait)
    {
        ImmutableArray<SpannedPredicate>.Builder predicates = ImmutableArray.CreateBuilder<SpannedPredicate>();
        ItemTypeLowerer lowerer = new(context, this, trait);
        (ImmutableArray<HirBound> bounds, HirGenerics generics) = SupertraitBoundsOf(trait);
        lowerer.LowerBounds(context.Common.SelfParam, bounds, [], predicates);
        foreach (HirWherePredicate predicate in generics.Predicates)
        {
            if (predicate is HirWherePredicate.Bound { BoundedTy: var bounded } && IsSelfParam(bounded))
            {
                Lower(context, lowerer, predicate, predicates);
            }
        }
        return new GenericPredicates(default, predicates.ToImmutable());
    }

    public override GenericPredicates ItemBoundsOf(TypeContext context, DefId def)
    {
        ImmutableArray<SpannedPredicate>.Builder predicates = ImmutableArray.CreateBuilder<SpannedPredicate>();
        ItemTypeLowerer lowerer = new(context, this, def);
        Ty self = context.Types.Alias(context.AliasKindOf(def), def, context.IdentityArgsOf(def));
        ImmutableArray<HirBound> bounds = NodeOf(def) switch
        {
            HirNode.TraitItem { Value.Kind: HirTraitItemKind.Type it } => it.Bounds,
            HirNode.OpaqueTy it => it.Value.Bounds,
            _ => [],
        };
        if (!HasMaybeSized(context, bounds))
        {
            predicates.Add(SizedOf(context, self, Definitions.SpanOf(def.Index)));
        }
        lowerer.LowerBounds(self, bounds, [], predicates);
        if (Definitions.KindOf(def.Index) == DefKind.AssocTy && HirGenericsOf(Definitions.ParentOf(def.Index)) is { } traitGenerics)
        {
            AddWhereClausesOnItem(context, def, traitGenerics, predicates);
        }
        return new GenericPredicates(default, predicates.ToImmutable());
    }

    /// <summary>The traits above a trait, by definition only.</summary>
    internal IEnumerable<DefId> SupertraitIdsOf(TypeContext context, DefId trait)
    {
        if (trait.Crate != Definitions.Id)
        {
            foreach (SpannedPredicate predicate in context.SuperPredicatesOf(trait).Own)
            {
                if (predicate.Predicate is Predicate.Trait super)
                {
                    yield return super.TraitRef.Trait;
                }
            }
            yield break;
        }
        (ImmutableArray<HirBound> bounds, HirGenerics generics) = SupertraitBoundsOf(trait);
        foreach (HirBound bound in bounds)
        {
            if (TraitOf(bound) is { } super)
            {
                yield return super;
            }
        }
        foreach (HirWherePredicate predicate in generics.Predicates)
        {
            if (predicate is HirWherePredicate.Bound { BoundedTy: var bounded } where && IsSelfParam(bounded))
            {
                foreach (HirBound bound in where.Bounds)
                {
                    if (TraitOf(bound) is { } super)
                    {
                        yield return super;
                    }
                }
            }
        }
    }

    /// <summary>The bounds on a parameter, written at an item or the items around it, whose trait passes a test.</summary>
    internal List<Predicate.Trait> BoundsOfParam(TypeContext context, DefId owner, Ty.Param param, Func<DefId, bool> wanted)
    {
        List<Predicate.Trait> found = [];
        for (DefId item = owner; item.IsSome; item = GenericParentOf(item))
        {
            DefKind kind = Definitions.KindOf(item.Index);
            if (kind == DefKind.Trait && param.Index == 0 && wanted(item))
            {
                found.Add(context.Types.TraitPredicate(context.Types.TraitRef(item, context.IdentityArgsOf(item))));
            }
            if (kind == DefKind.Trait && param.Index == 0)
            {
                AddBounds(context, item, context.Common.SelfParam, SupertraitBoundsOf(item).Bounds, [], wanted, found);
            }
            foreach (HirWherePredicate predicate in HirGenericsOf(item)?.Predicates ?? [])
            {
                if (predicate is HirWherePredicate.Bound it && IsParam(context, it.BoundedTy, param))
                {
                    AddBounds(context, item, param, it.Bounds, it.BoundParams, wanted, found);
                }
            }
        }
        return found;
    }

    /// <summary>Where clauses on a projection, such as <c>T::Item: Trait</c>.</summary>
    internal List<Predicate.Trait> BoundsOfAlias(TypeContext context, DefId owner, Ty.Alias alias, Func<DefId, bool> wanted)
    {
        List<Predicate.Trait> found = [];
        for (DefId item = owner; item.IsSome; item = GenericParentOf(item))
        {
            foreach (HirWherePredicate predicate in HirGenericsOf(item)?.Predicates ?? [])
            {
                // The bounded type is lowered only if it is a projection at all, which keeps this from running in circles.
                if (predicate is not HirWherePredicate.Bound { BoundParams.Length: 0, BoundedTy: HirTy.Path { QPath: var path } bounded } it
                    || path is HirQPath.Resolved { SelfTy: null } || !HasWantedTrait(it.Bounds, wanted))
                {
                    continue;
                }
                if (new ItemTypeLowerer(context, this, item).Lower(bounded) == alias)
                {
                    AddBounds(context, item, alias, it.Bounds, [], wanted, found);
                }
            }
        }
        return found;
    }

    private static bool HasWantedTrait(ImmutableArray<HirBound> bounds, Func<DefId, bool> wanted)
    {
        foreach (HirBound bound in bounds)
        {
            if (TraitOf(bound) is { } trait && wanted(trait))
            {
                return true;
            }
        }
        return false;
    }

    private void AddBounds(
        TypeContext context, DefId item, Ty self, ImmutableArray<HirBound> bounds, ImmutableArray<HirGenericParam> outer,
        Func<DefId, bool> wanted, List<Predicate.Trait> found)
    {
        foreach (HirBound bound in bounds)
        {
            if (bound is not HirBound.Trait trait || TraitOf(bound) is not { } id || !wanted(id))
            {
                continue;
            }
            ImmutableArray<SpannedPredicate>.Builder predicates = ImmutableArray.CreateBuilder<SpannedPredicate>();
            // The constraints (`Item = …`) are left out: they may mention the very projection that is being looked up.
            new ItemTypeLowerer(context, this, item).LowerTraitBound(self, WithoutConstraints(trait.PolyTraitRef), outer, predicates);
            if (predicates.Count > 0 && predicates[0].Predicate is Predicate.Trait lowered)
            {
                found.Add(lowered);
            }
        }
    }

    private static HirPolyTraitRef WithoutConstraints(HirPolyTraitRef bound)
    {
        HirPath path = bound.TraitRef.Path;
        HirPathSegment last = path.Segments[^1];
        if (last.Args is null or { Constraints.Length: 0 })
        {
            return bound;
        }
        HirPathSegment stripped = last with { Args = last.Args with { Constraints = [] } };
        return bound with { TraitRef = bound.TraitRef with { Path = path with { Segments = path.Segments.SetItem(path.Segments.Length - 1, stripped) } } };
    }

    private (ImmutableArray<HirBound> Bounds, HirGenerics Generics) SupertraitBoundsOf(DefId trait) =>
        ((HirNode.Item)NodeOf(trait)).Value.Kind switch
        {
            HirItemKind.Trait it => (it.Supertraits, it.Generics),
            HirItemKind.TraitAlias it => (it.Bounds, it.Generics),
            _ => ([], HirGenerics.Empty),
        };

    private static DefId? TraitOf(HirBound bound) =>
        bound is HirBound.Trait { Modifier: HirBoundModifier.None or HirBoundModifier.Const, PolyTraitRef.TraitRef.Path.Res: Res.Def { Kind: DefKind.Trait, Id: var id } } ? id : null;

    private static bool IsSelfParam(HirTy ty) =>
        ty is HirTy.Path { QPath: HirQPath.Resolved { SelfTy: null, Path.Res: Res.SelfTyParam } };

    private bool IsParam(TypeContext context, HirTy ty, Ty.Param param) => ty switch
    {
        HirTy.Path { QPath: HirQPath.Resolved { SelfTy: null, Path.Res: Res.Def { Kind: DefKind.TyParam, Id: var id } } } =>
            ParamOf(context, id).Index == param.Index,
        _ => param.Index == 0 && param.Name == s_self && IsSelfParam(ty),
    };

    private static void Lower(
        TypeContext context, ItemTypeLowerer lowerer, HirWherePredicate predicate, ImmutableArray<SpannedPredicate>.Builder predicates)
    {
        switch (predicate)
        {
            case HirWherePredicate.Bound it:
            {
                if (it.BoundParams.Length > 0)
                {
                    lowerer.Scopes.Push(it.BoundParams);
                }
                Ty self = lowerer.Lower(it.BoundedTy);
                if (it.BoundParams.Length > 0)
                {
                    lowerer.Scopes.Pop();
                }
                lowerer.LowerBounds(self, it.Bounds, it.BoundParams, predicates);
                break;
            }
            case HirWherePredicate.Region it:
            {
                Region longer = lowerer.Lower(it.Lifetime);
                foreach (HirBound bound in it.Bounds)
                {
                    if (bound is HirBound.Outlives outlives)
                    {
                        predicates.Add(new SpannedPredicate(
                            context.Types.RegionOutlives(BoundVars.None, longer, lowerer.Lower(outlives.Lifetime)), bound.Span));
                    }
                }
                break;
            }
        }
    }

    /// <summary>Every type parameter is <c>Sized</c> unless a bound says <c>?Sized</c>. [bound.sized]</summary>
    private void AddImpliedSized(TypeContext context, DefId def, HirGenerics generics, ImmutableArray<SpannedPredicate>.Builder predicates)
    {
        foreach (HirGenericParam param in generics.Params)
        {
            if (param.Kind is not HirGenericParamKind.Type)
            {
                continue;
            }
            GenericParamDef definition = ParamOf(context, param.Def);
            Ty.Param self = (Ty.Param)context.Types.Param(definition.Index, definition.Name);
            bool isMaybeSized = false;
            foreach (HirWherePredicate predicate in generics.Predicates)
            {
                isMaybeSized |= predicate is HirWherePredicate.Bound it && IsParam(context, it.BoundedTy, self) && HasMaybeSized(context, it.Bounds);
            }
            if (!isMaybeSized)
            {
                predicates.Add(SizedOf(context, self, param.Span));
            }
        }
    }

    /// <summary><c>?Sized</c>, or a bound of the sizedness hierarchy that is weaker than <c>Sized</c>.</summary>
    private static bool HasMaybeSized(TypeContext context, ImmutableArray<HirBound> bounds)
    {
        foreach (HirBound bound in bounds)
        {
            if (bound is HirBound.Trait { Modifier: HirBoundModifier.Maybe })
            {
                return true;
            }
            if (TraitOf(bound) is { } trait && context.LangItemOf(trait) is LangItem.MetaSized or LangItem.PointeeSized)
            {
                return true;
            }
        }
        return false;
    }

    private static SpannedPredicate SizedOf(TypeContext context, Ty self, SourceSpan span) =>
        new(context.Types.TraitPredicate(context.Types.TraitRef(context.LangItem(LangItem.Sized), self)), span);

    /// <summary>A trait's <c>where Self::Item: Bound</c> is as good as a bound at the associated type.</summary>
    private void AddWhereClausesOnItem(
        TypeContext context, DefId item, HirGenerics traitGenerics, ImmutableArray<SpannedPredicate>.Builder predicates)
    {
        DefId trait = Definitions.ParentOf(item.Index);
        ItemTypeLowerer lowerer = new(context, this, trait);
        foreach (HirWherePredicate predicate in traitGenerics.Predicates)
        {
            if (predicate is HirWherePredicate.Bound { BoundParams.Length: 0, BoundedTy: HirTy.Path { QPath: HirQPath.TypeRelative path } bounded } it
                && IsSelfParam(path.SelfTy) && path.Segment.Ident.Name == Definitions.NameOf(item.Index))
            {
                lowerer.LowerBounds(lowerer.Lower(bounded), it.Bounds, [], predicates);
            }
        }
    }
}
