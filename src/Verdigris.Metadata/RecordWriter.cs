using System;
using System.Buffers.Binary;
using System.Text;

namespace Verdigris.Metadata;

/// <summary>A growing run of bytes. Numbers are LEB128: small ones are one byte.</summary>
internal sealed class RecordWriter
{
    private byte[] _bytes = new byte[256];

    public int Position { get; private set; }

    /// <summary>Where the last span of this record began: the next one is written relative to it.</summary>
    public uint LastPosition { get; set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Position);

    public void Clear()
    {
        Position = 0;
        LastPosition = 0;
    }

    public void Byte(byte value) => Reserve(1)[0] = value;

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void UInt32(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Reserve(4), value);

    public void UInt64(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Reserve(8), value);

    public void Var(int value) => Var((ulong)(uint)value);

    public void Var(ulong value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    public void Var(UInt128 value)
    {
        while (value >= 0x80)
        {
            Byte((byte)((ulong)value | 0x80));
            value >>= 7;
        }
        Byte((byte)value);
    }

    /// <summary>Small numbers of either sign are one byte.</summary>
    public void Signed(long value) => Var((ulong)((value << 1) ^ (value >> 63)));

    public void Text(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        Var(count);
        Encoding.UTF8.GetBytes(text, Reserve(count));
    }

    public void Block(ReadOnlySpan<byte> bytes)
    {
        Var(bytes.Length);
        Raw(bytes);
    }

    public void Raw(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Reserve(bytes.Length));

    public void Patch(int position, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(position, 4), value);

    public void Align4()
    {
        while ((Position & 3) != 0)
        {
            Byte(0);
        }
    }

    public byte[] ToArray() => Written.ToArray();

    private Span<byte> Reserve(int count)
    {
        if (Position + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Position + count));
        }
        Span<byte> room = _bytes.AsSpan(Position, count);
        Position += count;
        return room;
    }
}
