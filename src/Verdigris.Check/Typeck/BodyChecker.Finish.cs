using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Check.Typeck.Captures;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>After the last expression: fallbacks, casts, captures, and writing the results without inference variables.</summary>
internal sealed partial class BodyChecker
{
    internal TraitSolver Solver => _solver;

    internal ParamEnv Env => _env;

    internal DefId Module => _module;

    internal bool IsCopy(Ty ty) => _solver.IsCopy(_env, ty);

    internal bool IsMutableBinding(HirId variable) => _results.BindingModeOf(variable).IsMutable;

    internal void RequireWellFormed(Ty ty, SourceSpan span)
    {
        if (ty is not Ty.Primitive)
        {
            Register(Types.WellFormed(ty), span, CauseCode.Misc.Instance);
        }
    }

    private void RecordUserType(HirId id, Ty ty, SourceSpan span) => _results.UserTypes[id] = new WrittenType(ty, default, null, span);

    private TypeckResults Finish()
    {
        SelectWherePossible();
        FallBack();
        SelectWherePossible();
        CheckDeferredCasts();
        SelectWherePossible();
        AnalyseCaptures();
        SelectWherePossible();
        if (Sink.FirstError is { } reported)
        {
            // What types mean that were lowered with an error is not known, whatever else is.
            Taint(reported);
        }
        if (_results.Tainted is null)
        {
            SelectWherePossible();
            StallCoroutineObligations();
            ReportRemaining(_fulfillment.SelectAllOrError());
        }
        CheckInlineAsmTypes();
        WriteBack();
        return _results;
    }

    private void CheckInlineAsmTypes()
    {
        foreach (HirInlineAsm asm in _inlineAsm)
        {
            foreach (Diagnostic error in InlineAsmTypes.Check(asm, AsmOperandTy, PrintValueType))
            {
                Taint(_context.Diagnostics.Report(error));
            }
        }
    }

    /// <summary>Behind <c>MaybeUninit</c>, which is taken like what it may hold.</summary>
    private Ty AsmOperandTy(HirExpr operand)
    {
        Ty ty = Resolve(_results.TryTypeOf(operand.Id) ?? Common.Unit);
        return ty is Ty.Adt { Def: var def } adt && _context.LangItemOf(def.Id) == LangItem.MaybeUninit ? adt.Args.TypeAt(0) : ty;
    }

    /// <summary>
    /// Of what is ambiguous only one is reported: it mostly is one variable that all wait for. A trait says more about it than
    /// a projection, and both more than that it must be sized.
    /// </summary>
    private void ReportRemaining(List<FulfillmentError> errors)
    {
        FulfillmentError? ambiguous = null;
        foreach (FulfillmentError error in errors)
        {
            if (error.Kind != FulfillmentErrorKind.Ambiguous)
            {
                Taint(ReportUnfulfilled(error));
            }
            else if (ambiguous is not { } other || Eloquence(error) > Eloquence(other))
            {
                ambiguous = error;
            }
        }
        if (ambiguous is { } first && _results.Tainted is null)
        {
            Taint(ReportUnfulfilled(first));
        }
    }

    private int Eloquence(FulfillmentError error) => error.Leaf.Predicate switch
    {
        Predicate.Trait it => _context.LangItemOf(it.TraitRef.Trait) == LangItem.Sized ? 0 : 3,
        Predicate.Projection => 2,
        _ => 1,
    };

    /// <summary>
    /// Integer variables become <c>i32</c>, float variables <c>f64</c>; a variable that only a diverging expression reached
    /// becomes <c>()</c>, from edition 2024 on <c>!</c>. [type.inference]
    /// </summary>
    private void FallBack()
    {
        for (int i = 0; i < _inference.TyVarCount; i++)
        {
            Ty ty = Shallow(Types.Infer(TyVid.FromIndex(i), InferKind.General));
            switch (ty)
            {
                case Ty.Infer { Kind: InferKind.Integer }:
                    _inference.TryEquate(ty, Common.I32);
                    break;
                case Ty.Infer { Kind: InferKind.Float }:
                    _inference.TryEquate(ty, Common.F64);
                    break;
            }
        }
        SelectWherePossible();
        Ty diverging = _crate.Edition >= 2024 ? Common.Never : Common.Unit;
        foreach (Ty variable in _divergingFallbacks)
        {
            Ty ty = Shallow(variable);
            if (ty.IsTyVar)
            {
                _inference.TryEquate(ty, diverging);
            }
        }
    }

