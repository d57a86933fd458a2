using System;
using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Codegen.Abi;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Debug;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>
/// Emits the LLVM function of one instance from MIR. Locals are machine values where <see cref="LocalAnalysis"/> allows it and
/// stack slots otherwise; places become addresses, operands become values, blocks map one to one, with landing pads added.
/// Requires: MIR of phase Elaborated or later, all types known. Blocks are emitted in reverse postorder, so that values are
/// there before their uses.
/// </summary>
internal sealed partial class FunctionEmitter
{
    private readonly UnitEmitter _emitter;
    private readonly Instance _instance;
    private readonly Declared _declared;
    private readonly MonoBody _mono;
    private readonly LlvmBuilder _builder;
    private readonly LocalSlot[] _locals;
    private readonly LlvmBlock[] _blocks;
    private readonly LlvmBlock[] _landingPads;
    private readonly Dictionary<UnwindTerminateReason, LlvmBlock> _terminatePads = [];
    private readonly FunctionDebugInfo? _debug;
    private LlvmValue _exceptionSlot;
    private LlvmValue _callerLocation;
    private LlvmValue _returnPointer;

    public FunctionEmitter(UnitEmitter emitter, Instance instance, Declared declared, MonoBody mono)
    {
        _emitter = emitter;
        _instance = instance;
        _declared = declared;
        _mono = mono;
        _builder = new LlvmBuilder(emitter.Unit.Context);
        _locals = new LocalSlot[mono.Body.Locals.Count];
        _blocks = new LlvmBlock[mono.Body.Blocks.Count];
        _landingPads = new LlvmBlock[mono.Body.Blocks.Count];
        _debug = emitter.Debug?.BeginFunction(declared.Function, instance, mono, emitter.Crate.Names);
    }

    private enum SlotKind : byte
    {
        /// <summary>A value that is not there yet.</summary>
        Unset,
        Value,
        Memory,
    }

    private LlvmUnit Unit => _emitter.Unit;

    private LayoutComputer Layouts => _emitter.Layouts;

    private MonoQueries Queries => _emitter.Queries;

    private Body Body => _mono.Body;

    private bool UnwindsPanics => _emitter.Crate.Options.Panic == PanicStrategy.Unwind;

    public void Emit()
    {
        using LlvmBuilder builder = _builder;
        LlvmBlock entry = _builder.AppendBlock(_declared.Function, "start"u8);
        _builder.PositionAtEnd(entry);
        EmitPrologue();
        ReadOnlySpan<BasicBlock> order = new ControlFlowGraph(Body).ReversePostorder;
        foreach (BasicBlock block in order)
        {
            _blocks[block.Index] = _builder.AppendBlock(_declared.Function, ""u8);
        }
        _builder.Br(_blocks[0]);
        foreach (BasicBlock block in order)
        {
            EmitBlock(block);
        }
    }

    private TyLayout LayoutOf(Local local) => Layouts.Of(_mono.TypeOf(local));

    private void EmitPrologue()
    {
        if (_instance.Kind == InstanceKind.Item && _emitter.Queries.Types.KindOf(_instance.Def) is DefKind.Fn or DefKind.AssocFn
            && _emitter.Queries.Types.FnAttrsOf(_instance.Def).IsNaked)
        {
            // The assembly finds the arguments where the caller put them; there is no frame to keep anything in.
            return;
        }
        IdSet<Local> memory = LocalAnalysis.FindMemoryLocals(_mono, Layouts);
        _debug?.KeepVariablesInMemory(memory);
        int parameter = 0;
        if (_declared.Abi.Return.Mode == PassMode.Indirect)
        {
            _returnPointer = Parameter(parameter++);
            memory.Add(Local.ReturnPlace);
        }
        EmitArguments(memory, ref parameter);
        for (int i = 0; i < _locals.Length; i++)
        {
            Local local = Local.FromIndex(i);
            if (_locals[i].Kind != SlotKind.Unset || (i >= 1 && i <= Body.ArgCount))
            {
                continue;
            }
            TyLayout layout = LayoutOf(local);
            if (i == 0 && !_returnPointer.IsNull)
            {
                _locals[0] = LocalSlot.Memory(PlaceValue.Sized(layout, _returnPointer));
            }
            else if (layout.IsZst)
            {
                _locals[i] = LocalSlot.Value(OperandValue.ZeroSized(layout));
            }
            else if (memory.Contains(local))
            {
                _locals[i] = LocalSlot.Memory(AllocateTemporary(layout)) with { HasOwnMemory = i != 0 };
            }
        }
        _debug?.DeclareVariables(_builder, local => _locals[local.Index] is { Kind: SlotKind.Memory } slot ? slot.Place.Pointer : default);
    }

    private void EmitArguments(IdSet<Local> memory, ref int parameter)
    {
        FnAbi abi = _declared.Abi;
        int arg = 0;
        for (int i = 1; i <= Body.ArgCount; i++)
        {
            Local local = Local.FromIndex(i);
            TyLayout layout = LayoutOf(local);
            if (local == Body.SpreadArg)
            {
                _locals[i] = LocalSlot.Memory(CollectSpread(layout, ref arg, ref parameter));
                continue;
            }
            OperandValue value = ReceiveArgument(abi.Args[arg++], layout, ref parameter);
            if (value.Kind == OperandKind.Memory)
            {
                PlaceValue place = new(layout, value.A, value.B, value.Align);
                _locals[i] = memory.Contains(local) || !layout.IsSized ? LocalSlot.Memory(place) : LocalSlot.Value(Load(place));
            }
            else if (memory.Contains(local) && value.Kind != OperandKind.ZeroSized)
            {
                PlaceValue place = AllocateTemporary(layout);
                Store(value, place);
                _locals[i] = LocalSlot.Memory(place);
            }
            else
            {
                _locals[i] = LocalSlot.Value(value);
            }
        }
        if (abi.TakesLocation)
        {
            _callerLocation = Parameter(parameter++);
        }
    }

