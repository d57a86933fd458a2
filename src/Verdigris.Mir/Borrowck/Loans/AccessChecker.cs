using System;
using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Diagnostics;
using Verdigris.Mir.Lints;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>
/// Walks a body and holds each access against the loans in force there, and against what is declared mutable. [RFC 2094,
/// "Borrow checker phase 2"]
/// </summary>
internal sealed partial class AccessChecker(
    Body body, TypeContext context, BorrowSet borrows, LoanScopes scopes, PlaceConflicts conflicts, Upvars upvars, ControlFlowGraph graph,
    bool localsDieAtExit, UsedMuts used, Func<DefId, ClosureRequirements> requirementsOf, BorrowReporter reporter)
{
    private readonly HashSet<Place> _reportedReservations = [];
    private readonly EverInitialised _everInitialised = new(body, graph);
    private readonly LocalSet _initialised = new(body.Locals.Count);

    public void Check()
    {
        foreach (BasicBlock block in graph.ReversePostorder)
        {
            _initialised.CopyFrom(_everInitialised.AtEntry(block)!);
            BasicBlockData data = body.Blocks[block];
            for (int s = 0; s < data.Statements.Count; s++)
            {
                Location location = new(block, s);
                CheckActivations(location);
                CheckStatement(data.Statements[s], location);
                _everInitialised.Apply(_initialised, data.Statements[s]);
            }
            Location end = new(block, data.Statements.Count);
            CheckActivations(end);
            CheckTerminator(data.Terminator, end);
        }
    }

    private void CheckStatement(Statement statement, Location location)
    {
        SourceSpan span = statement.Source.Span;
        switch (statement)
        {
            case Statement.Assign it:
                CheckRvalue(it.Value, location, span);
                Mutate(it.Target, AccessDepth.Shallow, location, span);
                break;
            case Statement.CopyNonOverlapping it:
                Consume(it.From, location, span);
                Consume(it.To, location, span);
                Consume(it.Count, location, span);
                break;
            case Statement.Assume it:
                Consume(it.Condition, location, span);
                break;
            case Statement.SetDiscriminant it:
                Mutate(it.Target, AccessDepth.Shallow, location, span);
                break;
            case Statement.StorageDead it:
                CheckAccess(new Place(it.Local), new Access(AccessKind.StorageDeadOrDrop, AccessDepth.Shallow), LocalMutation.Allowed, location, span);
                break;
        }
    }

    private void CheckTerminator(Terminator terminator, Location location)
    {
        SourceSpan span = terminator.Source.Span;
        switch (terminator)
        {
            case Terminator.SwitchInt it:
                Consume(it.Value, location, span);
                break;
            case Terminator.Drop it:
                CheckAccess(
                    it.Place, new Access(it.IsReplace ? AccessKind.Replace : AccessKind.StorageDeadOrDrop, AccessDepth.Drop), LocalMutation.Allowed, location, span);
                break;
            case Terminator.Call it:
                Consume(it.Function, location, span);
                foreach (Operand arg in it.Args)
                {
                    Consume(arg, location, span);
                }
                Mutate(it.Destination, AccessDepth.Deep, location, span);
                break;
            case Terminator.Assert it:
                Consume(it.Condition, location, span);
                if (it.Message is AssertMessage.BoundsCheck check)
                {
                    Consume(check.Length, location, span);
                    Consume(check.Index, location, span);
                }
                break;
            case Terminator.Yield it:
                Consume(it.Value, location, span);
                Mutate(it.ResumeArg, AccessDepth.Deep, location, span);
                break;
            case Terminator.InlineAsm it:
                foreach (MirAsmOperand operand in it.Operands)
                {
                    if (operand.Input is not null)
                    {
                        Consume(operand.Input, location, span);
                    }
                    if (operand.Output is not null)
                    {
                        Mutate(operand.Output, AccessDepth.Shallow, location, span);
                    }
                }
                break;
            case Terminator.Return or Terminator.UnwindResume or Terminator.CoroutineDrop:
                CheckExit(location, span);
                break;
        }
    }

    private void CheckRvalue(Rvalue rvalue, Location location, SourceSpan span)
    {
        switch (rvalue)
        {
            case Rvalue.Use it:
                Consume(it.Value, location, span);
                break;
            case Rvalue.Repeat it:
                Consume(it.Value, location, span);
                break;
            case Rvalue.Ref it:
                CheckBorrow(it.Kind, it.Place, location, span);
                break;
            case Rvalue.RawPtr it:
                CheckBorrow(it.IsMutable ? BorrowKind.Mut : BorrowKind.Shared, it.Place, location, span);
                break;
            case Rvalue.Cast it:
                Consume(it.Value, location, span);
                break;
            case Rvalue.Binary it:
                Consume(it.Left, location, span);
                Consume(it.Right, location, span);
                break;
            case Rvalue.Unary it:
                Consume(it.Value, location, span);
                break;
            case Rvalue.Discriminant it:
                CheckAccess(it.Place, new Access(AccessKind.Copy, AccessDepth.Shallow), LocalMutation.Forbidden, location, span);
                break;
            case Rvalue.Aggregate it:
                foreach (Operand field in it.Fields)
                {
                    Consume(field, location, span);
                }
                AddChangedCaptures(it);
                break;
        }
    }

    /// <summary>What a closure changes of what it captures has to be <c>mut</c> here.</summary>
    private void AddChangedCaptures(Rvalue.Aggregate aggregate)
    {
        DefId closure = aggregate.Kind switch
        {
            AggregateKind.Closure it => it.Def,
            AggregateKind.Coroutine it => it.Def,
            _ => default,
        };
        if (closure.IsNone)
        {
            return;
        }
        foreach (int upvar in requirementsOf(closure).ChangedUpvars)
        {
            if (upvar < aggregate.Fields.Length)
            {
                used.AddCaptured(aggregate.Fields[upvar]);
            }
        }
    }

    private void CheckBorrow(BorrowKind kind, Place place, Location location, SourceSpan span)
    {
        Access access = kind switch
        {
            BorrowKind.FakeShallow => new Access(AccessKind.FakeBorrow, AccessDepth.FakeBorrow, kind),
            BorrowKind.FakeDeep => new Access(AccessKind.FakeBorrow, AccessDepth.Deep, kind),
            BorrowKind.Shared => new Access(AccessKind.Borrow, AccessDepth.Deep, kind),
            BorrowKind.MutTwoPhase => new Access(AccessKind.ReserveMutBorrow, AccessDepth.Deep, kind),
            BorrowKind.Mut or BorrowKind.MutClosureCapture => new Access(AccessKind.MutBorrow, AccessDepth.Deep, kind),
        };
        CheckAccess(place, access, LocalMutation.Forbidden, location, span);
    }

    private void Consume(Operand operand, Location location, SourceSpan span)
    {
        switch (operand)
        {
            case Operand.Copy it:
                CheckAccess(it.Place, new Access(AccessKind.Copy, AccessDepth.Deep), LocalMutation.Forbidden, location, span);
                break;
            case Operand.Move it:
                CheckAccess(it.Place, new Access(AccessKind.Move, AccessDepth.Deep), LocalMutation.Allowed, location, span);
                break;
        }
    }

    private void Mutate(Place place, AccessDepth depth, Location location, SourceSpan span)
    {
        if (place.AsLocal is { } local && !body.Locals[local].IsMutable)
        {
            // An immutable variable may be given its first value.
            if (_initialised.Locals.Contains(local))
            {
                reporter.AssignTwice(local, location, span);
            }
            CheckAccess(place, new Access(AccessKind.Assign, depth), LocalMutation.Allowed, location, span);
            return;
        }
        CheckAccess(place, new Access(AccessKind.Assign, depth), LocalMutation.Forbidden, location, span);
    }

    private void CheckActivations(Location location)
    {
        foreach (LoanIdx index in borrows.ActivatedAt(location))
        {
            Loan loan = borrows[index];
            CheckAccess(
                loan.Place, new Access(AccessKind.ActivateMutBorrow, AccessDepth.Deep, loan.Kind, index), LocalMutation.Forbidden, location,
                body.SourceInfoAt(location).Span);
        }
    }

    /// <summary>Leaving the function ends the storage of all its locals.</summary>
    private void CheckExit(Location location, SourceSpan span)
    {
        for (int i = 0; i < borrows.Loans.Count; i++)
        {
            Loan loan = borrows[LoanIdx.FromIndex(i)];
            if (!scopes.IsInScope(loan.Idx, location))
            {
                continue;
            }
            bool isThreadLocal = borrows.IsThreadLocal(loan.Place.Local);
            if (!isThreadLocal && !localsDieAtExit)
            {
                continue;
            }
            Place root = new(loan.Place.Local);
            if (conflicts.Conflicts(loan.Place, loan.Kind, root, isThreadLocal ? AccessDepth.Deep : AccessDepth.Shallow))
            {
                reporter.DoesNotLiveLongEnough(location, loan, root, SpanEnds.EndPoint(span), isDrop: false);
            }
        }
    }

    private void CheckAccess(Place place, Access access, LocalMutation localMutation, Location location, SourceSpan span)
    {
        if (access.Kind == AccessKind.ActivateMutBorrow && _reportedReservations.Contains(place))
        {
            return;
        }
        if (reporter.IsReported(place, span))
        {
            return;
        }
        bool isForbidden = CheckPermission(place, access, localMutation, location, span);
        bool conflicting = CheckConflicts(place, access, location, span);
        if (isForbidden || conflicting)
        {
            reporter.MarkReported(place, span);
        }
    }

    private bool CheckConflicts(Place place, Access access, Location location, SourceSpan span)
    {
        foreach (LoanIdx index in borrows.OfLocal(place.Local))
        {
            if (!scopes.IsInScope(index, location))
            {
                continue;
            }
            Loan loan = borrows[index];
            if (!conflicts.Conflicts(loan.Place, loan.Kind, place, access.Depth) || IsCompatible(access, loan, location))
            {
                continue;
            }
            Report(place, access, loan, location, span);
            return true;
        }
        return false;
    }

    private bool IsCompatible(Access access, Loan loan, Location location) => access.Kind switch
    {
        AccessKind.ActivateMutBorrow => access.Activating == loan.Idx,
        AccessKind.Copy or AccessKind.Borrow => !loan.IsMutable || !IsActive(loan, location),
        AccessKind.FakeBorrow => true,
        AccessKind.ReserveMutBorrow => !loan.IsMutable,
        AccessKind.Move => loan.Kind == BorrowKind.FakeShallow,
        _ => false,
    };

    /// <summary>A two-phase borrow between its reservation and its activation only reads.</summary>
    private bool IsActive(Loan loan, Location location)
    {
        if (loan.Kind != BorrowKind.MutTwoPhase)
        {
            return true;
        }
        if (loan.ActivatedAt is not { } activation)
        {
            return false;
        }
        if (graph.Dominators.Dominates(activation, location))
        {
            return true;
        }
        // Between the two it is reserved; elsewhere (around a loop) it must have been activated before.
        Location reserved = loan.At with { Statement = loan.At.Statement + 1 };
        return !graph.Dominators.Dominates(reserved, location);
    }

    private void Report(Place place, Access access, Loan loan, Location location, SourceSpan span)
    {
        switch (access.Kind)
        {
            case AccessKind.Copy:
                reporter.UseWhileMutablyBorrowed(location, place, span, loan);
                break;
            case AccessKind.Borrow:
                reporter.ConflictingBorrow(location, place, span, access.BorrowKind, loan);
                break;
            case AccessKind.ReserveMutBorrow:
                _reportedReservations.Add(place);
                reporter.ConflictingBorrow(location, place, span, access.BorrowKind, loan);
                break;
            case AccessKind.MutBorrow or AccessKind.ActivateMutBorrow:
                reporter.ConflictingBorrow(location, place, span, access.BorrowKind, loan);
                break;
            case AccessKind.Assign or AccessKind.Replace:
                reporter.AssignWhileBorrowed(location, place, span, loan);
                break;
            case AccessKind.Move:
                reporter.MoveWhileBorrowed(location, place, span, loan);
                break;
            case AccessKind.StorageDeadOrDrop:
                reporter.DoesNotLiveLongEnough(location, loan, place, span, isDrop: true);
                break;
        }
    }
}
