using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Hir;
using Verdigris.Mir;
using Verdigris.Mir.Coroutines;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Metadata.Write;

/// <summary>
/// Bodies as other crates need them: elaborated, without what only the borrow checker reads (types the user wrote, free
/// regions). Read back by <see cref="Read.MirReader"/>.
/// </summary>
internal sealed class MirWriter(MetadataEncoder encoder, TypeInterner types)
{
    public void Write(RecordWriter output, Body body)
    {
        encoder.Span(output, body.Span);
        output.Byte((byte)body.Phase);
        output.Var(body.ArgCount);
        output.Var(body.SpreadArg.Index + 1);
        output.Var(body.Scopes.Count);
        foreach (SourceScopeData scope in body.Scopes.AsSpan())
        {
            encoder.Span(output, scope.Span);
            output.Var(scope.Parent.Index + 1);
        }
        output.Var(body.Locals.Count);
        foreach (LocalDecl local in body.Locals.AsSpan())
        {
            Type(output, local.Ty);
            output.Bool(local.IsMutable);
            Source(output, local.Source);
        }
        output.Var(body.DebugVars.Count);
        foreach (VarDebugInfo variable in body.DebugVars)
        {
            encoder.Name(output, variable.Name);
            Source(output, variable.Source);
            Write(output, variable.Place);
            output.Var(variable.ArgIndex);
        }
        output.Var(body.Blocks.Count);
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            output.Bool(block.IsCleanup);
            output.Var(block.Statements.Count);
            foreach (Statement statement in block.Statements)
            {
                Write(output, statement);
            }
            Write(output, block.Terminator);
        }
        output.Var(body.PromotedBodies.Count);
        foreach (Body promoted in body.PromotedBodies.AsSpan())
        {
            Write(output, promoted);
        }
        output.Bool(body.Coroutine is not null);
        if (body.Coroutine is { } machine)
        {
            Write(output, machine);
        }
    }

    private void Write(RecordWriter output, CoroutineStateMachine machine)
    {
        output.Var(machine.Saved.Length);
        foreach (SavedLocal saved in machine.Saved)
        {
            Type(output, saved.Ty);
            encoder.OptionalName(output, saved.Name);
            encoder.Span(output, saved.Span);
            output.Bool(saved.HasOwnPlace);
        }
        output.Var(machine.States.Length);
        foreach (ImmutableArray<int> state in machine.States)
        {
            output.Var(state.Length);
            foreach (int saved in state)
            {
                output.Var(saved);
            }
        }
        Write(output, machine.Drop);
    }

    private void Write(RecordWriter output, Statement statement)
    {
        switch (statement)
        {
            case Statement.Assign it:
                Head(output, MirTag.Assign, it.Source);
                Write(output, it.Target);
                Write(output, it.Value);
                break;
            case Statement.SetDiscriminant it:
                Head(output, MirTag.SetDiscriminant, it.Source);
                Write(output, it.Target);
                output.Var(it.Variant.Index);
                break;
            case Statement.StorageLive it:
                Head(output, MirTag.StorageLive, it.Source);
                output.Var(it.Local.Index);
                break;
            case Statement.StorageDead it:
                Head(output, MirTag.StorageDead, it.Source);
                output.Var(it.Local.Index);
                break;
            case Statement.Assume it:
                Head(output, MirTag.Assume, it.Source);
                Write(output, it.Condition);
                break;
            case Statement.CopyNonOverlapping it:
                Head(output, MirTag.CopyNonOverlapping, it.Source);
                Write(output, it.From);
                Write(output, it.To);
                Write(output, it.Count);
                break;
            case Statement.Nop or Statement.FakeRead or Statement.PlaceMention or Statement.AscribeUserType:
                Head(output, MirTag.Nop, statement.Source);
                break;
        }
    }

    private void Write(RecordWriter output, Terminator terminator)
    {
        switch (terminator)
        {
            case Terminator.Goto it:
                Head(output, MirTag.Goto, it.Source);
                Block(output, it.Target);
                break;
            case Terminator.SwitchInt it:
                Head(output, MirTag.SwitchInt, it.Source);
                Write(output, it.Value);
                output.Var(it.Targets.Values.Length);
                foreach (UInt128 value in it.Targets.Values)
                {
                    output.Var(value);
                }
                foreach (BasicBlock target in it.Targets.Targets)
                {
                    Block(output, target);
                }
                break;
            case Terminator.UnwindResume it:
                Head(output, MirTag.UnwindResume, it.Source);
                break;
            case Terminator.UnwindTerminate it:
                Head(output, MirTag.UnwindTerminate, it.Source);
                output.Byte((byte)it.Reason);
                break;
            case Terminator.Return it:
                Head(output, MirTag.Return, it.Source);
                break;
            case Terminator.Unreachable it:
                Head(output, MirTag.Unreachable, it.Source);
                break;
            case Terminator.Drop it:
                Head(output, MirTag.Drop, it.Source);
                Write(output, it.Place);
                Block(output, it.Target);
                Write(output, it.Unwind);
                output.Bool(it.IsReplace);
                break;
            case Terminator.Call it:
                Head(output, MirTag.Call, it.Source);
                Write(output, it.Function);
                Operands(output, it.Args);
                Write(output, it.Destination);
                Block(output, it.Target);
                Write(output, it.Unwind);
                encoder.Span(output, it.FnSpan);
                output.Byte((byte)it.CallSource);
                break;
            case Terminator.Assert it:
                Head(output, MirTag.Assert, it.Source);
                Write(output, it.Condition);
                output.Bool(it.Expected);
                Write(output, it.Message);
                Block(output, it.Target);
                Write(output, it.Unwind);
                break;
            case Terminator.Yield it:
                Head(output, MirTag.Yield, it.Source);
                Write(output, it.Value);
                Block(output, it.Resume);
                Write(output, it.ResumeArg);
                Block(output, it.DropTarget);
                break;
            case Terminator.CoroutineDrop it:
                Head(output, MirTag.CoroutineDrop, it.Source);
                break;
            case Terminator.FalseEdge it:
                Head(output, MirTag.Goto, it.Source);
                Block(output, it.Real);
                break;
            case Terminator.FalseUnwind it:
                Head(output, MirTag.Goto, it.Source);
                Block(output, it.Real);
                break;
            case Terminator.InlineAsm it:
                Head(output, MirTag.InlineAsm, it.Source);
                Write(output, it.Asm);
                output.Var(it.Operands.Length);
                foreach (MirAsmOperand operand in it.Operands)
                {
                    Write(output, operand);
                }
                Block(output, it.Target);
                Write(output, it.Unwind);
                break;
        }
    }

    private void Write(RecordWriter output, MirAsm asm)
    {
        output.Var((int)asm.Options);
        output.Var(asm.Template.Length);
        foreach (HirAsmPiece piece in asm.Template)
        {
            encoder.OptionalName(output, piece.Text);
            output.Signed(piece.OperandIndex);
            output.Var((int)piece.Modifier);
            encoder.Span(output, piece.Span);
        }
        output.Var(asm.ClobberAbis.Length);
        foreach (Symbol abi in asm.ClobberAbis)
        {
            encoder.Name(output, abi);
        }
    }

    private void Write(RecordWriter output, MirAsmOperand operand)
    {
        output.Byte((byte)operand.Kind);
        encoder.OptionalName(output, operand.Register);
        int flags = (operand.IsExplicitRegister ? 1 : 0) | (operand.IsLate ? 2 : 0) | (operand.Input is null ? 0 : 4)
            | (operand.Output is null ? 0 : 8) | (operand.Const is null ? 0 : 16) | (operand.Symbol is null ? 0 : 32);
        output.Byte((byte)flags);
        if (operand.Input is { } input)
        {
            Write(output, input);
        }
        if (operand.Output is { } place)
        {
            Write(output, place);
        }
        if (operand.Const is { } constant)
        {
            Write(output, constant);
        }
        if (operand.Symbol is { } symbol)
        {
            Write(output, symbol);
        }
    }

    private void Write(RecordWriter output, AssertMessage message)
    {
        switch (message)
        {
            case AssertMessage.BoundsCheck it:
                output.Byte((byte)AssertTag.BoundsCheck);
                Write(output, it.Length);
                Write(output, it.Index);
                break;
            case AssertMessage.Overflow it:
                output.Byte((byte)AssertTag.Overflow);
                output.Byte((byte)it.Op);
                Write(output, it.Left);
                Write(output, it.Right);
                break;
            case AssertMessage.OverflowNeg it:
                output.Byte((byte)AssertTag.OverflowNeg);
                Write(output, it.Value);
                break;
            case AssertMessage.DivisionByZero it:
                output.Byte((byte)AssertTag.DivisionByZero);
                Write(output, it.Value);
                break;
            case AssertMessage.RemainderByZero it:
                output.Byte((byte)AssertTag.RemainderByZero);
                Write(output, it.Value);
                break;
            case AssertMessage.MisalignedPointerDereference it:
                output.Byte((byte)AssertTag.MisalignedPointerDereference);
                Write(output, it.Required);
                Write(output, it.Found);
                break;
            case AssertMessage.NullPointerDereference:
                output.Byte((byte)AssertTag.NullPointerDereference);
                break;
            case AssertMessage.ResumedAfterReturn:
                output.Byte((byte)AssertTag.ResumedAfterReturn);
                break;
            case AssertMessage.ResumedAfterPanic:
                output.Byte((byte)AssertTag.ResumedAfterPanic);
                break;
        }
    }

    private void Write(RecordWriter output, Rvalue value)
    {
        switch (value)
        {
            case Rvalue.Use it:
                Tag(output, MirTag.Use);
                Write(output, it.Value);
                break;
            case Rvalue.Repeat it:
                Tag(output, MirTag.Repeat);
                Write(output, it.Value);
                encoder.Interned(output, types.EraseRegions(it.Count));
                break;
            case Rvalue.Ref it:
                Tag(output, MirTag.Ref);
                output.Byte((byte)it.Kind);
                Write(output, it.Place);
                break;
            case Rvalue.RawPtr it:
                Tag(output, MirTag.RawPtr);
                output.Bool(it.IsMutable);
                Write(output, it.Place);
                break;
            case Rvalue.ThreadLocalRef it:
                Tag(output, MirTag.ThreadLocalRef);
                encoder.Def(output, it.Static);
                break;
            case Rvalue.Cast it:
                Tag(output, MirTag.Cast);
                output.Byte((byte)it.Kind);
                Write(output, it.Value);
                Type(output, it.Ty);
                break;
            case Rvalue.Binary it:
                Tag(output, MirTag.Binary);
                output.Byte((byte)it.Op);
                Write(output, it.Left);
                Write(output, it.Right);
                break;
            case Rvalue.Unary it:
                Tag(output, MirTag.Unary);
                output.Byte((byte)it.Op);
                Write(output, it.Value);
                break;
            case Rvalue.Discriminant it:
                Tag(output, MirTag.Discriminant);
                Write(output, it.Place);
                break;
            case Rvalue.Aggregate it:
                Tag(output, MirTag.Aggregate);
                Write(output, it.Kind);
                Operands(output, it.Fields);
                break;
        }
    }

    private void Write(RecordWriter output, AggregateKind kind)
    {
        switch (kind)
        {
            case AggregateKind.Array it:
                output.Byte((byte)AggregateTag.Array);
                Type(output, it.Element);
                break;
            case AggregateKind.Tuple:
                output.Byte((byte)AggregateTag.Tuple);
                break;
            case AggregateKind.Adt it:
                output.Byte((byte)AggregateTag.Adt);
                encoder.Def(output, it.Def.Id);
                output.Var(it.Variant.Index + 1);
                Args(output, it.Args);
                output.Var(it.UnionField.Index + 1);
                break;
            case AggregateKind.Closure it:
                output.Byte((byte)AggregateTag.Closure);
                encoder.Def(output, it.Def);
                Args(output, it.Args);
                break;
            case AggregateKind.Coroutine it:
                output.Byte((byte)AggregateTag.Coroutine);
                encoder.Def(output, it.Def);
                Args(output, it.Args);
                break;
            case AggregateKind.RawPtr it:
                output.Byte((byte)AggregateTag.RawPtr);
                output.Bool(it.IsMutable);
                Type(output, it.Pointee);
                break;
        }
    }

    private void Write(RecordWriter output, Operand operand)
    {
        switch (operand)
        {
            case Operand.Copy it:
                output.Byte((byte)OperandTag.Copy);
                Write(output, it.Place);
                break;
            case Operand.Move it:
                output.Byte((byte)OperandTag.Move);
                Write(output, it.Place);
                break;
            case Operand.Constant it:
                output.Byte((byte)OperandTag.Constant);
                encoder.Span(output, it.Value.Span);
                Write(output, it.Value.Const);
                break;
        }
    }

    private void Write(RecordWriter output, MirConst constant)
    {
        switch (constant)
        {
            case MirConst.TypeLevel it:
                output.Byte((byte)ConstTag.TypeLevel);
                Type(output, it.Ty);
                encoder.Interned(output, types.EraseRegions(it.Const));
                break;
            case MirConst.Unevaluated it:
                output.Byte((byte)ConstTag.Unevaluated);
                Type(output, it.Ty);
                encoder.Def(output, it.Def);
                Args(output, it.Args);
                output.Var(it.Promoted.Index + 1);
                break;
            case MirConst.Value it:
                output.Byte((byte)ConstTag.Value);
                Type(output, it.Ty);
                Write(output, it.Contents);
                break;
            case MirConst.OffsetOf it:
                output.Byte((byte)ConstTag.OffsetOf);
                Type(output, it.Ty);
                output.Var(it.Path.Length);
                foreach ((Ty container, VariantIdx variant, FieldIdx field) in it.Path)
                {
                    Type(output, container);
                    output.Var(variant.Index);
                    output.Var(field.Index);
                }
                break;
        }
    }

    private void Write(RecordWriter output, ConstValue value)
    {
        switch (value)
        {
            case ConstValue.ZeroSized:
                output.Byte((byte)ConstValueTag.ZeroSized);
                break;
            case ConstValue.Scalar it:
                output.Byte((byte)ConstValueTag.Scalar);
                output.Var(it.Bits);
                output.Byte((byte)it.Size);
                break;
            case ConstValue.Pointer it:
                output.Byte((byte)ConstValueTag.Pointer);
                Write(output, it.Allocation);
                output.Var(it.Offset);
                break;
            case ConstValue.FnPointer it:
                output.Byte((byte)ConstValueTag.FnPointer);
                encoder.Def(output, it.Def);
                Args(output, it.Args);
                break;
            case ConstValue.StaticPointer it:
                output.Byte((byte)ConstValueTag.StaticPointer);
                encoder.Def(output, it.Def);
                output.Var(it.Offset);
                break;
            case ConstValue.Slice it:
                output.Byte((byte)ConstValueTag.Slice);
                Write(output, it.Allocation);
                output.Var(it.Length);
                break;
            case ConstValue.Indirect it:
                output.Byte((byte)ConstValueTag.Indirect);
                Write(output, it.Allocation);
                output.Var(it.Offset);
                break;
        }
    }

    private void Write(RecordWriter output, ConstAllocation allocation)
    {
        output.Block(allocation.Bytes);
        output.Var(allocation.Align);
        output.Byte((byte)((allocation.IsMutable ? 1 : 0) | (allocation.IsFullyInitialised ? 0 : 2)));
        if (!allocation.IsFullyInitialised)
        {
            output.Raw(allocation.InitMask);
        }
        output.Var(allocation.Relocations.Length);
        foreach (ConstRelocation relocation in allocation.Relocations)
        {
            output.Var(relocation.Offset);
            output.Var(relocation.Addend);
            switch (relocation.Target)
            {
                case RelocationTarget.Memory it:
                    output.Byte((byte)RelocationTag.Memory);
                    Write(output, it.Allocation);
                    break;
                case RelocationTarget.Function it:
                    output.Byte((byte)RelocationTag.Function);
                    encoder.Def(output, it.Def);
                    Args(output, it.Args);
                    break;
                case RelocationTarget.Static it:
                    output.Byte((byte)RelocationTag.Static);
                    encoder.Def(output, it.Def);
                    break;
                case RelocationTarget.Vtable it:
                    output.Byte((byte)RelocationTag.Vtable);
                    Type(output, it.Ty);
                    encoder.Interned(output, it.Predicates);
                    break;
            }
        }
    }

    private void Write(RecordWriter output, Place place)
    {
        // Most places are whole locals: one number says so.
        output.Var(((ulong)(uint)place.Local.Index << 1) | (place.Projection.Length > 0 ? 1u : 0u));
        if (place.Projection.Length == 0)
        {
            return;
        }
        output.Var(place.Projection.Length);
        foreach (PlaceElem elem in place.Projection)
        {
            switch (elem)
            {
                case PlaceElem.Deref:
                    output.Byte((byte)PlaceTag.Deref);
                    break;
                case PlaceElem.Field it:
                    output.Byte((byte)PlaceTag.Field);
                    output.Var(it.Idx.Index);
                    Type(output, it.Ty);
                    break;
                case PlaceElem.Index it:
                    output.Byte((byte)PlaceTag.Index);
                    output.Var(it.Value.Index);
                    break;
                case PlaceElem.ConstantIndex it:
                    output.Byte((byte)(it.FromEnd ? PlaceTag.ConstantIndexFromEnd : PlaceTag.ConstantIndex));
                    output.Var(it.Offset);
                    output.Var(it.MinLength);
                    break;
                case PlaceElem.Subslice it:
                    output.Byte((byte)(it.FromEnd ? PlaceTag.SubsliceFromEnd : PlaceTag.Subslice));
                    output.Var(it.From);
                    output.Var(it.To);
                    break;
                case PlaceElem.Downcast it:
                    output.Byte((byte)PlaceTag.Downcast);
                    output.Var(it.Variant.Index);
                    encoder.OptionalName(output, it.Name);
                    break;
            }
        }
    }

    private void Operands(RecordWriter output, ImmutableArray<Operand> operands)
    {
        output.Var(operands.Length);
        foreach (Operand operand in operands)
        {
            Write(output, operand);
        }
    }

    private static void Write(RecordWriter output, UnwindAction unwind)
    {
        output.Byte((byte)unwind.Kind);
        if (unwind.Kind == UnwindActionKind.Cleanup)
        {
            output.Var(unwind.CleanupBlock.Index);
        }
    }

    private void Head(RecordWriter output, MirTag tag, SourceInfo source)
    {
        Tag(output, tag);
        Source(output, source);
    }

    private void Source(RecordWriter output, SourceInfo source)
    {
        encoder.Span(output, source.Span);
        output.Var(source.Scope.Index + 1);
    }

    private static void Tag(RecordWriter output, MirTag tag) => output.Byte((byte)tag);

    private static void Block(RecordWriter output, BasicBlock block) => output.Var(block.Index + 1);

    private void Type(RecordWriter output, Ty ty) => encoder.Interned(output, types.EraseRegions(ty));

    private void Args(RecordWriter output, GenericArgs args) => encoder.Interned(output, types.EraseRegions(args));
}
