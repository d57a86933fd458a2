using System;
using System.Collections.Generic;

namespace Verdigris.Mir.ControlFlow;

/// <summary>
/// A body's blocks and the edges between them, as they are when this is made: all that analyses of one body share. Orders and
/// dominators are found when they are first asked for. For one thread.
/// </summary>
public sealed class ControlFlowGraph
{
    private readonly BasicBlock[] _successors;
    private readonly int[] _firstSuccessor;
    private readonly BasicBlock[] _predecessors;
    private readonly int[] _firstPredecessor;
    private BasicBlock[]? _reversePostorder;
    private BasicBlock[]? _loopOrder;
    private DominatorTree? _dominators;

    public ControlFlowGraph(Body body)
    {
        BlockCount = body.Blocks.Count;
        _firstSuccessor = new int[BlockCount + 1];
        _firstPredecessor = new int[BlockCount + 1];
        List<BasicBlock> successors = new(BlockCount * 2);
        for (int i = 0; i < BlockCount; i++)
        {
            _firstSuccessor[i] = successors.Count;
            Successors.AddTo(successors, body.Blocks[BasicBlock.FromIndex(i)].Terminator);
        }
        _firstSuccessor[BlockCount] = successors.Count;
        _successors = [.. successors];
        _predecessors = new BasicBlock[_successors.Length];
        FindPredecessors();
    }

    public int BlockCount { get; }

    /// <summary>The blocks that can be reached, each after those that lead to it, but for loops; first successors first.</summary>
    public ReadOnlySpan<BasicBlock> ReversePostorder => _reversePostorder ??= Postorder.ReversedOf(this);

    /// <summary>The blocks that can be reached, in <see cref="WeakTopologicalOrder"/>.</summary>
    public ReadOnlySpan<BasicBlock> LoopOrder => _loopOrder ??= WeakTopologicalOrder.Of(this);

    public DominatorTree Dominators => _dominators ??= new DominatorTree(this);

    /// <summary>Each once.</summary>
    public ReadOnlySpan<BasicBlock> SuccessorsOf(BasicBlock block) =>
        _successors.AsSpan(_firstSuccessor[block.Index].._firstSuccessor[block.Index + 1]);

    /// <summary>In the order of their numbers.</summary>
    public ReadOnlySpan<BasicBlock> PredecessorsOf(BasicBlock block) =>
        _predecessors.AsSpan(_firstPredecessor[block.Index].._firstPredecessor[block.Index + 1]);

    private void FindPredecessors()
    {
        foreach (BasicBlock successor in _successors)
        {
            _firstPredecessor[successor.Index + 1]++;
        }
        for (int i = 0; i < BlockCount; i++)
        {
            _firstPredecessor[i + 1] += _firstPredecessor[i];
        }
        int[] next = _firstPredecessor.AsSpan(0, BlockCount).ToArray();
        for (int i = 0; i < BlockCount; i++)
        {
            foreach (BasicBlock successor in SuccessorsOf(BasicBlock.FromIndex(i)))
            {
                _predecessors[next[successor.Index]++] = BasicBlock.FromIndex(i);
            }
        }
    }
}
