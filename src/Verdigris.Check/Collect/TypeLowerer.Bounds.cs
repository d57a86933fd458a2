using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Collect;

/// <summary>Bounds, as predicates on a type and as the parts of a trait object. [trait-bounds], [types.trait-object]</summary>
internal abstract partial class TypeLowerer
{
    /// <summary>
    /// Adds what bounds on a type say. <paramref name="outer"/> are the lifetimes of an enclosing <c>for&lt;…&gt;</c> of a where
    /// clause, which must not be in <see cref="Scopes"/>: each bound gets one binder that holds them and its own.
    /// </summary>
    public void LowerBounds(
        Ty self, ImmutableArray<HirBound> bounds, ImmutableArray<HirGenericParam> outer, ImmutableArray<SpannedPredicate>.Builder predicates)
    {
        foreach (HirBound bound in bounds)
        {
            switch (bound)
            {
                case HirBound.Trait { Modifier: HirBoundModifier.None or HirBoundModifier.Const } it:
                    LowerTraitBound(self, it.PolyTraitRef, outer, predicates);
                    break;
                case HirBound.Outlives it:
                    Scopes.Push(outer);
                    predicates.Add(new SpannedPredicate(
                        Types.TypeOutlives(BinderScopes.VarsOf(Types, outer), self, Lower(it.Lifetime)), it.Span));
                    Scopes.Pop();
                    break;
                case HirBound.Trait or HirBound.Use:
                    break;
            }
        }
    }

    /// <summary><paramref name="self"/> was lowered with <paramref name="outer"/> as its innermost binder, if there is any.</summary>
    public void LowerTraitBound(
        Ty self, HirPolyTraitRef bound, ImmutableArray<HirGenericParam> outer, ImmutableArray<SpannedPredicate>.Builder predicates)
    {
        if (bound.TraitRef.Path.Res is not Res.Def { Kind: DefKind.Trait, Id: var trait })
        {
            if (bound.TraitRef.Path.Res is Res.Def { Kind: DefKind.TraitAlias })
            {
                TypeLoweringErrors.TraitAliasUnsupported(Context.Diagnostics, bound.Span);
            }
            return;
        }
        ImmutableArray<HirGenericParam> all = [.. outer, .. bound.BoundParams];
        BoundVars vars = BinderScopes.VarsOf(Types, all);
        Scopes.Push(all);
        // Outside any `for` of its own clause, the self type knows nothing of the binder that is made here.
        Ty shifted = outer.Length == 0 ? Types.ShiftIn(self, 1) : self;
        HirPathSegment segment = bound.TraitRef.Path.Segments[^1];
        TraitRef traitRef = Types.TraitRef(trait, LowerArgs(trait, segment, bound.Span, shifted, null));
        predicates.Add(new SpannedPredicate(Types.TraitPredicate(vars, traitRef), bound.Span));
        foreach (HirAssocConstraint constraint in segment.Args?.Constraints ?? [])
        {
            LowerConstraint(traitRef, segment, vars, all, constraint, predicates);
        }
        Scopes.Pop();
    }

    private void LowerConstraint(
        TraitRef traitRef, HirPathSegment segment, BoundVars vars, ImmutableArray<HirGenericParam> binder, HirAssocConstraint constraint,
        ImmutableArray<SpannedPredicate>.Builder predicates)
    {
        if (ResolveConstraint(traitRef, vars, constraint) is not { } alias)
        {
            return;
        }
        switch (constraint.Kind)
        {
            case HirAssocConstraintKind.TypeEquals it:
                if (SpanOfEarlierBinding(predicates, alias) is { } earlier)
                {
                    TypeLoweringErrors.BoundTwice(Context, constraint, earlier, traitRef.Trait);
                    break;
                }
                Ty term = LowerConstraintTy(segment, it.Ty);
                RejectUnconstrainedOutput(traitRef, vars, term, constraint);
                predicates.Add(new SpannedPredicate(Types.ProjectionPredicate(vars, alias, term), constraint.Span));
                break;
            case HirAssocConstraintKind.Bounds it:
                Scopes.Pop();
                LowerBounds(binder.Length == 0 ? ShiftOut(alias) : alias, it.Values, binder, predicates);
                Scopes.Push(binder);
                break;
            case HirAssocConstraintKind.ConstEquals:
                TypeLoweringErrors.ConstEqualityUnsupported(Context.Diagnostics, constraint.Span);
                break;
        }
    }

    private static SourceSpan? SpanOfEarlierBinding(ImmutableArray<SpannedPredicate>.Builder predicates, Ty.Alias alias)
    {
        foreach (SpannedPredicate predicate in predicates)
        {
            if (predicate.Predicate is Predicate.Projection known && known.Alias == alias)
            {
                return predicate.Span;
            }
        }
        return null;
    }

