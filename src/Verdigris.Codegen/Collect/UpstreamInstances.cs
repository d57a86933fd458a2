using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using Verdigris.Codegen.Mangling;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Codegen.Collect;

/// <summary>
/// Instances of generic functions, and drop glue, that a crate below has in its objects already: they are linked and not
/// generated again. A crate has an instance if its archive defines the symbol. Without them code could be inlined better, so
/// they are used where that does not matter, as rustc does. Thread-safe.
/// </summary>
/// <param name="Crates">The crates' archives' symbols, in the order in which they are asked.</param>
public sealed class UpstreamInstances(IReadOnlyList<(CrateId Crate, HashSet<ulong> Symbols)> Crates)
{
    private readonly ConcurrentDictionary<Instance, CrateId> _owners = new();

    public static UpstreamInstances None { get; } = new([]);

    /// <summary>The crate that has the instance; none if it must be generated.</summary>
    public CrateId OwnerOf(MonoQueries queries, Instance instance)
    {
        if (Crates.Count == 0 || !MayBeShared(queries, instance))
        {
            return default;
        }
        return _owners.TryGetValue(instance, out CrateId known) ? known : _owners.GetOrAdd(instance, Find(queries, instance));
    }

    private CrateId Find(MonoQueries queries, Instance instance)
    {
        foreach ((CrateId crate, HashSet<ulong> symbols) in Crates)
        {
            if (symbols.Contains(HashOf(new V0Mangler(queries).Mangle(instance, crate))))
            {
                return crate;
            }
        }
        return default;
    }

    /// <summary>Inline functions are for inlining; what mentions the crate's own types cannot be below it.</summary>
    private static bool MayBeShared(MonoQueries queries, Instance instance)
    {
        switch (instance.Kind)
        {
            case InstanceKind.Item when !UpstreamItems.IsInlinable(queries, instance.Def):
                return !Mentions(queries.LocalCrate, instance.Args.AsSpan()) && instance.Def.Crate != queries.LocalCrate;
            case InstanceKind.DropGlue when instance.Ty is { } ty and not Ty.Dynamic:
                return !Mentions(queries.LocalCrate, [ty]);
            default:
                return false;
        }
    }

    private static bool Mentions(CrateId crate, ReadOnlySpan<GenericArg> args)
    {
        CrateFinder finder = new(crate);
        foreach (GenericArg arg in args)
        {
            if (finder.Visit(arg))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Of a symbol's name. FNV-1a.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> name)
    {
        ulong hash = 14695981039346656037;
        foreach (byte b in name)
        {
            hash = (hash ^ b) * 1099511628211;
        }
        return hash;
    }

    private static ulong HashOf(string name)
    {
        ulong hash = 14695981039346656037;
        foreach (char c in name)
        {
            hash = (hash ^ (byte)c) * 1099511628211;
        }
        return hash;
    }

    private sealed class CrateFinder(CrateId crate) : Types.Fold.TypeVisitor
    {
        public override bool Visit(Ty ty)
        {
            DefId def = ty switch
            {
                Ty.Adt it => it.Def.Id,
                Ty.Foreign it => it.Def,
                Ty.FnDef it => it.Def,
                Ty.Closure it => it.Def,
                Ty.Coroutine it => it.Def,
                Ty.Dynamic { Predicates.Principal: { } principal } => principal.Def,
                _ => default,
            };
            return (def.IsSome && def.Crate == crate) || SuperVisit(ty);
        }
    }
}
