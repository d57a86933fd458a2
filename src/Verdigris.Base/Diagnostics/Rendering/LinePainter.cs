using System;
using System.Collections.Generic;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>Draws one line of code with its underlines and labels; the rows follow what is on the canvas.</summary>
internal sealed class LinePainter(TextCanvas canvas, AnnotatedFile file, AnnotatedLine line, Margin margin, int widthOffset, int codeOffset)
{
    private const string Ellipsis = "...";

    private readonly SourceLine _source = SourceLine.Read(file.File, line.LineNumber);
    private readonly List<Placed> _placed = [];
    private int _row;
    private int _left;

    /// <summary>Returns the depths of the multi-line spans that begin or end here.</summary>
    public List<(int Depth, TextStyle Style)> Paint()
    {
        _row = canvas.RowCount;
        _left = PaintCode(canvas, _source, line.LineNumber, margin, _row, widthOffset, codeOffset);
        if (TryPaintOnlyStarts() is { } starts)
        {
            return starts;
        }
        bool hasUnderline = false;
        foreach (Annotation annotation in line.Annotations)
        {
            hasUnderline |= annotation.Shape != AnnotationShape.MultilineBody;
        }
        List<(int Depth, TextStyle Style)> touched = [];
        if (!hasUnderline)
        {
            return touched;
        }
        int height = PlaceLabels();
        for (int i = 0; i <= height; i++)
        {
            canvas.Put(_row + i + 1, widthOffset - 2, '|', TextStyle.LineNumber);
        }
        DrawHorizontals();
        DrawVerticals(height);
        DrawLabels();
        // Longest first, so that short spans stay visible; primary ones last among equals.
        SortStable(_placed, static (a, b) => a.Annotation.DisplayLength != b.Annotation.DisplayLength
            ? b.Annotation.DisplayLength.CompareTo(a.Annotation.DisplayLength)
            : a.Annotation.IsPrimary.CompareTo(b.Annotation.IsPrimary));
        DrawUnderlines();
        CutLongSpans();
        foreach (Placed placed in _placed)
        {
            if (placed.Annotation.TakesSpace)
            {
                touched.Add((placed.Annotation.Depth, placed.Annotation.Style));
            }
        }
        return touched;
    }

    /// <summary>The code of a line without underlines; returns the first column shown.</summary>
    public static int PaintCode(TextCanvas canvas, SourceLine source, int lineNumber, Margin margin, int row, int widthOffset, int codeOffset)
    {
        int left = margin.Left(source.Length);
        int right = margin.Right(source.Length);
        string code = DisplayWidth.Normalize(source.Slice(left, right));
        canvas.Put(row, codeOffset, code, TextStyle.None);
        if (margin.WasCutLeft)
        {
            canvas.Put(row, codeOffset, Ellipsis, TextStyle.LineNumber);
        }
        if (!source.IsBlankFrom(right))
        {
            canvas.Put(row, codeOffset + Math.Max(code.Length - Ellipsis.Length, 0), Ellipsis, TextStyle.LineNumber);
        }
        SnippetPainter.DrawLineNumber(canvas, row, lineNumber, widthOffset - 3);
        canvas.Put(row, widthOffset - 2, '|', TextStyle.LineNumber);
        return left;
    }

    /// <summary>A line on which spans only begin, at its first character, needs no underline: a slash in the margin will do.</summary>
    private List<(int Depth, TextStyle Style)>? TryPaintOnlyStarts()
    {
        List<(int Depth, TextStyle Style)> starts = [];
        foreach (Annotation annotation in line.Annotations)
        {
            switch (annotation.Shape)
            {
                case AnnotationShape.MultilineStart when _source.IsBlankBefore(annotation.StartColumn):
                    starts.Add((annotation.Depth, annotation.Style));
                    break;
                case AnnotationShape.MultilineBody:
                    break;
                default:
                    return null;
            }
        }
        foreach ((int depth, TextStyle style) in starts)
        {
            canvas.Put(_row, widthOffset + depth - 1, '/', style);
        }
        return starts;
    }

    /// <summary>Chooses the row of each label (0: beside its underline) and returns the number of rows below the underlines.</summary>
    private int PlaceLabels()
    {
        List<Annotation> annotations = [.. line.Annotations];
        SortStable(annotations, static (a, b) => b.StartColumn.CompareTo(a.StartColumn));
        bool[] overlaps = new bool[annotations.Count];
        int height = 0;
        int position = 0;
        for (int i = 0; i < annotations.Count; i++)
        {
            Annotation annotation = annotations[i];
            bool isMoved = false;
            for (int j = i + 1; j < annotations.Count; j++)
            {
                Annotation next = annotations[j];
                if (!next.Overlaps(annotation, 0))
                {
                    continue;
                }
                overlaps[i] = true;
                overlaps[j] = true;
                bool isMerged = next.StartColumn == annotation.StartColumn && next.EndColumn == annotation.EndColumn && !next.HasLabel;
                if (!isMoved && annotation.HasLabel && position == 0 && !isMerged)
                {
                    position++;
                    isMoved = true;
                    break;
                }
            }
            _placed.Add(new Placed(position, annotation));
            for (int j = i + 1; j < annotations.Count; j++)
            {
                if (NeedsRowBelow(annotation, annotations[j], position))
                {
                    position++;
                    break;
                }
            }
            height = Math.Max(height, position);
        }
        for (int i = 0; i < _placed.Count; i++)
        {
            _placed[i] = _placed[i] with { Overlaps = overlaps[i] };
        }
        if (height != 0)
        {
            height++;
        }
        return TryTurnStartsOver() ? Math.Max(height - 1, 0) : height;
    }

