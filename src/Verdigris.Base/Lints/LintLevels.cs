using System.Collections.Generic;
using Verdigris.Base.Source;

namespace Verdigris.Base.Lints;

/// <summary>A level that an attribute gives to a lint or group, for the code it stands on.</summary>
/// <param name="Scope">The code.</param>
/// <param name="Name">The lint or group.</param>
/// <param name="Level">The level.</param>
/// <param name="NameSpan">Where the attribute names it.</param>
public readonly record struct LintAttribute(SourceSpan Scope, string Name, LintLevel Level, SourceSpan NameSpan)
{
    /// <summary><c>#[expect]</c>: allowed, but there has to be a finding.</summary>
    public bool IsExpectation { get; init; }

    /// <summary><c>reason = "…"</c></summary>
    public string? Reason { get; init; }
}

/// <summary>A lint's level at a place, and who said so: an attribute, an option, or nobody.</summary>
public readonly record struct LintSetting(LintLevel Level, LintAttribute? Attribute, LintOption? Option);

/// <summary>The levels of lints all over a crate. Immutable.</summary>
/// <param name="attributes">Outer before inner.</param>
/// <param name="options">In the order of the command line.</param>
/// <param name="cap"><c>--cap-lints</c>.</param>
/// <param name="isEdition2024">Or later: some lints are errors by default then.</param>
public sealed class LintLevels(IReadOnlyList<LintAttribute> attributes, IReadOnlyList<LintOption> options, LintLevel? cap, bool isEdition2024 = false)
{
    public IReadOnlyList<LintAttribute> Attributes => attributes;

    public LintSetting SettingOf(string lint, SourceSpan span)
    {
        LintLevel byDefault = lint == LintTable.StaticMutRefs && isEdition2024 ? LintLevel.Deny : LintTable.DefaultOf(lint);
        LintSetting setting = Find(lint, byDefault, span);
        if (setting.Level == LintLevel.Warn && Find(LintTable.Warnings, LintLevel.Warn, span) is { Level: not LintLevel.Warn } warnings)
        {
            setting = warnings;
        }
        return cap is { } limit && setting.Level > limit && setting.Level != LintLevel.ForceWarn ? setting with { Level = limit } : setting;
    }

    private LintSetting Find(string lint, LintLevel byDefault, SourceSpan span)
    {
        LintSetting setting = new(byDefault, null, null);
        foreach (LintOption option in options)
        {
            if (IsMeant(lint, option.Name) && setting.Level != LintLevel.Forbid)
            {
                setting = new LintSetting(option.Level, null, option);
            }
        }
        if (setting.Level is LintLevel.ForceWarn or LintLevel.Forbid)
        {
            return setting;
        }
        SourceSpan place = HygieneTable.OutermostCallSite(span);
        foreach (LintAttribute attribute in attributes)
        {
            if (IsMeant(lint, attribute.Name) && attribute.Scope.Contains(place))
            {
                setting = new LintSetting(attribute.Level, attribute, null);
                if (attribute.Level == LintLevel.Forbid)
                {
                    break;
                }
            }
        }
        return setting;
    }

    private static bool IsMeant(string lint, string name) => name == lint || (lint != LintTable.Warnings && LintTable.IsInGroup(lint, name));

    /// <summary>False if no code of the crate can have a finding of the lint: then looking for them can be spared.</summary>
    public bool CanBeOn(string lint)
    {
        if (cap == LintLevel.Allow)
        {
            return false;
        }
        foreach (LintAttribute attribute in attributes)
        {
            if ((attribute.Level != LintLevel.Allow || attribute.IsExpectation) && (IsMeant(lint, attribute.Name) || attribute.Name == LintTable.Warnings))
            {
                return true;
            }
        }
        return SettingOf(lint, new SourceSpan(0, uint.MaxValue)).Level != LintLevel.Allow;
    }
}
