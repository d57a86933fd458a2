using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>Errors in types as written: E0107, E0109, E0121, E0191, E0212, E0220, E0221, E0223, E0224, E0225, E0747, E0782.</summary>
internal static class TypeLoweringErrors
{
    public static ErrorReported TooDeep(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.ErrorWithoutCode("type is nested too deeply", span));

    public static ErrorReported UndeducedObjectLifetime(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.Error("E0228", "cannot deduce the lifetime bound for this trait object type from context", span)
            .WithVerboseSuggestion("please supply an explicit bound", Applicability.HasPlaceholders, new SuggestionEdit(span.ShrinkToHi(), " + /* 'a */")));

    public static ErrorReported AmbiguousObjectLifetime(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.Error("E0227", "ambiguous lifetime bound, explicit lifetime bound required", span));

    public static ErrorReported BoundTwice(TypeContext context, HirAssocConstraint constraint, SourceSpan earlier, DefId trait) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0719", $"the value of the associated type `{constraint.Ident.Name}` in trait `{context.Crates.NameOf(trait)}` is already specified", constraint.Span)
            .WithPrimaryLabel("re-bound here")
            .WithLabel(earlier, $"`{constraint.Ident.Name}` bound here first"));

    public static ErrorReported UnconstrainedLifetime(DiagnosticSink sink, HirAssocConstraint constraint, Symbol lifetime) =>
        sink.Report(Diagnostic.Error(
            "E0582",
            $"binding for associated type `{constraint.Ident.Name}` references {(lifetime.Text == "'_" ? "an anonymous lifetime" : $"lifetime `{lifetime}`")}, which does not appear in the trait input types",
            constraint.Span));

    public static ErrorReported DefaultMentionsSelf(TypeContext context, SourceSpan span, GenericParamDef param) =>
        context.Diagnostics.Report(Diagnostic.Error("E0393", $"the type parameter `{param.Name}` must be explicitly specified", span)
            .WithLabel(context.Crates.SpanOf(context.ParentOf(param.Def)), $"type parameter `{param.Name}` must be specified for this")
            .WithNote("because the parameter default references `Self`, the parameter must be specified on the trait object type"));

    public static ErrorReported HigherRankedCapture(TypeContext context, DefId lifetime, SourceSpan span) =>
        context.Diagnostics.Report(Diagnostic.Error("E0657", "`impl Trait` cannot capture higher-ranked lifetime from outer `impl Trait`", span)
            .WithNote(context.Crates.SpanOf(lifetime), "lifetime declared here"));

    public static ErrorReported ArgsNotAllowed(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.Error("E0109", "generic arguments are not allowed on this type", span).WithPrimaryLabel("type argument not allowed"));

    public static ErrorReported PlaceholderInSignature(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.Error("E0121", "the placeholder `_` is not allowed within types on item signatures", span)
            .WithPrimaryLabel("not allowed in type signatures"));

    public static ErrorReported HigherRankedProjection(TypeContext context, SourceSpan span, Symbol name) =>
        context.Diagnostics.Report(Diagnostic.Error(
            "E0212", $"cannot use the associated type of a trait with uninferred generic parameters", span));

    public static ErrorReported AssociatedTypeNotFound(TypeContext context, HirIdent name, Ty self, List<DefId> traits) =>
        NotFound(context, name, new TyPrinter(context).Print(self), traits, ofTrait: null);

    public static ErrorReported ConstraintNotFound(TypeContext context, HirIdent name, DefId trait) =>
        NotFound(context, name, new TyPrinter(context).PrintPath(trait), [trait], trait);

    private static ErrorReported NotFound(TypeContext context, HirIdent name, string owner, List<DefId> traits, DefId? ofTrait)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0220", $"associated type `{name.Name}` not found for `{owner}`", name.Span);
        List<Symbol> known = [];
        foreach (DefId trait in traits)
        {
            foreach (AssocItem item in context.AssocItemsOf(trait).Items)
            {
                if (item.Kind == DefKind.AssocTy)
                {
                    known.Add(item.Name);
                }
            }
        }
        if (Verdigris.Resolve.Modules.TypoSuggestion.Find(name.Name, known) is { } similar)
        {
            diagnostic.WithSuggestion("there is an associated type with a similar name", Applicability.MaybeIncorrect, new SuggestionEdit(name.Span, similar.Text));
        }
        else if (known.Count == 1 && ofTrait is not null)
        {
            diagnostic.WithSuggestion($"`{owner}` has the following associated type", Applicability.MaybeIncorrect, new SuggestionEdit(name.Span, known[0].Text));
        }
        else
        {
            diagnostic.WithPrimaryLabel($"associated type `{name.Name}` not found");
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported AmbiguousBounds(TypeContext context, SourceSpan span, HirIdent name, Ty self, List<Predicate.Trait> candidates)
    {
        TyPrinter printer = new(context);
        string text = printer.Print(self);
        Diagnostic diagnostic = Diagnostic.Error("E0221", $"ambiguous associated type `{name.Name}` in bounds of `{text}`", span)
            .WithPrimaryLabel($"ambiguous associated type `{name.Name}`");
        AddCandidates(context, diagnostic, name, candidates);
        for (int i = candidates.Count - 1; i >= 0; i--)
        {
            diagnostic.WithVerboseSuggestion(
                "use fully-qualified syntax to disambiguate", Applicability.MaybeIncorrect,
                new SuggestionEdit(new SourceSpan(span.Lo, name.Span.Lo, span.Context), $"<{text} as {printer.PrintTrait(candidates[i].TraitRef)}>::"));
        }
        return context.Diagnostics.Report(diagnostic);
    }

    private static void AddCandidates(TypeContext context, Diagnostic diagnostic, HirIdent name, List<Predicate.Trait> candidates)
    {
        foreach (Predicate.Trait candidate in candidates)
        {
            if (context.AssocItemsOf(candidate.TraitRef.Trait).Find(name.Name, DefKind.AssocTy) is { } item && item.Id.Crate == context.Crate)
            {
                diagnostic.WithLabel(context.HeadSpanOf(item.Id), $"ambiguous `{name.Name}` from `{new TyPrinter(context).PrintTrait(candidate.TraitRef)}`");
            }
        }
    }

    /// <summary><c>Sub&lt;Item = T&gt;</c> where several supertraits of <c>Sub</c> have an <c>Item</c>.</summary>
    public static ErrorReported AmbiguousConstraint(TypeContext context, HirAssocConstraint constraint, TraitRef traitRef, List<Predicate.Trait> candidates)
    {
        TyPrinter printer = new(context);
        string bound = printer.PrintTrait(traitRef);
        Diagnostic diagnostic = Diagnostic.Error("E0222", $"ambiguous associated type `{constraint.Ident.Name}` in bounds of `{bound}`", constraint.Span)
            .WithPrimaryLabel($"ambiguous associated type `{constraint.Ident.Name}`");
        AddCandidates(context, diagnostic, constraint.Ident, candidates);
        if (constraint.Kind is HirAssocConstraintKind.TypeEquals { Ty.Span: var term })
        {
            System.Text.StringBuilder clauses = new($"consider introducing a new type parameter `T` and adding `where` constraints:\n    where\n        T: {bound},");
        foreach (Predicate.Trait candidate in candidates)
            {
                clauses.Append($"\n        T: {printer.PrintTrait(candidate.TraitRef)}::{constraint.Ident.Name} = {context.Program.SourceMap.SnippetOf(term)},");
            }
            diagnostic.WithHelp(clauses.ToString());
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported AmbiguousAssociatedType(TypeContext context, SourceSpan span, Symbol name) =>
        context.Diagnostics.Report(Diagnostic.Error("E0223", "ambiguous associated type", span));

    public static ErrorReported NoPrincipal(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.Error("E0224", "at least one trait is required for an object type", span));

    public static ErrorReported TwoPrincipals(DiagnosticSink sink, SourceSpan second, SourceSpan first, List<string> traits) =>
        sink.Report(Diagnostic.Error("E0225", "only auto traits can be used as additional traits in a trait object", second)
            .WithPrimaryLabel("additional non-auto trait")
            .WithLabel(first, "first non-auto trait")
            .WithHelp($"consider creating a new trait with all of these as supertraits and using that trait here instead: `trait NewTrait: {string.Join(" + ", traits)} {{}}`")
            .WithNote("auto-traits like `Send` and `Sync` are traits that have special properties; for more information on them, visit <https://doc.rust-lang.org/reference/special-types-and-traits.html#auto-traits>"));

    public static ErrorReported WrongKindOfArg(DiagnosticSink sink, SourceSpan span, string provided, string expected) =>
        sink.Report(Diagnostic.Error("E0747", $"{provided} provided when a {expected} was expected", span));

    public static ErrorReported ExpectedTypeFoundTrait(TypeContext context, SourceSpan span, DefId trait) =>
        context.Diagnostics.Report(Diagnostic.Error("E0782", "expected a type, found a trait", span));

    public static ErrorReported NotAType(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.ErrorWithoutCode("this path does not name a type", span));

    public static ErrorReported UnsupportedConstArg(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.ErrorWithoutCode("this form of const argument is not supported", span));

    public static ErrorReported ConstEqualityUnsupported(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.Error("E0658", "associated const equality is incomplete", span));

    public static ErrorReported TraitAliasUnsupported(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.ErrorWithoutCode("trait aliases are not supported", span));
}
