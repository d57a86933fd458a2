using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Types;

namespace Verdigris.Mir.Coroutines;

/// <summary>
/// What an <c>async</c> body became: its own MIR is the function that polls it; here is the rest. In terms of the coroutine's
/// generic parameters.
/// </summary>
/// <param name="Saved">The variables that live in the coroutine itself, because they outlive a suspension.</param>
/// <param name="States">
/// For each state the indices of its saved variables. <see cref="Unresumed"/>, <see cref="Returned"/> and <see cref="Poisoned"/>
/// come first and have none; then one state for each suspension point.
/// </param>
/// <param name="Drop">Drops a coroutine in place, whatever its state: <c>fn(*mut Self)</c>.</param>
public sealed record CoroutineStateMachine(ImmutableArray<SavedLocal> Saved, ImmutableArray<ImmutableArray<int>> States, Body Drop)
{
    /// <summary>Made, but never polled: nothing but captures.</summary>
    public static VariantIdx Unresumed => VariantIdx.FromIndex(0);

    /// <summary>Has given its result.</summary>
    public static VariantIdx Returned => VariantIdx.FromIndex(1);

    /// <summary>A panic left it.</summary>
    public static VariantIdx Poisoned => VariantIdx.FromIndex(2);

    public static int ReservedStates => 3;
}

/// <param name="Name">Null for a temporary.</param>
/// <param name="HasOwnPlace">
/// Its memory may not be shared with variables of other states: it lives in several, or at the same time as a variable of another.
/// </param>
public readonly record struct SavedLocal(Ty Ty, Symbol? Name, SourceSpan Span, bool HasOwnPlace);
