using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Ast;
using Visibility = Verdigris.Resolve.Definitions.Visibility;

namespace Verdigris.Resolve.Modules;

/// <summary>
/// Numbers the definitions of the expanded crate: in source order, parents before children, derived impls behind their item.
/// Also collects lang items, diagnostic items and what other crates may ask about a definition.
/// </summary>
internal sealed class DefCollector(Resolver resolver, LocalDefinitions definitions, DefTables tables) : AstVisitor
{
    private DefId _parent;
    private Module _module = resolver.Root;

    /// <summary>What an item here is: free, of a trait, of an impl, foreign.</summary>
    private enum Context
    {
        Free,
        Trait,
        Impl,
        Foreign,
    }

    private Context _context;

    public void Collect(Crate crate)
    {
        DefId root = definitions.Add(DefKind.Mod, default, resolver.Options.CrateName, crate.Span);
        Bind(crate.Id, root);
        _parent = root;
        VisitItems(crate.Items);
        SetModuleVisibilities();
    }

    private void Bind(NodeId node, DefId def)
    {
        tables.DefOf[node.Index] = def;
        if (resolver.Entities.TryGetValue(node, out Entity? entity))
        {
            entity.Id = def;
        }
    }

    private readonly List<(DefId Def, Vis Visibility)> _visibilities = [];

    private DefId Add(DefKind kind, NodeId node, Symbol name, SourceSpan span, Vis visibility, CtorOf ctorOf = default, CtorKind ctorKind = default)
    {
        DefId def = definitions.Add(kind, _parent, name, span, default, ctorOf, ctorKind);
        Bind(node, def);
        _visibilities.Add((def, visibility));
        return def;
    }

    /// <summary>Visibilities name modules, whose ids are all known only now.</summary>
    private void SetModuleVisibilities()
    {
        foreach ((DefId def, Vis visibility) in _visibilities)
        {
            if (visibility.Module is { } module)
            {
                definitions.SetVisibility(def, Visibility.Restricted(module.NearestNormal.Entity!.Id));
            }
        }
    }

    private Vis Private => Vis.Restricted(_module.NearestNormal);

    public override void VisitItem(Item item)
    {
        if (item.IsRemoved || item is Item.OfMacro or Item.Error)
        {
            if (item is Item.OfMacro)
            {
                WalkItem(item);
            }
            return;
        }
        DefKind kind = KindOf(item);
        Vis visibility = _context == Context.Trait ? TraitVisibility : resolver.ResolveVisibility(item.Vis, _module);
        if (item is Item.MacroDef && resolver.Entities.TryGetValue(item.Id, out Entity? macro) && macro.Macro is { IsExported: true })
        {
            visibility = Vis.Public;
        }
        SourceSpan span = item.Ident.Name is { IsEmpty: false } ? item.Ident.Span : item is Item.Impl header ? header.HeaderSpan : item.Span;
        DefId def = Add(kind, item.Id, item.Ident.Name ?? Symbol.Empty, span, visibility);
        // A foreign lang item is defined elsewhere.
        if (_context != Context.Foreign)
        {
            CollectAttributes(item.Attrs, def);
        }
        DefId parent = _parent;
        Module module = _module;
        Context context = _context;
        _parent = def;
        _context = item switch { Item.Trait => Context.Trait, Item.Impl => Context.Impl, Item.ForeignMod => Context.Foreign, _ => Context.Free };
        if (item is Item.Module)
        {
            _module = resolver.ModulesByNode[item.Id];
        }
        // Derived impls are siblings.
        System.Collections.Immutable.ImmutableArray<Item> derived = item.Derived;
        WalkInside(item, visibility);
        _parent = parent;
        _module = module;
        _context = context;
        VisitItems(derived);
    }

    /// <summary>Of the trait around, for its items.</summary>
    private Vis TraitVisibility { get; set; }

    private void WalkInside(Item item, Vis visibility)
    {
        Vis outer = TraitVisibility;
        switch (item)
        {
            case Item.Struct structure:
                VisitGenerics(structure.Generics);
                tables.LifetimeCounts[tables.DefOf[item.Id.Index]] = CountLifetimes(structure.Generics);
                AddCtor(structure.Data, structure.Ident, CtorOf.Struct, visibility);
                VisitFields(structure.Data);
                break;
            case Item.Union union:
                VisitGenerics(union.Generics);
                tables.LifetimeCounts[tables.DefOf[item.Id.Index]] = CountLifetimes(union.Generics);
                VisitFields(union.Data);
                break;
            case Item.Enum enumeration:
                VisitGenerics(enumeration.Generics);
                tables.LifetimeCounts[tables.DefOf[item.Id.Index]] = CountLifetimes(enumeration.Generics);
                foreach (Variant variant in enumeration.Variants)
                {
                    AddVariant(variant, visibility);
                }
                break;
            case Item.Trait trait:
                tables.LifetimeCounts[tables.DefOf[item.Id.Index]] = CountLifetimes(trait.Generics);
                TraitVisibility = visibility;
                WalkWithoutDerived(item);
                break;
            case Item.TyAlias alias:
                tables.LifetimeCounts[tables.DefOf[item.Id.Index]] = CountLifetimes(alias.Generics);
                WalkWithoutDerived(item);
                break;
            case Item.Fn function:
                WalkFn(function);
                break;
            default:
                WalkWithoutDerived(item);
                break;
        }
        TraitVisibility = outer;
    }

