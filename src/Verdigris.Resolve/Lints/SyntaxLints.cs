using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Lints;

/// <summary>Lints that need nothing but the expanded tree: <c>unsafe_code</c> and the spelling of items' names.</summary>
public sealed class SyntaxLints(LintSink lints) : AstVisitor
{
    private enum Place
    {
        Module,
        Trait,
        Impl,
        TraitImpl,
        Foreign,
    }

    private Place _place;

    public static void Check(Crate crate, LintSink lints) => new SyntaxLints(lints).VisitItems(crate.Items);

    public override void VisitItem(Item item)
    {
        if (item.IsRemoved)
        {
            return;
        }
        Place outer = _place;
        CheckName(item);
        CheckUnsafe(item);
        _place = item switch
        {
            Item.Trait => Place.Trait,
            Item.Impl { OfTrait: null } => Place.Impl,
            Item.Impl => Place.TraitImpl,
            Item.ForeignMod => Place.Foreign,
            Item.OfMacro => outer,
            _ => Place.Module,
        };
        WalkItem(item);
        _place = outer;
    }

    public override void VisitVariant(Variant variant)
    {
        Camel(variant.Ident, "variant");
        base.VisitVariant(variant);
    }

    public override void VisitExpr(Expr expr)
    {
        if (expr is Expr.OfBlock { Block.Safety: BlockSafety.Unsafe })
        {
            Report(LintTable.UnsafeCode, "usage of an `unsafe` block", expr.Span);
        }
        WalkExpr(expr);
    }

    private void CheckUnsafe(Item item)
    {
        switch (item)
        {
            case Item.Trait { IsUnsafe: true }:
                Report(LintTable.UnsafeCode, "declaration of an `unsafe` trait", item.Span);
                break;
            case Item.Impl { IsUnsafe: true }:
                Report(LintTable.UnsafeCode, "implementation of an `unsafe` trait", item.Span);
                break;
            case Item.Fn { Header.Safety: FnSafety.Unsafe } function when _place != Place.Foreign:
                string what = _place == Place.Module ? "an `unsafe` function" : function.Body is null ? "an `unsafe` method" : "an `unsafe` method";
                Report(LintTable.UnsafeCode, $"{(function.Body is null ? "declaration" : _place == Place.Module ? "declaration" : "implementation")} of {what}", item.Span);
                break;
        }
    }

    private void CheckName(Item item)
    {
        bool isForeignName = Has(item, "no_mangle") || Has(item, "export_name");
        switch (item)
        {
            case Item.Struct structure when !Has(item, "repr"):
                Camel(item.Ident, "type");
                CheckFields(structure.Data);
                break;
            case Item.Union union when !Has(item, "repr"):
                Camel(item.Ident, "type");
                CheckFields(union.Data);
                break;
            case Item.Enum when !Has(item, "repr"):
                Camel(item.Ident, "type");
                break;
            case Item.Trait:
                Camel(item.Ident, "trait");
                break;
            case Item.TyAlias when _place is Place.Module or Place.Trait:
                Camel(item.Ident, _place == Place.Module ? "type" : "associated type");
                break;
            case Item.Module { Span.Context.IsRoot: true }:
                Snake(item.Ident, "module");
                break;
            case Item.Fn function when _place is not (Place.TraitImpl or Place.Foreign) && !isForeignName:
                string kind = _place switch
                {
                    Place.Module => "function",
                    Place.Trait when function.Decl.HasSelf => "trait method",
                    _ when function.Decl.HasSelf => "method",
                    _ => "associated function",
                };
                Snake(item.Ident, kind);
                break;
            case Item.Const when _place != Place.TraitImpl:
                Upper(item.Ident, _place == Place.Module ? "constant" : "associated constant");
                break;
            case Item.Static when _place != Place.Foreign && !isForeignName:
                Upper(item.Ident, "static variable");
                break;
        }
    }

    private void CheckFields(VariantData data)
    {
        if (data is VariantData.Record record)
        {
            foreach (FieldDef field in record.Fields)
            {
                Snake(field.Ident, "structure field");
            }
        }
    }

    private static bool Has(Item item, string attribute)
    {
        foreach (Attr attr in item.Attrs)
        {
            if (attr.Path.Segments is [{ } only] && only.Ident.Name.Text == attribute)
            {
                return true;
            }
        }
        return false;
    }

    private void Camel(Ident ident, string kind)
    {
        if (!NamingStyle.IsCamelCase(ident.Name.Text))
        {
            Respell(LintTable.NonCamelCaseTypes, ident, kind, "an upper camel case", "upper camel case", NamingStyle.ToCamelCase(ident.Name.Text));
        }
    }

    private void Snake(Ident ident, string kind)
    {
        if (!NamingStyle.IsSnakeCase(ident.Name.Text))
        {
            Respell(LintTable.NonSnakeCase, ident, kind, "a snake case", "snake case", NamingStyle.ToSnakeCase(ident.Name.Text));
        }
    }

    private void Upper(Ident ident, string kind)
    {
        if (!NamingStyle.IsUpperCase(ident.Name.Text))
        {
            Respell(LintTable.NonUpperCaseGlobals, ident, kind, "an upper case", "upper case", NamingStyle.ToUpperCase(ident.Name.Text));
        }
    }

    private void Respell(string lint, Ident ident, string kind, string style, string target, string better)
    {
        if (ident.Span.Context.IsRoot && !ident.Span.IsDummy)
        {
            lints.Add(Diagnostic.Lint(lint, $"{kind} `{ident}` should have {style} name", ident.Span)
                .WithSuggestion($"convert the identifier to {target}", Applicability.MaybeIncorrect, new SuggestionEdit(ident.Span, better)));
        }
    }

    private void Report(string lint, string message, SourceSpan span)
    {
        if (span.Context.IsRoot)
        {
            lints.Add(Diagnostic.Lint(lint, message, span));
        }
    }
}
