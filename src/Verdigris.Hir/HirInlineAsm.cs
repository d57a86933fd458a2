using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Hir;

/// <summary><c>asm!</c>: template pieces, operands, options and clobbers. [asm]</summary>
public sealed record HirInlineAsm(
    ImmutableArray<HirAsmPiece> Template, ImmutableArray<HirAsmOperand> Operands, HirAsmOptions Options, ImmutableArray<Symbol> ClobberAbis);

/// <summary>Literal text, or (with <paramref name="OperandIndex"/> ≥ 0) the place of an operand with its modifier letter.</summary>
public readonly record struct HirAsmPiece(Symbol? Text, int OperandIndex, char Modifier, SourceSpan Span);

[System.Flags]
public enum HirAsmOptions
{
    None = 0,
    Pure = 1,
    NoMem = 2,
    ReadOnly = 4,
    PreservesFlags = 8,
    NoReturn = 16,
    NoStack = 32,
    AttSyntax = 64,
    Raw = 128,
    MayUnwind = 256,
}

/// <summary>An operand; <see cref="Register"/> is a class (<c>reg</c>) or an explicit register (<c>"eax"</c>).</summary>
[Closed]
public abstract record HirAsmOperand(Symbol? Register, bool IsExplicitRegister, SourceSpan Span)
{
    public sealed record In(Symbol? Register, bool IsExplicitRegister, SourceSpan Span, HirExpr Value)
        : HirAsmOperand(Register, IsExplicitRegister, Span);

    /// <param name="Place">Null for <c>_</c>.</param>
    public sealed record Out(Symbol? Register, bool IsExplicitRegister, SourceSpan Span, bool IsLate, HirExpr? Place)
        : HirAsmOperand(Register, IsExplicitRegister, Span);

    public sealed record InOut(Symbol? Register, bool IsExplicitRegister, SourceSpan Span, bool IsLate, HirExpr Value, HirExpr? OutPlace)
        : HirAsmOperand(Register, IsExplicitRegister, Span);

    public sealed record Const(SourceSpan Span, HirAnonConst Value) : HirAsmOperand(null, false, Span);

    public sealed record Sym(SourceSpan Span, HirExpr.Path Value) : HirAsmOperand(null, false, Span);
}
