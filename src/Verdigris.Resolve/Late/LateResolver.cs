using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Late;

/// <summary>
/// Resolves everything in the expanded crate: every path in types, patterns and expressions by the ribs around it, labels,
/// lifetimes with elision. What depends on types stays partial. Requires: imports finished, definitions numbered.
/// Reference: [names], [lifetime-elision].
/// </summary>
internal sealed partial class LateResolver : AstVisitor
{
    private readonly Resolver _resolver;
    private readonly DefTables _tables;
    private readonly LocalDefinitions _definitions;
    private readonly Resolutions _resolutions;
    private readonly RibStack _ribs;
    private readonly Dictionary<Module, TraitScope> _traitScopes = [];
    private readonly Dictionary<DefId, Module> _localTraits = [];
    private Module _module;
    private Module _lexicalModule;
    private Module? _trait;
    private DefId _owner;
    // The items of the module around, among which an import would go.
    private ImmutableArray<Item> _moduleItems = [];
    // The item around that is no associated one.
    private ItemScope? _item;
    private int _genericArgDepth;
    private Crate? _crate;
    // The struct or enum that an impl is for, where a path names it.
    private readonly Dictionary<DefId, DefId> _selfTypes = [];

    public LateResolver(Resolver resolver, DefTables tables, LocalDefinitions definitions, Resolutions resolutions)
    {
        _resolver = resolver;
        _tables = tables;
        _definitions = definitions;
        _resolutions = resolutions;
        _ribs = new RibStack(resolver);
        _module = resolver.Root;
        _lexicalModule = resolver.Root;
    }

    private DiagnosticSink Sink => _resolver.Sink;

    public void Resolve(Crate crate)
    {
        _crate = crate;
        _owner = DefOf(crate.Id);
        foreach (Entity entity in _resolver.Entities.Values)
        {
            if (entity is { Kind: DefKind.Trait, Module: not null })
            {
                _localTraits[entity.Id] = entity.Module;
            }
        }
        _ribs.Push(_resolver.Root);
        _moduleItems = crate.Items;
        VisitItems(crate.Items);
    }

    private DefId DefOf(NodeId node) => _tables.DefOf[node.Index];

    /// <summary>Which item around decides about the next associated items.</summary>
    private enum ItemPlace
    {
        Free,
        Trait,
        Impl,
        TraitImpl,
        Foreign,
    }

    private ItemPlace _place;

