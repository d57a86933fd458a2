using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Resolve.Interface;

/// <summary>
/// The crates that a compilation can name: <c>--extern</c> ones and those of the sysroot. Crates reached through them are
/// found by id. Filled before resolution.
/// </summary>
public sealed class ExternCrates
{
    private readonly Dictionary<Symbol, CrateInterface> _byName = [];
    private readonly Dictionary<CrateId, CrateInterface> _byId = [];
    private readonly HashSet<Symbol> _inPrelude = [];

    /// <param name="isInPrelude">Nameable without <c>extern crate</c>: given by <c>--extern</c>, and std and core.</param>
    public void Add(Symbol name, CrateInterface crate, bool isInPrelude)
    {
        _byName[name] = crate;
        if (isInPrelude)
        {
            _inPrelude.Add(name);
        }
        AddReachable(crate);
    }

    public CrateInterface? Find(Symbol name) => _byName.GetValueOrDefault(name);

    public CrateInterface this[CrateId id] => _byId[id];

    public bool IsInPrelude(Symbol name) => _inPrelude.Contains(name);

    public IReadOnlyDictionary<Symbol, CrateInterface> ByName => _byName;

    public IEnumerable<CrateInterface> All => _byId.Values;

    private void AddReachable(CrateInterface crate)
    {
        if (!_byId.TryAdd(crate.Id, crate))
        {
            return;
        }
        foreach (CrateInterface dependency in crate.Dependencies.Values)
        {
            AddReachable(dependency);
        }
    }
}
