using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Mir.ControlFlow;

namespace Verdigris.Mir.Moves;

/// <summary>At one point: which paths may be initialised, and which may not be. A path can be in both.</summary>
public sealed class InitState(int pathCount) : IDataflowState<InitState>
{
    public IdSet<MovePath> MaybeInit { get; private init; } = new(pathCount);

    public IdSet<MovePath> MaybeUninit { get; private init; } = new(pathCount);

    public InitState Clone() => new(0) { MaybeInit = MaybeInit.Clone(), MaybeUninit = MaybeUninit.Clone() };

    public void CopyFrom(InitState other)
    {
        MaybeInit.CopyFrom(other.MaybeInit);
        MaybeUninit.CopyFrom(other.MaybeUninit);
    }

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

/// <summary>Which paths are initialised, forward over a body.</summary>
public sealed class InitDataflow : ForwardDataflow<InitState>
{
    private readonly MoveData _data;

    private InitDataflow(Body body, ControlFlowGraph graph, MoveData data)
        : base(body, graph) => _data = data;

    public static InitDataflow Run(Body body, ControlFlowGraph graph, MoveData data)
    {
        InitState start = new(data.Paths.Count);
        for (int i = 0; i < data.Paths.Count; i++)
        {
            start.MaybeUninit.Add(MovePath.FromIndex(i));
        }
        for (int i = 1; i <= body.ArgCount; i++)
        {
            start.SetInit(data, data.OfLocal[Local.FromIndex(i)]);
        }
        InitDataflow dataflow = new(body, graph, data);
        dataflow.Solve(start);
        return dataflow;
    }

    public override void Apply(InitState state, Statement statement)
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

    /// <summary>The operands' moves.</summary>
    public override void Apply(InitState state, Terminator terminator)
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

    protected override void ApplyReturn(InitState state, Terminator terminator)
    {
        foreach (Place place in PlacesWrittenOnReturn(terminator))
        {
            Initialise(state, place);
        }
    }

    /// <summary>What a terminator writes on its way to <see cref="Successors.ReturnOf"/>: a call's destination.</summary>
    public static Place[] PlacesWrittenOnReturn(Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Call it:
                return [it.Destination];
            case Terminator.Yield it:
                return [it.ResumeArg];
            case Terminator.InlineAsm it:
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