    public override void VisitItem(Item item)
    {
        if (item.IsRemoved)
        {
            return;
        }
        if (item is Item.OfMacro or Item.Error or Item.Use or Item.ExternCrate)
        {
            WalkItem(item);
            return;
        }
        int depth = _ribs.Depth;
        int lifetimes = _lifetimes.Count;
        ElisionMode elision = _elision;
        DefId owner = _owner;
        ItemScope? outerItem = _item;
        BodyState body = SaveBody();
        _owner = DefOf(item.Id);
        ImmutableArray<Item> derived = item.Derived;
        switch (item)
        {
            case Item.Module module:
                VisitModule(module);
                break;
            case Item.MacroDef:
                break;
            case Item.ForeignMod foreign:
                ItemPlace place = _place;
                _place = ItemPlace.Foreign;
                VisitItems(foreign.Items);
                _place = place;
                break;
            case Item.Fn function:
                EnterItem(item);
                VisitFn(function);
                break;
            case Item.Struct structure:
                EnterItem(item);
                BindSelf(new Res.SelfTyAlias(_owner));
                VisitAdt(structure.Generics, structure.Data.Fields);
                break;
            case Item.Union union:
                EnterItem(item);
                BindSelf(new Res.SelfTyAlias(_owner));
                VisitAdt(union.Generics, union.Data.Fields);
                break;
            case Item.Enum enumeration:
                EnterItem(item);
                BindSelf(new Res.SelfTyAlias(_owner));
                BindGenerics(enumeration.Generics);
                _elision = ElisionMode.Error;
                VisitGenerics(enumeration.Generics);
                foreach (Variant variant in enumeration.Variants)
                {
                    VisitVariant(variant);
                }
                break;
            case Item.Static value:
                EnterItem(item);
                _elision = ElisionMode.Static;
                VisitTy(value.Ty);
                VisitConstBody(value.Value);
                break;
            case Item.Const value:
                EnterItem(item);
                BindGenerics(value.Generics);
                VisitGenerics(value.Generics);
                _elision = ElisionMode.Static;
                VisitTy(value.Ty);
                VisitConstBody(value.Value);
                break;
            case Item.TyAlias alias:
                EnterItem(item);
                BindGenerics(alias.Generics);
                _elision = ElisionMode.Error;
                VisitGenerics(alias.Generics);
                VisitBounds(alias.Bounds);
                VisitOptional(alias.Ty);
                break;
            case Item.Trait trait:
                EnterItem(item);
                VisitTrait(trait);
                break;
            case Item.TraitAlias alias:
                EnterItem(item);
                BindSelf(new Res.SelfTyParam(_owner));
                BindGenerics(alias.Generics);
                _elision = ElisionMode.Error;
                VisitGenerics(alias.Generics);
                VisitBounds(alias.Bounds);
                break;
            case Item.Impl implementation:
                EnterItem(item);
                VisitImpl(implementation);
                break;
            case Item.GlobalAsm asm:
                WalkInlineAsm(asm.Asm);
                break;
        }
        RestoreBody(body);
        _ribs.PopTo(depth);
        _lifetimes.RemoveRange(lifetimes, _lifetimes.Count - lifetimes);
        _elision = elision;
        _owner = owner;
        _item = outerItem;
        VisitItems(derived);
    }

    /// <summary>A free item cannot use the generics and locals around it; an associated one sees those of its trait or impl.</summary>
    private void EnterItem(Item item)
    {
        if (_place is ItemPlace.Free or ItemPlace.Foreign)
        {
            ItemScope scope = ScopeOf(item);
            _item = scope;
            _ribs.Push(scope);
            _lifetimes.Add(LifetimeRib.Item);
        }
    }

    private static ItemScope ScopeOf(Item item)
    {
        (string kind, Generics? generics) = item switch
        {
            Item.Fn function => ("function", function.Generics),
            Item.Struct structure => ("struct", structure.Generics),
            Item.Union union => ("union", union.Generics),
            Item.Enum enumeration => ("enum", enumeration.Generics),
            Item.Static => ("static item", null),
            Item.Const => ("constant item", null),
            Item.TyAlias alias => ("type alias", alias.Generics),
            Item.Trait trait => ("trait", trait.Generics),
            Item.TraitAlias alias => ("trait alias", alias.Generics),
            Item.Impl implementation => ("implementation", implementation.Generics),
            _ => ("item", (Generics?)null),
        };
        return new ItemScope(kind, item.Ident.Span, generics);
    }

    private void BindSelf(Res self) => _ribs.Bind(Names.SelfUpper, Namespace.Type, self);

    private void VisitModule(Item.Module item)
    {
        Module module = _resolver.ModulesByNode[item.Id];
        (Module outer, Module outerLexical, ItemPlace place) = (_module, _lexicalModule, _place);
        _module = module;
        _lexicalModule = module;
        _place = ItemPlace.Free;
        int depth = _ribs.Depth;
        _ribs.Push(new ItemScope("module", item.Ident.Span, null));
        _ribs.Push(module);
        ImmutableArray<Item> outerItems = _moduleItems;
        _moduleItems = item.Items.IsDefault ? [] : item.Items;
        VisitItems(_moduleItems);
        _moduleItems = outerItems;
        _ribs.PopTo(depth);
        (_module, _lexicalModule, _place) = (outer, outerLexical, place);
    }

