using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Syntax.Lexing;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>
/// Type-checks one body together with the closures in it: from HIR to <see cref="TypeckResults"/>.
/// <para>
/// Bidirectional: an expression is checked under an expectation that is only a hint, and coerced where the language has a
/// coercion site. Obligations are collected and worked off as inference learns more; what is left at the end falls back
/// (integers, floats, diverging expressions) or is an error. Regions are not looked at: the borrow checker does that on MIR.
/// </para>
/// <para>Requires: names resolved. Establishes: every node has a type without inference variables, or the results are tainted.</para>
/// </summary>
internal sealed partial class BodyChecker
{
    private readonly TypeContext _context;
    private readonly LocalCrateFacts _crate;
    private readonly Inference _inference;
    private readonly TraitSolver _solver;
    private readonly Fulfillment _fulfillment;
    private readonly BodyTypeLowerer _lowerer;
    private readonly TypeckResults _results;
    private readonly List<HirInlineAsm> _inlineAsm = [];
    private readonly DefId _owner;
    private readonly DefId _hirOwner;
    private readonly DefId _module;
    private readonly ParamEnv _env;
    private readonly Dictionary<HirId, BreakScope> _breakScopes = [];
    private readonly Dictionary<DefId, (Ty Variable, GenericArgs Args)> _opaques = [];
    private readonly List<Ty> _divergingFallbacks = [];
    private FnScope _fn;
    private HirExpr? _fnBody;
    private bool _diverges;
    private int _depth;

    private BodyChecker(TypeContext context, LocalCrateFacts crate, DefId owner, HirBody body)
    {
        _inference = new Inference(context) { KeepsProjections = true };
        _context = _inference.Context;
        _crate = crate;
        _owner = owner;
        _hirOwner = crate.HirOwnerOf(owner);
        _module = context.Crates.ModuleOf(owner);
        _solver = new TraitSolver(_inference) { BodyInProgress = owner };
        _fulfillment = new Fulfillment(_solver);
        _results = new TypeckResults(owner, body.NodeCount);
        _env = context.ParamEnvOf(crate.EnvOwnerOf(owner));
        _lowerer = new BodyTypeLowerer(this, _context, crate, owner);
        _fn = new FnScope(owner, _context.Common.Unit, null);
    }

    internal TypeInterner Types => _inference.Types;

    internal CommonTypes Common => _inference.Types.Common;

    internal Inference Inference => _inference;

    private DiagnosticSink Sink => _context.Diagnostics;

    /// <summary>Checks the body of a function, constant, static or anonymous constant.</summary>
    public static TypeckResults Check(TypeContext context, LocalCrateFacts crate, DefId def)
    {
        HirBody? body = crate.BodyOf(def);
        if (body is null)
        {
            return new TypeckResults(def, 0);
        }
        BodyChecker checker = new(context, crate, def, body);
        checker.CheckOwnBody(body);
        TypeckResults results = checker.Finish();
        if (results.Tainted is null)
        {
            Patterns.PatternChecker.Check(context, results, checker._env, body);
            Unsafety.UnsafetyChecker.Check(context, crate, results, body);
        }
        return results;
    }

    private void CheckOwnBody(HirBody body)
    {
        if (_crate.HirSigOf(_owner) is { } sig)
        {
            FnSig lowered = LiberatedSig(_owner, _context.FnSigOf(_owner));
            lowered = Normalize(lowered, sig.Span);
            _results.FnSigs[_owner] = lowered;
            Ty output = lowered.Output is Ty.Dynamic
                ? ErrorTy(TypeckErrors.ReturnsTraitObject(this, sig.Decl.OutputSpan))
                : ReplaceOpaques(lowered.Output, sig.Decl.OutputSpan);
            CheckFnBody(body, lowered, output);
            return;
        }
        Ty expected = Normalize(_context.TypeOf(_owner), body.Value.Span);
        RequireSized(expected, body.Value.Span, CauseCode.Misc.Instance);
        _fn = new FnScope(_owner, expected, null);
        CheckCoercible(body.Value, expected);
    }

    /// <summary>A signature as its own body sees it: late-bound lifetimes are parameters that mean something there.</summary>
    private FnSig LiberatedSig(DefId def, Binder<FnSig> sig) =>
        Types.Open(sig, index => Types.LateParam(def, index, sig.Vars[index]));

