using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Cargo.Manifests;

namespace Verdigris.Cargo.Commands;

/// <summary>A command's arguments, matched to its options.</summary>
internal sealed class ParsedArguments
{
    private readonly Dictionary<string, List<string>> _values = [];
    private readonly Dictionary<string, int> _counts = [];

    public List<string> Positionals { get; } = [];

    /// <summary>What came after <c>--</c>.</summary>
    public List<string> Trailing { get; } = [];

    public bool Has(string option) => _counts.ContainsKey(option);

    public int Count(string option) => _counts.GetValueOrDefault(option);

    /// <summary>The last value; null if not given, or given without one.</summary>
    public string? Value(string option) => _values.TryGetValue(option, out List<string>? values) && values.Count != 0 ? values[^1] : null;

    public IReadOnlyList<string> Values(string option) => _values.TryGetValue(option, out List<string>? values) ? values : [];

    internal void Add(string option, string? value)
    {
        _counts[option] = _counts.GetValueOrDefault(option) + 1;
        if (value is not null)
        {
            (_values.TryGetValue(option, out List<string>? values) ? values : _values[option] = []).Add(value);
        }
    }
}

/// <summary>Matches arguments to options; messages are laid out as those of clap, which Cargo uses.</summary>
internal sealed class ArgumentParser(string program, CommandDescription command)
{
    private readonly ParsedArguments _result = new();

    public ParsedArguments Parse(IReadOnlyList<string> arguments)
    {
        for (int i = 0; i < arguments.Count; i++)
        {
            string argument = arguments[i];
            if (argument == "--")
            {
                AddTrailing(arguments, i + 1);
                break;
            }
            if (argument.StartsWith("--", StringComparison.Ordinal))
            {
                ParseLong(arguments, ref i);
            }
            else if (argument.Length > 1 && argument[0] == '-')
            {
                ParseShort(arguments, ref i);
            }
            else if (AddPositional(arguments, i))
            {
                break;
            }
        }
        CheckConflicts();
        CheckRequired();
        return _result;
    }

    private void AddTrailing(IReadOnlyList<string> arguments, int from)
    {
        bool isRest = command.Positionals is [.., { TakesRest: true }];
        for (int i = from; i < arguments.Count; i++)
        {
            if (isRest || command.TrailingDescription is null)
            {
                if (!isRest && _result.Positionals.Count == command.Positionals.Count)
                {
                    throw Unexpected(arguments[i], null);
                }
                _result.Positionals.Add(arguments[i]);
            }
            else
            {
                _result.Trailing.Add(arguments[i]);
            }
        }
    }

    /// <summary>True if the rest of the line belongs to it.</summary>
    private bool AddPositional(IReadOnlyList<string> arguments, int at)
    {
        if (_result.Positionals.Count >= command.Positionals.Count)
        {
            throw Unexpected(arguments[at], null);
        }
        if (!command.Positionals[_result.Positionals.Count].TakesRest)
        {
            _result.Positionals.Add(arguments[at]);
            return false;
        }
        for (int i = at; i < arguments.Count; i++)
        {
            _result.Positionals.Add(arguments[i]);
        }
        return true;
    }

    private void ParseLong(IReadOnlyList<string> arguments, ref int i)
    {
        string text = arguments[i][2..];
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        string name = equals < 0 ? text : text[..equals];
        CommandOption? option = Find(known => known.Long == name);
        if (option is null)
        {
            List<string> names = [];
            foreach (CommandOption known in command.Options)
            {
                names.Add(known.Long);
            }
            string? similar = Similar.Closest(name, names);
            foreach (string known in names)
            {
                // A beginning is as good as a near miss.
                similar ??= name.Length >= 2 && known.StartsWith(name, StringComparison.Ordinal) ? known : null;
            }
            throw Unexpected($"--{name}", similar is null ? null : $"--{similar}");
        }
        if (option.ValueName is null && equals >= 0)
        {
            throw Error($"unexpected value '{text[(equals + 1)..]}' for '--{name}' found; no more were expected");
        }
        Accept(option, equals < 0 ? null : text[(equals + 1)..], arguments, ref i);
    }

