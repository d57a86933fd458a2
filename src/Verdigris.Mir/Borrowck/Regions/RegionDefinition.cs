using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

internal enum RegionOrigin
{
    /// <summary>Free in the body: chosen by whoever uses it.</summary>
    Universal,
    /// <summary>To be inferred.</summary>
    Existential,
    /// <summary>Any region at all, from entering a <c>for&lt;…&gt;</c>.</summary>
    Placeholder,
}

/// <param name="Universe">For an existential region: the last universe whose placeholders it may name; for a placeholder: its own.</param>
/// <param name="Named">The region in terms of the program; null for inferred and unnamed ones.</param>
internal readonly record struct RegionDefinition(RegionOrigin Origin, int Universe, Region? Named);
