using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Traits;

/// <summary><c>Fn</c>, <c>FnMut</c> and <c>FnOnce</c> of functions, function pointers and closures. [types.closure.call]</summary>
public sealed partial class TraitSolver
{
    private void AssembleFn(LangItem trait, Ty self, List<Candidate> candidates, ref bool isAmbiguous)
    {
        switch (self)
        {
            case Ty.Closure closure:
                ClosureKind wanted = KindOf(trait);
                if (Inference.Shallow(closure.KindTy) is Ty.Primitive known)
                {
                    ClosureKind kind = known.Kind switch
                    {
                        PrimTy.I8 => ClosureKind.Fn,
                        PrimTy.I16 => ClosureKind.FnMut,
                        _ => ClosureKind.FnOnce,
                    };
                    if (kind <= wanted)
                    {
                        candidates.Add(new Candidate(CandidateKind.Closure));
                    }
                }
                else if (wanted == ClosureKind.FnOnce)
                {
                    candidates.Add(new Candidate(CandidateKind.Closure));
                }
                else
                {
                    // What the closure does with its captures is not known yet.
                    isAmbiguous = true;
                }
                break;
            case Ty.FnPtr { Sig.Value: { IsUnsafe: false, IsVariadic: false } }:
                candidates.Add(new Candidate(CandidateKind.Function));
                break;
            case Ty.FnDef def:
                FnSig sig = Context.FnSigOf(def.Def).Value;
                if (!sig.IsUnsafe && !sig.IsVariadic)
                {
                    candidates.Add(new Candidate(CandidateKind.Function));
                }
                break;
        }
    }

    private static ClosureKind KindOf(LangItem trait) => trait switch
    {
        LangItem.Fn or LangItem.AsyncFn => ClosureKind.Fn,
        LangItem.FnMut or LangItem.AsyncFnMut => ClosureKind.FnMut,
        _ => ClosureKind.FnOnce,
    };

    private ImplSource? ConfirmFn(Obligation obligation, Predicate.Trait goal, CandidateKind kind, List<Obligation> nested)
    {
        Ty self = Inference.Shallow(goal.TraitRef.SelfTy);
        FnSig? sig = CallableSig(self, obligation, nested);
        if (sig is null)
        {
            return null;
        }
        Ty inputs = TupledInputs(self, sig);
        if (Context.LangItemOf(goal.TraitRef.Trait) is LangItem.AsyncFn or LangItem.AsyncFnMut or LangItem.AsyncFnOnce)
        {
            // Whatever returns a future is an async function. [RFC 3668]
            nested.Add(obligation.Nested(Types.TraitPredicate(Types.TraitRef(Context.LangItem(LangItem.Future), sig.Output))));
        }
        return Inference.Equate(goal.TraitRef.Args.TypeAt(1), inputs).IsOk
            ? new ImplSource.Builtin(kind == CandidateKind.Closure ? BuiltinKind.Closure : BuiltinKind.Function, nested)
            : null;
    }

    /// <summary>A closure's signature has one tuple already; a function's parameters become one.</summary>
    private Ty TupledInputs(Ty self, FnSig sig) => self is Ty.Closure ? sig.Inputs[0] : Types.Tuple(sig.Inputs);

    /// <summary>The signature of something callable with its bound regions opened; null when it is not known yet.</summary>
    private FnSig? CallableSig(Ty self, Obligation obligation, List<Obligation> nested)
    {
        switch (self)
        {
            case Ty.Closure closure:
                return Inference.Shallow(closure.SigTy) is Ty.FnPtr closureSig ? Inference.OpenExistentially(closureSig.Sig) : null;
            case Ty.FnPtr pointer:
                return Inference.OpenExistentially(pointer.Sig);
            case Ty.FnDef def:
                FnSig sig = Inference.OpenExistentially(Types.Instantiate(Context.FnSigOf(def.Def), def.Args));
                return Normalize(sig, obligation.Env, obligation.Cause, nested);
            default:
                return null;
        }
    }
}
