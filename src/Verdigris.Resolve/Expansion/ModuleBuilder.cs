using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand;
using Verdigris.Expand.Builtin;
using Verdigris.Expand.MacroRules;
using Verdigris.Expand.Modules;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Modules;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Resolve.Expansion;

/// <summary>
/// Walks a piece of tree, the crate or what a macro became, once: puts items and imports into modules, loads files of
/// <c>mod m;</c>, and collects the macro calls with the scope each stands in.
/// </summary>
internal sealed class ModuleBuilder(Resolver resolver, ParseSession session, SourceLoader loader, List<Invocation> invocations, List<TestFunction> tests) : AstVisitor
{
    private CollectorState _state;

    private Module Current => _state.Module;

    /// <summary>The textual scope behind the piece.</summary>
    public TextualScope? Scope => _state.Scope;

    public void Start(CollectorState state) => _state = state;

    private Invocation Add(InvocationPosition position, Node node, MacroCall call, SourceSpan span)
    {
        Invocation invocation = new(position, node, call.Path, span, _state) { Call = call };
        invocations.Add(invocation);
        return invocation;
    }

    /// <summary>A call that may define names and macros where it stands.</summary>
    private void AddDefining(InvocationPosition position, Node node, MacroCall call, SourceSpan span)
    {
        Invocation invocation = Add(position, node, call, span);
        Current.PendingExpansions.Add(invocation);
        _state = _state with { Scope = new TextualScope(null, null, null, invocation) };
    }

    public override void VisitExpr(Expr expr)
    {
        if (expr is Expr.OfMacro { Expansion: null } macro)
        {
            Add(InvocationPosition.Expr, macro, macro.Macro, macro.Span);
            return;
        }
        WalkExpr(expr);
    }

    public override void VisitPat(Pat pat)
    {
        if (pat is Pat.OfMacro { Expansion: null } macro)
        {
            Add(InvocationPosition.Pat, macro, macro.Macro, macro.Span);
            return;
        }
        WalkPat(pat);
    }

    public override void VisitTy(Ty ty)
    {
        if (ty is Ty.OfMacro { Expansion: null } macro)
        {
            Add(InvocationPosition.Ty, macro, macro.Macro, macro.Span);
            return;
        }
        WalkTy(ty);
    }

    public override void VisitStmt(Stmt stmt)
    {
        if (stmt is Stmt.OfMacro { Expansion.IsDefault: true } macro)
        {
            AddDefining(InvocationPosition.Stmt, macro, macro.Macro, macro.Macro.Span);
            return;
        }
        WalkStmt(stmt);
    }

    public override void VisitBlock(Block block)
    {
        CollectorState outer = _state;
        if (NeedsModule(block))
        {
            _state = _state with { Module = resolver.AddModule(Current, null, block.Id, Symbol.Empty, block.Span) };
        }
        _state = _state with { Items = ItemContext.Statement };
        WalkBlock(block);
        _state = outer;
    }

    private static bool NeedsModule(Block block)
    {
        foreach (Stmt stmt in block.Stmts)
        {
            if (stmt is Stmt.OfItem or Stmt.OfMacro)
            {
                return true;
            }
        }
        return false;
    }

    public override void VisitItem(Item item)
    {
        if (item.IsRemoved)
        {
            return;
        }
        if (item is Item.OfMacro { Expansion.IsDefault: true } macro)
        {
            AddDefining(InvocationPosition.Item, macro, macro.Macro, macro.Macro.Span);
            return;
        }
        CheckAttributes(item);
        if (item.IsRemoved)
        {
            return;
        }
        switch (item)
        {
            case Item.Module module:
                VisitModule(module);
                return;
            case Item.MacroDef definition:
                DefineMacro(definition);
                return;
            case Item.Use use:
                AddUse(use);
                return;
            case Item.ExternCrate externCrate:
                AddExternCrate(externCrate);
                return;
            case Item.Enum enumeration:
                DefineEnum(enumeration);
                break;
            case Item.Trait trait:
                VisitTrait(trait, trait.Items);
                return;
            case Item.TraitAlias alias:
                Entity aliasEntity = Define(item, DefKind.TraitAlias, Namespace.Type);
                resolver.AddModule(Current, aliasEntity, alias.Id, alias.Ident.Name, alias.Span);
                break;
            case Item.Impl implementation:
                VisitImpl(implementation);
                return;
            case Item.ForeignMod foreign:
                CollectorState outer = _state;
                _state = _state with { Items = ItemContext.Foreign };
                VisitItems(foreign.Items);
                _state = outer with { Scope = _state.Scope };
                return;
            default:
                DefineSimple(item);
                break;
        }
        ItemContext context = _state.Items;
        TextualScope? scope = _state.Scope;
        WalkItem(item);
        _state = _state with { Items = context, Scope = scope };
    }

