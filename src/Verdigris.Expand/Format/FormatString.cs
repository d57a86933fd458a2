using System.Collections.Generic;
using System.Text;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Format;

/// <summary>A range of bytes of the template.</summary>
internal readonly record struct TemplateRange(int Start, int End);

/// <summary>How a placeholder, width or precision names its argument.</summary>
internal enum ArgumentRefKind
{
    /// <summary><c>{}</c></summary>
    Next,
    /// <summary><c>{0}</c></summary>
    Index,
    /// <summary><c>{x}</c></summary>
    Name,
    /// <summary><c>.*</c></summary>
    Star,
}

internal readonly record struct ArgumentRef(ArgumentRefKind Kind, int Index, string Name, TemplateRange Range);

/// <summary>A width or precision before arguments are known.</summary>
internal readonly record struct ParsedCount(int? Literal, ArgumentRef? Argument);

internal sealed record ParsedPlaceholder(
    ArgumentRef Argument, int Fill, FormatAlignment Alignment, FormatSign Sign, bool IsAlternate, bool IsZeroPadded, FormatDebugHex DebugHex,
    ParsedCount? Width, ParsedCount? Precision, string Type, TemplateRange TypeRange, TemplateRange Range);

/// <summary>A fault of the template: message after "invalid format string: ", where, and what to say there.</summary>
internal sealed record TemplateError(string Message, string Label, TemplateRange Range, string? Note = null, TemplateRange? Opening = null);

/// <summary>
/// Parses the template of <c>format_args!</c> by the grammar of <c>std::fmt</c>. Works on the decoded text; the caller maps ranges to spans.
/// </summary>
internal sealed class FormatString(byte[] text)
{
    private int _position;
    private int _nextArgument;

    /// <summary>Text pieces as strings, placeholders as they are, in order.</summary>
    public List<object> Pieces { get; } = [];

    public TemplateError? Error { get; private set; }

    private byte Current => _position < text.Length ? text[_position] : (byte)0;

    private bool IsAtEnd => _position >= text.Length;

    public void Parse()
    {
        List<byte> literal = [];
        while (!IsAtEnd && Error is null)
        {
            byte b = text[_position];
            if (b is (byte)'{' or (byte)'}' && _position + 1 < text.Length && text[_position + 1] == b)
            {
                literal.Add(b);
                _position += 2;
            }
            else if (b == (byte)'{')
            {
                Flush(literal);
                ParsePlaceholder();
            }
            else if (b == (byte)'}')
            {
                Error = new TemplateError("unmatched `}` found", "unmatched `}` in format string", new TemplateRange(_position, _position + 1),
                    "if you intended to print `}`, you can escape it using `}}`");
            }
            else
            {
                literal.Add(b);
                _position++;
            }
        }
        Flush(literal);
    }

    private void Flush(List<byte> literal)
    {
        if (literal.Count > 0)
        {
            Pieces.Add(Encoding.UTF8.GetString(literal.ToArray()));
            literal.Clear();
        }
    }

    private void ParsePlaceholder()
    {
        int start = _position++;
        SkipSpace();
        ArgumentRef? explicitArgument = ParseArgumentName();
        if (Error is not null)
        {
            return;
        }
        SkipSpace();
        int fill = 0;
        FormatAlignment alignment = FormatAlignment.None;
        FormatSign sign = FormatSign.None;
        bool isAlternate = false;
        bool isZeroPadded = false;
        FormatDebugHex hex = FormatDebugHex.None;
        ParsedCount? width = null;
        ParsedCount? precision = null;
        string type = "";
        TemplateRange typeRange = new(_position, _position);
        if (Eat(':'))
        {
            (fill, alignment) = ParseFill();
            sign = Eat('+') ? FormatSign.Plus : Eat('-') ? FormatSign.Minus : FormatSign.None;
            isAlternate = Eat('#');
            // `0$` is a width, not the flag.
            if (Current == (byte)'0' && !(_position + 1 < text.Length && text[_position + 1] == (byte)'$'))
            {
                isZeroPadded = true;
                _position++;
            }
            width = ParseCount();
            if (Eat('.'))
            {
                int star = _position;
                precision = Eat('*')
                    ? new ParsedCount(null, new ArgumentRef(ArgumentRefKind.Star, _nextArgument++, "", new TemplateRange(star - 1, star + 1)))
                    : ParseCount();
            }
            int typeStart = _position;
            if (Eat('?'))
            {
                type = "?";
            }
            else
            {
                type = ReadWord();
                if (type is "x" or "X" && Eat('?'))
                {
                    hex = type == "x" ? FormatDebugHex.Lower : FormatDebugHex.Upper;
                    type = "?";
                }
            }
            typeRange = new TemplateRange(typeStart, _position);
        }
        SkipSpace();
        if (!Eat('}'))
        {
            ReportUnclosed(start);
            return;
        }
        // After the options: `.*` takes its argument first.
        ArgumentRef argument = explicitArgument ?? new ArgumentRef(ArgumentRefKind.Next, _nextArgument++, "", new TemplateRange(start, _position));
        Pieces.Add(new ParsedPlaceholder(argument, fill, alignment, sign, isAlternate, isZeroPadded, hex, width, precision, type, typeRange, new TemplateRange(start, _position)));
    }

