using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Two uses of one place that do not go together: E0499–E0506, E0510, E0524.</summary>
internal sealed partial class BorrowReporter
{
    /// <summary>E0503</summary>
    public void UseWhileMutablyBorrowed(Location location, Place place, SourceSpan span, Loan loan)
    {
        UseSpans borrow = SpansAt(loan.At);
        UseSpans use = SpansAt(location);
        Diagnostic diagnostic = Diagnostic.Error("E0503", $"cannot use {DescribeAny(place)} because it was mutably borrowed", use.ArgsOrUse)
            .WithPrimaryLabel($"use of borrowed {DescribeAny(loan.Place)}");
        diagnostic.WithLabel(borrow.ArgsOrUse, $"{DescribeAny(loan.Place)} is borrowed here");
        AddClosureUses(diagnostic, borrow, use, loan.Place, place);
        AddExplanation(diagnostic, Explain(location, loan), loan, "", null, NewNames());
        Buffer(diagnostic);
    }

    /// <summary>E0499, E0500, E0501, E0502, E0510, E0524</summary>
    public void ConflictingBorrow(Location location, Place place, SourceSpan span, BorrowKind kind, Loan loan)
    {
        UseSpans borrowSpans = SpansAt(loan.At);
        UseSpans useSpans = SpansAt(location);
        SourceSpan issued = borrowSpans.ArgsOrUse;
        SourceSpan now = useSpans.ArgsOrUse;
        (string desc, string via, string viaFirst, string union) = DescribeConflict(place, loan.Place);
        bool isMutable = kind is BorrowKind.Mut or BorrowKind.MutTwoPhase or BorrowKind.MutClosureCapture;
        BorrowExplanation explanation = Explain(location, loan);
        Diagnostic diagnostic;
        string first;
        switch (isMutable, loan.Kind)
        {
            case (true, BorrowKind.FakeShallow or BorrowKind.FakeDeep):
                diagnostic = Diagnostic.Error("E0510", $"cannot mutably borrow {DescribeAny(loan.Place)} in match guard", now)
                    .WithPrimaryLabel("cannot mutably borrow");
                diagnostic.WithLabel(issued, "value is immutable in match guard");
                Buffer(diagnostic);
                return;
            case (true, BorrowKind.MutClosureCapture) when kind == BorrowKind.MutClosureCapture:
                diagnostic = Diagnostic.Error("E0524", $"two closures require unique access to {desc} at the same time", now);
                if (issued == now)
                {
                    diagnostic.WithPrimaryLabel("closures are constructed here in different iterations of loop");
                }
                else
                {
                    diagnostic.WithPrimaryLabel("second closure is constructed here");
                    diagnostic.WithLabel(issued, "first closure is constructed here");
                }
                first = "first ";
                break;
            case (_, _) when kind == BorrowKind.MutClosureCapture:
                diagnostic = Diagnostic.Error(
                    "E0500", $"closure requires unique access to {desc} but it is already borrowed", now)
                    .WithPrimaryLabel("closure construction occurs here");
                diagnostic.WithLabel(issued, "borrow occurs here");
                first = "first ";
                break;
            case (_, BorrowKind.MutClosureCapture):
                diagnostic = Diagnostic.Error(
                    "E0501", $"cannot borrow {desc} as {(isMutable ? "mutable" : "immutable")} because previous closure requires unique access", now)
                    .WithPrimaryLabel("second borrow occurs here");
                diagnostic.WithLabel(issued, "closure construction occurs here");
                first = "first ";
                break;
            case (true, BorrowKind.Shared):
                diagnostic = Reborrow(desc, "mutable", "immutable", now, issued, via, viaFirst);
                SuggestSplit(diagnostic, place, loan.Place, now, issued);
                first = "immutable ";
                break;
            case (false, _):
                diagnostic = Reborrow(desc, "immutable", "mutable", now, issued, via, viaFirst);
                SuggestSplit(diagnostic, place, loan.Place, now, issued);
                first = "mutable ";
                break;
            default:
                diagnostic = Diagnostic.Error("E0499", $"cannot borrow {desc}{Via(via)} as mutable more than once at a time", now);
                if (issued == now)
                {
                    diagnostic.WithPrimaryLabel($"{desc} was mutably borrowed here in the previous iteration of the loop");
                }
                else
                {
                    diagnostic.WithPrimaryLabel($"second mutable borrow occurs here{Via(via)}");
                    diagnostic.WithLabel(issued, $"first mutable borrow occurs here{Via(viaFirst)}");
                }
                SuggestSplit(diagnostic, place, loan.Place, now, issued);
                first = "first ";
                break;
        }
        AddClosureUses(diagnostic, borrowSpans, useSpans, loan.Place, place);
        if (union.Length != 0)
        {
            diagnostic.WithNote($"{via} is a field of the union `{union}`, so it overlaps the field {viaFirst}");
        }
        AddExplanation(diagnostic, explanation, loan, first, null, NewNames());
        Buffer(diagnostic);
    }

