using System.Collections.Immutable;
using System;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Attr = Verdigris.Syntax.Ast.Attr;

namespace Verdigris.Hir;

/// <summary>An expression without sugar. Parentheses are gone; spans are the user's.</summary>
[Closed]
public abstract record HirExpr(HirId Id, SourceSpan Span)
{
    /// <summary><c>const { … }</c></summary>
    public sealed record ConstBlock(HirId Id, SourceSpan Span, DefId Def, HirBody Body) : HirExpr(Id, Span);

    public sealed record Array(HirId Id, SourceSpan Span, ImmutableArray<HirExpr> Elements) : HirExpr(Id, Span);

    /// <summary><c>[e; N]</c></summary>
    public sealed record Repeat(HirId Id, SourceSpan Span, HirExpr Element, HirConstArg Count) : HirExpr(Id, Span);

    public sealed record Call(HirId Id, SourceSpan Span, HirExpr Callee, ImmutableArray<HirExpr> Args) : HirExpr(Id, Span);

    /// <param name="CallSpan">From the method's name to the closing parenthesis.</param>
    public sealed record MethodCall(
        HirId Id, SourceSpan Span, HirPathSegment Segment, HirExpr Receiver, ImmutableArray<HirExpr> Args, SourceSpan CallSpan) : HirExpr(Id, Span);

    public sealed record Tuple(HirId Id, SourceSpan Span, ImmutableArray<HirExpr> Elements) : HirExpr(Id, Span);

    /// <summary><c>a + b</c>, comparisons, and the lazy <c>&amp;&amp;</c> and <c>||</c>.</summary>
    public sealed record Binary(HirId Id, SourceSpan Span, HirBinOp Op, SourceSpan OpSpan, HirExpr Left, HirExpr Right) : HirExpr(Id, Span);

    public sealed record Unary(HirId Id, SourceSpan Span, HirUnOp Op, HirExpr Operand) : HirExpr(Id, Span);

    public sealed record Literal(HirId Id, SourceSpan Span, HirLit Value) : HirExpr(Id, Span);

    public sealed record Cast(HirId Id, SourceSpan Span, HirExpr Operand, HirTy Ty) : HirExpr(Id, Span);

    /// <summary>Evaluates <paramref name="Inner"/> and drops its temporaries at once, as conditions of <c>while</c> do.</summary>
    public sealed record DropTemps(HirId Id, SourceSpan Span, HirExpr Inner) : HirExpr(Id, Span);

    /// <summary><c>let p = e</c> in the condition of an <c>if</c>, <c>while</c> or guard; of type bool.</summary>
    public sealed record Let(HirId Id, SourceSpan Span, HirPat Pat, HirTy? Ty, HirExpr Init) : HirExpr(Id, Span);

    /// <param name="Then">A block.</param>
    public sealed record If(HirId Id, SourceSpan Span, HirExpr Condition, HirExpr Then, HirExpr? Else) : HirExpr(Id, Span);

    /// <param name="HeadSpan">Of the keyword and head, for messages.</param>
    public sealed record Loop(HirId Id, SourceSpan Span, HirBlock Body, HirLabel? Label, HirLoopSource Source, SourceSpan HeadSpan) : HirExpr(Id, Span);

    public sealed record Match(HirId Id, SourceSpan Span, HirExpr Scrutinee, ImmutableArray<HirArm> Arms, HirMatchSource Source) : HirExpr(Id, Span);

    /// <summary>A closure; its <see cref="HirBody"/> is checked together with the enclosing function.</summary>
    /// <param name="BoundParams">Of <c>for&lt;'a&gt; |x: &amp;'a T|</c>, and lifetimes elided in annotations.</param>
    public sealed record Closure(
        HirId Id, SourceSpan Span, DefId Def, ImmutableArray<HirGenericParam> BoundParams, bool IsMove, HirFnDecl Decl, HirBody Body,
        HirClosureKind Kind, SourceSpan DeclSpan) : HirExpr(Id, Span)
    {
        public ImmutableArray<Attr> Attrs { get; init; } = [];
    }

    public sealed record Block(HirId Id, HirBlock Value, HirLabel? Label) : HirExpr(Id, Value.Span);

    public sealed record Assign(HirId Id, SourceSpan Span, HirExpr Target, HirExpr Value, SourceSpan OpSpan) : HirExpr(Id, Span);

    public sealed record AssignOp(HirId Id, SourceSpan Span, HirBinOp Op, SourceSpan OpSpan, HirExpr Target, HirExpr Value) : HirExpr(Id, Span);

    public sealed record Field(HirId Id, SourceSpan Span, HirExpr Base, HirIdent Ident) : HirExpr(Id, Span);

    public sealed record Index(HirId Id, SourceSpan Span, HirExpr Base, HirExpr IndexValue, SourceSpan BracketsSpan) : HirExpr(Id, Span);

    public sealed record Path(HirId Id, HirQPath QPath) : HirExpr(Id, QPath.Span);

