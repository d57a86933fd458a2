using System;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Mir;

/// <summary>Sizes of scalar types in bytes, on targets with 64-bit pointers.</summary>
public static class PrimitiveSizes
{
    public static int Of(Ty ty) => ty switch
    {
        Ty.Primitive it => it.Kind switch
        {
            PrimTy.Bool or PrimTy.I8 or PrimTy.U8 => 1,
            PrimTy.I16 or PrimTy.U16 or PrimTy.F16 => 2,
            PrimTy.Char or PrimTy.I32 or PrimTy.U32 or PrimTy.F32 => 4,
            PrimTy.I64 or PrimTy.U64 or PrimTy.Isize or PrimTy.Usize or PrimTy.F64 => 8,
            PrimTy.I128 or PrimTy.U128 or PrimTy.F128 => 16,
            PrimTy.Str => throw new CompilerBug("str has no size"),
        },
        Ty.RawPtr or Ty.Ref or Ty.FnPtr => 8,
        _ => throw new CompilerBug("the size of something that is no scalar is asked"),
    };

    /// <summary>Keeps the low bytes.</summary>
    public static UInt128 Truncate(UInt128 bits, int size) => size >= 16 ? bits : bits & ((UInt128.One << (size * 8)) - 1);

    /// <summary>The smallest value of a signed integer type, as bits.</summary>
    public static UInt128 SignedMin(int size) => UInt128.One << (size * 8 - 1);
}
