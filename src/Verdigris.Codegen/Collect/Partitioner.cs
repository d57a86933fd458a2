using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Codegen.Mangling;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Codegen.Collect;

/// <summary>Items by unit, each unit sorted by symbol name, and each item's unit.</summary>
public sealed record Partition(ImmutableArray<ImmutableArray<MonoItem>> Units, IReadOnlyDictionary<MonoItem, int> Owner);

/// <summary>
/// Divides a crate's items into units: items of one module stay together, modules go to the unit that is smallest so far.
/// The order is that of symbol names, so that it does not depend on how items were found.
/// </summary>
internal static class Partitioner
{
    public static Partition Divide(MonoQueries queries, SymbolNames names, ImmutableArray<MonoItem> items, int unitCount)
    {
        (string Symbol, MonoItem Item)[] sorted = new (string, MonoItem)[items.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            sorted[i] = (SymbolOf(queries, names, items[i]), items[i]);
        }
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Symbol, b.Symbol));
        Dictionary<MonoItem, int> owner = [];
        List<MonoItem>[] units = new List<MonoItem>[unitCount];
        for (int i = 0; i < unitCount; i++)
        {
            units[i] = [];
        }
        if (unitCount == 1)
        {
            foreach ((_, MonoItem item) in sorted)
            {
                units[0].Add(item);
                owner.Add(item, 0);
            }
        }
        else
        {
            DistributeModules(queries, sorted, units, owner);
        }
        ImmutableArray<ImmutableArray<MonoItem>>.Builder result = ImmutableArray.CreateBuilder<ImmutableArray<MonoItem>>(unitCount);
        foreach (List<MonoItem> unit in units)
        {
            result.Add([.. unit]);
        }
        return new Partition(result.MoveToImmutable(), owner);
    }

    private static void DistributeModules(MonoQueries queries, (string Symbol, MonoItem Item)[] sorted, List<MonoItem>[] units, Dictionary<MonoItem, int> owner)
    {
        // Modules in order of their first symbol.
        Dictionary<DefId, List<MonoItem>> modules = [];
        List<List<MonoItem>> order = [];
        foreach ((_, MonoItem item) in sorted)
        {
            DefId module = queries.Types.Crates.ModuleOf(item.Definition);
            if (!modules.TryGetValue(module, out List<MonoItem>? members))
            {
                members = [];
                modules.Add(module, members);
                order.Add(members);
            }
            members.Add(item);
        }
        foreach (List<MonoItem> members in order)
        {
            int smallest = 0;
            for (int i = 1; i < units.Length; i++)
            {
                smallest = units[i].Count < units[smallest].Count ? i : smallest;
            }
            foreach (MonoItem item in members)
            {
                units[smallest].Add(item);
                owner.Add(item, smallest);
            }
        }
    }

    private static string SymbolOf(MonoQueries queries, SymbolNames names, MonoItem item) => item switch
    {
        MonoItem.Fn function => names.Of(queries, function.Instance),
        MonoItem.Static it => names.OfStatic(queries, it.Def),
    };
}
