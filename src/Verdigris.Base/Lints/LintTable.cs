using System.Collections.Generic;

namespace Verdigris.Base.Lints;

/// <summary>The lints that are checked, with the level they have by default and the group they belong to.</summary>
public static class LintTable
{
    public const string UnusedVariables = "unused_variables";
    public const string UnusedMustUse = "unused_must_use";
    public const string UnsafeCode = "unsafe_code";
    public const string NonSnakeCase = "non_snake_case";
    public const string NonCamelCaseTypes = "non_camel_case_types";
    public const string NonUpperCaseGlobals = "non_upper_case_globals";

    /// <summary>The name that stands for everything that warns.</summary>
    public const string Warnings = "warnings";

    private static readonly Dictionary<string, (LintLevel Level, string? Group)> s_lints = new()
    {
        [UnusedVariables] = (LintLevel.Warn, "unused"),
        [UnusedMustUse] = (LintLevel.Warn, "unused"),
        [UnsafeCode] = (LintLevel.Allow, null),
        [NonSnakeCase] = (LintLevel.Warn, "nonstandard_style"),
        [NonCamelCaseTypes] = (LintLevel.Warn, "nonstandard_style"),
        [NonUpperCaseGlobals] = (LintLevel.Warn, "nonstandard_style"),
    };

    public static LintLevel DefaultOf(string lint) => s_lints[lint].Level;

    public static string? GroupOf(string lint) => s_lints[lint].Group;
}
