using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Lints;

/// <summary>
/// What other crates can use: what they can name, and of the types that occur in its signatures the public fields and
/// methods. Bodies say nothing.
/// </summary>
public sealed class ExportedItems
{
    private readonly TypeContext _context;
    private readonly LocalCrateFacts _crate;
    private readonly CrateInterface _names;
    private readonly HashSet<DefId> _exported = [];
    private readonly HashSet<DefId> _reached = [];
    private readonly Stack<DefId> _waiting = [];
    private readonly Dictionary<DefId, List<HirImpl>> _impls = [];

    private ExportedItems(TypeContext context, LocalCrateFacts crate, CrateInterface names) => (_context, _crate, _names) = (context, crate, names);

    /// <param name="context">The crate's.</param>
    /// <param name="crate">Whose items they are.</param>
    /// <param name="names">Its modules.</param>
    public static IReadOnlyCollection<DefId> Of(TypeContext context, LocalCrateFacts crate, CrateInterface names)
    {
        ExportedItems items = new(context, crate, names);
        items.CollectImpls();
        items.AddModule(new DefId(crate.Hir.Id, 0));
        Interface walker = new(items);
        while (items._waiting.TryPop(out DefId def))
        {
            walker.Walk(def);
        }
        return items._exported;
    }

    private void CollectImpls()
    {
        for (int i = 0; i < _crate.Hir.Definitions.Count; i++)
        {
            DefId def = new(_crate.Hir.Id, i);
            if (_crate.Hir.NodeOf(def) is not HirNode.Item { Value.Kind: HirItemKind.Impl { Value: var impl } })
            {
                continue;
            }
            if (_context.ImplHeaderOf(def).SelfTy is not Ty.Adt { Def.Id: var adt } || adt.Crate != _crate.Hir.Id)
            {
                AddMembers(impl);
                continue;
            }
            if (!_impls.TryGetValue(adt, out List<HirImpl>? impls))
            {
                _impls.Add(adt, impls = []);
            }
            impls.Add(impl);
        }
    }

    private bool IsPublic(DefId def) => _crate.Hir.Definitions.VisibilityOf(def.Index).IsPublic;

    private void AddMembers(HirImpl impl)
    {
        foreach (HirImplItem member in impl.Items)
        {
            if (impl.Trait is not null)
            {
                // What it needs is exported; whether it is live itself depends on the trait.
                _waiting.Push(member.Def);
            }
            else if (IsPublic(member.Def))
            {
                Add(member.Def);
            }
        }
    }

    private void AddModule(DefId module)
    {
        foreach (ModuleChild child in _names.ChildrenOf(module))
        {
            if (child.Visibility.IsPublic && child.Res is Res.Def { Id: var def } && def.Crate == _crate.Hir.Id)
            {
                Add(def);
            }
        }
    }

    private void Add(DefId def)
    {
        if (!_exported.Add(def))
        {
            return;
        }
        if (_context.KindOf(def) == DefKind.Mod)
        {
            AddModule(def);
            return;
        }
        Reach(def);
    }

    /// <summary>It occurs in something exported.</summary>
    private void Reach(DefId def)
    {
        if (def.Crate != _crate.Hir.Id || !_reached.Add(def))
        {
            return;
        }
        _waiting.Push(def);
        switch (_crate.Hir.NodeOf(def))
        {
            case HirNode.Item { Value.Kind: HirItemKind.Enum enumeration }:
                foreach (HirVariant variant in enumeration.Variants)
                {
                    _exported.Add(variant.Def);
                    foreach (HirFieldDef field in variant.Data.Fields)
                    {
                        _exported.Add(field.Def);
                    }
                }
                AddImpls(def);
                break;
            case HirNode.Item { Value.Kind: HirItemKind.Struct { Data: var data } }:
                AddFields(data);
                AddImpls(def);
                break;
            case HirNode.Item { Value.Kind: HirItemKind.Union { Data: var data } }:
                AddFields(data);
                AddImpls(def);
                break;
            case HirNode.Item { Value.Kind: HirItemKind.Trait trait }:
                foreach (HirTraitItem member in trait.Items)
                {
                    Add(member.Def);
                }
                break;
            case HirNode.Ctor { OfVariant: null } ctor:
                Add(ctor.Adt.Def);
                break;
        }
    }

