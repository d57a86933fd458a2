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
        Blame boring = At(location, ConstraintCategory.Boring, span);
        List<RegionVid> late = [];
        FnSig sig;
        switch (callee)
        {
            case Ty.FnDef function:
                sig = _prover.OpenCall(function, ErasedTypeOf(call.Function) as Ty.FnDef, late, boring);
                break;
            case Ty.FnPtr pointer:
                sig = _prover.OpenCall(pointer.Sig, late, boring);
                break;
            default:
                return;
        }
        foreach (RegionVid region in late)
        {
            MarkLive(region, location);
        }
        for (int i = 0; i < args.Length && i < sig.Inputs.Length; i++)
        {
            _prover.Relate(Variance.Covariant, args[i], sig.Inputs[i], At(location, ConstraintCategory.CallArgument, span));
        }
        Ty destination = TypeOf(call.Destination);
        if (call.Target.IsSome || !sig.Output.IsNever)
        {
            _prover.Relate(Variance.Covariant, sig.Output, destination, At(location, CategoryOfAssignment(call.Destination), span));
        }
    }

    /// <summary>A constant function's type as it stands in MIR, where each region is erased; null for others.</summary>
    private static Ty? ErasedTypeOf(Operand function) => (function as Operand.Constant)?.Value.Const is MirConst.Value constant ? constant.Ty : null;

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
        _prover.Drain(blame);
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
                _prover.RequireOutlives(Types.Open(generic, index => Types.RegionVar(external[index])), shorter, because);
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
