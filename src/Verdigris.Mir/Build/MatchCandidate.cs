using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Mir.Build;

/// <summary>A place and the pattern that it must match; the references that the pattern looks through are dereferenced already.</summary>
internal readonly record struct MatchPair(PlaceBuilder Place, HirPat Pat, Ty Ty);

/// <summary>A variable and the part of the scrutinee that it is bound to.</summary>
internal readonly record struct MatchBinding(HirPat.Binding Pat, PlaceBuilder Source, Ty SourceTy);

/// <summary>One row of the match: tests still to make, bindings found so far. Or-patterns split a row into several.</summary>
internal sealed class MatchCandidate(MatchArm arm)
{
    public MatchArm Arm { get; } = arm;

    public List<MatchPair> Pairs { get; init; } = [];

    public List<MatchBinding> Bindings { get; init; } = [];

    public MatchCandidate Clone() => new(Arm) { Pairs = [.. Pairs], Bindings = [.. Bindings] };
}

/// <summary>An arm and the places in the decision tree where it is reached.</summary>
internal sealed class MatchArm(bool hasGuard)
{
    public bool HasGuard { get; } = hasGuard;

    public List<MatchLeaf> Leaves { get; } = [];
}

/// <param name="Start">Where the pattern has matched.</param>
/// <param name="Otherwise">Where a failed guard goes on; none without guard.</param>
internal sealed record MatchLeaf(BasicBlock Start, List<MatchBinding> Bindings, BasicBlock Otherwise);

/// <summary>A question about one place that decides between rows.</summary>
internal abstract record MatchTest
{
    /// <summary>Which variant an enum has.</summary>
    public sealed record Variant(AdtDef Def) : MatchTest;

    /// <summary>Which value an integer, char or bool has.</summary>
    public sealed record Switch : MatchTest;

    /// <summary>Whether it equals a constant.</summary>
    public sealed record EqualTo(HirPat Pat) : MatchTest;

    public sealed record Range(HirPat.Range Pat) : MatchTest;

    /// <summary>Whether a slice has just (or at least) so many elements.</summary>
    public sealed record Length(ulong Count, bool IsMinimum) : MatchTest;
}
