using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Verdigris.Cargo.Toml;

/// <summary>Where a value or key stands: UTF-16 offsets into the text of the document, end exclusive.</summary>
public readonly record struct TomlSpan(int Start, int End);

/// <summary>A value of a TOML document with its place.</summary>
public abstract class TomlValue(TomlSpan span)
{
    public TomlSpan Span { get; } = span;

    /// <summary>As messages about an unexpected value name it: <c>integer `1`</c>, <c>map</c>.</summary>
    public abstract string Describe();
}

public sealed class TomlString(string value, TomlSpan span) : TomlValue(span)
{
    public string Value { get; } = value;

    public override string Describe() => $"string {TomlText.Quote(Value)}";
}

public sealed class TomlInteger(long value, TomlSpan span) : TomlValue(span)
{
    public long Value { get; } = value;

    public override string Describe() => $"integer `{Value.ToString(CultureInfo.InvariantCulture)}`";
}

public sealed class TomlFloat(double value, TomlSpan span) : TomlValue(span)
{
    public double Value { get; } = value;

    public override string Describe() => $"floating point `{Value.ToString("0.0###############", CultureInfo.InvariantCulture)}`";
}

public sealed class TomlBoolean(bool value, TomlSpan span) : TomlValue(span)
{
    public bool Value { get; } = value;

    public override string Describe() => Value ? "boolean `true`" : "boolean `false`";
}

/// <summary>No key of a manifest takes a date; the text is kept for messages and metadata.</summary>
public sealed class TomlDateTime(string text, TomlSpan span) : TomlValue(span)
{
    public string Text { get; } = text;

    public override string Describe() => "map";
}

public sealed class TomlArray(TomlSpan span) : TomlValue(span)
{
    public List<TomlValue> Items { get; } = [];

    /// <summary>Written with <c>[[name]]</c> headers.</summary>
    public bool IsOfTables { get; init; }

    public override string Describe() => "sequence";
}

/// <summary>A key of a table, and what it is bound to.</summary>
public sealed record TomlEntry(string Key, TomlSpan KeySpan, TomlValue Value);

/// <summary>A table; the entries are in the order of the document.</summary>
public sealed class TomlTable(TomlSpan span) : TomlValue(span)
{
    private readonly Dictionary<string, TomlEntry> _byKey = [];
    private readonly List<TomlEntry> _entries = [];

    public IReadOnlyList<TomlEntry> Entries => _entries;

    /// <summary>How the table came to be; decides whether another header or dotted key may add to it.</summary>
    internal TomlTableOrigin Origin { get; set; }

    public bool TryGet(string key, [NotNullWhen(true)] out TomlEntry? entry) => _byKey.TryGetValue(key, out entry);

    public TomlValue? Find(string key) => _byKey.GetValueOrDefault(key)?.Value;

    public bool Add(TomlEntry entry)
    {
        if (!_byKey.TryAdd(entry.Key, entry))
        {
            return false;
        }
        _entries.Add(entry);
        return true;
    }

    public override string Describe() => "map";
}

internal enum TomlTableOrigin
{
    /// <summary>Made in passing by <c>[a.b]</c> for <c>a</c>: may be defined once.</summary>
    Implicit,

    /// <summary>Defined by <c>[a]</c>.</summary>
    Header,

    /// <summary>Made by a dotted key: only dotted keys of the same table may add to it.</summary>
    Dotted,

    /// <summary><c>{ … }</c>: complete.</summary>
    Inline,
}
