using System.Collections.Generic;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Types.Traits;

/// <summary>What must hold for a type to be well-formed: the bounds of the items it mentions, and that its parts are sized. [RFC 1214]</summary>
public static class WellFormedness
{
    /// <summary>Null while the argument is an unknown inference variable.</summary>
    public static List<Obligation>? ObligationsOf(Inference inference, Obligation cause, GenericArg arg)
    {
        if (arg is not Ty ty)
        {
            return [];
        }
        ty = inference.Resolve(ty);
        if (ty.IsTyVar)
        {
            return null;
        }
        Walker walker = new(inference, cause);
        walker.Visit(ty);
        return walker.Obligations;
    }

    private sealed class Walker(Inference inference, Obligation cause) : TypeVisitor
    {
        public List<Obligation> Obligations { get; } = [];

        private TypeInterner Types => inference.Types;

        public override bool Visit(Ty ty)
        {
            switch (ty)
            {
                case Ty.Adt it:
                    AddBounds(it.Def.Id, it.Args);
                    break;
                case Ty.Slice it:
                    AddSized(it.Element);
                    break;
                case Ty.Array it:
                    AddSized(it.Element);
                    break;
                case Ty.Tuple it:
                    for (int i = 0; i + 1 < it.Elements.Count; i++)
                    {
                        AddSized(it.Elements[i]);
                    }
                    break;
                case Ty.Ref it when !it.HasEscapingBoundVars:
                    Add(Types.TypeOutlives(BoundVars.None, it.Pointee, it.Region));
                    break;
                case Ty.Alias { Kind: AliasKind.Projection } it when !it.HasEscapingBoundVars:
                {
                    DefId trait = inference.Context.TraitOfProjection(it.Def);
                    int count = inference.Context.GenericsOf(trait).Count;
                    // The arguments may be projections themselves, which the where clauses in scope speak of by another name.
                    List<Obligation> nested = [];
                    Predicate bound = Types.TraitPredicate(Types.TraitRef(trait, Types.Args(it.Args.AsSpan()[..count])));
                    Add(new TraitSolver(inference).NormalizePredicate(bound, cause.Env, cause.Cause, nested));
                    Obligations.AddRange(nested);
                    break;
                }
                case Ty.Dynamic { Predicates.Principal: { } principal }:
                    Add(Types.DynCompatible(principal.Def));
                    break;
                case Ty.FnDef or Ty.Closure or Ty.Coroutine:
                    return false;
                case Ty.Infer { Kind: InferKind.General }:
                    Add(Types.WellFormed(ty));
                    return false;
            }
            return SuperVisit(ty);
        }

        private void AddBounds(DefId item, GenericArgs args)
        {
            if (args.HasEscapingBoundVars)
            {
                return;
            }
            foreach (SpannedPredicate predicate in inference.Context.PredicatesOf(item).Own)
            {
                ObligationCause because = cause.Cause with { Code = new CauseCode.ItemBound(item, predicate.Span) };
                List<Obligation> nested = [];
                Predicate instance = new TraitSolver(inference).NormalizePredicate(
                    Types.Instantiate(predicate.Predicate, args), cause.Env, because, nested);
                Obligations.AddRange(nested);
                Obligations.Add(new Obligation(instance, cause.Env, because, cause.Depth + 1, cause));
            }
        }

        private void AddSized(Ty ty)
        {
            if (!ty.HasEscapingBoundVars)
            {
                Add(Types.TraitPredicate(Types.TraitRef(inference.Context.LangItem(LangItem.Sized), ty)));
            }
        }

        private void Add(Predicate predicate) => Obligations.Add(cause.Nested(predicate));
    }
}
