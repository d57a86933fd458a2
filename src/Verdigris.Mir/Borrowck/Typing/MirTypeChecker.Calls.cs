using System.Collections.Generic;
using System;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Fold;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>Calls, borrows and closures.</summary>
internal sealed partial class MirTypeChecker
{
    private void CheckCall(Terminator.Call call, Location location)
    {
        SourceSpan span = call.Source.Span;
        Ty callee = CheckOperand(call.Function, location, span);
        Ty[] args = new Ty[call.Args.Length];
        for (int i = 0; i < args.Length; i++)
        {
            args[i] = CheckOperand(call.Args[i], location, span);
        }
        Binder<FnSig> polymorphic;
        switch (callee)
        {
            case Ty.FnDef def:
                polymorphic = Types.Instantiate(_context.FnSigOf(def.Def), def.Args);
                break;
            case Ty.FnPtr pointer:
                polymorphic = pointer.Sig;
                break;
            default:
                return;
        }
        // Late-bound lifetimes are chosen anew by each call.
        FnSig sig = _regions.Renumber(_inference.OpenExistentially(polymorphic));
        foreach (Ty ty in sig.InputsAndOutput)
        {
            MarkLive(ty, location);
        }
        Blame boring = At(location, ConstraintCategory.Boring, span);
        FnSig normal = Normalize(sig, boring);
        for (int i = 0; i < args.Length && i < normal.Inputs.Length; i++)
        {
            Relate(Variance.Covariant, args[i], normal.Inputs[i], At(location, ConstraintCategory.CallArgument, span));
        }
        foreach (Ty ty in sig.InputsAndOutput)
        {
            ProveWellFormed(ty, boring);
        }
        Ty destination = TypeOf(call.Destination);
        if (call.Target.IsSome || !normal.Output.IsNever)
        {
            Relate(Variance.Covariant, normal.Output, destination, At(location, CategoryOfAssignment(call.Destination), span));
        }
    }

    /// <summary>The bounds of what a type mentions, as far as regions go.</summary>
    public void ProveWellFormed(Ty ty, Blame blame)
    {
        if ((ty.Flags & TypeFlags.HasFreeRegions) != 0)
        {
            new WellFormednessWalker(this, blame).Visit(ty);
        }
    }

    private sealed class WellFormednessWalker(MirTypeChecker checker, Blame blame) : TypeVisitor
    {
        public override bool Visit(Ty ty)
        {
            if ((ty.Flags & TypeFlags.HasFreeRegions) == 0)
            {
                return false;
            }
            if (!ty.HasEscapingBoundVars)
            {
                switch (ty)
                {
                    case Ty.Ref it:
                        checker.RequireOutlives(it.Pointee, checker._regions.VidOf(it.Region), blame);
                        break;
                    case Ty.Adt it:
                        foreach (Predicate inferred in InferredOutlives.Of(checker._context, it.Def))
                        {
                            checker.RequireOutlives(checker._regions.Renumber(checker.Types.Instantiate(inferred, it.Args)), blame);
                        }
                        checker.ProveItemBounds(it.Def.Id, it.Args, blame);
                        break;
                    case Ty.Alias { Kind: AliasKind.Projection } it:
                    {
                        DefId trait = checker._context.TraitOfProjection(it.Def);
                        int count = checker._context.GenericsOf(trait).Count;
                        checker.ProvePredicate(checker.Types.TraitPredicate(checker.Types.TraitRef(trait, checker.Types.Args(it.Args.AsSpan()[..count]))), blame);
                        break;
                    }
                    case Ty.Dynamic it:
                        // What the trait's values must outlive, the object's bound must.
                        foreach (ExistentialPredicate predicate in it.Predicates)
                        {
                            if (predicate is ExistentialPredicate.Trait { Vars.Count: 0 } principal)
                            {
                                TraitRef traitRef = checker.Types.TraitRef(principal.Def, checker.Types.Args([ty, .. principal.Args]));
                                foreach (Region bound in AliasBounds.OfTrait(checker._context, checker.Types, traitRef))
                                {
                                    checker._regions.AddOutlives(checker._regions.VidOf(it.Region), checker._regions.VidOf(bound), blame);
                                }
                            }
                        }
                        break;
                    case Ty.Closure or Ty.FnDef:
                        return false;
                }
            }
            return SuperVisit(ty);
        }
    }

