using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

/// <summary>An expression.</summary>
[Closed]
public abstract record Expr(NodeId Id, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];

    /// <summary><c>[a, b]</c></summary>
    public sealed record Array(NodeId Id, ImmutableArray<Expr> Elements, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>[a; 3]</c></summary>
    public sealed record Repeat(NodeId Id, Expr Element, AnonConst Count, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>const { … }</c></summary>
    public sealed record ConstBlock(NodeId Id, AnonConst Value, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>f(a)</c></summary>
    public sealed record Call(NodeId Id, Expr Callee, ImmutableArray<Expr> Args, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>x.f::&lt;T&gt;(a)</c>; <see cref="CallSpan"/> is <c>f::&lt;T&gt;(a)</c>.</summary>
    public sealed record MethodCall(NodeId Id, Expr Receiver, PathSegment Segment, ImmutableArray<Expr> Args, SourceSpan CallSpan, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>(a, b)</c></summary>
    public sealed record Tuple(NodeId Id, ImmutableArray<Expr> Elements, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>a + b</c>, <c>a &amp;&amp; b</c></summary>
    public sealed record Binary(NodeId Id, BinaryOp Op, SourceSpan OpSpan, Expr Left, Expr Right, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>!a</c>, <c>-a</c>, <c>*a</c></summary>
    public sealed record Unary(NodeId Id, UnaryOp Op, Expr Operand, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>1u8</c>, <c>"a"</c></summary>
    public sealed record OfLit(NodeId Id, Lit Lit, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>a as T</c></summary>
    public sealed record Cast(NodeId Id, Expr Value, Ty Ty, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>let p = e</c> in a condition.</summary>
    public sealed record Let(NodeId Id, Pat Pat, Expr Value, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>if c { } else { }</c>; the else branch is a block or another <c>if</c>.</summary>
    public sealed record If(NodeId Id, Expr Condition, Block Then, Expr? Else, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>'l: while c { }</c></summary>
    public sealed record While(NodeId Id, Expr Condition, Block Body, Lifetime? Label, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>'l: for p in e { }</c></summary>
    public sealed record ForLoop(NodeId Id, Pat Pat, Expr Iterable, Block Body, Lifetime? Label, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>'l: loop { }</c></summary>
    public sealed record Loop(NodeId Id, Block Body, Lifetime? Label, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>match e { }</c></summary>
    public sealed record Match(NodeId Id, Expr Scrutinee, ImmutableArray<Arm> Arms, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>async move |x: u8| -&gt; u8 { }</c>; the parameters have <see cref="Ty.Infer"/> where no type is written.</summary>
    public sealed record Closure(NodeId Id, ClosureHeader Header, FnDecl Decl, Expr Body, SourceSpan DeclSpan, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>'l: { }</c>, <c>unsafe { }</c></summary>
    public sealed record OfBlock(NodeId Id, Block Block, Lifetime? Label, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>async move { }</c></summary>
    public sealed record Async(NodeId Id, bool IsMove, Block Block, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>e.await</c></summary>
    public sealed record Await(NodeId Id, Expr Future, SourceSpan AwaitSpan, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>a = b</c></summary>
    public sealed record Assign(NodeId Id, Expr Place, Expr Value, SourceSpan EqSpan, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>a += b</c></summary>
    public sealed record AssignOp(NodeId Id, BinaryOp Op, SourceSpan OpSpan, Expr Place, Expr Value, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>a.b</c>, <c>a.0</c></summary>
    public sealed record Field(NodeId Id, Expr Base, Ident Ident, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>a[i]</c></summary>
    public sealed record Index(NodeId Id, Expr Base, Expr Subscript, SourceSpan BracketsSpan, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>a..b</c>, <c>..=b</c>, <c>..</c></summary>
    public sealed record Range(NodeId Id, Expr? Start, Expr? End, RangeLimits Limits, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>_</c> on the left of an assignment.</summary>
    public sealed record Underscore(NodeId Id, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>a::b</c>, <c>&lt;T&gt;::f</c></summary>
    public sealed record OfPath(NodeId Id, QSelf? QSelf, Path Path, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>&amp;mut a</c>, <c>&amp;raw const a</c></summary>
    public sealed record AddrOf(NodeId Id, BorrowKind Kind, Mutability Mutability, Expr Operand, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>break 'l e</c></summary>
    public sealed record Break(NodeId Id, Lifetime? Label, Expr? Value, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>continue 'l</c></summary>
    public sealed record Continue(NodeId Id, Lifetime? Label, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>return e</c></summary>
    public sealed record Return(NodeId Id, Expr? Value, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>S { a: 1, ..base }</c></summary>
    public sealed record Struct(NodeId Id, QSelf? QSelf, Path Path, ImmutableArray<ExprField> Fields, StructRest Rest, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>(e)</c></summary>
    public sealed record Paren(NodeId Id, Expr Inner, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>e?</c></summary>
    public sealed record Try(NodeId Id, Expr Operand, SourceSpan Span) : Expr(Id, Span);

    /// <summary><c>foo!(…)</c></summary>
    public sealed record OfMacro(NodeId Id, MacroCall Macro, SourceSpan Span) : Expr(Id, Span)
    {
        public Expr? Expansion { get; set; }
    }

    /// <summary>What <c>format_args!("…", …)</c> stands for.</summary>
    public sealed record OfFormatArgs(NodeId Id, FormatArgs Format, SourceSpan Span) : Expr(Id, Span);

    /// <summary>What <c>offset_of!(T, a.b)</c> stands for.</summary>
    public sealed record OffsetOf(NodeId Id, Ty Container, ImmutableArray<Ident> Fields, SourceSpan Span) : Expr(Id, Span);

    /// <summary>What <c>asm!</c> stands for.</summary>
    public sealed record OfInlineAsm(NodeId Id, InlineAsm Asm, SourceSpan Span) : Expr(Id, Span);

    public sealed record Error(NodeId Id, ErrorReported Reported, SourceSpan Span) : Expr(Id, Span);
}

/// <summary>The part behind <c>..</c> in a struct expression.</summary>
[Closed]
public abstract record StructRest
{
    public static StructRest None { get; } = new Nothing();

    public sealed record Nothing : StructRest;

    /// <summary><c>..base</c></summary>
    public sealed record Base(Expr Value) : StructRest;

    /// <summary><c>..</c> without a base: only on the left of an assignment.</summary>
    public sealed record Rest(SourceSpan Span) : StructRest;
}

/// <summary><c>x: e</c>, or the shorthand <c>x</c>.</summary>
public sealed record ExprField(NodeId Id, Ident Ident, Expr Value, bool IsShorthand, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];
}

/// <summary><c>p if guard =&gt; body</c></summary>
public sealed record Arm(NodeId Id, Pat Pat, Expr? Guard, Expr Body, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];
}

/// <summary>What stands before a closure's parameters.</summary>
public sealed record ClosureHeader(ImmutableArray<GenericParam> BoundLifetimes, bool IsAsync, bool IsMove, bool IsStatic, bool IsConst, SourceSpan MoveSpan);

[Closed]
public abstract record Stmt(NodeId Id, SourceSpan Span) : Node(Id, Span)
{
    public ImmutableArray<Attr> Attrs { get; init; } = [];

    /// <summary><c>let p: T = e else { };</c></summary>
    public sealed record Let(NodeId Id, Pat Pat, Ty? Ty, Expr? Init, Block? Else, SourceSpan Span) : Stmt(Id, Span);

    public sealed record OfItem(NodeId Id, Item Item, SourceSpan Span) : Stmt(Id, Span);

    /// <summary>An expression without semicolon: the block's value if it is last.</summary>
    public sealed record OfExpr(NodeId Id, Expr Expr, SourceSpan Span) : Stmt(Id, Span);

    /// <summary>An expression with a semicolon.</summary>
    public sealed record Semi(NodeId Id, Expr Expr, SourceSpan Span) : Stmt(Id, Span);

    /// <summary><c>;</c></summary>
    public sealed record Empty(NodeId Id, SourceSpan Span) : Stmt(Id, Span);

    /// <summary><c>foo!(…);</c> or <c>foo! { … }</c>: becomes statements.</summary>
    public sealed record OfMacro(NodeId Id, MacroCall Macro, bool HasSemicolon, SourceSpan Span) : Stmt(Id, Span)
    {
        public ImmutableArray<Stmt> Expansion { get; set; }
    }
}

public enum UnaryOp : byte
{
    Deref,
    Not,
    Neg,
}

public enum BorrowKind : byte
{
    /// <summary><c>&amp;e</c></summary>
    Ref,
    /// <summary><c>&amp;raw const e</c></summary>
    Raw,
}

public enum RangeLimits : byte
{
    HalfOpen,
    Closed,
}

public enum BinaryOp : byte
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

public static class Operators
{
    extension(BinaryOp op)
    {
        public bool IsComparison => op >= BinaryOp.Eq;

        public bool IsLazy => op is BinaryOp.And or BinaryOp.Or;

        public string Text => op switch
        {
            BinaryOp.Add => "+",
            BinaryOp.Sub => "-",
            BinaryOp.Mul => "*",
            BinaryOp.Div => "/",
            BinaryOp.Rem => "%",
            BinaryOp.And => "&&",
            BinaryOp.Or => "||",
            BinaryOp.BitXor => "^",
            BinaryOp.BitAnd => "&",
            BinaryOp.BitOr => "|",
            BinaryOp.Shl => "<<",
            BinaryOp.Shr => ">>",
            BinaryOp.Eq => "==",
            BinaryOp.Lt => "<",
            BinaryOp.Le => "<=",
            BinaryOp.Ne => "!=",
            BinaryOp.Ge => ">=",
            BinaryOp.Gt => ">",
        };
    }

    extension(UnaryOp op)
    {
        public string Text => op switch { UnaryOp.Deref => "*", UnaryOp.Not => "!", UnaryOp.Neg => "-" };
    }
}
