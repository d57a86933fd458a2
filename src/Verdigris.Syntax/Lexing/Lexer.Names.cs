using System;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Lexing;

/// <summary>Identifiers, keywords, lifetimes, reserved prefixes, comments.</summary>
public ref partial struct Lexer
{
    private static bool IsAsciiIdentStart(byte b) => (uint)((b | 0x20) - 'a') < 26 || b == (byte)'_';

    private static bool IsAsciiIdentContinue(byte b) => (uint)((b | 0x20) - 'a') < 26 || (uint)(b - '0') < 10 || b == (byte)'_';

    private readonly bool IsUnicodeIdentStart(int at, out int length)
    {
        OperationStatusOf(at, out Rune rune, out length);
        return XidTables.IsStart(rune);
    }

    private readonly bool IsUnicodeIdentContinue(int at, out int length)
    {
        OperationStatusOf(at, out Rune rune, out length);
        return XidTables.IsContinue(rune);
    }

    private readonly void OperationStatusOf(int at, out Rune rune, out int length) => Rune.DecodeFromUtf8(_text[at..], out rune, out length);

    private readonly bool IsIdentStartAt(int at) =>
        at < _text.Length && (_text[at] < 0x80 ? IsAsciiIdentStart(_text[at]) : IsUnicodeIdentStart(at, out _));

    /// <summary>Moves behind the identifier characters at the position; returns the hash of the bytes passed.</summary>
    private uint ScanIdent()
    {
        uint hash = 2166136261;
        while (_position < _text.Length)
        {
            byte b = _text[_position];
            if (b < 0x80)
            {
                if (!IsAsciiIdentContinue(b))
                {
                    break;
                }
                hash = (hash ^ b) * 16777619;
                _position++;
            }
            else
            {
                if (!IsUnicodeIdentContinue(_position, out int length))
                {
                    break;
                }
                for (int i = 0; i < length; i++)
                {
                    hash = (hash ^ _text[_position++]) * 16777619;
                }
            }
        }
        return hash;
    }

    private readonly Symbol Intern(int start, int end, uint hash, out TokenKind kind)
    {
        ReadOnlySpan<byte> name = _text[start..end];
        ref CacheEntry entry = ref _cache[(hash ^ (hash >> 15)) & (CacheSize - 1)];
        if (entry.Symbol is { } known && entry.Edition == _edition && known.Utf8.SequenceEqual(name))
        {
            kind = entry.Kind;
            return known;
        }
        Symbol symbol = Symbol.Intern(name);
        kind = Keywords.Classify(symbol, _edition);
        entry = new CacheEntry { Symbol = symbol, Kind = kind, Edition = _edition };
        return symbol;
    }

    private void LexIdent()
    {
        int start = _position;
        uint hash = ScanIdent();
        if (_edition >= Edition.E2021 && Current is (byte)'"' or (byte)'#' or (byte)'\'' && IsReservedPrefix(start))
        {
            ReportReservedPrefix(start);
        }
        Symbol symbol = Intern(start, _position, hash, out TokenKind kind);
        Add(kind, start, symbol);
    }

    private readonly bool IsReservedPrefix(int start)
    {
        if (_edition < Edition.E2021)
        {
            return false;
        }
        // `foo'a` is reserved too, but `match'a'` is not rare in macros: rustc reserves it all the same for a char literal.
        return Current switch
        {
            (byte)'"' => true,
            (byte)'#' => true,
            _ => IsCharLiteralAt(_position),
        } && _position > start;
    }

    private readonly bool IsCharLiteralAt(int quote)
    {
        if (quote + 2 >= _text.Length)
        {
            return false;
        }
        return _text[quote + 1] == (byte)'\\' || _text[quote + 2] == (byte)'\'' || !IsIdentStartAt(quote + 1);
    }

    private readonly void ReportReservedPrefix(int start)
    {
        SourceSpan span = SpanFrom(start);
        string name = Encoding.UTF8.GetString(_text[start.._position]);
        _sink.Report(Diagnostic.ErrorWithoutCode($"prefix `{name}` is unknown", span)
            .WithPrimaryLabel("unknown prefix")
            .WithNote("prefixed identifiers and literals are reserved since Rust 2021")
            .WithSuggestion("consider inserting whitespace here", Applicability.MaybeIncorrect, new SuggestionEdit(span.ShrinkToHi(), " ")));
    }

    /// <summary><c>r#ident</c>, <c>r"…"</c>, <c>r#"…"#</c>.</summary>
    private bool TryLexRawIdentOrString()
    {
        int start = _position;
        if (Peek(1) == (byte)'"' || (Peek(1) == (byte)'#' && Peek(2) is (byte)'"' or (byte)'#'))
        {
            return TryLexRawString(start, start + 1, TokenKind.RawStr);
        }
        if (Peek(1) != (byte)'#' || !IsIdentStartAt(_position + 2))
        {
            return false;
        }
        _position += 2;
        int nameStart = _position;
        uint hash = ScanIdent();
        Symbol symbol = Intern(nameStart, _position, hash, out TokenKind kind);
        if (kind is TokenKind.SelfLower or TokenKind.SelfUpper or TokenKind.Super or TokenKind.Crate or TokenKind.Underscore)
        {
            _sink.Report(Diagnostic.ErrorWithoutCode($"`{symbol}` cannot be a raw identifier", SpanFrom(start)));
            Add(kind, start, symbol);
            return true;
        }
        Add(TokenKind.Ident, start, symbol, 0, TokenFlags.Raw);
        return true;
    }

    private void LexLifetimeOrChar()
    {
        int start = _position;
        int afterQuote = start + 1;
        bool startsName = IsIdentStartAt(afterQuote);
        if (startsName)
        {
            OperationStatusOf(afterQuote, out _, out int length);
            startsName = afterQuote + length >= _text.Length || _text[afterQuote + length] != (byte)'\'';
        }
        if (!startsName)
        {
            if (afterQuote < _text.Length && char.IsAsciiDigit((char)_text[afterQuote]) && Peek(2) != (byte)'\'' && !HasClosingQuoteSoon(afterQuote))
            {
                _position = afterQuote;
                ScanIdent();
                _sink.Report(Diagnostic.ErrorWithoutCode("lifetimes cannot start with a number", SpanFrom(start)));
                Add(TokenKind.Lifetime, start, Symbol.Intern(_text[start.._position]));
                return;
            }
            _position = afterQuote;
            LexCharLike(start, TokenKind.Char);
            return;
        }
        _position = afterQuote;
        if (Current == (byte)'r' && Peek(1) == (byte)'#' && IsIdentStartAt(_position + 2) && _edition >= Edition.E2021)
        {
            _position += 2;
            int nameStart = _position;
            ScanIdent();
            Symbol raw = Symbol.Intern([(byte)'\'', .. _text[nameStart.._position]]);
            Add(TokenKind.Lifetime, start, raw, 0, TokenFlags.Raw);
            return;
        }
        ScanIdent();
        if (Current == (byte)'\'')
        {
            // 'abc' : more than one character.
            _position++;
            ReportLongChar(start, afterQuote, _position - 1);
            Add(TokenKind.Char, start, Symbol.Intern("'?'"), 3);
            return;
        }
        uint hash = 2166136261;
        foreach (byte b in _text[start.._position])
        {
            hash = (hash ^ b) * 16777619;
        }
        Add(TokenKind.Lifetime, start, Intern(start, _position, hash, out _));
    }

    private readonly bool HasClosingQuoteSoon(int at)
    {
        for (int i = at; i < _text.Length && _text[i] is not ((byte)'\n' or (byte)' ' or (byte)',' or (byte)'>'); i++)
        {
            if (_text[i] == (byte)'\'')
            {
                return true;
            }
        }
        return false;
    }

    private void LexLineComment()
    {
        int start = _position;
        int length = _text[start..].IndexOf((byte)'\n');
        int end = length < 0 ? _text.Length : start + length;
        _position = end;
        if (_count > 0)
        {
            ClearAdjacent();
        }
        ReadOnlySpan<byte> comment = _text[start..end];
        if (comment is [_, _, (byte)'!', ..])
        {
            AddDoc(TokenKind.InnerDoc, start, start + 3, TrimCarriageReturn(start + 3, end), TokenFlags.None);
        }
        else if (comment is [_, _, (byte)'/', ..] and not [_, _, _, (byte)'/', ..])
        {
            AddDoc(TokenKind.OuterDoc, start, start + 3, TrimCarriageReturn(start + 3, end), TokenFlags.None);
        }
    }

    private readonly int TrimCarriageReturn(int start, int end) => end > start && _text[end - 1] == (byte)'\r' ? end - 1 : end;

    private void LexBlockComment()
    {
        int start = _position;
        _position += 2;
        int depth = 1;
        while (depth > 0)
        {
            int next = _text[_position..].IndexOfAny((byte)'*', (byte)'/');
            if (next < 0 || _position + next + 1 >= _text.Length)
            {
                _position = _text.Length;
                _isUnterminated = true;
                bool isDoc = _text[(start + 2)..] is [(byte)'*', not (byte)'*', ..] or [(byte)'!', ..];
                _sink.Report(Diagnostic.Error("E0758", isDoc ? "unterminated block doc-comment" : "unterminated block comment", SpanFrom(start)));
                return;
            }
            _position += next;
            if (Current == (byte)'*' && Peek(1) == (byte)'/')
            {
                depth--;
                _position += 2;
            }
            else if (Current == (byte)'/' && Peek(1) == (byte)'*')
            {
                depth++;
                _position += 2;
            }
            else
            {
                _position++;
            }
        }
        if (_count > 0)
        {
            ClearAdjacent();
        }
        ReadOnlySpan<byte> comment = _text[start.._position];
        if (comment is [_, _, (byte)'!', ..])
        {
            AddDoc(TokenKind.InnerDoc, start, start + 3, _position - 2, TokenFlags.BlockDoc);
        }
        else if (comment.Length > 4 && comment[2] == (byte)'*' && comment[3] != (byte)'*')
        {
            AddDoc(TokenKind.OuterDoc, start, start + 3, _position - 2, TokenFlags.BlockDoc);
        }
    }

    private void AddDoc(TokenKind kind, int start, int textStart, int textEnd, TokenFlags flags)
    {
        ReadOnlySpan<byte> text = _text[textStart..Math.Max(textStart, textEnd)];
        int bare = text.IndexOf((byte)'\r');
        if (bare >= 0 && text.IndexOf("\r\n"u8) != bare)
        {
            _sink.Report(Diagnostic.ErrorWithoutCode("bare CR not allowed in doc-comment", SpanOf(textStart + bare, textStart + bare + 1)));
        }
        Add(kind, start, Symbol.Intern(text), 0, flags);
        ClearAdjacent();
    }

    private void SkipUnknown()
    {
        int start = _position;
        OperationStatusOf(start, out Rune rune, out int length);
        _position += length;
        if (Rune.IsWhiteSpace(rune) || rune.Value is 0x200E or 0x200F)
        {
            // Pattern_White_Space outside ASCII: next line, marks, separators.
            if (rune.Value is 0x85 or 0x200E or 0x200F or 0x2028 or 0x2029)
            {
                return;
            }
        }
        int repeats = 0;
        while (_position < _text.Length && _text[_position..].StartsWith(_text[start..(start + length)]))
        {
            _position += length;
            repeats++;
        }
        string shown = rune.Value switch
        {
            0 => "\\u{0}",
            0xFEFF => "\\u{feff}",
            0x200B => "\\u{200b}",
            0x202E => "\\u{202e}",
            _ => rune.ToString(),
        };
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"unknown start of token: {shown}", SpanFrom(start));
        if (repeats > 0)
        {
            diagnostic.WithNote(repeats == 1 ? "character appears once more" : $"character appears {repeats} more times");
        }
        _sink.Report(diagnostic);
    }

    private bool IsReservedGuardedString()
    {
        int start = _position;
        int i = start;
        while (i < _text.Length && _text[i] == (byte)'#')
        {
            i++;
        }
        bool isString = i < _text.Length && _text[i] == (byte)'"';
        if (!isString && i - start < 2)
        {
            return false;
        }
        _position = isString ? i : start + 2;
        _sink.Report(Diagnostic.ErrorWithoutCode(isString ? "invalid unprefixed guarded string literal" : "reserved multi-hash token is forbidden", SpanFrom(start))
            .WithNote(isString ? "unprefixed guarded string literals are reserved for future use since Rust 2024" : "sequences of two or more # are reserved for future use since Rust 2024"));
        for (int at = start; at < _position; at++)
        {
            if (!isString)
            {
                int saved = _position;
                _position = at + 1;
                Add(TokenKind.Pound, at);
                _position = saved;
            }
        }
        return true;
    }
}
