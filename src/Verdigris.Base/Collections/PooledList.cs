using System;
using System.Buffers;
using System.Collections.Immutable;

namespace Verdigris.Base.Collections;

/// <summary>
/// A list builder over a pooled array: <c>using PooledList&lt;T&gt; list = PooledList&lt;T&gt;.Rent();</c>. Not shared between
/// threads, not copied; after <see cref="Dispose"/> it must not be used.
/// </summary>
public sealed class PooledList<T> : IDisposable
{
    [ThreadStatic]
    private static PooledList<T>? t_free;

    private T[] _items = [];
    private PooledList<T>? _nextFree;

    public int Count { get; private set; }

    public ref T this[int index] => ref _items.AsSpan(0, Count)[index];

    public static PooledList<T> Rent()
    {
        PooledList<T>? list = t_free;
        if (list is null)
        {
            return new PooledList<T>();
        }
        t_free = list._nextFree;
        list._nextFree = null;
        return list;
    }

    public void Add(T item)
    {
        if (Count == _items.Length)
        {
            Grow(Count + 1);
        }
        _items[Count++] = item;
    }

    public void AddRange(ReadOnlySpan<T> items)
    {
        if (Count + items.Length > _items.Length)
        {
            Grow(Count + items.Length);
        }
        items.CopyTo(_items.AsSpan(Count));
        Count += items.Length;
    }

    public T Pop() => _items[--Count];

    public void Truncate(int count)
    {
        Array.Clear(_items, count, Count - count);
        Count = count;
    }

    public void Clear() => Truncate(0);

    public Span<T> AsSpan() => _items.AsSpan(0, Count);

    public T[] ToArray() => AsSpan().ToArray();

    public ImmutableArray<T> ToImmutable() => ImmutableArray.Create((ReadOnlySpan<T>)AsSpan());

    public Span<T>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    public void Dispose()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
        // Large arrays go back to the runtime's pool so that one huge function does not pin memory for the whole build.
        if (_items.Length > 4096)
        {
            ArrayPool<T>.Shared.Return(_items);
            _items = [];
        }
        _nextFree = t_free;
        t_free = this;
    }

    private void Grow(int needed)
    {
        T[] grown = ArrayPool<T>.Shared.Rent(Math.Max(Math.Max(needed, 8), _items.Length * 2));
        _items.AsSpan(0, Count).CopyTo(grown);
        Array.Clear(grown, Count, grown.Length - Count);
        if (_items.Length != 0)
        {
            Array.Clear(_items, 0, Count);
            ArrayPool<T>.Shared.Return(_items);
        }
        _items = grown;
    }
}
