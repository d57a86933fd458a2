using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>Binary operators: built in for scalars, else through the traits of <c>core::ops</c> and <c>core::cmp</c>. [expr.operator]</summary>
internal sealed partial class BodyChecker
{
    private Ty CheckBinary(HirExpr.Binary expr, Expectation expected)
    {
        if (expr.Op is HirBinOp.And or HirBinOp.Or)
        {
            CheckHasTypeOrNever(expr.Left, Common.Bool);
            bool diverges = _diverges;
            CheckHasTypeOrNever(expr.Right, Common.Bool);
            // The right side may not be evaluated at all.
            _diverges = diverges;
            return Common.Bool;
        }
        Expectation leftHint = IsComparison(expr.Op) || IsShift(expr.Op) || expected.OnlyHasType is not { } hint || !IsBuiltinScalar(Shallow(hint))
            ? Expectation.None
            : expected;
        Ty left = TryStructurallyResolve(Check(expr.Left, leftHint));
        if (IsBuiltinScalar(left))
        {
            Ty right = TryStructurallyResolve(Check(expr.Right, IsShift(expr.Op) ? Expectation.None : Expectation.HasType(left)));
            if (TryBuiltinBinary(expr.Op, left, right) is { } result)
            {
                return result;
            }
            return CheckOverloadedBinary(expr, left, right);
        }
        return CheckOverloadedBinary(expr, left, null);
    }

    /// <summary>Both sides scalars that the operator knows: the result, after making the sides agree.</summary>
    private Ty? TryBuiltinBinary(HirBinOp op, Ty left, Ty right)
    {
        if (left is Ty.Error || right is Ty.Error)
        {
            return left is Ty.Error ? left : right;
        }
        if (IsShift(op))
        {
            return left.IsIntegral && right.IsIntegral ? left : null;
        }
        if (IsComparison(op))
        {
            return left.IsScalar && right.IsScalar && _inference.TryEquate(left, right) ? Common.Bool : null;
        }
        bool fits = op is HirBinOp.BitAnd or HirBinOp.BitOr or HirBinOp.BitXor
            ? (left.IsIntegral && right.IsIntegral) || (left.IsBool && right.IsBool)
            : (left.IsIntegral && right.IsIntegral) || (left.IsFloat && right.IsFloat);
        return fits && _inference.TryEquate(left, right) ? Shallow(left) : null;
    }

    private static bool IsComparison(HirBinOp op) => op is >= HirBinOp.Eq and <= HirBinOp.Gt;

    private static bool IsShift(HirBinOp op) => op is HirBinOp.Shl or HirBinOp.Shr;

    private static bool IsBuiltinScalar(Ty ty) => ty.IsBool || ty.IsChar || ty.IsNumeric || ty is Ty.RawPtr or Ty.FnPtr;

