using System;
using System.Collections.Generic;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Manifests;

/// <summary><c>[lints]</c> as arguments of the compiler.</summary>
internal static class LintTable
{
    private static readonly string[] s_tools = ["cargo", "clippy", "rust", "rustdoc"];

    /// <summary>
    /// Lower priority first; lints of equal priority in reverse order of names, so that <c>all</c> without a priority comes last
    /// and is noticed.
    /// </summary>
    public static IReadOnlyList<string> ToArguments(TomlReader lints, IList<string> warnings)
    {
        List<(long Priority, string Name, string Argument)> levels = [];
        List<string> checkCfgs = [];
        foreach (TomlEntry toolEntry in SortedByKey(lints.Table))
        {
            string tool = toolEntry.Key;
            TomlReader table = lints.Open(toolEntry);
            if (Array.IndexOf(s_tools, tool) < 0)
            {
                warnings.Add($"unrecognized lint tool `lints.{tool}`, specifying unrecognized tools may break in the future.\n"
                    + $"supported tools: {string.Join(", ", s_tools)}");
            }
            else if (tool == "cargo")
            {
                warnings.Add("unused manifest key `lints.cargo` (may be supported in a future version)\n\n"
                    + "this Cargo does not support nightly features, but if you\nswitch to nightly channel you can pass\n`-Zcargo-lints` to enable this feature.");
            }
            foreach (TomlEntry entry in table.Table.Entries)
            {
                (string level, long priority) = ReadLevel(table, entry, checkCfgs, isRust: tool == "rust");
                int separator = entry.Key.IndexOf("::", StringComparison.Ordinal);
                if (separator >= 0)
                {
                    string prefix = entry.Key[..separator];
                    string suffix = entry.Key[(separator + 2)..];
                    bool isKnown = prefix == tool || (tool == "rust" && Array.IndexOf(s_tools, prefix) >= 0);
                    throw new CargoException(isKnown
                        ? $"`lints.{tool}.{entry.Key}` is not valid lint name; try `lints.{prefix}.{suffix}`"
                        : $"`lints.{tool}.{entry.Key}` is not a valid lint name");
                }
                if (tool != "cargo")
                {
                    levels.Add((priority, entry.Key, tool == "rust" ? $"--{level}={entry.Key}" : $"--{level}={tool}::{entry.Key}"));
                }
            }
        }
        levels.Sort(static (a, b) =>
        {
            int order = a.Priority.CompareTo(b.Priority);
            order = order != 0 ? order : string.CompareOrdinal(b.Name, a.Name);
            return order != 0 ? order : string.CompareOrdinal(a.Argument, b.Argument);
        });
        List<string> arguments = [];
        foreach ((_, _, string argument) in levels)
        {
            arguments.Add(argument);
        }
        foreach (string checkCfg in checkCfgs)
        {
            arguments.Add("--check-cfg");
            arguments.Add(checkCfg);
        }
        return arguments;
    }

    private static (string Level, long Priority) ReadLevel(TomlReader table, TomlEntry entry, List<string> checkCfgs, bool isRust)
    {
        if (entry.Value is TomlString level)
        {
            return (CheckLevel(table, level), 0);
        }
        TomlReader settings = table.Open(entry, "a string or map");
        if (settings.Entry("level") is not { } levelEntry)
        {
            throw table.Document.ErrorAt(entry.Value.Span, "missing field `level`");
        }
        string name = CheckLevel(settings, levelEntry.Value as TomlString ?? throw settings.WrongType(levelEntry.Value, "a string"));
        long priority = settings.Entry("priority") is { } priorityEntry
            ? (priorityEntry.Value as TomlInteger ?? throw settings.WrongType(priorityEntry.Value, "i8")).Value
            : 0;
        if (isRust && entry.Key == "unexpected_cfgs" && settings.Entry("check-cfg") is { } checkCfg)
        {
            if (checkCfg.Value is not TomlArray array || array.Items.Exists(static item => item is not TomlString))
            {
                throw new CargoException("`lints.rust.unexpected_cfgs.check-cfg` must be a list of string");
            }
            checkCfgs.AddRange(settings.AsStrings(array));
        }
        return (name, priority);
    }

    private static string CheckLevel(TomlReader reader, TomlString level) => level.Value is "forbid" or "deny" or "warn" or "allow"
        ? level.Value
        : throw reader.Document.ErrorAt(level.Span, $"unknown variant `{level.Value}`, expected one of `forbid`, `deny`, `warn`, `allow`");

    private static List<TomlEntry> SortedByKey(TomlTable table)
    {
        List<TomlEntry> entries = [.. table.Entries];
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return entries;
    }
}
