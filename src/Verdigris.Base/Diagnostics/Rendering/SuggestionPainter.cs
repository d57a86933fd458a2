using System;
using System.Collections.Generic;
using System.Globalization;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>
/// Draws <c>help: …</c> with the code as it would read: as a diff when something is removed, with <c>+</c> or <c>~</c>
/// below when something is added, whole lines with a sign in the gutter when several lines change.
/// </summary>
internal sealed class SuggestionPainter(SourceMap sources, TextCanvas canvas, int lineNumberWidth)
{
    /// <summary>Of more alternatives only the number is said.</summary>
    public const int MaxShown = 4;

    /// <summary>Longer runs of unchanged lines between changed ones are cut to the first and last.</summary>
    private const int MaxUnchangedLines = 3;

    private readonly int _barColumn = lineNumberWidth + 1;
    private readonly int _codeColumn = lineNumberWidth + 3;
    private int _row;

    private enum Change
    {
        WholeLines,
        Diff,
        Underline,
        AddedLines,
    }

    /// <summary>Returns false, with nothing drawn, when no alternative changes anything.</summary>
    public bool TryPaint(Suggestion suggestion, SourceSpan primarySpan)
    {
        List<SplicedSuggestion> alternatives = [];
        AddSpliced(suggestion.Edits, alternatives);
        foreach (IReadOnlyList<SuggestionEdit> edits in suggestion.Alternatives)
        {
            AddSpliced(edits, alternatives);
        }
        if (alternatives.Count == 0)
        {
            return false;
        }
        canvas.Append(0, "help", TextStyle.Level);
        canvas.Append(0, ": ", TextStyle.Header);
        string message = suggestion.Message + LookAlike.NoteFor(alternatives);
        int messageRows = MessageWriter.Write(canvas, 0, message, lineNumberWidth + "suggestion".Length + 5, TextStyle.Header);
        _row = messageRows + 2;
        int hidden = Math.Max(alternatives.Count - MaxShown, 0);
        for (int i = 0; i < alternatives.Count - hidden; i++)
        {
            DrawBar(_row - 1);
            PaintLocation(alternatives[i], primarySpan);
            PaintAlternative(alternatives[i]);
        }
        if (hidden > 0)
        {
            canvas.Put(_row, _barColumn, "= ", TextStyle.LineNumber);
            canvas.Append(_row, $"and {hidden.ToString(CultureInfo.InvariantCulture)} other candidate{(hidden == 1 ? "" : "s")}", TextStyle.None);
        }
        return true;
    }

    private void AddSpliced(IReadOnlyList<SuggestionEdit> edits, List<SplicedSuggestion> alternatives)
    {
        if (SplicedSuggestion.Create(sources, edits) is { } spliced)
        {
            alternatives.Add(spliced);
        }
    }

    /// <summary>The file is named only if it is not the one the error is in.</summary>
    private void PaintLocation(SplicedSuggestion spliced, SourceSpan primarySpan)
    {
        if (sources.FileOf(primarySpan) is not { } file || file == spliced.File)
        {
            return;
        }
        SourceLocation location = sources.LocationOf(spliced.Edits[0].Span.Lo);
        canvas.Put(_row - 1, lineNumberWidth, "--> ", TextStyle.LineNumber);
        canvas.Append(_row - 1, MessageWriter.Format(location), TextStyle.None);
        DrawBar(_row);
        _row++;
    }

