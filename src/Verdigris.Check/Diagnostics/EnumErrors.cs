using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Diagnostics;

/// <summary>Errors of enums' discriminants and representations: E0081, E0084, E0370, E0731, E0732.</summary>
internal static class EnumErrors
{
    public static ErrorReported SameValue(TypeContext context, AdtDef adt, HirVariant first, HirVariant second, string value) =>
        context.Diagnostics.Report(Diagnostic.Error("E0081", $"discriminant value `{value}` assigned more than once", context.HeadSpanOf(adt.Id))
            .WithLabel(SpanOfValue(first), $"`{value}` assigned here")
            .WithLabel(SpanOfValue(second), $"`{value}` assigned here"));

    public static ErrorReported RepresentationOfEmpty(TypeContext context, AdtDef adt, SourceSpan repr) =>
        context.Diagnostics.Report(Diagnostic.Error("E0084", "unsupported representation for zero-variant enum", repr)
            .WithLabel(context.HeadSpanOf(adt.Id), "zero-variant enum"));

    public static ErrorReported Overflow(TypeContext context, HirVariant variant, string largest, string wrapped) =>
        context.Diagnostics.Report(Diagnostic.Error("E0370", "enum discriminant overflowed", variant.Span)
            .WithPrimaryLabel($"overflowed on value after {largest}")
            .WithNote($"explicitly set `{variant.Ident.Name} = {wrapped}` if that is desired outcome"));

    public static ErrorReported TransparentVariants(TypeContext context, AdtDef adt)
    {
        string text = $"needs exactly one variant, but has {adt.Variants.Length}";
        Diagnostic diagnostic = Diagnostic.Error("E0731", $"transparent enum {text}", context.HeadSpanOf(adt.Id)).WithPrimaryLabel(text);
        for (int i = 0; i < adt.Variants.Length; i++)
        {
            bool isLast = i == adt.Variants.Length - 1;
            diagnostic.WithLabel(context.HeadSpanOf(adt.Variants[i].Def), isLast ? $"too many variants in `{adt.Name}`" : "");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported ExplicitBesideFields(TypeContext context, AdtDef adt, SourceSpan discriminant, HirVariant withFields) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0732", "`#[repr(inttype)]` must be specified for enums with explicit discriminants and non-unit variants", context.HeadSpanOf(adt.Id))
            .WithLabel(discriminant, "explicit discriminant specified here")
            .WithLabel(withFields.Span, "non-unit discriminant declared here"));

    private static SourceSpan SpanOfValue(HirVariant variant) => variant.Discriminant is { } written ? written.Body.Value.Span : variant.Span;
}
