using System;
using System.Collections.Generic;

namespace Verdigris.Cargo.Toml;

/// <summary>
/// Reads the keys of a table by type, and remembers which were read: what is left at the end is reported as unused. A value of
/// the wrong type is an error at its place.
/// </summary>
internal sealed class TomlReader(TomlDocument document, TomlTable table, string path)
{
    private readonly HashSet<string> _read = [];

    public TomlDocument Document { get; } = document;

    public TomlTable Table { get; } = table;

    /// <summary>The dotted path of the table, as in warnings.</summary>
    public string Path { get; } = path;

    public TomlEntry? Entry(string key)
    {
        _read.Add(key);
        return Table.TryGet(key, out TomlEntry? entry) ? entry : null;
    }

    public bool Has(string key) => Table.TryGet(key, out _);

    public void Ignore(string key) => _read.Add(key);

    public string? String(string key) => Entry(key) is { } entry ? AsString(entry.Value) : null;

    public bool? Bool(string key) => Entry(key) is { } entry ? AsBool(entry.Value) : null;

    public IReadOnlyList<string>? Strings(string key) => Entry(key) is { } entry ? AsStrings(entry.Value) : null;

    /// <summary>One string or several.</summary>
    public IReadOnlyList<string>? StringOrStrings(string key) =>
        Entry(key) is not { } entry ? null : entry.Value is TomlString single ? [single.Value] : AsStrings(entry.Value, "a string or array of strings");

    public TomlReader? SubTable(string key, string expected = "a map") => Entry(key) is { } entry ? Open(entry, expected) : null;

    /// <summary>The tables of <c>[[key]]</c>.</summary>
    public List<TomlReader>? Tables(string key)
    {
        if (Entry(key) is not { } entry)
        {
            return null;
        }
        if (entry.Value is not TomlArray array)
        {
            throw WrongType(entry.Value, "a sequence");
        }
        List<TomlReader> readers = [];
        foreach (TomlValue item in array.Items)
        {
            readers.Add(new TomlReader(Document, item as TomlTable ?? throw WrongType(item, "a map"), Join(key)));
        }
        return readers;
    }

    public TomlReader Open(TomlEntry entry, string expected = "a map") =>
        new(Document, entry.Value as TomlTable ?? throw WrongType(entry.Value, expected), Join(entry.Key));

    public string AsString(TomlValue value) => value is TomlString text ? text.Value : throw WrongType(value, "a string");

    public bool AsBool(TomlValue value) => value is TomlBoolean boolean ? boolean.Value : throw WrongType(value, "a boolean");

    public IReadOnlyList<string> AsStrings(TomlValue value, string expected = "a sequence")
    {
        if (value is not TomlArray array)
        {
            throw WrongType(value, expected);
        }
        List<string> strings = [];
        foreach (TomlValue item in array.Items)
        {
            strings.Add(AsString(item));
        }
        return strings;
    }

    public CargoException WrongType(TomlValue value, string expected) => Document.ErrorAt(value.Span, $"invalid type: {value.Describe()}, expected {expected}");

    public CargoException WrongValue(TomlValue value, string expected) => Document.ErrorAt(value.Span, $"invalid value: {value.Describe()}, expected {expected}");

    public string Join(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    /// <summary>Adds the paths of the keys nobody asked for.</summary>
    public void CollectUnused(ISet<string> unused)
    {
        foreach (TomlEntry entry in Table.Entries)
        {
            if (!_read.Contains(entry.Key))
            {
                unused.Add(Join(entry.Key));
            }
        }
    }
}
