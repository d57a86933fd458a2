using System.Collections.Immutable;
using Verdigris.Base.Collections;

namespace Verdigris.Mir;

/// <summary>Rebuilds statements and terminators with other places and blocks. Override what should change.</summary>
public abstract class MirRewriter
{
    protected virtual Place Rewrite(Place place) => place;

    protected virtual BasicBlock Rewrite(BasicBlock block) => block;

    protected virtual UnwindAction Rewrite(UnwindAction unwind) =>
        unwind.Kind == UnwindActionKind.Cleanup ? UnwindAction.Cleanup(Rewrite(unwind.CleanupBlock)) : unwind;

    public Statement Rewrite(Statement statement) => statement switch
    {
        Statement.Assign it => it with { Target = Rewrite(it.Target), Value = Rewrite(it.Value) },
        Statement.FakeRead it => it with { Place = Rewrite(it.Place) },
        Statement.SetDiscriminant it => it with { Target = Rewrite(it.Target) },
        Statement.PlaceMention it => it with { Place = Rewrite(it.Place) },
        Statement.AscribeUserType it => it with { Place = Rewrite(it.Place) },
        Statement.Assume it => it with { Condition = Rewrite(it.Condition) },
        Statement.CopyNonOverlapping it => it with { From = Rewrite(it.From), To = Rewrite(it.To), Count = Rewrite(it.Count) },
        Statement.StorageLive or Statement.StorageDead or Statement.Nop => statement,
    };

    public Terminator Rewrite(Terminator terminator) => terminator switch
    {
        Terminator.Goto it => it with { Target = Rewrite(it.Target) },
        Terminator.SwitchInt it => it with { Value = Rewrite(it.Value), Targets = new SwitchTargets(it.Targets.Values, RewriteAll(it.Targets.Targets)) },
        Terminator.Drop it => it with { Place = Rewrite(it.Place), Target = Rewrite(it.Target), Unwind = Rewrite(it.Unwind) },
        Terminator.Call it => it with
        {
            Function = Rewrite(it.Function),
            Args = RewriteAll(it.Args),
            Destination = Rewrite(it.Destination),
            Target = RewriteSome(it.Target),
            Unwind = Rewrite(it.Unwind),
        },
        Terminator.Assert it => it with
        {
            Condition = Rewrite(it.Condition),
            Message = Rewrite(it.Message),
            Target = Rewrite(it.Target),
            Unwind = Rewrite(it.Unwind),
        },
        Terminator.Yield it => it with
        {
            Value = Rewrite(it.Value),
            Resume = Rewrite(it.Resume),
            ResumeArg = Rewrite(it.ResumeArg),
            DropTarget = RewriteSome(it.DropTarget),
        },
        Terminator.FalseEdge it => it with { Real = Rewrite(it.Real), Imaginary = Rewrite(it.Imaginary) },
        Terminator.FalseUnwind it => it with { Real = Rewrite(it.Real), Unwind = Rewrite(it.Unwind) },
        Terminator.InlineAsm it => it with { Operands = RewriteAll(it.Operands), Target = RewriteSome(it.Target), Unwind = Rewrite(it.Unwind) },
        Terminator.UnwindResume or Terminator.UnwindTerminate or Terminator.Return or Terminator.Unreachable or Terminator.CoroutineDrop => terminator,
    };

    private BasicBlock RewriteSome(BasicBlock block) => block.IsNone ? block : Rewrite(block);

    private ImmutableArray<BasicBlock> RewriteAll(ImmutableArray<BasicBlock> blocks)
    {
        ImmutableArray<BasicBlock>.Builder result = ImmutableArray.CreateBuilder<BasicBlock>(blocks.Length);
        foreach (BasicBlock block in blocks)
        {
            result.Add(Rewrite(block));
        }
        return result.MoveToImmutable();
    }

    private ImmutableArray<MirAsmOperand> RewriteAll(ImmutableArray<MirAsmOperand> operands)
    {
        ImmutableArray<MirAsmOperand>.Builder result = ImmutableArray.CreateBuilder<MirAsmOperand>(operands.Length);
        foreach (MirAsmOperand operand in operands)
        {
            result.Add(operand with
            {
                Input = operand.Input is null ? null : Rewrite(operand.Input),
                Output = operand.Output is null ? null : Rewrite(operand.Output),
            });
        }
        return result.MoveToImmutable();
    }

    private AssertMessage Rewrite(AssertMessage message) => message switch
    {
        AssertMessage.BoundsCheck it => it with { Length = Rewrite(it.Length), Index = Rewrite(it.Index) },
        AssertMessage.Overflow it => it with { Left = Rewrite(it.Left), Right = Rewrite(it.Right) },
        AssertMessage.OverflowNeg it => it with { Value = Rewrite(it.Value) },
        AssertMessage.DivisionByZero it => it with { Value = Rewrite(it.Value) },
        AssertMessage.RemainderByZero it => it with { Value = Rewrite(it.Value) },
        AssertMessage.MisalignedPointerDereference it => it with { Required = Rewrite(it.Required), Found = Rewrite(it.Found) },
        AssertMessage.NullPointerDereference or AssertMessage.ResumedAfterReturn or AssertMessage.ResumedAfterPanic => message,
    };

    private Rvalue Rewrite(Rvalue value) => value switch
    {
        Rvalue.Use it => it with { Value = Rewrite(it.Value) },
        Rvalue.Repeat it => it with { Value = Rewrite(it.Value) },
        Rvalue.Ref it => it with { Place = Rewrite(it.Place) },
        Rvalue.RawPtr it => it with { Place = Rewrite(it.Place) },
        Rvalue.Cast it => it with { Value = Rewrite(it.Value) },
        Rvalue.Binary it => it with { Left = Rewrite(it.Left), Right = Rewrite(it.Right) },
        Rvalue.Unary it => it with { Value = Rewrite(it.Value) },
        Rvalue.Discriminant it => it with { Place = Rewrite(it.Place) },
        Rvalue.Aggregate it => it with { Fields = RewriteAll(it.Fields) },
        Rvalue.ThreadLocalRef => value,
    };

    private ImmutableArray<Operand> RewriteAll(ImmutableArray<Operand> operands)
    {
        ImmutableArray<Operand>.Builder result = ImmutableArray.CreateBuilder<Operand>(operands.Length);
        foreach (Operand operand in operands)
        {
            result.Add(Rewrite(operand));
        }
        return result.MoveToImmutable();
    }

    private Operand Rewrite(Operand operand) => operand switch
    {
        Operand.Copy it => new Operand.Copy(Rewrite(it.Place)),
        Operand.Move it => new Operand.Move(Rewrite(it.Place)),
        Operand.Constant => operand,
    };
}
