using System;
using System.Threading;

namespace Verdigris.Types;

/// <summary>What a thing to be interned would be, so that it need not be made where it exists already.</summary>
internal interface IInternKey<T>
    where T : Interned
{
    /// <summary>That of <see cref="Interned.ShallowHash"/> of the thing.</summary>
    int Hash { get; }

    TypeFlags Flags { get; }

    bool Matches(Interned other);

    T Create();
}

/// <summary>
/// Hash set of interned objects: open addressing, sharded, read without locks, written under one lock a shard. A slot goes
/// from empty to an object and never changes, its hash first; a grown array is published whole. So a reader that misses is
/// right or merely late, and looks again under the lock. Hashes are beside the objects, because an object that is looked at in vain is
/// a cache miss in vain.
/// </summary>
internal sealed class InternTable
{
    private readonly Shard[] _shards;
    private readonly int _shift;

    /// <param name="shardBits">Logarithm of the number of shards; 0 for a table of one thread.</param>
    /// <param name="capacityPerShard">A power of two.</param>
    public InternTable(int shardBits, int capacityPerShard)
    {
        _shards = new Shard[1 << shardBits];
        _shift = 32 - shardBits;
        for (int i = 0; i < _shards.Length; i++)
        {
            _shards[i] = new Shard(capacityPerShard);
        }
    }

    /// <summary>The object that the key describes.</summary>
    public T Intern<TKey, T>(scoped in TKey key)
        where TKey : struct, IInternKey<T>, allows ref struct
        where T : Interned
    {
        uint hash = Mix((uint)key.Hash);
        return _shards[(int)((ulong)hash >> _shift)].Intern<TKey, T>(in key, hash);
    }

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        return hash * 0xC2B2AE35;
    }

    private struct Slot
    {
        public Interned? Item;
        public uint Hash;
    }

    private sealed class Shard(int capacity)
    {
        private readonly Lock _lock = new();
        private Slot[] _slots = new Slot[capacity];
        private int _count;

        public T Intern<TKey, T>(scoped in TKey key, uint hash)
            where TKey : struct, IInternKey<T>, allows ref struct
            where T : Interned
        {
            if (Find<TKey, T>(Volatile.Read(ref _slots), in key, hash, out _) is { } known)
            {
                return known;
            }
            lock (_lock)
            {
                if (Find<TKey, T>(_slots, in key, hash, out uint free) is { } late)
                {
                    return late;
                }
                // At half its capacity a search that fails looks at two and a half slots, at three quarters at eight and a half.
                if (_count * 2 >= _slots.Length)
                {
                    Grow();
                    free = FirstFree(_slots, hash);
                }
                _count++;
                T made = key.Create();
                _slots[free].Hash = hash;
                Volatile.Write(ref _slots[free].Item, made);
                return made;
            }
        }

        private static T? Find<TKey, T>(Slot[] slots, scoped in TKey key, uint hash, out uint free)
            where TKey : struct, IInternKey<T>, allows ref struct
            where T : Interned
        {
            uint mask = (uint)slots.Length - 1;
            uint at = hash & mask;
            while (Volatile.Read(ref slots[at].Item) is { } item)
            {
                if (slots[at].Hash == hash && key.Matches(item))
                {
                    free = at;
                    return (T)item;
                }
                at = (at + 1) & mask;
            }
            free = at;
            return null;
        }

        private static uint FirstFree(Slot[] slots, uint hash)
        {
            uint mask = (uint)slots.Length - 1;
            uint at = hash & mask;
            while (slots[at].Item is not null)
            {
                at = (at + 1) & mask;
            }
            return at;
        }

        private void Grow()
        {
            Slot[] grown = new Slot[_slots.Length * 2];
            foreach (Slot slot in _slots)
            {
                if (slot.Item is not null)
                {
                    grown[FirstFree(grown, slot.Hash)] = slot;
                }
            }
            Volatile.Write(ref _slots, grown);
        }
    }
}
