using System.Collections.Generic;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Traits;

/// <summary>What stands beside the address in a pointer: nothing, a length, or a vtable. [dynamic-sized]</summary>
public static class PointerMetadata
{
    /// <summary><c>&lt;T as Pointee&gt;::Metadata</c>; null while it is unknown.</summary>
    public static Ty? TyOf(TraitSolver solver, ParamEnv env, Ty pointee)
    {
        TypeInterner types = solver.Inference.Types;
        Ty tail = TailOf(solver, pointee);
        switch (tail)
        {
            case Ty.Slice or Ty.Primitive { Kind: PrimTy.Str }:
                return types.Common.Usize;
            case Ty.Dynamic:
                DefId dynMetadata = solver.Context.LangItem(LangItem.DynMetadata);
                return types.Adt(solver.Context.AdtDefOf(dynMetadata), types.Args(tail));
            case Ty.Param or Ty.Alias or Ty.Infer:
                return solver.IsSized(env, tail) ? types.Common.Unit : null;
            default:
                return types.Common.Unit;
        }
    }

    /// <summary>The last field of the last field … of structs and tuples: what decides the metadata.</summary>
    public static Ty TailOf(TraitSolver solver, Ty ty)
    {
        // A type of infinite size has no tail; it is reported where it is defined.
        for (int i = 0; i < 256; i++)
        {
            ty = solver.Inference.Shallow(ty);
            switch (ty)
            {
                case Ty.Adt { Def.IsStruct: true } adt when adt.Def.SingleVariant.Fields.Length > 0:
                    List<Obligation> nested = [];
                    Ty last = solver.Inference.Types.Instantiate(
                        solver.Context.TypeOf(adt.Def.SingleVariant.Fields[^1].Def), adt.Args);
                    ty = solver.Normalize(last, ParamEnv.RevealAll, ObligationCause.Dummy, nested);
                    break;
                case Ty.Tuple { Elements.Count: > 0 } tuple:
                    ty = tuple.Elements[tuple.Elements.Count - 1];
                    break;
                default:
                    return ty;
            }
        }
        return ty;
    }
}
