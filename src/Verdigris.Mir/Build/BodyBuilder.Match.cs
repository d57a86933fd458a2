using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Mir.Build;

/// <summary>
/// Matching. The rows of a match are worked off top down: the first row's first open test is made, and the rows below it
/// that the same test decides go with the outcome; the rest is tried where the test does not decide. So no row is copied
/// but by or-patterns, and the tree is linear in the rows. Source: the candidate algorithm of rustc's MIR building.
/// </summary>
internal sealed partial class BodyBuilder
{
    private bool _inGuard;

    private void IntoMatch(Place destination, ref BasicBlock block, HirExpr.Match expr)
    {
        SourceInfo source = Info(expr.Span);
        TypedExpr scrutineeExpr = Full(expr.Scrutinee);
        Ty scrutineeTy = TypeOf(scrutineeExpr);
        PlaceBuilder scrutinee = AsPlaceBuilder(ref block, scrutineeExpr, isMutable: false);
        if (TryToPlace(scrutinee) is { } read)
        {
            Push(block, new Statement.FakeRead(Info(expr.Scrutinee.Span), FakeReadCause.ForMatchedPlace, read));
        }
        List<MatchArm> arms = [];
        List<MatchCandidate> candidates = [];
        foreach (HirArm arm in expr.Arms)
        {
            DeclareBindings(arm.Pat, arm.Guard is not null);
            MatchArm matchArm = new(arm.Guard is not null);
            arms.Add(matchArm);
            candidates.Add(new MatchCandidate(matchArm) { Pairs = [new MatchPair(scrutinee, arm.Pat, scrutineeTy)] });
        }
        BasicBlock noMatch = _scopes.NewBlock();
        List<Place>? outerTested = _testedPlaces;
        _testedPlaces = arms.Exists(static arm => arm.HasGuard) ? [] : null;
        LowerCandidates(candidates, block, noMatch, source);
        List<Local> fakeBorrows = FakeBorrows(block, _testedPlaces ?? [], Info(expr.Scrutinee.Span));
        _testedPlaces = outerTested;
        Terminate(noMatch, new Terminator.Unreachable(source));
        AddFalseEdges(arms, source);
        BasicBlock join = _scopes.NewBlock();
        for (int i = 0; i < arms.Count; i++)
        {
            LowerArm(destination, expr.Arms[i], arms[i], join, fakeBorrows);
        }
        block = join;
    }

    /// <summary>The places that the match being lowered has tested; null if it has no guards.</summary>
    private List<Place>? _testedPlaces;

    /// <summary>
    /// Guards must not change what was tested before them: borrows that say so, in force until each guard is done. They borrow
    /// the tested places themselves and the pointers on the way to them.
    /// </summary>
    private List<Local> FakeBorrows(BasicBlock block, List<Place> tested, SourceInfo source)
    {
        List<Local> borrows = [];
        HashSet<Place> seen = [];
        foreach (Place place in tested)
        {
            AddFakeBorrow(block, place, seen, borrows, source);
            for (int i = place.Projection.Length - 1; i >= 0; i--)
            {
                if (place.Projection[i] is PlaceElem.Deref)
                {
                    AddFakeBorrow(block, new Place(place.Local, place.Projection[..i]), seen, borrows, source);
                }
            }
        }
        return borrows;
    }

    private void AddFakeBorrow(BasicBlock block, Place place, HashSet<Place> seen, List<Local> borrows, SourceInfo source)
    {
        if (!seen.Add(place))
        {
            return;
        }
        Local borrow = NewTemp(Types.Ref(Common.Erased, PlaceTy.Of(_body, place, Types).Ty, isMutable: false), source.Span);
        Assign(block, source, new Place(borrow), new Rvalue.Ref(Common.Erased, BorrowKind.FakeShallow, place));
        borrows.Add(borrow);
    }

