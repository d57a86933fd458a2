using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Hir;

/// <summary>The parameters and where clauses of an item; bounds written at parameters stand among the predicates.</summary>
/// <param name="Params">
/// In order: lifetimes (explicit, then the ones made for elided lifetimes of a function signature or impl header), then types
/// and consts as written, then synthetic type parameters for <c>impl Trait</c> arguments.
/// </param>
public sealed record HirGenerics(
    ImmutableArray<HirGenericParam> Params, ImmutableArray<HirWherePredicate> Predicates, SourceSpan Span, SourceSpan WhereSpan)
{
    public static HirGenerics Empty { get; } = new([], [], default, default);
}

public sealed record HirGenericParam(HirId Id, DefId Def, HirIdent Ident, HirGenericParamKind Kind, SourceSpan Span, bool MayDangle = false);

[Closed]
public abstract record HirGenericParamKind
{
    private protected HirGenericParamKind()
    {
    }

    /// <param name="IsElided">Made for <c>&amp;T</c>, <c>'_</c> or a path without its lifetimes; <c>'_</c> is its name.</param>
    public sealed record Lifetime(bool IsElided) : HirGenericParamKind;

    /// <param name="IsSynthetic">Stands for an <c>impl Trait</c> argument; its name is that text.</param>
    public sealed record Type(HirTy? Default, bool IsSynthetic) : HirGenericParamKind;

    public sealed record Const(HirTy Ty, HirConstArg? Default) : HirGenericParamKind;
}

/// <summary>Where a predicate was written, for messages.</summary>
public enum HirPredicateOrigin
{
    Where,
    GenericParam,
    ImplTrait,
}

[Closed]
public abstract record HirWherePredicate(SourceSpan Span)
{
    /// <summary><c>for&lt;'a&gt; T: A + B</c></summary>
    public sealed record Bound(
        SourceSpan Span, HirPredicateOrigin Origin, ImmutableArray<HirGenericParam> BoundParams, HirTy BoundedTy, ImmutableArray<HirBound> Bounds)
        : HirWherePredicate(Span);

    /// <summary><c>'a: 'b + 'c</c></summary>
    public sealed record Region(SourceSpan Span, HirLifetime Lifetime, ImmutableArray<HirBound> Bounds) : HirWherePredicate(Span);
}

/// <summary>What may stand behind a colon.</summary>
[Closed]
public abstract record HirBound(SourceSpan Span)
{
    public sealed record Trait(SourceSpan Span, HirPolyTraitRef PolyTraitRef, HirBoundModifier Modifier) : HirBound(Span);

    public sealed record Outlives(HirLifetime Lifetime) : HirBound(Lifetime.Span);

    /// <summary><c>use&lt;'a, T&gt;</c></summary>
    public sealed record Use(SourceSpan Span, ImmutableArray<HirPreciseCapture> Args) : HirBound(Span);
}

/// <summary>One name in <c>use&lt;…&gt;</c>: a lifetime, or a type or const parameter by its resolution.</summary>
public readonly record struct HirPreciseCapture(HirLifetime? Lifetime, Res? Param, HirIdent Ident);

public enum HirBoundModifier
{
    None,
    /// <summary><c>?Sized</c></summary>
    Maybe,
    /// <summary><c>!Trait</c>; not stable.</summary>
    Negative,
    /// <summary><c>[const] Trait</c> or <c>const Trait</c>; not stable, ignored with the library's consent.</summary>
    Const,
}

/// <summary><c>for&lt;'a&gt; Trait&lt;'a&gt;</c></summary>
public sealed record HirPolyTraitRef(ImmutableArray<HirGenericParam> BoundParams, HirTraitRef TraitRef, SourceSpan Span);

/// <summary>A path that names a trait; <see cref="HirPath.Res"/> is the trait or an error.</summary>
public sealed record HirTraitRef(HirId Id, HirPath Path);

public sealed record HirLifetime(HirId Id, HirIdent Ident, HirLifetimeRes Res)
{
    public SourceSpan Span => Ident.Span;
}

[Closed]
public abstract record HirLifetimeRes
{
    private protected HirLifetimeRes()
    {
    }

    /// <summary>A lifetime parameter: of an item, of <c>for&lt;…&gt;</c>, or made for an elided one.</summary>
    public sealed record Param(DefId Def) : HirLifetimeRes;

    public sealed record Static : HirLifetimeRes;

    /// <summary>Left to inference: elided inside a body.</summary>
    public sealed record Infer : HirLifetimeRes;

    /// <summary>The default lifetime of a trait object, which depends on where it stands. [lifetime-elision.trait-object]</summary>
    public sealed record ImplicitObjectDefault : HirLifetimeRes;

    public sealed record Error(ErrorReported Reported) : HirLifetimeRes;
}
