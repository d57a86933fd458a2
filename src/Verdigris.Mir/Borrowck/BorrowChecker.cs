using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Check;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Mir.Build;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Diagnostics;
using Verdigris.Mir.Lints;
using Verdigris.Mir.Moves;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck;

/// <summary>
/// Proves that a body uses its memory safely, or says why not. [RFC 2094, non-lexical lifetimes]
/// <list type="number">
/// <item>Moves: every use finds its place initialised (<see cref="MoveChecker"/>).</item>
/// <item>Typing: each region becomes a variable, each step of the body constraints (<see cref="MirTypeChecker"/>).</item>
/// <item>Liveness: a region covers the points where what it occurs in may still be used (<see cref="Liveness"/>).</item>
/// <item>Solving: the smallest regions that satisfy all of it; what the signature promises is checked (<see cref="RegionInference"/>).</item>
/// <item>Loans: each access is held against the loans in force there (<see cref="AccessChecker"/>).</item>
/// </list>
/// <para>Requires: <see cref="MirPhase.Built"/>; the closures that the body creates can be checked on demand.</para>
/// </summary>
public static class BorrowChecker
{
    /// <summary>What a closure leaves its creator to show; nothing for other bodies.</summary>
    /// <param name="templates">The crate's.</param>
    /// <param name="requirementsOf">The same of the closures inside.</param>
    /// <param name="lints">Gets what is said of a body without errors.</param>
    /// <param name="observe">Told what was known when the body was judged.</param>
    public static ClosureRequirements Check(
        TypeContext context, LocalCrateFacts crate, Body body, RegionTemplates templates, DiagnosticSink sink, Func<DefId, ClosureRequirements> requirementsOf,
        LintSink? lints = null, Action<BorrowFacts>? observe = null)
    {
        ControlFlowGraph graph = new(body);
        MoveData moves = MoveDataBuilder.Build(context, body);
        InitDataflow inits = InitDataflow.Run(body, graph, moves);

        TypeckResults results = crate.TypeckOf(context, body.Def);
        ParamEnv env = context.ParamEnvOf(crate.EnvOwnerOf(body.Def));
        RegionTable regions = new(context.Types.CreateLocal());
        Inference inference = new(context, regions.Types, RegionMode.Constrain) { RegionVariables = regions, KeepsProjections = true };
        UniversalRegions universal = new UniversalRegionsBuilder(inference.Context, crate, results, body, regions).Build();
        FreeRegionRelations relations = new(universal.Count);
        AssumeKnown(inference.Context, crate, body, env, regions, universal, relations);

        PointTable points = new(body);
        BorrowSet borrows = new(body, context);
        RegionProver prover = new(inference, regions, env, templates.ItemBounds, templates);
        inference.KnownProjections = prover;
        MirTypeChecker types = new(inference, prover, crate, results, body, regions, universal, points, env, borrows, requirementsOf);
        types.Check();
        LocalUses uses = new(body, points);
        new Liveness(body, graph, regions, points, uses, moves, inits).Compute(types.LocalTypes, types);

        RegionInference solution = new(regions, universal, relations, inference.Context, env, body, points.Count);
        solution.Solve();
        bool isClosure = crate.Hir.NodeOf(body.Def) is HirNode.Closure;
        List<ClosureRequirement> requirements = [];
        List<RegionError> errors = solution.Check(isClosure, requirements);

        borrows.FindActivations(uses);
        PlaceConflicts conflicts = new(body, context);
        LoanScopes scopes = LoanScopes.Compute(graph, body, borrows, solution, points, conflicts);
        Upvars upvars = new(
            body, isClosure ? results.Captures.GetValueOrDefault(body.Def, []) : [], context.Types,
            variable => crate.BodyOf(crate.BodyOwnerOf(body.Def)) is { } hir ? BindingNames.Find(hir, variable) : null, results.TypeOf);
        BorrowReporter reporter = new(body, context, crate, env, borrows, upvars, uses, points, solution, types, graph, moves);
        reporter.Report(errors);
        new MoveChecker(context, body, moves, inits, graph, reporter).Check();
        bool localsDieAtExit = context.KindOf(body.Def) is not (DefKind.Const or DefKind.AssocConst or DefKind.AnonConst or DefKind.InlineConst or DefKind.Static);
        // A hidden type that captures what it may not has loans that go nowhere: that is error enough.
        bool capturesWrongly = errors.Exists(static error => error is RegionError.HiddenTypeCaptures);
        UsedMuts used = new(body, context, upvars);
        AccessChecker access = new(body, context, borrows, scopes, conflicts, upvars, graph, localsDieAtExit, used, requirementsOf, reporter);
        if (!capturesWrongly)
        {
            access.Check();
        }
        observe?.Invoke(new BorrowFacts(context, body, moves, inits, borrows, scopes, new EverInitialised(body, graph)));
        body.Tainted = reporter.Flush(sink) ?? body.Tainted;
        if (lints is not null && body.Tainted is null)
        {
            UnusedMut.Check(body, used, lints);
        }
        return requirements.Count == 0 && used.Upvars.Count == 0
            ? ClosureRequirements.None
            : new ClosureRequirements([.. requirements]) { ChangedUpvars = [.. used.Upvars] };
    }

    /// <summary>What where clauses and the well-formedness of the signature promise of the universal regions.</summary>
    internal static void AssumeKnown(
        TypeContext context, LocalCrateFacts crate, Body body, ParamEnv env, RegionTable regions, UniversalRegions universal, FreeRegionRelations relations)
    {
        ImpliedBounds implied = new(context, regions, universal, relations);
        for (int i = 0; i < universal.Count; i++)
        {
            relations.Add(UniversalRegions.Static, RegionVid.FromIndex(i));
            relations.Add(RegionVid.FromIndex(i), universal.FnBody);
        }
        foreach (Predicate assumption in env.Assumptions)
        {
            if (assumption is Predicate.RegionOutlives { Vars.Count: 0 } or Predicate.TypeOutlives { Vars.Count: 0 })
            {
                implied.Assume(regions.Renumber(assumption));
            }
        }
        foreach (Ty input in universal.Inputs)
        {
            implied.Assume(input);
        }
        implied.Assume(universal.Output);
        DefId root = crate.BodyOwnerOf(body.Def);
        if (root != body.Def && crate.HirSigOf(root) is not null)
        {
            // A closure knows what its function knows.
            Binder<FnSig> sig = context.FnSigOf(root);
            foreach (Ty ty in context.Types.Open(sig, index => context.Types.LateParam(root, index, sig.Vars[index])).InputsAndOutput)
            {
                implied.Assume(regions.Renumber(ty));
            }
        }
        DefId container = context.KindOf(root) == DefKind.Impl ? root : context.ParentOf(root);
        if (container.IsSome && context.KindOf(container) == DefKind.Impl)
        {
            // An impl's header is well-formed for whoever uses the impl.
            ImplHeader header = context.ImplHeaderOf(container);
            implied.Assume(regions.Renumber(header.SelfTy));
            if (header.TraitRef is { } traitRef)
            {
                foreach (GenericArg arg in traitRef.Args)
                {
                    if (arg is Ty ty)
                    {
                        implied.Assume(regions.Renumber(ty));
                    }
                }
            }
        }
        relations.Close();
    }
}
