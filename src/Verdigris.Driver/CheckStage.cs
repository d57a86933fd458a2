using System.Collections.Generic;
using Verdigris.Check.Items;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>Checks all items of a crate, then all bodies.</summary>
internal static class CheckStage
{
    public static void Run(Session session, CompilationWorld world, FrontEndResult crate)
    {
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        CrateChecker.CheckItems(types, crate.Facts);
        // Constants in types come last: what type is expected of them is known where they are used.
        CheckBodies(session, world, crate, types, anonymousConstants: false);
        CheckBodies(session, world, crate, types, anonymousConstants: true);
        session.CurrentItem = "";
    }

    private static void CheckBodies(
        Session session, CompilationWorld world, FrontEndResult crate, TypeContext types, bool anonymousConstants)
    {
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (world.Crates.KindOf(owner) == DefKind.AnonConst == anonymousConstants)
            {
                session.CurrentItem = PathOf(world.Crates, owner);
                crate.Facts.TypeckOf(types, owner);
            }
        }
    }

    /// <summary>For messages about internal errors.</summary>
    internal static string PathOf(CrateStore crates, DefId def)
    {
        List<string> parts = [];
        for (DefId at = def; at.IsSome; at = crates.ParentOf(at))
        {
            string name = crates.ParentOf(at).IsNone ? crates[at.Crate].Name.Text : crates.NameOf(at).Text;
            if (name.Length != 0)
            {
                parts.Insert(0, name);
            }
        }
        return string.Join("::", parts);
    }
}
