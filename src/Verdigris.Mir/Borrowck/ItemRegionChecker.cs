using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Check;
using Verdigris.Check.Collect;
using Verdigris.Hir;
using Verdigris.Mir.Borrowck.Loans;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Mir.ControlFlow;
using Verdigris.Mir.Diagnostics;
using Verdigris.Mir.Moves;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck;

/// <summary>
/// Regions outside of bodies: fields and associated types are well-formed, impls satisfy their traits' outlives bounds, and
/// methods of impls accept every region that the trait's do. The same machinery as for bodies, over a body without code.
/// </summary>
public static class ItemRegionChecker
{
    public static void Check(TypeContext context, LocalCrateFacts crate, DiagnosticSink sink)
    {
        for (int i = 0; i < crate.Definitions.Count; i++)
        {
            DefId def = new(crate.Definitions.Id, i);
            switch (crate.Definitions.KindOf(i))
            {
                case DefKind.Struct or DefKind.Enum or DefKind.Union:
                    CheckFields(context, crate, def, sink);
                    break;
                case DefKind.Impl when context.ImplHeaderOf(def) is { TraitRef: { } traitRef, IsNegative: false }:
                    CheckImpl(context, crate, def, traitRef, sink);
                    break;
            }
        }
    }

    private static void CheckFields(TypeContext context, LocalCrateFacts crate, DefId adt, DiagnosticSink sink)
    {
        AdtDef definition = context.AdtDefOf(adt);
        bool hasRegions = false;
        foreach (VariantDef variant in definition.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                Ty ty = context.TypeOf(field.Def);
                hasRegions |= (ty.Flags & (TypeFlags.HasFreeRegions | TypeFlags.HasProjection)) != 0;
            }
        }
        if (!hasRegions)
        {
            return;
        }
        ItemRegions regions = new(context, crate, adt);
        foreach (VariantDef variant in definition.Variants)
        {
            foreach (FieldDef field in variant.Fields)
            {
                SourceSpan span = crate.Hir.NodeOf(field.Def) is HirNode.Field { Value: var written } ? written.Ty.Span : context.Crates.SpanOf(field.Def);
                regions.RequireWellFormed(context.TypeOf(field.Def), span);
            }
        }
        regions.Report(sink);
    }

    private static void CheckImpl(TypeContext context, LocalCrateFacts crate, DefId impl, TraitRef traitRef, DiagnosticSink sink)
    {
        ItemRegions header = new(context, crate, impl);
        foreach (SpannedPredicate predicate in context.PredicatesOf(traitRef.Trait).Own)
        {
            header.Require(context.Types.Instantiate(predicate.Predicate, traitRef.Args), context.Crates.SpanOf(impl));
        }
        foreach (AssocItem item in context.AssocItemsOf(impl).Items)
        {
            if (item.Kind == DefKind.AssocTy && item.TraitItem.IsSome)
            {
                CheckAssocTy(context, crate, item, traitRef, sink);
            }
            else if (item.Kind == DefKind.AssocFn && item.TraitItem.IsSome)
            {
                CheckMethod(context, crate, item, traitRef, sink);
            }
        }
        header.Report(sink);
    }

    private static void CheckAssocTy(TypeContext context, LocalCrateFacts crate, AssocItem item, TraitRef traitRef, DiagnosticSink sink)
    {
        ItemRegions regions = new(context, crate, item.Id);
        Ty value = context.TypeOf(item.Id);
        SourceSpan span = crate.Hir.NodeOf(item.Id) is HirNode.ImplItem { Value: var written }
            ? written.Span.ShrinkToLo().To(context.Crates.SpanOf(item.Id)) : context.Crates.SpanOf(item.Id);
        regions.RequireWellFormed(value, span);
        if (OwnArgs(context, item.TraitItem, item.Id, traitRef) is { } args)
        {
            foreach (SpannedPredicate bound in context.ItemBoundsOf(item.TraitItem).Own)
            {
                // The bounds are on the projection; here on what it stands for.
                if (bound.Predicate is Predicate.TypeOutlives { Vars.Count: 0, Ty: Ty.Alias about } outlives && about.Def == item.TraitItem)
                {
                    regions.Require(context.Types.TypeOutlives(BoundVars.None, value, context.Types.Instantiate(outlives.Region, args)), span);
                }
            }
        }
        regions.Report(sink);
    }

    /// <summary>The implementation's signature is at least as general as the trait's.</summary>
    private static void CheckMethod(TypeContext context, LocalCrateFacts crate, AssocItem item, TraitRef traitRef, DiagnosticSink sink)
    {
        Binder<FnSig> given = context.FnSigOf(item.Id);
        if (OwnArgs(context, item.TraitItem, item.Id, traitRef) is not { } args)
        {
            return;
        }
        Binder<FnSig> wanted = context.Types.Instantiate(context.FnSigOf(item.TraitItem), args);
        if (((given.Value.Flags | wanted.Value.Flags) & (TypeFlags.HasFreeRegions | TypeFlags.HasBoundRegions)) == 0
            || given.Value.Inputs.Length != wanted.Value.Inputs.Length)
        {
            return;
        }
        ItemRegions regions = new(context, crate, item.Id, wanted);
        if (!regions.IsAtLeastAsGeneral(given, context.Crates.SpanOf(item.Id)))
        {
            // Signatures that return `impl Trait` are compared as types.
            sink.Report(crate.HirSigOf(item.Id) is { Header.IsAsync: true } sig
                ? Diagnostic.Error("E0308", "method not compatible with trait", sig.Decl.OutputSpan).WithPrimaryLabel("lifetime mismatch")
                : Diagnostic.ErrorWithoutCode("`impl` item signature doesn't match `trait` item signature", context.Crates.SpanOf(item.Id)));
        }
    }

    /// <summary>The trait's item seen from the impl: the trait's arguments, then the impl item's own parameters; null if they do not pair up.</summary>
    private static GenericArgs? OwnArgs(TypeContext context, DefId traitItem, DefId implItem, TraitRef traitRef)
    {
        Generics ofTrait = context.GenericsOf(traitItem);
        Generics ofImpl = context.GenericsOf(implItem);
        if (ofTrait.Own.Length != ofImpl.Own.Length)
        {
            return null;
        }
        GenericArg[] args = new GenericArg[traitRef.Args.Count + ofImpl.Own.Length];
        traitRef.Args.AsSpan().CopyTo(args);
        for (int i = 0; i < ofImpl.Own.Length; i++)
        {
            if (ofTrait.Own[i].Kind != ofImpl.Own[i].Kind)
            {
                return null;
            }
            args[traitRef.Args.Count + i] = context.IdentityArg(ofImpl.Own[i]);
        }
        return context.Types.Args(args);
    }

    /// <summary>The regions of one item, its assumptions, and what it has to show.</summary>
    private sealed class ItemRegions
    {
        private readonly TypeContext _context;
        private readonly LocalCrateFacts _crate;
        private readonly Body _body;
        private readonly RegionTable _regions;
        private readonly Inference _inference;
        private readonly ParamEnv _env;
        private readonly UniversalRegions _universal;
        private readonly FreeRegionRelations _relations;
        private readonly RegionProver _prover;
        private readonly MirTypeChecker _checker;
        private readonly FnSig? _wanted;
        private readonly Dictionary<SourceSpan, Ty> _required = [];

        /// <param name="wanted">For a method: the trait's signature, whose late-bound lifetimes are parameters here.</param>
        public ItemRegions(TypeContext context, LocalCrateFacts crate, DefId def, Binder<FnSig>? wanted = null)
        {
            _context = context;
            _crate = crate;
            _body = new Body(def, 0, context.Crates.SpanOf(def));
            _body.Locals.Add(new LocalDecl(context.Common.Unit, true, default, default, []));
            _body.Blocks.Add(new BasicBlockData(isCleanup: false) { Terminator = new Terminator.Unreachable(default) });
            _regions = new RegionTable(context.Types.CreateLocal());
            _inference = new Inference(context, _regions.Types, RegionMode.Constrain) { RegionVariables = _regions, KeepsProjections = true };
            _env = context.ParamEnvOf(def);
            (_universal, _wanted) = UniversalRegionsBuilder.ForItem(_inference.Context, def, wanted, _regions);
            _relations = new FreeRegionRelations(_universal.Count);
            BorrowChecker.AssumeKnown(_inference.Context, crate, _body, _env, _regions, _universal, _relations);
            _prover = new RegionProver(_inference, _regions, _env, new ItemBounds(), templates: null);
            _checker = new MirTypeChecker(
                _inference, _prover, crate, new TypeckResults(def, 0), _body, _regions, _universal, new PointTable(_body), _env, new BorrowSet(_body, context),
                static _ => ClosureRequirements.None);
        }

        public void RequireWellFormed(Ty ty, SourceSpan span)
        {
            Ty renumbered = _regions.Renumber(ty);
            _required.TryAdd(span, ty);
            Blame blame = new(null, ConstraintCategory.Boring, span);
            _prover.ProveWellFormed(renumbered, blame);
            _prover.ProveWellFormed(_prover.Normalize(renumbered, blame), blame);
        }

        public void Require(Predicate predicate, SourceSpan span) =>
            _prover.ProvePredicate(_regions.Renumber(predicate), new Blame(null, ConstraintCategory.Boring, span));

        public bool IsAtLeastAsGeneral(Binder<FnSig> given, SourceSpan span)
        {
            Blame blame = new(null, ConstraintCategory.Boring, span);
            FnSig open = _regions.Renumber(_inference.OpenExistentially(given));
            for (int i = 0; i < open.InputsAndOutput.Count; i++)
            {
                Ty mine = _prover.Normalize(open.InputsAndOutput[i], blame);
                Ty theirs = _prover.Normalize(_wanted!.InputsAndOutput[i], blame);
                bool isOutput = i == open.InputsAndOutput.Count - 1;
                if (!_prover.Relate(isOutput ? Variance.Covariant : Variance.Contravariant, mine, theirs, blame))
                {
                    // Types that differ are reported where signatures are compared.
                    return true;
                }
            }
            return Errors().Count == 0;
        }

        public void Report(DiagnosticSink sink)
        {
            RegionInference solution = Solve();
            List<RegionError> errors = solution.Check(isClosure: false, []);
            if (errors.Count == 0)
            {
                return;
            }
            PointTable points = new(_body);
            BorrowReporter reporter = new(
                _body, _context, _crate, _env, new BorrowSet(_body, _context), new Upvars(_body, [], _context.Types, static _ => null, _ => _context.Common.Unit),
                new LocalUses(_body, points), points, solution, _checker, new ControlFlowGraph(_body),
                MoveDataBuilder.Build(_context, _body));
            reporter.ReportOfItem(errors, span => _required.GetValueOrDefault(span));
            reporter.Flush(sink);
        }

        private List<RegionError> Errors() => Solve().Check(isClosure: false, []);

        private RegionInference Solve()
        {
            RegionInference solution = new(_regions, _universal, _relations, _inference.Context, _env, _body, 1);
            solution.Solve();
            return solution;
        }
    }
}
