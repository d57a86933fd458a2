using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Check.Items;

/// <summary>
/// Checks everything about a crate's items but their bodies: that their types can be made, that fields are sized and types
/// finite, that impls have what their traits want and do not overlap. Bodies are facts of their own.
/// </summary>
public static class CrateChecker
{
    public static void CheckItems(TypeContext context, LocalCrateFacts crate)
    {
        HashSet<DefId> misplaced = CoherenceChecker.Check(context, crate);
        // By definition, not by module: items also stand in the blocks of bodies.
        for (int i = 0; i < crate.Hir.Definitions.Count; i++)
        {
            if (crate.Hir.NodeOf(new DefId(crate.Hir.Id, i)) is HirNode.Item { Value: var item } && item.Def.Index == i)
            {
                CheckItem(context, crate, item, misplaced);
            }
        }
    }

    /// <summary>Asks the facts of an item, which report what is wrong with them, and checks what no fact covers.</summary>
    private static void CheckItem(TypeContext context, LocalCrateFacts crate, HirItem item, HashSet<DefId> misplaced)
    {
        switch (item.Kind)
        {
            case HirItemKind.Fn:
                SignatureChecker.CheckFn(context, crate, item.Def);
                break;
            case HirItemKind.Const it:
                SignatureChecker.CheckConst(context, item.Def, it.Ty);
                break;
            case HirItemKind.Static it:
                SignatureChecker.CheckStatic(context, crate, item, it);
                break;
            case HirItemKind.TyAlias:
                // Its bounds are looked at where it is used.
                context.TypeOf(item.Def);
                break;
            case HirItemKind.Struct or HirItemKind.Enum or HirItemKind.Union:
                context.PredicatesOf(item.Def);
                AdtChecker.Check(context, crate, item);
                break;
            case HirItemKind.Trait it:
                context.PredicatesOf(item.Def);
                context.SuperPredicatesOf(item.Def);
                SupertraitCycle.Check(context, crate, item.Def);
                SignatureChecker.CheckTrait(context, item.Def);
                foreach (HirTraitItem traitItem in it.Items)
                {
                    CheckAssoc(context, crate, traitItem.Def);
                }
                break;
            case HirItemKind.Impl it:
                context.PredicatesOf(item.Def);
                SignatureChecker.CheckImplHeader(context, item, it.Value);
                foreach (HirImplItem implItem in it.Value.Items)
                {
                    CheckAssoc(context, crate, implItem.Def);
                }
                // Where an impl may not stand at all, what is in it does not matter.
                if (!misplaced.Contains(item.Def))
                {
                    ImplChecker.Check(context, crate, item);
                }
                break;
            case HirItemKind.ForeignMod it:
                foreach (HirForeignItem foreign in it.Items)
                {
                    context.TypeOf(foreign.Def);
                    if (foreign.Kind is HirForeignItemKind.Fn function)
                    {
                        SignatureChecker.CheckFn(context, crate, foreign.Def);
                        CheckForeignGenerics(context, foreign, function.Generics);
                    }
                }
                break;
            case HirItemKind.Mod or HirItemKind.ExternCrate or HirItemKind.Use or HirItemKind.Macro or HirItemKind.GlobalAsm or HirItemKind.TraitAlias:
                break;
        }
    }

    /// <summary>Foreign code is compiled already: only lifetimes may be parameters. [items.extern.generics]</summary>
    private static void CheckForeignGenerics(TypeContext context, HirForeignItem foreign, HirGenerics generics)
    {
        foreach (HirGenericParam param in generics.Params)
        {
            if (param.Kind is not HirGenericParamKind.Lifetime)
            {
                ItemErrors.ForeignGenerics(context, foreign.Span, param.Kind is HirGenericParamKind.Const);
                return;
            }
        }
    }

    private static void CheckAssoc(TypeContext context, LocalCrateFacts crate, DefId def)
    {
        context.PredicatesOf(def);
        AssocItem item = context.AssocItemOf(def);
        switch (item.Kind)
        {
            case DefKind.AssocFn:
                SignatureChecker.CheckFn(context, crate, def);
                ReceiverChecker.Check(context, crate, def);
                break;
            case DefKind.AssocConst:
                SignatureChecker.CheckConst(context, def, TypeWrittenFor(crate, def));
                break;
            case DefKind.AssocTy:
                if (context.KindOf(item.Container) == DefKind.Trait)
                {
                    context.ItemBoundsOf(def);
                }
                if (item.HasDefault)
                {
                    SignatureChecker.CheckAssocTy(context, def, TypeWrittenFor(crate, def));
                }
                break;
        }
    }

    /// <summary>The type of an associated constant, or what an associated type is set to.</summary>
    private static HirTy TypeWrittenFor(LocalCrateFacts crate, DefId def) => crate.NodeOf(def) switch
    {
        HirNode.TraitItem { Value.Kind: HirTraitItemKind.Const it } => it.Ty,
        HirNode.TraitItem { Value.Kind: HirTraitItemKind.Type { Default: { } ty } } => ty,
        HirNode.ImplItem { Value.Kind: HirImplItemKind.Const it } => it.Ty,
        HirNode.ImplItem { Value.Kind: HirImplItemKind.Type it } => it.Ty,
        _ => throw new CompilerBug("neither associated constant nor associated type"),
    };
}
