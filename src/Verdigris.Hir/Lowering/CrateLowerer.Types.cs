using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Late;
using Verdigris.Syntax.Lexing;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>Types, bounds, generics, lifetimes.</summary>
public sealed partial class CrateLowerer
{
    // How many `impl Trait` are around: their arguments may hold no others, their associated types may.
    private int _implTraitDepth;

    private HirTy LowerTy(Ast.Ty ty, ImplTraitMode mode)
    {
        SourceSpan span = ty.Span;
        switch (ty)
        {
            case Ast.Ty.Paren paren:
                return LowerTy(paren.Inner, mode);
            case Ast.Ty.OfMacro macro:
                return macro.Expansion is null ? new HirTy.Error(NextId(), span, _sink.FirstError!) : LowerTy(macro.Expansion, mode);
        }
        HirId id = NextId();
        switch (ty)
        {
            case Ast.Ty.Slice slice:
                return new HirTy.Slice(id, span, LowerTy(slice.Element, mode));
            case Ast.Ty.Array array:
                return new HirTy.Array(id, span, LowerTy(array.Element, mode), LowerConstArg(array.Length));
            case Ast.Ty.Ptr pointer:
                return new HirTy.Ptr(id, span, LowerTy(pointer.Pointee, mode), pointer.Mutability == Ast.Mutability.Mut);
            case Ast.Ty.Ref reference:
                HirLifetime lifetime = reference.Lifetime is { } written
                    ? LowerLifetime(written)
                    : new HirLifetime(NextId(), new HirIdent(Ast.Names.UnderscoreLifetime, span.ShrinkToLo()), LowerLifetimeRes(Resolutions.LifetimeOf(reference.Id)));
                return new HirTy.Ref(id, span, lifetime, LowerTy(reference.Referent, mode), reference.Mutability == Ast.Mutability.Mut);
            case Ast.Ty.BareFn function:
                return LowerBareFn(function, id);
            case Ast.Ty.Never:
                return new HirTy.Never(id, span);
            case Ast.Ty.Tuple tuple:
                using (PooledList<HirTy> elements = PooledList<HirTy>.Rent())
                {
                    foreach (Ast.Ty element in tuple.Elements)
                    {
                        elements.Add(LowerTy(element, mode));
                    }
                    return new HirTy.Tuple(id, span, elements.ToImmutable());
                }
            case Ast.Ty.OfPath path:
                return LowerPathTy(path, id, mode);
            case Ast.Ty.TraitObject traitObject:
                return LowerTraitObject(traitObject, id, mode);
            case Ast.Ty.ImplTrait implTrait:
                return LowerImplTrait(implTrait, id, mode);
            case Ast.Ty.Infer:
                return new HirTy.Infer(id, span);
            case Ast.Ty.ImplicitSelf:
                Res self = Resolutions.PathOf(ty.Id).Base ?? new Res.Error(_sink.FirstError ?? ReportUnsupported("`self` here", span));
                return new HirTy.ImplicitSelf(id, span, self);
            case Ast.Ty.CVarArgs:
                return new HirTy.Error(id, span, Report("E0743", "C-variadic type `...` may not be nested inside another type", span));
            case Ast.Ty.Error error:
                return new HirTy.Error(id, span, error.Reported);
            default:
                return new HirTy.Error(id, span, ReportUnsupported("this type", span));
        }
    }

    private HirTy.FnPtr LowerBareFn(Ast.Ty.BareFn function, HirId id)
    {
        ImmutableArray<HirGenericParam> bound = LowerBoundParams(function.BoundLifetimes, Resolutions.FreshLifetimesOf(function.Id));
        HirFnDecl decl = LowerFnDecl(function.Decl, ImplTraitMode.Disallowed, ImplTraitMode.Disallowed, null, default);
        Symbol abi = function.Header.Abi?.Name ?? s_rust;
        return new HirTy.FnPtr(id, function.Span, bound, function.Header.Safety == Ast.FnSafety.Unsafe, abi, decl);
    }

