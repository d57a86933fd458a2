using System.Text;
using Verdigris.Syntax.Lexing;
using Verdigris.Tests;
using Xunit;

namespace Verdigris.Syntax.Tests;

public sealed class LexerTests
{
    private static string Tokens(string text, Edition edition = Edition.E2024)
    {
        SyntaxHarness harness = new(edition);
        StringBuilder result = new();
        foreach (Token token in harness.Lex(text).Tokens)
        {
            if (token.Kind != TokenKind.Eof)
            {
                result.Append(result.Length > 0 ? " " : "").Append(token.Kind).Append(token.Symbol is null ? "" : ":" + token.Text);
            }
        }
        string errors = harness.Errors();
        return errors.Length == 0 ? result.ToString() : result + " | " + errors;
    }

    [Theory]
    [InlineData("a b_1 r#fn _", "Ident:a Ident:b_1 Ident:r#fn Underscore:_")]
    [InlineData("'a 'static 'r#fn", "Lifetime:'a Lifetime:'static Lifetime:'r#fn")]
    [InlineData("0xFFu8 1_000 0b1010 1.5e-3f64 1. 2e3", "Integer:0xFFu8 Integer:1_000 Integer:0b1010 Float:1.5e-3f64 Float:1. Float:2e3")]
    [InlineData("1..2 1.foo 0.0", "Integer:1 DotDot Integer:2 Integer:1 Dot Ident:foo Float:0.0")]
    [InlineData("'a' '\\n' '\\u{1F600}' b'x' b\"y\" c\"z\"", "Char:'a' Char:'\\n' Char:'\\u{1F600}' Byte:b'x' ByteStr:b\"y\" CStr:c\"z\"")]
    [InlineData("r\"a\" r#\"b\"c\"# br#\"d\"# cr\"e\"", "RawStr:r\"a\" RawStr:r#\"b\"c\"# RawByteStr:br#\"d\"# RawCStr:cr\"e\"")]
    [InlineData("<<= >>= ..= ... -> => :: && ||", "ShlEq ShrEq DotDotEq DotDotDot RArrow FatArrow PathSep AndAnd OrOr")]
    [InlineData("/* a /* b */ c */ x // y", "Ident:x")]
    [InlineData("/// doc\n//! inner\n//// none", "OuterDoc:/// doc InnerDoc://! inner")]
    [InlineData("#!/usr/bin/env run\nfn", "Fn:fn")]
    [InlineData("#![a]", "Pound Bang OpenBracket Ident:a CloseBracket")]
    public void Reads(string text, string expected) => Assert.Equal(expected, Tokens(text));

    [Theory]
    [InlineData("async dyn try", Edition.E2015, "Ident:async Ident:dyn Ident:try")]
    [InlineData("async dyn try gen", Edition.E2018, "Async:async Dyn:dyn Try:try Ident:gen")]
    [InlineData("gen", Edition.E2024, "Gen:gen")]
    [InlineData("c\"a\"", Edition.E2018, "Ident:c Str:\"a\"")]
    public void KeywordsFollowTheEdition(string text, Edition edition, string expected) => Assert.Equal(expected, Tokens(text, edition));

    [Theory]
    [InlineData("/* a", "[E0758] unterminated block comment")]
    [InlineData("\"a", "[E0765] unterminated double quote string")]
    [InlineData("b\"a", "[E0766] unterminated double quote byte string")]
    [InlineData("r#\"a\"", "[E0748] unterminated raw string")]
    [InlineData("b'a", "[E0763] unterminated byte constant")]
    [InlineData("0x", "[E0768] no valid digits found for number")]
    [InlineData("'ab'", "character literal may only contain one codepoint")]
    [InlineData("\"\\q\"", "unknown character escape: `q`")]
    [InlineData("\"\\xff\"", "out of range hex escape")]
    [InlineData("'\\u{110000}'", "invalid unicode character escape")]
    [InlineData("foo\"a\"", "prefix `foo` is unknown")]
    [InlineData("`", "unknown start of token: `")]
    [InlineData("(]", "mismatched closing delimiter: `]`")]
    [InlineData("{", "this file contains an unclosed delimiter")]
    [InlineData("}", "unexpected closing delimiter: `}`")]
    public void Reports(string text, string expected) => Assert.Contains(expected, Tokens(text));

    [Fact]
    public void DelimitersAreLinked()
    {
        TokenStream tokens = new SyntaxHarness().Lex("a ( [ b ] ) c");
        Assert.Equal(4, tokens[1].Link);
        Assert.Equal(-4, tokens[5].Link);
        Assert.Equal(6, tokens.SkipTree(1));
    }

    [Fact]
    public void StringsAreDecoded()
    {
        TokenStream tokens = new SyntaxHarness().Lex("\"a\\n\\x41\\u{e9}\\\n   b\" 'x' b\"\\xff\"");
        Assert.Equal("a\nAéb", Encoding.UTF8.GetString(LiteralDecoder.DecodeString(tokens[0])));
        Assert.Equal('x', LiteralDecoder.DecodeChar(tokens[1]));
        Assert.Equal([0xFF], LiteralDecoder.DecodeString(tokens[2]));
    }
}
