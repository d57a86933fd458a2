using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Collect;

/// <summary>The <c>for&lt;…&gt;</c> binders around the type being lowered, innermost last.</summary>
internal sealed class BinderScopes
{
    private readonly List<List<DefId>> _scopes = [];

    public int Count => _scopes.Count;

    public void Push(ImmutableArray<HirGenericParam> lifetimes)
    {
        List<DefId> scope = new(lifetimes.Length);
        foreach (HirGenericParam param in lifetimes)
        {
            scope.Add(param.Def);
        }
        _scopes.Add(scope);
    }

    /// <summary>A binder without named lifetimes; <paramref name="offset"/> numbers are taken by an outer list merged with it.</summary>
    public void PushMerged(ImmutableArray<HirGenericParam> outer, ImmutableArray<HirGenericParam> inner) => Push([.. outer, .. inner]);

    public void Pop() => _scopes.RemoveAt(_scopes.Count - 1);

    /// <summary>Depth from the innermost binder, and number within it.</summary>
    public bool TryFind(DefId lifetime, out int depth, out int index)
    {
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            index = _scopes[i].IndexOf(lifetime);
            if (index >= 0)
            {
                depth = _scopes.Count - 1 - i;
                return true;
            }
        }
        depth = 0;
        index = 0;
        return false;
    }

    public static BoundVars VarsOf(TypeInterner types, ImmutableArray<HirGenericParam> lifetimes)
    {
        if (lifetimes.Length == 0)
        {
            return BoundVars.None;
        }
        BoundRegionDecl[] decls = new BoundRegionDecl[lifetimes.Length];
        for (int i = 0; i < decls.Length; i++)
        {
            decls[i] = new BoundRegionDecl(lifetimes[i].Def, lifetimes[i].Ident.Name);
        }
        return types.BoundVars(decls);
    }
}
