using System.Collections.Immutable;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Derive;

internal static class DeriveEq
{
    public static Item Make(DeriveBuilder builder)
    {
        AstBuilder ast = builder.Ast;
        ImmutableArray<Stmt>.Builder stmts = ImmutableArray.CreateBuilder<Stmt>();
        builder.AddAssertions(stmts, "cmp", "AssertParamIsEq");
        Expr body = ast.BlockExpr(ast.Block(stmts.DrainToImmutable()));
        return builder.Impl(["cmp", "Eq"], [builder.Method("assert_fields_are_eq", [], null, body)]);
    }
}