    private void PaintAlternative(SplicedSuggestion spliced)
    {
        Change change = ClassifyChange(spliced);
        if (change == Change.Diff)
        {
            _row++;
        }
        SourceSpan firstSpan = spliced.Edits[0].OriginalSpan;
        int firstLine = sources.LocationOf(firstSpan.Lo).Line;
        int lastLine = sources.LocationOf(spliced.Edits[0].Span.Hi).Line;
        if (spliced.Lines.Length == 0)
        {
            PaintRemovedLines(spliced.File, firstLine, sources.LocationOf(firstSpan.Hi).Line);
        }
        int lineSpanStart = sources.LocationOf(spliced.Edits[0].Span.Lo).Line;
        List<int> unchanged = [];
        int last = 0;
        for (int i = 0; i < spliced.Lines.Length && i < spliced.Highlights.Length; i++)
        {
            last = i;
            if (spliced.Highlights[i].Count == 0)
            {
                unchanged.Add(i);
                continue;
            }
            PaintUnchanged(spliced, unchanged, change, firstLine, lineSpanStart, lastLine);
            PaintLine(spliced, i, spliced.Highlights[i], change, firstLine, lineSpanStart, lastLine);
        }
        if (change == Change.AddedLines && IsSingleAttribute(spliced))
        {
            // What the attribute is put on.
            SourceLine next = SourceLine.Read(spliced.File, firstLine);
            DrawNumberedBar(firstLine + last + 1, DisplayWidth.Normalize(next.Text));
        }
        if (change != Change.WholeLines)
        {
            DrawMarks(spliced, change);
            _row++;
        }
        if (spliced.Lines.Length > spliced.Highlights.Length)
        {
            canvas.Put(_row, 0, "...", TextStyle.LineNumber);
            return;
        }
        int row = change == Change.WholeLines ? _row : _row - 1;
        DrawBar(row);
        _row = row + 1;
    }

    private static Change ClassifyChange(SplicedSuggestion spliced)
    {
        bool removes = false;
        foreach (SplicedEdit edit in spliced.Edits)
        {
            removes |= edit.IsDeletion || edit.IsDestructive;
        }
        bool isMultiline = spliced.Lines.Length > 1;
        if (removes && !isMultiline)
        {
            return Change.Diff;
        }
        string complete = string.Join('\n', spliced.Lines).Trim();
        bool isWhole = spliced.Edits is [{ } only] && only.Text.Trim() == complete;
        if (isWhole && spliced.Edits[0].Text.EndsWith('\n'))
        {
            return Change.AddedLines;
        }
        return !isWhole && !isMultiline ? Change.Underline : Change.WholeLines;
    }

    private static bool IsSingleAttribute(SplicedSuggestion spliced) =>
        spliced.Lines.Length == 1
        && spliced.Highlights[0].Count == 1
        && spliced.Lines[0].Trim().StartsWith("#[", StringComparison.Ordinal)
        && spliced.Lines[0].Trim().EndsWith(']');

    private void PaintRemovedLines(SourceFile file, int first, int last)
    {
        for (int line = first; line <= last; line++)
        {
            int row = _row - 1 + line - first;
            SnippetPainter.DrawLineNumber(canvas, row, line, lineNumberWidth);
            canvas.Put(row, _barColumn, "- ", TextStyle.Removal);
            canvas.Put(row, _codeColumn, DisplayWidth.Normalize(SourceLine.Read(file, line).Text), TextStyle.Removal);
        }
        _row += last - first;
    }

    private void PaintUnchanged(SplicedSuggestion spliced, List<int> unchanged, Change change, int firstLine, int spanFirst, int spanLast)
    {
        if (unchanged.Count <= MaxUnchangedLines)
        {
            foreach (int line in unchanged)
            {
                PaintLine(spliced, line, [], change, firstLine, spanFirst, spanLast);
            }
        }
        else
        {
            PaintLine(spliced, unchanged[0], [], change, firstLine, spanFirst, spanLast);
            canvas.Put(_row, Math.Max(lineNumberWidth - 3, 0), "...", TextStyle.LineNumber);
            _row++;
            PaintLine(spliced, unchanged[^1], [], change, firstLine, spanFirst, spanLast);
        }
        unchanged.Clear();
    }

