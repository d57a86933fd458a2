namespace Verdigris.Expand.Builtin;

/// <summary>The macros that the compiler expands, by the name that <c>#[rustc_builtin_macro(name)]</c> gives them.</summary>
public enum BuiltinMacro
{
    Unsupported,
    Asm,
    Assert,
    Cfg,
    Column,
    CompileError,
    Concat,
    ConcatBytes,
    Env,
    File,
    FormatArgs,
    FormatArgsNl,
    GlobalAsm,
    Include,
    IncludeBytes,
    IncludeStr,
    Line,
    ModulePath,
    NakedAsm,
    OffsetOf,
    OptionEnv,
    Panic,
    CfgSelect,
    Stringify,
    Unreachable,

    // Derives.
    DeriveClone,
    DeriveCopy,
    DeriveDebug,
    DeriveDefault,
    DeriveEq,
    DeriveHash,
    DeriveOrd,
    DerivePartialEq,
    DerivePartialOrd,

    // Attributes.
    AttrDerive,
    AttrTest,
    AttrBench,
    AttrGlobalAllocator,
    AttrTestCase,
    AttrCfgEval,
}

public static class BuiltinMacros
{
    /// <summary>A name of <c>#[rustc_builtin_macro]</c>; unknown ones are "not supported" when used.</summary>
    public static BuiltinMacro FromName(string name) => name switch
    {
        "asm" => BuiltinMacro.Asm,
        "assert" => BuiltinMacro.Assert,
        "cfg" => BuiltinMacro.Cfg,
        "column" => BuiltinMacro.Column,
        "compile_error" => BuiltinMacro.CompileError,
        "concat" => BuiltinMacro.Concat,
        "concat_bytes" => BuiltinMacro.ConcatBytes,
        "env" => BuiltinMacro.Env,
        "file" => BuiltinMacro.File,
        "format_args" or "const_format_args" => BuiltinMacro.FormatArgs,
        "format_args_nl" => BuiltinMacro.FormatArgsNl,
        "global_asm" => BuiltinMacro.GlobalAsm,
        "include" => BuiltinMacro.Include,
        "include_bytes" => BuiltinMacro.IncludeBytes,
        "include_str" => BuiltinMacro.IncludeStr,
        "line" => BuiltinMacro.Line,
        "module_path" => BuiltinMacro.ModulePath,
        "naked_asm" => BuiltinMacro.NakedAsm,
        "offset_of" => BuiltinMacro.OffsetOf,
        "option_env" => BuiltinMacro.OptionEnv,
        "core_panic" or "std_panic" => BuiltinMacro.Panic,
        "cfg_select" => BuiltinMacro.CfgSelect,
        "stringify" => BuiltinMacro.Stringify,
        "unreachable" => BuiltinMacro.Unreachable,
        "Clone" => BuiltinMacro.DeriveClone,
        "Copy" => BuiltinMacro.DeriveCopy,
        "Debug" => BuiltinMacro.DeriveDebug,
        "Default" => BuiltinMacro.DeriveDefault,
        "Eq" => BuiltinMacro.DeriveEq,
        "Hash" => BuiltinMacro.DeriveHash,
        "Ord" => BuiltinMacro.DeriveOrd,
        "PartialEq" => BuiltinMacro.DerivePartialEq,
        "PartialOrd" => BuiltinMacro.DerivePartialOrd,
        "derive" => BuiltinMacro.AttrDerive,
        "test" => BuiltinMacro.AttrTest,
        "bench" => BuiltinMacro.AttrBench,
        "global_allocator" => BuiltinMacro.AttrGlobalAllocator,
        "test_case" => BuiltinMacro.AttrTestCase,
        "cfg_eval" => BuiltinMacro.AttrCfgEval,
        _ => BuiltinMacro.Unsupported,
    };

    extension(BuiltinMacro macro)
    {
        public bool IsDerive => macro is >= BuiltinMacro.DeriveClone and <= BuiltinMacro.DerivePartialOrd;

        public bool IsAttribute => macro >= BuiltinMacro.AttrDerive;

        public bool IsBang => macro < BuiltinMacro.DeriveClone;
    }
}
