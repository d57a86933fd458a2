using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Moves;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>
/// Regions of a local's type are live where the local may be used later, and those its destructor may look at where it may be
/// dropped later while initialised. Backwards from each use; cost: the live ranges. [RFC 2094, liveness; RFC 1327]
/// </summary>
internal sealed class Liveness(Body body, ControlFlowGraph graph, RegionTable regions, PointTable points, LocalUses uses, MoveData moves, InitDataflow inits)
{
    private readonly Dictionary<BasicBlock, InitState?> _exits = [];
    private readonly Stack<int> _work = new();

    public void Compute(IdMap<Local, Ty> localTypes, MirTypeChecker checker)
    {
        PointSet live = new();
        HashSet<int> definitions = [];
        List<int> used = [];
        List<int> dropped = [];
        IdSet<RegionVid> everywhere = regions.OutlivingUniversals();
        for (int i = 0; i < localTypes.Count; i++)
        {
            Local local = Local.FromIndex(i);
            if ((localTypes[local].Flags & TypeFlags.HasRegionVar) == 0)
            {
                continue;
            }
            if (regions.FreeRegionsOf(localTypes[local]).TrueForAll(everywhere.Contains))
            {
                // They cover the whole body anyway.
                continue;
            }
            used.Clear();
            dropped.Clear();
            definitions.Clear();
            foreach ((int point, UseKind kind) in uses.Of(local))
            {
                switch (kind)
                {
                    case UseKind.Definition:
                        definitions.Add(point);
                        break;
                    case UseKind.Use:
                        used.Add(point);
                        break;
                    case UseKind.Drop:
                        dropped.Add(point);
                        break;
                }
            }
            live.Clear();
            foreach (int point in used)
            {
                Extend(point, live, definitions, null);
            }
            if (!live.IsEmpty)
            {
                foreach (RegionVid region in checker.LiveRegionsOf(localTypes[local]))
                {
                    regions.AddLive(region, live);
                }
            }
            if (dropped.Count > 0)
            {
                ComputeDropLive(local, dropped, definitions, live, checker.DropOutlivesOf(localTypes[local]), checker);
            }
        }
    }

    private void ComputeDropLive(Local local, List<int> dropped, HashSet<int> definitions, PointSet live, List<GenericArg> needed, MirTypeChecker checker)
    {
        if (needed.Count == 0)
        {
            return;
        }
        live.Clear();
        MovePath path = moves.OfLocal[local];
        foreach (int point in dropped)
        {
            if (inits.Before(points.LocationOf(point)) is { } state && IsAnyInit(state, path))
            {
                Extend(point, live, definitions, path);
            }
        }
        if (live.IsEmpty)
        {
            return;
        }
        foreach (GenericArg arg in needed)
        {
            if (arg is Region region)
            {
                regions.AddLive(regions.VidOf(region), live);
            }
            else if (arg is Ty ty)
            {
                foreach (RegionVid inside in checker.LiveRegionsOf(ty))
                {
                    regions.AddLive(inside, live);
                }
            }
        }
    }

    /// <summary>Adds the points before a use back to the definitions; with a path only where it may be initialised.</summary>
    private void Extend(int use, PointSet live, HashSet<int> definitions, MovePath? path)
    {
        // Empty between calls.
        Stack<int> work = _work;
        work.Push(use);
        while (work.TryPop(out int end))
        {
            // The local is live on entry to `end`, and backwards while nothing defines it.
            BasicBlock block = points.BlockOf(end);
            int first = points.FirstOf(block);
            int point = end;
            if (live.Contains(point))
            {
                continue;
            }
            while (point > first && !definitions.Contains(point - 1) && !live.Contains(point - 1))
            {
                point--;
            }
            live.AddRange(point, end + 1);
            if (point != first)
            {
                continue;
            }
            foreach (BasicBlock predecessor in graph.PredecessorsOf(block))
            {
                int last = points.LastOf(predecessor);
                if (definitions.Contains(last) || live.Contains(last) || inits.AtEntry(predecessor) is null)
                {
                    continue;
                }
                if (path is { } wanted && !(ExitOf(predecessor) is { } state && IsAnyInit(state, wanted)))
                {
                    continue;
                }
                work.Push(last);
            }
        }
    }

    private InitState? ExitOf(BasicBlock block)
    {
        if (!_exits.TryGetValue(block, out InitState? state))
        {
            state = inits.Before(new Location(block, body.Blocks[block].Statements.Count));
            if (state is not null)
            {
                inits.Apply(state, body.Blocks[block].Terminator);
            }
            _exits.Add(block, state);
        }
        return state;
    }

    private bool IsAnyInit(InitState state, MovePath path)
    {
        if (state.MaybeInit.Contains(path))
        {
            return true;
        }
        foreach (MovePath child in moves[path].Children)
        {
            if (IsAnyInit(state, child))
            {
                return true;
            }
        }
        return false;
    }
}