    /// <summary>In <c>for&lt;'a&gt; Fn(A) -> B</c> a lifetime of the binder that only <c>B</c> mentions could be anything.</summary>
    private void RejectUnconstrainedOutput(TraitRef traitRef, BoundVars vars, Ty term, HirAssocConstraint constraint)
    {
        if (vars.Count == 0 || !term.HasEscapingBoundVars)
        {
            return;
        }
        BoundLifetimes inputs = new(constrainedOnly: true);
        inputs.Visit(traitRef.Args);
        BoundLifetimes output = new(constrainedOnly: false);
        output.Visit(term);
        foreach (int index in output.Indices)
        {
            if (!inputs.Indices.Contains(index))
            {
                TypeLoweringErrors.UnconstrainedLifetime(Context.Diagnostics, constraint, vars[index].Name);
                return;
            }
        }
    }

    /// <summary>The lifetimes of the innermost binder outside the value, by number.</summary>
    private sealed class BoundLifetimes(bool constrainedOnly) : TypeVisitor
    {
        private int _depth;

        public SortedSet<int> Indices { get; } = [];

        public override bool Visit(Ty ty)
        {
            if (constrainedOnly && ty is Ty.Alias)
            {
                return false;
            }
            int binders = ty is Ty.FnPtr ? 1 : 0;
            _depth += binders;
            bool result = SuperVisit(ty);
            _depth -= binders;
            return result;
        }

        public override bool Visit(Region region)
        {
            if (region is Region.Bound bound && bound.Depth == _depth)
            {
                Indices.Add(bound.Index);
            }
            return false;
        }
    }

    /// <summary>The projection that <c>Item = …</c> inside bounds is about; it may be a supertrait's.</summary>
    private Ty.Alias? ResolveConstraint(TraitRef traitRef, BoundVars vars, HirAssocConstraint constraint)
    {
        Predicate.Trait? defining = FindInSupertraits(Types.TraitPredicate(vars, traitRef), constraint.Ident.Name);
        if (defining is null)
        {
            TypeLoweringErrors.ConstraintNotFound(Context, constraint.Ident, traitRef.Trait);
            return null;
        }
        if (defining.TraitRef.Trait != traitRef.Trait && DefiningSupertraits(Types.TraitPredicate(vars, traitRef), constraint.Ident.Name) is { Count: > 1 } several)
        {
            TypeLoweringErrors.AmbiguousConstraint(Context, constraint, traitRef, several);
            return null;
        }
        AssocItem item = Context.AssocItemsOf(defining.TraitRef.Trait).Find(constraint.Ident.Name, DefKind.AssocTy)!;
        HirPathSegment segment = new(constraint.Id, constraint.Ident, null, constraint.Args, InferArgs: false);
        GenericArgs args = LowerOwnArgs(item.Id, segment, constraint.Span, defining.TraitRef.Args);
        return Types.Alias(AliasKind.Projection, item.Id, args);
    }

    private List<Predicate.Trait> DefiningSupertraits(Predicate.Trait bound, Base.Interning.Symbol name)
    {
        List<Predicate.Trait> defining = [];
        foreach (Predicate predicate in Elaborator.Elaborate(Context, [bound]))
        {
            if (predicate is Predicate.Trait trait && Context.AssocItemsOf(trait.TraitRef.Trait).Find(name, DefKind.AssocTy) is not null && !ContainsTrait(defining, trait))
            {
                defining.Add(trait);
            }
        }
        return defining;
    }

    /// <summary>Undoes the shift for a binder without variables.</summary>
    private Ty ShiftOut(Ty ty) => Types.Open(ty, _ => throw new CompilerBug("a bound region of an empty binder"));

