using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

/// <summary>Names an AST node of one crate; the tables of name resolution are keyed by it. Given out by the parser.</summary>
public readonly record struct NodeId : IId<NodeId>
{
    private readonly int _plusOne;

    private NodeId(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static NodeId FromIndex(int index) => new(index + 1);
}

/// <summary>Gives out the node ids of one crate.</summary>
public sealed class NodeIdSource
{
    private int _count;

    public int Count => _count;

    public NodeId Next() => NodeId.FromIndex(_count++);
}

/// <summary>A name at a place. Equality is by text only where the caller compares <see cref="Name"/>.</summary>
public readonly record struct Ident(Symbol Name, SourceSpan Span)
{
    public bool IsEmpty => Name.IsEmpty;

    public override string ToString() => Name.Text;
}

/// <summary>
/// Anything with an id and a span. Nodes are immutable but for the write-once slots that expansion fills
/// (<c>Expansion</c> of macro calls, content of out-of-line modules, derived items).
/// </summary>
public abstract record Node(NodeId Id, SourceSpan Span)
{
    public sealed override string ToString() => GetType().Name;
}

/// <summary>A label or lifetime: <c>'a</c>, <c>'_</c>, <c>'static</c>; the name includes the apostrophe.</summary>
public sealed record Lifetime(NodeId Id, Ident Ident) : Node(Id, Ident.Span);

/// <summary>An expression that is evaluated at compile time and has a definition of its own: array lengths, discriminants, const arguments.</summary>
public sealed record AnonConst(NodeId Id, Expr Value) : Node(Id, Value.Span);

/// <summary>A whole crate.</summary>
public sealed record Crate(NodeId Id, ImmutableArray<Attr> Attrs, ImmutableArray<Item> Items, SourceSpan Span) : Node(Id, Span);

/// <summary><c>{ … }</c>; the value is the last statement when it is an expression without semicolon.</summary>
public sealed record Block(NodeId Id, ImmutableArray<Stmt> Stmts, BlockSafety Safety, SourceSpan Span) : Node(Id, Span)
{
    /// <summary>Inner attributes.</summary>
    public ImmutableArray<Attr> Attrs { get; init; } = [];
}

public enum BlockSafety : byte
{
    Default,
    Unsafe,
}

public enum Mutability : byte
{
    Not,
    Mut,
}
