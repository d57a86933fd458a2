using System;
using System.Text;

namespace Verdigris.Metadata;

/// <summary>Reads what <see cref="RecordWriter"/> wrote, from one place on.</summary>
internal ref struct RecordReader(ReadOnlySpan<byte> bytes, int position)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public int Position { get; private set; } = position;

    /// <summary>Where the last span of this record began.</summary>
    public uint LastPosition { get; set; }

    public byte Byte() => _bytes[Position++];

    public bool Bool() => Byte() != 0;

    public int Int() => (int)(uint)Var();

    public ulong Var()
    {
        byte first = Byte();
        if (first < 0x80)
        {
            return first;
        }
        ulong value = first & 0x7Fu;
        for (int shift = 7; ; shift += 7)
        {
            byte next = Byte();
            value |= (ulong)(next & 0x7Fu) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public UInt128 Var128()
    {
        UInt128 value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = Byte();
            value |= (UInt128)(next & 0x7Fu) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    public long Signed()
    {
        ulong value = Var();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public string Text() => Encoding.UTF8.GetString(Block());

    public ReadOnlySpan<byte> Block()
    {
        int length = Int();
        ReadOnlySpan<byte> block = _bytes.Slice(Position, length);
        Position += length;
        return block;
    }

    public void Skip(int count) => Position += count;
}