    private void ReportUnclosed(int start)
    {
        TemplateRange opening = new(start, start + 1);
        if (IsAtEnd)
        {
            Error = new TemplateError("expected `}` but string was terminated", "expected `}` in format string", new TemplateRange(text.Length, text.Length),
                "if you intended to print `{`, you can escape it using `{{`", opening);
            return;
        }
        Rune.DecodeFromUtf8(System.MemoryExtensions.AsSpan(text, _position), out Rune found, out int length);
        TemplateRange at = new(_position, _position + length);
        if (Current == (byte)'.' && IsWordStart(_position + 1))
        {
            _position++;
            ReadWord();
            Error = new TemplateError("field access isn't supported", "not supported in format string", new TemplateRange(start + 1, _position),
                "consider moving this expression to a local variable and then using the local here instead");
            return;
        }
        Error = new TemplateError($"expected `}}`, found `{(found.Value == '?' ? "?" : found.ToString())}`", "expected `}` in format string", at,
            "if you intended to print `{`, you can escape it using `{{`", opening);
    }

    private ArgumentRef? ParseArgumentName()
    {
        int start = _position;
        if (TryReadInteger(out int index))
        {
            return new ArgumentRef(ArgumentRefKind.Index, index, "", new TemplateRange(start, _position));
        }
        string word = ReadWord();
        if (word.Length == 0)
        {
            return null;
        }
        TemplateRange range = new(start, _position);
        if (word == "r" && Current == (byte)'#')
        {
            _position++;
            ReadWord();
            Error = new TemplateError("raw identifiers are not supported", "raw identifier used here in format string", new TemplateRange(start, _position));
            return null;
        }
        if (word == "_")
        {
            Error = new TemplateError("invalid argument name `_`", "invalid argument name in format string", range, "argument name cannot be a single underscore");
        }
        return new ArgumentRef(ArgumentRefKind.Name, 0, word, range);
    }

    private (int Fill, FormatAlignment Alignment) ParseFill()
    {
        if (IsAtEnd)
        {
            return (0, FormatAlignment.None);
        }
        Rune.DecodeFromUtf8(System.MemoryExtensions.AsSpan(text, _position), out Rune fill, out int length);
        if (_position + length < text.Length && AlignmentOf(text[_position + length]) is not FormatAlignment.None and var filled)
        {
            _position += length + 1;
            return (fill.Value, filled);
        }
        FormatAlignment alignment = AlignmentOf(Current);
        if (alignment != FormatAlignment.None)
        {
            _position++;
        }
        return (0, alignment);
    }

    private static FormatAlignment AlignmentOf(byte b) => b switch
    {
        (byte)'<' => FormatAlignment.Left,
        (byte)'>' => FormatAlignment.Right,
        (byte)'^' => FormatAlignment.Center,
        _ => FormatAlignment.None,
    };

    /// <summary><c>5</c>, <c>0$</c>, <c>name$</c>; nothing is taken when there is none.</summary>
    private ParsedCount? ParseCount()
    {
        int start = _position;
        if (TryReadInteger(out int number))
        {
            return Eat('$')
                ? new ParsedCount(null, new ArgumentRef(ArgumentRefKind.Index, number, "", new TemplateRange(start, _position)))
                : new ParsedCount(number, null);
        }
        string word = ReadWord();
        if (word.Length > 0 && Eat('$'))
        {
            return new ParsedCount(null, new ArgumentRef(ArgumentRefKind.Name, 0, word, new TemplateRange(start, _position - 1)));
        }
        _position = start;
        return null;
    }

    private bool TryReadInteger(out int value)
    {
        value = 0;
        int start = _position;
        long number = 0;
        while (char.IsAsciiDigit((char)Current))
        {
            number = long.Min(number * 10 + (Current - '0'), int.MaxValue);
            _position++;
        }
        if (_position == start)
        {
            return false;
        }
        if (number > 65535)
        {
            Error ??= new TemplateError($"integer `{Encoding.UTF8.GetString(text, start, _position - start)}` does not fit into the type `u16` whose range is `0..=65535`",
                "integer out of range for `u16`", new TemplateRange(start, _position));
        }
        value = (int)number;
        return true;
    }

    private bool IsWordStart(int at) => at < text.Length && (char.IsAsciiLetter((char)text[at]) || text[at] == (byte)'_' || text[at] >= 0x80);

    private string ReadWord()
    {
        int start = _position;
        if (IsWordStart(_position))
        {
            while (!IsAtEnd && (char.IsAsciiLetterOrDigit((char)Current) || Current == (byte)'_' || Current >= 0x80))
            {
                _position++;
            }
        }
        return Encoding.UTF8.GetString(text, start, _position - start);
    }

    private bool Eat(char c)
    {
        if (Current == (byte)c && !IsAtEnd)
        {
            _position++;
            return true;
        }
        return false;
    }

    private void SkipSpace()
    {
        while (Current is (byte)' ' or (byte)'\n' or (byte)'\t' or (byte)'\r')
        {
            _position++;
        }
    }
}
