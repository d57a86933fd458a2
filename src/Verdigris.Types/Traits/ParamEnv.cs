using System.Collections.Immutable;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Types.Traits;

/// <summary>What may be assumed inside an item: its where clauses and all that they imply through supertraits.</summary>
/// <param name="Assumptions">Elaborated and normalised; no predicate twice.</param>
public sealed record ParamEnv(ImmutableArray<Predicate> Assumptions)
{
    /// <summary>Nothing is assumed: for types without parameters, as in code generation.</summary>
    public static ParamEnv Empty { get; } = new(ImmutableArray<Predicate>.Empty);
}

/// <summary>Computes <see cref="ParamEnv"/>s.</summary>
internal static class ParamEnvBuilder
{
    public static ParamEnv Build(TypeContext context, DefId def) => throw new System.NotImplementedException();
}
