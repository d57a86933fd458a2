using System.Text;
using Verdigris.Mir;
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
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        DriverQueries queries = new(types, mir, constants);
        LayoutComputer layouts = new(queries, new LayoutCache(), session.Options.Target.PointerSize);
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (crate.Facts.BodyOf(owner) is null)
            {
                continue;
            }
            session.CurrentItem = CheckStage.PathOf(world.Crates, owner);
            Body body = mir.OptimisedOf(types, owner);
            if (body.Tainted is null && !crate.Facts.IsLibrary(types))
            {
                TransmuteChecker.Check(types, queries, layouts, body);
            }
        }
        for (int i = 0; i < crate.Hir.Definitions.Count; i++)
        {
            if (crate.Hir.Definitions.KindOf(i) == DefKind.InlineConst)
            {
                mir.OptimisedOf(types, new DefId(crate.Id, i));
            }
        }
        session.CurrentItem = "";
    }

    /// <summary>Evaluates what has a value whatever the program does with it: constants without parameters, and statics. [const-eval]</summary>
    public static void EvaluateConstants(Session session, CompilationWorld world, ConstEvaluator constants, FrontEndResult crate)
    {
        TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
        if (crate.Facts.IsLibrary(types))
        {
            return;
        }
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            session.CurrentItem = CheckStage.PathOf(world.Crates, owner);
            switch (world.Crates.KindOf(owner))
            {
                case DefKind.Const when types.GenericsOf(owner).Count == 0:
                    constants.ValueOf(types, owner, types.Common.EmptyArgs, default);
                    break;
                case DefKind.Static:
                    constants.InitialiserOf(types, owner);
                    break;
            }
        }
        session.CurrentItem = "";
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
