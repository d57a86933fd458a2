using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Check;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>Types that the user wrote, and opaque types: what they say of regions.</summary>
internal sealed partial class MirTypeChecker
{
    private void CheckUserTypesOfLocals()
    {
        for (int i = 0; i < _body.Locals.Count; i++)
        {
            Local local = Local.FromIndex(i);
            foreach (UserTypeIdx index in _body.Locals[local].UserTys)
            {
                UserType written = _body.UserTypes[index];
                _prover.Relate(
                    Variance.Invariant, WrittenTy(written, new Blame(null, ConstraintCategory.TypeAnnotation, written.Span)), _localTypes[local],
                    new Blame(null, ConstraintCategory.TypeAnnotation, written.Span));
            }
        }
    }

    private void CheckAscription(Statement.AscribeUserType ascription, Location location)
    {
        UserType written = UserTypeAt(ascription.UserTy);
        Blame blame = At(location, ConstraintCategory.TypeAnnotation, written.Span);
        Ty ty = WrittenTy(written, blame);
        MarkLive(ty, location);
        _prover.Relate(Flip(ascription.Variance), ty, TypeOf(ascription.Place), blame);
    }

    /// <summary>MIR says how the place's type varies in the written one; here the written one stands first.</summary>
    private static Variance Flip(Variance variance) => variance switch
    {
        Variance.Covariant => Variance.Contravariant,
        Variance.Contravariant => Variance.Covariant,
        _ => variance,
    };

    private Ty WrittenTy(UserType written, Blame blame)
    {
        Ty ty = _prover.Normalize(_regions.Renumber(written.Ty), blame);
        _prover.ProveWellFormed(ty, blame);
        return ty;
    }

    private UserType UserTypeAt(UserTypeIdx index) => _current.UserTypes[index];

    /// <summary>The arguments written at a path: <c>f::&lt;&amp;'static str&gt;</c>, <c>&lt;T as Trait&lt;'a&gt;&gt;::f</c>, <c>Vec::&lt;T&gt;::new</c>.</summary>
    private void CheckWrittenArgs(UserTypeIdx index, DefId def, GenericArgs args, Location location)
    {
        if (index.IsNone)
        {
            return;
        }
        UserType written = UserTypeAt(index);
        if (written.Args is null || written.Def != def || written.Args.Count != args.Count)
        {
            return;
        }
        Blame blame = At(location, ConstraintCategory.GenericArgAnnotation, written.Span);
        GenericArgs given = _regions.Renumber(written.Args);
        RelateArgs(given, args, blame);
        DefId container = _context.ParentOf(def);
        if (!written.Ty.IsUnit && container.IsSome && _context.KindOf(container) == DefKind.Impl)
        {
            // The type before `::` is the impl's self type.
            Ty self = _prover.Normalize(Types.Instantiate(_regions.Renumber(_context.TypeOf(container)), args), blame);
            _prover.Relate(Variance.Invariant, WrittenTy(written, blame), self, blame);
        }
    }

    private void RelateArgs(GenericArgs given, GenericArgs args, Blame blame)
    {
        for (int i = 0; i < args.Count; i++)
        {
            switch (given[i], args[i])
            {
                case (Ty a, Ty b):
                    _prover.Relate(Variance.Invariant, _prover.Normalize(a, blame), b, blame);
                    break;
                case (Region a, Region b):
                    _inference.Relate(Variance.Invariant, a, b);
                    _prover.Drain(blame);
                    break;
            }
        }
    }

    private void CheckWrittenAdt(UserTypeIdx index, Ty.Adt adt, Location location)
    {
        if (index.IsNone)
        {
            return;
        }
        UserType written = UserTypeAt(index);
        Blame blame = At(location, ConstraintCategory.GenericArgAnnotation, written.Span);
        if (written.Args is { } args && args.Count == adt.Args.Count)
        {
            RelateArgs(_regions.Renumber(args), adt.Args, blame);
        }
        else if (written.Def.IsNone && written.Ty is Ty.Adt)
        {
            _prover.Relate(Variance.Invariant, WrittenTy(written, blame), adt, blame);
        }
    }

