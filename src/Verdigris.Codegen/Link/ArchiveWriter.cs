using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Verdigris.Codegen.Link;

/// <summary>A file inside an archive. Data is kept in memory: archives are written whole.</summary>
public sealed record ArchiveMember(string Name, ReadOnlyMemory<byte> Data, IReadOnlyList<string> Symbols);

/// <summary>
/// Writes <c>ar</c> archives as GNU and lld read them: symbol index, long names, members. Times and owners are zero, so that
/// the same members give the same bytes. Source: System V's <c>ar.h</c> with GNU's extensions.
/// </summary>
public static class ArchiveWriter
{
    private const int HeaderSize = 60;

    public static byte[] Write(IReadOnlyList<ArchiveMember> members)
    {
        StringBuilder longNames = new();
        string[] names = new string[members.Count];
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = HeaderName(members[i].Name, longNames);
        }
        byte[] nameTable = Encoding.UTF8.GetBytes(longNames.ToString());
        (byte[] index, int symbolCount) = ReserveIndex(members);
        long position = 8;
        position += symbolCount > 0 ? HeaderSize + Even(index.Length) : 0;
        position += nameTable.Length > 0 ? HeaderSize + Even(nameTable.Length) : 0;
        FillIndex(index, members, position);
        using MemoryStream output = new();
        output.Write("!<arch>\n"u8);
        if (symbolCount > 0)
        {
            WriteMember(output, "/", index);
        }
        if (nameTable.Length > 0)
        {
            WriteMember(output, "//", nameTable);
        }
        for (int i = 0; i < names.Length; i++)
        {
            WriteMember(output, names[i], members[i].Data.Span);
        }
        return output.ToArray();
    }

    /// <summary>Short names end in a slash; longer ones are in a table and referred to by offset.</summary>
    private static string HeaderName(string name, StringBuilder longNames)
    {
        if (name.Length <= 15 && !name.Contains('/'))
        {
            return name + "/";
        }
        string reference = string.Create(CultureInfo.InvariantCulture, $"/{longNames.Length}");
        longNames.Append(name).Append("/\n");
        return reference;
    }

    private static (byte[] Index, int Count) ReserveIndex(IReadOnlyList<ArchiveMember> members)
    {
        int count = 0;
        int textLength = 0;
        foreach (ArchiveMember member in members)
        {
            foreach (string symbol in member.Symbols)
            {
                count++;
                textLength += Encoding.UTF8.GetByteCount(symbol) + 1;
            }
        }
        return (new byte[4 + 4 * count + textLength], count);
    }

    private static void FillIndex(byte[] index, IReadOnlyList<ArchiveMember> members, long position)
    {
        List<uint> offsets = [];
        MemoryStream names = new();
        foreach (ArchiveMember member in members)
        {
            foreach (string symbol in member.Symbols)
            {
                offsets.Add(checked((uint)position));
                names.Write(Encoding.UTF8.GetBytes(symbol));
                names.WriteByte(0);
            }
            position += HeaderSize + Even(member.Data.Length);
        }
        BinaryPrimitives.WriteUInt32BigEndian(index, (uint)offsets.Count);
        for (int i = 0; i < offsets.Count; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(index.AsSpan(4 + 4 * i), offsets[i]);
        }
        names.ToArray().CopyTo(index, 4 + 4 * offsets.Count);
    }

    private static void WriteMember(MemoryStream output, string name, ReadOnlySpan<byte> data)
    {
        string header = string.Create(CultureInfo.InvariantCulture, $"{name,-16}{0,-12}{0,-6}{0,-6}{"644",-8}{data.Length,-10}`\n");
        output.Write(Encoding.ASCII.GetBytes(header));
        output.Write(data);
        if ((data.Length & 1) != 0)
        {
            output.WriteByte((byte)'\n');
        }
    }

    private static long Even(long length) => (length + 1) & ~1L;
}