    private void CheckFnBody(HirBody body, FnSig sig, Ty output)
    {
        CoerceMany returns = new(output) { IsOfReturn = true };
        ReadOnlySpan<Ty> inputs = sig.Inputs;
        bool isCoroutine = _crate.Hir.NodeOf(body.Owner) is HirNode.Closure { Value.Kind: not HirClosureKind.Closure };
        _fn = new FnScope(body.Owner, output, returns, isCoroutine ? inputs[0] : null);
        for (int i = 0; i < body.Params.Length && i < inputs.Length; i++)
        {
            HirParam param = body.Params[i];
            CheckPatTop(param.Pat, inputs[i], param.TySpan, null);
            RequireSized(inputs[i], param.Pat.Span, CauseCode.SizedArgument.Instance);
            _results.SetType(param.Id, inputs[i]);
            RememberOrigin(param.Pat, param.TySpan, " parameter type");
        }
        SourceSpan outputSpan = _crate.HirSigOf(body.Owner) is { Decl.OutputSpan: { Hi: var hi, Lo: var lo } declared } && hi > lo ? declared : body.Value.Span;
        RequireSized(output, outputSpan, CauseCode.SizedReturn.Instance);
        _fnBody = body.Value;
        CheckReturnValue(body.Value, returns);
        Ty actual = returns.Complete(this);
        if (!actual.IsNever && !_inference.TryEquate(output, actual))
        {
            Mismatched(body.Value.Span, output, actual);
        }
    }

    private void CheckReturnValue(HirExpr value, CoerceMany returns)
    {
        Ty ty = CheckWithHint(value, returns.Expected);
        (SourceSpan span, MismatchCause cause) = CauseOfReturn(value, returns.Expected);
        returns.Coerce(this, value, ty, span, cause);
    }

    /// <summary>Where and why a body's value does not fit: at the value, or at the declared type if there is no value.</summary>
    private (SourceSpan Span, MismatchCause Cause) CauseOfReturn(HirExpr value, Ty expected)
    {
        bool isAsyncBody = _crate.IsAsyncFnBody(_fn.Def);
        if (_fn.Def != _owner && !isAsyncBody || _crate.HirSigOf(_owner) is not { Decl: var decl })
        {
            return (SpanForMismatch(value), MismatchCause.None.Instance);
        }
        if (isAsyncBody)
        {
            // What is written as the result is that of the future.
            bool isWritten = decl.OutputSpan.Hi > decl.OutputSpan.Lo;
            return (SpanForMismatch(value), isWritten && IsValue(value)
                ? new MismatchCause.ReturnValue(decl.OutputSpan, IsImplicitUnit: false, MaySuggestType: false)
                : MismatchCause.None.Instance);
        }
        if (value == _fnBody && decl.Output is not null && value is HirExpr.Block { Value: { Expr: null } block })
        {
            return (decl.OutputSpan, new MismatchCause.NoTail(_context.Crates.SpanOf(_owner), RemovableSemicolon(block, expected)));
        }
        bool isMain = _context.ParentOf(_owner) is { Index: 0 } && _context.Crates.NameOf(_owner).Text == "main";
        SourceSpan written = decl.Output is null && isMain ? default : decl.OutputSpan;
        return (SpanForMismatch(value), new MismatchCause.ReturnValue(written, decl.Output is null, MaySuggestType: !isMain));
    }

    /// <summary>Not a block that falls off its end.</summary>
    private static bool IsValue(HirExpr value)
    {
        while (value is HirExpr.Block { Value.Expr: { } tail })
        {
            value = tail is HirExpr.DropTemps dropped ? dropped.Inner : tail;
        }
        return value is not HirExpr.Block;
    }

    /// <summary>The semicolon behind the last statement, if its value is of the wanted type.</summary>
    private SourceSpan RemovableSemicolon(HirBlock block, Ty expected)
    {
        if (block.Stmts.Length == 0 || block.Stmts[^1] is not HirStmt.Semi { Value: var last } stmt || _results.TryTypeOf(last.Id) is not { } ty
            || Shallow(ty) is Ty.Error or Ty.Infer { Kind: InferKind.General } or Ty.Never || !_inference.CanEquate(expected, ty) || !last.Span.Context.IsRoot)
        {
            return default;
        }
        return new SourceSpan(last.Span.Hi, stmt.Span.Hi, last.Span.Context);
    }

    /// <summary>
    /// Return-position <c>impl Trait</c> is inferred here, in the function that defines it: a variable stands for the hidden
    /// type, and must satisfy the bounds.
    /// </summary>
    private Ty ReplaceOpaques(Ty ty, SourceSpan span) =>
        (ty.Flags & TypeFlags.HasAlias) == 0 ? ty : new OpaqueReplacer(this, span).Fold(ty);

