using System;
using System.Collections.Generic;
using Verdigris.Base.Interning;

namespace Verdigris.Resolve.Modules;

/// <summary>
/// The most similar name: one that differs in case only, else the least Damerau–Levenshtein distance up to a third of the
/// length, else one of the same words in another order.
/// </summary>
public static class TypoSuggestion
{
    public static Symbol? Find(Symbol name, IEnumerable<Symbol> candidates)
    {
        string wanted = name.Text;
        SortedSet<string> ordered = new(StringComparer.Ordinal);
        foreach (Symbol candidate in candidates)
        {
            if (candidate != name && !candidate.IsEmpty && candidate.Text != "_")
            {
                ordered.Add(candidate.Text);
            }
        }
        foreach (string candidate in ordered)
        {
            if (string.Equals(candidate, wanted, StringComparison.OrdinalIgnoreCase))
            {
                return Symbol.Intern(candidate);
            }
        }
        int limit = Math.Max(wanted.Length, 3) / 3;
        string? best = null;
        foreach (string candidate in ordered)
        {
            if (limit >= 0 && Distance(wanted, candidate) is var distance && distance <= limit)
            {
                best = candidate;
                limit = distance - 1;
            }
        }
        return best is not null ? Symbol.Intern(best) : SameWords(wanted, ordered) is { } reordered ? Symbol.Intern(reordered) : null;
    }

    private static string? SameWords(string wanted, SortedSet<string> candidates)
    {
        string key = SortedWords(wanted);
        foreach (string candidate in candidates)
        {
            if (candidate.Length == wanted.Length && SortedWords(candidate) == key)
            {
                return candidate;
            }
        }
        return null;
    }

    private static string SortedWords(string name)
    {
        string[] words = name.Split('_');
        Array.Sort(words, StringComparer.Ordinal);
        return string.Join('_', words);
    }

    private static int Distance(string left, string right)
    {
        int[] beforePrevious = new int[right.Length + 1];
        int[] previous = new int[right.Length + 1];
        int[] current = new int[right.Length + 1];
        for (int j = 0; j <= right.Length; j++)
        {
            previous[j] = j;
        }
        for (int i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int cost = left[i - 1] == right[j - 1] ? 0 : 1;
                int distance = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    distance = Math.Min(distance, beforePrevious[j - 2] + 1);
                }
                current[j] = distance;
            }
            (beforePrevious, previous, current) = (previous, current, beforePrevious);
        }
        return previous[right.Length];
    }
}
