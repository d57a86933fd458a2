using System;
using Verdigris.Base;
using Verdigris.Check.Collect;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Layout;

namespace Verdigris.Driver;

/// <summary>Bodies and constants of the crates of this process. One a worker thread.</summary>
internal sealed class DriverQueries(TypeContext types, MirFacts mir) : SolverQueries(types)
{
    public override Body? MirOf(DefId def)
    {
        if (Types.Program.FactsOf(def.Crate) is not LocalCrateFacts facts || !HasBody(facts, def))
        {
            return null;
        }
        Body body = mir.OptimisedOf(Types, def);
        return body.Tainted is null ? body : null;
    }

    public override ConstValue? Evaluate(DefId def, GenericArgs args, Promoted promoted) =>
        throw new CompilerBug($"the constant `{CheckStage.PathOf(Types.Crates, def)}` is not evaluated yet");

    public override ConstAllocation? InitialiserOf(DefId staticDef) => null;

    public override CoroutineStates StatesOf(Ty.Coroutine coroutine) => throw new NotSupportedException("coroutines have no layout yet");

    private bool HasBody(LocalCrateFacts facts, DefId def) => Types.KindOf(def) switch
    {
        DefKind.Fn or DefKind.AssocFn => facts.BodyOf(def) is not null,
        DefKind.Closure or DefKind.Const or DefKind.AssocConst or DefKind.Static or DefKind.AnonConst or DefKind.InlineConst => true,
        _ => false,
    };
}
