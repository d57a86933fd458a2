using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand.Derive;

internal static class DeriveDefault
{
    public static Item? Make(DeriveBuilder builder, Item item, SourceSpan callSpan, ParseSession session)
    {
        AstBuilder ast = builder.Ast;
        DerivedVariant chosen = builder.Type.Variants.IsEmpty ? null! : builder.Type.Variants[0];
        if (builder.Type.IsEnum)
        {
            if (FindDefault(builder.Type, item, callSpan, session) is not { } variant)
            {
                return null;
            }
            chosen = variant;
        }
        ImmutableArray<Expr>.Builder values = ImmutableArray.CreateBuilder<Expr>();
        foreach (FieldDef _ in chosen.Data.Fields)
        {
            values.Add(ast.CallPath(ast.CratePath("default", "Default", "default")));
        }
        Expr body = builder.Construct(chosen, values.DrainToImmutable());
        // An enum's default is a unit variant: no type parameter needs a bound.
        return builder.Impl(["default", "Default"], [builder.Method("default", [], ast.SelfTy(), body, hasSelf: false)], withBounds: !builder.Type.IsEnum);
    }

    private static DerivedVariant? FindDefault(DerivedType type, Item item, SourceSpan callSpan, ParseSession session)
    {
        List<DerivedVariant> marked = [];
        foreach (DerivedVariant variant in type.Variants)
        {
            foreach (Attr attr in variant.Attrs)
            {
                if (attr.Is(Names.Default))
                {
                    marked.Add(variant);
                    break;
                }
            }
        }
        if (marked.Count == 1 && marked[0].Data is VariantData.Unit)
        {
            return marked[0];
        }
        if (marked.Count == 0)
        {
            Diagnostic diagnostic = Diagnostic.Error("E0665", "`#[derive(Default)]` on enum with no `#[default]`", callSpan)
                .WithLabel(item.Span, "this enum needs a unit variant marked with `#[default]`");
            foreach (DerivedVariant variant in type.Variants)
            {
                if (variant.Data is VariantData.Unit)
                {
                    diagnostic.WithSuggestion("make this unit variant default by placing `#[default]` on it", Applicability.MaybeIncorrect, new SuggestionEdit(variant.Name.Span.ShrinkToLo(), "#[default] "));
                }
            }
            session.Sink.Report(diagnostic);
        }
        else if (marked.Count > 1)
        {
            session.Sink.Report(Diagnostic.ErrorWithoutCode("multiple declared defaults", callSpan)
                .WithLabel(marked[0].Name.Span, "first default").WithLabel(marked[1].Name.Span, "additional default")
                .WithNote("only one variant can be default"));
        }
        else
        {
            session.Sink.Report(Diagnostic.ErrorWithoutCode("the `#[default]` attribute may only be used on unit enum variants", marked[0].Name.Span)
                .WithHelp("consider a manual implementation of `Default`"));
        }
        return null;
    }
}
