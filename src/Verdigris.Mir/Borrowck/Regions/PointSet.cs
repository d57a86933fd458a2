using System;
using System.Collections.Generic;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>
/// A set of points as sorted, disjoint ranges that do not touch: live ranges are long runs of few pieces, so this is far
/// smaller than a bit per point.
/// </summary>
internal sealed class PointSet
{
    private readonly List<(int First, int End)> _ranges = [];

    public bool IsEmpty => _ranges.Count == 0;

    public IReadOnlyList<(int First, int End)> Ranges => _ranges;

    public bool Contains(int point)
    {
        int index = FirstEndingAfter(point);
        return index < _ranges.Count && _ranges[index].First <= point;
    }

    /// <summary>The lowest point that is not in the set, from <paramref name="point"/> on.</summary>
    public int FirstAbsentFrom(int point)
    {
        int index = FirstEndingAfter(point);
        return index < _ranges.Count && _ranges[index].First <= point ? _ranges[index].End : point;
    }

    public bool Add(int point) => AddRange(point, point + 1);

    /// <summary>Adds the points from <paramref name="first"/> to before <paramref name="end"/>; whether any was new.</summary>
    public bool AddRange(int first, int end)
    {
        if (first >= end)
        {
            return false;
        }
        // Ranges that overlap or touch the new one become one with it.
        int index = FirstEndingAfter(first - 1);
        if (index < _ranges.Count && _ranges[index].First <= first && _ranges[index].End >= end)
        {
            return false;
        }
        int stop = index;
        while (stop < _ranges.Count && _ranges[stop].First <= end)
        {
            first = Math.Min(first, _ranges[stop].First);
            end = Math.Max(end, _ranges[stop].End);
            stop++;
        }
        if (stop == index)
        {
            _ranges.Insert(index, (first, end));
        }
        else
        {
            _ranges[index] = (first, end);
            _ranges.RemoveRange(index + 1, stop - index - 1);
        }
        return true;
    }

    public bool UnionWith(PointSet other)
    {
        bool changed = false;
        foreach ((int first, int end) in other._ranges)
        {
            changed |= AddRange(first, end);
        }
        return changed;
    }

    public bool IsSupersetOf(PointSet other)
    {
        foreach ((int first, int end) in other._ranges)
        {
            if (FirstAbsentFrom(first) < end)
            {
                return false;
            }
        }
        return true;
    }

    public void Clear() => _ranges.Clear();

    private int FirstEndingAfter(int point)
    {
        int low = 0;
        int high = _ranges.Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_ranges[middle].End > point)
            {
                high = middle;
            }
            else
            {
                low = middle + 1;
            }
        }
        return low;
    }
}
