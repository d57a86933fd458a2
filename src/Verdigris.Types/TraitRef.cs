using System;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary><c>T: Trait&lt;A&gt;</c> as a thing; <see cref="Args"/>[0] is <c>T</c>.</summary>
public sealed class TraitRef : Interned
{
    internal TraitRef(DefId trait, GenericArgs args)
        : base(HashOf(trait, args), args.Flags, args.OuterExclusiveBinder) => (Trait, Args) = (trait, args);

    public DefId Trait { get; }

    public GenericArgs Args { get; }

    public Ty SelfTy => Args.TypeAt(0);

    public override string ToString() => Printing.TyPrinter.Debug(this);

    internal static int HashOf(DefId trait, GenericArgs args) => Combine(501, trait, args);

    internal override bool ShallowEquals(Interned other) => other is TraitRef it && it.Trait == Trait && it.Args == Args;
}

/// <summary>One bound of a trait object; trait arguments lack the self type. Bound regions of depth 0 belong to <see cref="Vars"/>.</summary>
[Closed]
public abstract class ExistentialPredicate : Interned
{
    private ExistentialPredicate(BoundVars vars, int hash, TypeFlags flags, int innerBinder)
        : base(hash, flags, int.Max(innerBinder - 1, 0)) => Vars = vars;

    public BoundVars Vars { get; }

    /// <summary>The principal: <c>Iterator</c>.</summary>
    public sealed class Trait : ExistentialPredicate
    {
        internal Trait(BoundVars vars, DefId def, GenericArgs args)
            : base(vars, Combine(511, def.GetHashCode(), args.ShallowHash, vars.ShallowHash), args.Flags, args.OuterExclusiveBinder) =>
            (Def, Args) = (def, args);

        public DefId Def { get; }

        public GenericArgs Args { get; }

        internal override bool ShallowEquals(Interned other) => other is Trait it && it.Def == Def && it.Args == Args && it.Vars == Vars;
    }

    /// <summary><c>Item = T</c>; <see cref="Def"/> is the associated type, of the principal or a supertrait.</summary>
    public sealed class Projection : ExistentialPredicate
    {
        internal Projection(BoundVars vars, DefId def, GenericArgs args, Ty term)
            : base(
                vars, Combine(512, def.GetHashCode(), args.ShallowHash, term.ShallowHash), args.Flags | term.Flags,
                int.Max(args.OuterExclusiveBinder, term.OuterExclusiveBinder)) => (Def, Args, Term) = (def, args, term);

        public DefId Def { get; }

        public GenericArgs Args { get; }

        public Ty Term { get; }

        internal override bool ShallowEquals(Interned other) =>
            other is Projection it && it.Def == Def && it.Args == Args && it.Term == Term && it.Vars == Vars;
    }

    /// <summary><c>Send</c></summary>
    public sealed class AutoTrait : ExistentialPredicate
    {
        internal AutoTrait(DefId def)
            : base(BoundVars.None, Combine(513, def.GetHashCode()), TypeFlags.None, 0) => Def = def;

        public DefId Def { get; }

        internal override bool ShallowEquals(Interned other) => other is AutoTrait it && it.Def == Def;
    }
}

/// <summary>The bounds of a trait object in canonical order: principal if any, projections by definition, auto traits by definition.</summary>
public sealed class ExistentialPredicates : InternedList<ExistentialPredicate>
{
    internal ExistentialPredicates(ExistentialPredicate[] items)
        : base(items, 104)
    {
    }

    public ExistentialPredicate.Trait? Principal => Count > 0 ? this[0] as ExistentialPredicate.Trait : null;
}
