using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>Paths by what they are used as. Reference: [paths], [names.resolution].</summary>
internal sealed partial class LateResolver
{
    public override void VisitPathSegment(PathSegment segment)
    {
        if (segment.Args is GenericArgs.Parenthesized parenthesized)
        {
            VisitParenthesizedArgs(segment.Id, parenthesized);
        }
        else if (segment.Args is not null)
        {
            VisitGenericArgs(segment.Args);
        }
    }

    public override void VisitGenericArgs(GenericArgs args)
    {
        if (args is not GenericArgs.AngleBracketed angle)
        {
            WalkGenericArgs(args);
            return;
        }
        _genericArgDepth++;
        foreach (GenericArg arg in angle.Args)
        {
            switch (arg)
            {
                case GenericArg.OfType { Ty: Ty.OfPath { QSelf: null, Path.Segments: [{ Args: null } segment] } ty } when IsConstArg(segment):
                    // A lone name that is no type but a value: a const argument.
                    ResolvePath(ty.Id, null, ty.Path, PathSource.Expr);
                    break;
                case GenericArg.Equality { Ty: Ty.OfPath { QSelf: null, Path.Segments: [{ Args: null } segment] } ty } equality when IsConstArg(segment):
                    if (equality.Args is not null)
                    {
                        VisitGenericArgs(equality.Args);
                    }
                    ResolvePath(ty.Id, null, ty.Path, PathSource.Expr);
                    break;
                default:
                    WalkGenericArg(arg);
                    break;
            }
        }
        _genericArgDepth--;
    }

    private bool IsConstArg(PathSegment segment) =>
        !_ribs.TryFind(segment.Ident.Name, segment.Ident.Span.Context, Namespace.Type, out _)
        && _ribs.TryFind(segment.Ident.Name, segment.Ident.Span.Context, Namespace.Value, out _);

    private void WalkGenericArg(GenericArg arg)
    {
        switch (arg)
        {
            case GenericArg.OfLifetime lifetime:
                VisitLifetime(lifetime.Lifetime);
                break;
            case GenericArg.OfType type:
                VisitTy(type.Ty);
                break;
            case GenericArg.OfConst constant:
                VisitAnonConst(constant.Value);
                break;
            case GenericArg.Equality equality:
                if (equality.Args is not null)
                {
                    VisitGenericArgs(equality.Args);
                }
                VisitOptional(equality.Ty);
                if (equality.Const is not null)
                {
                    VisitAnonConst(equality.Const);
                }
                break;
            case GenericArg.Bound bound:
                if (bound.Args is not null)
                {
                    VisitGenericArgs(bound.Args);
                }
                VisitBounds(bound.Bounds);
                break;
        }
    }

    /// <summary>Resolves a path with its arguments and records the meaning for <paramref name="node"/>.</summary>
    private void ResolvePath(NodeId node, QSelf? qself, Path path, PathSource source)
    {
        if (qself is not null)
        {
            VisitTy(qself.Ty);
        }
        PartialRes result = qself is null
            ? ResolveSegments(path.Segments, source)
            : ResolveQualified(qself, path, source);
        if (result.Base is not null)
        {
            _resolutions.Record(node, result.Base, result.Unresolved);
            int last = path.Segments.Length - 1 - result.Unresolved;
            if (last >= 0 && result.Base is not Res.Error)
            {
                ResolveElidedInPath(path.Segments[last], result.Base, source);
            }
        }
        if (result.Unresolved > 0 || qself is not null)
        {
            _resolutions.TraitScopes[node] = CurrentTraits(path.Segments[^1].Ident.Name);
        }
        foreach (PathSegment segment in path.Segments)
        {
            VisitPathSegment(segment);
        }
    }

    /// <summary><c>&lt;T&gt;::a</c> is wholly the type checker's; in <c>&lt;T as Trait&gt;::a</c> the item is found in the trait.</summary>
    private PartialRes ResolveQualified(QSelf qself, Path path, PathSource source)
    {
        if (qself.Position == 0)
        {
            return new PartialRes(null, path.Segments.Length);
        }
        ImmutableArray<PathSegment> segments = path.Segments;
        PartialRes trait = ResolveSegments(segments.RemoveRange(qself.Position, segments.Length - qself.Position), PathSource.Trait);
        if (trait.Base is not Res.Def { Kind: DefKind.Trait } def || segments.Length <= qself.Position)
        {
            return trait.Base is Res.Error ? trait : new PartialRes(trait.Base, segments.Length - qself.Position);
        }
        ResolveElidedInPath(segments[qself.Position - 1], trait.Base, PathSource.Trait);
        int rest = segments.Length - qself.Position - 1;
        PathSource item = rest > 0 || source.Namespace == Namespace.Type ? PathSource.TraitType : PathSource.TraitValue;
        Ident name = segments[qself.Position].Ident;
        Module? module = ModuleOfTrait(def.Id);
        if (module?.Find(name.Name, item.Namespace)?.Binding is { } found)
        {
            return new PartialRes(found.Entity.ToRes(), rest);
        }
        string what = item == PathSource.TraitType ? "associated type" : "method or associated constant";
        Namespace other = item.Namespace == Namespace.Type ? Namespace.Value : Namespace.Type;
        if (module?.Find(name.Name, other)?.Binding is { } wrong)
        {
            string expected = item == PathSource.TraitType ? "associated type" : "method or associated constant";
            return new PartialRes(new Res.Error(Sink.Report(
                Diagnostic.Error("E0575", $"expected {expected}, found {wrong.Entity.Describe()} `{TextOf(segments, qself.Position)}::{name}`", path.Span).WithPrimaryLabel($"not {expected.WithArticle}"))), 0);
        }
        ErrorReported reported = Sink.Report(Diagnostic.Error("E0576", $"cannot find {what} `{name}` in trait `{segments[qself.Position - 1].Ident}`", name.Span)
            .WithPrimaryLabel($"not found in `{segments[qself.Position - 1].Ident}`"));
        return new PartialRes(new Res.Error(reported), 0);
    }

