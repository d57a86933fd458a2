using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>Rvalues, operands and constants.</summary>
internal sealed partial class MirTypeChecker
{
    /// <summary>The value's type.</summary>
    private Ty CheckRvalue(Rvalue rvalue, Place target, Location location, SourceSpan span)
    {
        switch (rvalue)
        {
            case Rvalue.Use it:
                return CheckOperand(it.Value, location, span);
            case Rvalue.Repeat it:
                return Types.Array(CheckOperand(it.Value, location, span), it.Count);
            case Rvalue.Ref it:
                return CheckBorrow(it, target, location, span);
            case Rvalue.RawPtr it:
                return Types.RawPtr(TypeOf(it.Place), it.IsMutable);
            case Rvalue.ThreadLocalRef it:
                return ThreadLocalType(it.Static, target);
            case Rvalue.Cast it:
                return CheckCast(it, location, span);
            case Rvalue.Binary it:
            {
                Ty left = CheckOperand(it.Left, location, span);
                Ty right = CheckOperand(it.Right, location, span);
                if (left is Ty.RawPtr or Ty.FnPtr && it.Op is MirBinOp.Eq or MirBinOp.Ne or MirBinOp.Lt or MirBinOp.Le or MirBinOp.Gt or MirBinOp.Ge)
                {
                    Ty common = _regions.Renumber(Types.EraseRegions(left));
                    _prover.Relate(Variance.Covariant, left, common, At(location, ConstraintCategory.Boring, span));
                    _prover.Relate(Variance.Covariant, right, common, At(location, ConstraintCategory.Boring, span));
                }
                return it.Op == MirBinOp.Offset ? left : TypeOf(target);
            }
            case Rvalue.Unary it:
                CheckOperand(it.Value, location, span);
                return TypeOf(target);
            case Rvalue.Discriminant:
                return TypeOf(target);
            case Rvalue.Aggregate it:
                return CheckAggregate(it, location, span);
            default:
                throw new CompilerBug("unknown kind of rvalue");
        }
    }

    private Ty ThreadLocalType(DefId def, Place target)
    {
        Ty ty = _prover.Normalize(_regions.Renumber(_context.TypeOf(def)), new Blame(null, ConstraintCategory.Boring, _body.Span));
        return TypeOf(target) switch
        {
            Ty.Ref it => Types.Ref(it.Region, ty, isMutable: false),
            Ty.RawPtr it => Types.RawPtr(ty, it.IsMutable),
            var other => other,
        };
    }

    private Ty CheckOperand(Operand operand, Location location, SourceSpan span)
    {
        switch (operand)
        {
            case Operand.Copy it:
            {
                Ty ty = TypeOf(it.Place);
                if (ty is Ty.Adt && (ty.Flags & TypeFlags.HasFreeRegions) != 0 && _context.LangItem(LangItem.Copy) is { IsSome: true } copy)
                {
                    _prover.ProvePredicate(Types.TraitPredicate(Types.TraitRef(copy, ty)), At(location, ConstraintCategory.CopyBound, span));
                }
                return ty;
            }
            case Operand.Move it:
                return TypeOf(it.Place);
            case Operand.Constant it:
                return CheckConstant(it.Value, location, span);
            default:
                throw new CompilerBug("unknown kind of operand");
        }
    }

    private Ty CheckConstant(ConstOperand constant, Location location, SourceSpan span)
    {
        switch (constant.Const)
        {
            case MirConst.Unevaluated { Promoted.IsSome: true } it:
            {
                Ty ty = Renumber(it.Ty, location);
                CheckPromoted(it.Promoted, ty, location, span);
                return ty;
            }
            case MirConst.Unevaluated it:
            {
                GenericArgs args = Renumber(it.Args, location);
                if (_context.KindOf(it.Def) is DefKind.InlineConst or DefKind.AnonConst)
                {
                    return Renumber(it.Ty, location);
                }
                _prover.ProveItemBounds(it.Def, args, At(location, ConstraintCategory.Boring, span), it.Args);
                CheckWrittenArgs(constant.UserTy, it.Def, args, location);
                return _prover.Normalize(Types.Instantiate(_regions.Renumber(_context.TypeOf(it.Def)), args), At(location, ConstraintCategory.Boring, span));
            }
            case MirConst.Value { Contents: ConstValue.StaticPointer pointer } it:
            {
                Ty declared = _prover.Normalize(_regions.Renumber(_context.TypeOf(pointer.Def)), At(location, ConstraintCategory.Boring, span));
                return it.Ty switch
                {
                    Ty.Ref reference => Types.Ref(Types.RegionVar(UniversalRegions.Static), declared, reference.IsMutable),
                    Ty.RawPtr raw => Types.RawPtr(declared, raw.IsMutable),
                    var other => Renumber(other, location),
                };
            }
            case MirConst.Value { Ty: Ty.FnDef } it:
            {
                Ty.FnDef function = (Ty.FnDef)Renumber(it.Ty, location);
                CheckWrittenArgs(constant.UserTy, function.Def, function.Args, location);
                _prover.ProveItemBounds(function.Def, function.Args, At(location, ConstraintCategory.Boring, constant.Span), ((Ty.FnDef)it.Ty).Args);
                return function;
            }
            case MirConst.Value it:
                // Literals: what they point to lives for ever.
                return it.Ty is Ty.Ref literal
                    ? Types.Ref(Types.RegionVar(UniversalRegions.Static), _regions.Renumber(literal.Pointee), literal.IsMutable)
                    : Renumber(it.Ty, location);
            default:
                return Renumber(constant.Const.Ty, location);
        }
    }

