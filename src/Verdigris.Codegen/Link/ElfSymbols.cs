using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Text;

namespace Verdigris.Codegen.Link;

/// <summary>The symbols an ELF64 object defines for others: what an archive's index lists.</summary>
public static class ElfSymbols
{
    private const uint SectionSymbolTable = 2;
    private const int SymbolSize = 24;

    public static List<string> DefinedIn(ReadOnlySpan<byte> file)
    {
        List<string> symbols = [];
        if (file.Length < 64 || !file.StartsWith("\u007fELF"u8) || file[4] != 2)
        {
            return symbols;
        }
        int sectionTable = (int)BinaryPrimitives.ReadUInt64LittleEndian(file[40..]);
        int sectionSize = BinaryPrimitives.ReadUInt16LittleEndian(file[58..]);
        int sectionCount = BinaryPrimitives.ReadUInt16LittleEndian(file[60..]);
        if (sectionCount == 0 && sectionTable != 0)
        {
            // More than 65,279 sections: the first has the number.
            sectionCount = (int)BinaryPrimitives.ReadUInt64LittleEndian(file[(sectionTable + 32)..]);
        }
        for (int i = 0; i < sectionCount; i++)
        {
            ReadOnlySpan<byte> section = file.Slice(sectionTable + i * sectionSize, sectionSize);
            if (BinaryPrimitives.ReadUInt32LittleEndian(section[4..]) == SectionSymbolTable)
            {
                int link = (int)BinaryPrimitives.ReadUInt32LittleEndian(section[40..]);
                ReadOnlySpan<byte> names = Content(file, file.Slice(sectionTable + link * sectionSize, sectionSize));
                AddDefined(Content(file, section), names, symbols);
            }
        }
        return symbols;
    }

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file, ReadOnlySpan<byte> section) =>
        file.Slice((int)BinaryPrimitives.ReadUInt64LittleEndian(section[24..]), (int)BinaryPrimitives.ReadUInt64LittleEndian(section[32..]));

    private static void AddDefined(ReadOnlySpan<byte> table, ReadOnlySpan<byte> names, List<string> symbols)
    {
        for (int at = 0; at + SymbolSize <= table.Length; at += SymbolSize)
        {
            ReadOnlySpan<byte> symbol = table[at..];
            int binding = symbol[4] >> 4;
            ushort section = BinaryPrimitives.ReadUInt16LittleEndian(symbol[6..]);
            // Global or weak, and in some section.
            if (binding is 1 or 2 && section != 0)
            {
                ReadOnlySpan<byte> name = names[(int)BinaryPrimitives.ReadUInt32LittleEndian(symbol)..];
                symbols.Add(Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]));
            }
        }
    }
}
