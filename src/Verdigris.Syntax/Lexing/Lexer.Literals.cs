using System;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Lexing;

/// <summary>Numbers, characters, strings. Escapes are checked here and decoded by <see cref="LiteralDecoder"/>.</summary>
public ref partial struct Lexer
{
    private bool TryLexByteLiteral()
    {
        int start = _position;
        switch (Peek(1))
        {
            case (byte)'\'':
                _position += 2;
                LexCharLike(start, TokenKind.Byte);
                return true;
            case (byte)'"':
                _position += 2;
                LexQuoted(start, TokenKind.ByteStr);
                return true;
            case (byte)'r' when Peek(2) is (byte)'"' or (byte)'#':
                return TryLexRawString(start, start + 2, TokenKind.RawByteStr);
            default:
                return false;
        }
    }

    private bool TryLexCString()
    {
        int start = _position;
        switch (Peek(1))
        {
            case (byte)'"':
                _position += 2;
                LexQuoted(start, TokenKind.CStr);
                return true;
            case (byte)'r' when Peek(2) is (byte)'"' or (byte)'#':
                return TryLexRawString(start, start + 2, TokenKind.RawCStr);
            default:
                return false;
        }
    }

    /// <summary>A string with escapes; the position is behind the opening quote.</summary>
    private void LexQuoted(int start, TokenKind kind)
    {
        bool hasSpecial = false;
        while (true)
        {
            int next = _text[_position..].IndexOfAny((byte)'"', (byte)'\\');
            if (next < 0)
            {
                _position = _text.Length;
                _isUnterminated = true;
                (string code, string message) = kind switch
                {
                    TokenKind.ByteStr => ("E0766", "unterminated double quote byte string"),
                    TokenKind.CStr => ("E0767", "unterminated C string"),
                    _ => ("E0765", "unterminated double quote string"),
                };
                _sink.Report(Diagnostic.Error(code, message, SpanFrom(start)));
                Add(kind, start, Symbol.Intern(kind switch { TokenKind.ByteStr => "b\"\"", TokenKind.CStr => "c\"\"", _ => "\"\"" }), kind == TokenKind.Str ? 2 : 3);
                return;
            }
            _position += next;
            if (Current == (byte)'"')
            {
                break;
            }
            hasSpecial = true;
            _position += 2;
            if (_position > _text.Length)
            {
                _position = _text.Length;
                _isUnterminated = true;
            }
        }
        int contentStart = kind == TokenKind.Str ? start + 1 : start + 2;
        int contentEnd = _position++;
        ReadOnlySpan<byte> content = _text[contentStart..contentEnd];
        if (hasSpecial || kind != TokenKind.Str || content.Contains((byte)'\r'))
        {
            LiteralDecoder.CheckEscapes(content, kind, _base + (uint)contentStart, _context, _sink);
        }
        AddLiteral(kind, start);
    }

    private bool TryLexRawString(int start, int hashes, TokenKind kind)
    {
        int quote = hashes;
        while (quote < _text.Length && _text[quote] == (byte)'#')
        {
            quote++;
        }
        int count = quote - hashes;
        if (quote >= _text.Length || _text[quote] != (byte)'"')
        {
            if (kind == TokenKind.RawStr && count == 1)
            {
                return false;
            }
            _position = quote;
            OperationStatusOf(Math.Min(quote, _text.Length), out Rune rune, out _);
            _sink.Report(Diagnostic.ErrorWithoutCode($"found invalid character; only `#` is allowed in raw string delimitation: {rune}", SpanFrom(start)));
            Add(TokenKind.Str, start, Symbol.Intern("\"\""), 2);
            return true;
        }
        if (count > 255)
        {
            _sink.Report(Diagnostic.ErrorWithoutCode($"too many `#` symbols: raw strings may be delimited by up to 255 `#` symbols, but found {count}", SpanOf(start, quote + 1)));
        }
        int at = quote + 1;
        while (true)
        {
            int next = _text[at..].IndexOf((byte)'"');
            if (next < 0)
            {
                _position = _text.Length;
                Diagnostic diagnostic = Diagnostic.Error("E0748", "unterminated raw string", SpanOf(start, quote + 1)).WithPrimaryLabel("unterminated raw string");
                if (count > 0)
                {
                    diagnostic.WithNote($"this raw string should be terminated with `\"{new string('#', count)}`");
                }
                _sink.Report(diagnostic);
                Add(TokenKind.Str, start, Symbol.Intern("\"\""), 2);
                return true;
            }
            at += next + 1;
            int closing = 0;
            while (closing < count && at + closing < _text.Length && _text[at + closing] == (byte)'#')
            {
                closing++;
            }
            if (closing == count)
            {
                _position = at + count;
                break;
            }
        }
        LiteralDecoder.CheckEscapes(_text[(quote + 1)..(_position - count - 1)], kind, _base + (uint)quote + 1, _context, _sink);
        AddLiteral(kind, start);
        return true;
    }

    /// <summary>A character or byte literal; the position is behind the opening quote.</summary>
    private void LexCharLike(int start, TokenKind kind)
    {
        int contentStart = _position;
        int at = _position;
        if (at < _text.Length && _text[at] == (byte)'\\')
        {
            at += 2;
            while (at < _text.Length && _text[at] is not ((byte)'\'' or (byte)'\n'))
            {
                at++;
            }
        }
        else if (at < _text.Length && _text[at] == (byte)'\'' && at + 1 < _text.Length && _text[at + 1] == (byte)'\'')
        {
            at++;
        }
        else
        {
            // Until the quote on the same line: a literal of several characters is one error.
            int scan = at;
            while (scan < _text.Length && _text[scan] is not ((byte)'\'' or (byte)'\n' or (byte)'/'))
            {
                scan++;
            }
            if (scan < _text.Length && _text[scan] == (byte)'\n' && scan == at)
            {
                scan++;
            }
            if (scan < _text.Length && _text[scan] == (byte)'/' && scan == at)
            {
                scan++;
            }
            at = scan;
        }
        if (at >= _text.Length || _text[at] != (byte)'\'')
        {
            _position = Math.Min(_text.Length, contentStart + 1);
            while (_position < _text.Length && (_text[_position] & 0xC0) == 0x80)
            {
                _position++;
            }
            bool isByte = kind == TokenKind.Byte;
            _isUnterminated = true;
            _sink.Report(isByte
                ? Diagnostic.Error("E0763", "unterminated byte constant", SpanFrom(start))
                : Diagnostic.Error("E0762", "unterminated character literal", SpanFrom(start)));
            Add(kind, start, Symbol.Intern(isByte ? "b'?'" : "'?'"), isByte ? 4 : 3);
            return;
        }
        _position = at + 1;
        ReadOnlySpan<byte> content = _text[contentStart..at];
        if (!LiteralDecoder.CheckChar(content, kind, _base + (uint)contentStart, _context, _sink, out bool isLong))
        {
            if (isLong)
            {
                ReportLongChar(start, contentStart, at);
            }
            Add(kind, start, Symbol.Intern(kind == TokenKind.Byte ? "b'?'" : "'?'"), kind == TokenKind.Byte ? 4 : 3);
            return;
        }
        AddLiteral(kind, start);
    }

    private readonly void ReportLongChar(int start, int contentStart, int contentEnd)
    {
        bool isByte = _text[start] == (byte)'b';
        string content = Encoding.UTF8.GetString(_text[contentStart..contentEnd]);
        _sink.Report(Diagnostic.ErrorWithoutCode($"{(isByte ? "byte" : "character")} literal may only contain one {(isByte ? "byte" : "codepoint")}", SpanFrom(start))
            .WithSuggestion($"if you meant to write a {(isByte ? "byte string" : "string")} literal, use double quotes", Applicability.MachineApplicable,
                new SuggestionEdit(SpanFrom(start), (isByte ? "b\"" : "\"") + content.Replace("\"", "\\\"") + "\"")));
    }

    /// <summary>Reads the suffix, if any, and adds the literal that started at <paramref name="start"/>.</summary>
    private void AddLiteral(TokenKind kind, int start)
    {
        int suffixStart = _position;
        if (IsIdentStartAt(_position))
        {
            ScanIdent();
            if (_position - suffixStart == 1 && _text[suffixStart] == (byte)'_')
            {
                _sink.Report(Diagnostic.ErrorWithoutCode("underscore literal suffix is not allowed", SpanOf(suffixStart, _position)));
                Add(kind, start, Symbol.Intern(_text[start..suffixStart]), suffixStart - start);
                return;
            }
        }
        Add(kind, start, Symbol.Intern(_text[start.._position]), suffixStart - start);
    }

    private void LexNumber()
    {
        int start = _position;
        int radix = 10;
        if (Current == (byte)'0' && Peek(1) is (byte)'x' or (byte)'o' or (byte)'b')
        {
            radix = Peek(1) switch { (byte)'x' => 16, (byte)'o' => 8, _ => 2 };
            _position += 2;
            int digits = 0;
            while (Current == (byte)'_' || (radix == 16 ? char.IsAsciiHexDigit((char)Current) : char.IsAsciiDigit((char)Current)))
            {
                if (Current != (byte)'_')
                {
                    digits++;
                    if (Current - '0' >= radix && radix != 16)
                    {
                        _sink.Report(Diagnostic.ErrorWithoutCode($"invalid digit for a base {radix} literal", SpanOf(_position, _position + 1)));
                    }
                }
                _position++;
            }
            if (digits == 0)
            {
                _sink.Report(Diagnostic.Error("E0768", "no valid digits found for number", SpanFrom(start)));
                Add(TokenKind.Integer, start, Symbol.Intern("0"), 1);
                return;
            }
            // Something like 0b1.5 or 0x1e+2 is a float in the wrong base.
            if (radix != 16 && Current is (byte)'e' or (byte)'E' && char.IsAsciiDigit((char)Peek(1)) || Current == (byte)'.' && char.IsAsciiDigit((char)Peek(1)))
            {
                LexFraction();
                string name = radix switch { 16 => "hexadecimal", 8 => "octal", _ => "binary" };
                _sink.Report(Diagnostic.ErrorWithoutCode($"{name} float literal is not supported", SpanFrom(start)));
                Add(TokenKind.Float, start, Symbol.Intern("0.0"), 3);
                return;
            }
            AddLiteral(TokenKind.Integer, start);
            return;
        }
        SkipDigits();
        AddLiteral(LexFraction() ? TokenKind.Float : TokenKind.Integer, start);
    }

    private void SkipDigits()
    {
        while (char.IsAsciiDigit((char)Current) || Current == (byte)'_')
        {
            _position++;
        }
    }

    /// <summary>The part behind the integer digits; false when there is none and the number is an integer.</summary>
    private bool LexFraction()
    {
        bool isFloat = false;
        if (Current == (byte)'.' && Peek(1) != (byte)'.' && !IsIdentStartAt(_position + 1))
        {
            isFloat = true;
            _position++;
            if (char.IsAsciiDigit((char)Current))
            {
                SkipDigits();
            }
            else
            {
                return true;
            }
        }
        if (Current is (byte)'e' or (byte)'E')
        {
            int ahead = 1;
            while (Peek(ahead) == (byte)'_')
            {
                ahead++;
            }
            if (ahead == 1 && Peek(ahead) is (byte)'+' or (byte)'-')
            {
                ahead++;
                while (Peek(ahead) == (byte)'_')
                {
                    ahead++;
                }
                if (!char.IsAsciiDigit((char)Peek(ahead)))
                {
                    int exponent = _position;
                    _position += 2;
                    _sink.Report(Diagnostic.ErrorWithoutCode("expected at least one digit in exponent", SpanOf(exponent, _position)));
                    return true;
                }
            }
            if (char.IsAsciiDigit((char)Peek(ahead)))
            {
                _position += ahead;
                SkipDigits();
                return true;
            }
        }
        return isFloat;
    }
}
