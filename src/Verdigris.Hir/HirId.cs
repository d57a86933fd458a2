using Verdigris.Base.Collections;

namespace Verdigris.Hir;

/// <summary>
/// A node's number within its owner (an item, trait item, impl item or foreign item, with all bodies, closures and anonymous
/// constants nested in it). Dense from 0 within the owner, so that side tables are arrays.
/// </summary>
public readonly record struct HirId : IId<HirId>
{
    private readonly int _plusOne;

    private HirId(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static HirId FromIndex(int index) => new(index + 1);
}
