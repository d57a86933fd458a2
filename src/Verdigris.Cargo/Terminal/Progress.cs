using System;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Verdigris.Cargo.Terminal;

/// <summary>
/// The bar <c>Building [=====>    ] 3/7: foo, bar</c>. It appears after half a second and is redrawn ten times a second at most.
/// </summary>
internal sealed class Progress(Shell shell, string word, bool isEnabled)
{
    private const int FirstDelay = 500;
    private const int Interval = 100;
    private const int MaximumBarWidth = 50;
    private const int HeaderWidth = 15;

    private readonly Stopwatch _sinceDrawn = Stopwatch.StartNew();
    private bool _wasDrawn;

    public void Tick(int current, int total, string message)
    {
        if (!isEnabled || shell.TerminalWidth is not { } width || width < HeaderWidth || _sinceDrawn.ElapsedMilliseconds < (_wasDrawn ? Interval : FirstDelay))
        {
            return;
        }
        _wasDrawn = true;
        _sinceDrawn.Restart();
        if (Render(current, total, message, width) is { } line)
        {
            shell.DrawProgress(word, line);
        }
    }

    public void Clear() => shell.ClearProgress();

    /// <summary>The bar, the count and as much of the message as fits; null if not even the bar does.</summary>
    internal static string? Render(int current, int total, string message, int width)
    {
        double done = total == 0 ? 0 : (double)current / total;
        string count = string.Create(CultureInfo.InvariantCulture, $" {current}/{total}");
        int barWidth = Math.Min(width, MaximumBarWidth) - count.Length - 2 - HeaderWidth;
        if (barWidth < 0)
        {
            return null;
        }
        int filled = (int)(barWidth * done);
        StringBuilder line = new("[");
        if (filled > 0)
        {
            line.Append('=', filled - 1).Append(current == total ? '=' : '>');
        }
        line.Append(' ', barWidth - filled).Append(']').Append(count);
        int available = width - line.Length - HeaderWidth;
        const string Ellipsis = "...";
        if (available > Ellipsis.Length)
        {
            line.Append(message.Length <= available ? message : message[..(available - Ellipsis.Length)] + Ellipsis);
        }
        return line.ToString().PadRight(Math.Max(0, width - HeaderWidth));
    }
}