    /// <summary>
    /// To the borrow checker every arm might fail and go on to the next one that its row was tried before: only so does it see
    /// the arms as alternatives in order.
    /// </summary>
    private void AddFalseEdges(List<MatchArm> arms, SourceInfo source)
    {
        List<(MatchArm Arm, int Leaf)> order = [];
        foreach (MatchArm arm in arms)
        {
            for (int i = 0; i < arm.Leaves.Count; i++)
            {
                order.Add((arm, i));
            }
        }
        for (int i = 0; i + 1 < order.Count; i++)
        {
            (MatchArm arm, int leaf) = order[i];
            MatchLeaf reached = arm.Leaves[leaf];
            (MatchArm nextArm, int nextLeaf) = order[i + 1];
            BasicBlock bound = _scopes.NewBlock();
            Terminate(reached.Start, new Terminator.FalseEdge(source, bound, nextArm.Leaves[nextLeaf].Start));
            arm.Leaves[leaf] = reached with { Start = bound };
        }
    }

    private void LowerArm(Place destination, HirArm hir, MatchArm arm, BasicBlock join, List<Local> fakeBorrows)
    {
        SourceInfo source = Info(hir.Span);
        if (arm.Leaves.Count == 0)
        {
            return;
        }
        SourceScope outer = _sourceScope;
        _sourceScope = _body.Scopes.Add(new SourceScopeData(hir.Span, outer));
        int depth = _scopes.Depth;
        _scopes.Push(ScopeKind.Terminating);
        BasicBlock body = arm.Leaves.Count == 1 ? default : _scopes.NewBlock();
        BasicBlock block = default;
        for (int i = 0; i < arm.Leaves.Count; i++)
        {
            MatchLeaf leaf = arm.Leaves[i];
            block = leaf.Start;
            if (hir.Guard is not null)
            {
                LowerGuard(ref block, hir.Guard, leaf, depth, fakeBorrows, source);
            }
            // The drops are scheduled once, for the arm; each way in makes the variables live.
            BindByValue(block, leaf.Bindings, schedule: i == 0, source);
            if (arm.Leaves.Count > 1)
            {
                Goto(block, body, source);
                block = body;
            }
        }
        Into(destination, ref block, Full(hir.Body));
        _scopes.Pop(ref block, source);
        Goto(block, join, source);
        _sourceScope = outer;
    }

    /// <summary>
    /// A guard sees the variables through references, so that it cannot move them away when it fails and another arm still
    /// wants them.
    /// </summary>
    private void LowerGuard(ref BasicBlock block, HirExpr guard, MatchLeaf leaf, int depth, List<Local> fakeBorrows, SourceInfo source)
    {
        // What a guard binds itself (`if let`) is there in the arm too.
        foreach (MatchBinding binding in leaf.Bindings)
        {
            VariableLocals locals = _variables[binding.Pat.BindingId];
            Place forGuard = new(locals.ForGuard);
            BindingMode mode = _results.BindingModeOf(binding.Pat.Id);
            Push(block, new Statement.StorageLive(source, locals.ForGuard));
            if (mode.IsByRef)
            {
                // `ref x` is bound for good, and the guard gets a reference to it.
                Push(block, new Statement.StorageLive(source, locals.ForBody));
                Assign(block, source, new Place(locals.ForBody), new Rvalue.Ref(
                    Common.Erased, mode.IsRefMut ? BorrowKind.Mut : BorrowKind.Shared, ToPlace(binding.Source)));
                Assign(block, source, forGuard, new Rvalue.Ref(Common.Erased, BorrowKind.Shared, new Place(locals.ForBody)));
            }
            else
            {
                Assign(block, source, forGuard, new Rvalue.Ref(Common.Erased, BorrowKind.Shared, ToPlace(binding.Source)));
            }
        }
        bool wasInGuard = _inGuard;
        _inGuard = true;
        ThenOrElse(ref block, guard, leaf.Otherwise, depth);
        _inGuard = wasInGuard;
        foreach (Local borrow in fakeBorrows)
        {
            Push(block, new Statement.FakeRead(source, FakeReadCause.ForMatchGuard, new Place(borrow)));
        }
        foreach (MatchBinding binding in leaf.Bindings)
        {
            Push(block, new Statement.FakeRead(
                source, FakeReadCause.ForGuardBinding, new Place(_variables[binding.Pat.BindingId].ForGuard)));
        }
    }

