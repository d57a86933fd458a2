using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

/// <summary>A pattern.</summary>
[Closed]
public abstract record Pat(NodeId Id, SourceSpan Span) : Node(Id, Span)
{
    /// <summary><c>_</c></summary>
    public sealed record Wild(NodeId Id, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>ref mut x @ sub</c>; a plain name may turn out to be a constant or unit struct.</summary>
    public sealed record Binding(NodeId Id, BindingMode Mode, Ident Ident, Pat? Sub, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>Point { x, y: 0, .. }</c></summary>
    public sealed record Struct(NodeId Id, QSelf? QSelf, Path Path, ImmutableArray<PatField> Fields, bool HasRest, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>Some(x)</c></summary>
    public sealed record TupleStruct(NodeId Id, QSelf? QSelf, Path Path, ImmutableArray<Pat> Elements, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>A | B</c></summary>
    public sealed record Or(NodeId Id, ImmutableArray<Pat> Alternatives, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>m::CONST</c>, <c>T::CONST</c></summary>
    public sealed record OfPath(NodeId Id, QSelf? QSelf, Path Path, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>(a, b)</c></summary>
    public sealed record Tuple(NodeId Id, ImmutableArray<Pat> Elements, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>&amp;mut p</c></summary>
    public sealed record Ref(NodeId Id, Pat Inner, Mutability Mutability, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>box p</c>, internal to the library.</summary>
    public sealed record Box(NodeId Id, Pat Inner, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>1</c>, <c>-1</c>, <c>"a"</c>, <c>const { … }</c></summary>
    public sealed record OfExpr(NodeId Id, Expr Value, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>1..=2</c>, <c>..3</c>, <c>A..</c></summary>
    public sealed record Range(NodeId Id, Expr? Start, Expr? End, RangeEnd EndKind, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>[a, .., b]</c></summary>
    public sealed record Slice(NodeId Id, ImmutableArray<Pat> Elements, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>..</c></summary>
    public sealed record Rest(NodeId Id, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>!</c></summary>
    public sealed record Never(NodeId Id, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>(p)</c></summary>
    public sealed record Paren(NodeId Id, Pat Inner, SourceSpan Span) : Pat(Id, Span);

    /// <summary><c>foo!()</c></summary>
    public sealed record OfMacro(NodeId Id, MacroCall Macro, SourceSpan Span) : Pat(Id, Span)
    {
        public Pat? Expansion { get; set; }
    }

    public sealed record Error(NodeId Id, ErrorReported Reported, SourceSpan Span) : Pat(Id, Span);
}

/// <summary><c>x: pat</c>, or the shorthand <c>x</c>.</summary>
public sealed record PatField(NodeId Id, Ident Ident, Pat Pat, bool IsShorthand, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];
}

public enum BindingMode : byte
{
    Move,
    MoveMut,
    Ref,
    RefMut,
}

public enum RangeEnd : byte
{
    /// <summary><c>..</c></summary>
    Excluded,
    /// <summary><c>..=</c></summary>
    Included,
    /// <summary><c>...</c>, before edition 2021.</summary>
    IncludedDotDotDot,
}
