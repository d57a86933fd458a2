using System.Collections.Generic;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>
/// The regions that a body does not choose itself. Numbered from 0: <c>'static</c>; then those of the code around (external:
/// only closures have them: first each region in the closure's type, in the order of a fold, then the lifetimes that can be
/// named in the code around); then the body's own (local); the last is the region of the body itself, which all others outlive.
/// </summary>
internal sealed class UniversalRegions
{
    /// <summary>The first local region's number; all between <c>'static</c> and it are external.</summary>
    public required int FirstLocal { get; init; }

    public required int Count { get; init; }

    /// <summary>The regions in the closure's type, which come first among the external ones; 0 for others.</summary>
    public required int ClosureTypeRegions { get; init; }

    public required RegionVid FnBody { get; init; }

    /// <summary>The reference through which a closure's body sees its captures; none for others.</summary>
    public required RegionVid ClosureEnv { get; init; }

    /// <summary>The parameters' types, the closure itself among them.</summary>
    public required List<Ty> Inputs { get; init; }

    public required Ty Output { get; init; }

    public static RegionVid Static => RegionVid.FromIndex(0);

    public bool IsUniversal(RegionVid region) => region.Index < Count;

    public bool IsLocal(RegionVid region) => region.Index >= FirstLocal && region.Index < Count;

    /// <summary>Means the same to the body's creator.</summary>
    public bool IsExternal(RegionVid region) => region.Index < FirstLocal;
}
