using System;
using System.Collections.Generic;
using System.Text.Encodings.Web;
using System.Text.Json;
using Verdigris.Base.Diagnostics.Rendering;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics;

/// <summary>Renders diagnostics as rustc's JSON, one object a line, with the text in <c>rendered</c>.</summary>
/// <param name="sources">Where spans point to.</param>
/// <param name="text">Renders the text.</param>
/// <param name="explain">The long explanation of a code, or null.</param>
public sealed class JsonRenderer(SourceMap sources, TextRenderer text, Func<string, string?> explain)
{
    // As serde does: only what JSON demands is escaped.
    private static readonly JsonContext s_context = new(new JsonSerializerOptions(JsonContext.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    public string Render(Diagnostic diagnostic)
    {
        List<JsonChild> children = [];
        foreach (SubDiagnostic child in diagnostic.Children)
        {
            children.Add(new JsonChild(child.Message, null, TextRenderer.LevelText(child.Level), SpansOf(TextRenderer.LabelsOf(child)), [], null));
        }
        foreach (Suggestion suggestion in diagnostic.Suggestions)
        {
            List<JsonSpan> spans = [];
            AddEdits(suggestion, suggestion.Edits, spans);
            foreach (IReadOnlyList<SuggestionEdit> edits in suggestion.Alternatives)
            {
                AddEdits(suggestion, edits, spans);
            }
            children.Add(new JsonChild(suggestion.Message, null, "help", spans, [], null));
        }
        string? code = diagnostic.Code ?? diagnostic.LintName;
        return Serialize(new JsonDiagnostic(
            "diagnostic",
            diagnostic.Message,
            code is null ? null : new JsonCode(code, diagnostic.Code is null ? null : explain(code)),
            TextRenderer.LevelText(diagnostic.Level),
            SpansOf(TextRenderer.LabelsOf(diagnostic)),
            children,
            text.Render(diagnostic)));
    }

    /// <summary>A line that is not about a place: <c>aborting due to …</c>, or <c>failure-note</c>.</summary>
    public static string RenderSummary(string level, string message, string rendered) =>
        Serialize(new JsonDiagnostic("diagnostic", message, null, level, [], [], rendered));

    /// <summary><c>--json=artifacts</c>.</summary>
    public static string RenderArtifact(string path, string emit) =>
        JsonSerializer.Serialize(new JsonArtifact("artifact", path, emit), s_context.JsonArtifact);

    private static string Serialize(JsonDiagnostic diagnostic) => JsonSerializer.Serialize(diagnostic, s_context.JsonDiagnostic);

    private void AddEdits(Suggestion suggestion, IReadOnlyList<SuggestionEdit> edits, List<JsonSpan> spans)
    {
        foreach (SuggestionEdit edit in edits)
        {
            if (SpanOf(edit.Span, isPrimary: true, null) is { } span)
            {
                spans.Add(span with { SuggestedReplacement = edit.Replacement, SuggestionApplicability = suggestion.Applicability.ToString() });
            }
        }
    }

    private List<JsonSpan> SpansOf(List<SpanLabel> labels)
    {
        List<JsonSpan> spans = [];
        foreach (SpanLabel label in labels)
        {
            if (SpanOf(label.Span, label.IsPrimary, label.Label.Length == 0 ? null : label.Label) is { } span)
            {
                spans.Add(span);
            }
        }
        return spans;
    }

    private JsonSpan? SpanOf(SourceSpan span, bool isPrimary, string? label)
    {
        if (sources.FileOf(span) is not { } file)
        {
            return null;
        }
        SourceLocation lo = sources.LocationOf(span.Lo);
        SourceLocation hi = sources.LocationOf(uint.Min(span.Hi, file.End));
        List<JsonSpanLine> lines = [];
        for (int line = lo.Line; line <= hi.Line; line++)
        {
            SourceLine source = SourceLine.Read(file, line);
            int start = line == lo.Line ? lo.Column : 1;
            int end = line == hi.Line ? hi.Column : source.Length + 1;
            lines.Add(new JsonSpanLine(source.Text, start, end));
        }
        return new JsonSpan(
            file.Path,
            span.Lo - file.Start,
            span.Hi - file.Start,
            lo.Line,
            hi.Line,
            lo.Column,
            hi.Column,
            isPrimary,
            lines,
            label,
            null,
            null,
            null);
    }
}
