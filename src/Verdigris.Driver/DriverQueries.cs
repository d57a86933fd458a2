using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Codegen.Mangling;
using Verdigris.Mir;
using Verdigris.Mir.Coroutines;
using Verdigris.Mir.Instances;
using Verdigris.Mir.Interpret;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Layout;

namespace Verdigris.Driver;

/// <summary>Bodies and constants of the crates of this process. One a worker thread.</summary>
internal sealed class DriverQueries(TypeContext types, MirFacts mir, ConstEvaluator constants) : SolverQueries(types)
{
    private readonly Dictionary<Ty.Coroutine, CoroutineStates> _coroutines = [];

    public override Body? MirOf(DefId def) => mir.BodyOf(Types, def);

    public override ConstValue? Evaluate(DefId def, GenericArgs args, Promoted promoted) => constants.ValueOf(Types, ResolveConst(def, ref args), args, promoted);

    public override ConstAllocation? InitialiserOf(DefId staticDef) => MirOf(staticDef) is null ? null : constants.InitialiserOf(Types, staticDef);

    public override bool IsMutableStatic(DefId staticDef) => Types.IsMutableStatic(staticDef);

    public override UInt128 TypeIdOf(Ty ty) => SymbolNames.TypeIdOf(this, ty);

    public override CoroutineStates StatesOf(Ty.Coroutine coroutine)
    {
        if (_coroutines.TryGetValue(coroutine, out CoroutineStates? known))
        {
            return known;
        }
        ImmutableArray<Ty> upvars = ImmutableArray.Create(((Ty.Tuple)coroutine.UpvarsTy).Elements.AsSpan());
        CoroutineStates states;
        if (MirOf(coroutine.Def)?.Coroutine is { } machine)
        {
            MonoBody mono = new(machine.Drop, coroutine.Args, this);
            ImmutableArray<Ty>.Builder saved = ImmutableArray.CreateBuilder<Ty>(machine.Saved.Length);
            ImmutableArray<bool>.Builder hasOwnPlace = ImmutableArray.CreateBuilder<bool>(machine.Saved.Length);
            foreach (SavedLocal local in machine.Saved)
            {
                saved.Add(mono.Mono(local.Ty));
                hasOwnPlace.Add(local.HasOwnPlace);
            }
            states = new CoroutineStates(upvars, saved.MoveToImmutable(), hasOwnPlace.MoveToImmutable(), machine.States);
        }
        else
        {
            // Its body has errors: nobody will run it.
            states = new CoroutineStates(upvars, [], [], [[], [], []]);
        }
        _coroutines.Add(coroutine, states);
        return states;
    }

    /// <summary>A trait's associated constant becomes that of the impl.</summary>
    private DefId ResolveConst(DefId def, ref GenericArgs args)
    {
        if (Types.KindOf(def) != DefKind.AssocConst || Types.KindOf(Types.ParentOf(def)) != DefKind.Trait)
        {
            return def;
        }
        DefId trait = Types.ParentOf(def);
        int count = Types.GenericsOf(trait).Count;
        TraitRef traitRef = Types.Types.TraitRef(trait, Types.Types.Args(args.AsSpan()[..count]));
        if (Select(traitRef) is TraitSelection.Impl impl && Types.AssocItemsOf(impl.Def).FindForTraitItem(def) is { } item)
        {
            args = impl.Args;
            return item.Id;
        }
        return def;
    }
}
