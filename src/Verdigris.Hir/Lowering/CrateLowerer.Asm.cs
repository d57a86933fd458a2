using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>Inline assembly: the template's placeholders to operand indices. Reference: [asm.ts-args].</summary>
public sealed partial class CrateLowerer
{
    private static Symbol JoinTemplate(Ast.InlineAsm asm)
    {
        StringBuilder text = new();
        foreach (Symbol line in asm.Template)
        {
            text.Append(text.Length > 0 ? "\n" : "").Append(line.Text);
        }
        return Symbol.Intern(text.ToString().Replace("{{", "{").Replace("}}", "}"));
    }

    private HirExpr LowerInlineAsm(Ast.InlineAsm asm, HirId id, SourceSpan span)
    {
        ImmutableArray<HirAsmOperand>.Builder operands = ImmutableArray.CreateBuilder<HirAsmOperand>();
        Dictionary<string, int> names = [];
        int positional = 0;
        foreach (Ast.AsmOperand operand in asm.Operands)
        {
            if (operand.Name is { } name)
            {
                names[name.Text] = operands.Count;
            }
            else if (!operand.IsExplicitRegister)
            {
                names[positional++.ToString(CultureInfo.InvariantCulture)] = operands.Count;
            }
            if (LowerOperand(operand) is not { } lowered)
            {
                return new HirExpr.Error(id, span, ReportUnsupported("this operand of `asm!`", operand.Span));
            }
            operands.Add(lowered);
        }
        ImmutableArray<HirAsmPiece>.Builder pieces = ImmutableArray.CreateBuilder<HirAsmPiece>();
        int next = 0;
        foreach (Ast.AsmTemplatePiece piece in Ast.AsmTemplate.Parse(asm, out _))
        {
            // That every argument is there was checked when the macro was expanded.
            string name = piece.Argument is { Length: 0 } ? next++.ToString(CultureInfo.InvariantCulture) : piece.Argument ?? "";
            pieces.Add(piece.Argument is null
                ? new HirAsmPiece(Symbol.Intern(piece.Text), -1, '\0', piece.Span)
                : new HirAsmPiece(null, names[name], piece.Modifier.Length > 0 ? piece.Modifier[0] : '\0', piece.Span));
        }
        ImmutableArray<Symbol>.Builder clobbers = ImmutableArray.CreateBuilder<Symbol>();
        foreach (Ast.AsmClobberAbi abi in asm.ClobberAbis)
        {
            clobbers.Add(abi.Name);
        }
        HirInlineAsm value = new(pieces.DrainToImmutable(), operands.DrainToImmutable(), (HirAsmOptions)asm.Options, clobbers.DrainToImmutable());
        return new AsmRegisterChecker(asm, value, _sink).Check() is { } invalid ? new HirExpr.Error(id, span, invalid) : new HirExpr.InlineAsm(id, span, value);
    }

    private HirAsmOperand? LowerOperand(Ast.AsmOperand operand)
    {
        switch (operand.Kind)
        {
            case Ast.AsmOperandKind.In:
                return new HirAsmOperand.In(operand.Register, operand.IsExplicitRegister, operand.Span, LowerExpr(operand.In!));
            case Ast.AsmOperandKind.Out or Ast.AsmOperandKind.LateOut:
                HirExpr? place = UnwrapExpr(operand.Out!) is Ast.Expr.Underscore ? null : LowerExpr(operand.Out!);
                return new HirAsmOperand.Out(operand.Register, operand.IsExplicitRegister, operand.Span, operand.Kind == Ast.AsmOperandKind.LateOut, place);
            case Ast.AsmOperandKind.InOut or Ast.AsmOperandKind.InLateOut:
                HirExpr value = LowerExpr(operand.In!);
                bool isSame = ReferenceEquals(operand.In, operand.Out);
                HirExpr? output = isSame ? value : UnwrapExpr(operand.Out!) is Ast.Expr.Underscore ? null : LowerExpr(operand.Out!);
                return new HirAsmOperand.InOut(operand.Register, operand.IsExplicitRegister, operand.Span, operand.Kind == Ast.AsmOperandKind.InLateOut, value, output);
            case Ast.AsmOperandKind.Const:
                return new HirAsmOperand.Const(operand.Span, LowerAnonConst(operand.Const!));
            case Ast.AsmOperandKind.Sym when LowerExpr(operand.In!) is HirExpr.Path symbol:
                return new HirAsmOperand.Sym(operand.Span, symbol);
            default:
                return null;
        }
    }
}
