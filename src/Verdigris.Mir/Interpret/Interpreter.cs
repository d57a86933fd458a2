using System;
using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Mir.Instances;
using Verdigris.Mir.Instances.Shims;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Mir.Interpret;

/// <summary>
/// Runs MIR to find the values of constants and statics. All locals live in typed memory with initialisation and provenance,
/// so that undefined behaviour ends evaluation instead of giving a value. Deterministic; limited in steps and depth.
/// [const-eval] Requires: all types known.
/// </summary>
internal sealed partial class Interpreter(MonoQueries queries, LayoutComputer layouts)
{
    private const int MaxSteps = 50_000_000;
    private const int MaxFrames = 2048;

    private readonly InstanceResolver _resolver = new(queries);
    private readonly Dictionary<ConstAllocation, Allocation> _thawed = [];
    private readonly Dictionary<Allocation, ConstAllocation> _frozen = [];
    private readonly Stack<Frame> _frames = [];
    private ShimMir? _shims;
    private int _steps;

    private ShimMir Shims => _shims ??= new ShimMir(queries, _resolver);

    private MonoBody Mono => _frames.Peek().Mono;

    /// <summary>Runs a body without parameters and returns where its result is.</summary>
    public InterpPlace Run(Body body, GenericArgs args)
    {
        MonoBody mono = new(body, args, queries);
        InterpPlace result = Allocate(layouts.Of(mono.TypeOf(Local.ReturnPlace)));
        Push(mono, result, default, []);
        while (_frames.Count > 0)
        {
            Step();
        }
        return result;
    }

    private void Push(MonoBody mono, InterpPlace destination, BasicBlock target, ReadOnlySpan<InterpPlace> arguments)
    {
        if (_frames.Count >= MaxFrames)
        {
            throw new ConstEvalException("reached the configured maximum number of stack frames");
        }
        InterpPlace[] locals = new InterpPlace[mono.Body.Locals.Count];
        Frame frame = new(mono, locals, destination, target);
        for (int i = 0; i < locals.Length; i++)
        {
            TyLayout layout = layouts.Of(mono.TypeOf(Local.FromIndex(i)));
            locals[i] = i == 0 ? destination with { Layout = layout } : layout.IsSized ? Allocate(layout) : default;
        }
        PassArguments(mono, locals, arguments);
        _frames.Push(frame);
    }

    private void PassArguments(MonoBody mono, InterpPlace[] locals, ReadOnlySpan<InterpPlace> arguments)
    {
        int next = 0;
        for (int i = 1; i <= mono.Body.ArgCount; i++)
        {
            if (Local.FromIndex(i) == mono.Body.SpreadArg)
            {
                int count = ((Ty.Tuple)locals[i].Layout.Ty).Elements.Count;
                for (int j = 0; j < count; j++)
                {
                    Copy(arguments[next++], Field(locals[i], j));
                }
            }
            else if (!locals[i].Layout?.IsSized ?? true)
            {
                locals[i] = arguments[next++];
            }
            else
            {
                Copy(arguments[next++], locals[i]);
            }
        }
    }

    private InterpPlace Allocate(TyLayout layout) => new(layout, new Allocation(layout.Size, layout.Align), 0);

    private void Step()
    {
        if (++_steps > MaxSteps)
        {
            throw new ConstEvalException("constant evaluation is taking a long time");
        }
        Frame frame = _frames.Peek();
        BasicBlockData block = frame.Mono.Body.Blocks[frame.Block];
        if (frame.Statement < block.Statements.Count)
        {
            Execute(block.Statements[frame.Statement++]);
        }
        else
        {
            Execute(block.Terminator);
        }
    }

    private void GoTo(BasicBlock block)
    {
        if (block.IsNone)
        {
            throw new ConstEvalException("entering unreachable code");
        }
        Frame frame = _frames.Peek();
        frame.Block = block;
        frame.Statement = 0;
    }