    private void AddFields(HirVariantData data)
    {
        foreach (HirFieldDef field in data.Fields)
        {
            if (IsPublic(field.Def))
            {
                _exported.Add(field.Def);
            }
        }
    }

    private void AddImpls(DefId adt)
    {
        if (_impls.TryGetValue(adt, out List<HirImpl>? impls))
        {
            foreach (HirImpl impl in impls)
            {
                AddMembers(impl);
            }
        }
    }

    /// <summary>Walks signatures and the types of public fields.</summary>
    private sealed class Interface(ExportedItems items) : HirTyVisitor
    {
        public void Walk(DefId def)
        {
            switch (items._crate.Hir.NodeOf(def))
            {
                case HirNode.Item { Value: var item }:
                    WalkItem(item);
                    break;
                case HirNode.ImplItem { Value: var item }:
                    WalkImplItem(item);
                    break;
                case HirNode.TraitItem { Value: var item }:
                    WalkTraitItem(item);
                    break;
            }
        }

        protected override void VisitBody(HirBody body)
        {
        }

        protected override void VisitRes(Res? res)
        {
            if (res is Res.Def { Kind: DefKind.Struct or DefKind.Enum or DefKind.Union or DefKind.Trait or DefKind.TyAlias, Id: var def })
            {
                items.Reach(def);
            }
        }

        private void WalkItem(HirItem item)
        {
            switch (item.Kind)
            {
                case HirItemKind.Fn function:
                    VisitGenerics(function.Generics);
                    VisitDecl(function.Sig.Decl);
                    break;
                case HirItemKind.Const constant:
                    VisitTy(constant.Ty);
                    break;
                case HirItemKind.Static variable:
                    VisitTy(variable.Ty);
                    break;
                case HirItemKind.TyAlias alias:
                    VisitTy(alias.Ty);
                    break;
                case HirItemKind.Struct structure:
                    VisitGenerics(structure.Generics);
                    WalkFields(structure.Data.Fields);
                    break;
                case HirItemKind.Union union:
                    VisitGenerics(union.Generics);
                    WalkFields(union.Data.Fields);
                    break;
                case HirItemKind.Enum enumeration:
                    VisitGenerics(enumeration.Generics);
                    foreach (HirVariant variant in enumeration.Variants)
                    {
                        WalkFields(variant.Data.Fields);
                    }
                    break;
                case HirItemKind.Trait trait:
                    VisitGenerics(trait.Generics);
                    VisitBounds(trait.Supertraits);
                    break;
            }
        }

        private void WalkFields(ImmutableArray<HirFieldDef> fields)
        {
            foreach (HirFieldDef field in fields)
            {
                if (items._exported.Contains(field.Def))
                {
                    VisitTy(field.Ty);
                }
            }
        }

        private void WalkImplItem(HirImplItem item)
        {
            VisitGenerics(item.Generics);
            switch (item.Kind)
            {
                case HirImplItemKind.Fn function:
                    VisitDecl(function.Sig.Decl);
                    break;
                case HirImplItemKind.Const constant:
                    VisitTy(constant.Ty);
                    break;
                case HirImplItemKind.Type type:
                    VisitTy(type.Ty);
                    break;
            }
        }

        private void WalkTraitItem(HirTraitItem item)
        {
            VisitGenerics(item.Generics);
            switch (item.Kind)
            {
                case HirTraitItemKind.Fn function:
                    VisitDecl(function.Sig.Decl);
                    break;
                case HirTraitItemKind.Const constant:
                    VisitTy(constant.Ty);
                    break;
                case HirTraitItemKind.Type type:
                    VisitBounds(type.Bounds);
                    if (type.Default is not null)
                    {
                        VisitTy(type.Default);
                    }
                    break;
            }
        }
    }
}
