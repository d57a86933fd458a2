using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Late;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>Calls of functions, closures and methods. [expr.call], [expr.method]</summary>
internal sealed partial class BodyChecker
{
    private Ty CheckCall(HirExpr.Call expr, Expectation expected)
    {
        Ty callee = Check(expr.Callee);
        if (Shallow(callee) is Ty.FnDef function)
        {
            RememberCall(expr.Callee.Span, function.Def, expr.Args, expr.Callee.Span, expr.Span);
        }
        Autoderef autoderef = new(this, callee, expr.Callee.Span);
        while (autoderef.Next())
        {
            if (TryCallStep(expr, autoderef, expected) is { } result)
            {
                return result;
            }
        }
        foreach (HirExpr arg in expr.Args)
        {
            Check(arg);
        }
        Ty resolved = Resolve(callee);
        return resolved is Ty.Error error
            ? error
            : resolved.IsTyVar ? StructurallyResolved(resolved, expr.Callee.Span) : ErrorTy(TypeckErrors.NotCallable(this, expr, resolved));
    }

    private Ty? TryCallStep(HirExpr.Call expr, Autoderef autoderef, Expectation expected)
    {
        Ty callee = TryStructurallyResolve(autoderef.Current);
        switch (callee)
        {
            case Ty.FnDef def:
            {
                ApplyAutoderef(expr.Callee, autoderef);
                FnSig sig = SignatureOf(def.Def, def.Args);
                return CheckCallArgs(expr, Normalize(sig, expr.Span), expected, def.Def);
            }
            case Ty.FnPtr pointer:
                ApplyAutoderef(expr.Callee, autoderef);
                return CheckCallArgs(expr, Normalize(_inference.OpenExistentially(pointer.Sig), expr.Span), expected, default);
            case Ty.Closure closure when Shallow(closure.SigTy) is Ty.FnPtr closureSig && Shallow(closure.KindTy).IsTyVar:
            {
                // How it borrows its captures is not known yet, so neither is which of the three traits it is called by: the
                // capture analysis fills that in.
                ApplyAutoderef(expr.Callee, autoderef);
                _deferredClosureCalls.Add(new DeferredClosureCall(expr, closure));
                FnSig open = _inference.OpenExistentially(closureSig.Sig);
                return CheckTupledArgs(expr, open.Inputs[0], open.Output, expected);
            }
            case Ty.Infer { Kind: InferKind.General } or Ty.Error:
                return null;
            case Ty.Ref when autoderef.Steps == 0:
                // A reference to a callable is callable itself, but what it refers to is meant: so it need not be borrowed in turn.
                return null;
            default:
                return TryOverloadedCall(expr, autoderef, callee, expected);
        }
    }

    /// <summary>Through <c>Fn</c>, <c>FnMut</c> or <c>FnOnce</c>, or their async relatives, in this order.</summary>
    private Ty? TryOverloadedCall(HirExpr.Call expr, Autoderef autoderef, Ty callee, Expectation expected)
    {
        ReadOnlySpan<LangItem> traits = [LangItem.Fn, LangItem.FnMut, LangItem.FnOnce, LangItem.AsyncFn, LangItem.AsyncFnMut, LangItem.AsyncFnOnce];
        foreach (LangItem lang in traits)
        {
            DefId trait = _context.LangItem(lang);
            if (trait.IsNone)
            {
                continue;
            }
            Ty[] inputs = new Ty[expr.Args.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                inputs[i] = _inference.NewTyVar(expr.Args[i].Span);
            }
            Ty tuple = Types.Tuple(inputs);
            TraitRef traitRef = Types.TraitRef(trait, callee, tuple);
            Predicate goal = Types.TraitPredicate(traitRef);
            if (!_solver.MayHold(_env, goal))
            {
                // The number of arguments may be what is wrong: then the trait holds for some other tuple.
                Ty any = _inference.NewTyVar(expr.Span);
                if (!_solver.MayHold(_env, Types.TraitPredicate(Types.TraitRef(trait, callee, any))))
                {
                    continue;
                }
                tuple = any;
                traitRef = Types.TraitRef(trait, callee, tuple);
                goal = Types.TraitPredicate(traitRef);
            }
            ApplyAutoderef(expr.Callee, autoderef);
            ApplyCallBorrow(expr.Callee, lang, callee);
            Register(goal, expr.Span, CauseCode.Misc.Instance);
            DefId method = _context.AssocItemsOf(trait).Items[MethodIndex(trait)].Id;
            _results.Edit(expr.Id).Def = new TypeDependentDef(DefKind.AssocFn, method);
            _results.Edit(expr.Id).Args = traitRef.Args;
            Ty output = Normalize(CallOutput(lang, callee, tuple), expr.Span);
            SelectWherePossible();
            return CheckTupledArgs(expr, tuple, output, expected);
        }
        return null;
    }

