using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Mir;
using Verdigris.Mir.Coroutines;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata.Read;

/// <summary>Reads what <see cref="Write.MirWriter"/> wrote: one body with its promoted constants. One object a body.</summary>
internal sealed class MirReader(MetadataDecoder decoder, TypeContext context, DefId def)
{
    public Body Read(ref RecordReader input) => Read(ref input, default);

    private Body Read(ref RecordReader input, Promoted number)
    {
        SourceSpan span = decoder.Span(ref input);
        MirPhase phase = (MirPhase)input.Byte();
        int argCount = input.Int();
        Local spread = Optional<Local>(ref input);
        int scopeCount = input.Int();
        IdMap<SourceScope, SourceScopeData> scopes = new(scopeCount);
        for (int i = 0; i < scopeCount; i++)
        {
            SourceSpan scope = decoder.Span(ref input);
            scopes.Add(new SourceScopeData(scope, Optional<SourceScope>(ref input)));
        }
        int localCount = input.Int();
        IdMap<Local, LocalDecl> locals = new(localCount);
        for (int i = 0; i < localCount; i++)
        {
            Ty ty = Type(ref input);
            bool isMutable = input.Bool();
            locals.Add(new LocalDecl(ty, isMutable, Source(ref input), default, []));
        }
        int variableCount = input.Int();
        List<VarDebugInfo> variables = new(variableCount);
        for (int i = 0; i < variableCount; i++)
        {
            Symbol name = decoder.Name(ref input);
            SourceInfo source = Source(ref input);
            Place place = Place(ref input);
            variables.Add(new VarDebugInfo(name, source, place, input.Int()));
        }
        int blockCount = input.Int();
        IdMap<BasicBlock, BasicBlockData> blocks = new(blockCount);
        for (int i = 0; i < blockCount; i++)
        {
            blocks.Add(BlockData(ref input));
        }
        int promotedCount = input.Int();
        IdMap<Promoted, Body> promoted = new(promotedCount);
        for (int i = 0; i < promotedCount; i++)
        {
            promoted.Add(Read(ref input, Promoted.FromIndex(i)));
        }
        CoroutineStateMachine? machine = input.Bool() ? StateMachine(ref input) : null;
        return new Body(def, argCount, span)
        {
            Coroutine = machine,
            Promoted = number,
            Phase = phase,
            Scopes = scopes,
            Locals = locals,
            DebugVars = variables,
            Blocks = blocks,
            PromotedBodies = promoted,
            SpreadArg = spread,
        };
    }

    private CoroutineStateMachine StateMachine(ref RecordReader input)
    {
        SavedLocal[] saved = new SavedLocal[input.Int()];
        for (int i = 0; i < saved.Length; i++)
        {
            Ty ty = Type(ref input);
            Symbol? name = decoder.OptionalName(ref input);
            SourceSpan span = decoder.Span(ref input);
            saved[i] = new SavedLocal(ty, name, span, input.Bool());
        }
        ImmutableArray<int>[] states = new ImmutableArray<int>[input.Int()];
        for (int i = 0; i < states.Length; i++)
        {
            int[] state = new int[input.Int()];
            for (int j = 0; j < state.Length; j++)
            {
                state[j] = input.Int();
            }
            states[i] = ImmutableArray.Create(state);
        }
        return new CoroutineStateMachine(ImmutableArray.Create(saved), ImmutableArray.Create(states), Read(ref input, default));
    }

    private BasicBlockData BlockData(ref RecordReader input)
    {
        bool isCleanup = input.Bool();
        int count = input.Int();
        List<Statement> statements = new(count);
        for (int i = 0; i < count; i++)
        {
            statements.Add(Statement(ref input));
        }
        return new BasicBlockData(isCleanup) { Statements = statements, Terminator = Terminator(ref input) };
    }

    private Statement Statement(ref RecordReader input)
    {
        MirTag tag = (MirTag)input.Byte();
        SourceInfo source = Source(ref input);
        switch (tag)
        {
            case MirTag.Assign:
                Place target = Place(ref input);
                return new Statement.Assign(source, target, Rvalue(ref input));
            case MirTag.SetDiscriminant:
                Place place = Place(ref input);
                return new Statement.SetDiscriminant(source, place, VariantIdx.FromIndex(input.Int()));
            case MirTag.StorageLive:
                return new Statement.StorageLive(source, Local.FromIndex(input.Int()));
            case MirTag.StorageDead:
                return new Statement.StorageDead(source, Local.FromIndex(input.Int()));
            case MirTag.Assume:
                return new Statement.Assume(source, Operand(ref input));
            case MirTag.CopyNonOverlapping:
                Operand from = Operand(ref input);
                Operand to = Operand(ref input);
                return new Statement.CopyNonOverlapping(source, from, to, Operand(ref input));
            case MirTag.Nop:
                return new Statement.Nop(source);
            default:
                throw Corrupt();
        }
    }

