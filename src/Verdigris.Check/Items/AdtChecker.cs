using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Items;

/// <summary>Structs, enums and unions: finite size, sized fields, used parameters.</summary>
internal static class AdtChecker
{
    public static void Check(TypeContext context, LocalCrateFacts crate, HirItem item)
    {
        AdtDef adt = context.AdtDefOf(item.Def);
        if (InfiniteSizeChecker.Check(context, crate, adt))
        {
            return;
        }
        CheckSizedFields(context, adt);
        SignatureChecker.CheckAdt(context, crate, adt);
        CheckParamsUsed(context, crate, item, adt);
        if (item.Kind is HirItemKind.Enum definition)
        {
            EnumChecker.Check(context, item, definition, adt);
        }
        if (adt.IsUnion)
        {
            CheckUnionFields(context, crate, adt);
        }
    }

    private static void CheckSizedFields(TypeContext context, AdtDef adt)
    {
        TraitSolver solver = new(new Inference(context));
        ParamEnv env = context.ParamEnvOf(adt.Id);
        foreach (VariantDef variant in adt.Variants)
        {
            for (int i = 0; i < variant.Fields.Length; i++)
            {
                bool mayBeUnsized = adt.IsStruct && i == variant.Fields.Length - 1;
                Ty ty = context.TypeOf(variant.Fields[i].Def);
                if (mayBeUnsized || ty.HasError)
                {
                    continue;
                }
                List<Obligation> nested = [];
                Ty normal = solver.Normalize(ty, env, ObligationCause.Dummy, nested);
                if (!solver.IsSized(env, normal))
                {
                    ItemErrors.UnsizedField(context, variant.Fields[i], ty);
                }
            }
        }
    }

    /// <summary>A union does not know which field to drop. [items.union.field-restrictions]</summary>
    private static void CheckUnionFields(TypeContext context, LocalCrateFacts crate, AdtDef adt)
    {
        TraitSolver solver = new(new Inference(context));
        ParamEnv env = context.ParamEnvOf(adt.Id);
        foreach (FieldDef field in adt.SingleVariant.Fields)
        {
            Ty ty = solver.Normalize(context.TypeOf(field.Def), env, ObligationCause.Dummy, []);
            if (!MayStandInUnion(solver, env, ty))
            {
                AdtErrors.DroppedUnionField(context, field, ((HirNode.Field)crate.NodeOf(field.Def)).Value.Ty);
            }
        }
    }

    private static bool MayStandInUnion(TraitSolver solver, ParamEnv env, Ty ty)
    {
        switch (ty)
        {
            case Ty.Ref or Ty.Error:
                return true;
            case Ty.Tuple it:
                foreach (Ty element in it.Elements)
                {
                    if (!MayStandInUnion(solver, env, element))
                    {
                        return false;
                    }
                }
                return true;
            case Ty.Array it:
                return MayStandInUnion(solver, env, it.Element);
            case Ty.Adt { Def.IsManuallyDrop: true }:
                return true;
            default:
                return solver.IsCopy(env, ty);
        }
    }

    private static void CheckParamsUsed(TypeContext context, LocalCrateFacts crate, HirItem item, AdtDef adt)
    {
        if (adt.IsPhantomData)
        {
            return;
        }
        foreach (VariantDef variant in adt.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                if (context.TypeOf(field.Def).HasError)
                {
                    // What it should have been might use them.
                    return;
                }
            }
        }
        Variances variances = context.VariancesOf(item.Def);
        foreach (GenericParamDef param in context.GenericsOf(item.Def).Own)
        {
            if (param.Kind != GenericParamKind.Const && variances.Of[param.Index] == Variance.Bivariant)
            {
                AdtErrors.UnusedParam(context, adt, param, HasBounds(crate, item, param));
            }
        }
    }

    /// <summary>A parameter with bounds was surely meant to be a type.</summary>
    private static bool HasBounds(LocalCrateFacts crate, HirItem item, GenericParamDef param)
    {
        foreach (HirWherePredicate predicate in crate.HirGenericsOf(item.Def)?.Predicates ?? [])
        {
            if (predicate is HirWherePredicate.Bound { BoundedTy: HirTy.Path { QPath: HirQPath.Resolved { SelfTy: null, Path.Res: Res.Def { Id: var id } } } } && id == param.Def)
            {
                return true;
            }
        }
        return false;
    }
}
