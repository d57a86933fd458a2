using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>
/// The lifetime of a trait object that is an argument for a type parameter, when it is not written: the only one that the
/// parameter must outlive by the bounds written where it is declared. [lifetime-elision.trait-object.containing-type-implicit-bounds]
/// </summary>
internal readonly record struct ObjectLifetimeDefault(ObjectLifetimeDefaultKind Kind, int Lifetime = -1)
{
    /// <param name="item">Has the parameter.</param>
    public static ObjectLifetimeDefault Of(TypeContext context, DefId item, GenericParamDef param) =>
        context.Program.FactsOf(item.Crate) is LocalCrateFacts local && local.HirGenericsOf(item) is { } generics
            ? FromSource(context, item, generics, param)
            : FromPredicates(context, item, param);

    /// <summary>From what is written: the item's predicates may be what is being lowered.</summary>
    private static ObjectLifetimeDefault FromSource(TypeContext context, DefId item, HirGenerics generics, GenericParamDef param)
    {
        ObjectLifetimeDefault found = default;
        foreach (HirWherePredicate predicate in generics.Predicates)
        {
            if (predicate is not HirWherePredicate.Bound { BoundParams.IsEmpty: true, BoundedTy: HirTy.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def def } } } bound
                || def.Id != param.Def)
            {
                continue;
            }
            foreach (HirBound outlives in bound.Bounds)
            {
                if (outlives is HirBound.Outlives { Lifetime.Res: var lifetime })
                {
                    found = found.And(lifetime switch
                    {
                        HirLifetimeRes.Static => new ObjectLifetimeDefault(ObjectLifetimeDefaultKind.Static),
                        HirLifetimeRes.Param it => Nth(context, item, own => own.Def == it.Def),
                        _ => new ObjectLifetimeDefault(ObjectLifetimeDefaultKind.Ambiguous),
                    });
                }
            }
        }
        return found;
    }

    private static ObjectLifetimeDefault FromPredicates(TypeContext context, DefId item, GenericParamDef param)
    {
        ObjectLifetimeDefault found = default;
        foreach (SpannedPredicate predicate in context.PredicatesOf(item).Own)
        {
            if (predicate.Predicate is Predicate.TypeOutlives { Ty: Ty.Param bounded } outlives && bounded.Index == param.Index)
            {
                found = found.And(outlives.Region switch
                {
                    Region.Static => new ObjectLifetimeDefault(ObjectLifetimeDefaultKind.Static),
                    Region.EarlyParam it => Nth(context, item, own => own.Index == it.Index),
                    _ => new ObjectLifetimeDefault(ObjectLifetimeDefaultKind.Ambiguous),
                });
            }
        }
        return found;
    }

    private static ObjectLifetimeDefault Nth(TypeContext context, DefId item, System.Predicate<GenericParamDef> isWanted)
    {
        int lifetimes = 0;
        foreach (GenericParamDef own in context.GenericsOf(item).Own)
        {
            if (own.Kind == GenericParamKind.Lifetime)
            {
                if (isWanted(own))
                {
                    return new ObjectLifetimeDefault(ObjectLifetimeDefaultKind.Lifetime, lifetimes);
                }
                lifetimes++;
            }
        }
        return new ObjectLifetimeDefault(ObjectLifetimeDefaultKind.Ambiguous);
    }

    private ObjectLifetimeDefault And(ObjectLifetimeDefault other) =>
        Kind == ObjectLifetimeDefaultKind.Empty || this == other ? other : new ObjectLifetimeDefault(ObjectLifetimeDefaultKind.Ambiguous);
}

internal enum ObjectLifetimeDefaultKind : byte
{
    /// <summary>No bound: <c>'static</c> in signatures, inferred in bodies.</summary>
    Empty,
    Static,
    /// <summary>The item's lifetime argument with that number.</summary>
    Lifetime,
    /// <summary>Several: the lifetime must be written, in bodies it is inferred.</summary>
    Ambiguous,
}
