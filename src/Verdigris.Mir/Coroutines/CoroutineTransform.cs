using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Mir.Elaborate;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Coroutines;

/// <summary>
/// Makes a state machine of an <c>async</c> body.
/// <para>
/// First the variables that outlive a suspension are found (<see cref="SuspensionAnalysis"/>): they move into the coroutine,
/// each to a field of the states it lives in. Then the body is written twice: as <c>Future::poll</c>, which begins with a jump
/// to where the state says and where a suspension stores its state and returns <c>Pending</c>; and as the coroutine's
/// destructor, which jumps to the part of the body that leaves the scopes open at the suspension.
/// </para>
/// <para>
/// While the body runs the stored state is that of the last suspension, so that a panic must not leave it: every way out by
/// unwinding stores <see cref="CoroutineStateMachine.Poisoned"/>.
/// </para>
/// <para>Requires: <see cref="MirPhase.BorrowChecked"/>, drops elaborated. Establishes: no yields, the signature of <c>poll</c>.</para>
/// </summary>
internal sealed class CoroutineTransform
{
    private readonly TypeContext _context;
    private readonly ParamEnv _env;
    private readonly Body _source;
    private readonly Ty.Coroutine _coroutine;
    private readonly Ty _returnTy;
    private readonly List<Suspension> _suspensions;
    private readonly Dictionary<Local, int> _savedIndex = [];
    private readonly List<Local> _saved = [];
    private readonly ImmutableArray<ImmutableArray<int>> _states;

    private CoroutineTransform(TypeContext context, Body source, ParamEnv env)
    {
        _context = context;
        _env = env;
        _source = source;
        _coroutine = (Ty.Coroutine)source.Locals[Local.FromIndex(1)].Ty;
        _returnTy = source.ReturnTy;
        SuspensionAnalysis analysis = SuspensionAnalysis.Run(source);
        _suspensions = analysis.Suspensions;
        for (int i = 0; i < source.Locals.Count; i++)
        {
            Local local = Local.FromIndex(i);
            if (_suspensions.Exists(suspension => suspension.Kept.Contains(local)))
            {
                _savedIndex.Add(local, _saved.Count);
                _saved.Add(local);
            }
        }
        _states = ComputeStates();
        HasOwnPlace = SavedPlaces.WithOwnPlace(_saved.Count, _states, analysis.ConflictsAmong(_saved));
    }

    private TypeInterner Types => _context.Types;

    private bool[] HasOwnPlace { get; }

    /// <summary>The body that polls; <see cref="Body.Coroutine"/> has the rest.</summary>
    public static Body Run(TypeContext context, Body body, ParamEnv env)
    {
        CoroutineTransform transform = new(context, body, env);
        Body drop = new Writer(transform, isDrop: true).Write();
        Body poll = new Writer(transform, isDrop: false).Write();
        poll.Coroutine = new CoroutineStateMachine(transform.SavedLocals(), transform._states, drop);
        return poll;
    }

    private ImmutableArray<ImmutableArray<int>> ComputeStates()
    {
        ImmutableArray<ImmutableArray<int>>.Builder states = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        for (int i = 0; i < CoroutineStateMachine.ReservedStates; i++)
        {
            states.Add([]);
        }
        foreach (Suspension suspension in _suspensions)
        {
            ImmutableArray<int>.Builder kept = ImmutableArray.CreateBuilder<int>();
            for (int i = 0; i < _saved.Count; i++)
            {
                if (suspension.Kept.Contains(_saved[i]))
                {
                    kept.Add(i);
                }
            }
            states.Add(kept.ToImmutable());
        }
        return states.ToImmutable();
    }

    private ImmutableArray<SavedLocal> SavedLocals()
    {
        ImmutableArray<SavedLocal>.Builder saved = ImmutableArray.CreateBuilder<SavedLocal>(_saved.Count);
        for (int i = 0; i < _saved.Count; i++)
        {
            LocalDecl local = _source.Locals[_saved[i]];
            saved.Add(new SavedLocal(local.Ty, local.IsUserVariable ? local.Info.Name : null, local.Source.Span, HasOwnPlace[i]));
        }
        return saved.MoveToImmutable();
    }

