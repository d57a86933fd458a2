using System;
using System.Collections.Generic;
using Verdigris.Mir.ControlFlow;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.ConstCheck;

/// <summary>
/// Which locals may hold a value that needs a drop or has interior mutability, before each statement: a forward analysis with
/// union as join. A local that is moved from as a whole holds nothing any more. Requires: MIR as built.
/// </summary>
internal sealed class QualifDataflow : ForwardDataflow<QualifDataflow.State>
{
    private readonly TypeContext _context;
    private readonly ParamEnv _env;
    private readonly TraitSolver _solver;
    private readonly Func<DefId, ConstQualifs> _qualifsOf;
    private readonly Dictionary<Ty, ConstQualifs> _byType = [];

    private QualifDataflow(TypeContext context, Body body, ParamEnv env, Func<DefId, ConstQualifs> qualifsOf)
        : base(body, new ControlFlowGraph(body))
    {
        _context = context;
        _env = env;
        _solver = new TraitSolver(new Types.Infer.Inference(context));
        _qualifsOf = qualifsOf;
    }

    public static QualifDataflow Run(TypeContext context, Body body, ParamEnv env, Func<DefId, ConstQualifs> qualifsOf)
    {
        QualifDataflow flow = new(context, body, env, qualifsOf);
        State start = new(body.Locals.Count);
        for (int i = 1; i <= body.ArgCount; i++)
        {
            Local argument = Local.FromIndex(i);
            Assign(start, new Place(argument), flow.OfType(body.Locals[argument].Ty));
        }
        flow.Solve(start);
        return flow;
    }

    /// <summary>What the body's result may be, over all ways to return.</summary>
    public ConstQualifs OfResult()
    {
        ConstQualifs result = ConstQualifs.None;
        for (int i = 0; i < Body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            if (Body.Blocks[block].Terminator is Terminator.Return && Before(new Location(block, Body.Blocks[block].Statements.Count)) is { } state)
            {
                result = new ConstQualifs(result.NeedsDrop | state.NeedsDrop[0], result.HasMutInterior | state.HasMutInterior[0]);
            }
        }
        return result;
    }

    public override void Apply(State state, Statement statement)
    {
        if (statement is Statement.Assign assign)
        {
            ConstQualifs value = Of(state, assign.Value, PlaceTy.Of(Body, assign.Target, _context.Types).Ty);
            MoveOut(state, assign.Value);
            Assign(state, assign.Target, value);
        }
    }

    public ConstQualifs OfPlace(State state, Place place)
    {
        ConstQualifs byType = OfType(PlaceTy.Of(Body, place, _context.Types).Ty);
        return place.IsIndirect
            ? byType
            : new ConstQualifs(byType.NeedsDrop && state.NeedsDrop[place.Local.Index], byType.HasMutInterior && state.HasMutInterior[place.Local.Index]);
    }