    /// <summary>The elements of a tuple that arrive as separate arguments, put together.</summary>
    private PlaceValue CollectSpread(TyLayout tuple, ref int arg, ref int parameter)
    {
        PlaceValue place = AllocateTemporary(tuple);
        int count = ((Ty.Tuple)tuple.Ty).Elements.Count;
        for (int i = 0; i < count; i++)
        {
            PlaceValue field = ProjectField(place, i);
            Store(ReceiveArgument(_declared.Abi.Args[arg++], field.Layout, ref parameter), field);
        }
        return place;
    }

    private OperandValue ReceiveArgument(ArgAbi abi, TyLayout layout, ref int parameter)
    {
        switch (abi.Mode)
        {
            case PassMode.Ignore:
                return OperandValue.ZeroSized(layout);
            case PassMode.Direct:
                return OperandValue.Immediate(layout, Parameter(parameter++));
            case PassMode.Pair:
                return OperandValue.Pair(layout, Parameter(parameter++), Parameter(parameter++));
            case PassMode.Cast:
                PlaceValue place = AllocateTemporary(layout);
                ulong offset = 0;
                foreach (CastUnit unit in abi.Units)
                {
                    _builder.Store(Parameter(parameter++), Offset(place.Pointer, offset), offset == 0 ? place.Align : 1);
                    offset += (ulong)unit.Size;
                }
                return Load(place);
            case PassMode.Indirect when abi.IsUnsized:
                return OperandValue.Memory(new PlaceValue(layout, Parameter(parameter++), Parameter(parameter++), layout.Align));
            default:
                return OperandValue.Memory(PlaceValue.Sized(layout, Parameter(parameter++)));
        }
    }

    private LlvmValue Parameter(int index) => Native.LLVMGetParam(_declared.Function, (uint)index);

    /// <summary>A stack slot for a value of a layout.</summary>
    private PlaceValue AllocateTemporary(TyLayout layout)
    {
        LlvmType type = Unit.Array(Unit.I8, layout.Size);
        return PlaceValue.Sized(layout, _builder.Alloca(_declared.Function, type, layout.Align));
    }

    private void EmitBlock(BasicBlock block)
    {
        _builder.PositionAtEnd(_blocks[block.Index]);
        BasicBlockData data = Body.Blocks[block];
        foreach (Statement statement in data.Statements)
        {
            _debug?.SetLocation(_builder, statement.Source);
            EmitStatement(statement);
        }
        _debug?.SetLocation(_builder, data.Terminator.Source);
        EmitTerminator(data.Terminator);
    }

    private void EmitStatement(Statement statement)
    {
        switch (statement)
        {
            case Statement.Assign assign:
                EmitAssign(assign);
                break;
            case Statement.SetDiscriminant set:
                StoreDiscriminant(EvalPlace(set.Target), set.Variant);
                break;
            case Statement.StorageLive live:
                EmitLifetime("llvm.lifetime.start.p0", live.Local);
                break;
            case Statement.StorageDead dead:
                EmitLifetime("llvm.lifetime.end.p0", dead.Local);
                break;
            case Statement.Assume assume:
                EmitAssume(EvalOperand(assume.Condition).A);
                break;
            case Statement.CopyNonOverlapping copy:
                OperandValue source = EvalOperand(copy.From);
                OperandValue target = EvalOperand(copy.To);
                CopyElements(MonoBody.PointeeOf(_mono.TypeOf(copy.From)), target.A, source.A, EvalOperand(copy.Count).A, mayOverlap: false, isVolatile: false);
                break;
            case Statement.FakeRead or Statement.PlaceMention or Statement.AscribeUserType or Statement.Nop:
                break;
            default:
                throw new CompilerBug($"unknown statement {statement.GetType().Name}");
        }
    }

    private void EmitLifetime(string intrinsic, Local local)
    {
        if (!_emitter.Crate.Options.IsOptimizing || _locals[local.Index] is not { Kind: SlotKind.Memory, HasOwnMemory: true } slot)
        {
            return;
        }
        (LlvmValue function, LlvmType type) = Unit.Intrinsic(intrinsic[..^3], Unit.Pointer);
        _builder.Call(type, function, [Unit.Const(Unit.I64, slot.Place.Layout.Size), slot.Place.Pointer]);
    }

    private void EmitAssume(LlvmValue condition)
    {
        if (_emitter.Crate.Options.IsOptimizing)
        {
            (LlvmValue function, LlvmType type) = Unit.Intrinsic("llvm.assume");
            _builder.Call(type, function, [condition]);
        }
    }

    private void EmitAssign(Statement.Assign assign)
    {
        if (assign.Target.AsLocal is { } local && _locals[local.Index].Kind != SlotKind.Memory)
        {
            OperandValue value = EvalRvalue(assign.Value, LayoutOf(local));
            _locals[local.Index] = LocalSlot.Value(value);
            _debug?.SetValue(_builder, local, value.Kind == OperandKind.Immediate ? value.A : default);
            return;
        }
        EvalRvalueInto(assign.Value, EvalPlace(assign.Target));
    }

    private readonly record struct LocalSlot(SlotKind Kind, OperandValue Operand, PlaceValue Place)
    {
        /// <summary>A stack slot of its own, whose lifetime may be told to LLVM.</summary>
        public bool HasOwnMemory { get; init; }

        public static LocalSlot Value(OperandValue value) => new(SlotKind.Value, value, default);

        public static LocalSlot Memory(PlaceValue place) => new(SlotKind.Memory, default, place);
    }
}