    /// <summary>A state in which a saved variable lives, and its field there. All its states agree where that is in memory.</summary>
    private (VariantIdx State, FieldIdx Field) FieldOf(int saved)
    {
        for (int i = 0; i < _states.Length; i++)
        {
            if (_states[i].IndexOf(saved) is >= 0 and var field)
            {
                return (VariantIdx.FromIndex(i), FieldIdx.FromIndex(field));
            }
        }
        throw new CompilerBug("a saved variable lives in no state");
    }

    /// <summary>Writes one of the two functions.</summary>
    private sealed class Writer : MirRewriter
    {
        private readonly CoroutineTransform _transform;
        private readonly bool _isDrop;
        private readonly Body _body;
        private readonly SourceInfo _whole;
        private readonly Place _self;
        private readonly Local _result;
        private readonly Local _context;
        private readonly BasicBlock _start;
        private readonly BasicBlock _poison;
        private readonly Place[] _places;

        public Writer(CoroutineTransform transform, bool isDrop)
        {
            _transform = transform;
            _isDrop = isDrop;
            Body source = transform._source;
            _whole = new SourceInfo(source.Span, SourceScope.Outermost);
            _body = new Body(source.Def, isDrop ? 1 : 2, source.Span)
            {
                Phase = MirPhase.Elaborated,
                Locals = source.Locals.Clone(),
                Scopes = source.Scopes.Clone(),
                PromotedBodies = source.PromotedBodies,
            };
            TypeInterner types = Types;
            Ty selfRef = types.Ref(types.Common.Erased, Coroutine, isMutable: true);
            _result = isDrop ? NewLocal(transform._returnTy) : NewLocalLike(Local.ReturnPlace);
            _context = NewLocalLike(Local.FromIndex(2));
            Redeclare(Local.ReturnPlace, isDrop ? types.Common.Unit : types.Adt(Definition(LangItem.Poll), types.Args(transform._returnTy)));
            if (isDrop)
            {
                Redeclare(Local.FromIndex(1), types.RawPtr(Coroutine, isMutable: true));
                _self = new Place(Local.FromIndex(1)).Deref();
            }
            else
            {
                Redeclare(Local.FromIndex(1), types.Adt(Definition(LangItem.Pin), types.Args(selfRef)));
                Ty taskContext = types.Adt(Definition(LangItem.Context), types.Args(types.Common.Erased));
                Redeclare(Local.FromIndex(2), types.Ref(types.Common.Erased, taskContext, isMutable: true));
                _self = new Place(NewLocal(selfRef)).Deref();
            }
            _places = new Place[transform._saved.Count];
            for (int i = 0; i < _places.Length; i++)
            {
                (VariantIdx state, FieldIdx field) = transform.FieldOf(i);
                _places[i] = _self.Downcast(state, null).Field(field, source.Locals[transform._saved[i]].Ty);
            }
            foreach (BasicBlockData block in source.Blocks.AsSpan())
            {
                _body.Blocks.Add(new BasicBlockData(block.IsCleanup));
            }
            // Block 0 becomes the jump to the state's code; what was block 0 moves here.
            _start = NewBlock();
            _poison = isDrop ? default : NewBlock(isCleanup: true);
        }

        private TypeInterner Types => _transform._context.Types;

        private Ty.Coroutine Coroutine => _transform._coroutine;

