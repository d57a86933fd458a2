using System.Collections.Generic;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>Which constraint of a chain a message should blame.</summary>
internal sealed partial class RegionInference
{
    /// <summary>The shortest chain of constraints from a region to the first that satisfies a condition; null if none does.</summary>
    public List<OutlivesConstraint>? PathFrom(RegionVid from, System.Func<RegionVid, bool> isTarget)
    {
        Dictionary<int, int> reachedBy = new() { [from.Index] = -1 };
        Queue<int> work = new();
        work.Enqueue(from.Index);
        while (work.TryDequeue(out int region))
        {
            if (isTarget(RegionVid.FromIndex(region)))
            {
                List<OutlivesConstraint> path = [];
                for (int at = region; reachedBy[at] >= 0; at = path[^1].Longer.Index)
                {
                    path.Add(_regions.Constraints[reachedBy[at]]);
                }
                path.Reverse();
                return path;
            }
            for (int e = _starts[region]; e < _starts[region + 1]; e++)
            {
                if (reachedBy.TryAdd(_edges[e], _edgeConstraints[e]))
                {
                    work.Enqueue(_edges[e]);
                }
            }
        }
        return null;
    }

    /// <summary>The most telling constraint between two regions, nearest to the shorter one among equals.</summary>
    public OutlivesConstraint BlameFor(RegionVid longer, RegionVid shorter)
    {
        List<OutlivesConstraint>? path = PathFrom(longer, region => region == shorter)
            // 'static was added for a placeholder that cannot be named.
            ?? PathFrom(longer, region => _regions.Definitions[region].Origin == RegionOrigin.Placeholder && region != longer);
        return path is null || path.Count == 0
            ? new OutlivesConstraint(longer, shorter, new Blame(null, ConstraintCategory.Internal, _body.Span))
            : BestOf(path, fromEnd: _regions.Definitions[longer].Origin != RegionOrigin.Placeholder);
    }

    /// <summary>Whether a chain of constraints leads from one region to another.</summary>
    public bool IsReachable(RegionVid longer, RegionVid shorter) => Reaches(longer, shorter);

    private static OutlivesConstraint BestOf(List<OutlivesConstraint> path, bool fromEnd)
    {
        int best = -1;
        for (int n = 0; n < path.Count; n++)
        {
            int i = fromEnd ? path.Count - 1 - n : n;
            if (best < 0 || Interest(path[i].Category) < Interest(path[best].Category))
            {
                best = i;
            }
        }
        if (path[best].Category == ConstraintCategory.Return && path.FindIndex(static c => c is { Category: ConstraintCategory.Return, IsFromClosure: true }) is >= 0 and var inBody)
        {
            // What the body of an `async fn` returns tells more than that the function returns its future.
            best = inBody;
        }
        OutlivesConstraint chosen = path[best];
        if (chosen.Category == ConstraintCategory.Return)
        {
            if (path.Exists(static c => c.Category == ConstraintCategory.ClosureUpvar))
            {
                return chosen with { Blame = chosen.Blame with { Category = ConstraintCategory.ReturnUpvar } };
            }
        }
        return chosen;
    }

    /// <summary>Smaller is more telling.</summary>
    private static int Interest(ConstraintCategory category) => category switch
    {
        ConstraintCategory.Return or ConstraintCategory.ReturnUpvar => 0,
        ConstraintCategory.UnsizeCast => 1,
        ConstraintCategory.Yield or ConstraintCategory.UseAsConst or ConstraintCategory.UseAsStatic or ConstraintCategory.TypeAnnotation
            or ConstraintCategory.Cast or ConstraintCategory.CallArgument or ConstraintCategory.CopyBound or ConstraintCategory.SizedBound
            or ConstraintCategory.Assignment or ConstraintCategory.Usage or ConstraintCategory.ClosureUpvar => 2,
        ConstraintCategory.GenericArgAnnotation => 3,
        ConstraintCategory.Predicate or ConstraintCategory.OpaqueType => 4,
        ConstraintCategory.Boring => 5,
        ConstraintCategory.BoringNoLocation => 6,
        ConstraintCategory.UnnameablePlaceholder => 7,
        ConstraintCategory.Internal => 8,
    };
}
