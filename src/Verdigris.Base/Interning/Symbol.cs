using System;
using System.Collections.Generic;
using System.Text;
using System.Threading;

namespace Verdigris.Base.Interning;

/// <summary>
/// An interned name or literal text: equal texts are the same object, so symbols compare by reference.
/// The table is the one process-wide mutable table besides large spans: symbols are immutable and shared by all
/// crates of a build. Order by <see cref="CompareTo"/> (text), never by reference or hash.
/// </summary>
public sealed class Symbol : IComparable<Symbol>
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<byte[], Symbol> s_table = new(Utf8Comparer.Instance);
    private static readonly Dictionary<byte[], Symbol>.AlternateLookup<ReadOnlySpan<byte>> s_lookup =
        s_table.GetAlternateLookup<ReadOnlySpan<byte>>();

    private readonly byte[] _utf8;
    private string? _text;

    private Symbol(byte[] utf8) => _utf8 = utf8;

    /// <summary>The empty name; also the name of things that have none.</summary>
    public static Symbol Empty { get; } = Intern("");

    /// <summary>The text as UTF-8 without terminator.</summary>
    public ReadOnlySpan<byte> Utf8 => _utf8;

    /// <summary>The text; decoded on first use.</summary>
    public string Text => _text ??= Encoding.UTF8.GetString(_utf8);

    public bool IsEmpty => _utf8.Length == 0;

    public static Symbol Intern(ReadOnlySpan<byte> utf8)
    {
        lock (s_lock)
        {
            if (s_lookup.TryGetValue(utf8, out Symbol? known))
            {
                return known;
            }
            Symbol symbol = new(utf8.ToArray());
            s_table.Add(symbol._utf8, symbol);
            return symbol;
        }
    }

    public static Symbol Intern(string text)
    {
        int count = Encoding.UTF8.GetByteCount(text);
        Span<byte> buffer = count <= 256 ? stackalloc byte[count] : new byte[count];
        Encoding.UTF8.GetBytes(text, buffer);
        return Intern((ReadOnlySpan<byte>)buffer);
    }

    public int CompareTo(Symbol? other) => other is null ? 1 : _utf8.AsSpan().SequenceCompareTo(other._utf8);

    public override string ToString() => Text;

    /// <summary>Compares and hashes byte arrays by content, and spans likewise, so that look-ups need no array.</summary>
    private sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Utf8Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(byte[] key) => GetHashCode(key.AsSpan());

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            // FNV-1a: names are short, and the hash never reaches output.
            uint hash = 2166136261;
            foreach (byte b in alternate)
            {
                hash = (hash ^ b) * 16777619;
            }
            return (int)hash;
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
