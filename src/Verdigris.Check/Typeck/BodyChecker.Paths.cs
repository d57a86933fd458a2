using System;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Late;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Check.Typeck;

/// <summary>Paths as values: locals, items with their generic arguments, constructors, associated items. [expr.path]</summary>
internal sealed partial class BodyChecker
{
    private Ty CheckPathExpr(HirQPath qpath, HirId id, SourceSpan span)
    {
        (Res res, Ty? self, ImmutableArray<HirPathSegment> segments) = ResolveValuePath(qpath, id, span);
        return InstantiateValue(res, self, segments, id, span);
    }

    /// <summary>What a path names, with the self type before a type-relative tail.</summary>
    private (Res Res, Ty? Self, ImmutableArray<HirPathSegment> Segments) ResolveValuePath(HirQPath qpath, HirId id, SourceSpan span)
    {
        switch (qpath)
        {
            case HirQPath.Resolved it:
            {
                Ty? self = it.SelfTy is null ? null : _lowerer.LowerAndNormalize(it.SelfTy);
                return (it.Path.Res, self, it.Path.Segments);
            }
            case HirQPath.TypeRelative it:
            {
                Ty self = LowerPathSelf(it.SelfTy);
                if (Shallow(self) is Ty.Error error)
                {
                    return (new Res.Error(error.Reported), self, [it.Segment]);
                }
                Res res = ResolveAssoc(self, it, span, out Ty? adjusted);
                if (res is Res.Def def)
                {
                    _results.Edit(id).Def = new TypeDependentDef(def.Kind, def.Id);
                }
                return (res, adjusted ?? self, [it.Segment]);
            }
            default:
                throw new Base.CompilerBug("unknown kind of path");
        }
    }

    /// <summary><c>Vec::new</c>: arguments left out are inferred, even those with defaults.</summary>
    private Ty LowerPathSelf(HirTy ty) => Normalize(_lowerer.Lower(ty), ty.Span);

    private Ty InstantiateValue(Res res, Ty? self, ImmutableArray<HirPathSegment> segments, HirId id, SourceSpan span)
    {
        switch (res)
        {
            case Res.Error it:
                return ErrorTy(it.Reported);
            case Res.Local it:
                return LocalTy(HirId.FromIndex(it.Binding.Index), span);
            case Res.SelfCtor it:
                return InstantiateSelfCtor(it.Impl, id, span);
            case Res.Def it:
                return InstantiateDef(it.Kind, it.Id, self, segments, id, span);
            default:
                return ErrorTy(TypeckErrors.NotAValue(this, span));
        }
    }

    private Ty LocalTy(HirId binding, SourceSpan span) =>
        _results.TryTypeOf(binding) ?? ErrorTy(DiagnosticSink.Promise());

    private Ty InstantiateSelfCtor(DefId impl, HirId id, SourceSpan span)
    {
        Ty self = Normalize(_context.TypeOf(impl), span);
        if (self is not Ty.Adt { Def.IsStruct: true } adt || adt.Def.SingleVariant.Ctor.IsNone)
        {
            return ErrorTy(TypeckErrors.SelfCtorNotTuple(this, span));
        }
        VariantDef variant = adt.Def.SingleVariant;
        _results.Edit(id).Args = adt.Args;
        _results.Edit(id).Def = new TypeDependentDef(DefKind.Ctor, variant.Ctor);
        return variant.CtorKind == CtorKind.Fn ? Types.FnDef(variant.Ctor, adt.Args) : self;
    }

    private Ty InstantiateDef(DefKind kind, DefId def, Ty? self, ImmutableArray<HirPathSegment> segments, HirId id, SourceSpan span)
    {
        if (kind is not (DefKind.Fn or DefKind.AssocFn or DefKind.Const or DefKind.AssocConst or DefKind.Static or DefKind.Ctor or DefKind.ConstParam))
        {
            return ErrorTy(TypeckErrors.NotAValue(this, span));
        }
        if (kind == DefKind.ConstParam)
        {
            GenericParamDef param = _crate.ParamOf(_context, def);
            _results.Edit(id).Args = Common.EmptyArgs;
            return _context.TypeOf(def);
        }
        GenericArgs args = ArgsForValue(kind, def, self, segments, span);
        _results.Edit(id).Args = args;
        RequireItemBounds(def, args, span);
        if (HasWrittenArgs(segments) || self is not null)
        {
            _results.UserTypes[id] = new WrittenType(self ?? Common.Unit, def, args, span);
        }
        if (kind is DefKind.Fn or DefKind.AssocFn || (kind == DefKind.Ctor && _context.Crates.CtorOf(def).Kind == CtorKind.Fn))
        {
            return Types.FnDef(def, args);
        }
        return Normalize(Types.Instantiate(_context.TypeOf(def), args), span);
    }

