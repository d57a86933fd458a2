using System.Collections.Concurrent;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Traits;

/// <summary>
/// Answers to goals without inference variables, for one crate (whose visible impls they depend on). Thread-safe; two threads
/// may find the same answer.
/// </summary>
public sealed class SolverCache
{
    private readonly ConcurrentDictionary<(ParamEnv, Predicate.Trait), Evaluation> _evaluations = new();

    /// <summary>For normalisation without inference variables: projection to type.</summary>
    internal ConcurrentDictionary<(ParamEnv, Ty.Alias), Ty> Projections { get; } = new();

    /// <summary>For two impls of a trait: whether every type of the second is covered by the first.</summary>
    internal ConcurrentDictionary<(DefId General, DefId Special), bool> Coverings { get; } = new();

    /// <summary>The impls of a trait visible here, split by the shape of their self type.</summary>
    internal ConcurrentDictionary<DefId, TraitImpls> Impls { get; } = new();

    internal bool TryGet(ParamEnv env, Predicate.Trait goal, out Evaluation result) => _evaluations.TryGetValue((env, goal), out result);

    internal void Add(ParamEnv env, Predicate.Trait goal, Evaluation result) => _evaluations.TryAdd((env, goal), result);
}
