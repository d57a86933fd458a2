using System.Collections.Generic;
using Verdigris.Base.Lints;
using Verdigris.Check;
using Verdigris.Check.Lints;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Lints;
using Verdigris.Syntax.Ast;

namespace Verdigris.Driver;

/// <summary>Lints: those of the syntax tree while it is there, those of bodies when they are typed.</summary>
internal static class LintStage
{
    /// <summary>Reads the crate's lint levels and checks the tree.</summary>
    public static LintSink CheckSyntax(Session session, Crate crate)
    {
        LintSink lints = new(new LintLevels(LintLevelReader.Read(crate), session.Options.Lints, session.Options.CapLints));
        SyntaxLints.CheckEarly(crate, lints);
        lints.Flush(session.Diagnostics);
        return lints;
    }

    /// <summary>What is unused is said of each body that is right; the rest, only of a crate that is.</summary>
    public static void CheckBodies(Session session, CompilationWorld world, FrontEndResult crate, LintSink lints)
    {
        bool isRight = !session.HasErrors;
        if (isRight)
        {
            SyntaxLints.CheckLate(crate.Tree, lints);
        }
        List<DefId> owners = [];
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (crate.Facts.BodyOf(owner) is not null)
            {
                owners.Add(owner);
            }
        }
        BodyWorkers.ForEach(session, world, crate.Id, owners, types => owner =>
        {
            TypeckResults results = crate.Facts.TypeckOf(types, owner);
            if (results.Tainted is null && crate.Facts.BodyOf(owner) is { } body)
            {
                BodyLints.Check(types, body, results, isRight ? BodyLintPasses.All : BodyLintPasses.Liveness, lints);
            }
        });
        lints.Flush(session.Diagnostics);
    }
}
