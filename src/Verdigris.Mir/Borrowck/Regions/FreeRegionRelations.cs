using Verdigris.Base.Collections;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>What is known of the body's universal regions: which outlive which. Reflexive and transitive once closed.</summary>
internal sealed class FreeRegionRelations
{
    private readonly IdSet<RegionVid>[] _shorter;
    private readonly int _count;

    public FreeRegionRelations(int count)
    {
        _count = count;
        _shorter = new IdSet<RegionVid>[count];
        for (int i = 0; i < count; i++)
        {
            _shorter[i] = new IdSet<RegionVid>(count);
            _shorter[i].Add(RegionVid.FromIndex(i));
        }
    }

    public void Add(RegionVid longer, RegionVid shorter) => _shorter[longer.Index].Add(shorter);

    /// <summary>Warshall's algorithm over bit rows.</summary>
    public void Close()
    {
        for (int via = 0; via < _count; via++)
        {
            for (int from = 0; from < _count; from++)
            {
                if (_shorter[from].Contains(RegionVid.FromIndex(via)))
                {
                    _shorter[from].UnionWith(_shorter[via]);
                }
            }
        }
    }

    public bool Outlives(RegionVid longer, RegionVid shorter) => _shorter[longer.Index].Contains(shorter);

    public bool AreEqual(RegionVid a, RegionVid b) => Outlives(a, b) && Outlives(b, a);
}
