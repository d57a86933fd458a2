using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Collect;

/// <summary>Generic parameters: which there are, in what order, and which lifetimes are late-bound.</summary>
public sealed partial class LocalCrateFacts
{
    private static readonly Symbol s_self = Symbol.Intern("Self");

    public override Generics GenericsOf(TypeContext context, DefId def)
    {
        DefId parent = GenericParentOf(def);
        int parentCount = parent.IsSome ? context.GenericsOf(parent).Count : 0;
        ImmutableArray<GenericParamDef>.Builder own = ImmutableArray.CreateBuilder<GenericParamDef>();
        bool hasSelf = Definitions.KindOf(def.Index) is DefKind.Trait or DefKind.TraitAlias;
        if (hasSelf)
        {
            own.Add(new GenericParamDef(s_self, def, 0, GenericParamKind.Type, false, false, false));
        }
        HirGenerics? generics = HirGenericsOf(def);
        ImmutableArray<HirGenericParam> late = LateBoundOf(def);
        foreach (HirGenericParam param in generics?.Params ?? [])
        {
            if (param.Kind is HirGenericParamKind.Lifetime && !late.Contains(param))
            {
                own.Add(new GenericParamDef(
                    param.Ident.Name, param.Def, parentCount + own.Count, GenericParamKind.Lifetime, false, false, param.MayDangle));
            }
        }
        foreach (HirGenericParam param in generics?.Params ?? [])
        {
            int index = parentCount + own.Count;
            switch (param.Kind)
            {
                case HirGenericParamKind.Type it:
                    own.Add(new GenericParamDef(
                        param.Ident.Name, param.Def, index, GenericParamKind.Type, it.Default is not null, it.IsSynthetic, param.MayDangle));
                    break;
                case HirGenericParamKind.Const it:
                    own.Add(new GenericParamDef(
                        param.Ident.Name, param.Def, index, GenericParamKind.Const, it.Default is not null, false, param.MayDangle));
                    break;
            }
        }
        AddSyntheticParams(def, parentCount, own);
        bool parentHasSelf = parent.IsSome && context.GenericsOf(parent).HasSelf;
        return new Generics(def, parent, parentCount, own.ToImmutable(), hasSelf || parentHasSelf, late.Length > 0);
    }

    /// <summary>The function's lifetimes that its signature's binder has. [RFC 387; Reference, items.fn.generics]</summary>
    internal ImmutableArray<HirGenericParam> LateBoundOf(DefId def) => _lateBound.GetOrAdd(def, ComputeLateBound);

    /// <summary>The parameter behind a type or const parameter's definition.</summary>
    internal GenericParamDef ParamOf(TypeContext context, DefId param)
    {
        Generics generics = context.GenericsOf(Definitions.ParentOf(param.Index));
        foreach (GenericParamDef own in generics.Own)
        {
            if (own.Def == param)
            {
                return own;
            }
        }
        throw new CompilerBug($"the parameter {Definitions.NameOf(param.Index)} is not among its item's generics");
    }

    /// <summary>A lifetime parameter that no open binder has: early-bound, or late-bound as the function's body sees it.</summary>
    internal Region RegionOf(TypeContext context, TypeInterner types, DefId owner, DefId lifetime, Symbol name)
    {
        DefId item = Definitions.ParentOf(lifetime.Index);
        // Inside an opaque type's bounds, its function's late-bound lifetimes are parameters of the opaque type.
        if (Definitions.KindOf(owner.Index) == DefKind.OpaqueTy)
        {
            ImmutableArray<HirGenericParam> captured = LateBoundOf(item);
            for (int i = 0; i < captured.Length; i++)
            {
                if (captured[i].Def == lifetime)
                {
                    int index = context.GenericsOf(owner).ParentCount + i;
                    return types.EarlyParam(lifetime, index, name);
                }
            }
        }
        ImmutableArray<HirGenericParam> late = Hir.NodeOf(item) is HirNode.Closure closure ? closure.Value.BoundParams : LateBoundOf(item);
        for (int i = 0; i < late.Length; i++)
        {
            if (late[i].Def == lifetime)
            {
                return types.LateParam(item, i, new BoundRegionDecl(lifetime, name));
            }
        }
        foreach (GenericParamDef param in context.GenericsOf(item).Own)
        {
            if (param.Def == lifetime)
            {
                return types.EarlyParam(lifetime, param.Index, name);
            }
        }
        throw new CompilerBug($"the lifetime {name} is not a parameter of its item");
    }

    /// <summary>Whether a lifetime is a parameter of an item or of one around it; a <c>for&lt;…&gt;</c> between them is not looked at.</summary>
    internal bool HasLifetimeInScope(TypeContext context, DefId owner, DefId lifetime)
    {
        for (DefId item = owner; item.IsSome; item = Definitions.ParentOf(item.Index))
        {
            if (Definitions.ParentOf(lifetime.Index) == item)
            {
                return IsParameter(context, item, lifetime);
            }
        }
        return false;
    }

