using System.Threading;
using Verdigris.Base.Collections;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Resolve.Definitions;

/// <summary>All crates of the process, by id. Thread-safe; crates are only added.</summary>
public sealed class CrateStore
{
    private readonly Lock _lock = new();
    private volatile CrateDefinitions[] _crates = [];

    public int Count => _crates.Length;

    public CrateDefinitions this[CrateId id] => _crates[id.Index];

    /// <summary>Takes the next id, for a crate whose definitions come with <see cref="Fill"/>.</summary>
    public CrateId Reserve()
    {
        lock (_lock)
        {
            CrateId id = CrateId.FromIndex(_crates.Length);
            _crates = [.. _crates, null!];
            return id;
        }
    }

    /// <summary>The definitions of a crate whose id was reserved.</summary>
    public void Fill(CrateDefinitions crate)
    {
        lock (_lock)
        {
            _crates[crate.Id.Index] = crate;
        }
    }

    /// <summary>Adds a crate: <paramref name="create"/> gets the id under which it will be found.</summary>
    public TCrate Add<TCrate>(System.Func<CrateId, TCrate> create)
        where TCrate : CrateDefinitions
    {
        TCrate crate = create(Reserve());
        Fill(crate);
        return crate;
    }

    /// <summary>Whether a crate of the name is part of the program.</summary>
    public bool Contains(Symbol name)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_crates[i].Name == name)
            {
                return true;
            }
        }
        return false;
    }

    public DefKind KindOf(DefId def) => this[def.Crate].KindOf(def.Index);

    public DefId ParentOf(DefId def) => this[def.Crate].ParentOf(def.Index);

    public Symbol NameOf(DefId def) => this[def.Crate].NameOf(def.Index);

    public SourceSpan SpanOf(DefId def) => this[def.Crate].SpanOf(def.Index);

    public Visibility VisibilityOf(DefId def) => this[def.Crate].VisibilityOf(def.Index);

    public (CtorOf Of, CtorKind Kind) CtorOf(DefId def) => this[def.Crate].CtorOf(def.Index);

    /// <summary>The nearest enclosing module, the definition itself included.</summary>
    public DefId ModuleOf(DefId def)
    {
        while (KindOf(def) != DefKind.Mod)
        {
            def = ParentOf(def);
        }
        return def;
    }

    public bool IsDescendantOf(DefId def, DefId ancestor)
    {
        if (def.Crate != ancestor.Crate)
        {
            return false;
        }
        // Parents come before children in the table, so the walk can stop early.
        while (def.IsSome && def.Index >= ancestor.Index)
        {
            if (def == ancestor)
            {
                return true;
            }
            def = ParentOf(def);
        }
        return false;
    }

    public bool IsAccessible(Visibility visibility, DefId fromModule) =>
        visibility.IsPublic || IsDescendantOf(fromModule, visibility.Module);
}
