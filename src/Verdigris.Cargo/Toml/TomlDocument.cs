using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Tomlyn.Parsing;
using Tomlyn.Syntax;

namespace Verdigris.Cargo.Toml;

/// <summary>
/// A parsed TOML file: its text, for messages, and its root table. Tomlyn reads the syntax; the tables are put together here,
/// because every key and value needs its place for messages.
/// </summary>
public sealed class TomlDocument
{
    private TomlDocument(string path, string text, TomlTable root)
    {
        Path = path;
        Text = text;
        Root = root;
    }

    public string Path { get; }

    public string Text { get; }

    public TomlTable Root { get; }

    /// <summary>Parses; the first syntax error is thrown as a report with its line.</summary>
    public static TomlDocument Parse(string path, string text)
    {
        DocumentSyntax syntax = SyntaxParser.Parse(text, path, validate: false);
        Builder builder = new(path, text);
        if (syntax.HasErrors)
        {
            foreach (DiagnosticMessage message in syntax.Diagnostics)
            {
                if (message.Kind == DiagnosticMessageKind.Error)
                {
                    throw builder.SyntaxError(message);
                }
            }
        }
        return new TomlDocument(path, text, builder.Build(syntax));
    }

    /// <summary>The parse error that stands at a value or key.</summary>
    public CargoException ErrorAt(TomlSpan span, string message) => TomlReport.Error(Path, Text, span, message);

    private sealed class Builder(string path, string text)
    {
        public TomlTable Build(DocumentSyntax syntax)
        {
            TomlTable root = new(new TomlSpan(0, text.Length)) { Origin = TomlTableOrigin.Header };
            AddAll(root, syntax.KeyValues);
            foreach (TableSyntaxBase header in syntax.Tables)
            {
                TomlTable table = header is TableArraySyntax ? OpenArrayItem(root, header) : OpenTable(root, header);
                AddAll(table, header.Items);
            }
            return root;
        }

        public CargoException SyntaxError(DiagnosticMessage message)
        {
            TomlSpan span = SpanOf(message.Span);
            return TomlReport.Error(path, text, span, TomlSyntaxMessages.Translate(message.Message, text, ref span), span);
        }

        private TomlTable OpenTable(TomlTable root, TableSyntaxBase header)
        {
            List<(string Key, TomlSpan Span)> keys = KeysOf(header.Name!);
            TomlTable parent = Descend(root, keys, keys.Count - 1);
            (string key, TomlSpan span) = keys[^1];
            if (!parent.TryGet(key, out TomlEntry? existing))
            {
                TomlTable table = new(SpanOf(header.Span)) { Origin = TomlTableOrigin.Header };
                parent.Add(new TomlEntry(key, span, table));
                return table;
            }
            if (existing.Value is TomlTable { Origin: TomlTableOrigin.Implicit } known)
            {
                known.Origin = TomlTableOrigin.Header;
                return known;
            }
            throw Duplicate(span);
        }

        private TomlTable OpenArrayItem(TomlTable root, TableSyntaxBase header)
        {
            List<(string Key, TomlSpan Span)> keys = KeysOf(header.Name!);
            TomlTable parent = Descend(root, keys, keys.Count - 1);
            (string key, TomlSpan span) = keys[^1];
            TomlArray array;
            if (parent.TryGet(key, out TomlEntry? existing))
            {
                array = existing.Value as TomlArray is { IsOfTables: true } known ? known : throw Duplicate(span);
            }
            else
            {
                array = new TomlArray(SpanOf(header.Span)) { IsOfTables = true };
                parent.Add(new TomlEntry(key, span, array));
            }
            TomlTable table = new(SpanOf(header.Span)) { Origin = TomlTableOrigin.Header };
            array.Items.Add(table);
            return table;
        }

