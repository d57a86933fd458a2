using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Mir.Moves;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Diagnostics;

/// <summary>Moves out of what must stay as it is: E0507, E0508, E0509.</summary>
internal sealed partial class BorrowReporter
{
    /// <summary>Moves that one pattern makes are one error.</summary>
    /// <param name="Matched">What the pattern takes apart; null for other moves.</param>
    /// <param name="IsOfValue">The matched place itself may be moved; only what is inside may not.</param>
    private sealed record MoveGroup(IllegalMove First, HirExpr? Matched, bool IsOfValue, List<Local> Bindings);

    public void IllegalMoves(List<IllegalMove> moves)
    {
        List<MoveGroup> groups = [];
        foreach (IllegalMove move in moves)
        {
            AddTo(groups, move);
        }
        foreach (MoveGroup group in groups)
        {
            Report(group);
        }
    }

    private void AddTo(List<MoveGroup> groups, IllegalMove move)
    {
        List<Statement> statements = _body.Blocks[move.Location.Block].Statements;
        if (move.Location.Statement < statements.Count && statements[move.Location.Statement] is Statement.Assign { Target.AsLocal: { } binding }
            && _body.Locals[binding].IsUserVariable && Syntax?.BindingAt(_body.Locals[binding].Source.Span) is { } pat && Syntax.MatchedBy(pat) is { } matched)
        {
            bool isWholePattern = Syntax.Lets is var lets && Contains(lets, pat);
            if (isWholePattern)
            {
                // `let x = place;` moves like any other expression.
                groups.Add(new MoveGroup(move, null, false, []));
                return;
            }
            bool isOfValue = move.Kind == IllegalMoveKind.InteriorOfDrop || !IsMovedFrom(matched, move);
            if (groups.Find(group => ReferenceEquals(group.Matched, matched) && group.IsOfValue == isOfValue) is { } known)
            {
                if (!known.Bindings.Contains(binding))
                {
                    known.Bindings.Add(binding);
                }
                return;
            }
            groups.Add(new MoveGroup(move, matched, isOfValue, [binding]));
            return;
        }
        groups.Add(new MoveGroup(move, null, false, []));
    }

