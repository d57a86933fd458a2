using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Ast = Verdigris.Syntax.Ast;

namespace Verdigris.Hir.Lowering;

/// <summary>
/// Registers, classes, modifiers and ABIs of inline assembly are ones of the target, and no register is used twice at a time.
/// Reference: [asm.register-operands], [asm.template-modifiers], [asm.clobbers].
/// </summary>
internal sealed class AsmRegisterChecker(Ast.InlineAsm source, HirInlineAsm asm, DiagnosticSink sink)
{
    private ErrorReported? _error;

    public ErrorReported? Check()
    {
        foreach (Ast.AsmClobberAbi abi in source.ClobberAbis)
        {
            if (!AsmRegisterTable.ClobberAbis.Contains(abi.Name.Text))
            {
                Report(Diagnostic.ErrorWithoutCode("invalid ABI for `clobber_abi`", abi.Span)
                    .WithNote($"the following ABIs are supported on this target: `{string.Join("`, `", AsmRegisterTable.ClobberAbis)}`"));
            }
        }
        foreach (HirAsmOperand operand in asm.Operands)
        {
            CheckRegister(operand);
        }
        if (_error is null)
        {
            CheckModifiers();
            CheckConflicts();
        }
        return _error;
    }

    private void Report(Diagnostic diagnostic) => _error = sink.Report(diagnostic);

    private void CheckRegister(HirAsmOperand operand)
    {
        if (operand.Register?.Text is not { } name)
        {
            return;
        }
        if (!operand.IsExplicitRegister)
        {
            if (AsmRegisterTable.ClassNamed(name) is null)
            {
                List<string> names = [];
                foreach (AsmRegisterClass known in AsmRegisterTable.Classes)
                {
                    names.Add($"`{known.Name}`");
                }
                Report(Diagnostic.ErrorWithoutCode($"invalid register class `{name}`: unknown register class", operand.Span)
                    .WithNote($"the following register classes are supported on this target: {string.Join(", ", names)}"));
            }
            return;
        }
        string canonical = AsmRegisterTable.Canonical(name);
        if (AsmRegisterTable.ReasonAgainst(name) is { } reason)
        {
            Report(Diagnostic.ErrorWithoutCode($"invalid register `{name}`: {reason}", operand.Span));
        }
        else if (AsmRegisterTable.ClassOf(canonical) is null)
        {
            Report(Diagnostic.ErrorWithoutCode($"invalid register `{name}`: unknown register", operand.Span));
        }
        else if (AsmRegisterTable.Whole(canonical) == "bx")
        {
            Report(Diagnostic.ErrorWithoutCode($"cannot use register `{canonical}`: rbx is used internally by LLVM and cannot be used as an operand for inline asm", operand.Span));
        }
    }

    private void CheckModifiers()
    {
        foreach (HirAsmPiece piece in asm.Template)
        {
            if (piece.Modifier == '\0' || piece.OperandIndex < 0)
            {
                continue;
            }
            HirAsmOperand operand = asm.Operands[piece.OperandIndex];
            string modifiers = operand.Register is { } register ? AsmRegisterTable.ClassNamed(register.Text)?.Modifiers ?? "" : "";
            if (modifiers.Contains(piece.Modifier))
            {
                continue;
            }
            bool isOperand = operand.Register is not null;
            Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(
                isOperand ? "invalid asm template modifier for this register class" : "asm template modifiers are not allowed for `const` and `sym` arguments", piece.Span)
                .WithPrimaryLabel("template modifier").WithLabel(operand.Span, "argument");
            if (isOperand)
            {
                diagnostic.WithNote(modifiers.Length == 0
                    ? $"the `{operand.Register}` register class does not support template modifiers"
                    : $"the `{operand.Register}` register class supports the following template modifiers: `{string.Join("`, `", modifiers.ToCharArray())}`");
            }
            Report(diagnostic);
        }
    }

    private void CheckConflicts()
    {
        for (int i = 0; i < asm.Operands.Length; i++)
        {
            HirAsmOperand later = asm.Operands[i];
            for (int j = 0; later.IsExplicitRegister && j < i; j++)
            {
                HirAsmOperand earlier = asm.Operands[j];
                if (!earlier.IsExplicitRegister
                    || !AsmRegisterTable.Overlap(AsmRegisterTable.Canonical(earlier.Register!.Text), AsmRegisterTable.Canonical(later.Register!.Text)))
                {
                    continue;
                }
                ((bool earlierIn, bool earlierOut), (bool laterIn, bool laterOut)) = (Use(earlier), Use(later));
                if (!((earlierIn && laterIn) || (earlierOut && laterOut)))
                {
                    continue;
                }
                Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"register `{later.Register}` conflicts with register `{earlier.Register}`", later.Span)
                    .WithPrimaryLabel($"register `{later.Register}`").WithLabel(earlier.Span, $"register `{earlier.Register}`");
                if ((earlier, later) is (HirAsmOperand.In, HirAsmOperand.Out { IsLate: false }) or (HirAsmOperand.Out { IsLate: false }, HirAsmOperand.In))
                {
                    diagnostic.WithHelp(earlier is HirAsmOperand.In ? earlier.Span : later.Span, "use `lateout` instead of `out` to avoid conflict");
                }
                Report(diagnostic);
                break;
            }
        }
    }

    /// <summary>Whether the register is taken while inputs are read, and while outputs are written.</summary>
    private static (bool In, bool Out) Use(HirAsmOperand operand) => operand switch
    {
        HirAsmOperand.In => (true, false),
        HirAsmOperand.Out it => (!it.IsLate, true),
        HirAsmOperand.InOut => (true, true),
        _ => (false, false),
    };
}
