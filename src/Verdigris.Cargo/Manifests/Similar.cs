using System;
using System.Collections.Generic;

namespace Verdigris.Cargo.Manifests;

/// <summary>Suggests the name that was probably meant.</summary>
internal static class Similar
{
    private const int MaximumDistance = 3;

    /// <summary><c>help: a KIND with a similar name exists</c>, with the blank line before it; empty if nothing is close.</summary>
    public static string Message(string name, IEnumerable<string> candidates, string kind)
    {
        if (Closest(name, candidates) is not { } closest)
        {
            return "";
        }
        string article = kind[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an" : "a";
        return $"\n\nhelp: {article} {kind} with a similar name exists: `{closest}`";
    }

    public static string? Closest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = MaximumDistance + 1;
        List<string> sorted = [.. candidates];
        sorted.Sort(string.CompareOrdinal);
        foreach (string candidate in sorted)
        {
            int distance = Distance(name, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }
        return best;
    }

    /// <summary>Edits between two words, a swap of neighbours counted as one (Damerau–Levenshtein, restricted).</summary>
    public static int Distance(string a, string b)
    {
        int[,] table = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
        {
            table[i, 0] = i;
        }
        for (int j = 0; j <= b.Length; j++)
        {
            table[0, j] = j;
        }
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                int best = Math.Min(Math.Min(table[i - 1, j] + 1, table[i, j - 1] + 1), table[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    best = Math.Min(best, table[i - 2, j - 2] + 1);
                }
                table[i, j] = best;
            }
        }
        return table[a.Length, b.Length];
    }
}
