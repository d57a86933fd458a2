using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
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
            if (limit >= 0 && EditDistance.Between(wanted, candidate) is var distance && distance <= limit)
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
}
