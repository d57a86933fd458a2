using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace Verdigris.Base.Source;

/// <summary>
/// All source files of the process, each with its own range of global positions, so that a span needs no file id.
/// Thread-safe: files are only added. Positions depend on the order of loading and so never reach output; path, line and
/// column do.
/// </summary>
public sealed class SourceMap
{
    private readonly Lock _lock = new();
    private volatile SourceFile[] _files = [];

    /// <summary>Registers a file's text. Fails with false when the text is not UTF-8 or 4 GiB of positions are used up.</summary>
    public SourceFile Add(string path, ReadOnlyMemory<byte> text)
    {
        lock (_lock)
        {
            SourceFile[] files = _files;
            // One position between files, so that the end of one is never the start of the next; 0 stays unused.
            ulong start = files.Length == 0 ? 1UL : files[^1].End + 1UL;
            if (start + (ulong)text.Length >= uint.MaxValue)
            {
                throw new CompilerBug("the source files of this build exceed 4 GiB");
            }
            SourceFile file = new(path, text, (uint)start);
            _files = [.. files, file];
            return file;
        }
    }

    /// <summary>All files by path, in the order they were read.</summary>
    public List<string> Paths()
    {
        List<string> paths = [];
        foreach (SourceFile file in _files)
        {
            paths.Add(file.Path);
        }
        return paths;
    }

    public SourceFile? FileOf(SourceSpan span) => span.IsDummy ? null : FileAt(span.Lo);

    public SourceFile? FileAt(uint position)
    {
        SourceFile[] files = _files;
        int low = 0;
        int high = files.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (position < files[middle].Start)
            {
                high = middle - 1;
            }
            else if (position > files[middle].End)
            {
                low = middle + 1;
            }
            else
            {
                return files[middle];
            }
        }
        return null;
    }

    /// <summary>Line and column, both from 1; the column counts characters (Unicode scalar values), as rustc's does.</summary>
    public SourceLocation LocationOf(uint position)
    {
        SourceFile? file = FileAt(position);
        if (file is null)
        {
            return default;
        }
        int line = file.LineIndexOf(position);
        // The end of the file counts the line break before it as a column.
        ReadOnlySpan<byte> before = file.Text.Span[(int)(file.LineStart(line) - file.Start)..(int)(position - file.Start)];
        int characters = 0;
        foreach (byte b in before)
        {
            if ((b & 0xC0) != 0x80)
            {
                characters++;
            }
        }
        return new SourceLocation(file, line + 1, characters + 1);
    }

    public ReadOnlySpan<byte> TextOf(SourceSpan span)
    {
        SourceFile? file = FileOf(span);
        return file is null ? default : file.Text.Span[(int)(span.Lo - file.Start)..(int)(uint.Min(span.Hi, file.End) - file.Start)];
    }

    public string SnippetOf(SourceSpan span) => Encoding.UTF8.GetString(TextOf(span));
}

/// <summary>A place in a file for people: line and column from 1, the column in characters.</summary>
public readonly record struct SourceLocation(SourceFile? File, int Line, int Column);
