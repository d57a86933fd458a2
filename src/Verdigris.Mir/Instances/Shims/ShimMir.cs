using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Instances.Shims;

/// <summary>The MIR of every instance that is emitted: of the source, or made here for shims.</summary>
public sealed class ShimMir(MonoQueries queries, InstanceResolver resolver)
{
    private TypeInterner Interner => queries.Types.Types;

    private CommonTypes Common => queries.Types.Common;

    /// <summary>Body and arguments for its types; null if there is no body here (foreign functions).</summary>
    public (Body Body, GenericArgs Args)? BodyOf(Instance instance) => instance.Kind switch
    {
        InstanceKind.Item => queries.MirOf(instance.Def) is { Tainted: null } body ? (body, instance.Args) : null,
        InstanceKind.DropGlue when instance.Ty is Ty.Coroutine coroutine =>
            queries.MirOf(coroutine.Def)?.Coroutine is { } machine ? (machine.Drop, coroutine.Args) : null,
        InstanceKind.DropGlue when instance.Ty is { } ty => (new DropGlue(queries, resolver).Build(ty), Common.EmptyArgs),
        InstanceKind.DropGlue => (EmptyDrop(), Common.EmptyArgs),
        InstanceKind.CtorShim => (Constructor(instance), Common.EmptyArgs),
        InstanceKind.CloneShim => (Clone(instance.Def, instance.Ty!), Common.EmptyArgs),
        InstanceKind.ClosureOnceShim => (ClosureOnce((Ty.Closure)instance.Ty!), Common.EmptyArgs),
        InstanceKind.FnPtrShim => (CallPointer(instance.Def, instance.Ty!), Common.EmptyArgs),
        InstanceKind.FnPtrAddrShim => (FnPtrAddr(instance.Def, instance.Ty!), Common.EmptyArgs),
        InstanceKind.ReifyShim => (Forward(instance, isByPointer: false), Common.EmptyArgs),
        InstanceKind.VtableShim => (Forward(instance, isByPointer: true), Common.EmptyArgs),
        InstanceKind.Intrinsic => queries.MirOf(instance.Def) is { Tainted: null } fallback ? (fallback, instance.Args) : null,
        InstanceKind.Virtual or InstanceKind.VirtualDrop => null,
    };

    /// <summary>The signature of a function item, regions erased, types known.</summary>
    public FnSig SigOf(DefId def, GenericArgs args)
    {
        FnSig sig = Interner.Instantiate(Interner.EraseLateBound(queries.Types.FnSigOf(def)), args);
        Ty[] all = new Ty[sig.InputsAndOutput.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = queries.Normalize(sig.InputsAndOutput[i]);
        }
        return Interner.FnSig(Interner.TyList(all), sig.IsVariadic, sig.IsUnsafe, sig.Abi);
    }

    /// <summary>The ABI that the source gives the instance's function.</summary>
    public string AbiNameOf(Instance instance) =>
        instance.Kind == InstanceKind.Item && queries.Types.KindOf(instance.Def) is DefKind.Fn or DefKind.AssocFn
            ? queries.Types.FnSigOf(instance.Def).Value.Abi.Text
            : "Rust";

