using System;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Mir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Codegen.Tests;

/// <summary>Writes MIR in tests.</summary>
internal sealed class BodyBuilder
{
    private static readonly SourceInfo s_source = new(SourceSpan.Dummy, SourceScope.Outermost);

    private readonly TestCrate _crate;

    public BodyBuilder(TestCrate crate, DefId def, Ty output, params Ty[] inputs)
    {
        _crate = crate;
        Body = new Body(def, inputs.Length, SourceSpan.Dummy) { Phase = MirPhase.Optimised };
        Body.Scopes.Add(new SourceScopeData(SourceSpan.Dummy, default));
        Local(output);
        foreach (Ty input in inputs)
        {
            Local(input);
        }
        Current = Block();
        crate.Bodies.Add(def, Body);
    }

    public Body Body { get; }

    public BasicBlock Current { get; set; }

    public Place Local(Ty ty) => new(Body.Locals.Add(new LocalDecl(ty, true, s_source, new LocalInfo(LocalKind.Temp), [])));

    public static Place Arg(int index) => new(Mir.Local.FromIndex(index + 1));

    public BasicBlock Block(bool isCleanup = false) => Body.Blocks.Add(new BasicBlockData(isCleanup));

    public static Operand Copy(Place place) => new Operand.Copy(place);

    public static Operand Move(Place place) => new Operand.Move(place);

    public Operand Int(Ty ty, UInt128 value, int size) => Value(ty, new ConstValue.Scalar(value, size));

    public Operand I32(int value) => Int(_crate.Common.I32, (uint)value, 4);

    public static Operand Value(Ty ty, ConstValue value) => new Operand.Constant(new ConstOperand(SourceSpan.Dummy, new MirConst.Value(ty, value)));

    /// <summary>A pointer to a text with a zero byte.</summary>
    public Operand CString(string text)
    {
        ConstAllocation memory = new(System.Text.Encoding.UTF8.GetBytes(text + "\0"), 1, isMutable: false, []);
        return Value(_crate.Types.RawPtr(_crate.Common.U8, isMutable: false), new ConstValue.Pointer(memory, 0));
    }

    public void Assign(Place target, Rvalue value) => Body.Blocks[Current].Statements.Add(new Statement.Assign(s_source, target, value));

    public void Assign(Place target, Operand value) => Assign(target, new Rvalue.Use(value));

    public void SetDiscriminant(Place target, int variant) =>
        Body.Blocks[Current].Statements.Add(new Statement.SetDiscriminant(s_source, target, VariantIdx.FromIndex(variant)));

    public void Call(Place destination, DefId function, params ImmutableArray<Operand> args)
    {
        BasicBlock next = Block();
        Operand callee = Value(_crate.FnItem(function), ConstValue.ZeroSized.Instance);
        Terminate(new Terminator.Call(s_source, callee, args, destination, next, UnwindAction.Continue, SourceSpan.Dummy, CallSource.Normal));
        Current = next;
    }

    public void Switch(Operand value, (UInt128 Value, BasicBlock Target)[] cases, BasicBlock otherwise)
    {
        ImmutableArray<UInt128> values = [.. Array.ConvertAll(cases, static c => c.Value)];
        ImmutableArray<BasicBlock> targets = [.. Array.ConvertAll(cases, static c => c.Target), otherwise];
        Terminate(new Terminator.SwitchInt(s_source, value, new SwitchTargets(values, targets)));
    }

    public void Drop(Place place)
    {
        BasicBlock next = Block();
        Terminate(new Terminator.Drop(s_source, place, next, UnwindAction.Continue, IsReplace: false));
        Current = next;
    }

    public void Goto(BasicBlock target) => Terminate(new Terminator.Goto(s_source, target));

    public void Return() => Terminate(new Terminator.Return(s_source));

    public void Terminate(Terminator terminator) => Body.Blocks[Current].Terminator = terminator;
}
