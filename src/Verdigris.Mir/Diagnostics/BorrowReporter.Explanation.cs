using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Types;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Why a loan is still in force at some point.</summary>
[Closed]
internal abstract record BorrowExplanation
{
    private protected BorrowExplanation()
    {
    }

    /// <summary>Something is used later whose type has the loan's region.</summary>
    public sealed record UsedLater(LaterUse Use, SourceSpan Span, bool InLoop) : BorrowExplanation;

    /// <summary>… or dropped, by a destructor that may look at it.</summary>
    public sealed record Dropped(Local Local, SourceSpan Span) : BorrowExplanation;

    /// <summary>The loan must last as long as a region that the body does not choose.</summary>
    public sealed record MustBeValidFor(OutlivesConstraint Blame, RegionVid Region) : BorrowExplanation;

    public sealed record Unexplained : BorrowExplanation
    {
        public static Unexplained Instance { get; } = new();
    }
}

internal enum LaterUse
{
    Other,
    Call,
    ClosureCapture,
    /// <summary>Stored in a variable.</summary>
    Let,
    TraitObject,
}

internal sealed partial class BorrowReporter
{
    private BorrowExplanation Explain(Location location, Loan loan)
    {
        int point = _points.PointOf(location);
        RegionVid live = RegionLiveAt(loan.Region, point);
        if (FindUse(live, point) is var (local, usePoint, isDrop))
        {
            Location at = _points.LocationOf(usePoint);
            if (local == Local.ReturnPlace && UniversalRequired(loan) is { } returned)
            {
                return returned;
            }
            SourceSpan span = _body.SourceInfoAt(at).Span;
            if (isDrop)
            {
                return new BorrowExplanation.Dropped(local, span);
            }
            bool inLoop = IsUseInLaterIteration(loan.At, at);
            (LaterUse kind, SourceSpan where) = KindOfUse(at);
            return new BorrowExplanation.UsedLater(kind, where, inLoop);
        }
        return UniversalRequired(loan) ?? BorrowExplanation.Unexplained.Instance;
    }

    /// <summary>The universal region that a loan's must outlive; null if there is none.</summary>
    private BorrowExplanation? UniversalRequired(Loan loan)
    {
        foreach (RegionVid universal in _regions.UniversalsIn(loan.Region))
        {
            if (_regions.PathFrom(loan.Region, region => region == universal) is not null)
            {
                return new BorrowExplanation.MustBeValidFor(_regions.BlameFor(loan.Region, universal), universal);
            }
        }
        return null;
    }

    /// <summary>The region nearest to the loan's own, by constraints, that is live at a point by itself.</summary>
    private RegionVid RegionLiveAt(RegionVid region, int point)
    {
        List<OutlivesConstraint>? path = _regions.PathFrom(region, candidate =>
            _regions.Universal.IsUniversal(candidate)
            || candidate.Index < _regions.Regions.Liveness.Count && _regions.Regions.Liveness[candidate] is { } live && live.Contains(point));
        return path is { Count: > 0 } ? path[^1].Shorter : region;
    }

    /// <summary>The first later use or drop of a local with the region in its type, nearest first.</summary>
    private (Local Local, int Point, bool IsDrop)? FindUse(RegionVid region, int start)
    {
        List<Local> candidates = [];
        for (int i = 0; i < _types.LocalTypes.Count; i++)
        {
            Local local = Local.FromIndex(i);
            Ty ty = _types.LocalTypes[local];
            if ((ty.Flags & TypeFlags.HasRegionVar) != 0 && _regions.Regions.FreeRegionsOf(ty).Contains(region))
            {
                candidates.Add(local);
            }
        }
        if (candidates.Count == 0)
        {
            return null;
        }
        HashSet<int> seen = [start];
        Queue<int> work = new();
        work.Enqueue(start);
        while (work.TryDequeue(out int point))
        {
            if (!_regions.Contains(region, point))
            {
                continue;
            }
            UseKind? strongest = null;
            Local found = default;
            foreach (Local candidate in candidates)
            {
                if (_uses.At(candidate, point) is { } kind && (strongest is null || kind != UseKind.Definition))
                {
                    strongest = kind;
                    found = candidate;
                }
            }
            switch (strongest)
            {
                case UseKind.Use:
                    return (found, point, false);
                case UseKind.Drop:
                    return (found, point, true);
                case UseKind.Definition:
                    continue;
            }
            BasicBlock block = _points.BlockOf(point);
            if (point < _points.LastOf(block))
            {
                if (seen.Add(point + 1))
                {
                    work.Enqueue(point + 1);
                }
                continue;
            }
            foreach (BasicBlock successor in Successors.Of(_body.Blocks[block].Terminator))
            {
                if (!_body.Blocks[successor].IsCleanup && seen.Add(_points.FirstOf(successor)))
                {
                    work.Enqueue(_points.FirstOf(successor));
                }
            }
        }
        return null;
    }

    private (LaterUse Kind, SourceSpan Span) KindOfUse(Location at)
    {
        UseSpans spans = SpansAt(at);
        if (spans.IsClosure)
        {
            return (LaterUse.ClosureCapture, spans.VarOrUse);
        }
        SourceSpan span = _body.SourceInfoAt(at).Span;
        BasicBlockData block = _body.Blocks[at.Block];
        if (at.Statement < block.Statements.Count)
        {
            return block.Statements[at.Statement] is Statement.FakeRead { Cause: FakeReadCause.ForLet } read
                ? read.Place.AsLocal is { } local && _body.Locals[local].IsUserVariable ? (LaterUse.Let, _body.Locals[local].Source.Span) : (LaterUse.Other, span)
                : (LaterUse.Other, span);
        }
        if (block.Terminator is Terminator.Call { CallSource: CallSource.Normal } call)
        {
            SourceSpan function = call.Function is Operand.Constant constant ? constant.Value.Span : span;
            return (LaterUse.Call, function);
        }
        return (LaterUse.Other, span);
    }

