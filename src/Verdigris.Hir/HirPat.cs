using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Hir;

/// <summary>A pattern. Macros, parentheses and rest patterns outside their place are gone.</summary>
[Closed]
public abstract record HirPat(HirId Id, SourceSpan Span)
{
    public sealed record Wild(HirId Id, SourceSpan Span) : HirPat(Id, Span);

    /// <param name="Binding">The id that <c>Res.Local</c> refers to: this node, or the first binding of that name in an or-pattern.</param>
    public sealed record Binding(
        HirId Id, SourceSpan Span, HirId BindingId, HirIdent Ident, bool IsByRef, bool IsRefMut, bool IsMutable, HirPat? Subpattern)
        : HirPat(Id, Span);

    public sealed record Struct(HirId Id, SourceSpan Span, HirQPath QPath, ImmutableArray<HirPatField> Fields, bool HasRest) : HirPat(Id, Span);

    /// <param name="RestPosition">Where <c>..</c> stands among <paramref name="Elements"/> (which lack it); −1 for none.</param>
    public sealed record TupleStruct(
        HirId Id, SourceSpan Span, HirQPath QPath, ImmutableArray<HirPat> Elements, int RestPosition) : HirPat(Id, Span);

    public sealed record Or(HirId Id, SourceSpan Span, ImmutableArray<HirPat> Alternatives) : HirPat(Id, Span);

    /// <summary>A unit struct, unit variant or constant.</summary>
    public sealed record Path(HirId Id, HirQPath QPath) : HirPat(Id, QPath.Span);

    /// <param name="RestPosition">As in <see cref="TupleStruct"/>.</param>
    public sealed record Tuple(HirId Id, SourceSpan Span, ImmutableArray<HirPat> Elements, int RestPosition) : HirPat(Id, Span);

    public sealed record Ref(HirId Id, SourceSpan Span, HirPat Pattern, bool IsMutable) : HirPat(Id, Span);

    /// <summary><c>box p</c> and <c>deref!(p)</c>: library only.</summary>
    public sealed record Box(HirId Id, SourceSpan Span, HirPat Pattern) : HirPat(Id, Span);

    /// <param name="Value">A literal, negated literal or const block.</param>
    public sealed record Lit(HirId Id, SourceSpan Span, HirExpr Value) : HirPat(Id, Span);

    /// <summary>Bounds are literals, negated literals or paths; at least one is there.</summary>
    public sealed record Range(HirId Id, SourceSpan Span, HirExpr? Low, HirExpr? High, bool IsInclusive) : HirPat(Id, Span);

    /// <param name="Rest">The pattern of <c>name @ ..</c> or a wildcard for <c>..</c>; null without rest.</param>
    public sealed record Slice(
        HirId Id, SourceSpan Span, ImmutableArray<HirPat> Before, HirPat? Rest, ImmutableArray<HirPat> After) : HirPat(Id, Span);

    /// <summary><c>!</c> pattern: not stable; poison for anything the parser could not make sense of.</summary>
    public sealed record Error(HirId Id, SourceSpan Span, ErrorReported Reported) : HirPat(Id, Span);
}

/// <param name="IsShorthand"><c>S { a }</c> for <c>S { a: a }</c>.</param>
public sealed record HirPatField(HirId Id, HirIdent Ident, HirPat Pat, bool IsShorthand, SourceSpan Span);
