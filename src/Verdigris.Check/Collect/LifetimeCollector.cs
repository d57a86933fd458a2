using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Check.Collect;

/// <summary>The lifetime parameters that types and bounds mention.</summary>
internal sealed class LifetimeCollector(CrateDefinitions definitions)
{
    public HashSet<DefId> Lifetimes { get; } = [];

    /// <summary>Leave out lifetimes in the self type of a projection, which do not determine anything.</summary>
    public bool OnlyConstrained { get; init; }

    public void Visit(HirWherePredicate predicate)
    {
        switch (predicate)
        {
            case HirWherePredicate.Bound it:
                Visit(it.BoundedTy);
                Visit(it.Bounds);
                break;
            case HirWherePredicate.Region it:
                Visit(it.Lifetime);
                Visit(it.Bounds);
                break;
        }
    }

    public void Visit(ImmutableArray<HirBound> bounds)
    {
        foreach (HirBound bound in bounds)
        {
            switch (bound)
            {
                case HirBound.Trait it:
                    Visit(it.PolyTraitRef.TraitRef.Path);
                    break;
                case HirBound.Outlives it:
                    Visit(it.Lifetime);
                    break;
                case HirBound.Use it:
                    foreach (HirPreciseCapture capture in it.Args)
                    {
                        if (capture.Lifetime is { } lifetime)
                        {
                            Visit(lifetime);
                        }
                    }
                    break;
            }
        }
    }

    public void Visit(HirTy ty)
    {
        switch (ty)
        {
            case HirTy.Slice it:
                Visit(it.Element);
                break;
            case HirTy.Array it:
                Visit(it.Element);
                break;
            case HirTy.Ptr it:
                Visit(it.Pointee);
                break;
            case HirTy.Ref it:
                Visit(it.Lifetime);
                Visit(it.Pointee);
                break;
            case HirTy.FnPtr it:
                foreach (HirTy input in it.Decl.Inputs)
                {
                    Visit(input);
                }
                if (it.Decl.Output is not null)
                {
                    Visit(it.Decl.Output);
                }
                break;
            case HirTy.Tuple it:
                foreach (HirTy element in it.Elements)
                {
                    Visit(element);
                }
                break;
            case HirTy.Path { QPath: HirQPath.Resolved it }:
                // <T as Trait>::Item: the projection's inputs are not determined by its value.
                if (it.SelfTy is not null && OnlyConstrained)
                {
                    break;
                }
                if (it.SelfTy is not null)
                {
                    Visit(it.SelfTy);
                }
                Visit(it.Path);
                break;
            case HirTy.Path { QPath: HirQPath.TypeRelative it }:
                if (!OnlyConstrained)
                {
                    Visit(it.SelfTy);
                    Visit(it.Segment.Args);
                }
                break;
            case HirTy.TraitObject it:
                Visit(it.Lifetime);
                foreach (HirPolyTraitRef bound in it.Bounds)
                {
                    Visit(bound.TraitRef.Path);
                }
                break;
            case HirTy.Opaque it:
                Visit(it.Definition.Bounds);
                if (it.Definition.AsyncOutput is not null)
                {
                    Visit(it.Definition.AsyncOutput);
                }
                break;
        }
    }

    private void Visit(HirPath path)
    {
        foreach (HirPathSegment segment in path.Segments)
        {
            Visit(segment.Args);
        }
    }

    private void Visit(HirGenericArgs? args)
    {
        if (args is null)
        {
            return;
        }
        foreach (HirGenericArg arg in args.Args)
        {
            switch (arg)
            {
                case HirGenericArg.Lifetime it:
                    Visit(it.Value);
                    break;
                case HirGenericArg.Type it:
                    Visit(it.Value);
                    break;
            }
        }
        foreach (HirAssocConstraint constraint in args.Constraints)
        {
            Visit(constraint.Args);
            switch (constraint.Kind)
            {
                case HirAssocConstraintKind.TypeEquals it:
                    Visit(it.Ty);
                    break;
                case HirAssocConstraintKind.Bounds it:
                    Visit(it.Values);
                    break;
            }
        }
    }

    private void Visit(HirLifetime lifetime)
    {
        if (lifetime.Res is HirLifetimeRes.Param param && definitions.Id == param.Def.Crate)
        {
            Lifetimes.Add(param.Def);
        }
    }
}