    /// <summary>A promoted constant is checked where it is used, as if its code stood there; it borrows nothing of the body.</summary>
    private void CheckPromoted(Promoted promoted, Ty ty, Location location, SourceSpan span)
    {
        (Body outer, IdMap<Local, Ty> types, Location? at) = (_current, _localTypes, _promotedAt);
        _promotedAt ??= location;
        _current = _body.PromotedBodies[promoted];
        DeclareLocals(_current);
        _prover.Relate(Variance.Invariant, _localTypes[Local.ReturnPlace], ty, At(location, ConstraintCategory.Boring, span));
        CheckBlocks(_current);
        (_current, _localTypes, _promotedAt) = (outer, types, at);
    }

    private Ty CheckCast(Rvalue.Cast cast, Location location, SourceSpan span)
    {
        Ty from = CheckOperand(cast.Value, location, span);
        Ty to = Renumber(cast.Ty, location);
        Blame blame = At(location, ConstraintCategory.Cast, span);
        // These are made by coercions, not by `as`.
        if (cast.Kind is CastKind.ReifyFnPointer or CastKind.UnsafeFnPointer or CastKind.ClosureFnPointer or CastKind.Unsize)
        {
            blame = blame with { Category = ConstraintCategory.UnsizeCast };
        }
        switch (cast.Kind)
        {
            case CastKind.ReifyFnPointer or CastKind.UnsafeFnPointer or CastKind.ClosureFnPointer when to is Ty.FnPtr target:
                if (PointerSigOf(from, target, blame) is { } sig)
                {
                    _prover.Relate(Variance.Covariant, Types.FnPtr(sig), to, blame);
                }
                break;
            case CastKind.MutToConstPointer:
                if (from is Ty.RawPtr source)
                {
                    _prover.Relate(Variance.Covariant, Types.RawPtr(source.Pointee, isMutable: false), to, blame);
                }
                break;
            case CastKind.ArrayToPointer:
                if (from is Ty.RawPtr { Pointee: Ty.Array array } && to is Ty.RawPtr element)
                {
                    _prover.Relate(Variance.Covariant, array.Element, element.Pointee, blame);
                }
                break;
            case CastKind.Unsize:
                CheckUnsize(from, to, blame);
                break;
            case CastKind.PtrToPtr:
                CheckPointerCast(from, to, blame);
                break;
        }
        return to;
    }

    /// <summary>The signature of what becomes a function pointer, as such a pointer's; null for what is none.</summary>
    private Binder<FnSig>? PointerSigOf(Ty from, Ty.FnPtr target, Blame blame)
    {
        switch (from)
        {
            case Ty.FnPtr pointer:
                return WithSafetyOf(pointer.Sig, target);
            case Ty.FnDef def:
            {
                Binder<FnSig> sig = Types.Instantiate(_context.FnSigOf(def.Def), def.Args);
                return WithSafetyOf(_prover.Normalize(sig, blame), target);
            }
            case Ty.Closure { SigTy: Ty.FnPtr tupled } when tupled.Sig.Value.Inputs[0] is Ty.Tuple inputs:
                return new Binder<FnSig>(
                    Types.FnSig(inputs.Elements.AsSpan(), tupled.Sig.Value.Output, isVariadic: false, target.Sig.Value.IsUnsafe, target.Sig.Value.Abi), tupled.Sig.Vars);
            default:
                return null;
        }
    }

    private Binder<FnSig> WithSafetyOf(Binder<FnSig> sig, Ty.FnPtr target) => sig.Value.IsUnsafe == target.Sig.Value.IsUnsafe
        ? sig
        : sig with { Value = Types.FnSig(sig.Value.InputsAndOutput, sig.Value.IsVariadic, target.Sig.Value.IsUnsafe, sig.Value.Abi) };

