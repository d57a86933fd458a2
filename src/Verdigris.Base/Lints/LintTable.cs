using System.Collections.Generic;
using Verdigris.Base.Diagnostics;

namespace Verdigris.Base.Lints;

/// <summary>Lints with the level they have by default and the groups they belong to.</summary>
public static partial class LintTable
{
    public const string ArithmeticOverflow = "arithmetic_overflow";
    public const string BindingsWithVariantName = "bindings_with_variant_name";
    public const string DeadCode = "dead_code";
    public const string Deprecated = "deprecated";
    public const string DoubleNegations = "double_negations";
    public const string IrrefutableLetPatterns = "irrefutable_let_patterns";
    public const string NonCamelCaseTypes = "non_camel_case_types";
    public const string NonSnakeCase = "non_snake_case";
    public const string NonUpperCaseGlobals = "non_upper_case_globals";
    public const string OverflowingLiterals = "overflowing_literals";
    public const string PathStatements = "path_statements";
    public const string RedundantSemicolons = "redundant_semicolons";
    public const string StaticMutRefs = "static_mut_refs";
    public const string UnconditionalPanic = "unconditional_panic";
    public const string UnconditionalRecursion = "unconditional_recursion";
    public const string UnfulfilledLintExpectations = "unfulfilled_lint_expectations";
    public const string UnknownLints = "unknown_lints";
    public const string UnreachableCode = "unreachable_code";
    public const string UnreachablePatterns = "unreachable_patterns";
    public const string UnsafeCode = "unsafe_code";
    public const string UnusedAssignments = "unused_assignments";
    public const string UnusedComparisons = "unused_comparisons";
    public const string UnusedImports = "unused_imports";
    public const string UnusedLabels = "unused_labels";
    public const string UnusedMacros = "unused_macros";
    public const string UnusedMustUse = "unused_must_use";
    public const string UnusedMut = "unused_mut";
    public const string UnusedParens = "unused_parens";
    public const string UnusedUnsafe = "unused_unsafe";
    public const string UnusedVariables = "unused_variables";
    public const string WhileTrue = "while_true";

    /// <summary>The name that stands for everything that warns.</summary>
    public const string Warnings = "warnings";

    private static readonly Dictionary<string, LintInfo> s_lints = Collect();

    private static readonly HashSet<string> s_former =
    [
        "bad_style", "bare_trait_object", "box_pointers", "const_err", "disjoint_capture_migration", "drop_bounds", "elided_lifetime_in_path", "exceeding_bitshifts",
        "illegal_floating_point_literal_pattern", "indirect_structural_match", "missing_fragment_specifier", "mutable_borrow_reservation_conflict",
        "non_fmt_panic", "nontrivial_structural_match", "or_patterns_back_compat", "order_dependent_trait_objects", "overlapping_patterns",
        "pointer_structural_match", "private_in_public", "safe_packed_borrows", "static_mut_ref", "temporary_cstring_as_ptr", "unaligned_references",
        "undropped_manually_drop", "unused_doc_comment", "unused_tuple_struct_fields", "wasm_c_abi", "where_clauses_object_safety",
    ];

    private static readonly HashSet<string> s_groupNames = CollectGroups();

    public static LintLevel DefaultOf(string lint) => s_lints[lint].Level;

    /// <summary>The group that messages name; null for none.</summary>
    public static string? GroupOf(string lint) => s_lints[lint].Groups is [var first, ..] ? first : null;

    /// <summary>Whether a name is a group with the lint in it.</summary>
    public static bool IsInGroup(string lint, string group)
    {
        foreach (string known in s_lints[lint].Groups)
        {
            if (known == group)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether a lint or group has the name, or had it once.</summary>
    public static bool IsKnown(string name) => name == Warnings || s_lints.ContainsKey(name) || s_groupNames.Contains(name) || s_former.Contains(name);

    /// <summary>Whether all findings of a lint are made even where it is allowed.</summary>
    public static bool IsAlwaysLookedFor(string lint) => lint is UnusedVariables or UnusedMut or UnusedImports or UnusedMustUse or UnreachableCode
        or NonSnakeCase or NonCamelCaseTypes or NonUpperCaseGlobals or UnsafeCode or UnusedParens or UnusedLabels;

    /// <summary>The lint or group whose name is most like one that means nothing; null if none is.</summary>
    public static string? MostLike(string name)
    {
        string? best = null;
        int least = int.Max(name.Length, 3) / 3 + 1;
        foreach (string known in (IEnumerable<string>)[.. s_groupNames, .. s_lints.Keys])
        {
            int distance = EditDistance.Between(name, known);
            if (distance < least)
            {
                (best, least) = (known, distance);
            }
        }
        return best;
    }

    private static Dictionary<string, LintInfo> Collect()
    {
        Dictionary<string, LintInfo> lints = [];
        Add(lints, AllowedNames, LintLevel.Allow);
        Add(lints, WarningNames, LintLevel.Warn);
        Add(lints, DeniedNames, LintLevel.Deny);
        foreach ((string group, string[] members) in Groups)
        {
            foreach (string member in members)
            {
                if (lints.TryGetValue(member, out LintInfo? info))
                {
                    info.Groups.Add(group);
                }
            }
        }
        return lints;
    }

    private static void Add(Dictionary<string, LintInfo> lints, string[] names, LintLevel level)
    {
        foreach (string name in names)
        {
            lints.Add(name, new LintInfo(level, []));
        }
    }

    private static HashSet<string> CollectGroups()
    {
        HashSet<string> names = [];
        foreach ((string group, _) in Groups)
        {
            names.Add(group);
        }
        return names;
    }

    private sealed record LintInfo(LintLevel Level, List<string> Groups);
}
