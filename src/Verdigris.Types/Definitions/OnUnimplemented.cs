using System.Collections.Immutable;

namespace Verdigris.Types;

/// <summary>What a trait wants said when a type does not implement it. [attributes.diagnostic.on_unimplemented]</summary>
/// <param name="Cases">Tried in this order; each part of the message comes from the first that has it.</param>
public sealed record OnUnimplemented(ImmutableArray<OnUnimplementedCase> Cases);

/// <param name="Conditions">All must hold: <c>Self</c>, a parameter, or <c>from_desugaring</c> with what it must be.</param>
public sealed record OnUnimplementedCase(
    ImmutableArray<(string Key, string Value)> Conditions, string? Message, string? Label, ImmutableArray<string> Notes);
