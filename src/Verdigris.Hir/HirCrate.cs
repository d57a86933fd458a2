using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Late;

namespace Verdigris.Hir;

/// <summary>
/// One crate after lowering. <see cref="NodeOf"/> finds the HIR of any local definition; bodies hang off their items.
/// Immutable, shared by all workers.
/// </summary>
public sealed class HirCrate(
    CrateDefinitions definitions, IReadOnlyList<HirNode?> nodes, ImmutableArray<HirItem> items, ImmutableArray<DefId> bodyOwners,
    IReadOnlyDictionary<(DefId Owner, HirId Node), TraitScope> traitsInScope)
{
    public CrateDefinitions Definitions { get; } = definitions;

    public CrateId Id => Definitions.Id;

    /// <summary>The items of the root module; inner modules are <see cref="HirItemKind.Mod"/>.</summary>
    public ImmutableArray<HirItem> Items { get; } = items;

    /// <summary>
    /// Every definition that has a body of its own and is type-checked for itself, in source order: functions, consts,
    /// statics, anonymous constants; not closures and inline consts, which are checked with their parent.
    /// </summary>
    public ImmutableArray<DefId> BodyOwners { get; } = bodyOwners;

    /// <summary>The node of a local definition; null for those without one (the root module, macros, use items).</summary>
    public HirNode? NodeOf(DefId def) => nodes[def.Index];

    /// <summary>
    /// The traits whose items can be used without naming the trait at a node: imported, defined or brought by a prelude in an
    /// enclosing block or module. Recorded for every <see cref="HirExpr.MethodCall"/> (by the expression's id) and every
    /// <see cref="HirQPath.TypeRelative"/> (by its segment's id); <paramref name="owner"/> is the item that numbers the ids.
    /// </summary>
    public TraitScope? TraitScopeAt(DefId owner, HirId node) => traitsInScope.GetValueOrDefault((owner, node));
}
