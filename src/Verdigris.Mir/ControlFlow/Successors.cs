using System.Collections.Generic;
using Verdigris.Base.Collections;

namespace Verdigris.Mir.ControlFlow;

/// <summary>The edges of the control-flow graph.</summary>
public static class Successors
{
    /// <summary>All blocks that a terminator may go to, clean-up included; each once.</summary>
    public static List<BasicBlock> Of(Terminator terminator)
    {
        List<BasicBlock> result = [];
        AddTo(result, terminator);
        return result;
    }

    /// <summary>The same, behind what the list holds.</summary>
    internal static void AddTo(List<BasicBlock> result, Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Goto it:
                result.Add(it.Target);
                break;
            case Terminator.SwitchInt it:
                int first = result.Count;
                foreach (BasicBlock target in it.Targets.Targets)
                {
                    if (result.IndexOf(target, first) < 0)
                    {
                        result.Add(target);
                    }
                }
                break;
            case Terminator.Drop it:
                result.Add(it.Target);
                AddCleanup(it.Unwind, result);
                break;
            case Terminator.Call it:
                AddSome(it.Target, result);
                AddCleanup(it.Unwind, result);
                break;
            case Terminator.Assert it:
                result.Add(it.Target);
                AddCleanup(it.Unwind, result);
                break;
            case Terminator.Yield it:
                result.Add(it.Resume);
                AddSome(it.DropTarget, result);
                break;
            case Terminator.FalseEdge it:
                result.Add(it.Real);
                result.Add(it.Imaginary);
                break;
            case Terminator.FalseUnwind it:
                result.Add(it.Real);
                AddCleanup(it.Unwind, result);
                break;
            case Terminator.InlineAsm it:
                AddSome(it.Target, result);
                AddCleanup(it.Unwind, result);
                break;
        }
    }

    /// <summary>The same, without the edges that only the borrow checker sees.</summary>
    internal static void AddRealTo(List<BasicBlock> result, Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.FalseEdge it:
                result.Add(it.Real);
                break;
            case Terminator.FalseUnwind it:
                result.Add(it.Real);
                break;
            default:
                AddTo(result, terminator);
                break;
        }
    }

    /// <summary>
    /// The block behind a call that returns, a suspension that is resumed, or assembly that falls through: there the
    /// terminator's result is written. None for other terminators.
    /// </summary>
    public static BasicBlock ReturnOf(Terminator terminator) => terminator switch
    {
        Terminator.Call it => it.Target,
        Terminator.Yield it => it.Resume,
        Terminator.InlineAsm it => it.Target,
        _ => default,
    };

    private static void AddSome(BasicBlock block, List<BasicBlock> result)
    {
        if (block.IsSome)
        {
            result.Add(block);
        }
    }

    private static void AddCleanup(UnwindAction unwind, List<BasicBlock> result)
    {
        if (unwind.Kind == UnwindActionKind.Cleanup)
        {
            result.Add(unwind.CleanupBlock);
        }
    }
}
