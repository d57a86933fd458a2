using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>Coercions: what may happen to a value on its way to a place of another type. [coerce]</summary>
internal sealed partial class BodyChecker
{
    /// <summary>Coerces an expression of a type to another, recording the adjustments; false leaves no trace.</summary>
    internal bool TryCoerce(HirExpr expr, Ty from, Ty to) => TryCoerce(expr, from, to, AutoBorrow.Mut);

    /// <summary>As an argument of a call: what is reborrowed for it may be read until the call.</summary>
    private bool TryCoerceArgument(HirExpr expr, Ty from, Ty to) => TryCoerce(expr, from, to, AutoBorrow.MutTwoPhase);

    private bool TryCoerce(HirExpr expr, Ty from, Ty to, AutoBorrow reborrow)
    {
        from = TryStructurallyResolve(from);
        to = Shallow(to);
        bool reborrows = from is Ty.Ref { IsMutable: true } || from is Ty.Ref && IsPlaceExpr(expr);
        if (from == to && !reborrows)
        {
            return true;
        }
        if (from.IsNever)
        {
            if (to.IsTyVar)
            {
                _divergingFallbacks.Add(to);
            }
            if (!to.IsNever)
            {
                AddAdjustment(expr, new Adjustment(AdjustmentKind.NeverToAny.Instance, to));
            }
            return true;
        }
        if (from.IsInfer || to is Ty.Infer { Kind: InferKind.Integer or InferKind.Float })
        {
            return _inference.TryEquate(to, from);
        }
        Inference.Snapshot snapshot = _inference.Begin();
        List<Adjustment> adjustments = [];
        List<Obligation> obligations = [];
        if (CoerceInner(expr.Span, from, to, reborrows, adjustments, obligations))
        {
            _inference.Commit(snapshot);
            foreach (Adjustment adjustment in adjustments)
            {
                AddAdjustment(
                    expr, adjustment.Kind is AdjustmentKind.Borrow { Kind: AutoBorrow.Mut } ? adjustment with { Kind = new AdjustmentKind.Borrow(reborrow) } : adjustment);
            }
            foreach (Adjustment adjustment in adjustments)
            {
                if (adjustment.Kind is AdjustmentKind.Borrow { Kind: AutoBorrow.Mut })
                {
                    ConvertAdjustmentsToMutable(expr);
                    break;
                }
            }
            _fulfillment.Register(obligations);
            return true;
        }
        _inference.RollBack(snapshot);
        return false;
    }

    private bool CoerceInner(SourceSpan span, Ty from, Ty to, bool reborrows, List<Adjustment> adjustments, List<Obligation> obligations)
    {
        if (MayUnsize(from, to))
        {
            Inference.Snapshot snapshot = _inference.Begin();
            if (CoerceUnsized(span, from, to, adjustments, obligations))
            {
                _inference.Commit(snapshot);
                return true;
            }
            _inference.RollBack(snapshot);
            adjustments.Clear();
            obligations.Clear();
        }
        switch (to)
        {
            case Ty.RawPtr target:
                return CoerceToRawPtr(from, target, adjustments);
            case Ty.Ref target when from is Ty.Ref source:
                return CoerceReference(span, source, target, reborrows, adjustments);
        }
        switch (from)
        {
            case Ty.FnDef or Ty.Closure when to is Ty.FnPtr target:
                return CoerceToFnPtr(from, target, adjustments);
            case Ty.FnPtr source when to is Ty.FnPtr { Sig.Value.IsUnsafe: true } target && !source.Sig.Value.IsUnsafe:
            {
                Ty asUnsafe = ToUnsafe(source);
                adjustments.Add(new Adjustment(new AdjustmentKind.Pointer(PointerCoercion.UnsafeFnPointer), asUnsafe));
                return _inference.Equate(target, asUnsafe).IsOk;
            }
            default:
                return _inference.Equate(to, from).IsOk;
        }
    }

    private bool CoerceToRawPtr(Ty from, Ty.RawPtr target, List<Adjustment> adjustments)
    {
        switch (from)
        {
            case Ty.Ref source when source.IsMutable || !target.IsMutable:
                adjustments.Add(new Adjustment(AdjustmentKind.BuiltinDeref.Instance, source.Pointee));
                adjustments.Add(new Adjustment(new AdjustmentKind.BorrowRaw(target.IsMutable), target));
                return _inference.Equate(target.Pointee, source.Pointee).IsOk;
            case Ty.RawPtr { IsMutable: true } source when !target.IsMutable:
                adjustments.Add(new Adjustment(new AdjustmentKind.Pointer(PointerCoercion.MutToConstPointer), target));
                return _inference.Equate(target.Pointee, source.Pointee).IsOk;
            default:
                return _inference.Equate(target, from).IsOk;
        }
    }

