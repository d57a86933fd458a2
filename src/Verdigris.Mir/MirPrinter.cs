using System;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Verdigris.Base.Collections;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Printing;

namespace Verdigris.Mir;

/// <summary>Writes MIR as text in rustc's notation, for <c>--emit=mir</c>, dumps and tests.</summary>
public static class MirPrinter
{
    public static string Print(Body body, CrateStore crates)
    {
        StringBuilder text = new();
        TyPrinter types = new(crates);
        text.Append(body.Promoted.IsSome ? $"promoted[{body.Promoted.Index}] in " : "").Append("fn ").Append(TyPrinter.Path(crates, body.Def)).Append('(');
        for (int i = 1; i <= body.ArgCount; i++)
        {
            text.Append(i > 1 ? ", " : "").Append($"_{i}: {types.Print(body.Locals[Local.FromIndex(i)].Ty)}");
        }
        text.Append($") -> {types.Print(body.ReturnTy)} {{\n");
        foreach (VarDebugInfo variable in body.DebugVars)
        {
            text.Append($"    debug {variable.Name} => {Print(variable.Place)};\n");
        }
        for (int i = 0; i < body.Locals.Count; i++)
        {
            if (i == 0 || i > body.ArgCount)
            {
                LocalDecl local = body.Locals[Local.FromIndex(i)];
                text.Append($"    let {(local.IsMutable ? "mut " : "")}_{i}: {types.Print(local.Ty)};\n");
            }
        }
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlockData block = body.Blocks[BasicBlock.FromIndex(i)];
            text.Append($"\n    bb{i}{(block.IsCleanup ? " (cleanup)" : "")}: {{\n");
            foreach (Statement statement in block.Statements)
            {
                text.Append("        ").Append(Print(statement)).Append(";\n");
            }
            if (block.IsTerminated)
            {
                text.Append("        ").Append(Print(block.Terminator)).Append(";\n");
            }
            text.Append("    }\n");
        }
        text.Append("}\n");
        foreach (Body promoted in body.PromotedBodies.AsSpan())
        {
            text.Append('\n').Append(Print(promoted, crates));
        }
        return text.ToString();
    }

    public static string Print(Place place)
    {
        string text = place.Local.ToString();
        foreach (PlaceElem elem in place.Projection)
        {
            text = elem switch
            {
                PlaceElem.Deref => $"(*{text})",
                PlaceElem.Field it => $"({text}.{it.Idx.Index}: {TyPrinter.Debug(it.Ty)})",
                PlaceElem.Index it => $"{text}[{it.Value}]",
                PlaceElem.ConstantIndex it => $"{text}[{(it.FromEnd ? "-" : "")}{it.Offset} of {it.MinLength}]",
                PlaceElem.Subslice it => $"{text}[{it.From}:{(it.FromEnd ? "-" : "")}{it.To}]",
                PlaceElem.Downcast it => $"({text} as {it.Name?.Text ?? it.Variant.Index.ToString(System.Globalization.CultureInfo.InvariantCulture)})",
            };
        }
        return text;
    }

    public static string Print(Operand operand) => operand switch
    {
        Operand.Copy it => Print(it.Place),
        Operand.Move it => $"move {Print(it.Place)}",
        Operand.Constant it => $"const {Print(it.Value.Const)}",
    };

    public static string Print(MirConst constant) => constant switch
    {
        MirConst.TypeLevel it => TyPrinter.Debug(it.Const),
        MirConst.Unevaluated it => $"{it.Def.Crate.Index}:{it.Def.Index}{TyPrinter.Debug(it.Args)}{(it.Promoted.IsSome ? $"::promoted[{it.Promoted.Index}]" : "")}",
        MirConst.Value { Contents: ConstValue.Scalar scalar } it => $"{PrintScalar(scalar, it.Ty)}_{TyPrinter.Debug(it.Ty)}",
        MirConst.Value { Contents: ConstValue.Slice slice } it when it.Ty is Ty.Ref { Pointee: Ty.Primitive { Kind: PrimTy.Str } } =>
            $"\"{Encoding.UTF8.GetString(slice.Allocation.Bytes[..(int)slice.Length])}\"",
        MirConst.Value it => TyPrinter.Debug(it.Ty),
        MirConst.OffsetOf it => $"offset_of!({TyPrinter.Debug(it.Path[0].Container)}, {string.Join('.', it.Path.Select(static step => step.Field.Index))})",
    };

    public static string Print(Rvalue rvalue) => rvalue switch
    {
        Rvalue.Use it => Print(it.Value),
        Rvalue.Repeat it => $"[{Print(it.Value)}; {TyPrinter.Debug(it.Count)}]",
        Rvalue.Ref it => $"{Print(it.Kind)}{Print(it.Place)}",
        Rvalue.RawPtr it => $"&raw {(it.IsMutable ? "mut" : "const")} {Print(it.Place)}",
        Rvalue.ThreadLocalRef it => $"&/*tls*/ {it.Static}",
        Rvalue.Cast it => $"{Print(it.Value)} as {TyPrinter.Debug(it.Ty)} ({it.Kind})",
        Rvalue.Binary it => $"{it.Op}({Print(it.Left)}, {Print(it.Right)})",
        Rvalue.Unary it => $"{it.Op}({Print(it.Value)})",
        Rvalue.Discriminant it => $"discriminant({Print(it.Place)})",
        Rvalue.Aggregate it => $"{Print(it.Kind)}({Join(it.Fields)})",
    };

    public static string Print(Statement statement) => statement switch
    {
        Statement.Assign it => $"{Print(it.Target)} = {Print(it.Value)}",
        Statement.FakeRead it => $"FakeRead({it.Cause}, {Print(it.Place)})",
        Statement.SetDiscriminant it => $"discriminant({Print(it.Target)}) = {it.Variant.Index}",
        Statement.StorageLive it => $"StorageLive({it.Local})",
        Statement.StorageDead it => $"StorageDead({it.Local})",
        Statement.PlaceMention it => $"PlaceMention({Print(it.Place)})",
        Statement.AscribeUserType it => $"AscribeUserType({Print(it.Place)}, {it.Variance}, {it.UserTy.Index})",
        Statement.Assume it => $"assume({Print(it.Condition)})",
        Statement.CopyNonOverlapping it => $"copy_nonoverlapping({Print(it.From)}, {Print(it.To)}, {Print(it.Count)})",
        Statement.Nop => "nop",
    };

    public static string Print(Terminator terminator) => terminator switch
    {
        Terminator.Goto it => $"goto -> {it.Target}",
        Terminator.SwitchInt it => $"switchInt({Print(it.Value)}) -> [{Print(it.Targets)}]",
        Terminator.UnwindResume => "resume",
        Terminator.UnwindTerminate it => $"terminate({it.Reason})",
        Terminator.Return => "return",
        Terminator.Unreachable => "unreachable",
        Terminator.Drop it => $"drop({Print(it.Place)}) -> [return: {it.Target}, {Print(it.Unwind)}]",
        Terminator.Call it =>
            $"{Print(it.Destination)} = {Print(it.Function)}({Join(it.Args)}) -> [{(it.Target.IsSome ? $"return: {it.Target}, " : "")}{Print(it.Unwind)}]",
        Terminator.Assert it =>
            $"assert({(it.Expected ? "" : "!")}{Print(it.Condition)}, {it.Message.GetType().Name}) -> [success: {it.Target}, {Print(it.Unwind)}]",
        Terminator.Yield it =>
            $"{Print(it.ResumeArg)} = yield({Print(it.Value)}) -> [resume: {it.Resume}{(it.DropTarget.IsSome ? $", drop: {it.DropTarget}" : "")}]",
        Terminator.CoroutineDrop => "coroutine_drop",
        Terminator.FalseEdge it => $"falseEdge -> [real: {it.Real}, imaginary: {it.Imaginary}]",
        Terminator.FalseUnwind it => $"falseUnwind -> [real: {it.Real}, {Print(it.Unwind)}]",
        Terminator.InlineAsm it => $"asm!(…) -> [{(it.Target.IsSome ? $"return: {it.Target}, " : "")}{Print(it.Unwind)}]",
    };

    private static string PrintScalar(ConstValue.Scalar scalar, Ty ty)
    {
        if (ty.IsBool)
        {
            return scalar.Bits == 0 ? "false" : "true";
        }
        if (ty.IsSigned && scalar.Size < 16)
        {
            int shift = 128 - scalar.Size * 8;
            return ((Int128)(scalar.Bits << shift) >> shift).ToString();
        }
        return scalar.Bits.ToString();
    }

    private static string Print(BorrowKind kind) => kind switch
    {
        BorrowKind.Shared => "&",
        BorrowKind.FakeShallow => "&fake shallow ",
        BorrowKind.FakeDeep => "&fake ",
        BorrowKind.Mut => "&mut ",
        BorrowKind.MutTwoPhase => "&two_phase mut ",
        BorrowKind.MutClosureCapture => "&uniq ",
    };

    private static string Print(AggregateKind kind) => kind switch
    {
        AggregateKind.Array => "array",
        AggregateKind.Tuple => "tuple",
        AggregateKind.Adt it => it.Def.Variant(it.Variant).Name.Text,
        AggregateKind.Closure => "closure",
        AggregateKind.Coroutine => "coroutine",
        AggregateKind.RawPtr => "raw_ptr",
    };

    private static string Print(SwitchTargets targets)
    {
        StringBuilder text = new();
        for (int i = 0; i < targets.Values.Length; i++)
        {
            text.Append($"{targets.Values[i]}: {targets.Targets[i]}, ");
        }
        return text.Append($"otherwise: {targets.Otherwise}").ToString();
    }

    private static string Print(UnwindAction unwind) => unwind.Kind switch
    {
        UnwindActionKind.Continue => "unwind continue",
        UnwindActionKind.Unreachable => "unwind unreachable",
        UnwindActionKind.TerminateAbi => "unwind terminate(abi)",
        UnwindActionKind.TerminateInCleanup => "unwind terminate(cleanup)",
        UnwindActionKind.Cleanup => $"unwind: {unwind.CleanupBlock}",
    };

    private static string Join(ImmutableArray<Operand> operands)
    {
        StringBuilder text = new();
        foreach (Operand operand in operands)
        {
            text.Append(text.Length > 0 ? ", " : "").Append(Print(operand));
        }
        return text.ToString();
    }
}
