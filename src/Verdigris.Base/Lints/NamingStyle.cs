using System.Collections.Generic;
using System.Text;

namespace Verdigris.Base.Lints;

/// <summary>The three ways to spell a name in Rust, and a name in each of them.</summary>
public static class NamingStyle
{
    public static bool IsSnakeCase(string name)
    {
        string core = name.TrimStart('\'').Trim('_');
        if (core.Contains("__"))
        {
            return false;
        }
        foreach (char c in core)
        {
            if (char.IsUpper(c))
            {
                return false;
            }
        }
        return true;
    }

    public static bool IsUpperCase(string name)
    {
        foreach (char c in name)
        {
            if (char.IsLower(c))
            {
                return false;
            }
        }
        return true;
    }

    public static bool IsCamelCase(string name)
    {
        string core = name.Trim('_');
        if (core.Length == 0)
        {
            return true;
        }
        if (char.IsLower(core[0]) || core.Contains("__"))
        {
            return false;
        }
        for (int i = 1; i + 1 < core.Length; i++)
        {
            if (core[i] == '_' && (HasCase(core[i - 1]) || HasCase(core[i + 1])))
            {
                return false;
            }
        }
        return true;
    }

    public static string ToSnakeCase(string name)
    {
        List<string> words = [];
        string core = name.TrimStart('_');
        for (int i = core.Length; i < name.Length; i++)
        {
            words.Add("");
        }
        foreach (string part in core.Split('_'))
        {
            if (part.Length == 0)
            {
                continue;
            }
            StringBuilder word = new();
            bool wasUpper = false;
            foreach (char c in part)
            {
                if (word.Length > 0 && !(word.Length == 1 && word[0] == '\'') && char.IsUpper(c) && !wasUpper)
                {
                    words.Add(word.ToString());
                    word.Clear();
                }
                wasUpper = char.IsUpper(c);
                word.Append(char.ToLowerInvariant(c));
            }
            words.Add(word.ToString());
        }
        return string.Join('_', words);
    }

    public static string ToUpperCase(string name) => ToSnakeCase(name).ToUpperInvariant();

    public static string ToCamelCase(string name)
    {
        StringBuilder camel = new();
        foreach (string part in name.Trim('_').Split('_'))
        {
            bool isNewWord = true;
            bool wasLower = true;
            if (part.Length > 0 && camel.Length > 0 && !HasCase(camel[^1]) && !HasCase(part[0]))
            {
                camel.Append('_');
            }
            foreach (char c in part)
            {
                isNewWord |= wasLower && char.IsUpper(c);
                camel.Append(isNewWord ? char.ToUpperInvariant(c) : char.ToLowerInvariant(c));
                wasLower = char.IsLower(c);
                isNewWord = false;
            }
        }
        return camel.ToString();
    }

    private static bool HasCase(char c) => char.IsUpper(c) || char.IsLower(c);
}
