using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Expansion;
using Verdigris.Resolve.Interface;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Visibility = Verdigris.Syntax.Ast.Visibility;

namespace Verdigris.Resolve.Modules;

/// <summary>
/// The growing tree of modules of one crate, and how names are looked up in it. Imports and macro expansion run to a common
/// fixpoint: every look-up can answer "not yet known" while imports or expansions are pending that could define the name.
/// The design follows rustc's resolver; Reference: [names], [items.use].
/// </summary>
internal sealed partial class Resolver
{
    private readonly Dictionary<NodeId, Module> _modules = [];
    private readonly Dictionary<NodeId, Entity> _entities = [];
    private readonly Dictionary<DefId, Entity> _externalEntities = [];
    private readonly Dictionary<CrateId, Module> _externalRoots = [];
    private readonly Dictionary<Symbol, Entity> _primitives = [];
    private readonly Dictionary<Symbol, NameBinding> _macroUsePrelude = [];
    private readonly Dictionary<Symbol, Module> _externItems = [];
    private readonly Dictionary<Symbol, ErrorReported> _unfitCrates = [];
    private readonly Dictionary<NodeId, Vis> _restrictions = [];
    private readonly List<Import> _pendingImports = [];
    private readonly List<Import> _doneImports = [];

    public Resolver(ResolverOptions options, DiagnosticSink sink, SourceMap sources)
    {
        Options = options;
        Sink = sink;
        Sources = sources;
        AddPrimitives();
        Root = null!;
    }

    public ResolverOptions Options { get; }

    public DiagnosticSink Sink { get; }

    public SourceMap Sources { get; }

    public ExternCrates Externs => Options.Externs;

    public Module Root { get; private set; }

    /// <summary>Where <c>extern crate</c> would go: before the first import or item.</summary>
    public SourceSpan? CrateStart { get; private set; }

    /// <summary>The names that are in scope everywhere: <c>std::prelude::rust_20xx</c>.</summary>
    public Module? Prelude { get; set; }

    public IReadOnlyDictionary<NodeId, Entity> Entities => _entities;

    public IReadOnlyDictionary<NodeId, Module> ModulesByNode => _modules;

    public IReadOnlyList<Import> Imports => _doneImports;

    public IEnumerable<Symbol> MacroUseNames => _macroUsePrelude.Keys;

    public void CreateRoot(Crate crate)
    {
        Entity entity = Entity.Local(DefKind.Mod, crate.Id);
        Root = new Module(null, entity, Symbol.Intern("crate"), crate.Span) { HasNoImplicitPrelude = HasAttr(crate.Attrs, "no_implicit_prelude") };
        entity.Module = Root;
        CrateStart = Late.ImportCandidates.PlaceIn(crate.Items, out _);
        _entities.Add(crate.Id, entity);
        _modules.Add(crate.Id, Root);
        InjectPrelude(crate);
    }

    /// <summary>The standard library is not there, which was said: nothing that is found after that would mean anything.</summary>
    public bool LacksLibrary { get; private set; }

    public Module? ModuleOf(NodeId node) => _modules.GetValueOrDefault(node);

    /// <summary>The edition that decides about a path: that of the macro it was written in, else the crate's.</summary>
    public Edition EditionOf(SourceSpan span) =>
        HygieneTable.ExpansionOf(span.Context) is { } expansion ? (Edition)expansion.Edition : Options.Edition;

    public static bool HasAttr(ImmutableArray<Attr> attrs, string name) => FindAttr(attrs, name) is not null;

    public static Attr? FindAttr(ImmutableArray<Attr> attrs, string name)
    {
        foreach (Attr attr in attrs)
        {
            if (attr.Path.Segments is [{ } only] && only.Ident.Name.Text == name)
            {
                return attr;
            }
        }
        return null;
    }

    /// <summary>
    /// <c>#[macro_use] extern crate std</c> and its prelude, without touching the tree. Reference: [names.preludes].
    /// </summary>
    private void InjectPrelude(Crate crate)
    {
        if (HasAttr(crate.Attrs, "no_core"))
        {
            return;
        }
        bool isNoStd = HasAttr(crate.Attrs, "no_std");
        Symbol name = Symbol.Intern(isNoStd ? "core" : "std");
        Externs.AddToPrelude(Symbol.Intern("core"));
        if (!isNoStd)
        {
            Externs.AddToPrelude(name);
        }
        if (Externs.Find(name) is not { } library)
        {
            ReportMissingCrate(name, crate.Span.ShrinkToLo());
            LacksLibrary = true;
            return;
        }
        Module root = RootOf(library);
        UseMacros(root, null);
        Symbol edition = Symbol.Intern("rust_" + Options.Edition.Year);
        if (root.Find(Symbol.Intern("prelude"), Namespace.Type)?.Binding?.Entity.Module is { } preludes
            && (preludes.Find(edition, Namespace.Type) ?? preludes.Find(Symbol.Intern("v1"), Namespace.Type))?.Binding?.Entity.Module is { } prelude)
        {
            Prelude = prelude;
        }
    }