    private PartialRes ResolveSegments(ImmutableArray<PathSegment> segments, PathSource source)
    {
        if (segments.IsEmpty)
        {
            return new PartialRes(null, 0);
        }
        Lookup lookup = segments.Length == 1 ? LookupSingle(segments[0].Ident, source.Namespace) : LookupLong(segments, source);
        if (lookup.Error is not null)
        {
            return new PartialRes(new Res.Error(lookup.Error), 0);
        }
        if (lookup.Res is null)
        {
            return new PartialRes(new Res.Error(ReportUnresolved(segments, source, lookup)), 0);
        }
        if (lookup.Res is Res.Error)
        {
            return new PartialRes(lookup.Res, 0);
        }
        if (lookup.Unresolved > 0)
        {
            return source.MayBePartial
                ? new PartialRes(lookup.Res, lookup.Unresolved)
                : new PartialRes(new Res.Error(ReportUnexpected(segments, source, lookup.Res)), 0);
        }
        CtorKind? ctor = lookup.Res is Res.Def { Kind: DefKind.Ctor } def ? CtorKindOf(def.Id) : null;
        return source.Accepts(lookup.Res, ctor)
            ? new PartialRes(lookup.Res, 0)
            : new PartialRes(new Res.Error(ReportUnexpected(segments, source, lookup.Res)), 0);
    }

    /// <param name="FailedSegment">Where a path stopped that found nothing.</param>
    private readonly record struct Lookup(Res? Res, int Unresolved, int FailedSegment, Module? FailedIn, ErrorReported? Error);

    private Lookup LookupSingle(Ident ident, Namespace ns)
    {
        if (ident.Name == Names.Crate || ident.Name == Names.DollarCrate)
        {
            Module root = ident.Name == Names.Crate ? _resolver.Root : _resolver.CrateRootOf(ident.Span);
            return ns == Namespace.Type ? new Lookup(root.Entity!.ToRes(), 0, 0, null, null) : default;
        }
        if (ident.Name == Names.Super || (ident.Name == Names.SelfLower && ns == Namespace.Type))
        {
            return ns == Namespace.Type ? new Lookup(_module.NearestNormal.Entity!.ToRes(), 0, 0, null, null) : default;
        }
        if (!_ribs.TryFind(ident.Name, ident.Span.Context, ns, out RibMatch match))
        {
            return default;
        }
        if (match.Res is not null)
        {
            return ValidateRib(ident, match);
        }
        Lookup used = UseBinding(ident, match.Binding!);
        // `use std::u8;` brings a module into scope, but the type `u8` stays the primitive one.
        if (ns == Namespace.Type && used.Res is Res.Def { Kind: DefKind.Mod } && _resolver.FindPrimitive(ident.Name) is { } primitive)
        {
            return new Lookup(primitive.ToRes(), 0, 0, null, null);
        }
        return used;
    }

    private Lookup UseBinding(Ident ident, NameBinding binding)
    {
        binding.MarkUsed();
        if (binding.Entity.Error is { } poison)
        {
            return new Lookup(new Res.Error(poison), 0, 0, null, null);
        }
        if (binding.Ambiguity is { } other)
        {
            return new Lookup(null, 0, 0, null, _resolver.ReportAmbiguity(ident, binding, other));
        }
        return new Lookup(binding.Entity.ToRes(), 0, 0, null, null);
    }