    private bool IsParameter(TypeContext context, DefId item, DefId lifetime)
    {
        foreach (HirGenericParam param in LateBoundOf(item))
        {
            if (param.Def == lifetime)
            {
                return true;
            }
        }
        foreach (GenericParamDef param in context.GenericsOf(item).Own)
        {
            if (param.Def == lifetime)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>The definition whose parameters an item inherits; none for most items.</summary>
    private DefId GenericParentOf(DefId def)
    {
        DefId parent = Definitions.ParentOf(def.Index);
        switch (Definitions.KindOf(def.Index))
        {
            case DefKind.AssocFn or DefKind.AssocConst or DefKind.AssocTy or DefKind.Variant or DefKind.Ctor or DefKind.Field:
                return parent;
            case DefKind.Closure or DefKind.InlineConst:
                return EnclosingGenericItem(parent);
            case DefKind.OpaqueTy:
                return ((HirNode.OpaqueTy)NodeOf(def)).Value.ParentFn;
            default:
                return default;
        }
    }

    /// <summary>Constants and closures in a field's type, a variant's discriminant … see the parameters of the item around.</summary>
    /// <summary>
    /// What a closure or inline constant can mention the generic parameters of. Nested closures do not see the synthetic
    /// parameters of the closures around them; constants in types see no parameters at all.
    /// </summary>
    private DefId EnclosingGenericItem(DefId def)
    {
        while (def.IsSome && Definitions.KindOf(def.Index) is DefKind.Closure or DefKind.InlineConst or DefKind.TyParam or DefKind.ConstParam or DefKind.LifetimeParam or DefKind.OpaqueTy or DefKind.ForeignMod)
        {
            def = Definitions.ParentOf(def.Index);
        }
        return def.IsSome && Definitions.KindOf(def.Index) is DefKind.Mod ? default : def;
    }

    private void AddSyntheticParams(DefId def, int parentCount, ImmutableArray<GenericParamDef>.Builder own)
    {
        switch (Definitions.KindOf(def.Index))
        {
            case DefKind.Closure:
                bool isCoroutine = ((HirNode.Closure)NodeOf(def)).Value.Kind is not HirClosureKind.Closure;
                string[] names = isCoroutine ? s_coroutineParams : s_closureParams;
                foreach (string name in names)
                {
                    own.Add(new GenericParamDef(
                        Symbol.Intern(name), def, parentCount + own.Count, GenericParamKind.Type, false, true, false));
                }
                break;
            case DefKind.OpaqueTy:
                foreach (HirGenericParam lifetime in LateBoundOf(((HirNode.OpaqueTy)NodeOf(def)).Value.ParentFn))
                {
                    own.Add(new GenericParamDef(
                        lifetime.Ident.Name, lifetime.Def, parentCount + own.Count, GenericParamKind.Lifetime, false, false, false));
                }
                break;
        }
    }

    private static readonly string[] s_closureParams = ["<closure_kind>", "<closure_signature>", "<upvars>"];
    private static readonly string[] s_coroutineParams = ["<return_ty>", "<upvars>"];

    internal HirGenerics? HirGenericsOf(DefId def) => Hir.NodeOf(def) switch
    {
        HirNode.Item { Value.Kind: var kind } => kind switch
        {
            HirItemKind.Fn it => it.Generics,
            HirItemKind.Const it => it.Generics,
            HirItemKind.TyAlias it => it.Generics,
            HirItemKind.Enum it => it.Generics,
            HirItemKind.Struct it => it.Generics,
            HirItemKind.Union it => it.Generics,
            HirItemKind.Trait it => it.Generics,
            HirItemKind.TraitAlias it => it.Generics,
            HirItemKind.Impl it => it.Value.Generics,
            _ => null,
        },
        HirNode.TraitItem it => it.Value.Generics,
        HirNode.ImplItem it => it.Value.Generics,
        HirNode.ForeignItem { Value.Kind: HirForeignItemKind.Fn it } => it.Generics,
        _ => null,
    };

    /// <summary>A function's written signature; null for other definitions.</summary>
    public HirFnSig? HirSigOf(DefId def) => Hir.NodeOf(def) switch
    {
        HirNode.Item { Value.Kind: HirItemKind.Fn it } => it.Sig,
        HirNode.TraitItem { Value.Kind: HirTraitItemKind.Fn it } => it.Sig,
        HirNode.ImplItem { Value.Kind: HirImplItemKind.Fn it } => it.Sig,
        HirNode.ForeignItem { Value.Kind: HirForeignItemKind.Fn it } => it.Sig,
        _ => null,
    };

    private ImmutableArray<HirGenericParam> ComputeLateBound(DefId def)
    {
        if (HirSigOf(def) is not { } sig || HirGenericsOf(def) is not { } generics)
        {
            return [];
        }
        LifetimeCollector inBounds = new(Definitions);
        foreach (HirWherePredicate predicate in generics.Predicates)
        {
            inBounds.Visit(predicate);
        }
        LifetimeCollector inArgs = new(Definitions) { OnlyConstrained = true };
        foreach (HirTy input in sig.Decl.Inputs)
        {
            inArgs.Visit(input);
        }
        LifetimeCollector inOutput = new(Definitions);
        if (sig.Decl.Output is not null)
        {
            inOutput.Visit(sig.Decl.Output);
        }
        ImmutableArray<HirGenericParam>.Builder late = ImmutableArray.CreateBuilder<HirGenericParam>();
        foreach (HirGenericParam param in generics.Params)
        {
            // A lifetime that only the result mentions is not constrained by the arguments: it must be chosen with the function.
            if (param.Kind is HirGenericParamKind.Lifetime && !inBounds.Lifetimes.Contains(param.Def)
                && (inArgs.Lifetimes.Contains(param.Def) || !inOutput.Lifetimes.Contains(param.Def)))
            {
                late.Add(param);
            }
        }
        return late.ToImmutable();
    }
}
