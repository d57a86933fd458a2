using Verdigris.Base.Collections;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>A borrow of the body that somebody could violate.</summary>
internal readonly record struct LoanIdx : IId<LoanIdx>
{
    private readonly int _plusOne;

    private LoanIdx(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static LoanIdx FromIndex(int index) => new(index + 1);
}

/// <param name="At">Where the reference is made.</param>
/// <param name="Place">What is borrowed.</param>
/// <param name="Target">What the reference is assigned to.</param>
/// <param name="Region">The borrow is in force wherever this region reaches.</param>
internal sealed record Loan(LoanIdx Idx, Location At, BorrowKind Kind, Place Place, Place Target, RegionVid Region)
{
    public bool IsMutable => Kind is BorrowKind.Mut or BorrowKind.MutTwoPhase or BorrowKind.MutClosureCapture;

    public bool IsFake => Kind is BorrowKind.FakeShallow or BorrowKind.FakeDeep;

    /// <summary>For a two-phase borrow: the use of <see cref="Target"/> that makes it unique; null before one is found.</summary>
    public Location? ActivatedAt { get; set; }
}
