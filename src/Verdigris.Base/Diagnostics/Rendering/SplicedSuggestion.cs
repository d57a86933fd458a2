using System;
using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>An edit with what it replaces, cut down to the inserted part where it only inserts.</summary>
internal readonly record struct SplicedEdit(SourceSpan Span, SourceSpan OriginalSpan, string Original, string Text)
{
    public bool IsDifferent => Text != Original;

    private bool ReplacesCode => Original.Trim().Length != 0;

    public bool IsAddition => Text.Length != 0 && !ReplacesCode;

    public bool IsDeletion => Text.Trim().Length == 0 && ReplacesCode;

    /// <summary>A replacement that does not merely add something before, after or inside the code.</summary>
    public bool IsDestructive => Text.Length != 0 && ReplacesCode && InsertionIn(Original.Trim(), Text.Trim()) is null;

    public static SplicedEdit Create(SourceMap sources, SuggestionEdit edit)
    {
        string original = sources.SnippetOf(edit.Span);
        if (edit.Replacement.Length == 0 || InsertionIn(original, edit.Replacement) is not { } insertion)
        {
            return new SplicedEdit(edit.Span, edit.Span, original, edit.Replacement);
        }
        uint lo = edit.Span.Lo + (uint)Encoding.UTF8.GetByteCount(original.AsSpan(0, insertion.Prefix));
        return new SplicedEdit(new SourceSpan(lo, lo), edit.Span, "", insertion.Text);
    }

    /// <summary>If <paramref name="replacement"/> is <paramref name="original"/> with text inserted: that text and where.</summary>
    private static (int Prefix, string Text)? InsertionIn(string original, string replacement)
    {
        int prefix = 0;
        while (prefix < original.Length && prefix < replacement.Length && original[prefix] == replacement[prefix])
        {
            prefix++;
        }
        if (prefix > 0 && char.IsHighSurrogate(original[prefix - 1]))
        {
            prefix--;
        }
        string rest = original[prefix..];
        string newRest = replacement[prefix..];
        return newRest.EndsWith(rest, StringComparison.Ordinal) ? (prefix, newRest[..^rest.Length]) : null;
    }
}

/// <summary>A range of columns that a suggestion wrote.</summary>
internal readonly record struct Highlight(int Start, int End);

/// <summary>The whole lines that a suggestion touches as they would read after it.</summary>
internal sealed record SplicedSuggestion(SourceFile File, string[] Lines, List<SplicedEdit> Edits, List<Highlight>[] Highlights)
{
    /// <summary>Null when nothing would change, or the spans make no sense together (from macros).</summary>
    public static SplicedSuggestion? Create(SourceMap sources, IReadOnlyList<SuggestionEdit> suggested)
    {
        List<SplicedEdit> edits = [];
        foreach (SuggestionEdit edit in suggested)
        {
            int index = edits.Count;
            while (index > 0 && edit.Span.Lo < edits[index - 1].OriginalSpan.Lo)
            {
                index--;
            }
            edits.Insert(index, SplicedEdit.Create(sources, edit));
        }
        if (edits.Count == 0 || edits[0].OriginalSpan.IsDummy || sources.FileOf(edits[0].OriginalSpan) is not { } file)
        {
            return null;
        }
        Builder builder = new(sources, file);
        foreach (SplicedEdit edit in edits)
        {
            if (edit.Span.Lo < builder.Position || edit.Span.Hi > file.End)
            {
                return null;
            }
            builder.Add(edit);
        }
        return builder.Finish(edits);
    }

    private sealed class Builder(SourceMap sources, SourceFile file)
    {
        private readonly StringBuilder _text = new();
        private readonly List<List<Highlight>> _highlights = [[]];
        private uint _position;
        private int _shift;
        private bool _isStarted;

        public uint Position => _isStarted ? _position : 0;

        public void Add(SplicedEdit edit)
        {
            uint start = _isStarted ? _position : file.LineStart(file.LineIndexOf(edit.Span.Lo));
            _isStarted = true;
            Copy(start, edit.Span.Lo);
            SourceLocation lo = sources.LocationOf(edit.Span.Lo);
            SourceLocation hi = sources.LocationOf(edit.Span.Hi);
            string[] lines = edit.Text.Split('\n');
            int length = TabbedLength(lines[0]);
            if (edit.IsDifferent)
            {
                int column = lo.Column - 1 + _shift;
                _highlights[^1].Add(new Highlight(column, column + length));
            }
            _text.Append(edit.Text);
            _shift += length - (hi.Column - lo.Column);
            for (int i = 1; i < lines.Length; i++)
            {
                _shift = 0;
                _highlights.Add([new Highlight(0, TabbedLength(lines[i]))]);
            }
            _position = edit.Span.Hi;
        }

        public SplicedSuggestion? Finish(List<SplicedEdit> edits)
        {
            // After a replacement that ends its line, the next line is none of our business.
            if (_text.Length == 0 || _text[^1] != '\n')
            {
                int line = file.LineIndexOf(_position);
                Copy(_position, file.LineStart(line) + (uint)file.LineText(line).Length);
            }
            bool hasHighlight = false;
            foreach (List<Highlight> line in _highlights)
            {
                hasHighlight |= line.Count != 0;
            }
            if (!hasHighlight)
            {
                return null;
            }
            string complete = _text.ToString().TrimEnd('\n');
            return new SplicedSuggestion(file, complete.Length == 0 ? [] : complete.Split('\n'), edits, [.. _highlights]);
        }

        private void Copy(uint from, uint to)
        {
            if (from >= to)
            {
                return;
            }
            string text = sources.SnippetOf(new SourceSpan(from, to)).Replace("\r\n", "\n", StringComparison.Ordinal);
            _text.Append(text);
            foreach (char c in text)
            {
                if (c == '\n')
                {
                    _highlights.Add([]);
                    _shift = 0;
                }
            }
        }

        private static int TabbedLength(string text)
        {
            int length = 0;
            foreach (Rune rune in text.EnumerateRunes())
            {
                length += rune.Value == '\t' ? DisplayWidth.Tab : 1;
            }
            return length;
        }
    }
}
