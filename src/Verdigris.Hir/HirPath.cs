using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Hir;

/// <summary>A path as an expression, pattern or type uses it.</summary>
[Closed]
public abstract record HirQPath(SourceSpan Span)
{
    /// <summary>Resolved as a whole; <paramref name="SelfTy"/> is <c>T</c> in <c>&lt;T as Trait&gt;::name</c>, where the last but one segment is the trait.</summary>
    public sealed record Resolved(HirTy? SelfTy, HirPath Path) : HirQPath(Path.Span);

    /// <summary><c>Ty::name</c>: what <c>name</c> is needs the type. Nested for <c>T::A::B</c>.</summary>
    public sealed record TypeRelative(HirTy SelfTy, HirPathSegment Segment, SourceSpan Span) : HirQPath(Span);
}

/// <summary>Segments with their generic arguments; <see cref="Res"/> is what the whole path means.</summary>
public sealed record HirPath(SourceSpan Span, Res Res, ImmutableArray<HirPathSegment> Segments);

/// <param name="Res">What the path up to here means; null where only the whole was resolved.</param>
/// <param name="InferArgs">Absent arguments are inferred (in expressions) and not defaulted.</param>
public sealed record HirPathSegment(HirId Id, HirIdent Ident, Res? Res, HirGenericArgs? Args, bool InferArgs);

/// <summary>
/// <c>&lt;'a, T, N, Item = U, Item: B&gt;</c>. The form <c>(A, B) -&gt; C</c> comes lowered as one tuple argument and the
/// constraint <c>Output = C</c>, with <paramref name="IsParenthesized"/> set.
/// </summary>
/// <param name="Args">Elided lifetimes of types in signatures are present.</param>
public sealed record HirGenericArgs(
    ImmutableArray<HirGenericArg> Args, ImmutableArray<HirAssocConstraint> Constraints, bool IsParenthesized, SourceSpan Span);

[Closed]
public abstract record HirGenericArg(SourceSpan Span)
{
    public sealed record Lifetime(HirLifetime Value) : HirGenericArg(Value.Span);

    public sealed record Type(HirTy Value) : HirGenericArg(Value.Span);

    public sealed record Const(HirConstArg Value) : HirGenericArg(Value.Span);

    /// <summary><c>_</c>: a type or a const, as the parameter says.</summary>
    public sealed record Infer(HirId Id, SourceSpan Span) : HirGenericArg(Span);
}

/// <summary>A constant in a type.</summary>
[Closed]
public abstract record HirConstArg(HirId Id, SourceSpan Span)
{
    /// <summary>A const parameter, or a path to a constant without arguments.</summary>
    public sealed record Path(HirId Id, HirQPath QPath) : HirConstArg(Id, QPath.Span);

    public sealed record Anon(HirAnonConst Value) : HirConstArg(Value.Id, Value.Span);

    public sealed record Infer(HirId Id, SourceSpan Span) : HirConstArg(Id, Span);
}

/// <summary>A constraint on an associated item in generic arguments.</summary>
public sealed record HirAssocConstraint(HirId Id, HirIdent Ident, HirGenericArgs? Args, HirAssocConstraintKind Kind, SourceSpan Span);

[Closed]
public abstract record HirAssocConstraintKind
{
    private protected HirAssocConstraintKind()
    {
    }

    public sealed record TypeEquals(HirTy Ty) : HirAssocConstraintKind;

    public sealed record ConstEquals(HirConstArg Const) : HirAssocConstraintKind;

    public sealed record Bounds(ImmutableArray<HirBound> Values) : HirAssocConstraintKind;
}
