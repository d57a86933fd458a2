using System;
using System.Collections.Generic;
using System.Collections.Frozen;

namespace Verdigris.Driver.CommandLine;

internal enum OptionArity : byte
{
    Flag,
    RepeatedFlag,
    /// <summary>At most once.</summary>
    Single,
    Multiple,
}

/// <param name="Short">One letter, or empty.</param>
/// <param name="Long">The name after <c>--</c>, or empty.</param>
/// <param name="Arity">How often, and whether with a value.</param>
/// <param name="Hint">The value in the usage text.</param>
/// <param name="Description">Lines of the usage text.</param>
/// <param name="IsShownOnlyWhenVerbose">Only under <c>--help -v</c>.</param>
internal sealed record OptionSpec(string Short, string Long, OptionArity Arity, string Hint, string Description, bool IsShownOnlyWhenVerbose = false)
{
    /// <summary>How rustc names the option in errors.</summary>
    public string Name => Long.Length != 0 && Short.Length == 0 ? Long : Short.Length != 0 && Long.Length == 0 ? Short : Long;

    public bool TakesValue => Arity is OptionArity.Single or OptionArity.Multiple;
}

/// <summary>Every option of rustc's command line, in the order of its help.</summary>
internal static class OptionTable
{
    private const string PrintKinds =
        "<all-target-specs-json|backend-has-zstd|calling-conventions|cfg|check-cfg|code-models|crate-name|crate-root-lint-levels|deployment-target|file-names|host-tuple|link-args|native-static-libs|relocation-models|split-debuginfo|stack-protector-strategies|supported-crate-types|sysroot|target-cpus|target-features|target-libdir|target-list|target-spec-json|target-spec-json-schema|tls-models>.";

