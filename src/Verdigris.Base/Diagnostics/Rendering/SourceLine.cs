using System;
using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>A source line decoded for display: columns are characters, widths are terminal columns.</summary>
internal sealed class SourceLine
{
    private readonly Rune[] _runes;

    private SourceLine(string text)
    {
        Text = text;
        List<Rune> runes = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            runes.Add(rune);
        }
        _runes = [.. runes];
    }

    public string Text { get; }

    public int Length => _runes.Length;

    /// <summary>The number of leading whitespace characters, or null if there is nothing else.</summary>
    public int? Indentation
    {
        get
        {
            for (int i = 0; i < _runes.Length; i++)
            {
                if (!IsRustWhitespace(_runes[i]))
                {
                    return i;
                }
            }
            return null;
        }
    }

    /// <param name="file">The file.</param>
    /// <param name="lineNumber">From 1; a line outside the file is empty.</param>
    public static SourceLine Read(SourceFile file, int lineNumber) =>
        new(lineNumber >= 1 && lineNumber <= file.LineCount ? Encoding.UTF8.GetString(file.LineText(lineNumber - 1)) : "");

    public bool IsBlankBefore(int column)
    {
        for (int i = 0; i < Math.Min(column, _runes.Length); i++)
        {
            if (!Rune.IsWhiteSpace(_runes[i]))
            {
                return false;
            }
        }
        return true;
    }

    public bool IsBlankFrom(int column)
    {
        for (int i = column; i < _runes.Length; i++)
        {
            if (!Rune.IsWhiteSpace(_runes[i]))
            {
                return false;
            }
        }
        return true;
    }

    public int WidthBetween(int start, int end)
    {
        int width = 0;
        for (int i = start; i < Math.Min(end, _runes.Length); i++)
        {
            width += DisplayWidth.Of(_runes[i]);
        }
        return width;
    }

    public string Slice(int start, int end)
    {
        StringBuilder result = new();
        for (int i = start; i < Math.Min(end, _runes.Length); i++)
        {
            result.Append(_runes[i].ToString());
        }
        return result.ToString();
    }

    /// <summary>The lexer's notion of whitespace, [lex.whitespace].</summary>
    private static bool IsRustWhitespace(Rune rune) =>
        rune.Value is '\t' or '\n' or '\v' or '\f' or '\r' or ' ' or 0x85 or 0x200E or 0x200F or 0x2028 or 0x2029;
}