    private static string Via(string place) => place.Length == 0 ? "" : $" (via {place})";

    private static Diagnostic Reborrow(string desc, string now, string before, SourceSpan span, SourceSpan issued, string via, string viaFirst)
    {
        Diagnostic diagnostic = Diagnostic.Error(
            "E0502", $"cannot borrow {desc}{Via(via)} as {now} because it is also borrowed as {before}{Via(viaFirst)}", span);
        if (via.Length != 0)
        {
            diagnostic.WithLabel(span, $"{now} borrow of {via} -- which overlaps with {viaFirst} -- occurs here");
            diagnostic.WithLabel(issued, $"{before} borrow occurs here{Via(viaFirst)}");
            return diagnostic;
        }
        diagnostic.WithPrimaryLabel(issued == span ? $"{now} borrow occurs here, but it was borrowed as {before} in the previous iteration of the loop" : $"{now} borrow occurs here");
        if (issued != span)
        {
            diagnostic.WithLabel(issued, $"{before} borrow occurs here");
        }
        return diagnostic;
    }

    /// <summary>
    /// The second place; if the two are different fields of a union, the union, both fields and the union's type.
    /// </summary>
    private (string Desc, string Via, string ViaFirst, string Union) DescribeConflict(Place second, Place first)
    {
        PlaceTy ty = new(_body.Locals[second.Local].Ty, null);
        for (int i = 0; i < second.Projection.Length && i < first.Projection.Length; i++)
        {
            if (ty.Ty is Ty.Adt { Def: { IsUnion: true } union } && second.Projection[i] is PlaceElem.Field now && first.Projection[i] is PlaceElem.Field before
                && now.Idx != before.Idx)
            {
                Place owner = new(second.Local, second.Projection[..i]);
                return (DescribeAny(owner), DescribeAny(owner.Project(now)), DescribeAny(owner.Project(before)), union.Name.Text);
            }
            if (!second.Projection[i].Equals(first.Projection[i]))
            {
                break;
            }
            ty = ty.Project(second.Projection[i], _context.Types);
        }
        return (DescribeAny(second), "", "", "");
    }

    /// <summary>Two parts of one sequence can be borrowed after it was split.</summary>
    private void SuggestSplit(Diagnostic diagnostic, Place place, Place borrowed, SourceSpan now, SourceSpan issued)
    {
        bool areElements = place.Projection is [.., PlaceElem.Index] && borrowed.Projection is [.., PlaceElem.Index];
        if (!areElements && !IsSequence(place) && !IsSequence(borrowed) || Syntax is not { } syntax)
        {
            return;
        }
        if (IndexOf(now) is { } second && IndexOf(issued) is { } first && !IsSameIndex(first, second))
        {
            diagnostic.WithHelp("use `.split_at_mut(position)` to obtain two mutable non-overlapping sub-slices");
        }

        HirExpr? IndexOf(SourceSpan span) => syntax.Outermost(span) switch
        {
            HirExpr.AddrOf { Operand: HirExpr.Index it } when areElements => it.IndexValue,
            { } indexed when syntax.ParentOf(indexed) is HirExpr.Index it => it.IndexValue,
            _ => null,
        };
    }

    private bool IsSequence(Place place)
    {
        Ty ty = PlaceTy.Of(_body, place, _context.Types).Ty;
        while (ty is Ty.Ref reference)
        {
            ty = reference.Pointee;
        }
        return ty is Ty.Array or Ty.Slice || ty == _context.Common.Str || ty is Ty.Adt { Def: var adt } && IsLibraryType(adt, "alloc", "Vec");
    }

