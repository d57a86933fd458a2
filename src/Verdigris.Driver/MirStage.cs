using System.Collections.Generic;
using System.Text;
using Verdigris.Check.Items;
using Verdigris.Check.Typeck;
using Verdigris.Metadata.Write;
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
    public static void Run(Session session, CompilationWorld world, MirFacts mir, ConstEvaluator constants, FrontEndResult crate, OutputFiles outputs)
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
            if (crate.Hir.Definitions.KindOf(i) == DefKind.InlineConst)
            {
                bodies.Add(new DefId(crate.Id, i));
            }
        }
        bool areAllUsed = outputs.NeedsCode || outputs.Writes(OutputKind.Mir);
        LayoutCache cache = new();
        BodyWorkers.ForEach(session, world, crate.Id, bodies, types =>
        {
            DriverQueries queries = new(types, mir, constants);
            LayoutComputer layouts = new(queries, cache, session.Options.Target.PointerSize);
            bool isLibrary = crate.Facts.IsLibrary(types);
            return owner =>
            {
                bool isUsed = areAllUsed || BodiesForOthers.IsWanted(types, crate.Facts, owner, types.KindOf(owner));
                Body body = isUsed ? mir.OptimisedOf(types, owner) : mir.Check(types, owner);
                CoroutineObligations.Check(types, crate.Facts, owner);
                if (body.Tainted is null && !isLibrary)
                {
                    TransmuteChecker.Check(types, queries, layouts, body);
                }
            };
        });
        CoroutineCycle.Check(TypeContext.Create(world.Program, crate.Id, session.Diagnostics), crate.Facts);
        ItemRegionChecker.Check(TypeContext.Create(world.Program, crate.Id, session.Diagnostics), crate.Facts, session.Diagnostics);
    }

    /// <summary>Evaluates what has a value whatever the program does with it: constants without parameters, and statics. [const-eval]</summary>
    public static void EvaluateConstants(Session session, CompilationWorld world, ConstEvaluator constants, FrontEndResult crate)
    {
        List<DefId> owners = [];
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (world.Crates.KindOf(owner) is DefKind.Const or DefKind.Static)
            {
                owners.Add(owner);
            }
        }
        BodyWorkers.ForEach(session, world, crate.Id, owners, types =>
        {
            bool isLibrary = crate.Facts.IsLibrary(types);
            return owner =>
            {
                if (isLibrary)
                {
                    return;
                }
                if (types.KindOf(owner) == DefKind.Static)
                {
                    constants.InitialiserOf(types, owner);
                }
                else if (types.GenericsOf(owner).Count == 0)
                {
                    constants.ValueOf(types, owner, types.Common.EmptyArgs, default);
                }
            };
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