    private void AnalyseCaptures()
    {
        foreach (HirExpr.Closure expr in InCaptureOrder())
        {
            Ty ty = Resolve(_results.TypeOf(expr.Id));
            if (ty is not (Ty.Closure or Ty.Coroutine))
            {
                continue;
            }
            CaptureAnalysis analysis = CaptureAnalysis.Run(this, _results, expr, _crate.Edition);
            _results.Captures[expr.Def] = analysis.Captured;
            if (ty is Ty.Closure { KindTy: var kindTy } && Shallow(kindTy).IsTyVar)
            {
                _inference.TryEquate(kindTy, KindTyOf(analysis.InferredKind));
                if (analysis.KindOrigin is { } origin)
                {
                    _results.ClosureKindOrigins[expr.Def] = origin;
                }
            }
            Ty[] upvars = new Ty[analysis.Captured.Length];
            for (int j = 0; j < upvars.Length; j++)
            {
                CapturedPlace captured = analysis.Captured[j];
                upvars[j] = captured.Kind switch
                {
                    CaptureKind.Value => captured.PlaceTy,
                    CaptureKind.Ref => Types.Ref(Common.Erased, captured.PlaceTy, isMutable: false),
                    CaptureKind.RefMut or CaptureKind.UniqueRef => Types.Ref(Common.Erased, captured.PlaceTy, isMutable: true),
                };
            }
            switch (ty)
            {
                case Ty.Closure closure:
                    _inference.TryEquate(closure.UpvarsTy, Types.Tuple(upvars));
                    ResolveDeferredCallsOf(closure);
                    break;
                case Ty.Coroutine coroutine:
                    _inference.TryEquate(coroutine.UpvarsTy, Types.Tuple(upvars));
                    break;
            }
        }
    }

    /// <summary>
    /// Closures before the ones around them, whose captures include theirs; otherwise in the order of the source, so that a
    /// closure's kind is known where a later one calls it.
    /// </summary>
    private List<HirExpr.Closure> InCaptureOrder()
    {
        Dictionary<DefId, List<HirExpr.Closure>> nested = [];
        HashSet<DefId> known = [];
        foreach (HirExpr.Closure closure in _closures)
        {
            known.Add(closure.Def);
        }
        List<HirExpr.Closure> sorted = [.. _closures];
        sorted.Sort(static (a, b) => a.Id.Index.CompareTo(b.Id.Index));
        foreach (HirExpr.Closure closure in sorted)
        {
            DefId parent = _context.ParentOf(closure.Def);
            while (parent.IsSome && !known.Contains(parent) && parent != _owner)
            {
                parent = _context.ParentOf(parent);
            }
            DefId around = known.Contains(parent) ? parent : default;
            if (!nested.TryGetValue(around, out List<HirExpr.Closure>? siblings))
            {
                nested.Add(around, siblings = []);
            }
            siblings.Add(closure);
        }
        List<HirExpr.Closure> order = new(sorted.Count);
        AddNested(default);
        return order;

        void AddNested(DefId around)
        {
            if (nested.TryGetValue(around, out List<HirExpr.Closure>? siblings))
            {
                foreach (HirExpr.Closure closure in siblings)
                {
                    AddNested(closure.Def);
                    order.Add(closure);
                }
            }
        }
    }

    private void ResolveDeferredCallsOf(Ty.Closure closure)
    {
        foreach (DeferredClosureCall call in _deferredClosureCalls)
        {
            if (call.Closure.Def != closure.Def)
            {
                continue;
            }
            Ty.Closure resolved = (Ty.Closure)Resolve(closure);
            (LangItem lang, AutoBorrow? borrow) = resolved.Kind switch
            {
                ClosureKind.Fn => (LangItem.Fn, (AutoBorrow?)AutoBorrow.Shared),
                ClosureKind.FnMut => (LangItem.FnMut, AutoBorrow.Mut),
                _ => (LangItem.FnOnce, null),
            };
            DefId trait = _context.LangItem(lang);
            if (borrow is { } kind)
            {
                AddAdjustment(call.Expr.Callee, new Adjustment(
                    new AdjustmentKind.Borrow(kind), Types.Ref(Common.Erased, resolved, isMutable: kind == AutoBorrow.Mut)));
                if (kind == AutoBorrow.Mut)
                {
                    ConvertPlaceToMutable(call.Expr.Callee);
                }
            }
            Ty inputs = Resolve(Types.EraseLateBound(resolved.Sig).Inputs[0]);
            _results.Edit(call.Expr.Id).Def = new TypeDependentDef(DefKind.AssocFn, _context.AssocItemsOf(trait).Items[MethodIndex(trait)].Id);
            _results.Edit(call.Expr.Id).Args = Types.Args(resolved, inputs);
        }
    }

