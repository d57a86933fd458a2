using System.Collections.Immutable;

namespace Verdigris.Driver.Pictures;

/// <summary>How states are called, lettered and styled.</summary>
internal static class BandWords
{
    /// <summary>In the order of the legend.</summary>
    public static ImmutableArray<BandState> All { get; } =
        [BandState.Owned, BandState.Shared, BandState.Mutable, BandState.PartlyMoved, BandState.Moved, BandState.Perhaps, BandState.Unset];

    public static string NameOf(BandState state) => state switch
    {
        BandState.Unset => "no value yet",
        BandState.Owned => "owned",
        BandState.Shared => "borrowed shared",
        BandState.Mutable => "borrowed mutably",
        BandState.PartlyMoved => "partly moved",
        BandState.Perhaps => "perhaps moved",
        _ => "moved",
    };

    public static char LetterOf(BandState state) => state switch
    {
        BandState.Unset => '–',
        BandState.Owned => 'O',
        BandState.Shared => 'S',
        BandState.Mutable => 'M',
        BandState.PartlyMoved => 'P',
        BandState.Perhaps => '?',
        _ => '→',
    };

    /// <summary>The style class, and the name of the pattern.</summary>
    public static string ClassOf(BandState state) => state switch
    {
        BandState.Unset => "unset",
        BandState.Owned => "owned",
        BandState.Shared => "lent",
        BandState.Mutable => "lent-mutably",
        BandState.PartlyMoved => "partly",
        BandState.Perhaps => "perhaps",
        _ => "moved",
    };

    /// <summary>What the legend says of it.</summary>
    public static string ExplanationOf(BandState state) => state switch
    {
        BandState.Unset => "declared, but nothing assigned",
        BandState.Owned => "has its value to itself",
        BandState.Shared => "others look at it: it may be read, not changed or moved",
        BandState.Mutable => "another may change it: it may not be used itself",
        BandState.PartlyMoved => "some part was given away",
        BandState.Perhaps => "has a value on some paths only",
        _ => "its value was given away",
    };
}