    private HirTy LowerPathTy(Ast.Ty.OfPath path, HirId id, ImplTraitMode mode)
    {
        PartialRes res = Resolutions.PathOf(path.Id);
        if (res is { Unresolved: 0, Base: Res.Def { Kind: DefKind.Trait or DefKind.TraitAlias } } && path.QSelf is null)
        {
            // A bare trait: an object in old editions.
            if (EditionOf(path.Span) >= Edition.E2021)
            {
                ErrorReported reported = _sink.Report(Diagnostic.Error("E0782", "expected a type, found a trait", path.Span)
                    .WithSuggestion("you can add the `dyn` keyword if you want a trait object", Applicability.MaybeIncorrect, new SuggestionEdit(path.Span.ShrinkToLo(), "dyn ")));
                return new HirTy.Error(id, path.Span, reported);
            }
            HirTraitRef trait = new(NextId(), LowerResolvedPath(path.Path, res.Base, 0, isExpr: false, mode));
            HirPolyTraitRef poly = new(LowerBoundParams([], FreshInPath(path.Path)), trait, path.Span);
            return new HirTy.TraitObject(id, path.Span, [poly], ImplicitObjectLifetime(path.Span), IsBare: true);
        }
        if (res.Base is Res.Error error)
        {
            return new HirTy.Error(id, path.Span, error.Reported);
        }
        return new HirTy.Path(id, LowerQPath(path.Id, path.QSelf, path.Path, isExpr: false, mode));
    }

    private HirLifetime ImplicitObjectLifetime(SourceSpan span) =>
        new(NextId(), new HirIdent(Ast.Names.UnderscoreLifetime, span.ShrinkToHi()), new HirLifetimeRes.ImplicitObjectDefault());

    private HirTy LowerTraitObject(Ast.Ty.TraitObject traitObject, HirId id, ImplTraitMode mode)
    {
        using PooledList<HirPolyTraitRef> bounds = PooledList<HirPolyTraitRef>.Rent();
        HirLifetime? lifetime = null;
        if (!traitObject.HasDyn && EditionOf(traitObject.Span) >= Edition.E2021)
        {
            return new HirTy.Error(id, traitObject.Span, Report("E0782", "expected a type, found a trait", traitObject.Span));
        }
        foreach (Ast.GenericBound bound in traitObject.Bounds)
        {
            switch (bound)
            {
                case Ast.GenericBound.Trait { Modifiers: var modifiers } when (modifiers & Ast.TraitBoundModifiers.Maybe) != 0:
                    _sink.Report(Diagnostic.Error("E0658", "`?Trait` is not permitted in trait object types", bound.Span));
                    break;
                case Ast.GenericBound.Trait trait:
                    bounds.Add(LowerPolyTraitRef(trait.Poly, mode));
                    break;
                case Ast.GenericBound.Outlives outlives:
                    lifetime ??= LowerLifetime(outlives.Lifetime);
                    break;
                case Ast.GenericBound.Use:
                    _sink.Report(Diagnostic.ErrorWithoutCode("`use<...>` precise capturing syntax not allowed in `dyn` trait object bounds", bound.Span));
                    break;
            }
        }
        if (bounds.Count == 0)
        {
            return new HirTy.Error(id, traitObject.Span, Report("E0224", "at least one trait is required for an object type", traitObject.Span));
        }
        return new HirTy.TraitObject(id, traitObject.Span, bounds.ToImmutable(), lifetime ?? ImplicitObjectLifetime(traitObject.Span), !traitObject.HasDyn);
    }