    private static bool NeedsRowBelow(Annotation annotation, Annotation next, int position)
    {
        int labelWidth = next.HasLabel ? next.Label.Length + 2 : 0;
        bool isNear = next.Overlaps(annotation, labelWidth);
        return (isNear && annotation.HasLabel && next.HasLabel)
            || (annotation.TakesSpace && next.HasLabel)
            || (annotation.HasLabel && next.TakesSpace)
            || (annotation.TakesSpace && next.TakesSpace)
            || (isNear && next.EndColumn <= annotation.EndColumn && next.HasLabel && position == 0);
    }

    /// <summary>If spans only begin here, the leftmost goes out first: their lines then do not cross.</summary>
    private bool TryTurnStartsOver()
    {
        int last = 0;
        foreach (Placed placed in _placed)
        {
            if (placed.Annotation.Shape != AnnotationShape.MultilineStart)
            {
                return false;
            }
            last = Math.Max(last, placed.Position);
        }
        for (int i = 0; i < _placed.Count; i++)
        {
            _placed[i] = _placed[i] with { Position = last - _placed[i].Position };
        }
        return true;
    }

    private void DrawHorizontals()
    {
        foreach (Placed placed in _placed)
        {
            if (!placed.Annotation.TakesSpace)
            {
                continue;
            }
            int end = codeOffset + WidthBefore(placed.Annotation.StartColumn);
            for (int column = widthOffset + placed.Annotation.Depth; column < end; column++)
            {
                canvas.Put(_row + placed.Position + 1, column, '_', placed.Annotation.Style);
            }
        }
    }

    private void DrawVerticals(int height)
    {
        foreach (Placed placed in _placed)
        {
            Annotation annotation = placed.Annotation;
            int position = placed.Position + 1;
            int column = codeOffset + WidthBefore(annotation.StartColumn);
            if (position > 1 && (annotation.HasLabel || annotation.TakesSpace))
            {
                for (int row = _row + 1; row <= _row + position; row++)
                {
                    canvas.Put(row, column, '|', annotation.Style);
                }
            }
            int gutter = widthOffset + annotation.Depth - 1;
            if (annotation.Shape == AnnotationShape.MultilineStart)
            {
                canvas.Put(_row + position, gutter, ' ', annotation.Style);
                for (int row = _row + position + 1; row < _row + height + 2; row++)
                {
                    canvas.Put(row, gutter, '|', annotation.Style);
                }
            }
            else if (annotation.Shape == AnnotationShape.MultilineEnd)
            {
                for (int row = _row; row <= _row + position; row++)
                {
                    canvas.Put(row, gutter, '|', annotation.Style);
                }
            }
        }
    }

    private void DrawLabels()
    {
        foreach (Placed placed in _placed)
        {
            Annotation annotation = placed.Annotation;
            if (!annotation.HasLabel)
            {
                continue;
            }
            int row;
            int column;
            if (placed.Position == 0)
            {
                int padding = annotation.EndColumn == 0 || annotation.EndColumn == annotation.StartColumn ? 2 : 1;
                int end = WidthBefore(annotation.EndColumn);
                // The underline of an empty span at the end of the line is one column wide all the same.
                if (annotation.EndColumn > _source.Length && annotation.Shape == AnnotationShape.SingleLine)
                {
                    padding++;
                }
                row = 1;
                column = end + padding;
            }
            else
            {
                row = placed.Position + 2;
                column = WidthBefore(annotation.StartColumn);
            }
            canvas.Put(_row + row, codeOffset + column, annotation.Label, annotation.Style);
        }
    }

    private void DrawUnderlines()
    {
        foreach (Placed placed in _placed)
        {
            Annotation annotation = placed.Annotation;
            if (annotation.Shape == AnnotationShape.MultilineBody)
            {
                continue;
            }
            char mark = annotation.IsPrimary ? '^' : '-';
            int column = codeOffset + WidthBefore(annotation.StartColumn);
            int width = _source.WidthBetween(annotation.StartColumn, annotation.EndColumn);
            if (width == 0 && annotation.Shape == AnnotationShape.SingleLine)
            {
                width = 1;
            }
            for (int i = 0; i < width; i++)
            {
                canvas.Put(_row + 1, column + i, mark, annotation.Style);
            }
            if (annotation.TakesSpace || (placed.Position != 0 && annotation.HasLabel))
            {
                canvas.Put(_row + 1, column, mark, annotation.Style);
            }
        }
    }

    /// <summary>A span wider than two screens keeps only its ends.</summary>
    private void CutLongSpans()
    {
        foreach (Placed placed in _placed)
        {
            Annotation annotation = placed.Annotation;
            int width = annotation.EndDisplay - annotation.StartDisplay;
            if (placed.Overlaps || annotation.Shape != AnnotationShape.SingleLine || width <= margin.ColumnWidth * 2 || width <= 10)
            {
                continue;
            }
            int kept = Math.Max(margin.ColumnWidth / 3, 5);
            canvas.Replace(_row, annotation.StartColumn + kept, annotation.EndColumn - kept, Ellipsis);
            canvas.Replace(_row + 1, annotation.StartColumn + kept, annotation.EndColumn - kept, Ellipsis);
        }
    }

    private int WidthBefore(int column) => _source.WidthBetween(_left, column);

    private static void SortStable<T>(List<T> items, Comparison<T> compare)
    {
        for (int i = 1; i < items.Count; i++)
        {
            for (int j = i; j > 0 && compare(items[j], items[j - 1]) < 0; j--)
            {
                (items[j], items[j - 1]) = (items[j - 1], items[j]);
            }
        }
    }

    private readonly record struct Placed(int Position, Annotation Annotation, bool Overlaps = false);
}
