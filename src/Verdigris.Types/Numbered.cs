using System;

namespace Verdigris.Types;

/// <summary>A list by number with gaps.</summary>
internal sealed class Numbered<T>
    where T : class
{
    private T?[] _items = [];

    public T? At(int index) => index < _items.Length ? _items[index] : null;

    public T Keep(int index, T item)
    {
        if (index >= _items.Length)
        {
            Array.Resize(ref _items, int.Max(16, int.Max(index + 1, _items.Length * 2)));
        }
        return _items[index] = item;
    }
}