    private void WalkWithoutDerived(Item item)
    {
        System.Collections.Immutable.ImmutableArray<Item> derived = item.Derived;
        item.Derived = [];
        WalkItem(item);
        item.Derived = derived;
    }

    private void WalkFn(Item.Fn function)
    {
        if (function.Decl.HasSelf)
        {
            tables.HasSelf.Add(tables.DefOf[function.Id.Index]);
        }
        VisitGenerics(function.Generics);
        WalkFnDecl(function.Decl);
        if (function.Body is null)
        {
            return;
        }
        DefId outer = _parent;
        if (function.Header.IsAsync)
        {
            // The body of an async fn is a coroutine of its own inside the function.
            _parent = definitions.Add(DefKind.Closure, _parent, Symbol.Empty, function.Body.Span);
            tables.AsyncBodies[function.Id] = _parent;
        }
        VisitBlock(function.Body);
        _parent = outer;
    }

    private static int CountLifetimes(Generics generics)
    {
        int count = 0;
        foreach (GenericParam parameter in generics.Params)
        {
            count += parameter is GenericParam.OfLifetime ? 1 : 0;
        }
        return count;
    }

    private void AddVariant(Variant variant, Vis visibility)
    {
        DefId def = Add(DefKind.Variant, variant.Id, variant.Ident.Name, variant.Ident.Span, visibility);
        CollectAttributes(variant.Attrs, def);
        DefId outer = _parent;
        _parent = def;
        AddCtor(variant.Data, variant.Ident, CtorOf.Variant, visibility);
        foreach (FieldDef field in variant.Data.Fields)
        {
            Add(DefKind.Field, field.Id, field.Ident.Name, field.Ident.Span, visibility);
            VisitTy(field.Ty);
        }
        if (variant.Discriminant is { } discriminant)
        {
            VisitAnonConst(discriminant);
        }
        _parent = outer;
    }

    private void AddCtor(VariantData data, Ident ident, CtorOf of, Vis visibility)
    {
        switch (data)
        {
            case VariantData.Tuple tuple:
                if (of == CtorOf.Struct)
                {
                    foreach (FieldDef field in tuple.Members)
                    {
                        Vis ofField = resolver.ResolveVisibility(field.Vis, _module);
                        visibility = visibility.IsAtLeast(ofField) ? ofField : visibility;
                    }
                }
                Add(DefKind.Ctor, tuple.CtorId, ident.Name, ident.Span, visibility, of, CtorKind.Fn);
                break;
            case VariantData.Unit unit:
                Add(DefKind.Ctor, unit.CtorId, ident.Name, ident.Span, visibility, of, CtorKind.Const);
                break;
        }
    }

    private void VisitFields(VariantData data)
    {
        Dictionary<Symbol, SourceSpan> seen = [];
        foreach (FieldDef field in data.Fields)
        {
            if (!seen.TryAdd(field.Ident.Name, field.Span))
            {
                resolver.Sink.Report(Diagnostic.Error("E0124", $"field `{field.Ident}` is already declared", field.Span)
                    .WithPrimaryLabel("field already declared").WithLabel(seen[field.Ident.Name], $"`{field.Ident}` first declared here"));
            }
            Add(DefKind.Field, field.Id, field.Ident.Name, field.Ident.Span, resolver.ResolveVisibility(field.Vis, _module));
            VisitTy(field.Ty);
        }
    }

