using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Typeck.Captures;

/// <summary>
/// Walks a checked body and says of each place how it is used: moved, mutably borrowed or written, or read. Follows what MIR
/// will do with adjustments and patterns. The types come from the results being built.
/// </summary>
internal abstract class PlaceUseVisitor(BodyChecker checker, TypeckResults results)
{
    protected BodyChecker Checker { get; } = checker;

    protected TypeckResults Results { get; } = results;

    protected abstract void Use(HirPlace place, UseKind kind, SourceSpan span);

    protected abstract void VisitClosure(HirExpr.Closure closure);

    /// <summary>Uses an expression's value: moves or copies it.</summary>
    public void Consume(HirExpr expr)
    {
        UseByValue(PlaceOf(expr), expr.Span);
        Walk(expr);
    }

    private void UseByValue(HirPlace place, SourceSpan span)
    {
        if (place.IsVariable)
        {
            Use(place, Checker.IsCopy(place.Ty) ? UseKind.Shared : UseKind.Moved, span);
        }
    }

    private void Borrow(HirPlace place, bool isMutable, SourceSpan span)
    {
        if (place.IsVariable)
        {
            Use(place, isMutable ? UseKind.Mutable : UseKind.Shared, span);
        }
    }

    /// <summary>Uses what an expression's parts are used for, and its adjustments; not its own value.</summary>
    private void Walk(HirExpr expr)
    {
        WalkAdjustments(expr);
        switch (expr)
        {
            case HirExpr.Path or HirExpr.Literal or HirExpr.ConstBlock or HirExpr.OffsetOf or HirExpr.Continue or HirExpr.Error:
                break;
            case HirExpr.Unary { Op: HirUnOp.Deref } it:
                Walk(it.Operand);
                break;
            case HirExpr.Field it:
                Walk(it.Base);
                break;
            case HirExpr.Index it:
                Walk(it.Base);
                Consume(it.IndexValue);
                break;
            case HirExpr.Unary it:
                Consume(it.Operand);
                break;
            case HirExpr.Call it:
                Consume(it.Callee);
                ConsumeAll(it.Args);
                break;
            case HirExpr.MethodCall it:
                Consume(it.Receiver);
                ConsumeAll(it.Args);
                break;
            case HirExpr.Binary it:
                Consume(it.Left);
                Consume(it.Right);
                break;
            case HirExpr.Struct it:
                WalkStruct(it);
                break;
            case HirExpr.Tuple it:
                ConsumeAll(it.Elements);
                break;
            case HirExpr.Array it:
                ConsumeAll(it.Elements);
                break;
            case HirExpr.Repeat it:
                Consume(it.Element);
                break;
            case HirExpr.Cast it:
                Consume(it.Operand);
                break;
            case HirExpr.DropTemps it:
                Consume(it.Inner);
                break;
            case HirExpr.If it:
                Consume(it.Condition);
                Consume(it.Then);
                if (it.Else is not null)
                {
                    Consume(it.Else);
                }
                break;
            case HirExpr.Let it:
                WalkMatched(it.Init, it.Pat);
                break;
            case HirExpr.Match it:
                WalkMatch(it);
                break;
            case HirExpr.Loop it:
                WalkBlock(it.Body);
                break;
            case HirExpr.Block it:
                WalkBlock(it.Value);
                break;
            case HirExpr.Break { Value: { } value }:
                Consume(value);
                break;
            case HirExpr.Break:
                break;
            case HirExpr.Return { Value: { } value }:
                Consume(value);
                break;
            case HirExpr.Return:
                break;
            case HirExpr.Assign it:
                Borrow(PlaceOf(it.Target), isMutable: true, it.Target.Span);
                Walk(it.Target);
                Consume(it.Value);
                break;
            case HirExpr.AssignOp it:
                if (Results.TypeDependentDefOf(it.Id) is not null)
                {
                    Consume(it.Target);
                }
                else
                {
                    Borrow(PlaceOf(it.Target), isMutable: true, it.Target.Span);
                    Walk(it.Target);
                }
                Consume(it.Value);
                break;
            case HirExpr.AddrOf it:
                Borrow(PlaceOf(it.Operand), it.IsMutable, it.Operand.Span);
                Walk(it.Operand);
                break;
            case HirExpr.Closure it:
                VisitClosure(it);
                break;
            case HirExpr.InlineAsm it:
                WalkAsm(it.Value);
                break;
            case HirExpr.Yield it:
                Consume(it.Value);
                break;
        }
    }

