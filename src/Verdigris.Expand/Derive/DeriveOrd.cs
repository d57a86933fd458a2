using System.Collections.Immutable;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Derive;

/// <summary>Lexicographic order of the fields, after that of the variants.</summary>
internal static class DeriveOrd
{
    public static Item Make(DeriveBuilder builder)
    {
        AstBuilder ast = builder.Ast;
        DerivedType type = builder.Type;
        Expr body;
        if (!type.IsEnum)
        {
            body = CompareFields(builder, type.Variants[0]);
        }
        else if (type.Variants.IsEmpty)
        {
            body = builder.MatchNothing();
        }
        else if (type.Variants.Length == 1)
        {
            body = type.IsFieldless ? Equal(builder) : builder.MatchPairs(variant => CompareFields(builder, variant), () => Equal(builder));
        }
        else
        {
            Stmt left = ast.Let(ast.Ident("__self_discr"), builder.Discriminant("self"));
            Stmt right = ast.Let(ast.Ident("__arg1_discr"), builder.Discriminant("other"));
            Expr order = ast.CallPath(ast.CratePath("cmp", "Ord", "cmp"), ast.AddrOf(ast.Name("__self_discr")), ast.AddrOf(ast.Name("__arg1_discr")));
            if (!type.IsFieldless)
            {
                order = Then(builder, order, builder.MatchPairs(variant => CompareFields(builder, variant), () => Equal(builder)));
            }
            body = ast.BlockExpr(ast.Block(left, right, ast.Tail(order)));
        }
        return builder.Impl(["cmp", "Ord"], [builder.Method("cmp", [builder.Other()], ast.PathTy(ast.CratePath("cmp", "Ordering")), body)]);
    }

    private static Expr Equal(DeriveBuilder builder) => builder.Ast.PathExpr(builder.Ast.CratePath("cmp", "Ordering", "Equal"));

    private static Expr CompareFields(DeriveBuilder builder, DerivedVariant variant)
    {
        AstBuilder ast = builder.Ast;
        Expr? rest = null;
        for (int i = variant.Data.Fields.Length - 1; i >= 0; i--)
        {
            Expr order = ast.CallPath(ast.CratePath("cmp", "Ord", "cmp"), builder.FieldRef("self", "__self", variant, i), builder.FieldRef("other", "__arg1", variant, i));
            rest = rest is null ? order : Then(builder, order, rest);
        }
        return rest ?? Equal(builder);
    }

    /// <summary><c>match order { Equal => rest, cmp => cmp }</c></summary>
    private static Expr Then(DeriveBuilder builder, Expr order, Expr rest)
    {
        AstBuilder ast = builder.Ast;
        Pat equal = new Pat.OfPath(ast.NextId(), null, ast.CratePath("cmp", "Ordering", "Equal"), ast.Span);
        return ast.Match(order, [ast.Arm(equal, rest), ast.Arm(ast.Binding(ast.Ident("cmp")), ast.Name("cmp"))]);
    }
}
