using System;
using System.Collections.Immutable;
using Verdigris.Mir;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>How much of the memory at a place an access touches.</summary>
internal enum AccessDepth
{
    /// <summary>The place itself, not what it points to.</summary>
    Shallow,
    /// <summary>As a fake borrow: neither what is inside matters.</summary>
    FakeBorrow,
    /// <summary>Everything that can be reached through it.</summary>
    Deep,
    /// <summary>What its destructor may touch.</summary>
    Drop,
}

/// <summary>Whether two places share memory.</summary>
internal sealed class PlaceConflicts(Body body, TypeContext context)
{
    private enum Overlap
    {
        /// <summary>Different fields of a union: some bytes are shared, no use looking further.</summary>
        Arbitrary,
        EqualOrDisjoint,
        Disjoint,
    }

    /// <summary>Whether an access may touch what a loan borrows. Elements with unknown indices are taken for the same.</summary>
    public bool Conflicts(Place borrowed, BorrowKind kind, Place access, AccessDepth depth) => Conflicts(borrowed, kind, access, depth, assumeOverlap: true);

    /// <summary>Whether writing the place certainly replaces what was borrowed, or the way to it.</summary>
    public bool DefinitelyOverwrites(Loan loan, Place written) =>
        written.Projection.Length == 0
            ? !(body.Locals[written.Local].Info.Kind == LocalKind.StaticRef)
            : Conflicts(loan.Place, loan.Kind, written, AccessDepth.Deep, assumeOverlap: false);

    private bool Conflicts(Place borrowed, BorrowKind kind, Place access, AccessDepth depth, bool assumeOverlap)
    {
        if (borrowed.Local != access.Local)
        {
            return false;
        }
        if (borrowed.Projection.Length == 0 && access.Projection.Length == 0)
        {
            return true;
        }
        ImmutableArray<PlaceElem> ofBorrow = borrowed.Projection;
        ImmutableArray<PlaceElem> ofAccess = access.Projection;
        PlaceTy ty = new(body.Locals[borrowed.Local].Ty, null);
        // Up to here the two are the same memory, or disjoint (elements of one array).
        for (int i = 0; i < ofBorrow.Length; i++)
        {
            if (i < ofAccess.Length)
            {
                switch (OverlapOf(ty.Ty, ofBorrow[i], ofAccess[i], assumeOverlap))
                {
                    case Overlap.Arbitrary:
                        return true;
                    case Overlap.Disjoint:
                        return false;
                }
            }
            else
            {
                // The access is to an owner of what is borrowed.
                switch (ofBorrow[i])
                {
                    case var _ when depth == AccessDepth.FakeBorrow:
                        return false;
                    case PlaceElem.Deref when depth == AccessDepth.Shallow:
                        return false;
                    case PlaceElem.Deref when depth == AccessDepth.Drop && ty.Ty is Ty.Ref:
                        // Dropping a reference does nothing to what it points to.
                        return false;
                    case PlaceElem.Field when depth == AccessDepth.Drop && ty.Ty is Ty.Adt adt && DropInfo.DropImplOf(context, adt.Def).IsSome:
                        return true;
                }
            }
            ty = ty.Project(ofBorrow[i], context.Types);
        }
        // What is borrowed is the accessed place, or an owner of it.
        return kind != BorrowKind.FakeShallow || ofBorrow.Length >= ofAccess.Length;
    }

    private static Overlap OverlapOf(Ty ty, PlaceElem a, PlaceElem b, bool assumeOverlap)
    {
        Overlap unknown = assumeOverlap ? Overlap.EqualOrDisjoint : Overlap.Disjoint;
        switch (a, b)
        {
            case (PlaceElem.Deref, PlaceElem.Deref):
                return Overlap.EqualOrDisjoint;
            case (PlaceElem.Field x, PlaceElem.Field y):
                return x.Idx == y.Idx ? Overlap.EqualOrDisjoint : ty is Ty.Adt { Def.IsUnion: true } ? Overlap.Arbitrary : Overlap.Disjoint;
            case (PlaceElem.Downcast x, PlaceElem.Downcast y):
                return x.Variant == y.Variant || ty is not Ty.Adt { Def.IsEnum: true } ? Overlap.EqualOrDisjoint : Overlap.Disjoint;
            case (PlaceElem.Index, _) or (_, PlaceElem.Index):
                return unknown;
            case (PlaceElem.ConstantIndex x, PlaceElem.ConstantIndex y):
                if (x.FromEnd == y.FromEnd)
                {
                    return IfMayOverlap(x.Offset == y.Offset);
                }
                (PlaceElem.ConstantIndex front, PlaceElem.ConstantIndex back) = x.FromEnd ? (y, x) : (x, y);
                // Both patterns matched, so the sequence is at least as long as the longer of them says.
                return IfMayOverlap(front.Offset >= Math.Max(front.MinLength, back.MinLength) - back.Offset);
            case (PlaceElem.ConstantIndex x, PlaceElem.Subslice y):
                return IfMayOverlap(IsInside(x, y));
            case (PlaceElem.Subslice x, PlaceElem.ConstantIndex y):
                return IfMayOverlap(IsInside(y, x));
            case (PlaceElem.Subslice { FromEnd: false } x, PlaceElem.Subslice { FromEnd: false } y):
                return IfMayOverlap(y.From < x.To && x.From < y.To);
            default:
                return Overlap.EqualOrDisjoint;
        }
    }

    private static Overlap IfMayOverlap(bool may) => may ? Overlap.EqualOrDisjoint : Overlap.Disjoint;

    private static bool IsInside(PlaceElem.ConstantIndex element, PlaceElem.Subslice slice) => (element.FromEnd, slice.FromEnd) switch
    {
        (false, false) => slice.From <= element.Offset && element.Offset < slice.To,
        (false, true) => element.Offset >= slice.From,
        (true, true) => element.Offset > slice.To,
        (true, false) => true,
    };
}