    /// <summary>Whether the use comes before the borrow in the text of a loop, so that only the next iteration gets there.</summary>
    private bool IsUseInLaterIteration(Location borrow, Location use)
    {
        // The borrow must be able to reach the use, and the use the borrow, with the loop's back edge in between.
        if (borrow.Block == use.Block && borrow.Statement < use.Statement)
        {
            return false;
        }
        return _dominators.Dominates(use, borrow) && Reaches(borrow.Block, use.Block);
    }

    private bool Reaches(BasicBlock from, BasicBlock to)
    {
        HashSet<BasicBlock> seen = [];
        Stack<BasicBlock> work = new();
        work.Push(from);
        while (work.TryPop(out BasicBlock block))
        {
            foreach (BasicBlock successor in Successors.Of(_body.Blocks[block].Terminator))
            {
                if (successor == to)
                {
                    return true;
                }
                if (seen.Add(successor))
                {
                    work.Push(successor);
                }
            }
        }
        return false;
    }

    /// <param name="borrowDesc">In front of "borrow": <c>first </c>, <c>mutable </c>, or nothing.</param>
    private void AddExplanation(Diagnostic diagnostic, BorrowExplanation explanation, Loan loan, string borrowDesc, SourceSpan? borrowSpan, RegionNames names)
    {
        switch (explanation)
        {
            case BorrowExplanation.UsedLater it:
            {
                string message = (it.Use, it.InLoop) switch
                {
                    (LaterUse.ClosureCapture, false) => "borrow later captured here by closure",
                    (LaterUse.Call, false) => "borrow later used by call",
                    (LaterUse.Let, false) => "borrow later stored here",
                    (LaterUse.TraitObject, false) => "borrow later captured here by trait object",
                    (LaterUse.Other, false) => "borrow later used here",
                    (LaterUse.ClosureCapture, true) => "borrow captured here by closure, in later iteration of loop",
                    (LaterUse.Call, true) => "borrow used by call, in later iteration of loop",
                    (LaterUse.Let, true) => "borrow later stored here",
                    (LaterUse.TraitObject, true) => "borrow captured here by trait object, in later iteration of loop",
                    (LaterUse.Other, true) => "borrow used here, in later iteration of loop",
                };
                if (!it.InLoop && borrowSpan is { } span && span.Contains(it.Span) && it.Span != span && it.Use == LaterUse.Other)
                {
                    break;
                }
                diagnostic.WithLabel(it.Span, borrowDesc + message);
                break;
            }
            case BorrowExplanation.Dropped it:
            {
                Ty ty = _body.Locals[it.Local].Ty;
                string dropped = _text.Of(ty);
                string code = ty is Ty.Adt adt && DropInfo.DropImplOf(_context, adt.Def).IsSome ? "`Drop` code" : "destructor";
                if (PlaceNames.NameOf(_body, it.Local) is { } name && _body.Locals[it.Local].IsUserVariable)
                {
                    diagnostic.WithLabel(
                        it.Span, $"{borrowDesc}borrow might be used here, when `{name.Text}` is dropped and runs the {code} for type `{dropped}`");
                }
                else
                {
                    diagnostic.WithLabel(_body.Locals[it.Local].Source.Span, "a temporary with access to the " + borrowDesc + "borrow is created here ...");
                    diagnostic.WithLabel(
                        it.Span, $"... and the {borrowDesc}borrow might be used here, when that temporary is dropped and runs the {code} for type `{dropped}`");
                }
                break;
            }
            case BorrowExplanation.MustBeValidFor it:
            {
                if (names.NameOf(it.Region) is not { } region)
                {
                    break;
                }
                string what = Describe(loan.Place) is { } place ? $"`{place}`" : "value";
                diagnostic.WithLabel(it.Blame.Span, $"{CategoryText(it.Blame.Category)}requires that {what} is borrowed for `{region.Text}`");
                names.Explain(diagnostic);
                break;
            }
        }
    }

    /// <summary>What the program does that makes the constraint, with a space behind; nothing when it goes without saying.</summary>
    private static string CategoryText(ConstraintCategory category) => category switch
    {
        ConstraintCategory.Assignment => "assignment ",
        ConstraintCategory.Return or ConstraintCategory.ReturnUpvar => "returning this value ",
        ConstraintCategory.Yield => "yielding this value ",
        ConstraintCategory.UseAsConst => "using this value as a constant ",
        ConstraintCategory.UseAsStatic => "using this value as a static ",
        ConstraintCategory.Cast => "cast ",
        ConstraintCategory.UnsizeCast => "coercion ",
        ConstraintCategory.CallArgument => "argument ",
        ConstraintCategory.TypeAnnotation => "type annotation ",
        ConstraintCategory.GenericArgAnnotation => "generic argument ",
        ConstraintCategory.SizedBound => "proving this value is `Sized` ",
        ConstraintCategory.CopyBound => "copying this value ",
        ConstraintCategory.OpaqueType => "opaque type ",
        ConstraintCategory.ClosureUpvar => "closure capture ",
        ConstraintCategory.Usage => "this usage ",
        ConstraintCategory.Predicate or ConstraintCategory.Boring or ConstraintCategory.BoringNoLocation or ConstraintCategory.Internal
            or ConstraintCategory.UnnameablePlaceholder => "",
    };
}
