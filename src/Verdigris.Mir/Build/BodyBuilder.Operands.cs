using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Build;

/// <summary><c>AsOperand</c>, <c>AsTemp</c>, and constants.</summary>
internal sealed partial class BodyBuilder
{
    /// <summary>Expressions whose temporary lives as long as the <c>let</c> they initialise: by id, the depth of its scope.</summary>
    private readonly Dictionary<HirId, int> _extendedTemporaries = [];

    /// <summary>The expression's value. Anything but a constant is put into a temporary, so that operands are evaluated in order.</summary>
    private Operand AsOperand(ref BasicBlock block, TypedExpr expr)
    {
        if (TryConstant(expr) is { } constant)
        {
            return new Operand.Constant(constant);
        }
        Local temp = AsTemp(ref block, expr, isMutable: true);
        // A temporary that is moved into its use is never dropped in its own right.
        return new Operand.Move(new Place(temp));
    }

    /// <summary>
    /// An argument of a call. A value of unsized type fits in no temporary: it is moved from where it is, and the callee takes a
    /// pointer to it. Only the library does so, where <c>Box&lt;dyn FnOnce()&gt;</c> is called.
    /// </summary>
    private Operand AsArgument(ref BasicBlock block, TypedExpr expr)
    {
        Ty ty = TypeOf(expr);
        bool mayBeUnsized = ty is Ty.Dynamic or Ty.Slice or Ty.Param or Ty.Alias || ty == Common.Str;
        return mayBeUnsized && !_solver.IsSized(_env, ty) ? new Operand.Move(AsPlace(ref block, expr)) : AsOperand(ref block, expr);
    }

    /// <summary>Evaluates into a temporary that is dropped at the end of its temporary scope. [destructors.scope.temporary]</summary>
    private Local AsTemp(ref BasicBlock block, TypedExpr expr, bool isMutable)
    {
        Ty ty = TypeOf(expr);
        Local temp = _body.Locals.Add(new LocalDecl(ty, true, Info(expr.Span), new LocalInfo(LocalKind.Temp), []));
        SourceInfo source = Info(expr.Span);
        int depth = TemporaryDepthOf(expr.Expr.Id);
        if (!ty.IsNever)
        {
            Push(block, new Statement.StorageLive(source, temp));
            _scopes.ScheduleDrop(depth, temp, needsDrop: false, needsStorageDead: true);
        }
        Into(new Place(temp), ref block, expr);
        _scopes.ScheduleDrop(depth, temp, NeedsDrop(ty), needsStorageDead: false);
        return temp;
    }

    private int TemporaryDepthOf(HirId id) => _extendedTemporaries.TryGetValue(id, out int extended) ? extended : _scopes.TemporaryDepth;

    private void ScheduleTemp(Local temp, Ty ty, HirId id)
    {
        int depth = TemporaryDepthOf(id);
        _scopes.ScheduleDrop(depth, temp, needsDrop: false, needsStorageDead: true);
        _scopes.ScheduleDrop(depth, temp, NeedsDrop(_body.Locals[temp].Ty), needsStorageDead: false);
    }

    /// <summary>Literals, functions, named constants and const parameters.</summary>
    private ConstOperand? TryConstant(TypedExpr expr)
    {
        if (expr.IsAdjusted)
        {
            return null;
        }
        switch (expr.Expr)
        {
            case HirExpr.Literal it:
                return new ConstOperand(it.Span, LiteralConstant(it.Value, TypeOf(expr), isNegated: false));
            case HirExpr.Unary { Op: HirUnOp.Neg, Operand: HirExpr.Literal { Value: HirLit.Int or HirLit.Float } literal } it
                when _results.TypeDependentDefOf(it.Id) is null && _results.AdjustmentsOf(literal.Id).Length == 0:
                return new ConstOperand(it.Span, LiteralConstant(literal.Value, TypeOf(expr), isNegated: true));
            case HirExpr.ConstBlock it:
                return new ConstOperand(it.Span, new MirConst.Unevaluated(TypeOf(expr), it.Def, _context.IdentityArgsOf(it.Def)));
            case HirExpr.Path it:
                return PathConstant(it, expr);
            default:
                return null;
        }
    }