    private Entity Define(Item item, DefKind kind, Namespace ns)
    {
        Entity entity = resolver.AddEntity(kind, item.Id);
        if (item.Ident.Name != Names.Underscore)
        {
            resolver.Define(Current, item.Ident.Name, ns, entity, resolver.ResolveVisibility(item.Vis, Current), item.Span, _state.Expansion);
        }
        return entity;
    }

    private void DefineSimple(Item item)
    {
        if (_state.Items is ItemContext.Impl or ItemContext.TraitImpl)
        {
            return;
        }
        bool isTrait = _state.Items == ItemContext.Trait;
        bool isForeign = _state.Items == ItemContext.Foreign;
        Vis visibility = isTrait ? Vis.Public : resolver.ResolveVisibility(item.Vis, Current);
        (DefKind kind, Namespace ns) = item switch
        {
            Item.Fn => (isTrait ? DefKind.AssocFn : DefKind.Fn, Namespace.Value),
            Item.Const => (isTrait ? DefKind.AssocConst : DefKind.Const, Namespace.Value),
            Item.Static => (DefKind.Static, Namespace.Value),
            Item.TyAlias => (isTrait ? DefKind.AssocTy : isForeign ? DefKind.ForeignTy : DefKind.TyAlias, Namespace.Type),
            Item.Struct => (DefKind.Struct, Namespace.Type),
            Item.Union => (DefKind.Union, Namespace.Type),
            _ => (DefKind.GlobalAsm, Namespace.Macro),
        };
        if (kind == DefKind.GlobalAsm)
        {
            return;
        }
        Entity entity = resolver.AddEntity(kind, item.Id);
        if (item.Ident.Name != Names.Underscore)
        {
            resolver.Define(Current, item.Ident.Name, ns, entity, visibility, item.Span, _state.Expansion);
        }
        if (item is Item.Struct structure)
        {
            DefineCtor(structure.Ident, structure.Data, Current, visibility, structure.Span);
        }
    }

    /// <summary>The constructor of a tuple or unit struct or variant; as private as its most private field.</summary>
    private void DefineCtor(Ident ident, VariantData data, Module module, Vis visibility, SourceSpan item)
    {
        NodeId id = data switch
        {
            VariantData.Tuple tuple => tuple.CtorId,
            VariantData.Unit unit => unit.CtorId,
            VariantData.Record => default,
        };
        if (data is VariantData.Record)
        {
            return;
        }
        if (module == Current)
        {
            foreach (FieldDef field in data.Fields)
            {
                Vis ofField = resolver.ResolveVisibility(field.Vis, Current);
                if (visibility.IsAtLeast(ofField))
                {
                    visibility = ofField;
                }
            }
        }
        Entity ctor = resolver.AddEntity(DefKind.Ctor, id);
        ctor.CtorText = DefKinds.CtorWord(module == Current ? CtorOf.Struct : CtorOf.Variant, data is VariantData.Tuple ? CtorKind.Fn : CtorKind.Const);
        resolver.Define(module, ident.Name, Namespace.Value, ctor, visibility, item, _state.Expansion);
    }

    private void DefineEnum(Item.Enum item)
    {
        Entity entity = Define(item, DefKind.Enum, Namespace.Type);
        Module module = resolver.AddModule(Current, entity, item.Id, item.Ident.Name, item.Span);
        Vis visibility = resolver.ResolveVisibility(item.Vis, Current);
        foreach (Variant variant in item.Variants)
        {
            Entity variantEntity = resolver.AddEntity(DefKind.Variant, variant.Id);
            resolver.Define(module, variant.Ident.Name, Namespace.Type, variantEntity, visibility, variant.Span, _state.Expansion);
            DefineCtor(variant.Ident, variant.Data, module, visibility, variant.Span);
        }
    }

