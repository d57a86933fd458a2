using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Attr = Verdigris.Syntax.Ast.Attr;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>
/// The facts about a crate that is being compiled, computed from its HIR: what its items' generics, predicates, types and
/// signatures are. One partial file a kind of fact. Pure but for caches of pure things.
/// </summary>
public sealed partial class LocalCrateFacts : CrateFacts
{
    private readonly IReadOnlyDictionary<Symbol, DefId> _langItems;
    private readonly ConcurrentDictionary<DefId, Ty> _anonConstTypes = new();
    private readonly ConcurrentDictionary<DefId, ImmutableArray<HirGenericParam>> _lateBound = new();
    private readonly Lazy<ImplIndex> _impls;

    public LocalCrateFacts(
        HirCrate hir, ImmutableArray<CrateId> visibleCrates, int edition, IReadOnlyDictionary<Symbol, DefId> langItems)
        : base(hir.Definitions)
    {
        Hir = hir;
        VisibleCrates = visibleCrates;
        Edition = edition;
        _langItems = langItems;
        _impls = new Lazy<ImplIndex>(() => ImplIndex.Build(hir));
    }

    public HirCrate Hir { get; }

    /// <summary>The attributes of the crate itself.</summary>
    public ImmutableArray<Attr> CrateAttrs { get; init; } = [];

    /// <summary><c>#![recursion_limit = "…"]</c>. [attributes.limits.recursion_limit]</summary>
    internal int RecursionLimit =>
        AttrReader.ValueOf(CrateAttrs, "recursion_limit") is { } limit && int.TryParse(limit.Text, out int depth) ? depth : 128;

    public override ImmutableArray<CrateId> VisibleCrates { get; }

    public override int Edition { get; }

    public override IReadOnlyDictionary<Symbol, DefId> LangItems => _langItems;

    /// <summary>The impls of each trait that stand in this crate, in source order.</summary>
    internal IReadOnlyDictionary<DefId, ImmutableArray<DefId>> TraitImpls => _impls.Value.TraitImpls;

    /// <summary>The traits that have impls here, by definition.</summary>
    public List<DefId> ImplementedTraits
    {
        get
        {
            List<DefId> traits = [.. _impls.Value.TraitImpls.Keys];
            traits.Sort();
            return traits;
        }
    }

    /// <summary>The inherent impls of the crate by the shape of their self types.</summary>
    public IReadOnlyDictionary<SimplifiedTy, ImmutableArray<DefId>> InherentImplsByShape(TypeContext context) => _impls.Value.InherentByShape(context);

    public override ImmutableArray<TraitImpl> ImplsOf(TypeContext context, DefId trait)
    {
        if (!_impls.Value.TraitImpls.TryGetValue(trait, out ImmutableArray<DefId> impls))
        {
            return [];
        }
        ImmutableArray<TraitImpl>.Builder shaped = ImmutableArray.CreateBuilder<TraitImpl>(impls.Length);
        foreach (DefId impl in impls)
        {
            ImplHeader header = context.ImplHeaderOf(impl);
            if (header.TraitRef is not null)
            {
                shaped.Add(new TraitImpl(impl, SimplifiedTy.Of(header.SelfTy)));
            }
        }
        return shaped.ToImmutable();
    }

    /// <summary>All impls of the crate in source order.</summary>
    internal ImmutableArray<DefId> AllImpls => _impls.Value.All;

    public override ImmutableArray<DefId> InherentImpls(TypeContext context, SimplifiedTy shape) => _impls.Value.InherentOf(context, shape);

    /// <summary>Set by type lowering: a const argument's type is its parameter's, known only where it is given.</summary>
    internal void SetAnonConstType(DefId constant, Ty ty)
    {
        if ((ty.Flags & (TypeFlags.BodyLocal | TypeFlags.HasFresh)) == 0)
        {
            _anonConstTypes[constant] = ty;
        }
    }

    internal HirNode NodeOf(DefId def) =>
        Hir.NodeOf(def) ?? throw new CompilerBug($"definition {def.Index} ({Definitions.KindOf(def.Index)} {Definitions.NameOf(def.Index)}) has no HIR");

    internal ImmutableArray<Attr> AttrsOf(DefId def) => Hir.NodeOf(def) switch
    {
        HirNode.Item it => it.Value.Attrs,
        HirNode.TraitItem it => it.Value.Attrs,
        HirNode.ImplItem it => it.Value.Attrs,
        HirNode.ForeignItem it => it.Value.Attrs,
        HirNode.Variant it => it.Value.Attrs,
        HirNode.Field it => it.Value.Attrs,
        HirNode.Closure it => it.Value.Attrs,
        _ => [],
    };

    public override TraitDef TraitDefOf(TypeContext context, DefId def)
    {
        HirItem item = ((HirNode.Item)NodeOf(def)).Value;
        ImmutableArray<Attr> attrs = item.Attrs;
        (bool isAuto, bool isUnsafe) = item.Kind is HirItemKind.Trait trait ? (trait.IsAuto, trait.IsUnsafe) : (false, false);
        return new TraitDef(
            def, isAuto, isUnsafe, AttrReader.Has(attrs, "marker"), AttrReader.Has(attrs, "fundamental"),
            AttrReader.Has(attrs, "rustc_paren_sugar"), AttrReader.Has(attrs, "rustc_deny_explicit_impl"))
        {
            OnUnimplemented = OnUnimplementedReader.Read(attrs),
            SkippedReceivers = AttrReader.SkippedReceiversOf(attrs),
        };
    }

