using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using Verdigris.Base.Diagnostics.Rendering;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics;

/// <summary><c>--error-format</c>.</summary>
public enum ErrorFormat
{
    Human,
    Short,
    Json,
}

/// <summary>How diagnostics are written.</summary>
public sealed record DiagnosticEmitterOptions
{
    public ErrorFormat Format { get; init; }

    public bool UseColor { get; init; }

    public int TerminalWidth { get; init; } = TextRendererOptions.DefaultWidth;

    /// <summary><c>--json=diagnostic-short</c>: <c>rendered</c> holds the short form.</summary>
    public bool RendersShortInJson { get; init; }

    /// <summary><c>--json=diagnostic-rendered-ansi</c>: <c>rendered</c> holds colours.</summary>
    public bool RendersColorInJson { get; init; }

    /// <summary>The folder of the library's sources: what is below it is no code of the user's. Null while the library is compiled.</summary>
    public string? LibrarySources { get; init; }

    /// <summary><c>--json=artifacts</c>: each file written is announced.</summary>
    public bool AnnouncesArtifacts { get; init; }
}

/// <summary>
/// Writes the diagnostics of a crate to standard error and says at the end how many there were. Takes each stage's
/// findings at once, sorts them (path, offset, code), and drops repetitions. Thread-safe.
/// </summary>
public sealed class DiagnosticEmitter
{
    private readonly Lock _lock = new();
    private readonly SourceMap _sources;
    private readonly DiagnosticEmitterOptions _options;
    private readonly TextWriter _output;
    private readonly TextRenderer _text;
    private readonly JsonRenderer _json;
    private readonly MacroBacktrace _macros;
    private readonly HashSet<string> _seen = [];
    private readonly SortedSet<string> _codes = new(StringComparer.Ordinal);
    private readonly Func<string, string?> _explain;

    /// <param name="sources">Where spans point to.</param>
    /// <param name="options">The form.</param>
    /// <param name="output">Standard error.</param>
    /// <param name="explain">The long explanation of an error code, or null when there is none.</param>
    public DiagnosticEmitter(SourceMap sources, DiagnosticEmitterOptions options, TextWriter output, Func<string, string?> explain)
    {
        _sources = sources;
        _options = options;
        _output = output;
        _explain = explain;
        bool isJson = options.Format == ErrorFormat.Json;
        _text = new TextRenderer(sources, new TextRendererOptions
        {
            UseColor = isJson ? options.RendersColorInJson : options.UseColor,
            TerminalWidth = options.TerminalWidth,
            IsShort = isJson ? options.RendersShortInJson : options.Format == ErrorFormat.Short,
        });
        _json = new JsonRenderer(sources, _text, explain);
        _macros = new MacroBacktrace(IsForeign);
    }

    private bool IsForeign(SourceSpan span) => _sources.FileOf(span) is { } file
        && (file.Imported is not null || (_options.LibrarySources is { } library && file.Path.StartsWith(library, StringComparison.Ordinal)));

    /// <summary>Called with each diagnostic that is written, in order.</summary>
    public Action<Diagnostic>? Observer { get; init; }

    public int ErrorCount { get; private set; }

    public int WarningCount { get; private set; }

    /// <summary>Writes everything that is in the sink, sorted.</summary>
    public void EmitAll(DiagnosticSink sink)
    {
        List<Diagnostic> diagnostics = [.. sink.Take()];
        // List.Sort is not stable; findings that compare equal keep their order by index.
        (Diagnostic Diagnostic, int Index)[] keyed = new (Diagnostic, int)[diagnostics.Count];
        for (int i = 0; i < keyed.Length; i++)
        {
            // The place that counts is where the user wrote the macro's name, not where the macro stands.
            keyed[i] = (_macros.Explain(diagnostics[i]), i);
        }
        Array.Sort(keyed, (a, b) => Compare(a.Diagnostic, b.Diagnostic) is var order and not 0 ? order : a.Index.CompareTo(b.Index));
        foreach ((Diagnostic diagnostic, _) in keyed)
        {
            EmitExplained(diagnostic);
        }
    }

    public void Emit(Diagnostic diagnostic) => EmitExplained(_macros.Explain(diagnostic));

