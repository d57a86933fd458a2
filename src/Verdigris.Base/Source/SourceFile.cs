using System;
using System.Collections.Generic;
using System.Threading;

namespace Verdigris.Base.Source;

/// <summary>One source file: its bytes, valid UTF-8, and the range of global positions it occupies.</summary>
public sealed class SourceFile
{
    private uint[]? _lineStarts;

    internal SourceFile(string path, ReadOnlyMemory<byte> text, uint start)
    {
        Path = path;
        Text = text;
        Start = start;
    }

    /// <summary>As given on the command line or found by a <c>mod</c> declaration; <c>&lt;anon&gt;</c> for standard input.</summary>
    public string Path { get; }

    public ReadOnlyMemory<byte> Text { get; }

    /// <summary>Global position of the first byte.</summary>
    public uint Start { get; }

    /// <summary>Global position behind the last byte; a valid position (end of file).</summary>
    public uint End => Start + (uint)Text.Length;

    public int LineCount => LineStarts.Length;

    private uint[] LineStarts => Volatile.Read(ref _lineStarts) ?? ComputeLineStarts();

    /// <summary>Zero-based line of a global position inside this file.</summary>
    public int LineIndexOf(uint position)
    {
        int index = Array.BinarySearch(LineStarts, position - Start);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>Global position of the first byte of a zero-based line.</summary>
    public uint LineStart(int lineIndex) => Start + LineStarts[lineIndex];

    /// <summary>The line's bytes without its line break.</summary>
    public ReadOnlySpan<byte> LineText(int lineIndex)
    {
        int start = (int)LineStarts[lineIndex];
        int end = lineIndex + 1 < LineStarts.Length ? (int)LineStarts[lineIndex + 1] : Text.Length;
        ReadOnlySpan<byte> line = Text.Span[start..end];
        if (line is [.., (byte)'\n'])
        {
            line = line[..^1];
        }
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private uint[] ComputeLineStarts()
    {
        List<uint> starts = [0];
        ReadOnlySpan<byte> text = Text.Span;
        int position = 0;
        while (true)
        {
            int next = text[position..].IndexOf((byte)'\n');
            if (next < 0)
            {
                break;
            }
            position += next + 1;
            // What follows the last line break is a line only if there is something.
            if (position < text.Length)
            {
                starts.Add((uint)position);
            }
        }
        uint[] result = [.. starts];
        Volatile.Write(ref _lineStarts, result);
        return result;
    }
}
