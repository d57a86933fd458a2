using System;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Lints;

/// <summary><c>unused_comparisons</c>: of an integer with a literal at or beyond the end of its type, so that the result is known.</summary>
internal static class UnusedComparisons
{
    public static void Check(TypeckResults results, HirExpr expr, LintSink lints)
    {
        if (expr is not HirExpr.Binary { Op: >= HirBinOp.Eq } comparison)
        {
            return;
        }
        bool isLiteralFirst = comparison.Left is HirExpr.Literal;
        HirExpr other = isLiteralFirst ? comparison.Right : comparison.Left;
        if ((isLiteralFirst ? comparison.Left : comparison.Right) is not HirExpr.Literal { Value: HirLit.Int literal }
            || results.TryTypeOf(other.Id) is not Ty.Primitive { Kind: >= PrimTy.I8 and <= PrimTy.Usize and var kind })
        {
            return;
        }
        bool isSigned = kind <= PrimTy.Isize;
        UInt128 value = literal.Value;
        UInt128 max = OverflowingLiterals.MaxOf(kind);
        bool isAboveMin = isSigned || value > UInt128.Zero;
        HirBinOp op = isLiteralFirst ? Reverse(comparison.Op) : comparison.Op;
        bool isMeaningful = op switch
        {
            HirBinOp.Lt or HirBinOp.Ge => isAboveMin && value <= max,
            HirBinOp.Le or HirBinOp.Gt => value < max,
            _ => value <= max,
        };
        if (!isMeaningful && lints.IsOwn(expr.Span))
        {
            lints.Add(Diagnostic.Lint(LintTable.UnusedComparisons, "comparison is useless due to type limits", expr.Span));
        }
    }

    private static HirBinOp Reverse(HirBinOp op) => op switch
    {
        HirBinOp.Lt => HirBinOp.Gt,
        HirBinOp.Le => HirBinOp.Ge,
        HirBinOp.Gt => HirBinOp.Lt,
        HirBinOp.Ge => HirBinOp.Le,
        _ => op,
    };
}