    private void ConsumeAll(ImmutableArray<HirExpr> exprs)
    {
        foreach (HirExpr expr in exprs)
        {
            Consume(expr);
        }
    }

    private void WalkAsm(HirInlineAsm asm)
    {
        foreach (HirAsmOperand operand in asm.Operands)
        {
            switch (operand)
            {
                case HirAsmOperand.In it:
                    Consume(it.Value);
                    break;
                case HirAsmOperand.Out { Place: { } place }:
                    Borrow(PlaceOf(place), isMutable: true, place.Span);
                    break;
                case HirAsmOperand.InOut it:
                    Consume(it.Value);
                    Borrow(PlaceOf(it.OutPlace ?? it.Value), isMutable: true, it.Span);
                    break;
            }
        }
    }

    private void WalkAdjustments(HirExpr expr)
    {
        ImmutableArray<Adjustment> adjustments = Results.AdjustmentsOf(expr.Id);
        HirPlace place = UnadjustedPlaceOf(expr);
        foreach (Adjustment adjustment in adjustments)
        {
            switch (adjustment.Kind)
            {
                case AdjustmentKind.NeverToAny or AdjustmentKind.Pointer:
                    UseByValue(place, expr.Span);
                    break;
                case AdjustmentKind.OverloadedDeref it:
                    Borrow(place, it.IsMutable, expr.Span);
                    break;
                case AdjustmentKind.Borrow it:
                    Borrow(place, it.Kind != AutoBorrow.Shared, expr.Span);
                    break;
                case AdjustmentKind.BorrowRaw it:
                    Borrow(place, it.IsMutable, expr.Span);
                    break;
                case AdjustmentKind.BuiltinDeref:
                    break;
            }
            place = Adjust(place, adjustment);
        }
    }

    private void WalkStruct(HirExpr.Struct expr)
    {
        HashSet<int> given = [];
        foreach (HirExprField field in expr.Fields)
        {
            Consume(field.Value);
            if (expr.Base is not null)
            {
                given.Add(Results.FieldIdxOf(field.Id).Index);
            }
        }
        if (expr.Base is null)
        {
            return;
        }
        HirPlace place = PlaceOf(expr.Base);
        ImmutableArray<Ty> types = Results.FieldTypesOf(expr.Id);
        for (int i = 0; i < types.Length; i++)
        {
            if (!given.Contains(i))
            {
                UseByValue(
                    place.Project(new HirProjection(HirProjectionKind.Field, FieldIdx.FromIndex(i), VariantIdx.FromIndex(0), Checker.Resolve(types[i]))),
                    expr.Base.Span);
            }
        }
        Walk(expr.Base);
    }

    private void WalkBlock(HirBlock block)
    {
        foreach (HirStmt stmt in block.Stmts)
        {
            switch (stmt)
            {
                case HirStmt.Let { Init: { } init } it:
                    WalkMatched(init, it.Pat);
                    if (it.Else is not null)
                    {
                        WalkBlock(it.Else);
                    }
                    break;
                case HirStmt.Expr it:
                    Consume(it.Value);
                    break;
                case HirStmt.Semi it:
                    Consume(it.Value);
                    break;
            }
        }
        if (block.Expr is not null)
        {
            Consume(block.Expr);
        }
    }

    private void WalkMatched(HirExpr scrutinee, HirPat pat)
    {
        Walk(scrutinee);
        WalkPat(PlaceOf(scrutinee), pat, scrutinee.Span);
    }

    private void WalkMatch(HirExpr.Match expr)
    {
        Walk(expr.Scrutinee);
        HirPlace place = PlaceOf(expr.Scrutinee);
        foreach (HirArm arm in expr.Arms)
        {
            WalkPat(place, arm.Pat, expr.Scrutinee.Span);
            if (arm.Guard is not null)
            {
                Consume(arm.Guard);
            }
            Consume(arm.Body);
        }
    }

