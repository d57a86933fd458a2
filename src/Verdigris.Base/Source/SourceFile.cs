using System;
using System.Collections.Generic;
using System.Threading;

namespace Verdigris.Base.Source;

/// <summary>
/// One source file: its bytes, valid UTF-8, and the range of global positions it occupies. A file of a crate that was
/// compiled earlier is known by its shape; its text is read when somebody wants to see it.
/// </summary>
public sealed class SourceFile
{
    private readonly IImportedSource? _imported;
    private readonly Lock? _textLock;
    private ReadOnlyMemory<byte> _text;
    private bool _hasText;
    private uint[]? _lineStarts;
    private uint[]? _continuations;

    internal SourceFile(string path, ReadOnlyMemory<byte> text, uint start)
    {
        Path = path;
        _text = text;
        _hasText = true;
        Start = start;
        Length = (uint)text.Length;
    }

    /// <summary>A file of an imported crate.</summary>
    public SourceFile(string path, uint start, uint length, IImportedSource imported)
    {
        Path = path;
        Start = start;
        Length = length;
        _imported = imported;
        _textLock = new Lock();
    }

    /// <summary>As given on the command line or found by a <c>mod</c> declaration; <c>&lt;anon&gt;</c> for standard input.</summary>
    public string Path { get; }

    /// <summary>Empty when the file of an imported crate is no longer there, or is another one now: see <see cref="HasText"/>.</summary>
    public ReadOnlyMemory<byte> Text
    {
        get
        {
            if (_imported is not null && !Volatile.Read(ref _hasText))
            {
                lock (_textLock!)
                {
                    _text = _hasText ? _text : _imported.ReadText();
                    Volatile.Write(ref _hasText, true);
                }
            }
            return _text;
        }
    }

    /// <summary>Whether lines can be shown.</summary>
    public bool HasText => Text.Length == (int)Length;

    public uint Length { get; }

    /// <summary>Global position of the first byte.</summary>
    public uint Start { get; }

    /// <summary>Global position behind the last byte; a valid position (end of file).</summary>
    public uint End => Start + Length;

    /// <summary>The imported crate's own record of the file; null for files read by this process's front end.</summary>
    public IImportedSource? Imported => _imported;

    public int LineCount => LineStarts.Length;

    /// <summary>Offsets of the first bytes of lines.</summary>
    public ReadOnlySpan<uint> LineOffsets => LineStarts;

    /// <summary>Offsets of the bytes that continue a character: what makes columns differ from bytes.</summary>
    public ReadOnlySpan<uint> ContinuationOffsets => Volatile.Read(ref _continuations) ?? ComputeContinuations();

    private uint[] LineStarts => Volatile.Read(ref _lineStarts) ?? ComputeLineStarts();

    /// <summary>Zero-based line of a global position inside this file.</summary>
    public int LineIndexOf(uint position)
    {
        int index = Array.BinarySearch(LineStarts, position - Start);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>Zero-based column of a global position inside this file, in characters.</summary>
    public int ColumnIndexOf(uint position, int lineIndex)
    {
        uint first = LineStarts[lineIndex];
        uint offset = position - Start;
        ReadOnlySpan<uint> continuations = ContinuationOffsets;
        return (int)(offset - first) - (CountBelow(continuations, offset) - CountBelow(continuations, first));
    }

    /// <summary>Global position of the first byte of a zero-based line.</summary>
    public uint LineStart(int lineIndex) => Start + LineStarts[lineIndex];

    /// <summary>The line's bytes without its line break.</summary>
    public ReadOnlySpan<byte> LineText(int lineIndex)
    {
        if (!HasText)
        {
            return default;
        }
        int start = (int)LineStarts[lineIndex];
        int end = lineIndex + 1 < LineStarts.Length ? (int)LineStarts[lineIndex + 1] : (int)Length;
        ReadOnlySpan<byte> line = Text.Span[start..end];
        if (line is [.., (byte)'\n'])
        {
            line = line[..^1];
        }
        return line is [.., (byte)'\r'] ? line[..^1] : line;
    }

    private static int CountBelow(ReadOnlySpan<uint> offsets, uint limit)
    {
        int index = offsets.BinarySearch(limit);
        return index >= 0 ? index : ~index;
    }

    private uint[] ComputeLineStarts()
    {
        if (_imported is not null)
        {
            uint[] imported = _imported.ReadLineOffsets();
            Volatile.Write(ref _lineStarts, imported);
            return imported;
        }
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

    private uint[] ComputeContinuations()
    {
        uint[] result;
        if (_imported is not null)
        {
            result = _imported.ReadContinuationOffsets();
        }
        else
        {
            List<uint> offsets = [];
            ReadOnlySpan<byte> text = Text.Span;
            for (int at = text.IndexOfAnyExceptInRange((byte)0, (byte)0x7F); at >= 0 && at < text.Length; at++)
            {
                if ((text[at] & 0xC0) == 0x80)
                {
                    offsets.Add((uint)at);
                }
            }
            result = [.. offsets];
        }
        Volatile.Write(ref _continuations, result);
        return result;
    }
}

/// <summary>What a crate's metadata tells about one of its source files. Thread-safe.</summary>
public interface IImportedSource
{
    /// <summary>The text, if the file is still the one that was compiled; else empty.</summary>
    ReadOnlyMemory<byte> ReadText();

    uint[] ReadLineOffsets();

    uint[] ReadContinuationOffsets();
}
