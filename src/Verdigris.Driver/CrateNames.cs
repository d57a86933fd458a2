using System;
using System.IO;

namespace Verdigris.Driver;

/// <summary>Names of crates: from the command line, an attribute or the file.</summary>
internal static class CrateNames
{
    /// <summary>ASCII letters, digits and underscores, not beginning with a digit.</summary>
    public static bool IsValid(string name) => name.Length != 0 && !char.IsAsciiDigit(name[0]) && FirstInvalid(name) is null;

    public static bool IsIdentifier(string name)
    {
        if (name.Length == 0 || !(char.IsLetter(name[0]) || name[0] == '_'))
        {
            return false;
        }
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }
        return true;
    }

    public static char? FirstInvalid(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return c;
            }
        }
        return null;
    }

    /// <summary>The file's name without extension, dashes as underscores; <c>rust_out</c> for standard input.</summary>
    public static string FromInput(CompilerOptions options) =>
        options.Input is "-" or "" || options.InputText is not null && options.Input.Length == 0
            ? "rust_out"
            : Path.GetFileNameWithoutExtension(options.Input).Replace('-', '_');
}
