using System;
using System.Collections.Generic;
using System.IO;

namespace Verdigris.Cargo.Workspaces;

/// <summary>Shell patterns: <c>*</c>, <c>?</c>, <c>[a-z]</c>; a star stays inside one path component.</summary>
internal static class Glob
{
    public static bool IsPattern(string text) => text.AsSpan().IndexOfAny("*?[]") >= 0;

    public static bool Matches(string pattern, string text)
    {
        return Matches(pattern.AsSpan(), text.AsSpan());
    }

    /// <summary>The directories a pattern names, sorted; <c>**</c> is any number of components.</summary>
    public static List<string> Directories(string root, string pattern)
    {
        List<string> found = [root];
        foreach (string component in pattern.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            List<string> next = [];
            foreach (string directory in found)
            {
                if (component == "**")
                {
                    next.Add(directory);
                    AddBelow(directory, next);
                }
                else if (!IsPattern(component))
                {
                    string path = Path.GetFullPath(Path.Combine(directory, component));
                    if (Directory.Exists(path) || File.Exists(path))
                    {
                        next.Add(path);
                    }
                }
                else if (Directory.Exists(directory))
                {
                    foreach (string child in Directory.EnumerateFileSystemEntries(directory))
                    {
                        if (Matches(component, Path.GetFileName(child)))
                        {
                            next.Add(child);
                        }
                    }
                }
            }
            found = next;
        }
        found.Sort(string.CompareOrdinal);
        return found;
    }

    private static void AddBelow(string directory, List<string> list)
    {
        if (!Directory.Exists(directory))
        {
            return;
        }
        foreach (string child in Directory.EnumerateDirectories(directory))
        {
            list.Add(child);
            AddBelow(child, list);
        }
    }

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        int p = 0;
        int t = 0;
        int starPattern = -1;
        int starText = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                starPattern = ++p;
                starText = t;
            }
            else if (p < pattern.Length && MatchesOne(pattern, ref p, text[t]))
            {
                t++;
            }
            else if (starPattern >= 0)
            {
                p = starPattern;
                t = ++starText;
            }
            else
            {
                return false;
            }
        }
        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }
        return p == pattern.Length;
    }

    private static bool MatchesOne(ReadOnlySpan<char> pattern, ref int position, char c)
    {
        if (pattern[position] == '[')
        {
            int end = pattern[(position + 1)..].IndexOf(']');
            if (end > 0)
            {
                ReadOnlySpan<char> set = pattern.Slice(position + 1, end);
                bool isNegated = set[0] == '!';
                if (isNegated)
                {
                    set = set[1..];
                }
                bool isIn = false;
                for (int i = 0; i < set.Length; i++)
                {
                    if (i + 2 < set.Length && set[i + 1] == '-')
                    {
                        isIn |= set[i] <= c && c <= set[i + 2];
                        i += 2;
                    }
                    else
                    {
                        isIn |= set[i] == c;
                    }
                }
                if (isIn == isNegated)
                {
                    return false;
                }
                position += end + 2;
                return true;
            }
        }
        if (pattern[position] != '?' && pattern[position] != c)
        {
            return false;
        }
        position++;
        return true;
    }
}