    private void Execute(Statement statement)
    {
        switch (statement)
        {
            case Statement.Assign assign:
                Assign(EvalPlace(assign.Target), assign.Value);
                break;
            case Statement.SetDiscriminant set:
                WriteDiscriminant(EvalPlace(set.Target), set.Variant);
                break;
            case Statement.CopyNonOverlapping copy:
                CopyElements(EvalOperand(copy.From), EvalOperand(copy.To), EvalOperand(copy.Count), MonoBody.PointeeOf(Mono.TypeOf(copy.From)));
                break;
            default:
                break;
        }
    }

    private void Execute(Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Goto jump:
                GoTo(jump.Target);
                break;
            case Terminator.FalseEdge edge:
                GoTo(edge.Real);
                break;
            case Terminator.FalseUnwind edge:
                GoTo(edge.Real);
                break;
            case Terminator.SwitchInt switchInt:
                GoTo(switchInt.Targets.TargetFor(ReadScalar(EvalOperand(switchInt.Value)).Number));
                break;
            case Terminator.Return:
                Frame done = _frames.Pop();
                if (_frames.Count > 0)
                {
                    GoTo(done.Target);
                }
                break;
            case Terminator.Drop drop:
                Drop(drop);
                break;
            case Terminator.Call call:
                Call(call);
                break;
            case Terminator.Assert assert:
                if ((ReadScalar(EvalOperand(assert.Condition)).Number != 0) != assert.Expected)
                {
                    throw new ConstEvalException(Describe(assert.Message));
                }
                GoTo(assert.Target);
                break;
            case Terminator.Unreachable:
                throw new ConstEvalException("entering unreachable code");
            default:
                throw new ConstEvalException($"{terminator.GetType().Name} is not possible in a constant");
        }
    }

    private string Describe(AssertMessage message) => message switch
    {
        AssertMessage.BoundsCheck bounds =>
            $"index out of bounds: the length is {ReadScalar(EvalOperand(bounds.Length)).Number} but the index is {ReadScalar(EvalOperand(bounds.Index)).Number}",
        AssertMessage.Overflow overflow => $"attempt to compute {overflow.Op switch
        {
            MirBinOp.Add or MirBinOp.AddWithOverflow => "an addition",
            MirBinOp.Sub or MirBinOp.SubWithOverflow => "a subtraction",
            MirBinOp.Mul or MirBinOp.MulWithOverflow => "a multiplication",
            _ => "an operation",
        }}, which would overflow",
        AssertMessage.OverflowNeg => "attempt to negate a value, which would overflow",
        AssertMessage.DivisionByZero => "attempt to divide by zero",
        AssertMessage.RemainderByZero => "attempt to calculate the remainder with a divisor of zero",
        AssertMessage.MisalignedPointerDereference or AssertMessage.NullPointerDereference or AssertMessage.ResumedAfterReturn
            or AssertMessage.ResumedAfterPanic => "the evaluated program panicked",
    };

    private void Drop(Terminator.Drop drop)
    {
        InterpPlace place = EvalPlace(drop.Place);
        Instance glue = _resolver.DropGlue(place.Layout.Ty);
        if (glue.Ty is null)
        {
            GoTo(drop.Target);
            return;
        }
        if (glue.Ty is Ty.Dynamic || Shims.BodyOf(glue) is not var (body, args))
        {
            throw new ConstEvalException("dropping a trait object is not possible in a constant");
        }
        Ty pointer = queries.Types.Types.RawPtr(glue.Ty, isMutable: true);
        InterpPlace argument = Allocate(layouts.Of(pointer));
        WritePointer(argument, place);
        Push(new MonoBody(body, args, queries), Allocate(layouts.Of(queries.Types.Common.Unit)), drop.Target, [argument]);
    }

    private void Call(Terminator.Call call)
    {
        Ty callee = Mono.TypeOf(call.Function);
        Instance instance = callee is Ty.FnDef item
            ? _resolver.Resolve(item.Def, item.Args)
            : ReadScalar(EvalOperand(call.Function)).Provenance is RelocationTarget.Function target
                ? _resolver.ResolveForPointer(target.Def, target.Args)
                : throw new ConstEvalException("calling something that is no function");
        InterpPlace[] arguments = EvalArguments(call, instance);
        InterpPlace destination = EvalPlace(call.Destination);
        if (instance.Kind == InstanceKind.Intrinsic)
        {
            string name = queries.Types.Crates.NameOf(instance.Def).Text;
            if (name == "const_eval_select" && instance.Args.TypeAt(1) is Ty.FnDef constant)
            {
                instance = _resolver.Resolve(constant.Def, constant.Args);
                InterpPlace tuple = arguments[0];
                arguments = Spread([], tuple);
            }
            else if (TryIntrinsic(name, instance, arguments, destination))
            {
                GoTo(call.Target);
                return;
            }
            else
            {
                instance = instance with { Kind = InstanceKind.Item };
            }
        }
        if (instance.Kind == InstanceKind.DropGlue)
        {
            CallDropGlue(instance, arguments, call.Target);
            return;
        }
        if (instance.Kind == InstanceKind.Virtual)
        {
            throw new ConstEvalException("calls of trait objects are not possible in a constant");
        }
        CheckPanic(instance);
        if (Shims.BodyOf(instance) is not var (body, args))
        {
            throw new ConstEvalException($"calling extern function `{queries.Types.Crates.NameOf(instance.Def)}`");
        }
        Push(new MonoBody(body, args, queries), destination, call.Target, arguments);
    }

    private void CallDropGlue(Instance glue, InterpPlace[] arguments, BasicBlock target)
    {
        if (glue.Ty is null)
        {
            GoTo(target);
            return;
        }
        if (glue.Ty is Ty.Dynamic || Shims.BodyOf(glue) is not var (body, args))
        {
            throw new ConstEvalException("dropping a trait object is not possible in a constant");
        }
        Push(new MonoBody(body, args, queries), Allocate(layouts.Of(queries.Types.Common.Unit)), target, arguments);
    }

    private void CheckPanic(Instance instance)
    {
        if (instance.Kind == InstanceKind.Item
            && (instance.Def == queries.LangItem(LangItem.PanicFmt) || instance.Def == queries.LangItem(LangItem.Panic)))
        {
            throw new ConstEvalException("evaluation panicked");
        }
    }

    private InterpPlace[] EvalArguments(Terminator.Call call, Instance instance)
    {
        List<InterpPlace> arguments = [];
        foreach (Operand arg in call.Args)
        {
            arguments.Add(EvalOperand(arg));
        }
        bool isSpread = instance.Kind is InstanceKind.ClosureOnceShim or InstanceKind.FnPtrShim
            || (instance.Kind == InstanceKind.Item && (queries.Types.KindOf(instance.Def) == DefKind.Closure || queries.Types.FnSigOf(instance.Def).Value.Abi.Text == "rust-call"));
        if (isSpread && arguments.Count > 0 && arguments[^1].Layout.Ty is Ty.Tuple)
        {
            InterpPlace tuple = arguments[^1];
            arguments.RemoveAt(arguments.Count - 1);
            return Spread(arguments, tuple);
        }
        return [.. arguments];
    }

    private InterpPlace[] Spread(List<InterpPlace> first, InterpPlace tuple)
    {
        int count = ((Ty.Tuple)tuple.Layout.Ty).Elements.Count;
        for (int i = 0; i < count; i++)
        {
            first.Add(Field(tuple, i));
        }
        return [.. first];
    }

    private sealed class Frame(MonoBody mono, InterpPlace[] locals, InterpPlace destination, BasicBlock target)
    {
        public MonoBody Mono { get; } = mono;

        public InterpPlace[] Locals { get; } = locals;

        public InterpPlace Destination { get; } = destination;

        public BasicBlock Target { get; } = target;

        public BasicBlock Block { get; set; } = BasicBlock.Start;

        public int Statement { get; set; }
    }
}