    public FnSig SigOfClosure(Ty.Closure closure)
    {
        FnSig sig = Interner.EraseLateBound(closure.Sig);
        Ty[] all = new Ty[sig.InputsAndOutput.Count];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = queries.Normalize(sig.InputsAndOutput[i]);
        }
        return Interner.FnSig(Interner.TyList(all), sig.IsVariadic, sig.IsUnsafe, sig.Abi);
    }

    private Body EmptyDrop()
    {
        ShimBuilder shim = new(queries.DropGlueItem, Common.Unit, Interner.RawPtr(Common.Unit, isMutable: true));
        shim.Return(shim.NewBlock());
        return shim.Body;
    }

    /// <summary><c>Some</c> as a function.</summary>
    private Body Constructor(Instance instance)
    {
        FnSig sig = SigOf(instance.Def, instance.Args);
        Ty.Adt adt = (Ty.Adt)sig.Output;
        ShimBuilder shim = new(instance.Def, adt, sig.Inputs);
        List<Operand> fields = [];
        for (int i = 0; i < sig.Inputs.Length; i++)
        {
            fields.Add(new Operand.Move(new Place(ShimBuilder.Parameter(i))));
        }
        VariantIdx variant = adt.Def.IsEnum ? adt.Def.VariantOf(instance.Def) : VariantIdx.FromIndex(0);
        BasicBlock block = shim.NewBlock();
        shim.Assign(block, Place.Return, new Rvalue.Aggregate(new AggregateKind.Adt(adt.Def, variant, adt.Args, default, default), [.. fields]));
        shim.Return(block);
        return shim.Body;
    }

    /// <summary>Clones each part through its own <c>Clone</c>; a panic on the way drops the clones made so far.</summary>
    private Body Clone(DefId method, Ty ty)
    {
        ShimBuilder shim = new(method, ty, Interner.Ref(Common.Erased, ty, isMutable: false));
        Place source = new Place(ShimBuilder.Parameter(0)).Deref();
        BasicBlock block = shim.NewBlock();
        if (queries.Implements(ty, LangItem.Copy))
        {
            shim.Assign(block, Place.Return, new Rvalue.Use(new Operand.Copy(source)));
            shim.Return(block);
            return shim.Body;
        }
        BasicBlock resume = shim.NewBlock(isCleanup: true);
        shim.Resume(resume);
        BasicBlock cleanup = resume;
        foreach ((PlaceElem elem, Ty part) in PartsOf(ty))
        {
            Local reference = shim.NewLocal(Interner.Ref(Common.Erased, part, isMutable: false));
            shim.Assign(block, new Place(reference), new Rvalue.Ref(Common.Erased, BorrowKind.Shared, source.Project(elem)));
            BasicBlock next = shim.NewBlock();
            Ty function = Interner.FnDef(method, Interner.Args(part));
            Place target = Place.Return.Project(elem);
            shim.Call(block, ShimBuilder.Function(function), [new Operand.Move(new Place(reference))], target, next, UnwindAction.Cleanup(cleanup));
            if (resolver.NeedsDrop(part))
            {
                BasicBlock drop = shim.NewBlock(isCleanup: true);
                shim.Drop(drop, target, cleanup, UnwindAction.Terminate(UnwindTerminateReason.InCleanup));
                cleanup = drop;
            }
            block = next;
        }
        shim.Return(block);
        return shim.Body;
    }

    private IEnumerable<(PlaceElem Elem, Ty Ty)> PartsOf(Ty ty)
    {
        switch (ty)
        {
            case Ty.Tuple tuple:
                for (int i = 0; i < tuple.Elements.Count; i++)
                {
                    yield return (new PlaceElem.Field(FieldIdx.FromIndex(i), tuple.Elements[i]), tuple.Elements[i]);
                }
                break;
            case Ty.Closure closure:
                TyList upvars = ((Ty.Tuple)closure.UpvarsTy).Elements;
                for (int i = 0; i < upvars.Count; i++)
                {
                    yield return (new PlaceElem.Field(FieldIdx.FromIndex(i), upvars[i]), upvars[i]);
                }
                break;
            case Ty.Array { Length: Const.Value { Bits: var count } } array:
                for (ulong i = 0; i < (ulong)count; i++)
                {
                    yield return (new PlaceElem.ConstantIndex(i, (ulong)count, FromEnd: false), array.Element);
                }
                break;
            default:
                throw new CompilerBug($"no clone of {ty} is made by the compiler");
        }
    }

    /// <summary><c>call_once(closure, args)</c> of a closure that takes itself by reference: calls it and drops it.</summary>
    private Body ClosureOnce(Ty.Closure closure)
    {
        FnSig sig = SigOfClosure(closure);
        Ty.Tuple inputs = (Ty.Tuple)sig.Inputs[0];
        ShimBuilder shim = new(closure.Def, sig.Output, closure, inputs) { };
        shim.Body.SpreadArg = ShimBuilder.Parameter(1);
        BasicBlock start = shim.NewBlock();
        BasicBlock drop = shim.NewBlock();
        BasicBlock end = shim.NewBlock();
        BasicBlock resume = shim.NewBlock(isCleanup: true);
        BasicBlock cleanup = shim.NewBlock(isCleanup: true);
        bool isMutable = closure.Kind == ClosureKind.FnMut;
        Local self = shim.NewLocal(Interner.Ref(Common.Erased, closure, isMutable));
        shim.Assign(start, new Place(self), new Rvalue.Ref(
            Common.Erased, isMutable ? BorrowKind.Mut : BorrowKind.Shared, new Place(ShimBuilder.Parameter(0))));
        DefId trait = queries.LangItem(isMutable ? LangItem.FnMut : LangItem.Fn);
        Ty function = Interner.FnDef(OnlyMethodOf(trait), Interner.Args(closure, inputs));
        shim.Call(
            start, ShimBuilder.Function(function),
            [new Operand.Move(new Place(self)), new Operand.Move(new Place(ShimBuilder.Parameter(1)))],
            Place.Return, drop, UnwindAction.Cleanup(cleanup));
        shim.Drop(drop, new Place(ShimBuilder.Parameter(0)), end, UnwindAction.Continue);
        shim.Return(end);
        shim.Drop(cleanup, new Place(ShimBuilder.Parameter(0)), resume, UnwindAction.Terminate(UnwindTerminateReason.InCleanup));
        shim.Resume(resume);
        return shim.Body;
    }

    /// <summary><c>Fn::call(&amp;f, args)</c>, <c>FnOnce::call_once(f, args)</c> of a function item or pointer.</summary>
    private Body CallPointer(DefId method, Ty callee)
    {
        FnSig sig = callee switch
        {
            Ty.FnDef item => SigOf(item.Def, item.Args),
            Ty.FnPtr pointer => Interner.EraseLateBound(pointer.Sig),
            _ => throw new CompilerBug($"{callee} is not a function"),
        };
        Ty inputs = Interner.Tuple(sig.Inputs);
        bool isByValue = queries.Types.ParentOf(method) == queries.LangItem(LangItem.FnOnce);
        bool isMutable = queries.Types.ParentOf(method) == queries.LangItem(LangItem.FnMut);
        Ty self = isByValue ? callee : Interner.Ref(Common.Erased, callee, isMutable);
        ShimBuilder shim = new(method, queries.Normalize(sig.Output), self, inputs);
        shim.Body.SpreadArg = ShimBuilder.Parameter(1);
        BasicBlock start = shim.NewBlock();
        BasicBlock end = shim.NewBlock();
        shim.Return(end);
        Place function = isByValue ? new Place(ShimBuilder.Parameter(0)) : new Place(ShimBuilder.Parameter(0)).Deref();
        List<Operand> args = [];
        for (int i = 0; i < sig.Inputs.Length; i++)
        {
            args.Add(new Operand.Move(new Place(ShimBuilder.Parameter(1)).Field(FieldIdx.FromIndex(i), sig.Inputs[i])));
        }
        Operand value = callee is Ty.FnDef ? ShimBuilder.Function(callee) : new Operand.Copy(function);
        shim.Call(start, value, [.. args], Place.Return, end, UnwindAction.Continue);
        return shim.Body;
    }

    /// <summary><c>FnPtr::addr(f)</c>: the address as a thin pointer.</summary>
    private Body FnPtrAddr(DefId method, Ty pointer)
    {
        Ty address = Interner.RawPtr(Common.Unit, isMutable: false);
        ShimBuilder shim = new(method, address, pointer);
        BasicBlock block = shim.NewBlock();
        shim.Assign(block, Place.Return, new Rvalue.Cast(CastKind.FnPtrToPtr, new Operand.Copy(new Place(ShimBuilder.Parameter(0))), address));
        shim.Return(block);
        return shim.Body;
    }

    /// <summary>Calls the same function; with its first argument behind a pointer, for vtables.</summary>
    private Body Forward(Instance instance, bool isByPointer)
    {
        FnSig sig = SigOf(instance.Def, instance.Args);
        Ty[] parameters = sig.Inputs.ToArray();
        if (isByPointer)
        {
            parameters[0] = Interner.RawPtr(parameters[0], isMutable: true);
        }
        ShimBuilder shim = new(instance.Def, sig.Output, parameters);
        if (sig.Abi.Text == "rust-call")
        {
            shim.Body.SpreadArg = ShimBuilder.Parameter(parameters.Length - 1);
        }
        BasicBlock start = shim.NewBlock();
        BasicBlock end = shim.NewBlock();
        shim.Return(end);
        List<Operand> args = [];
        for (int i = 0; i < parameters.Length; i++)
        {
            Place parameter = new(ShimBuilder.Parameter(i));
            args.Add(new Operand.Move(isByPointer && i == 0 ? parameter.Deref() : parameter));
        }
        shim.Call(start, ShimBuilder.Function(Interner.FnDef(instance.Def, instance.Args)), [.. args], Place.Return, end, UnwindAction.Continue);
        return shim.Body;
    }

    private DefId OnlyMethodOf(DefId trait)
    {
        foreach (AssocItem item in queries.Types.AssocItemsOf(trait).Items)
        {
            if (item.Kind == DefKind.AssocFn)
            {
                return item.Id;
            }
        }
        throw new CompilerBug("the trait has no method");
    }
}
