using System.Collections.Immutable;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Moves;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Borrowck;

/// <summary>
/// What the borrow checker knew of a body when it judged it, for whoever wants to show it. Nothing here is found out again:
/// these are the checker's own tables. Immutable.
/// </summary>
public sealed class BorrowFacts
{
    private readonly EverInitialised _everInitialised;

    internal BorrowFacts(TypeContext context, Body body, MoveData moves, InitDataflow inits, BorrowSet borrows, LoanScopes scopes, EverInitialised everInitialised)
    {
        Context = context;
        // The checker's own body is elaborated afterwards.
        Body = body.Clone();
        Moves = moves;
        Inits = inits;
        _everInitialised = everInitialised;
        ImmutableArray<LoanFact>.Builder loans = ImmutableArray.CreateBuilder<LoanFact>(borrows.Loans.Count);
        foreach (Loan loan in borrows.Loans.AsSpan())
        {
            loans.Add(new LoanFact(loan, scopes));
        }
        Loans = loans.MoveToImmutable();
    }

    /// <summary>For the names and types that occur in the body.</summary>
    public TypeContext Context { get; }

    /// <summary>As built: <see cref="MirPhase.Built"/>.</summary>
    public Body Body { get; }

    public MoveData Moves { get; }

    public InitDataflow Inits { get; }

    /// <summary>In the order in which they occur in the body. Borrows that nobody could violate are not among them.</summary>
    public ImmutableArray<LoanFact> Loans { get; }

    /// <summary>Whether a local may have had a value before, on entry to a block; it may have been moved out since.</summary>
    public bool MayHaveHadValue(Local local, BasicBlock block) => _everInitialised.AtEntry(block)?.Locals.Contains(local) == true;
}

/// <summary>A borrow, and where it is in force.</summary>
public sealed class LoanFact
{
    private readonly Loan _loan;
    private readonly LoanScopes _scopes;

    internal LoanFact(Loan loan, LoanScopes scopes) => (_loan, _scopes) = (loan, scopes);

    /// <summary>Where the reference is made.</summary>
    public Location At => _loan.At;

    public BorrowKind Kind => _loan.Kind;

    public bool IsMutable => _loan.IsMutable;

    /// <summary>Only looked at by the checker: no reference is made when the program runs.</summary>
    public bool IsFake => _loan.IsFake;

    /// <summary>What is borrowed.</summary>
    public Place Place => _loan.Place;

    /// <summary>Where the reference is put.</summary>
    public Place Target => _loan.Target;

    /// <summary>The use that makes a two-phase borrow unique; null for other borrows.</summary>
    public Location? ActivatedAt => _loan.ActivatedAt;

    /// <summary>On entry to a location, so at the use that comes last too.</summary>
    public bool IsInForceAt(Location location) => _scopes.IsInScope(_loan.Idx, location);
}