    /// <summary>Reborrows through as many dereferences as it takes: <c>&amp;String</c> to <c>&amp;str</c>.</summary>
    private bool CoerceReference(SourceSpan span, Ty.Ref source, Ty.Ref target, bool reborrows, List<Adjustment> adjustments)
    {
        if (target.IsMutable && !source.IsMutable)
        {
            return false;
        }
        Autoderef autoderef = new(this, source, span);
        autoderef.Next();
        while (autoderef.Next())
        {
            Inference.Snapshot snapshot = _inference.Begin();
            if (_inference.Equate(target.Pointee, autoderef.Current).IsOk)
            {
                _inference.Commit(snapshot);
                if (autoderef.Steps == 1 && !source.IsMutable && !reborrows)
                {
                    // Reborrowing a shared reference that is no place's changes nothing.
                    return true;
                }
                for (int i = 0; i < autoderef.Steps; i++)
                {
                    Ty step = i + 1 < autoderef.Steps ? autoderef.Path[i + 1].From : autoderef.Current;
                    adjustments.Add(new Adjustment(
                        autoderef.Path[i].IsOverloaded ? new AdjustmentKind.OverloadedDeref(target.IsMutable) : AdjustmentKind.BuiltinDeref.Instance,
                        step));
                }
                AutoBorrow borrow = target.IsMutable ? AutoBorrow.Mut : AutoBorrow.Shared;
                adjustments.Add(new Adjustment(
                    new AdjustmentKind.Borrow(borrow), Types.Ref(Common.Erased, autoderef.Current, target.IsMutable)));
                return true;
            }
            _inference.RollBack(snapshot);
        }
        return false;
    }

    private bool CoerceToFnPtr(Ty from, Ty.FnPtr target, List<Adjustment> adjustments)
    {
        if (from is Ty.Closure closure && !IsNonCapturing(closure))
        {
            return false;
        }
        if (FnPtrOf(from) is not Ty.FnPtr pointer)
        {
            return false;
        }
        PointerCoercion kind = from is Ty.Closure ? PointerCoercion.ClosureFnPointer : PointerCoercion.ReifyFnPointer;
        if (target.Sig.Value.IsUnsafe && !pointer.Sig.Value.IsUnsafe)
        {
            if (from is Ty.Closure)
            {
                pointer = (Ty.FnPtr)ToUnsafe(pointer);
            }
            else
            {
                adjustments.Add(new Adjustment(new AdjustmentKind.Pointer(kind), pointer));
                pointer = (Ty.FnPtr)ToUnsafe(pointer);
                kind = PointerCoercion.UnsafeFnPointer;
            }
        }
        adjustments.Add(new Adjustment(new AdjustmentKind.Pointer(kind), pointer));
        return _inference.Equate(target, pointer).IsOk;
    }

    private Ty ToUnsafe(Ty.FnPtr pointer)
    {
        FnSig sig = pointer.Sig.Value;
        return Types.FnPtr(new Binder<FnSig>(
            Types.FnSig(sig.InputsAndOutput, sig.IsVariadic, isUnsafe: true, sig.Abi), pointer.Sig.Vars));
    }

    /// <summary>The function pointer type of a function item, pointer or closure that captures nothing.</summary>
    internal Ty? FnPtrOf(Ty ty)
    {
        switch (ty)
        {
            case Ty.FnPtr:
                return ty;
            case Ty.FnDef def:
            {
                Binder<FnSig> sig = Types.Instantiate(_context.FnSigOf(def.Def), def.Args);
                if (sig.Value.Abi.Text == "rust-intrinsic")
                {
                    return null;
                }
                List<Obligation> obligations = [];
                sig = _solver.Normalize(sig, _env, ObligationCause.Dummy, obligations);
                _fulfillment.Register(obligations);
                return Types.FnPtr(sig);
            }
            case Ty.Closure closure when IsNonCapturing(closure) && Shallow(closure.SigTy) is Ty.FnPtr closureSig:
            {
                FnSig sig = closureSig.Sig.Value;
                Ty inputs = Shallow(sig.Inputs[0]);
                return inputs is Ty.Tuple tuple
                    ? Types.FnPtr(new Binder<FnSig>(
                        Types.FnSig(tuple.Elements.AsSpan(), sig.Output, isVariadic: false, sig.IsUnsafe, s_rust), closureSig.Sig.Vars))
                    : null;
            }
            default:
                return null;
        }
    }

    private static readonly Base.Interning.Symbol s_rust = Base.Interning.Symbol.Intern("Rust");

    private bool IsNonCapturing(Ty.Closure closure)
    {
        if (closure.Def.Crate != _owner.Crate || _crate.Hir.NodeOf(closure.Def) is not HirNode.Closure node)
        {
            return false;
        }
        if (Shallow(closure.UpvarsTy) is Ty.Tuple upvars)
        {
            return upvars.Elements.Count == 0;
        }
        return !UpvarMentions.AnyIn(node.Value);
    }

    /// <summary>Turns what was coerced as a function item before into a pointer, when a second function joined it.</summary>
    internal void ApplyFnPtrCoercion(HirExpr expr, Ty from, Ty pointer)
    {
        from = Shallow(from);
        if (from is Ty.FnDef)
        {
            AddAdjustment(expr, new Adjustment(new AdjustmentKind.Pointer(PointerCoercion.ReifyFnPointer), pointer));
        }
        else if (from is Ty.Closure)
        {
            AddAdjustment(expr, new Adjustment(new AdjustmentKind.Pointer(PointerCoercion.ClosureFnPointer), pointer));
        }
    }