    private Ty CheckOverloadedBinary(HirExpr.Binary expr, Ty left, Ty? checkedRight)
    {
        DefId trait = _context.LangItem(TraitOf(expr.Op));
        bool isComparison = IsComparison(expr.Op);
        if (left is Ty.Error || trait.IsNone)
        {
            if (checkedRight is null)
            {
                Check(expr.Right);
            }
            return left is Ty.Error ? left : ErrorTy(TypeckErrors.BinaryOperator(this, expr, Resolve(left), Common.Unit, trait, isOverloaded: false));
        }
        Ty rightVar = _inference.NewTyVar(expr.Right.Span);
        TraitRef traitRef = Types.TraitRef(trait, left, rightVar);
        bool mayHold = _solver.MayHold(_env, Types.TraitPredicate(traitRef));
        bool isRegistered = mayHold && checkedRight is null;
        if (isRegistered)
        {
            // One impl decides what the right side is coerced to: `String + &String`.
            Register(Types.TraitPredicate(traitRef), expr.OpSpan, new CauseCode.BinaryOperator(left, rightVar));
            SelectWherePossible();
        }
        Ty right;
        if (checkedRight is null)
        {
            right = CheckWithHint(expr.Right, rightVar);
        }
        else
        {
            right = checkedRight;
        }
        bool coerced = mayHold && TryCoerce(expr.Right, right, rightVar);
        // A comparison that is registered reports by itself that there is no impl.
        if (!mayHold || !coerced
            || (!(isComparison && isRegistered) && !_solver.MayHold(_env, Types.TraitPredicate(Types.TraitRef(trait, Resolve(left), Resolve(rightVar))))))
        {
            Ty found = Resolve(right);
            return found is Ty.Error ? found : ErrorTy(TypeckErrors.BinaryOperator(this, expr, Resolve(left), found, trait, mayHold));
        }
        // Late knowledge may show that both are scalars after all.
        if (TryBuiltinBinaryLate(expr, left, rightVar) is { } builtin)
        {
            return builtin;
        }
        Ty output = ConfirmBinary(expr, trait, traitRef, isComparison, left, rightVar);
        // Scalars behind references combine as scalars do, which tells their types apart before an impl is chosen: `&n * 2`.
        if (BehindReference(left) is var leftValue && BehindReference(rightVar) is var rightValue && IsBuiltinScalar(leftValue) && IsBuiltinScalar(rightValue)
            && TryBuiltinBinary(expr.Op, leftValue, rightValue) is { } known)
        {
            _inference.TryEquate(output, known);
        }
        return output;
    }

    private Ty BehindReference(Ty ty) => Shallow(ty) is Ty.Ref reference ? Shallow(reference.Pointee) : Shallow(ty);

    private Ty? TryBuiltinBinaryLate(HirExpr.Binary expr, Ty left, Ty right)
    {
        left = Shallow(left);
        right = Shallow(right);
        return IsBuiltinScalar(left) && IsBuiltinScalar(right) ? TryBuiltinBinary(expr.Op, left, right) : null;
    }

    private Ty ConfirmBinary(HirExpr.Binary expr, DefId trait, TraitRef traitRef, bool isComparison, Ty left, Ty right)
    {
        CauseCode code = new CauseCode.BinaryOperator(left, right);
        if (!isComparison)
        {
            return ConfirmOperator(expr.Id, trait, traitRef, expr.OpSpan, code);
        }
        // Comparisons take their operands by reference.
        AddAdjustment(expr.Left, new Adjustment(
            new AdjustmentKind.Borrow(AutoBorrow.Shared), Types.Ref(Common.Erased, left, isMutable: false)));
        AddAdjustment(expr.Right, new Adjustment(
            new AdjustmentKind.Borrow(AutoBorrow.Shared), Types.Ref(Common.Erased, right, isMutable: false)));
        Register(Types.TraitPredicate(traitRef), expr.OpSpan, code);
        _results.Edit(expr.Id).Def = new TypeDependentDef(DefKind.AssocFn, MethodNamed(trait, MethodOf(expr.Op)));
        _results.Edit(expr.Id).Args = traitRef.Args;
        return Common.Bool;
    }

    private DefId MethodNamed(DefId trait, string name)
    {
        AssocItem? method = _context.AssocItemsOf(trait).Find(Base.Interning.Symbol.Intern(name), DefKind.AssocFn);
        return method?.Id ?? throw new Base.CompilerBug($"the operator trait has no method {name}");
    }

