using System;

namespace Verdigris.Cargo.Toml;

/// <summary>The commonest syntax errors in the words of Rust's TOML parser; others keep those of ours.</summary>
internal static class TomlSyntaxMessages
{
    /// <param name="message">Tomlyn's.</param>
    /// <param name="text">The document.</param>
    /// <param name="span">Where; moved to where Rust's parser puts it.</param>
    public static string Translate(string message, string text, ref TomlSpan span)
    {
        (int start, int end) = LineAround(text, span.Start);
        // An error at a line break is about the line before it.
        ReadOnlySpan<char> line = text.AsSpan(start, end - start).TrimEnd();
        ReadOnlySpan<char> trimmed = line.TrimStart();
        if (trimmed.StartsWith("[") && trimmed.IndexOf(']') < 0 && trimmed.IndexOf('=') < 0)
        {
            span = new TomlSpan(start + line.Length, start + line.Length);
            return "unclosed table, expected `]`";
        }
        int equals = line.IndexOf('=');
        if (equals > 0)
        {
            int valueOffset = equals + 1;
            while (valueOffset < line.Length && line[valueOffset] is ' ' or '\t')
            {
                valueOffset++;
            }
            ReadOnlySpan<char> value = line[valueOffset..];
            if (value.IsEmpty)
            {
                span = new TomlSpan(start + line.Length, start + line.Length);
                return "string values must be quoted, expected literal string";
            }
            if (value[0] == '"' && !value.StartsWith("\"\"\"") && value[1..].IndexOf('"') < 0)
            {
                span = new TomlSpan(start + line.Length, start + line.Length);
                return "invalid basic string, expected `\"`";
            }
            if (char.IsLetter(value[0]) && value is not ("true" or "false") && !value.StartsWith("inf") && !value.StartsWith("nan"))
            {
                span = new TomlSpan(start + valueOffset, start + line.Length);
                return "string values must be quoted, expected literal string";
            }
        }
        else if (equals < 0 && !trimmed.IsEmpty && trimmed[0] is not ('[' or '#') && !trimmed.Contains('"'))
        {
            span = new TomlSpan(start + line.Length, start + line.Length);
            return "key with no value, expected `=`";
        }
        return message;
    }

    private static (int Start, int End) LineAround(string text, int offset)
    {
        int at = Math.Min(offset, text.Length);
        if (at == text.Length && at > 0 && text[at - 1] == '\n')
        {
            at--;
        }
        int start = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
        int end = text.IndexOf('\n', start);
        return (start, end < 0 ? text.Length : end);
    }
}
