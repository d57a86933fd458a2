using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Instances.Shims;

/// <summary>
/// <c>drop_in_place::&lt;T&gt;(*mut T)</c>: the type's own <c>drop</c>, then the fields in declaration order. If one panics the
/// rest is dropped while unwinding; a second panic aborts. [destructors.operation]
/// </summary>
internal sealed class DropGlue(MonoQueries queries, InstanceResolver resolver)
{
    private ShimBuilder _shim = null!;
    private BasicBlock _return;
    private BasicBlock _resume;

    private TypeInterner Interner => queries.Types.Types;

    public Body Build(Ty ty)
    {
        _shim = new ShimBuilder(queries.DropGlueItem, queries.Types.Common.Unit, Interner.RawPtr(ty, isMutable: true));
        BasicBlock start = _shim.NewBlock();
        _return = _shim.NewBlock();
        _shim.Return(_return);
        _resume = _shim.NewBlock(isCleanup: true);
        _shim.Resume(_resume);
        Place value = new Place(ShimBuilder.Parameter(0)).Deref();
        _shim.Goto(start, DropValue(ty, value, _return, _resume));
        return _shim.Body;
    }

    /// <summary>Returns the block that begins the drop of a place and goes on to <paramref name="next"/>.</summary>
    private BasicBlock DropValue(Ty ty, Place value, BasicBlock next, BasicBlock cleanup) => ty switch
    {
        Ty.Adt { Def.IsBox: true } box => DropBox(box, value, next, cleanup),
        Ty.Adt adt => DropAdt(adt, value, next, cleanup),
        Ty.Tuple tuple => DropFields(FieldsOf(tuple.Elements, value), next, cleanup),
        Ty.Closure closure => DropFields(FieldsOf(((Ty.Tuple)closure.UpvarsTy).Elements, value), next, cleanup),
        Ty.Array or Ty.Slice => DropElements(ty, value, next, cleanup),
        // A trait object's drop is a call through its vtable; the emitter knows it by the terminator's type.
        Ty.Dynamic => DropOne(value, next, cleanup),
        _ => throw new CompilerBug($"{ty} has no drop glue"),
    };

    private BasicBlock DropOne(Place value, BasicBlock next, BasicBlock cleanup)
    {
        bool isCleanup = _shim.Body.Blocks[next].IsCleanup;
        BasicBlock block = _shim.NewBlock(isCleanup);
        UnwindAction unwind = isCleanup ? UnwindAction.Terminate(UnwindTerminateReason.InCleanup) : UnwindAction.Cleanup(cleanup);
        _shim.Drop(block, value, next, unwind);
        return block;
    }

    private ImmutableArray<(Place Place, Ty Ty)> FieldsOf(TyList types, Place value)
    {
        List<(Place, Ty)> fields = [];
        for (int i = 0; i < types.Count; i++)
        {
            fields.Add((value.Field(FieldIdx.FromIndex(i), types[i]), types[i]));
        }
        return [.. fields];
    }

    private ImmutableArray<(Place Place, Ty Ty)> FieldsOf(Ty.Adt adt, VariantDef variant, Place value)
    {
        List<(Place, Ty)> fields = [];
        for (int i = 0; i < variant.Fields.Length; i++)
        {
            Ty ty = queries.Normalize(Interner.Instantiate(queries.Types.TypeOf(variant.Fields[i].Def), adt.Args));
            fields.Add((value.Field(FieldIdx.FromIndex(i), ty), ty));
        }
        return [.. fields];
    }

    /// <summary>Drops each field; if one panics, those after it are dropped on the way out.</summary>
    private BasicBlock DropFields(ImmutableArray<(Place Place, Ty Ty)> fields, BasicBlock next, BasicBlock cleanup)
    {
        for (int i = fields.Length - 1; i >= 0; i--)
        {
            if (!resolver.NeedsDrop(fields[i].Ty))
            {
                continue;
            }
            BasicBlock unwindNext = cleanup;
            next = DropOne(fields[i].Place, next, cleanup);
            if (!_shim.Body.Blocks[next].IsCleanup)
            {
                cleanup = DropOne(fields[i].Place, unwindNext, unwindNext);
            }
        }
        return next;
    }

    private BasicBlock DropAdt(Ty.Adt adt, Place value, BasicBlock next, BasicBlock cleanup)
    {
        bool dropsFields = !adt.Def.IsUnion && !adt.Def.IsManuallyDrop;
        BasicBlock fields = dropsFields ? DropVariants(adt, value, next, cleanup) : next;
        if (queries.DropMethodOf(adt.Def) is not { IsSome: true })
        {
            return fields;
        }
        BasicBlock fieldsInCleanup = dropsFields ? DropVariants(adt, value, cleanup, cleanup) : cleanup;
        return CallDrop(adt, value, fields, fieldsInCleanup);
    }

    private BasicBlock DropVariants(Ty.Adt adt, Place value, BasicBlock next, BasicBlock cleanup)
    {
        if (!adt.Def.IsEnum)
        {
            return DropFields(FieldsOf(adt, adt.Def.SingleVariant, value), next, cleanup);
        }
        bool isCleanup = _shim.Body.Blocks[next].IsCleanup;
        List<System.UInt128> values = [];
        List<BasicBlock> targets = [];
        ImmutableArray<System.UInt128> discriminants = queries.DiscriminantsOf(adt.Def);
        for (int i = 0; i < adt.Def.Variants.Length; i++)
        {
            VariantDef variant = adt.Def.Variants[i];
            Place downcast = value.Downcast(VariantIdx.FromIndex(i), variant.Name);
            BasicBlock target = DropFields(FieldsOf(adt, variant, downcast), next, cleanup);
            if (target != next)
            {
                values.Add(discriminants[i]);
                targets.Add(target);
            }
        }
        if (targets.Count == 0)
        {
            return next;
        }
        targets.Add(next);
        BasicBlock block = _shim.NewBlock(isCleanup);
        Ty discriminantTy = DiscriminantTy(adt.Def);
        Local discriminant = _shim.NewLocal(discriminantTy);
        _shim.Assign(block, new Place(discriminant), new Rvalue.Discriminant(value));
        _shim.Terminate(block, new Terminator.SwitchInt(
            ShimBuilder.Source, new Operand.Move(new Place(discriminant)), new SwitchTargets([.. values], [.. targets])));
        return block;
    }

