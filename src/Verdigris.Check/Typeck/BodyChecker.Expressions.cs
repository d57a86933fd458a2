using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>Expressions. [expr]</summary>
internal sealed partial class BodyChecker
{
    private const int MaxExprDepth = 3000;

    /// <summary>Checks and coerces to a demanded type.</summary>
    private void CheckCoercible(HirExpr expr, Ty expected, MismatchCause? cause = null)
    {
        Ty found = CheckWithHint(expr, expected);
        if (!TryCoerce(expr, found, expected))
        {
            Mismatched(SpanForMismatch(expr), expected, found, cause);
        }
    }

    /// <summary>Checks an expression that must have just this type.</summary>
    private void CheckHasType(HirExpr expr, Ty expected, MismatchCause? cause = null)
    {
        Ty found = CheckWithHint(expr, expected);
        if (found.IsNever)
        {
            TryCoerce(expr, found, expected);
        }
        else if (!_inference.TryEquate(expected, found))
        {
            Mismatched(SpanForMismatch(expr), expected, found, cause);
        }
    }

    private Ty CheckWithHint(HirExpr expr, Ty hint) => Check(expr, Expectation.HasType(hint));

    private Ty Check(HirExpr expr) => Check(expr, Expectation.None);

    private Ty Check(HirExpr expr, Expectation expected)
    {
        if (_depth > MaxExprDepth)
        {
            Ty tooDeep = ErrorTy(TypeckErrors.TooDeep(this, expr.Span));
            _results.SetType(expr.Id, tooDeep);
            return tooDeep;
        }
        _depth++;
        bool divergedBefore = _diverges;
        _diverges = false;
        Ty ty = CheckShape(expr, expected);
        if (Shallow(ty).IsNever)
        {
            _diverges = true;
        }
        _results.SetType(expr.Id, ty);
        _diverges |= divergedBefore;
        _depth--;
        return ty;
    }

    private Ty CheckShape(HirExpr expr, Expectation expected) => expr switch
    {
        HirExpr.Literal it => CheckLiteral(it, expected),
        HirExpr.Path it => CheckPathExpr(it.QPath, it.Id, it.Span),
        HirExpr.Call it => CheckCall(it, expected),
        HirExpr.MethodCall it => CheckMethodCall(it, expected),
        HirExpr.Binary it => CheckBinary(it, expected),
        HirExpr.AssignOp it => CheckAssignOp(it),
        HirExpr.Unary it => CheckUnary(it, expected),
        HirExpr.AddrOf it => CheckAddrOf(it, expected),
        HirExpr.Block it => CheckBlockExpr(it, expected),
        HirExpr.DropTemps it => Check(it.Inner, expected),
        HirExpr.If it => CheckIf(it, expected),
        HirExpr.Let it => CheckLetExpr(it),
        HirExpr.Match it => CheckMatch(it, expected),
        HirExpr.Loop it => CheckLoop(it, expected),
        HirExpr.Break it => CheckBreak(it),
        HirExpr.Continue it => it.Destination.Error is { } reported ? ErrorTy(reported) : Common.Never,
        HirExpr.Return it => CheckReturn(it),
        HirExpr.Assign it => CheckAssign(it),
        HirExpr.Field it => CheckField(it),
        HirExpr.Index it => CheckIndex(it),
        HirExpr.Tuple it => CheckTuple(it, expected),
        HirExpr.Array it => CheckArray(it, expected),
        HirExpr.Repeat it => CheckRepeat(it, expected),
        HirExpr.Struct it => CheckStruct(it, expected),
        HirExpr.Cast it => CheckCast(it),
        HirExpr.Closure it => CheckClosure(it, expected),
        HirExpr.ConstBlock it => CheckConstBlock(it, expected),
        HirExpr.OffsetOf it => CheckOffsetOf(it),
        HirExpr.InlineAsm it => CheckInlineAsm(it),
        HirExpr.Yield it => CheckYield(it),
        HirExpr.Error it => ErrorTy(it.Reported),
    };

