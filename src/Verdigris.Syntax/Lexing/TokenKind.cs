namespace Verdigris.Syntax.Lexing;

/// <summary>
/// Kinds of tokens. Operators are glued as far as the longest match goes; the parser splits them where the grammar wants
/// (<c>&gt;&gt;</c> closing two generic lists). Keywords are kinds of their own, decided by the edition of the lexed file,
/// which gives macros the edition hygiene of keywords. The order inside the regions matters: see <see cref="TokenKinds"/>.
/// </summary>
public enum TokenKind : byte
{
    /// <summary>The end of the file, group or fragment.</summary>
    Eof,
    /// <summary><c>foo</c>, <c>r#foo</c>, weak keywords such as <c>union</c>.</summary>
    Ident,
    /// <summary><c>'a</c>, <c>'r#a</c>; the symbol has the apostrophe and no <c>r#</c>.</summary>
    Lifetime,

    // Literals: the symbol is the whole text, the link is where the suffix starts.
    Integer,
    Float,
    Char,
    Byte,
    Str,
    RawStr,
    ByteStr,
    RawByteStr,
    CStr,
    RawCStr,

    /// <summary><c>/// text</c> or <c>/** text */</c>; the symbol is the text without the markers.</summary>
    OuterDoc,
    /// <summary><c>//! text</c> or <c>/*! text */</c>.</summary>
    InnerDoc,

    // Delimiters: the link is the distance to the partner.
    OpenParen,
    OpenBracket,
    OpenBrace,
    /// <summary>Start of a macro fragment; the token's <see cref="Token.Fragment"/> says of which kind.</summary>
    OpenInvisible,
    CloseParen,
    CloseBracket,
    CloseBrace,
    CloseInvisible,

    // Punctuation.
    Eq,
    Lt,
    Le,
    EqEq,
    Ne,
    Ge,
    Gt,
    AndAnd,
    OrOr,
    Bang,
    Tilde,
    Plus,
    Minus,
    Star,
    Slash,
    Percent,
    Caret,
    And,
    Or,
    Shl,
    Shr,
    PlusEq,
    MinusEq,
    StarEq,
    SlashEq,
    PercentEq,
    CaretEq,
    AndEq,
    OrEq,
    ShlEq,
    ShrEq,
    At,
    Dot,
    DotDot,
    DotDotDot,
    DotDotEq,
    Comma,
    Semi,
    Colon,
    PathSep,
    RArrow,
    LArrow,
    FatArrow,
    Pound,
    Dollar,
    Question,
    /// <summary>A character that starts no token; reported by the lexer.</summary>
    Unknown,

    // Keywords; `_` is one of them.
    Underscore,
    As,
    Break,
    Const,
    Continue,
    Crate,
    Else,
    Enum,
    Extern,
    False,
    Fn,
    For,
    If,
    Impl,
    In,
    Let,
    Loop,
    Match,
    Mod,
    Move,
    Mut,
    Pub,
    Ref,
    Return,
    SelfLower,
    SelfUpper,
    Static,
    Struct,
    Super,
    Trait,
    True,
    Type,
    Unsafe,
    Use,
    Where,
    While,

    // Keywords from edition 2018 on.
    Async,
    Await,
    Dyn,

    // Reserved words without a meaning.
    Abstract,
    Become,
    Box,
    Do,
    Final,
    Macro,
    Override,
    Priv,
    Typeof,
    Unsized,
    Virtual,
    Yield,
    /// <summary>Reserved from edition 2018 on.</summary>
    Try,
    /// <summary>Reserved from edition 2024 on.</summary>
    Gen,
}

public static class TokenKinds
{
    extension(TokenKind kind)
    {
        public bool IsKeyword => kind >= TokenKind.Underscore;

        /// <summary>Identifier or keyword other than <c>_</c>: what <c>$x:ident</c> matches.</summary>
        public bool IsIdentLike => kind == TokenKind.Ident || kind > TokenKind.Underscore;

        public bool IsLiteral => kind is >= TokenKind.Integer and <= TokenKind.RawCStr;

        public bool IsStringLiteral => kind is TokenKind.Str or TokenKind.RawStr;

        public bool IsOpenDelimiter => kind is >= TokenKind.OpenParen and <= TokenKind.OpenInvisible;

        public bool IsCloseDelimiter => kind is >= TokenKind.CloseParen and <= TokenKind.CloseInvisible;

        public bool IsPunctuation => kind is >= TokenKind.Eq and <= TokenKind.Question;

        public bool IsDocComment => kind is TokenKind.OuterDoc or TokenKind.InnerDoc;

        /// <summary>Segments of paths: identifiers and <c>self</c>, <c>Self</c>, <c>super</c>, <c>crate</c>.</summary>
        public bool IsPathSegment => kind is TokenKind.Ident or TokenKind.SelfLower or TokenKind.SelfUpper or TokenKind.Super or TokenKind.Crate;

        /// <summary>The partner of a delimiter.</summary>
        public TokenKind Partner => kind.IsOpenDelimiter ? kind + 4 : kind - 4;

        /// <summary>The fixed spelling; empty for kinds whose text is in the symbol.</summary>
        public string Text => kind switch
        {
            TokenKind.OpenParen => "(",
            TokenKind.OpenBracket => "[",
            TokenKind.OpenBrace => "{",
            TokenKind.CloseParen => ")",
            TokenKind.CloseBracket => "]",
            TokenKind.CloseBrace => "}",
            TokenKind.Eq => "=",
            TokenKind.Lt => "<",
            TokenKind.Le => "<=",
            TokenKind.EqEq => "==",
            TokenKind.Ne => "!=",
            TokenKind.Ge => ">=",
            TokenKind.Gt => ">",
            TokenKind.AndAnd => "&&",
            TokenKind.OrOr => "||",
            TokenKind.Bang => "!",
            TokenKind.Tilde => "~",
            TokenKind.Plus => "+",
            TokenKind.Minus => "-",
            TokenKind.Star => "*",
            TokenKind.Slash => "/",
            TokenKind.Percent => "%",
            TokenKind.Caret => "^",
            TokenKind.And => "&",
            TokenKind.Or => "|",
            TokenKind.Shl => "<<",
            TokenKind.Shr => ">>",
            TokenKind.PlusEq => "+=",
            TokenKind.MinusEq => "-=",
            TokenKind.StarEq => "*=",
            TokenKind.SlashEq => "/=",
            TokenKind.PercentEq => "%=",
            TokenKind.CaretEq => "^=",
            TokenKind.AndEq => "&=",
            TokenKind.OrEq => "|=",
            TokenKind.ShlEq => "<<=",
            TokenKind.ShrEq => ">>=",
            TokenKind.At => "@",
            TokenKind.Dot => ".",
            TokenKind.DotDot => "..",
            TokenKind.DotDotDot => "...",
            TokenKind.DotDotEq => "..=",
            TokenKind.Comma => ",",
            TokenKind.Semi => ";",
            TokenKind.Colon => ":",
            TokenKind.PathSep => "::",
            TokenKind.RArrow => "->",
            TokenKind.LArrow => "<-",
            TokenKind.FatArrow => "=>",
            TokenKind.Pound => "#",
            TokenKind.Dollar => "$",
            TokenKind.Question => "?",
            TokenKind.SelfLower => "self",
            TokenKind.SelfUpper => "Self",
            TokenKind.Underscore => "_",
            >= TokenKind.As => kind.ToString().ToLowerInvariant(),
            _ => "",
        };
    }
}
