using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Types;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Borrows that outlive what they borrow: E0597, E0716, E0515, E0373, E0712, E0713.</summary>
internal sealed partial class BorrowReporter
{
    public void DoesNotLiveLongEnough(Location location, Loan loan, Place dropped, SourceSpan dropSpan, bool isDrop)
    {
        UseSpans borrow = SpansAt(loan.At);
        Place root = new(loan.Place.Local);
        // One end of storage is as good as the other: the same borrow is told once.
        if (!MarkReported(root, borrow.Path))
        {
            return;
        }
        if (_borrows.IsThreadLocal(loan.Place.Local))
        {
            Buffer(Diagnostic.Error("E0712", "thread-local variable borrowed past end of function", borrow.Path)
                .WithPrimaryLabel("thread-local variables cannot be borrowed beyond the end of the function")
                .WithLabel(dropSpan, "end of enclosing function is here"));
            return;
        }
        BorrowExplanation explanation = Explain(location, loan);
        if (isDrop && IsInsideDestructed(loan.Place, dropped))
        {
            DestructorConflict(loan, dropSpan, borrow, dropped, explanation);
            return;
        }
        string? name = Describe(loan.Place);
        if (explanation is BorrowExplanation.MustBeValidFor must)
        {
            if (name is not null && borrow.IsClosure && !must.Blame.IsFromClosure
                && must.Blame.Category is ConstraintCategory.Return or ConstraintCategory.ReturnUpvar or ConstraintCategory.CallArgument or ConstraintCategory.OpaqueType)
            {
                ClosureOutlives(loan, borrow, must, name);
                return;
            }
            if (must.Blame.Category is ConstraintCategory.Return or ConstraintCategory.ReturnUpvar && !must.Blame.IsFromClosure)
            {
                CannotReturnReference(loan, borrow, must.Blame.Span, name);
                return;
            }
        }
        if (name is null)
        {
            TemporaryDropped(loan, dropSpan, borrow, explanation);
            return;
        }
        Diagnostic diagnostic = Diagnostic.Error("E0597", $"`{name}` does not live long enough", borrow.Path)
            .WithPrimaryLabel("borrowed value does not live long enough");
        diagnostic.WithLabel(dropSpan, $"`{name}` dropped here while still borrowed");
        if (borrow.IsClosure)
        {
            diagnostic.WithLabel(borrow.ArgsOrUse, borrow.IsCoroutine ? "value captured here by coroutine" : "value captured here");
        }
        AddExplanation(diagnostic, explanation, loan, "", borrow.Path, NewNames());
        if (explanation is BorrowExplanation.Dropped && dropped.AsLocal is { } local && _body.Locals[local].IsUserVariable
            && ((BorrowExplanation.Dropped)explanation).Local is var later && later != local && _body.Locals[later].IsUserVariable)
        {
            diagnostic.WithNote("values in a scope are dropped in the opposite order they are defined");
        }
        Buffer(diagnostic);
    }

    private void TemporaryDropped(Loan loan, SourceSpan dropSpan, UseSpans borrow, BorrowExplanation explanation)
    {
        SourceSpan made = _body.Locals[loan.Place.Local].Source.Span;
        Diagnostic diagnostic = Diagnostic.Error("E0716", "temporary value dropped while borrowed", made)
            .WithPrimaryLabel("creates a temporary value which is freed while still in use");
        diagnostic.WithLabel(dropSpan, "temporary value is freed at the end of this statement");
        if (explanation is not BorrowExplanation.MustBeValidFor && !SuggestBinding(diagnostic, made))
        {
            diagnostic.WithNote("consider using a `let` binding to create a longer lived value");
        }
        AddExplanation(diagnostic, explanation, loan, "", null, NewNames());
        if (borrow.IsClosure)
        {
            diagnostic.WithLabel(borrow.ArgsOrUse, borrow.IsCoroutine ? "value captured here by coroutine" : "value captured here");
        }
        Buffer(diagnostic);
    }

    /// <summary>A variable in front of the statement; false if the temporary is inside of a nested block.</summary>
    private bool SuggestBinding(Diagnostic diagnostic, SourceSpan temporary)
    {
        if (_crate.BodyOf(_body.Def)?.Value is not HirExpr.Block { Value: var block } || _context.Program.SourceMap.FileOf(temporary) is not { } file)
        {
            return false;
        }
        foreach (HirStmt statement in block.Stmts)
        {
            if (!statement.Span.Contains(temporary) || statement.Span.Context != temporary.Context || NestedStatements.Encloses(statement, temporary))
            {
                continue;
            }
            string text = System.Text.Encoding.UTF8.GetString(file.Text.Span[(int)(temporary.Lo - file.Start)..(int)(temporary.Hi - file.Start)]);
            diagnostic.WithVerboseSuggestion(
                "consider using a `let` binding to create a longer lived value", Applicability.MaybeIncorrect,
                new SuggestionEdit(statement.Span.ShrinkToLo(), $"let binding = {text};\n{IndentationAt(statement.Span)}"), new SuggestionEdit(temporary, "binding"));
            return true;
        }
        return false;
    }

    /// <summary>Whether a block inside a statement holds an expression.</summary>
    private sealed class NestedStatements(SourceSpan wanted) : HirVisitor
    {
        private int _depth;
        private bool _found;

