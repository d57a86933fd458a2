using System;
using System.Buffers.Binary;

namespace Verdigris.Codegen.Link;

/// <summary>
/// Metadata as an ELF object without symbols: linkers pass over it without a word. The metadata is right behind the file
/// header, in a section that is never part of a program.
/// </summary>
public static class MetadataObject
{
    private const int HeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const uint ProgramBits = 1;
    private const uint StringTable = 3;
    private const ulong Exclude = 0x8000_0000;

    private static ReadOnlySpan<byte> Names => "\0.rmeta\0.shstrtab\0"u8;

    public static byte[] Wrap(ReadOnlySpan<byte> metadata)
    {
        int names = HeaderSize + metadata.Length;
        int sections = (names + Names.Length + 7) & ~7;
        byte[] file = new byte[sections + 3 * SectionHeaderSize];
        metadata.CopyTo(file.AsSpan(HeaderSize));
        Names.CopyTo(file.AsSpan(names));
        WriteHeader(file, (ulong)sections);
        // Section 0 is all zeros.
        WriteSection(file.AsSpan(sections + SectionHeaderSize), 1, ProgramBits, Exclude, HeaderSize, metadata.Length);
        WriteSection(file.AsSpan(sections + 2 * SectionHeaderSize), 8, StringTable, 0, names, Names.Length);
        return file;
    }

    private static void WriteHeader(Span<byte> file, ulong sections)
    {
        // 64 bits, little-endian, version 1; relocatable; x86-64.
        "\u007fELF\x02\x01\x01"u8.CopyTo(file);
        BinaryPrimitives.WriteUInt16LittleEndian(file[16..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(file[18..], 62);
        BinaryPrimitives.WriteUInt32LittleEndian(file[20..], 1);
        BinaryPrimitives.WriteUInt64LittleEndian(file[40..], sections);
        BinaryPrimitives.WriteUInt16LittleEndian(file[52..], HeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(file[58..], SectionHeaderSize);
        BinaryPrimitives.WriteUInt16LittleEndian(file[60..], 3);
        BinaryPrimitives.WriteUInt16LittleEndian(file[62..], 2);
    }

    private static void WriteSection(Span<byte> section, uint name, uint type, ulong flags, int offset, int size)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(section, name);
        BinaryPrimitives.WriteUInt32LittleEndian(section[4..], type);
        BinaryPrimitives.WriteUInt64LittleEndian(section[8..], flags);
        BinaryPrimitives.WriteUInt64LittleEndian(section[24..], (ulong)offset);
        BinaryPrimitives.WriteUInt64LittleEndian(section[32..], (ulong)size);
        BinaryPrimitives.WriteUInt64LittleEndian(section[48..], 1);
    }
}
