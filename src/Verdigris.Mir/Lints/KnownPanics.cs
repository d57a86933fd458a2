using System;
using System.Collections.Generic;
using System.Globalization;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;
using Verdigris.Types.Printing;

namespace Verdigris.Mir.Lints;

/// <summary>
/// <c>arithmetic_overflow</c> and <c>unconditional_panic</c>: operations whose operands are known and that must fail. Walks
/// once over the blocks that can be reached, with the values of <see cref="KnownLocals"/>; where a switch is decided, only
/// along its edge. Overflow is seen at the operation, so that it is told without overflow checks too; divisions and indices
/// at the check before them.
/// </summary>
public sealed class KnownPanics
{
    private readonly Body _body;
    private readonly MonoQueries _queries;
    private readonly LintSink _lints;
    private readonly KnownLocals _known;

    private KnownPanics(Body body, MonoQueries queries, LayoutComputer layouts, LintSink lints)
    {
        (_body, _queries, _lints) = (body, queries, lints);
        _known = new KnownLocals(body, layouts);
    }

    /// <summary>Requires: a body without errors.</summary>
    public static void Check(Body body, MonoQueries queries, LayoutComputer layouts, LintSink lints)
    {
        if (body.Coroutine is null && CanFail(body))
        {
            new KnownPanics(body, queries, layouts, lints).Walk();
        }
    }

    private static bool CanFail(Body body)
    {
        foreach (BasicBlockData block in body.Blocks.AsSpan())
        {
            if (block.Terminator is Terminator.Assert)
            {
                return true;
            }
            foreach (Statement statement in block.Statements)
            {
                if (statement is Statement.Assign { Value: Rvalue.Binary { Op: MirBinOp.Add or MirBinOp.Sub or MirBinOp.Mul or MirBinOp.Shl or MirBinOp.Shr } or Rvalue.Unary { Op: MirUnOp.Neg } })
                {
                    return true;
                }
            }
        }
        return false;
    }

    private void Walk()
    {
        IdSet<BasicBlock> visited = new(_body.Blocks.Count);
        List<BasicBlock> open = [BasicBlock.FromIndex(0)];
        while (open.Count > 0)
        {
            BasicBlock block = open[^1];
            open.RemoveAt(open.Count - 1);
            if (!visited.Add(block))
            {
                continue;
            }
            foreach (Statement statement in _body.Blocks[block].Statements)
            {
                Visit(statement);
            }
            switch (_body.Blocks[block].Terminator)
            {
                case Terminator.SwitchInt { Value: var value, Targets: var targets } when ScalarOf(value) is { } known:
                    open.Add(targets.TargetFor(known));
                    break;
                case var terminator:
                    if (terminator is Terminator.Assert assert)
                    {
                        Check(assert);
                    }
                    Successors.AddRealTo(open, terminator);
                    break;
            }
            _known.LeaveBlock();
        }
    }

    private void Visit(Statement statement)
    {
        switch (statement)
        {
            case Statement.Assign { Target: var target, Value: var value }:
                bool isRight = CheckOperation(value, statement.Source.Span);
                if (isRight && target.IsIndirect)
                {
                    break;
                }
                _known.Set(target, isRight && _known.Keeps(target.Local) ? ValueOf(value) : null);
                break;
            case Statement.StorageLive it:
                _known.Forget(it.Local);
                break;
            case Statement.StorageDead it:
                _known.Forget(it.Local);
                break;
            case Statement.SetDiscriminant it:
                _known.Forget(it.Target.Local);
                break;
        }
    }

