using System;
using System.Collections.Generic;
using System.Globalization;
using Verdigris.Base.Lints;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Targets;

namespace Verdigris.Driver.CommandLine;

/// <summary>Turns matched options into <see cref="CompilerOptions"/>, with rustc's words for mistakes.</summary>
internal static class CommandLineParser
{
    public static CompilerOptions Parse(OptionMatches matches)
    {
        ErrorFormat format = ParseErrorFormat(matches.Last("error-format"));
        HashSet<string> json = ParseJson(matches, format);
        CompilerOptions options = new()
        {
            Input = ParseInput(matches),
            ErrorFormat = format,
            JsonRendersShort = json.Contains("diagnostic-short"),
            JsonRendersColor = json.Contains("diagnostic-rendered-ansi"),
            JsonAnnouncesArtifacts = json.Contains("artifacts"),
            JsonReportsUnusedExterns = json.Contains("unused-externs") || json.Contains("unused-externs-silent"),
            JsonReportsFutureIncompatibilities = json.Contains("future-incompat"),
            Color = ParseColor(matches.Last("color")),
            DiagnosticWidth = ParseWidth(matches.Last("diagnostic-width")),
            Edition = ParseEdition(matches.Last("edition")),
            CrateName = matches.Last("crate-name"),
            CrateTypes = ParseCrateTypes(matches),
            Emit = ParseEmit(matches),
            OutputFile = matches.Last("o"),
            OutputDirectory = matches.Last("out-dir"),
            Externs = ParseExterns(matches),
            SearchPaths = ParseSearchPaths(matches),
            NativeLibraries = ParseNativeLibraries(matches),
            Cfg = ParseCfg(matches),
            CheckCfg = [.. matches.AllOf("check-cfg")],
            IsTest = matches.Has("test"),
            Lints = ParseLints(matches),
            CapLints = ParseCapLints(matches.Last("cap-lints")),
            Target = ParseTarget(matches.Last("target")),
            Sysroot = matches.Last("sysroot"),
            Codegen = CodegenOptionParser.Parse(matches),
            Prints = ParsePrints(matches),
            RemapPathPrefix = ParseRemap(matches),
            IsVerbose = matches.Has("verbose"),
            Unstable = ParseUnstable(matches),
        };
        return options with { IsLibraryBuild = options.Unstable.ContainsKey("library-build") };
    }

    /// <summary><c>--error-format</c> and <c>--color</c> alone: needed to say what is wrong with the rest.</summary>
    public static ErrorFormat ParseErrorFormat(string? text) => text switch
    {
        null or "human" or "human-unicode" => ErrorFormat.Human,
        "short" => ErrorFormat.Short,
        "json" or "pretty-json" => ErrorFormat.Json,
        _ => throw new CommandLineException(
            $"argument for `--error-format` must be `human`, `human-unicode`, `json`, `pretty-json` or `short` (instead was `{text}`)"),
    };

    public static ColorChoice ParseColor(string? text) => text switch
    {
        null or "auto" => ColorChoice.Auto,
        "always" => ColorChoice.Always,
        "never" => ColorChoice.Never,
        _ => throw new CommandLineException($"argument for `--color` must be auto, always or never (instead was `{text}`)"),
    };

    private static string ParseInput(OptionMatches matches) => matches.Free switch
    {
        [] => "",
        [{ } only] => only,
        [{ } first, { } second, ..] =>
            throw new CommandLineException($"multiple input filenames provided (first two filenames are `{first}` and `{second}`)"),
    };

    private static HashSet<string> ParseJson(OptionMatches matches, ErrorFormat format)
    {
        HashSet<string> parts = [];
        foreach (string list in matches.AllOf("json"))
        {
            foreach (string part in list.Split(','))
            {
                if (part is not ("diagnostic-short" or "diagnostic-rendered-ansi" or "diagnostic-unicode" or "artifacts" or "timings"
                    or "unused-externs" or "unused-externs-silent" or "future-incompat"))
                {
                    throw new CommandLineException($"unknown `--json` option `{part}`");
                }
                parts.Add(part);
            }
        }
        if (parts.Count != 0 && format != ErrorFormat.Json)
        {
            throw new CommandLineException("using `--json` requires also using `--error-format=json`");
        }
        return parts;
    }

