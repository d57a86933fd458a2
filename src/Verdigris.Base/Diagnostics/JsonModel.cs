using System.Collections.Generic;
using System.Text.Json.Serialization;

namespace Verdigris.Base.Diagnostics;

// The names are rustc's, https://doc.rust-lang.org/rustc/json.html; cargo and editors read them.

internal sealed record JsonDiagnostic(
    [property: JsonPropertyName("$message_type"), JsonPropertyOrder(-1)] string MessageType,
    string Message,
    JsonCode? Code,
    string Level,
    IReadOnlyList<JsonSpan> Spans,
    IReadOnlyList<JsonChild> Children,
    string Rendered);

internal sealed record JsonChild(
    string Message,
    JsonCode? Code,
    string Level,
    IReadOnlyList<JsonSpan> Spans,
    IReadOnlyList<JsonChild> Children,
    string? Rendered);

internal sealed record JsonCode(string Code, string? Explanation);

internal sealed record JsonSpan(
    string FileName,
    uint ByteStart,
    uint ByteEnd,
    int LineStart,
    int LineEnd,
    int ColumnStart,
    int ColumnEnd,
    bool IsPrimary,
    IReadOnlyList<JsonSpanLine> Text,
    string? Label,
    string? SuggestedReplacement,
    string? SuggestionApplicability,
    JsonExpansion? Expansion);

internal sealed record JsonSpanLine(string Text, int HighlightStart, int HighlightEnd);

internal sealed record JsonExpansion(JsonSpan Span, string MacroDeclName, JsonSpan DefSiteSpan);

internal sealed record JsonArtifact(
    [property: JsonPropertyName("$message_type"), JsonPropertyOrder(-1)] string MessageType,
    string Artifact,
    string Emit);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(JsonDiagnostic))]
[JsonSerializable(typeof(JsonArtifact))]
internal sealed partial class JsonContext : JsonSerializerContext;
