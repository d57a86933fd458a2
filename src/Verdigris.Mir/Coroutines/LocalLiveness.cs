using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.ControlFlow;

namespace Verdigris.Mir.Coroutines;

/// <summary>Which locals may be read before they are assigned as a whole, at the start of each block. Borrows are reads where they are made.</summary>
internal sealed class LocalLiveness : PlaceVisitor
{
    private readonly Body _body;
    private IdSet<Local> _live = null!;

    private LocalLiveness(Body body) => _body = body;

    public static IdSet<Local>[] AtEntries(Body body)
    {
        LocalLiveness liveness = new(body);
        IdSet<Local>[] entry = new IdSet<Local>[body.Blocks.Count];
        List<BasicBlock>[] predecessors = new List<BasicBlock>[body.Blocks.Count];
        for (int i = 0; i < entry.Length; i++)
        {
            entry[i] = new IdSet<Local>(body.Locals.Count);
            predecessors[i] = [];
        }
        Queue<BasicBlock> work = new();
        bool[] isQueued = new bool[entry.Length];
        for (int i = entry.Length - 1; i >= 0; i--)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            foreach (BasicBlock successor in Successors.Of(body.Blocks[block].Terminator))
            {
                predecessors[successor.Index].Add(block);
            }
            work.Enqueue(block);
            isQueued[i] = true;
        }
        while (work.TryDequeue(out BasicBlock block))
        {
            isQueued[block.Index] = false;
            liveness._live = new IdSet<Local>(body.Locals.Count);
            liveness.FlowBack(block, entry);
            if (!entry[block.Index].UnionWith(liveness._live))
            {
                continue;
            }
            foreach (BasicBlock predecessor in predecessors[block.Index])
            {
                if (!isQueued[predecessor.Index])
                {
                    isQueued[predecessor.Index] = true;
                    work.Enqueue(predecessor);
                }
            }
        }
        return entry;
    }

    private void FlowBack(BasicBlock block, IdSet<Local>[] entry)
    {
        BasicBlockData data = _body.Blocks[block];
        foreach (BasicBlock successor in Successors.Of(data.Terminator))
        {
            _live.UnionWith(entry[successor.Index]);
        }
        switch (data.Terminator)
        {
            // The result is there only on the way back from the call; on unwinding nothing reads it.
            case Terminator.Call { Destination.AsLocal: { } result }:
                _live.Remove(result);
                break;
            case Terminator.Yield { ResumeArg.AsLocal: { } given } yield:
                if (!(yield.DropTarget.IsSome && entry[yield.DropTarget.Index].Contains(given)))
                {
                    _live.Remove(given);
                }
                break;
        }
        Visit(data.Terminator);
        for (int i = data.Statements.Count - 1; i >= 0; i--)
        {
            if (data.Statements[i] is Statement.Assign { Target.AsLocal: { } target })
            {
                _live.Remove(target);
            }
            Visit(data.Statements[i]);
        }
    }

    protected override void VisitPlace(Place place, PlaceUse use)
    {
        if (use != PlaceUse.Write || place.Projection.Length > 0)
        {
            _live.Add(place.Local);
        }
    }

    protected override void VisitIndex(Local local) => _live.Add(local);
}
