using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Moves;

namespace Verdigris.Mir.Borrowck;

/// <param name="IsAcrossLoop">The way from the move to the use leads round a loop.</param>
internal readonly record struct MoveSite(MoveOut Move, bool IsAcrossLoop);

/// <summary>
/// Looks backwards from a use of something that may be gone: which moves took it away, and which assignments on other ways
/// put it back.
/// </summary>
internal sealed class MoveSites
{
    private readonly Body _body;
    private readonly MoveData _data;
    private readonly ControlFlowGraph _graph;
    private readonly Dictionary<Location, List<MoveOut>> _movesAt = [];

    public MoveSites(Body body, MoveData data, ControlFlowGraph graph)
    {
        _body = body;
        _data = data;
        _graph = graph;
        foreach (MoveOut move in data.MoveOuts)
        {
            if (!IsStorageDead(move.Location))
            {
                (_movesAt.TryGetValue(move.Location, out List<MoveOut>? list) ? list : _movesAt[move.Location] = []).Add(move);
            }
        }
    }

    /// <summary>The moves that reach a location, and the assignments from which a move can be reached backwards.</summary>
    public (List<MoveSite> Moves, List<Location> Reinitialisations) Reaching(MovePath path, Location use)
    {
        HashSet<MovePath> owners = [];
        bool isArgument = false;
        for (MovePath at = path; at.IsSome; at = _data[at].Parent)
        {
            owners.Add(at);
            isArgument |= _data[at].Parent.IsNone && _body.IsArg(_data[at].Place.Local);
        }
        Search search = new(this, owners);
        Stack<Location> work = new();
        Stack<Location> backEdges = new();
        void AddPredecessors(Location location)
        {
            foreach (Location predecessor in PredecessorsOf(location))
            {
                (_graph.Dominators.Dominates(location, predecessor) ? backEdges : work).Push(predecessor);
            }
        }
        AddPredecessors(use);
        bool reachesStart = false;
        while (work.TryPop(out Location location))
        {
            if (search.EndsAt(location, isAcrossLoop: false))
            {
                continue;
            }
            reachesStart |= location == Location.Start;
            AddPredecessors(location);
        }
        // A move in an earlier iteration counts only if the value was there on entry to the loop.
        if ((isArgument || !reachesStart) && search.Moves.Count == 0)
        {
            while (backEdges.TryPop(out Location location))
            {
                if (!search.EndsAt(location, isAcrossLoop: true))
                {
                    foreach (Location predecessor in PredecessorsOf(location))
                    {
                        backEdges.Push(predecessor);
                    }
                }
            }
        }
        return (search.Moves, search.Reinitialisations.FindAll(at => ReachesMove(at, search.Moves)));
    }

    /// <summary>Where a path is initialised, in the order of the blocks; parameters are not among them.</summary>
    public List<Location> InitialisationsOf(MovePath path)
    {
        List<Location> found = [];
        for (int i = 0; i < _body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            for (int s = 0; s <= _body.Blocks[block].Statements.Count; s++)
            {
                if (InitialisedAt(new Location(block, s)) == path)
                {
                    found.Add(new Location(block, s));
                }
            }
        }
        return found;
    }

    private bool ReachesMove(Location from, List<MoveSite> moves)
    {
        HashSet<Location> seen = [];
        Stack<Location> work = new();
        work.Push(from);
        while (work.TryPop(out Location location))
        {
            if (!seen.Add(location))
            {
                continue;
            }
            if (moves.Exists(site => site.Move.Location == location))
            {
                return true;
            }
            foreach (Location predecessor in PredecessorsOf(location))
            {
                work.Push(predecessor);
            }
        }
        return false;
    }

    private List<Location> PredecessorsOf(Location location)
    {
        if (location.Statement > 0)
        {
            return [location with { Statement = location.Statement - 1 }];
        }
        List<Location> predecessors = [];
        foreach (BasicBlock predecessor in _graph.PredecessorsOf(location.Block))
        {
            predecessors.Add(new Location(predecessor, _body.Blocks[predecessor].Statements.Count));
        }
        return predecessors;
    }

    private bool IsStorageDead(Location location) =>
        location.Statement < _body.Blocks[location.Block].Statements.Count
        && _body.Blocks[location.Block].Statements[location.Statement] is Statement.StorageDead;

    /// <summary>The path that is given a value at a location; none if there is none that is tracked.</summary>
    private MovePath InitialisedAt(Location location)
    {
        BasicBlockData block = _body.Blocks[location.Block];
        Place? target = location.Statement < block.Statements.Count
            ? (block.Statements[location.Statement] as Statement.Assign)?.Target
            : (block.Terminator as Terminator.Call)?.Destination;
        return target is not null && _data.Lookup(target) is (var path, true) ? path : default;
    }

    private sealed class Search(MoveSites sites, HashSet<MovePath> owners)
    {
        private readonly HashSet<Location> _seen = [];

        public List<MoveSite> Moves { get; } = [];

        public List<Location> Reinitialisations { get; } = [];

        /// <summary>Whether there is no need to look before a location.</summary>
        public bool EndsAt(Location location, bool isAcrossLoop)
        {
            if (!_seen.Add(location))
            {
                return true;
            }
            foreach (MoveOut move in sites._movesAt.GetValueOrDefault(location) ?? [])
            {
                if (owners.Contains(move.Path))
                {
                    Moves.Add(new MoveSite(move, isAcrossLoop));
                    return true;
                }
            }
            if (sites.InitialisedAt(location) is { IsSome: true } set && owners.Contains(set))
            {
                Reinitialisations.Add(location);
                return true;
            }
            return false;
        }
    }
}
