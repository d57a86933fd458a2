using System.Collections.Immutable;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Derive;

internal static class DeriveHash
{
    public static Item Make(DeriveBuilder builder)
    {
        AstBuilder ast = builder.Ast;
        DerivedType type = builder.Type;
        ImmutableArray<Stmt>.Builder stmts = ImmutableArray.CreateBuilder<Stmt>();
        if (!type.IsEnum)
        {
            AddFields(stmts, builder, type.Variants[0]);
        }
        else if (type.Variants.IsEmpty)
        {
            stmts.Add(ast.Tail(builder.MatchNothing()));
        }
        else
        {
            if (type.Variants.Length > 1)
            {
                stmts.Add(ast.Let(ast.Ident("__self_discr"), builder.Discriminant("self")));
                stmts.Add(ast.Semi(Hash(builder, ast.AddrOf(ast.Name("__self_discr")))));
            }
            if (!type.IsFieldless)
            {
                stmts.Add(ast.Tail(MatchSelf(builder)));
            }
        }
        GenericParam hasher = new GenericParam.OfType(ast.NextId(), ast.Ident("__H"), [ast.Bound(ast.CratePath("hash", "Hasher"))], null, ast.Span);
        Generics generics = new([hasher], [], ast.Span, default);
        Param state = builder.Param("state", ast.RefTy(ast.PathTy(ast.PathOf(ast.Ident("__H"))), Mutability.Mut));
        Item method = builder.Method("hash", [state], null, ast.BlockExpr(ast.Block(stmts.DrainToImmutable())), generics);
        return builder.Impl(["hash", "Hash"], [method]);
    }

    private static Expr MatchSelf(DeriveBuilder builder)
    {
        AstBuilder ast = builder.Ast;
        ImmutableArray<Arm>.Builder arms = ImmutableArray.CreateBuilder<Arm>();
        bool hasFieldless = false;
        foreach (DerivedVariant variant in builder.Type.Variants)
        {
            if (variant.Data.Fields.IsEmpty)
            {
                hasFieldless = true;
                continue;
            }
            ImmutableArray<Stmt>.Builder stmts = ImmutableArray.CreateBuilder<Stmt>();
            AddFields(stmts, builder, variant);
            arms.Add(ast.Arm(builder.VariantPat(variant, "__self"), ast.BlockExpr(ast.Block(stmts.DrainToImmutable()))));
        }
        if (hasFieldless)
        {
            arms.Add(ast.Arm(ast.Wild(), ast.BlockExpr(ast.Block())));
        }
        return ast.Match(builder.Self, arms.DrainToImmutable());
    }

    private static void AddFields(ImmutableArray<Stmt>.Builder stmts, DeriveBuilder builder, DerivedVariant variant)
    {
        for (int i = 0; i < variant.Data.Fields.Length; i++)
        {
            stmts.Add(builder.Ast.Semi(Hash(builder, builder.FieldRef("self", "__self", variant, i))));
        }
    }

    private static Expr Hash(DeriveBuilder builder, Expr value) =>
        builder.Ast.CallPath(builder.Ast.CratePath("hash", "Hash", "hash"), value, builder.Ast.Name("state"));
}
