using System;
using System.Collections.Generic;
using Verdigris.Base.Collections;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Traits;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>
/// The smallest regions that satisfy the constraints: each is a set of points, of ends of universal regions and of
/// placeholders. Values flow against the constraints, component after component. [RFC 2094]
/// </summary>
internal sealed partial class RegionInference
{
    private readonly RegionTable _regions;
    private readonly UniversalRegions _universal;
    private readonly FreeRegionRelations _relations;
    private readonly TypeContext _context;
    private readonly ParamEnv _env;
    private readonly Body _body;
    private readonly int _pointCount;
    private int[] _starts = [];
    private int[] _edges = [];
    private int[] _edgeConstraints = [];
    private ConstraintSccs _sccs = null!;
    private SccValue[] _values = [];

    public RegionInference(
        RegionTable regions, UniversalRegions universal, FreeRegionRelations relations, TypeContext context, ParamEnv env, Body body, int pointCount)
    {
        _regions = regions;
        _universal = universal;
        _relations = relations;
        _context = context;
        _env = env;
        _body = body;
        _pointCount = pointCount;
    }

    public RegionTable Regions => _regions;

    public UniversalRegions Universal => _universal;

    public FreeRegionRelations Relations => _relations;

    public Body Body => _body;

    public void Solve()
    {
        Propagate();
        if (_regions.MemberConstraints.Count > 0 && ApplyMemberConstraints())
        {
            Propagate();
        }
    }

    public bool Contains(RegionVid region, int point) => ValueOf(region).Points.Contains(point);

    public PointSet PointsOf(RegionVid region) => ValueOf(region).Points;

    public IdSet<RegionVid> UniversalsIn(RegionVid region) => ValueOf(region).Universals;

    /// <summary>Each region of the one component has the same value.</summary>
    public bool InSameScc(RegionVid a, RegionVid b) => _sccs.Of(a) == _sccs.Of(b);

    /// <summary>Whether all of <paramref name="shorter"/>'s value is in <paramref name="longer"/>, by what is known of universal regions.</summary>
    public bool EvaluatesToOutlive(RegionVid longer, RegionVid shorter)
    {
        SccValue from = ValueOf(longer);
        SccValue to = ValueOf(shorter);
        foreach (RegionVid needed in to.Universals)
        {
            bool found = false;
            foreach (RegionVid have in from.Universals)
            {
                if (_relations.Outlives(have, needed))
                {
                    found = true;
                    break;
                }
            }
            if (!found)
            {
                return false;
            }
        }
        foreach (RegionVid placeholder in to.Placeholders)
        {
            if (!from.Placeholders.Contains(placeholder) && !from.Universals.Contains(UniversalRegions.Static))
            {
                return false;
            }
        }
        return !from.Universals.IsEmpty || from.Points.IsSupersetOf(to.Points);
    }

    private SccValue ValueOf(RegionVid region) => _values[_sccs.Of(region)];

    private void Propagate()
    {
        BuildGraph();
        int count = _regions.Count;
        _values = new SccValue[_sccs.Count];
        int[] universes = new int[_sccs.Count];
        Array.Fill(universes, int.MaxValue);
        for (int i = 0; i < _values.Length; i++)
        {
            _values[i] = new SccValue();
        }
        for (int i = 0; i < count; i++)
        {
            RegionVid region = RegionVid.FromIndex(i);
            int scc = _sccs.Of(region);
            SccValue value = _values[scc];
            RegionDefinition definition = _regions.Definitions[region];
            universes[scc] = Math.Min(universes[scc], definition.Universe);
            switch (definition.Origin)
            {
                case RegionOrigin.Universal:
                    value.Points.AddRange(0, _pointCount);
                    value.AddUniversal(region);
                    break;
                case RegionOrigin.Placeholder:
                    value.AddPlaceholder(region);
                    break;
            }
            if (i < _regions.Liveness.Count && _regions.Liveness[region] is { } live)
            {
                value.Points.UnionWith(live);
            }
        }
        // A component's successors have smaller numbers: their values are final when it is looked at.
        for (int scc = 0; scc < _values.Length; scc++)
        {
            SccValue value = _values[scc];
            int last = -1;
            foreach (int member in _sccs.MembersOf(scc))
            {
                for (int e = _starts[member]; e < _starts[member + 1]; e++)
                {
                    int target = _sccs.Of(RegionVid.FromIndex(_edges[e]));
                    if (target != scc && target != last)
                    {
                        value.UnionWith(_values[target]);
                        last = target;
                    }
                }
            }
            foreach (RegionVid placeholder in value.Placeholders)
            {
                // It must outlive what it cannot name: only 'static does.
                if (_regions.Definitions[placeholder].Universe > universes[scc])
                {
                    value.AddUniversal(UniversalRegions.Static);
                    value.Points.AddRange(0, _pointCount);
                    break;
                }
            }
        }
    }

