using System;
using System.Globalization;
using System.Text;

namespace Verdigris.Cargo.Manifests;

/// <summary>Which names packages, features and crates may have.</summary>
internal static class Names
{
    private static readonly string[] s_keywords =
    [
        "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do", "dyn", "else",
        "enum", "extern", "false", "final", "fn", "for", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
        "mut", "override", "priv", "pub", "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type",
        "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
    ];

    public static bool IsKeyword(string name) => Array.IndexOf(s_keywords, name) >= 0;

    /// <summary>Directories of the build output, which no binary may be named like.</summary>
    public static bool IsOutputDirectory(string name) => name is "deps" or "examples" or "build" or "incremental";

    public static bool IsAscii(string name) => Ascii.IsValid(name);

    /// <summary>Null if a package may be named so; else why not.</summary>
    public static string? PackageNameProblem(string name, string what = "package name")
    {
        if (name.Length == 0)
        {
            return $"{what} cannot be empty";
        }
        bool isFirst = true;
        foreach (Rune c in name.EnumerateRunes())
        {
            if (isFirst && Rune.IsDigit(c))
            {
                return $"invalid character `{c}` in {what}: `{name}`, the name cannot start with a digit";
            }
            if (isFirst && !(IsXidStart(c) || c.Value == '_'))
            {
                return $"invalid character `{c}` in {what}: `{name}`, the first character must be a Unicode XID start character (most letters or `_`)";
            }
            if (!isFirst && !(IsXidContinue(c) || c.Value == '-'))
            {
                return $"invalid character `{c}` in {what}: `{name}`, characters must be Unicode XID characters (numbers, `-`, `_`, or most letters)";
            }
            isFirst = false;
        }
        return null;
    }

    /// <summary>Null if a feature may be named so; else why not.</summary>
    public static string? FeatureNameProblem(string name)
    {
        if (name.Length == 0)
        {
            return "feature name cannot be empty";
        }
        if (name.StartsWith("dep:", StringComparison.Ordinal))
        {
            return $"feature named `{name}` is not allowed to start with `dep:`";
        }
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return $"invalid character `/` in feature name: `{name}`, feature name is not allowed to contain slashes";
        }
        bool isFirst = true;
        foreach (Rune c in name.EnumerateRunes())
        {
            if (isFirst && !(IsXidStart(c) || c.Value == '_' || Rune.IsDigit(c)))
            {
                return $"invalid character `{c}` in feature `{name}`, the first character must be a Unicode XID start character or digit (most letters or `_` or `0` to `9`)";
            }
            if (!isFirst && !(IsXidContinue(c) || c.Value is '-' or '+' or '.'))
            {
                return $"invalid character `{c}` in feature `{name}`, characters must be Unicode XID characters, '-', `+`, or `.` (numbers, `+`, `-`, `_`, `.`, or most letters)";
            }
            isFirst = false;
        }
        return null;
    }

    /// <summary>Null if a profile may be named so; else why not.</summary>
    public static string? ProfileNameProblem(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return $"invalid character `{c}` in profile name `{name}`\nAllowed characters are letters, numbers, underscore, and hyphen.";
            }
        }
        const string SeeDocs = "See https://doc.rust-lang.org/cargo/reference/profiles.html for more on configuring profiles.";
        if (name is "package" or "build")
        {
            return $"profile name `{name}` is reserved\n{SeeDocs}";
        }
        if (name == "debug")
        {
            return $"profile name `{name}` is reserved\nTo configure the default development profile, use the name `dev` as in [profile.dev]\n{SeeDocs}";
        }
        return name is "doc" or "dev" or "release" or "bench" or "test" || !s_reservedProfiles.Contains(name, StringComparer.OrdinalIgnoreCase) && !name.StartsWith("cargo", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"profile name `{name}` is reserved\nPlease choose a different name.\n{SeeDocs}";
    }

    private static readonly System.Collections.Immutable.ImmutableArray<string> s_reservedProfiles =
    [
        "build", "check", "clean", "config", "fetch", "fix", "install", "metadata", "package", "publish", "report", "root", "run",
        "rust", "rustc", "rustdoc", "target", "tmp", "uninstall",
    ];

    private static bool IsXidStart(Rune c) => Rune.IsLetter(c) || Rune.GetUnicodeCategory(c) == UnicodeCategory.LetterNumber;

    private static bool IsXidContinue(Rune c) => IsXidStart(c) || Rune.GetUnicodeCategory(c) is UnicodeCategory.DecimalDigitNumber
        or UnicodeCategory.ConnectorPunctuation or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
