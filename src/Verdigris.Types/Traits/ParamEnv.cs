using System.Collections.Immutable;

namespace Verdigris.Types.Traits;

/// <summary>What may be assumed inside an item: its where clauses and all that they imply through supertraits. Compares by reference.</summary>
public sealed class ParamEnv(ImmutableArray<Predicate> assumptions, bool revealsOpaque = false)
{
    /// <summary>Nothing is assumed.</summary>
    public static ParamEnv Empty { get; } = new([]);

    /// <summary>Nothing is assumed, and opaque types are what hides behind them: code generation and const evaluation.</summary>
    public static ParamEnv RevealAll { get; } = new([], revealsOpaque: true);

    /// <summary>Elaborated and normalised; no predicate twice.</summary>
    public ImmutableArray<Predicate> Assumptions { get; } = assumptions;

    /// <summary>Return-position <c>impl Trait</c> is replaced by its hidden type.</summary>
    public bool RevealsOpaque { get; } = revealsOpaque;
}
