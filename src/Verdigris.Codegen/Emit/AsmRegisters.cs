using System;
using Verdigris.Base;
using Verdigris.Hir;
using Verdigris.Mir;

namespace Verdigris.Codegen.Emit;

/// <summary>x86-64's registers as LLVM's constraints name them. [asm.register-operands]</summary>
internal static class AsmRegisters
{
    /// <summary>What a call by the C convention may change.</summary>
    public static readonly string[] CallerSaved =
    [
        "ax", "cx", "dx", "si", "di", "r8", "r9", "r10", "r11",
        "xmm0", "xmm1", "xmm2", "xmm3", "xmm4", "xmm5", "xmm6", "xmm7", "xmm8", "xmm9", "xmm10", "xmm11", "xmm12", "xmm13", "xmm14", "xmm15",
    ];

    public static string ConstraintOf(MirAsmOperand operand)
    {
        string name = operand.Register?.Text ?? throw new CompilerBug("an operand of inline assembly has no register");
        if (operand.IsExplicitRegister)
        {
            string canonical = AsmRegisterTable.Canonical(name);
            return $"{{{(canonical.StartsWith('x') || canonical.StartsWith('y') || canonical.StartsWith('z') ? canonical : AsmRegisterTable.Whole(canonical))}}}";
        }
        return name switch
        {
            "reg" => "r",
            "reg_abcd" => "Q",
            "reg_byte" => "q",
            "xmm_reg" or "ymm_reg" => "x",
            "zmm_reg" => "v",
            "kreg" => "^Yk",
            _ => throw new CompilerBug($"register class `{name}` is not supported in inline assembly yet"),
        };
    }

    /// <summary>LLVM's letter for a width; the whole register without one.</summary>
    public static char? ModifierOf(MirAsmOperand operand, char modifier)
    {
        string register = operand.Register?.Text ?? "";
        bool isVector = register.StartsWith("xmm", StringComparison.Ordinal) || register.StartsWith("ymm", StringComparison.Ordinal)
            || register.StartsWith("zmm", StringComparison.Ordinal);
        return (isVector, modifier) switch
        {
            (true, 'y') => 't',
            (true, 'z') => 'g',
            (true, _) => 'x',
            (false, 'l') => 'b',
            (false, 'h') => 'h',
            (false, 'x') => 'w',
            (false, 'e') => 'k',
            (false, _) when register is "reg_byte" => null,
            (false, _) => 'q',
        };
    }
}