    private HirTy LowerImplTrait(Ast.Ty.ImplTrait implTrait, HirId id, ImplTraitMode mode)
    {
        SourceSpan span = implTrait.Span;
        if (mode.Synthetic is { } synthetic)
        {
            Symbol name = Symbol.Intern(_sources.SnippetOf(span));
            DefId param = Definitions.Add(DefKind.TyParam, synthetic.Owner, name, span, Resolve.Definitions.Visibility.Public);
            HirGenericParam parameter = new(NextId(), param, new HirIdent(name, span), new HirGenericParamKind.Type(null, IsSynthetic: true), span);
            SetNode(param, new HirNode.GenericParam(parameter));
            synthetic.Params.Add(parameter);
            _implTraitDepth++;
            ImmutableArray<HirBound> bounds = LowerBounds(implTrait.Bounds, mode);
            _implTraitDepth--;
            synthetic.Predicates.Add(new HirWherePredicate.Bound(span, HirPredicateOrigin.ImplTrait, [], ParamTy(param, DefKind.TyParam, name, span), bounds));
            return new HirTy.Path(id, ParamQPath(param, DefKind.TyParam, name, span));
        }
        if (mode.ParentFn.IsSome)
        {
            DefId def = Definitions.Add(DefKind.OpaqueTy, mode.ParentFn, Symbol.Empty, span);
            HirId opaqueId = NextId();
            _implTraitDepth++;
            ImmutableArray<HirBound> bounds = LowerBounds(implTrait.Bounds, mode);
            _implTraitDepth--;
            HirOpaqueTy opaque = new(def, opaqueId, mode.ParentFn, bounds, mode.CapturesAllLifetimes, null, span);
            SetNode(def, new HirNode.OpaqueTy(opaque));
            return new HirTy.Opaque(id, span, opaque);
        }
        return new HirTy.Error(id, span, _sink.Report(Diagnostic.Error("E0562", "`impl Trait` is not allowed outside of function and inherent method argument and return types", span)
            .WithNote("`impl Trait` is only allowed in arguments and return types of functions and methods")));
    }

    private HirQPath ParamQPath(DefId param, DefKind kind, Symbol name, SourceSpan span)
    {
        Res res = new Res.Def(kind, param);
        return new HirQPath.Resolved(null, new HirPath(span, res, [new HirPathSegment(NextId(), new HirIdent(name, span), res, null, InferArgs: false)]));
    }

    private HirTy ParamTy(DefId param, DefKind kind, Symbol name, SourceSpan span)
    {
        HirId id = NextId();
        return new HirTy.Path(id, ParamQPath(param, kind, name, span));
    }

    private HirLifetime LowerLifetime(Ast.Lifetime lifetime) =>
        new(NextId(), Lower(lifetime.Ident), LowerLifetimeRes(Resolutions.LifetimeOf(lifetime.Id)));

    private HirLifetimeRes LowerLifetimeRes(LifetimeRes? res) => res switch
    {
        null => new HirLifetimeRes.Infer(),
        LifetimeRes.Param param => new HirLifetimeRes.Param(param.Def),
        LifetimeRes.Static => new HirLifetimeRes.Static(),
        LifetimeRes.Infer => new HirLifetimeRes.Infer(),
        LifetimeRes.Error error => new HirLifetimeRes.Error(error.Reported),
    };

    private ImmutableArray<HirGenericParam> LowerBoundParams(ImmutableArray<Ast.GenericParam> written, ImmutableArray<FreshLifetime> fresh)
    {
        using PooledList<HirGenericParam> parameters = PooledList<HirGenericParam>.Rent();
        foreach (Ast.GenericParam parameter in written)
        {
            if (parameter is Ast.GenericParam.OfLifetime)
            {
                parameters.Add(LowerGenericParam(parameter));
            }
            else
            {
                _sink.Report(Diagnostic.Error("E0658", "only lifetime parameters can be used in this context", parameter.Span));
            }
        }
        AddFresh(parameters, fresh);
        return parameters.ToImmutable();
    }

    private void AddFresh(PooledList<HirGenericParam> parameters, ImmutableArray<FreshLifetime> fresh)
    {
        foreach (FreshLifetime lifetime in fresh)
        {
            HirGenericParam parameter = new(
                NextId(), lifetime.Def, new HirIdent(Ast.Names.UnderscoreLifetime, lifetime.Span), new HirGenericParamKind.Lifetime(IsElided: true), lifetime.Span);
            SetNode(lifetime.Def, new HirNode.GenericParam(parameter));
            parameters.Add(parameter);
        }
    }

