using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir.Instances.Shims;

/// <summary>Writes MIR for functions that no source has. The bodies have no type parameters.</summary>
internal sealed class ShimBuilder
{
    private static readonly SourceInfo s_source = new(SourceSpan.Dummy, SourceScope.Outermost);

    public ShimBuilder(DefId def, Ty returnTy, params System.ReadOnlySpan<Ty> parameters)
    {
        Body = new Body(def, parameters.Length, SourceSpan.Dummy) { Phase = MirPhase.Optimised };
        Body.Scopes.Add(new SourceScopeData(SourceSpan.Dummy, default));
        NewLocal(returnTy);
        foreach (Ty parameter in parameters)
        {
            NewLocal(parameter);
        }
    }

    public Body Body { get; }

    public static SourceInfo Source => s_source;

    public static Local Parameter(int index) => Local.FromIndex(index + 1);

    public Local NewLocal(Ty ty) => Body.Locals.Add(new LocalDecl(ty, IsMutable: true, s_source, new LocalInfo(LocalKind.Temp), []));

    public BasicBlock NewBlock(bool isCleanup = false) => Body.Blocks.Add(new BasicBlockData(isCleanup));

    public void Assign(BasicBlock block, Place target, Rvalue value) => Body.Blocks[block].Statements.Add(new Statement.Assign(s_source, target, value));

    public void Terminate(BasicBlock block, Terminator terminator) => Body.Blocks[block].Terminator = terminator;

    public void Goto(BasicBlock block, BasicBlock target) => Terminate(block, new Terminator.Goto(s_source, target));

    public void Return(BasicBlock block) => Terminate(block, new Terminator.Return(s_source));

    public void Resume(BasicBlock block) => Terminate(block, new Terminator.UnwindResume(s_source));

    public void Call(BasicBlock block, Operand function, ImmutableArray<Operand> args, Place destination, BasicBlock target, UnwindAction unwind) =>
        Terminate(block, new Terminator.Call(s_source, function, args, destination, target, unwind, SourceSpan.Dummy, CallSource.Misc));

    public void Drop(BasicBlock block, Place place, BasicBlock target, UnwindAction unwind) =>
        Terminate(block, new Terminator.Drop(s_source, place, target, unwind, IsReplace: false));

    public static Operand Function(Ty fnDef) =>
        new Operand.Constant(new ConstOperand(SourceSpan.Dummy, new MirConst.Value(fnDef, ConstValue.ZeroSized.Instance)));

    public static Operand Integer(Ty ty, System.UInt128 value, int size) =>
        new Operand.Constant(new ConstOperand(SourceSpan.Dummy, new MirConst.Value(ty, new ConstValue.Scalar(value, size))));
}
