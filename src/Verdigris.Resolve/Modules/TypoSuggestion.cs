using System;
using System.Collections.Generic;
using Verdigris.Base.Interning;

namespace Verdigris.Resolve.Modules;

/// <summary>The most similar name within a third of its length, by Damerau–Levenshtein distance; ignoring case wins.</summary>
internal static class TypoSuggestion
{
    public static Symbol? Find(Symbol name, IEnumerable<Symbol> candidates)
    {
        string wanted = name.Text;
        int limit = Math.Max(wanted.Length, 3) / 3;
        Symbol? best = null;
        int bestDistance = limit + 1;
        foreach (Symbol candidate in candidates)
        {
            if (candidate == name || candidate.IsEmpty)
            {
                continue;
            }
            string text = candidate.Text;
            if (string.Equals(text, wanted, StringComparison.OrdinalIgnoreCase))
            {
                return candidate;
            }
            if (Math.Abs(text.Length - wanted.Length) > limit)
            {
                continue;
            }
            int distance = Distance(wanted, text);
            if (distance < bestDistance || (distance == bestDistance && best is not null && candidate.CompareTo(best) < 0))
            {
                best = candidate;
                bestDistance = distance;
            }
        }
        return best;
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
