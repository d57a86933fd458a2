namespace Verdigris.Base.Diagnostics.Rendering;

/// <summary>What a cell of the canvas is; colours come last and only if wanted.</summary>
internal enum TextStyle : byte
{
    None,
    /// <summary>The message of the diagnostic itself.</summary>
    MainHeader,
    /// <summary>The message of a note or help with a snippet.</summary>
    Header,
    Level,
    LineNumber,
    Primary,
    Secondary,
    Addition,
    Removal,
}

internal static class AnsiColors
{
    public const string Reset = "\e[0m";

    /// <summary>The escape sequence of a style under a diagnostic of <paramref name="level"/>; empty for plain text.</summary>
    public static string SequenceOf(TextStyle style, DiagnosticLevel level) => style switch
    {
        TextStyle.None => "",
        TextStyle.MainHeader or TextStyle.Header => "\e[1m",
        TextStyle.Level or TextStyle.Primary => level switch
        {
            DiagnosticLevel.Error or DiagnosticLevel.Bug => "\e[1m\e[91m",
            DiagnosticLevel.Warning => "\e[1m\e[33m",
            DiagnosticLevel.Note => "\e[1m\e[92m",
            DiagnosticLevel.Help => "\e[1m\e[96m",
        },
        TextStyle.LineNumber or TextStyle.Secondary => "\e[1m\e[94m",
        TextStyle.Addition => "\e[92m",
        TextStyle.Removal => "\e[91m",
    };
}
