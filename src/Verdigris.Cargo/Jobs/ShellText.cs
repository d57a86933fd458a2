using System;
using System.Collections.Generic;
using System.Text;

namespace Verdigris.Cargo.Jobs;

/// <summary>Commands as a user could type them.</summary>
internal static class ShellText
{
    /// <param name="words">Program and arguments.</param>
    /// <param name="environment">Shown in front, sorted; null: not shown.</param>
    public static string Command(IEnumerable<string> words, IReadOnlyDictionary<string, string>? environment = null)
    {
        StringBuilder text = new();
        if (environment is not null)
        {
            List<string> names = [.. environment.Keys];
            names.Sort(string.CompareOrdinal);
            foreach (string name in names)
            {
                text.Append(name).Append('=').Append(Escape(environment[name])).Append(' ');
            }
        }
        string separator = "";
        foreach (string word in words)
        {
            text.Append(separator).Append(Escape(word));
            separator = " ";
        }
        return text.ToString();
    }

    private static string Escape(string word)
    {
        bool isPlain = word.Length != 0;
        foreach (char c in word)
        {
            isPlain &= char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '=' or '/' or ',' or '.' or '+';
        }
        if (isPlain)
        {
            return word;
        }
        StringBuilder text = new("'");
        foreach (char c in word)
        {
            if (c is '\'' or '!')
            {
                text.Append("'\\").Append(c).Append('\'');
            }
            else
            {
                text.Append(c);
            }
        }
        return text.Append('\'').ToString();
    }
}
