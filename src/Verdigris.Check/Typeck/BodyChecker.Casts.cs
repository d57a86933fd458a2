using System.Collections.Generic;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary><c>e as T</c>. Decided after inference, because the operand's type may become known late. [expr.as]</summary>
internal sealed partial class BodyChecker
{
    private readonly List<(HirExpr.Cast Expr, Ty From, Ty To)> _deferredCasts = [];

    private Ty CheckCast(HirExpr.Cast expr)
    {
        Ty to = _lowerer.LowerAndNormalize(expr.Ty);
        RecordUserType(expr.Ty.Id, to, expr.Ty.Span);
        Ty from = Check(expr.Operand, new Expectation(ExpectationKind.CastableTo, to));
        if (Shallow(from) is Ty.Error || Shallow(to) is Ty.Error)
        {
            return to;
        }
        if (Shallow(to) is Ty.Dynamic or Ty.Slice)
        {
            // Nothing more can be learned that would make it right.
            return ErrorTy(TypeckErrors.CastToUnsized(this, expr, Resolve(from), Resolve(to)));
        }
        _deferredCasts.Add((expr, from, to));
        return to;
    }

    private void CheckDeferredCasts()
    {
        // A cast may make a type known that another one waits for.
        for (int i = 0; i < _deferredCasts.Count; i++)
        {
            (HirExpr.Cast expr, Ty from, Ty to) = _deferredCasts[i];
            CheckCast(expr, TryStructurallyResolve(from), TryStructurallyResolve(to));
        }
        _deferredCasts.Clear();
    }

    private void CheckCast(HirExpr.Cast expr, Ty from, Ty to)
    {
        if (from is Ty.Error || to is Ty.Error)
        {
            return;
        }
        if (to is not (Ty.RawPtr or Ty.Infer) && !_solver.MayHold(_env, Types.TraitPredicate(Types.TraitRef(_context.LangItem(LangItem.Sized), to))))
        {
            Taint(TypeckErrors.CastToUnsized(this, expr, Resolve(from), Resolve(to)));
            return;
        }
        if (from.IsIntegral && to is Ty.RawPtr { Pointee: var unknown } && Shallow(unknown).IsTyVar)
        {
            Taint(TypeckErrors.CastToUnknownPointer(this, expr));
            return;
        }
        if (IsNumericCast(from, to) || IsPointerCast(from, to))
        {
            if (from is Ty.RawPtr && to is Ty.RawPtr && AutoTraitAdded((Ty.RawPtr)from, (Ty.RawPtr)to) is { } added)
            {
                Taint(TypeckErrors.CastAddsAutoTrait(this, expr, added));
                return;
            }
            // The two agree already, or differ in the way that the cast bridges.
            if (from == to || !TryCoerce(expr.Operand, from, to))
            {
                return;
            }
            _results.Edit(expr.Id).IsCoercionCast = true;
            return;
        }
        if (TryCoerce(expr.Operand, from, to))
        {
            _results.Edit(expr.Id).IsCoercionCast = true;
            return;
        }
        from = TryStructurallyResolve(from);
        switch (from, to)
        {
            case (Ty.Adt { Def: { IsEnum: true } def }, _) when to.IsIntegral && IsFieldless(def):
                return;
            case (Ty.FnDef or Ty.Closure, Ty.RawPtr or Ty.Primitive { Kind: >= PrimTy.I8 and <= PrimTy.Usize }) when FnPtrOf(from) is { } pointer:
                ApplyFnPtrCoercion(expr.Operand, from, pointer);
                return;
            case (Ty.Ref { Pointee: var pointee } reference, Ty.RawPtr target)
                when (reference.IsMutable || !target.IsMutable) && Shallow(pointee) is Ty.Array array && _inference.TryEquate(target.Pointee, array.Element):
            {
                Ty decayed = Types.RawPtr(array, target.IsMutable);
                AddAdjustment(expr.Operand, new Adjustment(AdjustmentKind.BuiltinDeref.Instance, array));
                AddAdjustment(expr.Operand, new Adjustment(new AdjustmentKind.BorrowRaw(target.IsMutable), decayed));
                return;
            }
            case (Ty.Infer { Kind: InferKind.General }, _):
                Taint(TypeckErrors.CannotInfer(this, expr.Operand.Span));
                return;
            default:
                Taint(TypeckErrors.InvalidCast(this, expr, Resolve(from), Resolve(to)));
                return;
        }
    }

