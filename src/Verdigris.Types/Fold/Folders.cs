using System;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Fold;

/// <summary>Puts generic arguments in place of parameters.</summary>
internal sealed class ArgsInstantiator(TypeInterner interner, GenericArgs genericArgs) : TypeFolder(interner)
{
    public override Ty Fold(Ty ty)
    {
        if (ty is not Ty.Param param)
        {
            return SuperFold(ty);
        }
        if (param.Index >= genericArgs.Count || genericArgs[param.Index] is not Ty arg)
        {
            throw new CompilerBug($"no type argument for the parameter {param.Name} ({param.Index}) among {genericArgs}");
        }
        return Shifter.ShiftIn(Interner, arg, Depth);
    }

    public override Region Fold(Region region)
    {
        if (region is not Region.EarlyParam param)
        {
            return region;
        }
        if (param.Index >= genericArgs.Count || genericArgs[param.Index] is not Region arg)
        {
            throw new CompilerBug($"no region argument for the parameter {param.Name} ({param.Index}) among {genericArgs}");
        }
        return (Region)Shifter.ShiftIn(Interner, arg, Depth);
    }

    public override Const Fold(Const constant)
    {
        if (constant is not Const.Param param)
        {
            return SuperFold(constant);
        }
        if (param.Index >= genericArgs.Count || genericArgs[param.Index] is not Const arg)
        {
            throw new CompilerBug($"no constant argument for the parameter {param.Name} ({param.Index}) among {genericArgs}");
        }
        return arg;
    }

    protected override bool ShouldSkip(Interned value) => !value.HasParam;
}

/// <summary>Moves bound regions that refer to binders outside the value by a number of binders, inwards.</summary>
internal sealed class Shifter : TypeFolder
{
    private readonly int _by;

    private Shifter(TypeInterner interner, int by)
        : base(interner) => _by = by;

    public static Ty ShiftIn(TypeInterner interner, Ty ty, int by) =>
        by == 0 || !ty.HasEscapingBoundVars ? ty : new Shifter(interner, by).Fold(ty);

    public static Region ShiftIn(TypeInterner interner, Region region, int by) =>
        by == 0 || !region.HasEscapingBoundVars ? region : new Shifter(interner, by).Fold(region);

    public static GenericArgs ShiftIn(TypeInterner interner, GenericArgs args, int by) =>
        by == 0 || !args.HasEscapingBoundVars ? args : new Shifter(interner, by).Fold(args);

    public override Region Fold(Region region) =>
        region is Region.Bound bound && bound.Depth >= Depth ? Interner.BoundRegion(bound.Depth + _by, bound.Index) : region;

    protected override bool ShouldSkip(Interned value) => value.OuterExclusiveBinder <= Depth;
}

/// <summary>Opens one binder: bound regions of its depth are replaced, those of outer binders move out by one.</summary>
internal sealed class BinderOpener(TypeInterner interner, Func<int, Region> replacement) : TypeFolder(interner)
{
    public override Region Fold(Region region)
    {
        if (region is not Region.Bound bound || bound.Depth < Depth)
        {
            return region;
        }
        return bound.Depth == Depth
            ? Shifter.ShiftIn(Interner, replacement(bound.Index), Depth)
            : Interner.BoundRegion(bound.Depth - 1, bound.Index);
    }

    protected override bool ShouldSkip(Interned value) => value.OuterExclusiveBinder <= Depth;
}

/// <summary>Replaces every free region by one function; bound regions stay.</summary>
public sealed class RegionMapper(TypeInterner interner, Func<Region, Region> map) : TypeFolder(interner)
{
    public override Region Fold(Region region) => region is Region.Bound ? region : map(region);

    protected override bool ShouldSkip(Interned value) =>
        (value.Flags & (TypeFlags.HasFreeRegions | TypeFlags.HasErasedRegions)) == 0;
}

/// <summary>Each erased region becomes one of its own under a new binder around the type.</summary>
internal sealed class ErasedToBound(TypeInterner interner, System.Collections.Generic.List<BoundRegionDecl> bound) : TypeFolder(interner)
{
    private static readonly Base.Interning.Symbol s_anonymous = Base.Interning.Symbol.Intern("'_");

    public override Region Fold(Region region)
    {
        if (region is not Region.Erased)
        {
            return region;
        }
        bound.Add(new BoundRegionDecl(default, s_anonymous));
        return Interner.BoundRegion(Depth, bound.Count - 1);
    }

    protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasErasedRegions) == 0;
}

/// <summary>Erases all free regions; bound ones stay, and so types that differ only in free regions become the same.</summary>
internal sealed class RegionEraser(TypeInterner interner) : TypeFolder(interner)
{
    public override Region Fold(Region region) => region is Region.Bound ? region : Interner.Common.Erased;

    protected override bool ShouldSkip(Interned value) => (value.Flags & TypeFlags.HasFreeRegions) == 0;
}
