using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Lints;

/// <summary>Whether something needs an import.</summary>
public enum ImportUse
{
    Used,
    Unused,
    /// <summary>It brings a trait whose methods may be what is called somewhere.</summary>
    UnusedUnlessForMethods,
}

/// <summary>The imports of a crate, by the leaf of the use tree.</summary>
public sealed class ImportUses
{
    private readonly Dictionary<NodeId, Import> _imports = [];
    private readonly HashSet<Module> _exported = [];

    internal ImportUses(Resolver resolver)
    {
        foreach (Import import in resolver.Imports)
        {
            if (!import.IsExternCrate && !import.IsPrelude)
            {
                _imports[import.Node] = import;
            }
        }
        AddExported(resolver.Root);
    }

    public ImportUse Of(NodeId leaf)
    {
        if (!_imports.TryGetValue(leaf, out Import? import) || import.IsUsed || IsExported(import) || HasFailed(import))
        {
            return ImportUse.Used;
        }
        return import.MayBringMethods ? ImportUse.UnusedUnlessForMethods : ImportUse.Unused;
    }

    /// <summary>The module around, if it looks like one of tests.</summary>
    internal SourceSpan? TestModuleOf(NodeId leaf)
    {
        Module module = _imports[leaf].Parent.NearestNormal;
        string name = module.Name.Text;
        bool isOfTests = name is "test" or "tests" || name.StartsWith("test_", System.StringComparison.Ordinal) || name.StartsWith("tests_", System.StringComparison.Ordinal)
            || name.EndsWith("_test", System.StringComparison.Ordinal) || name.EndsWith("_tests", System.StringComparison.Ordinal);
        return isOfTests && module.Parent is not null ? module.Span : null;
    }

    private bool IsExported(Import import) => import.Visibility.IsPublic && _exported.Contains(import.Parent);

    private static bool HasFailed(Import import)
    {
        if (import.IsGlob)
        {
            return import.Module is null;
        }
        foreach (NameBinding? found in import.Found)
        {
            if (found is { Entity.Error: null })
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>The modules that other crates can name.</summary>
    private void AddExported(Module root)
    {
        Stack<Module> waiting = [];
        waiting.Push(root);
        while (waiting.TryPop(out Module? module))
        {
            if (!_exported.Add(module))
            {
                continue;
            }
            foreach ((Symbol name, Namespace ns) in module.NamesInOrder)
            {
                if (ns == Namespace.Type && module.Find(name, ns)?.Binding is { Visibility.IsPublic: true, Entity: { Error: null, Module: { IsNormal: true, IsExternal: false } inner } })
                {
                    waiting.Push(inner);
                }
            }
        }
    }
}
