using System;
using System.Collections.Generic;
using System.Globalization;
using Verdigris.Codegen;

namespace Verdigris.Driver.CommandLine;

/// <summary><c>-C name=value</c>, <c>-O</c> and <c>-g</c>; the last one given wins.</summary>
internal static class CodegenOptionParser
{
    /// <summary>Every option, with what <c>-C help</c> says. Those marked "ignored" in docs/command-line.md do nothing.</summary>
    public static readonly (string Name, string Description)[] All =
    [
        ("ar", "this option is deprecated and does nothing"),
        ("code-model", "choose the code model to use (`rustc --print code-models` for details)"),
        ("codegen-units", "divide crate into N units to optimize in parallel"),
        ("collapse-macro-debuginfo", "set option to collapse debuginfo for macros"),
        ("control-flow-guard", "use Windows Control Flow Guard (default: no)"),
        ("debug-assertions", "explicitly enable the `cfg(debug_assertions)` directive"),
        ("debuginfo", "debug info emission level (0-2, none, line-directives-only, line-tables-only, limited, or full; default: 0)"),
        ("default-linker-libraries", "allow the linker to link its default libraries (default: no)"),
        ("dlltool", "import library generation tool (ignored except when targeting windows-gnu)"),
        ("dwarf-version", "version of DWARF debug information to emit (default: 2 or 4, depending on platform)"),
        ("embed-bitcode", "emit bitcode in rlibs (default: yes)"),
        ("extra-filename", "extra data to put in each output filename"),
        ("force-frame-pointers", "force use of the frame pointers"),
        ("force-unwind-tables", "force use of unwind tables"),
        ("help", "Print codegen options"),
        ("incremental", "enable incremental compilation"),
        ("inline-threshold", "this option is deprecated and does nothing (consider using `-Cllvm-args=--inline-threshold=...`)"),
        ("instrument-coverage", "instrument the generated code to support LLVM source-based code coverage reports (note, the compiler build config must include `profiler = true`); implies `-C symbol-mangling-version=v0`"),
        ("jump-tables", "allow jump table and lookup table generation from switch case lowering (default: yes)"),
        ("link-arg", "a single extra argument to append to the linker invocation (can be used several times)"),
        ("link-args", "extra arguments to append to the linker invocation (space separated)"),
        ("link-dead-code", "try to generate and link dead code (default: no)"),
        ("link-self-contained", "control whether to link Rust provided C objects/libraries or rely on a C toolchain or linker installed in the system"),
        ("linker", "system linker to link outputs with"),
        ("linker-features", "a comma-separated list of linker features to enable (+) or disable (-): `lld`"),
        ("linker-flavor", "linker flavor"),
        ("linker-plugin-lto", "generate build artifacts that are compatible with linker-based LTO"),
        ("llvm-args", "a list of arguments to pass to LLVM (space separated)"),
        ("lto", "perform LLVM link-time optimizations"),
        ("metadata", "metadata to mangle symbol names with"),
        ("no-prepopulate-passes", "give an empty list of passes to the pass manager"),
        ("no-redzone", "disable the use of the redzone"),
        ("no-stack-check", "this option is deprecated and does nothing"),
        ("no-vectorize-loops", "disable loop vectorization optimization passes"),
        ("no-vectorize-slp", "disable LLVM's SLP vectorization pass"),
        ("opt-level", "optimization level (0-3, s, or z; default: 0)"),
        ("overflow-checks", "use overflow checks for integer arithmetic"),
        ("panic", "panic strategy to compile crate with"),
        ("passes", "a list of extra LLVM passes to run (space separated)"),
        ("prefer-dynamic", "prefer dynamic linking to static linking (default: no)"),
        ("profile-generate", "compile the program with profiling instrumentation"),
        ("profile-use", "use the given `.profdata` file for profile-guided optimization"),
        ("relocation-model", "control generation of position-independent code (PIC) (`rustc --print relocation-models` for details)"),
        ("relro-level", "choose which RELRO level to use"),
        ("remark", "output remarks for these optimization passes (space separated, or \"all\")"),
        ("rpath", "set rpath values in libs/exes (default: no)"),
        ("save-temps", "save all temporary output files during compilation (default: no)"),
        ("soft-float", "deprecated option: use soft float ABI (*eabihf targets only) (default: no)"),
        ("split-debuginfo", "how to handle split-debuginfo, a platform-specific option"),
        ("strip", "tell the linker which information to strip (`none` (default), `debuginfo` or `symbols`)"),
        ("symbol-mangling-version", "which mangling version to use for symbol names ('legacy' (default), 'v0', or 'hashed')"),
        ("target-cpu", "select target processor (`rustc --print target-cpus` for details)"),
        ("target-feature", "target specific attributes. (`rustc --print target-features` for details). This feature is unsafe."),
        ("unsafe-allow-abi-mismatch", "Allow incompatible target modifiers in dependency crates (comma separated list)"),
    ];

