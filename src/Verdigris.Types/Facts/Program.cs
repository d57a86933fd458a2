using System.Collections.Generic;
using System.Threading;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Facts;

/// <summary>
/// Everything that all crates of a process share: the definitions, the types, and the remembered facts. Thread-safe.
/// Crates register their <see cref="CrateFacts"/> before any fact about them is asked.
/// </summary>
public sealed partial class Program(CrateStore crates, SourceMap sourceMap)
{
    private readonly Lock _lock = new();
    private volatile CrateFacts?[] _facts = [];

    public CrateStore Crates { get; } = crates;

    public SourceMap SourceMap { get; } = sourceMap;

    public TypeInterner Types { get; } = new();

    /// <summary>Shared by all fact stacks: a component of facts is published under it.</summary>
    internal Lock PublishLock { get; } = new();

    public CrateFacts FactsOf(CrateId crate) =>
        _facts[crate.Index] ?? throw new Base.CompilerBug($"the facts of crate {Crates[crate].Name} are not registered");

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