    private Ty CheckLiteral(HirExpr.Literal expr, Expectation expected)
    {
        switch (expr.Value)
        {
            case HirLit.Bool:
                return Common.Bool;
            case HirLit.Char:
                return Common.Char;
            case HirLit.Byte:
                return Common.U8;
            case HirLit.Str:
                return Types.Ref(Common.Static, Common.Str, isMutable: false);
            case HirLit.ByteStr it:
                return Types.Ref(Common.Static, Types.Array(Common.U8, (ulong)it.Value.Length), isMutable: false);
            case HirLit.CStr:
            {
                DefId cstr = _context.LangItem(LangItem.CStr);
                return Types.Ref(Common.Static, Types.Adt(_context.AdtDefOf(cstr), Common.EmptyArgs), isMutable: false);
            }
            case HirLit.Int { Suffix: { } suffix }:
                return Common.Of(suffix);
            case HirLit.Float { Suffix: { } suffix }:
                return Common.Of(suffix);
            case HirLit.Int:
            {
                Ty? hint = expected.Ty is null ? null : Shallow(expected.Ty);
                if (hint is not null && expected.Kind == ExpectationKind.HasType && hint.IsIntegral)
                {
                    return hint;
                }
                // `97 as char` wants u8, `0 as *const T` wants usize.
                if (expected.Kind == ExpectationKind.CastableTo && hint is not null)
                {
                    if (hint.IsChar)
                    {
                        return Common.U8;
                    }
                    if (hint is Ty.RawPtr or Ty.FnDef or Ty.FnPtr)
                    {
                        return Common.Usize;
                    }
                    if (hint.IsIntegral)
                    {
                        return hint;
                    }
                }
                return _inference.NewTyVar(expr.Span, InferKind.Integer);
            }
            case HirLit.Float:
                return expected.OnlyHasType is { } floatHint && Shallow(floatHint).IsFloat
                    ? Shallow(floatHint)
                    : _inference.NewTyVar(expr.Span, InferKind.Float);
            case HirLit.Error it:
                return ErrorTy(it.Reported);
            default:
                throw new Base.CompilerBug("unknown literal");
        }
    }

    private Ty CheckTuple(HirExpr.Tuple expr, Expectation expected)
    {
        TyList? hints = expected.OnlyHasType is { } hint && Shallow(hint) is Ty.Tuple tuple && tuple.Elements.Count == expr.Elements.Length
            ? tuple.Elements
            : null;
        Ty[] elements = new Ty[expr.Elements.Length];
        for (int i = 0; i < elements.Length; i++)
        {
            if (hints is not null)
            {
                Ty element = CheckWithHint(expr.Elements[i], hints[i]);
                // Coercing here lets `(&x, y)` become `(&dyn T, u8)`; what does not fit is found where the tuple is used.
                elements[i] = TryCoerce(expr.Elements[i], element, hints[i]) ? hints[i] : element;
            }
            else
            {
                elements[i] = Check(expr.Elements[i]);
            }
            RequireSized(elements[i], expr.Elements[i].Span, CauseCode.Misc.Instance);
        }
        return Types.Tuple(elements);
    }

    private Ty CheckArray(HirExpr.Array expr, Expectation expected)
    {
        Ty? hint = ElementHint(expected);
        if (expr.Elements.Length == 0)
        {
            return Types.Array(hint ?? _inference.NewTyVar(expr.Span), 0);
        }
        CoerceMany elements = new(hint ?? _inference.NewTyVar(expr.Span));
        foreach (HirExpr element in expr.Elements)
        {
            Ty found = CheckWithHint(element, elements.Merged);
            elements.Coerce(this, element, found, element.Span);
        }
        Ty elementTy = elements.Complete(this);
        RequireSized(elementTy, expr.Span, CauseCode.Misc.Instance);
        return Types.Array(elementTy, (ulong)expr.Elements.Length);
    }

    private Ty? ElementHint(Expectation expected) => expected.Ty is null ? null : Shallow(expected.Ty) switch
    {
        Ty.Array it => it.Element,
        Ty.Slice it => it.Element,
        _ => null,
    };

