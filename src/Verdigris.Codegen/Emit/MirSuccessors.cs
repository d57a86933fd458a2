using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir;

namespace Verdigris.Codegen.Emit;

/// <summary>Where a terminator may go, unwinding included.</summary>
internal static class MirSuccessors
{
    public static void AddTo(Terminator terminator, List<int> successors)
    {
        switch (terminator)
        {
            case Terminator.Goto jump:
                Add(jump.Target, successors);
                break;
            case Terminator.SwitchInt switchInt:
                foreach (BasicBlock target in switchInt.Targets.Targets)
                {
                    Add(target, successors);
                }
                break;
            case Terminator.Drop drop:
                Add(drop.Target, successors);
                Add(drop.Unwind, successors);
                break;
            case Terminator.Call call:
                Add(call.Target, successors);
                Add(call.Unwind, successors);
                break;
            case Terminator.Assert assert:
                Add(assert.Target, successors);
                Add(assert.Unwind, successors);
                break;
            case Terminator.FalseEdge edge:
                Add(edge.Real, successors);
                break;
            case Terminator.FalseUnwind edge:
                Add(edge.Real, successors);
                break;
            case Terminator.InlineAsm asm:
                Add(asm.Target, successors);
                Add(asm.Unwind, successors);
                break;
        }
    }

    private static void Add(BasicBlock block, List<int> successors)
    {
        if (block.IsSome)
        {
            successors.Add(block.Index);
        }
    }

    private static void Add(UnwindAction unwind, List<int> successors)
    {
        if (unwind.Kind == UnwindActionKind.Cleanup)
        {
            Add(unwind.CleanupBlock, successors);
        }
    }
}
