using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>E0004 and E0005: patterns that miss values.</summary>
internal static class NonExhaustivePatterns
{
    /// <summary>More missing patterns than this are not all named.</summary>
    private const int MaxNamed = 3;

    public static ErrorReported Report(TypeContext context, HirExpr.Match match, Ty ty, List<string> missing)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0004", $"non-exhaustive patterns: {Joined(missing)} not covered", match.Scrutinee.Span)
            .WithPrimaryLabel($"pattern{Wording.Plural(missing.Count)} {Joined(missing)} not covered");
        AddDefinition(context, diagnostic, ty, missing);
        diagnostic.WithNote($"the matched value is of type `{Print(context, ty)}`");
        if (match.Arms.Length > 0 && !HasArmWithoutGuard(match))
        {
            diagnostic.WithNote("match arms with guards don't count towards exhaustivity");
        }
        return context.Diagnostics.Report(AddArm(context, diagnostic, match, missing));
    }

    /// <param name="let">The statement, for suggesting <c>else</c>; null elsewhere.</param>
    public static ErrorReported ReportRefutable(TypeContext context, SourceSpan span, string origin, Ty ty, List<string> missing, HirStmt.Let? let)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0005", $"refutable pattern in {origin}", span)
            .WithPrimaryLabel($"pattern{Wording.Plural(missing.Count)} {Joined(missing)} not covered");
        if (let is not null)
        {
            diagnostic.WithNote("`let` bindings require an \"irrefutable pattern\", like a `struct` or an `enum` with only one variant")
                .WithNote("for more information, visit https://doc.rust-lang.org/book/ch19-02-refutability.html");
        }
        AddDefinition(context, diagnostic, ty, missing);
        diagnostic.WithNote($"the matched value is of type `{Print(context, ty)}`");
        if (let?.Init is { } init)
        {
            string them = missing.Count == 1 ? "the variant that isn't matched" : "the variants that aren't matched";
            diagnostic.WithVerboseSuggestion(
                $"you might want to use `let...else` to handle {them}", Applicability.HasPlaceholders, Wording.InsertAfter(init.Span, " else { todo!() }"));
        }
        return context.Diagnostics.Report(diagnostic);
    }

    private static string Print(TypeContext context, Ty ty) => new TyPrinter(context).Print(ty);

    private static string Joined(List<string> missing) => missing.Count <= MaxNamed
        ? Wording.QuotedWithAnd(missing)
        : $"{Wording.Quoted(missing.GetRange(0, MaxNamed))} and {missing.Count - MaxNamed} more";

    /// <summary>Where the type says which variants there are.</summary>
    private static void AddDefinition(TypeContext context, Diagnostic diagnostic, Ty ty, List<string> missing)
    {
        Ty peeled = ty;
        while (peeled is Ty.Ref reference)
        {
            peeled = reference.Pointee;
        }
        if (peeled is not Ty.Adt adt || adt.Def.Id.Crate != context.Crate)
        {
            return;
        }
        List<SpanLabel> labels = [];
        foreach (VariantDef variant in adt.Def.Variants)
        {
            if (missing.Count <= MaxNamed && adt.Def.IsEnum && missing.Exists(pattern => Names(pattern, adt.Def, variant)))
            {
                labels.Add(new SpanLabel(context.Crates.SpanOf(variant.Def), "not covered"));
            }
        }
        diagnostic.WithChild(new SubDiagnostic(DiagnosticLevel.Note, $"`{Print(context, peeled)}` defined here", context.Crates.SpanOf(adt.Def.Id), labels));
    }

    private static bool Names(string pattern, AdtDef adt, VariantDef variant)
    {
        string name = $"{adt.Name}::{variant.Name}";
        string bare = pattern.TrimStart('&');
        return bare.StartsWith(name, System.StringComparison.Ordinal) && (bare.Length == name.Length || !char.IsAsciiLetterOrDigit(bare[name.Length]) && bare[name.Length] != '_');
    }

    private static bool HasArmWithoutGuard(HirExpr.Match match)
    {
        foreach (HirArm arm in match.Arms)
        {
            if (arm.Guard is null)
            {
                return true;
            }
        }
        return false;
    }

    private static Diagnostic AddArm(TypeContext context, Diagnostic diagnostic, HirExpr.Match match, List<string> missing)
    {
        SourceMap sources = context.Program.SourceMap;
        bool namesAll = missing.Count <= MaxNamed;
        string arm = $"{(namesAll ? string.Join(" | ", missing) : "_")} => todo!()";
        SuggestionEdit edit;
        if (match.Arms.Length == 0)
        {
            string indentation = IndentationAt(sources, match.Span.Lo);
            SourceSpan braces = new(match.Scrutinee.Span.Hi, match.Span.Hi, match.Span.Context);
            edit = new SuggestionEdit(braces, $" {{\n{indentation}    {arm},\n{indentation}}}");
        }
        else
        {
            HirArm last = match.Arms[^1];
            SourceSpan span = last.Body.Span.Context == last.Pat.Span.Context ? last.Pat.Span.To(last.Body.Span) : last.Span;
            uint end = span.Hi;
            if (end > span.Lo && sources.SnippetOf(new SourceSpan(end - 1, end)) == ",")
            {
                end--;
            }
            bool isMultiline = match.Arms.Length > 1
                ? sources.LocationOf(match.Arms[^2].Pat.Span.Lo).Line != sources.LocationOf(last.Pat.Span.Lo).Line
                : sources.LocationOf(match.Span.Lo).Line != sources.LocationOf(last.Pat.Span.Lo).Line;
            string spacing = isMultiline ? $"\n{IndentationAt(sources, last.Pat.Span.Lo)}" : " ";
            edit = new SuggestionEdit(new SourceSpan(end, end, span.Context), $",{spacing}{arm}");
        }
        string how = missing.Count == 1 ? " or an explicit pattern as shown"
            : $"{(namesAll ? ", a match arm with multiple or-patterns" : "")} as shown, or multiple match arms";
        return diagnostic.WithVerboseSuggestion(
            $"ensure that all possible cases are being handled by adding a match arm with a wildcard pattern{how}", Applicability.HasPlaceholders, edit);
    }

    private static string IndentationAt(SourceMap sources, uint position)
    {
        if (sources.FileAt(position) is not { } file)
        {
            return "";
        }
        int line = file.LineIndexOf(position);
        string text = System.Text.Encoding.UTF8.GetString(file.LineText(line));
        int indent = 0;
        while (indent < text.Length && text[indent] is ' ' or '\t')
        {
            indent++;
        }
        return text[..indent];
    }
}
