using System.Collections.Generic;
using Verdigris.Check.Items;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>Checks all items of a crate, then all bodies.</summary>
internal static class CheckStage
{
    /// <summary>False if the bodies that have no error cannot be lowered either.</summary>
    public static bool Run(Session session, CompilationWorld world, FrontEndResult crate)
    {
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        CrateChecker.CheckItems(types, crate.Facts);
        List<DefId> bodies = [];
        List<DefId> anonymousConstants = [];
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            (world.Crates.KindOf(owner) == DefKind.AnonConst ? anonymousConstants : bodies).Add(owner);
        }
        // Constants in types come last: what type is expected of them is known where they are used.
        BodyWorkers.ForEach(session, world, crate.Id, bodies, types => owner => crate.Facts.TypeckOf(types, owner));
        BodyWorkers.ForEach(session, world, crate.Id, anonymousConstants, types => owner => crate.Facts.TypeckOf(types, owner));
        return !OpaqueCycle.Check(types, crate.Facts);
    }
}
