using System.Collections.Generic;
using Verdigris.Mir.Borrowck.Typing;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Fold;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>
/// What may be assumed because a signature's types are well-formed: with a parameter <c>&amp;'a &amp;'b T</c>, <c>'b: 'a</c> and
/// <c>T: 'a</c>.
/// </summary>
internal sealed class ImpliedBounds(TypeContext context, RegionTable regions, UniversalRegions universal, FreeRegionRelations relations)
{
    public void Assume(Ty ty) => new Walker(this).Visit(ty);

    public void Assume(Predicate predicate)
    {
        if (predicate.Vars.Count != 0)
        {
            return;
        }
        switch (predicate)
        {
            case Predicate.TypeOutlives it:
                Assume(it.Ty, it.Region);
                break;
            case Predicate.RegionOutlives it:
                Assume(it.Longer, it.Shorter);
                break;
        }
    }

    private void Assume(Region longer, Region shorter)
    {
        if (longer is Region.Bound || shorter is Region.Bound)
        {
            return;
        }
        RegionVid from = regions.VidOf(longer);
        RegionVid to = regions.VidOf(shorter);
        if (universal.IsUniversal(from) && universal.IsUniversal(to))
        {
            relations.Add(from, to);
        }
    }

    private void Assume(Ty ty, Region shorter)
    {
        if (shorter is Region.Bound)
        {
            return;
        }
        List<GenericArg> components = [];
        OutlivesComponents.Collect(ty, components);
        RegionVid region = regions.VidOf(shorter);
        foreach (GenericArg component in components)
        {
            switch (component)
            {
                case Region longer:
                    Assume(longer, shorter);
                    break;
                case Ty generic when universal.IsUniversal(region):
                    regions.ImpliedTypeBounds.Add((generic, region));
                    break;
            }
        }
    }

    private sealed class Walker(ImpliedBounds bounds) : TypeVisitor
    {
        public override bool Visit(Ty ty)
        {
            if (!ty.HasEscapingBoundVars)
            {
                switch (ty)
                {
                    case Ty.Ref it:
                        bounds.Assume(it.Pointee, it.Region);
                        break;
                    case Ty.Adt it:
                        foreach (Predicate inferred in InferredOutlives.Of(bounds.Context, it.Def))
                        {
                            bounds.Assume(bounds.Types.Instantiate(inferred, it.Args));
                        }
                        AssumeWritten(it.Def.Id, it.Args);
                        break;
                    case Ty.Alias { Kind: AliasKind.Projection } it:
                        AssumeWritten(bounds.Context.TraitOfProjection(it.Def), it.Args);
                        AssumeWritten(it.Def, it.Args);
                        break;
                    case Ty.Closure or Ty.Coroutine or Ty.FnDef:
                        return false;
                }
            }
            return SuperVisit(ty);
        }

        private void AssumeWritten(Resolve.Definitions.DefId item, GenericArgs args)
        {
            foreach (SpannedPredicate written in bounds.Context.PredicatesOf(item).Own)
            {
                if (written.Predicate is Predicate.TypeOutlives or Predicate.RegionOutlives)
                {
                    bounds.Assume(bounds.Types.Instantiate(written.Predicate, args));
                }
            }
        }
    }

    private TypeContext Context => context;

    private TypeInterner Types => regions.Types;
}
