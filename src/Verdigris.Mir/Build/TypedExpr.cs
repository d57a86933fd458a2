using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Mir.Build;

/// <summary>
/// An expression with the first <paramref name="Steps"/> of its adjustments applied. So every implicit dereference, borrow and
/// coercion looks like an expression around the one before it, and lowering treats all alike, without a tree of its own.
/// </summary>
internal readonly record struct TypedExpr(HirExpr Expr, int Steps)
{
    /// <summary>What is done to a block's value happens at its last expression.</summary>
    public SourceSpan Span => IsAdjusted && Expr is HirExpr.Block { Value.Expr: { } tail } ? tail.Span : Expr.Span;

    public bool IsAdjusted => Steps > 0;

    /// <summary>The expression before the outermost adjustment.</summary>
    public TypedExpr Inner => new(Expr, Steps - 1);

    public static TypedExpr Full(TypeckResults results, HirExpr expr) => new(expr, results.AdjustmentsOf(expr.Id).Length);

    public Ty TypeIn(TypeckResults results) =>
        Steps == 0 ? results.TypeOf(Expr.Id) : results.AdjustmentsOf(Expr.Id)[Steps - 1].Target;

    public AdjustmentKind AdjustmentIn(TypeckResults results) => results.AdjustmentsOf(Expr.Id)[Steps - 1].Kind;
}
