using System.Collections.Generic;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Types.Traits;

/// <summary><c>T: Unsize&lt;U&gt;</c>: arrays to slices, types to trait objects, structs by their last field. [coerce.unsize]</summary>
public sealed partial class TraitSolver
{
    private void AssembleUnsize(Predicate.Trait goal, List<Candidate> candidates, ref bool isAmbiguous)
    {
        Ty source = Inference.Shallow(goal.TraitRef.SelfTy);
        Ty target = Inference.Shallow(goal.TraitRef.Args.TypeAt(1));
        switch (source, target)
        {
            case (Ty.Dynamic, Ty.Dynamic):
            case (Ty.Array, Ty.Slice):
                candidates.Add(new Candidate(CandidateKind.Unsize));
                break;
            case (_, Ty.Infer { Kind: InferKind.General }) or (Ty.Infer { Kind: InferKind.General }, _):
                isAmbiguous = true;
                break;
            case (_, Ty.Dynamic):
                candidates.Add(new Candidate(CandidateKind.Unsize));
                break;
            case (Ty.Adt a, Ty.Adt b) when a.Def == b.Def && a.Def.IsStruct && a.Def.SingleVariant.Fields.Length > 0:
                candidates.Add(new Candidate(CandidateKind.Unsize));
                break;
        }
    }

    private bool ConfirmUnsize(Obligation obligation, Predicate.Trait goal, List<Obligation> nested)
    {
        Ty source = Inference.Shallow(goal.TraitRef.SelfTy);
        Ty target = Inference.Shallow(goal.TraitRef.Args.TypeAt(1));
        return (source, target) switch
        {
            (Ty.Array array, Ty.Slice slice) => Inference.Equate(slice.Element, array.Element).IsOk,
            (Ty.Dynamic from, Ty.Dynamic to) => ConfirmUpcast(obligation, from, to, nested),
            (_, Ty.Dynamic to) => ConfirmToObject(obligation, source, to, nested),
            (Ty.Adt from, Ty.Adt to) => ConfirmStructUnsize(obligation, goal.TraitRef.Trait, from, to, nested),
            _ => false,
        };
    }

    private bool ConfirmToObject(Obligation obligation, Ty source, Ty.Dynamic target, List<Obligation> nested)
    {
        foreach (ExistentialPredicate bound in target.Predicates)
        {
            nested.Add(obligation.Nested(OfSelf(bound, source)));
            if (bound is ExistentialPredicate.Trait principal)
            {
                nested.Add(obligation.Nested(Types.DynCompatible(principal.Def)));
            }
        }
        nested.Add(obligation.Nested(Types.TraitPredicate(Types.TraitRef(Context.LangItem(LangItem.Sized), source))));
        nested.Add(obligation.Nested(Types.TypeOutlives(BoundVars.None, source, target.Region)));
        return true;
    }

    /// <summary>A trait object's bound as a predicate on a concrete type.</summary>
    public Predicate OfSelf(ExistentialPredicate bound, Ty self) => bound switch
    {
        ExistentialPredicate.Trait it => Types.TraitPredicate(it.Vars, Types.TraitRef(it.Def, WithSelf(self, it.Args))),
        ExistentialPredicate.Projection it => Types.ProjectionPredicate(
            it.Vars, Types.Alias(AliasKind.Projection, it.Def, WithSelf(self, it.Args)), it.Term),
        ExistentialPredicate.AutoTrait it => Types.TraitPredicate(Types.TraitRef(it.Def, self)),
    };

    /// <summary>To a supertrait, and to fewer auto traits.</summary>
    private bool ConfirmUpcast(Obligation obligation, Ty.Dynamic from, Ty.Dynamic to, List<Obligation> nested)
    {
        List<Predicate.Trait> available = ObjectTraits(from);
        foreach (ExistentialPredicate wanted in to.Predicates)
        {
            switch (wanted)
            {
                case ExistentialPredicate.Trait or ExistentialPredicate.AutoTrait:
                {
                    Predicate.Trait goal = (Predicate.Trait)Inference.OpenUniversally(OfSelf(wanted, from));
                    if (!TryMatchAny(goal, available))
                    {
                        return false;
                    }
                    break;
                }
                case ExistentialPredicate.Projection:
                    nested.Add(obligation.Nested(OfSelf(wanted, from)));
                    break;
            }
        }
        nested.Add(obligation.Nested(Types.RegionOutlives(BoundVars.None, from.Region, to.Region)));
        return true;
    }

    private bool TryMatchAny(Predicate.Trait goal, List<Predicate.Trait> available)
    {
        foreach (Predicate.Trait trait in available)
        {
            if (trait.TraitRef.Trait != goal.TraitRef.Trait)
            {
                continue;
            }
            Inference.Snapshot snapshot = Inference.Begin();
            if (MatchAssumption(goal, trait))
            {
                Inference.Commit(snapshot);
                return true;
            }
            Inference.RollBack(snapshot);
        }
        return false;
    }

    /// <summary><c>S&lt;T&gt;: Unsize&lt;S&lt;U&gt;&gt;</c> when only the last field mentions the parameters that change.</summary>
    private bool ConfirmStructUnsize(Obligation obligation, DefId unsize, Ty.Adt from, Ty.Adt to, List<Obligation> nested)
    {
        var fields = from.Def.SingleVariant.Fields;
        Ty tail = Context.TypeOf(fields[^1].Def);
        ParamCollector inTail = new();
        inTail.Visit(tail);
        for (int i = 0; i < fields.Length - 1; i++)
        {
            ParamCollector inOther = new();
            inOther.Visit(Context.TypeOf(fields[i].Def));
            inTail.Indices.ExceptWith(inOther.Indices);
        }
        if (inTail.Indices.Count == 0)
        {
            return false;
        }
        GenericArg[] mixed = from.Args.AsSpan().ToArray();
        foreach (int index in inTail.Indices)
        {
            mixed[index] = to.Args[index];
        }
        Ty expected = Types.Adt(from.Def, Types.Args(mixed));
        if (!Inference.Equate(to, expected).IsOk)
        {
            return false;
        }
        Ty sourceTail = Normalize(Types.Instantiate(tail, from.Args), obligation.Env, obligation.Cause, nested);
        Ty targetTail = Normalize(Types.Instantiate(tail, to.Args), obligation.Env, obligation.Cause, nested);
        nested.Add(obligation.Nested(Types.TraitPredicate(Types.TraitRef(unsize, sourceTail, targetTail))));
        return true;
    }

    private sealed class ParamCollector : TypeVisitor
    {
        public HashSet<int> Indices { get; } = [];

        public override bool Visit(Ty ty)
        {
            if (ty is Ty.Param param)
            {
                Indices.Add(param.Index);
            }
            return SuperVisit(ty);
        }

        public override bool Visit(Const constant)
        {
            if (constant is Const.Param param)
            {
                Indices.Add(param.Index);
            }
            return SuperVisit(constant);
        }
    }
}
