using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Verdigris.Metadata.Read;

/// <summary>
/// The bytes of one metadata file, mapped into memory or held in an array; the file may be an archive with the metadata as a
/// member. Mapped until the process ends: names and spans refer into it.
/// </summary>
internal sealed unsafe class MetadataBlob
{
    private readonly byte* _start;
    private readonly int _length;

    private MetadataBlob(byte* start, int length)
    {
        _start = start;
        _length = length;
    }

    public ReadOnlySpan<byte> Bytes => new(_start, _length);

    public static MetadataBlob FromBytes(ReadOnlySpan<byte> bytes)
    {
        byte* memory = (byte*)NativeMemory.Alloc((nuint)Math.Max(bytes.Length, 1));
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        return new MetadataBlob(memory, bytes.Length);
    }

    /// <summary>Null if the file is neither metadata nor an archive that has it.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MetadataBlob? Map(string path)
    {
        long fileLength = new FileInfo(path).Length;
        if (fileLength is < MetadataFormat.HeaderSize or > int.MaxValue)
        {
            return null;
        }
        using MemoryMappedFile file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        // Never disposed: see above.
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, fileLength, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return Find(start, (int)fileLength);
    }

    public uint UInt32At(int offset) => BinaryPrimitives.ReadUInt32LittleEndian(Bytes[offset..]);

    public ulong UInt64At(int offset) => BinaryPrimitives.ReadUInt64LittleEndian(Bytes[offset..]);

    public int OffsetOf(Section section) => (int)UInt32At(MetadataFormat.SectionTableOffset + 4 * (int)section);

    private static MetadataBlob? Find(byte* start, int length)
    {
        ReadOnlySpan<byte> file = new(start, length);
        if (!file.StartsWith("!<arch>\n"u8))
        {
            return file.StartsWith(MetadataFormat.Magic) ? new MetadataBlob(start, length) : null;
        }
        const int memberHeader = 60;
        int at = 8;
        while (at + memberHeader <= length)
        {
            if (!System.Buffers.Text.Utf8Parser.TryParse(file.Slice(at + 48, 10), out int size, out _))
            {
                return null;
            }
            int data = at + memberHeader;
            int content = data + MetadataFormat.ObjectOffset;
            if (size >= MetadataFormat.ObjectOffset + MetadataFormat.HeaderSize && data + size <= length && file[content..].StartsWith(MetadataFormat.Magic))
            {
                return new MetadataBlob(start + content, size - MetadataFormat.ObjectOffset);
            }
            at = data + size + (size & 1);
        }
        return null;
    }
}
