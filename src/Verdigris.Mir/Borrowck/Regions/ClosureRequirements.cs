using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>
/// What a closure needs of regions that are not its own, for its creator to show. Regions are numbered as the closure's
/// external ones: see <see cref="UniversalRegions"/>.
/// </summary>
public sealed record ClosureRequirements(ImmutableArray<ClosureRequirement> Requirements)
{
    public static ClosureRequirements None { get; } = new([]);

    /// <summary>The captures that the closure changes: what is captured must be declared <c>mut</c> for that.</summary>
    public ImmutableArray<int> ChangedUpvars { get; init; } = [];
}

/// <param name="LongerRegion">The region that must outlive; none if <paramref name="LongerTy"/> is set.</param>
/// <param name="LongerTy">A type parameter or alias that must outlive; its regions are <see cref="Region.Bound"/> of depth 0, numbered as external ones.</param>
/// <param name="Shorter">The external region that must be outlived.</param>
/// <param name="Category">What the closure does that needs it.</param>
public sealed record ClosureRequirement(int LongerRegion, Ty? LongerTy, int Shorter, int Category, SourceSpan Span);