    private static bool HasWrittenArgs(ImmutableArray<HirPathSegment> segments)
    {
        foreach (HirPathSegment segment in segments)
        {
            if (segment.Args is { Args.Length: > 0 })
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Arguments from the segments that carry them: the item's own, its type's, its trait's.</summary>
    private GenericArgs ArgsForValue(DefKind kind, DefId def, Ty? self, ImmutableArray<HirPathSegment> segments, SourceSpan span)
    {
        HirPathSegment last = segments[^1];
        switch (kind)
        {
            case DefKind.Ctor:
            {
                // `Option::<T>::Some`, `Some::<T>`, `Alias::Variant`: the type's arguments stand at either of the two.
                DefId adt = _context.ParentOf(def);
                bool isVariant = _context.KindOf(adt) == DefKind.Variant;
                adt = isVariant ? _context.ParentOf(adt) : adt;
                if (self is not null && Shallow(self) is Ty.Adt selfAdt && selfAdt.Def.Id == adt)
                {
                    return selfAdt.Args;
                }
                HirPathSegment carrier = isVariant && last.Args is null && segments.Length > 1 ? segments[^2] : last;
                return _lowerer.LowerArgs(adt, carrier, span, null, null);
            }
            case DefKind.AssocFn or DefKind.AssocConst:
            {
                DefId container = _context.ParentOf(def);
                GenericArgs parentArgs;
                if (_context.KindOf(container) == DefKind.Trait)
                {
                    // <T as Trait<A>>::f and Trait::<A>::f name the trait; T::f does not.
                    HirPathSegment? trait = segments.Length > 1 ? segments[^2] : null;
                    Ty traitSelf = self ?? _inference.NewTyVar(span);
                    parentArgs = trait is null
                        ? FreshTraitArgs(container, traitSelf, span)
                        : _lowerer.LowerArgs(container, trait, span, traitSelf, null);
                }
                else
                {
                    parentArgs = _inference.FreshArgsFor(container, span);
                    Ty implSelf = Normalize(Types.Instantiate(_context.TypeOf(container), parentArgs), span);
                    if (self is not null && !_inference.TryEquate(self, implSelf))
                    {
                        Mismatched(span, self, implSelf);
                    }
                }
                return _lowerer.LowerOwnArgs(def, last, span, parentArgs);
            }
            default:
                return _lowerer.LowerArgs(def, last, span, null, null);
        }
    }

    private GenericArgs FreshTraitArgs(DefId trait, Ty self, SourceSpan span)
    {
        GenericArgs fresh = _inference.FreshArgsFor(trait, span);
        return Types.Args([self, .. fresh.AsSpan()[1..]]);
    }

    /// <summary><c>Type::name</c> in a body: a variant, an associated function or an associated constant.</summary>
    private Res ResolveAssoc(Ty self, HirQPath.TypeRelative path, SourceSpan span, out Ty? adjustedSelf)
    {
        adjustedSelf = null;
        Ty resolved = TryStructurallyResolve(self);
        if (resolved is Ty.Adt { Def.IsEnum: true } adt)
        {
            foreach (VariantDef variant in adt.Def.Variants)
            {
                if (variant.Name == path.Segment.Ident.Name && variant.Ctor.IsSome)
                {
                    return new Res.Def(DefKind.Ctor, variant.Ctor);
                }
            }
        }
        TraitScope? scope = _crate.Hir.TraitScopeAt(_hirOwner, path.Segment.Id);
        ProbeResult probe = MethodProbe.ForPath(this, resolved, path.Segment.Ident, scope?.Traits ?? [], span);
        if (probe.Pick is { } pick)
        {
            MarkTraitUsed(scope, pick);
            return new Res.Def(pick.Item.Kind, pick.Item.Id);
        }
        return new Res.Error(Taint(TypeckErrors.NoAssociatedItem(this, path.Segment.Ident, Resolve(self), probe)));
    }

    /// <summary>The import that brought the trait is needed; not so for what a bound or an inherent impl offers.</summary>
    private void MarkTraitUsed(TraitScope? scope, MethodPick pick)
    {
        if (pick.Kind == MethodPickKind.Trait)
        {
            scope?.MarkUsed(Context.ParentOf(pick.Item.Id));
        }
    }
}
