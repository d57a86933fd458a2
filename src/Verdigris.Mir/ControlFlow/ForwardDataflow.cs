using System;
using System.Collections.Generic;
using System.Numerics;
using Verdigris.Base.Collections;

namespace Verdigris.Mir.ControlFlow;

/// <summary>What a dataflow analysis knows at one point. The join of two is their union.</summary>
public interface IDataflowState<TSelf>
    where TSelf : class
{
    TSelf Clone();

    void CopyFrom(TSelf other);

    /// <summary>Whether anything was new.</summary>
    bool UnionWith(TSelf other);
}

/// <summary>
/// Forward dataflow over a body: the state at the start of each block that can be reached. Of the blocks that wait the first
/// in <see cref="WeakTopologicalOrder"/> is next: a block outside of loops is visited once, one inside of loops at most twice
/// for each of them, as their effects are sets of what is added and what is removed.
/// </summary>
public abstract class ForwardDataflow<TState>(Body body, ControlFlowGraph graph)
    where TState : class, IDataflowState<TState>
{
    private readonly TState?[] _entry = new TState?[body.Blocks.Count];

    protected Body Body => body;

    /// <summary>Null for a block that cannot be reached. Not to be changed.</summary>
    public TState? AtEntry(BasicBlock block) => _entry[block.Index];

    /// <summary>A copy of the state before a statement or terminator.</summary>
    public TState? Before(Location location)
    {
        TState? state = _entry[location.Block.Index]?.Clone();
        if (state is not null)
        {
            List<Statement> statements = body.Blocks[location.Block].Statements;
            for (int i = 0; i < location.Statement; i++)
            {
                Apply(state, statements[i]);
            }
        }
        return state;
    }

    public abstract void Apply(TState state, Statement statement);

    /// <summary>What a terminator does wherever it goes: moving its operands.</summary>
    public abstract void Apply(TState state, Terminator terminator);

    /// <summary>What it does on the way to <see cref="Successors.ReturnOf"/> only.</summary>
    protected virtual void ApplyReturn(TState state, Terminator terminator)
    {
    }

    protected void Solve(TState start)
    {
        ReadOnlySpan<BasicBlock> order = graph.LoopOrder;
        int[] ranks = new int[graph.BlockCount];
        for (int i = 0; i < order.Length; i++)
        {
            ranks[order[i].Index] = i;
        }
        RankQueue waiting = new(order.Length);
        _entry[0] = start;
        waiting.Add(0);
        TState state = start.Clone();
        while (waiting.TryTake(out int rank))
        {
            BasicBlock block = order[rank];
            state.CopyFrom(_entry[block.Index]!);
            foreach (Statement statement in body.Blocks[block].Statements)
            {
                Apply(state, statement);
            }
            Terminator terminator = body.Blocks[block].Terminator;
            Apply(state, terminator);
            BasicBlock onReturn = Successors.ReturnOf(terminator);
            foreach (BasicBlock successor in graph.SuccessorsOf(block))
            {
                if (successor != onReturn)
                {
                    Flow(successor);
                }
            }
            if (onReturn.IsSome)
            {
                ApplyReturn(state, terminator);
                Flow(onReturn);
            }
        }

        void Flow(BasicBlock successor)
        {
            if (_entry[successor.Index] is not { } known)
            {
                _entry[successor.Index] = state.Clone();
                waiting.Add(ranks[successor.Index]);
            }
            else if (known.UnionWith(state))
            {
                waiting.Add(ranks[successor.Index]);
            }
        }
    }

    /// <summary>Numbers below a limit, the smallest first.</summary>
    private sealed class RankQueue(int limit)
    {
        private readonly ulong[] _words = new ulong[(limit + 63) >> 6];

        // No word before this one has a bit.
        private int _first;

        public void Add(int rank)
        {
            _words[rank >> 6] |= 1UL << (rank & 63);
            _first = int.Min(_first, rank >> 6);
        }

        public bool TryTake(out int rank)
        {
            for (; _first < _words.Length; _first++)
            {
                if (_words[_first] != 0)
                {
                    int bit = BitOperations.TrailingZeroCount(_words[_first]);
                    _words[_first] &= _words[_first] - 1;
                    rank = (_first << 6) + bit;
                    return true;
                }
            }
            rank = 0;
            return false;
        }
    }
}
