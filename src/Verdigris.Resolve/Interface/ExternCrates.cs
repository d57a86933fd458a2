using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Resolve.Interface;

/// <summary>Brings in crates by the names that a compilation has for them.</summary>
public abstract class CrateFinder
{
    /// <summary>False after a reported error; true with null if there is no such crate.</summary>
    public abstract bool TryFind(Symbol name, SourceSpan span, out CrateInterface? crate);
}

/// <summary>
/// The crates that a compilation can name: <c>--extern</c> ones and those of the search paths. Each is loaded when its name is
/// first looked up; crates reached through it are found by id. Used by one thread.
/// </summary>
public sealed class ExternCrates
{
    private readonly Dictionary<Symbol, CrateInterface?> _byName = [];
    private readonly Dictionary<CrateId, CrateInterface> _byId = [];
    private readonly HashSet<Symbol> _inPrelude = [];
    private readonly CrateFinder? _finder;
    private readonly HashSet<Symbol> _reported = [];

    /// <summary>Only what is added.</summary>
    public ExternCrates()
    {
    }

    public ExternCrates(CrateFinder finder) => _finder = finder;

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

    /// <summary>Makes a name usable without <c>extern crate</c>; the crate is loaded when the name is used.</summary>
    public void AddToPrelude(Symbol name) => _inPrelude.Add(name);

    /// <param name="span">Where the name stands, for messages about a crate that is there but does not fit.</param>
    public CrateInterface? Find(Symbol name, SourceSpan span = default)
    {
        if (!_byName.TryGetValue(name, out CrateInterface? crate))
        {
            if (_finder is not null && !_finder.TryFind(name, span, out crate))
            {
                _reported.Add(name);
            }
            _byName.Add(name, crate);
            if (crate is not null)
            {
                AddReachable(crate);
            }
        }
        return crate;
    }

    /// <summary>Why the crate of this name was not found has been said already.</summary>
    public bool WasReported(Symbol name) => _reported.Contains(name);

    public CrateInterface this[CrateId id] => _byId[id];

    public bool IsInPrelude(Symbol name) => _inPrelude.Contains(name);

    /// <summary>The crates that were named, by name.</summary>
    public Dictionary<Symbol, CrateInterface> Named
    {
        get
        {
            Dictionary<Symbol, CrateInterface> named = [];
            foreach ((Symbol name, CrateInterface? crate) in _byName)
            {
                if (crate is not null)
                {
                    named.Add(name, crate);
                }
            }
            return named;
        }
    }

    /// <summary>Every crate that was named or reached so far.</summary>
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