    private Ty CallOutput(LangItem trait, Ty callee, Ty inputs) => trait switch
    {
        LangItem.AsyncFn or LangItem.AsyncFnMut =>
            Types.Alias(AliasKind.Projection, _context.LangItem(LangItem.CallRefFuture), Types.Args(callee, inputs, Common.Erased)),
        LangItem.AsyncFnOnce => Types.Alias(AliasKind.Projection, _context.LangItem(LangItem.CallOnceFuture), Types.Args(callee, inputs)),
        _ => Types.Alias(AliasKind.Projection, _context.LangItem(LangItem.FnOnceOutput), Types.Args(callee, inputs)),
    };

    private int MethodIndex(DefId trait)
    {
        ImmutableArray<AssocItem> items = _context.AssocItemsOf(trait).Items;
        for (int i = 0; i < items.Length; i++)
        {
            if (items[i].Kind == DefKind.AssocFn)
            {
                return i;
            }
        }
        throw new Base.CompilerBug("a trait of calls has no method");
    }

    private void ApplyCallBorrow(HirExpr callee, LangItem trait, Ty calleeTy)
    {
        if (trait is LangItem.FnOnce or LangItem.AsyncFnOnce)
        {
            return;
        }
        bool isMutable = trait is LangItem.FnMut or LangItem.AsyncFnMut;
        Ty target = Types.Ref(Common.Erased, calleeTy, isMutable);
        AddAdjustment(callee, new Adjustment(new AdjustmentKind.Borrow(isMutable ? AutoBorrow.MutTwoPhase : AutoBorrow.Shared), target));
        if (isMutable)
        {
            ConvertPlaceToMutable(callee);
        }
    }

    private Ty CheckTupledArgs(HirExpr.Call expr, Ty tuple, Ty output, Expectation expected)
    {
        if (Shallow(tuple) is not Ty.Tuple inputs)
        {
            foreach (HirExpr arg in expr.Args)
            {
                Check(arg);
            }
            return output;
        }
        if (inputs.Elements.Count != expr.Args.Length)
        {
            DefId closure = Resolve(_results.AdjustedTypeOf(expr.Callee)) is var callee && Peeled(callee) is Ty.Closure called ? called.Def : default;
            CheckWrongArgs(expr.Args, [.. inputs.Elements], default, closure, expr.Callee.Span, AfterName(expr.Callee.Span, expr.Span), isVariadic: false);
            return output;
        }
        CheckArgs(expr.Args, inputs.Elements.AsSpan(), output, expected, isVariadic: false, default, expr.Callee.Span);
        return output;
    }

    private Ty CheckCallArgs(HirExpr.Call expr, FnSig sig, Expectation expected, DefId callee)
    {
        ReadOnlySpan<Ty> inputs = sig.Inputs;
        if (sig.Abi.Text == "rust-call" && inputs.Length > 0 && Shallow(inputs[^1]) is Ty.Tuple spread && expr.Args.Length != inputs.Length)
        {
            inputs = (Ty[])[.. inputs[..^1], .. spread.Elements.AsSpan()];
        }
        bool fits = sig.IsVariadic ? expr.Args.Length >= inputs.Length : expr.Args.Length == inputs.Length;
        if (!fits)
        {
            CheckWrongArgs(expr.Args, [.. inputs], callee, default, expr.Callee.Span, AfterName(expr.Callee.Span, expr.Span), sig.IsVariadic);
            return sig.Output;
        }
        CheckArgs(expr.Args, inputs, sig.Output, expected, sig.IsVariadic, callee, expr.Callee.Span);
        RequireSized(sig.Output, expr.Span, CauseCode.SizedCallReturn.Instance);
        return sig.Output;
    }

    private static SourceSpan AfterName(SourceSpan name, SourceSpan call) => new(name.Hi, call.Hi, call.Context);

    private Ty Peeled(Ty ty)
    {
        while (ty is Ty.Ref reference)
        {
            ty = Shallow(reference.Pointee);
        }
        return ty;
    }

    /// <summary>Arguments that are too many or too few: each is checked for itself, then it is told which do not belong.</summary>
    private void CheckWrongArgs(
        ImmutableArray<HirExpr> args, ImmutableArray<Ty> formals, DefId callee, DefId closure, SourceSpan calleeSpan, SourceSpan parentheses, bool isVariadic)
    {
        ImmutableArray<Ty>.Builder found = ImmutableArray.CreateBuilder<Ty>(args.Length);
        foreach (HirExpr arg in args)
        {
            found.Add(Check(arg));
        }
        Taint(new WrongArgs(callee, closure, calleeSpan, parentheses, args, found.MoveToImmutable(), formals, isVariadic).Report(this));
    }

