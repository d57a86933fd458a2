using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Check.Collect;
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
        CheckItems(context, crate, crate.Hir.Items);
        CoherenceChecker.Check(context, crate);
    }

    private static void CheckItems(TypeContext context, LocalCrateFacts crate, ImmutableArray<HirItem> items)
    {
        foreach (HirItem item in items)
        {
            CheckItem(context, crate, item);
        }
    }

    /// <summary>Asks the facts of an item, which report what is wrong with them, and checks what no fact covers.</summary>
    public static void CheckItem(TypeContext context, LocalCrateFacts crate, HirItem item)
    {
        switch (item.Kind)
        {
            case HirItemKind.Mod it:
                CheckItems(context, crate, it.Items);
                break;
            case HirItemKind.Fn:
                context.PredicatesOf(item.Def);
                context.FnSigOf(item.Def);
                break;
            case HirItemKind.Const or HirItemKind.Static or HirItemKind.TyAlias:
                context.TypeOf(item.Def);
                break;
            case HirItemKind.Struct or HirItemKind.Enum or HirItemKind.Union:
                context.PredicatesOf(item.Def);
                AdtChecker.Check(context, crate, item);
                break;
            case HirItemKind.Trait it:
                context.PredicatesOf(item.Def);
                context.SuperPredicatesOf(item.Def);
                foreach (HirTraitItem traitItem in it.Items)
                {
                    CheckAssoc(context, traitItem.Def);
                }
                break;
            case HirItemKind.Impl it:
                context.PredicatesOf(item.Def);
                context.ImplHeaderOf(item.Def);
                foreach (HirImplItem implItem in it.Value.Items)
                {
                    CheckAssoc(context, implItem.Def);
                }
                ImplChecker.Check(context, crate, item);
                break;
            case HirItemKind.ForeignMod it:
                foreach (HirForeignItem foreign in it.Items)
                {
                    context.TypeOf(foreign.Def);
                    if (foreign.Kind is HirForeignItemKind.Fn)
                    {
                        context.FnSigOf(foreign.Def);
                    }
                }
                break;
            case HirItemKind.ExternCrate or HirItemKind.Use or HirItemKind.Macro or HirItemKind.GlobalAsm or HirItemKind.TraitAlias:
                break;
        }
    }

    private static void CheckAssoc(TypeContext context, DefId def)
    {
        context.PredicatesOf(def);
        AssocItem item = context.AssocItemOf(def);
        switch (item.Kind)
        {
            case DefKind.AssocFn:
                context.FnSigOf(def);
                break;
            case DefKind.AssocConst:
                context.TypeOf(def);
                break;
            case DefKind.AssocTy:
                if (context.KindOf(item.Container) == DefKind.Trait)
                {
                    context.ItemBoundsOf(def);
                }
                if (item.HasDefault)
                {
                    context.TypeOf(def);
                }
                break;
        }
    }
}
