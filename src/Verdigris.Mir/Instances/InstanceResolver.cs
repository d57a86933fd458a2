using System;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Instances;

/// <summary>
/// From a function item with arguments to the code that a call of it runs: trait methods go to the impl's method, the trait's
/// default, a compiler-made shim, or through a vtable. Requires: all types known, regions erased.
/// </summary>
public sealed class InstanceResolver(MonoQueries queries)
{
    private TypeContext Types => queries.Types;

    /// <summary>What a call of the function item runs; null if it cannot be found (an error was reported).</summary>
    public Instance Resolve(DefId def, GenericArgs args)
    {
        if (IsDropInPlace(def))
        {
            return DropGlue(args.TypeAt(args.Count - 1));
        }
        DefKind kind = Types.KindOf(def);
        if (kind == DefKind.Ctor)
        {
            return new Instance(InstanceKind.CtorShim, def, args);
        }
        if (kind == DefKind.AssocFn && Types.KindOf(Types.ParentOf(def)) == DefKind.Trait)
        {
            return ResolveTraitMethod(def, args);
        }
        return ForItem(def, args);
    }

    /// <summary>The function behind a pointer made of the item: not track_caller itself, but a shim that supplies a location.</summary>
    public Instance ResolveForPointer(DefId def, GenericArgs args) => Reify(Resolve(def, args));

    /// <summary>What stands in a vtable for a method.</summary>
    public Instance ResolveForVtable(DefId method, GenericArgs args)
    {
        FnSig sig = Types.Types.EraseLateBound(Types.FnSigOf(method));
        bool takesSelfByValue = sig.Inputs.Length > 0 && sig.Inputs[0] is Ty.Param { Index: 0 };
        // The shim calls the trait's method, so that what it forwards to (a closure, another shim) is resolved as for any call.
        return takesSelfByValue ? new Instance(InstanceKind.VtableShim, method, args) : Reify(Resolve(method, args));
    }

    /// <summary>The drop glue of a type; <see cref="Instance.Ty"/> is null if there is nothing to drop.</summary>
    public Instance DropGlue(Ty ty) =>
        new(InstanceKind.DropGlue, queries.DropGlueItem, Types.Common.EmptyArgs, NeedsDrop(ty) ? ty : null);

    /// <summary>A closure expression's value as a function pointer or called directly.</summary>
    public Instance ResolveClosure(Ty.Closure closure, ClosureKind requested)
    {
        ClosureKind actual = closure.Kind ?? throw new CompilerBug("a closure's kind is not known");
        bool needsShim = requested == ClosureKind.FnOnce && actual != ClosureKind.FnOnce;
        return needsShim
            ? new Instance(InstanceKind.ClosureOnceShim, closure.Def, closure.Args, closure)
            : new Instance(InstanceKind.Item, closure.Def, closure.Args);
    }

    public bool IsDropInPlace(DefId def) => def == queries.LangItem(LangItem.DropInPlace) || def == queries.LangItem("drop_glue");

    /// <summary>Whether dropping a value runs any code.</summary>
    public bool NeedsDrop(Ty ty)
    {
        switch (ty)
        {
            case Ty.Primitive or Ty.Never or Ty.RawPtr or Ty.Ref or Ty.FnDef or Ty.FnPtr or Ty.Foreign:
                return false;
            case Ty.Dynamic:
                return true;
            case Ty.Slice slice:
                return NeedsDrop(slice.Element);
            case Ty.Array array:
                return NeedsDrop(array.Element) && !(array.Length is Const.Value { Bits: var bits } && bits == 0);
            case Ty.Tuple tuple:
                return AnyNeedsDrop(tuple.Elements);
            case Ty.Closure closure:
                return AnyNeedsDrop(((Ty.Tuple)closure.UpvarsTy).Elements);
            case Ty.Coroutine:
                return true;
            case Ty.Adt adt:
                return AdtNeedsDrop(adt);
            default:
                throw new CompilerBug($"code is generated for {ty}");
        }
    }

    private bool AnyNeedsDrop(TyList elements)
    {
        foreach (Ty element in elements)
        {
            if (NeedsDrop(element))
            {
                return true;
            }
        }
        return false;
    }

