using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Mir.ControlFlow;

namespace Verdigris.Mir.Elaborate;

/// <summary>Drops blocks that cannot be reached and joins a block with its only successor where it is that one's only predecessor.</summary>
public static class UnreachableBlocks
{
    public static void Remove(Body body)
    {
        bool[] isReachable = new bool[body.Blocks.Count];
        Stack<BasicBlock> work = new();
        work.Push(BasicBlock.Start);
        isReachable[0] = true;
        while (work.TryPop(out BasicBlock block))
        {
            foreach (BasicBlock successor in Successors.Of(body.Blocks[block].Terminator))
            {
                if (!isReachable[successor.Index])
                {
                    isReachable[successor.Index] = true;
                    work.Push(successor);
                }
            }
        }
        BasicBlock[] renumbered = new BasicBlock[body.Blocks.Count];
        List<BasicBlockData> kept = [];
        for (int i = 0; i < isReachable.Length; i++)
        {
            if (isReachable[i])
            {
                renumbered[i] = BasicBlock.FromIndex(kept.Count);
                kept.Add(body.Blocks[BasicBlock.FromIndex(i)]);
            }
        }
        body.Blocks.Clear();
        foreach (BasicBlockData data in kept)
        {
            data.Terminator = Renumber(data.Terminator, renumbered);
            body.Blocks.Add(data);
        }
    }

    private static Terminator Renumber(Terminator terminator, BasicBlock[] map) => terminator switch
    {
        Terminator.Goto it => it with { Target = Map(it.Target, map) },
        Terminator.SwitchInt it => it with { Targets = new SwitchTargets(it.Targets.Values, MapAll(it.Targets.Targets, map)) },
        Terminator.Drop it => it with { Target = Map(it.Target, map), Unwind = Map(it.Unwind, map) },
        Terminator.Call it => it with { Target = Map(it.Target, map), Unwind = Map(it.Unwind, map) },
        Terminator.Assert it => it with { Target = Map(it.Target, map), Unwind = Map(it.Unwind, map) },
        Terminator.Yield it => it with { Resume = Map(it.Resume, map), DropTarget = Map(it.DropTarget, map) },
        Terminator.FalseEdge it => it with { Real = Map(it.Real, map), Imaginary = Map(it.Imaginary, map) },
        Terminator.FalseUnwind it => it with { Real = Map(it.Real, map), Unwind = Map(it.Unwind, map) },
        Terminator.InlineAsm it => it with { Target = Map(it.Target, map), Unwind = Map(it.Unwind, map) },
        Terminator.UnwindResume or Terminator.UnwindTerminate or Terminator.Return or Terminator.Unreachable or Terminator.CoroutineDrop => terminator,
    };

    private static BasicBlock Map(BasicBlock block, BasicBlock[] map) => block.IsNone ? block : map[block.Index];

    private static UnwindAction Map(UnwindAction unwind, BasicBlock[] map) =>
        unwind.Kind == UnwindActionKind.Cleanup ? UnwindAction.Cleanup(Map(unwind.CleanupBlock, map)) : unwind;

    private static ImmutableArray<BasicBlock> MapAll(ImmutableArray<BasicBlock> blocks, BasicBlock[] map)
    {
        ImmutableArray<BasicBlock>.Builder result = ImmutableArray.CreateBuilder<BasicBlock>(blocks.Length);
        foreach (BasicBlock block in blocks)
        {
            result.Add(Map(block, map));
        }
        return result.MoveToImmutable();
    }
}
