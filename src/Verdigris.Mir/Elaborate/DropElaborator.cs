using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Moves;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Elaborate;

/// <summary>
/// Makes every drop unconditional, a test of a flag, or nothing.
/// <para>
/// First it finds, by the dataflow of initialisation, which drops act on something surely, perhaps or never initialised.
/// What is perhaps initialised gets a flag: a bool that is set where the path is initialised and cleared where it is moved.
/// A value some of whose parts have been moved out is dropped part by part. [destructors]
/// </para>
/// <para>Requires: a body that passed the move check. Establishes: each <see cref="Terminator.Drop"/> drops something initialised.</para>
/// </summary>
public sealed class DropElaborator
{
    private readonly TypeContext _context;
    private readonly TraitSolver _solver;
    private readonly ParamEnv _env;
    private readonly Body _body;
    private readonly MoveData _data;
    private readonly InitDataflow _dataflow;
    private readonly Dictionary<MovePath, Local> _flags = [];
    private readonly Dictionary<Location, List<Statement>> _insertions = [];
    private readonly List<(MovePath Path, BasicBlock Block, SourceInfo Source)> _clearOnDrop = [];

    private DropElaborator(TypeContext context, Body body, ParamEnv env)
    {
        _context = context;
        _solver = new TraitSolver(new Inference(context));
        _env = env;
        _body = body;
        _data = MoveDataBuilder.Build(context, body);
        _dataflow = InitDataflow.Run(body, new ControlFlowGraph(body), _data);
    }

    private TypeInterner Types => _context.Types;

    public static void Run(TypeContext context, Body body, ParamEnv env) => new DropElaborator(context, body, env).Run();

    private void Run()
    {
        int originalBlocks = _body.Blocks.Count;
        List<(BasicBlock Block, Terminator.Drop Drop, InitState State)> drops = [];
        for (int i = 0; i < originalBlocks; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            if (_body.Blocks[block].Terminator is not Terminator.Drop drop)
            {
                continue;
            }
            if (_dataflow.Before(new Location(block, _body.Blocks[block].Statements.Count)) is { } state)
            {
                drops.Add((block, drop, state));
            }
        }
        foreach ((BasicBlock block, Terminator.Drop drop, InitState state) in drops)
        {
            Elaborate(block, drop, state);
        }
        if (_flags.Count > 0)
        {
            SetFlags(originalBlocks);
        }
        foreach ((MovePath path, BasicBlock block, SourceInfo source) in _clearOnDrop)
        {
            SetSubtree(path, false, new Location(block, 0), source);
        }
        ApplyInsertions();
    }

    private void Elaborate(BasicBlock block, Terminator.Drop drop, InitState state)
    {
        (MovePath path, bool isExact) = _data.Lookup(drop.Place);
        if (!isExact)
        {
            // Behind a reference: what is assigned to is always initialised.
            _body.Blocks[block].Terminator = drop;
            return;
        }
        DropBuilder builder = new(this, drop.Source, state, drop.Unwind, _body.Blocks[block].IsCleanup);
        BasicBlock start = builder.Drop(path, drop.Target);
        _body.Blocks[block].Terminator = new Terminator.Goto(drop.Source, start);
    }

    private Local FlagOf(MovePath path, SourceInfo source)
    {
        if (!_flags.TryGetValue(path, out Local flag))
        {
            flag = _body.Locals.Add(new LocalDecl(Types.Common.Bool, true, source, new LocalInfo(LocalKind.Temp), []));
            _flags.Add(path, flag);
        }
        return flag;
    }

    /// <summary>Clears all flags at the start, then follows every move and initialisation.</summary>
    private void SetFlags(int originalBlocks)
    {
        SourceInfo source = new(_body.Span, SourceScope.Outermost);
        List<Statement> atStart = InsertionsAt(Location.Start);
        foreach ((MovePath path, Local flag) in _flags)
        {
            bool isArg = _body.IsArg(_data[path].Place.Local);
            atStart.Add(SetFlag(flag, isArg, source));
        }
        for (int i = 0; i < originalBlocks; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            if (_dataflow.AtEntry(block) is null)
            {
                continue;
            }
            BasicBlockData data = _body.Blocks[block];
            for (int s = 0; s < data.Statements.Count; s++)
            {
                FollowStatement(data.Statements[s], new Location(block, s + 1));
            }
            FollowTerminator(data.Terminator, block, data.Statements.Count);
        }
    }

