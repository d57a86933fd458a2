using System;
using System.Collections.Generic;
using System.Text;

namespace Verdigris.Cargo.Commands;

/// <summary>What <c>--help</c> prints.</summary>
internal static class HelpText
{
    private const int Width = 100;

    public static string UsageOf(string program, CommandDescription command)
    {
        StringBuilder usage = new($"{program} {command.Name} [OPTIONS]");
        foreach (CommandPositional positional in command.Positionals)
        {
            usage.Append(positional.TakesRest ? $" [{positional.Name}]..." : positional.IsRequired ? $" <{positional.Name}>" : $" [{positional.Name}]");
        }
        if (command.TrailingDescription is not null)
        {
            usage.Append(" [-- [ARGS]...]");
        }
        return usage.ToString();
    }

    public static string Of(string program, CommandDescription command)
    {
        StringBuilder text = new();
        text.Append(command.Summary).Append("\n\nUsage: ").Append(UsageOf(program, command)).Append('\n');
        List<(string, string)> arguments = [];
        foreach (CommandPositional positional in command.Positionals)
        {
            arguments.Add((positional.TakesRest ? $"[{positional.Name}]..." : positional.IsRequired ? $"<{positional.Name}>" : $"[{positional.Name}]", positional.Description));
        }
        if (command.TrailingDescription is { } trailing)
        {
            arguments.Add(("[ARGS]...", trailing));
        }
        AppendTable(text, "Arguments", arguments);
        List<string> headings = [];
        foreach (CommandOption option in command.Options)
        {
            if (!option.IsHidden && !headings.Contains(option.Heading))
            {
                headings.Add(option.Heading);
            }
        }
        foreach (string heading in headings)
        {
            AppendTable(text, heading, Rows(command, heading));
        }
        return command.Footer.Length == 0 ? text.ToString() : text.Append('\n').Append(command.Footer).Append('\n').ToString();
    }

    private static List<(string, string)> Rows(CommandDescription command, string heading)
    {
        // Where no option of a group has a letter, no room is left for letters.
        bool hasLetters = false;
        foreach (CommandOption option in command.Options)
        {
            hasLetters |= !option.IsHidden && option.Heading == heading && option.Short is not null;
        }
        List<(string, string)> rows = [];
        foreach (CommandOption option in command.Options)
        {
            if (option.IsHidden || option.Heading != heading)
            {
                continue;
            }
            string name = option.Long.Length == 0 ? option.Display
                : option.Short is { } letter ? $"-{letter}, {option.Display}"
                : hasLetters ? $"    {option.Display}" : option.Display;
            if (option.IsCounted)
            {
                name += "...";
            }
            string description = option.PossibleValues.Count == 0 ? option.Description : $"{option.Description} [possible values: {string.Join(", ", option.PossibleValues)}]";
            rows.Add((name, description));
        }
        return rows;
    }

    private static void AppendTable(StringBuilder text, string heading, List<(string Name, string Description)> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }
        int column = 0;
        foreach ((string name, _) in rows)
        {
            column = Math.Max(column, name.Length);
        }
        text.Append('\n').Append(heading).Append(":\n");
        foreach ((string name, string description) in rows)
        {
            text.Append("  ").Append(name.PadRight(column)).Append("  ");
            AppendWrapped(text, description, column + 4);
        }
    }

    private static void AppendWrapped(StringBuilder text, string description, int indent)
    {
        int position = indent;
        bool isFirst = true;
        foreach (string word in description.Split(' '))
        {
            if (!isFirst && position + 1 + word.Length > Width)
            {
                text.Append('\n').Append(' ', indent);
                position = indent;
            }
            else if (!isFirst)
            {
                text.Append(' ');
                position++;
            }
            text.Append(word);
            position += word.Length;
            isFirst = false;
        }
        text.Append('\n');
    }
}