    /// <summary><c>&amp;e</c>, <c>&amp;mut e</c>, <c>&amp;raw const e</c>, <c>&amp;raw mut e</c></summary>
    public sealed record AddrOf(HirId Id, SourceSpan Span, bool IsRaw, bool IsMutable, HirExpr Operand) : HirExpr(Id, Span);

    public sealed record Break(HirId Id, SourceSpan Span, HirDestination Destination, HirExpr? Value) : HirExpr(Id, Span);

    public sealed record Continue(HirId Id, SourceSpan Span, HirDestination Destination) : HirExpr(Id, Span);

    public sealed record Return(HirId Id, SourceSpan Span, HirExpr? Value) : HirExpr(Id, Span);

    public sealed record Struct(HirId Id, SourceSpan Span, HirQPath QPath, ImmutableArray<HirExprField> Fields, HirExpr? Base) : HirExpr(Id, Span);

    /// <summary><c>offset_of!(Ty, a.b)</c></summary>
    public sealed record OffsetOf(HirId Id, SourceSpan Span, HirTy Ty, ImmutableArray<HirIdent> Fields) : HirExpr(Id, Span);

    public sealed record InlineAsm(HirId Id, SourceSpan Span, HirInlineAsm Value) : HirExpr(Id, Span);

    /// <summary>The suspension point inside a lowered <c>.await</c>.</summary>
    public sealed record Yield(HirId Id, SourceSpan Span, HirExpr Value) : HirExpr(Id, Span);

    public sealed record Error(HirId Id, SourceSpan Span, ErrorReported Reported) : HirExpr(Id, Span);
}

public sealed record HirExprField(HirId Id, HirIdent Ident, HirExpr Value, bool IsShorthand, SourceSpan Span);

/// <param name="IsTargetedByBreak">Some <c>break</c> leaves it with a value.</param>
public sealed record HirBlock(
    HirId Id, SourceSpan Span, ImmutableArray<HirStmt> Stmts, HirExpr? Expr, bool IsUnsafe, bool IsTargetedByBreak)
{
    /// <summary>Made by lowering: temporaries of its value live as if the block were not there, in every edition.</summary>
    public bool IsTransparent { get; init; }
}

[Closed]
public abstract record HirStmt(HirId Id, SourceSpan Span)
{
    /// <summary><c>let p: T = e else { … };</c></summary>
    public sealed record Let(
        HirId Id, SourceSpan Span, HirPat Pat, HirTy? Ty, HirExpr? Init, HirBlock? Else, ImmutableArray<Syntax.Ast.Attr> Attrs) : HirStmt(Id, Span);

    public sealed record Item(HirId Id, HirItem Value) : HirStmt(Id, Value.Span);

    /// <summary>Without semicolon: must be of type <c>()</c>.</summary>
    public sealed record Expr(HirId Id, SourceSpan Span, HirExpr Value) : HirStmt(Id, Span);

    public sealed record Semi(HirId Id, SourceSpan Span, HirExpr Value) : HirStmt(Id, Span);
}

public sealed record HirArm(HirId Id, SourceSpan Span, HirPat Pat, HirExpr? Guard, HirExpr Body);

public readonly record struct HirLabel(HirIdent Ident);

/// <param name="Target">The loop or labelled block; none after an error.</param>
public readonly record struct HirDestination(HirLabel? Label, HirId Target, ErrorReported? Error);

public enum HirLoopSource
{
    Loop,
    While,
    ForLoop,
}

public enum HirMatchSource
{
    /// <summary>Written by the user.</summary>
    Normal,
    ForLoopDesugar,
    TryDesugar,
    AwaitDesugar,
    FormatArgs,
}

public enum HirClosureKind
{
    Closure,
    /// <summary><c>async { … }</c>, or the body of an <c>async fn</c>.</summary>
    AsyncBlock,
    AsyncFnBody,
    /// <summary>The future that an <c>async || …</c> returns: owns the parameters and captures the rest as it needs.</summary>
    AsyncClosureBody,
}

public enum HirBinOp
{
    Add,
    Sub,
    Mul,
    Div,
    Rem,
    And,
    Or,
    BitXor,
    BitAnd,
    BitOr,
    Shl,
    Shr,
    Eq,
    Lt,
    Le,
    Ne,
    Ge,
    Gt,
}

public enum HirUnOp
{
    Deref,
    Not,
    Neg,
}

/// <summary>A literal's value. Suffixes name the type; without one it is inferred.</summary>
[Closed]
public abstract record HirLit
{
    private protected HirLit()
    {
    }

    public sealed record Bool(bool Value) : HirLit;

    public sealed record Char(int CodePoint) : HirLit;

    public sealed record Byte(byte Value) : HirLit;

    public sealed record Int(UInt128 Value, PrimTy? Suffix) : HirLit;

    /// <param name="Text">Digits without underscores and suffix.</param>
    public sealed record Float(Symbol Text, PrimTy? Suffix) : HirLit;

    public sealed record Str(Symbol Value) : HirLit;

    public sealed record ByteStr(ImmutableArray<byte> Value) : HirLit;

    /// <summary>With its terminating zero.</summary>
    public sealed record CStr(ImmutableArray<byte> Value) : HirLit;

    public sealed record Error(ErrorReported Reported) : HirLit;
}
