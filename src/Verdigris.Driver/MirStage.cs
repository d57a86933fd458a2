using System.Collections.Generic;
using System.Text;
using Verdigris.Mir;
using Verdigris.Mir.Borrowck;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>Builds and borrow-checks the MIR of all bodies of a crate.</summary>
internal static class MirStage
{
    public static void Run(Session session, CompilationWorld world, MirFacts mir, FrontEndResult crate)
    {
        List<DefId> bodies = [];
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (crate.Facts.BodyOf(owner) is not null)
            {
                bodies.Add(owner);
            }
        }
        BodyWorkers.ForEach(session, world, crate.Id, bodies, (context, owner) => mir.OptimisedOf(context, owner));
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        ItemRegionChecker.Check(types, crate.Facts, session.Diagnostics);
    }

    /// <summary><c>--emit=mir</c>: all bodies as they go to the code generator.</summary>
    public static void Dump(Session session, CompilationWorld world, MirFacts mir, FrontEndResult crate, OutputFiles outputs)
    {
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        StringBuilder text = new();
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            text.Append(MirPrinter.Print(mir.OptimisedOf(types, owner), world.Crates)).Append('\n');
        }
        CodeOutput.WriteForm(session, outputs, OutputKind.Mir, "mir", Encoding.UTF8.GetBytes(text.ToString()));
    }
}
