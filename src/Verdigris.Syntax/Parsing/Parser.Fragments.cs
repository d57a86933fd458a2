using System.Collections.Immutable;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Entries for macro fragments that have no production of their own.</summary>
public sealed partial class Parser
{
    public Path ParseTypePathFragment()
    {
        ParseMaybeQualifiedPath(PathStyle.Type, out Path path);
        return path;
    }

    public Path ParseModPath() => ParsePath(PathStyle.Mod);

    public Expr ParseLiteralFragment() => ParseLiteralMaybeMinus();

    public void ParseMetaFragment() => ParseAttrItem(isInner: false, _current.Span);

    /// <summary>False when no item starts here.</summary>
    public bool ParseItemFragment()
    {
        ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
        return TryParseItem(attrs, isStripped, ItemContext.Module, out _);
    }

    public bool TryEat(TokenKind kind) => Eat(kind);

    /// <summary>The next token's kind; for built-in macros with a syntax of their own.</summary>
    public TokenKind PeekKind => Peek(1);

    public Token Take() => Bump();

    public Block ParseBlockExpr() => ParseBlock();

    public bool IsAtIdent => _current.Kind.IsIdentLike;

    /// <summary><c>a.b.0</c> of <c>offset_of!</c>.</summary>
    public ImmutableArray<Ident> ParseFieldPath()
    {
        bool isFragment = TryEnterFragment(FragmentKind.Expr);
        Expr expr = ParseFieldChain();
        if (isFragment)
        {
            LeaveFragment();
        }
        using Verdigris.Base.Collections.PooledList<Ident> fields = Verdigris.Base.Collections.PooledList<Ident>.Rent();
        while (expr is Expr.Field field)
        {
            fields.Add(field.Ident);
            expr = field.Base;
        }
        System.MemoryExtensions.Reverse(fields.AsSpan());
        return fields.ToImmutable();
    }

    private Expr ParseFieldChain()
    {
        Expr expr = ParseDotSuffix(new Expr.Underscore(NextId(), _current.Span), _current.Span);
        while (Eat(TokenKind.Dot))
        {
            expr = ParseDotSuffix(expr, expr.Span);
        }
        return expr;
    }
}
