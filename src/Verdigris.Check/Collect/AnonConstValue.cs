using System;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Collect;

/// <summary>Constants in types that are just a literal: most array lengths. They need no evaluation.</summary>
internal static class AnonConstValue
{
    public static Const? TryLiteral(TypeInterner types, HirAnonConst constant, Ty expected) => TryLiteral(types, constant.Body.Value, expected);

    private static Const? TryLiteral(TypeInterner types, HirExpr value, Ty expected)
    {
        while (value is HirExpr.Block { Value: { Stmts.Length: 0, Expr: { } inner, IsUnsafe: false }, Label: null })
        {
            value = inner;
        }
        if (expected is not Ty.Primitive { Kind: var kind } || value is not HirExpr.Literal { Value: var literal })
        {
            return null;
        }
        return (literal, kind) switch
        {
            (HirLit.Int it, >= PrimTy.I8 and <= PrimTy.Usize) when it.Suffix is null || it.Suffix == kind =>
                it.Value <= MaxOf(kind) ? types.Value(expected, it.Value) : null,
            (HirLit.Bool it, PrimTy.Bool) => types.Value(expected, it.Value ? 1u : 0u),
            (HirLit.Char it, PrimTy.Char) => types.Value(expected, (UInt128)it.CodePoint),
            (HirLit.Byte it, PrimTy.U8) => types.Value(expected, it.Value),
            _ => null,
        };
    }

    private static UInt128 MaxOf(PrimTy kind) => kind switch
    {
        PrimTy.I8 => (UInt128)sbyte.MaxValue,
        PrimTy.I16 => (UInt128)short.MaxValue,
        PrimTy.I32 => int.MaxValue,
        PrimTy.I64 or PrimTy.Isize => long.MaxValue,
        PrimTy.I128 => (UInt128)Int128.MaxValue,
        PrimTy.U8 => byte.MaxValue,
        PrimTy.U16 => ushort.MaxValue,
        PrimTy.U32 => uint.MaxValue,
        PrimTy.U64 or PrimTy.Usize => ulong.MaxValue,
        _ => UInt128.MaxValue,
    };
}
