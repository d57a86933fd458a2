using System.Collections.Immutable;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Check.Lints;

/// <summary>Walks bodies and the types, bounds and paths of signatures; says of each path what it means.</summary>
internal abstract class HirTyVisitor : HirVisitor
{
    protected abstract void VisitRes(Res? res);

    protected virtual void VisitBody(HirBody body) => Visit(body.Value);

    protected void VisitDecl(HirFnDecl decl)
    {
        foreach (HirTy input in decl.Inputs)
        {
            VisitTy(input);
        }
        if (decl.Output is not null)
        {
            VisitTy(decl.Output);
        }
    }

    protected void VisitGenerics(HirGenerics generics)
    {
        foreach (HirGenericParam parameter in generics.Params)
        {
            switch (parameter.Kind)
            {
                case HirGenericParamKind.Type { Default: { } byDefault }:
                    VisitTy(byDefault);
                    break;
                case HirGenericParamKind.Const constant:
                    VisitTy(constant.Ty);
                    if (constant.Default is not null)
                    {
                        VisitConst(constant.Default);
                    }
                    break;
            }
        }
        foreach (HirWherePredicate predicate in generics.Predicates)
        {
            if (predicate is HirWherePredicate.Bound bound)
            {
                VisitTy(bound.BoundedTy);
                VisitBounds(bound.Bounds);
            }
        }
    }

    protected void VisitBounds(ImmutableArray<HirBound> bounds)
    {
        foreach (HirBound bound in bounds)
        {
            if (bound is HirBound.Trait trait)
            {
                VisitPath(trait.PolyTraitRef.TraitRef.Path);
            }
        }
    }

    protected void VisitTy(HirTy ty)
    {
        switch (ty)
        {
            case HirTy.Slice it:
                VisitTy(it.Element);
                break;
            case HirTy.Array it:
                VisitTy(it.Element);
                VisitConst(it.Length);
                break;
            case HirTy.Ptr it:
                VisitTy(it.Pointee);
                break;
            case HirTy.Ref it:
                VisitTy(it.Pointee);
                break;
            case HirTy.FnPtr it:
                VisitDecl(it.Decl);
                break;
            case HirTy.Tuple it:
                foreach (HirTy element in it.Elements)
                {
                    VisitTy(element);
                }
                break;
            case HirTy.Path it:
                VisitQPath(it.QPath);
                break;
            case HirTy.Opaque it:
                VisitBounds(it.Definition.Bounds);
                if (it.Definition.AsyncOutput is { } output)
                {
                    VisitTy(output);
                }
                break;
            case HirTy.TraitObject it:
                foreach (HirPolyTraitRef bound in it.Bounds)
                {
                    VisitPath(bound.TraitRef.Path);
                }
                break;
        }
    }

    protected void VisitConst(HirConstArg constant)
    {
        switch (constant)
        {
            case HirConstArg.Anon anon:
                VisitBody(anon.Value.Body);
                break;
            case HirConstArg.Path path:
                VisitQPath(path.QPath);
                break;
        }
    }

    protected void VisitQPath(HirQPath path)
    {
        switch (path)
        {
            case HirQPath.Resolved it:
                if (it.SelfTy is not null)
                {
                    VisitTy(it.SelfTy);
                }
                VisitPath(it.Path);
                break;
            case HirQPath.TypeRelative it:
                VisitTy(it.SelfTy);
                VisitArgs(it.Segment.Args);
                break;
        }
    }

    protected void VisitPath(HirPath path)
    {
        VisitRes(path.Res);
        foreach (HirPathSegment segment in path.Segments)
        {
            VisitArgs(segment.Args);
        }
    }

    protected void VisitArgs(HirGenericArgs? args)
    {
        if (args is null)
        {
            return;
        }
        foreach (HirGenericArg arg in args.Args)
        {
            switch (arg)
            {
                case HirGenericArg.Type { Value: var ty }:
                    VisitTy(ty);
                    break;
                case HirGenericArg.Const { Value: var constant }:
                    VisitConst(constant);
                    break;
            }
        }
        foreach (HirAssocConstraint constraint in args.Constraints)
        {
            VisitArgs(constraint.Args);
            switch (constraint.Kind)
            {
                case HirAssocConstraintKind.TypeEquals { Ty: var ty }:
                    VisitTy(ty);
                    break;
                case HirAssocConstraintKind.ConstEquals { Const: var constant }:
                    VisitConst(constant);
                    break;
                case HirAssocConstraintKind.Bounds { Values: var bounds }:
                    VisitBounds(bounds);
                    break;
            }
        }
    }
}