    /// <summary>E0463, unless there is something more exact to say.</summary>
    public ErrorReported ReportMissingCrate(Symbol name, SourceSpan span) => ReportUnfitCrate(new Ident(name, span))
        ?? Sink.Report(Diagnostic.Error("E0463", $"can't find crate for `{name}`", span).WithPrimaryLabel("can't find crate"));

    /// <summary>Why a crate that is there cannot be used, said once; null if there is none of the name.</summary>
    public ErrorReported? ReportUnfitCrate(Ident name)
    {
        if (Externs.FailureOf(name.Name) is not { } failure)
        {
            return null;
        }
        if (!_unfitCrates.TryGetValue(name.Name, out ErrorReported? reported))
        {
            reported = Sink.Report(failure(name.Span));
            _unfitCrates.Add(name.Name, reported);
        }
        return reported;
    }

    /// <summary>Brings a crate's exported macros into scope everywhere, or those in <paramref name="only"/>.</summary>
    public void UseMacros(Module crateRoot, HashSet<Symbol>? only)
    {
        foreach ((Symbol name, Namespace ns) in crateRoot.NamesInOrder)
        {
            if (ns != Namespace.Macro || (only is not null && !only.Remove(name)))
            {
                continue;
            }
            if (crateRoot.Find(name, ns)?.Binding is { } binding && binding.Visibility.IsPublic)
            {
                _macroUsePrelude[name] = binding;
            }
        }
    }

    public Module RootOf(CrateInterface crate)
    {
        if (!_externalRoots.TryGetValue(crate.Id, out Module? root))
        {
            root = ExternalModule(crate, null, crate.Definitions.Root, crate.Name);
            root.Entity!.Module = root;
            _externalRoots.Add(crate.Id, root);
        }
        return root;
    }

    /// <summary>The entity of a definition of another crate.</summary>
    public Entity ExternalEntity(DefKind kind, DefId id)
    {
        if (_externalEntities.TryGetValue(id, out Entity? known))
        {
            return known;
        }
        CrateInterface crate = Externs[id.Crate];
        Entity entity = Entity.External(kind, id, kind == DefKind.Macro ? crate.MacroOf(id) : null);
        if (kind == DefKind.Ctor)
        {
            (CtorOf of, CtorKind ctor) = crate.Definitions.CtorOf(id.Index);
            entity.CtorText = DefKinds.CtorWord(of, ctor);
        }
        _externalEntities.Add(id, entity);
        if (kind is DefKind.Mod or DefKind.Enum or DefKind.Trait or DefKind.TraitAlias)
        {
            DefId parent = crate.Definitions.ParentOf(id.Index);
            if (parent.IsNone)
            {
                entity.Module = RootOf(crate);
                return entity;
            }
            while (crate.Definitions.KindOf(parent.Index) != DefKind.Mod)
            {
                parent = crate.Definitions.ParentOf(parent.Index);
            }
            Module parentModule = parent.Index == 0 ? RootOf(crate) : ExternalEntity(DefKind.Mod, parent).Module!;
            entity.Module = ExternalModule(crate, parentModule, id, crate.Definitions.NameOf(id.Index), entity);
        }
        return entity;
    }

    private Module ExternalModule(CrateInterface crate, Module? parent, DefId id, Symbol name, Entity? entity = null)
    {
        entity ??= Entity.External(DefKind.Mod, id);
        _externalEntities[id] = entity;
        return new Module(parent, entity, name, crate.Definitions.SpanOf(id.Index))
        {
            IsExternal = true,
            Populate = module =>
            {
                foreach (ModuleChild child in crate.ChildrenOf(id))
                {
                    AddExternalChild(module, child);
                }
            },
        };
    }

