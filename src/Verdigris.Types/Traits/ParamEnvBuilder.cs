using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Infer;

namespace Verdigris.Types.Traits;

/// <summary>Computes <see cref="ParamEnv"/>s.</summary>
public static class ParamEnvBuilder
{
    /// <summary>The environment of an item: its predicates and its parents', elaborated, then normalised under themselves.</summary>
    public static ParamEnv Build(TypeContext context, DefId def)
    {
        List<Predicate> predicates = [];
        Collect(context, def, predicates);
        return predicates.Count == 0 ? ParamEnv.Empty : Build(context, predicates);
    }

    public static ParamEnv Build(TypeContext context, List<Predicate> predicates)
    {
        List<Predicate> elaborated = Elaborator.Elaborate(context, predicates);
        ParamEnv env = new([.. elaborated]);
        bool needsNormalising = false;
        foreach (Predicate predicate in elaborated)
        {
            needsNormalising |= predicate.HasProjection && predicate is not Predicate.Projection { Term.HasProjection: false };
        }
        return needsNormalising ? Normalise(context, env) : env;
    }

    /// <summary>The predicates of an item and its parents, parents first.</summary>
    public static void Collect(TypeContext context, DefId def, List<Predicate> predicates)
    {
        GenericPredicates own = context.PredicatesOf(def);
        if (own.Parent.IsSome)
        {
            Collect(context, own.Parent, predicates);
        }
        foreach (SpannedPredicate predicate in own.Own)
        {
            predicates.Add(predicate.Predicate);
        }
    }

    private static ParamEnv Normalise(TypeContext context, ParamEnv env)
    {
        TraitSolver solver = new(new Inference(context));
        HashSet<Predicate> seen = [];
        ImmutableArray<Predicate>.Builder result = ImmutableArray.CreateBuilder<Predicate>();
        List<Obligation> nested = [];
        foreach (Predicate assumption in env.Assumptions)
        {
            Predicate normalised = assumption.HasProjection
                ? solver.NormalizePredicate(assumption, env, ObligationCause.Dummy, nested)
                : assumption;
            normalised = solver.Inference.Resolve(normalised);
            // What could not be normalised (an ambiguity in a broken program) stays as it was written.
            if ((normalised.Flags & TypeFlags.BodyLocal) != 0)
            {
                normalised = assumption;
            }
            if (seen.Add(normalised))
            {
                result.Add(normalised);
            }
        }
        return new ParamEnv(result.ToImmutable());
    }
}