    private Ty CheckRepeat(HirExpr.Repeat expr, Expectation expected)
    {
        Const count = NormalizeConst(_lowerer.Lower(expr.Count, Common.Usize), expr.Span);
        Ty element;
        if (ElementHint(expected) is { } hint)
        {
            CheckCoercible(expr.Element, hint);
            element = hint;
        }
        else
        {
            Ty variable = _inference.NewTyVar(expr.Element.Span);
            CheckHasType(expr.Element, variable);
            element = variable;
        }
        bool isConstant = expr.Element switch
        {
            HirExpr.ConstBlock => true,
            HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Const or DefKind.AssocConst } } } => true,
            HirExpr.Path { QPath: HirQPath.TypeRelative, Id: var id } => _results.TypeDependentDefOf(id) is { Kind: DefKind.AssocConst },
            _ => false,
        };
        bool isFew = count is Const.Value { Bits: var bits } && bits <= 1;
        if (!isConstant && !isFew)
        {
            RequireTrait(LangItem.Copy, element, expr.Element.Span, CauseCode.RepeatElement.Instance);
        }
        RequireSized(element, expr.Span, CauseCode.Misc.Instance);
        return Types.Array(element, count);
    }

    private Const NormalizeConst(Const constant, SourceSpan span)
    {
        List<Obligation> obligations = [];
        Const normal = _solver.Normalize(constant, _env, new ObligationCause(span), obligations);
        _fulfillment.Register(obligations);
        return normal;
    }

    private Ty CheckConstBlock(HirExpr.ConstBlock expr, Expectation expected)
    {
        FnScope fn = _fn;
        bool diverges = _diverges;
        _fn = new FnScope(expr.Def, Common.Unit, null);
        Ty hint = expected.OnlyHasType ?? _inference.NewTyVar(expr.Span);
        CheckCoercible(expr.Body.Value, hint);
        _fn = fn;
        _diverges = diverges;
        return hint;
    }

    private Ty CheckInlineAsm(HirExpr.InlineAsm expr)
    {
        _inlineAsm.Add(expr.Value);
        foreach (HirAsmOperand operand in expr.Value.Operands)
        {
            switch (operand)
            {
                case HirAsmOperand.In it:
                    Check(it.Value);
                    break;
                case HirAsmOperand.Out { Place: { } place }:
                    Check(place);
                    break;
                case HirAsmOperand.InOut it:
                    Check(it.Value);
                    if (it.OutPlace is not null)
                    {
                        Check(it.OutPlace);
                    }
                    break;
                case HirAsmOperand.Sym it:
                    if (Resolve(Check(it.Value)) is not (Ty.FnDef or Ty.Error) && it.Value.QPath is not HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Static } })
                    {
                        Report(Base.Diagnostics.Diagnostic.ErrorWithoutCode("invalid `sym` operand", it.Value.Span)
                            .WithPrimaryLabel("is a local variable")
                            .WithHelp("`sym` operands must refer to either a function or a static"));
                    }
                    break;
            }
        }
        return (expr.Value.Options & HirAsmOptions.NoReturn) != 0 ? Common.Never : Common.Unit;
    }

    private Ty CheckOffsetOf(HirExpr.OffsetOf expr)
    {
        Ty container = _lowerer.LowerAndNormalize(expr.Ty);
        ImmutableArray<(Ty, VariantIdx, FieldIdx)>.Builder path = ImmutableArray.CreateBuilder<(Ty, VariantIdx, FieldIdx)>();
        foreach (HirIdent name in expr.Fields)
        {
            container = StructurallyResolved(container, expr.Span);
            switch (container)
            {
                case Ty.Adt { Def: { IsEnum: false } def } adt when def.SingleVariant.FieldNamed(name.Name) is { } field:
                    path.Add((container, VariantIdx.FromIndex(0), field));
                    container = FieldTy(adt, def.SingleVariant, field, expr.Span);
                    continue;
                case Ty.Tuple tuple when int.TryParse(name.Name.Text, out int index) && index < tuple.Elements.Count:
                    path.Add((container, VariantIdx.FromIndex(0), FieldIdx.FromIndex(index)));
                    container = tuple.Elements[index];
                    continue;
                case Ty.Error:
                    return Common.Usize;
                default:
                    Taint(FieldErrors.NoField(this, name, container));
                    return Common.Usize;
            }
        }
        _results.Edit(expr.Id).OffsetOfPath = path.ToImmutable();
        return Common.Usize;
    }

    /// <summary>The part of an expression that a type error should point at: a block's value, not the block.</summary>
    private static SourceSpan SpanForMismatch(HirExpr expr)
    {
        while (expr is HirExpr.Block { Value.Expr: { } tail })
        {
            expr = tail is HirExpr.DropTemps dropped ? dropped.Inner : tail;
        }
        return expr.Span;
    }
}
