using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Lints;

/// <summary><c>bindings_with_variant_name</c> (E0170): a variable that was meant to be a variant of the matched enum.</summary>
internal static class BindingsWithVariantName
{
    public static void Check(TypeContext context, TypeckResults results, HirPat.Binding binding, LintSink lints)
    {
        if (binding is not { IsByRef: false, Subpattern: null } || !binding.Span.Context.IsRoot)
        {
            return;
        }
        Ty? ty = results.TryTypeOf(binding.Id);
        while (ty is Ty.Ref reference)
        {
            ty = reference.Pointee;
        }
        if (ty is not Ty.Adt { Def: { IsEnum: true } adt })
        {
            return;
        }
        foreach (VariantDef variant in adt.Variants)
        {
            if (variant.Name != binding.Ident.Name || variant.CtorKind != CtorKind.Const)
            {
                continue;
            }
            string path = new TyPrinter(context).PrintPath(adt.Id);
            lints.Add(new Diagnostic(DiagnosticLevel.Error, $"pattern binding `{binding.Ident.Name}` is named the same as one of the variants of the type `{path}`", binding.Span)
            {
                Code = "E0170",
                LintName = LintTable.BindingsWithVariantName,
            }.WithSuggestion("to match on the variant, qualify the path", Applicability.MachineApplicable, new SuggestionEdit(binding.Span, $"{path}::{binding.Ident.Name}")));
            return;
        }
    }
}
