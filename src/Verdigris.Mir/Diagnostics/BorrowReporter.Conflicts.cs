using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
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
        UseSpans useSpans = location == loan.At || kind == BorrowKind.MutTwoPhase && location == loan.ActivatedAt ? borrowSpans : SpansAt(location);
        SourceSpan issued = borrowSpans.ArgsOrUse;
        // An activation is reported where the borrow was made.
        SourceSpan now = _body.SourceInfoAt(location).Span != span && useSpans == SpansAt(location) && !useSpans.IsClosure ? span : useSpans.ArgsOrUse;
        string desc = DescribeAny(place);
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
                first = "";
                break;
            case (_, BorrowKind.MutClosureCapture):
                diagnostic = Diagnostic.Error(
                    "E0501", $"cannot borrow {desc} as {(isMutable ? "mutable" : "immutable")} because previous closure requires unique access", now)
                    .WithPrimaryLabel("second borrow occurs here");
                diagnostic.WithLabel(issued, "closure construction occurs here");
                first = "first ";
                break;
            case (true, BorrowKind.Shared):
                diagnostic = Reborrow(desc, "mutable", "immutable", now, issued);
                first = "immutable ";
                break;
            case (false, _):
                diagnostic = Reborrow(desc, "immutable", "mutable", now, issued);
                first = "mutable ";
                break;
            default:
                diagnostic = Diagnostic.Error("E0499", $"cannot borrow {desc} as mutable more than once at a time", now);
                if (issued == now)
                {
                    diagnostic.WithPrimaryLabel($"{desc} was mutably borrowed here in the previous iteration of the loop");
                }
                else
                {
                    diagnostic.WithPrimaryLabel("second mutable borrow occurs here");
                    diagnostic.WithLabel(issued, "first mutable borrow occurs here");
                }
                first = "first ";
                break;
        }
        AddClosureUses(diagnostic, borrowSpans, useSpans, loan.Place, place);
        AddExplanation(diagnostic, explanation, loan, first, issued, NewNames());
        Buffer(diagnostic);
    }

    private static Diagnostic Reborrow(string desc, string now, string before, SourceSpan span, SourceSpan issued)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0502", $"cannot borrow {desc} as {now} because it is also borrowed as {before}", span);
        diagnostic.WithPrimaryLabel(issued == span ? $"{now} borrow occurs here, but it was borrowed as {before} in the previous iteration of the loop" : $"{now} borrow occurs here");
        if (issued != span)
        {
            diagnostic.WithLabel(issued, $"{before} borrow occurs here");
        }
        return diagnostic;
    }

    /// <summary>Borrows that closures make are shown at the closures; what in them makes the borrow is said besides.</summary>
    private void AddClosureUses(Diagnostic diagnostic, UseSpans borrow, UseSpans use, Place borrowed, Place used)
    {
        if (borrow.IsClosure && use.IsClosure && borrow.Closure != use.Closure)
        {
            diagnostic.WithLabel(borrow.VarOrUse, $"first borrow occurs due to use of {DescribeAny(borrowed)} in closure");
            diagnostic.WithLabel(use.VarOrUse, $"second borrow occurs due to use of {DescribeAny(used)} in closure");
            return;
        }
        if (borrow.IsClosure)
        {
            diagnostic.WithLabel(borrow.VarOrUse, $"{(use.IsClosure ? "borrows occur" : "first borrow occurs")} due to use of {DescribeAny(borrowed)} in closure");
        }
        else if (use.IsClosure)
        {
            diagnostic.WithLabel(use.VarOrUse, $"second borrow occurs due to use of {DescribeAny(used)} in closure");
        }
    }

    /// <summary>E0505</summary>
    public void MoveWhileBorrowed(Location location, Place place, SourceSpan span, Loan loan)
    {
        UseSpans borrow = SpansAt(loan.At);
        UseSpans move = SpansAt(location);
        Diagnostic diagnostic = Diagnostic.Error("E0505", $"cannot move out of {DescribeAny(place)} because it is borrowed", move.ArgsOrUse)
            .WithPrimaryLabel($"move out of {DescribeAny(place)} occurs here");
        LabelDeclaration(diagnostic, place.Local);
        diagnostic.WithLabel(borrow.ArgsOrUse, $"borrow of {DescribeAny(loan.Place)} occurs here");
        if (borrow.IsClosure)
        {
            diagnostic.WithLabel(borrow.VarOrUse, $"borrow occurs due to use in closure");
        }
        if (move.IsClosure)
        {
            diagnostic.WithLabel(move.VarOrUse, $"move occurs due to use in closure");
        }
        AddExplanation(diagnostic, Explain(location, loan), loan, "", null, NewNames());
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
        diagnostic.WithLabel(borrow.ArgsOrUse, $"{DescribeAny(loan.Place)} is borrowed here");
        if (borrow.IsClosure)
        {
            diagnostic.WithLabel(borrow.VarOrUse, "borrow occurs due to use in closure");
        }
        AddExplanation(diagnostic, Explain(location, loan), loan, "", null, NewNames());
        Buffer(diagnostic);
    }

    private void LabelDeclaration(Diagnostic diagnostic, Local local)
    {
        LocalDecl declaration = _body.Locals[local];
        if (declaration.IsUserVariable && declaration.Info.Name is { } name)
        {
            diagnostic.WithLabel(declaration.Source.Span, $"binding `{name.Text}` declared here");
        }
    }
}
