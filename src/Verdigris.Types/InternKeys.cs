using System;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>Keys of the things that are asked for most: no object is made to find one that exists. What is rarer is its own key.</summary>
internal static class InternKeys
{
    /// <summary>A thing that was made already.</summary>
    internal readonly struct Made<T>(T thing) : IInternKey<T>
        where T : Interned
    {
        public int Hash => thing.ShallowHash;

        public TypeFlags Flags => thing.Flags;

        public bool Matches(Interned other) => thing.ShallowEquals(other);

        public T Create() => thing;
    }

    internal readonly ref struct Args(ReadOnlySpan<GenericArg> items) : IInternKey<GenericArgs>
    {
        private readonly ReadOnlySpan<GenericArg> _items = items;

        public int Hash { get; } = InternedList<GenericArg>.HashOf(items, GenericArgs.Kind);

        public TypeFlags Flags { get; } = InternedList<GenericArg>.FlagsOf(items);

        public bool Matches(Interned other) => other is GenericArgs list && list.AsSpan().SequenceEqual(_items);

        public GenericArgs Create() => new(_items.ToArray());
    }

    internal readonly ref struct Types(ReadOnlySpan<Ty> items) : IInternKey<TyList>
    {
        private readonly ReadOnlySpan<Ty> _items = items;

        public int Hash { get; } = InternedList<Ty>.HashOf(items, TyList.Kind);

        public TypeFlags Flags { get; } = InternedList<Ty>.FlagsOf(items);

        public bool Matches(Interned other) => other is TyList list && list.AsSpan().SequenceEqual(_items);

        public TyList Create() => new(_items.ToArray());
    }

    internal readonly struct Ref(Region region, Ty pointee, bool isMutable) : IInternKey<Ty>
    {
        public int Hash => Ty.Ref.HashOf(region, pointee, isMutable);

        public TypeFlags Flags => region.Flags | pointee.Flags;

        public bool Matches(Interned other) => other is Ty.Ref it && it.Region == region && it.Pointee == pointee && it.IsMutable == isMutable;

        public Ty Create() => new Ty.Ref(region, pointee, isMutable);
    }

    internal readonly struct Adt(AdtDef def, GenericArgs args) : IInternKey<Ty>
    {
        public int Hash => Ty.Adt.HashOf(def, args);

        public TypeFlags Flags => args.Flags;

        public bool Matches(Interned other) => other is Ty.Adt it && it.Def == def && it.Args == args;

        public Ty Create() => new Ty.Adt(def, args);
    }

    internal readonly struct FnDef(DefId def, GenericArgs args) : IInternKey<Ty>
    {
        public int Hash => Ty.FnDef.HashOf(def, args);

        public TypeFlags Flags => args.Flags;

        public bool Matches(Interned other) => other is Ty.FnDef it && it.Def == def && it.Args == args;

        public Ty Create() => new Ty.FnDef(def, args);
    }

    internal readonly struct Tuple(TyList elements) : IInternKey<Ty>
    {
        public int Hash => Ty.Tuple.HashOf(elements);

        public TypeFlags Flags => elements.Flags;

        public bool Matches(Interned other) => other is Ty.Tuple it && it.Elements == elements;

        public Ty Create() => new Ty.Tuple(elements);
    }

    internal readonly struct Alias(AliasKind kind, DefId def, GenericArgs args) : IInternKey<Ty.Alias>
    {
        public int Hash => Ty.Alias.HashOf(def, args);

        public TypeFlags Flags => args.Flags;

        public bool Matches(Interned other) => other is Ty.Alias it && it.Kind == kind && it.Def == def && it.Args == args;

        public Ty.Alias Create() => new(kind, def, args);
    }

    internal readonly struct OfTrait(DefId trait, GenericArgs args) : IInternKey<TraitRef>
    {
        public int Hash => TraitRef.HashOf(trait, args);

        public TypeFlags Flags => args.Flags;

        public bool Matches(Interned other) => other is TraitRef it && it.Trait == trait && it.Args == args;

        public TraitRef Create() => new(trait, args);
    }

    internal readonly struct TraitPredicate(BoundVars vars, TraitRef traitRef, bool isNegative) : IInternKey<Predicate.Trait>
    {
        public int Hash => Predicate.Trait.HashOf(vars, traitRef, isNegative);

        public TypeFlags Flags => traitRef.Flags;

        public bool Matches(Interned other) =>
            other is Predicate.Trait it && it.TraitRef == traitRef && it.Vars == vars && it.IsNegative == isNegative;

        public Predicate.Trait Create() => new(vars, traitRef, isNegative);
    }
}