    private Ty LowerTraitObject(HirTy.TraitObject ty)
    {
        List<ExistentialPredicate> projections = [];
        List<DefId> autoTraits = [];
        ExistentialPredicate? principal = null;
        List<Predicate> elaborated = [];
        Ty dummySelf = DummySelf;
        foreach (HirPolyTraitRef bound in ty.Bounds)
        {
            if (bound.TraitRef.Path.Res is not Res.Def { Kind: DefKind.Trait, Id: var trait })
            {
                return bound.TraitRef.Path.Res is Res.Error error
                    ? Types.ErrorTy(error.Reported)
                    : Types.ErrorTy(TypeLoweringErrors.NotAType(Context.Diagnostics, bound.Span));
            }
            if (Context.TraitDefOf(trait).IsAuto)
            {
                if (!autoTraits.Contains(trait))
                {
                    autoTraits.Add(trait);
                }
                continue;
            }
            if (principal is not null)
            {
                return Types.ErrorTy(TypeLoweringErrors.TwoPrincipals(Context.Diagnostics, bound.Span, ty.Bounds[0].Span, PrincipalNames(ty)));
            }
            ImmutableArray<SpannedPredicate>.Builder predicates = ImmutableArray.CreateBuilder<SpannedPredicate>();
            LowerTraitBound(dummySelf, bound, [], predicates);
            foreach (SpannedPredicate predicate in predicates)
            {
                switch (predicate.Predicate)
                {
                    case Predicate.Trait it when principal is null && it.TraitRef.Trait == trait:
                        principal = Types.ExistentialTrait(it.Vars, trait, Types.Args(it.TraitRef.Args.AsSpan()[1..]));
                        break;
                    case Predicate.Projection it:
                        projections.Add(Types.ExistentialProjection(
                            it.Vars, it.Alias.Def, Types.Args(it.Alias.Args.AsSpan()[1..]), it.Term));
                        break;
                }
            }
            if (AddImpliedProjections(predicates, bound, projections, elaborated) is { } missing)
            {
                return Types.ErrorTy(missing);
            }
        }
        autoTraits.Sort();
        projections.Sort(static (a, b) => ((ExistentialPredicate.Projection)a).Def.CompareTo(((ExistentialPredicate.Projection)b).Def));
        List<ExistentialPredicate> all = principal is null ? [] : [principal];
        all.AddRange(projections);
        foreach (DefId autoTrait in autoTraits)
        {
            all.Add(Types.ExistentialAutoTrait(autoTrait));
        }
        if (all.Count == 0)
        {
            return Types.ErrorTy(TypeLoweringErrors.NoPrincipal(Context.Diagnostics, ty.Span));
        }
        Region region = ObjectLifetime(ty, elaborated);
        return Types.Dynamic(Types.ExistentialPredicates([.. all]), region);
    }

    /// <summary>
    /// Associated types fixed by supertraits (<c>trait Sub: Super&lt;Out = u8&gt;</c>) belong to the object's type; all others must be
    /// named (E0191), unless their use needs <c>Self: Sized</c>.
    /// </summary>
    /// <param name="elaborated">Given all that the bound implies.</param>
    private ErrorReported? AddImpliedProjections(
        ImmutableArray<SpannedPredicate>.Builder predicates, HirPolyTraitRef bound, List<ExistentialPredicate> projections, List<Predicate> elaborated)
    {
        List<Predicate> start = [];
        foreach (SpannedPredicate predicate in predicates)
        {
            start.Add(predicate.Predicate);
        }
        HashSet<DefId> fixedItems = [];
        foreach (ExistentialPredicate projection in projections)
        {
            fixedItems.Add(((ExistentialPredicate.Projection)projection).Def);
        }
        elaborated.AddRange(Elaborator.Elaborate(Context, start));
        foreach (Predicate predicate in elaborated)
        {
            if (predicate is Predicate.Projection it && it.Alias.Args[0] == DummySelf && fixedItems.Add(it.Alias.Def))
            {
                projections.Add(Types.ExistentialProjection(it.Vars, it.Alias.Def, Types.Args(it.Alias.Args.AsSpan()[1..]), it.Term));
            }
        }
        List<DefId> missing = [];
        foreach (Predicate predicate in elaborated)
        {
            if (predicate is not Predicate.Trait it || it.TraitRef.SelfTy != DummySelf)
            {
                continue;
            }
            foreach (AssocItem item in Context.AssocItemsOf(it.TraitRef.Trait).Items)
            {
                if (item.Kind == DefKind.AssocTy && Context.GenericsOf(item.Id).Own.Length == 0 && !fixedItems.Contains(item.Id)
                    && !Crate.RequiresSizedSelf(Context, item.Id) && !missing.Contains(item.Id))
                {
                    missing.Add(item.Id);
                }
            }
        }
        return missing.Count > 0 ? MissingAssociatedTypes.Report(Context, bound, missing) : null;
    }

    private List<string> PrincipalNames(HirTy.TraitObject ty)
    {
        List<string> names = [];
        foreach (HirPolyTraitRef bound in ty.Bounds)
        {
            if (bound.TraitRef.Path.Res is Res.Def { Kind: DefKind.Trait, Id: var trait } && !Context.TraitDefOf(trait).IsAuto)
            {
                names.Add(new Verdigris.Types.Printing.TyPrinter(Context).PrintPath(trait));
            }
        }
        return names;
    }

    /// <summary>Stands for the erased self type while a trait object's bounds are lowered; never seen outside.</summary>
    private Ty DummySelf => Types.Fresh(int.MaxValue, InferKind.General);
}