    private Ty CheckAssignOp(HirExpr.AssignOp expr)
    {
        Ty left = TryStructurallyResolve(Check(expr.Target));
        if (!IsPlaceExpr(expr.Target))
        {
            Check(expr.Value);
            return left is Ty.Error ? left : ErrorTy(TypeckErrors.InvalidCompoundAssignTarget(this, expr));
        }
        Ty? right = null;
        if (IsBuiltinScalar(left))
        {
            right = TryStructurallyResolve(Check(expr.Value, IsShift(expr.Op) ? Expectation.None : Expectation.HasType(left)));
            if (TryBuiltinBinary(expr.Op, left, right) is not null)
            {
                ConvertPlaceToMutable(expr.Target);
                return Common.Unit;
            }
        }
        DefId trait = _context.LangItem(AssignTraitOf(expr.Op));
        if (left is Ty.Error || trait.IsNone)
        {
            if (right is null)
            {
                Check(expr.Value);
            }
            return Common.Unit;
        }
        Ty rightVar = _inference.NewTyVar(expr.Value.Span);
        TraitRef traitRef = Types.TraitRef(trait, left, rightVar);
        bool mayHold = _solver.MayHold(_env, Types.TraitPredicate(traitRef));
        if (mayHold)
        {
            Register(Types.TraitPredicate(traitRef), expr.OpSpan, new CauseCode.BinaryOperator(left, rightVar));
            SelectWherePossible();
        }
        right ??= CheckWithHint(expr.Value, rightVar);
        if (!mayHold || !TryCoerce(expr.Value, right, rightVar))
        {
            if (Resolve(right) is not Ty.Error)
            {
                Taint(TypeckErrors.CompoundAssign(this, expr, Resolve(left), Resolve(right), trait, mayHold));
            }
            return Common.Unit;
        }
        if (IsBuiltinScalar(Shallow(left)) && IsBuiltinScalar(Shallow(rightVar)) && TryBuiltinBinary(expr.Op, Shallow(left), Shallow(rightVar)) is not null)
        {
            return Common.Unit;
        }
        AddAdjustment(expr.Target, new Adjustment(
            new AdjustmentKind.Borrow(AutoBorrow.MutTwoPhase), Types.Ref(Common.Erased, left, isMutable: true)));
        _results.Edit(expr.Id).Def = new TypeDependentDef(DefKind.AssocFn, _context.AssocItemsOf(trait).Items[MethodIndex(trait)].Id);
        _results.Edit(expr.Id).Args = traitRef.Args;
        ConvertPlaceToMutable(expr.Target);
        return Common.Unit;
    }

    private static LangItem TraitOf(HirBinOp op) => op switch
    {
        HirBinOp.Add => LangItem.Add,
        HirBinOp.Sub => LangItem.Sub,
        HirBinOp.Mul => LangItem.Mul,
        HirBinOp.Div => LangItem.Div,
        HirBinOp.Rem => LangItem.Rem,
        HirBinOp.BitXor => LangItem.BitXor,
        HirBinOp.BitAnd => LangItem.BitAnd,
        HirBinOp.BitOr => LangItem.BitOr,
        HirBinOp.Shl => LangItem.Shl,
        HirBinOp.Shr => LangItem.Shr,
        HirBinOp.Eq or HirBinOp.Ne => LangItem.PartialEq,
        HirBinOp.Lt or HirBinOp.Le or HirBinOp.Ge or HirBinOp.Gt => LangItem.PartialOrd,
        HirBinOp.And or HirBinOp.Or => throw new Base.CompilerBug("lazy operators have no trait"),
    };

    private static LangItem AssignTraitOf(HirBinOp op) => op switch
    {
        HirBinOp.Add => LangItem.AddAssign,
        HirBinOp.Sub => LangItem.SubAssign,
        HirBinOp.Mul => LangItem.MulAssign,
        HirBinOp.Div => LangItem.DivAssign,
        HirBinOp.Rem => LangItem.RemAssign,
        HirBinOp.BitXor => LangItem.BitXorAssign,
        HirBinOp.BitAnd => LangItem.BitAndAssign,
        HirBinOp.BitOr => LangItem.BitOrAssign,
        HirBinOp.Shl => LangItem.ShlAssign,
        HirBinOp.Shr => LangItem.ShrAssign,
        HirBinOp.And or HirBinOp.Or or HirBinOp.Eq or HirBinOp.Ne or HirBinOp.Lt or HirBinOp.Le or HirBinOp.Ge or HirBinOp.Gt =>
            throw new Base.CompilerBug("no compound assignment for this operator"),
    };

    private static string MethodOf(HirBinOp op) => op switch
    {
        HirBinOp.Eq => "eq",
        HirBinOp.Ne => "ne",
        HirBinOp.Lt => "lt",
        HirBinOp.Le => "le",
        HirBinOp.Ge => "ge",
        _ => "gt",
    };
}
