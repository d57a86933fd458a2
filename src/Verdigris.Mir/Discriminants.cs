using System;
using System.Collections.Immutable;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Traits;

namespace Verdigris.Mir;

/// <summary>The discriminants of an enum's variants. [items.enum.discriminant]</summary>
public static class Discriminants
{
    /// <summary>Bit patterns of the discriminant's type, one a variant. An explicit one that has an error counts as 0.</summary>
    public static ImmutableArray<UInt128> Of(TypeContext context, AdtDef def)
    {
        int size = PrimitiveSizes.Of(context.Common.Of(def.Repr.Int ?? Resolve.Definitions.PrimTy.Isize));
        ImmutableArray<UInt128>.Builder values = ImmutableArray.CreateBuilder<UInt128>(def.Variants.Length);
        foreach (VariantDef variant in def.Variants)
        {
            UInt128 start = UInt128.Zero;
            if (variant.Discr.Explicit.IsSome)
            {
                Const constant = context.Types.Unevaluated(variant.Discr.Explicit, context.Common.EmptyArgs);
                start = context.EvaluateConst((Const.Unevaluated)constant, ParamEnv.RevealAll) is Const.Value value ? value.Bits : UInt128.Zero;
            }
            values.Add(PrimitiveSizes.Truncate(start + (UInt128)variant.Discr.Offset, size));
        }
        return values.MoveToImmutable();
    }
}
