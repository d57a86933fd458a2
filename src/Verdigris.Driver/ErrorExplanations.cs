using System;
using System.IO;
using System.Reflection;

namespace Verdigris.Driver;

/// <summary>The pages of docs/errors, compiled into the executable.</summary>
internal static class ErrorExplanations
{
    /// <summary>Null when there is no such code.</summary>
    public static string? Find(string code)
    {
        if (!IsErrorCode(code))
        {
            return null;
        }
        using Stream? page = Assembly.GetExecutingAssembly().GetManifestResourceStream($"errors/{code}.md");
        if (page is null)
        {
            return $"There is no page about {code} yet; see https://doc.rust-lang.org/error_codes/{code}.html\n";
        }
        using StreamReader reader = new(page);
        return reader.ReadToEnd();
    }

    private static bool IsErrorCode(string code)
    {
        if (code is not ['E', _, _, _, _])
        {
            return false;
        }
        foreach (char c in code.AsSpan(1))
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }
        }
        return true;
    }
}
