namespace Verdigris.Mir.Borrowck.Loans;

internal enum AccessKind
{
    Copy,
    /// <summary>A shared borrow.</summary>
    Borrow,
    FakeBorrow,
    MutBorrow,
    /// <summary>Making a two-phase borrow: a read for those that are shared.</summary>
    ReserveMutBorrow,
    /// <summary>The first use of a two-phase borrow.</summary>
    ActivateMutBorrow,
    Assign,
    /// <summary>The drop of the old value in an assignment.</summary>
    Replace,
    Move,
    StorageDeadOrDrop,
}

/// <summary>One access to memory at one location.</summary>
/// <param name="BorrowKind">For borrows: which.</param>
/// <param name="Activating">For an activation: the loan.</param>
internal readonly record struct Access(AccessKind Kind, AccessDepth Depth, BorrowKind BorrowKind = BorrowKind.Shared, LoanIdx Activating = default)
{
    public bool IsRead => Kind is AccessKind.Copy or AccessKind.Borrow or AccessKind.FakeBorrow;
}
