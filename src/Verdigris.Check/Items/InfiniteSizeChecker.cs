using System.Collections.Generic;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Check.Items;

/// <summary>No type contains itself without a pointer between: it would have no size. [items.struct] A cycle is reported at its first type.</summary>
internal static class InfiniteSizeChecker
{
    /// <summary>True if the type is part of such a cycle.</summary>
    public static bool Check(TypeContext context, LocalCrateFacts crate, AdtDef adt)
    {
        List<AdtDef> path = [adt];
        if (!LeadsBack(context, adt, adt, path, [adt]))
        {
            return false;
        }
        foreach (AdtDef other in path)
        {
            if (other.Id.Crate == adt.Id.Crate && other.Id.Index < adt.Id.Index)
            {
                return true;
            }
        }
        List<(AdtDef, List<HirTy>)> cycle = [];
        for (int i = 0; i < path.Count; i++)
        {
            cycle.Add((path[i], UsesIn(context, crate, path[i], path[(i + 1) % path.Count])));
        }
        AdtErrors.InfiniteSize(context, cycle);
        return true;
    }

    /// <summary>Extends the path from the last type in it until the wanted type is reached again; types of other crates leave no trace.</summary>
    private static bool LeadsBack(TypeContext context, AdtDef from, AdtDef wanted, List<AdtDef> path, HashSet<AdtDef> seen)
    {
        foreach (VariantDef variant in from.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                if (LeadsBack(context, context.TypeOf(field.Def), wanted, path, seen))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool LeadsBack(TypeContext context, Ty ty, AdtDef wanted, List<AdtDef> path, HashSet<AdtDef> seen)
    {
        switch (ty)
        {
            case Ty.Tuple it:
                foreach (Ty element in it.Elements)
                {
                    if (LeadsBack(context, element, wanted, path, seen))
                    {
                        return true;
                    }
                }
                return false;
            case Ty.Array it:
                return LeadsBack(context, it.Element, wanted, path, seen);
            case Ty.Adt it when it.Def == wanted:
                return true;
            case Ty.Adt it when it.Def.Id.Crate == wanted.Id.Crate:
                if (!seen.Add(it.Def))
                {
                    return ArgsLeadBack(context, it, wanted, path, seen);
                }
                path.Add(it.Def);
                if (LeadsBack(context, it.Def, wanted, path, seen))
                {
                    return true;
                }
                path.RemoveAt(path.Count - 1);
                return ArgsLeadBack(context, it, wanted, path, seen);
            case Ty.Adt it:
                return ArgsLeadBack(context, it, wanted, path, seen);
            default:
                return false;
        }
    }

    /// <summary>Through the fields of a generic type whose types are its arguments, such as <c>Option&lt;T&gt;</c>'s.</summary>
    private static bool ArgsLeadBack(TypeContext context, Ty.Adt adt, AdtDef wanted, List<AdtDef> path, HashSet<AdtDef> seen)
    {
        for (int i = 0; i < adt.Args.Count; i++)
        {
            if (adt.Args[i] is Ty arg && HoldsParam(context, adt.Def, i, []) && LeadsBack(context, arg, wanted, path, seen))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Whether values of a generic type contain a value of its parameter.</summary>
    private static bool HoldsParam(TypeContext context, AdtDef adt, int index, HashSet<AdtDef> seen)
    {
        if (!seen.Add(adt))
        {
            return false;
        }
        foreach (VariantDef variant in adt.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                if (HoldsParam(context, context.TypeOf(field.Def), index, seen))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private static bool HoldsParam(TypeContext context, Ty ty, int index, HashSet<AdtDef> seen)
    {
        switch (ty)
        {
            case Ty.Param it:
                return it.Index == index;
            case Ty.Tuple it:
                foreach (Ty element in it.Elements)
                {
                    if (HoldsParam(context, element, index, seen))
                    {
                        return true;
                    }
                }
                return false;
            case Ty.Array it:
                return HoldsParam(context, it.Element, index, seen);
            case Ty.Adt it:
                for (int i = 0; i < it.Args.Count; i++)
                {
                    if (it.Args[i] is Ty arg && HoldsParam(context, arg, index, seen) && HoldsParam(context, it.Def, i, [.. seen]))
                    {
                        return true;
                    }
                }
                return false;
            default:
                return false;
        }
    }

    /// <summary>Where a type's fields name another one.</summary>
    private static List<HirTy> UsesIn(TypeContext context, LocalCrateFacts crate, AdtDef adt, AdtDef used)
    {
        List<HirTy> uses = [];
        foreach (VariantDef variant in adt.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                if (crate.Hir.NodeOf(field.Def) is HirNode.Field { Value.Ty: var written })
                {
                    AddUses(context, written, used, uses);
                }
            }
        }
        return uses;
    }

    /// <summary>Those behind pointers do no harm.</summary>
    private static void AddUses(TypeContext context, HirTy ty, AdtDef used, List<HirTy> uses)
    {
        switch (ty)
        {
            case HirTy.Ref or HirTy.Ptr or HirTy.FnPtr:
                return;
            case HirTy.Path { QPath: HirQPath.Resolved { SelfTy: null, Path.Res: Res.SelfTyAlias alias } } when alias.ImplOrAdt == used.Id:
                uses.Add(ty);
                return;
            case HirTy.Path { QPath: HirQPath.Resolved { SelfTy: null, Path: { Res: Res.Def { Kind: DefKind.Struct or DefKind.Enum or DefKind.Union, Id: var id } } path } }:
                if (id == used.Id)
                {
                    uses.Add(ty);
                    return;
                }
                AddUsesInArgs(context, context.AdtDefOf(id), path.Segments[^1], used, uses);
                return;
            default:
                foreach (HirTy part in HirTyFinder.PartsOf(ty))
                {
                    AddUses(context, part, used, uses);
                }
                return;
        }
    }

    private static void AddUsesInArgs(TypeContext context, AdtDef holder, HirPathSegment segment, AdtDef used, List<HirTy> uses)
    {
        int index = 0;
        foreach (GenericParamDef param in context.GenericsOf(holder.Id).Own)
        {
            index += param.Kind == GenericParamKind.Lifetime ? 1 : 0;
        }
        foreach (HirGenericArg arg in segment.Args?.Args ?? [])
        {
            if (arg is HirGenericArg.Lifetime)
            {
                continue;
            }
            if (arg is HirGenericArg.Type type && HoldsParam(context, holder, index, []))
            {
                AddUses(context, type.Value, used, uses);
            }
            index++;
        }
    }
}