    /// <summary>False if the operation overflows.</summary>
    private bool CheckOperation(Rvalue rvalue, SourceSpan span)
    {
        switch (rvalue)
        {
            case Rvalue.Unary { Op: MirUnOp.Neg, Value: var operand } when IntegerTyOf(operand) is { } ty && ScalarOf(operand) is { } value:
                if (value != UInt128.Zero && value == PrimitiveSizes.SignedMin(PrimitiveSizes.Of(ty)))
                {
                    ReportOverflow(span, $"attempt to negate `{Show(value, ty)}`, which would overflow");
                    return false;
                }
                return true;
            case Rvalue.Binary { Op: MirBinOp.Shl or MirBinOp.Shr } shift when IntegerTyOf(shift.Left) is { } ty && ScalarOf(shift.Right) is { } amount:
                if (amount >= (UInt128)(PrimitiveSizes.Of(ty) * 8))
                {
                    string direction = shift.Op == MirBinOp.Shl ? "left" : "right";
                    ReportOverflow(span, $"attempt to shift {direction} by `{Show(amount, TyOf(shift.Right))}`, which would overflow");
                    return false;
                }
                return true;
            case Rvalue.Binary { Op: var op } it when SymbolOf(op) is { } symbol && IntegerTyOf(it.Left) is { } ty && ScalarOf(it.Left) is { } left && ScalarOf(it.Right) is { } right:
                if (Arithmetic(op, left, right, ty).Overflows)
                {
                    ReportOverflow(span, $"attempt to compute `{Show(left, ty)} {symbol} {Show(right, ty)}`, which would overflow");
                    return false;
                }
                return true;
            default:
                return true;
        }
    }

    private static string? SymbolOf(MirBinOp op) => op switch
    {
        MirBinOp.Add or MirBinOp.AddWithOverflow => "+",
        MirBinOp.Sub or MirBinOp.SubWithOverflow => "-",
        MirBinOp.Mul or MirBinOp.MulWithOverflow => "*",
        _ => null,
    };

    private void Check(Terminator.Assert assert)
    {
        if (ScalarOf(assert.Condition) is not { } condition || (condition != UInt128.Zero) == assert.Expected)
        {
            return;
        }
        if (assert.Condition is Operand.Copy { Place: var copied })
        {
            _known.Forget(copied.Local);
        }
        else if (assert.Condition is Operand.Move { Place: var moved })
        {
            _known.Forget(moved.Local);
        }
        string? reason = assert.Message switch
        {
            AssertMessage.DivisionByZero it => $"attempt to divide `{Show(it.Value)}` by zero",
            AssertMessage.RemainderByZero it => $"attempt to calculate the remainder of `{Show(it.Value)}` with a divisor of zero",
            AssertMessage.Overflow { Op: MirBinOp.Div or MirBinOp.Rem } it =>
                $"attempt to compute `{Show(it.Left)} {(it.Op == MirBinOp.Div ? "/" : "%")} {Show(it.Right)}`, which would overflow",
            AssertMessage.BoundsCheck it => $"index out of bounds: the length is {Show(it.Length, isPlain: true)} but the index is {Show(it.Index, isPlain: true)}",
            _ => null,
        };
        if (reason is not null && _lints.IsOwn(assert.Source.Span))
        {
            _lints.Add(Diagnostic.Lint(LintTable.UnconditionalPanic, "this operation will panic at runtime", assert.Source.Span).WithPrimaryLabel(reason));
        }
    }

    private void ReportOverflow(SourceSpan span, string reason)
    {
        if (_lints.IsOwn(span))
        {
            _lints.Add(Diagnostic.Lint(LintTable.ArithmeticOverflow, "this arithmetic operation will overflow", span).WithPrimaryLabel(reason));
        }
    }

