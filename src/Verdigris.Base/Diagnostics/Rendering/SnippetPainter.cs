using System;
using System.Collections.Generic;
using System.Globalization;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>
/// Draws the annotated lines of a file with rustc's layout. The rightmost label of a line stays on the line of the
/// underlines; the others hang below, joined by vertical bars, the leftmost lowest.
/// </summary>
internal sealed class SnippetPainter(TextCanvas canvas, int lineNumberWidth, int terminalWidth)
{
    private readonly int _widthOffset = lineNumberWidth + 3;

    public void Paint(AnnotatedFile file)
    {
        int codeOffset = file.MultilineDepth == 0 ? _widthOffset : _widthOffset + file.MultilineDepth + 1;
        Margin margin = MarginOf(file, Math.Max(terminalWidth - codeOffset, 0));
        // Depth and style of the multi-line spans that are open below the current line, in the order they were opened.
        List<(int Depth, TextStyle Style)> open = [];
        for (int i = 0; i < file.Lines.Count; i++)
        {
            AnnotatedLine line = file.Lines[i];
            int firstRow = canvas.RowCount;
            List<(int Depth, TextStyle Style)> touched = new LinePainter(canvas, file, line, margin, _widthOffset, codeOffset).Paint();
            List<(int Depth, TextStyle Style)> opened = [];
            foreach ((int depth, TextStyle style) in touched)
            {
                if (!TryClose(open, depth))
                {
                    opened.Add((depth, style));
                }
            }
            DrawOpen(open, firstRow, canvas.RowCount);
            if (i + 1 < file.Lines.Count)
            {
                PaintGap(file, line, file.Lines[i + 1].LineNumber - line.LineNumber, margin, codeOffset, open);
            }
            open.AddRange(opened);
        }
    }

    private static bool TryClose(List<(int Depth, TextStyle Style)> open, int depth)
    {
        for (int i = 0; i < open.Count; i++)
        {
            if (open[i].Depth == depth)
            {
                open.RemoveAt(i);
                return true;
            }
        }
        return false;
    }

    private void DrawOpen(List<(int Depth, TextStyle Style)> open, int firstRow, int endRow)
    {
        foreach ((int depth, TextStyle style) in open)
        {
            for (int row = firstRow; row < endRow; row++)
            {
                canvas.Put(row, _widthOffset + depth - 1, '|', style);
            }
        }
    }

    /// <summary>Between annotated lines: nothing, the one line that is skipped, or dots.</summary>
    private void PaintGap(AnnotatedFile file, AnnotatedLine line, int distance, Margin margin, int codeOffset, List<(int Depth, TextStyle Style)> open)
    {
        if (distance < 2)
        {
            return;
        }
        int row = canvas.RowCount;
        if (distance > 2)
        {
            canvas.Put(row, 0, "...", TextStyle.LineNumber);
        }
        else
        {
            LinePainter.PaintCode(canvas, SourceLine.Read(file.File, line.LineNumber + 1), line.LineNumber + 1, margin, row, _widthOffset, codeOffset);
        }
        DrawOpen(open, row, row + 1);
        foreach (Annotation annotation in line.Annotations)
        {
            if (annotation.Shape == AnnotationShape.MultilineStart)
            {
                canvas.Put(row, _widthOffset + annotation.Depth - 1, '|', annotation.Style);
            }
        }
    }

    private static Margin MarginOf(AnnotatedFile file, int columnWidth)
    {
        int whitespace = int.MaxValue;
        int spanLeft = int.MaxValue;
        int spanRight = 0;
        int labelRight = 0;
        int maxLineLength = 0;
        foreach (AnnotatedLine line in file.Lines)
        {
            SourceLine source = SourceLine.Read(file.File, line.LineNumber);
            whitespace = Math.Min(whitespace, source.Indentation ?? int.MaxValue);
            maxLineLength = Math.Max(maxLineLength, source.Length);
            foreach (Annotation annotation in line.Annotations)
            {
                spanLeft = Math.Min(spanLeft, Math.Min(annotation.StartColumn, annotation.EndColumn));
                spanRight = Math.Max(spanRight, Math.Max(annotation.StartColumn, annotation.EndColumn));
                labelRight = Math.Max(labelRight, annotation.EndColumn + (annotation.HasLabel ? annotation.Label.Length + 1 : 0));
            }
        }
        return new Margin(
            whitespace == int.MaxValue ? 0 : whitespace,
            spanLeft == int.MaxValue ? 0 : spanLeft,
            spanRight,
            labelRight,
            columnWidth,
            maxLineLength);
    }

    /// <summary>Right-aligned in its column.</summary>
    public static void DrawLineNumber(TextCanvas canvas, int row, int number, int width)
    {
        string text = number.ToString(CultureInfo.InvariantCulture);
        canvas.Put(row, Math.Max(width - text.Length, 0), text, TextStyle.LineNumber);
    }
}
