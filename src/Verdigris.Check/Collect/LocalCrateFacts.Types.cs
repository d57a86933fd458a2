using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Attr = Verdigris.Syntax.Ast.Attr;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>Types and signatures of items, and the shapes of structs, enums and unions.</summary>
public sealed partial class LocalCrateFacts
{
    private static readonly Symbol s_rustAbi = Symbol.Intern("Rust");

    public override Ty TypeOf(TypeContext context, DefId def)
    {
        ItemTypeLowerer lowerer = new(context, this, def);
        return NodeOf(def) switch
        {
            HirNode.Item it => TypeOfItem(context, lowerer, it.Value),
            HirNode.TraitItem { Value.Kind: var kind } => kind switch
            {
                HirTraitItemKind.Const it => lowerer.Lower(it.Ty),
                HirTraitItemKind.Fn => FnDefOf(context, def),
                HirTraitItemKind.Type { Default: { } ty } => lowerer.Lower(ty),
                HirTraitItemKind.Type => throw new CompilerBug("the type of an associated type without default is asked"),
            },
            HirNode.ImplItem { Value.Kind: var kind } => kind switch
            {
                HirImplItemKind.Const it => lowerer.Lower(it.Ty),
                HirImplItemKind.Fn => FnDefOf(context, def),
                HirImplItemKind.Type it => lowerer.Lower(it.Ty),
            },
            HirNode.ForeignItem { Value.Kind: var kind } => kind switch
            {
                HirForeignItemKind.Fn => FnDefOf(context, def),
                HirForeignItemKind.Static it => lowerer.Lower(it.Ty),
                HirForeignItemKind.Type => context.Types.Foreign(def),
            },
            HirNode.Variant it => context.TypeOf(it.Enum.Def),
            HirNode.Field it => LowererOfField(context, def).Lower(it.Value.Ty),
            HirNode.Ctor it => it.Data.Form == HirVariantForm.Tuple ? FnDefOf(context, def) : context.TypeOf(it.Adt.Def),
            HirNode.GenericParam { Value.Kind: var kind } => kind switch
            {
                HirGenericParamKind.Type { Default: { } ty } => new ItemTypeLowerer(context, this, Definitions.ParentOf(def.Index)).Lower(ty),
                HirGenericParamKind.Const it => new ItemTypeLowerer(context, this, Definitions.ParentOf(def.Index)).Lower(it.Ty),
                _ => throw new CompilerBug("the type of a parameter without default is asked"),
            },
            HirNode.AnonConst => TypeOfAnonConst(context, def),
            HirNode.OpaqueTy => context.Types.Alias(context.AliasKindOf(def), def, context.IdentityArgsOf(def)),
            HirNode.Closure or HirNode.InlineConst => TypeOfNested(context, def),
        };
    }

    public override Const ConstParamDefaultOf(TypeContext context, DefId def)
    {
        HirGenericParam param = ((HirNode.GenericParam)NodeOf(def)).Value;
        HirConstArg value = ((HirGenericParamKind.Const)param.Kind).Default!;
        return new ItemTypeLowerer(context, this, Definitions.ParentOf(def.Index)).Lower(value, context.TypeOf(def));
    }