    public override void Apply(State state, Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Call it:
                foreach (Operand argument in it.Args)
                {
                    MoveOut(state, argument);
                }
                Assign(state, it.Destination, OfType(PlaceTy.Of(Body, it.Destination, _context.Types).Ty));
                break;
            case Terminator.Drop { Place: { } place } when place.AsLocal is { } local:
                state.NeedsDrop[local.Index] = state.HasMutInterior[local.Index] = false;
                break;
        }
    }

    private static void Assign(State state, Place target, ConstQualifs value)
    {
        if (target.IsIndirect)
        {
            return;
        }
        int local = target.Local.Index;
        bool replaces = target.AsLocal is not null;
        state.NeedsDrop[local] = value.NeedsDrop | (!replaces & state.NeedsDrop[local]);
        state.HasMutInterior[local] = value.HasMutInterior | (!replaces & state.HasMutInterior[local]);
    }

    private static void MoveOut(State state, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Use it:
                MoveOut(state, it.Value);
                break;
            case Rvalue.Cast it:
                MoveOut(state, it.Value);
                break;
            case Rvalue.Repeat it:
                MoveOut(state, it.Value);
                break;
            case Rvalue.Aggregate it:
                foreach (Operand field in it.Fields)
                {
                    MoveOut(state, field);
                }
                break;
        }
    }

    private static void MoveOut(State state, Operand operand)
    {
        if (operand is Operand.Move { Place: var place } && place.AsLocal is { } local)
        {
            state.NeedsDrop[local.Index] = state.HasMutInterior[local.Index] = false;
        }
    }

    private ConstQualifs Of(State state, Rvalue value, Ty ty)
    {
        ConstQualifs byType = OfType(ty);
        if (byType == ConstQualifs.None)
        {
            return byType;
        }
        ConstQualifs found = value switch
        {
            Rvalue.Use it => Of(state, it.Value),
            Rvalue.Cast it => Of(state, it.Value),
            Rvalue.Repeat it => Of(state, it.Value),
            Rvalue.Aggregate it => Of(state, it, ty),
            _ => byType,
        };
        return new ConstQualifs(byType.NeedsDrop & found.NeedsDrop, byType.HasMutInterior & found.HasMutInterior);
    }

    private ConstQualifs Of(State state, Rvalue.Aggregate aggregate, Ty ty)
    {
        bool needsDrop = false;
        bool hasMutInterior = false;
        if (ty is Ty.Adt adt)
        {
            if (adt.Def.IsUnion)
            {
                return OfType(ty);
            }
            needsDrop = DropInfo.DropImplOf(_context, adt.Def).IsSome;
            hasMutInterior = (adt.Def.Flags & AdtFlags.IsUnsafeCell) != 0;
        }
        foreach (Operand field in aggregate.Fields)
        {
            ConstQualifs part = Of(state, field);
            needsDrop |= part.NeedsDrop;
            hasMutInterior |= part.HasMutInterior;
        }
        return new ConstQualifs(needsDrop, hasMutInterior);
    }

    private ConstQualifs Of(State state, Operand operand)
    {
        switch (operand)
        {
            case Operand.Copy it:
                return OfPlace(state, it.Place);
            case Operand.Move it:
                return OfPlace(state, it.Place);
            case Operand.Constant { Value.Const: MirConst.Unevaluated { Promoted.Index: < 0 } constant }:
                ConstQualifs byType = OfType(constant.Ty);
                if (byType == ConstQualifs.None || constant.Def.Crate != _context.Crate || _context.KindOf(_context.ParentOf(constant.Def)) == DefKind.Trait)
                {
                    return byType;
                }
                ConstQualifs own = _qualifsOf(constant.Def);
                return new ConstQualifs(byType.NeedsDrop & own.NeedsDrop, byType.HasMutInterior & own.HasMutInterior);
            case Operand.Constant it:
                return OfType(it.Value.Const.Ty);
            default:
                throw new Base.CompilerBug("unknown kind of operand");
        }
    }

    private ConstQualifs OfType(Ty ty)
    {
        if (_byType.TryGetValue(ty, out ConstQualifs? known))
        {
            return known;
        }
        Ty normal = _solver.Normalize(_context.Types.EraseRegions(ty), _env, ObligationCause.Dummy, []);
        DefId freeze = _context.LangItem(LangItem.Freeze);
        ConstQualifs found = new(
            DropInfo.NeedsDrop(_context, _solver, _env, normal), freeze.IsSome && !normal.HasError && !_solver.ImplementsTrait(_env, freeze, normal));
        found = found == ConstQualifs.None ? ConstQualifs.None : found;
        _byType.Add(ty, found);
        return found;
    }

    /// <summary>By number of the local.</summary>
    internal sealed class State(int locals) : IDataflowState<State>
    {
        public bool[] NeedsDrop { get; private init; } = new bool[locals];

        public bool[] HasMutInterior { get; private init; } = new bool[locals];

        public State Clone() => new(0) { NeedsDrop = (bool[])NeedsDrop.Clone(), HasMutInterior = (bool[])HasMutInterior.Clone() };

        public void CopyFrom(State other)
        {
            other.NeedsDrop.CopyTo(NeedsDrop, 0);
            other.HasMutInterior.CopyTo(HasMutInterior, 0);
        }

        public bool UnionWith(State other) => Join(NeedsDrop, other.NeedsDrop) | Join(HasMutInterior, other.HasMutInterior);

        private static bool Join(bool[] into, bool[] from)
        {
            bool changed = false;
            for (int i = 0; i < into.Length; i++)
            {
                changed |= from[i] && !into[i];
                into[i] |= from[i];
            }
            return changed;
        }
    }
}
