using System.Collections.Generic;

namespace Verdigris.Cargo.Units;

/// <summary>What a unit has to produce so that the crates that link it can be optimised across crates.</summary>
public enum LtoKind
{
    /// <summary>Objects only: nobody optimises across crates.</summary>
    OnlyObject,

    /// <summary>Bitcode only: all that link it optimise across crates.</summary>
    OnlyBitcode,

    /// <summary>Both.</summary>
    ObjectAndBitcode,

    /// <summary>The optimisation happens here.</summary>
    Run,

    /// <summary>Not even within the crate.</summary>
    Off,
}

/// <summary>The kind and, for <see cref="LtoKind.Run"/>, the value of <c>-C lto</c>.</summary>
public readonly record struct Lto(LtoKind Kind, string? Value = null);

/// <summary>Link-time optimisation flows from the roots, whose profiles decide, down to the libraries.</summary>
public sealed class LtoPlan
{
    private readonly Dictionary<Unit, Lto> _lto = [];
    private readonly UnitGraph _graph;

    public LtoPlan(UnitGraph graph)
    {
        _graph = graph;
        foreach (Unit root in graph.Roots)
        {
            Lto start = root.Profile.Lto switch
            {
                "false" => new Lto(LtoKind.OnlyObject),
                "off" => new Lto(LtoKind.Off),
                _ => NeedsObject(CrateTypes(root)) ? WhenObjectIsNeeded(CrateTypes(root)) : new Lto(LtoKind.OnlyBitcode),
            };
            Calculate(root, start);
        }
    }

    public Lto this[Unit unit] => _lto[unit];

    private void Calculate(Unit first, Lto firstParent)
    {
        Stack<(Unit Unit, Lto Parent)> work = [];
        work.Push((first, firstParent));
        while (work.TryPop(out (Unit Unit, Lto Parent) item))
        {
            Lto lto = Of(item.Unit, item.Parent);
            if (_lto.TryGetValue(item.Unit, out Lto known))
            {
                Lto merged = Merge(lto, known);
                if (merged == known)
                {
                    continue;
                }
                lto = merged;
            }
            _lto[item.Unit] = lto;
            foreach (UnitDependency dependency in _graph.DependenciesOf(item.Unit))
            {
                work.Push((dependency.Unit, lto));
            }
        }
    }

    private static Lto Of(Unit unit, Lto parent)
    {
        IReadOnlyList<string> types = CrateTypes(unit);
        if (unit.Target.IsForHost)
        {
            return new Lto(LtoKind.OnlyObject);
        }
        if (All(types, static type => type is "bin" or "staticlib" or "cdylib"))
        {
            return unit.Profile.Lto switch
            {
                "false" => new Lto(LtoKind.OnlyObject),
                "off" => new Lto(LtoKind.Off),
                "true" => new Lto(LtoKind.Run),
                string named => new Lto(LtoKind.Run, named),
            };
        }
        bool needsObject = NeedsObject(types);
        return parent.Kind switch
        {
            LtoKind.Run when !needsObject => new Lto(LtoKind.OnlyBitcode),
            LtoKind.Run or LtoKind.OnlyBitcode when needsObject => WhenObjectIsNeeded(types),
            _ => parent,
        };
    }

    private static Lto Merge(Lto a, Lto b)
    {
        if (a.Kind == b.Kind)
        {
            return a;
        }
        if (a.Kind == LtoKind.Run)
        {
            return a;
        }
        if (b.Kind == LtoKind.Run)
        {
            return b;
        }
        return a.Kind == LtoKind.Off || b.Kind == LtoKind.Off ? new Lto(LtoKind.Off) : new Lto(LtoKind.ObjectAndBitcode);
    }

    private static IReadOnlyList<string> CrateTypes(Unit unit) => unit.Mode is CompileMode.Test or CompileMode.Doctest ? ["bin"] : unit.Target.RustcCrateTypes;

    private static bool NeedsObject(IReadOnlyList<string> types)
    {
        foreach (string type in types)
        {
            if (type is "bin" or "staticlib" or "cdylib" or "dylib" or "proc-macro")
            {
                return true;
            }
        }
        return false;
    }

    private static Lto WhenObjectIsNeeded(IReadOnlyList<string> types) =>
        new(All(types, static type => type == "dylib") ? LtoKind.OnlyObject : LtoKind.ObjectAndBitcode);

    private static bool All(IReadOnlyList<string> types, System.Predicate<string> test)
    {
        foreach (string type in types)
        {
            if (!test(type))
            {
                return false;
            }
        }
        return true;
    }
}
