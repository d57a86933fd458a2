using System.Collections.Generic;

namespace Verdigris.Mir.ControlFlow;

/// <summary>The blocks that may go to each block.</summary>
public static class Predecessors
{
    public static Dictionary<BasicBlock, List<BasicBlock>> Of(Body body)
    {
        Dictionary<BasicBlock, List<BasicBlock>> result = [];
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            result.Add(BasicBlock.FromIndex(i), []);
        }
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            foreach (BasicBlock successor in Successors.Of(body.Blocks[block].Terminator))
            {
                result[successor].Add(block);
            }
        }
        return result;
    }
}
