using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Ast;

/// <summary>A literal with its value decoded; <see cref="Token"/> keeps the spelling.</summary>
[Closed]
public abstract record Lit(Token Token, SourceSpan Span)
{
    /// <summary><c>1u8</c>; values beyond 128 bits were reported and are 0. The suffix is checked.</summary>
    public sealed record Int(UInt128 Value, LitSuffix Suffix, Token Token, SourceSpan Span) : Lit(Token, Span);

    /// <summary><c>1.0</c>, also <c>1f32</c>; the text has neither underscores nor suffix.</summary>
    public sealed record Float(Symbol Text, LitSuffix Suffix, Token Token, SourceSpan Span) : Lit(Token, Span);

    public sealed record Char(int CodePoint, Token Token, SourceSpan Span) : Lit(Token, Span);

    public sealed record Byte(byte Value, Token Token, SourceSpan Span) : Lit(Token, Span);

    /// <summary><c>"a"</c>, UTF-8.</summary>
    public sealed record Str(Symbol Value, Token Token, SourceSpan Span) : Lit(Token, Span);

    public sealed record ByteStr(ImmutableArray<byte> Value, Token Token, SourceSpan Span) : Lit(Token, Span);

    /// <summary><c>c"a"</c>, without the final zero.</summary>
    public sealed record CStr(ImmutableArray<byte> Value, Token Token, SourceSpan Span) : Lit(Token, Span);

    public sealed record Bool(bool Value, Token Token, SourceSpan Span) : Lit(Token, Span);

    /// <summary>A literal without a value; lowering reports why, so that literals stripped or discarded by macros say nothing.</summary>
    public sealed record Error(Diagnostic Reason, Token Token, SourceSpan Span) : Lit(Token, Span);
}

public enum LitSuffix : byte
{
    None,
    I8,
    I16,
    I32,
    I64,
    I128,
    Isize,
    U8,
    U16,
    U32,
    U64,
    U128,
    Usize,
    F16,
    F32,
    F64,
    F128,
}
