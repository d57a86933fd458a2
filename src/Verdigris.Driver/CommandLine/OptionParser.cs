using System;
using System.Collections.Generic;
using System.IO;

namespace Verdigris.Driver.CommandLine;

/// <summary>A mistake on the command line; the text is what follows <c>error: </c>.</summary>
public sealed class CommandLineException(string message) : Exception(message)
{
    /// <summary>Help and note lines below the message.</summary>
    public IReadOnlyList<string> Helps { get; init; } = [];
}

/// <summary>The options of a command line, in order, and the arguments that are none.</summary>
internal sealed class OptionMatches
{
    public List<(OptionSpec Option, string Value)> Options { get; } = [];

    public List<string> Free { get; } = [];

    public bool Has(string name) => Options.Exists(o => o.Option.Long == name || o.Option.Short == name);

    public string? Last(string name)
    {
        int index = Options.FindLastIndex(o => o.Option.Long == name || o.Option.Short == name);
        return index < 0 ? null : Options[index].Value;
    }

    public IEnumerable<string> AllOf(string name)
    {
        foreach ((OptionSpec option, string value) in Options)
        {
            if (option.Long == name || option.Short == name)
            {
                yield return value;
            }
        }
    }
}

/// <summary>
/// Splits arguments as rustc's getopts does: <c>--name value</c>, <c>--name=value</c>, <c>-xvalue</c>, grouped short flags,
/// <c>--</c>; <c>@file</c> is replaced by the lines of the file.
/// </summary>
internal static class OptionParser
{
    public static List<string> ExpandArgumentFiles(IReadOnlyList<string> arguments)
    {
        List<string> expanded = [];
        foreach (string argument in arguments)
        {
            if (argument is not ['@', ..])
            {
                expanded.Add(argument);
                continue;
            }
            string path = argument[1..];
            try
            {
                foreach (string line in File.ReadAllText(path).Split('\n'))
                {
                    expanded.Add(line.TrimEnd('\r'));
                }
                // A final line break ends the last argument and does not begin an empty one.
                if (expanded is [.., ""])
                {
                    expanded.RemoveAt(expanded.Count - 1);
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CommandLineException($"failed to load argument file: IO error: {path}: {FileErrors.Describe(e)}");
            }
        }
        return expanded;
    }

    public static OptionMatches Parse(IReadOnlyList<string> arguments)
    {
        OptionMatches matches = new();
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (argument == "--")
            {
                for (i++; i < arguments.Count; i++)
                {
                    matches.Free.Add(arguments[i]);
                }
            }
            else if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                ParseLong(arguments, ref i, matches);
            }
            else if (argument is ['-', _, ..])
            {
                ParseShort(arguments, ref i, matches);
            }
            else
            {
                matches.Free.Add(argument);
            }
        }
        return matches;
    }

    private static void ParseLong(IReadOnlyList<string> arguments, ref int index, OptionMatches matches)
    {
        string argument = arguments[index];
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? argument[2..] : argument[2..equals];
        OptionSpec option = OptionTable.FindLong(name) ?? throw new CommandLineException($"Unrecognized option: '{name}'");
        if (!option.TakesValue)
        {
            if (equals >= 0)
            {
                throw new CommandLineException($"Option '{name}' does not take an argument");
            }
            Add(option, "", matches);
            return;
        }
        if (equals >= 0)
        {
            Add(option, argument[(equals + 1)..], matches);
            return;
        }
        Add(option, NextValue(arguments, ref index, option, name), matches);
    }

    private static void ParseShort(IReadOnlyList<string> arguments, ref int index, OptionMatches matches)
    {
        string argument = arguments[index];
        for (int i = 1; i < argument.Length; i++)
        {
            string letter = argument[i].ToString();
            OptionSpec option = OptionTable.FindShort(letter) ?? throw new CommandLineException($"Unrecognized option: '{letter}'");
            if (!option.TakesValue)
            {
                Add(option, "", matches);
                continue;
            }
            string rest = argument[(i + 1)..];
            Add(option, rest.Length != 0 ? rest : NextValue(arguments, ref index, option, letter), matches);
            return;
        }
    }

    private static string NextValue(IReadOnlyList<string> arguments, ref int index, OptionSpec option, string name)
    {
        if (index + 1 >= arguments.Count)
        {
            // The usage is shown as rustc does it, for options that are known by this name alone.
            string usage = option.Short.Length == 0 || option.Long.Length == 0 ? $"\nUsage:\n{UsageText.DescribeAlone(option)}" : "";
            throw new CommandLineException($"Argument to option '{name}' missing{usage}");
        }
        return arguments[++index];
    }

    private static void Add(OptionSpec option, string value, OptionMatches matches)
    {
        if (option.Arity == OptionArity.Single && matches.Options.Exists(o => o.Option == option))
        {
            throw new CommandLineException($"Option '{option.Name}' given more than once");
        }
        matches.Options.Add((option, value));
    }
}
