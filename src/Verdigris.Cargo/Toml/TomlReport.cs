using System;
using System.Globalization;
using System.IO;
using System.Text;

namespace Verdigris.Cargo.Toml;

/// <summary>A message with the line of the manifest it is about, laid out as the compiler's own.</summary>
internal static class TomlReport
{
    /// <param name="path">Absolute; made relative when it is shown.</param>
    /// <param name="text">The document.</param>
    /// <param name="span">What the carets underline.</param>
    /// <param name="message">May have several lines.</param>
    public static CargoException Error(string path, string text, TomlSpan span, string message) =>
        new($"error: {message.Replace("\n", "\n       ", StringComparison.Ordinal)}\n{Snippet(path, text, span)}") { IsRendered = true };

    public static CargoException Error(string path, string text, TomlSpan span, string message, TomlSpan moved) =>
        Error(path, text, moved.End >= moved.Start ? moved : span, message);

    /// <summary>The lines below the title, without a final line break.</summary>
    public static string Snippet(string path, string text, TomlSpan span)
    {
        int lineStart = span.Start == 0 ? 0 : text.LastIndexOf('\n', span.Start - 1) + 1;
        int lineNumber = 1;
        foreach (char c in text.AsSpan(0, lineStart))
        {
            if (c == '\n')
            {
                lineNumber++;
            }
        }
        int lineEnd = text.IndexOf('\n', lineStart);
        string line = (lineEnd < 0 ? text[lineStart..] : text[lineStart..lineEnd]).TrimEnd('\r');
        int column = WidthOf(line.AsSpan(0, Math.Min(span.Start - lineStart, line.Length)));
        int length = Math.Max(1, Math.Min(span.End, lineStart + line.Length) - span.Start);
        string number = lineNumber.ToString(CultureInfo.InvariantCulture);
        string margin = new(' ', number.Length);
        StringBuilder report = new();
        report.Append(margin).Append("--> ").Append(path).Append(':').Append(number).Append(':')
            .Append((column + 1).ToString(CultureInfo.InvariantCulture)).Append('\n');
        report.Append(margin).Append(" |\n");
        report.Append(number).Append(" | ").Append(line.Replace("\t", "    ", StringComparison.Ordinal)).Append('\n');
        report.Append(margin).Append(" | ").Append(' ', column).Append('^', length);
        return report.ToString();
    }

    /// <summary>The report with the paths of its arrow lines relative to where the user is.</summary>
    public static string RelativeTo(string report, string directory)
    {
        const string Arrow = "--> /";
        string[] lines = report.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            int arrow = line.TrimStart().StartsWith(Arrow, StringComparison.Ordinal) ? line.IndexOf(Arrow, StringComparison.Ordinal) + Arrow.Length - 1 : -1;
            if (arrow >= 0)
            {
                int end = line.LastIndexOf(':', line.LastIndexOf(':') - 1);
                lines[i] = line[..arrow] + Path.GetRelativePath(directory, line[arrow..end]) + line[end..];
            }
        }
        return string.Join('\n', lines);
    }

    private static int WidthOf(ReadOnlySpan<char> text)
    {
        int width = 0;
        foreach (char c in text)
        {
            width += c == '\t' ? 4 : 1;
        }
        return width;
    }
}
