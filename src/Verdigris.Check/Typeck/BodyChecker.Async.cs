using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>
/// <c>async</c> blocks and bodies. Each is a coroutine: its type names the block, what it returns and what it captures. What
/// it holds across suspension points is known only from its MIR, so that its auto traits are decided after the whole body is
/// checked (<see cref="CoroutineObligations"/>). [expr.block.async]
/// </summary>
internal sealed partial class BodyChecker
{
    private Ty CheckAsyncBlock(HirExpr.Closure expr, Expectation expected)
    {
        Ty output = expr.Decl.Output is { } written ? LowerCoroutineOutput(written) : DeduceFutureOutput(expr, expected) ?? _inference.NewTyVar(expr.Span);
        GenericArgs parent = _context.IdentityArgsOf(_owner);
        Ty upvars = _inference.NewTyVar(expr.Span);
        Ty coroutine = Types.Coroutine(expr.Def, Types.Args([.. parent.AsSpan(), output, upvars]));
        _closures.Add(expr);
        Ty resume = _lowerer.Lower(expr.Decl.Inputs[0]);
        CheckNestedBody(expr, Types.FnSig([resume], output, isVariadic: false, isUnsafe: false, s_rust));
        return coroutine;
    }

    private Ty LowerCoroutineOutput(HirTy written)
    {
        Ty output = _lowerer.LowerAndNormalize(written);
        RecordUserType(written.Id, output, written.Span);
        return output;
    }

    /// <summary>The body of an <c>async fn</c> gives what the function's opaque type says: <c>Future&lt;Output = T&gt;</c>.</summary>
    private Ty? DeduceFutureOutput(HirExpr.Closure expr, Expectation expected)
    {
        if (expr.Kind != HirClosureKind.AsyncFnBody || expected.Ty is not { } hint || Shallow(hint) is not Ty.Infer { Kind: InferKind.General } variable)
        {
            return null;
        }
        foreach (Obligation obligation in _fulfillment.PendingObligations())
        {
            if (_inference.Resolve(obligation.Predicate) is Predicate.Projection projection && projection.Alias.Def == _context.LangItem(LangItem.FutureOutput)
                && Shallow(projection.Alias.Args.TypeAt(0)) is Ty.Infer self && _inference.SameVar(self.Id, variable.Id))
            {
                return Normalize(Types.Open(projection, _ => Common.Erased) is Predicate.Projection open ? open.Term : projection.Term, expr.Span);
            }
        }
        return null;
    }

    /// <summary>
    /// The future that an <c>async</c> closure returns holds the closure's parameters: where their types mention lifetimes that the
    /// closure's signature binds, so does the future's. Inference could not say that, as its variables know no binders.
    /// </summary>
    private Ty.Closure WithParamsInFuture(Ty.Closure closure, TypeInterner types)
    {
        if (closure.SigTy is not Ty.FnPtr { Sig: { Value: { Output: Ty.Coroutine future, Inputs: [Ty.Tuple inputs] } sig, Vars.Count: > 0 } binder }
            || future.UpvarsTy is not Ty.Tuple upvars || !_results.Captures.TryGetValue(future.Def, out ImmutableArray<CapturedPlace> captures)
            || _crate.Hir.NodeOf(future.Def) is not HirNode.Closure { Value.Kind: HirClosureKind.AsyncClosureBody })
        {
            return closure;
        }
        ImmutableArray<HirParam> parameters = ((HirNode.Closure)_crate.NodeOf(closure.Def)).Value.Body.Params;
        Ty[] held = upvars.Elements.AsSpan().ToArray();
        for (int i = 0; i < held.Length; i++)
        {
            for (int j = 0; j < parameters.Length && j < inputs.Elements.Count; j++)
            {
                if (captures[i] is { Projections.IsEmpty: true, Kind: CaptureKind.Value } && parameters[j].Pat is HirPat.Binding binding && binding.BindingId == captures[i].Variable)
                {
                    held[i] = inputs.Elements[j];
                }
            }
        }
        GenericArg[] futureArgs = future.Args.AsSpan().ToArray();
        futureArgs[^1] = types.Tuple(held);
        FnSig bound = types.FnSig(sig.Inputs, types.Coroutine(future.Def, types.Args(futureArgs)), sig.IsVariadic, sig.IsUnsafe, sig.Abi);
        GenericArg[] args = closure.Args.AsSpan().ToArray();
        args[^2] = types.FnPtr(new Binder<FnSig>(bound, binder.Vars));
        return (Ty.Closure)types.Closure(closure.Def, types.Args(args));
    }

    private Ty CheckYield(HirExpr.Yield expr)
    {
        Check(expr.Value);
        return _fn.ResumeTy ?? ErrorTy(Base.Diagnostics.DiagnosticSink.Promise());
    }

    /// <summary>
    /// Takes out of what is still open the auto traits of this body's own coroutines: nothing else about them can be undecided.
    /// </summary>
    private void StallCoroutineObligations()
    {
        HashSet<Predicate> seen = [];
        foreach (Obligation obligation in _fulfillment.TakePending(IsStalled))
        {
            Obligation root = obligation;
            while (root.Parent is not null)
            {
                root = root.Parent;
            }
            root = root.With(_inference.Resolve(root.Predicate));
            if (seen.Add(root.Predicate))
            {
                _results.StalledObligations.Add(new StalledObligation(root, _fn.Def, ArgumentBehind(new FulfillmentError(FulfillmentErrorKind.Unimplemented, root, root))));
            }
        }
    }

    private bool IsStalled(Obligation obligation) =>
        _inference.Resolve(obligation.Predicate) is Predicate.Trait goal && !goal.HasInfer && Shallow(goal.TraitRef.SelfTy) is Ty.Coroutine
        && _context.TraitDefOf(goal.TraitRef.Trait).IsAuto;
}