    public static CodegenOptions Parse(OptionMatches matches)
    {
        CodegenOptions options = new();
        foreach ((OptionSpec option, string value) in matches.Options)
        {
            options = (option.Short, option.Long) switch
            {
                ("O", _) => options with { OptLevel = OptLevel.Aggressive },
                ("g", _) => options with { DebugInfo = DebugInfoLevel.Full },
                ("C", _) => Apply(options, value),
                _ => options,
            };
        }
        return options;
    }

    private static CodegenOptions Apply(CodegenOptions options, string text)
    {
        (string given, string? value) = CommandLineParser.SplitAtEquals(text);
        string name = given.Replace('_', '-');
        if (Array.FindIndex(All, o => o.Name == name) < 0)
        {
            throw new CommandLineException($"unknown codegen option: `{given}`");
        }
        return name switch
        {
            "opt-level" => options with { OptLevel = ParseOptLevel(Need(name, value, "string")) },
            "debuginfo" => options with { DebugInfo = ParseDebugInfo(Need(name, value, "either an integer (0, 1, 2), `none`, `line-directives-only`, `line-tables-only`, `limited`, or `full`")) },
            "panic" => options with { Panic = ParsePanic(Need(name, value, "either `unwind`, `abort`, or `immediate-abort`")) },
            "strip" => options with { Strip = ParseStrip(Need(name, value, "either `none`, `debuginfo`, or `symbols`")) },
            "relocation-model" => options with { RelocationModel = ParseRelocationModel(Need(name, value, "one of supported relocation models")) },
            "overflow-checks" => options with { OverflowChecksOption = ParseBool(name, value) },
            "debug-assertions" => options with { DebugAssertionsOption = ParseBool(name, value) },
            "codegen-units" => options with { CodegenUnits = ParseUnits(Need(name, value, "number")) },
            "target-cpu" => options with { TargetCpu = Need(name, value, "string") },
            "target-feature" => AddFeatures(options, Need(name, value, "string")),
            "linker" => options with { Linker = Need(name, value, "path") },
            "linker-flavor" => options with { LinkerFlavor = Need(name, value, "linker flavor") },
            "link-arg" => options with { LinkArgs = [.. options.LinkArgs, Need(name, value, "string")] },
            "link-args" => options with { LinkArgs = [.. options.LinkArgs, .. Words(Need(name, value, "space-separated list of strings"))] },
            "link-dead-code" => options with { LinksDeadCode = ParseBool(name, value) },
            "link-self-contained" => options with { LinkSelfContained = value is null or "y" or "yes" or "on" or "true" },
            "force-frame-pointers" => options with { ForcesFramePointers = value is "always" or "non-leaf" || ParseBool(name, value) },
            "force-unwind-tables" => options with { ForcesUnwindTables = ParseBool(name, value) },
            "prefer-dynamic" => options with { PrefersDynamic = ParseBool(name, value) },
            "save-temps" => options with { SavesTemporaries = ParseBool(name, value) },
            "rpath" => options with { UsesRpath = ParseBool(name, value) },
            "no-redzone" => options with { HasNoRedZone = ParseBool(name, value) },
            "no-vectorize-loops" => options with { VectorizesLoops = false },
            "no-vectorize-slp" => options with { VectorizesSlp = false },
            "no-prepopulate-passes" => options with { HasDefaultPasses = false },
            "passes" => options with { ExtraPasses = [.. options.ExtraPasses, .. Words(Need(name, value, "space-separated list of strings"))] },
            "llvm-args" => options with { LlvmArgs = [.. options.LlvmArgs, .. Words(Need(name, value, "space-separated list of strings"))] },
            "metadata" => options with { Metadata = [.. options.Metadata, .. Words(Need(name, value, "space-separated list of strings"))] },
            "extra-filename" => options with { ExtraFilename = Need(name, value, "string") },
            "incremental" => options with { Incremental = Need(name, value, "string") },
            _ => options,
        };
    }

