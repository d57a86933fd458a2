using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>Places: fields, indexing, dereferencing, borrowing. [expr.place-value]</summary>
internal sealed partial class BodyChecker
{
    /// <summary>The pointee of a reference or box (or raw pointer, where allowed), without any trait.</summary>
    internal Ty? BuiltinDeref(Ty ty, bool allowRaw) => ty switch
    {
        Ty.Ref it => it.Pointee,
        Ty.Adt { Def.IsBox: true } it => it.Args.TypeAt(0),
        Ty.RawPtr it when allowRaw => it.Pointee,
        _ => null,
    };

    /// <summary><c>&lt;ty as Deref&gt;::Target</c> where the trait holds.</summary>
    internal Ty? OverloadedDerefTarget(Ty ty, SourceSpan span)
    {
        if (ty is not (Ty.Adt or Ty.Param or Ty.Alias or Ty.Dynamic))
        {
            return null;
        }
        DefId deref = _context.LangItem(LangItem.Deref);
        if (deref.IsNone)
        {
            return null;
        }
        GenericArgs args = Types.Args(ty);
        if (!_solver.MayHold(_env, Types.TraitPredicate(Types.TraitRef(deref, args))))
        {
            return null;
        }
        Ty target = Normalize(Types.Alias(AliasKind.Projection, _context.LangItem(LangItem.DerefTarget), args), span);
        target = Shallow(target);
        if (target.IsTyVar)
        {
            SelectWherePossible();
            target = Shallow(target);
        }
        return target;
    }

    internal void AddAdjustment(HirExpr expr, Adjustment adjustment)
    {
        TypeckResults.NodeData node = _results.Edit(expr.Id);
        node.Adjustments = node.Adjustments.IsDefault ? [adjustment] : node.Adjustments.Add(adjustment);
    }

    /// <summary>Records the dereferences that an <see cref="Autoderef"/> made.</summary>
    private void ApplyAutoderef(HirExpr expr, Autoderef autoderef)
    {
        for (int i = 0; i < autoderef.Steps; i++)
        {
            Ty target = i + 1 < autoderef.Steps ? autoderef.Path[i + 1].From : autoderef.Current;
            AdjustmentKind kind = autoderef.Path[i].IsOverloaded
                ? new AdjustmentKind.OverloadedDeref(IsMutable: false)
                : AdjustmentKind.BuiltinDeref.Instance;
            if (autoderef.Path[i].IsOverloaded)
            {
                RequireTrait(LangItem.Deref, autoderef.Path[i].From, expr.Span, CauseCode.Misc.Instance);
            }
            AddAdjustment(expr, new Adjustment(kind, target));
        }
    }

