using System;
using System.Collections.Immutable;
using Verdigris.Types.Facts;

namespace Verdigris.Types.Layout;

/// <summary>
/// What layout needs to know beyond types and definitions: trait selection and const evaluation, which are later stages.
/// One per worker, as <see cref="TypeContext"/>.
/// </summary>
public interface ILayoutFacts
{
    TypeContext Types { get; }

    /// <summary>The type without projections and opaque types, regions erased.</summary>
    Ty Normalize(Ty ty);

    /// <summary>Whether a parameter or projection that stays after normalisation is <c>Sized</c>; false where there are none.</summary>
    bool IsSized(Ty ty);

    /// <summary>The value of a length or discriminant constant, zero-extended; null if its evaluation failed (and was reported).</summary>
    UInt128? Evaluate(Const constant);

    /// <summary>The discriminants of an enum by variant, as bit patterns of its discriminant type.</summary>
    ImmutableArray<UInt128> DiscriminantsOf(AdtDef adt);

    /// <summary>Whether the struct's last field is <c>Sized</c> whatever the arguments: decided in the definition's own where clauses.</summary>
    bool IsTailAlwaysSized(AdtDef adt);

    /// <summary>The saved variables of a coroutine by state, then its captures, after the coroutine transform.</summary>
    CoroutineStates StatesOf(Ty.Coroutine coroutine);
}

/// <param name="Upvars">The captures, present in every state.</param>
/// <param name="SavedLocals">All variables that live across a suspension.</param>
/// <param name="HasOwnPlace">For each of them: whether its memory may not be that of variables of other states.</param>
/// <param name="States">For each state the indices of its saved locals. The first three: not started, returned, panicked.</param>
public sealed record CoroutineStates(
    ImmutableArray<Ty> Upvars, ImmutableArray<Ty> SavedLocals, ImmutableArray<bool> HasOwnPlace, ImmutableArray<ImmutableArray<int>> States);