    private Terminator Terminator(ref RecordReader input)
    {
        MirTag tag = (MirTag)input.Byte();
        SourceInfo source = Source(ref input);
        switch (tag)
        {
            case MirTag.Goto:
                return new Terminator.Goto(source, Block(ref input));
            case MirTag.SwitchInt:
                return SwitchInt(ref input, source);
            case MirTag.UnwindResume:
                return new Terminator.UnwindResume(source);
            case MirTag.UnwindTerminate:
                return new Terminator.UnwindTerminate(source, (UnwindTerminateReason)input.Byte());
            case MirTag.Return:
                return new Terminator.Return(source);
            case MirTag.Unreachable:
                return new Terminator.Unreachable(source);
            case MirTag.Drop:
            {
                Place place = Place(ref input);
                BasicBlock target = Block(ref input);
                UnwindAction unwind = Unwind(ref input);
                return new Terminator.Drop(source, place, target, unwind, input.Bool());
            }
            case MirTag.Call:
            {
                Operand function = Operand(ref input);
                ImmutableArray<Operand> args = Operands(ref input);
                Place destination = Place(ref input);
                BasicBlock target = Block(ref input);
                UnwindAction unwind = Unwind(ref input);
                SourceSpan span = decoder.Span(ref input);
                return new Terminator.Call(source, function, args, destination, target, unwind, span, (CallSource)input.Byte());
            }
            case MirTag.Assert:
            {
                Operand condition = Operand(ref input);
                bool expected = input.Bool();
                AssertMessage message = AssertMessage(ref input);
                BasicBlock target = Block(ref input);
                return new Terminator.Assert(source, condition, expected, message, target, Unwind(ref input));
            }
            case MirTag.Yield:
            {
                Operand value = Operand(ref input);
                BasicBlock resume = Block(ref input);
                Place resumeArg = Place(ref input);
                return new Terminator.Yield(source, value, resume, resumeArg, Block(ref input));
            }
            case MirTag.CoroutineDrop:
                return new Terminator.CoroutineDrop(source);
            case MirTag.InlineAsm:
            {
                MirAsm asm = Asm(ref input);
                ImmutableArray<MirAsmOperand>.Builder operands = ImmutableArray.CreateBuilder<MirAsmOperand>(input.Int());
                for (int i = 0; i < operands.Capacity; i++)
                {
                    operands.Add(AsmOperand(ref input));
                }
                BasicBlock target = Block(ref input);
                return new Terminator.InlineAsm(source, asm, operands.MoveToImmutable(), target, Unwind(ref input));
            }
            default:
                throw Corrupt();
        }
    }

    private Terminator.SwitchInt SwitchInt(ref RecordReader input, SourceInfo source)
    {
        Operand value = Operand(ref input);
        ImmutableArray<UInt128>.Builder values = ImmutableArray.CreateBuilder<UInt128>(input.Int());
        for (int i = 0; i < values.Capacity; i++)
        {
            values.Add(input.Var128());
        }
        ImmutableArray<BasicBlock>.Builder targets = ImmutableArray.CreateBuilder<BasicBlock>(values.Count + 1);
        for (int i = 0; i <= values.Count; i++)
        {
            targets.Add(Block(ref input));
        }
        return new Terminator.SwitchInt(source, value, new SwitchTargets(values.MoveToImmutable(), targets.MoveToImmutable()));
    }

    private MirAsm Asm(ref RecordReader input)
    {
        HirAsmOptions options = (HirAsmOptions)input.Int();
        ImmutableArray<HirAsmPiece>.Builder template = ImmutableArray.CreateBuilder<HirAsmPiece>(input.Int());
        for (int i = 0; i < template.Capacity; i++)
        {
            Symbol? text = decoder.OptionalName(ref input);
            int operand = (int)input.Signed();
            char modifier = (char)input.Int();
            template.Add(new HirAsmPiece(text, operand, modifier, decoder.Span(ref input)));
        }
        ImmutableArray<Symbol>.Builder clobbers = ImmutableArray.CreateBuilder<Symbol>(input.Int());
        for (int i = 0; i < clobbers.Capacity; i++)
        {
            clobbers.Add(decoder.Name(ref input));
        }
        return new MirAsm(template.MoveToImmutable(), options, clobbers.MoveToImmutable());
    }

