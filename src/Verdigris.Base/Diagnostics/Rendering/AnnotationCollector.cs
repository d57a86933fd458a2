using System;
using System.Collections.Generic;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>
/// Turns labelled spans into annotated lines by file. A span over several lines gets a column of its own left of the code
/// (its depth), chosen so that spans that overlap do not cross; of a long one only the first lines and the last are shown.
/// </summary>
internal static class AnnotationCollector
{
    /// <summary>At most so many lines of a multi-line span are shown after its first.</summary>
    private const int ShownBodyLines = 4;

    public static List<AnnotatedFile> Collect(SourceMap sources, IReadOnlyList<SpanLabel> labels)
    {
        List<AnnotatedFile> files = [];
        List<MultilineSpan> multiline = [];
        foreach (SpanLabel label in labels)
        {
            if (label.Span.IsDummy || sources.FileOf(label.Span) is not { } file)
            {
                continue;
            }
            SourceLocation lo = sources.LocationOf(label.Span.Lo);
            SourceLocation hi = sources.LocationOf(uint.Min(label.Span.Hi, file.End));
            if (lo.Line == hi.Line)
            {
                SourceLine line = SourceLine.Read(file, lo.Line);
                int start = lo.Column - 1;
                int end = Math.Max(hi.Column - 1, start);
                int startDisplay = line.WidthBetween(0, start);
                int endDisplay = Math.Max(line.WidthBetween(0, end), startDisplay + 1);
                if (start == end)
                {
                    end++;
                }
                FileEntry(files, file).Add(
                    lo.Line,
                    new Annotation(AnnotationShape.SingleLine, start, end, startDisplay, endDisplay, label.IsPrimary, label.Label));
            }
            else
            {
                FileEntry(files, file);
                multiline.Add(new MultilineSpan(file, lo, hi, label));
            }
        }
        AddMultiline(files, multiline);
        return files;
    }

    private static AnnotatedFile FileEntry(List<AnnotatedFile> files, SourceFile file)
    {
        foreach (AnnotatedFile known in files)
        {
            if (known.File == file)
            {
                return known;
            }
        }
        AnnotatedFile entry = new(file);
        files.Add(entry);
        return entry;
    }

    private static void AddMultiline(List<AnnotatedFile> files, List<MultilineSpan> spans)
    {
        if (spans.Count == 0)
        {
            return;
        }
        MultilineSpan[] sorted = [.. spans];
        // A stable order: spans that begin first, and among them the longest, are outermost.
        for (int i = 1; i < sorted.Length; i++)
        {
            for (int j = i; j > 0 && Compare(sorted[j], sorted[j - 1]) < 0; j--)
            {
                (sorted[j], sorted[j - 1]) = (sorted[j - 1], sorted[j]);
            }
        }
        foreach (MultilineSpan span in sorted)
        {
            foreach (MultilineSpan other in sorted)
            {
                if (!span.IsSameRange(other) && span.OverlapsLines(other))
                {
                    other.Depth++;
                }
                else if (span.IsSameRange(other) && span != other)
                {
                    other.OverlapsExactly = true;
                }
                else
                {
                    break;
                }
            }
        }
        int maxDepth = 0;
        foreach (MultilineSpan span in sorted)
        {
            maxDepth = Math.Max(maxDepth, span.Depth);
        }
        foreach (MultilineSpan span in sorted)
        {
            span.Depth = maxDepth - span.Depth + 1;
            AddLines(FileEntry(files, span.File), span);
        }
        foreach (AnnotatedFile file in files)
        {
            file.MultilineDepth = maxDepth;
        }
    }

    private static int Compare(MultilineSpan left, MultilineSpan right) =>
        left.StartLine != right.StartLine ? left.StartLine.CompareTo(right.StartLine) : right.EndLine.CompareTo(left.EndLine);

    private static void AddLines(AnnotatedFile file, MultilineSpan span)
    {
        int lastColumn = Math.Max(span.EndColumn - 1, 0);
        int lastDisplay = Math.Max(span.EndDisplay - 1, 0);
        bool isWhole = !span.OverlapsExactly;
        if (isWhole)
        {
            file.Add(
                span.StartLine,
                new Annotation(AnnotationShape.MultilineStart, span.StartColumn, span.StartColumn + 1, span.StartDisplay, span.StartDisplay + 1, span.IsPrimary, "", span.Depth));
            Annotation body = new(AnnotationShape.MultilineBody, 0, 0, 0, 0, span.IsPrimary, "", span.Depth);
            int middle = Math.Min(span.StartLine + ShownBodyLines, span.EndLine);
            int until = span.StartLine;
            for (int line = middle - 1; line >= span.StartLine; line--)
            {
                if (IsWorthShowing(span.File, line))
                {
                    until = line + 1;
                    break;
                }
            }
            for (int line = span.StartLine + 1; line < until; line++)
            {
                file.Add(line, body);
            }
            int beforeLast = span.EndLine - 1;
            if (middle < beforeLast && IsWorthShowing(span.File, beforeLast))
            {
                file.Add(beforeLast, body);
            }
        }
        file.Add(
            span.EndLine,
            new Annotation(
                isWhole ? AnnotationShape.MultilineEnd : AnnotationShape.SingleLine,
                lastColumn,
                span.EndColumn,
                lastDisplay,
                span.EndDisplay,
                span.IsPrimary,
                span.Label,
                span.Depth));
    }

    /// <summary>Not only a comment, a bracket or nothing.</summary>
    private static bool IsWorthShowing(SourceFile file, int lineNumber)
    {
        string text = SourceLine.Read(file, lineNumber).Text.Trim();
        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            return text.StartsWith("///", StringComparison.Ordinal) || text.StartsWith("//!", StringComparison.Ordinal);
        }
        return text is not ("" or "{" or "}" or "(" or ")" or "[" or "]");
    }

    private sealed class MultilineSpan
    {
        public MultilineSpan(SourceFile file, SourceLocation lo, SourceLocation hi, SpanLabel label)
        {
            File = file;
            StartLine = lo.Line;
            EndLine = hi.Line;
            StartColumn = lo.Column - 1;
            EndColumn = hi.Column - 1;
            StartDisplay = SourceLine.Read(file, lo.Line).WidthBetween(0, StartColumn);
            EndDisplay = SourceLine.Read(file, hi.Line).WidthBetween(0, EndColumn);
            IsPrimary = label.IsPrimary;
            Label = label.Label;
        }

        public SourceFile File { get; }

        public int StartLine { get; }

        public int EndLine { get; }

        public int StartColumn { get; }

        public int EndColumn { get; }

        public int StartDisplay { get; }

        public int EndDisplay { get; }

        public bool IsPrimary { get; }

        public string Label { get; }

        public int Depth { get; set; } = 1;

        public bool OverlapsExactly { get; set; }

        public bool IsSameRange(MultilineSpan other) =>
            StartLine == other.StartLine && EndLine == other.EndLine && StartColumn == other.StartColumn && EndColumn == other.EndColumn;

        public bool OverlapsLines(MultilineSpan other) =>
            (other.StartLine <= StartLine && StartLine <= other.EndLine) || (StartLine <= other.StartLine && other.StartLine <= EndLine);
    }
}
