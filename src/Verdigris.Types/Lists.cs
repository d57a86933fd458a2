using System;
using System.Collections.Immutable;
using Verdigris.Base.Collections;

namespace Verdigris.Types;

/// <summary>An interned list of interned things; compares by reference.</summary>
public abstract class InternedList<T> : Interned
    where T : Interned
{
    private readonly T[] _items;

    private protected InternedList(T[] items, int kind)
        : base(HashOf(items, kind), FlagsOf(items), BinderOf(items)) => _items = items;

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public T this[System.Index index] => _items[index];

    public ReadOnlySpan<T> AsSpan() => _items;

    public ReadOnlySpan<T>.Enumerator GetEnumerator() => new ReadOnlySpan<T>(_items).GetEnumerator();

    internal override bool ShallowEquals(Interned other) =>
        other.GetType() == GetType() && ((InternedList<T>)other)._items.AsSpan().SequenceEqual(_items);

    internal static int HashOf(ReadOnlySpan<T> items, int kind)
    {
        int hash = kind;
        foreach (T item in items)
        {
            hash = Combine(kind, hash, item.ShallowHash);
        }
        return hash;
    }

    internal static TypeFlags FlagsOf(ReadOnlySpan<T> items)
    {
        TypeFlags flags = TypeFlags.None;
        foreach (T item in items)
        {
            flags |= item.Flags;
        }
        return flags;
    }

    private static int BinderOf(T[] items)
    {
        int binder = 0;
        foreach (T item in items)
        {
            binder = int.Max(binder, item.OuterExclusiveBinder);
        }
        return binder;
    }
}

/// <summary>The arguments for all parameters of an item, parents' first, in the order of <see cref="Generics"/>.</summary>
public sealed class GenericArgs : InternedList<GenericArg>
{
    internal const int Kind = 101;

    internal GenericArgs(GenericArg[] items)
        : base(items, Kind)
    {
    }

    public Ty TypeAt(int index) => this[index].ExpectTy();

    public Region RegionAt(int index) => this[index].ExpectRegion();

    public Const ConstAt(int index) => this[index].ExpectConst();

    public override string ToString() => Printing.TyPrinter.Debug(this);
}

/// <summary>A list of types: tuple elements, parameters.</summary>
public sealed class TyList : InternedList<Ty>
{
    internal const int Kind = 102;

    internal TyList(Ty[] items)
        : base(items, Kind)
    {
    }
}
