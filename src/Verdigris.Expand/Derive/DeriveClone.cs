using System.Collections.Immutable;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Derive;

internal static class DeriveClone
{
    public static Item Make(DeriveBuilder builder, bool isCopy)
    {
        AstBuilder ast = builder.Ast;
        DerivedType type = builder.Type;
        Expr body;
        if (type.IsUnion || (isCopy && !type.HasTypeParams))
        {
            ImmutableArray<Stmt>.Builder stmts = ImmutableArray.CreateBuilder<Stmt>();
            if (type.IsUnion)
            {
                builder.AddAssertion(stmts, ast.SelfTy(), "clone", "AssertParamIsCopy");
            }
            else
            {
                builder.AddAssertions(stmts, "clone", "AssertParamIsClone");
            }
            stmts.Add(ast.Tail(ast.Deref(builder.Self)));
            body = ast.BlockExpr(ast.Block(stmts.DrainToImmutable()));
        }
        else if (!type.IsEnum)
        {
            body = Construct(builder, type.Variants[0]);
        }
        else if (type.Variants.IsEmpty)
        {
            body = builder.MatchNothing();
        }
        else
        {
            ImmutableArray<Arm>.Builder arms = ImmutableArray.CreateBuilder<Arm>();
            foreach (DerivedVariant variant in type.Variants)
            {
                arms.Add(ast.Arm(builder.VariantPat(variant, "__self"), Construct(builder, variant)));
            }
            body = ast.Match(builder.Self, arms.DrainToImmutable());
        }
        return builder.Impl(["clone", "Clone"], [builder.Method("clone", [], ast.SelfTy(), body)]);
    }

    private static Expr Construct(DeriveBuilder builder, DerivedVariant variant)
    {
        AstBuilder ast = builder.Ast;
        ImmutableArray<Expr>.Builder values = ImmutableArray.CreateBuilder<Expr>();
        for (int i = 0; i < variant.Data.Fields.Length; i++)
        {
            values.Add(ast.CallPath(ast.CratePath("clone", "Clone", "clone"), builder.FieldRef("self", "__self", variant, i)));
        }
        return builder.Construct(variant, values.DrainToImmutable());
    }
}
