using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;

namespace Verdigris.Mir.Moves;

/// <summary>At one point: which paths may be initialised, and which may not be. A path can be in both.</summary>
public sealed class InitState(int pathCount)
{
    public IdSet<MovePath> MaybeInit { get; private init; } = new(pathCount);

    public IdSet<MovePath> MaybeUninit { get; private init; } = new(pathCount);

    public InitState Clone() => new(0) { MaybeInit = MaybeInit.Clone(), MaybeUninit = MaybeUninit.Clone() };

    public bool UnionWith(InitState other)
    {
        bool init = MaybeInit.UnionWith(other.MaybeInit);
        return MaybeUninit.UnionWith(other.MaybeUninit) || init;
    }

    public void SetInit(MoveData data, MovePath path) => data.ForSubtree(path, this, static (state, child) =>
    {
        state.MaybeInit.Add(child);
        state.MaybeUninit.Remove(child);
    });

    public void SetUninit(MoveData data, MovePath path) => data.ForSubtree(path, this, static (state, child) =>
    {
        state.MaybeInit.Remove(child);
        state.MaybeUninit.Add(child);
    });
}

/// <summary>
/// Forward dataflow of initialisation over a body: the state at the start of each reachable block. Cost: blocks × paths / 64
/// words, times the loop nesting.
/// </summary>
public sealed class InitDataflow
{
    private readonly Body _body;
    private readonly MoveData _data;
    private readonly InitState?[] _entry;

    private InitDataflow(Body body, MoveData data)
    {
        _body = body;
        _data = data;
        _entry = new InitState?[body.Blocks.Count];
    }

    public static InitDataflow Run(Body body, MoveData data)
    {
        InitDataflow dataflow = new(body, data);
        InitState start = new(data.Paths.Count);
        for (int i = 0; i < data.Paths.Count; i++)
        {
            start.MaybeUninit.Add(MovePath.FromIndex(i));
        }
        for (int i = 1; i <= body.ArgCount; i++)
        {
            start.SetInit(data, data.OfLocal[Local.FromIndex(i)]);
        }
        dataflow._entry[0] = start;
        dataflow.Solve();
        return dataflow;
    }

    /// <summary>Null for a block that cannot be reached.</summary>
    public InitState? AtEntry(BasicBlock block) => _entry[block.Index];

    /// <summary>The state before a location.</summary>
    public InitState? Before(Location location)
    {
        if (_entry[location.Block.Index] is not { } entry)
        {
            return null;
        }
        InitState state = entry.Clone();
        List<Statement> statements = _body.Blocks[location.Block].Statements;
        for (int i = 0; i < location.Statement; i++)
        {
            Apply(state, statements[i]);
        }
        return state;
    }

    public void Apply(InitState state, Statement statement)
    {
        switch (statement)
        {
            case Statement.Assign it:
                MoveOperandsOf(state, it.Value);
                Initialise(state, it.Target);
                break;
            case Statement.SetDiscriminant it:
                Initialise(state, it.Target);
                break;
            case Statement.StorageLive it:
                state.SetUninit(_data, _data.OfLocal[it.Local]);
                break;
            case Statement.StorageDead it:
                state.SetUninit(_data, _data.OfLocal[it.Local]);
                break;
        }
    }

