using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace Verdigris.Base.Source;

/// <summary>
/// All source files of the process, each with its own range of global positions, so that a span needs no file id.
/// Thread-safe: files are only added. Positions depend on the order of loading and so never reach output; path, line and
/// column do. The files of an imported crate come as one group, so that loading a crate costs the same however many it has.
/// </summary>
public sealed class SourceMap
{
    private readonly Lock _lock = new();
    private volatile Region[] _regions = [];

    /// <summary>Registers a file's text. Fails when 4 GiB of positions are used up.</summary>
    public SourceFile Add(string path, ReadOnlyMemory<byte> text)
    {
        lock (_lock)
        {
            uint start = NextStart((ulong)text.Length);
            SourceFile file = new(path, text, start);
            _regions = [.. _regions, new Region(start, file.End, file, null)];
            return file;
        }
    }

    /// <summary>Makes room for a group of <paramref name="length"/> positions; <paramref name="create"/> gets the first of them.</summary>
    public TGroup AddGroup<TGroup>(uint length, Func<uint, TGroup> create)
        where TGroup : ImportedSourceGroup
    {
        lock (_lock)
        {
            uint start = NextStart(length);
            TGroup group = create(start);
            _regions = [.. _regions, new Region(start, start + length, null, group)];
            return group;
        }
    }

    /// <summary>The files that this process's front end read, by path, in order.</summary>
    public List<string> Paths()
    {
        List<string> paths = [];
        foreach (Region region in _regions)
        {
            if (region.File is { } file)
            {
                paths.Add(file.Path);
            }
        }
        return paths;
    }

    public SourceFile? FileOf(SourceSpan span) => span.IsDummy ? null : FileAt(span.Lo);

    public SourceFile? FileAt(uint position) => RegionAt(position) is { } region ? region.File ?? region.Group!.FileAt(position) : null;

    /// <summary>The group of imported files that a position is in; null for other positions.</summary>
    public ImportedSourceGroup? GroupAt(uint position) => RegionAt(position)?.Group;

    /// <summary>Line and column, both from 1; the column counts characters (Unicode scalar values), as rustc's does.</summary>
    public SourceLocation LocationOf(uint position)
    {
        SourceFile? file = FileAt(position);
        if (file is null)
        {
            return default;
        }
        // The end of the file counts the line break before it as a column.
        int line = file.LineIndexOf(position);
        return new SourceLocation(file, line + 1, file.ColumnIndexOf(position, line) + 1);
    }

    public ReadOnlySpan<byte> TextOf(SourceSpan span)
    {
        SourceFile? file = FileOf(span);
        return file is not { HasText: true } ? default : file.Text.Span[(int)(span.Lo - file.Start)..(int)(uint.Min(span.Hi, file.End) - file.Start)];
    }

    /// <summary>What names an item: its span up to an opening brace, without the white space before it.</summary>
    public SourceSpan HeadOf(SourceSpan item)
    {
        ReadOnlySpan<byte> text = TextOf(item);
        int brace = text.IndexOf((byte)'{');
        if (brace <= 0)
        {
            return item;
        }
        int length = text[..brace].TrimEnd(" \t\r\n"u8).Length;
        return length == 0 ? item : new SourceSpan(item.Lo, item.Lo + (uint)length, item.Context);
    }

    public string SnippetOf(SourceSpan span) => Encoding.UTF8.GetString(TextOf(span));

    private uint NextStart(ulong length)
    {
        Region[] regions = _regions;
        // One position between files, so that the end of one is never the start of the next; 0 stays unused.
        ulong start = regions.Length == 0 ? 1UL : regions[^1].End + 1UL;
        if (start + length >= uint.MaxValue)
        {
            throw new CompilerBug("the source files of this build exceed 4 GiB");
        }
        return (uint)start;
    }

    private Region? RegionAt(uint position)
    {
        Region[] regions = _regions;
        int low = 0;
        int high = regions.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) >> 1;
            if (position < regions[middle].Start)
            {
                high = middle - 1;
            }
            else if (position > regions[middle].End)
            {
                low = middle + 1;
            }
            else
            {
                return regions[middle];
            }
        }
        return null;
    }

    /// <summary>Either a file or a group.</summary>
    private readonly record struct Region(uint Start, uint End, SourceFile? File, ImportedSourceGroup? Group);
}

/// <summary>The files of one imported crate, side by side from <see cref="Start"/> on; each is looked at on demand. Thread-safe.</summary>
public abstract class ImportedSourceGroup(uint start)
{
    public uint Start { get; } = start;

    /// <summary>The file at a global position of the group; null between two files.</summary>
    public abstract SourceFile? FileAt(uint position);
}

/// <summary>A place in a file for people: line and column from 1, the column in characters.</summary>
public readonly record struct SourceLocation(SourceFile? File, int Line, int Column);
