using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Mir.ControlFlow;
using Verdigris.Resolve.Definitions;
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
    /// <param name="Path">For a closure's capture: what is captured, where that is not <paramref name="Span"/>.</param>
    public sealed record UsedLater(LaterUse Use, SourceSpan Span, SourceSpan Path, bool InLoop) : BorrowExplanation;

    /// <summary>… or dropped, by a destructor that may look at it.</summary>
    public sealed record Dropped(Local Local, SourceSpan Span) : BorrowExplanation;

    /// <summary>The loan must last as long as a region that the body does not choose.</summary>
    /// <param name="BoundSpan">The where clause that asks for it; none if there is none.</param>
    public sealed record MustBeValidFor(OutlivesConstraint Blame, RegionVid Region, SourceSpan BoundSpan) : BorrowExplanation;

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
        RegionVid live = location == loan.At ? loan.Region : RegionLiveAt(loan.Region, point);
        bool inLoop = false;
        if (live == loan.Region && LoopHeadIn(loan.Region) is { } head)
        {
            // Borrowed and used at the same place: the next iteration is what uses it.
            point = head;
            live = RegionLiveAt(loan.Region, point);
            inLoop = true;
        }
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
            (LaterUse kind, SourceSpan where, SourceSpan path) = KindOfUse(at);
            if (inLoop && kind != LaterUse.ClosureCapture)
            {
                (kind, where, path) = (LaterUse.Other, span, span);
            }
            return new BorrowExplanation.UsedLater(kind, where, path, inLoop);
        }
        return UniversalRequired(loan) ?? BorrowExplanation.Unexplained.Instance;
    }

    /// <summary>The universal region that a loan's must outlive; null if there is none.</summary>
    private BorrowExplanation? UniversalRequired(Loan loan)
    {
        foreach (RegionVid universal in _regions.UniversalsIn(loan.Region))
        {
            if (_regions.PathFrom(loan.Region, region => region == universal) is { } path)
            {
                OutlivesConstraint bound = path.Find(static step => step.Category == ConstraintCategory.Predicate && !step.BoundSpan.IsDummy);
                return new BorrowExplanation.MustBeValidFor(_regions.BlameFor(loan.Region, universal), universal, bound.BoundSpan);
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

    private (LaterUse Kind, SourceSpan Span, SourceSpan Path) KindOfUse(Location at)
    {
        UseSpans spans = SpansAt(at);
        if (spans.IsClosure)
        {
            return (LaterUse.ClosureCapture, spans.VarOrUse, spans.Path);
        }
        SourceSpan span = _body.SourceInfoAt(at).Span;
        BasicBlockData block = _body.Blocks[at.Block];
        if (at.Statement < block.Statements.Count)
        {
            if (block.Statements[at.Statement] is Statement.FakeRead { Cause: FakeReadCause.ForLet, Place: var read })
            {
                return (read.AsLocal is { } local && _body.Locals[local].Ty is Ty.Closure or Ty.Coroutine ? LaterUse.ClosureCapture : LaterUse.Let, span, span);
            }
            return (LaterUse.Other, span, span);
        }
        if (block.Terminator is Terminator.Call { CallSource: CallSource.Normal } call)
        {
            SourceSpan function = call.Function switch
            {
                Operand.Constant it => it.Value.Span,
                Operand.Move { Place.AsLocal: { } callee } when !_body.Locals[callee].IsUserVariable => _body.Locals[callee].Source.Span,
                Operand.Copy { Place.AsLocal: { } callee } when !_body.Locals[callee].IsUserVariable => _body.Locals[callee].Source.Span,
                _ => span,
            };
            return (LaterUse.Call, function, function);
        }
        return (LaterUse.Other, span, span);
    }

    /// <summary>The head of a loop that a region covers: where its next iteration begins.</summary>
    private int? LoopHeadIn(RegionVid region)
    {
        for (int i = 0; i < _body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            if (_body.Blocks[block].Terminator is Terminator.FalseUnwind && _regions.Contains(region, _points.LastOf(block)))
            {
                return _points.LastOf(block);
            }
        }
        return null;
    }

    /// <summary>A temporary in a block's value outlives the block's variables before edition 2024. [destructors.scope.temporary]</summary>
    private void SuggestEarlierDrop(Diagnostic diagnostic, SourceSpan temporary)
    {
        if (_crate.Edition >= 2024 || Syntax is not { } syntax || syntax.Outermost(temporary) is not { } expr)
        {
            return;
        }
        HirExpr inner = expr;
        foreach (HirExpr around in syntax.Around(expr))
        {
            if (around is HirExpr.Block { Value: var block })
            {
                if (block.Expr is not { } tail || !tail.Span.Contains(inner.Span))
                {
                    return;
                }
                if (_crate.TypeckOf(_context, _body.Def).AdjustedTypeOf(tail).IsUnit)
                {
                    diagnostic.WithVerboseSuggestion(
                        "consider adding semicolon after the expression so its temporaries are dropped sooner, before the local variables declared by the block are dropped",
                        Applicability.MaybeIncorrect, new SuggestionEdit(tail.Span.ShrinkToHi(), ";"));
                    return;
                }
                diagnostic.WithNote(
                    "the temporary is part of an expression at the end of a block;\nconsider forcing this temporary to be dropped sooner, before the block's local variables are dropped");
                diagnostic.WithVerboseSuggestion(
                    "for example, you could save the expression's value in a new local variable `x` and then make `x` be the expression at the end of the block",
                    Applicability.MaybeIncorrect, new SuggestionEdit(tail.Span.ShrinkToLo(), "let x = "), new SuggestionEdit(tail.Span.ShrinkToHi(), "; x"));
                return;
            }
            inner = around;
        }
    }

    /// <summary>What runs when a value of a type is dropped, and how the type is called there.</summary>
    private (string Code, string Type) DestructorOf(Ty ty) => ty switch
    {
        Ty.Adt { Def: { IsBox: false } adt } when DropInfo.DropImplOf(_context, adt).IsSome => ("`Drop` code", $"type `{adt.Name.Text}`"),
        Ty.Closure => ("destructor", "closure"),
        Ty.Coroutine => ("destructor", "coroutine"),
        _ => ("destructor", $"type `{_text.Of(ty)}`"),
    };

    /// <summary>The variable whose borrow a span is, by way of its fields and calls on it.</summary>
    private void LabelBorrowedVariable(Diagnostic diagnostic, SourceSpan borrow)
    {
        HirExpr? expr = Syntax?.Outermost(borrow);
        while (true)
        {
            switch (expr)
            {
                case HirExpr.AddrOf it:
                    expr = it.Operand;
                    continue;
                case HirExpr.Unary { Op: HirUnOp.Deref } it:
                    expr = it.Operand;
                    continue;
                case HirExpr.Field it:
                    expr = it.Base;
                    continue;
                case HirExpr.MethodCall it:
                    expr = it.Receiver;
                    continue;
                case HirExpr.Index it:
                    expr = it.Base;
                    continue;
                case HirExpr.Path { QPath: HirQPath.Resolved { Path: { Res: Res.Local local, Segments: [{ Args: null } name] } } }:
                    if (Syntax?.BindingOf(HirId.FromIndex(local.Binding.Index)) is { } binding)
                    {
                        diagnostic.WithLabel(binding.Span, $"binding `{name.Ident.Name.Text}` declared here");
                    }
                    return;
                default:
                    return;
            }
        }
    }

    /// <param name="borrowDesc">In front of "borrow": <c>first </c>, <c>mutable </c>, or nothing.</param>
    /// <param name="borrowSpan">The borrow, whose variable is then shown; null where the message does that itself.</param>
    private void AddExplanation(Diagnostic diagnostic, BorrowExplanation explanation, Loan loan, string borrowDesc, SourceSpan? borrowSpan, RegionNames names)
    {
        if (borrowSpan is { } borrowed)
        {
            LabelBorrowedVariable(diagnostic, borrowed);
        }
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
                if (!it.InLoop && borrowSpan is { } span && Overlaps(span, it.Span))
                {
                    break;
                }
                diagnostic.WithLabel(it.Span, borrowDesc + message);
                if (it.Path != it.Span)
                {
                    diagnostic.WithLabel(it.Path, "used here by closure");
                }
                break;
            }
            case BorrowExplanation.Dropped it:
            {
                (string code, string what) = DestructorOf(_body.Locals[it.Local].Ty);
                if (PlaceNames.NameOf(_body, it.Local) is { } name && _body.Locals[it.Local].IsUserVariable)
                {
                    diagnostic.WithLabel(
                        it.Span, $"{borrowDesc}borrow might be used here, when `{name.Text}` is dropped and runs the {code} for {what}");
                }
                else
                {
                    diagnostic.WithLabel(_body.Locals[it.Local].Source.Span, "a temporary with access to the " + borrowDesc + "borrow is created here ...");
                    diagnostic.WithLabel(
                        it.Span, $"... and the {borrowDesc}borrow might be used here, when that temporary is dropped and runs the {code} for {what}");
                    SuggestEarlierDrop(diagnostic, _body.Locals[it.Local].Source.Span);
                }
                break;
            }
            case BorrowExplanation.MustBeValidFor it:
            {
                if (names.NameOf(it.Region) is not { } region)
                {
                    break;
                }
                names.Explain(diagnostic);
                diagnostic.WithLabel(it.Blame.Span, Describe(loan.Place) is { } place
                    ? $"{CategoryText(it.Blame.Category)}requires that `{place}` is borrowed for `{region.Text}`"
                    : $"{CategoryText(it.Blame.Category)}requires that {borrowDesc}borrow lasts for `{region.Text}`");
                if (!it.BoundSpan.IsDummy)
                {
                    diagnostic.WithNote(it.BoundSpan, $"requirement that the value outlives `{region.Text}` introduced here");
                }
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
