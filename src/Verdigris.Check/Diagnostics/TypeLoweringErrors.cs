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

    public static ErrorReported WrongArgCount(
        TypeContext context, DefId item, HirPathSegment segment, string kind, int required, int allowed, int found, SourceSpan at)
    {
        bool isTooFew = found < required;
        string what = $"{DescribeItem(context, item)} takes {Bounds(isTooFew, required, allowed)} {kind} argument{Plural(isTooFew ? required : allowed)}";
        string supplied = $"{(found == 0 ? "missing generics for " : "")}";
        string message = found == 0 && isTooFew && kind != "lifetime"
            ? $"{supplied}{DescribeItem(context, item, withKind: true)}"
            : $"{what} but {found} {kind} argument{Plural(found)} {(found == 1 ? "was" : "were")} supplied";
        SourceSpan span = segment.Ident.Span;
        Diagnostic diagnostic = Diagnostic.Error("E0107", message, span)
            .WithPrimaryLabel(isTooFew || found == 0
                ? $"expected {Bounds(isTooFew, required, allowed)} {kind} argument{Plural(isTooFew ? required : allowed)}"
                : $"expected {(allowed == 0 ? "0" : Bounds(false, required, allowed))} {kind} argument{Plural(allowed)}");
        if (!isTooFew && found > 0)
        {
            diagnostic.WithLabel(at, $"help: remove the unnecessary {kind} argument{Plural(found - allowed)}");
        }
        diagnostic.WithNote(context.Crates.SpanOf(item), $"{KindName(context, item)} defined here, with {allowed} {kind} parameter{Plural(allowed)}");
        return context.Diagnostics.Report(diagnostic);
    }

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

    public static ErrorReported MissingAssociatedTypes(TypeContext context, SourceSpan span, DefId trait, List<DefId> missing)
    {
        StringBuilder names = new();
        foreach (DefId item in missing)
        {
            names.Append(names.Length > 0 ? ", " : "").Append('`').Append(context.Crates.NameOf(item).Text).Append('`');
        }
        string plural = missing.Count == 1 ? "type" : "types";
        return context.Diagnostics.Report(Diagnostic.Error(
                "E0191", $"the value of the associated {plural} {names} in `{context.Crates.NameOf(trait)}` must be specified", span)
            .WithPrimaryLabel($"missing associated {plural} {names}"));
    }

    public static ErrorReported HigherRankedProjection(TypeContext context, SourceSpan span, Symbol name) =>
        context.Diagnostics.Report(Diagnostic.Error(
            "E0212", $"cannot use the associated type of a trait with uninferred generic parameters", span));

    public static ErrorReported AssociatedTypeNotFound(TypeContext context, HirIdent name, Ty self) =>
        context.Diagnostics.Report(Diagnostic.Error(
                "E0220", $"associated type `{name.Name}` not found for `{new TyPrinter(context).Print(self)}`", name.Span)
            .WithPrimaryLabel($"associated type `{name.Name}` not found"));

    public static ErrorReported ConstraintNotFound(TypeContext context, HirIdent name, DefId trait) =>
        ConstraintNotFound(context, name, context.Crates.NameOf(trait));

    public static ErrorReported AmbiguousBounds(TypeContext context, HirIdent name, Ty self, List<Predicate.Trait> candidates)
    {
        TyPrinter printer = new(context.Crates);
        Diagnostic diagnostic = Diagnostic.Error(
                "E0221", $"ambiguous associated type `{name.Name}` in bounds of `{printer.Print(self)}`", name.Span)
            .WithPrimaryLabel($"ambiguous associated type `{name.Name}`");
        foreach (Predicate.Trait candidate in candidates)
        {
            AssocItem? item = context.AssocItemsOf(candidate.TraitRef.Trait).Find(name.Name, DefKind.AssocTy);
            if (item is not null)
            {
                diagnostic.WithLabel(
                    context.Crates.SpanOf(item.Id), $"ambiguous `{name.Name}` from `{context.Crates.NameOf(candidate.TraitRef.Trait)}`");
            }
        }
        return context.Diagnostics.Report(diagnostic);
    }

    public static ErrorReported AmbiguousAssociatedType(TypeContext context, SourceSpan span, Symbol name) =>
        context.Diagnostics.Report(Diagnostic.Error("E0223", "ambiguous associated type", span));

    public static ErrorReported NoPrincipal(DiagnosticSink sink, SourceSpan span) =>
        sink.Report(Diagnostic.Error("E0224", "at least one trait is required for an object type", span));

    public static ErrorReported TwoPrincipals(DiagnosticSink sink, SourceSpan second, SourceSpan first) =>
        sink.Report(Diagnostic.Error("E0225", "only auto traits can be used as additional traits in a trait object", second)
            .WithPrimaryLabel("additional non-auto trait")
            .WithLabel(first, "first non-auto trait"));

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

    private static ErrorReported ConstraintNotFound(TypeContext context, HirIdent name, Symbol trait) =>
        AssociatedTypeNotFoundIn(context, name, trait);

    private static ErrorReported AssociatedTypeNotFoundIn(TypeContext context, HirIdent name, Symbol owner) =>
        context.Diagnostics.Report(Diagnostic.Error("E0220", $"associated type `{name.Name}` not found for `{owner}`", name.Span)
            .WithPrimaryLabel($"associated type `{name.Name}` not found"));

    private static string Bounds(bool isTooFew, int required, int allowed) =>
        required == allowed ? $"{required}" : isTooFew ? $"at least {required}" : $"at most {allowed}";

    private static string Plural(int count) => count == 1 ? "" : "s";

    private static string DescribeItem(TypeContext context, DefId item, bool withKind = true) =>
        $"{KindName(context, item)} `{context.Crates.NameOf(item)}`";

    private static string KindName(TypeContext context, DefId item) => context.Crates.KindOf(item) switch
    {
        DefKind.Struct => "struct",
        DefKind.Enum => "enum",
        DefKind.Union => "union",
        DefKind.Trait => "trait",
        DefKind.TyAlias => "type alias",
        DefKind.AssocTy => "associated type",
        DefKind.AssocFn => "method",
        DefKind.Variant => "variant",
        _ => "function",
    };
}
