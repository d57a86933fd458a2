using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Check.Collect;

/// <summary>
/// From types as written to types: paths with their arguments, elided lifetimes, associated types by the bounds in scope,
/// trait objects. One implementation for signatures and bodies, which differ in what an omitted part means: an error, or an
/// inference variable. Nothing is normalised here, and no bound is checked.
/// </summary>
internal abstract partial class TypeLowerer(TypeContext context, LocalCrateFacts crate, DefId owner)
{
    private const int MaxDepth = 256;
    private int _depth;

    protected TypeContext Context { get; } = context;

    protected LocalCrateFacts Crate { get; } = crate;

    /// <summary>The item whose generics are in scope.</summary>
    protected DefId Owner { get; } = owner;

    public BinderScopes Scopes { get; } = new();

    protected abstract TypeInterner Types { get; }

    protected CommonTypes Common => Types.Common;

    /// <summary>For <c>_</c>, and for type arguments left out where they can be inferred.</summary>
    protected abstract Ty InferTy(SourceSpan span);

    protected abstract Const InferConst(SourceSpan span);

    /// <summary>For a lifetime left out where no rule names it.</summary>
    protected abstract Region InferRegion(SourceSpan span);

    /// <summary>Whether arguments left out are inferred (bodies) or must be there (signatures).</summary>
    protected abstract bool InfersArgs { get; }

    /// <summary>Makes a projection; bodies normalise it at once.</summary>
    protected virtual Ty Project(SourceSpan span, DefId assocTy, GenericArgs args) => Types.Alias(AliasKind.Projection, assocTy, args);

    /// <summary>Called for each array length or const argument that is an expression.</summary>
    protected virtual Const LowerAnonConst(HirAnonConst constant, Ty expected)
    {
        Crate.SetAnonConstType(constant.Def, expected);
        if (AnonConstValue.TryLiteral(Types, constant, expected) is { } literal)
        {
            return literal;
        }
        // Name resolution saw to it that the constant mentions no generic parameter, so it needs no arguments.
        return Types.Unevaluated(constant.Def, Common.EmptyArgs);
    }

    public Ty Lower(HirTy ty)
    {
        if (_depth > MaxDepth)
        {
            return Types.ErrorTy(TypeLoweringErrors.TooDeep(Context.Diagnostics, ty.Span));
        }
        _depth++;
        Ty result = LowerShape(ty);
        _depth--;
        return result;
    }

    private Ty LowerShape(HirTy ty) => ty switch
    {
        HirTy.Slice it => Types.Slice(Lower(it.Element)),
        HirTy.Array it => Types.Array(Lower(it.Element), Lower(it.Length, Common.Usize)),
        HirTy.Ptr it => Types.RawPtr(Lower(it.Pointee), it.IsMutable),
        HirTy.Ref it => LowerRef(it),
        HirTy.FnPtr it => LowerFnPtr(it),
        HirTy.Never => Common.Never,
        HirTy.Tuple it => LowerTuple(it),
        HirTy.Path it => LowerPath(it),
        HirTy.Opaque it => LowerOpaque(it.Definition),
        HirTy.TraitObject it => LowerTraitObject(it),
        HirTy.Infer it => InferTy(it.Span),
        HirTy.ImplicitSelf it => LowerRes(it.Res, null, [], it.Span),
        HirTy.Error it => Types.ErrorTy(it.Reported),
    };

    private Ty LowerRef(HirTy.Ref ty)
    {
        Region region = Lower(ty.Lifetime);
        return Types.Ref(region, LowerInside(new ObjectContainer(ObjectContainerKind.Reference, ty.Lifetime), ty.Pointee), ty.IsMutable);
    }

    private Ty LowerTuple(HirTy.Tuple ty)
    {
        Ty[] elements = new Ty[ty.Elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            elements[i] = Lower(ty.Elements[i]);
        }
        return Types.Tuple(elements);
    }