    private MirAsmOperand AsmOperand(ref RecordReader input)
    {
        MirAsmOperandKind kind = (MirAsmOperandKind)input.Byte();
        Symbol? register = decoder.OptionalName(ref input);
        int flags = input.Byte();
        Operand? value = (flags & 4) != 0 ? Operand(ref input) : null;
        Place? output = (flags & 8) != 0 ? Place(ref input) : null;
        MirConst? constant = (flags & 16) != 0 ? Constant(ref input) : null;
        MirConst? symbol = (flags & 32) != 0 ? Constant(ref input) : null;
        return new MirAsmOperand(kind, register, (flags & 1) != 0, (flags & 2) != 0, value, output, constant, symbol);
    }

    private AssertMessage AssertMessage(ref RecordReader input)
    {
        switch ((AssertTag)input.Byte())
        {
            case AssertTag.BoundsCheck:
                Operand length = Operand(ref input);
                return new AssertMessage.BoundsCheck(length, Operand(ref input));
            case AssertTag.Overflow:
                MirBinOp op = (MirBinOp)input.Byte();
                Operand left = Operand(ref input);
                return new AssertMessage.Overflow(op, left, Operand(ref input));
            case AssertTag.OverflowNeg:
                return new AssertMessage.OverflowNeg(Operand(ref input));
            case AssertTag.DivisionByZero:
                return new AssertMessage.DivisionByZero(Operand(ref input));
            case AssertTag.RemainderByZero:
                return new AssertMessage.RemainderByZero(Operand(ref input));
            case AssertTag.MisalignedPointerDereference:
                Operand required = Operand(ref input);
                return new AssertMessage.MisalignedPointerDereference(required, Operand(ref input));
            case AssertTag.NullPointerDereference:
                return new AssertMessage.NullPointerDereference();
            case AssertTag.ResumedAfterReturn:
                return new AssertMessage.ResumedAfterReturn();
            case AssertTag.ResumedAfterPanic:
                return new AssertMessage.ResumedAfterPanic();
            default:
                throw Corrupt();
        }
    }

    private Rvalue Rvalue(ref RecordReader input)
    {
        switch ((MirTag)input.Byte())
        {
            case MirTag.Use:
                return new Rvalue.Use(Operand(ref input));
            case MirTag.Repeat:
                Operand element = Operand(ref input);
                return new Rvalue.Repeat(element, decoder.Interned<Const>(ref input, context));
            case MirTag.Ref:
                BorrowKind borrow = (BorrowKind)input.Byte();
                return new Rvalue.Ref(context.Common.Erased, borrow, Place(ref input));
            case MirTag.RawPtr:
                bool isMutable = input.Bool();
                return new Rvalue.RawPtr(isMutable, Place(ref input));
            case MirTag.ThreadLocalRef:
                return new Rvalue.ThreadLocalRef(decoder.Def(ref input));
            case MirTag.Cast:
                CastKind cast = (CastKind)input.Byte();
                Operand value = Operand(ref input);
                return new Rvalue.Cast(cast, value, Type(ref input));
            case MirTag.Binary:
                MirBinOp binary = (MirBinOp)input.Byte();
                Operand left = Operand(ref input);
                return new Rvalue.Binary(binary, left, Operand(ref input));
            case MirTag.Unary:
                MirUnOp unary = (MirUnOp)input.Byte();
                return new Rvalue.Unary(unary, Operand(ref input));
            case MirTag.Discriminant:
                return new Rvalue.Discriminant(Place(ref input));
            case MirTag.Aggregate:
                AggregateKind kind = Aggregate(ref input);
                return new Rvalue.Aggregate(kind, Operands(ref input));
            default:
                throw Corrupt();
        }
    }

