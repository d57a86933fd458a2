using System.Collections.Generic;

namespace Verdigris.Mir.ControlFlow;

/// <summary>Orders of the blocks that can be reached from the start.</summary>
public static class Postorder
{
    /// <summary>Each block after those that it leads to, but for loops.</summary>
    public static List<BasicBlock> Of(Body body)
    {
        List<BasicBlock> result = [];
        bool[] seen = new bool[body.Blocks.Count];
        Stack<(BasicBlock Block, List<BasicBlock> Successors, int Next)> work = new();
        seen[0] = true;
        work.Push((BasicBlock.Start, Successors.Of(body.Blocks[BasicBlock.Start].Terminator), 0));
        while (work.TryPop(out (BasicBlock Block, List<BasicBlock> Successors, int Next) at))
        {
            if (at.Next == at.Successors.Count)
            {
                result.Add(at.Block);
                continue;
            }
            work.Push(at with { Next = at.Next + 1 });
            // From the last on, so that in reverse order the first comes first.
            BasicBlock next = at.Successors[at.Successors.Count - 1 - at.Next];
            if (!seen[next.Index])
            {
                seen[next.Index] = true;
                work.Push((next, Successors.Of(body.Blocks[next].Terminator), 0));
            }
        }
        return result;
    }

    /// <summary>Each block after those that lead to it, but for loops; first successors first.</summary>
    public static List<BasicBlock> ReversedOf(Body body)
    {
        List<BasicBlock> result = Of(body);
        result.Reverse();
        return result;
    }
}