    private void ParseShort(IReadOnlyList<string> arguments, ref int i)
    {
        string text = arguments[i];
        for (int at = 1; at < text.Length; at++)
        {
            char letter = text[at];
            CommandOption option = Find(known => known.Short == letter) ?? throw Unexpected($"-{letter}", null);
            if (option.ValueName is not null)
            {
                string rest = text[(at + 1)..];
                Accept(option, rest.Length == 0 ? null : rest[0] == '=' ? rest[1..] : rest, arguments, ref i);
                return;
            }
            Accept(option, null, arguments, ref i);
        }
    }

    private void Accept(CommandOption option, string? value, IReadOnlyList<string> arguments, ref int i)
    {
        if (option.ValueName is not null && value is null)
        {
            bool hasNext = i + 1 < arguments.Count && !arguments[i + 1].StartsWith('-');
            if (hasNext)
            {
                value = arguments[++i];
            }
            else if (!option.IsValueOptional)
            {
                throw Error($"a value is required for '{option.Display}' but none was supplied{PossibleValues(option)}");
            }
        }
        if (value is not null && option.PossibleValues.Count != 0 && !Contains(option.PossibleValues, value))
        {
            string similar = Similar.Closest(value, option.PossibleValues) is { } closest && EditDistance.Between(value, closest) * 3 <= value.Length ? $"\n\n  tip: a similar value exists: '{closest}'" : "";
            throw Error($"invalid value '{value}' for '{option.Display}'{PossibleValues(option)}{similar}");
        }
        if (!option.IsRepeatable && _result.Has(option.Long))
        {
            throw Error($"the argument '{option.Display}' cannot be used multiple times", $"Usage: {program} {command.Name} [OPTIONS]");
        }
        _result.Add(option.Long.Length == 0 ? option.Short!.Value.ToString() : option.Long, value);
    }

    private static string PossibleValues(CommandOption option) =>
        option.PossibleValues.Count == 0 ? "" : $"\n  [possible values: {string.Join(", ", option.PossibleValues)}]";

    private void CheckConflicts()
    {
        foreach (CommandOption option in command.Options)
        {
            foreach (string other in option.Conflicts)
            {
                if (_result.Has(option.Long) && _result.Has(other))
                {
                    CommandOption conflicting = Find(known => known.Long == other)!;
                    throw Error($"the argument '{option.Display}' cannot be used with '{conflicting.Display}'", $"Usage: {program} {command.Name} {option.Display}");
                }
            }
        }
    }

    private void CheckRequired()
    {
        for (int i = _result.Positionals.Count; i < command.Positionals.Count; i++)
        {
            if (command.Positionals[i].IsRequired && !_result.Has("help"))
            {
                string name = $"<{command.Positionals[i].Name}>";
                throw Error($"the following required arguments were not provided:\n  {name}", $"Usage: {program} {command.Name} {name}");
            }
        }
    }

    private CommandOption? Find(Predicate<CommandOption> isWanted)
    {
        foreach (CommandOption option in command.Options)
        {
            if (isWanted(option))
            {
                return option;
            }
        }
        return null;
    }

    private CargoException Unexpected(string argument, string? similar) => similar is null
        ? Error($"unexpected argument '{argument}' found", $"Usage: {HelpText.UsageOf(program, command)}")
        : Error($"unexpected argument '{argument}' found\n\n  tip: a similar argument exists: '{similar}'", $"Usage: {program} {command.Name} {similar}");

    private static CargoException Error(string message, string? usage = null) =>
        new($"{message}\n\n{(usage is null ? "" : usage + "\n\n")}For more information, try '--help'.") { ExitCode = 1 };

    private static bool Contains(IReadOnlyList<string> list, string item)
    {
        foreach (string each in list)
        {
            if (each == item)
            {
                return true;
            }
        }
        return false;
    }
}
