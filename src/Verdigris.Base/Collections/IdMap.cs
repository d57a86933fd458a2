using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;

namespace Verdigris.Base.Collections;

/// <summary>A growable array that only a <typeparamref name="TId"/> can index.</summary>
public sealed class IdMap<TId, T>
    where TId : struct, IId<TId>
{
    private readonly List<T> _items;

    public IdMap() => _items = [];

    public IdMap(int capacity) => _items = new List<T>(capacity);

    public int Count => _items.Count;

    /// <summary>The id that the next <see cref="Add"/> returns.</summary>
    public TId NextId => TId.FromIndex(_items.Count);

    public ref T this[TId id] => ref CollectionsMarshal.AsSpan(_items)[id.Index];

    public Span<T> AsSpan() => CollectionsMarshal.AsSpan(_items);

    public TId Add(T item)
    {
        _items.Add(item);
        return TId.FromIndex(_items.Count - 1);
    }

    /// <summary>Appends <paramref name="fill"/> until <paramref name="id"/> can be indexed.</summary>
    public void EnsureContains(TId id, T fill)
    {
        while (_items.Count <= id.Index)
        {
            _items.Add(fill);
        }
    }

    /// <summary>Drops the items from <paramref name="first"/> on.</summary>
    public void Truncate(TId first) => _items.RemoveRange(first.Index, _items.Count - first.Index);

    public void Clear() => _items.Clear();

    public IdMap<TId, T> Clone()
    {
        IdMap<TId, T> copy = new(_items.Count);
        copy._items.AddRange(_items);
        return copy;
    }
}
