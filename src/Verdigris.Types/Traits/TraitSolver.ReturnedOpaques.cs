using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;

namespace Verdigris.Types.Traits;

/// <summary>
/// What the <c>impl Trait</c> of a trait's method (an <c>async fn</c> among them) is in an impl: the type that stands in the same
/// place of the impl method's signature. [items.traits.associated-opaque-types]
/// </summary>
public sealed partial class TraitSolver
{
    private ProjectionResult ProjectOpaqueFromImpl(Obligation obligation, Ty.Alias alias, ImplSource.Impl impl, List<Obligation> nested)
    {
        DefId method = Context.ParentOf(alias.Def);
        if (Context.AssocItemsOf(impl.Def).FindForTraitItem(method) is not { } item)
        {
            // The trait's own body decides; what it hides is known to code generation only.
            return obligation.Env.RevealsOpaque
                ? new ProjectionResult(ProjectionStatus.Normalized, NormalizeNested(Types.Instantiate(Context.HiddenTypeOf(alias.Def), alias.Args), obligation, nested))
                : new ProjectionResult(ProjectionStatus.Rigid, null);
        }
        Generics declared = Context.GenericsOf(method);
        if (declared.Own.Length == Context.GenericsOf(item.Id).Own.Length)
        {
            GenericArgs traitArgs = Types.Args(alias.Args.AsSpan()[..declared.Count]);
            GenericArgs implArgs = Types.Args([.. impl.Args.AsSpan(), .. alias.Args.AsSpan()[declared.ParentCount..declared.Count]]);
            Binder<FnSig> wanted = Types.Instantiate(Context.FnSigOf(method), traitArgs);
            Binder<FnSig> given = Types.Instantiate(Context.FnSigOf(item.Id), implArgs);
            FnSig open = Types.Open(wanted, index => LateRegionOf(alias, declared.Count + index));
            Region[] chosen = RegionsFor(given, open, index => LateRegionOf(alias, declared.Count + index), obligation, nested);
            OpaqueMatcher matcher = new(this);
            matcher.Match(open.Output, Types.Open(given, index => chosen[index]).Output);
            if (FindNested(matcher, alias.Def, obligation, nested) is { } value)
            {
                return new ProjectionResult(ProjectionStatus.Normalized, NormalizeNested(value, obligation, nested));
            }
        }
        // Where the signatures disagree is reported when they are compared.
        return new ProjectionResult(ProjectionStatus.Normalized, Types.ErrorTy(DiagnosticSink.Promise()));
    }

    private Region LateRegionOf(Ty.Alias alias, int index) => index < alias.Args.Count && alias.Args[index] is Region region ? region : Common.Erased;

    /// <summary>The impl method's late-bound regions, chosen so that its parameters are those of the trait's method.</summary>
    private Region[] RegionsFor(Binder<FnSig> given, FnSig wanted, System.Func<int, Region> positional, Obligation obligation, List<Obligation> nested)
    {
        Region?[] chosen = new Region?[given.Vars.Count];
        for (int i = 0; i < given.Value.Inputs.Length && i < wanted.Inputs.Length; i++)
        {
            Ty wantedInput = wanted.Inputs[i];
            if (wantedInput.HasProjection && !wantedInput.HasEscapingBoundVars)
            {
                wantedInput = NormalizeNested(wantedInput, obligation, nested);
            }
            RegionLister own = new();
            RegionLister other = new();
            own.Visit(given.Value.Inputs[i]);
            other.Visit(Inference.Resolve(wantedInput));
            for (int j = 0; own.Regions.Count == other.Regions.Count && j < own.Regions.Count; j++)
            {
                if (own.Regions[j] is Region.Bound { Depth: 0 } bound && other.Regions[j] is not Region.Bound)
                {
                    chosen[bound.Index] ??= other.Regions[j];
                }
            }
        }
        Region[] result = new Region[chosen.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = chosen[i] ?? positional(i);
        }
        return result;
    }

    /// <summary>An opaque type inside another's bounds is what the outer one's associated type is.</summary>
    private Ty? FindNested(OpaqueMatcher matcher, DefId wanted, Obligation obligation, List<Obligation> nested)
    {
        for (int i = 0; i < matcher.Found.Count; i++)
        {
            (Ty.Alias opaque, Ty value) = matcher.Found[i];
            if (opaque.Def == wanted)
            {
                return value;
            }
            foreach (SpannedPredicate bound in Context.ItemBoundsOf(opaque.Def).Own)
            {
                if (Types.Instantiate(bound.Predicate, opaque.Args) is Predicate.Projection { Vars.Count: 0 } projection && projection.Alias.Args[0] == opaque
                    && projection.Term.HasProjection)
                {
                    GenericArg[] args = projection.Alias.Args.AsSpan().ToArray();
                    args[0] = value;
                    Ty.Alias ofValue = Types.Alias(projection.Alias.Kind, projection.Alias.Def, Types.Args(args));
                    matcher.Match(projection.Term, Inference.Resolve(NormalizeNested(ofValue, obligation, nested)));
                }
            }
        }
        return null;
    }

    /// <summary>Walks two types side by side and notes what stands where the first has a method's opaque type.</summary>
    private sealed class OpaqueMatcher(TraitSolver solver)
    {
        public List<(Ty.Alias Opaque, Ty Value)> Found { get; } = [];

        public void Match(Ty declared, Ty given)
        {
            switch (declared, given)
            {
                case (Ty.Alias { Kind: AliasKind.Projection } alias, _) when solver.Context.KindOf(alias.Def) == DefKind.OpaqueTy:
                    Found.Add((alias, given));
                    break;
                case (Ty.Adt a, Ty.Adt b) when a.Def == b.Def:
                    for (int i = 0; i < a.Args.Count; i++)
                    {
                        if (a.Args[i] is Ty left && b.Args[i] is Ty right)
                        {
                            Match(left, right);
                        }
                    }
                    break;
                case (Ty.Ref a, Ty.Ref b):
                    Match(a.Pointee, b.Pointee);
                    break;
                case (Ty.RawPtr a, Ty.RawPtr b):
                    Match(a.Pointee, b.Pointee);
                    break;
                case (Ty.Slice a, Ty.Slice b):
                    Match(a.Element, b.Element);
                    break;
                case (Ty.Array a, Ty.Array b):
                    Match(a.Element, b.Element);
                    break;
                case (Ty.Tuple a, Ty.Tuple b) when a.Elements.Count == b.Elements.Count:
                    for (int i = 0; i < a.Elements.Count; i++)
                    {
                        Match(a.Elements[i], b.Elements[i]);
                    }
                    break;
            }
        }
    }

    private sealed class RegionLister : TypeVisitor
    {
        public List<Region> Regions { get; } = [];

        public override bool Visit(Region region)
        {
            Regions.Add(region);
            return false;
        }
    }
}
