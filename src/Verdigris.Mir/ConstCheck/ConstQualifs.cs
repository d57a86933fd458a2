namespace Verdigris.Mir.ConstCheck;

/// <summary>
/// What is known of a constant's value beyond its type: <c>None::&lt;String&gt;</c> needs no drop, and <c>None::&lt;Cell&lt;u8&gt;&gt;</c> has
/// nothing that could change.
/// </summary>
internal sealed record ConstQualifs(bool NeedsDrop, bool HasMutInterior)
{
    public static ConstQualifs None { get; } = new(false, false);
}