    private static string Need(string name, string? value, string what)
    {
        if (value is not null)
        {
            return value;
        }
        string article = what is ['e' or 'o' or 'a', ..] && what.StartsWith("either", StringComparison.Ordinal) || what.StartsWith("one of", StringComparison.Ordinal) ? "" : "a ";
        throw new CommandLineException($"codegen option `{name}` requires {article}{what} (`-C {name}=<value>`)");
    }

    private static CommandLineException Wrong(string name, string value, string expected) =>
        new($"incorrect value `{value}` for codegen option `{name}` - {expected} was expected");

    private static OptLevel ParseOptLevel(string value) => value switch
    {
        "0" => OptLevel.None,
        "1" => OptLevel.Less,
        "2" => OptLevel.Default,
        "3" => OptLevel.Aggressive,
        "s" => OptLevel.Size,
        "z" => OptLevel.SizeMin,
        _ => throw new CommandLineException($"optimization level needs to be between 0-3, s or z (instead was `{value}`)"),
    };

    private static DebugInfoLevel ParseDebugInfo(string value) => value switch
    {
        "0" or "none" => DebugInfoLevel.None,
        "line-directives-only" or "line-tables-only" => DebugInfoLevel.LineTablesOnly,
        "1" or "limited" => DebugInfoLevel.Limited,
        "2" or "full" => DebugInfoLevel.Full,
        _ => throw Wrong("debuginfo", value, "either an integer (0, 1, 2), `none`, `line-directives-only`, `line-tables-only`, `limited`, or `full`"),
    };

    private static PanicStrategy ParsePanic(string value) => value switch
    {
        "unwind" => PanicStrategy.Unwind,
        "abort" => PanicStrategy.Abort,
        _ => throw Wrong("panic", value, "either `unwind`, `abort`, or `immediate-abort`"),
    };

    private static StripLevel ParseStrip(string value) => value switch
    {
        "none" => StripLevel.None,
        "debuginfo" => StripLevel.DebugInfo,
        "symbols" => StripLevel.Symbols,
        _ => throw Wrong("strip", value, "either `none`, `debuginfo`, or `symbols`"),
    };

    private static RelocationModel ParseRelocationModel(string value) => value switch
    {
        "static" => RelocationModel.Static,
        "pic" => RelocationModel.Pic,
        "pie" or "default" => RelocationModel.Pie,
        _ => throw Wrong("relocation-model", value, "one of supported relocation models"),
    };

    private static int ParseUnits(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int units)
            ? units > 0 ? units : throw new CommandLineException("value for codegen units must be a positive non-zero integer")
            : throw Wrong("codegen-units", value, "a number");

    private static bool ParseBool(string name, string? value) => value switch
    {
        null or "y" or "yes" or "on" or "true" => true,
        "n" or "no" or "off" or "false" => false,
        _ => throw Wrong(name, value, "one of: `y`, `yes`, `on`, `true`, `n`, `no`, `off` or `false`"),
    };

    private static CodegenOptions AddFeatures(CodegenOptions options, string features)
    {
        List<string> others = [];
        bool usesCrtStatic = options.UsesCrtStatic;
        foreach (string feature in features.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (feature is "+crt-static" or "-crt-static")
            {
                usesCrtStatic = feature[0] == '+';
            }
            else
            {
                others.Add(feature);
            }
        }
        string added = string.Join(',', others);
        return options with
        {
            UsesCrtStatic = usesCrtStatic,
            TargetFeatures = options.TargetFeatures.Length == 0 || added.Length == 0 ? options.TargetFeatures + added : $"{options.TargetFeatures},{added}",
        };
    }

    private static string[] Words(string value) => value.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
