using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Threading;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Traits;

namespace Verdigris.Types.Facts;

/// <summary>
/// Everything that all crates of a process share: the definitions, the types, and the remembered facts. Thread-safe.
/// Crates register their <see cref="CrateFacts"/> before any fact about them is asked.
/// </summary>
public sealed partial class Program(CrateStore crates, SourceMap sourceMap)
{
    private readonly Lock _lock = new();
    private volatile CrateFacts?[] _facts = [];
    private readonly ConcurrentDictionary<CrateId, SolverCache> _solverCaches = new();
    private readonly ConcurrentDictionary<CrateId, LangTable> _langTables = new();

    public CrateStore Crates { get; } = crates;

    public SourceMap SourceMap { get; } = sourceMap;

    public TypeInterner Types { get; } = new();

    /// <summary>Shared by all fact stacks: a component of facts is published under it.</summary>
    internal Lock PublishLock { get; } = new();

    public CrateFacts FactsOf(CrateId crate) =>
        _facts[crate.Index] ?? throw new Base.CompilerBug($"the facts of crate {Crates[crate].Name} are not registered");

    /// <summary>Set by the stage that interprets MIR.</summary>
    public IConstEvaluator? ConstEvaluator { get; set; }

    /// <summary>Set by the stage that builds MIR.</summary>
    public ICoroutineFacts? CoroutineFacts { get; set; }

    private readonly ConcurrentDictionary<CrateId, System.Lazy<Printing.PathNames>> _pathNames = new();

    /// <summary>Set by the front end, for messages about the crate.</summary>
    public void SetPathNames(Verdigris.Resolve.Interface.CrateInterface crate) =>
        _pathNames[crate.Id] = new System.Lazy<Printing.PathNames>(() => new Printing.PathNames(Crates, crate));

    /// <summary>How messages about a crate name things; null where no front end made the crate.</summary>
    public Printing.PathNames? PathNamesOf(CrateId crate) => _pathNames.TryGetValue(crate, out System.Lazy<Printing.PathNames>? names) ? names.Value : null;

    internal SolverCache SolverCacheOf(CrateId crate) => _solverCaches.GetOrAdd(crate, static _ => new SolverCache());

    /// <summary>By <see cref="LangItem"/>; none where no visible crate defines it.</summary>
    internal DefId[] LangItemsOf(CrateId crate) => LangTableOf(crate).ByItem;

    internal LangItem? LangItemOf(CrateId crate, DefId def) => LangTableOf(crate).ByDef.TryGetValue(def, out LangItem item) ? item : null;

    private LangTable LangTableOf(CrateId crate)
    {
        if (_langTables.TryGetValue(crate, out LangTable? known))
        {
            return known;
        }
        LangTable table = new(new DefId[LangItems.Count], []);
        foreach (CrateId visible in FactsOf(crate).VisibleCrates)
        {
            foreach ((Base.Interning.Symbol name, DefId def) in FactsOf(visible).LangItems)
            {
                if (LangItems.Find(name) is { } item)
                {
                    table.ByItem[(int)item] = def;
                    table.ByDef[def] = item;
                }
            }
        }
        return _langTables.GetOrAdd(crate, table);
    }

    private sealed record LangTable(DefId[] ByItem, Dictionary<DefId, LangItem> ByDef);

    public void Register(CrateFacts facts)
    {
        lock (_lock)
        {
            CrateFacts?[] table = new CrateFacts?[int.Max(_facts.Length, facts.Definitions.Id.Index + 1)];
            _facts.CopyTo(table, 0);
            table[facts.Definitions.Id.Index] = facts;
            _facts = table;
        }
    }
}
