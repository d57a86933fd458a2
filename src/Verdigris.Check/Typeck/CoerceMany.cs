using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Check.Typeck;

/// <summary>
/// Finds one type for several expressions: arms, array elements, <c>break</c> and <c>return</c> values. Each is coerced to the
/// expected type or to what those before it have; function items become pointers when they differ. [coerce.least-upper-bound]
/// </summary>
internal sealed class CoerceMany(Ty expected)
{
    private readonly List<HirExpr> _earlier = [];
    private Ty? _merged;

    public Ty Expected { get; } = expected;

    /// <summary>A function's results: that their type is unsized is error enough.</summary>
    public bool IsOfReturn { get; init; }

    /// <summary>The common type so far, or the expected one.</summary>
    public Ty Merged => _merged ?? Expected;

    public void Coerce(BodyChecker checker, HirExpr expr, Ty found, SourceSpan span, MismatchCause? cause = null)
    {
        found = checker.Shallow(found);
        if (_merged is null)
        {
            if (checker.TryCoerce(expr, found, Expected))
            {
                _merged = found.IsNever ? null : Expected;
            }
            else
            {
                if (!IsOfReturn || checker.Shallow(Expected) is not (Ty.Primitive { Kind: PrimTy.Str } or Ty.Slice or Ty.Dynamic))
                {
                    checker.Mismatched(span, Expected, found, cause is MismatchCause.Else or MismatchCause.Arm ? null : cause);
                }
                _merged = Expected;
            }
            _earlier.Add(expr);
            return;
        }
        if (checker.TryCoerce(expr, found, _merged))
        {
            _earlier.Add(expr);
            return;
        }
        if ((TryLeastUpperBound(checker, expr, found) ?? TryCoerceEarlier(checker, found)) is { } upper)
        {
            _merged = upper;
            _earlier.Add(expr);
            return;
        }
        checker.Mismatched(span, _merged, found, cause);
    }

    /// <summary>A value that is not written: <c>break;</c>, <c>return;</c>, a missing <c>else</c>.</summary>
    public void CoerceUnit(BodyChecker checker, SourceSpan span)
    {
        Ty unit = checker.Common.Unit;
        if (!checker.Inference.TryEquate(Merged, unit))
        {
            checker.Mismatched(span, Merged, unit);
        }
        _merged ??= unit;
    }

    /// <summary>The common type; <c>!</c> when no expression had a value.</summary>
    public Ty Complete(BodyChecker checker) => _merged ?? checker.Common.Never;

    /// <summary>Different functions or closures meet in a function pointer.</summary>
    private Ty? TryLeastUpperBound(BodyChecker checker, HirExpr expr, Ty found)
    {
        Ty merged = checker.Shallow(_merged!);
        if (checker.FnPtrOf(merged) is not { } left || checker.FnPtrOf(found) is not { } right || !checker.Inference.TryEquate(left, right))
        {
            return null;
        }
        foreach (HirExpr earlier in _earlier)
        {
            checker.ApplyFnPtrCoercion(earlier, merged, left);
        }
        checker.ApplyFnPtrCoercion(expr, found, left);
        return left;
    }

    /// <summary>The newcomer's type may do for all: <c>if c { &amp;[] } else { &amp;v[1..] }</c>.</summary>
    private Ty? TryCoerceEarlier(BodyChecker checker, Ty found)
    {
        Ty merged = checker.Shallow(_merged!);
        if (merged is not Ty.Ref || found is not Ty.Ref || _earlier.Count == 0)
        {
            return null;
        }
        foreach (HirExpr earlier in _earlier)
        {
            if (!checker.TryCoerce(earlier, merged, found))
            {
                return null;
            }
        }
        return found;
    }
}