    private void PaintLine(SplicedSuggestion spliced, int index, List<Highlight> highlights, Change change, int firstLine, int spanFirst, int spanLast)
    {
        string text = spliced.Lines[index];
        string shown = DisplayWidth.Normalize(text);
        int number = firstLine + index;
        if (change == Change.Diff)
        {
            PaintDiff(spliced.File, text, shown, number, spanFirst, spanLast);
        }
        else if (spliced.Lines.Length > 1)
        {
            SnippetPainter.DrawLineNumber(canvas, _row, number, lineNumberWidth);
            (string sign, TextStyle style) = highlights switch
            {
                [{ Start: 0 } all] when all.End == text.Length && text.Length != 0 => ("+ ", TextStyle.Addition),
                [] or [{ Start: 0, End: 0 }] => ("|", TextStyle.LineNumber),
                _ => ("~ ", TextStyle.Addition),
            };
            canvas.Put(_row, _barColumn, sign, style);
            canvas.Put(_row, _codeColumn, shown, TextStyle.None);
        }
        else if (change == Change.AddedLines)
        {
            SnippetPainter.DrawLineNumber(canvas, _row, number, lineNumberWidth);
            canvas.Put(_row, _barColumn, "+ ", TextStyle.Addition);
            canvas.Append(_row, shown, TextStyle.None);
        }
        else
        {
            SnippetPainter.DrawLineNumber(canvas, _row, number, lineNumberWidth);
            canvas.Put(_row, _barColumn, "| ", TextStyle.LineNumber);
            canvas.Append(_row, shown, TextStyle.None);
        }
        foreach (Highlight highlight in highlights)
        {
            int tabs = 0;
            for (int i = 0; i < highlight.Start && i < text.Length; i++)
            {
                tabs += text[i] == '\t' ? DisplayWidth.Tab - 1 : 0;
            }
            canvas.Restyle(_row, _codeColumn + highlight.Start + tabs, _codeColumn + highlight.End + tabs, TextStyle.Addition);
        }
        _row++;
    }

    private void PaintDiff(SourceFile file, string text, string shown, int number, int spanFirst, int spanLast)
    {
        int count = spanLast - spanFirst + 1;
        for (int i = 0; i < count - 1; i++)
        {
            PaintRemoved(number + i, SourceLine.Read(file, spanFirst + i).Text);
            _row++;
        }
        string lastText = SourceLine.Read(file, spanLast).Text;
        if (lastText == text)
        {
            _row -= 2;
            return;
        }
        PaintRemoved(number + count - 1, lastText);
        if (text.Trim().Length == 0)
        {
            // Only blanks would be left: the whole line goes.
            _row--;
            return;
        }
        SnippetPainter.DrawLineNumber(canvas, _row, number, lineNumberWidth);
        canvas.Put(_row, _barColumn, "+ ", TextStyle.Addition);
        canvas.Append(_row, shown, TextStyle.None);
    }

    private void PaintRemoved(int number, string text)
    {
        SnippetPainter.DrawLineNumber(canvas, _row - 1, number, lineNumberWidth);
        canvas.Put(_row - 1, _barColumn, "- ", TextStyle.Removal);
        canvas.Put(_row - 1, _codeColumn, DisplayWidth.Normalize(text), TextStyle.None);
    }

    /// <summary>The row of <c>+</c> and <c>~</c> below the code, or the colour of what a diff removes.</summary>
    private void DrawMarks(SplicedSuggestion spliced, Change change)
    {
        List<(int Column, int Shift)> shifts = [];
        foreach (SplicedEdit edit in spliced.Edits)
        {
            int start = DisplayColumn(edit.Span.Lo);
            int end = DisplayColumn(edit.Span.Hi);
            bool isBlank = edit.Text.Trim().Length == 0;
            int skipped = isBlank ? 0 : edit.Text.Length - edit.Text.TrimStart().Length;
            int length = DisplayWidth.Of(isBlank ? edit.Text : edit.Text.Trim());
            int shift = 0;
            foreach ((int column, int by) in shifts)
            {
                shift += start < column ? 0 : by;
            }
            if (change == Change.Underline && edit.IsDifferent)
            {
                for (int i = start + skipped + shift; i < start + skipped + length + shift; i++)
                {
                    canvas.Put(_row, _codeColumn + i, edit.IsAddition ? '+' : '~', TextStyle.Addition);
                }
            }
            if (change == Change.Diff)
            {
                canvas.Restyle(_row - 2, _codeColumn + start, _codeColumn + end, TextStyle.Removal);
            }
            shifts.Add((end, DisplayWidth.Of(edit.Text) - (end - start)));
        }
    }

    private int DisplayColumn(uint position)
    {
        SourceLocation location = sources.LocationOf(position);
        return location.File is { } file ? SourceLine.Read(file, location.Line).WidthBetween(0, location.Column - 1) : 0;
    }

    private void DrawNumberedBar(int number, string text)
    {
        SnippetPainter.DrawLineNumber(canvas, _row, number, lineNumberWidth);
        canvas.Put(_row, _barColumn, "| ", TextStyle.LineNumber);
        canvas.Append(_row, text, TextStyle.None);
        _row++;
    }

    private void DrawBar(int row) => canvas.Put(row, _barColumn, '|', TextStyle.LineNumber);
}
