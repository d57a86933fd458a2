using System;
using System.Numerics;

namespace Verdigris.Base.Collections;

/// <summary>A bit set over ids; grows as needed. Set operations return whether the receiver changed, as dataflow wants.</summary>
public sealed class IdSet<TId>
    where TId : struct, IId<TId>
{
    private ulong[] _words;

    public IdSet(int capacity = 0) => _words = capacity == 0 ? [] : new ulong[(capacity + 63) >> 6];

    private IdSet(ulong[] words) => _words = words;

    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
            {
                count += BitOperations.PopCount(word);
            }
            return count;
        }
    }

    public bool IsEmpty
    {
        get
        {
            foreach (ulong word in _words)
            {
                if (word != 0)
                {
                    return false;
                }
            }
            return true;
        }
    }

    public bool Contains(TId id)
    {
        int word = id.Index >> 6;
        return (uint)word < (uint)_words.Length && (_words[word] >> (id.Index & 63) & 1) != 0;
    }

    public bool Add(TId id)
    {
        int word = id.Index >> 6;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }
        ulong bit = 1UL << (id.Index & 63);
        bool isNew = (_words[word] & bit) == 0;
        _words[word] |= bit;
        return isNew;
    }

    public bool Remove(TId id)
    {
        int word = id.Index >> 6;
        if ((uint)word >= (uint)_words.Length)
        {
            return false;
        }
        ulong bit = 1UL << (id.Index & 63);
        bool was = (_words[word] & bit) != 0;
        _words[word] &= ~bit;
        return was;
    }

    public bool UnionWith(IdSet<TId> other)
    {
        if (_words.Length < other._words.Length)
        {
            Array.Resize(ref _words, other._words.Length);
        }
        ulong changed = 0;
        for (int i = 0; i < other._words.Length; i++)
        {
            ulong merged = _words[i] | other._words[i];
            changed |= merged ^ _words[i];
            _words[i] = merged;
        }
        return changed != 0;
    }

    public bool IntersectWith(IdSet<TId> other)
    {
        ulong changed = 0;
        for (int i = 0; i < _words.Length; i++)
        {
            ulong merged = i < other._words.Length ? _words[i] & other._words[i] : 0;
            changed |= merged ^ _words[i];
            _words[i] = merged;
        }
        return changed != 0;
    }

    public bool Subtract(IdSet<TId> other)
    {
        ulong changed = 0;
        int length = Math.Min(_words.Length, other._words.Length);
        for (int i = 0; i < length; i++)
        {
            ulong merged = _words[i] & ~other._words[i];
            changed |= merged ^ _words[i];
            _words[i] = merged;
        }
        return changed != 0;
    }

    public bool SetEquals(IdSet<TId> other)
    {
        int length = Math.Max(_words.Length, other._words.Length);
        for (int i = 0; i < length; i++)
        {
            ulong mine = i < _words.Length ? _words[i] : 0;
            ulong theirs = i < other._words.Length ? other._words[i] : 0;
            if (mine != theirs)
            {
                return false;
            }
        }
        return true;
    }

    public void Clear() => Array.Clear(_words);

    public void CopyFrom(IdSet<TId> other)
    {
        if (_words.Length < other._words.Length)
        {
            Array.Resize(ref _words, other._words.Length);
        }
        other._words.CopyTo(_words, 0);
        Array.Clear(_words, other._words.Length, _words.Length - other._words.Length);
    }

    // Array.Clone takes the slow way to new memory.
    public IdSet<TId> Clone() => new(_words.AsSpan().ToArray());

    public Enumerator GetEnumerator() => new(_words);

    /// <summary>Members in ascending order; the set may not grow meanwhile.</summary>
    public struct Enumerator
    {
        private readonly ulong[] _words;
        private int _index;
        private ulong _rest;

        internal Enumerator(ulong[] words)
        {
            _words = words;
            _index = -1;
            _rest = 0;
        }

        public TId Current { get; private set; }

        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_index >= _words.Length)
                {
                    return false;
                }
                _rest = _words[_index];
            }
            Current = TId.FromIndex((_index << 6) + BitOperations.TrailingZeroCount(_rest));
            _rest &= _rest - 1;
            return true;
        }
    }
}