    private void FollowStatement(Statement statement, Location after)
    {
        switch (statement)
        {
            case Statement.Assign it:
                foreach (Operand operand in OperandsOf(it.Value))
                {
                    FollowMove(operand, after, it.Source);
                }
                FollowInit(it.Target, after, it.Source);
                break;
            case Statement.SetDiscriminant it:
                FollowInit(it.Target, after, it.Source);
                break;
            case Statement.StorageLive it:
                SetSubtree(_data.OfLocal[it.Local], false, after, it.Source);
                break;
        }
    }

    private void FollowTerminator(Terminator terminator, BasicBlock block, int count)
    {
        switch (terminator)
        {
            case Terminator.Call it:
                foreach (Operand arg in it.Args)
                {
                    FollowMove(arg, new Location(block, count), it.Source);
                }
                if (it.Target.IsSome)
                {
                    FollowInit(it.Destination, new Location(it.Target, 0), it.Source);
                }
                break;
            case Terminator.Yield it:
                FollowInit(it.ResumeArg, new Location(it.Resume, 0), it.Source);
                break;
        }
    }

    private void FollowMove(Operand operand, Location at, SourceInfo source)
    {
        if (operand is Operand.Move move && _data.Lookup(move.Place) is (var path, true))
        {
            SetSubtree(path, false, at, source);
        }
    }

    private void FollowInit(Place place, Location at, SourceInfo source)
    {
        if (_data.Lookup(place) is (var path, true))
        {
            SetSubtree(path, true, at, source);
        }
    }

    private void SetSubtree(MovePath path, bool value, Location at, SourceInfo source)
    {
        if (_flags.TryGetValue(path, out Local flag))
        {
            InsertionsAt(at).Add(SetFlag(flag, value, source));
        }
        foreach (MovePath child in _data[path].Children)
        {
            SetSubtree(child, value, at, source);
        }
    }

    private Statement SetFlag(Local flag, bool value, SourceInfo source) =>
        new Statement.Assign(source, new Place(flag), new Rvalue.Use(new Operand.Constant(new ConstOperand(
            source.Span, new MirConst.Value(Types.Common.Bool, new ConstValue.Scalar(value ? 1u : 0u, 1))))));

    private List<Statement> InsertionsAt(Location location)
    {
        if (!_insertions.TryGetValue(location, out List<Statement>? statements))
        {
            statements = [];
            _insertions.Add(location, statements);
        }
        return statements;
    }

    private void ApplyInsertions()
    {
        List<Location> locations = [.. _insertions.Keys];
        // Back to front, so that earlier positions keep their numbers.
        locations.Sort(static (a, b) => b.CompareTo(a));
        foreach (Location location in locations)
        {
            _body.Blocks[location.Block].Statements.InsertRange(location.Statement, _insertions[location]);
        }
    }

    private static IEnumerable<Operand> OperandsOf(Rvalue rvalue) => rvalue switch
    {
        Rvalue.Use it => [it.Value],
        Rvalue.Repeat it => [it.Value],
        Rvalue.Cast it => [it.Value],
        Rvalue.Unary it => [it.Value],
        Rvalue.Binary it => [it.Left, it.Right],
        Rvalue.Aggregate it => it.Fields,
        Rvalue.Ref or Rvalue.RawPtr or Rvalue.ThreadLocalRef or Rvalue.Discriminant => [],
    };

    /// <summary>Builds the blocks of one drop.</summary>
    private sealed class DropBuilder(DropElaborator elaborator, SourceInfo source, InitState state, UnwindAction unwind, bool isCleanup)
    {
        private Body Body => elaborator._body;

