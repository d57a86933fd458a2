using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

/// <summary><c>&lt;'a, T: Bound, const N: usize&gt;</c> and the where clause.</summary>
public sealed record Generics(ImmutableArray<GenericParam> Params, ImmutableArray<WherePredicate> Where, SourceSpan Span, SourceSpan WhereSpan)
{
    public static Generics Empty { get; } = new([], [], default, default);
}

[Closed]
public abstract record GenericParam(NodeId Id, Ident Ident, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];

    /// <summary><c>'a: 'b + 'c</c></summary>
    public sealed record OfLifetime(NodeId Id, Ident Ident, ImmutableArray<Lifetime> Bounds, SourceSpan Span) : GenericParam(Id, Ident, Span);

    /// <summary><c>T: Bound = Default</c></summary>
    public sealed record OfType(NodeId Id, Ident Ident, ImmutableArray<GenericBound> Bounds, Ty? Default, SourceSpan Span) : GenericParam(Id, Ident, Span);

    /// <summary><c>const N: usize = 3</c></summary>
    public sealed record OfConst(NodeId Id, Ident Ident, Ty Ty, AnonConst? Default, SourceSpan Span) : GenericParam(Id, Ident, Span);
}

[Closed]
public abstract record GenericBound(SourceSpan Span)
{
    /// <summary><c>for&lt;'a&gt; ?Sized</c></summary>
    public sealed record Trait(PolyTraitRef Poly, TraitBoundModifiers Modifiers, SourceSpan Span) : GenericBound(Span);

    /// <summary><c>'a</c></summary>
    public sealed record Outlives(Lifetime Lifetime) : GenericBound(Lifetime.Span);

    /// <summary><c>use&lt;'a, T&gt;</c></summary>
    public sealed record Use(NodeId Id, ImmutableArray<PreciseCapture> Captures, SourceSpan Span) : GenericBound(Span);
}

[Closed]
public abstract record PreciseCapture(SourceSpan Span)
{
    public sealed record OfLifetime(Lifetime Lifetime) : PreciseCapture(Lifetime.Span);

    public sealed record OfParam(NodeId Id, Path Path) : PreciseCapture(Path.Span);
}

[System.Flags]
public enum TraitBoundModifiers : byte
{
    None = 0,
    /// <summary><c>?Sized</c></summary>
    Maybe = 1,
    /// <summary><c>!Trait</c>, in impl headers only.</summary>
    Negative = 2,
    /// <summary><c>const Trait</c></summary>
    Const = 4,
    /// <summary><c>[const] Trait</c></summary>
    MaybeConst = 8,
    /// <summary><c>async Fn()</c></summary>
    Async = 16,
}

/// <summary><c>for&lt;'a&gt; Trait&lt;'a&gt;</c></summary>
public sealed record PolyTraitRef(ImmutableArray<GenericParam> BoundLifetimes, TraitRef TraitRef, SourceSpan Span);

public sealed record TraitRef(NodeId Id, Path Path) : Node(Id, Path.Span);

[Closed]
public abstract record WherePredicate(NodeId Id, SourceSpan Span) : Node(Id, Span)
{
    /// <summary><c>for&lt;'a&gt; T: Bound</c></summary>
    public sealed record Bound(NodeId Id, ImmutableArray<GenericParam> BoundLifetimes, Ty Bounded, ImmutableArray<GenericBound> Bounds, SourceSpan Span) : WherePredicate(Id, Span);

    /// <summary><c>'a: 'b</c></summary>
    public sealed record Outlives(NodeId Id, Lifetime Lifetime, ImmutableArray<Lifetime> Bounds, SourceSpan Span) : WherePredicate(Id, Span);
}