    public override Ty.FnPtr FnSigOf(TypeContext context, DefId def)
    {
        if (NodeOf(def) is HirNode.Ctor ctor)
        {
            ImmutableArray<HirFieldDef> fields = ctor.Data.Fields;
            Ty[] inputs = new Ty[fields.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = context.TypeOf(fields[i].Def);
            }
            FnSig ctorSig = context.Types.FnSig(inputs, context.TypeOf(ctor.Adt.Def), isVariadic: false, isUnsafe: false, s_rustAbi);
            return (Ty.FnPtr)context.Types.FnPtr(Binder<FnSig>.Dummy(ctorSig));
        }
        if (NodeOf(def) is HirNode.Closure)
        {
            return context.TypeOf(def) is Ty.Closure closure
                ? (Ty.FnPtr)closure.SigTy
                : throw new CompilerBug("the signature of a coroutine is asked");
        }
        HirFnSig sig = HirSigOf(def) ?? throw new CompilerBug("the signature of something that is no function is asked");
        ImmutableArray<HirGenericParam> late = LateBoundOf(def);
        ItemTypeLowerer lowerer = new(context, this, def);
        lowerer.Scopes.Push(late);
        (bool isUnsafe, Symbol abi) = HeaderOf(def, sig);
        FnSig lowered = lowerer.LowerSig(sig.Decl, isUnsafe, abi);
        lowerer.Scopes.Pop();
        return (Ty.FnPtr)context.Types.FnPtr(new Binder<FnSig>(lowered, BinderScopes.VarsOf(context.Types, late)));
    }

    public override AdtDef AdtDefOf(TypeContext context, DefId def)
    {
        HirItem item = ((HirNode.Item)NodeOf(def)).Value;
        ReprOptions repr = AttrReader.ReprOf(item.Attrs);
        AdtFlags flags = FlagsOf(item.Attrs);
        return item.Kind switch
        {
            HirItemKind.Struct it => new AdtDef(
                def, item.Ident.Name, AdtKind.Struct, [VariantOf(def, item.Ident.Name, it.Data, default, false)], repr, flags),
            HirItemKind.Union it => new AdtDef(
                def, item.Ident.Name, AdtKind.Union, [VariantOf(def, item.Ident.Name, it.Data, default, false)], repr, flags),
            HirItemKind.Enum it => new AdtDef(def, item.Ident.Name, AdtKind.Enum, VariantsOf(it), repr, flags),
            _ => throw new CompilerBug("an ADT definition is asked for another item"),
        };
    }

    private Ty TypeOfItem(TypeContext context, ItemTypeLowerer lowerer, HirItem item) => item.Kind switch
    {
        HirItemKind.Static it => lowerer.Lower(it.Ty),
        HirItemKind.Const it => lowerer.Lower(it.Ty),
        HirItemKind.Fn => FnDefOf(context, item.Def),
        HirItemKind.TyAlias it => lowerer.Lower(it.Ty),
        HirItemKind.Enum or HirItemKind.Struct or HirItemKind.Union =>
            context.Types.Adt(context.AdtDefOf(item.Def), context.IdentityArgsOf(item.Def)),
        HirItemKind.Impl it => lowerer.Lower(it.Value.SelfTy),
        HirItemKind.Trait or HirItemKind.TraitAlias or HirItemKind.ExternCrate or HirItemKind.Use or HirItemKind.Macro or HirItemKind.Mod
            or HirItemKind.ForeignMod or HirItemKind.GlobalAsm => throw new CompilerBug($"the type of {item.Kind.GetType().Name} is asked"),
    };

    private static Ty FnDefOf(TypeContext context, DefId def) => context.Types.FnDef(def, context.IdentityArgsOf(def));

    private ItemTypeLowerer LowererOfField(TypeContext context, DefId field) => new(context, this, Definitions.ParentOf(field.Index));

    private Ty TypeOfAnonConst(TypeContext context, DefId def)
    {
        if (_anonConstTypes.TryGetValue(def, out Ty? known))
        {
            return known;
        }
        DefId parent = Definitions.ParentOf(def.Index);
        if (Definitions.KindOf(parent.Index) == DefKind.Variant)
        {
            AdtDef adt = context.AdtDefOf(Definitions.ParentOf(parent.Index));
            return context.Common.Of(adt.Repr.Int ?? PrimTy.Isize);
        }
        return context.Common.Usize;
    }