        private MoveData Data => elaborator._data;

        /// <summary>Drops a path and goes to <paramref name="next"/>; the block to start at.</summary>
        public BasicBlock Drop(MovePath path, BasicBlock next)
        {
            (bool mayBeInit, bool mayBeUninit) = StateOf(path);
            MovePathData data = Data[path];
            if (!mayBeInit || !DropInfo.NeedsDrop(elaborator._context, elaborator._solver, elaborator._env, data.Ty))
            {
                return next;
            }
            if (data.Ty is Ty.Coroutine { Def: var coroutine } && coroutine == Body.Def)
            {
                return OpenDrop(path, data, next);
            }
            if (!mayBeUninit)
            {
                BasicBlock block = NewBlock(new Terminator.Drop(source, data.Place, next, unwind, IsReplace: false));
                ClearFlags(path, block);
                return block;
            }
            if (data.Children.Count == 0)
            {
                BasicBlock block = NewBlock(new Terminator.Drop(source, data.Place, next, unwind, IsReplace: false));
                ClearFlags(path, block);
                return IfFlag(path, block, next);
            }
            return OpenDrop(path, data, next);
        }

        private (bool MayBeInit, bool MayBeUninit) StateOf(MovePath path)
        {
            bool[] found = [false, false];
            Data.ForSubtree(path, (State: state, Found: found), static (it, child) =>
            {
                it.Found[0] |= it.State.MaybeInit.Contains(child);
                it.Found[1] |= it.State.MaybeUninit.Contains(child);
            });
            return (found[0], found[1]);
        }

        /// <summary>Part by part, because some parts may have been moved out.</summary>
        private BasicBlock OpenDrop(MovePath path, MovePathData data, BasicBlock next)
        {
            switch (data.Ty)
            {
                case Ty.Tuple it:
                    return Ladder(path, data.Place, [.. it.Elements.AsSpan()], path, next);
                case Ty.Closure { UpvarsTy: Ty.Tuple upvars }:
                    return Ladder(path, data.Place, [.. upvars.Elements.AsSpan()], path, next);
                case Ty.Coroutine { UpvarsTy: Ty.Tuple upvars }:
                    // The parameter of the coroutine's own body: nothing but captures so far.
                    return Ladder(path, data.Place, [.. upvars.Elements.AsSpan()], path, next);
                case Ty.Adt { Def.IsBox: true } it:
                    return OpenBox(path, data, it, next);
                case Ty.Adt { Def.IsStruct: true } it:
                    return Ladder(path, data.Place, FieldTypes(it, it.Def.SingleVariant), path, next);
                case Ty.Adt { Def.IsEnum: true } it:
                    return OpenEnum(path, data, it, next);
                default:
                    // Arrays whose elements were moved out one by one: each tracked element on its own.
                    return OpenElements(data, next);
            }
        }

        private ImmutableArray<Ty> FieldTypes(Ty.Adt adt, VariantDef variant)
        {
            ImmutableArray<Ty>.Builder types = ImmutableArray.CreateBuilder<Ty>(variant.Fields.Length);
            foreach (FieldDef field in variant.Fields)
            {
                Ty ty = elaborator.Types.Instantiate(elaborator._context.TypeOf(field.Def), adt.Args);
                List<Obligation> nested = [];
                ty = elaborator._solver.Inference.Resolve(elaborator._solver.Normalize(ty, elaborator._env, ObligationCause.Dummy, nested));
                types.Add(elaborator.Types.EraseRegions(ty));
            }
            return types.MoveToImmutable();
        }

