using System;
using System.Runtime.CompilerServices;
using Verdigris.Base;

namespace Verdigris.Types.Fold;

/// <summary>
/// Rebuilds types bottom up. Override <c>Fold</c> for what should change and call <c>SuperFold</c> to go on inside;
/// <see cref="ShouldSkip"/> stops at subtrees where nothing can change. <see cref="Depth"/> counts the binders entered.
/// </summary>
public abstract class TypeFolder(TypeInterner interner)
{
    protected TypeInterner Interner { get; } = interner;

    protected int Depth { get; set; }

    public virtual Ty Fold(Ty ty) => SuperFold(ty);

    public virtual Region Fold(Region region) => region;

    public virtual Const Fold(Const constant) => SuperFold(constant);

    public GenericArg Fold(GenericArg arg) => arg switch
    {
        Ty ty => Fold(ty),
        Region region => Fold(region),
        Const constant => Fold(constant),
        _ => throw new CompilerBug("unknown kind of generic argument"),
    };

    public GenericArgs Fold(GenericArgs args)
    {
        if (ShouldSkip(args))
        {
            return args;
        }
        ReadOnlySpan<GenericArg> items = args.AsSpan();
        for (int i = 0; i < items.Length; i++)
        {
            GenericArg folded = Fold(items[i]);
            if (folded != items[i])
            {
                Few<GenericArg> few = default;
                Span<GenericArg> changed = items.Length <= Few<GenericArg>.Length ? few[..items.Length] : new GenericArg[items.Length];
                items.CopyTo(changed);
                changed[i] = folded;
                for (i++; i < changed.Length; i++)
                {
                    changed[i] = Fold(changed[i]);
                }
                return Interner.Args(changed);
            }
        }
        return args;
    }

    public TyList Fold(TyList list)
    {
        if (ShouldSkip(list))
        {
            return list;
        }
        ReadOnlySpan<Ty> items = list.AsSpan();
        for (int i = 0; i < items.Length; i++)
        {
            Ty folded = Fold(items[i]);
            if (folded != items[i])
            {
                Few<Ty> few = default;
                Span<Ty> changed = items.Length <= Few<Ty>.Length ? few[..items.Length] : new Ty[items.Length];
                items.CopyTo(changed);
                changed[i] = folded;
                for (i++; i < changed.Length; i++)
                {
                    changed[i] = Fold(changed[i]);
                }
                return Interner.TyList(changed);
            }
        }
        return list;
    }

    public FnSig Fold(FnSig sig)
    {
        TyList folded = Fold(sig.InputsAndOutput);
        return folded == sig.InputsAndOutput ? sig : Interner.FnSig(folded, sig.IsVariadic, sig.IsUnsafe, sig.Abi);
    }

    public Binder<FnSig> Fold(Binder<FnSig> sig)
    {
        Depth++;
        FnSig folded = Fold(sig.Value);
        Depth--;
        return new Binder<FnSig>(folded, sig.Vars);
    }

    public TraitRef Fold(TraitRef traitRef)
    {
        GenericArgs args = Fold(traitRef.Args);
        return args == traitRef.Args ? traitRef : Interner.TraitRef(traitRef.Trait, args);
    }

    public Binder<TraitRef> Fold(Binder<TraitRef> traitRef)
    {
        Depth++;
        TraitRef folded = Fold(traitRef.Value);
        Depth--;
        return new Binder<TraitRef>(folded, traitRef.Vars);
    }

    public Predicate Fold(Predicate predicate)
    {
        if (ShouldSkip(predicate))
        {
            return predicate;
        }
        Depth++;
        Predicate folded = predicate switch
        {
            Predicate.Trait it => Interner.TraitPredicate(it.Vars, Fold(it.TraitRef), it.IsNegative),
            // An alias may fold to something else entirely (when projections are normalised); its arguments are what the goal is about.
            Predicate.Projection it => Interner.ProjectionPredicate(
                it.Vars, Interner.Alias(it.Alias.Kind, it.Alias.Def, Fold(it.Alias.Args)), Fold(it.Term)),
            Predicate.TypeOutlives it => Interner.TypeOutlives(it.Vars, Fold(it.Ty), Fold(it.Region)),
            Predicate.RegionOutlives it => Interner.RegionOutlives(it.Vars, Fold(it.Longer), Fold(it.Shorter)),
            Predicate.WellFormed it => Interner.WellFormed(Fold(it.Arg)),
            Predicate.DynCompatible => predicate,
            Predicate.ConstHasType it => Interner.ConstHasType(Fold(it.Const), Fold(it.Ty)),
        };
        Depth--;
        return folded;
    }

