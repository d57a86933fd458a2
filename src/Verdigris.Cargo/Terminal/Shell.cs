using System;
using System.IO;

namespace Verdigris.Cargo.Terminal;

public enum Verbosity
{
    Quiet,
    Normal,
    Verbose,
}

public enum ColorChoice
{
    Auto,
    Always,
    Never,
}

/// <summary>
/// What a person sees on standard error: status lines (<c>   Compiling foo</c>), warnings, errors, diagnostics. Used by one thread
/// at a time; the progress bar, if one is drawn, is wiped before anything else is written.
/// </summary>
public sealed class Shell(TextWriter output, TextWriter error, bool isTerminal, int? terminalWidth)
{
    private const string Reset = "\e[0m";
    private const string Header = "\e[1m\e[92m";
    private const string ErrorStyle = "\e[1m\e[91m";
    private const string WarningStyle = "\e[1m\e[93m";
    private const string NoteStyle = "\e[1m\e[96m";
    private const string TransientStyle = "\e[1m\e[36m";

    /// <summary>The status words are right-aligned to this column.</summary>
    private const int StatusWidth = 12;

    private bool _hasProgress;

    public Verbosity Verbosity { get; set; } = Verbosity.Normal;

    /// <summary><c>-vv</c>.</summary>
    public bool IsExtraVerbose { get; set; }

    public ColorChoice Color { get; set; }

    public bool IsTerminal => isTerminal;

    public int? TerminalWidth => terminalWidth;

    public bool UsesColor => Color switch
    {
        ColorChoice.Auto => isTerminal,
        ColorChoice.Always => true,
        ColorChoice.Never => false,
    };

    public bool IsVerbose => Verbosity == Verbosity.Verbose;

    /// <summary>A line on standard output.</summary>
    public void Print(string line)
    {
        ClearProgress();
        output.Write(line);
        output.Write('\n');
        output.Flush();
    }

    /// <summary><c>   Compiling foo v0.1.0</c>; not with <c>-q</c>.</summary>
    public void Status(string word, string message)
    {
        if (Verbosity == Verbosity.Quiet)
        {
            return;
        }
        WriteLine($"{Styled(Header, word.PadLeft(StatusWidth))} {message}");
    }

    /// <summary>A status line that only <c>-v</c> shows.</summary>
    public void VerboseStatus(string word, string message)
    {
        if (IsVerbose)
        {
            Status(word, message);
        }
    }

    /// <summary>A status line that <c>-v</c> does not show, because it shows something longer in its stead.</summary>
    public void ConciseStatus(string word, string message)
    {
        if (!IsVerbose)
        {
            Status(word, message);
        }
    }

    public void Warn(string message)
    {
        if (Verbosity != Verbosity.Quiet)
        {
            WriteLine($"{Styled(WarningStyle, "warning")}: {message}");
        }
    }

    public void Note(string message)
    {
        if (Verbosity != Verbosity.Quiet)
        {
            WriteLine($"{Styled(NoteStyle, "note")}: {message}");
        }
    }

    /// <summary>Also with <c>-q</c>.</summary>
    public void Error(string message) => WriteLine($"{Styled(ErrorStyle, "error")}: {message}");

    /// <summary>A finished report that begins with <c>error: </c>.</summary>
    public void Report(string report)
    {
        const string Title = "error";
        WriteLine(UsesColor && report.StartsWith(Title, StringComparison.Ordinal) ? Styled(ErrorStyle, Title) + report[Title.Length..] : report);
    }

    /// <summary>Text with the compiler's colours, which are removed where colours are not wanted.</summary>
    public void PrintAnsi(string text) => WriteLine(UsesColor ? text : AnsiText.Strip(text));

    /// <summary>Draws over the last progress line; the line is wiped by whatever is printed next.</summary>
    public void DrawProgress(string word, string bar)
    {
        error.Write($"{Styled(TransientStyle, word.PadLeft(StatusWidth))} {bar}\r");
        error.Flush();
        _hasProgress = true;
    }

    public void ClearProgress()
    {
        if (_hasProgress)
        {
            error.Write("\r\e[K");
            error.Flush();
            _hasProgress = false;
        }
    }

    private void WriteLine(string line)
    {
        ClearProgress();
        error.Write(line);
        error.Write('\n');
        error.Flush();
    }

    private string Styled(string style, string text)
    {
        if (!UsesColor)
        {
            return text;
        }
        return $"{style}{text}{Reset}";
    }
}
