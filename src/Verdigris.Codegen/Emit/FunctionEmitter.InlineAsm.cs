using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Codegen.Llvm;
using Verdigris.Hir;
using Verdigris.Mir;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Emit;

/// <summary>
/// <c>asm!</c> for x86-64. Outputs come first in LLVM's constraints, then inputs; an operand that is both is an output with a
/// tied input. [asm.operand-type]
/// </summary>
internal sealed partial class FunctionEmitter
{
    private const int DialectAtt = 0;
    private const int DialectIntel = 1;

    private void EmitInlineAsm(Terminator.InlineAsm asm)
    {
        AsmOperands operands = new(asm.Operands.Length);
        for (int i = 0; i < asm.Operands.Length; i++)
        {
            AddOutput(asm, i, operands);
        }
        for (int i = 0; i < asm.Operands.Length; i++)
        {
            AddInput(asm, i, operands);
        }
        AddClobbers(asm.Asm, operands);
        LlvmType result = operands.OutputTypes switch
        {
            [] => Unit.Void,
            [var only] => only,
            _ => Unit.Struct(operands.OutputTypes.ToArray()),
        };
        LlvmType[] parameters = new LlvmType[operands.Inputs.Count];
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] = Native.LLVMTypeOf(operands.Inputs[i]);
        }
        LlvmType type = Unit.Function(result, parameters);
        LlvmValue value = _builder.Call(type, MakeAsm(asm, type, operands), operands.Inputs.ToArray());
        StoreOutputs(asm, operands, value);
        if ((asm.Asm.Options & HirAsmOptions.NoReturn) != 0 || asm.Target.IsNone)
        {
            _builder.Unreachable();
        }
        else
        {
            _builder.Br(_blocks[asm.Target.Index]);
        }
    }

    private unsafe LlvmValue MakeAsm(Terminator.InlineAsm asm, LlvmType type, AsmOperands operands)
    {
        HirAsmOptions options = asm.Asm.Options;
        byte[] text = Encoding.UTF8.GetBytes(AsmText(asm, operands) + "\0");
        byte[] constraints = Encoding.UTF8.GetBytes(string.Join(',', operands.Constraints) + "\0");
        fixed (byte* textPointer = text)
        fixed (byte* constraintPointer = constraints)
        {
            return Native.LLVMGetInlineAsm(
                type, textPointer, (nuint)text.Length - 1, constraintPointer, (nuint)constraints.Length - 1,
                (options & HirAsmOptions.Pure) == 0 ? 1 : 0, (options & HirAsmOptions.NoStack) == 0 ? 1 : 0,
                (options & HirAsmOptions.AttSyntax) != 0 ? DialectAtt : DialectIntel, 0);
        }
    }

    private void AddOutput(Terminator.InlineAsm asm, int index, AsmOperands operands)
    {
        MirAsmOperand operand = asm.Operands[index];
        if (operand.Kind is not (MirAsmOperandKind.Out or MirAsmOperandKind.InOut))
        {
            return;
        }
        TyLayout? layout = operand.Output is { } place ? Layouts.Of(_mono.TypeOf(place))
            : operand.Input is { } input ? Layouts.Of(_mono.TypeOf(input)) : null;
        operands.OutputIndex[index] = operands.OutputTypes.Count;
        operands.OutputTypes.Add(layout is null ? Unit.I64 : _emitter.ScalarType(ScalarOf(layout)));
        operands.Constraints.Add((operand.IsLate ? "=" : "=&") + AsmRegisters.ConstraintOf(operand));
    }

    private void AddInput(Terminator.InlineAsm asm, int index, AsmOperands operands)
    {
        MirAsmOperand operand = asm.Operands[index];
        if (operand.Symbol is { } symbol)
        {
            operands.InputIndex[index] = operands.OutputTypes.Count + operands.Inputs.Count;
            operands.Inputs.Add(SymbolAddress(symbol));
            operands.Constraints.Add("s");
            return;
        }
        if (operand.Input is not { } input)
        {
            return;
        }
        OperandValue value = EvalOperand(input);
        LlvmValue scalar = value.Layout.A.IsBool ? _builder.Cast(LlvmCast.ZExt, value.A, Unit.I8) : value.A;
        int output = operands.OutputIndex[index];
        operands.InputIndex[index] = output >= 0 ? output : operands.OutputTypes.Count + operands.Inputs.Count;
        operands.Inputs.Add(scalar);
        operands.Constraints.Add(output >= 0 ? output.ToString(CultureInfo.InvariantCulture) : AsmRegisters.ConstraintOf(operand));
    }

    private LlvmValue SymbolAddress(MirConst symbol) => _mono.Mono(symbol.Ty) is Ty.FnDef function
        ? _emitter.FunctionOf(_emitter.Resolver.ResolveForPointer(function.Def, function.Args))
        : EvalConstant(symbol).A;

    private static Scalar ScalarOf(TyLayout layout) =>
        layout.IsScalar ? layout.A : throw new CompilerBug($"{layout.Ty} is no operand of inline assembly");

    private static void AddClobbers(MirAsm asm, AsmOperands operands)
    {
        if ((asm.Options & HirAsmOptions.NoMem) == 0)
        {
            operands.Constraints.Add("~{memory}");
        }
        if ((asm.Options & HirAsmOptions.PreservesFlags) == 0)
        {
            operands.Constraints.AddRange(["~{dirflag}", "~{fpsr}", "~{flags}"]);
        }
        if (asm.ClobberAbis.Length > 0)
        {
            foreach (string register in AsmRegisters.CallerSaved)
            {
                string clobber = $"~{{{register}}}";
                if (!operands.Constraints.Exists(c => c.EndsWith($"{{{register}}}", System.StringComparison.Ordinal)))
                {
                    operands.Constraints.Add(clobber);
                }
            }
        }
    }

    /// <summary>The template with LLVM's operand references; a dollar sign is doubled.</summary>
    private string AsmText(Terminator.InlineAsm asm, AsmOperands operands)
    {
        StringBuilder text = new();
        foreach (HirAsmPiece piece in asm.Asm.Template)
        {
            if (piece.Text is { } literal)
            {
                text.Append(literal.Text.Replace("$", "$$", System.StringComparison.Ordinal));
                continue;
            }
            MirAsmOperand operand = asm.Operands[piece.OperandIndex];
            if (operand.Const is { } constant)
            {
                text.Append(ConstantText(constant));
                continue;
            }
            int number = operands.InputIndex[piece.OperandIndex] >= 0 ? operands.InputIndex[piece.OperandIndex] : operands.OutputIndex[piece.OperandIndex];
            text.Append("${").Append(number);
            if (operand.Kind == MirAsmOperandKind.Sym)
            {
                text.Append(":P");
            }
            else if (AsmRegisters.ModifierOf(operand, piece.Modifier) is { } modifier)
            {
                text.Append(':').Append(modifier);
            }
            text.Append('}');
        }
        return text.ToString();
    }

    private string ConstantText(MirConst constant)
    {
        System.UInt128 bits = constant switch
        {
            MirConst.Value { Contents: ConstValue.Scalar scalar } => scalar.Bits,
            MirConst.TypeLevel level => _mono.Mono(level.Const),
            MirConst.Unevaluated it => Queries.Evaluate(it.Def, _mono.Mono(it.Args), it.Promoted) is ConstValue.Scalar scalar
                ? scalar.Bits
                : throw new CompilerBug("a constant of inline assembly has no value"),
            _ => throw new CompilerBug("a constant of inline assembly is no number"),
        };
        Ty ty = _mono.Mono(constant.Ty);
        int shift = 128 - PrimitiveSizes.Of(ty) * 8;
        return ty.IsSigned
            ? ((System.Int128)(bits << shift) >> shift).ToString(CultureInfo.InvariantCulture)
            : bits.ToString(CultureInfo.InvariantCulture);
    }

    private void StoreOutputs(Terminator.InlineAsm asm, AsmOperands operands, LlvmValue value)
    {
        for (int i = 0; i < asm.Operands.Length; i++)
        {
            int output = operands.OutputIndex[i];
            if (output < 0 || asm.Operands[i].Output is not { } place)
            {
                continue;
            }
            LlvmValue part = operands.OutputTypes.Count == 1 ? value : _builder.ExtractValue(value, output);
            PlaceValue target = EvalPlace(place);
            _builder.Store(part, target.Pointer, target.Align);
        }
    }

    private sealed class AsmOperands
    {
        public AsmOperands(int count)
        {
            OutputIndex = new int[count];
            InputIndex = new int[count];
            System.Array.Fill(OutputIndex, -1);
            System.Array.Fill(InputIndex, -1);
        }

        public List<string> Constraints { get; } = [];

        public List<LlvmType> OutputTypes { get; } = [];

        public List<LlvmValue> Inputs { get; } = [];

        /// <summary>LLVM's number of an operand's output, by operand; −1 for none.</summary>
        public int[] OutputIndex { get; }

        public int[] InputIndex { get; }
    }
}