    /// <summary>Closures and inline constants get their types when the body around them is checked.</summary>
    private Ty TypeOfNested(TypeContext context, DefId def)
    {
        TypeckResults results = TypeckOf(context, BodyOwnerOf(def));
        HirId id = NodeOf(def) switch
        {
            HirNode.Closure it => it.Value.Id,
            HirNode.InlineConst it => it.Value.Id,
            _ => throw new CompilerBug("neither closure nor inline constant"),
        };
        return results.TryTypeOf(id) ?? context.Types.ErrorTy(results.Tainted ?? Base.Diagnostics.DiagnosticSink.Promise());
    }

    /// <summary>The definition whose body check covers a closure or inline constant.</summary>
    public DefId BodyOwnerOf(DefId def)
    {
        while (Definitions.KindOf(def.Index) is DefKind.Closure or DefKind.InlineConst)
        {
            def = Definitions.ParentOf(def.Index);
        }
        return def;
    }

    private (bool IsUnsafe, Symbol Abi) HeaderOf(DefId def, HirFnSig sig)
    {
        if (NodeOf(def) is not HirNode.ForeignItem foreign)
        {
            // Methods of #[target_feature] functions and the like are unsafe by their header only.
            return (sig.Header.IsUnsafe, sig.Header.Abi);
        }
        HirItemKind.ForeignMod module = (HirItemKind.ForeignMod)((HirNode.Item)NodeOf(Definitions.ParentOf(def.Index))).Value.Kind;
        bool isIntrinsic = AttrReader.Has(foreign.Value.Attrs, "rustc_safe_intrinsic");
        return (!sig.Header.IsSafeForeign && !isIntrinsic, module.Abi);
    }

    private static AdtFlags FlagsOf(ImmutableArray<Attr> attrs)
    {
        AdtFlags flags = AttrReader.Has(attrs, "fundamental") ? AdtFlags.IsFundamental : AdtFlags.None;
        flags |= AttrReader.Has(attrs, "non_exhaustive") ? AdtFlags.NonExhaustive : AdtFlags.None;
        return flags | AttrReader.ValueOf(attrs, "lang")?.Text switch
        {
            "owned_box" => AdtFlags.IsBox,
            "phantom_data" => AdtFlags.IsPhantomData,
            "manually_drop" => AdtFlags.IsManuallyDrop,
            "unsafe_cell" => AdtFlags.IsUnsafeCell,
            "unsafe_pinned" => AdtFlags.IsUnsafePinned,
            _ => AdtFlags.None,
        };
    }

    private ImmutableArray<VariantDef> VariantsOf(HirItemKind.Enum item)
    {
        ImmutableArray<VariantDef>.Builder variants = ImmutableArray.CreateBuilder<VariantDef>(item.Variants.Length);
        int sinceExplicit = 0;
        DefId lastExplicit = default;
        foreach (HirVariant variant in item.Variants)
        {
            if (variant.Discriminant is not null)
            {
                lastExplicit = variant.Discriminant.Def;
                sinceExplicit = 0;
            }
            bool isNonExhaustive = AttrReader.Has(variant.Attrs, "non_exhaustive");
            variants.Add(VariantOf(variant.Def, variant.Ident.Name, variant.Data, new VariantDiscr(lastExplicit, sinceExplicit), isNonExhaustive));
            sinceExplicit++;
        }
        return variants.ToImmutable();
    }

    private VariantDef VariantOf(DefId def, Symbol name, HirVariantData data, VariantDiscr discr, bool isNonExhaustive)
    {
        ImmutableArray<FieldDef>.Builder fields = ImmutableArray.CreateBuilder<FieldDef>(data.Fields.Length);
        foreach (HirFieldDef field in data.Fields)
        {
            fields.Add(new FieldDef(field.Def, field.Ident.Name, Definitions.VisibilityOf(field.Def.Index)));
        }
        CtorKind? kind = data.Form switch
        {
            HirVariantForm.Tuple => CtorKind.Fn,
            HirVariantForm.Unit => CtorKind.Const,
            HirVariantForm.Struct => null,
        };
        return new VariantDef(def, data.Ctor, kind, name, discr, fields.ToImmutable(), isNonExhaustive);
    }
}
