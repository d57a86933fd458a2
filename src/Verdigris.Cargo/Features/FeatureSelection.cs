using System.Collections.Generic;

namespace Verdigris.Cargo.Features;

/// <summary><c>--features</c>, <c>--all-features</c>, <c>--no-default-features</c>.</summary>
public sealed record FeatureSelection
{
    public IReadOnlyList<string> Features { get; init; } = [];

    public bool AllFeatures { get; init; }

    public bool UsesDefault { get; init; } = true;
}