    private HirGenericParam LowerGenericParam(Ast.GenericParam parameter)
    {
        HirId id = NextId();
        DefId def = DefOf(parameter.Id);
        HirGenericParamKind kind = parameter switch
        {
            Ast.GenericParam.OfLifetime => new HirGenericParamKind.Lifetime(IsElided: false),
            Ast.GenericParam.OfType type => new HirGenericParamKind.Type(type.Default is null ? null : LowerTy(type.Default, ImplTraitMode.Disallowed), IsSynthetic: false),
            Ast.GenericParam.OfConst constant => new HirGenericParamKind.Const(
                LowerTy(constant.Ty, ImplTraitMode.Disallowed), constant.Default is null ? null : LowerConstArg(constant.Default)),
        };
        bool mayDangle = false;
        foreach (Ast.Attr attr in parameter.Attrs)
        {
            mayDangle |= attr.Path.Segments is [{ } only] && only.Ident.Name.Text == "may_dangle";
        }
        HirGenericParam lowered = new(id, def, Lower(parameter.Ident), kind, parameter.Span, mayDangle);
        SetNode(def, new HirNode.GenericParam(lowered));
        return lowered;
    }

    private HirGenerics LowerGenerics(Ast.Generics generics, ImmutableArray<FreshLifetime> fresh, SyntheticParams? synthetic)
    {
        using PooledList<HirGenericParam> parameters = PooledList<HirGenericParam>.Rent();
        using PooledList<HirWherePredicate> predicates = PooledList<HirWherePredicate>.Rent();
        foreach (Ast.GenericParam parameter in generics.Params)
        {
            if (parameter is Ast.GenericParam.OfLifetime)
            {
                parameters.Add(LowerGenericParam(parameter));
            }
        }
        AddFresh(parameters, fresh);
        foreach (Ast.GenericParam parameter in generics.Params)
        {
            if (parameter is not Ast.GenericParam.OfLifetime)
            {
                parameters.Add(LowerGenericParam(parameter));
            }
        }
        ImplTraitMode mode = ImplTraitMode.Disallowed;
        foreach (Ast.GenericParam parameter in generics.Params)
        {
            switch (parameter)
            {
                case Ast.GenericParam.OfLifetime { Bounds.IsEmpty: false } lifetime:
                    HirLifetime bounded = new(NextId(), Lower(lifetime.Ident), new HirLifetimeRes.Param(DefOf(lifetime.Id)));
                    predicates.Add(new HirWherePredicate.Region(lifetime.Span, bounded, LowerLifetimeBounds(lifetime.Bounds)));
                    break;
                case Ast.GenericParam.OfType { Bounds.IsEmpty: false } type:
                    HirTy self = ParamTy(DefOf(type.Id), DefKind.TyParam, type.Ident.Name, type.Ident.Span);
                    predicates.Add(new HirWherePredicate.Bound(type.Span, HirPredicateOrigin.GenericParam, [], self, LowerBounds(type.Bounds, mode)));
                    break;
            }
        }
        foreach (Ast.WherePredicate predicate in generics.Where)
        {
            predicates.Add(predicate switch
            {
                Ast.WherePredicate.Bound bound => LowerWhereBound(bound, mode),
                Ast.WherePredicate.Outlives outlives => new HirWherePredicate.Region(outlives.Span, LowerLifetime(outlives.Lifetime), LowerLifetimeBounds(outlives.Bounds)),
            });
        }
        if (synthetic is not null)
        {
            foreach (HirGenericParam parameter in synthetic.Params)
            {
                parameters.Add(parameter);
            }
            foreach (HirWherePredicate predicate in synthetic.Predicates)
            {
                predicates.Add(predicate);
            }
        }
        return new HirGenerics(parameters.ToImmutable(), predicates.ToImmutable(), generics.Span, generics.WhereSpan);
    }

    private HirWherePredicate.Bound LowerWhereBound(Ast.WherePredicate.Bound bound, ImplTraitMode mode)
    {
        ImmutableArray<HirGenericParam> boundParams = LowerBoundParams(bound.BoundLifetimes, []);
        return new HirWherePredicate.Bound(bound.Span, HirPredicateOrigin.Where, boundParams, LowerTy(bound.Bounded, mode), LowerBounds(bound.Bounds, mode));
    }