    private static bool IsNumericCast(Ty from, Ty to)
    {
        bool isFromNumber = from.IsNumeric;
        if (to.IsChar)
        {
            return from == to || from is Ty.Primitive { Kind: PrimTy.U8 };
        }
        if (to.IsBool)
        {
            return from.IsBool;
        }
        return to.IsIntegral ? isFromNumber || from.IsBool || from.IsChar : to.IsFloat && isFromNumber;
    }

    private bool IsPointerCast(Ty from, Ty to)
    {
        switch (from, to)
        {
            case (Ty.RawPtr or Ty.FnPtr, _) when to.IsIntegral:
                return from is Ty.FnPtr || IsThin(((Ty.RawPtr)from).Pointee);
            case (_, Ty.RawPtr target) when from.IsIntegral:
                return from is Ty.Infer { Kind: InferKind.Integer } ? _inference.TryEquate(Common.Usize, from) || true : IsThin(target.Pointee);
            case (Ty.FnPtr, Ty.RawPtr target):
                return IsThin(target.Pointee);
            case (Ty.RawPtr source, Ty.RawPtr target):
                return IsPtrToPtr(Shallow(source.Pointee), target);
            default:
                return false;
        }
    }

    private bool IsPtrToPtr(Ty source, Ty.RawPtr target)
    {
        Ty pointee = Shallow(target.Pointee);
        if (pointee.IsTyVar)
        {
            // `p as *const _`: the pointee stays.
            return _inference.TryEquate(pointee, source);
        }
        if (IsThin(pointee))
        {
            return true;
        }
        Ty? sourceMetadata = PointerMetadata.TyOf(_solver, _env, source);
        Ty? targetMetadata = PointerMetadata.TyOf(_solver, _env, pointee);
        return (sourceMetadata, targetMetadata) switch
        {
            (null, null) => PointerMetadata.TailOf(_solver, source) == PointerMetadata.TailOf(_solver, pointee),
            (Ty.Primitive a, Ty.Primitive b) => a == b,
            (Ty.Adt, Ty.Adt) => HaveSamePrincipal(source, pointee),
            _ => false,
        };
    }

    /// <summary>A vtable stays the same in a pointer cast, so both must be of one trait with the same arguments. [expr.as.pointer]</summary>
    private bool HaveSamePrincipal(Ty source, Ty target)
    {
        if (PointerMetadata.TailOf(_solver, source) is not Ty.Dynamic from || PointerMetadata.TailOf(_solver, target) is not Ty.Dynamic to)
        {
            return true;
        }
        if (from.Predicates.Principal is not { } left || to.Predicates.Principal is not { } right)
        {
            return from.Predicates.Principal is null && to.Predicates.Principal is null;
        }
        return left.Def == right.Def && left.Vars.Count == right.Vars.Count
            && (left.Vars.Count > 0 || ArgsAgree(left.Args, right.Args));
    }

    private bool ArgsAgree(GenericArgs left, GenericArgs right)
    {
        for (int i = 0; i < left.Count; i++)
        {
            if ((left[i], right[i]) is (Ty a, Ty b) && !_inference.TryEquate(a, b))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>An auto trait that the target's trait object has and the source's has not; methods could rely on it.</summary>
    private DefId? AutoTraitAdded(Ty.RawPtr source, Ty.RawPtr target)
    {
        if (PointerMetadata.TailOf(_solver, Shallow(source.Pointee)) is not Ty.Dynamic from || PointerMetadata.TailOf(_solver, Shallow(target.Pointee)) is not Ty.Dynamic to)
        {
            return null;
        }
        foreach (ExistentialPredicate predicate in to.Predicates)
        {
            if (predicate is ExistentialPredicate.AutoTrait { Def: var trait } && !_solver.ImplementsTrait(_env, trait, from))
            {
                return trait;
            }
        }
        return null;
    }

    private bool IsThin(Ty ty) => Shallow(ty) is var pointee
        && (pointee is Ty.Foreign || _solver.MayHold(_env, Types.TraitPredicate(Types.TraitRef(_context.LangItem(LangItem.Sized), pointee))));

    private static bool IsFieldless(AdtDef def)
    {
        foreach (VariantDef variant in def.Variants)
        {
            if (variant.Fields.Length > 0)
            {
                return false;
            }
        }
        return true;
    }
}
