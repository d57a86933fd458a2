using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>Which argument of a call is to blame for an obligation that the callee brings in.</summary>
internal sealed partial class BodyChecker
{
    private readonly Dictionary<SourceSpan, (DefId Callee, ImmutableArray<HirExpr> Args, SourceSpan Name, SourceSpan Whole)> _calls = [];

    /// <summary>Remembers a call by the span at which its obligations arise.</summary>
    private void RememberCall(SourceSpan obligations, DefId callee, ImmutableArray<HirExpr> args, SourceSpan name, SourceSpan whole)
    {
        if (callee.IsSome)
        {
            _calls[obligations] = (callee, args, name, whole);
        }
    }

    /// <summary>The only argument whose type mentions the parameter that a failing bound is about.</summary>
    private (SourceSpan Span, CalleeOfArgument Callee)? ArgumentBehind(FulfillmentError error)
    {
        if (error.Root.Cause.Code is not CauseCode.ItemBound { Item: var item, BoundSpan: var bound }
            || !_calls.TryGetValue(error.Root.Cause.Span, out (DefId Callee, ImmutableArray<HirExpr> Args, SourceSpan Name, SourceSpan Whole) call) || call.Callee != item
            || ParamOfBound(item, bound) is not { } param)
        {
            return null;
        }
        int offset = _context.KindOf(item) == DefKind.AssocFn && _context.AssocItemOf(item).HasSelf ? 1 : 0;
        FnSig sig = _context.FnSigOf(item).Value;
        HirExpr? blamed = null;
        for (int i = 0; i < call.Args.Length && i + offset < sig.Inputs.Length; i++)
        {
            ParamFinder finder = new(param.Index);
            finder.Visit(sig.Inputs[i + offset]);
            if (finder.IsFound)
            {
                if (blamed is not null)
                {
                    return null;
                }
                blamed = call.Args[i];
            }
        }
        return blamed is null ? null : (blamed.Span, new CalleeOfArgument(call.Name));
    }

    private Ty.Param? ParamOfBound(DefId item, SourceSpan bound)
    {
        for (DefId owner = item; owner.IsSome; owner = _context.PredicatesOf(owner).Parent)
        {
            foreach (SpannedPredicate clause in _context.PredicatesOf(owner).Own)
            {
                if (clause.Span == bound && clause.Predicate is Predicate.Trait { TraitRef.SelfTy: Ty.Param param })
                {
                    return param;
                }
            }
        }
        return null;
    }

    private sealed class ParamFinder(int index) : TypeVisitor
    {
        public bool IsFound { get; private set; }

        public override bool Visit(Ty ty)
        {
            IsFound |= ty is Ty.Param param && param.Index == index;
            return SuperVisit(ty);
        }
    }
}
