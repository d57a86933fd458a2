using System;

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

    private readonly ControlFlowGraph _graph;

    /// <summary>Use <see cref="ControlFlowGraph.Dominators"/>.</summary>
    internal DominatorTree(ControlFlowGraph graph)
    {
        _graph = graph;
        int count = graph.BlockCount;
        _parent = new int[count];
        _entered = new int[count];
        _left = new int[count];
        Array.Fill(_parent, -1);
        FindParents();
        NumberSubtrees();
    }

    public bool IsReachable(BasicBlock block) => _parent[block.Index] >= 0;

    /// <summary>Whether a block is passed on every path to another, or is that one. False for blocks that cannot be reached.</summary>
    public bool Dominates(BasicBlock a, BasicBlock b) =>
        IsReachable(a) && IsReachable(b) && _entered[a.Index] <= _entered[b.Index] && _left[b.Index] <= _left[a.Index];

    public bool Dominates(Location a, Location b) => a.Block == b.Block ? a.Statement <= b.Statement : Dominates(a.Block, b.Block);

    private void FindParents()
    {
        ReadOnlySpan<BasicBlock> blocks = _graph.ReversePostorder;
        int[] order = new int[_parent.Length];
        for (int i = 0; i < blocks.Length; i++)
        {
            order[blocks[i].Index] = i;
        }
        _parent[0] = 0;
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = 1; i < blocks.Length; i++)
            {
                int parent = -1;
                foreach (BasicBlock predecessor in _graph.PredecessorsOf(blocks[i]))
                {
                    if (_parent[predecessor.Index] >= 0)
                    {
                        parent = parent < 0 ? predecessor.Index : Intersect(order, parent, predecessor.Index);
                    }
                }
                int block = blocks[i].Index;
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
        // A block's children as a list through arrays, the last first.
        int[] firstChild = new int[_parent.Length];
        int[] nextSibling = new int[_parent.Length];
        foreach (BasicBlock block in _graph.ReversePostorder)
        {
            if (block != BasicBlock.Start)
            {
                nextSibling[block.Index] = firstChild[_parent[block.Index]];
                firstChild[_parent[block.Index]] = block.Index;
            }
        }
        // The start is nobody's child: 0 ends a list.
        int clock = 0;
        int at = 0;
        _entered[0] = clock++;
        while (true)
        {
            if (firstChild[at] is not 0 and var child)
            {
                firstChild[at] = nextSibling[child];
                _entered[child] = clock++;
                at = child;
                continue;
            }
            _left[at] = clock++;
            if (at == 0)
            {
                break;
            }
            at = _parent[at];
        }
    }
}