    private void VisitTrait(Item.Trait trait, ImmutableArray<Item> items)
    {
        Entity entity = Define(trait, DefKind.Trait, Namespace.Type);
        CollectorState outer = _state;
        VisitGenerics(trait.Generics);
        VisitBounds(trait.Supertraits);
        _state = _state with { Module = resolver.AddModule(Current, entity, trait.Id, trait.Ident.Name, trait.Span), Items = ItemContext.Trait };
        VisitItems(items);
        _state = outer;
    }

    private void VisitImpl(Item.Impl item)
    {
        CollectorState outer = _state;
        VisitGenerics(item.Generics);
        if (item.OfTrait is { } trait)
        {
            VisitPath(trait.Path);
        }
        VisitTy(item.SelfTy);
        _state = _state with { Items = item.OfTrait is null ? ItemContext.Impl : ItemContext.TraitImpl };
        VisitItems(item.Items);
        _state = outer;
    }

    private void VisitModule(Item.Module item)
    {
        Entity entity = Define(item, DefKind.Mod, Namespace.Type);
        ModuleDirectory? directory;
        if (item.IsInline)
        {
            directory = ModuleLoader.EnterInline(_state.Directory, item);
        }
        else
        {
            if (_state.Items == ItemContext.Statement && item.Items.IsDefault && Resolver.FindAttr(item.Attrs, "path") is null)
            {
                resolver.Sink.Report(Diagnostic.ErrorWithoutCode("cannot declare a file module inside a block unless it has a path attribute", item.Span)
                    .WithNote("file modules are usually placed outside of blocks, at the top level of the file"));
                item.Items = [];
            }
            directory = item.Items.IsDefault ? ModuleLoader.Load(item, _state.Directory, session, loader) : _state.Directory;
        }
        bool isBare = Resolver.HasAttr(item.Attrs, "no_implicit_prelude") || Resolver.HasAttr(item.InnerAttrs, "no_implicit_prelude");
        Module module = resolver.AddModule(Current, entity, item.Id, item.Ident.Name, item.Span, isBare);
        CollectorState outer = _state;
        _state = _state with
        {
            Module = module,
            Directory = directory ?? _state.Directory,
            Items = ItemContext.Module,
            ModulePath = _state.ModulePath.Add(item.Ident.Name),
        };
        VisitItems(item.Items);
        // Macros defined inside stay in scope only with `#[macro_use]`.
        bool isMacroUse = Resolver.HasAttr(item.Attrs, "macro_use") || Resolver.HasAttr(item.InnerAttrs, "macro_use");
        _state = isMacroUse ? outer with { Scope = _state.Scope } : outer;
    }

    private void DefineMacro(Item.MacroDef item)
    {
        MacroExtension extension;
        if (Resolver.FindAttr(item.Attrs, "rustc_builtin_macro") is { } builtin)
        {
            string name = builtin.Args is AttrArgs.Delimited { Tokens: { Count: > 0 } tokens } ? tokens[0].Name.Text : item.Ident.Name.Text;
            extension = new MacroExtension.Builtin(BuiltinMacros.FromName(name));
        }
        else
        {
            extension = new MacroExtension.Rules(MacroRulesMacro.Compile(item, resolver.EditionOf(item.Ident.Span), resolver.Sink));
        }
        bool isExported = Resolver.HasAttr(item.Attrs, "macro_export");
        MacroDefinition macro = new(item.Ident.Name, item.Span, resolver.Options.CrateId.Index, resolver.EditionOf(item.Ident.Span), extension) { IsExported = isExported };
        Entity entity = Entity.LocalMacro(item.Id, macro);
        resolver.AddEntity(item.Id, entity);
        if (!item.IsMacroRules)
        {
            resolver.Define(Current, item.Ident.Name, Namespace.Macro, entity, resolver.ResolveVisibility(item.Vis, Current), item.Span, _state.Expansion);
            return;
        }
        if (isExported)
        {
            resolver.Define(resolver.Root, item.Ident.Name, Namespace.Macro, new NameBinding(entity, Vis.Public, item.Span) { Expansion = _state.Expansion });
        }
        _state = _state with { Scope = new TextualScope(_state.Scope, item.Ident.Name, entity, null) { Module = Current, Expansion = _state.Expansion } };
    }