    private void VisitAdt(Generics generics, ImmutableArray<FieldDef> fields)
    {
        BindGenerics(generics);
        _elision = ElisionMode.Error;
        VisitGenerics(generics);
        foreach (FieldDef field in fields)
        {
            VisitTy(field.Ty);
        }
    }

    public override void VisitVariant(Variant variant)
    {
        foreach (FieldDef field in variant.Data.Fields)
        {
            VisitTy(field.Ty);
        }
        if (variant.Discriminant is { } discriminant)
        {
            VisitAnonConst(discriminant);
        }
    }

    private void VisitConstBody(Expr? value)
    {
        if (value is null)
        {
            return;
        }
        int depth = _ribs.Depth;
        BodyState body = EnterBody();
        _ribs.Push(RibKind.Constant);
        ElisionMode elision = _elision;
        _elision = ElisionMode.Infer;
        VisitExpr(value);
        _elision = elision;
        _ribs.PopTo(depth);
        RestoreBody(body);
    }

    private void VisitTrait(Item.Trait trait)
    {
        BindSelf(new Res.SelfTyParam(_owner));
        BindGenerics(trait.Generics);
        _elision = ElisionMode.Error;
        VisitGenerics(trait.Generics);
        VisitBounds(trait.Supertraits);
        (ItemPlace place, Module? outer) = (_place, _trait);
        _place = ItemPlace.Trait;
        _trait = _resolver.ModulesByNode[trait.Id];
        VisitItems(trait.Items);
        (_place, _trait) = (place, outer);
    }

    private void VisitImpl(Item.Impl item)
    {
        BindGenerics(item.Generics);
        BindSelf(new Res.SelfTyAlias(_owner));
        List<FreshLifetime> fresh = [];
        _elision = ElisionMode.Create(_owner, fresh, reportsInPaths: true);
        Module? traitModule = null;
        if (item.OfTrait is { } trait)
        {
            ResolveTraitRef(trait);
            traitModule = _resolutions.PathOf(trait.Id).Base is Res.Def { Kind: DefKind.Trait } def ? ModuleOfTrait(def.Id) : null;
        }
        VisitTy(item.SelfTy);
        if (item.SelfTy is Ty.OfPath self && _resolutions.PathOf(self.Id) is { Unresolved: 0, Base: Res.Def adt })
        {
            _selfTypes[_owner] = adt.Id;
        }
        _elision = ElisionMode.Error;
        VisitGenerics(item.Generics);
        _resolutions.FreshLifetimes[item.Id] = [.. fresh];
        _ribs.Bind(Names.SelfUpper, Namespace.Value, new Res.SelfCtor(_owner));
        (ItemPlace place, Module? outer) = (_place, _trait);
        _place = item.OfTrait is null ? ItemPlace.Impl : ItemPlace.TraitImpl;
        _trait = traitModule;
        if (traitModule is not null)
        {
            CheckTraitItems(item, traitModule);
        }
        VisitItems(item.Items);
        (_place, _trait) = (place, outer);
    }

    private Module? ModuleOfTrait(DefId trait) =>
        trait.Crate == _resolver.Options.CrateId ? _localTraits.GetValueOrDefault(trait) : _resolver.ExternalEntity(DefKind.Trait, trait).Module;

