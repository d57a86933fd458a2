using System.Collections.Generic;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Items;

/// <summary>No trait stands above itself. [items.traits.supertraits.circular]</summary>
internal static class SupertraitCycle
{
    /// <summary>Reported at the first trait of the cycle.</summary>
    public static void Check(TypeContext context, LocalCrateFacts crate, DefId trait)
    {
        Dictionary<DefId, DefId> cameFrom = [];
        Queue<DefId> work = new([trait]);
        while (work.TryDequeue(out DefId at))
        {
            foreach (DefId super in crate.SupertraitIdsOf(context, at))
            {
                if (super == trait)
                {
                    ReportPath(context, trait, at, cameFrom);
                    return;
                }
                if (super.Crate == trait.Crate && cameFrom.TryAdd(super, at))
                {
                    work.Enqueue(super);
                }
            }
        }
    }

    private static void ReportPath(TypeContext context, DefId trait, DefId last, Dictionary<DefId, DefId> cameFrom)
    {
        List<DefId> cycle = [];
        for (DefId at = last; at != trait; at = cameFrom[at])
        {
            cycle.Insert(0, at);
            if (at.Index < trait.Index)
            {
                return;
            }
        }
        ItemErrors.SupertraitCycle(context, trait, cycle);
    }
}