    private AggregateKind Aggregate(ref RecordReader input)
    {
        switch ((AggregateTag)input.Byte())
        {
            case AggregateTag.Array:
                return new AggregateKind.Array(Type(ref input));
            case AggregateTag.Tuple:
                return AggregateKind.Tuple.Instance;
            case AggregateTag.Adt:
                AdtDef adt = context.AdtDefOf(decoder.Def(ref input));
                VariantIdx variant = Optional<VariantIdx>(ref input);
                GenericArgs args = Args(ref input);
                return new AggregateKind.Adt(adt, variant, args, default, Optional<FieldIdx>(ref input));
            case AggregateTag.Closure:
                DefId closure = decoder.Def(ref input);
                return new AggregateKind.Closure(closure, Args(ref input));
            case AggregateTag.Coroutine:
                DefId coroutine = decoder.Def(ref input);
                return new AggregateKind.Coroutine(coroutine, Args(ref input));
            case AggregateTag.RawPtr:
                bool isMutable = input.Bool();
                return new AggregateKind.RawPtr(Type(ref input), isMutable);
            default:
                throw Corrupt();
        }
    }

    private Operand Operand(ref RecordReader input)
    {
        switch ((OperandTag)input.Byte())
        {
            case OperandTag.Copy:
                return new Operand.Copy(Place(ref input));
            case OperandTag.Move:
                return new Operand.Move(Place(ref input));
            case OperandTag.Constant:
                SourceSpan span = decoder.Span(ref input);
                return new Operand.Constant(new ConstOperand(span, Constant(ref input)));
            default:
                throw Corrupt();
        }
    }

    private MirConst Constant(ref RecordReader input)
    {
        ConstTag tag = (ConstTag)input.Byte();
        Ty ty = Type(ref input);
        switch (tag)
        {
            case ConstTag.TypeLevel:
                return new MirConst.TypeLevel(ty, decoder.Interned<Const>(ref input, context));
            case ConstTag.Unevaluated:
                DefId constant = decoder.Def(ref input);
                GenericArgs args = Args(ref input);
                return new MirConst.Unevaluated(ty, constant, args, Optional<Promoted>(ref input));
            case ConstTag.Value:
                return new MirConst.Value(ty, Value(ref input));
            case ConstTag.OffsetOf:
                (Ty, VariantIdx, FieldIdx)[] path = new (Ty, VariantIdx, FieldIdx)[input.Int()];
                for (int i = 0; i < path.Length; i++)
                {
                    Ty container = Type(ref input);
                    VariantIdx variant = VariantIdx.FromIndex(input.Int());
                    path[i] = (container, variant, FieldIdx.FromIndex(input.Int()));
                }
                return new MirConst.OffsetOf(ty, [.. path]);
            default:
                throw Corrupt();
        }
    }

    private ConstValue Value(ref RecordReader input)
    {
        switch ((ConstValueTag)input.Byte())
        {
            case ConstValueTag.ZeroSized:
                return ConstValue.ZeroSized.Instance;
            case ConstValueTag.Scalar:
                UInt128 bits = input.Var128();
                return new ConstValue.Scalar(bits, input.Byte());
            case ConstValueTag.Pointer:
                ConstAllocation memory = Allocation(ref input);
                return new ConstValue.Pointer(memory, input.Var());
            case ConstValueTag.FnPointer:
                DefId function = decoder.Def(ref input);
                return new ConstValue.FnPointer(function, Args(ref input));
            case ConstValueTag.StaticPointer:
                DefId target = decoder.Def(ref input);
                return new ConstValue.StaticPointer(target, input.Var());
            case ConstValueTag.Slice:
                ConstAllocation elements = Allocation(ref input);
                return new ConstValue.Slice(elements, input.Var());
            case ConstValueTag.Indirect:
                ConstAllocation contents = Allocation(ref input);
                return new ConstValue.Indirect(contents, input.Var());
            default:
                throw Corrupt();
        }
    }

    private ConstAllocation Allocation(ref RecordReader input)
    {
        byte[] bytes = input.Block().ToArray();
        int align = input.Int();
        int flags = input.Byte();
        byte[]? initMask = null;
        if ((flags & 2) != 0)
        {
            initMask = new byte[bytes.Length];
            for (int i = 0; i < initMask.Length; i++)
            {
                initMask[i] = input.Byte();
            }
        }
        ImmutableArray<ConstRelocation>.Builder relocations = ImmutableArray.CreateBuilder<ConstRelocation>(input.Int());
        for (int i = 0; i < relocations.Capacity; i++)
        {
            ulong offset = input.Var();
            ulong addend = input.Var();
            relocations.Add(new ConstRelocation(offset, Relocation(ref input), addend));
        }
        return new ConstAllocation(bytes, align, (flags & 1) != 0, relocations.MoveToImmutable(), initMask);
    }