    /// <summary>The constraints as arrays, by the longer region.</summary>
    private void BuildGraph()
    {
        int count = _regions.Count;
        _starts = new int[count + 1];
        ReadOnlySpan<OutlivesEdge> edges = _regions.Constraints.Edges;
        foreach (OutlivesEdge edge in edges)
        {
            _starts[edge.Longer.Index + 1]++;
        }
        for (int i = 0; i < count; i++)
        {
            _starts[i + 1] += _starts[i];
        }
        _edges = new int[edges.Length];
        _edgeConstraints = new int[_edges.Length];
        int[] next = _starts.AsSpan(0, count).ToArray();
        for (int i = 0; i < _edges.Length; i++)
        {
            int at = next[edges[i].Longer.Index]++;
            _edges[at] = edges[i].Shorter.Index;
            _edgeConstraints[at] = i;
        }
        _sccs = ConstraintSccs.Compute(count, _starts, _edges);
    }

    /// <summary>
    /// A hidden type's region becomes the smallest choice that fits between what it must outlive and what outlives it; left
    /// alone where there is no such one. Whether any was chosen.
    /// </summary>
    private bool ApplyMemberConstraints()
    {
        bool changed = false;
        foreach (MemberConstraint member in _regions.MemberConstraints)
        {
            if (ChooseMember(member) is { } chosen && !EvaluatesToOutlive(member.Member, chosen))
            {
                _regions.AddOutlives(member.Member, chosen, new Blame(null, ConstraintCategory.OpaqueType, member.Span));
                changed = true;
            }
        }
        return changed;
    }

    private RegionVid? ChooseMember(MemberConstraint member)
    {
        List<RegionVid> above = UniversalsOutliving(member.Member);
        List<RegionVid> fitting = [];
        foreach (RegionVid choice in member.Choices)
        {
            bool fits = true;
            foreach (RegionVid below in ValueOf(member.Member).Universals)
            {
                fits &= _relations.Outlives(choice, below);
            }
            foreach (RegionVid upper in above)
            {
                fits &= _relations.Outlives(upper, choice);
            }
            if (fits)
            {
                fitting.Add(choice);
            }
        }
        foreach (RegionVid choice in fitting)
        {
            if (fitting.TrueForAll(other => _relations.Outlives(other, choice)))
            {
                return choice;
            }
        }
        return null;
    }

    /// <summary>The universal regions that must outlive a region.</summary>
    private List<RegionVid> UniversalsOutliving(RegionVid region)
    {
        List<RegionVid> found = [];
        for (int i = 0; i < _universal.Count; i++)
        {
            RegionVid universal = RegionVid.FromIndex(i);
            if (Reaches(universal, region))
            {
                found.Add(universal);
            }
        }
        return found;
    }

    private bool Reaches(RegionVid from, RegionVid to)
    {
        HashSet<int> seen = [from.Index];
        Stack<int> work = new();
        work.Push(from.Index);
        while (work.TryPop(out int region))
        {
            if (region == to.Index)
            {
                return true;
            }
            for (int e = _starts[region]; e < _starts[region + 1]; e++)
            {
                if (seen.Add(_edges[e]))
                {
                    work.Push(_edges[e]);
                }
            }
        }
        return false;
    }

    private sealed class SccValue
    {
        private static readonly IdSet<RegionVid> s_none = new();

        private IdSet<RegionVid>? _universals;
        private IdSet<RegionVid>? _placeholders;

        public PointSet Points { get; } = new();

        /// <summary>Not to be changed, as the next.</summary>
        public IdSet<RegionVid> Universals => _universals ?? s_none;

        public IdSet<RegionVid> Placeholders => _placeholders ?? s_none;

        public void AddUniversal(RegionVid region) => (_universals ??= new()).Add(region);

        public void AddPlaceholder(RegionVid region) => (_placeholders ??= new()).Add(region);

        public void UnionWith(SccValue other)
        {
            Points.UnionWith(other.Points);
            if (other._universals is not null)
            {
                (_universals ??= new()).UnionWith(other._universals);
            }
            if (other._placeholders is not null)
            {
                (_placeholders ??= new()).UnionWith(other._placeholders);
            }
        }
    }
}
