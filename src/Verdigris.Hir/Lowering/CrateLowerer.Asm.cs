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
        for (int i = 0; i < asm.Template.Length; i++)
        {
            string text = asm.Template[i].Text + (i < asm.Template.Length - 1 ? "\n" : "");
            if (!TryAddPieces(text, names, ref next, pieces, asm.TemplateSpan))
            {
                return new HirExpr.Error(id, span, _sink.FirstError!);
            }
        }
        HirInlineAsm value = new(pieces.DrainToImmutable(), operands.DrainToImmutable(), (HirAsmOptions)asm.Options, asm.ClobberAbis);
        return new HirExpr.InlineAsm(id, span, value);
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

    private bool TryAddPieces(string text, Dictionary<string, int> names, ref int next, ImmutableArray<HirAsmPiece>.Builder pieces, SourceSpan span)
    {
        StringBuilder literal = new();
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c is '{' or '}' && i + 1 < text.Length && text[i + 1] == c)
            {
                literal.Append(c);
                i++;
                continue;
            }
            if (c != '{')
            {
                literal.Append(c);
                continue;
            }
            int close = text.IndexOf('}', i);
            string content = close < 0 ? "" : text[(i + 1)..close];
            int colon = content.IndexOf(':');
            string name = colon < 0 ? content : content[..colon];
            char modifier = colon >= 0 && colon + 1 < content.Length ? content[colon + 1] : '\0';
            if (name.Length == 0)
            {
                name = next++.ToString(CultureInfo.InvariantCulture);
            }
            if (close < 0 || !names.TryGetValue(name, out int operand))
            {
                _sink.Report(Diagnostic.ErrorWithoutCode(close < 0 ? "invalid asm template string: expected `}`" : $"there is no argument named `{name}`", span));
                return false;
            }
            if (literal.Length > 0)
            {
                pieces.Add(new HirAsmPiece(Symbol.Intern(literal.ToString()), -1, '\0', span));
                literal.Clear();
            }
            pieces.Add(new HirAsmPiece(null, operand, modifier, span));
            i = close;
        }
        if (literal.Length > 0)
        {
            pieces.Add(new HirAsmPiece(Symbol.Intern(literal.ToString()), -1, '\0', span));
        }
        return true;
    }
}
