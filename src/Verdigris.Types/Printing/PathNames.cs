using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;

namespace Verdigris.Types.Printing;

/// <summary>
/// How messages about a crate name definitions: by the bare name if it means one thing only among the items of the crate and the
/// public ones of the crates it uses, else by the shortest public path. Computed when the first message needs it. Thread-safe:
/// read-only once made.
/// </summary>
public sealed class PathNames
{
    private readonly CrateStore _crates;
    private readonly CrateId _local;
    private readonly Dictionary<DefId, Symbol> _unique = [];
    private readonly Dictionary<DefId, (DefId Parent, Symbol Name)> _visibleParents = [];

    public PathNames(CrateStore crates, CrateInterface local)
    {
        _crates = crates;
        _local = local.Id;
        Dictionary<(Namespace, Symbol), DefId> owners = [];
        AddLocalItems(local.Definitions, owners);
        foreach (CrateInterface crate in InOrder(local.Dependencies))
        {
            AddPublicItems(crate, local, owners);
        }
        foreach (((_, Symbol name), DefId def) in owners)
        {
            if (def.IsSome && (!_unique.TryGetValue(def, out Symbol? known) || string.CompareOrdinal(name.Text, known.Text) < 0))
            {
                _unique[def] = name;
            }
        }
    }

    /// <summary>The name that suffices; false if others have it too.</summary>
    public bool TryGetUnique(DefId def, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Symbol? name) => _unique.TryGetValue(def, out name);

    /// <summary>Where the definition can be named from: a public module (or the enum or trait it belongs to) and its name there.</summary>
    public bool TryGetVisibleParent(DefId def, out DefId parent, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Symbol? name)
    {
        bool isFound = _visibleParents.TryGetValue(def, out (DefId Parent, Symbol Name) visible);
        (parent, name) = visible;
        return isFound;
    }

    private static List<CrateInterface> InOrder(IReadOnlyDictionary<Symbol, CrateInterface> dependencies)
    {
        List<CrateInterface> crates = [.. dependencies.Values];
        // `std` before what it re-exports: paths through it are the ones that users write.
        crates.Sort(static (a, b) => (b.Name.Text == "std").CompareTo(a.Name.Text == "std") is not 0 and var first
            ? first
            : string.CompareOrdinal(a.Name.Text, b.Name.Text));
        return crates;
    }

    private void AddLocalItems(CrateDefinitions definitions, Dictionary<(Namespace, Symbol), DefId> owners)
    {
        for (int i = 1; i < definitions.Count; i++)
        {
            DefKind kind = definitions.KindOf(i);
            bool isItem = kind is DefKind.Mod or DefKind.Struct or DefKind.Union or DefKind.Enum or DefKind.Trait or DefKind.TraitAlias or DefKind.TyAlias
                or DefKind.Fn or DefKind.Const or DefKind.Static or DefKind.Macro or DefKind.ExternCrate;
            DefId parent = definitions.ParentOf(i);
            if (isItem && !(parent.IsSome && _crates.KindOf(parent) == DefKind.ForeignMod))
            {
                Claim(owners, NamespaceOf(kind), definitions.NameOf(i), new DefId(_local, i));
            }
        }
    }

    /// <summary>Breadth first, so that the first path to a definition is a shortest one.</summary>
    private void AddPublicItems(CrateInterface root, CrateInterface local, Dictionary<(Namespace, Symbol), DefId> owners)
    {
        Queue<DefId> modules = new([root.Definitions.Root]);
        HashSet<DefId> seen = [root.Definitions.Root];
        Dictionary<CrateId, CrateInterface> reachable = [];
        AddReachable(root, reachable);
        while (modules.TryDequeue(out DefId module))
        {
            if (!reachable.TryGetValue(module.Crate, out CrateInterface? crate))
            {
                continue;
            }
            foreach (ModuleChild child in crate.ChildrenOf(module))
            {
                if (!child.Visibility.IsPublic || child.Res is not Res.Def { Kind: var kind, Id: var def } || def.Crate == local.Id)
                {
                    continue;
                }
                if (child.Name.Text != "_")
                {
                    _visibleParents.TryAdd(def, (module, child.Name));
                }
                if (kind is DefKind.AssocTy or DefKind.TyAlias)
                {
                    continue;
                }
                Claim(owners, NamespaceOf(kind), child.Name, def);
                if (kind is DefKind.Mod or DefKind.Enum or DefKind.Trait && seen.Add(def))
                {
                    modules.Enqueue(def);
                }
            }
        }
    }

    private static void AddReachable(CrateInterface crate, Dictionary<CrateId, CrateInterface> reachable)
    {
        if (reachable.TryAdd(crate.Id, crate))
        {
            foreach (CrateInterface dependency in crate.Dependencies.Values)
            {
                AddReachable(dependency, reachable);
            }
        }
    }

    private static void Claim(Dictionary<(Namespace, Symbol), DefId> owners, Namespace ns, Symbol name, DefId def)
    {
        if (!owners.TryAdd((ns, name), def) && owners[(ns, name)] != def)
        {
            owners[(ns, name)] = default;
        }
    }

    private static Namespace NamespaceOf(DefKind kind) => kind switch
    {
        DefKind.Fn or DefKind.Const or DefKind.Static or DefKind.Ctor or DefKind.AssocFn or DefKind.AssocConst or DefKind.ConstParam => Namespace.Value,
        DefKind.Macro => Namespace.Macro,
        _ => Namespace.Type,
    };
}