        private TomlTable Descend(TomlTable from, List<(string Key, TomlSpan Span)> keys, int count)
        {
            TomlTable table = from;
            for (int i = 0; i < count; i++)
            {
                (string key, TomlSpan span) = keys[i];
                if (!table.TryGet(key, out TomlEntry? entry))
                {
                    TomlTable made = new(span) { Origin = TomlTableOrigin.Implicit };
                    table.Add(new TomlEntry(key, span, made));
                    table = made;
                    continue;
                }
                table = entry.Value switch
                {
                    TomlTable { Origin: not TomlTableOrigin.Inline } known => known,
                    TomlArray { IsOfTables: true } array => (TomlTable)array.Items[^1],
                    _ => throw Duplicate(span),
                };
            }
            return table;
        }

        private void AddAll(TomlTable table, SyntaxList<KeyValueSyntax> items)
        {
            foreach (KeyValueSyntax item in items)
            {
                AddDotted(table, item);
            }
        }

        private void AddDotted(TomlTable table, KeyValueSyntax item)
        {
            List<(string Key, TomlSpan Span)> keys = KeysOf(item.Key!);
            for (int i = 0; i < keys.Count - 1; i++)
            {
                (string key, TomlSpan span) = keys[i];
                if (!table.TryGet(key, out TomlEntry? entry))
                {
                    TomlTable made = new(SpanOf(item.Span)) { Origin = TomlTableOrigin.Dotted };
                    table.Add(new TomlEntry(key, span, made));
                    table = made;
                }
                else if (entry.Value is TomlTable { Origin: TomlTableOrigin.Dotted or TomlTableOrigin.Implicit } known)
                {
                    table = known;
                }
                else
                {
                    throw Duplicate(span);
                }
            }
            if (!table.Add(new TomlEntry(keys[^1].Key, keys[^1].Span, Convert(item.Value!))))
            {
                throw Duplicate(keys[^1].Span);
            }
        }

        private TomlValue Convert(ValueSyntax value)
        {
            TomlSpan span = SpanOf(value.Span);
            switch (value)
            {
                case StringValueSyntax literal:
                    return new TomlString(literal.Value ?? "", span);
                case IntegerValueSyntax integer:
                    return new TomlInteger(integer.Value, span);
                case FloatValueSyntax number:
                    return new TomlFloat(number.Value, span);
                case BooleanValueSyntax boolean:
                    return new TomlBoolean(boolean.Value, span);
                case DateTimeValueSyntax:
                    return new TomlDateTime(text[span.Start..span.End], span);
                case ArraySyntax array:
                    TomlArray converted = new(span);
                    foreach (ArrayItemSyntax item in array.Items)
                    {
                        converted.Items.Add(Convert(item.Value!));
                    }
                    return converted;
                case InlineTableSyntax inline:
                    TomlTable table = new(span) { Origin = TomlTableOrigin.Inline };
                    foreach (InlineTableItemSyntax item in inline.Items)
                    {
                        AddDotted(table, item.KeyValue!);
                    }
                    return table;
                default:
                    throw new InvalidDataException(value.Kind.ToString());
            }
        }

        private List<(string Key, TomlSpan Span)> KeysOf(KeySyntax key)
        {
            List<(string, TomlSpan)> keys = [(TextOf(key.Key!), SpanOf(key.Key!.Span))];
            foreach (DottedKeyItemSyntax item in key.DotKeys)
            {
                keys.Add((TextOf(item.Key!), SpanOf(item.Key!.Span)));
            }
            return keys;
        }

        private static string TextOf(BareKeyOrStringValueSyntax key) => key switch
        {
            BareKeySyntax bare => bare.Key?.Text ?? "",
            StringValueSyntax quoted => quoted.Value ?? "",
            _ => key.ToString() ?? "",
        };

        /// <summary>Tomlyn's spans end on the last character; ours after it.</summary>
        private TomlSpan SpanOf(SourceSpan span)
        {
            int start = System.Math.Clamp(span.Offset, 0, text.Length);
            return new TomlSpan(start, System.Math.Clamp(start + span.Length, start, text.Length));
        }

        private CargoException Duplicate(TomlSpan span) => TomlReport.Error(path, text, span, "duplicate key");
    }
}