    private static bool IsSameIndex(HirExpr a, HirExpr b) => (a, b) switch
    {
        (HirExpr.Literal x, HirExpr.Literal y) => x.Value.Equals(y.Value),
        (HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local x } }, HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local y } }) => x.Binding == y.Binding,
        _ => false,
    };

    /// <summary>Borrows that closures make are shown at the closures; what in them makes the borrow is said besides.</summary>
    private void AddClosureUses(Diagnostic diagnostic, UseSpans borrow, UseSpans use, Place borrowed, Place used)
    {
        if (borrow.IsClosure && use.IsClosure && borrow.Closure != use.Closure)
        {
            diagnostic.WithLabel(borrow.Path, $"first borrow occurs due to use of {DescribeAny(borrowed)} in {borrow.Word}");
            diagnostic.WithLabel(use.Path, $"second borrow occurs due to use of {DescribeAny(used)} in {use.Word}");
            return;
        }
        if (borrow.IsClosure)
        {
            diagnostic.WithLabel(borrow.Path, $"{(use.IsClosure ? "borrows occur" : "first borrow occurs")} due to use of {DescribeAny(borrowed)} in {borrow.Word}");
        }
        else if (use.IsClosure)
        {
            diagnostic.WithLabel(use.Path, $"second borrow occurs due to use of {DescribeAny(used)} in {use.Word}");
        }
    }

    /// <summary>E0505</summary>
    public void MoveWhileBorrowed(Location location, Place place, SourceSpan span, Loan loan)
    {
        UseSpans borrow = SpansAt(loan.At);
        UseSpans move = UseSpans.OfMove(_context, _body, _crate, place, location);
        Diagnostic diagnostic = Diagnostic.Error("E0505", $"cannot move out of {DescribeAny(place)} because it is borrowed", move.ArgsOrUse)
            .WithPrimaryLabel($"move out of {DescribeAny(place)} occurs here");
        diagnostic.WithLabel(borrow.ArgsOrUse, $"borrow of {DescribeAny(loan.Place)} occurs here");
        LabelClosureUse(diagnostic, borrow, UseAction.Borrow);
        if (move.IsClosure)
        {
            diagnostic.WithLabel(move.Path, $"move occurs due to use in {move.Word}");
        }
        AddExplanation(diagnostic, Explain(location, loan), loan, "", borrow.ArgsOrUse, NewNames());
        if (Syntax?.Innermost(borrow.ArgsOrUse) is { } borrowing)
        {
            Check.TypeckResults results = _crate.TypeckOf(_context, _body.Def);
            if (borrowing is HirExpr.AddrOf { IsRaw: false, IsMutable: false } explicitly && results.TryTypeOf(explicitly.Operand.Id) is { } referent)
            {
                SuggestClone(diagnostic, referent, explicitly.Operand);
            }
            else if (results.AdjustmentsOf(borrowing.Id) is [{ Kind: Check.AdjustmentKind.Borrow { Kind: Check.AutoBorrow.Shared } }, ..]
                && results.TryTypeOf(borrowing.Id) is { } receiver)
            {
                SuggestClone(diagnostic, receiver, borrowing);
            }
        }
        Buffer(diagnostic);
    }

    /// <summary>E0506, and E0510 in match guards</summary>
    public void AssignWhileBorrowed(Location location, Place place, SourceSpan span, Loan loan)
    {
        UseSpans borrow = SpansAt(loan.At);
        if (loan.IsFake)
        {
            Buffer(Diagnostic.Error("E0510", $"cannot assign {DescribeAny(loan.Place)} in match guard", span)
                .WithPrimaryLabel("cannot assign")
                .WithLabel(borrow.ArgsOrUse, "value is immutable in match guard"));
            return;
        }
        Diagnostic diagnostic = Diagnostic.Error("E0506", $"cannot assign to {DescribeAny(place)} because it is borrowed", span)
            .WithPrimaryLabel($"{DescribeAny(place)} is assigned to here but it was already borrowed");
        diagnostic.WithLabel(borrow.ArgsOrUse, $"{DescribeAny(place)} is borrowed here");
        LabelClosureUse(diagnostic, borrow, UseAction.Borrow);
        AddExplanation(diagnostic, Explain(location, loan), loan, "", null, NewNames());
        Buffer(diagnostic);
    }
}
