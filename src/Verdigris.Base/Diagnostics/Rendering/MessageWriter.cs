using System.Globalization;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics.Rendering;

internal static class MessageWriter
{
    /// <summary>Appends a message that may have several lines, the later ones indented; returns how many rows it added.</summary>
    public static int Write(TextCanvas canvas, int row, string message, int indentation, TextStyle style)
    {
        string[] lines = DisplayWidth.Normalize(message).Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (i != 0)
            {
                canvas.Append(row + i, new string(' ', indentation), TextStyle.None);
            }
            canvas.Append(row + i, lines[i], style);
        }
        return lines.Length - 1;
    }

    /// <summary><c>path:line:column</c>.</summary>
    public static string Format(SourceLocation location) =>
        string.Create(CultureInfo.InvariantCulture, $"{location.File?.Path}:{location.Line}:{location.Column}");
}