    private void WriteBack()
    {
        foreach (Predicate assumption in _env.Assumptions)
        {
            TaintIfError(assumption);
        }
        WriteBackFolder folder = new(this);
        for (int i = 0; i < _results.NodeCount; i++)
        {
            HirId id = HirId.FromIndex(i);
            if (_results.TryTypeOf(id) is { } ty)
            {
                Ty written = folder.Write(ty);
                _results.SetType(id, written);
                TaintIfError(written);
            }
            folder.Write(_results.Peek(id));
        }
        foreach ((DefId def, FnSig sig) in new List<KeyValuePair<DefId, FnSig>>(_results.FnSigs))
        {
            FnSig written = folder.KeepingRegions(sig);
            _results.FnSigs[def] = written;
            foreach (Ty ty in written.InputsAndOutput)
            {
                TaintIfError(ty);
            }
        }
        foreach ((DefId closure, ImmutableArray<CapturedPlace> captures) in new List<KeyValuePair<DefId, ImmutableArray<CapturedPlace>>>(_results.Captures))
        {
            ImmutableArray<CapturedPlace>.Builder written = ImmutableArray.CreateBuilder<CapturedPlace>(captures.Length);
            foreach (CapturedPlace capture in captures)
            {
                written.Add(folder.Write(capture));
            }
            _results.Captures[closure] = written.MoveToImmutable();
        }
        foreach ((HirId id, WrittenType written) in new List<KeyValuePair<HirId, WrittenType>>(_results.UserTypes))
        {
            _results.UserTypes[id] = written with
            {
                Ty = folder.AsWritten(written.Ty),
                Args = written.Args is null ? null : folder.AsWritten(written.Args),
            };
        }
        foreach ((DefId closure, ImmutableArray<WrittenType> sig) in new List<KeyValuePair<DefId, ImmutableArray<WrittenType>>>(_results.WrittenClosureSigs))
        {
            ImmutableArray<WrittenType>.Builder written = ImmutableArray.CreateBuilder<WrittenType>(sig.Length);
            foreach (WrittenType part in sig)
            {
                written.Add(part with { Ty = folder.AsWritten(part.Ty) });
            }
            _results.WrittenClosureSigs[closure] = written.MoveToImmutable();
        }
        for (int i = 0; i < _results.StalledObligations.Count; i++)
        {
            StalledObligation stalled = _results.StalledObligations[i];
            _results.StalledObligations[i] = stalled with { Obligation = stalled.Obligation.With(folder.Fold(_inference.Resolve(stalled.Obligation.Predicate))) };
        }
        WriteHiddenTypes(folder);
    }

    /// <summary>An item with an error may give a body that has none a type that is none.</summary>
    internal void TaintIfError(Ty ty)
    {
        if (_results.Tainted is null && ErrorFinder.Find(ty) is { } reported)
        {
            Taint(reported);
        }
    }

    private void TaintIfError(Predicate predicate)
    {
        if (_results.Tainted is null && ErrorFinder.Find(predicate) is { } reported)
        {
            Taint(reported);
        }
    }

    private void WriteHiddenTypes(WriteBackFolder folder)
    {
        foreach ((DefId opaque, (Ty variable, GenericArgs args)) in _opaques)
        {
            // The function's early parameters are the opaque type's first ones, by the same numbers; late-bound lifetimes are
            // erased here and found again by the borrow checker.
            _results.HiddenTypes[opaque] = folder.Write(variable);
        }
    }

    /// <summary>Replaces inference variables by what they became, in the shared interner; what is still unknown is E0282.</summary>
    private sealed class WriteBackFolder(BodyChecker checker) : TypeFolder(checker.Types)
    {
        private bool _keepsRegions;
        private bool _erasesInferred;

        public Ty Write(Ty ty)
        {
            _keepsRegions = false;
            return Fold(ty);
        }

        public Ty KeepingRegions(Ty ty)
        {
            _keepsRegions = true;
            return Fold(ty);
        }

        public FnSig KeepingRegions(FnSig sig)
        {
            _keepsRegions = true;
            return Fold(sig);
        }

