using System;

namespace Verdigris.Driver.CommandLine;

/// <summary><c>-l [KIND[:MODIFIERS]=]NAME[:RENAME]</c>.</summary>
internal static class NativeLibraryParser
{
    public static NativeLibrary Parse(string text)
    {
        (string left, string? right) = CommandLineParser.SplitAtEquals(text);
        string name = right ?? left;
        string kindText = right is null ? "" : left;
        string modifiers = "";
        int colon = kindText.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
        {
            modifiers = kindText[(colon + 1)..];
            kindText = kindText[..colon];
        }
        NativeLibraryKind kind = kindText switch
        {
            "" => NativeLibraryKind.Unspecified,
            "static" => NativeLibraryKind.Static,
            "dylib" => NativeLibraryKind.Dynamic,
            "framework" => throw new CommandLineException("library kind `framework` is only supported on Apple targets"),
            "link-arg" => NativeLibraryKind.LinkArg,
            _ => throw new CommandLineException($"unknown library kind `{kindText}`, expected one of: static, dylib, framework, link-arg"),
        };
        string? rename = null;
        int renameAt = name.IndexOf(':', StringComparison.Ordinal);
        if (renameAt >= 0)
        {
            rename = name[(renameAt + 1)..];
            name = name[..renameAt];
        }
        if (name.Length == 0)
        {
            throw new CommandLineException("library name must not be empty");
        }
        NativeLibrary library = new(name, kind) { Rename = rename };
        foreach (string modifier in modifiers.Length == 0 ? [] : modifiers.Split(','))
        {
            library = ApplyModifier(library, modifier);
        }
        return library;
    }

    private static NativeLibrary ApplyModifier(NativeLibrary library, string modifier)
    {
        bool value = modifier switch
        {
            ['+', ..] => true,
            ['-', ..] => false,
            _ => throw new CommandLineException(
                "invalid linking modifier syntax, expected '+' or '-' prefix before one of: bundle, verbatim, whole-archive, as-needed"),
        };
        return modifier[1..] switch
        {
            "bundle" => library with { IsBundled = value },
            "verbatim" => library with { IsVerbatim = value },
            "whole-archive" => library with { IsWholeArchive = value },
            "as-needed" => library with { IsAsNeeded = value },
            _ => throw new CommandLineException(
                $"unknown linking modifier `{modifier[1..]}`, expected one of: bundle, verbatim, whole-archive, as-needed"),
        };
    }
}
