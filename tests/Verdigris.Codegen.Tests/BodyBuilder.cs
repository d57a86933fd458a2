using System;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Mir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Codegen.Tests;

/// <summary>Writes MIR in tests.</summary>
internal sealed class BodyBuilder
{
    private readonly TestCrate _crate;

    public BodyBuilder(TestCrate crate, DefId def, Ty output, params Ty[] inputs)
        : this(crate, def, SourceSpan.Dummy, output, inputs)
    {
    }

    public BodyBuilder(TestCrate crate, DefId def, SourceSpan span, Ty output, params Ty[] inputs)
    {
        _crate = crate;
        Body = new Body(def, inputs.Length, span) { Phase = MirPhase.Optimised };
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

    /// <summary>Where what follows comes from.</summary>
    public SourceSpan Span { get; set; }

    private SourceInfo Source => new(Span, SourceScope.Outermost);

    public void DebugVariable(string name, SourceSpan span, Place place, int argIndex) =>
        Body.DebugVars.Add(new VarDebugInfo(Symbol.Intern(name), new SourceInfo(span, SourceScope.Outermost), place, argIndex));

    public Place Local(Ty ty) => new(Body.Locals.Add(new LocalDecl(ty, true, Source, new LocalInfo(LocalKind.Temp), [])));

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

    public void Assign(Place target, Rvalue value) => Body.Blocks[Current].Statements.Add(new Statement.Assign(Source, target, value));

    public void Assign(Place target, Operand value) => Assign(target, new Rvalue.Use(value));

    public void SetDiscriminant(Place target, int variant) =>
        Body.Blocks[Current].Statements.Add(new Statement.SetDiscriminant(Source, target, VariantIdx.FromIndex(variant)));

    public void Call(Place destination, DefId function, params ImmutableArray<Operand> args)
    {
        BasicBlock next = Block();
        Operand callee = Value(_crate.FnItem(function), ConstValue.ZeroSized.Instance);
        Terminate(new Terminator.Call(Source, callee, args, destination, next, UnwindAction.Continue, SourceSpan.Dummy, CallSource.Normal));
        Current = next;
    }

    public void Switch(Operand value, (UInt128 Value, BasicBlock Target)[] cases, BasicBlock otherwise)
    {
        ImmutableArray<UInt128> values = [.. Array.ConvertAll(cases, static c => c.Value)];
        ImmutableArray<BasicBlock> targets = [.. Array.ConvertAll(cases, static c => c.Target), otherwise];
        Terminate(new Terminator.SwitchInt(Source, value, new SwitchTargets(values, targets)));
    }

    public void Drop(Place place)
    {
        BasicBlock next = Block();
        Terminate(new Terminator.Drop(Source, place, next, UnwindAction.Continue, IsReplace: false));
        Current = next;
    }

    public void Goto(BasicBlock target) => Terminate(new Terminator.Goto(Source, target));

    public void Return() => Terminate(new Terminator.Return(Source));

    public void Terminate(Terminator terminator) => Body.Blocks[Current].Terminator = terminator;
}
