using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Mir.Borrowck.Regions;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck.Typing;

/// <summary>The types of places, with regions.</summary>
internal sealed partial class MirTypeChecker
{
    public Ty TypeOf(Place place)
    {
        PlaceTy ty = new(_localTypes[place.Local], null);
        foreach (PlaceElem elem in place.Projection)
        {
            ty = Project(ty, elem);
        }
        return ty.Ty;
    }

    /// <summary>What must be valid when a value of a type is dropped.</summary>
    public List<GenericArg> DropOutlivesOf(Ty ty)
    {
        // Regions have no part in whether there is a destructor.
        TraitSolver solver = new(new Inference(_context));
        DropOutlives drop = new(
            _context, it => _prover.Normalize(it, new Blame(null, ConstraintCategory.Boring, _body.Span)),
            it => DropInfo.NeedsDrop(_context, solver, _env, Types.EraseRegions(it)));
        drop.Visit(ty);
        return drop.Needed;
    }

    /// <summary>
    /// The regions that must be live where a value of a type is: all but those that an opaque type in it does not capture.
    /// </summary>
    public List<RegionVid> LiveRegionsOf(Ty ty)
    {
        if ((ty.Flags & TypeFlags.HasAlias) == 0)
        {
            return _regions.FreeRegionsOf(ty);
        }
        List<RegionVid> live = [];
        new LiveRegionVisitor(_context, Types, _regions, live).Visit(ty);
        return live;
    }

    private sealed class LiveRegionVisitor(Verdigris.Types.Facts.TypeContext context, TypeInterner types, RegionTable regions, List<RegionVid> live) : TypeVisitor
    {
        public override bool Visit(Ty ty)
        {
            if (ty is not Ty.Alias { HasEscapingBoundVars: false } opaque)
            {
                return SuperVisit(ty);
            }
            // What is known to outlive one region keeps no other alive.
            List<Region> bounds = AliasBounds.OutlivesOf(context, types, opaque);
            if (bounds.Exists(static region => region is Region.Static))
            {
                return false;
            }
            if (bounds.Count > 0 && bounds.TrueForAll(region => region == bounds[0]))
            {
                return Visit(bounds[0]);
            }
            if (opaque.Kind == AliasKind.Projection)
            {
                return SuperVisit(ty);
            }
            Variances variances = context.VariancesOf(opaque.Def);
            for (int i = 0; i < opaque.Args.Count; i++)
            {
                if (variances.Of[i] != Variance.Bivariant)
                {
                    Visit(opaque.Args[i]);
                }
            }
            return false;
        }

        public override bool Visit(Region region)
        {
            if (region is not Region.Bound)
            {
                live.Add(regions.VidOf(region));
            }
            return false;
        }
    }

    private PlaceTy Project(PlaceTy of, PlaceElem elem) =>
        elem is PlaceElem.Field field ? new PlaceTy(FieldTy(of, field), null) : of.Project(elem, Types);

    /// <summary>MIR notes a field's type without regions; the true one follows from the type around.</summary>
    private Ty FieldTy(PlaceTy of, PlaceElem.Field field)
    {
        switch (of.Ty)
        {
            case Ty.Adt adt:
                return FieldTy(adt, of.Variant ?? VariantIdx.FromIndex(0), field.Idx);
            case Ty.Tuple tuple:
                return tuple.Elements[field.Idx.Index];
            case Ty.Closure { UpvarsTy: Ty.Tuple upvars }:
                return upvars.Elements[field.Idx.Index];
            case Ty.Coroutine { UpvarsTy: Ty.Tuple captures }:
                return captures.Elements[field.Idx.Index];
            default:
                throw new CompilerBug($"a field of {of.Ty}");
        }
    }

    private Ty FieldTy(Ty.Adt adt, VariantIdx variant, FieldIdx field)
    {
        if (_fieldTypes.TryGetValue((adt, variant, field), out Ty? known))
        {
            return known;
        }
        Ty declared = Types.Instantiate(_context.TypeOf(adt.Def.Variant(variant).Fields[field.Index].Def), adt.Args);
        Ty ty = _prover.Normalize(declared, new Blame(null, ConstraintCategory.Boring, _body.Span));
        _fieldTypes.Add((adt, variant, field), ty);
        return ty;
    }
}
