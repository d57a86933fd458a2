using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Ast;

/// <summary><c>#[path(args)]</c> or a doc comment. <c>cfg</c> and <c>cfg_attr</c> never appear: the parser has applied them.</summary>
public sealed record Attr(NodeId Id, Path Path, AttrArgs Args, bool IsInner, bool IsUnsafe, SourceSpan Span) : Node(Id, Span)
{
    /// <summary>The text of a doc comment or of <c>#[doc = "…"]</c>.</summary>
    public bool IsDocComment { get; init; }

    public bool Is(Symbol name) => Path.IsIdent(name);
}

[Closed]
public abstract record AttrArgs
{
    public static AttrArgs None { get; } = new Empty();

    /// <summary><c>#[test]</c></summary>
    public sealed record Empty : AttrArgs;

    /// <summary><c>#[repr(C)]</c>: the tokens between the delimiters.</summary>
    public sealed record Delimited(TokenKind Open, TokenStream Tokens, SourceSpan Span) : AttrArgs;

    /// <summary><c>#[path = "a.rs"]</c>; the expression is a literal or a macro call such as <c>include_str!</c>.</summary>
    public sealed record Value(Expr Expr, SourceSpan EqSpan) : AttrArgs;
}

/// <summary><c>path!(tokens)</c>.</summary>
public sealed record MacroCall(Path Path, TokenKind Delimiter, TokenStream Tokens, SourceSpan ArgsSpan, SourceSpan Span);