    /// <summary>Every item of a trait impl must be one of the trait: E0407, E0437, E0438.</summary>
    private void CheckTraitItems(Item.Impl item, Module trait)
    {
        foreach (Item member in FlattenItems.Of(item.Items))
        {
            (Namespace ns, string code, string what) = member switch
            {
                Item.Fn => (Namespace.Value, "E0407", "method"),
                Item.Const => (Namespace.Value, "E0438", "const"),
                Item.TyAlias => (Namespace.Type, "E0437", "type"),
                _ => (Namespace.Macro, "", ""),
            };
            if (code.Length == 0)
            {
                continue;
            }
            // An item of another kind is a mistake of its own.
            Namespace other = ns == Namespace.Type ? Namespace.Value : Namespace.Type;
            if ((trait.Find(member.Ident.Name, ns)?.Binding ?? trait.Find(member.Ident.Name, other)?.Binding) is not { } found)
            {
                Diagnostic diagnostic = Diagnostic.Error(code, $"{what} `{member.Ident}` is not a member of trait `{item.OfTrait!.Path}`", member.Span)
                    .WithPrimaryLabel($"not a member of trait `{item.OfTrait.Path}`");
                SuggestMember(diagnostic, member, trait, ns);
                Sink.Report(diagnostic);
                continue;
            }
            string? mismatch = (member, found.Entity.Kind) switch
            {
                (Item.Const, not DefKind.AssocConst) => "E0323",
                (Item.Fn, not DefKind.AssocFn) => "E0324",
                (Item.TyAlias, not DefKind.AssocTy) => "E0325",
                _ => null,
            };
            if (mismatch is not null)
            {
                string text = mismatch switch { "E0323" => "an associated const", "E0324" => "an associated method", _ => "an associated type" };
                Sink.Report(Diagnostic.Error(mismatch, $"item `{member.Ident}` is {text}, which doesn't match its trait `{item.OfTrait!.Path}`", member.Span)
                    .WithPrimaryLabel("does not match trait").WithLabel(found.Span, "item in trait"));
            }
        }
    }

    private static void SuggestMember(Diagnostic diagnostic, Item member, Module trait, Namespace ns)
    {
        DefKind wanted = member switch { Item.Fn => DefKind.AssocFn, Item.Const => DefKind.AssocConst, _ => DefKind.AssocTy };
        List<Symbol> names = [];
        foreach (NameInScope name in RibStack.NamesIn(trait, ns))
        {
            if (name.Binding!.Entity.Kind == wanted)
            {
                names.Add(name.Name);
            }
        }
        if (TypoSuggestion.Find(member.Ident.Name, names) is { } similar)
        {
            diagnostic.WithSuggestion($"there is an {wanted.Describe()} with a similar name", Applicability.MaybeIncorrect, new SuggestionEdit(member.Ident.Span, similar.Text));
        }
    }

    private void BindGenerics(Generics generics)
    {
        _lifetimes.Add(LifetimeRib.Generics(generics.Span));
        BindParams(generics.Params);
    }

    /// <summary>Generic parameters into scope; duplicates are E0403, reserved lifetime names E0262.</summary>
    private void BindParams(ImmutableArray<GenericParam> parameters)
    {
        Dictionary<Symbol, SourceSpan> seen = [];
        foreach (GenericParam parameter in parameters)
        {
            if (!seen.TryAdd(parameter.Ident.Name, parameter.Ident.Span))
            {
                Sink.Report(Diagnostic.Error("E0403", $"the name `{parameter.Ident}` is already used for a generic parameter in this item's generic parameters", parameter.Ident.Span)
                    .WithPrimaryLabel("already used").WithLabel(seen[parameter.Ident.Name], $"first use of `{parameter.Ident}`"));
                continue;
            }
            if (parameter is not GenericParam.OfLifetime && _ribs.FindGeneric(parameter.Ident.Name) is { IsSome: true } outer)
            {
                Sink.Report(Diagnostic.Error("E0403", $"the name `{parameter.Ident}` is already used for a generic parameter in this item's generic parameters", parameter.Ident.Span)
                    .WithPrimaryLabel("already used").WithLabel(_definitions.SpanOf(outer.Index), $"first use of `{parameter.Ident}`"));
            }
            switch (parameter)
            {
                case GenericParam.OfLifetime:
                    BindLifetime(parameter);
                    break;
                case GenericParam.OfType:
                    _ribs.Bind(parameter.Ident.Name, Namespace.Type, new Res.Def(DefKind.TyParam, DefOf(parameter.Id)));
                    break;
                case GenericParam.OfConst:
                    _ribs.Bind(parameter.Ident.Name, Namespace.Value, new Res.Def(DefKind.ConstParam, DefOf(parameter.Id)));
                    break;
            }
        }
    }