    private Ty LowerFnPtr(HirTy.FnPtr ty)
    {
        Scopes.Push(ty.BoundParams);
        FnSig sig = LowerSig(ty.Decl, ty.IsUnsafe, ty.Abi);
        Scopes.Pop();
        return Types.FnPtr(new Binder<FnSig>(sig, BinderScopes.VarsOf(Types, ty.BoundParams)));
    }

    /// <summary>A signature without its binder, whose lifetimes are the innermost scope.</summary>
    public FnSig LowerSig(HirFnDecl decl, bool isUnsafe, Symbol abi)
    {
        Ty[] inputs = new Ty[decl.Inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = Lower(decl.Inputs[i]);
        }
        Ty output = decl.Output is null ? Common.Unit : Lower(decl.Output);
        return Types.FnSig(inputs, output, decl.IsVariadic, isUnsafe, abi);
    }

    public Region Lower(HirLifetime lifetime) => lifetime.Res switch
    {
        HirLifetimeRes.Static => Common.Static,
        HirLifetimeRes.Param it => LowerLifetimeParam(it.Def, lifetime.Ident.Name, lifetime.Span),
        HirLifetimeRes.Infer or HirLifetimeRes.ImplicitObjectDefault => InferRegion(lifetime.Span),
        HirLifetimeRes.Error it => Types.ErrorRegion(it.Reported),
    };

    private Region LowerLifetimeParam(DefId lifetime, Symbol name, SourceSpan span = default)
    {
        if (Scopes.TryFind(lifetime, out int depth, out int index))
        {
            return Types.BoundRegion(depth, index);
        }
        if (span != default && Context.KindOf(Owner) == DefKind.OpaqueTy && !Crate.HasLifetimeInScope(Context, Owner, lifetime))
        {
            return Types.ErrorRegion(TypeLoweringErrors.HigherRankedCapture(Context, lifetime, span));
        }
        return Crate.RegionOf(Context, Types, Owner, lifetime, name);
    }

