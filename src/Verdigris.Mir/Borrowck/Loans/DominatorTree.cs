using System.Collections.Generic;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>
/// Which blocks every path from the entry to a block passes. Source: Cooper, Harvey, Kennedy, "A Simple, Fast Dominance
/// Algorithm" (2001).
/// </summary>
internal sealed class DominatorTree
{
    private readonly int[] _parent;
    private readonly int[] _order;

    public DominatorTree(Body body)
    {
        int count = body.Blocks.Count;
        _parent = new int[count];
        _order = new int[count];
        System.Array.Fill(_parent, -1);
        System.Array.Fill(_order, -1);
        List<int> postorder = Postorder(body);
        for (int i = postorder.Count - 1; i >= 0; i--)
        {
            ReversePostorder.Add(BasicBlock.FromIndex(postorder[i]));
        }
        for (int i = 0; i < postorder.Count; i++)
        {
            _order[postorder[i]] = i;
        }
        Dictionary<BasicBlock, List<BasicBlock>> predecessors = Predecessors.Of(body);
        _parent[0] = 0;
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = postorder.Count - 2; i >= 0; i--)
            {
                int block = postorder[i];
                int parent = -1;
                foreach (BasicBlock predecessor in predecessors[BasicBlock.FromIndex(block)])
                {
                    if (_parent[predecessor.Index] >= 0)
                    {
                        parent = parent < 0 ? predecessor.Index : Intersect(parent, predecessor.Index);
                    }
                }
                if (_parent[block] != parent)
                {
                    _parent[block] = parent;
                    changed = true;
                }
            }
        }
    }

    /// <summary>The blocks that can be reached, each after those that lead to it but for loops; first successors first.</summary>
    public List<BasicBlock> ReversePostorder { get; } = [];

    public bool IsReachable(BasicBlock block) => _parent[block.Index] >= 0;

    public bool Dominates(Location a, Location b)
    {
        if (a.Block == b.Block)
        {
            return a.Statement <= b.Statement;
        }
        int block = b.Block.Index;
        while (block != 0 && _parent[block] >= 0)
        {
            block = _parent[block];
            if (block == a.Block.Index)
            {
                return true;
            }
        }
        return false;
    }

    private int Intersect(int a, int b)
    {
        while (a != b)
        {
            while (_order[a] < _order[b])
            {
                a = _parent[a];
            }
            while (_order[b] < _order[a])
            {
                b = _parent[b];
            }
        }
        return a;
    }

    private static List<int> Postorder(Body body)
    {
        List<int> result = [];
        bool[] seen = new bool[body.Blocks.Count];
        Stack<(int Block, List<BasicBlock> Successors, int Next)> work = new();
        seen[0] = true;
        work.Push((0, Successors.Of(body.Blocks[BasicBlock.Start].Terminator), 0));
        while (work.TryPop(out (int Block, List<BasicBlock> Successors, int Next) at))
        {
            if (at.Next == at.Successors.Count)
            {
                result.Add(at.Block);
                continue;
            }
            work.Push((at.Block, at.Successors, at.Next + 1));
            // From the last on, so that in reverse order the first comes first.
            BasicBlock next = at.Successors[at.Successors.Count - 1 - at.Next];
            if (!seen[next.Index])
            {
                seen[next.Index] = true;
                work.Push((next.Index, Successors.Of(body.Blocks[next].Terminator), 0));
            }
        }
        return result;
    }
}
