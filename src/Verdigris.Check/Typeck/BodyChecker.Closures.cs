using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>
/// Closure expressions. Their signature is deduced from what is expected of them (a bound <c>F: Fn(A) -&gt; B</c>, a function
/// pointer), merged with what is written; their kind and captures are found after the body around them is checked. [expr.closure]
/// </summary>
internal sealed partial class BodyChecker
{
    private readonly List<HirExpr.Closure> _closures = [];

    private Ty CheckClosure(HirExpr.Closure expr, Expectation expected)
    {
        if (expr.Kind != HirClosureKind.Closure)
        {
            return CheckAsyncBlock(expr, expected);
        }
        (Binder<FnSig>? deduced, ClosureKind? kind) = DeduceClosure(expected);
        Binder<FnSig> sig = SignatureOf(expr, deduced);
        GenericArgs parent = _context.IdentityArgsOf(_owner);
        Ty kindTy = kind is { } known ? KindTyOf(known) : _inference.NewTyVar(expr.Span);
        Ty upvars = _inference.NewTyVar(expr.Span);
        FnSig tupled = Types.FnSig([Types.Tuple(sig.Value.Inputs)], sig.Value.Output, isVariadic: false, isUnsafe: false, s_rustCall);
        Ty sigTy = Types.FnPtr(new Binder<FnSig>(tupled, sig.Vars));
        Ty closure = Types.Closure(expr.Def, Types.Args([.. parent.AsSpan(), kindTy, sigTy, upvars]));
        _closures.Add(expr);
        CheckNestedBody(expr, LiberatedSig(expr.Def, sig));
        return closure;
    }

    private static readonly Base.Interning.Symbol s_rustCall = Base.Interning.Symbol.Intern("rust-call");

    private void CheckNestedBody(HirExpr.Closure expr, FnSig sig)
    {
        FnScope fn = _fn;
        bool diverges = _diverges;
        _diverges = false;
        sig = Normalize(sig, expr.Span);
        _results.FnSigs[expr.Def] = sig;
        foreach (HirParam param in expr.Body.Params)
        {
            DeclareBindings(param.Pat);
        }
        CheckFnBody(expr.Body, sig, sig.Output);
        _fn = fn;
        _diverges = diverges;
    }

    internal Ty KindTyOf(ClosureKind kind) => kind switch
    {
        ClosureKind.Fn => Common.I8,
        ClosureKind.FnMut => Common.I16,
        ClosureKind.FnOnce => Common.I32,
    };

    /// <summary>What the expected type says of the closure: its signature and its kind.</summary>
    private (Binder<FnSig>? Sig, ClosureKind? Kind) DeduceClosure(Expectation expected)
    {
        if (expected.Ty is not { } hint)
        {
            return (null, null);
        }
        Ty ty = TryStructurallyResolve(hint);
        switch (ty)
        {
            case Ty.FnPtr pointer:
                return (pointer.Sig, ClosureKind.Fn);
            case Ty.Infer { Kind: InferKind.General } variable:
                return DeduceFromObligations(variable);
            case Ty.Alias { Kind: AliasKind.Opaque } opaque:
                return DeduceFromBounds(InstantiatedBounds(opaque), opaque);
            case Ty.Dynamic dynamic:
            {
                List<Predicate> bounds = [];
                foreach (ExistentialPredicate bound in dynamic.Predicates)
                {
                    bounds.Add(_solver.OfSelf(bound, dynamic));
                }
                return DeduceFromBounds(bounds, dynamic);
            }
            default:
                return (null, null);
        }
    }

    private List<Predicate> InstantiatedBounds(Ty.Alias alias)
    {
        List<Predicate> bounds = [];
        foreach (SpannedPredicate bound in _context.ItemBoundsOf(alias.Def).Own)
        {
            bounds.Add(Types.Instantiate(bound.Predicate, alias.Args));
        }
        return bounds;
    }

    private (Binder<FnSig>? Sig, ClosureKind? Kind) DeduceFromObligations(Ty.Infer variable)
    {
        List<Predicate> about = [];
        foreach (Obligation obligation in _fulfillment.PendingObligations())
        {
            Predicate predicate = _inference.Resolve(obligation.Predicate);
            if (SelfOf(predicate) is Ty.Infer self && _inference.SameVar(self.Id, variable.Id))
            {
                about.Add(predicate);
            }
        }
        return DeduceFromBounds(Elaborator.Elaborate(_context, about), variable);
    }

    private Ty? SelfOf(Predicate predicate) => predicate switch
    {
        Predicate.Trait it => Shallow(it.TraitRef.SelfTy),
        Predicate.Projection it => Shallow(it.Alias.Args.TypeAt(0)),
        _ => null,
    };