    private KnownValue? ValueOf(Rvalue rvalue)
    {
        switch (rvalue)
        {
            case Rvalue.Use { Value: var operand }:
                return Scalar(ScalarOf(operand));
            case Rvalue.Binary { Op: var op } it when ScalarTyOf(it.Left) is { } ty && ScalarOf(it.Left) is { } left && ScalarOf(it.Right) is { } right:
                if (op is MirBinOp.AddWithOverflow or MirBinOp.SubWithOverflow or MirBinOp.MulWithOverflow)
                {
                    (UInt128 result, bool overflows) = Arithmetic(op, left, right, ty);
                    return new KnownValue.Aggregate(VariantIdx.FromIndex(0), [Scalar(result), Scalar(overflows ? UInt128.One : UInt128.Zero)]);
                }
                return Scalar(Compute(op, left, right, ty));
            case Rvalue.Unary { Op: var op and (MirUnOp.Not or MirUnOp.Neg) } it when ScalarTyOf(it.Value) is { } ty && ScalarOf(it.Value) is { } value:
                return Scalar(ty.Kind == PrimTy.Bool ? value ^ UInt128.One : PrimitiveSizes.Truncate(op == MirUnOp.Not ? ~value : UInt128.Zero - value, PrimitiveSizes.Of(ty)));
            case Rvalue.Cast { Kind: CastKind.IntToInt } it when ScalarTyOf(it.Value) is { } from && it.Ty is Ty.Primitive to && ScalarOf(it.Value) is { } value:
                return Scalar(PrimitiveSizes.Truncate(IsSigned(from) ? (UInt128)Extend(value, from) : value, PrimitiveSizes.Of(to)));
            case Rvalue.Discriminant { Place: var place } when _known[place] is KnownValue.Aggregate { Variant: var variant } && PlaceTy.Of(_body, place, _queries.Types.Types).Ty is Ty.Adt { Def: { IsEnum: true } def }:
                return Scalar(_queries.DiscriminantsOf(def)[variant.Index]);
            case Rvalue.Aggregate { Kind: AggregateKind.Array or AggregateKind.Tuple or AggregateKind.Adt { UnionField.IsSome: false } } it:
                List<KnownValue?> fields = new(it.Fields.Length);
                foreach (Operand field in it.Fields)
                {
                    fields.Add(Scalar(ScalarOf(field)));
                }
                return new KnownValue.Aggregate(it.Kind is AggregateKind.Adt adt ? adt.Variant : VariantIdx.FromIndex(0), fields);
            default:
                return null;
        }
    }

    private static KnownValue.Scalar? Scalar(UInt128? bits) => bits is { } known ? new KnownValue.Scalar(known) : null;

    private static UInt128? Compute(MirBinOp op, UInt128 left, UInt128 right, Ty.Primitive ty)
    {
        int size = PrimitiveSizes.Of(ty);
        bool isSigned = IsSigned(ty);
        Int128 signedLeft = Extend(left, ty);
        Int128 signedRight = Extend(right, ty);
        int comparison = isSigned ? signedLeft.CompareTo(signedRight) : left.CompareTo(right);
        int amount = (int)(right & (UInt128)(size * 8 - 1));
        return op switch
        {
            MirBinOp.Add or MirBinOp.Sub or MirBinOp.Mul => Arithmetic(op, left, right, ty).Result,
            MirBinOp.Div or MirBinOp.Rem when right == UInt128.Zero || (isSigned && signedRight == -1) => null,
            MirBinOp.Div => PrimitiveSizes.Truncate(isSigned ? (UInt128)(signedLeft / signedRight) : left / right, size),
            MirBinOp.Rem => PrimitiveSizes.Truncate(isSigned ? (UInt128)(signedLeft % signedRight) : left % right, size),
            MirBinOp.BitXor => left ^ right,
            MirBinOp.BitAnd => left & right,
            MirBinOp.BitOr => left | right,
            MirBinOp.Shl => PrimitiveSizes.Truncate(left << amount, size),
            MirBinOp.Shr => PrimitiveSizes.Truncate(isSigned ? (UInt128)(signedLeft >> amount) : left >> amount, size),
            MirBinOp.Eq => Bit(left == right),
            MirBinOp.Ne => Bit(left != right),
            MirBinOp.Lt => Bit(comparison < 0),
            MirBinOp.Le => Bit(comparison <= 0),
            MirBinOp.Gt => Bit(comparison > 0),
            MirBinOp.Ge => Bit(comparison >= 0),
            _ => null,
        };
    }

    private static UInt128 Bit(bool value) => value ? UInt128.One : UInt128.Zero;

