using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Items;

/// <summary>
/// No two inherent impls give one type two items of the same name. [items.impl.inherent] Impls are compared only when they
/// share a name, so that the many impls of a type cost little.
/// </summary>
internal static class InherentOverlapChecker
{
    public static void Check(TypeContext context, LocalCrateFacts crate)
    {
        Dictionary<(SimplifiedTy Shape, Symbol Name, bool IsType), List<AssocItem>> byName = [];
        foreach (DefId impl in crate.AllImpls)
        {
            ImplHeader header = context.ImplHeaderOf(impl);
            if (header.TraitRef is not null || header.SelfTy.HasError || crate.ImplOf(impl).Trait is not null)
            {
                continue;
            }
            SimplifiedTy shape = SimplifiedTy.Of(header.SelfTy);
            foreach (AssocItem item in context.AssocItemsOf(impl).Items)
            {
                (SimplifiedTy, Symbol, bool) key = (shape, item.Name, item.Kind == DefKind.AssocTy);
                if (!byName.TryGetValue(key, out List<AssocItem>? others))
                {
                    byName.Add(key, [item]);
                    continue;
                }
                foreach (AssocItem other in others)
                {
                    // Two of one impl were found when it was lowered.
                    if (other.Container != impl && Overlap(context, other.Container, impl))
                    {
                        CoherenceErrors.DuplicateInherentItem(context, other, item);
                        break;
                    }
                }
                others.Add(item);
            }
        }
    }

    private static bool Overlap(TypeContext context, DefId a, DefId b)
    {
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        List<Obligation> nested = [];
        GenericArgs aArgs = inference.FreshArgsFor(a, default);
        GenericArgs bArgs = inference.FreshArgsFor(b, default);
        Ty left = solver.Normalize(inference.Types.Instantiate(context.ImplHeaderOf(a).SelfTy, aArgs), ParamEnv.Empty, ObligationCause.Dummy, nested);
        Ty right = solver.Normalize(inference.Types.Instantiate(context.ImplHeaderOf(b).SelfTy, bArgs), ParamEnv.Empty, ObligationCause.Dummy, nested);
        if (!inference.TryEquate(left, right))
        {
            return false;
        }
        solver.AddItemObligations(a, aArgs, ParamEnv.Empty, default, nested);
        solver.AddItemObligations(b, bArgs, ParamEnv.Empty, default, nested);
        foreach (Obligation obligation in nested)
        {
            if (solver.Evaluate(obligation) == Evaluation.Fails)
            {
                return false;
            }
        }
        return true;
    }
}
