using Verdigris.Base.Source;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>Whether a local that is not declared <c>mut</c> may be changed all the same.</summary>
internal enum LocalMutation
{
    Forbidden,
    /// <summary>But captured variables only if they are declared <c>mut</c>.</summary>
    AllowedExceptUpvars,
    Allowed,
}

/// <summary>Who may write: what is declared <c>mut</c>, or reached through <c>&amp;mut</c>.</summary>
internal sealed partial class AccessChecker
{
    /// <summary>True if it was reported that the access is not allowed.</summary>
    private bool CheckPermission(Place place, Access access, LocalMutation localMutation, Location location, SourceSpan span)
    {
        switch (access.Kind)
        {
            case AccessKind.MutBorrow or AccessKind.ReserveMutBorrow:
                if (access.BorrowKind == BorrowKind.MutClosureCapture)
                {
                    localMutation = LocalMutation.Allowed;
                }
                break;
            case AccessKind.Assign:
                break;
            default:
                return false;
        }
        if (FindImmutable(place, localMutation) is not { } obstacle)
        {
            return false;
        }
        if (!_initialised.Locals.Contains(place.Local))
        {
            // Using what is not there is reported elsewhere.
            return false;
        }
        if (access.Kind == AccessKind.Assign)
        {
            reporter.CannotAssign(place, obstacle, location, span);
        }
        else
        {
            reporter.CannotBorrowAsMutable(place, obstacle, location, span);
        }
        return true;
    }

    /// <summary>The owner that must not be changed on the way to a place; null if the place may be written.</summary>
    private Place? FindImmutable(Place place, LocalMutation localMutation)
    {
        while (true)
        {
            if (place.Projection.Length == 0)
            {
                if (localMutation != LocalMutation.Allowed && _initialised.Locals.Contains(place.Local))
                {
                    used.Add(place.Local);
                }
                return body.Locals[place.Local].IsMutable || localMutation != LocalMutation.Forbidden ? null : place;
            }
            Place owner = place.Base();
            if (place.Projection[^1] is PlaceElem.Deref)
            {
                switch (PlaceTy.Of(body, owner, context.Types).Ty)
                {
                    case Ty.Ref { IsMutable: false } or Ty.RawPtr { IsMutable: false }:
                        return place;
                    case Ty.RawPtr:
                        return null;
                    case Ty.Ref:
                        // A unique path to what it points to is all that is needed, unless the capture itself is the reference.
                        if (!(upvars.FieldOf(place) is { } captured && upvars.IsByRef(captured)))
                        {
                            localMutation = LocalMutation.Allowed;
                        }
                        place = owner;
                        continue;
                    default:
                        place = owner;
                        continue;
                }
            }
            if (upvars.FieldOf(place) is { } upvar)
            {
                if (!upvars.Captures[upvar].IsMutable && localMutation != LocalMutation.Allowed)
                {
                    return place;
                }
                if (localMutation != LocalMutation.Allowed)
                {
                    used.Upvars.Add(upvar);
                }
                // The variable may change; but not in a closure that is only shared. Then the variable is to blame.
                return FindImmutable(owner, localMutation) is null ? null : place;
            }
            place = owner;
        }
    }
}