    private void EmitExplained(Diagnostic diagnostic)
    {
        string rendered = _text.Render(diagnostic);
        string line = _options.Format == ErrorFormat.Json ? _json.Render(diagnostic) + "\n" : rendered;
        lock (_lock)
        {
            if (!_seen.Add(line))
            {
                return;
            }
            if (diagnostic.Level is DiagnosticLevel.Error or DiagnosticLevel.Bug)
            {
                ErrorCount++;
                if (diagnostic.Code is { } code && _explain(code) is not null)
                {
                    _codes.Add(code);
                }
            }
            else if (diagnostic.Level == DiagnosticLevel.Warning)
            {
                WarningCount++;
            }
            _output.Write(line);
            Observer?.Invoke(diagnostic);
        }
    }

    /// <summary>Announces a written file if <c>--json=artifacts</c> asks for it.</summary>
    public void EmitArtifact(string path, string emit)
    {
        if (_options.AnnouncesArtifacts)
        {
            lock (_lock)
            {
                _output.Write(JsonRenderer.RenderArtifact(path, emit) + "\n");
            }
        }
    }

    /// <summary><c>error: aborting due to …</c> and where to read more, or <c>warning: … emitted</c>.</summary>
    public void EmitSummary()
    {
        lock (_lock)
        {
            string warnings = WarningCount == 1 ? "1 warning emitted" : string.Create(CultureInfo.InvariantCulture, $"{WarningCount} warnings emitted");
            if (ErrorCount == 0)
            {
                if (WarningCount != 0)
                {
                    WriteSummary(DiagnosticLevel.Warning, warnings);
                }
                return;
            }
            string message = ErrorCount == 1 ? "aborting due to 1 previous error" : string.Create(CultureInfo.InvariantCulture, $"aborting due to {ErrorCount} previous errors");
            WriteSummary(DiagnosticLevel.Error, WarningCount == 0 ? message : $"{message}; {warnings}");
            WriteWhereToReadMore();
        }
    }

    private void WriteWhereToReadMore()
    {
        if (_codes.Count == 0 || _options.Format == ErrorFormat.Short)
        {
            return;
        }
        if (_codes.Count == 1)
        {
            WriteFailureNote($"For more information about this error, try `rustc --explain {_codes.Min}`.");
            return;
        }
        StringBuilder list = new();
        int count = 0;
        foreach (string code in _codes)
        {
            if (count++ == 9)
            {
                break;
            }
            list.Append(count == 1 ? "" : ", ").Append(code);
        }
        WriteFailureNote($"Some errors have detailed explanations: {list}{(_codes.Count > 9 ? "..." : ".")}");
        WriteFailureNote($"For more information about an error, try `rustc --explain {_codes.Min}`.");
    }

    private void WriteSummary(DiagnosticLevel level, string message)
    {
        Diagnostic summary = new(level, message, default);
        string rendered = _text.Render(summary);
        _output.Write(_options.Format == ErrorFormat.Json
            ? JsonRenderer.RenderSummary(TextRenderer.LevelText(level), message, rendered) + "\n"
            : rendered);
    }

    private void WriteFailureNote(string message)
    {
        string rendered = _options.UseColor && _options.Format != ErrorFormat.Json
            ? $"{AnsiColors.SequenceOf(TextStyle.MainHeader, DiagnosticLevel.Error)}{message}{AnsiColors.Reset}\n"
            : message + "\n";
        _output.Write(_options.Format == ErrorFormat.Json ? JsonRenderer.RenderSummary("failure-note", message, rendered) + "\n" : rendered);
    }

    private int Compare(Diagnostic left, Diagnostic right)
    {
        SourceFile? leftFile = _sources.FileOf(left.PrimarySpan);
        SourceFile? rightFile = _sources.FileOf(right.PrimarySpan);
        int order = string.CompareOrdinal(leftFile?.Path, rightFile?.Path);
        if (order == 0 && leftFile is not null && rightFile is not null)
        {
            order = (left.PrimarySpan.Lo - leftFile.Start).CompareTo(right.PrimarySpan.Lo - rightFile.Start);
        }
        return order != 0 ? order : string.CompareOrdinal(left.Code ?? left.LintName, right.Code ?? right.LintName);
    }
}
