using System.Collections.Generic;
using System.Text;
using System.Text.Json;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Base.Tests.Diagnostics;

/// <summary>
/// A diagnostic that rustc printed as JSON, read back as data, with the text that rustc rendered for it. JSON does not say
/// how a suggestion was to be shown, so there is one reading for each style.
/// </summary>
internal sealed class RecordedDiagnostic(JsonElement json, SourceFile main, SourceMap sources)
{
    public string Rendered => json.GetProperty("rendered").GetString()!;

    public string Message => json.GetProperty("message").GetString()!;

    /// <summary>JSON also sorts several primary spans. The summary lines have no spans and are not rendered by the renderer; spans in other files cannot be read back.</summary>
    public bool IsUsable => json.GetProperty("level").GetString() != "failure-note" && AllSpansAreIn(json);

    public IEnumerable<Diagnostic> Readings()
    {
        int primaries = Labels(json).FindAll(static l => l.IsPrimary).Count;
        for (int primary = 0; primary < int.Max(primaries, 1); primary++)
        {
            foreach (SuggestionStyle style in System.Enum.GetValues<SuggestionStyle>())
            {
                yield return Read(style, primary);
            }
        }
    }

    private bool AllSpansAreIn(JsonElement diagnostic)
    {
        foreach (JsonElement span in diagnostic.GetProperty("spans").EnumerateArray())
        {
            if (span.GetProperty("file_name").GetString() != main.Path || span.GetProperty("expansion").ValueKind != JsonValueKind.Null)
            {
                return false;
            }
        }
        foreach (JsonElement child in diagnostic.GetProperty("children").EnumerateArray())
        {
            if (!AllSpansAreIn(child))
            {
                return false;
            }
        }
        return true;
    }

    private Diagnostic Read(SuggestionStyle style, int whichPrimary)
    {
        List<SpanLabel> labels = Labels(json);
        int primary = labels.FindIndex(l => l.IsPrimary && whichPrimary-- == 0);
        string? code = json.GetProperty("code") is { ValueKind: JsonValueKind.Object } c ? c.GetProperty("code").GetString() : null;
        Diagnostic diagnostic = new(LevelOf(json), Message, primary >= 0 ? labels[primary].Span : default)
        {
            Code = code is ['E', ..] ? code : null,
        };
        for (int i = 0; i < labels.Count; i++)
        {
            if (i == primary)
            {
                if (labels[i].Label.Length != 0)
                {
                    diagnostic.WithPrimaryLabel(labels[i].Label);
                }
            }
            else if (labels[i].IsPrimary)
            {
                diagnostic.WithPrimarySpan(labels[i].Span, labels[i].Label);
            }
            else
            {
                diagnostic.WithLabel(labels[i].Span, labels[i].Label);
            }
        }
        foreach (JsonElement child in json.GetProperty("children").EnumerateArray())
        {
            AddChild(diagnostic, child, style);
        }
        return diagnostic;
    }

    private void AddChild(Diagnostic diagnostic, JsonElement child, SuggestionStyle style)
    {
        List<SuggestionEdit> edits = [];
        foreach (JsonElement span in child.GetProperty("spans").EnumerateArray())
        {
            if (span.GetProperty("suggested_replacement").GetString() is { } replacement)
            {
                edits.Add(new SuggestionEdit(SpanOf(span), replacement));
            }
        }
        string message = child.GetProperty("message").GetString()!;
        if (edits.Count == 0)
        {
            List<SpanLabel> labels = Labels(child);
            int primary = labels.FindIndex(l => l.IsPrimary);
            SourceSpan span = primary >= 0 ? labels[primary].Span : default;
            diagnostic.WithChild(new SubDiagnostic(LevelOf(child), message, span, labels));
            return;
        }
        // Alternatives of one suggestion all replace the same place.
        bool areAlternatives = edits.Count > 1 && edits[0].Span == edits[1].Span;
        Suggestion suggestion = areAlternatives
            ? new Suggestion(message, [edits[0]], Applicability.Unspecified) { Alternatives = edits[1..].ConvertAll<IReadOnlyList<SuggestionEdit>>(e => [e]) }
            : new Suggestion(message, edits, Applicability.Unspecified);
        diagnostic.WithSuggestion(suggestion with { Style = style });
    }

    private List<SpanLabel> Labels(JsonElement diagnostic)
    {
        List<SpanLabel> labels = [];
        foreach (JsonElement span in diagnostic.GetProperty("spans").EnumerateArray())
        {
            labels.Add(new SpanLabel(SpanOf(span), span.GetProperty("label").GetString() ?? "", span.GetProperty("is_primary").GetBoolean()));
        }
        return labels;
    }

    private SourceSpan SpanOf(JsonElement span) =>
        new(main.Start + span.GetProperty("byte_start").GetUInt32(), main.Start + span.GetProperty("byte_end").GetUInt32());

    private static DiagnosticLevel LevelOf(JsonElement diagnostic) => diagnostic.GetProperty("level").GetString() switch
    {
        "warning" => DiagnosticLevel.Warning,
        "note" => DiagnosticLevel.Note,
        "help" => DiagnosticLevel.Help,
        _ => DiagnosticLevel.Error,
    };

    /// <summary>Reads a recording: one object a line with the source, and rustc's diagnostics.</summary>
    public static IEnumerable<(string Id, SourceMap Sources, List<RecordedDiagnostic> Diagnostics)> ReadAll(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            JsonElement record = JsonDocument.Parse(line).RootElement;
            SourceMap sources = new();
            SourceFile file = sources.Add("m.rs", Encoding.UTF8.GetBytes(record.GetProperty("code").GetString()!));
            List<RecordedDiagnostic> diagnostics = [];
            foreach (JsonElement diagnostic in record.GetProperty("diags").EnumerateArray())
            {
                diagnostics.Add(new RecordedDiagnostic(diagnostic, file, sources));
            }
            yield return (record.GetProperty("id").GetString()!, sources, diagnostics);
        }
    }

    /// <summary>Our text in the style that comes closest.</summary>
    public string RenderLikeRustc()
    {
        string first = "";
        foreach (Diagnostic reading in Readings())
        {
            string text = new Verdigris.Base.Diagnostics.Rendering.TextRenderer(sources, new()).Render(reading);
            if (text == Rendered)
            {
                return text;
            }
            first = first.Length == 0 ? text : first;
        }
        return first;
    }
}