    private void CheckUnsize(Ty from, Ty to, Blame blame)
    {
        // &T to &U and the like need T: Unsize<U> and the reference's own region; smart pointers say what they need in their impls.
        if (_context.LangItem(LangItem.CoerceUnsized) is { IsSome: true } coerce)
        {
            _prover.ProvePredicate(Types.TraitPredicate(Types.TraitRef(coerce, from, to)), blame);
            return;
        }
        if (PointeeOf(from) is { } source && PointeeOf(to) is { } target && _context.LangItem(LangItem.Unsize) is { IsSome: true } unsize)
        {
            _prover.ProvePredicate(Types.TraitPredicate(Types.TraitRef(unsize, source, target)), blame);
        }
        if (from is Ty.Ref longer && to is Ty.Ref shorter)
        {
            _regions.AddOutlives(_regions.VidOf(longer.Region), _regions.VidOf(shorter.Region), blame);
        }
    }

    private static Ty? PointeeOf(Ty ty) => ty switch
    {
        Ty.Ref it => it.Pointee,
        Ty.RawPtr it => it.Pointee,
        _ => null,
    };

    /// <summary>Casts between raw pointers to trait objects keep the object's arguments; its lifetime may not grow.</summary>
    private void CheckPointerCast(Ty from, Ty to, Blame blame)
    {
        if (PointeeOf(from) is not { } source || PointeeOf(to) is not { } target)
        {
            return;
        }
        if (source is Ty.Dynamic a && target is Ty.Dynamic b && a.Predicates.Principal is { } principal && b.Predicates.Principal?.Def == principal.Def)
        {
            if (Types.EraseRegions(a) == Types.EraseRegions(b))
            {
                _prover.Relate(Variance.Covariant, a, b, blame);
            }
            else
            {
                _regions.AddOutlives(_regions.VidOf(a.Region), _regions.VidOf(b.Region), blame);
            }
        }
        else if (from is Ty.Ref && Types.EraseRegions(source) == Types.EraseRegions(target))
        {
            _prover.Relate(to is Ty.RawPtr { IsMutable: true } ? Variance.Invariant : Variance.Covariant, source, target, blame);
        }
    }

    private Ty CheckAggregate(Rvalue.Aggregate aggregate, Location location, SourceSpan span)
    {
        Ty[] operands = new Ty[aggregate.Fields.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            operands[i] = CheckOperand(aggregate.Fields[i], location, span);
        }
        Blame blame = At(location, ConstraintCategory.Boring, span);
        switch (aggregate.Kind)
        {
            case AggregateKind.Array it:
            {
                Ty element = Renumber(it.Element, location);
                foreach (Ty operand in operands)
                {
                    _prover.Relate(Variance.Covariant, operand, element, blame);
                }
                return Types.Array(element, (ulong)operands.Length);
            }
            case AggregateKind.Tuple:
                return Types.Tuple(operands);
            case AggregateKind.Adt it:
            {
                GenericArgs args = Renumber(it.Args, location);
                Ty.Adt adt = (Ty.Adt)Types.Adt(it.Def, args);
                CheckWrittenAdt(it.UserTy, adt, location);
                for (int i = 0; i < operands.Length; i++)
                {
                    FieldIdx field = it.UnionField.IsSome ? it.UnionField : FieldIdx.FromIndex(i);
                    _prover.Relate(Variance.Covariant, operands[i], FieldTy(adt, it.Variant, field), blame);
                }
                _prover.ProveItemBounds(it.Def.Id, args, blame, it.Args);
                return adt;
            }
            case AggregateKind.Closure it:
            {
                Ty.Closure closure = (Ty.Closure)Types.Closure(it.Def, Renumber(it.Args, location));
                if (closure.UpvarsTy is Ty.Tuple upvars)
                {
                    for (int i = 0; i < operands.Length; i++)
                    {
                        _prover.Relate(Variance.Covariant, operands[i], upvars.Elements[i], blame);
                    }
                }
                ApplyClosureRequirements(it.Def, closure.Args, closure, blame);
                return closure;
            }
            case AggregateKind.Coroutine it:
            {
                Ty.Coroutine coroutine = (Ty.Coroutine)Types.Coroutine(it.Def, Renumber(it.Args, location));
                if (coroutine.UpvarsTy is Ty.Tuple upvars)
                {
                    for (int i = 0; i < operands.Length; i++)
                    {
                        _prover.Relate(Variance.Covariant, operands[i], upvars.Elements[i], blame);
                    }
                }
                ApplyClosureRequirements(it.Def, coroutine.Args, coroutine, blame);
                return coroutine;
            }
            case AggregateKind.RawPtr it:
                return Types.RawPtr(Renumber(it.Pointee, location), it.IsMutable);
            default:
                throw new CompilerBug("unknown kind of aggregate");
        }
    }
}
