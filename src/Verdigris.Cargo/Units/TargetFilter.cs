using System.Collections.Generic;

namespace Verdigris.Cargo.Units;

/// <summary>What a command is about.</summary>
public enum UserIntent
{
    Build,
    Check,
    Test,

    /// <summary><c>test --doc</c></summary>
    Doctest,
}

/// <summary><c>--bins</c> or <c>--bin a --bin b</c>.</summary>
public sealed record FilterRule(bool All, IReadOnlyList<string> Names)
{
    public static FilterRule None { get; } = new(false, []);

    public bool IsNone => !All && Names.Count == 0;
}

/// <summary>Which targets of the selected packages are wanted.</summary>
public sealed record TargetFilter
{
    /// <summary><c>--lib</c></summary>
    public bool Library { get; init; }

    public FilterRule Binaries { get; init; } = FilterRule.None;

    public FilterRule Examples { get; init; } = FilterRule.None;

    public FilterRule Tests { get; init; } = FilterRule.None;

    public FilterRule Benches { get; init; } = FilterRule.None;

    /// <summary><c>--all-targets</c></summary>
    public bool AllTargets { get; init; }

    /// <summary>Binaries whose required features are missing are left out silently (not with <c>run</c>).</summary>
    public bool SkipsByFeatures { get; init; } = true;

    public bool IsSpecific => AllTargets || Library || !Binaries.IsNone || !Examples.IsNone || !Tests.IsNone || !Benches.IsNone;

    /// <summary>Whether anything that uses development dependencies can be among them.</summary>
    public bool NeedsDevelopment(UserIntent intent) => intent == UserIntent.Test || intent == UserIntent.Doctest
        || AllTargets || !Examples.IsNone || !Tests.IsNone || !Benches.IsNone;
}
