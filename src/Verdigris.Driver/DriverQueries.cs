using System;
using Verdigris.Codegen.Mangling;
using Verdigris.Mir;
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
    public override Body? MirOf(DefId def) => mir.BodyOf(Types, def);

    public override ConstValue? Evaluate(DefId def, GenericArgs args, Promoted promoted) => constants.ValueOf(Types, ResolveConst(def, ref args), args, promoted);

    public override ConstAllocation? InitialiserOf(DefId staticDef) => MirOf(staticDef) is null ? null : constants.InitialiserOf(Types, staticDef);

    public override bool IsMutableStatic(DefId staticDef) => Types.IsMutableStatic(staticDef);

    public override UInt128 TypeIdOf(Ty ty) => SymbolNames.TypeIdOf(this, ty);

    public override CoroutineStates StatesOf(Ty.Coroutine coroutine) => throw new NotSupportedException("coroutines have no layout yet");

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
