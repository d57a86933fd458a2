using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Interpret;

/// <summary>Evaluation cannot go on: the program's own fault, or something that constants may not do. The text is for E0080.</summary>
public class ConstEvalException(string message) : Exception(message);

/// <summary>A constant that is needed has errors, which were reported where it is defined.</summary>
public sealed class PoisonedConstException() : ConstEvalException("referenced constant has errors");

/// <summary>
/// A machine value. With provenance it is a pointer: <paramref name="Bits"/> is then the offset into what it points to.
/// </summary>
/// <param name="Provenance">An <see cref="Allocation"/> or a <see cref="RelocationTarget"/>; null for numbers.</param>
internal readonly record struct InterpScalar(UInt128 Bits, int Size, object? Provenance = null)
{
    public ulong Offset => (ulong)Bits;

    public UInt128 Number => Provenance is null ? Bits : throw new ConstEvalException("unable to turn pointer into integer");

    public static InterpScalar Int(UInt128 bits, int size) => new(PrimitiveSizes.Truncate(bits, size), size);

    public static InterpScalar Bool(bool value) => new(value ? UInt128.One : UInt128.Zero, 1);
}

/// <summary>Memory during evaluation: bytes, which of them are initialised, and where pointers begin.</summary>
internal sealed class Allocation
{
    private readonly byte[] _bytes;
    private readonly bool[] _isInitialised;
    private readonly SortedDictionary<int, object> _pointers = [];

    public Allocation(ulong size, int align)
    {
        if (size > int.MaxValue)
        {
            throw new ConstEvalException("tried to allocate more memory than available to compiler");
        }
        _bytes = new byte[size];
        _isInitialised = new bool[size];
        Align = align;
    }

    public int Align { get; }

    public ulong Size => (ulong)_bytes.Length;

    /// <summary>The constant this was read from; such memory is never written.</summary>
    public ConstAllocation? Frozen { get; init; }

    public bool IsDead { get; set; }

    public ReadOnlySpan<byte> Bytes(ulong offset, ulong size)
    {
        Check(offset, size);
        return _bytes.AsSpan((int)offset, (int)size);
    }

    public InterpScalar ReadScalar(ulong offset, int size)
    {
        Check(offset, (ulong)size);
        UInt128 bits = 0;
        for (int i = size - 1; i >= 0; i--)
        {
            if (!_isInitialised[(int)offset + i])
            {
                throw new ConstEvalException("using uninitialized data, but this operation requires initialized memory");
            }
            bits = (bits << 8) | _bytes[(int)offset + i];
        }
        return new InterpScalar(bits, size, size == 8 ? _pointers.GetValueOrDefault((int)offset) : null);
    }

    public void WriteScalar(ulong offset, InterpScalar value)
    {
        CheckWrite(offset, (ulong)value.Size);
        ClearPointers(offset, (ulong)value.Size);
        UInt128 bits = value.Bits;
        for (int i = 0; i < value.Size; i++)
        {
            _bytes[(int)offset + i] = (byte)(bits & 0xFF);
            _isInitialised[(int)offset + i] = true;
            bits >>= 8;
        }
        if (value.Provenance is { } provenance)
        {
            _pointers[(int)offset] = provenance;
        }
    }

    public void Fill(ulong offset, ulong size, byte value)
    {
        CheckWrite(offset, size);
        ClearPointers(offset, size);
        _bytes.AsSpan((int)offset, (int)size).Fill(value);
        _isInitialised.AsSpan((int)offset, (int)size).Fill(true);
    }

    /// <summary>Copies bytes, their initialisation and pointers; the ranges may overlap.</summary>
    public void CopyFrom(Allocation source, ulong sourceOffset, ulong offset, ulong size)
    {
        if (size == 0)
        {
            return;
        }
        source.Check(sourceOffset, size);
        CheckWrite(offset, size);
        List<(int Offset, object Provenance)> pointers = [];
        foreach ((int at, object provenance) in source._pointers)
        {
            if ((ulong)at >= sourceOffset && (ulong)at + 8 <= sourceOffset + size)
            {
                pointers.Add((at - (int)sourceOffset, provenance));
            }
        }
        ClearPointers(offset, size);
        source._bytes.AsSpan((int)sourceOffset, (int)size).CopyTo(_bytes.AsSpan((int)offset));
        source._isInitialised.AsSpan((int)sourceOffset, (int)size).CopyTo(_isInitialised.AsSpan((int)offset));
        foreach ((int at, object provenance) in pointers)
        {
            _pointers[(int)offset + at] = provenance;
        }
    }

    public static Allocation Thaw(ConstAllocation constant, Func<RelocationTarget, object> provenanceOf)
    {
        Allocation memory = new((ulong)constant.Bytes.Length, constant.Align) { Frozen = constant };
        constant.Bytes.CopyTo(memory._bytes);
        for (int i = 0; i < memory._isInitialised.Length; i++)
        {
            memory._isInitialised[i] = constant.IsFullyInitialised || constant.InitMask[i] != 0;
        }
        foreach (ConstRelocation relocation in constant.Relocations)
        {
            memory._pointers[(int)relocation.Offset] = provenanceOf(relocation.Target);
            BitConverter.TryWriteBytes(memory._bytes.AsSpan((int)relocation.Offset, 8), relocation.Addend);
        }
        return memory;
    }

    public ConstAllocation Freeze(bool isMutable, Func<object, RelocationTarget> targetOf)
    {
        ImmutableArray<ConstRelocation>.Builder relocations = ImmutableArray.CreateBuilder<ConstRelocation>();
        byte[] bytes = [.. _bytes];
        foreach ((int at, object provenance) in _pointers)
        {
            relocations.Add(new ConstRelocation((ulong)at, targetOf(provenance), BitConverter.ToUInt64(_bytes, at)));
            bytes.AsSpan(at, 8).Clear();
        }
        byte[]? mask = null;
        if (Array.IndexOf(_isInitialised, false) >= 0)
        {
            mask = Array.ConvertAll(_isInitialised, static i => i ? (byte)1 : (byte)0);
        }
        return new ConstAllocation(bytes, Align, isMutable, relocations.ToImmutable(), mask);
    }

    private void Check(ulong offset, ulong size)
    {
        if (IsDead)
        {
            throw new ConstEvalException("memory access failed: pointer is dangling");
        }
        if (offset > Size || size > Size - offset)
        {
            throw new ConstEvalException($"memory access failed: attempting to access {size} bytes, but got a pointer {offset} bytes into {Size} bytes");
        }
    }

    private void CheckWrite(ulong offset, ulong size)
    {
        Check(offset, size);
        if (Frozen is not null)
        {
            throw new ConstEvalException("writing to memory which is read-only");
        }
    }

    private void ClearPointers(ulong offset, ulong size)
    {
        if (_pointers.Count == 0)
        {
            return;
        }
        List<int> cut = [];
        foreach (int at in _pointers.Keys)
        {
            if ((ulong)at < offset + size && offset < (ulong)at + 8)
            {
                cut.Add(at);
            }
        }
        foreach (int at in cut)
        {
            _pointers.Remove(at);
        }
    }
}

/// <summary>A place: memory and, for unsized types, length or vtable.</summary>
/// <param name="Memory">Null for zero-sized places at made-up addresses.</param>
internal readonly record struct InterpPlace(TyLayout Layout, Allocation? Memory, ulong Offset, InterpScalar Metadata = default)
{
    public Allocation Target => Memory ?? throw new ConstEvalException("memory access failed: null or made-up pointer");
}
