using System;
using System.Collections.Generic;
using System.Collections.Immutable;

namespace Verdigris.Hir;

/// <summary>A class of registers of inline assembly.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Types">The types that fit, as messages name them: <c>i32</c> stands for every integer of that size.</param>
/// <param name="Modifiers">The letters that a template may put behind an operand.</param>
public sealed record AsmRegisterClass(string Name, string[] Types, string Modifiers);

/// <summary>The registers of x86-64 that inline assembly can name. Reference: [asm.register-operands].</summary>
public static class AsmRegisterTable
{
    private static readonly string[] s_general = ["i16", "i32", "i64", "f16", "f32", "f64"];
    private static readonly string[] s_vector =
        ["i32", "i64", "f16", "f32", "f64", "f128", "i8x16", "i16x8", "i32x4", "i64x2", "f16x8", "f32x4", "f64x2"];

    private static readonly AsmRegisterClass[] s_classes =
    [
        new("reg", s_general, "lxer"),
        new("reg_abcd", s_general, "lhxer"),
        new("reg_byte", ["i8"], ""),
        new("xmm_reg", s_vector, "xyz"),
        new("ymm_reg", [.. s_vector, "i8x32", "i16x16", "i32x8", "i64x4", "f16x16", "f32x8", "f64x4"], "xyz"),
        new("zmm_reg", [.. s_vector, "i8x32", "i16x16", "i32x8", "i64x4", "f16x16", "f32x8", "f64x4", "i8x64", "i16x32", "i32x16", "i64x8", "f16x32", "f32x16", "f64x8"], "xyz"),
        new("kreg", ["i8", "i16", "i32", "i64"], ""),
        new("kreg0", [], ""),
        new("mmx_reg", [], ""),
        new("x87_reg", [], ""),
        new("tmm_reg", [], ""),
    ];

    public static IReadOnlyList<AsmRegisterClass> Classes => s_classes;

    /// <summary>The ABIs whose changed registers <c>clobber_abi</c> knows.</summary>
    public static ImmutableArray<string> ClobberAbis { get; } = ["C", "system", "efiapi", "win64", "sysv64"];

    public static AsmRegisterClass? ClassNamed(string name) => Array.Find(s_classes, c => c.Name == name);

    /// <summary>The class of one register, by its canonical name; null if there is no such register.</summary>
    public static AsmRegisterClass? ClassOf(string canonical)
    {
        if (canonical is "al" or "bl" or "cl" or "dl" or "ah" or "bh" or "ch" or "dh" or "sil" or "dil" or "r8b" or "r9b" or "r10b" or "r11b" or "r12b" or "r13b" or "r14b" or "r15b")
        {
            return ClassNamed("reg_byte");
        }
        if (canonical is "ax" or "bx" or "cx" or "dx")
        {
            return ClassNamed("reg_abcd");
        }
        if (canonical is "si" or "di" || Numbered(canonical, "r", 8, 15))
        {
            return ClassNamed("reg");
        }
        (string Prefix, string Class, int First, int Last)[] families =
        [
            ("xmm", "xmm_reg", 0, 31), ("ymm", "ymm_reg", 0, 31), ("zmm", "zmm_reg", 0, 31), ("k", "kreg", 1, 7), ("mm", "mmx_reg", 0, 7), ("tmm", "tmm_reg", 0, 7),
        ];
        foreach ((string prefix, string name, int first, int last) in families)
        {
            if (Numbered(canonical, prefix, first, last))
            {
                return ClassNamed(name);
            }
        }
        return canonical == "k0" ? ClassNamed("kreg0") : canonical.StartsWith("st(", StringComparison.Ordinal) ? ClassNamed("x87_reg") : null;
    }

    /// <summary>Why a register cannot be an operand at all; null if it can.</summary>
    public static string? ReasonAgainst(string name) => name switch
    {
        "sp" or "spl" or "esp" or "rsp" => "the stack pointer cannot be used as an operand for inline asm",
        "bp" or "bpl" or "ebp" or "rbp" => "the frame pointer cannot be used as an operand for inline asm",
        "ip" or "eip" or "rip" => "the instruction pointer cannot be used as an operand for inline asm",
        _ => null,
    };

    /// <summary>The name that stands for all widths but the byte parts: <c>eax</c> is <c>ax</c>, <c>al</c> is itself.</summary>
    public static string Canonical(string name) => name switch
    {
        "eax" or "rax" => "ax",
        "ebx" or "rbx" => "bx",
        "ecx" or "rcx" => "cx",
        "edx" or "rdx" => "dx",
        "esi" or "rsi" => "si",
        "edi" or "rdi" => "di",
        "st" => "st(0)",
        ['r', >= '0' and <= '9', ..] => name.TrimEnd('w', 'd'),
        _ => name,
    };

    /// <summary>The whole register that a canonical name is a part of.</summary>
    public static string Whole(string canonical) => canonical switch
    {
        "al" or "ah" => "ax",
        "bl" or "bh" => "bx",
        "cl" or "ch" => "cx",
        "dl" or "dh" => "dx",
        "sil" => "si",
        "dil" => "di",
        ['r', >= '0' and <= '9', ..] => canonical.TrimEnd('b'),
        ['y' or 'z', 'm', 'm', ..] => "x" + canonical[1..],
        ['m', 'm', ..] => "st(" + canonical[2..] + ")",
        _ => canonical,
    };

    /// <summary>Whether two canonical names share bits; <c>al</c> and <c>ah</c> do not.</summary>
    public static bool Overlap(string left, string right) => left == right
        || (Whole(left) == Whole(right) && !(left.Length == 2 && right.Length == 2 && left[1] is 'l' or 'h' && right[1] is 'l' or 'h'));

    private static bool Numbered(string name, string prefix, int first, int last) =>
        name.StartsWith(prefix, StringComparison.Ordinal) && int.TryParse(name.AsSpan(prefix.Length), out int number) && number >= first && number <= last
        && name.Length == prefix.Length + (number > 9 ? 2 : 1);
}
