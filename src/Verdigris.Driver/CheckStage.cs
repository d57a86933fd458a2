using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>Type-checks all bodies of a crate.</summary>
internal static class CheckStage
{
    public static void Run(Session session, CompilationWorld world, FrontEndResult crate)
    {
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            session.CurrentItem = PathOf(world.Crates, owner);
            crate.Facts.TypeckOf(types, owner);
        }
        session.CurrentItem = "";
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
