using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Build;

/// <summary><c>AsPlace</c>: expressions as memory.</summary>
internal sealed partial class BodyBuilder
{
    /// <summary>The place of an expression; a value is put into a temporary first.</summary>
    private Place AsPlace(ref BasicBlock block, TypedExpr expr) => ToPlace(AsPlaceBuilder(ref block, expr, isMutable: false));

    /// <summary>As <see cref="AsPlace"/>, to be written through.</summary>
    private Place AsMutablePlace(ref BasicBlock block, TypedExpr expr) => ToPlace(AsPlaceBuilder(ref block, expr, isMutable: true));

    /// <summary>A place; for a variable that the closure does not capture there is none (nothing looks at it).</summary>
    private Place ToPlace(PlaceBuilder builder) =>
        TryToPlace(builder) ?? throw new CompilerBug("a variable is used that the closure does not capture");

    private Place? TryToPlace(PlaceBuilder builder)
    {
        if (!builder.IsUpvar)
        {
            return new Place(builder.Local, builder.Projection);
        }
        ImmutableArray<CapturedPlace> captures = _results.Captures[_closure!.Def];
        for (int i = 0; i < captures.Length; i++)
        {
            if (captures[i].Variable != builder.Upvar || MatchCapture(captures[i], builder) is not { } used)
            {
                continue;
            }
            Place place = CapturePlace(i);
            return new Place(place.Local, place.Projection.AddRange(builder.Projection[used..]));
        }
        return null;
    }

    /// <summary>The closure's field for a capture, through the reference if it is captured by one.</summary>
    private Place CapturePlace(int index)
    {
        CapturedPlace capture = _results.Captures[_closure!.Def][index];
        Ty type = _results.TypeOf(_closure.Id);
        Place self = new(Local.FromIndex(1));
        if (type is Ty.Closure { Kind: not ClosureKind.FnOnce })
        {
            self = self.Deref();
        }
        Ty fieldTy = UpvarsOf(type)[index];
        Place field = self.Field(FieldIdx.FromIndex(index), fieldTy);
        return capture.Kind == CaptureKind.Value ? field : field.Deref();
    }

    private static TyList UpvarsOf(Ty closure) => closure switch
    {
        Ty.Closure it => ((Ty.Tuple)it.UpvarsTy).Elements,
        Ty.Coroutine it => ((Ty.Tuple)it.UpvarsTy).Elements,
        _ => throw new CompilerBug($"{closure} captures nothing"),
    };

    /// <summary>How many of the place's projections the capture covers; null when it is not a part of the captured place.</summary>
    private static int? MatchCapture(CapturedPlace capture, PlaceBuilder place)
    {
        int at = 0;
        foreach (CaptureProjection step in capture.Projections)
        {
            // A capture names variant fields without the downcast that MIR has before them.
            while (at < place.Projection.Length && place.Projection[at] is PlaceElem.Downcast)
            {
                at++;
            }
            if (at >= place.Projection.Length)
            {
                return null;
            }
            bool same = place.Projection[at] switch
            {
                PlaceElem.Deref => step.IsDeref,
                PlaceElem.Field it => !step.IsDeref && it.Idx == step.Field,
                _ => false,
            };
            if (!same)
            {
                return null;
            }
            at++;
        }
        return at;
    }