        public Body Write()
        {
            Body source = _transform._source;
            for (int i = 0; i < source.Blocks.Count; i++)
            {
                BasicBlockData from = source.Blocks[BasicBlock.FromIndex(i)];
                BasicBlockData to = _body.Blocks[Rewrite(BasicBlock.FromIndex(i))];
                foreach (Statement statement in from.Statements)
                {
                    if (statement is Statement.StorageLive { Local: var live } && _transform._savedIndex.ContainsKey(live)
                        || statement is Statement.StorageDead { Local: var dead } && _transform._savedIndex.ContainsKey(dead))
                    {
                        // Lives in the coroutine.
                        continue;
                    }
                    to.Statements.Add(Rewrite(RenameStorage(statement)));
                }
                WriteEnd(to, from.Terminator, BasicBlock.FromIndex(i));
            }
            if (!_isDrop)
            {
                BasicBlockData poison = _body.Blocks[_poison];
                StoreState(poison, CoroutineStateMachine.Poisoned, _whole);
                poison.Terminator = new Terminator.UnwindResume(_whole);
            }
            WriteEntry();
            RewriteDebugInfo();
            UnreachableBlocks.Remove(_body);
            return _body;
        }

        private Statement RenameStorage(Statement statement) => statement switch
        {
            Statement.StorageLive it => it with { Local = Rename(it.Local) },
            Statement.StorageDead it => it with { Local = Rename(it.Local) },
            _ => statement,
        };

        private void WriteEnd(BasicBlockData to, Terminator terminator, BasicBlock original)
        {
            switch (terminator)
            {
                case Terminator.Return it:
                    if (!_isDrop)
                    {
                        Operand value = new Operand.Move(Rewrite(Place.Return));
                        to.Statements.Add(new Statement.Assign(it.Source, Place.Return, Poll("Ready", [value])));
                        StoreState(to, CoroutineStateMachine.Returned, it.Source);
                    }
                    to.Terminator = it;
                    break;
                case Terminator.Yield it:
                    if (!_isDrop)
                    {
                        to.Statements.Add(new Statement.Assign(it.Source, Place.Return, Poll("Pending", [])));
                        StoreState(to, StateOf(original), it.Source);
                    }
                    to.Terminator = new Terminator.Return(it.Source);
                    break;
                case Terminator.CoroutineDrop it:
                    to.Terminator = new Terminator.Return(it.Source);
                    break;
                case Terminator.UnwindResume it:
                    if (!_isDrop)
                    {
                        StoreState(to, CoroutineStateMachine.Poisoned, it.Source);
                    }
                    to.Terminator = it;
                    break;
                default:
                    to.Terminator = Rewrite(terminator);
                    if (!_isDrop && !to.IsCleanup)
                    {
                        to.Terminator = PoisonOnUnwind(to.Terminator);
                    }
                    break;
            }
        }

        private Terminator PoisonOnUnwind(Terminator terminator) => terminator switch
        {
            Terminator.Call { Unwind.Kind: UnwindActionKind.Continue } it => it with { Unwind = UnwindAction.Cleanup(_poison) },
            Terminator.Drop { Unwind.Kind: UnwindActionKind.Continue } it => it with { Unwind = UnwindAction.Cleanup(_poison) },
            Terminator.Assert { Unwind.Kind: UnwindActionKind.Continue } it => it with { Unwind = UnwindAction.Cleanup(_poison) },
            Terminator.InlineAsm { Unwind.Kind: UnwindActionKind.Continue } it => it with { Unwind = UnwindAction.Cleanup(_poison) },
            _ => terminator,
        };

        private VariantIdx StateOf(BasicBlock suspension) => VariantIdx.FromIndex(
            CoroutineStateMachine.ReservedStates + _transform._suspensions.FindIndex(it => it.Block == suspension));

        private void StoreState(BasicBlockData block, VariantIdx state, SourceInfo source) =>
            block.Statements.Add(new Statement.SetDiscriminant(source, _self, state));

