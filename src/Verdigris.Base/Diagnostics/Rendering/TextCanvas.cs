using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using System.Text;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>
/// Rows of styled characters that can be written to in any order, growing as needed. A wide character takes one cell here
/// like any other: only text after it on the same row would be displaced, and underlines are on rows of their own.
/// </summary>
internal sealed class TextCanvas
{
    private readonly List<List<Cell>> _rows = [];

    public int RowCount => _rows.Count;

    public void Put(int row, int column, char character, TextStyle style) => Put(row, column, new Rune(character), style);

    public void Put(int row, int column, string text, TextStyle style)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            Put(row, column++, rune, style);
        }
    }

    public void Append(int row, string text, TextStyle style) => Put(row, row < _rows.Count ? _rows[row].Count : 0, text, style);

    /// <summary>Inserts at the start of the row and shifts what is there.</summary>
    public void Prepend(int row, string text, TextStyle style)
    {
        EnsureRow(row);
        List<Cell> inserted = [];
        foreach (Rune rune in text.EnumerateRunes())
        {
            inserted.Add(new Cell(rune, style));
        }
        _rows[row].InsertRange(0, inserted);
    }

    /// <summary>Replaces the cells from <paramref name="start"/> to <paramref name="end"/> by <paramref name="text"/>, closing the gap.</summary>
    public void Replace(int row, int start, int end, string text)
    {
        List<Cell> cells = _rows[row];
        if (start >= end || end > cells.Count)
        {
            return;
        }
        cells.RemoveRange(start, end - start);
        for (int i = 0; i < text.Length; i++)
        {
            cells.Insert(start + i, new Cell(new Rune(text[i]), TextStyle.LineNumber));
        }
    }

    /// <summary>Styles a range that exists; cells with a style of their own keep it unless <paramref name="style"/> is an edit's.</summary>
    public void Restyle(int row, int start, int end, TextStyle style)
    {
        if (row >= _rows.Count)
        {
            return;
        }
        Span<Cell> cells = CollectionsMarshal.AsSpan(_rows[row]);
        for (int i = Math.Max(start, 0); i < Math.Min(end, cells.Length); i++)
        {
            cells[i] = cells[i] with { Style = style };
        }
    }

    /// <summary>Writes all rows, each with a line feed, without trailing blanks.</summary>
    public void WriteTo(StringBuilder output, DiagnosticLevel level, bool useColor)
    {
        foreach (List<Cell> row in _rows)
        {
            int length = row.Count;
            while (length > 0 && row[length - 1].Rune.Value == ' ')
            {
                length--;
            }
            TextStyle current = TextStyle.None;
            for (int i = 0; i < length; i++)
            {
                Cell cell = row[i];
                if (useColor && cell.Style != current)
                {
                    Switch(output, current, cell.Style, level);
                    current = cell.Style;
                }
                output.Append(cell.Rune.ToString());
            }
            if (useColor)
            {
                Switch(output, current, TextStyle.None, level);
            }
            output.Append('\n');
        }
    }

    private static void Switch(StringBuilder output, TextStyle from, TextStyle to, DiagnosticLevel level)
    {
        if (from != TextStyle.None)
        {
            output.Append(AnsiColors.Reset);
        }
        output.Append(AnsiColors.SequenceOf(to, level));
    }

    private void Put(int row, int column, Rune rune, TextStyle style)
    {
        EnsureRow(row);
        List<Cell> cells = _rows[row];
        while (cells.Count <= column)
        {
            cells.Add(new Cell(new Rune(' '), TextStyle.None));
        }
        cells[column] = new Cell(rune, style);
    }

    private void EnsureRow(int row)
    {
        while (_rows.Count <= row)
        {
            _rows.Add([]);
        }
    }

    private readonly record struct Cell(Rune Rune, TextStyle Style);
}
