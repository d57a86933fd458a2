using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Typing;

internal enum RegionQuestionKind
{
    /// <summary>The where clauses of <see cref="RegionQuestion.Item"/> with the subject, a <see cref="GenericArgs"/>.</summary>
    ItemBounds,
    /// <summary>A call of the subject, a <see cref="Ty.FnDef"/>: its signature, normalised and well-formed.</summary>
    Call,
    /// <summary>The subject, a <see cref="Predicate"/>, holds.</summary>
    Predicate,
    /// <summary>The subject, a <see cref="Ty"/>, without projections.</summary>
    Normalize,
}

/// <summary>
/// Something to prove or normalise, apart from the body that asks. The subject's regions are either all erased, which stands for
/// as many different ones, or canonical, numbered from 1 as they first occur (0 is <c>'static</c>).
/// </summary>
internal readonly record struct RegionQuestion(RegionQuestionKind Kind, Interned Subject, DefId Item = default);

/// <summary>
/// What the answer to a <see cref="RegionQuestion"/> demands of regions, whichever body asks: constraints between numbered regions,
/// in which each body puts its own. Regions: 0 is <c>'static</c>, then come the subject's, then <see cref="Others"/>. Those that only
/// the proof met are gone: what held by way of them is said of the rest.
/// </summary>
internal sealed class RegionTemplate
{
    /// <summary>The answer depends on the body, or enters a universe: it must be worked out each time.</summary>
    public static RegionTemplate None { get; } = new() { IsUsable = false };

    public bool IsUsable { get; init; } = true;

    /// <summary>How many regions the subject has.</summary>
    public int Inputs { get; init; }

    /// <summary>The regions after the subject's: a lifetime of the environment, or null for one to be inferred.</summary>
    public ImmutableArray<Region?> Others { get; init; } = [];

    /// <summary>Among <see cref="Others"/>: the late-bound lifetimes that a call chooses.</summary>
    public ImmutableArray<int> Late { get; init; } = [];

    public ImmutableArray<TemplateConstraint> Constraints { get; init; } = [];

    /// <summary>Type parameters and aliases that must outlive a region.</summary>
    public ImmutableArray<TemplateTypeTest> TypeTests { get; init; } = [];

    /// <summary>For <see cref="RegionQuestionKind.Normalize"/>; its regions are canonical.</summary>
    public Ty? Normal { get; init; }

    /// <summary>For <see cref="RegionQuestionKind.Call"/>; its regions are canonical.</summary>
    public FnSig? Sig { get; init; }

    /// <summary>Nothing is demanded.</summary>
    public bool IsTrivial => Constraints.IsEmpty && TypeTests.IsEmpty;
}

/// <param name="Category">A where clause, or otherwise whatever the asker gives as its reason.</param>
internal readonly record struct TemplateConstraint(int Longer, int Shorter, ConstraintCategory Category, SourceSpan BoundSpan);

internal readonly record struct TemplateTypeTest(Ty Generic, int Shorter, ConstraintCategory Category, SourceSpan BoundSpan);
