using System.Collections.Generic;
using Verdigris.Check.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Items;

/// <summary>A destructor is one for all values of its type: its impl may not ask for more than the type does. [destructors]</summary>
internal static class DropImplChecker
{
    public static void Check(TypeContext context, DefId impl, Ty.Adt self)
    {
        GenericArg?[] args = new GenericArg?[context.GenericsOf(impl).Count];
        GenericArgs own = context.IdentityArgsOf(self.Def.Id);
        for (int i = 0; i < self.Args.Count; i++)
        {
            int index = self.Args[i] switch
            {
                Ty.Param it => it.Index,
                Const.Param it => it.Index,
                Region.EarlyParam it => it.Index,
                _ => -1,
            };
            if (index < 0 || args[index] is not null)
            {
                CoherenceErrors.SpecialisedDrop(context, impl, self.Def);
                return;
            }
            args[index] = own[i];
        }
        List<GenericArg> all = [];
        foreach (GenericArg? arg in args)
        {
            if (arg is null)
            {
                // A parameter that the type does not have: reported as unconstrained.
                return;
            }
            all.Add(arg);
        }
        CheckClauses(context, impl, self.Def, context.Types.Args([.. all]));
    }

    private static void CheckClauses(TypeContext context, DefId impl, AdtDef adt, GenericArgs args)
    {
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        ParamEnv env = context.ParamEnvOf(adt.Id);
        foreach (SpannedPredicate clause in context.PredicatesOf(impl).Own)
        {
            List<Obligation> nested = [];
            Predicate wanted = solver.NormalizePredicate(context.Types.Instantiate(clause.Predicate, args), env, ObligationCause.Dummy, nested);
            if (wanted is Predicate.Trait or Predicate.Projection && !wanted.HasError
                && solver.Evaluate(new Obligation(wanted, env, ObligationCause.Dummy)) == Evaluation.Fails)
            {
                CoherenceErrors.DropRequiresMore(context, clause, adt);
            }
        }
    }
}