    private void AddExternCrate(Item.ExternCrate item)
    {
        Module? root;
        if (item.Original.Name == Names.SelfLower)
        {
            root = resolver.Root;
            if (item.Ident.Name == Names.SelfLower)
            {
                resolver.Sink.Report(Diagnostic.ErrorWithoutCode("`extern crate self;` requires renaming", item.Span));
                return;
            }
        }
        else
        {
            root = resolver.Externs.Find(item.Original.Name) is { } crate ? resolver.RootOf(crate) : null;
        }
        Vis visibility = resolver.ResolveVisibility(item.Vis, Current);
        Import import = new(Current, item.Id, item.Span, visibility) { ModulePath = [], Target = item.Ident, IsExternCrate = true, IsDone = true };
        if (root is null)
        {
            ErrorReported reported = resolver.ReportMissingCrate(item.Original.Name, item.Span);
            resolver.Define(Current, item.Ident.Name, Namespace.Type, new NameBinding(Entity.Poison(reported), visibility, item.Span) { Import = import });
            return;
        }
        if (Resolver.FindAttr(item.Attrs, "macro_use") is { } macroUse)
        {
            if (Current != resolver.Root)
            {
                resolver.Sink.Report(Diagnostic.Error("E0468", "an `extern crate` loading macros must be at the crate root", item.Span));
            }
            Dictionary<Symbol, SourceSpan>? names = NamesIn(macroUse);
            HashSet<Symbol>? missing = names is null ? null : [.. names.Keys];
            resolver.UseMacros(root, missing);
            foreach (Symbol name in missing ?? [])
            {
                resolver.Sink.Report(Diagnostic.Error("E0469", "imported macro not found", names![name]));
            }
        }
        resolver.Define(Current, item.Ident.Name, Namespace.Type, new NameBinding(root.Entity!, visibility, item.Span) { Import = import });
        if (Current == resolver.Root && item.Ident.Name != Names.Underscore)
        {
            resolver.AddExternItem(item.Ident.Name, root);
        }
    }

    private static Dictionary<Symbol, SourceSpan>? NamesIn(Attr attr)
    {
        if (attr.Args is not AttrArgs.Delimited args)
        {
            return null;
        }
        Dictionary<Symbol, SourceSpan> names = [];
        foreach (Token token in args.Tokens.Tokens)
        {
            if (token.Kind == TokenKind.Ident)
            {
                names.TryAdd(token.Name, token.Span);
            }
            else if (token.Kind != TokenKind.Comma)
            {
                // Malformed, which is said elsewhere.
                return [];
            }
        }
        return names;
    }

    private void AddUse(Item.Use item)
    {
        bool isPrelude = Resolver.HasAttr(item.Attrs, "prelude_import");
        AddUseTree(item, item.Tree, [], isNested: false, isPrelude);
    }

    private void AddUseTree(Item.Use item, UseTree tree, ImmutableArray<PathSegment> prefix, bool isNested, bool isPrelude)
    {
        ImmutableArray<PathSegment> path = prefix.AddRange(tree.Prefix.Segments);
        if (!isNested)
        {
            path = RootPath(path, tree);
        }
        Vis visibility = resolver.ResolveVisibility(item.Vis, Current);
        switch (tree)
        {
            case UseTree.Nested nested:
                foreach (UseTree child in nested.Children)
                {
                    AddUseTree(item, child, path, isNested: true, isPrelude);
                }
                break;
            case UseTree.Glob glob:
                // `use *;` of edition 2018 is the crate root's.
                resolver.AddImport(new Import(Current, glob.Id, glob.Span, visibility)
                {
                    ModulePath = path.IsEmpty ? [new PathSegment(default, new Ident(Names.Crate, glob.Span), null)] : path,
                    IsGlob = true,
                    IsPrelude = isPrelude,
                    Scope = _state.Scope,
                    Expansion = _state.Expansion,
                });
                break;
            case UseTree.Simple simple:
                AddSimpleUse(simple, path, visibility, isNested);
                break;
        }
    }

