using System;
using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Literal tokens to literal nodes.</summary>
public sealed partial class Parser
{
    private static readonly Dictionary<string, LitSuffix> s_suffixes = new()
    {
        ["i8"] = LitSuffix.I8, ["i16"] = LitSuffix.I16, ["i32"] = LitSuffix.I32, ["i64"] = LitSuffix.I64, ["i128"] = LitSuffix.I128, ["isize"] = LitSuffix.Isize,
        ["u8"] = LitSuffix.U8, ["u16"] = LitSuffix.U16, ["u32"] = LitSuffix.U32, ["u64"] = LitSuffix.U64, ["u128"] = LitSuffix.U128, ["usize"] = LitSuffix.Usize,
        ["f16"] = LitSuffix.F16, ["f32"] = LitSuffix.F32, ["f64"] = LitSuffix.F64, ["f128"] = LitSuffix.F128,
    };

    private Expr.OfLit ParseLiteral()
    {
        Token token = Bump();
        return new Expr.OfLit(NextId(), MakeLit(token), token.Span);
    }

    /// <summary>A literal, also negative: patterns and const arguments.</summary>
    private Expr ParseLiteralMaybeMinus()
    {
        SourceSpan start = _current.Span;
        if (At(TokenKind.OpenInvisible) && _current.Fragment is FragmentKind.Literal or FragmentKind.Expr or FragmentKind.Block)
        {
            return ParseExprFragment();
        }
        if (At(TokenKind.Minus))
        {
            Bump();
            Expr operand = ParseLiteralMaybeMinus();
            return new Expr.Unary(NextId(), UnaryOp.Neg, operand, SpanFrom(start));
        }
        if (_current.Kind.IsLiteral || _current.Kind is TokenKind.True or TokenKind.False)
        {
            return ParseLiteral();
        }
        _expected.Add(ExpectedClass.Literal);
        return new Expr.Error(NextId(), ReportExpected(), start.ShrinkToLo());
    }

    /// <summary>The value of a literal token; faults of value and suffix make a poison literal.</summary>
    public Lit MakeLit(Token token)
    {
        SourceSpan span = token.Span;
        if (token.Kind is TokenKind.True or TokenKind.False)
        {
            return new Lit.Bool(token.Kind == TokenKind.True, token, span);
        }
        string suffix = Encoding.UTF8.GetString(token.Name.Utf8[token.Link..]);
        if (token.Kind is TokenKind.Integer or TokenKind.Float)
        {
            return MakeNumber(token, suffix);
        }
        if (suffix.Length > 0)
        {
            string what = token.Kind switch
            {
                TokenKind.Char => "char",
                TokenKind.Byte => "byte",
                TokenKind.ByteStr or TokenKind.RawByteStr => "byte string",
                TokenKind.CStr or TokenKind.RawCStr => "C string",
                _ => "string",
            };
            return new Lit.Error(Diagnostic.ErrorWithoutCode($"suffixes on {what} literals are invalid", span).WithPrimaryLabel($"invalid suffix `{suffix}`"), token, span);
        }
        return token.Kind switch
        {
            TokenKind.Char => new Lit.Char(LiteralDecoder.DecodeChar(token), token, span),
            TokenKind.Byte => new Lit.Byte((byte)LiteralDecoder.DecodeChar(token), token, span),
            TokenKind.ByteStr or TokenKind.RawByteStr => new Lit.ByteStr([.. LiteralDecoder.DecodeString(token)], token, span),
            TokenKind.CStr or TokenKind.RawCStr => new Lit.CStr([.. LiteralDecoder.DecodeString(token)], token, span),
            _ => new Lit.Str(Symbol.Intern(LiteralDecoder.DecodeString(token)), token, span),
        };
    }

    private Lit MakeNumber(Token token, string suffix)
    {
        SourceSpan span = token.Span;
        LitSuffix kind = LitSuffix.None;
        string digits = Encoding.UTF8.GetString(token.Name.Utf8[..token.Link]).Replace("_", "");
        bool isDecimal = !digits.StartsWith("0x") && !digits.StartsWith("0o") && !digits.StartsWith("0b");
        if (suffix.Length > 0 && !s_suffixes.TryGetValue(suffix, out kind))
        {
            return new Lit.Error(InvalidSuffix(token, suffix), token, span);
        }
        bool isFloatSuffix = kind >= LitSuffix.F16;
        if (token.Kind == TokenKind.Float)
        {
            if (kind != LitSuffix.None && !isFloatSuffix)
            {
                return new Lit.Error(Diagnostic.ErrorWithoutCode($"invalid suffix `{suffix}` for float literal", span).WithPrimaryLabel($"invalid suffix `{suffix}`"), token, span);
            }
            return new Lit.Float(Symbol.Intern(digits), kind, token, span);
        }
        if (isFloatSuffix)
        {
            if (!isDecimal)
            {
                string radix = digits[1] switch { 'x' => "hexadecimal", 'o' => "octal", _ => "binary" };
                return new Lit.Error(Diagnostic.ErrorWithoutCode($"{radix} float literal is not supported", span).WithPrimaryLabel("not supported"), token, span);
            }
            return new Lit.Float(Symbol.Intern(digits), kind, token, span);
        }
        if (!TryParseInteger(digits, out UInt128 value))
        {
            return new Lit.Error(Diagnostic.ErrorWithoutCode("integer literal is too large", span)
                .WithNote("value exceeds limit of `340282366920938463463374607431768211455`"), token, span);
        }
        return new Lit.Int(value, kind, token, span);
    }

    private static Diagnostic InvalidSuffix(Token token, string suffix)
    {
        bool looksLikeWidth = suffix.Length > 1 && suffix[0] is 'i' or 'u' or 'f' && int.TryParse(suffix[1..], out _);
        if (looksLikeWidth)
        {
            string kind = suffix[0] == 'f' ? "float" : "integer";
            return Diagnostic.ErrorWithoutCode($"invalid width `{suffix[1..]}` for {kind} literal", token.Span)
                .WithHelp(suffix[0] == 'f' ? "valid widths are 32 and 64" : "valid widths are 8, 16, 32, 64 and 128");
        }
        string what = token.Kind == TokenKind.Float ? "float" : "number";
        return Diagnostic.ErrorWithoutCode($"invalid suffix `{suffix}` for {what} literal", token.Span)
            .WithPrimaryLabel($"invalid suffix `{suffix}`")
            .WithHelp(token.Kind == TokenKind.Float ? "valid suffixes are `f32` and `f64`" : "the suffix must be one of the numeric types (`u32`, `isize`, `f32`, etc.)");
    }

    private static bool TryParseInteger(string digits, out UInt128 value)
    {
        value = 0;
        (uint radix, int at) = digits.Length > 1 && digits[0] == '0'
            ? digits[1] switch { 'x' => (16u, 2), 'o' => (8u, 2), 'b' => (2u, 2), _ => (10u, 0) }
            : (10u, 0);
        for (; at < digits.Length; at++)
        {
            uint digit = (uint)(char.IsAsciiDigit(digits[at]) ? digits[at] - '0' : (digits[at] | 0x20) - 'a' + 10);
            UInt128 scaled = unchecked(value * radix);
            if (value > UInt128.MaxValue / radix || UInt128.MaxValue - scaled < digit)
            {
                return false;
            }
            value = scaled + digit;
        }
        return true;
    }
}
