using System;
using System.Collections.Generic;
using System.Runtime.InteropServices;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>What a solver needs of an <see cref="OutlivesConstraint"/>.</summary>
internal readonly record struct OutlivesEdge(RegionVid Longer, RegionVid Shorter);

/// <summary>
/// The constraints of one body, in the order in which they were found. There are many, and one step of the body gives rise to
/// several, so the reasons are kept apart: each once for all that follow one another.
/// </summary>
internal sealed class OutlivesConstraints
{
    private readonly List<OutlivesEdge> _edges = [];
    private readonly List<int> _reasons = [];
    private readonly List<Blame> _blames = [];

    public int Count => _edges.Count;

    public ReadOnlySpan<OutlivesEdge> Edges => CollectionsMarshal.AsSpan(_edges);

    public OutlivesConstraint this[int index] => new(_edges[index].Longer, _edges[index].Shorter, _blames[_reasons[index]]);

    /// <summary>The same two regions again in the same place say nothing new.</summary>
    public void Add(OutlivesEdge edge, Blame blame)
    {
        if (_edges.Count > 0 && _edges[^1] == edge && _blames[_reasons[^1]].At == blame.At)
        {
            return;
        }
        if (_blames.Count == 0 || _blames[^1] != blame)
        {
            _blames.Add(blame);
        }
        _edges.Add(edge);
        _reasons.Add(_blames.Count - 1);
    }
}