    private void BindByValue(BasicBlock block, List<MatchBinding> bindings, bool schedule, SourceInfo source)
    {
        foreach (MatchBinding binding in bindings)
        {
            VariableLocals locals = _variables[binding.Pat.BindingId];
            BindingMode mode = _results.BindingModeOf(binding.Pat.Id);
            bool isBoundAlready = mode.IsByRef && locals.ForGuard != default;
            if (!isBoundAlready)
            {
                Push(block, new Statement.StorageLive(source, locals.ForBody));
                Bind(block, binding, new Place(locals.ForBody), source);
            }
            if (schedule)
            {
                _scopes.ScheduleDrop(locals.ForBody, NeedsDrop(_body.Locals[locals.ForBody].Ty), needsStorageDead: true);
            }
        }
    }

    private void Bind(BasicBlock block, MatchBinding binding, Place variable, SourceInfo source)
    {
        BindingMode mode = _results.BindingModeOf(binding.Pat.Id);
        Place from = ToPlace(binding.Source);
        Rvalue value = mode.IsByRef
            ? new Rvalue.Ref(Common.Erased, mode.IsRefMut ? BorrowKind.Mut : BorrowKind.Shared, from)
            : new Rvalue.Use(Consume(from, binding.SourceTy));
        Assign(block, Info(binding.Pat.Span), variable, value);
    }

    /// <summary>Makes locals for the variables of a pattern.</summary>
    private void DeclareBindings(HirPat pat, bool hasGuard) =>
        PatBindings.Each(pat, (Builder: this, HasGuard: hasGuard, Pat: pat), static (state, binding) =>
            state.Builder.DeclareBinding(binding, state.Pat, state.HasGuard));

    private void DeclareBinding(HirPat.Binding binding, HirPat whole, bool hasGuard)
    {
        BindingMode mode = _results.BindingModeOf(binding.Id);
        Ty ty = Erase(_results.TypeOf(binding.BindingId));
        LocalInfo info = new(LocalKind.Variable, binding.Ident.Name, IsByRefBinding: mode.IsByRef, PatSpan: whole.Span);
        Local local = _body.Locals.Add(new LocalDecl(ty, mode.IsMutable, Info(binding.Span), info, []));
        Local forGuard = default;
        if (hasGuard)
        {
            Ty reference = Types.Ref(Common.Erased, ty, isMutable: false);
            forGuard = _body.Locals.Add(new LocalDecl(reference, false, Info(binding.Span), info with { Kind = LocalKind.RefForGuard }, []));
        }
        _variables[binding.BindingId] = new VariableLocals(local, forGuard);
        _body.DebugVars.Add(new VarDebugInfo(binding.Ident.Name, Info(binding.Span), new Place(local), 0));
    }

    private void DeclareStorage(BasicBlock block, HirPat.Binding binding, int depth, SourceInfo source)
    {
        Local local = _variables[binding.BindingId].ForBody;
        Push(block, new Statement.StorageLive(source, local));
        _scopes.ScheduleDrop(depth, local, NeedsDrop(_body.Locals[local].Ty), needsStorageDead: true);
    }

    private void BindIrrefutable(ref BasicBlock block, HirPat pat, Place place, SourceSpan span) =>
        BindIrrefutable(ref block, pat, PlaceBuilder.Of(place), span, _scopes.Depth - 1);

    /// <summary>Binds the variables of a pattern that always matches, dropped in the scope of a given depth.</summary>
    private void BindIrrefutable(ref BasicBlock block, HirPat pat, PlaceBuilder place, SourceSpan span, int depth)
    {
        SourceInfo source = Info(span);
        MatchArm arm = new(hasGuard: false);
        Ty ty = PatternTy(pat);
        BasicBlock noMatch = _scopes.NewBlock();
        LowerCandidates([new MatchCandidate(arm) { Pairs = [new MatchPair(place, pat, ty)] }], block, noMatch, source);
        Terminate(noMatch, new Terminator.Unreachable(source));
        JoinLeaves(ref block, arm, depth, source);
    }