    private void AddExternalChild(Module module, ModuleChild child)
    {
        Entity? entity = child.Res switch
        {
            Res.Def def => ExternalEntity(def.Kind, def.Id),
            Res.Primitive primitive => Entity.OfPrimitive(primitive.Ty),
            _ => null,
        };
        if (entity is null)
        {
            return;
        }
        Vis visibility = child.Visibility.IsPublic ? Vis.Public : Vis.Hidden;
        NameBinding binding = new(entity, visibility, child.Span);
        if (child.Name == Names.Underscore)
        {
            module.Anonymous.Add(binding);
            return;
        }
        module.FindOrAdd(child.Name, entity.Namespace).Binding ??= binding;
    }

    /// <summary>The macro crate's root that <c>$crate</c> at this place means.</summary>
    public Module CrateRootOf(SourceSpan dollarCrate)
    {
        if (HygieneTable.FirstExpansionOf(dollarCrate.Context) is not { } expansion || expansion.CrateIndex == Options.CrateId.Index)
        {
            return Root;
        }
        return RootOf(Externs[CrateId.FromIndex(expansion.CrateIndex)]);
    }

    private void AddPrimitives()
    {
        for (PrimTy primitive = PrimTy.Bool; primitive <= PrimTy.F128; primitive++)
        {
            _primitives.Add(Symbol.Intern(primitive.ToString().ToLowerInvariant()), Entity.OfPrimitive(primitive));
        }
    }

    public IEnumerable<Late.NameInScope> PrimitiveNames()
    {
        foreach ((Symbol name, Entity primitive) in _primitives)
        {
            yield return new Late.NameInScope(name, primitive.ToRes(), null);
        }
    }

    public Entity? FindPrimitive(Symbol name) => _primitives.GetValueOrDefault(name);

    /// <summary>The module a visibility restricts to. Faults are reported and count as private.</summary>
    public Vis ResolveVisibility(Visibility visibility, Module module)
    {
        switch (visibility)
        {
            case Visibility.Public:
                return Vis.Public;
            case Visibility.Restricted restricted:
                if (!_restrictions.TryGetValue(restricted.Id, out Vis known))
                {
                    known = ResolveRestriction(restricted, module.NearestNormal);
                    _restrictions.Add(restricted.Id, known);
                }
                return known;
            default:
                return Vis.Restricted(module.NearestNormal);
        }
    }

    private Vis ResolveRestriction(Visibility.Restricted restricted, Module module)
    {
        Module? target = null;
        for (int i = 0; i < restricted.Path.Segments.Length; i++)
        {
            PathSegment segment = restricted.Path.Segments[i];
            Symbol name = segment.Ident.Name;
            if (name == Names.Crate || name == Names.PathRoot)
            {
                target = Root;
            }
            else if (name == Names.DollarCrate)
            {
                target = CrateRootOf(segment.Ident.Span);
            }
            else if (name == Names.SelfLower)
            {
                target = module;
            }
            else if (name == Names.Super)
            {
                target = (target ?? module).Parent?.NearestNormal;
                if (target is null)
                {
                    Sink.Report(Diagnostic.Error("E0433", "failed to resolve: there are too many leading `super` keywords", segment.Span)
                        .WithPrimaryLabel("there are too many leading `super` keywords"));
                    return Vis.Restricted(module);
                }
            }
            else
            {
                if (target is null && EditionOf(segment.Span) >= Edition.E2018)
                {
                    Sink.Report(Diagnostic.ErrorWithoutCode("relative paths are not supported in visibilities of 2018 edition or later", restricted.Path.Span));
                    return Vis.Restricted(module);
                }
                Entity? entity = (target ?? Root).Find(name, Namespace.Type)?.Binding?.Entity;
                Module? child = entity?.Module;
                if (entity is { Error: null, Kind: not DefKind.Mod } && i == restricted.Path.Segments.Length - 1)
                {
                    Sink.Report(Diagnostic.Error("E0577", $"expected module, found {entity.Describe()} `{restricted.Path}`", restricted.Path.Span).WithPrimaryLabel("not a module"));
                    return Vis.Restricted(module);
                }
                if (child is null)
                {
                    Sink.Report(Diagnostic.Error("E0433", $"failed to resolve: could not find `{name}` in the crate root", segment.Span));
                    return Vis.Restricted(module);
                }
                target = child;
            }
        }
        if (target is null || !module.IsDescendantOf(target))
        {
            Sink.Report(Diagnostic.Error("E0742", "visibilities can only be restricted to ancestor modules", restricted.Path.Span));
            return Vis.Restricted(module);
        }
        return Vis.Restricted(target);
    }
}
