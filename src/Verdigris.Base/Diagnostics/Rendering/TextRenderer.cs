using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>What the text depends on besides the diagnostic.</summary>
public sealed record TextRendererOptions
{
    /// <summary>The width rustc assumes when it does not write to a terminal.</summary>
    public const int DefaultWidth = 140;

    public bool UseColor { get; init; }

    public int TerminalWidth { get; init; } = DefaultWidth;

    /// <summary><c>--error-format=short</c>: one line each.</summary>
    public bool IsShort { get; init; }
}

/// <summary>
/// Renders a diagnostic as rustc prints it, to the character: header, location, snippet with underlines and labels, notes,
/// suggestions, and an empty line. Checked against recorded output of rustc 1.95.
/// </summary>
public sealed class TextRenderer(SourceMap sources, TextRendererOptions options)
{
    public string Render(Diagnostic diagnostic)
    {
        StringBuilder output = new();
        Render(diagnostic, output);
        return output.ToString();
    }

    public void Render(Diagnostic diagnostic, StringBuilder output)
    {
        List<SpanLabel> labels = LabelsOf(diagnostic);
        List<Suggestion> suggestions = [];
        if (!TryInlineSuggestion(diagnostic, labels))
        {
            foreach (Suggestion suggestion in diagnostic.Suggestions)
            {
                if (suggestion.Style != SuggestionStyle.ToolOnly)
                {
                    suggestions.Add(suggestion);
                }
            }
        }
        if (options.IsShort)
        {
            RenderShort(diagnostic, labels, output);
            return;
        }
        int lineNumberWidth = MaxLineNumber(diagnostic, labels).ToString(CultureInfo.InvariantCulture).Length;
        TextCanvas canvas = new();
        WriteHeader(canvas, diagnostic.Level, diagnostic.Code, diagnostic.Message, TextStyle.MainHeader);
        PaintSnippets(canvas, labels, diagnostic.PrimarySpan, lineNumberWidth);
        canvas.WriteTo(output, diagnostic.Level, options.UseColor);
        if (diagnostic.Children.Count + suggestions.Count > 0)
        {
            RenderChildren(diagnostic, suggestions, lineNumberWidth, output);
        }
        output.Append('\n');
    }

    /// <summary>All spans to underline: first those with a label, then the primary ones that have none.</summary>
    internal static List<SpanLabel> LabelsOf(Diagnostic diagnostic) =>
        OrderLabels(diagnostic.PrimarySpan, diagnostic.PrimaryLabel ?? "", diagnostic.Labels);

    internal static List<SpanLabel> LabelsOf(SubDiagnostic child) => OrderLabels(child.Span, "", child.Labels ?? []);

    private static List<SpanLabel> OrderLabels(SourceSpan primarySpan, string primaryLabel, IReadOnlyList<SpanLabel> others)
    {
        List<SpanLabel> labels = [];
        List<SpanLabel> unlabelled = [];
        bool isPrimaryKnown = primarySpan.IsDummy;
        if (!isPrimaryKnown && primaryLabel.Length != 0)
        {
            labels.Add(new SpanLabel(primarySpan, primaryLabel, IsPrimary: true));
            isPrimaryKnown = true;
        }
        foreach (SpanLabel label in others)
        {
            bool isPrimary = label.IsPrimary || label.Span == primarySpan;
            isPrimaryKnown |= label.Span == primarySpan;
            (isPrimary && label.Label.Length == 0 ? unlabelled : labels).Add(label with { IsPrimary = isPrimary });
        }
        if (!isPrimaryKnown)
        {
            unlabelled.Insert(0, new SpanLabel(primarySpan, "", IsPrimary: true));
        }
        labels.AddRange(unlabelled);
        return labels;
    }

    /// <summary>A short suggestion that is the only one becomes a label: <c>help: try this: `x`</c>.</summary>
    private bool TryInlineSuggestion(Diagnostic diagnostic, List<SpanLabel> labels)
    {
        if (diagnostic.Suggestions is not [{ Edits: [{ } edit], Alternatives.Count: 0, Style: SuggestionStyle.ShowCode or SuggestionStyle.HideCodeInline } only]
            || edit.Replacement.Contains('\n')
            || only.Message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length >= 10)
        {
            return false;
        }
        string code = edit.Replacement.Trim();
        string label = code.Length == 0 || only.Style == SuggestionStyle.HideCodeInline
            ? $"help: {only.Message}"
            : $"help: {only.Message}{LookAlike.NoteFor(sources.SnippetOf(edit.Span), edit.Replacement)}: `{code}`";
        bool isPrimary = edit.Span == diagnostic.PrimarySpan;
        labels.RemoveAll(l => isPrimary && l.Span == edit.Span && l.Label.Length == 0);
        int end = labels.FindIndex(static l => l.Label.Length == 0);
        labels.Insert(end < 0 ? labels.Count : end, new SpanLabel(edit.Span, label, isPrimary));
        return true;
    }

    private void RenderShort(Diagnostic diagnostic, List<SpanLabel> labels, StringBuilder output)
    {
        TextCanvas canvas = new();
        if (sources.FileOf(diagnostic.PrimarySpan) is not null)
        {
            canvas.Append(0, $"{MessageWriter.Format(sources.LocationOf(diagnostic.PrimarySpan.Lo))}: ", TextStyle.None);
        }
        WriteHeader(canvas, diagnostic.Level, diagnostic.Code, diagnostic.Message, TextStyle.None);
        List<string> texts = [];
        foreach (SpanLabel label in labels)
        {
            if (label.IsPrimary && label.Label.Trim().Length != 0)
            {
                texts.Add(label.Label);
            }
        }
        if (texts.Count != 0)
        {
            canvas.Append(canvas.RowCount - 1, $": {string.Join(", ", texts)}", TextStyle.None);
        }
        canvas.WriteTo(output, diagnostic.Level, options.UseColor);
    }