        /// <summary>
        /// Fields in declaration order; those without a path of their own go with their owner's flag. If one panics, those after
        /// it are dropped on the way out.
        /// </summary>
        private BasicBlock Ladder(MovePath path, Place place, ImmutableArray<Ty> fields, MovePath owner, BasicBlock next)
        {
            bool mayUnwind = !isCleanup && unwind.Kind is UnwindActionKind.Continue or UnwindActionKind.Cleanup;
            DropBuilder? onUnwind = mayUnwind
                ? new DropBuilder(elaborator, source, state, UnwindAction.Terminate(UnwindTerminateReason.InCleanup), isCleanup: true)
                : null;
            UnwindAction rest = unwind;
            for (int i = fields.Length - 1; i >= 0; i--)
            {
                FieldIdx field = FieldIdx.FromIndex(i);
                DropBuilder builder = rest == unwind ? this : new DropBuilder(elaborator, source, state, rest, isCleanup);
                BasicBlock start = builder.DropField(path, place, field, fields[i], owner, next);
                if (start == next)
                {
                    continue;
                }
                next = start;
                if (onUnwind is not null && i > 0)
                {
                    BasicBlock outer = rest.Kind == UnwindActionKind.Cleanup
                        ? rest.CleanupBlock
                        : onUnwind.NewBlock(new Terminator.UnwindResume(source));
                    rest = UnwindAction.Cleanup(onUnwind.DropField(path, place, field, fields[i], owner, outer));
                }
            }
            return next;
        }

        private BasicBlock DropField(MovePath path, Place place, FieldIdx field, Ty ty, MovePath owner, BasicBlock next) =>
            ChildField(path, field) is { } child ? Drop(child, next) : DropRest(place.Field(field, ty), ty, owner, next);

        private MovePath? ChildField(MovePath path, FieldIdx field)
        {
            foreach (MovePath child in Data[path].Children)
            {
                if (Data[child].Place.Projection[^1] is PlaceElem.Field it && it.Idx == field)
                {
                    return child;
                }
            }
            return null;
        }

        /// <summary>A part that is never moved on its own: initialised whenever its owner was, in whole or in part.</summary>
        private BasicBlock DropRest(Place place, Ty ty, MovePath owner, BasicBlock next)
        {
            if (!DropInfo.NeedsDrop(elaborator._context, elaborator._solver, elaborator._env, ty))
            {
                return next;
            }
            BasicBlock block = NewBlock(new Terminator.Drop(source, place, next, unwind, IsReplace: false));
            return state.MaybeUninit.Contains(owner) ? IfFlag(owner, block, next) : block;
        }

        private BasicBlock OpenEnum(MovePath path, MovePathData data, Ty.Adt adt, BasicBlock next)
        {
            ImmutableArray<System.UInt128> discriminants = Discriminants.Of(elaborator._context, adt.Def);
            ImmutableArray<System.UInt128>.Builder values = ImmutableArray.CreateBuilder<System.UInt128>();
            ImmutableArray<BasicBlock>.Builder targets = ImmutableArray.CreateBuilder<BasicBlock>();
            foreach (MovePath child in data.Children)
            {
                if (Data[child].Place.Projection[^1] is not PlaceElem.Downcast downcast)
                {
                    continue;
                }
                VariantDef variant = adt.Def.Variant(downcast.Variant);
                values.Add(discriminants[downcast.Variant.Index]);
                targets.Add(Ladder(child, Data[child].Place, FieldTypes(adt, variant), path, next));
            }
            // The other variants are as they were: dropped as a whole.
            BasicBlock whole = NewBlock(new Terminator.Drop(source, data.Place, next, unwind, IsReplace: false));
            targets.Add(whole);
            Ty discriminantTy = elaborator.Types.Common.Of(adt.Def.Repr.Int ?? PrimTy.Isize);
            Local discriminant = Body.Locals.Add(new LocalDecl(discriminantTy, true, source, new LocalInfo(LocalKind.Temp), []));
            BasicBlock block = NewBlock(new Terminator.SwitchInt(
                source, new Operand.Move(new Place(discriminant)), new SwitchTargets(values.ToImmutable(), targets.ToImmutable())));
            Body.Blocks[block].Statements.Add(new Statement.Assign(source, new Place(discriminant), new Rvalue.Discriminant(data.Place)));
            // After a whole move the discriminant is gone too.
            return state.MaybeUninit.Contains(path) ? IfFlag(path, block, next) : block;
        }