        private void WriteEntry()
        {
            BasicBlockData entry = _body.Blocks[BasicBlock.Start];
            if (!_isDrop)
            {
                Ty selfRef = _body.Locals[_self.Local].Ty;
                Place pinned = new Place(Local.FromIndex(1)).Field(FieldIdx.FromIndex(0), selfRef);
                entry.Statements.Add(new Statement.Assign(_whole, new Place(_self.Local), new Rvalue.Use(new Operand.Copy(pinned))));
            }
            Local state = NewLocal(Types.Common.U32);
            entry.Statements.Add(new Statement.Assign(_whole, new Place(state), new Rvalue.Discriminant(_self)));
            ImmutableArray<UInt128>.Builder values = ImmutableArray.CreateBuilder<UInt128>();
            ImmutableArray<BasicBlock>.Builder targets = ImmutableArray.CreateBuilder<BasicBlock>();
            Add(CoroutineStateMachine.Unresumed, _isDrop ? DropCaptures() : Begin());
            if (!_isDrop)
            {
                Add(CoroutineStateMachine.Returned, Panic(new AssertMessage.ResumedAfterReturn()));
                Add(CoroutineStateMachine.Poisoned, Panic(new AssertMessage.ResumedAfterPanic()));
            }
            foreach (Suspension suspension in _transform._suspensions)
            {
                BasicBlock target = _isDrop ? suspension.Yield.DropTarget : suspension.Yield.Resume;
                if (target.IsSome)
                {
                    Add(StateOf(suspension.Block), Resume(suspension, target));
                }
            }
            // A destructor has nothing to do in the states that are left.
            targets.Add(NewBlock(_isDrop ? new Terminator.Return(_whole) : new Terminator.Unreachable(_whole)));
            entry.Terminator = new Terminator.SwitchInt(_whole, new Operand.Move(new Place(state)), new SwitchTargets(values.ToImmutable(), targets.ToImmutable()));

            void Add(VariantIdx variant, BasicBlock target)
            {
                values.Add((UInt128)variant.Index);
                targets.Add(target);
            }
        }

        /// <summary>The body's own start; the context is its parameter.</summary>
        private BasicBlock Begin()
        {
            BasicBlock block = NewBlock(new Terminator.Goto(_whole, _start));
            TakeContext(block, Rewrite(new Place(Local.FromIndex(2))), _whole);
            return block;
        }

        private BasicBlock Resume(Suspension suspension, BasicBlock target)
        {
            SourceInfo source = suspension.Yield.Source;
            BasicBlock block = NewBlock(new Terminator.Goto(source, Rewrite(target)));
            for (int i = 0; i < _transform._source.Locals.Count; i++)
            {
                Local local = Local.FromIndex(i);
                // What need not be kept has memory of the function again.
                if (suspension.StorageLive.Contains(local) && !_transform._savedIndex.ContainsKey(local) && HasStorageStatements(local))
                {
                    _body.Blocks[block].Statements.Add(new Statement.StorageLive(source, Rename(local)));
                }
            }
            if (!_isDrop)
            {
                TakeContext(block, Rewrite(suspension.Yield.ResumeArg), source);
            }
            return block;
        }

        private bool HasStorageStatements(Local local)
        {
            foreach (BasicBlockData block in _transform._source.Blocks.AsSpan())
            {
                foreach (Statement statement in block.Statements)
                {
                    if (statement is Statement.StorageLive live && live.Local == local)
                    {
                        return true;
                    }
                }
            }
            return false;
        }

        /// <summary>Inside, the context is a pointer without lifetimes.</summary>
        private void TakeContext(BasicBlock block, Place target, SourceInfo source)
        {
            Ty resumeTy = _transform._source.Locals[Local.FromIndex(2)].Ty;
            Rvalue value = new Rvalue.Cast(CastKind.Transmute, new Operand.Move(new Place(Local.FromIndex(2))), resumeTy);
            _body.Blocks[block].Statements.Add(new Statement.Assign(source, target, value));
        }

        private BasicBlock Panic(AssertMessage message)
        {
            Operand never = new Operand.Constant(new ConstOperand(
                _whole.Span, new MirConst.Value(Types.Common.Bool, new ConstValue.Scalar(0, 1))));
            BasicBlock after = NewBlock(new Terminator.Unreachable(_whole));
            return NewBlock(new Terminator.Assert(_whole, never, true, message, after, UnwindAction.Continue));
        }

