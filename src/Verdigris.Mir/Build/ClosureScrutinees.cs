using System.Collections.Generic;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Mir.Build;

/// <summary>
/// The places that a closure's body takes apart by patterns. Even where it does not capture them, as in <c>let _ = x</c>, they
/// must have a value when the closure is made.
/// </summary>
internal sealed class ClosureScrutinees : HirVisitor
{
    private readonly TypeckResults _results;

    private ClosureScrutinees(TypeckResults results) => _results = results;

    private List<(HirExpr Place, FakeReadCause Cause)> Found { get; } = [];

    /// <summary>Variables and fields of them; what is behind an adjustment or an operator is no place of the creator's.</summary>
    public static List<(HirExpr Place, FakeReadCause Cause)> Of(HirExpr.Closure closure, TypeckResults results)
    {
        ClosureScrutinees scrutinees = new(results);
        scrutinees.Visit(closure.Body.Value);
        return scrutinees.Found;
    }

    /// <summary>The variable that a place is a part of.</summary>
    public static HirId RootOf(HirExpr place) => place switch
    {
        HirExpr.Field it => RootOf(it.Base),
        HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local local } } => HirId.FromIndex(local.Binding.Index),
        _ => default,
    };

    public override void Visit(HirStmt stmt)
    {
        if (stmt is HirStmt.Let { Init: { } init })
        {
            Add(init, FakeReadCause.ForLet);
        }
        base.Visit(stmt);
    }

    public override void Visit(HirExpr expr)
    {
        switch (expr)
        {
            case HirExpr.Match it:
                Add(it.Scrutinee, FakeReadCause.ForMatchedPlace);
                break;
            case HirExpr.Let it:
                Add(it.Init, FakeReadCause.ForMatchedPlace);
                break;
        }
        base.Visit(expr);
    }

    private void Add(HirExpr expr, FakeReadCause cause)
    {
        if (IsPlainPlace(expr))
        {
            Found.Add((expr, cause));
        }
    }

    private bool IsPlainPlace(HirExpr expr) => _results.AdjustmentsOf(expr.Id).IsEmpty && expr switch
    {
        HirExpr.Field it => IsPlainPlace(it.Base),
        HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local } } => true,
        _ => false,
    };
}