    private PlaceBuilder AsPlaceBuilder(ref BasicBlock block, TypedExpr expr, bool isMutable)
    {
        if (expr.IsAdjusted)
        {
            switch (expr.AdjustmentIn(_results))
            {
                case AdjustmentKind.BuiltinDeref:
                    return AsPlaceBuilder(ref block, expr.Inner, isMutable: false).Deref();
                case AdjustmentKind.OverloadedDeref it:
                    return OverloadedDeref(ref block, expr, it.IsMutable).Deref();
                default:
                    return PlaceBuilder.OfLocal(AsTemp(ref block, expr, isMutable));
            }
        }
        switch (expr.Expr)
        {
            case HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Local local } }:
                return VariablePlace(HirId.FromIndex(local.Binding.Index));
            case HirExpr.Path { QPath: HirQPath.Resolved { Path.Res: Res.Def { Kind: DefKind.Static, Id: var def } } }:
                return PlaceBuilder.OfLocal(StaticAddress(ref block, def, expr)).Deref();
            case HirExpr.Field it:
                return AsPlaceBuilder(ref block, Full(it.Base), isMutable: false).Field(_results.FieldIdxOf(it.Id), TypeOf(expr));
            case HirExpr.Unary { Op: HirUnOp.Deref } it:
                return _results.TypeDependentDefOf(it.Id) is { } deref
                    ? PlaceBuilder.OfLocal(OverloadedOperator(ref block, it.Id, deref, RefTo(TypeOf(expr), it.Operand), [Full(it.Operand)], it.Span)).Deref()
                    : AsPlaceBuilder(ref block, Full(it.Operand), isMutable: false).Deref();
            case HirExpr.Index it:
                return _results.TypeDependentDefOf(it.Id) is { } index
                    ? PlaceBuilder.OfLocal(
                        OverloadedOperator(ref block, it.Id, index, RefTo(TypeOf(expr), it.Base), [Full(it.Base), Full(it.IndexValue)], it.Span)).Deref()
                    : BuiltinIndex(ref block, it, expr);
            default:
                return PlaceBuilder.OfLocal(AsTemp(ref block, expr, isMutable));
        }
    }

    /// <summary>The result type of an operator method: a reference as mutable as its operand was borrowed.</summary>
    private Ty RefTo(Ty target, HirExpr operand) =>
        Types.Ref(Common.Erased, target, isMutable: _results.AdjustedTypeOf(operand) is Ty.Ref { IsMutable: true });

    private PlaceBuilder VariablePlace(HirId variable)
    {
        if (!_variables.TryGetValue(variable, out VariableLocals locals))
        {
            return _closure is not null
                ? PlaceBuilder.OfUpvar(variable)
                : throw new CompilerBug("a variable is used before it is declared");
        }
        return _inGuard && locals.ForGuard != default
            ? PlaceBuilder.OfLocal(locals.ForGuard).Deref()
            : PlaceBuilder.OfLocal(locals.ForBody);
    }

    private Local StaticAddress(ref BasicBlock block, DefId def, TypedExpr expr)
    {
        Ty ty = TypeOf(expr);
        bool isRaw = _context.IsMutableStatic(def);
        Ty pointer = isRaw ? Types.RawPtr(ty, isMutable: true) : Types.Ref(Common.Erased, ty, isMutable: false);
        Local local = _body.Locals.Add(new LocalDecl(pointer, true, Info(expr.Span), new LocalInfo(LocalKind.StaticRef, Def: def), []));
        SourceInfo source = Info(expr.Span);
        Push(block, new Statement.StorageLive(source, local));
        bool isThreadLocal = (_context.FnAttrsOf(def).Flags & FnAttrFlags.ThreadLocal) != 0;
        Rvalue address = isThreadLocal
            ? new Rvalue.ThreadLocalRef(def)
            : new Rvalue.Use(new Operand.Constant(new ConstOperand(
                expr.Span, new MirConst.Value(pointer, new ConstValue.StaticPointer(def, 0)))));
        Assign(block, source, new Place(local), address);
        _scopes.ScheduleDrop(_scopes.TemporaryDepth, local, needsDrop: false, needsStorageDead: true);
        return local;
    }

    /// <summary><c>Deref::deref(&amp;e)</c> of an adjustment: the reference it returns.</summary>
    private PlaceBuilder OverloadedDeref(ref BasicBlock block, TypedExpr expr, bool isMutable)
    {
        SourceInfo source = Info(expr.Span);
        Ty self = TypeOf(expr.Inner);
        Ty selfRef = Types.Ref(Common.Erased, self, isMutable);
        Place receiver = isMutable ? AsMutablePlace(ref block, expr.Inner) : AsPlace(ref block, expr.Inner);
        Place reference = NewTempPlace(selfRef, expr.Span);
        Push(block, new Statement.StorageLive(source, reference.Local));
        Assign(block, source, reference, new Rvalue.Ref(Common.Erased, isMutable ? BorrowKind.Mut : BorrowKind.Shared, receiver));
        _scopes.ScheduleDrop(_scopes.TemporaryDepth, reference.Local, needsDrop: false, needsStorageDead: true);
        LangItem lang = isMutable ? LangItem.DerefMut : LangItem.Deref;
        DefId method = MethodOfTrait(_context.LangItem(lang));
        Ty result = Types.Ref(Common.Erased, TypeOf(expr), isMutable);
        Place target = NewTempPlace(result, expr.Span);
        Push(block, new Statement.StorageLive(source, target.Local));
        Call(ref block, source, Types.FnDef(method, Types.Args(self)), [new Operand.Move(reference)], target, CallSource.OverloadedOperator);
        _scopes.ScheduleDrop(_scopes.TemporaryDepth, target.Local, needsDrop: false, needsStorageDead: true);
        return PlaceBuilder.OfLocal(target.Local);
    }

    private DefId MethodOfTrait(DefId trait)
    {
        foreach (AssocItem item in _context.AssocItemsOf(trait).Items)
        {
            if (item.Kind == DefKind.AssocFn)
            {
                return item.Id;
            }
        }
        throw new CompilerBug("an operator trait has no method");
    }

    /// <summary>Calls an operator's method; the temporary with its result.</summary>
    private Local OverloadedOperator(
        ref BasicBlock block, HirId id, TypeDependentDef method, Ty result, ImmutableArray<TypedExpr> operands, SourceSpan span)
    {
        Local target = NewTemp(result, span);
        SourceInfo source = Info(span);
        Push(block, new Statement.StorageLive(source, target));
        CallOperator(ref block, id, method, operands, new Place(target), span);
        ScheduleTemp(target, _results.TypeOf(id), id);
        return target;
    }

    private void CallOperator(
        ref BasicBlock block, HirId id, TypeDependentDef method, ImmutableArray<TypedExpr> operands, Place destination, SourceSpan span)
    {
        ImmutableArray<Operand>.Builder args = ImmutableArray.CreateBuilder<Operand>(operands.Length);
        foreach (TypedExpr operand in operands)
        {
            args.Add(AsOperand(ref block, operand));
        }
        Ty function = Types.FnDef(method.Def, Types.EraseRegions(_results.ArgsOf(id)!));
        Call(ref block, Info(span), function, args.MoveToImmutable(), destination, CallSource.OverloadedOperator);
    }

    private PlaceBuilder BuiltinIndex(ref BasicBlock block, HirExpr.Index expr, TypedExpr typed)
    {
        TypedExpr baseExpr = Full(expr.Base);
        PlaceBuilder builder = AsPlaceBuilder(ref block, baseExpr, isMutable: false);
        Local index = AsTemp(ref block, Full(expr.IndexValue), isMutable: false);
        Place place = ToPlace(builder);
        SourceInfo source = Info(expr.Span);
        Operand length = LengthOf(block, place, TypeOf(baseExpr), source);
        Place inBounds = NewTempPlace(Common.Bool, expr.Span);
        Operand indexValue = new Operand.Copy(new Place(index));
        Assign(block, source, inBounds, new Rvalue.Binary(MirBinOp.Lt, indexValue, length));
        AssertThat(ref block, source, new Operand.Move(inBounds), expected: true, new AssertMessage.BoundsCheck(length, indexValue));
        return PlaceBuilder.Of(place).Project(new PlaceElem.Index(index));
    }

    /// <summary>The number of elements of an array or slice.</summary>
    private Operand LengthOf(BasicBlock block, Place place, Ty ty, SourceInfo source)
    {
        if (ty is Ty.Array array)
        {
            return new Operand.Constant(new ConstOperand(source.Span, new MirConst.TypeLevel(Common.Usize, array.Length)));
        }
        Place pointer = NewTempPlace(Types.RawPtr(ty, isMutable: false), source.Span);
        Assign(block, source, pointer, new Rvalue.RawPtr(false, place));
        Place length = NewTempPlace(Common.Usize, source.Span);
        Assign(block, source, length, new Rvalue.Unary(MirUnOp.PtrMetadata, new Operand.Move(pointer)));
        return new Operand.Copy(length);
    }

    private void AssertThat(ref BasicBlock block, SourceInfo source, Operand condition, bool expected, AssertMessage message)
    {
        BasicBlock next = _scopes.NewBlock();
        Terminate(block, new Terminator.Assert(source, condition, expected, message, next, _scopes.Unwind(source)));
        block = next;
    }
}
