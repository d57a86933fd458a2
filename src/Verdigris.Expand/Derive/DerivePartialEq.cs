using System.Collections.Immutable;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Derive;

internal static class DerivePartialEq
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
            body = type.IsFieldless ? ast.Bool(true) : builder.MatchPairs(variant => CompareFields(builder, variant), () => ast.Bool(true));
        }
        else
        {
            Stmt left = ast.Let(ast.Ident("__self_discr"), builder.Discriminant("self"));
            Stmt right = ast.Let(ast.Ident("__arg1_discr"), builder.Discriminant("other"));
            Expr same = ast.Binary(BinaryOp.Eq, ast.Name("__self_discr"), ast.Name("__arg1_discr"));
            if (!type.IsFieldless)
            {
                same = ast.Binary(BinaryOp.And, same, builder.MatchPairs(variant => CompareFields(builder, variant), () => ast.Bool(true)));
            }
            body = ast.BlockExpr(ast.Block(left, right, ast.Tail(same)));
        }
        Ty boolean = ast.PathTy(ast.PathOf(ast.Ident("bool")));
        return builder.Impl(["cmp", "PartialEq"], [builder.Method("eq", [builder.Other()], boolean, body)]);
    }

    private static Expr CompareFields(DeriveBuilder builder, DerivedVariant variant)
    {
        AstBuilder ast = builder.Ast;
        Expr? all = null;
        ImmutableArray<FieldDef> fields = variant.Data.Fields;
        for (int i = 0; i < fields.Length; i++)
        {
            Expr equal = builder.Type.IsEnum
                ? ast.Binary(BinaryOp.Eq, ast.Name($"__self_{i}"), ast.Name($"__arg1_{i}"))
                : ast.Binary(BinaryOp.Eq, builder.FieldOf("self", fields[i]), builder.FieldOf("other", fields[i]));
            all = all is null ? equal : ast.Binary(BinaryOp.And, all, equal);
        }
        return all ?? ast.Bool(true);
    }
}
