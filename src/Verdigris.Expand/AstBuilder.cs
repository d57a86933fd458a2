using System;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand;

/// <summary>
/// Makes the nodes that built-in macros and derives expand to. <paramref name="span"/> carries the mark of the expansion, so
/// that <c>$crate</c> in it is the macro's crate and its locals are its own.
/// </summary>
public readonly struct AstBuilder(NodeIdSource ids, SourceSpan span)
{
    public SourceSpan Span => span;

    public AstBuilder At(SourceSpan other) => new(ids, other);

    public NodeId NextId() => ids.Next();

    public Ident Ident(string name) => new(Symbol.Intern(name), span);

    public Ident Ident(Symbol name) => new(name, span);

    public PathSegment Segment(Symbol name) => new(ids.Next(), new Ident(name, span), null);

    /// <summary><c>$crate::a::b</c></summary>
    public Path CratePath(params ReadOnlySpan<string> names)
    {
        ImmutableArray<PathSegment>.Builder segments = ImmutableArray.CreateBuilder<PathSegment>(names.Length + 1);
        segments.Add(Segment(Names.DollarCrate));
        foreach (string name in names)
        {
            segments.Add(Segment(Symbol.Intern(name)));
        }
        return new Path(segments.MoveToImmutable(), span);
    }

    public Path PathOf(Ident ident) => new([new PathSegment(ids.Next(), ident, null)], ident.Span);

    public Path PathOf(Ident first, Ident second) =>
        new([new PathSegment(ids.Next(), first, null), new PathSegment(ids.Next(), second, null)], span);

    public Expr PathExpr(Path path) => new Expr.OfPath(ids.Next(), null, path, path.Span);

    public Expr Name(Ident ident) => PathExpr(PathOf(ident));

    public Expr Name(string name) => PathExpr(PathOf(Ident(name)));

    public Expr Call(Expr callee, params ImmutableArray<Expr> args) => new Expr.Call(ids.Next(), callee, args, span);

    public Expr CallPath(Path path, params ImmutableArray<Expr> args) => Call(PathExpr(path), args);

    public Expr AddrOf(Expr operand, Mutability mutability = Mutability.Not) => new Expr.AddrOf(ids.Next(), BorrowKind.Ref, mutability, operand, span);

    public Expr Deref(Expr operand) => new Expr.Unary(ids.Next(), UnaryOp.Deref, operand, span);

    public Expr Not(Expr operand) => new Expr.Unary(ids.Next(), UnaryOp.Not, operand, span);

    public Expr Binary(BinaryOp op, Expr left, Expr right) => new Expr.Binary(ids.Next(), op, span, left, right, span);

    public Expr Field(Expr container, Ident field) => new Expr.Field(ids.Next(), container, field, span);

    public Expr Tuple(params ImmutableArray<Expr> elements) => new Expr.Tuple(ids.Next(), elements, span);

    public Expr Array(ImmutableArray<Expr> elements) => new Expr.Array(ids.Next(), elements, span);

    public Expr Match(Expr scrutinee, ImmutableArray<Arm> arms) => new Expr.Match(ids.Next(), scrutinee, arms, span);

    public Arm Arm(Pat pat, Expr body) => new(ids.Next(), pat, null, body, span);

    public Expr If(Expr condition, Block then, Expr? otherwise = null) => new Expr.If(ids.Next(), condition, then, otherwise, span);

    public Block Block(params ImmutableArray<Stmt> stmts) => new(ids.Next(), stmts, BlockSafety.Default, span);

    public Expr BlockExpr(Block block) => new Expr.OfBlock(ids.Next(), block, null, span);

    public Stmt Tail(Expr expr) => new Stmt.OfExpr(ids.Next(), expr, span);

    public Stmt Semi(Expr expr) => new Stmt.Semi(ids.Next(), expr, span);

    public Stmt Let(Ident name, Expr value, Ty? ty = null) =>
        new Stmt.Let(ids.Next(), Binding(name), ty, value, null, span);

    public Expr Str(Symbol value)
    {
        Token token = new(TokenKind.Str, span, Symbol.Intern("\"" + Escape(value.Text) + "\""), 0);
        token = token.WithLink(token.Name.Utf8.Length);
        return new Expr.OfLit(ids.Next(), new Lit.Str(value, token, span), span);
    }

    public Expr Int(UInt128 value, LitSuffix suffix = LitSuffix.None)
    {
        Symbol text = Symbol.Intern(value.ToString() + (suffix == LitSuffix.None ? "" : suffix.ToString().ToLowerInvariant()));
        return new Expr.OfLit(ids.Next(), new Lit.Int(value, suffix, new Token(TokenKind.Integer, span, text, value.ToString().Length), span), span);
    }

    public Expr Bool(bool value)
    {
        Token token = new(value ? TokenKind.True : TokenKind.False, span, Symbol.Intern(value ? "true" : "false"));
        return new Expr.OfLit(ids.Next(), new Lit.Bool(value, token, span), span);
    }

    public Pat Binding(Ident name, BindingMode mode = BindingMode.Move) => new Pat.Binding(ids.Next(), mode, name, null, span);

    public Pat Wild() => new Pat.Wild(ids.Next(), span);

    public Pat TuplePat(params ImmutableArray<Pat> elements) => new Pat.Tuple(ids.Next(), elements, span);

    public Ty PathTy(Path path) => new Ty.OfPath(ids.Next(), null, path, span);

    public Ty SelfTy() => PathTy(PathOf(Ident(Names.SelfUpper)));

    public Ty RefTy(Ty referent, Mutability mutability = Mutability.Not) => new Ty.Ref(ids.Next(), null, mutability, referent, span);

    public GenericBound Bound(Path trait) =>
        new GenericBound.Trait(new PolyTraitRef([], new TraitRef(ids.Next(), trait), span), TraitBoundModifiers.None, span);

    public Attr WordAttr(string name) =>
        new(ids.Next(), PathOf(Ident(name)), AttrArgs.None, IsInner: false, IsUnsafe: false, span);

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n").Replace("\r", "\\r").Replace("\t", "\\t").Replace("\0", "\\0");
}
