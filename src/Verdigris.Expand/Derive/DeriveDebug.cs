using System.Collections.Immutable;
using Verdigris.Syntax.Ast;

namespace Verdigris.Expand.Derive;

internal static class DeriveDebug
{
    // The library has functions for up to this many fields.
    private const int MaxDirectFields = 5;

    public static Item Make(DeriveBuilder builder)
    {
        AstBuilder ast = builder.Ast;
        DerivedType type = builder.Type;
        Expr body;
        if (!type.IsEnum)
        {
            body = Show(builder, type.Variants[0]);
        }
        else if (type.Variants.IsEmpty)
        {
            body = builder.MatchNothing();
        }
        else
        {
            bool isFieldless = type.IsFieldless && type.Variants.Length > 1;
            ImmutableArray<Arm>.Builder arms = ImmutableArray.CreateBuilder<Arm>();
            foreach (DerivedVariant variant in type.Variants)
            {
                Expr shown = isFieldless ? ast.Str(variant.Name.Name) : Show(builder, variant);
                arms.Add(ast.Arm(builder.VariantPat(variant, "__self"), shown));
            }
            Expr match = ast.Match(builder.Self, arms.DrainToImmutable());
            body = isFieldless ? ast.CallPath(ast.CratePath("fmt", "Formatter", "write_str"), ast.Name("f"), match) : match;
        }
        Param formatter = builder.Param("f", ast.RefTy(ast.PathTy(ast.CratePath("fmt", "Formatter")), Mutability.Mut));
        return builder.Impl(["fmt", "Debug"], [builder.Method("fmt", [formatter], ast.PathTy(ast.CratePath("fmt", "Result")), body)]);
    }

    private static Expr Show(DeriveBuilder builder, DerivedVariant variant)
    {
        AstBuilder ast = builder.Ast;
        ImmutableArray<FieldDef> fields = variant.Data.Fields;
        Expr name = ast.Str(variant.Name.Name);
        if (fields.IsEmpty)
        {
            return ast.CallPath(ast.CratePath("fmt", "Formatter", "write_str"), ast.Name("f"), name);
        }
        bool isTuple = variant.Data is VariantData.Tuple;
        string form = isTuple ? "tuple" : "struct";
        ImmutableArray<Expr>.Builder names = ImmutableArray.CreateBuilder<Expr>();
        ImmutableArray<Expr>.Builder values = ImmutableArray.CreateBuilder<Expr>();
        for (int i = 0; i < fields.Length; i++)
        {
            names.Add(ast.Str(fields[i].Ident.Name));
            Expr value = builder.FieldRef("self", "__self", variant, i);
            // The last field may be unsized: one reference more makes it a sized value.
            values.Add(i == fields.Length - 1 ? ast.AddrOf(value) : value);
        }
        if (fields.Length <= MaxDirectFields)
        {
            ImmutableArray<Expr>.Builder args = ImmutableArray.CreateBuilder<Expr>();
            args.Add(ast.Name("f"));
            args.Add(name);
            for (int i = 0; i < fields.Length; i++)
            {
                if (!isTuple)
                {
                    args.Add(names[i]);
                }
                args.Add(values[i]);
            }
            return ast.CallPath(ast.CratePath("fmt", "Formatter", $"debug_{form}_field{fields.Length}_finish"), args.DrainToImmutable());
        }
        Ty debug = new Ty.TraitObject(ast.NextId(), [ast.Bound(ast.CratePath("fmt", "Debug"))], HasDyn: true, ast.Span);
        Ty slice = ast.RefTy(new Ty.Slice(ast.NextId(), ast.RefTy(debug), ast.Span));
        Stmt valuesLet = ast.Let(ast.Ident("values"), ast.AddrOf(ast.Array(values.DrainToImmutable())), slice);
        if (isTuple)
        {
            Expr finish = ast.CallPath(ast.CratePath("fmt", "Formatter", "debug_tuple_fields_finish"), ast.Name("f"), name, ast.Name("values"));
            return ast.BlockExpr(ast.Block(valuesLet, ast.Tail(finish)));
        }
        Lifetime lifetime = new(ast.NextId(), ast.Ident(Names.StaticLifetime));
        Ty inferred = new Ty.Ref(ast.NextId(), lifetime, Mutability.Not, new Ty.Infer(ast.NextId(), ast.Span), ast.Span);
        Stmt namesLet = ast.Let(ast.Ident("names"), ast.AddrOf(ast.Array(names.DrainToImmutable())), inferred);
        Expr call = ast.CallPath(ast.CratePath("fmt", "Formatter", "debug_struct_fields_finish"), ast.Name("f"), name, ast.Name("names"), ast.Name("values"));
        return ast.BlockExpr(ast.Block(namesLet, valuesLet, ast.Tail(call)));
    }
}
