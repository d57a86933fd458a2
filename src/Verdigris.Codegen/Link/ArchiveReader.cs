using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Verdigris.Codegen.Link;

/// <summary>Reads <c>ar</c> archives as GNU writes them; the symbol index is left out.</summary>
public static class ArchiveReader
{
    private const int HeaderSize = 60;

    /// <exception cref="InvalidDataException">Not an archive, or cut short.</exception>
    public static List<ArchiveMember> Read(ReadOnlyMemory<byte> file)
    {
        if (!file.Span.StartsWith("!<arch>\n"u8))
        {
            throw new InvalidDataException("not an archive");
        }
        List<ArchiveMember> members = [];
        ReadOnlyMemory<byte> longNames = default;
        int at = 8;
        while (at + HeaderSize <= file.Length)
        {
            string header = Encoding.ASCII.GetString(file.Span.Slice(at, HeaderSize));
            string name = header[..16].TrimEnd();
            if (!int.TryParse(header[48..58], NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int size) || at + HeaderSize + size > file.Length)
            {
                throw new InvalidDataException("the archive is cut short");
            }
            ReadOnlyMemory<byte> data = file.Slice(at + HeaderSize, size);
            at += HeaderSize + size + (size & 1);
            if (name == "//")
            {
                longNames = data;
            }
            else if (name != "/")
            {
                string full = name.StartsWith('/') ? LongName(longNames.Span, name) : name.TrimEnd('/');
                members.Add(new ArchiveMember(full, data, []));
            }
        }
        return members;
    }

    /// <summary>The names in an archive's symbol index, each given to <paramref name="use"/>.</summary>
    public static void ReadSymbols(string path, SymbolReader use)
    {
        using FileStream file = File.OpenRead(path);
        byte[] start = new byte[8 + HeaderSize];
        if (file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || start[8] != '/' || start[9] != ' '
            || !System.Buffers.Text.Utf8Parser.TryParse(start.AsSpan(8 + 48, 10), out int size, out _))
        {
            return;
        }
        byte[] index = new byte[size];
        file.ReadExactly(index);
        int count = System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(index);
        ReadOnlySpan<byte> names = index.AsSpan(4 + 4 * count);
        for (int i = 0; i < count; i++)
        {
            int end = names.IndexOf((byte)0);
            use(names[..end]);
            names = names[(end + 1)..];
        }
    }

    public delegate void SymbolReader(ReadOnlySpan<byte> name);

    private static string LongName(ReadOnlySpan<byte> table, string reference)
    {
        int start = int.Parse(reference.AsSpan(1), CultureInfo.InvariantCulture);
        ReadOnlySpan<byte> rest = table[start..];
        int end = rest.IndexOf("/\n"u8);
        return Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
    }
}