    public ExistentialPredicates Fold(ExistentialPredicates predicates)
    {
        if (ShouldSkip(predicates))
        {
            return predicates;
        }
        ExistentialPredicate[] folded = predicates.AsSpan().ToArray();
        for (int i = 0; i < folded.Length; i++)
        {
            Depth++;
            folded[i] = folded[i] switch
            {
                ExistentialPredicate.Trait it => Interner.ExistentialTrait(it.Vars, it.Def, Fold(it.Args)),
                ExistentialPredicate.Projection it => Interner.ExistentialProjection(it.Vars, it.Def, Fold(it.Args), Fold(it.Term)),
                ExistentialPredicate.AutoTrait it => it,
            };
            Depth--;
        }
        return Interner.ExistentialPredicates(folded);
    }

    public Ty SuperFold(Ty ty)
    {
        if (ShouldSkip(ty))
        {
            return ty;
        }
        switch (ty)
        {
            case Ty.Adt it:
            {
                GenericArgs args = Fold(it.Args);
                return args == it.Args ? ty : Interner.Adt(it.Def, args);
            }
            case Ty.Array it:
            {
                Ty element = Fold(it.Element);
                Const length = Fold(it.Length);
                return element == it.Element && length == it.Length ? ty : Interner.Array(element, length);
            }
            case Ty.Slice it:
            {
                Ty element = Fold(it.Element);
                return element == it.Element ? ty : Interner.Slice(element);
            }
            case Ty.RawPtr it:
            {
                Ty pointee = Fold(it.Pointee);
                return pointee == it.Pointee ? ty : Interner.RawPtr(pointee, it.IsMutable);
            }
            case Ty.Ref it:
            {
                Region region = Fold(it.Region);
                Ty pointee = Fold(it.Pointee);
                return region == it.Region && pointee == it.Pointee ? ty : Interner.Ref(region, pointee, it.IsMutable);
            }
            case Ty.FnDef it:
            {
                GenericArgs args = Fold(it.Args);
                return args == it.Args ? ty : Interner.FnDef(it.Def, args);
            }
            case Ty.FnPtr it:
            {
                Binder<FnSig> sig = Fold(it.Sig);
                return sig == it.Sig ? ty : Interner.FnPtr(sig);
            }
            case Ty.Dynamic it:
            {
                ExistentialPredicates predicates = Fold(it.Predicates);
                Region region = Fold(it.Region);
                return predicates == it.Predicates && region == it.Region ? ty : Interner.Dynamic(predicates, region);
            }
            case Ty.Closure it:
            {
                GenericArgs args = Fold(it.Args);
                return args == it.Args ? ty : Interner.Closure(it.Def, args);
            }
            case Ty.Coroutine it:
            {
                GenericArgs args = Fold(it.Args);
                return args == it.Args ? ty : Interner.Coroutine(it.Def, args);
            }
            case Ty.Tuple it:
            {
                TyList elements = Fold(it.Elements);
                return elements == it.Elements ? ty : Interner.Tuple(elements.AsSpan());
            }
            case Ty.Alias it:
            {
                GenericArgs args = Fold(it.Args);
                return args == it.Args ? ty : Interner.Alias(it.Kind, it.Def, args);
            }
            default:
                return ty;
        }
    }

    public Const SuperFold(Const constant)
    {
        switch (constant)
        {
            case Const.Unevaluated it:
            {
                GenericArgs args = Fold(it.Args);
                return args == it.Args ? constant : Interner.Unevaluated(it.Def, args);
            }
            case Const.Value it:
            {
                Ty ty = Fold(it.Ty);
                return ty == it.Ty ? constant : Interner.Value(ty, it.Bits);
            }
            default:
                return constant;
        }
    }

    /// <summary>Whether nothing inside can change; looks at flags only.</summary>
    protected abstract bool ShouldSkip(Interned value);

    /// <summary>Room on the stack: most lists are this short, and most of what a fold makes exists already.</summary>
    [InlineArray(Length)]
    private struct Few<T>
    {
        public const int Length = 6;

        private T _first;
    }
}