    private static int? ParseWidth(string? text)
    {
        if (text is null)
        {
            return null;
        }
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int width)
            ? width
            : throw new CommandLineException("`--diagnostic-width` must be an positive integer");
    }

    private static string ParseEdition(string? text) => text switch
    {
        null => "2015",
        "2015" or "2018" or "2021" or "2024" => text,
        "future" => throw new CommandLineException("edition future is unstable and only available with -Z unstable-options"),
        _ => throw new CommandLineException($"argument for `--edition` must be one of: <2015|2018|2021|2024|future>. (instead was `{text}`)"),
    };

    private static List<CrateType> ParseCrateTypes(OptionMatches matches)
    {
        List<CrateType> types = [];
        foreach (string list in matches.AllOf("crate-type"))
        {
            foreach (string name in list.Split(','))
            {
                CrateType type = ParseCrateType(name) ?? throw new CommandLineException(
                    $"unknown crate type: `{name}`, expected one of: `lib`, `rlib`, `staticlib`, `dylib`, `cdylib`, `bin`, `proc-macro`");
                if (!types.Contains(type))
                {
                    types.Add(type);
                }
            }
        }
        return types;
    }

    public static CrateType? ParseCrateType(string name) => name switch
    {
        "bin" => CrateType.Executable,
        "lib" or "rlib" => CrateType.Rlib,
        "dylib" => CrateType.DynamicLibrary,
        "cdylib" => CrateType.CDynamicLibrary,
        "staticlib" => CrateType.StaticLibrary,
        "proc-macro" => CrateType.ProcMacro,
        _ => null,
    };

    private static Dictionary<OutputKind, string?> ParseEmit(OptionMatches matches)
    {
        Dictionary<OutputKind, string?> outputs = [];
        foreach (string list in matches.AllOf("emit"))
        {
            foreach (string item in list.Split(','))
            {
                (string name, string? file) = SplitAtEquals(item);
                outputs[ParseOutputKind(name)] = file;
            }
        }
        return outputs;
    }

    private static OutputKind ParseOutputKind(string name) => name switch
    {
        "asm" => OutputKind.Assembly,
        "llvm-bc" => OutputKind.Bitcode,
        "dep-info" => OutputKind.DepInfo,
        "link" => OutputKind.Link,
        "llvm-ir" => OutputKind.LlvmIr,
        "metadata" => OutputKind.Metadata,
        "mir" => OutputKind.Mir,
        "obj" => OutputKind.Object,
        "thin-link-bitcode" => throw new CommandLineException("`--emit=thin-link-bitcode` is not supported"),
        _ => throw new CommandLineException(
            $"unknown emission type: `{name}` - expected one of: `asm`, `llvm-bc`, `dep-info`, `link`, `llvm-ir`, `metadata`, `mir`, `obj`, `thin-link-bitcode`"),
    };

    private static List<ExternCrate> ParseExterns(OptionMatches matches)
    {
        List<ExternCrate> externs = [];
        foreach (string text in matches.AllOf("extern"))
        {
            (string left, string? path) = SplitAtEquals(text);
            string[] modifiers = [];
            int colon = left.IndexOf(':', StringComparison.Ordinal);
            if (colon >= 0)
            {
                modifiers = left[..colon].Split(',');
                left = left[(colon + 1)..];
            }
            foreach (string modifier in modifiers)
            {
                if (modifier is not ("priv" or "noprelude" or "force" or "nounused"))
                {
                    throw new CommandLineException($"unknown --extern option `{modifier}`");
                }
            }
            if (!CrateNames.IsValid(left))
            {
                string suggested = left.Replace('-', '_');
                throw new CommandLineException($"crate name `{left}` passed to `--extern` is not a valid ASCII identifier")
                {
                    Helps = suggested != left && CrateNames.IsValid(suggested) ? [$"consider replacing the dashes with underscores: `{suggested}`"] : [],
                };
            }
            externs.Add(new ExternCrate(left, path)
            {
                IsNoPrelude = Array.IndexOf(modifiers, "noprelude") >= 0,
                IsPrivate = Array.IndexOf(modifiers, "priv") >= 0,
            });
        }
        return externs;
    }

    private static List<SearchPath> ParseSearchPaths(OptionMatches matches)
    {
        List<SearchPath> paths = [];
        foreach (string text in matches.AllOf("L"))
        {
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            SearchPathKind? kind = equals < 0 ? null : text[..equals] switch
            {
                "all" => SearchPathKind.All,
                "dependency" => SearchPathKind.Dependency,
                "crate" => SearchPathKind.Crate,
                "native" => SearchPathKind.Native,
                "framework" => SearchPathKind.Framework,
                _ => null,
            };
            string path = kind is null ? text : text[(equals + 1)..];
            if (path.Length == 0)
            {
                throw new CommandLineException("empty search path given via `-L`");
            }
            paths.Add(new SearchPath(kind ?? SearchPathKind.All, path));
        }
        return paths;
    }

    private static List<NativeLibrary> ParseNativeLibraries(OptionMatches matches)
    {
        List<NativeLibrary> libraries = [];
        foreach (string text in matches.AllOf("l"))
        {
            libraries.Add(NativeLibraryParser.Parse(text));
        }
        return libraries;
    }

    private static List<(string Name, string? Value)> ParseCfg(OptionMatches matches)
    {
        List<(string Name, string? Value)> cfg = [];
        foreach (string text in matches.AllOf("cfg"))
        {
            (string name, string? value) = SplitAtEquals(text);
            name = name.Trim();
            value = value?.Trim();
            bool isQuoted = value is null or ['"', .., '"'] && value != "\"";
            if (!CrateNames.IsIdentifier(name) || !isQuoted)
            {
                string hint = isQuoted || value is null || value.Contains('"') ? " (expected `key` or `key=\"value\"`)" : $" (expected `key` or `key=\"value\"`, ensure escaping is appropriate for your shell, try 'key=\"value\"' or key=\\\"value\\\")";
                throw new CommandLineException($"invalid `--cfg` argument: `{text}`{hint}");
            }
            cfg.Add((name, value?[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)));
        }
        return cfg;
    }

    private static List<LintOption> ParseLints(OptionMatches matches)
    {
        List<LintOption> lints = [];
        foreach ((OptionSpec option, string value) in matches.Options)
        {
            LintLevel? level = option.Long switch
            {
                "allow" => LintLevel.Allow,
                "warn" => LintLevel.Warn,
                "force-warn" => LintLevel.ForceWarn,
                "deny" => LintLevel.Deny,
                "forbid" => LintLevel.Forbid,
                _ => null,
            };
            if (level is not null && value != "help")
            {
                lints.Add(new LintOption(value.Replace('-', '_'), level.Value));
            }
        }
        return lints;
    }

    private static LintLevel? ParseCapLints(string? text) => text switch
    {
        null => null,
        "allow" => LintLevel.Allow,
        "warn" => LintLevel.Warn,
        "force-warn" => LintLevel.ForceWarn,
        "deny" => LintLevel.Deny,
        "forbid" => LintLevel.Forbid,
        _ => throw new CommandLineException($"unknown lint level: `{text}`"),
    };

    private static TargetSpec ParseTarget(string? tuple)
    {
        if (tuple is null)
        {
            return TargetSpec.X64Linux;
        }
        return TargetSpec.Find(tuple) ?? throw new CommandLineException(
            $"error loading target specification: could not find specification for target \"{tuple}\"")
        {
            Helps = ["run `rustc --print target-list` for a list of built-in targets"],
        };
    }

    private static List<PrintRequest> ParsePrints(OptionMatches matches)
    {
        List<PrintRequest> prints = [];
        foreach (string text in matches.AllOf("print"))
        {
            (string kind, string? file) = SplitAtEquals(text);
            prints.Add(PrintRequests.Validate(kind, file));
        }
        return prints;
    }

    private static List<(string From, string To)> ParseRemap(OptionMatches matches)
    {
        List<(string From, string To)> remaps = [];
        foreach (string text in matches.AllOf("remap-path-prefix"))
        {
            int equals = text.LastIndexOf('=');
            if (equals < 0)
            {
                throw new CommandLineException("`--remap-path-prefix` must contain '=' between FROM and TO");
            }
            remaps.Add((text[..equals], text[(equals + 1)..]));
        }
        return remaps;
    }

    private static Dictionary<string, string?> ParseUnstable(OptionMatches matches)
    {
        Dictionary<string, string?> unstable = [];
        foreach (string text in matches.AllOf("Z"))
        {
            (string name, string? value) = SplitAtEquals(text);
            if (name is not ("library-build" or "time-passes"))
            {
                throw new CommandLineException("the option `Z` is only accepted on the nightly compiler");
            }
            unstable[name] = value;
        }
        return unstable;
    }

    internal static (string Name, string? Value) SplitAtEquals(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (text, null) : (text[..equals], text[(equals + 1)..]);
    }
}
