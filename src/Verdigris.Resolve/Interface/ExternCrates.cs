using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Resolve.Interface;

/// <summary>Brings in crates by the names that a compilation has for them.</summary>
public abstract class CrateFinder
{
    /// <summary>Null if there is no such crate; if there is one that does not fit, why, worded for the place that names it.</summary>
    public abstract CrateInterface? Find(Symbol name, out Func<SourceSpan, Diagnostic>? failure);
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
    private readonly Dictionary<Symbol, Func<SourceSpan, Diagnostic>> _failures = [];

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

    public CrateInterface? Find(Symbol name)
    {
        if (!_byName.TryGetValue(name, out CrateInterface? crate))
        {
            Func<SourceSpan, Diagnostic>? failure = null;
            crate = _finder?.Find(name, out failure);
            _byName.Add(name, crate);
            if (failure is not null)
            {
                _failures.Add(name, failure);
            }
            if (crate is not null)
            {
                AddReachable(crate);
            }
        }
        return crate;
    }

    /// <summary>Why the crate of this name cannot be used; null if there is none, or nothing is wrong with it.</summary>
    public Func<SourceSpan, Diagnostic>? FailureOf(Symbol name) => _failures.GetValueOrDefault(name);

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
