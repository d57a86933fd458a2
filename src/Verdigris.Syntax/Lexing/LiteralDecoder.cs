using System;
using System.Buffers;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Lexing;

/// <summary>
/// Escapes of character and string literals: checked once by the lexer, decoded when the parser makes the literal node.
/// Reference: [lex.token.literal].
/// </summary>
public static class LiteralDecoder
{
    /// <summary>The value of a string-like literal token without quotes, suffix and escapes.</summary>
    public static byte[] DecodeString(Token literal)
    {
        ReadOnlySpan<byte> content = ContentOf(literal, out bool isRaw);
        return isRaw ? NormalizeLineBreaks(content) : Decode(content, literal.Kind);
    }

    /// <summary>The code point of a character literal, the value of a byte literal.</summary>
    public static int DecodeChar(Token literal)
    {
        ReadOnlySpan<byte> content = ContentOf(literal, out _);
        if (content is [(byte)'\\', ..])
        {
            int at = 0;
            return ReadEscape(content, ref at, literal.Kind, out int value, out _) is null ? value : '?';
        }
        Rune.DecodeFromUtf8(content, out Rune rune, out _);
        return rune.Value;
    }

    /// <summary>Between the quotes.</summary>
    public static ReadOnlySpan<byte> ContentOf(Token literal, out bool isRaw)
    {
        ReadOnlySpan<byte> text = literal.Name.Utf8[..literal.Link];
        int prefix = literal.Kind switch
        {
            TokenKind.Byte or TokenKind.ByteStr or TokenKind.CStr or TokenKind.RawStr => 1,
            TokenKind.RawByteStr or TokenKind.RawCStr => 2,
            _ => 0,
        };
        isRaw = literal.Kind is TokenKind.RawStr or TokenKind.RawByteStr or TokenKind.RawCStr;
        text = text[prefix..];
        if (isRaw)
        {
            int hashes = text.IndexOf((byte)'"');
            return text[(hashes + 1)..^(hashes + 1)];
        }
        return text[1..^1];
    }

    /// <summary>Reports bad escapes and characters of a string literal's content.</summary>
    internal static void CheckEscapes(ReadOnlySpan<byte> content, TokenKind kind, uint position, SyntaxContext context, DiagnosticSink sink)
    {
        bool isRaw = kind is TokenKind.RawStr or TokenKind.RawByteStr or TokenKind.RawCStr;
        bool isByte = kind is TokenKind.ByteStr or TokenKind.RawByteStr;
        int at = 0;
        while (at < content.Length)
        {
            int start = at;
            byte b = content[at];
            if (b == (byte)'\\' && !isRaw)
            {
                if (ReadEscape(content, ref at, kind, out _, out SourceRange fault) is { } message)
                {
                    Report(message, fault);
                }
                else if (kind == TokenKind.CStr && content[start..at] is [(byte)'\\', (byte)'0', ..] or [(byte)'\\', (byte)'x', (byte)'0', (byte)'0'])
                {
                    Report("null characters in C string literals are not supported", new SourceRange(start, at));
                }
                continue;
            }
            if (b == (byte)'\r' && (at + 1 >= content.Length || content[at + 1] != (byte)'\n'))
            {
                Report(isRaw ? "bare CR not allowed in raw string" : "bare CR not allowed in string, use `\\r` instead", new SourceRange(at, at + 1));
            }
            else if (b == 0 && kind is TokenKind.CStr or TokenKind.RawCStr)
            {
                Report("null characters in C string literals are not supported", new SourceRange(at, at + 1));
            }
            if (b < 0x80)
            {
                at++;
                continue;
            }
            Rune.DecodeFromUtf8(content[at..], out _, out int length);
            at += length;
            if (isByte)
            {
                Report(kind == TokenKind.RawByteStr ? "non-ASCII character in raw byte string literal" : "non-ASCII character in byte string literal", new SourceRange(start, at), "must be ASCII");
            }
        }

        void Report(string message, SourceRange range, string? label = null)
        {
            Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(message, new SourceSpan(position + (uint)range.Start, position + (uint)range.End, context));
            if (label is not null || s_labels.TryGetValue(message, out label))
            {
                diagnostic.WithPrimaryLabel(label);
            }
            sink.Report(diagnostic);
        }
    }

