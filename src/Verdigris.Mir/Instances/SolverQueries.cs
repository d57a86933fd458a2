using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Instances;

/// <summary>
/// The part of the queries that the trait solver answers: normalisation, selection, drop impls, discriminants. What bodies
/// and constants are is left to the driver, which knows where MIR comes from.
/// </summary>
public abstract class SolverQueries(TypeContext types) : MonoQueries
{
    private readonly Dictionary<Ty, Ty> _normal = [];
    private readonly Dictionary<TraitRef, TraitSelection> _selected = [];
    private readonly Dictionary<(Ty Ty, LangItem Trait), bool> _implemented = [];
    private readonly Dictionary<CrateId, Dictionary<DefId, DefId>> _dropMethods = [];
    private readonly Dictionary<AdtDef, ImmutableArray<UInt128>> _discriminants = [];
    private readonly Dictionary<AdtDef, bool> _sizedTails = [];
    private readonly Dictionary<string, DefId> _langItemsByName = [];

    public override TypeContext Types => types;

    public override CrateId LocalCrate => types.Crate;

    public override Ty Normalize(Ty ty)
    {
        ty = types.Types.EraseRegions(ty);
        if ((ty.Flags & TypeFlags.HasAlias) == 0)
        {
            return ty;
        }
        if (_normal.TryGetValue(ty, out Ty? known))
        {
            return known;
        }
        TraitSolver solver = NewSolver();
        List<Obligation> obligations = [];
        Ty normal = solver.Normalize(ty, ParamEnv.RevealAll, ObligationCause.Dummy, obligations);
        Settle(solver, obligations);
        normal = types.Types.EraseRegions(solver.Inference.Resolve(normal));
        _normal.Add(ty, normal);
        return normal;
    }

    public override TraitSelection Select(TraitRef traitRef)
    {
        traitRef = types.Types.EraseRegions(traitRef);
        if (_selected.TryGetValue(traitRef, out TraitSelection? known))
        {
            return known;
        }
        TraitSolver solver = NewSolver();
        Predicate.Trait goal = types.Types.TraitPredicate(traitRef);
        SelectionResult result = solver.Select(new Obligation(goal, ParamEnv.RevealAll, ObligationCause.Dummy), goal);
        if (result.Source is not { } source)
        {
            throw new CompilerBug($"code generation needs `{traitRef}`, which was not selected: {result.Status}");
        }
        Settle(solver, source.Nested);
        TraitSelection selection = source switch
        {
            ImplSource.Impl impl => new TraitSelection.Impl(impl.Def, NormalizeArgs(solver.Inference.Resolve(impl.Args))),
            ImplSource.Object => new TraitSelection.Object(),
            ImplSource.Builtin => new TraitSelection.Builtin(),
            _ => throw new CompilerBug($"`{traitRef}` is only assumed where code is generated"),
        };
        _selected.Add(traitRef, selection);
        return selection;
    }

    public override bool Implements(Ty ty, LangItem trait)
    {
        if (_implemented.TryGetValue((ty, trait), out bool known))
        {
            return known;
        }
        bool implements = NewSolver().ImplementsTrait(ParamEnv.RevealAll, types.LangItem(trait), ty);
        _implemented.Add((ty, trait), implements);
        return implements;
    }

    public override UInt128? Evaluate(Const constant) => constant switch
    {
        Const.Value value => value.Bits,
        Const.Unevaluated it => ScalarOf(Evaluate(it.Def, NormalizeArgs(it.Args), default)),
        _ => null,
    };

    public override ImmutableArray<UInt128> DiscriminantsOf(AdtDef adt)
    {
        if (_discriminants.TryGetValue(adt, out ImmutableArray<UInt128> known))
        {
            return known;
        }
        ImmutableArray<UInt128> result = Discriminants.Of(types, adt);
        _discriminants.Add(adt, result);
        return result;
    }

    public override bool IsTailAlwaysSized(AdtDef adt)
    {
        if (_sizedTails.TryGetValue(adt, out bool known))
        {
            return known;
        }
        Ty tail = types.TypeOf(adt.SingleVariant.Fields[^1].Def);
        bool isSized = tail is not Ty.Slice and not Ty.Dynamic
            && (tail is Ty.RawPtr or Ty.Ref or Ty.FnPtr or Ty.Array || NewSolver().IsSized(types.ParamEnvOf(adt.Id), tail));
        _sizedTails.Add(adt, isSized);
        return isSized;
    }

    public override DefId LangItem(LangItem item) => types.LangItem(item);

    public override DefId LangItem(string name)
    {
        if (_langItemsByName.TryGetValue(name, out DefId known))
        {
            return known;
        }
        DefId found = default;
        Base.Interning.Symbol symbol = Base.Interning.Symbol.Intern(name);
        foreach (CrateId crate in types.VisibleCrates)
        {
            if (types.Program.FactsOf(crate).LangItems.TryGetValue(symbol, out DefId def))
            {
                found = def;
            }
        }
        _langItemsByName.Add(name, found);
        return found;
    }

    public override DefId DropMethodOf(AdtDef adt)
    {
        // A Drop impl stands in the crate of its type.
        CrateId crate = adt.Id.Crate;
        if (!_dropMethods.TryGetValue(crate, out Dictionary<DefId, DefId>? methods))
        {
            methods = CollectDropMethods(crate);
            _dropMethods.Add(crate, methods);
        }
        return methods.GetValueOrDefault(adt.Id);
    }

    private Dictionary<DefId, DefId> CollectDropMethods(CrateId crate)
    {
        Dictionary<DefId, DefId> methods = [];
        DefId drop = types.LangItem(Verdigris.Types.LangItem.Drop);
        if (drop.IsNone)
        {
            return methods;
        }
        foreach ((DefId impl, SimplifiedTy shape) in types.Program.FactsOf(crate).ImplsOf(types, drop))
        {
            if (shape.Shape != TyShape.Adt)
            {
                continue;
            }
            foreach (AssocItem item in types.AssocItemsOf(impl).Items)
            {
                if (item.Kind == DefKind.AssocFn)
                {
                    methods.TryAdd(shape.Def, item.Id);
                }
            }
        }
        return methods;
    }

    private GenericArgs NormalizeArgs(GenericArgs args) => VtableLayout.Normalize(this, args);

    private TraitSolver NewSolver() => new(new Inference(types) { KeepsProjections = true });

    /// <summary>Works off what follows, so that inference variables in the answer get their values.</summary>
    private static void Settle(TraitSolver solver, List<Obligation> obligations)
    {
        if (obligations.Count == 0)
        {
            return;
        }
        Fulfillment fulfillment = new(solver);
        fulfillment.Register(obligations);
        fulfillment.SelectWherePossible();
    }

    private static UInt128? ScalarOf(ConstValue? value) => value is ConstValue.Scalar scalar ? scalar.Bits : null;
}
