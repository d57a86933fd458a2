using System;
using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.ControlFlow;

namespace Verdigris.Mir.Coroutines;

/// <summary>At one point, sets of locals.</summary>
/// <param name="Live">Their memory exists.</param>
/// <param name="Borrowed">A reference to them, or to a part of them, may be around.</param>
/// <param name="Required">Their memory holds something that may still matter.</param>
internal sealed record StorageState(IdSet<Local> Live, IdSet<Local> Borrowed, IdSet<Local> Required)
{
    public StorageState Copy() => new(Live.Clone(), Borrowed.Clone(), Required.Clone());

    public bool UnionWith(StorageState other)
    {
        bool changed = Live.UnionWith(other.Live);
        changed |= Borrowed.UnionWith(other.Borrowed);
        return Required.UnionWith(other.Required) || changed;
    }
}

/// <summary>
/// Forward dataflow of <see cref="StorageState"/>. A local requires storage from its first assignment until its storage is dead,
/// or until it is moved out of as a whole while no reference to it can exist.
/// </summary>
internal sealed class StorageDataflow : PlaceVisitor
{
    private readonly Body _body;
    private readonly StorageState?[] _entry;
    private StorageState _state = null!;
    private Mode _mode;

    private StorageDataflow(Body body)
    {
        _body = body;
        _entry = new StorageState?[body.Blocks.Count];
    }

    private enum Mode
    {
        Borrows,
        Moves,
    }

    public static StorageDataflow Run(Body body)
    {
        StorageDataflow dataflow = new(body);
        dataflow._entry[0] = dataflow.AtStart();
        Queue<BasicBlock> work = new();
        bool[] isQueued = new bool[body.Blocks.Count];
        work.Enqueue(BasicBlock.Start);
        while (work.TryDequeue(out BasicBlock block))
        {
            isQueued[block.Index] = false;
            dataflow._state = dataflow._entry[block.Index]!.Copy();
            BasicBlockData data = body.Blocks[block];
            foreach (Statement statement in data.Statements)
            {
                dataflow.Before(statement);
                dataflow.After(statement);
            }
            dataflow.Before(data.Terminator);
            dataflow.After(data.Terminator);
            foreach (BasicBlock successor in Successors.Of(data.Terminator))
            {
                StorageState flowing = dataflow._state;
                if (ResultOn(data.Terminator, successor) is { } result)
                {
                    flowing = flowing.Copy();
                    flowing.Required.Add(result);
                }
                bool changed = true;
                if (dataflow._entry[successor.Index] is { } known)
                {
                    changed = known.UnionWith(flowing);
                }
                else
                {
                    dataflow._entry[successor.Index] = flowing.Copy();
                }
                if (changed && !isQueued[successor.Index])
                {
                    isQueued[successor.Index] = true;
                    work.Enqueue(successor);
                }
            }
        }
        return dataflow;
    }

    /// <summary>The state before a block's terminator; null if it cannot be reached.</summary>
    public StorageState? AtTerminator(BasicBlock block)
    {
        if (_entry[block.Index] is not { } entry)
        {
            return null;
        }
        _state = entry.Copy();
        foreach (Statement statement in _body.Blocks[block].Statements)
        {
            Before(statement);
            After(statement);
        }
        return _state;
    }

    /// <summary>What is required while each statement and terminator runs.</summary>
    public void ForEachPoint(Action<IdSet<Local>> visit)
    {
        for (int i = 0; i < _body.Blocks.Count; i++)
        {
            BasicBlockData data = _body.Blocks[BasicBlock.FromIndex(i)];
            if (_entry[i] is not { } entry || data.Terminator is Terminator.Unreachable)
            {
                continue;
            }
            _state = entry.Copy();
            foreach (Statement statement in data.Statements)
            {
                Before(statement);
                visit(_state.Required);
                After(statement);
            }
            Before(data.Terminator);
            visit(_state.Required);
        }
    }

    /// <summary>Locals without storage statements exist all the time; parameters hold something.</summary>
    private StorageState AtStart()
    {
        StorageState start = new(new IdSet<Local>(_body.Locals.Count), new IdSet<Local>(_body.Locals.Count), new IdSet<Local>(_body.Locals.Count));
        bool[] hasStorage = new bool[_body.Locals.Count];
        foreach (BasicBlockData block in _body.Blocks.AsSpan())
        {
            foreach (Statement statement in block.Statements)
            {
                switch (statement)
                {
                    case Statement.StorageLive it:
                        hasStorage[it.Local.Index] = true;
                        break;
                    case Statement.StorageDead it:
                        hasStorage[it.Local.Index] = true;
                        break;
                }
            }
        }
        for (int i = 0; i < hasStorage.Length; i++)
        {
            if (!hasStorage[i])
            {
                start.Live.Add(Local.FromIndex(i));
            }
        }
        for (int i = 2; i <= _body.ArgCount; i++)
        {
            start.Required.Add(Local.FromIndex(i));
        }
        return start;
    }

    /// <summary>While a statement runs, what it writes and what it borrows is needed.</summary>
    private void Before(Statement statement)
    {
        _mode = Mode.Borrows;
        switch (statement)
        {
            case Statement.StorageLive it:
                _state.Live.Add(it.Local);
                break;
            case Statement.StorageDead it:
                _state.Live.Remove(it.Local);
                _state.Borrowed.Remove(it.Local);
                _state.Required.Remove(it.Local);
                break;
            default:
                Visit(statement);
                break;
        }
    }

    private void After(Statement statement)
    {
        _mode = Mode.Moves;
        Visit(statement);
    }

    private void Before(Terminator terminator)
    {
        _mode = Mode.Borrows;
        Visit(terminator);
    }

    private void After(Terminator terminator)
    {
        if (terminator is Terminator.Call { Destination.Local: var result })
        {
            // If the call unwinds there is none; if it returns, the edge adds it again.
            _state.Required.Remove(result);
        }
        _mode = Mode.Moves;
        Visit(terminator);
    }

    private static Local? ResultOn(Terminator terminator, BasicBlock successor) => terminator switch
    {
        Terminator.Call it when it.Target == successor => it.Destination.Local,
        Terminator.Yield it when it.Resume == successor => it.ResumeArg.Local,
        _ => null,
    };

    protected override void VisitPlace(Place place, PlaceUse use)
    {
        switch (use)
        {
            case PlaceUse.Borrow or PlaceUse.Drop when _mode == Mode.Borrows && !place.IsIndirect:
                _state.Borrowed.Add(place.Local);
                _state.Required.Add(place.Local);
                break;
            case PlaceUse.Write when _mode == Mode.Borrows:
                _state.Required.Add(place.Local);
                break;
            case PlaceUse.Move when _mode == Mode.Moves && place.Projection.Length == 0 && !_state.Borrowed.Contains(place.Local):
                _state.Required.Remove(place.Local);
                break;
        }
    }
}