    /// <summary>The operands' moves of a terminator, before it goes anywhere.</summary>
    public void ApplyMoves(InitState state, Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.SwitchInt it:
                Move(state, it.Value);
                break;
            case Terminator.Call it:
                Move(state, it.Function);
                foreach (Operand arg in it.Args)
                {
                    Move(state, arg);
                }
                break;
            case Terminator.Assert it:
                Move(state, it.Condition);
                break;
            case Terminator.Yield it:
                Move(state, it.Value);
                break;
            case Terminator.InlineAsm it:
                foreach (MirAsmOperand operand in it.Operands)
                {
                    if (operand.Input is not null)
                    {
                        Move(state, operand.Input);
                    }
                }
                break;
            case Terminator.Drop it:
                (MovePath path, bool isExact) = _data.Lookup(it.Place);
                if (isExact)
                {
                    state.SetUninit(_data, path);
                }
                break;
        }
    }

    private void Solve()
    {
        Queue<BasicBlock> work = new();
        bool[] isQueued = new bool[_body.Blocks.Count];
        work.Enqueue(BasicBlock.Start);
        while (work.TryDequeue(out BasicBlock block))
        {
            isQueued[block.Index] = false;
            InitState state = _entry[block.Index]!.Clone();
            BasicBlockData data = _body.Blocks[block];
            foreach (Statement statement in data.Statements)
            {
                Apply(state, statement);
            }
            ApplyMoves(state, data.Terminator);
            foreach (BasicBlock successor in Successors.Of(data.Terminator))
            {
                InitState flowing = state;
                ReadOnlySpan<Place> initialised = PlacesInitialisedOn(data.Terminator, successor);
                if (initialised.Length != 0)
                {
                    flowing = state.Clone();
                    foreach (Place place in initialised)
                    {
                        Initialise(flowing, place);
                    }
                }
                else if (data.Terminator is Terminator.InlineAsm asm && asm.Target == successor)
                {
                    flowing = state.Clone();
                    foreach (MirAsmOperand operand in asm.Operands)
                    {
                        if (operand.Output is { } output)
                        {
                            Initialise(flowing, output);
                        }
                    }
                }
                bool changed;
                if (_entry[successor.Index] is { } known)
                {
                    changed = known.UnionWith(flowing);
                }
                else
                {
                    _entry[successor.Index] = flowing.Clone();
                    changed = true;
                }
                if (changed && !isQueued[successor.Index])
                {
                    isQueued[successor.Index] = true;
                    work.Enqueue(successor);
                }
            }
        }
    }

    /// <summary>What a terminator initialises on its way to a successor: a call's destination when it returns.</summary>
    public static Place[] PlacesInitialisedOn(Terminator terminator, BasicBlock successor)
    {
        switch (terminator)
        {
            case Terminator.Call it when it.Target == successor:
                return [it.Destination];
            case Terminator.Yield it when it.Resume == successor:
                return [it.ResumeArg];
            case Terminator.InlineAsm it when it.Target == successor:
                List<Place> outputs = [];
                foreach (MirAsmOperand operand in it.Operands)
                {
                    if (operand.Output is { } output)
                    {
                        outputs.Add(output);
                    }
                }
                return [.. outputs];
            default:
                return [];
        }
    }

    private void Initialise(InitState state, Place place)
    {
        (MovePath path, bool isExact) = _data.Lookup(place);
        if (isExact)
        {
            state.SetInit(_data, path);
        }
        else if (_data[path].Ty is Types.Ty.Adt { Def.IsUnion: true })
        {
            // Writing one field of a union initialises it.
            state.SetInit(_data, path);
        }
    }

    private void MoveOperandsOf(InitState state, Rvalue rvalue)
    {
        switch (rvalue)
        {
            case Rvalue.Use it:
                Move(state, it.Value);
                break;
            case Rvalue.Repeat it:
                Move(state, it.Value);
                break;
            case Rvalue.Cast it:
                Move(state, it.Value);
                break;
            case Rvalue.Unary it:
                Move(state, it.Value);
                break;
            case Rvalue.Binary it:
                Move(state, it.Left);
                Move(state, it.Right);
                break;
            case Rvalue.Aggregate it:
                foreach (Operand field in it.Fields)
                {
                    Move(state, field);
                }
                break;
        }
    }

    private void Move(InitState state, Operand operand)
    {
        if (operand is Operand.Move move && _data.Lookup(move.Place) is (var path, true))
        {
            state.SetUninit(_data, path);
        }
    }
}