    /// <summary>Bindings use the part of the place that they bind; tests read the place that they look at.</summary>
    private void WalkPat(HirPlace place, HirPat pat, SourceSpan span)
    {
        foreach (Ty _ in Results.PatAdjustmentsOf(pat.Id))
        {
            place = Deref(place);
        }
        switch (pat)
        {
            case HirPat.Binding it:
            {
                BindingMode mode = Results.BindingModeOf(it.Id);
                if (mode.IsByRef)
                {
                    Borrow(place, mode.IsRefMut, it.Span);
                }
                else
                {
                    UseByValue(place, it.Span);
                }
                if (it.Subpattern is not null)
                {
                    WalkPat(place, it.Subpattern, span);
                }
                break;
            }
            case HirPat.Tuple it:
            {
                int count = Checker.Resolve(place.Ty) is Ty.Tuple tuple ? tuple.Elements.Count : it.Elements.Length;
                for (int i = 0; i < it.Elements.Length; i++)
                {
                    int index = BodyChecker.IndexWithRest(i, it.Elements.Length, count, it.RestPosition);
                    WalkPat(Field(place, FieldIdx.FromIndex(index), VariantIdx.FromIndex(0), it.Elements[i].Id), it.Elements[i], span);
                }
                break;
            }
            case HirPat.TupleStruct it:
            {
                (VariantIdx variant, int fields) = VariantOf(it.Id, it.QPath, place, span);
                for (int i = 0; i < it.Elements.Length; i++)
                {
                    int index = BodyChecker.IndexWithRest(i, it.Elements.Length, fields, it.RestPosition);
                    WalkPat(Field(place, FieldIdx.FromIndex(index), variant, it.Elements[i].Id), it.Elements[i], span);
                }
                break;
            }
            case HirPat.Struct it:
            {
                (VariantIdx variant, _) = VariantOf(it.Id, it.QPath, place, span);
                foreach (HirPatField field in it.Fields)
                {
                    WalkPat(Field(place, Results.FieldIdxOf(field.Id), variant, field.Pat.Id), field.Pat, span);
                }
                break;
            }
            case HirPat.Path it:
                VariantOf(it.Id, it.QPath, place, span);
                break;
            case HirPat.Or it:
                foreach (HirPat alternative in it.Alternatives)
                {
                    WalkPat(place, alternative, span);
                }
                break;
            case HirPat.Ref it:
                WalkPat(Deref(place), it.Pattern, span);
                break;
            case HirPat.Box it:
                WalkPat(Deref(place), it.Pattern, span);
                break;
            case HirPat.Lit or HirPat.Range:
                Borrow(place, isMutable: false, span);
                break;
            case HirPat.Slice it:
            {
                bool matchesAnyLength = it is { Before.IsEmpty: true, Rest: not null, After.IsEmpty: true };
                if (Checker.Resolve(place.Ty) is Ty.Slice && !matchesAnyLength)
                {
                    // The length is looked at.
                    Borrow(place, isMutable: false, span);
                }
                foreach (HirPat before in it.Before)
                {
                    WalkPat(Element(place, before.Id), before, span);
                }
                if (it.Rest is not null)
                {
                    WalkPat(Element(place, it.Rest.Id), it.Rest, span);
                }
                foreach (HirPat after in it.After)
                {
                    WalkPat(Element(place, after.Id), after, span);
                }
                break;
            }
            case HirPat.Wild or HirPat.Error:
                break;
        }
    }

    /// <summary>A variant test reads the discriminant, unless the enum has only this variant.</summary>
    private (VariantIdx Variant, int Fields) VariantOf(HirId id, HirQPath qpath, HirPlace place, SourceSpan span)
    {
        if (Checker.Resolve(place.Ty) is not Ty.Adt adt)
        {
            Borrow(place, isMutable: false, span);
            return (VariantIdx.FromIndex(0), 0);
        }
        if (!adt.Def.IsEnum)
        {
            return (VariantIdx.FromIndex(0), adt.Def.SingleVariant.Fields.Length);
        }
        if (adt.Def.Variants.Length > 1)
        {
            Borrow(place, isMutable: false, span);
        }
        DefId def = Results.TypeDependentDefOf(id)?.Def
            ?? (qpath is HirQPath.Resolved { Path.Res: Res.Def { Id: var resolved } } ? resolved : default);
        foreach (VariantDef variant in adt.Def.Variants)
        {
            if (variant.Def == def || variant.Ctor == def)
            {
                return (adt.Def.VariantOf(def), variant.Fields.Length);
            }
        }
        return (VariantIdx.FromIndex(0), 0);
    }