    /// <summary>By shape alone, whether an unsizing coercion is possible: most pairs are not even tried.</summary>
    private bool MayUnsize(Ty from, Ty to)
    {
        switch (from, to)
        {
            case (Ty.Ref source, Ty.Ref target):
                return (source.IsMutable || !target.IsMutable) && MayUnsizePointee(source.Pointee, target.Pointee);
            case (Ty.Ref source, Ty.RawPtr target):
                return (source.IsMutable || !target.IsMutable) && MayUnsizePointee(source.Pointee, target.Pointee);
            case (Ty.RawPtr source, Ty.RawPtr target):
                return (source.IsMutable || !target.IsMutable) && MayUnsizePointee(source.Pointee, target.Pointee);
            case (Ty.Adt source, Ty.Adt target):
                return source.Def == target.Def && source.Def.IsStruct && MayUnsizeArgs(source, target);
            default:
                return false;
        }
    }

    private bool MayUnsizeArgs(Ty.Adt source, Ty.Adt target)
    {
        for (int i = 0; i < source.Args.Count; i++)
        {
            if (source.Args[i] is Ty a && target.Args[i] is Ty b && (MayUnsizePointee(a, b) || MayUnsize(Shallow(a), Shallow(b))))
            {
                return true;
            }
        }
        return false;
    }

    private bool MayUnsizePointee(Ty source, Ty target)
    {
        source = Shallow(source);
        target = Shallow(target);
        return (source, target) switch
        {
            (Ty.Infer { Kind: InferKind.General }, _) => false,
            (Ty.Array, Ty.Slice) => true,
            (Ty.Dynamic, Ty.Dynamic) => source != target,
            (_, Ty.Dynamic) => true,
            (Ty.Adt a, Ty.Adt b) => a.Def == b.Def && a.Def.IsStruct && a != b && MayUnsizeArgs(a, b),
            _ => false,
        };
    }

    /// <summary>
    /// Solves <c>From: CoerceUnsized&lt;To&gt;</c> just far enough to know that it is an unsizing coercion; other conditions become
    /// obligations.
    /// </summary>
    private bool CoerceUnsized(SourceSpan span, Ty from, Ty to, List<Adjustment> adjustments, List<Obligation> obligations)
    {
        DefId coerceUnsized = _context.LangItem(LangItem.CoerceUnsized);
        DefId unsize = _context.LangItem(LangItem.Unsize);
        if (coerceUnsized.IsNone || unsize.IsNone)
        {
            return false;
        }
        Ty source = from;
        switch (from, to)
        {
            case (Ty.Ref reference, Ty.Ref target):
                adjustments.Add(new Adjustment(AdjustmentKind.BuiltinDeref.Instance, reference.Pointee));
                source = Types.Ref(Common.Erased, reference.Pointee, target.IsMutable);
                adjustments.Add(new Adjustment(new AdjustmentKind.Borrow(target.IsMutable ? AutoBorrow.Mut : AutoBorrow.Shared), source));
                break;
            case (Ty.Ref reference, Ty.RawPtr target):
                adjustments.Add(new Adjustment(AdjustmentKind.BuiltinDeref.Instance, reference.Pointee));
                source = Types.RawPtr(reference.Pointee, target.IsMutable);
                adjustments.Add(new Adjustment(new AdjustmentKind.BorrowRaw(target.IsMutable), source));
                break;
        }
        adjustments.Add(new Adjustment(new AdjustmentKind.Pointer(PointerCoercion.Unsize), to));
        Queue<Obligation> queue = new();
        queue.Enqueue(new Obligation(
            Types.TraitPredicate(Types.TraitRef(coerceUnsized, source, to)), _env,
            new ObligationCause(span, new CauseCode.ObjectCast(Resolve(from), Resolve(to)))));
        while (queue.TryDequeue(out Obligation? obligation))
        {
            if (_inference.Resolve(obligation.Predicate) is not Predicate.Trait goal
                || (goal.TraitRef.Trait != coerceUnsized && goal.TraitRef.Trait != unsize))
            {
                obligations.Add(obligation);
                continue;
            }
            SelectionResult selected = _solver.Select(obligation, goal);
            switch (selected.Status)
            {
                case SelectionStatus.Selected:
                    foreach (Obligation nested in selected.Source!.Nested)
                    {
                        queue.Enqueue(nested with { Parent = null, Depth = 0 });
                    }
                    break;
                case SelectionStatus.Ambiguous when goal.TraitRef.Trait == unsize && Shallow(goal.TraitRef.SelfTy).IsTyVar
                    && Shallow(goal.TraitRef.Args.TypeAt(1)) is Ty.Dynamic:
                    // `Box::new(_)` for a trait object: the type will be known later.
                    obligations.Add(obligation);
                    break;
                default:
                    return false;
            }
        }
        return true;
    }
}