    private DefKind KindOf(Item item) => item switch
    {
        Item.ExternCrate => DefKind.ExternCrate,
        Item.Use => DefKind.Use,
        Item.Static => DefKind.Static,
        Item.Const => _context is Context.Trait or Context.Impl ? DefKind.AssocConst : DefKind.Const,
        Item.Fn => _context is Context.Trait or Context.Impl ? DefKind.AssocFn : DefKind.Fn,
        Item.Module => DefKind.Mod,
        Item.ForeignMod => DefKind.ForeignMod,
        Item.GlobalAsm => DefKind.GlobalAsm,
        Item.TyAlias => _context switch { Context.Trait or Context.Impl => DefKind.AssocTy, Context.Foreign => DefKind.ForeignTy, _ => DefKind.TyAlias },
        Item.Enum => DefKind.Enum,
        Item.Struct => DefKind.Struct,
        Item.Union => DefKind.Union,
        Item.Trait => DefKind.Trait,
        Item.TraitAlias => DefKind.TraitAlias,
        Item.Impl => DefKind.Impl,
        Item.MacroDef => DefKind.Macro,
        Item.OfMacro or Item.Error => DefKind.GlobalAsm,
    };

    public override void VisitGenericParam(GenericParam parameter)
    {
        DefKind kind = parameter switch
        {
            GenericParam.OfLifetime => DefKind.LifetimeParam,
            GenericParam.OfType => DefKind.TyParam,
            GenericParam.OfConst => DefKind.ConstParam,
        };
        Add(kind, parameter.Id, parameter.Ident.Name, parameter.Ident.Span, Private);
        WalkGenericParam(parameter);
    }

    public override void VisitAnonConst(AnonConst value) => VisitConst(value, DefKind.AnonConst);

    private void VisitConst(AnonConst value, DefKind kind)
    {
        DefId outer = _parent;
        _parent = Add(kind, value.Id, Symbol.Empty, value.Span, Private);
        VisitExpr(value.Value);
        _parent = outer;
    }

    public override void VisitBlock(Block block)
    {
        Module outer = _module;
        Context context = _context;
        _context = Context.Free;
        if (resolver.ModulesByNode.TryGetValue(block.Id, out Module? module))
        {
            _module = module;
        }
        WalkBlock(block);
        _module = outer;
        _context = context;
    }

    public override void VisitExpr(Expr expr)
    {
        switch (expr)
        {
            case Expr.ConstBlock block:
                VisitConst(block.Value, DefKind.InlineConst);
                return;
            case Expr.Closure:
            case Expr.Async:
                DefId outer = _parent;
                _parent = Add(DefKind.Closure, expr.Id, Symbol.Empty, expr.Span, Private);
                if (expr is Expr.Closure { Header.IsAsync: true } closure)
                {
                    VisitAsyncClosure(closure);
                }
                else
                {
                    WalkExpr(expr);
                }
                _parent = outer;
                return;
        }
        WalkExpr(expr);
    }

    /// <summary>The body of an async closure is a coroutine inside it.</summary>
    private void VisitAsyncClosure(Expr.Closure closure)
    {
        foreach (GenericParam parameter in closure.Header.BoundLifetimes)
        {
            VisitGenericParam(parameter);
        }
        WalkFnDecl(closure.Decl);
        _parent = definitions.Add(DefKind.Closure, _parent, Symbol.Empty, closure.Body.Span);
        tables.AsyncBodies[closure.Id] = _parent;
        VisitExpr(closure.Body);
    }

    private void CollectAttributes(System.Collections.Immutable.ImmutableArray<Attr> attrs, DefId def)
    {
        foreach (Attr attr in attrs)
        {
            if (attr.Path.Segments is not [{ } only] || attr.Args is not AttrArgs.Value { Expr: Expr.OfLit { Lit: Lit.Str value } })
            {
                if (attr.Path.Segments is [{ } panicHandler] && panicHandler.Ident.Name.Text == "panic_handler")
                {
                    tables.LangItems.TryAdd(Symbol.Intern("panic_impl"), def);
                }
                continue;
            }
            switch (only.Ident.Name.Text)
            {
                case "lang":
                    if (!tables.LangItems.TryAdd(value.Value, def))
                    {
                        resolver.Sink.Report(Diagnostic.Error("E0152", $"found duplicate lang item `{value.Value}`", attr.Span));
                    }
                    break;
                case "rustc_diagnostic_item":
                    tables.DiagnosticItems.TryAdd(value.Value, def);
                    break;
            }
        }
    }
}

/// <summary>Facts about local definitions, by node or by definition.</summary>
internal sealed class DefTables(int nodeCount)
{
    public DefId[] DefOf { get; } = new DefId[nodeCount];

    public Dictionary<DefId, int> LifetimeCounts { get; } = [];

    public HashSet<DefId> HasSelf { get; } = [];

    /// <summary>The coroutine of an async fn or closure, by the node of the function or closure.</summary>
    public Dictionary<NodeId, DefId> AsyncBodies { get; } = [];

    public Dictionary<Symbol, DefId> LangItems { get; } = [];

    public Dictionary<Symbol, DefId> DiagnosticItems { get; } = [];
}
