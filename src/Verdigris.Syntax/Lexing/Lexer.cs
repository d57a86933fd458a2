using System;
using System.Buffers;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Lexing;

/// <summary>
/// UTF-8 bytes to a flat array of tokens with matched delimiters. Never fails: errors are reported and lexing goes on, and
/// the result is always balanced (see <see cref="DelimiterMatcher"/>). One pass, no allocation but the array and interned
/// names. Follows the Reference's "Lexical structure" and the error messages of rustc.
/// </summary>
public ref partial struct Lexer
{
    // Names repeat: a direct-mapped cache in front of the symbol table spares its lock. A power of two.
    private const int CacheSize = 4096;

    [ThreadStatic]
    private static CacheEntry[]? t_cache;

    private readonly ReadOnlySpan<byte> _text;
    private readonly uint _base;
    private readonly SyntaxContext _context;
    private readonly Edition _edition;
    private readonly DiagnosticSink _sink;
    private readonly CacheEntry[] _cache;
    private Token[] _tokens;
    private int _count;
    private int _position;
    // Behind an unterminated literal or comment nothing can be trusted.
    private bool _isUnterminated;

    private Lexer(ReadOnlySpan<byte> text, uint start, SyntaxContext context, Edition edition, DiagnosticSink sink)
    {
        _text = text;
        _base = start;
        _context = context;
        _edition = edition;
        _sink = sink;
        _cache = t_cache ??= new CacheEntry[CacheSize];
        _tokens = ArrayPool<Token>.Shared.Rent(Math.Max(64, text.Length / 3));
    }

    /// <summary>Lexes a file. The stream ends with an <see cref="TokenKind.Eof"/> token.</summary>
    public static TokenStream Lex(SourceFile file, Edition edition, DiagnosticSink sink)
    {
        ReadOnlySpan<byte> text = file.Text.Span;
        Lexer lexer = new(text, file.Start, SyntaxContext.Root, edition, sink);
        if (text.StartsWith("\uFEFF"u8))
        {
            lexer._position = 3;
        }
        lexer.SkipShebang();
        return lexer.Run();
    }

    private readonly byte Current => _position < _text.Length ? _text[_position] : (byte)0;

    private readonly byte Peek(int distance) => _position + distance < _text.Length ? _text[_position + distance] : (byte)0;

    private readonly SourceSpan SpanFrom(int start) => new(_base + (uint)start, _base + (uint)_position, _context);

    private readonly SourceSpan SpanOf(int start, int end) => new(_base + (uint)start, _base + (uint)end, _context);

    private TokenStream Run()
    {
        while (_position < _text.Length)
        {
            LexToken();
        }
        Add(TokenKind.Eof, _position);
        Token[] tokens = _tokens.AsSpan(0, _count).ToArray();
        ArrayPool<Token>.Shared.Return(_tokens, clearArray: true);
        tokens = DelimiterMatcher.Match(tokens, _isUnterminated ? new DiagnosticSink() : _sink);
        return new TokenStream(tokens);
    }

    private void LexToken()
    {
        int start = _position;
        byte b = _text[_position];
        switch (b)
        {
            case (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0B or 0x0C:
                SkipWhiteSpace();
                return;
            case (byte)'/' when Peek(1) is (byte)'/' or (byte)'*':
                if (Peek(1) == (byte)'/')
                {
                    LexLineComment();
                }
                else
                {
                    LexBlockComment();
                }
                return;
            case (byte)'r':
                if (TryLexRawIdentOrString())
                {
                    return;
                }
                break;
            case (byte)'b':
                if (TryLexByteLiteral())
                {
                    return;
                }
                break;
            case (byte)'c' when _edition >= Edition.E2021:
                if (TryLexCString())
                {
                    return;
                }
                break;
            case (byte)'"':
                _position++;
                LexQuoted(start, TokenKind.Str);
                return;
            case (byte)'\'':
                LexLifetimeOrChar();
                return;
            case >= (byte)'0' and <= (byte)'9':
                LexNumber();
                return;
        }
        if (b < 0x80 ? IsAsciiIdentStart(b) : IsUnicodeIdentStart(start, out _))
        {
            LexIdent();
            return;
        }
        if (b == (byte)'#' && _edition >= Edition.E2024 && IsReservedGuardedString())
        {
            return;
        }
        LexPunctuation(b);
    }

    private void SkipWhiteSpace()
    {
        if (_count > 0)
        {
            ClearAdjacent();
        }
        do
        {
            _position++;
        }
        while (_position < _text.Length && _text[_position] is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r' or 0x0B or 0x0C);
    }

    private readonly void ClearAdjacent()
    {
        ref Token last = ref _tokens[_count - 1];
        if (last.IsAdjacent)
        {
            last = last.WithFlags(last.Flags & ~TokenFlags.Adjacent);
        }
    }

    private void LexPunctuation(byte b)
    {
        int start = _position;
        byte next = Peek(1);
        byte third = Peek(2);
        (TokenKind kind, int length) = b switch
        {
            (byte)'(' => (TokenKind.OpenParen, 1),
            (byte)')' => (TokenKind.CloseParen, 1),
            (byte)'[' => (TokenKind.OpenBracket, 1),
            (byte)']' => (TokenKind.CloseBracket, 1),
            (byte)'{' => (TokenKind.OpenBrace, 1),
            (byte)'}' => (TokenKind.CloseBrace, 1),
            (byte)',' => (TokenKind.Comma, 1),
            (byte)';' => (TokenKind.Semi, 1),
            (byte)'@' => (TokenKind.At, 1),
            (byte)'#' => (TokenKind.Pound, 1),
            (byte)'~' => (TokenKind.Tilde, 1),
            (byte)'$' => (TokenKind.Dollar, 1),
            (byte)'?' => (TokenKind.Question, 1),
            (byte)':' => next == (byte)':' ? (TokenKind.PathSep, 2) : (TokenKind.Colon, 1),
            (byte)'.' => next != (byte)'.' ? (TokenKind.Dot, 1)
                : third == (byte)'.' ? (TokenKind.DotDotDot, 3)
                : third == (byte)'=' ? (TokenKind.DotDotEq, 3) : (TokenKind.DotDot, 2),
            (byte)'=' => next == (byte)'=' ? (TokenKind.EqEq, 2) : next == (byte)'>' ? (TokenKind.FatArrow, 2) : (TokenKind.Eq, 1),
            (byte)'!' => next == (byte)'=' ? (TokenKind.Ne, 2) : (TokenKind.Bang, 1),
            (byte)'<' => next switch
            {
                (byte)'=' => (TokenKind.Le, 2),
                (byte)'-' => (TokenKind.LArrow, 2),
                (byte)'<' => third == (byte)'=' ? (TokenKind.ShlEq, 3) : (TokenKind.Shl, 2),
                _ => (TokenKind.Lt, 1),
            },
            (byte)'>' => next switch
            {
                (byte)'=' => (TokenKind.Ge, 2),
                (byte)'>' => third == (byte)'=' ? (TokenKind.ShrEq, 3) : (TokenKind.Shr, 2),
                _ => (TokenKind.Gt, 1),
            },
            (byte)'-' => next == (byte)'>' ? (TokenKind.RArrow, 2) : next == (byte)'=' ? (TokenKind.MinusEq, 2) : (TokenKind.Minus, 1),
            (byte)'+' => next == (byte)'=' ? (TokenKind.PlusEq, 2) : (TokenKind.Plus, 1),
            (byte)'*' => next == (byte)'=' ? (TokenKind.StarEq, 2) : (TokenKind.Star, 1),
            (byte)'/' => next == (byte)'=' ? (TokenKind.SlashEq, 2) : (TokenKind.Slash, 1),
            (byte)'%' => next == (byte)'=' ? (TokenKind.PercentEq, 2) : (TokenKind.Percent, 1),
            (byte)'^' => next == (byte)'=' ? (TokenKind.CaretEq, 2) : (TokenKind.Caret, 1),
            (byte)'&' => next == (byte)'&' ? (TokenKind.AndAnd, 2) : next == (byte)'=' ? (TokenKind.AndEq, 2) : (TokenKind.And, 1),
            (byte)'|' => next == (byte)'|' ? (TokenKind.OrOr, 2) : next == (byte)'=' ? (TokenKind.OrEq, 2) : (TokenKind.Or, 1),
            _ => (TokenKind.Unknown, 1),
        };
        if (kind == TokenKind.Unknown)
        {
            SkipUnknown();
            return;
        }
        _position += length;
        Add(kind, start);
    }

    private void Add(TokenKind kind, int start, Symbol? symbol = null, int link = 0, TokenFlags flags = 0)
    {
        if (_count == _tokens.Length)
        {
            Token[] grown = ArrayPool<Token>.Shared.Rent(_tokens.Length * 2);
            _tokens.AsSpan(0, _count).CopyTo(grown);
            ArrayPool<Token>.Shared.Return(_tokens, clearArray: true);
            _tokens = grown;
        }
        _tokens[_count++] = new Token(kind, SpanFrom(start), symbol, link, flags | TokenFlags.Adjacent);
    }

    private void SkipShebang()
    {
        // `#![` starts an attribute unless only comments or white space stand between `#!` and `[`.
        ReadOnlySpan<byte> rest = _text[_position..];
        if (!rest.StartsWith("#!"u8))
        {
            return;
        }
        int i = 2;
        while (i < rest.Length)
        {
            if (rest[i] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r')
            {
                i++;
            }
            else if (rest[i..].StartsWith("//"u8))
            {
                int lineEnd = rest[i..].IndexOf((byte)'\n');
                i = lineEnd < 0 ? rest.Length : i + lineEnd;
            }
            else
            {
                break;
            }
        }
        if (i < rest.Length && rest[i] == (byte)'[')
        {
            return;
        }
        int end = rest.IndexOf((byte)'\n');
        _position += end < 0 ? rest.Length : end;
    }

    private struct CacheEntry
    {
        public Symbol? Symbol;
        public TokenKind Kind;
        public Edition Edition;
    }
}