    /// <summary>Whether what was found in the ribs may be used across the barriers between.</summary>
    private Lookup ValidateRib(Ident ident, RibMatch match)
    {
        switch (match.Res)
        {
            case Res.Local when match.CrossedConstant:
                return new Lookup(null, 0, 0, null, Sink.Report(Diagnostic.Error("E0435", "attempt to use a non-constant value in a constant", ident.Span).WithPrimaryLabel("non-constant value")));
            case Res.Local when match.CrossedItem is not null:
                return new Lookup(null, 0, 0, null, Sink.Report(Diagnostic.Error("E0434", "can't capture dynamic environment in a fn item", ident.Span)
                    .WithHelp("use the `|| { ... }` closure form instead")));
            case Res.Def or Res.SelfTyAlias or Res.SelfTyParam or Res.SelfCtor when match.CrossedItem is not null:
                return new Lookup(null, 0, 0, null, ReportOuterGeneric(ident, match.Res, match.CrossedItem));
            case Res.Def { Kind: DefKind.TyParam or DefKind.ConstParam } when match.CrossedAnonConst:
                return new Lookup(null, 0, 0, null, Sink.Report(Diagnostic.ErrorWithoutCode("generic parameters may not be used in const operations", ident.Span)
                    .WithPrimaryLabel($"cannot perform const operation using `{ident}`")
                    .WithHelp(match.Res is Res.Def { Kind: DefKind.ConstParam }
                        ? $"const parameters may only be used as standalone arguments here, i.e. `{ident}`"
                        : "type parameters may not be used in const expressions")));
        }
        return new Lookup(match.Res, 0, 0, null, null);
    }

    private Lookup LookupLong(ImmutableArray<PathSegment> segments, PathSource source)
    {
        Lookup lookup = LookupLongWithoutFallback(segments, source, out (Ident Ident, NameBinding Binding)? hidden);
        if (hidden is { } inaccessible)
        {
            ReportPrivate(inaccessible.Ident, inaccessible.Binding, segments, lookup);
        }
        // `u8::MAX` means the primitive type when a module `u8` in scope has no such item.
        if (lookup is { Res: null, Error: null } && _resolver.FindPrimitive(segments[0].Ident.Name) is { } primitive)
        {
            return new Lookup(primitive.ToRes(), segments.Length - 1, 0, null, null);
        }
        return lookup;
    }

    /// <param name="segments">At least two.</param>
    /// <param name="source">What the path is used as.</param>
    /// <param name="hidden">The first segment that may not be used here.</param>
    private Lookup LookupLongWithoutFallback(ImmutableArray<PathSegment> segments, PathSource source, out (Ident Ident, NameBinding Binding)? hidden)
    {
        hidden = null;
        int index = _resolver.ResolvePathStart(segments, _module, out Module? module, out bool isExternRoot, out int failed);
        if (failed >= 0)
        {
            return new Lookup(null, 0, failed, null, ReportTooManySuper(segments[failed].Ident));
        }
        for (; index < segments.Length; index++)
        {
            Ident ident = segments[index].Ident;
            bool isLast = index == segments.Length - 1;
            Namespace ns = isLast ? source.Namespace : Namespace.Type;
            NameBinding? binding;
            if (isExternRoot)
            {
                isExternRoot = false;
                module = _resolver.FindInExternPrelude(ident.Name);
                if (module is null)
                {
                    return new Lookup(null, 0, index, null, null);
                }
                if (isLast)
                {
                    return new Lookup(module.Entity!.ToRes(), 0, 0, null, null);
                }
                continue;
            }
            if (module is null)
            {
                // The first segment, by the ribs.
                if (!_ribs.TryFind(ident.Name, ident.Span.Context, Namespace.Type, out RibMatch match))
                {
                    return new Lookup(null, 0, index, null, null);
                }
                if (match.Res is not null)
                {
                    Lookup generic = ValidateRib(ident, match);
                    return generic with { Unresolved = generic.Res is null ? 0 : segments.Length - 1 };
                }
                binding = match.Binding!;
            }
            else
            {
                _resolver.Lookup(module, ident.Name, ns, isFinal: true, out binding);
                if (binding is null && module == _resolver.Root && index == 1 && segments[0].Ident.Name == Names.PathRoot && _resolver.FindInExternPrelude(ident.Name) is { } crate)
                {
                    module = crate;
                    continue;
                }
                if (binding is null)
                {
                    // Behind an enum or trait: an associated item.
                    return module.IsNormal || module.IsBlock
                        ? new Lookup(null, 0, index, module, null)
                        : new Lookup(module.Entity!.ToRes(), segments.Length - index, 0, null, null);
                }
                if (hidden is null && binding.Entity.Error is null && !binding.Visibility.IsAccessibleFrom(_module.NearestNormal) && !Resolver.IsTestHarness(ident))
                {
                    hidden = (ident, binding);
                }
            }
            Lookup used = UseBinding(ident, binding);
            if (used.Res is null or Res.Error)
            {
                return used;
            }
            if (isLast)
            {
                return used;
            }
            module = binding.Entity.Module;
            if (module is null)
            {
                return used with { Unresolved = segments.Length - index - 1 };
            }
        }
        return new Lookup(module!.Entity!.ToRes(), 0, 0, null, null);
    }

    private ErrorReported ReportTooManySuper(Ident ident) =>
        Sink.Report(Diagnostic.Error("E0433", "failed to resolve: there are too many leading `super` keywords", ident.Span).WithPrimaryLabel("there are too many leading `super` keywords"));

    private CtorKind CtorKindOf(DefId ctor) => ctor.Crate == _definitions.Id
        ? _definitions.CtorOf(ctor.Index).Kind
        : _resolver.Externs[ctor.Crate].Definitions.CtorOf(ctor.Index).Kind;
}
