using System;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Lexing;

[Flags]
public enum TokenFlags : byte
{
    None = 0,
    /// <summary>No white space or comment before the next token: <c>stringify!</c> and proc macros see it.</summary>
    Adjacent = 1,
    /// <summary><c>r#ident</c>, <c>'r#lifetime</c>.</summary>
    Raw = 2,
    /// <summary>A doc comment in block form.</summary>
    BlockDoc = 4,
}

/// <summary>What an invisible group stands for: the fragment specifier of the macro variable it came from.</summary>
public enum FragmentKind : byte
{
    None,
    Block,
    Expr,
    Ident,
    Item,
    Lifetime,
    Literal,
    Meta,
    Pat,
    Path,
    Stmt,
    Tt,
    Ty,
    Vis,
}

/// <summary>
/// A token, 24 bytes. <see cref="Link"/> is relative, so that any balanced run of tokens can be copied or sliced as it is.
/// </summary>
public readonly struct Token
{
    public Token(TokenKind kind, SourceSpan span, Symbol? symbol = null, int link = 0, TokenFlags flags = 0, FragmentKind fragment = 0)
    {
        Span = span;
        Symbol = symbol;
        Link = link;
        Kind = kind;
        Flags = flags;
        Fragment = fragment;
    }

    public SourceSpan Span { get; }

    /// <summary>Name or literal text; null for punctuation, delimiters and the end.</summary>
    public Symbol? Symbol { get; }

    /// <summary>Delimiters: distance to the partner (negative for closers). Literals: byte offset of the suffix in the text.</summary>
    public int Link { get; }

    public TokenKind Kind { get; }

    public TokenFlags Flags { get; }

    public FragmentKind Fragment { get; }

    public bool IsRaw => (Flags & TokenFlags.Raw) != 0;

    public bool IsAdjacent => (Flags & TokenFlags.Adjacent) != 0;

    /// <summary>The name of an identifier or keyword, the text of a literal.</summary>
    public Symbol Name => Symbol ?? Symbol.Empty;

    public bool Is(Symbol weakKeyword) => Kind == TokenKind.Ident && Symbol == weakKeyword && !IsRaw;

    public Token WithSpan(SourceSpan span) => new(Kind, span, Symbol, Link, Flags, Fragment);

    public Token WithLink(int link) => new(Kind, Span, Symbol, link, Flags, Fragment);

    public Token WithFlags(TokenFlags flags) => new(Kind, Span, Symbol, Link, flags, Fragment);

    /// <summary>As written in the source, for messages and <c>stringify!</c>.</summary>
    public string Text => Kind switch
    {
        TokenKind.Ident => IsRaw ? "r#" + Name.Text : Name.Text,
        TokenKind.Lifetime => IsRaw ? "'r#" + Name.Text[1..] : Name.Text,
        TokenKind.OuterDoc => (Flags & TokenFlags.BlockDoc) != 0 ? "/**" + Name.Text + "*/" : "///" + Name.Text,
        TokenKind.InnerDoc => (Flags & TokenFlags.BlockDoc) != 0 ? "/*!" + Name.Text + "*/" : "//!" + Name.Text,
        _ => Symbol is null ? Kind.Text : Symbol.Text,
    };

    public override string ToString() => Kind == TokenKind.Eof ? "<eof>" : Text;
}
