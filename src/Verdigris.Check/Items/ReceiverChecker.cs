using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Items;

/// <summary>What stands behind <c>self:</c> is <c>Self</c> or leads there by dereferencing. [items.associated.fn.method.self-ty]</summary>
internal static class ReceiverChecker
{
    private const int MaxSteps = 128;

    public static void Check(TypeContext context, LocalCrateFacts crate, DefId method)
    {
        if (crate.HirSigOf(method) is not { Decl: { ImplicitSelf: HirImplicitSelf.Typed } decl })
        {
            return;
        }
        Ty receiver = context.Types.EraseLateBound(context.FnSigOf(method)).Inputs[0];
        DefId container = context.ParentOf(method);
        Ty self = context.KindOf(container) == DefKind.Trait ? context.Common.SelfParam : context.TypeOf(container);
        if (receiver.HasError || self.HasError)
        {
            return;
        }
        SourceSpan span = decl.Inputs[0].Span;
        if (receiver is Ty.Param param && param.Index >= context.GenericsOf(method).ParentCount)
        {
            ItemErrors.GenericReceiver(context, span, receiver);
        }
        else if (!LeadsTo(context, context.ParamEnvOf(method), receiver, self))
        {
            ItemErrors.InvalidReceiver(context, span, receiver);
        }
    }

    private static bool LeadsTo(TypeContext context, ParamEnv env, Ty receiver, Ty self)
    {
        Inference inference = new(context);
        TraitSolver solver = new(inference);
        Ty wanted = Normal(solver, env, inference.Types.EraseRegions(self));
        Ty at = Normal(solver, env, inference.Types.EraseRegions(receiver));
        DefId deref = context.LangItem(LangItem.Deref);
        DefId target = context.LangItem(LangItem.DerefTarget);
        for (int step = 0; step < MaxSteps; step++)
        {
            if (inference.TryEquate(wanted, at))
            {
                return true;
            }
            switch (at)
            {
                case Ty.Ref it:
                    at = it.Pointee;
                    break;
                case Ty.Adt { Def.IsBox: true } it:
                    at = it.Args.TypeAt(0);
                    break;
                default:
                    if (deref.IsNone || !solver.ImplementsTrait(env, deref, at))
                    {
                        return false;
                    }
                    at = Normal(solver, env, inference.Types.Alias(AliasKind.Projection, target, inference.Types.Args(at)));
                    break;
            }
        }
        return false;
    }

    private static Ty Normal(TraitSolver solver, ParamEnv env, Ty ty)
    {
        List<Obligation> nested = [];
        Ty normal = solver.Normalize(ty, env, ObligationCause.Dummy, nested);
        Fulfillment fulfillment = new(solver);
        fulfillment.Register(nested);
        fulfillment.SelectWherePossible();
        return solver.Inference.Resolve(normal);
    }
}