    private static bool Contains(IReadOnlyList<HirStmt.Let> lets, HirPat.Binding binding)
    {
        foreach (HirStmt.Let let in lets)
        {
            if (ReferenceEquals(let.Pat, binding))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The matched place is behind the pointer already, as in <c>match *x</c>.</summary>
    private bool IsMovedFrom(HirExpr matched, IllegalMove move)
    {
        TypeckResults results = _crate.TypeckOf(_context, _body.Def);
        return matched is HirExpr.Unary { Op: HirUnOp.Deref } or HirExpr.Index
            || matched is HirExpr.Field field && IsBehindPointer(results, field.Base);
    }

    private static bool IsBehindPointer(TypeckResults results, HirExpr expr) =>
        results.AdjustmentsOf(expr.Id) is [.., { Kind: AdjustmentKind.BuiltinDeref or AdjustmentKind.OverloadedDeref }]
        || expr is HirExpr.Unary { Op: HirUnOp.Deref } || expr is HirExpr.Field field && IsBehindPointer(results, field.Base);

    private void Report(MoveGroup group)
    {
        IllegalMove move = group.First;
        UseSpans use = UseSpans.OfMove(_context, _body, _crate, move.Place, move.Location);
        SourceSpan span = group.Matched?.Span ?? use.ArgsOrUse;
        (Diagnostic diagnostic, bool isOfUpvar) = move.Kind switch
        {
            IllegalMoveKind.InteriorOfDrop => (Diagnostic.Error(
                "E0509", $"cannot move out of type `{_text.Of(move.Ty)}`, which implements the `Drop` trait", span).WithLabel(span, "cannot move out of here"), false),
            IllegalMoveKind.Indexed => (InteriorOfSequence(move, span), false),
            IllegalMoveKind.Borrowed => OutOfBorrowed(move, span),
        };
        if (group.Matched is null && use.Call is { } call)
        {
            string name = Describe(move.Place) is { } it ? $"`{it}`" : "value";
            ExplainSelfCall(diagnostic, span, use, call, move.Place, name, "", "", isForGood: true);
        }
        if (group.Matched is { } matched)
        {
            if (!group.IsOfValue)
            {
                SuggestBorrowing(diagnostic, matched.Span);
            }
            else
            {
                SuggestRefBindings(diagnostic, group.Bindings);
            }
            AddBindings(diagnostic, group.Bindings);
        }
        else
        {
            AddPlainMove(diagnostic, move, use, isOfUpvar);
        }
        Buffer(diagnostic);
    }

    private Diagnostic InteriorOfSequence(IllegalMove move, SourceSpan span)
    {
        string what = move.Ty is Ty.Slice ? "slice" : "array";
        return Diagnostic.Error("E0508", $"cannot move out of type `{_text.Of(move.Ty)}`, a non-copy {what}", span)
            .WithLabel(span, "cannot move out of here");
    }

    private (Diagnostic Diagnostic, bool IsOfUpvar) OutOfBorrowed(IllegalMove move, SourceSpan span)
    {
        Place pointer = move.Through;
        if (pointer.AsLocal is { } local)
        {
            LocalDecl declaration = _body.Locals[local];
            if (declaration.Info.Kind == LocalKind.RefForGuard)
            {
                Diagnostic guard = CannotMoveOut($"`{declaration.Info.Name?.Text}` in pattern guard", span);
                guard.WithNote("variables bound in patterns cannot be moved from until after the end of the pattern guard");
                return (guard, false);
            }
            if (declaration.Info.Kind == LocalKind.StaticRef)
            {
                return (CannotMoveOut($"static item `{_context.Crates.NameOf(declaration.Info.Def).Text}`", span), false);
            }
        }
        if (UpvarAround(move.Place) is { } upvar && pointer.AsLocal is { Index: 1 })
        {
            return (OutOfCapture(move, span, upvar), true);
        }
        (string? named, string unnamed) = SourceOf(pointer);
        return (CannotMoveOut(named is not null && DescribeMoved(move.Place) is { } name ? $"`{name}` which is behind a {named}" : unnamed, span), false);
    }

    private static Diagnostic CannotMoveOut(string what, SourceSpan span) => Diagnostic.Error("E0507", $"cannot move out of {what}", span);

    private int? UpvarAround(Place place)
    {
        for (int i = place.Projection.Length; i > 0; i--)
        {
            if (_upvars.FieldOf(new Place(place.Local, place.Projection[..i])) is { } index)
            {
                return index;
            }
        }
        return null;
    }

    private Diagnostic OutOfCapture(IllegalMove move, SourceSpan span, int upvar)
    {
        string kind = _context.TypeOf(_body.Def) is Ty.Closure { Kind: ClosureKind.FnMut } ? "FnMut" : "Fn";
        string what = _upvars.FieldOf(move.Place) is not null
            ? $"{DescribeAny(move.Place)}, a captured variable in an `{kind}` closure"
            : $"{DescribeAny(move.Place)}, as `{_upvars.NameOf(upvar)}` is a captured variable in an `{kind}` closure";
        Diagnostic diagnostic = CannotMoveOut(what, span);
        if (DeclarationOf(_upvars.Captures[upvar].Variable) is { } declared)
        {
            diagnostic.WithLabel(declared, "captured outer variable");
        }
        if (_crate.Hir.NodeOf(_body.Def) is HirNode.Closure closure)
        {
            diagnostic.WithLabel(closure.Value.DeclSpan, $"captured by this `{kind}` closure");
        }
        return diagnostic;
    }

    /// <summary>The binding of a variable in the function around a closure.</summary>
    private SourceSpan? DeclarationOf(HirId variable) =>
        _crate.BodyOf(_crate.BodyOwnerOf(_body.Def)) is { } hir ? new BodySyntax(hir).BindingOf(variable)?.Span : null;

    /// <summary>What kind of pointer it is, in front of a named place and for one without a name.</summary>
    private (string? Named, string Unnamed) SourceOf(Place pointer)
    {
        if (pointer.AsLocal is { } local && _moves.OfLocal[local] is var path)
        {
            foreach (Location location in Sites.InitialisationsOf(path))
            {
                BasicBlockData block = _body.Blocks[location.Block];
                if (location.Statement == block.Statements.Count
                    && block.Terminator is Terminator.Call { CallSource: CallSource.OverloadedOperator, Function: Operand.Constant { Value.Const: MirConst.Value { Ty: Ty.FnDef def } } })
                {
                    DefId trait = TraitOfMethod(def.Def);
                    Ty self = def.Args.TypeAt(0);
                    if (trait == _context.LangItem(LangItem.Deref) || trait == _context.LangItem(LangItem.DerefMut))
                    {
                        return (null, self is Ty.Adt { Def: var adt } && (IsLibraryType(adt, "alloc", "Rc") || IsLibraryType(adt, "alloc", "Arc"))
                            ? $"an `{adt.Name.Text}`" : $"dereference of `{_text.Of(self)}`");
                    }
                    if (trait == _context.LangItem(LangItem.Index) || trait == _context.LangItem(LangItem.IndexMut))
                    {
                        return (null, $"index of `{_text.Of(self)}`");
                    }
                }
            }
        }
        return PlaceTy.Of(_body, pointer, _context.Types).Ty switch
        {
            Ty.RawPtr => ("raw pointer", "a raw pointer"),
            Ty.Ref { IsMutable: true } => ("mutable reference", "a mutable reference"),
            _ => ("shared reference", "a shared reference"),
        };
    }

    private void SuggestBorrowing(Diagnostic diagnostic, SourceSpan span)
    {
        if (Syntax?.Outermost(span) is HirExpr.Unary { Op: HirUnOp.Deref } deref && deref.Span.Lo < deref.Operand.Span.Lo)
        {
            diagnostic.WithVerboseSuggestion(
                "consider removing the dereference here", Applicability.MaybeIncorrect, new SuggestionEdit(new SourceSpan(span.Lo, span.Lo + 1, span.Context), ""));
            return;
        }
        diagnostic.WithVerboseSuggestion("consider borrowing here", Applicability.MaybeIncorrect, new SuggestionEdit(span.ShrinkToLo(), "&"));
    }

    private void SuggestRefBindings(Diagnostic diagnostic, List<Local> bindings)
    {
        foreach (Local binding in bindings)
        {
            if (Syntax?.BindingAt(_body.Locals[binding].Source.Span) is { } pat)
            {
                diagnostic.WithVerboseSuggestion("consider borrowing the pattern binding", Applicability.MachineApplicable, new SuggestionEdit(pat.Span.ShrinkToLo(), "ref "));
            }
        }
    }

    private void AddBindings(Diagnostic diagnostic, List<Local> bindings)
    {
        bindings.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        for (int i = 0; i < bindings.Count; i++)
        {
            LocalDecl binding = _body.Locals[bindings[i]];
            diagnostic.WithLabel(binding.Source.Span, i == 0 ? "data moved here" : "...and here");
            if (bindings.Count == 1)
            {
                diagnostic.WithLabel(
                    binding.Source.Span, $"move occurs because `{binding.Info.Name?.Text}` has type `{_text.Of(binding.Ty)}`, which does not implement the `Copy` trait");
            }
        }
        if (bindings.Count > 1)
        {
            diagnostic.WithNote("move occurs because these variables have types that don't implement the `Copy` trait");
        }
    }

    private void AddPlainMove(Diagnostic diagnostic, IllegalMove move, UseSpans use, bool isOfUpvar)
    {
        Ty ty = PlaceTy.Of(_body, move.Place, _context.Types).Ty;
        string because = $"move occurs because {DescribeAny(move.Place)} has type `{_text.Of(ty)}`, which does not implement the `Copy` trait";
        bool isLet = IsLetOfVariable(move.Location);
        if (isLet)
        {
            SuggestBorrowing(diagnostic, use.ArgsOrUse);
        }
        if (Syntax?.Outermost(use.VarOrUse) is { } expr && (use.Call is null || !ImplementsClone(ty)))
        {
            SuggestClone(diagnostic, ty, expr);
        }
        if (isOfUpvar && UpvarAround(move.Place) is { } upvar && DeclarationOf(_upvars.Captures[upvar].Variable) is { } declared)
        {
            diagnostic.WithLabel(InitialiserOf(declared) ?? declared, because);
            diagnostic.WithLabel(use.VarOrUse, $"{DescribeAny(move.Place)} is moved here");
        }
        else
        {
            diagnostic.WithLabel(use.VarOrUse, because);
        }
        if (use.IsClosure)
        {
            diagnostic.WithLabel(use.ArgsOrUse, $"{DescribeAny(move.Place)} is moved here");
        }
    }

    private SourceSpan? InitialiserOf(SourceSpan declared)
    {
        if (_crate.BodyOf(_crate.BodyOwnerOf(_body.Def)) is not { } hir)
        {
            return null;
        }
        foreach (HirStmt.Let let in new BodySyntax(hir).Lets)
        {
            if (let.Pat.Span == declared)
            {
                return let.Init?.Span;
            }
        }
        return null;
    }

    private bool IsLetOfVariable(Location location)
    {
        List<Statement> statements = _body.Blocks[location.Block].Statements;
        return location.Statement < statements.Count && statements[location.Statement] is Statement.Assign { Target.AsLocal: { } target }
            && _body.Locals[target].IsUserVariable;
    }
}
