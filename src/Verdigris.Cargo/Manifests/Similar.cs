using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;

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
        return $"\n\nhelp: {kind.WithArticle} with a similar name exists: `{closest}`";
    }

    public static string? Closest(string name, IEnumerable<string> candidates)
    {
        string? best = null;
        int bestDistance = MaximumDistance + 1;
        List<string> sorted = [.. candidates];
        sorted.Sort(string.CompareOrdinal);
        foreach (string candidate in sorted)
        {
            int distance = EditDistance.Between(name, candidate);
            if (distance < bestDistance)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }
        return best;
    }
}
