using System;
using System.Collections.Generic;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Configuration;

/// <summary>Where a value of the configuration was written.</summary>
/// <param name="Description">For messages: a file, <c>--config cli option</c>, an environment variable.</param>
/// <param name="BaseDirectory">What relative paths in it are relative to.</param>
public sealed record ConfigSource(string Description, string BaseDirectory);

/// <summary>A value of the configuration files, merged.</summary>
public abstract class ConfigNode
{
    private ConfigNode()
    {
    }

    public sealed class Table : ConfigNode
    {
        public SortedDictionary<string, ConfigNode> Entries { get; } = new(StringComparer.Ordinal);
    }

    public sealed class List(List<(string Value, ConfigSource Source)> items) : ConfigNode
    {
        public List<(string Value, ConfigSource Source)> Items { get; } = items;
    }

    public sealed class Scalar(TomlValue value, ConfigSource source) : ConfigNode
    {
        public TomlValue Value { get; } = value;

        public ConfigSource Source { get; } = source;
    }

    internal static ConfigNode From(TomlValue value, ConfigSource source)
    {
        if (value is TomlTable table)
        {
            Table node = new();
            foreach (TomlEntry entry in table.Entries)
            {
                node.Entries[entry.Key] = From(entry.Value, source);
            }
            return node;
        }
        if (value is TomlArray array)
        {
            List<(string, ConfigSource)> items = [];
            foreach (TomlValue item in array.Items)
            {
                items.Add(item is TomlString text ? (text.Value, source) : throw new CargoException($"expected string but found {item.Describe()} in list\nin {source.Description}"));
            }
            return new List(items);
        }
        return new Scalar(value, source);
    }

    /// <summary>Puts what has higher precedence over what has lower: tables by key, lists one after the other.</summary>
    internal static ConfigNode Merge(ConfigNode lower, ConfigNode higher)
    {
        if (lower is Table lowerTable && higher is Table higherTable)
        {
            foreach ((string key, ConfigNode node) in higherTable.Entries)
            {
                lowerTable.Entries[key] = lowerTable.Entries.TryGetValue(key, out ConfigNode? below) ? Merge(below, node) : node;
            }
            return lowerTable;
        }
        if (lower is List lowerList && higher is List higherList)
        {
            lowerList.Items.AddRange(higherList.Items);
            return lowerList;
        }
        return higher;
    }
}
