using System;

namespace Verdigris.Base.Diagnostics;

/// <summary>How far two names are from each other, for "a similar name exists".</summary>
public static class EditDistance
{
    /// <summary>
    /// Insertions, deletions, replacements and swaps of neighbours between two words: the restricted Damerau–Levenshtein
    /// distance. Three rows of the table are enough, for a swap looks two rows back.
    /// </summary>
    public static int Between(string left, string right)
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
