using System;
using System.Collections.Generic;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>
/// Strongly connected components of the outlives constraints, longer to shorter. Numbered so that a component comes after
/// all that it outlives. Source: Tarjan, "Depth-first search and linear graph algorithms" (1972), without recursion.
/// </summary>
internal sealed class ConstraintSccs
{
    private readonly int[] _sccOf;

    // The regions by component, and where each component's begin.
    private readonly int[] _members;
    private readonly int[] _starts;

    private ConstraintSccs(int[] sccOf, int[] members, int[] starts, int count) => (_sccOf, _members, _starts, Count) = (sccOf, members, starts, count);

    public int Count { get; }

    public int Of(RegionVid region) => _sccOf[region.Index];

    /// <summary>The numbers of a component's regions, ascending.</summary>
    public ReadOnlySpan<int> MembersOf(int scc) => _members.AsSpan(_starts[scc].._starts[scc + 1]);

    /// <param name="edges">For each region, the regions that it must outlive: <paramref name="starts"/> has where each one's begin.</param>
    public static ConstraintSccs Compute(int regionCount, int[] starts, int[] edges)
    {
        int[] sccOf = new int[regionCount];
        int[] order = new int[regionCount];
        int[] low = new int[regionCount];
        int[] next = new int[regionCount];
        Array.Fill(sccOf, -1);
        List<int> component = [];
        List<int> path = [];
        int visited = 0;
        int count = 0;
        for (int root = 0; root < regionCount; root++)
        {
            if (order[root] != 0)
            {
                continue;
            }
            path.Add(root);
            while (path.Count > 0)
            {
                int node = path[^1];
                if (order[node] == 0)
                {
                    order[node] = low[node] = ++visited;
                    next[node] = starts[node];
                    component.Add(node);
                }
                bool descended = false;
                while (next[node] < starts[node + 1])
                {
                    int target = edges[next[node]++];
                    if (order[target] == 0)
                    {
                        path.Add(target);
                        descended = true;
                        break;
                    }
                    if (sccOf[target] < 0)
                    {
                        low[node] = Math.Min(low[node], order[target]);
                    }
                }
                if (descended)
                {
                    continue;
                }
                path.RemoveAt(path.Count - 1);
                if (path.Count > 0)
                {
                    low[path[^1]] = Math.Min(low[path[^1]], low[node]);
                }
                if (low[node] == order[node])
                {
                    int member;
                    do
                    {
                        member = component[^1];
                        component.RemoveAt(component.Count - 1);
                        sccOf[member] = count;
                    }
                    while (member != node);
                    count++;
                }
            }
        }
        int[] begin = new int[count + 1];
        foreach (int scc in sccOf)
        {
            begin[scc + 1]++;
        }
        for (int i = 0; i < count; i++)
        {
            begin[i + 1] += begin[i];
        }
        // `order` and `low` have served.
        int[] members = order;
        begin.AsSpan(0, count).CopyTo(low);
        for (int region = 0; region < regionCount; region++)
        {
            members[low[sccOf[region]]++] = region;
        }
        return new ConstraintSccs(sccOf, members, begin, count);
    }
}
