using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Resolve.Late;

internal enum LifetimeRibKind : byte
{
    /// <summary>Lifetimes outside cannot be used.</summary>
    Item,
    /// <summary>The generics of an item begin: a lifetime could be declared there.</summary>
    Generics,
    /// <summary>A <c>for&lt;…&gt;</c>, written or not, begins.</summary>
    HigherRanked,
    /// <summary>A lifetime that is declared.</summary>
    Name,
}

/// <summary>A lifetime name in scope, or where names could be declared, or the barrier of an item.</summary>
/// <param name="Kind">Which of these.</param>
/// <param name="Name">Of a name.</param>
/// <param name="Def">Of a name.</param>
/// <param name="Span">Of the name, or of the generics; empty where they would begin if there are none.</param>
/// <param name="Description">Of a higher-ranked rib: what it binds for, in rustc's words.</param>
internal readonly record struct LifetimeRib(LifetimeRibKind Kind, Symbol? Name, DefId Def, SourceSpan Span, string? Description = null)
{
    public static LifetimeRib Item => default;

    public static LifetimeRib Generics(SourceSpan span) => new(LifetimeRibKind.Generics, null, default, span);

    public static LifetimeRib HigherRanked(SourceSpan span, string description) => new(LifetimeRibKind.HigherRanked, null, default, span, description);

    public static LifetimeRib Declared(Symbol name, DefId def, SourceSpan span) => new(LifetimeRibKind.Name, name, def, span);
}