    public override ImplHeader ImplHeaderOf(TypeContext context, DefId def)
    {
        HirImpl impl = ImplOf(def);
        ItemTypeLowerer lowerer = new(context, this, def);
        Ty self = context.TypeOf(def);
        TraitRef? traitRef = null;
        if (impl.Trait is { Path.Res: Res.Def { Kind: DefKind.Trait, Id: var trait } })
        {
            traitRef = context.Types.TraitRef(
                trait, lowerer.LowerArgs(trait, impl.Trait.Path.Segments[^1], impl.Trait.Path.Span, self, null));
        }
        return new ImplHeader(def, traitRef, self, impl.IsNegative, impl.IsUnsafe, impl.IsDefault);
    }

    internal HirImpl ImplOf(DefId def) => ((HirItemKind.Impl)((HirNode.Item)NodeOf(def)).Value.Kind).Value;

    public override AssocItems AssocItemsOf(TypeContext context, DefId def)
    {
        ImmutableArray<AssocItem>.Builder items = ImmutableArray.CreateBuilder<AssocItem>();
        switch (((HirNode.Item)NodeOf(def)).Value.Kind)
        {
            case HirItemKind.Trait trait:
                foreach (HirTraitItem item in trait.Items)
                {
                    items.Add(context.AssocItemOf(item.Def));
                }
                break;
            case HirItemKind.Impl impl:
                foreach (HirImplItem item in impl.Value.Items)
                {
                    items.Add(context.AssocItemOf(item.Def));
                }
                break;
        }
        return new AssocItems(items.ToImmutable());
    }

    public override AssocItem AssocItemOf(TypeContext context, DefId def)
    {
        DefId container = Definitions.ParentOf(def.Index);
        switch (NodeOf(def))
        {
            case HirNode.TraitItem { Value: var item }:
            {
                (bool hasDefault, bool hasSelf) = item.Kind switch
                {
                    HirTraitItemKind.Const it => (it.Default is not null, false),
                    HirTraitItemKind.Fn it => (it.Default is not null, it.Sig.Decl.HasSelf),
                    HirTraitItemKind.Type it => (it.Default is not null, false),
                };
                return new AssocItem(def, item.Ident.Name, Definitions.KindOf(def.Index), container, def, hasDefault, hasSelf);
            }
            case HirNode.ImplItem { Value: var item }:
            {
                bool hasSelf = item.Kind is HirImplItemKind.Fn fn && fn.Sig.Decl.HasSelf;
                bool isDefault = item.IsDefault || ImplOf(container).IsDefault;
                // An item of another kind of the same name was reported.
                bool isSameKind = item.TraitItem.IsSome && context.KindOf(item.TraitItem) == Definitions.KindOf(def.Index);
                return new AssocItem(def, item.Ident.Name, Definitions.KindOf(def.Index), container, isSameKind ? item.TraitItem : default, true, hasSelf, isDefault);
            }
            default:
                throw new CompilerBug("an associated item has no HIR");
        }
    }

    public override FnAttrs FnAttrsOf(TypeContext context, DefId def)
    {
        FnAttrs own = AttrReader.FnAttrsOf(AttrsOf(def));
        // #[track_caller] on a trait's method holds for its implementations too. [attributes.codegen.track_caller.traits]
        bool isInherited = !own.IsTrackCaller && Hir.NodeOf(def) is HirNode.ImplItem { Value: { Kind: HirImplItemKind.Fn, TraitItem: { IsSome: true } declared } }
            && context.FnAttrsOf(declared).IsTrackCaller;
        return isInherited ? own with { Flags = own.Flags | FnAttrFlags.TrackCaller } : own;
    }

    public override bool IsConstFn(TypeContext context, DefId def) => Hir.NodeOf(def) switch
    {
        HirNode.Item { Value.Kind: HirItemKind.Fn fn } => fn.Sig.Header.IsConst,
        HirNode.ImplItem { Value.Kind: HirImplItemKind.Fn fn } => fn.Sig.Header.IsConst,
        HirNode.TraitItem { Value.Kind: HirTraitItemKind.Fn fn } => fn.Sig.Header.IsConst,
        HirNode.Ctor => true,
        _ => false,
    };

    public override bool IsMutableStatic(DefId staticDef) => Hir.NodeOf(staticDef) switch
    {
        HirNode.Item { Value.Kind: HirItemKind.Static it } => it.IsMutable,
        HirNode.ForeignItem { Value.Kind: HirForeignItemKind.Static it } => it.IsMutable || !it.IsSafe,
        _ => false,
    };

    public override Ty HiddenTypeOf(TypeContext context, DefId opaque)
    {
        HirOpaqueTy definition = ((HirNode.OpaqueTy)NodeOf(opaque)).Value;
        TypeckResults results = TypeckOf(context, definition.ParentFn);
        return results.HiddenTypes.TryGetValue(opaque, out Ty? hidden)
            ? hidden
            : context.Types.ErrorTy(results.Tainted ?? Base.Diagnostics.DiagnosticSink.Promise());
    }

    /// <summary>A crate of the standard library: it may implement what is not its own, for the crates below it.</summary>
    public bool IsLibrary(TypeContext context) => context.LangItem(LangItem.Sized).Crate == Hir.Id || Hir.Definitions.Name.Text is "core" or "alloc" or "std";

    /// <summary>Whether a trait's item may be used on sized types only.</summary>
    internal bool RequiresSizedSelf(TypeContext context, DefId item)
    {
        DefId sized = context.LangItem(LangItem.Sized);
        foreach (SpannedPredicate predicate in context.PredicatesOf(item).Own)
        {
            if (predicate.Predicate is Predicate.Trait trait && trait.TraitRef.Trait == sized && trait.TraitRef.SelfTy == context.Common.SelfParam)
            {
                return true;
            }
        }
        return false;
    }
}
