using System.Collections.Generic;
using Verdigris.Base.Lints;
using Verdigris.Check;
using Verdigris.Check.Lints;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Lints;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>Lints: those of the syntax tree while it is there, those of bodies when they are typed.</summary>
internal static class LintStage
{
    /// <summary>Reads the crate's lint levels and checks the tree.</summary>
    public static LintSink CheckSyntax(Session session, FrontEndResult crate)
    {
        IReadOnlyList<LintAttribute> attributes = LintLevelReader.Read(crate.Tree);
        LintSink lints = new(new LintLevels(attributes, session.Options.Lints, session.Options.CapLints, crate.Facts.Edition >= 2024), crate.Id.Index);
        UnknownLints.Check(attributes, lints);
        SyntaxLints.CheckEarly(crate.Tree, lints);
        if (lints.CanBeOn(LintTable.UnusedParens))
        {
            UnusedParens.Check(crate.Tree, session.Sources, lints);
        }
        if (lints.CanBeOn(LintTable.RedundantSemicolons))
        {
            RedundantSemicolons.Check(crate.Tree, lints);
        }
        if (lints.CanBeOn(LintTable.WhileTrue) || lints.CanBeOn(LintTable.DoubleNegations))
        {
            ClumsyExpressions.Check(crate.Tree, lints);
        }
        if (lints.CanBeOn(LintTable.UnusedLabels))
        {
            UnusedLabels.Check(crate.Tree, lints);
        }
        if (lints.CanBeOn(LintTable.UnusedImports))
        {
            UnusedImports.CheckNames(crate.Tree, crate.Imports, session.Sources, session.Options.IsTest, lints);
        }
        Flush(session, lints);
        return lints;
    }

    /// <summary>What is unused is said of each body that is right; the rest, only of a crate that is.</summary>
    public static void CheckBodies(Session session, CompilationWorld world, FrontEndResult crate, LintSink lints)
    {
        bool isRight = !session.HasErrors;
        if (isRight && lints.CanBeOn(LintTable.UnusedImports))
        {
            UnusedImports.CheckMethods(crate.Tree, crate.Imports, session.Sources, lints);
        }
        List<DefId> owners = [];
        foreach (DefId owner in crate.Hir.BodyOwners)
        {
            if (crate.Facts.BodyOf(owner) is not null)
            {
                owners.Add(owner);
            }
        }
        // Of what is thrown away and how things are spelled is spoken after what is dead.
        LintSink late = lints.ForLaterStage();
        BodyWorkers.ForEach(session, world, crate.Id, owners, types => owner =>
        {
            TypeckResults results = crate.Facts.TypeckOf(types, owner);
            if (results.Tainted is null && crate.Facts.BodyOf(owner) is { } body)
            {
                BodyLints.Check(types, body, results, lints, isRight ? late : null);
            }
        });
        Flush(session, lints);
        if (!isRight)
        {
            return;
        }
        if (lints.CanBeOn(LintTable.DeadCode))
        {
            TypeContext types = TypeContext.Create(world.Program, crate.Id, session.Diagnostics);
            DeadCode.Check(types, crate.Facts, ExportedItems.Of(types, crate.Facts, crate.Resolved), lints, () => Flush(session, lints));
        }
        SyntaxLints.CheckLate(crate.Tree, late);
        late.CheckExpectations(lints);
        late.Flush(session.Diagnostics);
    }

    private static void Flush(Session session, LintSink lints)
    {
        lints.Flush(session.Diagnostics);
        session.FinishStage();
    }
}