    private ImmutableArray<PathSegment> RootPath(ImmutableArray<PathSegment> path, UseTree tree)
    {
        if (path.IsEmpty ? tree is not (UseTree.Glob or UseTree.Nested) : IsAnchored(path[0].Ident.Name))
        {
            return path;
        }
        SourceSpan span = path.IsEmpty ? tree.Span : path[0].Ident.Span;
        // Edition 2015: paths of imports start at the crate root.
        return resolver.EditionOf(span) >= Edition.E2018
            ? path
            : path.Insert(0, new PathSegment(default, new Ident(Names.PathRoot, span.ShrinkToLo()), null));
    }

    private static bool IsAnchored(Symbol name) =>
        name == Names.PathRoot || name == Names.Crate || name == Names.DollarCrate || name == Names.SelfLower || name == Names.Super;

    private void AddSimpleUse(UseTree.Simple simple, ImmutableArray<PathSegment> path, Vis visibility, bool isNested)
    {
        Ident source = path[^1].Ident;
        Ident target = simple.Rename ?? source;
        bool typeOnly = false;
        if (source.Name == Names.SelfLower)
        {
            if (!isNested && path.Length > 1)
            {
                // What is meant is plain, so that the name is there for the rest.
                resolver.Sink.Report(SelfImport(path, simple));
            }
            if (path.Length == 1)
            {
                if (simple.Rename is null)
                {
                    Diagnostic unnamed = Diagnostic.ErrorWithoutCode("imports need to be explicitly named", simple.Span);
                    resolver.Sink.Report(isNested
                        ? unnamed.WithSuggestion("try renaming it with a name", Applicability.HasPlaceholders, new SuggestionEdit(simple.Span.ShrinkToHi(), " as name"))
                        : unnamed);
                    return;
                }
            }
            else
            {
                path = path.RemoveAt(path.Length - 1);
                source = path[^1].Ident;
                target = simple.Rename ?? source;
                typeOnly = true;
                if (source.Name == Names.PathRoot)
                {
                    // `use ::{self as root}` is the crate root in edition 2015 and nothing later.
                    if (resolver.EditionOf(simple.Span) >= Edition.E2018)
                    {
                        resolver.Sink.Report(Diagnostic.ErrorWithoutCode("extern prelude cannot be imported", simple.Span));
                        return;
                    }
                    AddAnchorUse(simple, path, target, visibility);
                    return;
                }
            }
        }
        bool isAnchor = source.Name == Names.Crate || source.Name == Names.DollarCrate || source.Name == Names.Super || source.Name == Names.SelfLower;
        if (isAnchor)
        {
            AddAnchorUse(simple, path, target, visibility);
            return;
        }
        Import import = new(Current, simple.Id, simple.Span, visibility)
        {
            ModulePath = path.RemoveAt(path.Length - 1),
            Source = source,
            Target = target,
            IsNested = isNested,
            Scope = _state.Scope,
            Expansion = _state.Expansion,
        };
        if (typeOnly)
        {
            import.IsDetermined[(int)Namespace.Value] = true;
            import.IsDetermined[(int)Namespace.Macro] = true;
        }
        resolver.AddImport(import);
    }

    private static Diagnostic SelfImport(ImmutableArray<PathSegment> path, UseTree.Simple simple)
    {
        SourceSpan self = path[^1].Ident.Span;
        SourceSpan withSeparator = new(path[^2].Span.Hi, self.Hi, self.Context);
        Diagnostic diagnostic = Diagnostic.Error("E0429", "`self` imports are only allowed within a { } list", withSeparator);
        diagnostic.WithVerboseSuggestion("consider importing the module directly", Applicability.MachineApplicable, new SuggestionEdit(withSeparator, ""));
        if (simple.Rename is null)
        {
            diagnostic.WithVerboseSuggestion("alternatively, use the multi-path `use` syntax to import `self`", Applicability.MachineApplicable,
                new SuggestionEdit(self.ShrinkToLo(), "{"), new SuggestionEdit(self.ShrinkToHi(), "}"));
        }
        return diagnostic;
    }

