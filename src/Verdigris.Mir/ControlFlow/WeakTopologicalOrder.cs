using System;
using System.Collections.Generic;

namespace Verdigris.Mir.ControlFlow;

/// <summary>
/// An order for forward dataflow: each loop's blocks stand together, its head first, and before all that comes behind the loop.
/// So a loop is stable before what follows is looked at; in a mere reverse post-order the code behind a loop may stand before
/// the loop's body and be visited again for each loop before it. Source: Bourdoncle, "Efficient chaotic iteration strategies
/// with widenings" (1993).
/// </summary>
internal static class WeakTopologicalOrder
{
    public static BasicBlock[] Of(ControlFlowGraph graph)
    {
        if (IsAcyclic(graph))
        {
            return graph.ReversePostorder.ToArray();
        }
        Sorter sorter = new(graph);
        sorter.Sort([.. graph.ReversePostorder]);
        return [.. sorter.Result];
    }

    /// <summary>Without loops, any topological order will do.</summary>
    private static bool IsAcyclic(ControlFlowGraph graph)
    {
        int[] ranks = new int[graph.BlockCount];
        ReadOnlySpan<BasicBlock> order = graph.ReversePostorder;
        for (int i = 0; i < order.Length; i++)
        {
            ranks[order[i].Index] = i;
        }
        foreach (BasicBlock block in order)
        {
            foreach (BasicBlock successor in graph.SuccessorsOf(block))
            {
                if (ranks[successor.Index] <= ranks[block.Index])
                {
                    return false;
                }
            }
        }
        return true;
    }

    private sealed class Sorter
    {
        private readonly ControlFlowGraph _graph;

        // By block: the component being sorted that it belongs to, and Tarjan's numbers in it.
        private readonly int[] _component;
        private readonly int[] _number;
        private readonly int[] _lowest;
        private readonly bool[] _isOpen;
        private int _components;

        public Sorter(ControlFlowGraph graph)
        {
            _graph = graph;
            int count = graph.BlockCount;
            (_component, _number, _lowest, _isOpen) = (new int[count], new int[count], new int[count], new bool[count]);
        }

        public List<BasicBlock> Result { get; } = [];

        /// <param name="blocks">All that lead to each other inside one loop, in reverse post-order, without the loop's head.</param>
        public void Sort(List<BasicBlock> blocks)
        {
            int component = ++_components;
            foreach (BasicBlock block in blocks)
            {
                _component[block.Index] = component;
                _number[block.Index] = 0;
            }
            // Tarjan's algorithm finds the components last to first.
            List<List<BasicBlock>> found = [];
            int next = 0;
            foreach (BasicBlock block in blocks)
            {
                if (_number[block.Index] == 0)
                {
                    FindComponents(block, component, ref next, found);
                }
            }
            Dictionary<BasicBlock, int>? ranks = null;
            for (int i = found.Count - 1; i >= 0; i--)
            {
                List<BasicBlock> members = found[i];
                if (members.Count == 1)
                {
                    Result.Add(members[0]);
                    continue;
                }
                if (ranks is null)
                {
                    ranks = [];
                    foreach (BasicBlock block in blocks)
                    {
                        ranks.Add(block, ranks.Count);
                    }
                }
                members.Sort((a, b) => ranks[a].CompareTo(ranks[b]));
                Result.Add(members[0]);
                _component[members[0].Index] = 0;
                members.RemoveAt(0);
                Sort(members);
            }
        }

        private void FindComponents(BasicBlock root, int component, ref int next, List<List<BasicBlock>> found)
        {
            Stack<BasicBlock> open = new();
            Stack<(BasicBlock Block, int Next)> work = new();
            Enter(root, ref next);
            while (work.TryPop(out (BasicBlock Block, int Next) at))
            {
                int block = at.Block.Index;
                ReadOnlySpan<BasicBlock> successors = _graph.SuccessorsOf(at.Block);
                if (at.Next < successors.Length)
                {
                    work.Push(at with { Next = at.Next + 1 });
                    BasicBlock successor = successors[at.Next];
                    if (_component[successor.Index] != component)
                    {
                        continue;
                    }
                    if (_number[successor.Index] == 0)
                    {
                        Enter(successor, ref next);
                    }
                    else if (_isOpen[successor.Index])
                    {
                        _lowest[block] = int.Min(_lowest[block], _number[successor.Index]);
                    }
                    continue;
                }
                if (work.TryPeek(out (BasicBlock Block, int Next) above))
                {
                    _lowest[above.Block.Index] = int.Min(_lowest[above.Block.Index], _lowest[block]);
                }
                if (_lowest[block] == _number[block])
                {
                    List<BasicBlock> members = [];
                    BasicBlock member;
                    do
                    {
                        member = open.Pop();
                        _isOpen[member.Index] = false;
                        members.Add(member);
                    }
                    while (member != at.Block);
                    found.Add(members);
                }
            }

            void Enter(BasicBlock block, ref int next)
            {
                _number[block.Index] = _lowest[block.Index] = ++next;
                _isOpen[block.Index] = true;
                open.Push(block);
                work.Push((block, 0));
            }
        }
    }
}
