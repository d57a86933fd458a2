using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Build;

/// <summary>
/// References to constant expressions are references to statics: <c>&amp;5</c>, <c>&amp;[1, 2]</c>. Decided on the expression, where
/// evaluation cannot fail and the value has neither a destructor nor interior mutability. [destructors.scope.const-promotion]
/// </summary>
internal sealed partial class BodyBuilder
{
    /// <summary>Set while a promoted constant is built.</summary>
    private Body? _promotionOwner;

    /// <summary>The constant that stands for <c>&amp;operand</c>; null when it is not promoted.</summary>
    private ConstOperand? TryPromote(TypedExpr operand, Ty referenceTy, SourceSpan span)
    {
        // There is nothing in an empty array that could be changed or dropped.
        bool isEmptyArray = !operand.IsAdjusted && operand.Expr is HirExpr.Array { Elements.Length: 0 };
        bool isMutable = referenceTy is Ty.Ref { IsMutable: true };
        if (!isEmptyArray && (isMutable || !IsPromotable(operand) || !IsPromotableType(TypeOf(operand))))
        {
            return null;
        }
        // References inside a promoted constant are promoted too: all of them belong to the function's own body.
        Body owner = _promotionOwner ?? _body;
        Body promoted = new(_body.Def, 0, span) { Promoted = owner.PromotedBodies.NextId };
        Promoted id = owner.PromotedBodies.Add(promoted);
        BodyBuilder builder = new(_context, _crate, _results, promoted, _closure, new MirBuildOptions(_checksOverflow, false))
        {
            _promotionOwner = owner,
        };
        builder.BuildPromoted(operand, referenceTy, span);
        return new ConstOperand(span, new MirConst.Unevaluated(referenceTy, _body.Def, _context.IdentityArgsOf(_body.Def), id));
    }

    private void BuildPromoted(TypedExpr operand, Ty referenceTy, SourceSpan span)
    {
        SourceInfo source = Info(span);
        _body.Locals.Add(new LocalDecl(referenceTy, true, source, new LocalInfo(LocalKind.Return), []));
        BasicBlock block = _scopes.NewBlock();
        BasicBlock returnBlock = _scopes.NewBlock();
        _scopes.EnterBody(returnBlock);
        _scopes.Push(ScopeKind.Terminating);
        Local value = NewTemp(TypeOf(operand), span);
        Into(new Place(value), ref block, operand);
        Assign(block, source, Place.Return, new Rvalue.Ref(
            Common.Erased, referenceTy is Ty.Ref { IsMutable: true } ? BorrowKind.Mut : BorrowKind.Shared, new Place(value)));
        _scopes.Pop(ref block, source);
        Goto(block, returnBlock, source);
        _body.Blocks[returnBlock].Terminator = new Terminator.Return(source);
        _scopes.FinishUnreachable(source);
    }

    private bool IsPromotableType(Ty ty) =>
        !NeedsDrop(ty) && (_context.LangItem(LangItem.Freeze) is var freeze && (freeze.IsNone || _solver.ImplementsTrait(_env, freeze, ty)));

    private bool IsPromotable(HirExpr expr) => IsPromotable(Full(expr));

    private bool IsPromotable(TypedExpr expr)
    {
        if (expr.IsAdjusted)
        {
            return expr.AdjustmentIn(_results) is AdjustmentKind.Pointer { Kind: PointerCoercion.Unsize or PointerCoercion.ReifyFnPointer }
                && IsPromotable(expr.Inner);
        }
        switch (expr.Expr)
        {
            case HirExpr.Literal:
                return true;
            case HirExpr.Unary { Op: HirUnOp.Neg, Operand: HirExpr.Literal }:
                return true;
            case HirExpr.Cast it:
                return IsPromotable(it.Operand) && (_results.IsCoercionCast(it.Id) || (TypeOf(expr).IsNumeric && TypeOf(Full(it.Operand)) is Ty.Primitive));
            case HirExpr.Path it:
                return IsPromotablePath(it, TypeOf(expr));
            case HirExpr.Array it:
                return ArePromotable(it.Elements);
            case HirExpr.Tuple it:
                return ArePromotable(it.Elements);
            case HirExpr.Repeat it:
                return IsPromotable(it.Element);
            case HirExpr.AddrOf { IsRaw: false, IsMutable: false } it:
                return IsPromotable(it.Operand) && IsPromotableType(TypeOf(Full(it.Operand)));
            case HirExpr.Struct { Base: null } it:
                foreach (HirExprField field in it.Fields)
                {
                    if (!IsPromotable(field.Value))
                    {
                        return false;
                    }
                }
                return true;
            case HirExpr.Call { Callee: HirExpr.Path callee } it:
                return _results.TypeDependentDefOf(it.Id) is null && DefOfPath(callee).Kind == DefKind.Ctor && ArePromotable(it.Args);
            case HirExpr.Binary { Op: not (HirBinOp.Div or HirBinOp.Rem or HirBinOp.And or HirBinOp.Or) } it:
                // Overflow is an error at the place, not a panic in a constant: only what cannot overflow is promoted.
                return _results.TypeDependentDefOf(it.Id) is null && !TypeOf(expr).IsIntegral && IsPromotable(it.Left) && IsPromotable(it.Right);
            default:
                return false;
        }
    }

    private bool ArePromotable(ImmutableArray<HirExpr> exprs)
    {
        foreach (HirExpr expr in exprs)
        {
            if (!IsPromotable(expr))
            {
                return false;
            }
        }
        return true;
    }

    private bool IsPromotablePath(HirExpr.Path path, Ty ty)
    {
        (DefKind kind, _) = DefOfPath(path);
        return kind switch
        {
            DefKind.Ctor or DefKind.Fn or DefKind.AssocFn or DefKind.ConstParam => true,
            DefKind.Const or DefKind.AssocConst => true,
            _ => false,
        };
    }
}
