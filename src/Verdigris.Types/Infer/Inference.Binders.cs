using Verdigris.Types.Fold;

namespace Verdigris.Types.Infer;

/// <summary>Entering binders. In <see cref="RegionMode.Ignore"/> bound regions simply become erased.</summary>
public sealed partial class Inference
{
    private int _universe;

    /// <summary>The number of binders entered universally so far.</summary>
    public int Universe => _universe;

    /// <summary>For some regions: fresh variables.</summary>
    public FnSig OpenExistentially(Binder<FnSig> sig)
    {
        if (!sig.Value.HasEscapingBoundVars)
        {
            return sig.Value;
        }
        Region[] fresh = FreshRegions(sig.Vars.Count);
        return Types.Open(sig, index => fresh[index]);
    }

    /// <summary>For all regions: placeholders of a new universe.</summary>
    public FnSig OpenUniversally(Binder<FnSig> sig)
    {
        if (!sig.Value.HasEscapingBoundVars)
        {
            return sig.Value;
        }
        if (RegionMode == RegionMode.Ignore)
        {
            return Types.EraseLateBound(sig);
        }
        int universe = ++_universe;
        return Types.Open(sig, index => Types.Placeholder(universe, index, sig.Vars[index]));
    }

    public Predicate OpenUniversally(Predicate predicate)
    {
        if (predicate.Vars.Count == 0)
        {
            return predicate;
        }
        if (RegionMode == RegionMode.Ignore)
        {
            return Types.Open(predicate, ErasedFor);
        }
        int universe = ++_universe;
        BoundVars vars = predicate.Vars;
        return Types.Open(predicate, index => Types.Placeholder(universe, index, vars[index]));
    }

    public Predicate OpenExistentially(Predicate predicate)
    {
        if (predicate.Vars.Count == 0)
        {
            return predicate;
        }
        Region[] fresh = FreshRegions(predicate.Vars.Count);
        return Types.Open(predicate, index => fresh[index]);
    }

    private Region[] FreshRegions(int count)
    {
        Region[] fresh = new Region[count];
        for (int i = 0; i < count; i++)
        {
            fresh[i] = NewRegionVar();
        }
        return fresh;
    }
}
