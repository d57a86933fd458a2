using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

public enum AsmMacro : byte
{
    Asm,
    NakedAsm,
    GlobalAsm,
}

/// <summary>A parsed <c>asm!</c>; the template strings are joined by line breaks by the consumer.</summary>
public sealed record InlineAsm(
    AsmMacro Macro, ImmutableArray<Symbol> Template, ImmutableArray<SourceSpan> TemplateSpans, ImmutableArray<AsmOperand> Operands,
    ImmutableArray<AsmClobberAbi> ClobberAbis, AsmOptions Options);

/// <summary><c>clobber_abi("C")</c></summary>
/// <param name="Name">The ABI.</param>
/// <param name="Span">Of the whole group.</param>
public readonly record struct AsmClobberAbi(Symbol Name, SourceSpan Span);

[System.Flags]
public enum AsmOptions : ushort
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

/// <summary><c>name = inout(reg) a =&gt; b</c>; <see cref="IsExplicitRegister"/> tells <c>"eax"</c> from the class <c>reg</c>.</summary>
public sealed record AsmOperand(Symbol? Name, AsmOperandKind Kind, Symbol? Register, bool IsExplicitRegister, Expr? In, Expr? Out, AnonConst? Const, Block? Label, SourceSpan Span);

public enum AsmOperandKind : byte
{
    In,
    Out,
    LateOut,
    InOut,
    InLateOut,
    Const,
    Sym,
    Label,
}
