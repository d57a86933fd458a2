using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Mir.Diagnostics;
using Verdigris.Mir.Moves;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Borrowck;

/// <summary>Every use of a place finds it initialised; nothing is moved out of borrowed memory.</summary>
internal sealed class MoveChecker(TypeContext context, Body body, MoveData data, InitDataflow dataflow, DiagnosticSink sink)
{
    private readonly HashSet<(MovePath, bool)> _reported = [];

    public void Check()
    {
        foreach (IllegalMove move in data.IllegalMoves)
        {
            body.Tainted = MoveErrors.IllegalMove(context, body, move, sink);
        }
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            if (dataflow.AtEntry(block) is not { } entry)
            {
                continue;
            }
            InitState state = entry.Clone();
            BasicBlockData blockData = body.Blocks[block];
            for (int s = 0; s < blockData.Statements.Count; s++)
            {
                CheckStatement(blockData.Statements[s], state, new Location(block, s));
                dataflow.Apply(state, blockData.Statements[s]);
            }
            CheckTerminator(blockData.Terminator, state, new Location(block, blockData.Statements.Count));
        }
    }

    private void CheckStatement(Statement statement, InitState state, Location location)
    {
        switch (statement)
        {
            case Statement.Assign it:
                CheckRvalue(it.Value, state, location, it.Source.Span);
                CheckAssignedBase(it.Target, state, location, it.Source.Span);
                break;
            case Statement.FakeRead { Cause: not FakeReadCause.ForLet } it:
                Use(it.Place, state, location, it.Source.Span, UseVerb.Used);
                break;
        }
    }

    private void CheckTerminator(Terminator terminator, InitState state, Location location)
    {
        switch (terminator)
        {
            case Terminator.SwitchInt it:
                Use(it.Value, state, location, it.Source.Span);
                break;
            case Terminator.Call it:
                Use(it.Function, state, location, it.Source.Span);
                foreach (Operand arg in it.Args)
                {
                    Use(arg, state, location, it.Source.Span);
                }
                CheckAssignedBase(it.Destination, state, location, it.Source.Span);
                break;
            case Terminator.Assert it:
                Use(it.Condition, state, location, it.Source.Span);
                break;
        }
    }

    private void CheckRvalue(Rvalue rvalue, InitState state, Location location, SourceSpan span)
    {
        switch (rvalue)
        {
            case Rvalue.Use it:
                Use(it.Value, state, location, span);
                break;
            case Rvalue.Repeat it:
                Use(it.Value, state, location, span);
                break;
            case Rvalue.Ref it:
                Use(it.Place, state, location, span, UseVerb.Borrowed);
                break;
            case Rvalue.RawPtr it:
                Use(it.Place, state, location, span, UseVerb.Borrowed);
                break;
            case Rvalue.Cast it:
                Use(it.Value, state, location, span);
                break;
            case Rvalue.Unary it:
                Use(it.Value, state, location, span);
                break;
            case Rvalue.Binary it:
                Use(it.Left, state, location, span);
                Use(it.Right, state, location, span);
                break;
            case Rvalue.Discriminant it:
                Use(it.Place, state, location, span, UseVerb.Used);
                break;
            case Rvalue.Aggregate it:
                foreach (Operand field in it.Fields)
                {
                    Use(field, state, location, span);
                }
                break;
        }
    }

    private void Use(Operand operand, InitState state, Location location, SourceSpan span)
    {
        switch (operand)
        {
            case Operand.Copy it:
                Use(it.Place, state, location, span, UseVerb.Used);
                break;
            case Operand.Move it:
                Use(it.Place, state, location, span, UseVerb.Used);
                break;
        }
    }

    /// <summary>Writing to a part needs the whole: <c>x.f = 1</c> when <c>x</c> was moved.</summary>
    private void CheckAssignedBase(Place target, InitState state, Location location, SourceSpan span)
    {
        for (int i = target.Projection.Length - 1; i >= 0; i--)
        {
            Place owner = new(target.Local, target.Projection[..i]);
            PlaceElem step = target.Projection[i];
            bool needsOwner = step is PlaceElem.Deref
                || (step is PlaceElem.Field && PlaceTy.Of(body, owner, context.Types).Ty is not Ty.Adt { Def.IsUnion: true });
            if (needsOwner)
            {
                Require(owner, state, location, span, step is PlaceElem.Deref ? UseVerb.Used : UseVerb.PartlyAssigned, wholeSubtree: false);
                return;
            }
        }
    }

    private void Use(Place place, InitState state, Location location, SourceSpan span, UseVerb verb) =>
        Require(place, state, location, span, verb, wholeSubtree: true);

    private void Require(Place place, InitState state, Location location, SourceSpan span, UseVerb verb, bool wholeSubtree)
    {
        (MovePath path, bool isExact) = data.Lookup(place);
        MovePath? missing = state.MaybeUninit.Contains(path) ? path : null;
        if (missing is null && isExact && wholeSubtree)
        {
            MovePath?[] found = [null];
            data.ForSubtree(path, (State: state, Found: found), static (it, child) =>
            {
                if (it.Found[0] is null && it.State.MaybeUninit.Contains(child))
                {
                    it.Found[0] = child;
                }
            });
            missing = found[0];
        }
        if (missing is not { } gap || !_reported.Add((RootOf(gap), true)))
        {
            return;
        }
        List<Location> moves = ReachingMoves(gap, location);
        body.Tainted = moves.Count == 0
            ? MoveErrors.Uninitialised(context, body, place, span, verb, state.MaybeInit.Contains(gap), sink)
            : MoveErrors.UseAfterMove(context, body, place, data[gap].Place, span, verb, location, moves, sink);
    }

    private MovePath RootOf(MovePath path)
    {
        while (data[path].Parent.IsSome)
        {
            path = data[path].Parent;
        }
        return path;
    }

    /// <summary>The moves out of a path, its parts or its owners that reach a location without the place being set anew between.</summary>
    private List<Location> ReachingMoves(MovePath path, Location use)
    {
        HashSet<MovePath> related = [];
        data.ForSubtree(path, related, static (set, child) => set.Add(child));
        for (MovePath owner = data[path].Parent; owner.IsSome; owner = data[owner].Parent)
        {
            related.Add(owner);
        }
        Dictionary<BasicBlock, List<int>> movesIn = [];
        foreach (MoveOut move in data.MoveOuts)
        {
            bool isStorageDead = move.Location.Statement < body.Blocks[move.Location.Block].Statements.Count
                && body.Blocks[move.Location.Block].Statements[move.Location.Statement] is Statement.StorageDead;
            if (!isStorageDead && related.Contains(move.Path))
            {
                (movesIn.TryGetValue(move.Location.Block, out List<int>? list) ? list : movesIn[move.Location.Block] = []).Add(move.Location.Statement);
            }
        }
        List<Location> found = [];
        HashSet<BasicBlock> seen = [];
        Stack<(BasicBlock Block, int End)> work = new();
        Dictionary<BasicBlock, List<BasicBlock>> predecessors = Predecessors.Of(body);
        work.Push((use.Block, use.Statement));
        while (work.TryPop(out (BasicBlock Block, int End) at))
        {
            int latest = -1;
            if (movesIn.TryGetValue(at.Block, out List<int>? positions))
            {
                foreach (int position in positions)
                {
                    latest = position < at.End && position > latest ? position : latest;
                }
            }
            if (latest >= 0)
            {
                Location location = new(at.Block, latest);
                if (!found.Contains(location))
                {
                    found.Add(location);
                }
                continue;
            }
            foreach (BasicBlock predecessor in predecessors[at.Block])
            {
                if (dataflow.AtEntry(predecessor) is not null && seen.Add(predecessor))
                {
                    work.Push((predecessor, int.MaxValue));
                }
            }
        }
        found.Sort();
        return found;
    }
}

/// <summary>How a place is used, in the words of the messages.</summary>
internal enum UseVerb
{
    Used,
    Borrowed,
    PartlyAssigned,
}