    /// <summary>The traits whose items are usable here.</summary>
    /// <param name="item">The name that is looked for in them.</param>
    private TraitScope CurrentTraits(Symbol item)
    {
        TraitScope scope = CurrentTraits();
        scope.NoteCall(item);
        return scope;
    }

    private TraitScope CurrentTraits()
    {
        Module module = _lexicalModule;
        if (_trait is { } trait && trait.Entity!.Id.IsSome)
        {
            // Inside a trait or its impl the trait itself is in scope.
            ImmutableArray<DefId> inScope = TraitsOf(module).Traits;
            return inScope.Contains(trait.Entity.Id) ? TraitsOf(module) : ScopeWith(module, trait.Entity.Id);
        }
        return TraitsOf(module);
    }

    private readonly Dictionary<(Module, DefId), TraitScope> _extendedScopes = [];

    private TraitScope ScopeWith(Module module, DefId trait)
    {
        if (!_extendedScopes.TryGetValue((module, trait), out TraitScope? scope))
        {
            scope = TraitsOf(module).With(trait);
            _extendedScopes.Add((module, trait), scope);
        }
        return scope;
    }

    private TraitScope TraitsOf(Module module)
    {
        if (_traitScopes.TryGetValue(module, out TraitScope? known))
        {
            return known;
        }
        HashSet<DefId> seen = [];
        ImmutableArray<DefId>.Builder traits = ImmutableArray.CreateBuilder<DefId>();
        ImmutableArray<NameBinding?>.Builder bindings = ImmutableArray.CreateBuilder<NameBinding?>();
        Module? current = module;
        while (current is not null)
        {
            AddTraits(current);
            if (!current.IsBlock)
            {
                break;
            }
            current = current.Parent;
        }
        if (_resolver.Prelude is { } prelude && !module.HasNoImplicitPrelude)
        {
            AddTraits(prelude);
        }
        TraitScope scope = new(traits.DrainToImmutable(), bindings.DrainToImmutable());
        _traitScopes.Add(module, scope);
        return scope;

        void AddTraits(Module from)
        {
            foreach ((Symbol name, Namespace ns) in from.NamesInOrder)
            {
                if (ns == Namespace.Type && from.Find(name, ns)?.Binding is { Entity: { Kind: DefKind.Trait or DefKind.TraitAlias, Error: null, Primitive: null } entity } binding && seen.Add(entity.Id))
                {
                    traits.Add(entity.Id);
                    bindings.Add(binding);
                }
            }
            foreach (NameBinding anonymous in from.Anonymous)
            {
                if (anonymous.Entity is { Kind: DefKind.Trait or DefKind.TraitAlias, Error: null, Primitive: null } entity && seen.Add(entity.Id))
                {
                    traits.Add(entity.Id);
                    bindings.Add(anonymous);
                }
            }
        }
    }
}

/// <summary>Items with macro calls replaced by what they became and removed ones left out.</summary>
public static class FlattenItems
{
    public static List<Item> Of(ImmutableArray<Item> items)
    {
        List<Item> flat = new(items.IsDefault ? 0 : items.Length);
        Add(items, flat);
        return flat;
    }

    private static void Add(ImmutableArray<Item> items, List<Item> flat)
    {
        if (items.IsDefault)
        {
            return;
        }
        foreach (Item item in items)
        {
            if (item.IsRemoved)
            {
                continue;
            }
            if (item is Item.OfMacro macro)
            {
                Add(macro.Expansion, flat);
                continue;
            }
            flat.Add(item);
            Add(item.Derived, flat);
        }
    }
}