    /// <summary>Whether a value of the one type could be coerced to the other; nothing is learned from trying.</summary>
    internal bool MayBecome(Ty from, Ty to)
    {
        from = Resolve(from);
        to = Resolve(to);
        if (from.HasError || to.HasError || from.IsNever)
        {
            return true;
        }
        Inference.Snapshot snapshot = _inference.Begin();
        bool fits = from.IsInfer ? _inference.Equate(to, from).IsOk : CoerceInner(default, from, to, reborrows: false, [], []);
        _inference.RollBack(snapshot);
        return fits;
    }

    /// <summary>
    /// Arguments in two rounds: closures last, when the others have told inference what their parameters are. The expected
    /// result type helps too, but only as a hint.
    /// </summary>
    private void CheckArgs(
        ImmutableArray<HirExpr> args, ReadOnlySpan<Ty> formals, Ty output, Expectation expected, bool isVariadic, DefId callee, SourceSpan calleeSpan)
    {
        Ty[] inputs = formals.ToArray();
        Ty[]? hints = HintsFromOutput(inputs, output, expected);
        for (int round = 0; round < 2; round++)
        {
            bool closures = round == 1;
            if (closures)
            {
                if (!HasClosure(args))
                {
                    break;
                }
                SelectWherePossible();
            }
            for (int i = 0; i < args.Length; i++)
            {
                if (IsClosure(args[i]) != closures)
                {
                    continue;
                }
                if (i >= inputs.Length)
                {
                    CheckExtraArg(args[i], isVariadic);
                    continue;
                }
                Ty hint = hints is not null ? hints[i] : inputs[i];
                Ty found = Check(args[i], RvalueHint(Resolve(hint)));
                // The hint may have been wrong; what counts is the formal type.
                if (hints is not null && !found.IsNever && CoerceIfFits(args[i], found, hint))
                {
                    found = hint;
                    if (_inference.TryEquate(inputs[i], found))
                    {
                        continue;
                    }
                }
                if (!TryCoerceArgument(args[i], found, inputs[i]))
                {
                    Mismatched(SpanForMismatch(args[i]), inputs[i], found, new MismatchCause.Argument(callee, calleeSpan, i));
                }
            }
        }
    }

    private bool CoerceIfFits(HirExpr arg, Ty found, Ty hint) => !Resolve(hint).HasInfer && TryCoerceArgument(arg, found, hint);

    private void CheckExtraArg(HirExpr arg, bool isVariadic)
    {
        Ty found = Check(arg);
        if (!isVariadic)
        {
            return;
        }
        Ty resolved = StructurallyResolved(found, arg.Span);
        if (resolved is Ty.Primitive { Kind: PrimTy.F32 or PrimTy.I8 or PrimTy.I16 or PrimTy.U8 or PrimTy.U16 or PrimTy.Bool } or Ty.FnDef)
        {
            Taint(TypeckErrors.VariadicArg(this, arg.Span, resolved));
        }
    }

    /// <summary>What the inputs would be if the call had the expected type; tried in a snapshot, so it only hints.</summary>
    private Ty[]? HintsFromOutput(Ty[] inputs, Ty output, Expectation expected)
    {
        if (expected.OnlyHasType is not { } wanted || inputs.Length == 0)
        {
            return null;
        }
        Ty resolved = Resolve(wanted);
        if (resolved.IsTyVar || !Resolve(output).HasInfer)
        {
            return null;
        }
        Inference.Snapshot snapshot = _inference.Begin();
        Ty[]? hints = null;
        if (_inference.Equate(output, resolved).IsOk)
        {
            hints = new Ty[inputs.Length];
            for (int i = 0; i < hints.Length; i++)
            {
                hints[i] = Resolve(inputs[i]);
            }
        }
        _inference.RollBack(snapshot);
        return hints;
    }

