using System.Collections.Generic;
using Verdigris.Base.Interning;

namespace Verdigris.Resolve.Expansion;

/// <summary>Attributes that are no macros. Reference: [attributes.builtin]; the <c>rustc_</c> ones are the library's.</summary>
internal static class BuiltinAttributes
{
    private static readonly HashSet<string> s_names =
    [
        "allow", "allow_fail", "allow_internal_unsafe", "allow_internal_unstable", "automatically_derived", "cfg", "cfg_attr", "cold", "collapse_debuginfo",
        "const_eval_limit", "const_trait", "coroutine", "coverage", "crate_name", "crate_type", "custom_mir", "debugger_visualizer", "default_lib_allocator",
        "deny", "deprecated", "deprecated_safe", "diagnostic", "do_not_recommend", "doc", "expect", "export_name", "feature", "ffi_const", "ffi_pure", "forbid",
        "fundamental", "global_allocator", "ignore", "inline", "instruction_set", "lang", "link", "link_name", "link_ordinal", "link_section", "linkage",
        "macro_escape", "macro_export", "macro_use", "marker", "may_dangle", "must_not_suspend", "must_use", "naked", "needs_allocator",
        "needs_panic_runtime", "no_builtins", "no_core", "no_implicit_prelude", "no_link", "no_main", "no_mangle", "no_sanitize", "no_start", "no_std",
        "non_exhaustive", "omit_gdb_pretty_printer_section", "optimize", "panic_handler", "panic_runtime", "path", "pin", "pointee", "prelude_import", "proc_macro",
        "proc_macro_attribute", "proc_macro_derive", "profiler_runtime", "recursion_limit", "reexport_test_harness_main", "repr", "sanitize", "should_panic",
        "stable", "start", "target_feature", "test_runner", "thread_local", "track_caller", "type_const", "type_length_limit", "unsafe_no_drop_flag", "unstable",
        "used", "warn", "windows_subsystem", "compiler_builtins", "cfi_encoding", "no_coverage", "eii",
    ];

    private static readonly HashSet<string> s_tools = ["rustfmt", "clippy", "diagnostic", "miri", "rust_analyzer"];

    public static bool IsKnown(Symbol name) => s_names.Contains(name.Text) || name.Text.StartsWith("rustc_", System.StringComparison.Ordinal);

    /// <summary>The first segment of <c>#[rustfmt::skip]</c>.</summary>
    public static bool IsTool(Symbol name) => s_tools.Contains(name.Text);
}