    /// <summary>Checks the content of a character or byte literal; false when it has no value.</summary>
    internal static bool CheckChar(ReadOnlySpan<byte> content, TokenKind kind, uint position, SyntaxContext context, DiagnosticSink sink, out bool isLong)
    {
        isLong = false;
        SourceSpan all = new(position, position + (uint)content.Length, context);
        string what = kind == TokenKind.Byte ? "byte" : "character";
        if (content.IsEmpty)
        {
            sink.Report(Diagnostic.ErrorWithoutCode($"empty {what} literal", all).WithPrimaryLabel($"empty {what} literal"));
            return false;
        }
        int at = 0;
        if (content[0] == (byte)'\\')
        {
            if (ReadEscape(content, ref at, kind, out _, out SourceRange fault) is { } message)
            {
                Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(message, new SourceSpan(position + (uint)fault.Start, position + (uint)fault.End, context));
                if (s_labels.TryGetValue(message, out string? label))
                {
                    diagnostic.WithPrimaryLabel(label);
                }
                sink.Report(diagnostic);
                return false;
            }
        }
        else
        {
            Rune.DecodeFromUtf8(content, out Rune rune, out at);
            string? escape = rune.Value switch { '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '\'' => "\\'", _ => null };
            if (at == content.Length && escape is not null)
            {
                sink.Report(Diagnostic.ErrorWithoutCode($"{what} constant must be escaped: `{(rune.Value == '\'' ? "'" : escape)}`", all)
                    .WithSuggestion("escape the character", Applicability.MachineApplicable, new SuggestionEdit(all, escape)));
                return false;
            }
            if (kind == TokenKind.Byte && at == content.Length && !rune.IsAscii)
            {
                sink.Report(Diagnostic.ErrorWithoutCode("non-ASCII character in byte literal", all).WithPrimaryLabel("must be ASCII"));
                return false;
            }
        }
        isLong = at != content.Length;
        return !isLong;
    }

    private static readonly Dictionary<string, string> s_labels = new()
    {
        ["out of range hex escape"] = "must be a character in the range [\\x00-\\x7f]",
        ["invalid unicode character escape"] = "invalid escape",
        ["incorrect unicode escape sequence"] = "incorrect unicode escape sequence",
        ["unicode escape in byte string"] = "unicode escape in byte string",
    };

    private static byte[] Decode(ReadOnlySpan<byte> content, TokenKind kind)
    {
        if (content.IndexOfAny((byte)'\\', (byte)'\r') < 0)
        {
            return content.ToArray();
        }
        ArrayBufferWriter<byte> decoded = new(content.Length);
        Span<byte> utf8 = stackalloc byte[4];
        int at = 0;
        while (at < content.Length)
        {
            byte b = content[at];
            if (b == (byte)'\r' && at + 1 < content.Length && content[at + 1] == (byte)'\n')
            {
                at++;
                continue;
            }
            if (b != (byte)'\\')
            {
                decoded.Write(content.Slice(at++, 1));
                continue;
            }
            int start = at;
            if (ReadEscape(content, ref at, kind, out int value, out _) is not null || value < 0)
            {
                continue;
            }
            // `\xff` is one byte in byte and C strings, but `\u{ff}` is a character.
            bool isByte = content[start + 1] == (byte)'x' || value < 0x80;
            int length = isByte ? 1 : new Rune(value).EncodeToUtf8(utf8);
            if (isByte)
            {
                utf8[0] = (byte)value;
            }
            decoded.Write(utf8[..length]);
        }
        return decoded.WrittenSpan.ToArray();
    }

    private static byte[] NormalizeLineBreaks(ReadOnlySpan<byte> content)
    {
        if (!content.Contains((byte)'\r'))
        {
            return content.ToArray();
        }
        List<byte> normalized = new(content.Length);
        for (int i = 0; i < content.Length; i++)
        {
            if (content[i] != (byte)'\r' || i + 1 >= content.Length || content[i + 1] != (byte)'\n')
            {
                normalized.Add(content[i]);
            }
        }
        return [.. normalized];
    }

    /// <summary>
    /// Reads the escape at <paramref name="at"/> and moves behind it. Value −1: a line continuation, which stands for
    /// nothing. Returns the message of an error, null if there is none.
    /// </summary>
    private static string? ReadEscape(ReadOnlySpan<byte> content, ref int at, TokenKind kind, out int value, out SourceRange fault)
    {
        int start = at;
        value = -1;
        at++;
        if (at >= content.Length)
        {
            fault = new SourceRange(start, at);
            return "invalid trailing slash in literal";
        }
        byte c = content[at++];
        fault = new SourceRange(start, at);
        switch (c)
        {
            case (byte)'n':
                value = '\n';
                return null;
            case (byte)'r':
                value = '\r';
                return null;
            case (byte)'t':
                value = '\t';
                return null;
            case (byte)'0':
                value = 0;
                return null;
            case (byte)'\\' or (byte)'\'' or (byte)'"':
                value = c;
                return null;
            case (byte)'x':
                return ReadHexEscape(content, ref at, start, kind, ref value, ref fault);
            case (byte)'u':
                return ReadUnicodeEscape(content, ref at, start, kind, ref value, ref fault);
            case (byte)'\n' or (byte)'\r' when kind is TokenKind.Str or TokenKind.ByteStr or TokenKind.CStr:
                while (at < content.Length && content[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                {
                    at++;
                }
                return null;
            default:
                at--;
                Rune.DecodeFromUtf8(content[at..], out Rune rune, out int length);
                fault = new SourceRange(at, at + length);
                at += length;
                bool isByte = kind is TokenKind.Byte or TokenKind.ByteStr;
                return $"unknown {(isByte ? "byte" : "character")} escape: `{rune}`";
        }
    }

    private static string? ReadHexEscape(ReadOnlySpan<byte> content, ref int at, int start, TokenKind kind, ref int value, ref SourceRange fault)
    {
        int digits = 0;
        int number = 0;
        while (digits < 2 && at < content.Length)
        {
            if (!char.IsAsciiHexDigit((char)content[at]))
            {
                Rune.DecodeFromUtf8(content[at..], out Rune rune, out int length);
                fault = new SourceRange(at, at + length);
                return $"invalid character in numeric character escape: `{rune}`";
            }
            number = number * 16 + HexValue(content[at++]);
            digits++;
        }
        fault = new SourceRange(start, at);
        if (digits < 2)
        {
            return "numeric character escape is too short";
        }
        if (number > 0x7F && kind is TokenKind.Char or TokenKind.Str)
        {
            return number > 0x7F ? "out of range hex escape" : null;
        }
        value = number;
        return null;
    }

    private static string? ReadUnicodeEscape(ReadOnlySpan<byte> content, ref int at, int start, TokenKind kind, ref int value, ref SourceRange fault)
    {
        if (at >= content.Length || content[at] != (byte)'{')
        {
            fault = new SourceRange(start, at);
            return "incorrect unicode escape sequence";
        }
        at++;
        int digits = 0;
        long number = 0;
        while (at < content.Length && content[at] != (byte)'}')
        {
            byte c = content[at];
            if (c == (byte)'_' && digits > 0)
            {
                at++;
                continue;
            }
            if (!char.IsAsciiHexDigit((char)c))
            {
                Rune.DecodeFromUtf8(content[at..], out Rune rune, out int length);
                fault = new SourceRange(at, at + length);
                at += length;
                return c == (byte)'_' ? "invalid start of unicode escape: `_`" : $"invalid character in unicode escape: `{rune}`";
            }
            number = Math.Min(number * 16 + HexValue(c), uint.MaxValue);
            digits++;
            at++;
        }
        if (at >= content.Length)
        {
            fault = new SourceRange(start, at);
            return "unterminated unicode escape";
        }
        at++;
        fault = new SourceRange(start, at);
        if (digits == 0)
        {
            return "empty unicode escape";
        }
        if (digits > 6)
        {
            return "overlong unicode escape";
        }
        if (kind is TokenKind.Byte or TokenKind.ByteStr)
        {
            return "unicode escape in byte string";
        }
        if (!Rune.IsValid((int)number))
        {
            return "invalid unicode character escape";
        }
        value = (int)number;
        return null;
    }

    private static int HexValue(byte digit) => int.Parse([(char)digit], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private readonly record struct SourceRange(int Start, int End);
}