    /// <summary>The types written at a closure's parameters and result.</summary>
    private void CheckClosureAnnotation()
    {
        if (!_results.WrittenClosureSigs.TryGetValue(_body.Def, out ImmutableArray<WrittenType> written))
        {
            return;
        }
        for (int i = 0; i < written.Length; i++)
        {
            bool isOutput = i == written.Length - 1;
            Local local = isOutput ? Local.ReturnPlace : Local.FromIndex(i + 2);
            Blame blame = new(null, ConstraintCategory.BoringNoLocation, written[i].Span);
            if (local.Index <= _body.ArgCount)
            {
                _prover.Relate(Variance.Invariant, _prover.Normalize(_regions.Renumber(written[i].Ty), blame), _localTypes[local], blame);
            }
        }
    }

    /// <summary>
    /// Inside its function an opaque type is its hidden type, whose regions must each be one that the opaque type captures, and
    /// which must outlive what the bounds say.
    /// </summary>
    private Ty RevealOpaques(Ty ty) =>
        (ty.Flags & TypeFlags.HasAlias) == 0 || _results.HiddenTypes.Count == 0 ? ty : new OpaqueRevealer(this).Fold(ty);

    private sealed class OpaqueRevealer(MirTypeChecker checker) : TypeFolder(checker.Types)
    {
        public override Ty Fold(Ty ty)
        {
            if (ty is not Ty.Alias opaque || !checker._results.HiddenTypes.TryGetValue(opaque.Def, out Ty? declared))
            {
                return SuperFold(ty);
            }
            Ty hidden = checker._regions.Renumber(checker.Types.EraseRegions(declared));
            checker.ConstrainHidden(opaque, hidden);
            return (hidden.Flags & TypeFlags.HasAlias) == 0 ? hidden : Fold(hidden);
        }

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasAlias) == 0;
    }

    private void ConstrainHidden(Ty.Alias opaque, Ty hidden)
    {
        Base.Source.SourceSpan span = _context.Crates.SpanOf(opaque.Def);
        Blame blame = new(null, ConstraintCategory.OpaqueType, span);
        List<RegionVid> choices = [UniversalRegions.Static];
        Variances variances = _context.VariancesOf(opaque.Def);
        for (int i = 0; i < opaque.Args.Count; i++)
        {
            if (opaque.Args[i] is Region region && variances.Of[i] != Variance.Bivariant)
            {
                choices.Add(_regions.VidOf(region));
            }
        }
        MemberCollector members = new(_context, _regions);
        members.Visit(hidden);
        foreach (RegionVid member in members.Members)
        {
            _regions.MemberConstraints.Add(new MemberConstraint(member, choices, hidden, opaque.Def, span));
        }
        foreach (SpannedPredicate bound in _context.ItemBoundsOf(opaque.Def).Own)
        {
            Predicate instance = _regions.Renumber(Types.Instantiate(bound.Predicate, opaque.Args));
            instance = new OpaqueReplacer(Types, opaque.Def, hidden).Fold(instance);
            _prover.ProvePredicate(instance, blame);
        }
    }

    /// <summary>The regions of a hidden type that it could not do without.</summary>
    private sealed class MemberCollector(Verdigris.Types.Facts.TypeContext context, RegionTable regions) : TypeVisitor
    {
        public List<RegionVid> Members { get; } = [];

        public override bool Visit(Ty ty)
        {
            switch (ty)
            {
                case Ty.Closure closure:
                    // Not the parameters of the code around, which it need not use.
                    Visit(closure.SigTy);
                    return Visit(closure.UpvarsTy);
                case Ty.Coroutine coroutine:
                    Visit(coroutine.ReturnTy);
                    return Visit(coroutine.UpvarsTy);
                case Ty.Alias { Kind: AliasKind.Opaque } opaque:
                {
                    Variances variances = context.VariancesOf(opaque.Def);
                    for (int i = 0; i < opaque.Args.Count; i++)
                    {
                        if (variances.Of[i] != Variance.Bivariant)
                        {
                            Visit(opaque.Args[i]);
                        }
                    }
                    return false;
                }
                default:
                    return SuperVisit(ty);
            }
        }

        public override bool Visit(Region region)
        {
            if (region is not Region.Bound)
            {
                Members.Add(regions.VidOf(region));
            }
            return false;
        }
    }

    private sealed class OpaqueReplacer(TypeInterner types, DefId opaque, Ty hidden) : TypeFolder(types)
    {
        public override Ty Fold(Ty ty) => ty is Ty.Alias alias && alias.Def == opaque ? hidden : SuperFold(ty);

        protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasAlias) == 0;
    }
}
