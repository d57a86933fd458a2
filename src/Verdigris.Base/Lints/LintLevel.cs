namespace Verdigris.Base.Lints;

/// <summary>What happens to a finding of a lint. Reference: [attributes.diagnostics.lint.level].</summary>
public enum LintLevel
{
    Allow,
    Warn,
    /// <summary>A warning whatever attributes say; only by <c>--force-warn</c>.</summary>
    ForceWarn,
    Deny,
    /// <summary>Denied, and attributes inside cannot allow it.</summary>
    Forbid,
}

/// <summary><c>-W name</c> and the like; names have underscores.</summary>
public readonly record struct LintOption(string Name, LintLevel Level);