    private HirPlace Field(HirPlace place, FieldIdx field, VariantIdx variant, HirId typedNode) =>
        place.Project(new HirProjection(HirProjectionKind.Field, field, variant, PatTy(typedNode)));

    private HirPlace Element(HirPlace place, HirId typedNode) =>
        place.Project(new HirProjection(HirProjectionKind.Index, default, default, PatTy(typedNode)));

    /// <summary>The type of the place that a subpattern looks at: before the references that it looks through.</summary>
    private Ty PatTy(HirId pat)
    {
        ImmutableArray<Ty> peeled = Results.PatAdjustmentsOf(pat);
        if (peeled.Length > 0)
        {
            return Checker.Resolve(peeled[0]);
        }
        Ty ty = Checker.Resolve(Results.TypeOf(pat));
        // A binding's own type is the variable's; by reference, the place has the referent's.
        return Results.BindingModeOf(pat).IsByRef && ty is Ty.Ref reference ? Checker.Resolve(reference.Pointee) : ty;
    }

    private HirPlace Deref(HirPlace place)
    {
        Ty ty = Checker.Resolve(place.Ty);
        Ty pointee = Checker.BuiltinDeref(ty, allowRaw: true) ?? ty;
        return place.Project(new HirProjection(HirProjectionKind.Deref, default, default, Checker.Resolve(pointee)));
    }

    /// <summary>The place of an expression after its adjustments.</summary>
    private HirPlace PlaceOf(HirExpr expr)
    {
        HirPlace place = UnadjustedPlaceOf(expr);
        foreach (Adjustment adjustment in Results.AdjustmentsOf(expr.Id))
        {
            place = Adjust(place, adjustment);
        }
        return place;
    }

    private HirPlace Adjust(HirPlace place, Adjustment adjustment) => adjustment.Kind switch
    {
        AdjustmentKind.BuiltinDeref => Deref(place),
        AdjustmentKind.OverloadedDeref => Value(adjustment.Target).Project(
            new HirProjection(HirProjectionKind.Deref, default, default, Checker.Resolve(adjustment.Target))),
        AdjustmentKind.NeverToAny or AdjustmentKind.Borrow or AdjustmentKind.BorrowRaw or AdjustmentKind.Pointer => Value(adjustment.Target),
    };

    private HirPlace Value(Ty ty) => new(default, Checker.Resolve(ty), []);

    private HirPlace UnadjustedPlaceOf(HirExpr expr)
    {
        Ty ty = Checker.Resolve(Results.TryTypeOf(expr.Id) ?? Checker.Common.Unit);
        switch (expr)
        {
            case HirExpr.Path { QPath: HirQPath.Resolved { SelfTy: null, Path.Res: Res.Local local } }:
                return new HirPlace(HirId.FromIndex(local.Binding.Index), ty, []);
            case HirExpr.Unary { Op: HirUnOp.Deref } it:
                if (Results.TypeDependentDefOf(it.Id) is not null)
                {
                    return Value(ty).Project(new HirProjection(HirProjectionKind.Deref, default, default, ty));
                }
                return PlaceOf(it.Operand).Project(new HirProjection(HirProjectionKind.Deref, default, default, ty));
            case HirExpr.Field it when ty is not Ty.Error:
                return PlaceOf(it.Base).Project(new HirProjection(
                    HirProjectionKind.Field, Results.FieldIdxOf(it.Id), VariantIdx.FromIndex(0), ty));
            case HirExpr.Index it:
                if (Results.TypeDependentDefOf(it.Id) is not null)
                {
                    return Value(ty).Project(new HirProjection(HirProjectionKind.Deref, default, default, ty));
                }
                return PlaceOf(it.Base).Project(new HirProjection(HirProjectionKind.Index, default, default, ty));
            default:
                return Value(ty);
        }
    }
}