        /// <summary>The content if it is still there, then the allocation.</summary>
        private BasicBlock OpenBox(MovePath path, MovePathData data, Ty.Adt box, BasicBlock next)
        {
            BasicBlock free = BoxFree(data.Place, box, next);
            if (state.MaybeUninit.Contains(path))
            {
                free = IfFlag(path, free, next);
            }
            foreach (MovePath child in data.Children)
            {
                if (Data[child].Place.Projection[^1] is PlaceElem.Deref)
                {
                    return Drop(child, free);
                }
            }
            return free;
        }

        /// <summary>Calls the box's own <c>Drop</c>, which frees and leaves the content alone.</summary>
        private BasicBlock BoxFree(Place place, Ty.Adt box, BasicBlock next)
        {
            DefId drop = elaborator._context.LangItem(LangItem.Drop);
            DefId method = elaborator._context.AssocItemsOf(drop).Items[0].Id;
            Ty referenceTy = elaborator.Types.Ref(elaborator.Types.Common.Erased, box, isMutable: true);
            Local reference = Body.Locals.Add(new LocalDecl(referenceTy, true, source, new LocalInfo(LocalKind.Temp), []));
            Local unit = Body.Locals.Add(new LocalDecl(elaborator.Types.Common.Unit, true, source, new LocalInfo(LocalKind.Temp), []));
            Operand function = new Operand.Constant(new ConstOperand(
                source.Span, new MirConst.Value(elaborator.Types.FnDef(method, elaborator.Types.Args(box)), ConstValue.ZeroSized.Instance)));
            BasicBlock block = NewBlock(new Terminator.Call(
                source, function, [new Operand.Move(new Place(reference))], new Place(unit), next, unwind, source.Span, CallSource.Misc));
            Body.Blocks[block].Statements.Add(new Statement.Assign(
                source, new Place(reference), new Rvalue.Ref(elaborator.Types.Common.Erased, BorrowKind.Mut, place)));
            return block;
        }

        private BasicBlock OpenElements(MovePathData data, BasicBlock next)
        {
            if (data.Ty is not Ty.Array { Length: Const.Value { Bits: var bits } } array)
            {
                throw new CompilerBug($"a partly moved value of type {data.Ty} cannot be dropped in parts");
            }
            MovePath owner = Data.Lookup(data.Place).Path;
            for (ulong i = (ulong)bits; i-- > 0;)
            {
                PlaceElem elem = new PlaceElem.ConstantIndex(i, (ulong)bits, FromEnd: false);
                MovePath? tracked = null;
                bool inSubslice = false;
                foreach (MovePath child in data.Children)
                {
                    switch (Data[child].Place.Projection[^1])
                    {
                        case PlaceElem.ConstantIndex it when it.Offset == i:
                            tracked = child;
                            break;
                        case PlaceElem.Subslice it when it.From <= i && i < it.To:
                            inSubslice = true;
                            break;
                    }
                }
                if (tracked is { } path)
                {
                    next = Drop(path, next);
                }
                else if (!inSubslice)
                {
                    next = DropRest(data.Place.Project(elem), array.Element, owner, next);
                }
            }
            foreach (MovePath child in data.Children)
            {
                if (Data[child].Place.Projection[^1] is PlaceElem.Subslice)
                {
                    next = Drop(child, next);
                }
            }
            return next;
        }

        private BasicBlock IfFlag(MovePath path, BasicBlock then, BasicBlock otherwise) => NewBlock(new Terminator.SwitchInt(
            source, new Operand.Copy(new Place(elaborator.FlagOf(path, source))), SwitchTargets.If(then, otherwise)));

        /// <summary>What was dropped in a loop must not be dropped again in the next round.</summary>
        private void ClearFlags(MovePath path, BasicBlock block) => elaborator._clearOnDrop.Add((path, block, source));

        private BasicBlock NewBlock(Terminator terminator) => Body.Blocks.Add(new BasicBlockData(isCleanup) { Terminator = terminator });
    }

}
