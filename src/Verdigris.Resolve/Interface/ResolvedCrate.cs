using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;
using Visibility = Verdigris.Resolve.Definitions.Visibility;

namespace Verdigris.Resolve.Interface;

/// <summary>A crate that was resolved in this process, as other crates see it. Keeps modules and macros, not the syntax tree.</summary>
public sealed class ResolvedCrate : CrateInterface
{
    private readonly Dictionary<DefId, IReadOnlyList<ModuleChild>> _children = [];
    private readonly Dictionary<DefId, MacroDefinition> _macros = [];
    private readonly DefTables _tables;

    internal ResolvedCrate(LocalDefinitions definitions, Resolver resolver, DefTables tables)
        : base(definitions)
    {
        LocalDefinitions = definitions;
        _tables = tables;
        Dependencies = resolver.Externs.Named;
        foreach (Entity entity in resolver.Entities.Values)
        {
            if (entity.Id.IsNone)
            {
                continue;
            }
            if (entity.Macro is not null)
            {
                _macros[entity.Id] = entity.Macro;
            }
            if (entity.Module is { } module)
            {
                _children[entity.Id] = ChildrenOf(module, resolver);
            }
        }
    }

    public LocalDefinitions LocalDefinitions { get; }

    public override IReadOnlyDictionary<Symbol, DefId> LangItems => _tables.LangItems;

    public override IReadOnlyDictionary<Symbol, DefId> DiagnosticItems => _tables.DiagnosticItems;

    public override IReadOnlyDictionary<Symbol, CrateInterface> Dependencies { get; }

    public override IReadOnlyList<ModuleChild> ChildrenOf(DefId module) => _children.GetValueOrDefault(module) ?? [];

    public override MacroDefinition MacroOf(DefId macro) => _macros.GetValueOrDefault(macro) ?? throw new CompilerBug("a macro without a definition");

    public override int LifetimeParamCountOf(DefId def) => _tables.LifetimeCounts.GetValueOrDefault(def);

    public override bool HasSelfParam(DefId function) => _tables.HasSelf.Contains(function);

    private static List<ModuleChild> ChildrenOf(Module module, Resolver resolver)
    {
        List<ModuleChild> children = [];
        foreach ((Symbol name, Namespace ns) in module.NamesInOrder)
        {
            if (module.Find(name, ns)?.Binding is { Entity.Error: null } binding)
            {
                Add(children, name, binding, resolver);
            }
        }
        foreach (NameBinding anonymous in module.Anonymous)
        {
            if (anonymous.Entity.Error is null)
            {
                Add(children, Names.Underscore, anonymous, resolver);
            }
        }
        return children;
    }

    private static void Add(List<ModuleChild> children, Symbol name, NameBinding binding, Resolver resolver)
    {
        if (binding.Entity.Primitive is null && binding.Entity.Id.IsNone)
        {
            return;
        }
        Visibility visibility = binding.Visibility.IsPublic ? Visibility.Public
            : Visibility.Restricted((binding.Visibility.Module ?? resolver.Root).NearestNormal.Entity!.Id);
        children.Add(new ModuleChild(name, binding.Entity.ToRes(), visibility, binding.Span));
    }
}

/// <summary>The resolved tree of a crate: what lowering works on, and nothing later needs.</summary>
public sealed class ResolvedAst
{
    internal ResolvedAst(Crate crate, ResolvedCrate resolved, Late.Resolutions resolutions, DefTables tables, Resolver resolver, ResolverOptions options)
    {
        Crate = crate;
        Resolved = resolved;
        Resolutions = resolutions;
        Options = options;
        _tables = tables;
        _resolver = resolver;
    }

    private readonly DefTables _tables;
    private readonly Resolver _resolver;

    public Crate Crate { get; }

    public ResolvedCrate Resolved { get; }

    public LocalDefinitions Definitions => Resolved.LocalDefinitions;

    public Late.Resolutions Resolutions { get; }

    public ResolverOptions Options { get; }

    /// <summary>The definition made by a node; none for others.</summary>
    public DefId DefOf(NodeId node) => _tables.DefOf[node.Index];

    /// <summary>The coroutine in an async fn or async closure.</summary>
    public DefId AsyncBodyOf(NodeId function) => _tables.AsyncBodies[function];

    /// <summary>Which imports are needed. What methods need is known when bodies are type-checked.</summary>
    public Lints.ImportUses Imports => new(_resolver);

    public SourceSpan RootSpan => _resolver.Root.Span;

    /// <summary>The item of a trait by name and namespace; none if there is none.</summary>
    public DefId FindTraitItem(DefId trait, Symbol name, DefKind kind)
    {
        IReadOnlyList<ModuleChild> children = trait.Crate == Definitions.Id ? Resolved.ChildrenOf(trait) : Options.Externs[trait.Crate].ChildrenOf(trait);
        foreach (ModuleChild child in children)
        {
            if (child.Name == name && child.Res is Res.Def def && def.Kind == kind)
            {
                return def.Id;
            }
        }
        return default;
    }

    /// <summary>A lang item of this crate or of one it uses; none if there is none.</summary>
    public DefId LangItem(Symbol name)
    {
        if (_tables.LangItems.TryGetValue(name, out DefId own))
        {
            return own;
        }
        foreach (CrateInterface crate in Options.Externs.All)
        {
            if (crate.LangItems.TryGetValue(name, out DefId def))
            {
                return def;
            }
        }
        return default;
    }

    public DefKind KindOf(DefId def) => DefinitionsOf(def).KindOf(def.Index);

    public CrateDefinitions DefinitionsOf(DefId def) => def.Crate == Definitions.Id ? Definitions : Options.Externs[def.Crate].Definitions;

    private static Namespace NamespaceOf(DefKind kind) => kind is DefKind.AssocTy ? Namespace.Type : Namespace.Value;
}
