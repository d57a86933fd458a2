using System;
using Verdigris.Base.Collections;
using Verdigris.Mir.ControlFlow;

namespace Verdigris.Mir.Coroutines;

/// <summary>At one point, sets of locals.</summary>
internal sealed class StorageState(int localCount) : IDataflowState<StorageState>
{
    /// <summary>Their memory exists.</summary>
    public IdSet<Local> Live { get; private init; } = new(localCount);

    /// <summary>A reference to them, or to a part of them, may be around.</summary>
    public IdSet<Local> Borrowed { get; private init; } = new(localCount);

    /// <summary>Their memory holds something that may still matter.</summary>
    public IdSet<Local> Required { get; private init; } = new(localCount);

    public StorageState Clone() => new(0) { Live = Live.Clone(), Borrowed = Borrowed.Clone(), Required = Required.Clone() };

    public void CopyFrom(StorageState other)
    {
        Live.CopyFrom(other.Live);
        Borrowed.CopyFrom(other.Borrowed);
        Required.CopyFrom(other.Required);
    }

    public bool UnionWith(StorageState other)
    {
        bool changed = Live.UnionWith(other.Live);
        changed |= Borrowed.UnionWith(other.Borrowed);
        return Required.UnionWith(other.Required) || changed;
    }
}

/// <summary>
/// Where each local needs memory: from its first assignment until its storage is dead, or until it is moved out of as a whole
/// while no reference to it can exist.
/// </summary>
internal sealed class StorageDataflow : ForwardDataflow<StorageState>
{
    private readonly Effects _effects = new();

    private StorageDataflow(Body body)
        : base(body, new ControlFlowGraph(body))
    {
    }

    public static StorageDataflow Run(Body body)
    {
        StorageDataflow dataflow = new(body);
        dataflow.Solve(AtStart(body));
        return dataflow;
    }

    /// <summary>What is required while each statement and terminator runs.</summary>
    public void ForEachPoint(Action<IdSet<Local>> visit)
    {
        for (int i = 0; i < Body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            BasicBlockData data = Body.Blocks[block];
            if (AtEntry(block)?.Clone() is not { } state || data.Terminator is Terminator.Unreachable)
            {
                continue;
            }
            foreach (Statement statement in data.Statements)
            {
                _effects.Begin(state, statement);
                visit(state.Required);
                _effects.End(state, statement);
            }
            _effects.Begin(state, data.Terminator);
            visit(state.Required);
        }
    }

    public override void Apply(StorageState state, Statement statement)
    {
        _effects.Begin(state, statement);
        _effects.End(state, statement);
    }

    public override void Apply(StorageState state, Terminator terminator)
    {
        _effects.Begin(state, terminator);
        _effects.End(state, terminator);
    }

    protected override void ApplyReturn(StorageState state, Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Call it:
                state.Required.Add(it.Destination.Local);
                break;
            case Terminator.Yield it:
                state.Required.Add(it.ResumeArg.Local);
                break;
        }
    }

    /// <summary>Locals without storage statements exist all the time; parameters hold something.</summary>
    private static StorageState AtStart(Body body)
    {
        StorageState start = new(body.Locals.Count);
        for (int i = 0; i < body.Locals.Count; i++)
        {
            start.Live.Add(Local.FromIndex(i));
        }
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            foreach (Statement statement in block.Statements)
            {
                switch (statement)
                {
                    case Statement.StorageLive it:
                        start.Live.Remove(it.Local);
                        break;
                    case Statement.StorageDead it:
                        start.Live.Remove(it.Local);
                        break;
                }
            }
        }
        // The coroutine itself is not kept in itself.
        for (int i = 2; i <= body.ArgCount; i++)
        {
            start.Required.Add(Local.FromIndex(i));
        }
        return start;
    }

    /// <summary>What statements and terminators do to the sets: while they run, and when they are done.</summary>
    private sealed class Effects : PlaceVisitor
    {
        private StorageState _state = null!;
        private bool _isDone;

        /// <summary>While a statement runs, what it writes and what it borrows is needed.</summary>
        public void Begin(StorageState state, Statement statement)
        {
            (_state, _isDone) = (state, false);
            switch (statement)
            {
                case Statement.StorageLive it:
                    state.Live.Add(it.Local);
                    break;
                case Statement.StorageDead it:
                    state.Live.Remove(it.Local);
                    state.Borrowed.Remove(it.Local);
                    state.Required.Remove(it.Local);
                    break;
                default:
                    Visit(statement);
                    break;
            }
        }

        public void End(StorageState state, Statement statement)
        {
            (_state, _isDone) = (state, true);
            Visit(statement);
        }

        public void Begin(StorageState state, Terminator terminator)
        {
            (_state, _isDone) = (state, false);
            Visit(terminator);
        }

        public void End(StorageState state, Terminator terminator)
        {
            if (terminator is Terminator.Call { Destination.Local: var result })
            {
                // If the call unwinds there is none; if it returns, that adds it again.
                state.Required.Remove(result);
            }
            (_state, _isDone) = (state, true);
            Visit(terminator);
        }

        protected override void VisitPlace(Place place, PlaceUse use)
        {
            switch (use)
            {
                case PlaceUse.Borrow or PlaceUse.Drop when !_isDone && !place.IsIndirect:
                    _state.Borrowed.Add(place.Local);
                    _state.Required.Add(place.Local);
                    break;
                case PlaceUse.Write when !_isDone:
                    _state.Required.Add(place.Local);
                    break;
                case PlaceUse.Move when _isDone && place.Projection.Length == 0 && !_state.Borrowed.Contains(place.Local):
                    _state.Required.Remove(place.Local);
                    break;
            }
        }
    }
}