    private (Binder<FnSig>? Sig, ClosureKind? Kind) DeduceFromBounds(List<Predicate> bounds, Ty self)
    {
        Binder<FnSig>? sig = null;
        ClosureKind? kind = null;
        foreach (Predicate bound in bounds)
        {
            switch (bound)
            {
                case Predicate.Trait it when _context.LangItemOf(it.TraitRef.Trait) is LangItem.Fn or LangItem.FnMut or LangItem.FnOnce:
                {
                    ClosureKind of = _context.LangItemOf(it.TraitRef.Trait) switch
                    {
                        LangItem.Fn => ClosureKind.Fn,
                        LangItem.FnMut => ClosureKind.FnMut,
                        _ => ClosureKind.FnOnce,
                    };
                    kind = kind is null || of < kind ? of : kind;
                    sig ??= SigFromInputs(it.TraitRef.Args.TypeAt(1), null, it.Vars);
                    break;
                }
                case Predicate.Trait it when _context.LangItemOf(it.TraitRef.Trait) is LangItem.AsyncFn or LangItem.AsyncFnMut or LangItem.AsyncFnOnce:
                    sig ??= SigFromInputs(it.TraitRef.Args.TypeAt(1), null, it.Vars);
                    break;
                case Predicate.Projection it when it.Alias.Def == _context.LangItem(LangItem.FnOnceOutput):
                    sig = SigFromInputs(it.Alias.Args.TypeAt(1), it.Term, it.Vars) ?? sig;
                    break;
            }
        }
        return (sig, kind);
    }

    private Binder<FnSig>? SigFromInputs(Ty inputs, Ty? output, BoundVars vars)
    {
        if (Shallow(inputs) is not Ty.Tuple tuple)
        {
            return null;
        }
        Ty result = output ?? _inference.NewTyVar();
        return new Binder<FnSig>(Types.FnSig(tuple.Elements.AsSpan(), result, isVariadic: false, isUnsafe: false, s_rust), vars);
    }

    /// <summary>What is written, completed by what was deduced.</summary>
    private Binder<FnSig> SignatureOf(HirExpr.Closure expr, Binder<FnSig>? deduced)
    {
        ImmutableArray<HirTy> inputs = expr.Decl.Inputs;
        if (deduced is { } expected && expected.Value.Inputs.Length != inputs.Length)
        {
            Taint(TypeckErrors.ClosureArgCount(this, expr, expected.Value.Inputs.Length, inputs.Length));
            deduced = null;
        }
        bool isAnnotated = expr.Decl.Output is not null;
        foreach (HirTy input in inputs)
        {
            isAnnotated |= input is not HirTy.Infer;
        }
        if (deduced is { } known && !isAnnotated)
        {
            return known;
        }
        // Written lifetimes make the binder; where nothing is written the deduced types are taken with their regions erased.
        _lowerer.Scopes.Push(expr.BoundParams);
        Ty[] types = new Ty[inputs.Length];
        for (int i = 0; i < types.Length; i++)
        {
            types[i] = inputs[i] is HirTy.Infer ? _inference.NewTyVar(inputs[i].Span) : _lowerer.Lower(inputs[i]);
        }
        Ty output = expr.Decl.Output is null ? _inference.NewTyVar(expr.DeclSpan) : _lowerer.Lower(expr.Decl.Output);
        _lowerer.Scopes.Pop();
        Binder<FnSig> written = new(
            Types.FnSig(types, output, isVariadic: false, isUnsafe: false, s_rust), BinderScopes.VarsOf(Types, expr.BoundParams));
        RecordWrittenSig(expr, Types.EraseLateBound(written));
        if (deduced is not { } hints)
        {
            return written;
        }
        FnSig openWritten = Types.EraseLateBound(written);
        FnSig openHints = Normalize(Types.EraseLateBound(hints), expr.Span);
        bool agrees = true;
        for (int i = 0; i < types.Length; i++)
        {
            if (!_inference.TryEquate(openWritten.Inputs[i], openHints.Inputs[i]))
            {
                agrees = false;
            }
        }
        if (agrees)
        {
            _inference.TryEquate(openWritten.Output, openHints.Output);
        }
        // Where the two agree, the deduced signature knows which regions are bound.
        return agrees ? hints : written;
    }

    private void RecordWrittenSig(HirExpr.Closure expr, FnSig sig)
    {
        ImmutableArray<WrittenType>.Builder written = ImmutableArray.CreateBuilder<WrittenType>(sig.InputsAndOutput.Count);
        for (int i = 0; i < sig.InputsAndOutput.Count; i++)
        {
            SourceSpan span = i < expr.Decl.Inputs.Length ? expr.Decl.Inputs[i].Span : expr.Decl.Output?.Span ?? expr.DeclSpan;
            written.Add(new WrittenType(sig.InputsAndOutput[i], default, null, span));
        }
        _results.WrittenClosureSigs[expr.Def] = written.MoveToImmutable();
    }
}
