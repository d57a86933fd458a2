using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Facts;

/// <summary>Knows what lives across the suspension points of coroutines; implemented by the stage that builds MIR.</summary>
public interface ICoroutineFacts
{
    CoroutineWitness WitnessOf(TypeContext context, DefId coroutine);
}

/// <summary>What an <c>async</c> body keeps while it is suspended: decides its auto traits and whether it contains itself.</summary>
public sealed record CoroutineWitness(ImmutableArray<WitnessLocal> Locals)
{
    public static CoroutineWitness Empty { get; } = new([]);
}

/// <param name="Ty">In terms of the coroutine's own parameters; regions are erased, each stands for any region.</param>
/// <param name="Name">Null for a temporary.</param>
/// <param name="Awaits">The suspension points that it lives across, in source order.</param>
public readonly record struct WitnessLocal(Ty Ty, Symbol? Name, SourceSpan Span, ImmutableArray<SourceSpan> Awaits);