    /// <summary>Binds at every leaf of an arm without guard and goes on where they meet.</summary>
    private void JoinLeaves(ref BasicBlock block, MatchArm arm, int depth, SourceInfo source)
    {
        if (arm.Leaves.Count == 0)
        {
            // A match on an empty type: never reached.
            block = _scopes.NewBlock();
            return;
        }
        BasicBlock join = arm.Leaves.Count == 1 ? default : _scopes.NewBlock();
        for (int i = 0; i < arm.Leaves.Count; i++)
        {
            block = arm.Leaves[i].Start;
            foreach (MatchBinding binding in arm.Leaves[i].Bindings)
            {
                Local local = _variables[binding.Pat.BindingId].ForBody;
                Push(block, new Statement.StorageLive(source, local));
                Bind(block, binding, new Place(local), source);
                if (i == 0)
                {
                    _scopes.ScheduleDrop(depth, local, NeedsDrop(_body.Locals[local].Ty), needsStorageDead: true);
                }
            }
            if (arm.Leaves.Count > 1)
            {
                Goto(block, join, source);
                block = join;
            }
        }
    }

    /// <summary>The type of the place that a pattern looks at, before the references it looks through.</summary>
    private Ty PatternTy(HirPat pat)
    {
        ImmutableArray<Ty> peeled = _results.PatAdjustmentsOf(pat.Id);
        if (peeled.Length > 0)
        {
            return Erase(peeled[0]);
        }
        Ty ty = Erase(_results.TypeOf(pat.Id));
        return pat is HirPat.Binding && _results.BindingModeOf(pat.Id).IsByRef && ty is Ty.Ref reference ? reference.Pointee : ty;
    }

    /// <summary><c>if let</c>, <c>while let</c>, let chains: matches or jumps.</summary>
    private void MatchLet(ref BasicBlock block, HirExpr.Let expr, BasicBlock otherwise, int depth)
    {
        SourceInfo source = Info(expr.Span);
        PlaceBuilder scrutinee = AsPlaceBuilder(ref block, Full(expr.Init), isMutable: false);
        if (TryToPlace(scrutinee) is { } read)
        {
            Push(block, new Statement.FakeRead(Info(expr.Init.Span), FakeReadCause.ForMatchedPlace, read));
        }
        MatchOrJump(ref block, expr.Pat, scrutinee, TypeOf(Full(expr.Init)), otherwise, depth, _scopes.Depth - 1, source);
    }

    private void LowerLetElse(ref BasicBlock block, HirStmt.Let let, HirExpr init, int blockDepth, SourceScope inner)
    {
        SourceInfo source = Info(let.Span);
        BasicBlock otherwise = _scopes.NewBlock();
        PlaceBuilder scrutinee = AsPlaceBuilder(ref block, Full(init), isMutable: false);
        if (TryToPlace(scrutinee) is { } read)
        {
            Push(block, new Statement.FakeRead(Info(init.Span), FakeReadCause.ForLet, read));
        }
        int statementDepth = _scopes.Depth - 1;
        // The else block is lowered first, while the variables are neither live nor scheduled.
        MatchArm arm = new(hasGuard: false);
        DeclareBindings(let.Pat, hasGuard: false);
        BasicBlock noMatch = _scopes.NewBlock();
        LowerCandidates([new MatchCandidate(arm) { Pairs = [new MatchPair(scrutinee, let.Pat, TypeOf(Full(init)))] }], block, noMatch, source);
        _scopes.ExitTo(noMatch, statementDepth, otherwise, source);
        BasicBlock elseBlock = otherwise;
        Place never = NewTempPlace(Common.Never, let.Else!.Span);
        IntoBlock(never, ref elseBlock, let.Else);
        Terminate(elseBlock, new Terminator.Unreachable(source));
        JoinLeaves(ref block, arm, blockDepth, source);
    }

    private void MatchOrJump(
        ref BasicBlock block, HirPat pat, PlaceBuilder scrutinee, Ty ty, BasicBlock otherwise, int exitDepth, int bindingDepth, SourceInfo source)
    {
        DeclareBindings(pat, hasGuard: false);
        MatchArm arm = new(hasGuard: false);
        BasicBlock noMatch = _scopes.NewBlock();
        LowerCandidates([new MatchCandidate(arm) { Pairs = [new MatchPair(scrutinee, pat, ty)] }], block, noMatch, source);
        _scopes.ExitTo(noMatch, exitDepth, otherwise, source);
        JoinLeaves(ref block, arm, bindingDepth, source);
    }
}