    public static readonly OptionSpec[] All =
    [
        new("h", "help", OptionArity.RepeatedFlag, "", "Display this message"),
        new("", "cfg", OptionArity.Multiple, "<SPEC>", "Configure the compilation environment.\nSPEC supports the syntax `<NAME>[=\"<VALUE>\"]`."),
        new("", "check-cfg", OptionArity.Multiple, "<SPEC>", "Provide list of expected cfgs for checking"),
        new("L", "", OptionArity.Multiple, "[<KIND>=]<PATH>", "Add a directory to the library search path. The\noptional KIND can be one of\n<dependency|crate|native|framework|all> (default:\nall)."),
        new("l", "", OptionArity.Multiple, "[<KIND>[:<MODIFIERS>]=]<NAME>[:<RENAME>]", "Link the generated crate(s) to the specified native\nlibrary NAME. The optional KIND can be one of\n<static|framework|dylib> (default: dylib).\nOptional comma separated MODIFIERS\n<bundle|verbatim|whole-archive|as-needed>\nmay be specified each with a prefix of either '+' to\nenable or '-' to disable."),
        new("", "crate-type", OptionArity.Multiple, "<bin|lib|rlib|dylib|cdylib|staticlib|proc-macro>", "Comma separated list of types of crates\nfor the compiler to emit"),
        new("", "crate-name", OptionArity.Single, "<NAME>", "Specify the name of the crate being built"),
        new("", "edition", OptionArity.Single, "<2015|2018|2021|2024|future>", "Specify which edition of the compiler to use when\ncompiling code. The default is 2015 and the latest\nstable edition is 2024."),
        new("", "emit", OptionArity.Multiple, "<TYPE>[=<FILE>]", "Comma separated list of types of output for the\ncompiler to emit.\nEach TYPE has the default FILE name:\n* asm - CRATE_NAME.s\n* llvm-bc - CRATE_NAME.bc\n* dep-info - CRATE_NAME.d\n* link - (platform and crate-type dependent)\n* llvm-ir - CRATE_NAME.ll\n* metadata - libCRATE_NAME.rmeta\n* mir - CRATE_NAME.mir\n* obj - CRATE_NAME.o\n* thin-link-bitcode - CRATE_NAME.indexing.o"),
        new("", "print", OptionArity.Multiple, "<INFO>[=<FILE>]", "Compiler information to print on stdout (or to a file)\nINFO may be one of\n" + PrintKinds),
        new("g", "", OptionArity.RepeatedFlag, "", "Equivalent to -C debuginfo=2"),
        new("O", "", OptionArity.RepeatedFlag, "", "Equivalent to -C opt-level=3"),
        new("o", "", OptionArity.Single, "<FILENAME>", "Write output to FILENAME"),
        new("", "out-dir", OptionArity.Single, "<DIR>", "Write output to compiler-chosen filename in DIR"),
        new("", "explain", OptionArity.Single, "<OPT>", "Provide a detailed explanation of an error message"),
        new("", "test", OptionArity.RepeatedFlag, "", "Build a test harness"),
        new("", "target", OptionArity.Single, "<TARGET>", "Target tuple for which the code is compiled"),
        new("A", "allow", OptionArity.Multiple, "<LINT>", "Set lint allowed"),
        new("W", "warn", OptionArity.Multiple, "<LINT>", "Set lint warnings"),
        new("", "force-warn", OptionArity.Multiple, "<LINT>", "Set lint force-warn"),
        new("D", "deny", OptionArity.Multiple, "<LINT>", "Set lint denied"),
        new("F", "forbid", OptionArity.Multiple, "<LINT>", "Set lint forbidden"),
        new("", "cap-lints", OptionArity.Multiple, "<LEVEL>", "Set the most restrictive lint level. More restrictive\nlints are capped at this level"),
        new("C", "codegen", OptionArity.Multiple, "<OPT>[=<VALUE>]", "Set a codegen option"),
        new("V", "version", OptionArity.RepeatedFlag, "", "Print version info and exit"),
        new("v", "verbose", OptionArity.RepeatedFlag, "", "Use verbose output"),
        new("", "extern", OptionArity.Multiple, "<NAME>[=<PATH>]", "Specify where an external rust library is located", IsShownOnlyWhenVerbose: true),
        new("", "sysroot", OptionArity.Single, "<PATH>", "Override the system root", IsShownOnlyWhenVerbose: true),
        new("Z", "", OptionArity.Multiple, "<FLAG>", "Set unstable / perma-unstable options", IsShownOnlyWhenVerbose: true),
        new("", "error-format", OptionArity.Single, "<human|json|short>", "How errors and other messages are produced", IsShownOnlyWhenVerbose: true),
        new("", "json", OptionArity.Multiple, "<CONFIG>", "Configure the JSON output of the compiler", IsShownOnlyWhenVerbose: true),
        new("", "color", OptionArity.Single, "<auto|always|never>", "Configure coloring of output:\n* auto = colorize, if output goes to a tty (default);\n* always = always colorize output;\n* never = never colorize output", IsShownOnlyWhenVerbose: true),
        new("", "diagnostic-width", OptionArity.Single, "<WIDTH>", "Inform rustc of the width of the output so that\ndiagnostics can be truncated to fit", IsShownOnlyWhenVerbose: true),
        new("", "remap-path-prefix", OptionArity.Multiple, "<FROM>=<TO>", "Remap source names in all output (compiler messages\nand output files)", IsShownOnlyWhenVerbose: true),
        new("", "remap-path-scope", OptionArity.Multiple, "<macro,diagnostics,debuginfo,coverage,object,all>", "Defines which scopes of paths should be remapped by\n`--remap-path-prefix`", IsShownOnlyWhenVerbose: true),
    ];

    private static readonly FrozenDictionary<string, OptionSpec> s_byLong = ByName(static s => s.Long);
    private static readonly FrozenDictionary<string, OptionSpec> s_byShort = ByName(static s => s.Short);

    public static OptionSpec? FindLong(string name) => s_byLong.GetValueOrDefault(name);

    public static OptionSpec? FindShort(string letter) => s_byShort.GetValueOrDefault(letter);

    private static FrozenDictionary<string, OptionSpec> ByName(Func<OptionSpec, string> name)
    {
        Dictionary<string, OptionSpec> table = [];
        foreach (OptionSpec option in All)
        {
            if (name(option).Length != 0)
            {
                table.Add(name(option), option);
            }
        }
        return table.ToFrozenDictionary();
    }
}