    private static (UInt128 Result, bool Overflows) Arithmetic(MirBinOp op, UInt128 left, UInt128 right, Ty.Primitive ty)
    {
        int size = PrimitiveSizes.Of(ty);
        UInt128 wide = op switch
        {
            MirBinOp.Add or MirBinOp.AddWithOverflow => left + right,
            MirBinOp.Sub or MirBinOp.SubWithOverflow => left - right,
            _ => left * right,
        };
        UInt128 result = PrimitiveSizes.Truncate(wide, size);
        bool overflows;
        try
        {
            checked
            {
                if (IsSigned(ty))
                {
                    (Int128 a, Int128 b) = (Extend(left, ty), Extend(right, ty));
                    Int128 exact = op is MirBinOp.Add or MirBinOp.AddWithOverflow ? a + b : op is MirBinOp.Sub or MirBinOp.SubWithOverflow ? a - b : a * b;
                    overflows = exact != Extend(result, ty);
                }
                else
                {
                    UInt128 exact = op is MirBinOp.Add or MirBinOp.AddWithOverflow ? left + right : op is MirBinOp.Sub or MirBinOp.SubWithOverflow ? left - right : left * right;
                    overflows = exact != result;
                }
            }
        }
        catch (OverflowException)
        {
            overflows = true;
        }
        return (result, overflows);
    }

    private static Int128 Extend(UInt128 bits, Ty.Primitive ty)
    {
        int unused = 128 - PrimitiveSizes.Of(ty) * 8;
        return (Int128)(bits << unused) >> unused;
    }

    private static bool IsSigned(Ty.Primitive ty) => ty.Kind is >= PrimTy.I8 and <= PrimTy.Isize;

    private UInt128? ScalarOf(Operand operand) => operand switch
    {
        Operand.Copy it => _known.ScalarIn(it.Place),
        Operand.Move it => _known.ScalarIn(it.Place),
        Operand.Constant it => ScalarOf(it.Value.Const),
        _ => null,
    };

    private UInt128? ScalarOf(MirConst constant)
    {
        if (constant.Ty is not Ty.Primitive)
        {
            return null;
        }
        switch (constant)
        {
            case MirConst.Value { Contents: ConstValue.Scalar scalar }:
                return scalar.Bits;
            case MirConst.TypeLevel { Const: var level } when !level.HasParam:
                return _queries.Evaluate(level);
            case MirConst.Unevaluated { Args.HasParam: false } it:
                return _queries.Evaluate(it.Def, it.Args, it.Promoted) is ConstValue.Scalar value ? value.Bits : null;
            default:
                return null;
        }
    }

    private Ty TyOf(Operand operand) => operand switch
    {
        Operand.Copy it => PlaceTy.Of(_body, it.Place, _queries.Types.Types).Ty,
        Operand.Move it => PlaceTy.Of(_body, it.Place, _queries.Types.Types).Ty,
        Operand.Constant it => it.Value.Const.Ty,
        _ => throw new Base.CompilerBug("unknown operand"),
    };

    /// <summary>The type of an operand that is an integer, <c>bool</c> or <c>char</c>; null for others.</summary>
    private Ty.Primitive? ScalarTyOf(Operand operand) => TyOf(operand) is Ty.Primitive { Kind: PrimTy.Bool or PrimTy.Char or (>= PrimTy.I8 and <= PrimTy.Usize) } ty ? ty : null;

    private Ty.Primitive? IntegerTyOf(Operand operand) => ScalarTyOf(operand) is { Kind: >= PrimTy.I8 } ty ? ty : null;

    private string Show(Operand operand, bool isPlain = false) => ScalarOf(operand) is { } value ? Show(value, TyOf(operand), isPlain) : "_";

    /// <param name="isPlain">Without the type, where the number is given.</param>
    private static string Show(UInt128 value, Ty ty, bool isPlain = false)
    {
        Ty.Primitive primitive = (Ty.Primitive)ty;
        string name = TyPrinter.NameOf(primitive.Kind);
        int size = PrimitiveSizes.Of(primitive);
        UInt128 max = IsSigned(primitive) ? PrimitiveSizes.SignedMin(size) - 1 : PrimitiveSizes.Truncate(UInt128.MaxValue, size);
        if (value == max)
        {
            return $"{name}::MAX";
        }
        if (IsSigned(primitive) && value == max + 1)
        {
            return $"{name}::MIN";
        }
        string number = IsSigned(primitive) ? Extend(value, primitive).ToString(CultureInfo.InvariantCulture) : value.ToString(CultureInfo.InvariantCulture);
        return isPlain ? number : $"{number}_{name}";
    }
}
