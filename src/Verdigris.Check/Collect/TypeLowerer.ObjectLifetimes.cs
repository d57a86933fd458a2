using System.Collections.Generic;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Collect;

/// <summary>The lifetimes of trait objects that are not written. [lifetime-elision.trait-object]</summary>
internal abstract partial class TypeLowerer
{
    private ObjectContainer _container;

    /// <summary>What stands nearest around a type and decides the lifetime of a trait object there.</summary>
    private readonly record struct ObjectContainer(ObjectContainerKind Kind, HirLifetime? Reference = null, GenericParamDef? Param = null, HirPathSegment? Segment = null);

    private enum ObjectContainerKind : byte
    {
        /// <summary>The item or body itself.</summary>
        None,
        /// <summary><c>&amp;'a …</c></summary>
        Reference,
        /// <summary>An argument for a type parameter.</summary>
        Argument,
        /// <summary><c>Trait&lt;'a, Item = …&gt;</c>, where no rule says anything.</summary>
        Unknown,
    }

    private Ty LowerInside(ObjectContainer container, HirTy ty)
    {
        ObjectContainer outer = _container;
        _container = container;
        Ty lowered = Lower(ty);
        _container = outer;
        return lowered;
    }

    /// <summary>An argument; those of functions and methods stand in bodies, where it is inferred anyway.</summary>
    private Ty LowerTypeArg(GenericParamDef param, HirPathSegment segment, HirTy ty) =>
        Context.KindOf(Context.ParentOf(param.Def)) is DefKind.Struct or DefKind.Enum or DefKind.Union or DefKind.TyAlias or DefKind.Trait
            ? LowerInside(new ObjectContainer(ObjectContainerKind.Argument, Param: param, Segment: segment), ty)
            : Lower(ty);

    /// <summary>The type in <c>Item = …</c>.</summary>
    private Ty LowerConstraintTy(HirPathSegment trait, HirTy ty) =>
        LowerInside(new ObjectContainer(LifetimeArg(trait, 0) is null ? ObjectContainerKind.None : ObjectContainerKind.Unknown), ty);

    private Region ObjectLifetime(HirTy.TraitObject ty, List<Predicate> bounds)
    {
        if (ty.Lifetime.Res is not HirLifetimeRes.ImplicitObjectDefault)
        {
            return Lower(ty.Lifetime);
        }
        if (RequiredByTrait(ty, bounds) is { } required)
        {
            return required;
        }
        switch (_container.Kind)
        {
            case ObjectContainerKind.None:
                return ObjectDefault(ty);
            case ObjectContainerKind.Reference:
                return Lower(_container.Reference!);
            case ObjectContainerKind.Unknown:
                return UndeducedObjectLifetime(ty);
        }
        GenericParamDef param = _container.Param!;
        ObjectLifetimeDefault rule = ObjectLifetimeDefault.Of(Context, Context.ParentOf(param.Def), param);
        return rule.Kind switch
        {
            ObjectLifetimeDefaultKind.Empty => ObjectDefault(ty),
            ObjectLifetimeDefaultKind.Static => Common.Static,
            ObjectLifetimeDefaultKind.Lifetime when LifetimeArg(_container.Segment!, rule.Lifetime) is { } written => Lower(written),
            _ => UndeducedObjectLifetime(ty),
        };
    }

    /// <summary><c>trait Any: 'static</c>: its objects are <c>'static</c> wherever they stand; <c>trait Tr&lt;'a&gt;: 'a</c> likewise.</summary>
    private Region? RequiredByTrait(HirTy.TraitObject ty, List<Predicate> bounds)
    {
        Region? required = null;
        bool isAmbiguous = false;
        foreach (Predicate bound in bounds)
        {
            if (bound is Predicate.TypeOutlives { Region: not Region.Bound } outlives && outlives.Ty == DummySelf)
            {
                if (outlives.Region is Region.Static)
                {
                    return Common.Static;
                }
                isAmbiguous |= required is not null && required != outlives.Region;
                required ??= outlives.Region;
            }
        }
        return isAmbiguous ? Types.ErrorRegion(TypeLoweringErrors.AmbiguousObjectLifetime(Context.Diagnostics, ty.Span)) : required;
    }

    private static HirLifetime? LifetimeArg(HirPathSegment segment, int index)
    {
        foreach (HirGenericArg arg in segment.Args?.Args ?? [])
        {
            if (arg is HirGenericArg.Lifetime lifetime && index-- == 0)
            {
                return lifetime.Value;
            }
        }
        return null;
    }

    /// <summary>The default lifetime of a trait object that nothing stands around: <c>'static</c> in signatures, inferred in bodies.</summary>
    protected virtual Region ObjectDefault(HirTy.TraitObject ty) => Common.Static;

    /// <summary>Where it must be written; in bodies it is inferred.</summary>
    protected virtual Region UndeducedObjectLifetime(HirTy.TraitObject ty) =>
        Types.ErrorRegion(TypeLoweringErrors.UndeducedObjectLifetime(Context.Diagnostics, ty.Span));
}
