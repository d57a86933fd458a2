using System.Collections.Generic;

namespace Verdigris.Cargo.Units;

/// <summary>All units of a build with what each needs; dependencies are sorted.</summary>
public sealed class UnitGraph
{
    private readonly Dictionary<Unit, List<UnitDependency>> _dependencies = [];

    /// <summary>What the command asked for, sorted.</summary>
    public List<Unit> Roots { get; } = [];

    public IReadOnlyCollection<Unit> Units => _dependencies.Keys;

    public List<Unit> Sorted
    {
        get
        {
            List<Unit> units = [.. _dependencies.Keys];
            units.Sort();
            return units;
        }
    }

    public IReadOnlyList<UnitDependency> DependenciesOf(Unit unit) => _dependencies[unit];

    public bool Contains(Unit unit) => _dependencies.ContainsKey(unit);

    internal bool TryAdd(Unit unit, List<UnitDependency> dependencies) => _dependencies.TryAdd(unit, dependencies);

    internal List<UnitDependency> Edges(Unit unit) => _dependencies[unit];

    /// <summary>The run of the package's build script that a unit waits for.</summary>
    public Unit? BuildScriptRunOf(Unit unit)
    {
        foreach (UnitDependency dependency in _dependencies[unit])
        {
            if (dependency.Unit.IsRun)
            {
                return dependency.Unit;
            }
        }
        return null;
    }
}
