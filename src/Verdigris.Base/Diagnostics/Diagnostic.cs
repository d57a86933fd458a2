using System.Collections.Generic;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics;

/// <summary>Severity, in rustc's words. Notes and helps stand alone only under another diagnostic.</summary>
public enum DiagnosticLevel
{
    Error,
    Warning,
    Note,
    Help,
    /// <summary><c>error: internal compiler error</c>.</summary>
    Bug,
}

/// <summary>How far a tool may apply a suggestion without asking; the names are those of rustc's JSON.</summary>
public enum Applicability
{
    MachineApplicable,
    MaybeIncorrect,
    HasPlaceholders,
    Unspecified,
}

/// <summary>
/// A label under a span; an empty label only underlines. A primary one is underlined with <c>^</c>: a diagnostic may have
/// several primary spans, the first gives its location.
/// </summary>
public readonly record struct SpanLabel(SourceSpan Span, string Label, bool IsPrimary = false);

/// <summary>A note or help below the snippet; with a span it has a snippet of its own.</summary>
public sealed record SubDiagnostic(DiagnosticLevel Level, string Message, SourceSpan Span = default, IReadOnlyList<SpanLabel>? Labels = null);

/// <summary>Replace <see cref="Span"/> by <see cref="Replacement"/>.</summary>
public readonly record struct SuggestionEdit(SourceSpan Span, string Replacement);

/// <summary>How the text renderer shows a suggestion; the names of rustc's <c>SuggestionStyle</c> where they differ.</summary>
public enum SuggestionStyle
{
    /// <summary>As a label in the main snippet if it is the only one and short, else as code.</summary>
    ShowCode,
    /// <summary>Always as code below the message (<c>ShowAlways</c>).</summary>
    Verbose,
    /// <summary>As a label without the code if possible (<c>HideCodeInline</c>).</summary>
    HideCodeInline,
    /// <summary>Only the message (<c>HideCodeAlways</c>).</summary>
    MessageOnly,
    /// <summary>Only in JSON (<c>CompletelyHidden</c>).</summary>
    ToolOnly,
}

/// <summary>A change to the source that would mend the error; all edits together are one suggestion.</summary>
public sealed record Suggestion(string Message, IReadOnlyList<SuggestionEdit> Edits, Applicability Applicability)
{
    public SuggestionStyle Style { get; init; }

    /// <summary>Other changes that would do as well, e.g. importing the name from elsewhere.</summary>
    public IReadOnlyList<IReadOnlyList<SuggestionEdit>> Alternatives { get; init; } = [];
}

/// <summary>
/// An error, warning or bug as data: what is rendered (text or JSON) is decided later. Built by one class per code in the
/// stage's <c>Diagnostics/</c> folder with the fluent members, then given to <see cref="DiagnosticSink.Report"/>.
/// </summary>
public sealed class Diagnostic(DiagnosticLevel level, string message, SourceSpan span)
{
    private readonly List<SpanLabel> _labels = [];
    private readonly List<SubDiagnostic> _children = [];
    private readonly List<Suggestion> _suggestions = [];

    public DiagnosticLevel Level { get; set; } = level;

    /// <summary><c>E0382</c>; null when rustc gives none. Codes of lints are in <see cref="LintName"/>.</summary>
    public string? Code { get; init; }

    /// <summary>The lint that this comes from, e.g. <c>unused_variables</c>; null for hard errors.</summary>
    public string? LintName { get; init; }

    /// <summary>Lower case, no final stop.</summary>
    public string Message { get; } = message;

    public SourceSpan PrimarySpan { get; } = span;

    /// <summary>The text under the carets; null for none.</summary>
    public string? PrimaryLabel { get; private set; }

    public IReadOnlyList<SpanLabel> Labels => _labels;

    public IReadOnlyList<SubDiagnostic> Children => _children;

    public IReadOnlyList<Suggestion> Suggestions => _suggestions;

    public static Diagnostic Error(string code, string message, SourceSpan span) =>
        new(DiagnosticLevel.Error, message, span) { Code = code };

    public static Diagnostic ErrorWithoutCode(string message, SourceSpan span) => new(DiagnosticLevel.Error, message, span);

    public static Diagnostic Lint(string lintName, string message, SourceSpan span) =>
        new(DiagnosticLevel.Warning, message, span) { LintName = lintName };

    public Diagnostic WithPrimaryLabel(string label)
    {
        PrimaryLabel = label;
        return this;
    }

    public Diagnostic WithLabel(SourceSpan span, string label)
    {
        _labels.Add(new SpanLabel(span, label));
        return this;
    }

    /// <summary>A further primary span, underlined like the first.</summary>
    public Diagnostic WithPrimarySpan(SourceSpan span, string label)
    {
        _labels.Add(new SpanLabel(span, label, IsPrimary: true));
        return this;
    }

    public Diagnostic WithNote(string message)
    {
        _children.Add(new SubDiagnostic(DiagnosticLevel.Note, message));
        return this;
    }

    public Diagnostic WithNote(SourceSpan span, string message)
    {
        _children.Add(new SubDiagnostic(DiagnosticLevel.Note, message, span));
        return this;
    }

    public Diagnostic WithHelp(string message)
    {
        _children.Add(new SubDiagnostic(DiagnosticLevel.Help, message));
        return this;
    }

    public Diagnostic WithHelp(SourceSpan span, string message)
    {
        _children.Add(new SubDiagnostic(DiagnosticLevel.Help, message, span));
        return this;
    }

    public Diagnostic WithChild(SubDiagnostic child)
    {
        _children.Add(child);
        return this;
    }

    public Diagnostic WithSuggestion(string message, Applicability applicability, params IReadOnlyList<SuggestionEdit> edits)
    {
        _suggestions.Add(new Suggestion(message, edits, applicability));
        return this;
    }

    /// <summary>A suggestion shown as code below the message, whatever its length.</summary>
    public Diagnostic WithVerboseSuggestion(string message, Applicability applicability, params IReadOnlyList<SuggestionEdit> edits) =>
        WithSuggestion(new Suggestion(message, edits, applicability) { Style = SuggestionStyle.Verbose });

    /// <summary>One that may be met in several ways, the first of which is shown first, each as code below the message.</summary>
    public Diagnostic WithAlternatives(string message, Applicability applicability, IReadOnlyList<IReadOnlyList<SuggestionEdit>> alternatives)
    {
        List<IReadOnlyList<SuggestionEdit>> others = [.. alternatives];
        others.RemoveAt(0);
        return WithSuggestion(new Suggestion(message, alternatives[0], applicability) { Style = SuggestionStyle.Verbose, Alternatives = others });
    }

    /// <summary>A suggestion with a style.</summary>
    public Diagnostic WithSuggestion(Suggestion suggestion)
    {
        _suggestions.Add(suggestion);
        return this;
    }

    /// <summary>The same with other places and children.</summary>
    internal Diagnostic Move(SourceSpan primary, IEnumerable<SpanLabel> labels, IEnumerable<SubDiagnostic> children)
    {
        Diagnostic moved = new(Level, Message, primary) { Code = Code, LintName = LintName, PrimaryLabel = PrimaryLabel };
        moved._labels.AddRange(labels);
        moved._children.AddRange(children);
        moved._suggestions.AddRange(_suggestions);
        return moved;
    }
}
