using System;
using System.Collections.Generic;

namespace Verdigris.Mir.ControlFlow;

/// <summary>
/// Which blocks every path from the entry to a block passes. Source: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance
/// Algorithm" (2001). A question takes constant time: the subtree of a block is an interval of a walk over the tree.
/// </summary>
public sealed class DominatorTree
{
    private readonly int[] _parent;
    private readonly int[] _entered;
    private readonly int[] _left;

    public DominatorTree(Body body)
    {
        int count = body.Blocks.Count;
        _parent = new int[count];
        _entered = new int[count];
        _left = new int[count];
        Array.Fill(_parent, -1);
        ReversePostorder = Postorder.ReversedOf(body);
        FindParents(Predecessors.Of(body));
        NumberSubtrees();
    }

    /// <summary>The blocks that can be reached, each after those that lead to it but for loops; first successors first.</summary>
    public List<BasicBlock> ReversePostorder { get; }

    public bool IsReachable(BasicBlock block) => _parent[block.Index] >= 0;

    /// <summary>Whether a block is passed on every path to another, or is that one. False for blocks that cannot be reached.</summary>
    public bool Dominates(BasicBlock a, BasicBlock b) =>
        IsReachable(a) && IsReachable(b) && _entered[a.Index] <= _entered[b.Index] && _left[b.Index] <= _left[a.Index];

    public bool Dominates(Location a, Location b) => a.Block == b.Block ? a.Statement <= b.Statement : Dominates(a.Block, b.Block);

    private void FindParents(Dictionary<BasicBlock, List<BasicBlock>> predecessors)
    {
        int[] order = new int[_parent.Length];
        for (int i = 0; i < ReversePostorder.Count; i++)
        {
            order[ReversePostorder[i].Index] = i;
        }
        _parent[0] = 0;
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 1; i < ReversePostorder.Count; i++)
            {
                int parent = -1;
                foreach (BasicBlock predecessor in predecessors[ReversePostorder[i]])
                {
                    if (_parent[predecessor.Index] >= 0)
                    {
                        parent = parent < 0 ? predecessor.Index : Intersect(order, parent, predecessor.Index);
                    }
                }
                int block = ReversePostorder[i].Index;
                changed |= _parent[block] != parent;
                _parent[block] = parent;
            }
        }
    }

    private int Intersect(int[] order, int a, int b)
    {
        while (a != b)
        {
            while (order[a] > order[b])
            {
                a = _parent[a];
            }
            while (order[b] > order[a])
            {
                b = _parent[b];
            }
        }
        return a;
    }

    private void NumberSubtrees()
    {
        List<int>?[] children = new List<int>?[_parent.Length];
        foreach (BasicBlock block in ReversePostorder)
        {
            if (block != BasicBlock.Start)
            {
                (children[_parent[block.Index]] ??= []).Add(block.Index);
            }
        }
        int clock = 0;
        Stack<(int Block, int Next)> work = new([(0, 0)]);
        while (work.TryPop(out (int Block, int Next) at))
        {
            if (at.Next == 0)
            {
                _entered[at.Block] = clock++;
            }
            if (children[at.Block] is { } inner && at.Next < inner.Count)
            {
                work.Push(at with { Next = at.Next + 1 });
                work.Push((inner[at.Next], 0));
            }
            else
            {
                _left[at.Block] = clock++;
            }
        }
    }
}
