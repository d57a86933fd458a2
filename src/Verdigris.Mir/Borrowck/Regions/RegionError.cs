using Verdigris.Base;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>Why the regions of a body do not work out.</summary>
[Closed]
internal abstract record RegionError
{
    private protected RegionError()
    {
    }

    /// <summary>A universal region would have to outlive another, which nobody promised.</summary>
    public sealed record DoesNotOutlive(RegionVid Longer, RegionVid Shorter, OutlivesConstraint Blame) : RegionError;

    /// <param name="Bound">The universal region to be outlived, to name in messages.</param>
    public sealed record GenericDoesNotOutlive(TypeTest Test, RegionVid? Bound) : RegionError;

    /// <summary>Something does not hold for all regions of a <c>for&lt;…&gt;</c>.</summary>
    public sealed record HigherRanked(RegionVid Placeholder, OutlivesConstraint Blame) : RegionError;

    public sealed record HiddenTypeCaptures(MemberConstraint Member, RegionVid Captured) : RegionError;
}
