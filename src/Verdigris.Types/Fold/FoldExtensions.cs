using System;
using System.Collections.Immutable;

namespace Verdigris.Types.Fold;

/// <summary>The folds that everybody needs, as methods of the interner that makes their results.</summary>
public static class FoldExtensions
{
    extension(TypeInterner interner)
    {
        public Ty Instantiate(EarlyBinder<Ty> ty, GenericArgs args) => interner.Instantiate(ty.Value, args);

        public Ty Instantiate(Ty ty, GenericArgs args) => ty.HasParam ? new ArgsInstantiator(interner, args).Fold(ty) : ty;

        public Const Instantiate(Const constant, GenericArgs args) =>
            constant.HasParam ? new ArgsInstantiator(interner, args).Fold(constant) : constant;

        public Region Instantiate(Region region, GenericArgs args) =>
            region.HasParam ? new ArgsInstantiator(interner, args).Fold(region) : region;

        public GenericArgs Instantiate(GenericArgs value, GenericArgs args) =>
            value.HasParam ? new ArgsInstantiator(interner, args).Fold(value) : value;

        public TraitRef Instantiate(TraitRef value, GenericArgs args) =>
            value.HasParam ? new ArgsInstantiator(interner, args).Fold(value) : value;

        public Predicate Instantiate(Predicate value, GenericArgs args) =>
            value.HasParam ? new ArgsInstantiator(interner, args).Fold(value) : value;

        public FnSig Instantiate(FnSig value, GenericArgs args) =>
            value.HasParam ? new ArgsInstantiator(interner, args).Fold(value) : value;

        public Binder<FnSig> Instantiate(Binder<FnSig> value, GenericArgs args) =>
            value.Value.HasParam ? new ArgsInstantiator(interner, args).Fold(value) : value;

        public Binder<TraitRef> Instantiate(Binder<TraitRef> value, GenericArgs args) =>
            value.Value.HasParam ? new ArgsInstantiator(interner, args).Fold(value) : value;

        /// <summary>The signature with each of its bound regions replaced.</summary>
        public FnSig Open(Binder<FnSig> sig, Func<int, Region> replacement) =>
            sig.Value.HasEscapingBoundVars ? new BinderOpener(interner, replacement).Fold(sig.Value) : sig.Value;

        public TraitRef Open(Binder<TraitRef> traitRef, Func<int, Region> replacement) =>
            traitRef.Value.HasEscapingBoundVars ? new BinderOpener(interner, replacement).Fold(traitRef.Value) : traitRef.Value;

        /// <summary>The predicate without its binder.</summary>
        public Predicate Open(Predicate predicate, Func<int, Region> replacement)
        {
            if (predicate.Vars.Count == 0)
            {
                return predicate;
            }
            BinderOpener opener = new(interner, replacement);
            return predicate switch
            {
                Predicate.Trait it => interner.TraitPredicate(BoundVars.None, opener.Fold(it.TraitRef), it.IsNegative),
                Predicate.Projection it => interner.ProjectionPredicate(
                    BoundVars.None, interner.Alias(it.Alias.Kind, it.Alias.Def, opener.Fold(it.Alias.Args)), opener.Fold(it.Term)),
                Predicate.TypeOutlives it => interner.TypeOutlives(BoundVars.None, opener.Fold(it.Ty), opener.Fold(it.Region)),
                Predicate.RegionOutlives it => interner.RegionOutlives(BoundVars.None, opener.Fold(it.Longer), opener.Fold(it.Shorter)),
                Predicate.WellFormed or Predicate.DynCompatible or Predicate.ConstHasType => predicate,
            };
        }

        /// <summary>A list of arguments with the bound regions of the innermost open binder replaced.</summary>
        public GenericArgs Open(GenericArgs args, Func<int, Region> replacement) =>
            args.HasEscapingBoundVars ? new BinderOpener(interner, replacement).Fold(args) : args;

        public Ty Open(Ty ty, Func<int, Region> replacement) =>
            ty.HasEscapingBoundVars ? new BinderOpener(interner, replacement).Fold(ty) : ty;

        /// <summary>Moves a type under <paramref name="by"/> more binders.</summary>
        public Ty ShiftIn(Ty ty, int by) => Shifter.ShiftIn(interner, ty, by);

        public GenericArgs ShiftIn(GenericArgs args, int by) => Shifter.ShiftIn(interner, args, by);

        public Ty EraseRegions(Ty ty) =>
            (ty.Flags & TypeFlags.HasFreeRegions) != 0 ? new RegionEraser(interner).Fold(ty) : ty;

        public GenericArgs EraseRegions(GenericArgs args) =>
            (args.Flags & TypeFlags.HasFreeRegions) != 0 ? new RegionEraser(interner).Fold(args) : args;

        public Const EraseRegions(Const constant) =>
            (constant.Flags & TypeFlags.HasFreeRegions) != 0 ? new RegionEraser(interner).Fold(constant) : constant;

        public FnSig EraseRegions(FnSig sig) =>
            (sig.Flags & TypeFlags.HasFreeRegions) != 0 ? new RegionEraser(interner).Fold(sig) : sig;

        public TraitRef EraseRegions(TraitRef traitRef) =>
            (traitRef.Flags & TypeFlags.HasFreeRegions) != 0 ? new RegionEraser(interner).Fold(traitRef) : traitRef;

        public Predicate EraseRegions(Predicate predicate) =>
            (predicate.Flags & TypeFlags.HasFreeRegions) != 0 ? new RegionEraser(interner).Fold(predicate) : predicate;

        /// <summary>Bound regions of the signature itself become erased; those of function pointers inside stay bound.</summary>
        public FnSig EraseLateBound(Binder<FnSig> sig)
        {
            Region erased = interner.Common.Erased;
            return interner.Open(sig, _ => erased);
        }

        public TraitRef EraseLateBound(Binder<TraitRef> traitRef)
        {
            Region erased = interner.Common.Erased;
            return interner.Open(traitRef, _ => erased);
        }
    }
}
