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

/// <summary>
/// The types that an item's declaration mentions are well-formed under the item's own where clauses: the bounds of what they
/// name hold, and what must be sized is. [RFC 1214] One object an item. Regions are not looked at.
/// </summary>
internal sealed class SignatureChecker
{
    private readonly TypeContext _context;
    private readonly Inference _inference;
    private readonly TraitSolver _solver;
    private readonly Fulfillment _fulfillment;
    private readonly ParamEnv _env;
    private readonly DefId _item;

    public SignatureChecker(TypeContext context, DefId item)
    {
        _context = context;
        _inference = new Inference(context);
        _solver = new TraitSolver(_inference);
        _fulfillment = new Fulfillment(_solver);
        _env = context.ParamEnvOf(item);
        _item = item;
    }

    /// <summary>A function's parameters and result, and its where clauses.</summary>
    public static void CheckFn(TypeContext context, LocalCrateFacts crate, DefId function)
    {
        SignatureChecker checker = new(context, function);
        checker.RequirePredicates(function);
        if (crate.HirSigOf(function) is { } written)
        {
            FnSig sig = context.Types.EraseLateBound(context.FnSigOf(function));
            for (int i = 0; i < written.Decl.Inputs.Length; i++)
            {
                checker.RequireWellFormed(sig.Inputs[i], written.Decl.Inputs[i].Span);
            }
            checker.RequireWellFormed(sig.Output, written.Decl.OutputSpan);
        }
        checker.Finish();
    }

    public static void CheckConst(TypeContext context, DefId constant, HirTy written)
    {
        SignatureChecker checker = new(context, constant);
        checker.RequireWellFormed(context.TypeOf(constant), written.Span);
        checker.Finish();
    }

    /// <summary>All threads see a static that is not <c>mut</c>. [items.static.sync]</summary>
    public static void CheckStatic(TypeContext context, LocalCrateFacts crate, HirItem item, HirItemKind.Static definition)
    {
        SignatureChecker checker = new(context, item.Def);
        Ty ty = context.TypeOf(item.Def);
        checker.RequireWellFormed(ty, definition.Ty.Span);
        if (!definition.IsMutable && !AttrReader.Has(item.Attrs, "thread_local"))
        {
            checker.RequireTrait(LangItem.Sync, ty, definition.Ty.Span, CauseCode.SharedStatic.Instance);
        }
        checker.Finish();
    }

    public static void CheckAdt(TypeContext context, LocalCrateFacts crate, AdtDef adt)
    {
        SignatureChecker checker = new(context, adt.Id);
        checker.RequirePredicates(adt.Id);
        foreach (VariantDef variant in adt.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                checker.RequireWellFormed(context.TypeOf(field.Def), ((HirNode.Field)crate.NodeOf(field.Def)).Value.Ty.Span);
            }
        }
        checker.Finish();
    }

    public static void CheckTrait(TypeContext context, DefId trait)
    {
        SignatureChecker checker = new(context, trait);
        checker.RequirePredicates(trait);
        checker.Finish();
    }

    /// <summary>The self type and where clauses; the trait's own are looked at with the rest of the impl.</summary>
    public static void CheckImplHeader(TypeContext context, HirItem item, HirImpl impl)
    {
        SignatureChecker checker = new(context, item.Def);
        checker.RequirePredicates(item.Def);
        checker.RequireWellFormed(context.TypeOf(item.Def), impl.SelfTy.Span);
        if (context.ImplHeaderOf(item.Def).TraitRef is { HasError: false } traitRef && impl.Trait is { } written)
        {
            foreach (GenericArg arg in traitRef.Args.AsSpan()[1..])
            {
                if (arg is Ty ty)
                {
                    checker.RequireWellFormed(ty, written.Path.Span);
                }
            }
        }
        checker.Finish();
    }

    public static void CheckAssocTy(TypeContext context, DefId item, HirTy value)
    {
        SignatureChecker checker = new(context, item);
        checker.RequirePredicates(item);
        checker.RequireWellFormed(context.TypeOf(item), value.Span);
        checker.Finish();
    }

    /// <summary>
    /// The types in where clauses, and those clauses that speak of no parameter: they hold or do not, whatever the item is used with.
    /// </summary>
    private void RequirePredicates(DefId item)
    {
        foreach (SpannedPredicate clause in _context.PredicatesOf(item).Own)
        {
            if (clause.Predicate is not Predicate.Trait { TraitRef: var traitRef } predicate || traitRef.HasError || traitRef.Trait == item)
            {
                continue;
            }
            if (!predicate.HasParam && (predicate.Flags & TypeFlags.HasFreeRegions) == 0 && predicate.Vars.Count == 0)
            {
                _fulfillment.Register(new Obligation(predicate, ParamEnv.Empty, new ObligationCause(clause.Span)));
            }
            if (predicate.Vars.Count > 0 || traitRef.HasEscapingBoundVars)
            {
                continue;
            }
            foreach (GenericArg arg in traitRef.Args)
            {
                if (arg is Ty ty)
                {
                    RequireWellFormed(ty, clause.Span);
                }
            }
        }
    }

    private void RequireWellFormed(Ty ty, SourceSpan span)
    {
        if (ty.HasError || ty is Ty.Primitive or Ty.Param)
        {
            return;
        }
        _fulfillment.Register(new Obligation(_inference.Types.WellFormed(ty), _env, new ObligationCause(span)));
    }

    private void RequireTrait(LangItem trait, Ty ty, SourceSpan span, CauseCode code)
    {
        DefId def = _context.LangItem(trait);
        if (def.IsSome && !ty.HasError)
        {
            List<Obligation> nested = [];
            ObligationCause cause = new(span, code);
            Ty normal = _solver.Normalize(ty, _env, cause, nested);
            _fulfillment.Register(nested);
            _fulfillment.Register(new Obligation(_inference.Types.TraitPredicate(_inference.Types.TraitRef(def, normal)), _env, cause));
        }
    }

    private void Finish()
    {
        HashSet<SourceSpan> reported = [];
        foreach (FulfillmentError error in _fulfillment.SelectWherePossible())
        {
            if (reported.Add(error.Root.Cause.Span))
            {
                FulfillmentErrors.Report(new ErrorScope(_context, _inference, _item), error);
            }
        }
    }
}