    private bool AdtNeedsDrop(Ty.Adt adt)
    {
        if (adt.Def.IsManuallyDrop || adt.Def.IsPhantomData || adt.Def.IsUnion)
        {
            return !adt.Def.IsManuallyDrop && queries.DropMethodOf(adt.Def).IsSome;
        }
        if (adt.Def.IsBox || queries.DropMethodOf(adt.Def).IsSome)
        {
            return true;
        }
        foreach (VariantDef variant in adt.Def.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                if (NeedsDrop(queries.Normalize(Types.Types.Instantiate(Types.TypeOf(field.Def), adt.Args))))
                {
                    return true;
                }
            }
        }
        return false;
    }

    private Instance Reify(Instance instance) =>
        instance.Kind == InstanceKind.Item && Types.FnAttrsOf(instance.Def).IsTrackCaller
            ? instance with { Kind = InstanceKind.ReifyShim }
            : instance;

    private Instance ForItem(DefId def, GenericArgs args)
    {
        bool isIntrinsic = Types.KindOf(def) is DefKind.Fn or DefKind.AssocFn && Types.FnAttrsOf(def).IsIntrinsic;
        return new Instance(isIntrinsic ? InstanceKind.Intrinsic : InstanceKind.Item, def, args);
    }

    private Instance ResolveTraitMethod(DefId method, GenericArgs args)
    {
        DefId trait = Types.ParentOf(method);
        int traitArgCount = Types.GenericsOf(trait).Count;
        GenericArgs traitArgs = Types.Types.Args(args.AsSpan()[..traitArgCount]);
        return queries.Select(Types.Types.TraitRef(trait, traitArgs)) switch
        {
            TraitSelection.Impl impl => ResolveImplMethod(method, args, traitArgCount, impl),
            TraitSelection.Object => new Instance(
                InstanceKind.Virtual, method, args,
                Index: VtableLayout.SlotOf(queries, (Ty.Dynamic)traitArgs.TypeAt(0), Types.Types.TraitRef(trait, traitArgs), method)),
            TraitSelection.Builtin => ResolveBuiltin(trait, method, args),
        };
    }

    private Instance ResolveImplMethod(DefId method, GenericArgs args, int traitArgCount, TraitSelection.Impl impl)
    {
        if (Types.AssocItemsOf(impl.Def).FindForTraitItem(method) is not { } item)
        {
            // The trait's default, with Self known.
            return ForItem(method, args);
        }
        GenericArg[] implArgs = new GenericArg[impl.Args.Count + args.Count - traitArgCount];
        impl.Args.AsSpan().CopyTo(implArgs);
        args.AsSpan()[traitArgCount..].CopyTo(implArgs.AsSpan(impl.Args.Count));
        return ForItem(item.Id, Types.Types.Args(implArgs));
    }

    /// <summary>An async call of a function is a call: <c>Fn::call</c> and its relatives.</summary>
    private DefId CallMethodOf(ClosureKind kind)
    {
        DefId trait = queries.LangItem(kind switch
        {
            ClosureKind.Fn => LangItem.Fn,
            ClosureKind.FnMut => LangItem.FnMut,
            ClosureKind.FnOnce => LangItem.FnOnce,
        });
        foreach (AssocItem item in Types.AssocItemsOf(trait).Items)
        {
            if (item.Kind == DefKind.AssocFn)
            {
                return item.Id;
            }
        }
        throw new CompilerBug("a trait of calls has no method");
    }

    private Instance ResolveBuiltin(DefId trait, DefId method, GenericArgs args)
    {
        Ty self = args.TypeAt(0);
        ClosureKind? requested =
            Types.LangItemOf(trait) switch
            {
                LangItem.Fn or LangItem.AsyncFn => ClosureKind.Fn,
                LangItem.FnMut or LangItem.AsyncFnMut => ClosureKind.FnMut,
                LangItem.FnOnce or LangItem.AsyncFnOnce => ClosureKind.FnOnce,
                _ => null,
            };
        if (requested is { } kind)
        {
            return self switch
            {
                Ty.Closure closure => ResolveClosure(closure, kind),
                Ty.FnDef or Ty.FnPtr => new Instance(InstanceKind.FnPtrShim, CallMethodOf(kind), Types.Common.EmptyArgs, self),
                _ => throw new CompilerBug($"{self} cannot be called"),
            };
        }
        if (trait == queries.LangItem(LangItem.Clone))
        {
            // clone_from has a default that calls clone.
            return Types.Crates.NameOf(method).Text == "clone"
                ? new Instance(InstanceKind.CloneShim, method, Types.Common.EmptyArgs, self)
                : ForItem(method, args);
        }
        if (trait == queries.LangItem(LangItem.FnPtrTrait))
        {
            return new Instance(InstanceKind.FnPtrAddrShim, method, args, self);
        }
        if (self is Ty.Coroutine coroutine)
        {
            return new Instance(InstanceKind.Item, coroutine.Def, coroutine.Args);
        }
        // A builtin trait's provided method.
        return ForItem(method, args);
    }
}
