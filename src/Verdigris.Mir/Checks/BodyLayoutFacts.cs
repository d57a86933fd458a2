using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Layout;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Checks;

/// <summary>
/// What layout needs to know inside a generic body: parameters stay, and the body's where clauses say what they are. Layouts
/// computed with it hold in that body alone, so they need a cache of their own.
/// </summary>
internal sealed class BodyLayoutFacts(ILayoutFacts program, ParamEnv env) : ILayoutFacts
{
    public TypeContext Types => program.Types;

    public Ty Normalize(Ty ty)
    {
        ty = Types.Types.EraseRegions(ty);
        if ((ty.Flags & TypeFlags.HasAlias) == 0)
        {
            return ty;
        }
        TraitSolver solver = new(new Inference(Types));
        List<Obligation> obligations = [];
        Ty normal = solver.Normalize(ty, env, ObligationCause.Dummy, obligations);
        Fulfillment fulfillment = new(solver);
        fulfillment.Register(obligations);
        fulfillment.SelectWherePossible();
        return Types.Types.EraseRegions(solver.Inference.Resolve(normal));
    }

    public bool IsSized(Ty ty) => new TraitSolver(new Inference(Types)).IsSized(env, ty);

    public UInt128? Evaluate(Const constant) => program.Evaluate(constant);

    public ImmutableArray<UInt128> DiscriminantsOf(AdtDef adt) => program.DiscriminantsOf(adt);

    public bool IsTailAlwaysSized(AdtDef adt) => program.IsTailAlwaysSized(adt);

    public CoroutineStates StatesOf(Ty.Coroutine coroutine) => program.StatesOf(coroutine);
}
