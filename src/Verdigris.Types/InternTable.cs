using System.Threading;

namespace Verdigris.Types;

/// <summary>
/// Hash set of interned objects: open addressing, sharded, read without locks, written under one lock a shard. A slot goes
/// from null to an object and never changes; a grown array is published whole. So a reader that misses is right or merely
/// late, and looks again under the lock.
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

    /// <summary>The object equal to <paramref name="candidate"/>, which may be the candidate itself.</summary>
    public T Intern<T>(T candidate)
        where T : Interned
    {
        uint hash = Mix((uint)candidate.ShallowHash);
        return (T)_shards[(int)((ulong)hash >> _shift)].Intern(candidate, hash);
    }

    private static uint Mix(uint hash)
    {
        hash ^= hash >> 15;
        hash *= 0x85EBCA6B;
        hash ^= hash >> 13;
        return hash * 0xC2B2AE35;
    }

    private sealed class Shard(int capacity)
    {
        private readonly Lock _lock = new();
        private Interned?[] _slots = new Interned?[capacity];
        private int _count;

        public Interned Intern(Interned candidate, uint hash)
        {
            if (Find(Volatile.Read(ref _slots), candidate, hash, out _) is { } known)
            {
                return known;
            }
            lock (_lock)
            {
                if (Find(_slots, candidate, hash, out uint free) is { } late)
                {
                    return late;
                }
                if (_count * 4 >= _slots.Length * 3)
                {
                    Grow();
                    Find(_slots, candidate, hash, out free);
                }
                _count++;
                Volatile.Write(ref _slots[free], candidate);
                return candidate;
            }
        }

        private static Interned? Find(Interned?[] slots, Interned candidate, uint hash, out uint free)
        {
            uint mask = (uint)slots.Length - 1;
            uint at = hash & mask;
            while (Volatile.Read(ref slots[at]) is { } slot)
            {
                if (slot.ShallowHash == candidate.ShallowHash && slot.ShallowEquals(candidate))
                {
                    free = at;
                    return slot;
                }
                at = (at + 1) & mask;
            }
            free = at;
            return null;
        }

        private void Grow()
        {
            Interned?[] grown = new Interned?[_slots.Length * 2];
            foreach (Interned? item in _slots)
            {
                if (item is not null)
                {
                    Find(grown, item, Mix((uint)item.ShallowHash), out uint free);
                    grown[free] = item;
                }
            }
            Volatile.Write(ref _slots, grown);
        }
    }
}