    private static bool IsPlaceExpr(HirExpr expr) => expr switch
    {
        HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local or Res.Error or Res.Def { Kind: DefKind.Static } } } => true,
        HirExpr.Unary { Op: HirUnOp.Deref } or HirExpr.Field or HirExpr.Index or HirExpr.Error => true,
        _ => false,
    };

    private Ty FieldTy(Ty.Adt adt, VariantDef variant, FieldIdx field, SourceSpan span)
    {
        Ty declared = _context.TypeOf(variant.Fields[field.Index].Def);
        TaintIfError(declared);
        return Normalize(Types.Instantiate(declared, adt.Args), span);
    }

    private Ty CheckField(HirExpr.Field expr)
    {
        Ty baseTy = Check(expr.Base);
        baseTy = StructurallyResolved(baseTy, expr.Base.Span);
        Symbol name = expr.Ident.Name;
        FieldDef? inaccessible = null;
        Ty? ownerOfPrivate = null;
        Autoderef autoderef = new(this, baseTy, expr.Base.Span);
        while (autoderef.Next())
        {
            switch (TryStructurallyResolve(autoderef.Current))
            {
                case Ty.Adt { Def.IsEnum: false } adt when adt.Def.SingleVariant.FieldNamed(name) is { } field:
                {
                    FieldDef definition = adt.Def.SingleVariant.Fields[field.Index];
                    if (!_context.Crates.IsAccessible(definition.Visibility, _module))
                    {
                        inaccessible ??= definition;
                        ownerOfPrivate ??= adt;
                        continue;
                    }
                    ApplyAutoderef(expr.Base, autoderef);
                    _results.Edit(expr.Id).Field = field;
                    return FieldTy(adt, adt.Def.SingleVariant, field, expr.Span);
                }
                case Ty.Tuple tuple when int.TryParse(name.Text, out int index) && index < tuple.Elements.Count && name.Text == index.ToString(System.Globalization.CultureInfo.InvariantCulture):
                    ApplyAutoderef(expr.Base, autoderef);
                    _results.Edit(expr.Id).Field = FieldIdx.FromIndex(index);
                    return tuple.Elements[index];
                case Ty.Error error:
                    return error;
            }
        }
        return ErrorTy(inaccessible is not null
            ? FieldErrors.PrivateField(this, expr, Resolve(baseTy), Resolve(ownerOfPrivate!))
            : FieldErrors.NoFieldOnExpr(this, expr, Resolve(baseTy)));
    }

    private Ty CheckIndex(HirExpr.Index expr)
    {
        Ty baseTy = Check(expr.Base);
        baseTy = StructurallyResolved(baseTy, expr.Base.Span);
        Ty index = Check(expr.IndexValue);
        if (baseTy is Ty.Error || Shallow(index) is Ty.Error)
        {
            return baseTy is Ty.Error ? baseTy : Shallow(index);
        }
        Autoderef autoderef = new(this, baseTy, expr.Base.Span);
        while (autoderef.Next())
        {
            Ty step = TryStructurallyResolve(autoderef.Current);
            if (TryIndexStep(expr, autoderef, step, index) is { } element)
            {
                return element;
            }
        }
        return ErrorTy(TypeckErrors.CannotIndex(this, expr, Resolve(baseTy)));
    }

    private Ty? TryIndexStep(HirExpr.Index expr, Autoderef autoderef, Ty step, Ty index)
    {
        Ty? element = step switch
        {
            Ty.Array it => it.Element,
            Ty.Slice it => it.Element,
            _ => null,
        };
        Ty indexTy = Shallow(index);
        if (element is not null && (indexTy == Common.Usize || indexTy is Ty.Infer { Kind: InferKind.Integer }))
        {
            _inference.TryEquate(Common.Usize, indexTy);
            ApplyAutoderef(expr.Base, autoderef);
            return element;
        }
        if (TryOverloadedIndex(expr, autoderef, step, index, isUnsized: false) is { } output)
        {
            return output;
        }
        return step is Ty.Array array ? TryOverloadedIndex(expr, autoderef, Types.Slice(array.Element), index, isUnsized: true) : null;
    }

    private Ty? TryOverloadedIndex(HirExpr.Index expr, Autoderef autoderef, Ty self, Ty index, bool isUnsized)
    {
        DefId trait = _context.LangItem(LangItem.Index);
        if (trait.IsNone || self.IsTyVar)
        {
            return null;
        }
        Ty input = _inference.NewTyVar(expr.IndexValue.Span);
        TraitRef traitRef = Types.TraitRef(trait, self, input);
        if (!_solver.MayHold(_env, Types.TraitPredicate(traitRef)))
        {
            return null;
        }
        ApplyAutoderef(expr.Base, autoderef);
        Ty reference = Types.Ref(Common.Erased, autoderef.Current, isMutable: false);
        AddAdjustment(expr.Base, new Adjustment(new AdjustmentKind.Borrow(AutoBorrow.Shared), reference));
        if (isUnsized)
        {
            AddAdjustment(expr.Base, new Adjustment(
                new AdjustmentKind.Pointer(PointerCoercion.Unsize), Types.Ref(Common.Erased, self, isMutable: false)));
        }
        Register(Types.TraitPredicate(traitRef), expr.Span, CauseCode.Misc.Instance);
        // The impl may say what the index is; if several fit, the index's own type says which impl.
        SelectWherePossible();
        Ty found = Resolve(index);
        if (!TryCoerce(expr.IndexValue, found, input))
        {
            Mismatched(expr.IndexValue.Span, input, found);
        }
        DefId method = _context.AssocItemsOf(trait).Items[MethodIndex(trait)].Id;
        _results.Edit(expr.Id).Def = new TypeDependentDef(DefKind.AssocFn, method);
        _results.Edit(expr.Id).Args = traitRef.Args;
        AssocItem output = _context.AssocItemsOf(trait).Find(Symbol.Intern("Output"), DefKind.AssocTy)
            ?? throw new Base.CompilerBug("the trait `Index` has no `Output`");
        return Normalize(Types.Alias(AliasKind.Projection, output.Id, traitRef.Args), expr.Span);
    }

    private Ty CheckAddrOf(HirExpr.AddrOf expr, Expectation expected)
    {
        Expectation inner = Expectation.None;
        if (expected.Ty is not null)
        {
            switch (Shallow(expected.Ty))
            {
                case Ty.Ref it:
                    // `&[1, 2]` for `&[u8]`: the elements' type is known, but the operand is an array, not a slice.
                    inner = HintForPointee(expr.Operand, it.Pointee);
                    break;
                case Ty.RawPtr it:
                    inner = HintForPointee(expr.Operand, it.Pointee);
                    break;
            }
        }
        Ty operand = Check(expr.Operand, inner);
        if (expr.IsMutable)
        {
            ConvertPlaceToMutable(expr.Operand);
        }
        if (expr.IsRaw)
        {
            if (!IsPlaceExpr(expr.Operand) && !Shallow(operand).HasError)
            {
                Taint(TypeckErrors.RawBorrowOfValue(this, expr.Operand.Span));
            }
            return Types.RawPtr(operand, expr.IsMutable);
        }
        return Types.Ref(Common.Erased, operand, expr.IsMutable);
    }

    private Expectation HintForPointee(HirExpr operand, Ty pointee)
    {
        pointee = Shallow(pointee);
        if (IsPlaceExpr(operand))
        {
            // A place has the type it has: a hint could only mislead.
            return Expectation.None;
        }
        return RvalueHint(pointee);
    }

    /// <summary>What a value is hinted to be that is written where a type is expected which may be unsized, as <c>CStr</c> is.</summary>
    private Expectation RvalueHint(Ty ty)
    {
        Ty tail = ty;
        // A type that contains itself is an error told elsewhere; the bound only keeps us from following it for ever.
        for (int depth = 0; depth < 256; depth++)
        {
            if (tail is not Ty.Adt { Def.IsStruct: true } adt || adt.Def.SingleVariant.Fields.Length == 0)
            {
                break;
            }
            tail = Shallow(Types.Instantiate(_context.TypeOf(adt.Def.SingleVariant.Fields[^1].Def), adt.Args));
        }
        return Expectation.Rvalue(ty, tail);
    }

    private Ty CheckUnary(HirExpr.Unary expr, Expectation expected)
    {
        Expectation inner = expr.Op == HirUnOp.Deref ? Expectation.None : expected;
        Ty operand = Check(expr.Operand, inner);
        if (expr.Op == HirUnOp.Deref)
        {
            return CheckDeref(expr, operand);
        }
        operand = StructurallyResolved(operand, expr.Operand.Span);
        if (operand is Ty.Error)
        {
            return operand;
        }
        bool isBuiltin = expr.Op == HirUnOp.Not
            ? operand.IsBool || operand.IsIntegral
            : (operand.IsIntegral && !operand.IsUnsigned) || operand.IsFloat;
        return isBuiltin ? operand : CheckOverloadedUnary(expr, operand);
    }

    private Ty CheckOverloadedUnary(HirExpr.Unary expr, Ty operand)
    {
        DefId trait = _context.LangItem(expr.Op == HirUnOp.Not ? LangItem.Not : LangItem.Neg);
        TraitRef traitRef = Types.TraitRef(trait, operand);
        if (trait.IsNone || !_solver.MayHold(_env, Types.TraitPredicate(traitRef)))
        {
            return ErrorTy(TypeckErrors.UnaryOperator(this, expr, Resolve(operand)));
        }
        return ConfirmOperator(expr.Id, trait, traitRef, expr.Span, CauseCode.Misc.Instance);
    }

    /// <summary>Records an overloaded operator and makes its result type.</summary>
    private Ty ConfirmOperator(HirId id, DefId trait, TraitRef traitRef, SourceSpan span, CauseCode code)
    {
        Register(Types.TraitPredicate(traitRef), span, code);
        DefId method = _context.AssocItemsOf(trait).Items[MethodIndex(trait)].Id;
        _results.Edit(id).Def = new TypeDependentDef(DefKind.AssocFn, method);
        _results.Edit(id).Args = traitRef.Args;
        AssocItem? output = _context.AssocItemsOf(trait).Find(s_output, DefKind.AssocTy);
        return output is null ? Common.Bool : Normalize(Types.Alias(AliasKind.Projection, output.Id, traitRef.Args), span);
    }

    private static readonly Symbol s_output = Symbol.Intern("Output");

    private Ty CheckDeref(HirExpr.Unary expr, Ty operand)
    {
        operand = StructurallyResolved(operand, expr.Operand.Span);
        if (BuiltinDeref(operand, allowRaw: true) is { } pointee)
        {
            return pointee;
        }
        if (operand is Ty.Error)
        {
            return operand;
        }
        if (OverloadedDerefTarget(operand, expr.Span) is not { } target)
        {
            return ErrorTy(TypeckErrors.CannotDeref(this, expr, Resolve(operand)));
        }
        DefId trait = _context.LangItem(LangItem.Deref);
        TraitRef traitRef = Types.TraitRef(trait, operand);
        Register(Types.TraitPredicate(traitRef), expr.Span, CauseCode.Misc.Instance);
        AddAdjustment(expr.Operand, new Adjustment(
            new AdjustmentKind.Borrow(AutoBorrow.Shared), Types.Ref(Common.Erased, operand, isMutable: false)));
        _results.Edit(expr.Id).Def = new TypeDependentDef(DefKind.AssocFn, _context.AssocItemsOf(trait).Items[MethodIndex(trait)].Id);
        _results.Edit(expr.Id).Args = traitRef.Args;
        return target;
    }

    /// <summary>
    /// The place turned out to be used mutably: overloaded dereferences and indexing on the way to it go through
    /// <c>DerefMut</c> and <c>IndexMut</c> instead.
    /// </summary>
    internal void ConvertPlaceToMutable(HirExpr place)
    {
        List<HirExpr> path = [place];
        while (true)
        {
            HirExpr? inner = path[^1] switch
            {
                HirExpr.Field it => it.Base,
                HirExpr.Index it => it.Base,
                HirExpr.Unary { Op: HirUnOp.Deref } it => it.Operand,
                _ => null,
            };
            if (inner is null)
            {
                break;
            }
            path.Add(inner);
        }
        for (int i = path.Count - 1; i >= 0; i--)
        {
            HirExpr expr = path[i];
            ConvertAdjustmentsToMutable(expr);
            switch (expr)
            {
                case HirExpr.Index it:
                    ConvertOperatorToMutable(expr.Id, it.Base, LangItem.IndexMut);
                    break;
                case HirExpr.Unary { Op: HirUnOp.Deref } it:
                    ConvertOperatorToMutable(expr.Id, it.Operand, LangItem.DerefMut);
                    break;
            }
        }
    }

    private void ConvertAdjustmentsToMutable(HirExpr expr)
    {
        ImmutableArray<Adjustment> adjustments = _results.AdjustmentsOf(expr.Id);
        for (int i = 0; i < adjustments.Length; i++)
        {
            if (adjustments[i].Kind is not AdjustmentKind.OverloadedDeref { IsMutable: false })
            {
                continue;
            }
            Ty source = i == 0 ? _results.TypeOf(expr.Id) : adjustments[i - 1].Target;
            DefId derefMut = _context.LangItem(LangItem.DerefMut);
            Predicate goal = Types.TraitPredicate(Types.TraitRef(derefMut, Resolve(source)));
            // Where it cannot be done mutably the borrow checker says so (E0596).
            if (_solver.MayHold(_env, goal))
            {
                adjustments = adjustments.SetItem(i, adjustments[i] with { Kind = new AdjustmentKind.OverloadedDeref(IsMutable: true) });
            }
        }
        if (adjustments.Length > 0)
        {
            _results.Edit(expr.Id).Adjustments = adjustments;
        }
    }

    private void ConvertOperatorToMutable(HirId id, HirExpr operand, LangItem mutableTrait)
    {
        if (_results.TypeDependentDefOf(id) is null || _results.ArgsOf(id) is not { } args)
        {
            return;
        }
        DefId trait = _context.LangItem(mutableTrait);
        if (trait.IsNone || !_solver.MayHold(_env, Types.TraitPredicate(Types.TraitRef(trait, args))))
        {
            return;
        }
        Register(Types.TraitPredicate(Types.TraitRef(trait, args)), operand.Span, CauseCode.Misc.Instance);
        _results.Edit(id).Def = new TypeDependentDef(DefKind.AssocFn, _context.AssocItemsOf(trait).Items[MethodIndex(trait)].Id);
        ImmutableArray<Adjustment> adjustments = _results.AdjustmentsOf(operand.Id);
        for (int i = 0; i < adjustments.Length; i++)
        {
            // The operator's own borrow, and what follows it, become mutable.
            if (adjustments[i].Target is Ty.Ref { IsMutable: false } reference
                && adjustments[i].Kind is AdjustmentKind.Borrow or AdjustmentKind.Pointer { Kind: PointerCoercion.Unsize }
                && (i == adjustments.Length - 1 || adjustments[i + 1].Kind is AdjustmentKind.Pointer))
            {
                AdjustmentKind kind = adjustments[i].Kind is AdjustmentKind.Borrow ? new AdjustmentKind.Borrow(AutoBorrow.Mut) : adjustments[i].Kind;
                adjustments = adjustments.SetItem(i, new Adjustment(kind, Types.Ref(reference.Region, reference.Pointee, isMutable: true)));
            }
        }
        _results.Edit(operand.Id).Adjustments = adjustments;
    }
}