        public static bool Encloses(HirStmt statement, SourceSpan expr)
        {
            NestedStatements nested = new(expr);
            nested.Visit(statement);
            return nested._found;
        }

        public override void Visit(HirBlock block)
        {
            _depth++;
            base.Visit(block);
            _depth--;
        }

        public override void Visit(HirExpr expr)
        {
            _found |= _depth > 0 && expr.Span == wanted;
            base.Visit(expr);
        }
    }

    /// <summary>E0515</summary>
    private void CannotReturnReference(Loan loan, UseSpans borrow, SourceSpan returned, string? name)
    {
        string what;
        string note;
        if (name is not null)
        {
            string kind = loan.Place.AsLocal is { } local
                ? !_body.IsArg(local) ? "local variable " : _upvars.Captures is { IsDefaultOrEmpty: false } && local.Index == 1 ? "variable captured by `move` " : "function parameter "
                : "local data ";
            (what, note) = ($"{kind}`{name}`", $"`{name}` is borrowed here");
        }
        else
        {
            Local local = loan.Place.Local;
            (what, note) = _body.IsArg(local)
                ? ("function parameter", "function parameter borrowed here")
                : _body.Locals[local].IsUserVariable ? ("local binding", "local binding introduced here") : ("temporary value", "temporary value created here");
        }
        string reference = returned == _body.SourceInfoAt(loan.At).Span ? "reference to" : "value referencing";
        Diagnostic diagnostic = Diagnostic.Error("E0515", $"cannot return {reference} {what}", returned)
            .WithPrimaryLabel($"returns a {reference} data owned by the current function");
        SourceSpan borrowed = name is null ? _body.Locals[loan.Place.Local].Source.Span : borrow.Path;
        if (returned != borrowed)
        {
            diagnostic.WithLabel(borrowed, note);
        }
        Buffer(diagnostic);
    }

    /// <summary>E0373</summary>
    private void ClosureOutlives(Loan loan, UseSpans borrow, BorrowExplanation.MustBeValidFor must, string name)
    {
        string what = borrow.IsCoroutine ? "async block" : "closure";
        Diagnostic diagnostic = Diagnostic.Error(
            "E0373", $"{what} may outlive the current function, but it borrows `{name}`, which is owned by the current function", borrow.ArgsOrUse)
            .WithPrimaryLabel($"may outlive borrowed value `{name}`");
        diagnostic.WithLabel(borrow.Path, $"`{name}` is borrowed here");
        RegionNames names = NewNames();
        string region = names.NameOf(must.Region)?.Text ?? "'_";
        switch (must.Blame.Category)
        {
            case ConstraintCategory.Return or ConstraintCategory.ReturnUpvar:
                diagnostic.WithNote(must.Blame.Span, $"{what} is returned here");
                break;
            case ConstraintCategory.OpaqueType:
                diagnostic.WithNote(must.Blame.Span, "opaque type requires argument type to outlive `" + region + "`");
                break;
            default:
                if (borrow.IsCoroutine)
                {
                    diagnostic.WithNote("async blocks are not executed immediately and must either take a reference or ownership of outside variables they use");
                    break;
                }
                diagnostic.WithNote(must.Blame.Span, $"function requires argument type to outlive `{region}`");
                break;
        }
        diagnostic.WithVerboseSuggestion(
            $"to force the {what} to take ownership of `{name}` (and any other referenced variables), use the `move` keyword", Applicability.MachineApplicable,
            borrow.IsCoroutine ? new SuggestionEdit(borrow.ArgsOrUse.ShrinkToHi(), " move") : new SuggestionEdit(borrow.ArgsOrUse.ShrinkToLo(), "move "));
        Buffer(diagnostic);
    }

    /// <summary>Whether the value that is dropped has a destructor which may look at what is borrowed inside of it.</summary>
    private bool IsInsideDestructed(Place borrowed, Place dropped)
    {
        if (borrowed.Projection.Length <= dropped.Projection.Length)
        {
            return false;
        }
        PlaceTy ty = new(_body.Locals[borrowed.Local].Ty, null);
        for (int i = 0; i < borrowed.Projection.Length; i++)
        {
            if (i >= dropped.Projection.Length && borrowed.Projection[i] is PlaceElem.Field && ty.Ty is Ty.Adt { Def.IsBox: false } adt
                && DropInfo.DropImplOf(_context, adt.Def).IsSome)
            {
                return true;
            }
            ty = ty.Project(borrowed.Projection[i], _context.Types);
        }
        return false;
    }

    /// <summary>E0713</summary>
    private void DestructorConflict(Loan loan, SourceSpan dropSpan, UseSpans borrow, Place dropped, BorrowExplanation explanation)
    {
        string type = _text.Of(PlaceTy.Of(_body, dropped, _context.Types).Ty);
        Diagnostic diagnostic = Diagnostic.Error("E0713", "borrow may still be in use when destructor runs", borrow.Path);
        diagnostic.WithLabel(
            dropSpan, $"here, drop of {DescribeAny(dropped)} needs exclusive access to {DescribeAny(loan.Place)}, because the type `{type}` implements the `Drop` trait");
        AddExplanation(diagnostic, explanation, loan, "", null, NewNames());
        Buffer(diagnostic);
    }
}