        /// <summary>Regions that the user wrote stay; those of what was inferred are for the borrow checker to find.</summary>
        public Ty AsWritten(Ty ty)
        {
            (_keepsRegions, _erasesInferred) = (true, true);
            Ty written = Fold(ty);
            _erasesInferred = false;
            return written;
        }

        /// <inheritdoc cref="AsWritten(Ty)"/>
        public GenericArgs AsWritten(GenericArgs args)
        {
            (_keepsRegions, _erasesInferred) = (true, true);
            GenericArgs written = Fold(args);
            _erasesInferred = false;
            return written;
        }

        public override Ty Fold(Ty ty)
        {
            bool isInferred = ty is Ty.Infer;
            ty = checker.Shallow(ty);
            if (ty is not Ty.Infer variable)
            {
                if (ty is Ty.Closure closure)
                {
                    return checker.WithParamsInFuture((Ty.Closure)SuperFold(closure), Interner);
                }
                if (!isInferred || !_erasesInferred)
                {
                    return SuperFold(ty);
                }
                bool kept = _keepsRegions;
                _keepsRegions = false;
                Ty inferred = SuperFold(ty);
                _keepsRegions = kept;
                return inferred;
            }
            return Interner.ErrorTy(checker._results.Tainted ?? checker.Taint(TypeckErrors.CannotInfer(checker, checker.Inference.OriginOf(variable))));
        }

        public override Region Fold(Region region)
        {
            if (region is Region.Bound)
            {
                return region;
            }
            if (_erasesInferred && region is Region.Var)
            {
                return Interner.Common.Erased;
            }
            region = checker.Inference.Shallow(region);
            return _keepsRegions && region is not Region.Var ? region : Interner.Common.Erased;
        }

        public override Const Fold(Const constant)
        {
            constant = checker.Inference.Shallow(constant);
            return constant is Const.Infer
                ? Interner.ErrorConst(checker._results.Tainted ?? checker.Taint(TypeckErrors.CannotInfer(checker, checker._results.OwnerSpan(checker.Context))))
                : SuperFold(constant);
        }

        protected override bool ShouldSkip(Interned value) =>
            (value.Flags & (TypeFlags.BodyLocal | (_keepsRegions ? TypeFlags.None : TypeFlags.HasFreeRegions))) == 0;

        public void Write(TypeckResults.NodeData? node)
        {
            if (node is null)
            {
                return;
            }
            _keepsRegions = false;
            if (!node.Adjustments.IsDefault)
            {
                ImmutableArray<Adjustment>.Builder adjustments = ImmutableArray.CreateBuilder<Adjustment>(node.Adjustments.Length);
                foreach (Adjustment adjustment in node.Adjustments)
                {
                    adjustments.Add(adjustment with { Target = Fold(adjustment.Target) });
                }
                node.Adjustments = adjustments.MoveToImmutable();
            }
            node.Args = node.Args is null ? null : Fold(node.Args);
            node.PatAdjustments = WriteAll(node.PatAdjustments);
            node.FieldTypes = WriteAll(node.FieldTypes);
            if (!node.OffsetOfPath.IsDefault)
            {
                ImmutableArray<(Ty, VariantIdx, FieldIdx)>.Builder path = ImmutableArray.CreateBuilder<(Ty, VariantIdx, FieldIdx)>();
                foreach ((Ty container, VariantIdx variant, FieldIdx field) in node.OffsetOfPath)
                {
                    path.Add((Fold(container), variant, field));
                }
                node.OffsetOfPath = path.ToImmutable();
            }
        }

        public CapturedPlace Write(CapturedPlace capture)
        {
            _keepsRegions = false;
            ImmutableArray<CaptureProjection>.Builder projections = ImmutableArray.CreateBuilder<CaptureProjection>(capture.Projections.Length);
            foreach (CaptureProjection projection in capture.Projections)
            {
                projections.Add(projection with { Ty = Fold(projection.Ty) });
            }
            return capture with { PlaceTy = Fold(capture.PlaceTy), Projections = projections.MoveToImmutable() };
        }

        private ImmutableArray<Ty> WriteAll(ImmutableArray<Ty> types)
        {
            if (types.IsDefaultOrEmpty)
            {
                return types;
            }
            ImmutableArray<Ty>.Builder written = ImmutableArray.CreateBuilder<Ty>(types.Length);
            foreach (Ty ty in types)
            {
                written.Add(Fold(ty));
            }
            return written.MoveToImmutable();
        }
    }
}
