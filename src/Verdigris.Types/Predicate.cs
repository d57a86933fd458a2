using Verdigris.Base;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>
/// Something that must hold of types: a where clause, or a goal derived from one. Bound regions of depth 0 inside belong to
/// <see cref="Vars"/> (<c>for&lt;'a&gt; T: Trait&lt;'a&gt;</c>).
/// </summary>
[Closed]
public abstract class Predicate : Interned
{
    private Predicate(BoundVars vars, int hash, TypeFlags flags, int innerBinder)
        : base(hash, flags, int.Max(innerBinder - 1, 0)) => Vars = vars;

    public BoundVars Vars { get; }

    public override string ToString() => Printing.TyPrinter.Debug(this);

    /// <summary><c>T: Trait</c>, or <c>T: !Trait</c> of a negative impl.</summary>
    public sealed class Trait : Predicate
    {
        internal Trait(BoundVars vars, TraitRef traitRef, bool isNegative)
            : base(vars, HashOf(vars, traitRef, isNegative), traitRef.Flags, traitRef.OuterExclusiveBinder) =>
            (TraitRef, IsNegative) = (traitRef, isNegative);

        public TraitRef TraitRef { get; }

        public bool IsNegative { get; }

        internal static int HashOf(BoundVars vars, TraitRef traitRef, bool isNegative) => Combine(601, traitRef.ShallowHash, vars.ShallowHash, isNegative ? 1 : 0);

        internal override bool ShallowEquals(Interned other) =>
            other is Trait it && it.TraitRef == TraitRef && it.Vars == Vars && it.IsNegative == IsNegative;
    }

    /// <summary><c>&lt;T as Trait&gt;::Item == Term</c></summary>
    public sealed class Projection : Predicate
    {
        internal Projection(BoundVars vars, Ty.Alias alias, Ty term)
            : base(
                vars, Combine(602, alias.ShallowHash, term.ShallowHash, vars.ShallowHash), alias.Flags | term.Flags,
                int.Max(alias.OuterExclusiveBinder, term.OuterExclusiveBinder)) => (Alias, Term) = (alias, term);

        public Ty.Alias Alias { get; }

        public Ty Term { get; }

        internal override bool ShallowEquals(Interned other) => other is Projection it && it.Alias == Alias && it.Term == Term && it.Vars == Vars;
    }

    /// <summary><c>T: 'a</c></summary>
    public sealed class TypeOutlives : Predicate
    {
        internal TypeOutlives(BoundVars vars, Ty ty, Region region)
            : base(
                vars, Combine(603, ty.ShallowHash, region.ShallowHash, vars.ShallowHash), ty.Flags | region.Flags,
                int.Max(ty.OuterExclusiveBinder, region.OuterExclusiveBinder)) => (Ty, Region) = (ty, region);

        public Ty Ty { get; }

        public Region Region { get; }

        internal override bool ShallowEquals(Interned other) => other is TypeOutlives it && it.Ty == Ty && it.Region == Region && it.Vars == Vars;
    }

    /// <summary><c>'a: 'b</c>: <c>'a</c> is <see cref="Longer"/>.</summary>
    public sealed class RegionOutlives : Predicate
    {
        internal RegionOutlives(BoundVars vars, Region longer, Region shorter)
            : base(
                vars, Combine(604, longer.ShallowHash, shorter.ShallowHash, vars.ShallowHash), longer.Flags | shorter.Flags,
                int.Max(longer.OuterExclusiveBinder, shorter.OuterExclusiveBinder)) => (Longer, Shorter) = (longer, shorter);

        public Region Longer { get; }

        public Region Shorter { get; }

        internal override bool ShallowEquals(Interned other) =>
            other is RegionOutlives it && it.Longer == Longer && it.Shorter == Shorter && it.Vars == Vars;
    }

    /// <summary>The type, region or const is well-formed: the bounds of what it mentions hold.</summary>
    public sealed class WellFormed : Predicate
    {
        internal WellFormed(GenericArg arg)
            : base(BoundVars.None, Combine(605, arg.ShallowHash), arg.Flags, arg.OuterExclusiveBinder) => Arg = arg;

        public GenericArg Arg { get; }

        internal override bool ShallowEquals(Interned other) => other is WellFormed it && it.Arg == Arg;
    }

    /// <summary>The trait may be made into an object. [items.traits.dyn-compatible]</summary>
    public sealed class DynCompatible : Predicate
    {
        internal DynCompatible(DefId trait)
            : base(BoundVars.None, Combine(606, trait.GetHashCode()), TypeFlags.None, 0) => Def = trait;

        public DefId Def { get; }

        internal override bool ShallowEquals(Interned other) => other is DynCompatible it && it.Def == Def;
    }

    /// <summary><c>const N: usize</c></summary>
    public sealed class ConstHasType : Predicate
    {
        internal ConstHasType(Const constant, Ty ty)
            : base(
                BoundVars.None, Combine(607, constant.ShallowHash, ty.ShallowHash), constant.Flags | ty.Flags,
                int.Max(constant.OuterExclusiveBinder, ty.OuterExclusiveBinder)) => (Const, Ty) = (constant, ty);

        public Const Const { get; }

        public Ty Ty { get; }

        internal override bool ShallowEquals(Interned other) => other is ConstHasType it && it.Const == Const && it.Ty == Ty;
    }
}