    /// <summary>
    /// A borrow's region is that of a new reference; reborrowing through a reference, the reference's own region must outlive
    /// it, and so must those on the way to a unique one. [RFC 2094, reborrow constraints]
    /// </summary>
    private Ty CheckBorrow(Rvalue.Ref borrow, Place target, Location location, SourceSpan span)
    {
        RegionVid region = _regions.New(0);
        if (_promotedAt is null)
        {
            _borrows.Add(location, borrow.Kind, borrow.Place, target, region, _regions);
        }
        bool isMutable = borrow.Kind is BorrowKind.Mut or BorrowKind.MutTwoPhase or BorrowKind.MutClosureCapture;
        Blame blame = At(location, ConstraintCategory.Boring, span);
        Place place = borrow.Place;
        while (place.Projection.Length > 0)
        {
            PlaceElem elem = place.Projection[^1];
            place = place.Base();
            if (elem is not PlaceElem.Deref)
            {
                continue;
            }
            Ty pointer = TypeOf(place);
            if (pointer is Ty.RawPtr)
            {
                break;
            }
            if (pointer is Ty.Ref reference)
            {
                _regions.AddOutlives(_regions.VidOf(reference.Region), region, UpvarBlame(place, blame));
                if (!reference.IsMutable)
                {
                    // What a shared reference points to stays, whatever happens to the way there.
                    break;
                }
            }
        }
        return Types.Ref(Types.RegionVar(region), TypeOf(borrow.Place), isMutable);
    }

    /// <summary>Reborrows of what a closure captured are blamed on the capture.</summary>
    private Blame UpvarBlame(Place reference, Blame blame)
    {
        if (_universal.ClosureEnv.IsSome && _promotedAt is null && reference.Local.Index == 1)
        {
            return blame with { Category = ConstraintCategory.ClosureUpvar };
        }
        return blame;
    }

    /// <summary>What a closure's body could not show of the regions around it is shown here, where they are known.</summary>
    private void ApplyClosureRequirements(DefId closure, GenericArgs args, Ty type, Blame blame)
    {
        // The enclosing item's parameters are the same inside and outside.
        GenericArgs identity = _regions.Renumber(_context.IdentityArgsOf(_crate.BodyOwnerOf(_body.Def)));
        for (int i = 0; i < identity.Count; i++)
        {
            if (identity[i] is Region own && args[i] is Region given)
            {
                _inference.Relate(Variance.Invariant, given, own);
            }
        }
        Drain(blame);
        if (_promotedAt is not null)
        {
            return;
        }
        ClosureRequirements requirements = _requirementsOf(closure);
        if (requirements.Requirements.IsEmpty)
        {
            return;
        }
        List<RegionVid> external = ExternalRegionsOf(closure, args, type);
        foreach (ClosureRequirement requirement in requirements.Requirements)
        {
            Blame because = new(blame.At, (ConstraintCategory)requirement.Category, requirement.Span, IsFromClosure: true);
            if (!_context.Program.FactsOf(closure.Crate).IsAsyncFnBody(closure) && because.Category is ConstraintCategory.Return or ConstraintCategory.UseAsConst or ConstraintCategory.UseAsStatic)
            {
                // The closure's result is not the body's.
                because = because with { Category = ConstraintCategory.Boring };
            }
            RegionVid shorter = external[requirement.Shorter];
            if (requirement.LongerTy is { } generic)
            {
                RequireOutlives(Types.Open(generic, index => Types.RegionVar(external[index])), shorter, because);
            }
            else
            {
                _regions.AddOutlives(external[requirement.LongerRegion], shorter, because);
            }
        }
    }

    /// <summary>The regions that a closure's body numbers as external, in its order; see <see cref="UniversalRegionsBuilder"/>.</summary>
    private List<RegionVid> ExternalRegionsOf(DefId closure, GenericArgs args, Ty type)
    {
        List<RegionVid> external = [UniversalRegions.Static, .. _regions.FreeRegionsOf(type)];
        DefId root = _crate.BodyOwnerOf(closure);
        for (Generics generics = _context.GenericsOf(root); ; generics = _context.GenericsOf(generics.Parent))
        {
            foreach (GenericParamDef param in generics.Own)
            {
                if (param.Kind == GenericParamKind.Lifetime && args[param.Index] is not Region)
                {
                    external.Add(_regions.VidOf(_context.IdentityArg(param).ExpectRegion()));
                }
            }
            if (generics.Parent.IsNone)
            {
                break;
            }
        }
        if (_crate.HirSigOf(root) is not null)
        {
            AddLate(root, _context.FnSigOf(root).Vars, external);
        }
        for (DefId around = _context.ParentOf(closure); around != root; around = _context.ParentOf(around))
        {
            if (_context.KindOf(around) == DefKind.Closure && _context.TypeOf(around) is Ty.Closure { SigTy: Ty.FnPtr sig })
            {
                AddLate(around, sig.Sig.Vars, external);
            }
        }
        return external;
    }

    private void AddLate(DefId scope, BoundVars vars, List<RegionVid> external)
    {
        for (int i = 0; i < vars.Count; i++)
        {
            external.Add(_regions.VidOf(Types.LateParam(scope, i, vars[i])));
        }
    }
}
