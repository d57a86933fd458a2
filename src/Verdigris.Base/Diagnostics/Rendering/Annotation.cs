using System.Collections.Generic;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics.Rendering;

internal enum AnnotationShape : byte
{
    /// <summary>Begins and ends on this line.</summary>
    SingleLine,
    MultilineStart,
    /// <summary>Only the vertical bar of a span that passes through.</summary>
    MultilineBody,
    MultilineEnd,
}

/// <summary>One underline on one line. Columns from 0: characters for drawing, display widths for overlap.</summary>
internal sealed record Annotation(
    AnnotationShape Shape,
    int StartColumn,
    int EndColumn,
    int StartDisplay,
    int EndDisplay,
    bool IsPrimary,
    string Label,
    int Depth = 0)
{
    public bool HasLabel => Label.Length != 0;

    public bool TakesSpace => Shape is AnnotationShape.MultilineStart or AnnotationShape.MultilineEnd;

    public int DisplayLength => int.Abs(EndDisplay - StartDisplay);

    public TextStyle Style => IsPrimary ? TextStyle.Primary : TextStyle.Secondary;

    public bool Overlaps(Annotation other, int padding)
    {
        int end = EndDisplay + padding;
        int otherEnd = other.EndDisplay + padding;
        return (other.StartDisplay <= StartDisplay && StartDisplay < otherEnd) || (StartDisplay <= other.StartDisplay && other.StartDisplay < end);
    }
}

internal sealed class AnnotatedLine(int lineNumber)
{
    public int LineNumber { get; } = lineNumber;

    public List<Annotation> Annotations { get; } = [];
}

/// <summary>The lines of one file that a diagnostic points at, ascending.</summary>
internal sealed class AnnotatedFile(SourceFile file)
{
    public SourceFile File { get; } = file;

    public List<AnnotatedLine> Lines { get; } = [];

    /// <summary>How many multi-line spans are open side by side at most.</summary>
    public int MultilineDepth { get; set; }

    public void Add(int lineNumber, Annotation annotation)
    {
        int index = 0;
        while (index < Lines.Count && Lines[index].LineNumber < lineNumber)
        {
            index++;
        }
        if (index == Lines.Count || Lines[index].LineNumber != lineNumber)
        {
            Lines.Insert(index, new AnnotatedLine(lineNumber));
        }
        Lines[index].Annotations.Add(annotation);
    }
}
