using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.ControlFlow;
using Verdigris.Types.Facts;

namespace Verdigris.Mir.Borrowck.Loans;

/// <summary>
/// Where each loan is in force: from the borrow on, as long as control stays in the loan's region and nobody assigns to what
/// was borrowed or ends its storage.
/// </summary>
internal sealed class LoanScopes
{
    private readonly PointSet[] _inScope;
    private readonly PointTable _points;

    private LoanScopes(PointTable points, PointSet[] inScope) => (_points, _inScope) = (points, inScope);

    public static LoanScopes Compute(ControlFlowGraph graph, Body body, BorrowSet borrows, RegionInference regions, PointTable points, PlaceConflicts conflicts)
    {
        Dictionary<Local, List<(int Point, Place? Place)>> kills = FindKills(body, borrows, points);
        PointSet[] scopes = new PointSet[borrows.Loans.Count];
        for (int i = 0; i < scopes.Length; i++)
        {
            Loan loan = borrows[LoanIdx.FromIndex(i)];
            scopes[i] = ScopeOf(loan, graph, regions.PointsOf(loan.Region), points, KillsOf(loan, kills, conflicts));
        }
        return new LoanScopes(points, scopes);
    }

    /// <summary>Whether the loan is in force on entry to a location.</summary>
    public bool IsInScope(LoanIdx loan, Location location) => _inScope[loan.Index].Contains(_points.PointOf(location));

    private static PointSet ScopeOf(Loan loan, ControlFlowGraph graph, PointSet region, PointTable points, HashSet<int>? kills)
    {
        PointSet scope = new();
        Stack<int> work = new();
        // The borrow takes effect after its own statement.
        int made = points.PointOf(loan.At);
        if (made == points.LastOf(loan.At.Block))
        {
            return scope;
        }
        work.Push(made + 1);
        while (work.TryPop(out int point))
        {
            BasicBlock block = points.BlockOf(point);
            int last = points.LastOf(block);
            int end = point;
            bool leaves = true;
            while (end <= last)
            {
                if (!region.Contains(end) || scope.Contains(end))
                {
                    leaves = false;
                    break;
                }
                end++;
                // A kill takes effect after its point, where the loan is still seen.
                if (kills is not null && kills.Contains(end - 1))
                {
                    leaves = false;
                    break;
                }
            }
            scope.AddRange(point, end);
            if (leaves)
            {
                foreach (BasicBlock successor in graph.SuccessorsOf(block))
                {
                    int first = points.FirstOf(successor);
                    if (region.Contains(first) && !scope.Contains(first))
                    {
                        work.Push(first);
                    }
                }
            }
        }
        return scope;
    }

    private static HashSet<int>? KillsOf(Loan loan, Dictionary<Local, List<(int Point, Place? Place)>> kills, PlaceConflicts conflicts)
    {
        if (!kills.TryGetValue(loan.Place.Local, out List<(int Point, Place? Place)>? ofLocal))
        {
            return null;
        }
        HashSet<int> result = [];
        foreach ((int point, Place? place) in ofLocal)
        {
            if (place is null || conflicts.DefinitelyOverwrites(loan, place))
            {
                result.Add(point);
            }
        }
        return result;
    }

    /// <summary>Assignments and ends of storage, by local; no place for the end of storage.</summary>
    private static Dictionary<Local, List<(int Point, Place? Place)>> FindKills(Body body, BorrowSet borrows, PointTable points)
    {
        Dictionary<Local, List<(int Point, Place? Place)>> kills = [];
        void Add(Local local, int point, Place? place)
        {
            if (borrows.OfLocal(local).IsEmpty)
            {
                return;
            }
            if (!kills.TryGetValue(local, out List<(int Point, Place? Place)>? list))
            {
                kills.Add(local, list = []);
            }
            list.Add((point, place));
        }
        for (int i = 0; i < body.Blocks.Count; i++)
        {
            BasicBlock block = BasicBlock.FromIndex(i);
            BasicBlockData data = body.Blocks[block];
            int point = points.FirstOf(block);
            foreach (Statement statement in data.Statements)
            {
                switch (statement)
                {
                    case Statement.Assign it:
                        Add(it.Target.Local, point, it.Target);
                        break;
                    // What holds the address of a static may go; the static stays.
                    case Statement.StorageDead it when body.Locals[it.Local].Info.Kind != LocalKind.StaticRef:
                        Add(it.Local, point, null);
                        break;
                }
                point++;
            }
            switch (data.Terminator)
            {
                case Terminator.Call it:
                    Add(it.Destination.Local, point, it.Destination);
                    break;
                case Terminator.InlineAsm it:
                    foreach (MirAsmOperand operand in it.Operands)
                    {
                        if (operand.Output is { } output)
                        {
                            Add(output.Local, point, output);
                        }
                    }
                    break;
            }
        }
        return kills;
    }
}