    private static bool HasClosure(ImmutableArray<HirExpr> args)
    {
        foreach (HirExpr arg in args)
        {
            if (IsClosure(arg))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsClosure(HirExpr expr) => expr is HirExpr.Closure { Kind: HirClosureKind.Closure };

    private Ty CheckMethodCall(HirExpr.MethodCall expr, Expectation expected)
    {
        Ty receiver = Check(expr.Receiver);
        receiver = StructurallyResolved(receiver, expr.Receiver.Span);
        if (receiver is Ty.Error)
        {
            foreach (HirExpr arg in expr.Args)
            {
                Check(arg);
            }
            return receiver;
        }
        if (_crate.Edition >= 2018 && PointsToUnknown(receiver))
        {
            foreach (HirExpr arg in expr.Args)
            {
                Check(arg);
            }
            return ErrorTy(TypeckErrors.MethodOfUnknownPointee(this, expr, Resolve(receiver)));
        }
        TraitScope? scope = _crate.Hir.TraitScopeAt(_hirOwner, expr.Id);
        ProbeResult probe = MethodProbe.ForCall(this, receiver, expr.Segment.Ident, scope?.Traits ?? [], expr.Receiver.Span);
        if (probe.Pick is not { } pick)
        {
            foreach (HirExpr arg in expr.Args)
            {
                Check(arg);
            }
            return ErrorTy(TypeckErrors.NoMethod(this, expr, Resolve(receiver), probe));
        }
        if (pick.Bound is { TraitRef.SelfTy: Ty.Dynamic } && SizedSelfBoundOf(pick.Item.Id) is { } sizedBound)
        {
            foreach (HirExpr arg in expr.Args)
            {
                Check(arg);
            }
            return ErrorTy(TypeckErrors.NotOnTraitObject(this, expr, pick.Item.Id, sizedBound));
        }
        MarkTraitUsed(scope, pick);
        FnSig sig = ConfirmMethod(expr, pick);
        if (IsDestructor(pick.Item.Id))
        {
            Taint(TypeckErrors.ExplicitDestructorCall(this, expr));
        }
        ReadOnlySpan<Ty> inputs = sig.Inputs[1..];
        if (inputs.Length != expr.Args.Length && !sig.IsVariadic)
        {
            SourceSpan name = expr.Segment.Ident.Span;
            CheckWrongArgs(expr.Args, [.. inputs], pick.Item.Id, default, name, AfterName(expr.Segment.Args?.Span ?? name, expr.Span), isVariadic: false);
            return sig.Output;
        }
        CheckArgs(expr.Args, inputs, sig.Output, expected, isVariadic: false, pick.Item.Id, expr.Segment.Ident.Span);
        RequireSized(sig.Output, expr.Span, CauseCode.SizedCallReturn.Instance);
        return sig.Output;
    }

    /// <summary><c>*const _</c>: which methods it has depends on what it points to.</summary>
    private bool PointsToUnknown(Ty receiver)
    {
        while (receiver is Ty.Ref reference)
        {
            receiver = Shallow(reference.Pointee);
        }
        return receiver is Ty.RawPtr pointer && Shallow(pointer.Pointee).IsTyVar;
    }

    /// <summary>Where a method says that <c>Self</c> must be sized; null if it does not.</summary>
    private SourceSpan? SizedSelfBoundOf(DefId method)
    {
        foreach (SpannedPredicate clause in _context.PredicatesOf(method).Own)
        {
            if (clause.Predicate is Predicate.Trait bound && bound.TraitRef.SelfTy == Common.SelfParam && _context.LangItemOf(bound.TraitRef.Trait) == LangItem.Sized)
            {
                return clause.Span;
            }
        }
        return null;
    }

    /// <summary><c>Drop::drop</c>, in the trait or an impl: only the compiler calls it. [destructors.operation]</summary>
    private bool IsDestructor(DefId method)
    {
        DefId drop = _context.LangItem(LangItem.Drop);
        AssocItem item = _context.AssocItemOf(method);
        return drop.IsSome && (item.Container == drop || (item.TraitItem.IsSome && _context.ParentOf(item.TraitItem) == drop));
    }

    /// <summary>Makes the picked method's signature for this call and adjusts the receiver.</summary>
    /// <summary>A callee's signature. One with an error says nothing reliable about the body either, lifetimes included.</summary>
    private FnSig SignatureOf(DefId callee, GenericArgs args)
    {
        Binder<FnSig> declared = _context.FnSigOf(callee);
        foreach (Ty ty in declared.Value.InputsAndOutput)
        {
            TaintIfError(ty);
        }
        return _inference.OpenExistentially(Types.Instantiate(declared, args));
    }

    private FnSig ConfirmMethod(HirExpr.MethodCall expr, MethodPick pick)
    {
        Ty receiver = AdjustReceiver(expr.Receiver, pick);
        GenericArgs parentArgs = ParentArgsOf(pick, expr);
        GenericArgs args = _lowerer.LowerOwnArgs(pick.Item.Id, expr.Segment with { InferArgs = true }, expr.Segment.Ident.Span, parentArgs);
        FnSig sig = SignatureOf(pick.Item.Id, args);
        sig = Normalize(sig, expr.Span);
        if (!_inference.TryEquate(sig.Inputs[0], receiver))
        {
            Mismatched(expr.Receiver.Span, sig.Inputs[0], receiver);
        }
        RememberCall(expr.Segment.Ident.Span, pick.Item.Id, expr.Args, expr.Segment.Ident.Span, expr.Span);
        RequireItemBounds(pick.Item.Id, args, expr.Segment.Ident.Span);
        _results.Edit(expr.Id).Def = new TypeDependentDef(DefKind.AssocFn, pick.Item.Id);
        _results.Edit(expr.Id).Args = args;
        if (expr.Segment.Args is { Args.Length: > 0 })
        {
            _results.UserTypes[expr.Id] = new WrittenType(Common.Unit, pick.Item.Id, args, expr.Segment.Ident.Span);
        }
        return sig;
    }

    private GenericArgs ParentArgsOf(MethodPick pick, HirExpr.MethodCall expr)
    {
        switch (pick.Kind)
        {
            case MethodPickKind.Inherent:
                return _inference.FreshArgsFor(pick.Item.Container, expr.Span);
            case MethodPickKind.Bound:
            {
                Predicate.Trait bound = (Predicate.Trait)_inference.OpenExistentially(pick.Bound!);
                return Normalize(bound.TraitRef.Args, expr.Span);
            }
            default:
                return _inference.FreshArgsFor(pick.Item.Container, expr.Span);
        }
    }

    /// <summary>Dereferences and borrows the receiver as the probe found; its type after that.</summary>
    private Ty AdjustReceiver(HirExpr receiver, MethodPick pick)
    {
        Autoderef autoderef = new(this, _results.AdjustedTypeOf(receiver), receiver.Span);
        autoderef.Advance(pick.Derefs);
        ApplyAutoderef(receiver, autoderef);
        Ty current = autoderef.Current;
        bool reborrowsMutably = false;
        if (pick.IsUnsized)
        {
            Ty.Array array = (Ty.Array)Shallow(current);
            Ty place = current;
            bool isMutable = pick.AutoRef == MethodAutoRef.Mut;
            Ty reference = Types.Ref(Common.Erased, place, isMutable);
            AddAdjustment(receiver, new Adjustment(new AdjustmentKind.Borrow(BorrowFor(isMutable)), reference));
            Ty slice = Types.Ref(Common.Erased, Types.Slice(array.Element), isMutable);
            AddAdjustment(receiver, new Adjustment(new AdjustmentKind.Pointer(PointerCoercion.Unsize), slice));
            current = slice;
        }
        else if (pick.AutoRef is MethodAutoRef.Shared or MethodAutoRef.Mut)
        {
            bool isMutable = pick.AutoRef == MethodAutoRef.Mut;
            current = Types.Ref(Common.Erased, current, isMutable);
            AddAdjustment(receiver, new Adjustment(new AdjustmentKind.Borrow(BorrowFor(isMutable)), current));
        }
        else if (pick.AutoRef == MethodAutoRef.ConstPtr)
        {
            Ty.RawPtr pointer = (Ty.RawPtr)Shallow(current);
            current = Types.RawPtr(pointer.Pointee, isMutable: false);
            AddAdjustment(receiver, new Adjustment(new AdjustmentKind.Pointer(PointerCoercion.MutToConstPointer), current));
        }
        else if (Shallow(current) is Ty.Ref reference)
        {
            // A reference taken by value is reborrowed: a `&mut` can be used again afterwards, and a closure captures what a `&` points to.
            AddAdjustment(receiver, new Adjustment(AdjustmentKind.BuiltinDeref.Instance, reference.Pointee));
            AddAdjustment(receiver, new Adjustment(new AdjustmentKind.Borrow(BorrowFor(reference.IsMutable)), current));
            reborrowsMutably = reference.IsMutable && autoderef.Steps > 0;
        }
        if (pick.AutoRef == MethodAutoRef.Mut || reborrowsMutably)
        {
            ConvertPlaceToMutable(receiver);
        }
        return current;
    }

    private static AutoBorrow BorrowFor(bool isMutable) => isMutable ? AutoBorrow.MutTwoPhase : AutoBorrow.Shared;

    /// <summary>A call of a closure whose kind is not known when the call is checked.</summary>
    private readonly record struct DeferredClosureCall(HirExpr.Call Expr, Ty.Closure Closure);

    private readonly List<DeferredClosureCall> _deferredClosureCalls = [];
}
