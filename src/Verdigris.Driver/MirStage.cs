using System.Collections.Generic;
using System.Text;
using Verdigris.Mir;
using Verdigris.Mir.Borrowck;
using Verdigris.Mir.Checks;
using Verdigris.Mir.Interpret;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Layout;

namespace Verdigris.Driver;

/// <summary>Builds and borrow-checks the MIR of all bodies of a crate.</summary>
internal static class MirStage
{
    public static void Run(Session session, CompilationWorld world, MirFacts mir, ConstEvaluator constants, FrontEndResult crate)
    {
        List<DefId> bodies = [];
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (crate.Facts.BodyOf(owner) is not null)
            {
                bodies.Add(owner);
            }
        }
        for (int i = 0; i < crate.Hir.Definitions.Count; i++)
        {
            // Type-checked with their parents, but with MIR of their own.
            if (crate.Hir.Definitions.KindOf(i) == DefKind.InlineConst)
            {
                bodies.Add(new DefId(crate.Id, i));
            }
        }
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        bool isLibrary = crate.Facts.IsLibrary(types);
        LayoutCache cache = new();
        BodyWorkers.ForEach(session, world, crate.Id, bodies, (context, owner) =>
        {
            Body body = mir.OptimisedOf(context, owner);
            // The library transmutes what only it knows to be of one size.
            if (body.Tainted is null && !isLibrary)
            {
                DriverQueries queries = new(context, mir, constants);
                TransmuteChecker.Check(context, queries, new LayoutComputer(queries, cache, session.Options.Target.PointerSize), body);
            }
        });
        ItemRegionChecker.Check(types, crate.Facts, session.Diagnostics);
    }

    /// <summary>Evaluates what has a value whatever the program does with it: constants without parameters, and statics. [const-eval]</summary>
    public static void EvaluateConstants(Session session, CompilationWorld world, ConstEvaluator constants, FrontEndResult crate)
    {
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        if (crate.Facts.IsLibrary(types))
        {
            return;
        }
        List<DefId> owners = [];
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (world.Crates.KindOf(owner) is DefKind.Static || (world.Crates.KindOf(owner) == DefKind.Const && types.GenericsOf(owner).Count == 0))
            {
                owners.Add(owner);
            }
        }
        BodyWorkers.ForEach(session, world, crate.Id, owners, (context, owner) =>
        {
            if (world.Crates.KindOf(owner) == DefKind.Static)
            {
                constants.InitialiserOf(context, owner);
            }
            else
            {
                constants.ValueOf(context, owner, context.Common.EmptyArgs, default);
            }
        });
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