    private RelocationTarget Relocation(ref RecordReader input)
    {
        switch ((RelocationTag)input.Byte())
        {
            case RelocationTag.Memory:
                return new RelocationTarget.Memory(Allocation(ref input));
            case RelocationTag.Function:
                DefId function = decoder.Def(ref input);
                return new RelocationTarget.Function(function, Args(ref input));
            case RelocationTag.Static:
                return new RelocationTarget.Static(decoder.Def(ref input));
            case RelocationTag.Vtable:
                Ty ty = Type(ref input);
                return new RelocationTarget.Vtable(ty, decoder.Interned<ExistentialPredicates>(ref input, context));
            default:
                throw Corrupt();
        }
    }

    private Place Place(ref RecordReader input)
    {
        ulong head = input.Var();
        Local local = Local.FromIndex((int)(head >> 1));
        if ((head & 1) == 0)
        {
            return local == Local.ReturnPlace ? Mir.Place.Return : new Place(local);
        }
        ImmutableArray<PlaceElem>.Builder projection = ImmutableArray.CreateBuilder<PlaceElem>(input.Int());
        for (int i = 0; i < projection.Capacity; i++)
        {
            projection.Add(PlaceElem(ref input));
        }
        return new Place(local, projection.MoveToImmutable());
    }

    private PlaceElem PlaceElem(ref RecordReader input)
    {
        PlaceTag tag = (PlaceTag)input.Byte();
        switch (tag)
        {
            case PlaceTag.Deref:
                return Mir.PlaceElem.Deref.Instance;
            case PlaceTag.Field:
                FieldIdx field = FieldIdx.FromIndex(input.Int());
                return new PlaceElem.Field(field, Type(ref input));
            case PlaceTag.Index:
                return new PlaceElem.Index(Local.FromIndex(input.Int()));
            case PlaceTag.ConstantIndex or PlaceTag.ConstantIndexFromEnd:
                ulong offset = input.Var();
                return new PlaceElem.ConstantIndex(offset, input.Var(), tag == PlaceTag.ConstantIndexFromEnd);
            case PlaceTag.Subslice or PlaceTag.SubsliceFromEnd:
                ulong from = input.Var();
                return new PlaceElem.Subslice(from, input.Var(), tag == PlaceTag.SubsliceFromEnd);
            case PlaceTag.Downcast:
                VariantIdx variant = VariantIdx.FromIndex(input.Int());
                return new PlaceElem.Downcast(variant, decoder.OptionalName(ref input));
            default:
                throw Corrupt();
        }
    }

    private ImmutableArray<Operand> Operands(ref RecordReader input)
    {
        ImmutableArray<Operand>.Builder operands = ImmutableArray.CreateBuilder<Operand>(input.Int());
        for (int i = 0; i < operands.Capacity; i++)
        {
            operands.Add(Operand(ref input));
        }
        return operands.MoveToImmutable();
    }

    private static UnwindAction Unwind(ref RecordReader input) => (UnwindActionKind)input.Byte() switch
    {
        UnwindActionKind.Continue => UnwindAction.Continue,
        UnwindActionKind.Unreachable => UnwindAction.Unreachable,
        UnwindActionKind.TerminateAbi => UnwindAction.Terminate(UnwindTerminateReason.Abi),
        UnwindActionKind.TerminateInCleanup => UnwindAction.Terminate(UnwindTerminateReason.InCleanup),
        UnwindActionKind.Cleanup => UnwindAction.Cleanup(BasicBlock.FromIndex(input.Int())),
    };

    private SourceInfo Source(ref RecordReader input)
    {
        SourceSpan span = decoder.Span(ref input);
        return new SourceInfo(span, Optional<SourceScope>(ref input));
    }

    private static BasicBlock Block(ref RecordReader input) => Optional<BasicBlock>(ref input);

    private static TId Optional<TId>(ref RecordReader input)
        where TId : struct, IId<TId> => TId.FromIndex(input.Int() - 1);

    private Ty Type(ref RecordReader input) => decoder.Interned<Ty>(ref input, context);

    private GenericArgs Args(ref RecordReader input) => decoder.Interned<GenericArgs>(ref input, context);

    private static CompilerBug Corrupt() => new("a body in metadata cannot be read");
}