    /// <summary><c>use crate as name;</c>, <c>use super::super as name;</c>, <c>use {self as name}</c> of the crate root.</summary>
    private void AddAnchorUse(UseTree.Simple simple, ImmutableArray<PathSegment> path, Ident target, Vis visibility)
    {
        if (simple.Rename is null)
        {
            resolver.Sink.Report(Diagnostic.ErrorWithoutCode($"crate root imports need to be explicitly named: `use {path[^1].Ident} as name`", simple.Span));
            return;
        }
        resolver.ResolvePathStart(path, Current, out Module? module, out _, out int failed);
        if (module is null || failed >= 0)
        {
            resolver.Sink.Report(Diagnostic.Error("E0432", $"unresolved import `{simple.Prefix}`", simple.Span).WithPrimaryLabel("there are too many leading `super` keywords"));
            return;
        }
        Import import = new(Current, simple.Id, simple.Span, visibility) { ModulePath = [], Target = target, IsExternCrate = true, IsDone = true };
        resolver.Define(Current, target.Name, Namespace.Type, new NameBinding(module.Entity!, visibility, simple.Span) { Import = import });
    }

    private void CheckAttributes(Item item)
    {
        foreach (Attr attr in item.Attrs)
        {
            if (attr.IsDocComment || attr.Path.Segments.Length == 0)
            {
                continue;
            }
            Symbol first = attr.Path.Segments[0].Ident.Name;
            if (attr.Path.Segments.Length == 1 && BuiltinAttributes.IsKnown(first))
            {
                continue;
            }
            if (attr.Path.Segments.Length > 1 && BuiltinAttributes.IsTool(first))
            {
                continue;
            }
            switch (attr.Path.Segments.Length == 1 ? first.Text : "")
            {
                case "derive":
                    AddDerives(item, attr);
                    break;
                case "test" when item is Item.Fn:
                    AddTest((Item.Fn)item);
                    break;
                case "bench" when item is Item.Fn:
                    item.IsRemoved = true;
                    break;
                case "test" or "bench" or "test_case" or "cfg_eval" or "derive_const" or "cfg_accessible":
                    break;
                case "default" or "serde":
                    break;
                default:
                    invocations.Add(new Invocation(InvocationPosition.Attribute, item, attr.Path, attr.Path.Span, _state) { Attribute = attr });
                    break;
            }
        }
    }

    private void AddTest(Item.Fn item)
    {
        if (!resolver.Options.IsTest)
        {
            item.IsRemoved = true;
            return;
        }
        tests.Add(new TestFunction(item, _state.ModulePath, Current));
    }

    private void AddDerives(Item item, Attr attr)
    {
        if (attr.Args is not AttrArgs.Delimited { Open: TokenKind.OpenParen } args)
        {
            resolver.Sink.Report(Diagnostic.Error("E0539", "malformed `derive` attribute input", attr.Span)
                .WithSuggestion("must be of the form", Applicability.HasPlaceholders, new SuggestionEdit(attr.Span, "#[derive(Trait1, Trait2, ...)]")));
            return;
        }
        if (item is not (Item.Struct or Item.Enum or Item.Union))
        {
            resolver.Sink.Report(Diagnostic.Error("E0774", "`derive` may only be applied to `struct`s, `enum`s and `union`s", attr.Span)
                .WithPrimaryLabel("not applicable here").WithLabel(item.Span, "not a `struct`, `enum` or `union`"));
            return;
        }
        Parser parser = new(session, args.Tokens, args.Span.ShrinkToHi());
        while (!parser.IsAtEnd && parser.LastError is null)
        {
            if (parser.Current.Kind.IsLiteral)
            {
                resolver.Sink.Report(Diagnostic.Error("E0777", "expected path to a trait, found literal", parser.Current.Span));
                return;
            }
            Path path = parser.ParseModPath();
            invocations.Add(new Invocation(InvocationPosition.Derive, item, path, path.Span, _state) { Attribute = attr });
            if (!parser.TryEat(TokenKind.Comma))
            {
                break;
            }
        }
    }
}

/// <summary>A function with <c>#[test]</c> in a build for tests.</summary>
internal sealed record TestFunction(Item.Fn Item, ImmutableArray<Symbol> ModulePath, Module Module);
