using System;
using System.Collections.Generic;

namespace Verdigris.Mir.ControlFlow;

/// <summary>Orders of the blocks that can be reached from the start.</summary>
internal static class Postorder
{
    /// <summary>Each block after those that lead to it, but for loops; first successors first.</summary>
    public static BasicBlock[] ReversedOf(ControlFlowGraph graph)
    {
        BasicBlock[] order = new BasicBlock[graph.BlockCount];
        int free = order.Length;
        bool[] seen = new bool[order.Length];
        Stack<(BasicBlock Block, int Next)> work = new();
        seen[0] = true;
        work.Push((BasicBlock.Start, 0));
        while (work.TryPop(out (BasicBlock Block, int Next) at))
        {
            ReadOnlySpan<BasicBlock> successors = graph.SuccessorsOf(at.Block);
            if (at.Next == successors.Length)
            {
                // Finished: it stands before all that it leads to.
                order[--free] = at.Block;
                continue;
            }
            work.Push(at with { Next = at.Next + 1 });
            // From the last on, so that in the end the first comes first.
            BasicBlock next = successors[successors.Length - 1 - at.Next];
            if (!seen[next.Index])
            {
                seen[next.Index] = true;
                work.Push((next, 0));
            }
        }
        return order[free..];
    }
}
