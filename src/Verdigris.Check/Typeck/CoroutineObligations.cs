using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Typeck;

/// <summary>
/// Decides what type checking of a body had to leave open: the auto traits of its own coroutines, which depend on what lives
/// across their suspension points. Requires: the MIR of the body's coroutines can be built.
/// </summary>
public static class CoroutineObligations
{
    public static void Check(TypeContext context, LocalCrateFacts crate, DefId owner)
    {
        TypeckResults results = crate.TypeckOf(context, owner);
        if (results.Tainted is not null)
        {
            return;
        }
        foreach (StalledObligation stalled in results.StalledObligations)
        {
            Inference inference = new(context);
            Fulfillment fulfillment = new(new TraitSolver(inference));
            fulfillment.Register(stalled.Obligation);
            ErrorScope scope = new(inference.Context, inference, owner) { IsInBody = true, Function = stalled.Function };
            foreach (FulfillmentError error in fulfillment.SelectAllOrError())
            {
                FulfillmentErrors.Report(scope, error, stalled.Argument);
            }
        }
    }
}
