using Verdigris.Mir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>Builds and borrow-checks the MIR of all bodies of a crate.</summary>
internal static class MirStage
{
    public static void Run(Session session, CompilationWorld world, MirFacts mir, FrontEndResult crate)
    {
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (crate.Facts.BodyOf(owner) is null)
            {
                continue;
            }
            session.CurrentItem = CheckStage.PathOf(world.Crates, owner);
            mir.OptimisedOf(types, owner);
        }
        session.CurrentItem = "";
    }
}