    private static void WriteHeader(TextCanvas canvas, DiagnosticLevel level, string? code, string message, TextStyle style)
    {
        string text = LevelText(level);
        canvas.Append(0, text, TextStyle.Level);
        int width = text.Length + 2;
        if (code is not null)
        {
            canvas.Append(0, $"[{code}]", TextStyle.Level);
            width += code.Length + 2;
        }
        canvas.Append(0, ": ", style);
        MessageWriter.Write(canvas, 0, message, width, style);
    }

    internal static string LevelText(DiagnosticLevel level) => level switch
    {
        DiagnosticLevel.Error => "error",
        DiagnosticLevel.Warning => "warning",
        DiagnosticLevel.Note => "note",
        DiagnosticLevel.Help => "help",
        DiagnosticLevel.Bug => "error: internal compiler error",
    };

    private void PaintSnippets(TextCanvas canvas, List<SpanLabel> labels, SourceSpan primarySpan, int lineNumberWidth)
    {
        if (sources.FileOf(primarySpan) is not { } primaryFile)
        {
            return;
        }
        List<AnnotatedFile> files = AnnotationCollector.Collect(sources, labels);
        files.Sort((a, b) => a.File == b.File ? 0 : a.File == primaryFile ? -1 : b.File == primaryFile ? 1 : string.CompareOrdinal(a.File.Path, b.File.Path));
        foreach (AnnotatedFile file in files)
        {
            if (file.Lines.Count == 0)
            {
                continue;
            }
            if (file.File == primaryFile)
            {
                WriteLocation(canvas, canvas.RowCount, "--> ", MessageWriter.Format(sources.LocationOf(primarySpan.Lo)), lineNumberWidth);
            }
            else
            {
                canvas.Put(canvas.RowCount, lineNumberWidth + 1, '|', TextStyle.LineNumber);
                AnnotatedLine first = file.Lines[0];
                string location = string.Create(
                    CultureInfo.InvariantCulture, $"{file.File.Path}:{first.LineNumber}:{first.Annotations[0].StartColumn + 1}");
                WriteLocation(canvas, canvas.RowCount, "::: ", location, lineNumberWidth);
            }
            canvas.Put(canvas.RowCount, lineNumberWidth + 1, '|', TextStyle.LineNumber);
            new SnippetPainter(canvas, lineNumberWidth, options.TerminalWidth).Paint(file);
        }
    }

    private static void WriteLocation(TextCanvas canvas, int row, string arrow, string location, int lineNumberWidth)
    {
        canvas.Put(row, lineNumberWidth, arrow, TextStyle.LineNumber);
        canvas.Append(row, location, TextStyle.None);
    }

    private void RenderChildren(Diagnostic diagnostic, List<Suggestion> suggestions, int lineNumberWidth, StringBuilder output)
    {
        TextCanvas bar = new();
        bar.Put(0, lineNumberWidth + 1, '|', TextStyle.LineNumber);
        bar.WriteTo(output, diagnostic.Level, options.UseColor);
        foreach (SubDiagnostic child in diagnostic.Children)
        {
            TextCanvas canvas = new();
            List<SpanLabel> labels = LabelsOf(child);
            if (labels.Count == 0)
            {
                canvas.Put(0, lineNumberWidth + 1, "= ", TextStyle.LineNumber);
                canvas.Append(0, LevelText(child.Level), TextStyle.MainHeader);
                canvas.Append(0, ": ", TextStyle.None);
                MessageWriter.Write(canvas, 0, child.Message, lineNumberWidth + "note".Length + 5, TextStyle.None);
            }
            else
            {
                WriteHeader(canvas, child.Level, null, child.Message, TextStyle.Header);
                PaintSnippets(canvas, labels, child.Span, lineNumberWidth);
            }
            canvas.WriteTo(output, child.Level, options.UseColor);
        }
        foreach (Suggestion suggestion in suggestions)
        {
            TextCanvas canvas = new();
            if (suggestion.Style == SuggestionStyle.MessageOnly)
            {
                canvas.Put(0, lineNumberWidth + 1, "= ", TextStyle.LineNumber);
                canvas.Append(0, "help", TextStyle.MainHeader);
                canvas.Append(0, ": ", TextStyle.None);
                MessageWriter.Write(canvas, 0, suggestion.Message, lineNumberWidth + "note".Length + 5, TextStyle.Header);
                canvas.WriteTo(output, DiagnosticLevel.Help, options.UseColor);
            }
            else if (new SuggestionPainter(sources, canvas, lineNumberWidth).TryPaint(suggestion, diagnostic.PrimarySpan))
            {
                canvas.WriteTo(output, DiagnosticLevel.Help, options.UseColor);
            }
        }
    }

    private int MaxLineNumber(Diagnostic diagnostic, List<SpanLabel> labels)
    {
        int max = MaxLineNumber(labels);
        foreach (SubDiagnostic child in diagnostic.Children)
        {
            max = Math.Max(max, MaxLineNumber(LabelsOf(child)));
        }
        return max;
    }

    private int MaxLineNumber(List<SpanLabel> labels)
    {
        int max = 0;
        foreach (SpanLabel label in labels)
        {
            max = Math.Max(max, sources.LocationOf(label.Span.Hi).Line);
        }
        return max;
    }
}