    private sealed class OpaqueReplacer(BodyChecker checker, SourceSpan span) : TypeFolder(checker.Types)
    {
        public override Ty Fold(Ty ty)
        {
            if (ty is not Ty.Alias opaque || !checker.DefinesOpaque(opaque.Def))
            {
                return SuperFold(ty);
            }
            if (checker._opaques.TryGetValue(opaque.Def, out (Ty Variable, GenericArgs Args) known))
            {
                return known.Variable;
            }
            Ty variable = checker._inference.NewTyVar(span);
            checker._opaques.Add(opaque.Def, (variable, opaque.Args));
            foreach (SpannedPredicate bound in checker._context.ItemBoundsOf(opaque.Def).Own)
            {
                checker.TaintIfError(bound.Predicate);
                // The bounds are on the alias; here they are on what it hides.
                Predicate instance = Interner.Instantiate(bound.Predicate, opaque.Args);
                instance = new AliasReplacer(Interner, opaque, variable, this).Fold(instance);
                List<Obligation> nested = [];
                ObligationCause cause = new(span, new CauseCode.ItemBound(opaque.Def, bound.Span));
                instance = checker._solver.NormalizePredicate(instance, checker._env, cause, nested);
                checker._fulfillment.Register(nested);
                checker._fulfillment.Register(new Obligation(instance, checker._env, cause));
            }
            return variable;
        }

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasAlias) == 0;
    }

    private sealed class AliasReplacer(TypeInterner types, Ty.Alias alias, Ty by, OpaqueReplacer others) : TypeFolder(types)
    {
        public override Ty Fold(Ty ty) =>
            ty is Ty.Alias opaque && opaque.Def == alias.Def ? by
            : ty is Ty.Alias { Kind: AliasKind.Opaque } ? others.Fold(ty)
            : SuperFold(ty);

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasAlias) == 0;
    }

    private bool DefinesOpaque(DefId opaque) =>
        opaque.Crate == _owner.Crate && _crate.Hir.NodeOf(opaque) is HirNode.OpaqueTy node && node.Value.ParentFn == _owner;

    internal Ty Resolve(Ty ty) => _inference.Resolve(ty);

    internal Ty Shallow(Ty ty) => _inference.Shallow(ty);

    /// <summary>The type with pending obligations worked off, for where the program's meaning depends on it; E0282 if unknown.</summary>
    private Ty StructurallyResolved(Ty ty, SourceSpan span)
    {
        ty = TryStructurallyResolve(ty);
        if (!ty.IsTyVar)
        {
            return ty;
        }
        Ty error = ErrorTy(TypeckErrors.CannotInfer(this, span));
        _inference.TryEquate(ty, error);
        return error;
    }

    /// <summary>
    /// As <see cref="StructurallyResolved"/>, but an unknown type is no error. Parts that are unknown count too: what a pending
    /// projection is decides which method <c>Option&lt;_&gt;</c> has.
    /// </summary>
    private Ty TryStructurallyResolve(Ty ty)
    {
        ty = Resolve(ty);
        if (ty.HasInfer)
        {
            SelectWherePossible();
            ty = Resolve(ty);
        }
        return ty;
    }

    internal void SelectWherePossible()
    {
        foreach (FulfillmentError error in _fulfillment.SelectWherePossible())
        {
            Taint(ReportUnfulfilled(error));
        }
    }

    private ErrorReported ReportUnfulfilled(FulfillmentError error)
    {
        // That a projection has no value is the same finding as that its trait does not hold.
        if (error.Kind == FulfillmentErrorKind.Unimplemented && !_unfulfilled.Add((_inference.Resolve(error.Leaf.Predicate), error.Root.Cause.Span)))
        {
            return DiagnosticSink.Promise();
        }
        return FulfillmentErrors.Report(
            new ErrorScope(_context, _inference, _owner) { IsInBody = true, Function = FunctionAround(error.Root.Cause.Span) }, error, ArgumentBehind(error));
    }

    /// <summary>The innermost closure or block in whose code a span is: obligations are often decided only when its check is over.</summary>
    private DefId FunctionAround(SourceSpan span)
    {
        HirExpr.Closure? innermost = null;
        foreach (HirExpr.Closure closure in _closures)
        {
            if (closure.Body.Value.Span.Contains(span) && (innermost is null || innermost.Body.Value.Span.Contains(closure.Body.Value.Span)))
            {
                innermost = closure;
            }
        }
        return innermost?.Def ?? _owner;
    }

    private readonly HashSet<(Predicate, SourceSpan)> _unfulfilled = [];

    internal Ty Normalize(Ty ty, SourceSpan span)
    {
        if (!ty.HasProjection)
        {
            return ty;
        }
        List<Obligation> obligations = [];
        Ty normal = _solver.Normalize(ty, _env, new ObligationCause(span), obligations);
        _fulfillment.Register(obligations);
        return normal;
    }

    internal FnSig Normalize(FnSig sig, SourceSpan span)
    {
        if (!sig.HasProjection)
        {
            return sig;
        }
        List<Obligation> obligations = [];
        FnSig normal = _solver.Normalize(sig, _env, new ObligationCause(span), obligations);
        _fulfillment.Register(obligations);
        return normal;
    }

    internal GenericArgs Normalize(GenericArgs args, SourceSpan span)
    {
        if (!args.HasProjection)
        {
            return args;
        }
        List<Obligation> obligations = [];
        GenericArgs normal = _solver.Normalize(args, _env, new ObligationCause(span), obligations);
        _fulfillment.Register(obligations);
        return normal;
    }

    internal void Register(Predicate predicate, SourceSpan span, CauseCode code) =>
        _fulfillment.Register(new Obligation(predicate, _env, new ObligationCause(span, code)));

    private void RequireTrait(LangItem trait, Ty ty, SourceSpan span, CauseCode code)
    {
        DefId def = _context.LangItem(trait);
        if (def.IsSome)
        {
            Register(Types.TraitPredicate(Types.TraitRef(def, ty)), span, code);
        }
    }

    private void RequireSized(Ty ty, SourceSpan span, CauseCode code)
    {
        if (Shallow(ty) is not (Ty.Primitive { Kind: not PrimTy.Str } or Ty.Ref or Ty.Error))
        {
            RequireTrait(LangItem.Sized, ty, span, code);
        }
    }

    /// <summary>The where clauses of an item that is used with some arguments must hold.</summary>
    private void RequireItemBounds(DefId item, GenericArgs args, SourceSpan span)
    {
        List<Obligation> obligations = [];
        _solver.AddItemObligations(item, args, _env, span, obligations);
        _fulfillment.Register(obligations);
    }

    private Ty ErrorTy(ErrorReported reported)
    {
        Taint(reported);
        return Types.ErrorTy(reported);
    }

    internal ErrorReported Taint(ErrorReported reported)
    {
        _results.Tainted ??= reported;
        return reported;
    }

    internal ErrorReported Report(Diagnostic diagnostic) => Taint(Sink.Report(diagnostic));

    internal ErrorReported Mismatched(SourceSpan span, Ty expected, Ty found, MismatchCause? cause = null) =>
        Taint(MismatchedTypes.Report(this, span, Resolve(expected), Resolve(found), cause ?? MismatchCause.None.Instance));

    internal LocalCrateFacts Crate => _crate;

    internal DefId Owner => _owner;

    internal string Print(Interned value) => new Verdigris.Types.Printing.TyPrinter(_context).Print(value);

    /// <summary>A value's type: lifetimes of a body are not known yet, so none is shown.</summary>
    internal string PrintValueType(Ty ty) => Print(Types.EraseRegions(ty));

    /// <summary>A type of the body without its lifetimes.</summary>
    internal Ty ErasedType(Ty ty) => Types.EraseRegions(Resolve(ty));

    /// <summary>A definition's name as messages put it.</summary>
    internal string PathOf(DefId def) => new Verdigris.Types.Printing.TyPrinter(_context).PrintPath(def);

    internal TypeContext Context => _context;

    internal Edition Edition => _crate.Edition switch
    {
        >= 2024 => Edition.E2024,
        >= 2021 => Edition.E2021,
        >= 2018 => Edition.E2018,
        _ => Edition.E2015,
    };

    internal DiagnosticSink Diagnostics => Sink;

    /// <summary>The function or closure whose code is being checked.</summary>
    /// <param name="ResumeTy">In a coroutine: what a suspension point gives.</param>
    private sealed record FnScope(DefId Def, Ty Output, CoerceMany? Returns, Ty? ResumeTy = null);

    /// <summary>A loop or labelled block; <see cref="Values"/> is null for loops that have no value.</summary>
    private sealed class BreakScope(CoerceMany? values)
    {
        public CoerceMany? Values { get; } = values;

        public bool MayBreak { get; set; }
    }
}
