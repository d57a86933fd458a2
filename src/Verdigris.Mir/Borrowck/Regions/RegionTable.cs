using System;
using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Base.Collections;
using Verdigris.Types;
using Verdigris.Types.Fold;
using Verdigris.Types.Infer;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>
/// The regions of one body and what was found out about them before they are solved: constraints, the points where each is
/// live, type tests. Universal regions come first.
/// </summary>
internal sealed class RegionTable(TypeInterner types) : IRegionVariables
{
    private readonly Dictionary<Region, RegionVid> _named = [];
    private readonly Dictionary<Region, RegionVid> _placeholders = [];
    private RegionMapper? _numberer;

    public IdMap<RegionVid, RegionDefinition> Definitions { get; } = new();

    /// <summary>Parallel to <see cref="Definitions"/> as far as it goes; null for a region that is live nowhere.</summary>
    public IdMap<RegionVid, PointSet?> Liveness { get; } = new();

    public OutlivesConstraints Constraints { get; } = new();

    /// <summary>For the universes that were entered while two types were related: the types.</summary>
    private readonly List<(int First, int Last, Ty A, Ty B)> _related = [];

    public void NoteRelated(int first, int last, Ty a, Ty b) => _related.Add((first, last, a, b));

    private readonly List<(int First, int Last, Predicate Predicate)> _proved = [];

    public void NoteProved(int first, int last, Predicate predicate) => _proved.Add((first, last, predicate));

    /// <summary>The predicate whose proof led into a universe; null if there is none.</summary>
    public Predicate? ProvedIn(int universe)
    {
        foreach ((int first, int last, Predicate predicate) in _proved)
        {
            if (first <= universe && universe <= last)
            {
                return predicate;
            }
        }
        return null;
    }

    /// <summary>The subtype and the supertype that led into a universe; null if proving a predicate did.</summary>
    public (Ty Sub, Ty Super)? RelatedIn(int universe)
    {
        foreach ((int first, int last, Ty a, Ty b) in _related)
        {
            if (first <= universe && universe <= last)
            {
                return (a, b);
            }
        }
        return null;
    }

    public List<TypeTest> TypeTests { get; } = [];

    public List<MemberConstraint> MemberConstraints { get; } = [];

    /// <summary>What is known of type parameters and aliases without the where clauses: implied bounds.</summary>
    public List<(Ty Generic, RegionVid Region)> ImpliedTypeBounds { get; } = [];

    public TypeInterner Types { get; } = types;

    /// <summary>Of no body: lifetimes met on the way are kept by name, and what depends on the body is put off.</summary>
    public bool IsOfTemplate { get; init; }

    public int Count => Definitions.Count;

    public IReadOnlyDictionary<Region, RegionVid> Placeholders => _placeholders;

    public RegionVid New(int universe) => Definitions.Add(new RegionDefinition(RegionOrigin.Existential, universe, null));

    public void Truncate(int count)
    {
        if (Definitions.Count > count)
        {
            Definitions.Truncate(RegionVid.FromIndex(count));
        }
    }

    public RegionVid NewUniversal(Region? named)
    {
        RegionVid vid = Definitions.Add(new RegionDefinition(RegionOrigin.Universal, 0, named));
        if (named is not null)
        {
            _named.TryAdd(named, vid);
        }
        return vid;
    }

    /// <summary>Another name for a region that exists.</summary>
    public void Alias(Region named, RegionVid vid) => _named[named] = vid;

    public RegionVid? FindNamed(Region region) => _named.TryGetValue(region, out RegionVid vid) ? vid : null;

    /// <summary>The number of a region in a type of this body; a new one for what is not tracked.</summary>
    public RegionVid VidOf(Region region)
    {
        switch (region)
        {
            case Region.Var it:
                return it.Id;
            case Region.Placeholder it:
                if (!_placeholders.TryGetValue(it, out RegionVid placeholder))
                {
                    placeholder = Definitions.Add(new RegionDefinition(RegionOrigin.Placeholder, it.Universe, it));
                    _placeholders.Add(it, placeholder);
                }
                return placeholder;
            case Region.Bound:
                throw new CompilerBug("a bound region is taken out of its binder");
            default:
                if (_named.TryGetValue(region, out RegionVid named))
                {
                    return named;
                }
                return IsOfTemplate && region is Region.EarlyParam or Region.LateParam ? NewUniversal(region) : New(0);
        }
    }

    /// <summary>Region variables for all free regions: a new one for each that is erased.</summary>
    public Ty Renumber(Ty ty) => Mapper().Fold(ty);

    public GenericArgs Renumber(GenericArgs args) => Mapper().Fold(args);

    public Predicate Renumber(Predicate predicate) => Mapper().Fold(predicate);

    public FnSig Renumber(FnSig sig) => Mapper().Fold(sig);

    private RegionMapper Mapper() => _numberer ??= new RegionMapper(Types, region => region is Region.Var ? region : Types.RegionVar(VidOf(region)));

    /// <summary>Each free region of a type, in the order in which a fold meets them.</summary>
    public List<RegionVid> FreeRegionsOf(Ty ty)
    {
        List<RegionVid> regions = [];
        if ((ty.Flags & TypeFlags.HasFreeRegions) != 0)
        {
            new RegionMapper(Types, region =>
            {
                regions.Add(VidOf(region));
                return region;
            }).Fold(ty);
        }
        return regions;
    }

    public void AddLive(RegionVid region, int point)
    {
        Liveness.EnsureContains(region, null);
        (Liveness[region] ??= new PointSet()).Add(point);
    }

    public void AddLive(RegionVid region, PointSet points)
    {
        Liveness.EnsureContains(region, null);
        (Liveness[region] ??= new PointSet()).UnionWith(points);
    }

    /// <summary>The regions that must outlive some universal region, and so cover all points.</summary>
    public IdSet<RegionVid> OutlivingUniversals()
    {
        // The constraints by the shorter region, as lists through an array; 0 ends one.
        int[] first = new int[Count];
        ReadOnlySpan<OutlivesEdge> edges = Constraints.Edges;
        int[] next = new int[edges.Length];
        for (int i = 0; i < next.Length; i++)
        {
            ref int head = ref first[edges[i].Shorter.Index];
            next[i] = head;
            head = i + 1;
        }
        IdSet<RegionVid> found = new(Count);
        Stack<RegionVid> work = new();
        for (int i = 0; i < Count && Definitions[RegionVid.FromIndex(i)].Origin == RegionOrigin.Universal; i++)
        {
            found.Add(RegionVid.FromIndex(i));
            work.Push(RegionVid.FromIndex(i));
        }
        while (work.TryPop(out RegionVid region))
        {
            for (int i = first[region.Index]; i != 0; i = next[i - 1])
            {
                RegionVid above = edges[i - 1].Longer;
                if (found.Add(above))
                {
                    work.Push(above);
                }
            }
        }
        return found;
    }

    public void AddOutlives(RegionVid longer, RegionVid shorter, Blame blame)
    {
        if (longer != shorter && longer != UniversalRegions.Static)
        {
            Constraints.Add(new OutlivesEdge(longer, shorter), blame);
        }
    }
}

/// <summary>A type parameter or alias must outlive a region; decided after the regions are solved.</summary>
internal sealed record TypeTest(Ty Generic, RegionVid Shorter, Blame Blame);

/// <summary>A region of an opaque type's hidden type must be one of those that the opaque type mentions.</summary>
internal sealed record MemberConstraint(RegionVid Member, IReadOnlyList<RegionVid> Choices, Ty Hidden, Resolve.Definitions.DefId Opaque, Base.Source.SourceSpan Span);