    private Ty DiscriminantTy(AdtDef def) => def.Repr.Int is { } declared ? queries.Types.Common.Of(declared) : queries.Types.Common.Isize;

    private BasicBlock CallDrop(Ty.Adt adt, Place value, BasicBlock next, BasicBlock cleanup)
    {
        bool isCleanup = _shim.Body.Blocks[next].IsCleanup;
        Ty selfRef = Interner.Ref(queries.Types.Common.Erased, adt, isMutable: true);
        Local self = _shim.NewLocal(selfRef);
        Local unit = _shim.NewLocal(queries.Types.Common.Unit);
        BasicBlock block = _shim.NewBlock(isCleanup);
        _shim.Assign(block, new Place(self), new Rvalue.Ref(queries.Types.Common.Erased, BorrowKind.Mut, value));
        Ty dropTrait = Interner.FnDef(DropMethodOfTrait(), Interner.Args(adt));
        UnwindAction unwind = isCleanup ? UnwindAction.Terminate(UnwindTerminateReason.InCleanup) : UnwindAction.Cleanup(cleanup);
        _shim.Call(block, ShimBuilder.Function(dropTrait), [new Operand.Move(new Place(self))], new Place(unit), next, unwind);
        return block;
    }

    /// <summary><c>Drop::drop</c> itself: resolution finds the impl's.</summary>
    private Resolve.Definitions.DefId DropMethodOfTrait()
    {
        foreach (AssocItem item in queries.Types.AssocItemsOf(queries.LangItem(LangItem.Drop)).Items)
        {
            if (item.Kind == Resolve.Definitions.DefKind.AssocFn)
            {
                return item.Id;
            }
        }
        throw new CompilerBug("the trait Drop has no method");
    }

    /// <summary>What the box holds, then the box's own Drop impl, which frees it, then its allocator.</summary>
    private BasicBlock DropBox(Ty.Adt box, Place value, BasicBlock next, BasicBlock cleanup)
    {
        BasicBlock free = DropAdt(box, value, next, cleanup);
        Ty content = box.Args.TypeAt(0);
        return resolver.NeedsDrop(content) ? DropOne(value.Deref(), free, DropAdt(box, value, cleanup, cleanup)) : free;
    }

    /// <summary><c>while i != len { drop(v[i]); i += 1 }</c>, the index advanced before each drop so that unwinding goes on behind it.</summary>
    private BasicBlock DropElements(Ty ty, Place value, BasicBlock next, BasicBlock cleanup)
    {
        Ty usize = queries.Types.Common.Usize;
        Local length = _shim.NewLocal(usize);
        Local index = _shim.NewLocal(usize);
        BasicBlock cleanupLoop = ElementLoop(value, length, index, cleanup, cleanup);
        BasicBlock loop = ElementLoop(value, length, index, next, cleanupLoop);
        BasicBlock start = _shim.NewBlock();
        if (ty is Ty.Array array)
        {
            _shim.Assign(start, new Place(length), new Rvalue.Use(new Operand.Constant(new ConstOperand(
                Base.Source.SourceSpan.Dummy, new MirConst.TypeLevel(usize, array.Length)))));
        }
        else
        {
            Operand pointer = new Operand.Copy(new Place(ShimBuilder.Parameter(0)));
            _shim.Assign(start, new Place(length), new Rvalue.Unary(MirUnOp.PtrMetadata, pointer));
        }
        _shim.Assign(start, new Place(index), new Rvalue.Use(ShimBuilder.Integer(usize, 0, 8)));
        _shim.Goto(start, loop);
        return start;
    }

    private BasicBlock ElementLoop(Place value, Local length, Local index, BasicBlock next, BasicBlock cleanup)
    {
        bool isCleanup = _shim.Body.Blocks[next].IsCleanup;
        Ty usize = queries.Types.Common.Usize;
        BasicBlock head = _shim.NewBlock(isCleanup);
        BasicBlock body = _shim.NewBlock(isCleanup);
        Local isDone = _shim.NewLocal(queries.Types.Common.Bool);
        Local current = _shim.NewLocal(usize);
        _shim.Assign(head, new Place(isDone), new Rvalue.Binary(MirBinOp.Eq, new Operand.Copy(new Place(index)), new Operand.Copy(new Place(length))));
        _shim.Terminate(head, new Terminator.SwitchInt(ShimBuilder.Source, new Operand.Move(new Place(isDone)), SwitchTargets.If(next, body)));
        _shim.Assign(body, new Place(current), new Rvalue.Use(new Operand.Copy(new Place(index))));
        _shim.Assign(body, new Place(index), new Rvalue.Binary(MirBinOp.Add, new Operand.Copy(new Place(index)), ShimBuilder.Integer(usize, 1, 8)));
        UnwindAction unwind = isCleanup ? UnwindAction.Terminate(UnwindTerminateReason.InCleanup) : UnwindAction.Cleanup(cleanup);
        _shim.Drop(body, value.Project(new PlaceElem.Index(current)), head, unwind);
        return head;
    }
}