    public Const Lower(HirConstArg constant, Ty expected) => constant switch
    {
        HirConstArg.Infer => InferConst(constant.Span),
        HirConstArg.Anon it => LowerAnonConst(it.Value, expected),
        HirConstArg.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.ConstParam, Id: var param } } } =>
            LowerConstParam(param),
        HirConstArg.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Const, Id: var item } } } =>
            Types.Unevaluated(item, Common.EmptyArgs),
        HirConstArg.Path { QPath: HirQPath.Resolved { Path.Res: Res.Error error } } => Types.ErrorConst(error.Reported),
        HirConstArg.Path it => Types.ErrorConst(TypeLoweringErrors.UnsupportedConstArg(Context.Diagnostics, it.Span)),
    };

    private Const LowerConstParam(DefId param)
    {
        GenericParamDef definition = Crate.ParamOf(Context, param);
        return Types.ConstParam(definition.Index, definition.Name);
    }

    private Ty LowerOpaque(HirOpaqueTy opaque)
    {
        // The opaque type's parameters are its function's, then one lifetime for each late-bound one of the function.
        GenericArgs parent = Context.IdentityArgsOf(opaque.ParentFn);
        ImmutableArray<HirGenericParam> late = Crate.LateBoundOf(opaque.ParentFn);
        GenericArg[] args = new GenericArg[parent.Count + late.Length];
        parent.AsSpan().CopyTo(args);
        for (int i = 0; i < late.Length; i++)
        {
            args[parent.Count + i] = LowerLifetimeParam(late[i].Def, late[i].Ident.Name);
        }
        return Types.Alias(Context.AliasKindOf(opaque.Def), opaque.Def, Types.Args(args));
    }

    private Ty LowerPath(HirTy.Path ty)
    {
        switch (ty.QPath)
        {
            case HirQPath.Resolved { SelfTy: { } self } it:
                return LowerQualifiedPath(self, it.Path);
            case HirQPath.Resolved it:
                return LowerRes(it.Path.Res, it.Path, it.Path.Segments, it.Path.Span);
            case HirQPath.TypeRelative it:
                return LowerAssocPath(it, Lower(it.SelfTy));
            default:
                throw new CompilerBug("unknown kind of path");
        }
    }

    /// <summary><c>&lt;T as Trait&lt;A&gt;&gt;::Item&lt;B&gt;</c></summary>
    private Ty LowerQualifiedPath(HirTy selfTy, HirPath path)
    {
        if (path.Res is Res.Error error)
        {
            return Types.ErrorTy(error.Reported);
        }
        if (path.Res is not Res.Def { Kind: DefKind.AssocTy, Id: var item })
        {
            return Types.ErrorTy(TypeLoweringErrors.NotAType(Context.Diagnostics, path.Span));
        }
        Ty self = Lower(selfTy);
        DefId trait = Context.ParentOf(item);
        GenericArgs traitArgs = LowerArgs(trait, path.Segments[^2], path.Span, self, null);
        return Project(path.Span, item, LowerOwnArgs(item, path.Segments[^1], path.Span, traitArgs));
    }

    private Ty LowerRes(Res res, HirPath? path, ImmutableArray<HirPathSegment> segments, SourceSpan span)
    {
        switch (res)
        {
            case Res.Primitive it:
                RejectArgs(segments);
                return Common.Of(it.Ty);
            case Res.SelfTyParam:
                return Common.SelfParam;
            case Res.SelfTyAlias it:
                return Context.TypeOf(it.ImplOrAdt);
            case Res.Error it:
                return Types.ErrorTy(it.Reported);
            case Res.Def { Kind: DefKind.TyParam } it:
            {
                RejectArgs(segments);
                GenericParamDef param = Crate.ParamOf(Context, it.Id);
                return Types.Param(param.Index, param.Name);
            }
            case Res.Def { Kind: DefKind.Struct or DefKind.Enum or DefKind.Union } it:
            {
                RejectArgs(segments[..^1]);
                _argsMismatch = null;
                GenericArgs args = LowerArgs(it.Id, segments[^1], span, null, null);
                return _argsMismatch is { } mismatch && args.Count == 0 ? Types.ErrorTy(mismatch) : Types.Adt(Context.AdtDefOf(it.Id), args);
            }
            case Res.Def { Kind: DefKind.TyAlias } it:
            {
                RejectArgs(segments[..^1]);
                Ty aliased = Context.TypeOf(it.Id);
                return Types.Instantiate(aliased, LowerArgs(it.Id, segments[^1], span, null, null));
            }
            case Res.Def { Kind: DefKind.ForeignTy } it:
                return Types.Foreign(it.Id);
            case Res.Def { Kind: DefKind.AssocTy } it when path is not null:
                return Types.ErrorTy(TypeLoweringErrors.AmbiguousAssociatedType(Context, span, Context.Crates.NameOf(it.Id)));
            case Res.Def { Kind: DefKind.Trait } it when path is not null:
                return LowerBareTraitObject(it.Id, path);
            default:
                return Types.ErrorTy(TypeLoweringErrors.NotAType(Context.Diagnostics, span));
        }
    }

    private Ty LowerBareTraitObject(DefId trait, HirPath path) =>
        Types.ErrorTy(TypeLoweringErrors.ExpectedTypeFoundTrait(Context, path.Span, trait));

    private void RejectArgs(ReadOnlySpan<HirPathSegment> segments)
    {
        foreach (HirPathSegment segment in segments)
        {
            if (segment.Args is { Args.Length: > 0 } args)
            {
                TypeLoweringErrors.ArgsNotAllowed(Context.Diagnostics, args.Span);
                return;
            }
        }
    }

    private void RejectArgs(ImmutableArray<HirPathSegment> segments) => RejectArgs(segments.AsSpan());
}
