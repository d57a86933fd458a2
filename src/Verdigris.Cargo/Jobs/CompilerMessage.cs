using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Verdigris.Cargo.Terminal;

namespace Verdigris.Cargo.Jobs;

/// <summary>One line of the compiler's JSON output.</summary>
internal abstract record CompilerMessage
{
    private CompilerMessage()
    {
    }

    /// <summary>An error, warning or note.</summary>
    public sealed record Diagnostic(string Level, string Rendered, string Message, bool HasCode, bool IsFixable) : CompilerMessage
    {
        /// <summary>The compiler's closing lines, which Cargo replaces by its own.</summary>
        public bool IsSummary => Message.StartsWith("aborting due to", StringComparison.Ordinal)
            || Message.EndsWith("warning emitted", StringComparison.Ordinal) || Message.EndsWith("warnings emitted", StringComparison.Ordinal);
    }

    /// <summary>A file has been written.</summary>
    public sealed record Artifact(string Path) : CompilerMessage;

    /// <summary>Of no interest.</summary>
    public sealed record Other : CompilerMessage;

    /// <summary>Null if the line is not JSON.</summary>
    public static CompilerMessage? Parse(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.TryGetProperty("artifact", out JsonElement artifact))
            {
                return new Artifact(artifact.GetString() ?? "");
            }
            if (root.TryGetProperty("message", out JsonElement message) && root.TryGetProperty("level", out JsonElement level) && root.TryGetProperty("rendered", out JsonElement rendered))
            {
                bool hasCode = root.TryGetProperty("code", out JsonElement code) && code.ValueKind == JsonValueKind.Object;
                return new Diagnostic(level.GetString() ?? "", (rendered.GetString() ?? "").TrimEndOne('\n'), message.GetString() ?? "", hasCode, HasFix(root));
            }
            return new Other();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>
    /// The diagnostic as machine-readable messages carry it: <c>rendered</c> first and without colours, then the other members by name, <c>code</c> last.
    /// </summary>
    public static string WithoutColor(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteSorted(writer, document.RootElement, first: "rendered", last: "code");
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void WriteSorted(Utf8JsonWriter writer, JsonElement element, string first = "", string last = "")
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (JsonElement item in element.EnumerateArray())
            {
                WriteSorted(writer, item);
            }
            writer.WriteEndArray();
            return;
        }
        if (element.ValueKind != JsonValueKind.Object)
        {
            element.WriteTo(writer);
            return;
        }
        List<JsonProperty> members = [.. element.EnumerateObject()];
        int Rank(JsonProperty member) => member.Name == first ? 0 : member.Name == last ? 2 : 1;
        members.Sort((a, b) => Rank(a) != Rank(b) ? Rank(a).CompareTo(Rank(b)) : string.CompareOrdinal(a.Name, b.Name));
        writer.WriteStartObject();
        foreach (JsonProperty member in members)
        {
            writer.WritePropertyName(member.Name);
            if (member.Name == "rendered" && member.Name == first)
            {
                writer.WriteStringValue(AnsiText.Strip(member.Value.GetString() ?? ""));
            }
            else
            {
                WriteSorted(writer, member.Value, first: member.Name == last ? "code" : "");
            }
        }
        writer.WriteEndObject();
    }

    private static bool HasFix(JsonElement root)
    {
        if (!root.TryGetProperty("children", out JsonElement children) || children.ValueKind != JsonValueKind.Array)
        {
            return false;
        }
        foreach (JsonElement child in children.EnumerateArray())
        {
            if (!child.TryGetProperty("spans", out JsonElement spans))
            {
                continue;
            }
            foreach (JsonElement span in spans.EnumerateArray())
            {
                if (span.TryGetProperty("suggestion_applicability", out JsonElement applicability) && applicability.ValueKind == JsonValueKind.String
                    && applicability.GetString() == "MachineApplicable")
                {
                    return true;
                }
            }
        }
        return false;
    }
}

internal static class StringTrimming
{
    /// <summary>Without one such character at the end.</summary>
    public static string TrimEndOne(this string text, char c) => text.EndsWith(c) ? text[..^1] : text;
}
