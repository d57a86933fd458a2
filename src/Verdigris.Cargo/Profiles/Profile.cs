namespace Verdigris.Cargo.Profiles;

/// <summary>How a crate is compiled.</summary>
public sealed record Profile
{
    public required string Name { get; init; }

    /// <summary>The root of the inheritance is <c>release</c>: build scripts see it as <c>PROFILE</c>.</summary>
    public bool IsReleaseRooted { get; init; }

    public string OptLevel { get; init; } = "0";

    /// <summary><c>true</c>, <c>false</c>, <c>off</c> or a kind (<c>thin</c>, <c>fat</c>).</summary>
    public string Lto { get; init; } = "false";

    public long? CodegenUnits { get; init; }

    /// <summary><c>-C debuginfo</c>; <c>0</c> is none.</summary>
    public string Debuginfo { get; init; } = "0";

    /// <summary>Only a preference: a crate that runs at build time does without unless it is built with it anyway.</summary>
    public bool IsDebuginfoDeferred { get; init; }

    public string? SplitDebuginfo { get; init; }

    public bool DebugAssertions { get; init; }

    public bool OverflowChecks { get; init; }

    public bool Rpath { get; init; }

    public bool Incremental { get; init; }

    /// <summary><c>unwind</c> or <c>abort</c>.</summary>
    public string Panic { get; init; } = "unwind";

    public string Strip { get; init; } = "none";

    /// <summary>Nothing was said: what the library brings is stripped if nothing has debug info.</summary>
    public bool IsStripDeferred { get; init; } = true;

    public bool HasDebuginfo => Debuginfo != "0";

    /// <summary>
    /// All settings as text. What is only deferred counts as if it were decided: a crate that runs at build time and is also wanted
    /// for itself is one crate.
    /// </summary>
    public string Key => $"{Name} {IsReleaseRooted} {OptLevel} {Lto} {CodegenUnits} {Debuginfo} {SplitDebuginfo} {DebugAssertions} {OverflowChecks} {Rpath} {Incremental} {Panic} {Strip}";

    public bool Equals(Profile? other) => other is not null && Key == other.Key;

    public override int GetHashCode() => (Name, OptLevel, Debuginfo, Strip).GetHashCode();
}
