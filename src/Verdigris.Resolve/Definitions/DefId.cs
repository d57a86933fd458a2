using System;
using Verdigris.Base.Collections;

namespace Verdigris.Resolve.Definitions;

/// <summary>A crate of this process, in the order of loading; never reaches output (names and stable hashes do).</summary>
public readonly record struct CrateId : IId<CrateId>
{
    private readonly int _plusOne;

    private CrateId(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static CrateId FromIndex(int index) => new(index + 1);
}

/// <summary>
/// A definition: an item, a field, a generic parameter, a closure … as crate and index into that crate's table.
/// <c>default</c> is "none". Within a crate, indices follow source order, parents before children.
/// </summary>
public readonly record struct DefId : IComparable<DefId>
{
    public DefId(CrateId crate, int index)
    {
        Crate = crate;
        Index = index;
    }

    public CrateId Crate { get; }

    public int Index { get; }

    public bool IsNone => Crate.IsNone;

    public bool IsSome => Crate.IsSome;

    public int CompareTo(DefId other) =>
        Crate == other.Crate ? Index.CompareTo(other.Index) : Crate.Index.CompareTo(other.Crate.Index);

    public override int GetHashCode() => (Crate.Index * 486187739) ^ (Index * -1640531527);
}