    private ImmutableArray<HirBound> LowerLifetimeBounds(ImmutableArray<Ast.Lifetime> lifetimes)
    {
        ImmutableArray<HirBound>.Builder bounds = ImmutableArray.CreateBuilder<HirBound>(lifetimes.Length);
        foreach (Ast.Lifetime lifetime in lifetimes)
        {
            bounds.Add(new HirBound.Outlives(LowerLifetime(lifetime)));
        }
        return bounds.MoveToImmutable();
    }

    private ImmutableArray<HirBound> LowerBounds(ImmutableArray<Ast.GenericBound> bounds, ImplTraitMode mode)
    {
        ImmutableArray<HirBound>.Builder lowered = ImmutableArray.CreateBuilder<HirBound>(bounds.Length);
        foreach (Ast.GenericBound bound in bounds)
        {
            lowered.Add(bound switch
            {
                Ast.GenericBound.Trait trait => new HirBound.Trait(trait.Span, LowerPolyTraitRef(trait.Poly, mode), ModifierOf(trait.Modifiers)),
                Ast.GenericBound.Outlives outlives => new HirBound.Outlives(LowerLifetime(outlives.Lifetime)),
                Ast.GenericBound.Use use => LowerUse(use),
            });
        }
        return lowered.MoveToImmutable();
    }

    private static HirBoundModifier ModifierOf(Ast.TraitBoundModifiers modifiers) =>
        (modifiers & Ast.TraitBoundModifiers.Maybe) != 0 ? HirBoundModifier.Maybe
        : (modifiers & Ast.TraitBoundModifiers.Negative) != 0 ? HirBoundModifier.Negative
        : (modifiers & (Ast.TraitBoundModifiers.Const | Ast.TraitBoundModifiers.MaybeConst)) != 0 ? HirBoundModifier.Const
        : HirBoundModifier.None;

    private HirBound.Use LowerUse(Ast.GenericBound.Use use)
    {
        ImmutableArray<HirPreciseCapture>.Builder captures = ImmutableArray.CreateBuilder<HirPreciseCapture>(use.Captures.Length);
        foreach (Ast.PreciseCapture capture in use.Captures)
        {
            captures.Add(capture switch
            {
                Ast.PreciseCapture.OfLifetime lifetime => new HirPreciseCapture(LowerLifetime(lifetime.Lifetime), null, Lower(lifetime.Lifetime.Ident)),
                Ast.PreciseCapture.OfParam param => new HirPreciseCapture(null, Resolutions.PathOf(param.Id).Base, Lower(param.Path.Segments[^1].Ident)),
            });
        }
        return new HirBound.Use(use.Span, captures.MoveToImmutable());
    }

    private HirPolyTraitRef LowerPolyTraitRef(Ast.PolyTraitRef poly, ImplTraitMode mode)
    {
        ImmutableArray<HirGenericParam> bound = LowerBoundParams(poly.BoundLifetimes, FreshInPath(poly.TraitRef.Path));
        return new HirPolyTraitRef(bound, LowerTraitRef(poly.TraitRef, mode), poly.Span);
    }

    /// <summary>The lifetimes that <c>Fn(&amp;A)</c> in the path binds.</summary>
    private ImmutableArray<FreshLifetime> FreshInPath(Ast.Path path)
    {
        foreach (Ast.PathSegment segment in path.Segments)
        {
            if (segment.Args is Ast.GenericArgs.Parenthesized)
            {
                return Resolutions.FreshLifetimesOf(segment.Id);
            }
        }
        return [];
    }

    private HirTraitRef LowerTraitRef(Ast.TraitRef trait, ImplTraitMode? mode = null)
    {
        HirId id = NextId();
        Res res = Resolutions.PathOf(trait.Id).Base ?? new Res.Error(_sink.FirstError ?? ReportUnsupported("this bound", trait.Span));
        return new HirTraitRef(id, LowerResolvedPath(trait.Path, res, 0, isExpr: false, mode ?? ImplTraitMode.Disallowed));
    }
}