    private ConstOperand? PathConstant(HirExpr.Path path, TypedExpr expr)
    {
        Ty ty = TypeOf(expr);
        if (ty is Ty.FnDef)
        {
            UserTypeIdx userTy = UserTypeOf(path.Id);
            return new ConstOperand(path.Span, new MirConst.Value(ty, ConstValue.ZeroSized.Instance), userTy);
        }
        (DefKind kind, DefId def) = DefOfPath(path);
        switch (kind)
        {
            case DefKind.Const or DefKind.AssocConst:
                return new ConstOperand(
                    path.Span, new MirConst.Unevaluated(ty, def, Types.EraseRegions(_results.ArgsOf(path.Id)!)), UserTypeOf(path.Id));
            case DefKind.ConstParam:
            {
                Generics generics = _context.GenericsOf(_context.ParentOf(def));
                foreach (GenericParamDef param in generics.Own)
                {
                    if (param.Def == def)
                    {
                        return new ConstOperand(path.Span, new MirConst.TypeLevel(ty, Types.ConstParam(param.Index, param.Name)));
                    }
                }
                throw new CompilerBug("a const parameter is not among its item's generics");
            }
            default:
                return null;
        }
    }

    private (DefKind Kind, DefId Def) DefOfPath(HirExpr.Path path)
    {
        if (_results.TypeDependentDefOf(path.Id) is { } dependent)
        {
            return (dependent.Kind, dependent.Def);
        }
        return path.QPath is HirQPath.Resolved { Path.Res: Res.Def def } ? (def.Kind, def.Id) : (DefKind.Mod, default);
    }

    private UserTypeIdx UserTypeOf(HirId id) =>
        _results.UserTypes.TryGetValue(id, out WrittenType? written)
            ? _body.UserTypes.Add(new UserType(written.Ty, written.Def, written.Args, written.Span))
            : default;

    private MirConst LiteralConstant(HirLit literal, Ty ty, bool isNegated)
    {
        switch (literal)
        {
            case HirLit.Bool it:
                return new MirConst.Value(ty, new ConstValue.Scalar(it.Value ? 1u : 0u, 1));
            case HirLit.Char it:
                return new MirConst.Value(ty, new ConstValue.Scalar((UInt128)it.CodePoint, 4));
            case HirLit.Byte it:
                return new MirConst.Value(ty, new ConstValue.Scalar(it.Value, 1));
            case HirLit.Int it when ty.IsFloat:
                return FloatConstant(it.Value.ToString(CultureInfo.InvariantCulture), ty, isNegated);
            case HirLit.Int it:
            {
                int size = PrimitiveSizes.Of(ty);
                UInt128 bits = isNegated ? UInt128.Zero - it.Value : it.Value;
                return new MirConst.Value(ty, new ConstValue.Scalar(PrimitiveSizes.Truncate(bits, size), size));
            }
            case HirLit.Float it:
                return FloatConstant(it.Text.Text, ty, isNegated);
            case HirLit.Str it:
                return SliceConstant(ty, it.Value.Utf8);
            case HirLit.ByteStr it when ty is Ty.Ref { Pointee: Ty.Slice }:
                return SliceConstant(ty, it.Value.AsSpan());
            case HirLit.ByteStr it:
                return new MirConst.Value(ty, new ConstValue.Pointer(new ConstAllocation([.. it.Value], 1, false, []), 0));
            case HirLit.CStr it:
                return SliceConstant(ty, it.Value.AsSpan());
            default:
                throw new CompilerBug("a literal with an error reached MIR");
        }
    }

    private static MirConst SliceConstant(Ty ty, ReadOnlySpan<byte> bytes) =>
        new MirConst.Value(ty, new ConstValue.Slice(new ConstAllocation(bytes.ToArray(), 1, false, []), (ulong)bytes.Length));

    private static MirConst FloatConstant(string text, Ty ty, bool isNegated)
    {
        if (ty is Ty.Primitive { Kind: PrimTy.F32 })
        {
            float single = float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            uint bits = BitConverter.SingleToUInt32Bits(isNegated ? -single : single);
            return new MirConst.Value(ty, new ConstValue.Scalar(bits, 4));
        }
        double value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        ulong bits64 = BitConverter.DoubleToUInt64Bits(isNegated ? -value : value);
        return new MirConst.Value(ty, new ConstValue.Scalar(bits64, 8));
    }
}
