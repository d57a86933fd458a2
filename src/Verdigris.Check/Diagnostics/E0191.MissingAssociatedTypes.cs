using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>E0191: a trait object's type leaves open what associated types are.</summary>
internal static class MissingAssociatedTypes
{
    public static ErrorReported Report(TypeContext context, HirPolyTraitRef bound, List<DefId> missing)
    {
        TyPrinter printer = new(context);
        Dictionary<string, int> sameName = [];
        List<DefId> traits = [];
        foreach (DefId item in missing)
        {
            string name = context.Crates.NameOf(item).Text;
            sameName[name] = sameName.GetValueOrDefault(name) + 1;
            if (!traits.Contains(context.ParentOf(item)))
            {
                traits.Add(context.ParentOf(item));
            }
        }
        List<string> parts = [];
        traits.Sort((a, b) => string.CompareOrdinal(printer.PrintPath(a), printer.PrintPath(b)));
        foreach (DefId trait in traits)
        {
            List<string> names = [];
            foreach (DefId item in missing)
            {
                if (context.ParentOf(item) == trait)
                {
                    names.Add(context.Crates.NameOf(item).Text);
                }
            }
            parts.Add($"{Wording.QuotedWithAnd(names)} in `{printer.PrintPath(trait)}`");
        }
        string plural = Wording.Plural(missing.Count);
        SourceSpan span = bound.TraitRef.Path.Span;
        Diagnostic diagnostic = Diagnostic.Error("E0191", $"the value of the associated type{plural} {string.Join(", ", parts)} must be specified", span);
        foreach (DefId item in missing)
        {
            string name = context.Crates.NameOf(item).Text;
            if (item.Crate == context.Crate)
            {
                string owner = sameName[name] > 1 ? $"{printer.PrintPath(context.ParentOf(item))}::" : "";
                diagnostic.WithLabel(context.HeadSpanOf(item), $"`{owner}{name}` defined here");
            }
        }
        if (sameName.Count < missing.Count)
        {
            List<string> each = [];
            foreach (DefId trait in traits)
            {
                foreach (DefId item in missing)
                {
                    if (context.ParentOf(item) == trait)
                    {
                        each.Add($"`{context.Crates.NameOf(item)}` (from trait `{printer.PrintPath(trait)}`)");
                    }
                }
            }
            return context.Diagnostics.Report(diagnostic
                .WithPrimaryLabel($"associated type{plural} {string.Join(", ", each)} must be specified")
                .WithHelp("consider introducing a new type parameter, adding `where` constraints using the fully-qualified path to the associated types"));
        }
        return context.Diagnostics.Report(AddSuggestion(context, diagnostic, bound, missing));
    }

    private static Diagnostic AddSuggestion(TypeContext context, Diagnostic diagnostic, HirPolyTraitRef bound, List<DefId> missing)
    {
        List<string> constraints = [];
        foreach (DefId item in missing)
        {
            constraints.Add($"{context.Crates.NameOf(item)} = /* Type */");
        }
        string text = string.Join(", ", constraints);
        HirPathSegment last = bound.TraitRef.Path.Segments[^1];
        bool hasArgs = last.Args is { } args && (args.Constraints.Length > 0 || args.Args.Length > 0) && args.Span.Hi > args.Span.Lo;
        SuggestionEdit edit = hasArgs
            ? new SuggestionEdit(new SourceSpan(last.Args!.Span.Hi - 1, last.Args.Span.Hi - 1, last.Args.Span.Context), $", {text}")
            : Wording.InsertAfter(last.Ident.Span, $"<{text}>");
        return diagnostic.WithVerboseSuggestion($"specify the associated type{Wording.Plural(missing.Count)}", Applicability.HasPlaceholders, edit);
    }
}
