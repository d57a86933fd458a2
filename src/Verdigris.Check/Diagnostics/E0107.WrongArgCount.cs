using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Diagnostics;

/// <summary>E0107: too many or too few generic arguments.</summary>
/// <param name="Kind"><c>lifetime</c> or <c>generic</c>.</param>
/// <param name="FirstOfKind">Where the arguments of the kind begin among those written.</param>
/// <param name="MayInfer">Written in a body, where <c>_</c> would do.</param>
internal sealed record WrongArgCount(
    Generics Generics, HirPathSegment Segment, string Kind, int Required, int Allowed, int Found, ImmutableArray<HirGenericArg> Written, int FirstOfKind,
    bool MayInfer, SourceSpan PathSpan)
{
    private bool IsTooFew => Found < Required;

    public static ErrorReported Report(TypeContext context, WrongArgCount error) => context.Diagnostics.Report(error.Render(context));

    private Diagnostic Render(TypeContext context)
    {
        DefId item = Generics.Def;
        string what = Wording.KindOf(context, item);
        string bound = Required == Allowed ? "" : IsTooFew ? "at least " : "at most ";
        int wanted = IsTooFew ? Required : Allowed;
        string expected = $"{bound}{wanted} {Kind} argument{Wording.Plural(wanted)}";
        bool isBare = Found == 0 && Written.Length == 0 && IsTooFew;
        string message = isBare
            ? $"missing generics for {what} `{new Types.Printing.TyPrinter(context).PrintPath(item)}`"
            : $"{what} takes {expected} but {Found} {Kind} argument{Wording.Plural(Found)} {(Found == 1 ? "was" : "were")} supplied";
        Diagnostic diagnostic = Diagnostic.Error("E0107", message, Segment.Ident.Span).WithPrimaryLabel($"expected {expected}");
        if (IsTooFew && !isBare)
        {
            for (int i = 0; i < Found; i++)
            {
                diagnostic.WithLabel(
                    Written[FirstOfKind + i].Span, i == Found - 1 ? $"supplied {Found} {Kind} argument{Wording.Plural(Found)}" : "");
            }
        }
        if (!IsTooFew)
        {
            AddRemoval(diagnostic);
        }
        AddDefinition(context, diagnostic, item, what, bound);
        if (IsTooFew)
        {
            AddMissing(context, diagnostic);
        }
        return diagnostic;
    }

    private void AddDefinition(TypeContext context, Diagnostic diagnostic, DefId item, string what, string bound)
    {
        List<string> names = [];
        List<SpanLabel> labels = [];
        int shown = IsTooFew ? Required : Allowed;
        foreach (GenericParamDef param in Generics.Own)
        {
            bool isLifetime = param.Kind == GenericParamKind.Lifetime;
            if (isLifetime != (Kind == "lifetime") || param.IsSynthetic || (Generics.HasSelf && param.Index == 0) || (IsTooFew && param.HasDefault))
            {
                continue;
            }
            names.Add(param.Name.Text);
            labels.Add(new SpanLabel(context.Crates.SpanOf(param.Def), ""));
        }
        string list = names.Count == 0 ? "" : $": {Wording.Quoted(names)}";
        diagnostic.WithChild(new SubDiagnostic(
            DiagnosticLevel.Note, $"{what} defined here, with {bound}{shown} {Kind} parameter{Wording.Plural(shown)}{list}", context.Crates.SpanOf(item), labels));
    }

    /// <summary>All of them, with the brackets, if none may stay.</summary>
    private void AddRemoval(Diagnostic diagnostic)
    {
        int extra = Found - Allowed;
        HirGenericArgs args = Segment.Args!;
        if (Allowed == 0 && Found == Written.Length && args.Constraints.Length == 0)
        {
            diagnostic.WithSuggestion(
                "remove the unnecessary generics", Applicability.MaybeIncorrect,
                new SuggestionEdit(new SourceSpan(Segment.Ident.Span.Hi, args.Span.Hi, args.Span.Context), ""));
            return;
        }
        int first = FirstOfKind + Allowed;
        int last = FirstOfKind + Found - 1;
        SourceSpan span = first > 0
            ? new SourceSpan(Written[first - 1].Span.Hi, Written[last].Span.Hi, args.Span.Context)
            : new SourceSpan(Written[first].Span.Lo, last + 1 < Written.Length ? Written[last + 1].Span.Lo : Written[last].Span.Hi, args.Span.Context);
        diagnostic.WithSuggestion(
            $"remove the unnecessary {Kind} argument{Wording.Plural(extra)}", Applicability.MaybeIncorrect, new SuggestionEdit(span, ""));
    }

    private void AddMissing(TypeContext context, Diagnostic diagnostic)
    {
        List<string> missing = [];
        int skip = Found;
        foreach (GenericParamDef param in Generics.Own)
        {
            bool isLifetime = param.Kind == GenericParamKind.Lifetime;
            if (isLifetime != (Kind == "lifetime") || param.IsSynthetic || (Generics.HasSelf && param.Index == 0) || param.HasDefault || skip-- > 0)
            {
                continue;
            }
            missing.Add(isLifetime ? "'_" : MayInfer && IsUsedByValue(context, param) ? "_" : param.Name.Text);
        }
        string text = string.Join(", ", missing);
        SuggestionEdit edit;
        if (Written.Length == 0)
        {
            edit = Wording.InsertAfter(Segment.Ident.Span, $"<{text}>");
        }
        else if (Kind == "lifetime" && Found == 0)
        {
            edit = Wording.Insert(Written[0].Span, $"{text}, ");
        }
        else
        {
            edit = Wording.InsertAfter(Written[FirstOfKind + Found - 1].Span, $", {text}");
        }
        diagnostic.WithVerboseSuggestion($"add missing {Kind} argument{Wording.Plural(missing.Count)}", Applicability.HasPlaceholders, edit);
    }

    /// <summary>An argument tells what it is, so that it need not be named.</summary>
    private bool IsUsedByValue(TypeContext context, GenericParamDef param)
    {
        if (context.KindOf(Generics.Def) is not (DefKind.Fn or DefKind.AssocFn))
        {
            return false;
        }
        foreach (Ty input in context.FnSigOf(Generics.Def).Value.Inputs)
        {
            if (input is Ty.Param used && used.Index == param.Index)
            {
                return true;
            }
        }
        return false;
    }
}
