using System.Collections.Generic;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Mir;

/// <summary>Whether dropping a value of a type does anything. [destructors]</summary>
public static class DropInfo
{
    private const int MaxDepth = 64;

    /// <summary>Yes when it may: a parameter needs a drop unless it is <c>Copy</c>.</summary>
    public static bool NeedsDrop(TypeContext context, TraitSolver solver, ParamEnv env, Ty ty) => NeedsDrop(context, solver, env, ty, 0, []);

    /// <summary>The type's own <c>Drop</c> impl; none if it has none.</summary>
    public static DefId DropImplOf(TypeContext context, AdtDef adt)
    {
        DefId drop = context.LangItem(LangItem.Drop);
        if (drop.IsNone)
        {
            return default;
        }
        foreach (DefId impl in TraitImpls.Of(context, drop).WithShape(new SimplifiedTy(TyShape.Adt, 0, adt.Id)))
        {
            return impl;
        }
        return default;
    }

    private static bool NeedsDrop(TypeContext context, TraitSolver solver, ParamEnv env, Ty ty, int depth, HashSet<Ty> seen)
    {
        switch (ty)
        {
            case Ty.Primitive or Ty.Never or Ty.RawPtr or Ty.Ref or Ty.FnDef or Ty.FnPtr or Ty.Foreign or Ty.Error:
                return false;
            case Ty.Array it:
                return it.Length is not Const.Value { Bits: var bits } || bits != 0 ? NeedsDrop(context, solver, env, it.Element, depth, seen) : false;
            case Ty.Slice it:
                return NeedsDrop(context, solver, env, it.Element, depth, seen);
            case Ty.Tuple it:
                foreach (Ty element in it.Elements)
                {
                    if (NeedsDrop(context, solver, env, element, depth, seen))
                    {
                        return true;
                    }
                }
                return false;
            case Ty.Closure it:
                return NeedsDrop(context, solver, env, it.UpvarsTy, depth, seen);
            case Ty.Adt it:
                return AdtNeedsDrop(context, solver, env, it, depth, seen);
            case Ty.Dynamic or Ty.Coroutine:
                return true;
            default:
                return !solver.IsCopy(env, ty);
        }
    }

    private static bool AdtNeedsDrop(TypeContext context, TraitSolver solver, ParamEnv env, Ty.Adt adt, int depth, HashSet<Ty> seen)
    {
        if (adt.Def.IsManuallyDrop || adt.Def.IsUnion)
        {
            return adt.Def.IsUnion && DropImplOf(context, adt.Def).IsSome;
        }
        if (adt.Def.IsBox || DropImplOf(context, adt.Def).IsSome)
        {
            return true;
        }
        if (!seen.Add(adt) || depth > MaxDepth)
        {
            // A recursive type goes through some pointer; what is inside was looked at before.
            return depth > MaxDepth;
        }
        foreach (VariantDef variant in adt.Def.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                Ty fieldTy = context.Types.Instantiate(context.TypeOf(field.Def), adt.Args);
                if (fieldTy.HasProjection)
                {
                    List<Obligation> nested = [];
                    fieldTy = solver.Inference.Resolve(solver.Normalize(fieldTy, env, ObligationCause.Dummy, nested));
                }
                if (NeedsDrop(context, solver, env, fieldTy, depth + 1, seen))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
