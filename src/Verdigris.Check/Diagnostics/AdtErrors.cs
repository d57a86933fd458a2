using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>Errors of structs, enums and unions: E0072, E0392, E0740, and unsized fields.</summary>
internal static class AdtErrors
{
    /// <param name="cycle">The types that contain each other, each with the places where the next one stands.</param>
    public static ErrorReported InfiniteSize(TypeContext context, List<(AdtDef Adt, List<HirTy> Uses)> cycle)
    {
        List<string> names = [];
        List<SuggestionEdit> edits = [];
        foreach ((AdtDef adt, List<HirTy> uses) in cycle)
        {
            names.Add(new TyPrinter(context).PrintPath(adt.Id));
            foreach (HirTy use in uses)
            {
                edits.Add(Wording.Insert(use.Span, "Box<"));
                edits.Add(Wording.InsertAfter(use.Span, ">"));
            }
        }
        string what = cycle.Count == 1 ? "type" : "types";
        string has = cycle.Count == 1 ? "has" : "have";
        Diagnostic diagnostic = Diagnostic.Error(
            "E0072", $"recursive {what} {Wording.QuotedWithAnd(names)} {has} infinite size", context.HeadSpanOf(cycle[0].Adt.Id));
        for (int i = 1; i < cycle.Count; i++)
        {
            diagnostic.WithPrimarySpan(context.HeadSpanOf(cycle[i].Adt.Id), "");
        }
        foreach ((_, List<HirTy> uses) in cycle)
        {
            foreach (HirTy use in uses)
            {
                diagnostic.WithLabel(use.Span, "recursive without indirection");
            }
        }
        return context.Diagnostics.Report(diagnostic.WithVerboseSuggestion(
            "insert some indirection (e.g., a `Box`, `Rc`, or `&`) to break the cycle", Applicability.HasPlaceholders, edits));
    }

    public static ErrorReported UnusedParam(TypeContext context, AdtDef adt, GenericParamDef param, bool hasBounds)
    {
        string kind = param.Kind == GenericParamKind.Lifetime ? "lifetime" : "type";
        Diagnostic diagnostic = Diagnostic.Error("E0392", $"{kind} parameter `{param.Name}` is never used", context.Crates.SpanOf(param.Def))
            .WithPrimaryLabel($"unused {kind} parameter")
            .WithHelp($"consider removing `{param.Name}`, referring to it in a field, or using a marker such as `PhantomData`");
        if (param.Kind == GenericParamKind.Type && !hasBounds)
        {
            diagnostic.WithHelp($"if you intended `{param.Name}` to be a const parameter, use `const {param.Name}: /* Type */` instead");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported DroppedUnionField(TypeContext context, FieldDef field, HirTy written) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0740", "field must implement `Copy` or be wrapped in `ManuallyDrop<...>` to be used in a union", context.HeadSpanOf(field.Def))
            .WithNote("union fields must not have drop side-effects, which is currently enforced via either `Copy` or `ManuallyDrop<...>`")
            .WithVerboseSuggestion(
                "wrap the field type in `ManuallyDrop<...>`", Applicability.MaybeIncorrect,
                Wording.Insert(written.Span, "std::mem::ManuallyDrop<"), Wording.InsertAfter(written.Span, ">")));
}
