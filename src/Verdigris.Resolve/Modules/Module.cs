using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Expansion;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Modules;

/// <summary>
/// A scope of named items: a module, an enum, a trait, or a block that has items. Grows by expansion until all of
/// <see cref="PendingExpansions"/> are done; modules of other crates are filled on first use.
/// </summary>
internal sealed class Module(Module? parent, Entity? entity, Symbol name, SourceSpan span)
{
    private readonly Dictionary<(Symbol, Namespace), Resolution> _names = [];
    private readonly List<(Symbol Name, Namespace Namespace)> _order = [];

    public Module? Parent => parent;

    /// <summary>Null for a block.</summary>
    public Entity? Entity => entity;

    public Symbol Name => name;

    public SourceSpan Span => span;

    public bool IsBlock => entity is null;

    /// <summary>A real module, as opposed to an enum, a trait or a block.</summary>
    public bool IsNormal => entity is { Kind: DefKind.Mod };

    public bool IsTrait => entity is { Kind: DefKind.Trait or DefKind.TraitAlias };

    public bool HasNoImplicitPrelude { get; init; }

    /// <summary>Set for modules of other crates: fills the names on first use.</summary>
    public System.Action<Module>? Populate { get; set; }

    public bool IsExternal { get; init; }

    /// <summary>Calls whose expansion may still add names here.</summary>
    public HashSet<Invocation> PendingExpansions { get; } = [];

    public List<Import> Globs { get; } = [];

    /// <summary>A glob import here failed: names that are not found may be its, and nothing is said about them.</summary>
    public Verdigris.Base.Diagnostics.ErrorReported? GlobError { get; set; }

    /// <summary>Glob imports that take names from here.</summary>
    public List<Import> GlobImporters { get; } = [];

    /// <summary>Bindings named <c>_</c>: they matter only as traits in scope.</summary>
    public List<NameBinding> Anonymous { get; } = [];

    public IReadOnlyList<(Symbol Name, Namespace Namespace)> NamesInOrder
    {
        get
        {
            EnsurePopulated();
            return _order;
        }
    }

    public Module NearestNormal
    {
        get
        {
            Module module = this;
            while (!module.IsNormal)
            {
                module = module.Parent!;
            }
            return module;
        }
    }

    public bool IsDescendantOf(Module ancestor)
    {
        for (Module? module = this; module is not null; module = module.Parent)
        {
            if (module == ancestor)
            {
                return true;
            }
        }
        return false;
    }

    public Resolution? Find(Symbol symbol, Namespace ns)
    {
        EnsurePopulated();
        return _names.GetValueOrDefault((symbol, ns));
    }

    public Resolution FindOrAdd(Symbol symbol, Namespace ns)
    {
        EnsurePopulated();
        if (!_names.TryGetValue((symbol, ns), out Resolution? resolution))
        {
            resolution = new Resolution();
            _names.Add((symbol, ns), resolution);
            _order.Add((symbol, ns));
        }
        return resolution;
    }

    private void EnsurePopulated()
    {
        if (Populate is { } populate)
        {
            Populate = null;
            populate(this);
        }
    }
}

/// <summary>What is known of one name in one namespace of a module.</summary>
internal sealed class Resolution
{
    /// <summary>The item or import; globs are weaker.</summary>
    public NameBinding? Binding { get; set; }

    /// <summary>Imports that may still define this name.</summary>
    public List<Import> PendingImports { get; } = [];
}

/// <summary>A name's meaning in a module, with who may see it.</summary>
internal sealed class NameBinding(Entity entity, Vis visibility, SourceSpan span)
{
    public Entity Entity => entity;

    public Vis Visibility => visibility;

    /// <summary>Where the name is defined or imported.</summary>
    public SourceSpan Span => span;

    /// <summary>The import that made it; null for the definition itself.</summary>
    public Import? Import { get; init; }

    /// <summary>What the import found.</summary>
    public NameBinding? Imported { get; init; }

    public bool IsGlob => Import is { IsGlob: true };

    /// <summary>Code uses the name, and with it all imports that it came through.</summary>
    public void MarkUsed()
    {
        for (NameBinding? binding = this; binding?.Import is { } import; binding = binding.Imported)
        {
            import.IsUsed = true;
        }
    }

    /// <summary>The expansion that the definition or import came with; null for what is written.</summary>
    public ExpansionInfo? Expansion { get; init; }

    /// <summary>Another glob import gives the name another meaning.</summary>
    public NameBinding? Ambiguity { get; set; }

    /// <summary>The binding at the end of the chain of imports.</summary>
    public NameBinding Root
    {
        get
        {
            NameBinding binding = this;
            while (binding.Imported is { } inner)
            {
                binding = inner;
            }
            return binding;
        }
    }
}

/// <summary>Visibility while modules have no ids yet: everybody, one module and all inside, or nobody here.</summary>
internal readonly record struct Vis(Module? Module, bool IsHidden)
{
    public static Vis Public => default;

    /// <summary>Restricted in another crate.</summary>
    public static Vis Hidden => new(null, true);

    public bool IsPublic => Module is null && !IsHidden;

    public static Vis Restricted(Module module) => new(module, false);

    public bool IsAccessibleFrom(Module module) => !IsHidden && (Module is null || module.IsDescendantOf(Module));

    public bool IsAtLeast(Vis other)
    {
        if (IsPublic || other.IsHidden)
        {
            return true;
        }
        return !IsHidden && other.Module is not null && Module is not null && other.Module.IsDescendantOf(Module);
    }
}

/// <summary>One leaf of a <c>use</c>, or what <c>extern crate</c> and <c>#[macro_use]</c> bring in.</summary>
internal sealed class Import(Module parent, NodeId node, SourceSpan span, Vis visibility)
{
    /// <summary>Where the names arrive.</summary>
    public Module Parent => parent;

    public NodeId Node => node;

    public SourceSpan Span => span;

    public Vis Visibility => visibility;

    /// <summary>The path up to the last segment of a single import, or the whole path of a glob.</summary>
    public required System.Collections.Immutable.ImmutableArray<PathSegment> ModulePath { get; init; }

    public Ident Source { get; init; }

    public Ident Target { get; init; }

    public bool IsGlob { get; init; }

    /// <summary>Behind <c>#[prelude_import]</c>.</summary>
    public bool IsPrelude { get; init; }

    public bool IsExternCrate { get; init; }

    /// <summary>The expansion that it came with.</summary>
    public ExpansionInfo? Expansion { get; init; }

    /// <summary>Part of a nested list, for <c>{self}</c> and its errors.</summary>
    public bool IsNested { get; init; }

    /// <summary>The textual macro scope at the item.</summary>
    public TextualScope? Scope { get; init; }

    public Module? Module { get; set; }

    public bool IsDone { get; set; }

    /// <summary>Something needs it: a path, another import, or a method of a trait that it brings into scope. Only ever set, by any thread.</summary>
    public bool IsUsed { get; set; }

    /// <summary>It brings a trait that has an item of a name that is called somewhere in scope: only types tell whether that is used.</summary>
    public bool MayBringMethods { get; set; }

    /// <summary>Per namespace of a single import: what it found; done when neither pending nor found means "nothing there".</summary>
    public NameBinding?[] Found { get; } = new NameBinding?[3];

    public bool[] IsDetermined { get; } = new bool[3];
}