        /// <summary>A coroutine that was never polled is its captures. If dropping one panics, the others are dropped while unwinding.</summary>
        private BasicBlock DropCaptures()
        {
            BasicBlock next = NewBlock(new Terminator.Return(_whole));
            BasicBlock cleanup = NewBlock(new Terminator.UnwindResume(_whole), isCleanup: true);
            TraitSolver solver = new(new Inference(_transform._context));
            TyList captures = ((Ty.Tuple)Coroutine.UpvarsTy).Elements;
            for (int i = captures.Count - 1; i >= 0; i--)
            {
                if (!DropInfo.NeedsDrop(_transform._context, solver, _transform._env, captures[i]))
                {
                    continue;
                }
                Place capture = _self.Field(FieldIdx.FromIndex(i), captures[i]);
                next = NewBlock(new Terminator.Drop(_whole, capture, next, UnwindAction.Cleanup(cleanup), IsReplace: false));
                cleanup = NewBlock(
                    new Terminator.Drop(_whole, capture, cleanup, UnwindAction.Terminate(UnwindTerminateReason.InCleanup), IsReplace: false), isCleanup: true);
            }
            return next;
        }

        private void RewriteDebugInfo()
        {
            foreach (VarDebugInfo variable in _transform._source.DebugVars)
            {
                _body.DebugVars.Add(variable with { Place = Rewrite(variable.Place), ArgIndex = 0 });
            }
        }

        protected override Place Rewrite(Place place)
        {
            ImmutableArray<PlaceElem> projection = place.Projection;
            for (int i = 0; i < projection.Length; i++)
            {
                if (projection[i] is PlaceElem.Index index && Rename(index.Value) is var renamed && renamed != index.Value)
                {
                    projection = projection.SetItem(i, new PlaceElem.Index(renamed));
                }
            }
            if (_transform._savedIndex.TryGetValue(place.Local, out int saved))
            {
                return new Place(_self.Local, [.. _places[saved].Projection, .. projection]);
            }
            return place.Local.Index == 1
                ? new Place(_self.Local, [.. _self.Projection, .. projection])
                : new Place(Rename(place.Local), projection);
        }

        protected override BasicBlock Rewrite(BasicBlock block) => block == BasicBlock.Start ? _start : block;

        private Local Rename(Local local) => local.Index switch
        {
            0 => _result,
            2 => _context,
            _ => local,
        };

        private Rvalue Poll(string variant, ImmutableArray<Operand> fields)
        {
            AdtDef poll = Definition(LangItem.Poll);
            Symbol name = Symbol.Intern(variant);
            for (int i = 0; i < poll.Variants.Length; i++)
            {
                if (poll.Variants[i].Name == name)
                {
                    return new Rvalue.Aggregate(
                        new AggregateKind.Adt(poll, VariantIdx.FromIndex(i), Types.Args(_transform._returnTy), default, default), fields);
                }
            }
            throw new CompilerBug($"`Poll` has no variant `{variant}`");
        }

        private AdtDef Definition(LangItem item) => _transform._context.AdtDefOf(_transform._context.LangItem(item));

        private void Redeclare(Local local, Ty ty) => _body.Locals[local] = new LocalDecl(ty, true, _whole, new LocalInfo(LocalKind.Temp), []);

        private Local NewLocal(Ty ty) => _body.Locals.Add(new LocalDecl(ty, true, _whole, new LocalInfo(LocalKind.Temp), []));

        private Local NewLocalLike(Local local) => _body.Locals.Add(_transform._source.Locals[local]);

        private BasicBlock NewBlock(bool isCleanup = false) => _body.Blocks.Add(new BasicBlockData(isCleanup));

        private BasicBlock NewBlock(Terminator terminator, bool isCleanup = false) => _body.Blocks.Add(new BasicBlockData(isCleanup) { Terminator = terminator });
    }
}
