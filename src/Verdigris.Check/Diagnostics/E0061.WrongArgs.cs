using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Typeck;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>E0057, E0060, E0061: more or fewer arguments than parameters.</summary>
/// <param name="Callee">None for values that are called.</param>
/// <param name="Closure">Of a closure that is called; none for others.</param>
/// <param name="CalleeSpan">What the message points at.</param>
/// <param name="Parentheses">The arguments with their parentheses.</param>
internal sealed record WrongArgs(
    DefId Callee, DefId Closure, SourceSpan CalleeSpan, SourceSpan Parentheses, ImmutableArray<HirExpr> Args, ImmutableArray<Ty> Found, ImmutableArray<Ty> Formals,
    bool IsVariadic)
{
    public ErrorReported Report(BodyChecker checker)
    {
        (List<int> missing, List<int> extra) = Align(checker);
        string what = Callee.IsNone ? "function" : CalleeParams.WordFor(checker, Callee);
        string code = IsVariadic ? "E0060" : Callee.IsNone ? "E0057" : "E0061";
        int expected = Formals.Length;
        string message = $"this {what} takes {(IsVariadic ? "at least " : "")}{expected} argument{Wording.Plural(expected)} but {Args.Length} argument{(Args.Length == 1 ? " was" : "s were")} supplied";
        Diagnostic diagnostic = Diagnostic.Error(code, message, CalleeSpan);
        TyPrinter printer = new(checker.Context);
        if (missing.Count > 0)
        {
            diagnostic.WithLabel(Parentheses, MissingLabel(checker, printer, missing));
        }
        foreach (int index in extra)
        {
            Ty ty = checker.Resolve(Found[index]);
            diagnostic.WithLabel(Args[index].Span, ty is Ty.Error or Ty.Infer { Kind: InferKind.General }
                ? $"unexpected argument #{index + 1}"
                : $"unexpected argument #{index + 1} of type `{printer.Print(ty)}`");
        }
        AddDefinition(checker, diagnostic, missing);
        if (missing.Count > 0)
        {
            AddMissing(checker, diagnostic, printer, missing);
        }
        else if (extra.Count > 0)
        {
            AddRemoval(diagnostic, extra);
        }
        return checker.Diagnostics.Report(diagnostic);
    }

    /// <summary>Which parameters no argument fits, and which arguments no parameter, keeping the order: a longest common subsequence.</summary>
    private (List<int> Missing, List<int> Extra) Align(BodyChecker checker)
    {
        int n = Formals.Length;
        int m = IsVariadic ? int.Min(Args.Length, Formals.Length) : Args.Length;
        int[,] longest = new int[n + 1, m + 1];
        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = m - 1; j >= 0; j--)
            {
                longest[i, j] = int.Max(longest[i + 1, j], longest[i, j + 1]);
                if (checker.MayBecome(Found[j], Formals[i]))
                {
                    longest[i, j] = int.Max(longest[i, j], longest[i + 1, j + 1] + 1);
                }
            }
        }
        List<int> missing = [];
        List<int> extra = [];
        int formal = 0;
        int arg = 0;
        while (formal < n || arg < m)
        {
            if (formal < n && arg < m && checker.MayBecome(Found[arg], Formals[formal]) && longest[formal, arg] == longest[formal + 1, arg + 1] + 1)
            {
                formal++;
                arg++;
            }
            else if (arg < m && (formal == n || longest[formal, arg + 1] >= longest[formal + 1, arg]))
            {
                extra.Add(arg++);
            }
            else
            {
                missing.Add(formal++);
            }
        }
        // An argument of the wrong type stands for a parameter, and only what is too much or too little is told.
        while (missing.Count > 0 && extra.Count > 0)
        {
            missing.RemoveAt(0);
            extra.RemoveAt(0);
        }
        return (missing, extra);
    }

    private string MissingLabel(BodyChecker checker, TyPrinter printer, List<int> missing)
    {
        List<string> types = [];
        foreach (int index in missing)
        {
            if (TypeText(checker, printer, index) is { } text)
            {
                types.Add($"`{text}`");
            }
        }
        bool areKnown = types.Count == missing.Count;
        return missing.Count switch
        {
            1 => $"argument #{missing[0] + 1}{(areKnown ? $" of type {types[0]}" : "")} is missing",
            2 => areKnown ? $"two arguments of type {types[0]} and {types[1]} are missing" : "two arguments are missing",
            3 => areKnown ? $"three arguments of type {types[0]}, {types[1]}, and {types[2]} are missing" : "three arguments are missing",
            _ => "multiple arguments are missing",
        };
    }

    private string? TypeText(BodyChecker checker, TyPrinter printer, int index)
    {
        Ty ty = checker.ErasedType(Formals[index]);
        return ty.HasInfer || ty.HasError ? null : printer.Print(ty);
    }

    private void AddDefinition(BodyChecker checker, Diagnostic diagnostic, List<int> missing)
    {
        if (Closure.IsSome)
        {
            diagnostic.WithNote(checker.Context.HeadSpanOf(Closure), "closure defined here");
            return;
        }
        if (Callee.IsNone || Callee.Crate != checker.Context.Crate)
        {
            return;
        }
        List<SpanLabel> labels = [];
        foreach (int index in missing)
        {
            if (CalleeParams.SpanOf(checker, Callee, index) is { } param)
            {
                labels.Add(new SpanLabel(param, ""));
            }
        }
        diagnostic.WithChild(new SubDiagnostic(
            DiagnosticLevel.Note, $"{CalleeParams.KindOf(checker, Callee)} defined here", CalleeParams.NameSpanOf(checker, Callee), labels));
    }

    private void AddMissing(BodyChecker checker, Diagnostic diagnostic, TyPrinter printer, List<int> missing)
    {
        List<string> placeholders = [];
        foreach (int index in missing)
        {
            placeholders.Add($"/* {TypeText(checker, printer, index) ?? NameOf(checker, index) ?? "value"} */");
        }
        string text = string.Join(", ", placeholders);
        int before = missing[0];
        SuggestionEdit edit = Args.Length == 0
            ? new SuggestionEdit(new SourceSpan(Parentheses.Lo + 1, Parentheses.Lo + 1, Parentheses.Context), text)
            : before < Args.Length
                ? Wording.Insert(Args[before].Span, $"{text}, ")
                : Wording.InsertAfter(Args[^1].Span, $", {text}");
        diagnostic.WithVerboseSuggestion($"provide the argument{Wording.Plural(missing.Count)}", Applicability.HasPlaceholders, edit);
    }

    private string? NameOf(BodyChecker checker, int index)
    {
        if (Closure.IsSome && checker.Crate.Hir.NodeOf(Closure) is HirNode.Closure { Value.Body.Params: var parameters })
        {
            return index < parameters.Length && parameters[index].Pat is HirPat.Binding binding ? binding.Ident.Name.Text : null;
        }
        return CalleeParams.NameOf(checker, Callee, index);
    }

    private void AddRemoval(Diagnostic diagnostic, List<int> extra)
    {
        List<SuggestionEdit> edits = [];
        foreach (int index in extra)
        {
            SourceSpan span = Args[index].Span;
            edits.Add(new SuggestionEdit(
                index > 0 ? new SourceSpan(Args[index - 1].Span.Hi, span.Hi, span.Context)
                    : index + 1 < Args.Length ? new SourceSpan(span.Lo, Args[index + 1].Span.Lo, span.Context) : span,
                ""));
        }
        diagnostic.WithVerboseSuggestion($"remove the extra argument{Wording.Plural(extra.Count)}", Applicability.MachineApplicable, edits);
    }
}
