using System.Collections.Immutable;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Derive;

/// <summary>As <see cref="DeriveOrd"/>, with an order that may be missing.</summary>
internal static class DerivePartialOrd
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
            Expr order = type.IsFieldless ? CompareDiscriminants(builder) : MatchOrDiscriminants(builder);
            body = ast.BlockExpr(ast.Block(left, right, ast.Tail(order)));
        }
        GenericArgs args = new GenericArgs.AngleBracketed([new GenericArg.OfType(ast.PathTy(ast.CratePath("cmp", "Ordering")))], ast.Span);
        Path option = ast.CratePath("option", "Option");
        option = option with { Segments = option.Segments.SetItem(2, option.Segments[2] with { Args = args }) };
        return builder.Impl(["cmp", "PartialOrd"], [builder.Method("partial_cmp", [builder.Other()], ast.PathTy(option), body)]);
    }

    /// <summary>Variants with fields by their fields; all other pairs by discriminant.</summary>
    private static Expr MatchOrDiscriminants(DeriveBuilder builder)
    {
        AstBuilder ast = builder.Ast;
        ImmutableArray<Arm>.Builder arms = ImmutableArray.CreateBuilder<Arm>();
        foreach (DerivedVariant variant in builder.Type.Variants)
        {
            if (!variant.Data.Fields.IsEmpty)
            {
                arms.Add(ast.Arm(ast.TuplePat(builder.VariantPat(variant, "__self"), builder.VariantPat(variant, "__arg1")), CompareFields(builder, variant)));
            }
        }
        arms.Add(ast.Arm(ast.Wild(), CompareDiscriminants(builder)));
        return ast.Match(ast.Tuple(builder.Self, ast.Name("other")), arms.DrainToImmutable());
    }

    private static Expr CompareDiscriminants(DeriveBuilder builder)
    {
        AstBuilder ast = builder.Ast;
        return ast.CallPath(ast.CratePath("cmp", "PartialOrd", "partial_cmp"), ast.AddrOf(ast.Name("__self_discr")), ast.AddrOf(ast.Name("__arg1_discr")));
    }

    private static Expr Equal(DeriveBuilder builder) =>
        builder.Ast.CallPath(builder.Ast.CratePath("option", "Option", "Some"), builder.Ast.PathExpr(builder.Ast.CratePath("cmp", "Ordering", "Equal")));

    private static Expr CompareFields(DeriveBuilder builder, DerivedVariant variant)
    {
        AstBuilder ast = builder.Ast;
        Expr? rest = null;
        for (int i = variant.Data.Fields.Length - 1; i >= 0; i--)
        {
            Expr order = ast.CallPath(ast.CratePath("cmp", "PartialOrd", "partial_cmp"), builder.FieldRef("self", "__self", variant, i), builder.FieldRef("other", "__arg1", variant, i));
            if (rest is null)
            {
                rest = order;
                continue;
            }
            Pat equal = new Pat.OfPath(ast.NextId(), null, ast.CratePath("cmp", "Ordering", "Equal"), ast.Span);
            Pat some = new Pat.TupleStruct(ast.NextId(), null, ast.CratePath("option", "Option", "Some"), [equal], ast.Span);
            rest = ast.Match(order, [ast.Arm(some, rest), ast.Arm(ast.Binding(ast.Ident("cmp")), ast.Name("cmp"))]);
        }
        return rest ?? Equal(builder);
    }
}
