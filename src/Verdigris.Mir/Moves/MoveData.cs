using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Types;

namespace Verdigris.Mir.Moves;

/// <summary>A place that is moved or initialised as a whole or in part; see <see cref="MoveData"/>.</summary>
public readonly record struct MovePath : IId<MovePath>
{
    private readonly int _plusOne;

    private MovePath(int plusOne) => _plusOne = plusOne;

    public int Index => _plusOne - 1;

    public static MovePath FromIndex(int index) => new(index + 1);
}

/// <param name="Parent">The place without its last step; none for locals.</param>
public sealed record MovePathData(Place Place, Ty Ty, MovePath Parent, List<MovePath> Children);

/// <summary>Why a place cannot be moved out of.</summary>
public enum IllegalMoveKind
{
    /// <summary>Behind a reference or raw pointer, or in a static.</summary>
    Borrowed,
    /// <summary>A part of a value whose type implements <c>Drop</c>.</summary>
    InteriorOfDrop,
    /// <summary>An element of a slice, or of an array by a computed index.</summary>
    Indexed,
}

/// <param name="Ty">The type that stands in the way: the pointer, the <c>Drop</c> type, the slice.</param>
public readonly record struct IllegalMove(Place Place, Location Location, IllegalMoveKind Kind, Ty Ty, Place Through);

/// <summary>A move out of a path.</summary>
public readonly record struct MoveOut(MovePath Path, Location Location);

/// <summary>
/// The places of a body whose initialisation has to be tracked apart: each local, and each part of one that is moved out of,
/// assigned or dropped on its own, as a tree. Parts behind references are not owned and not here; a box's content is.
/// Source: rustc's move paths.
/// </summary>
public sealed class MoveData
{
    private readonly Dictionary<Step, MovePath> _children = [];

    public IdMap<MovePath, MovePathData> Paths { get; } = new();

    public IdMap<Local, MovePath> OfLocal { get; } = new();

    public List<IllegalMove> IllegalMoves { get; } = [];

    public List<MoveOut> MoveOuts { get; } = [];

    public MovePathData this[MovePath path] => Paths[path];

    /// <summary>The path of a place, or of its nearest tracked ancestor; exact if the place itself is tracked.</summary>
    public (MovePath Path, bool IsExact) Lookup(Place place)
    {
        MovePath path = OfLocal[place.Local];
        foreach (PlaceElem elem in place.Projection)
        {
            if (!_children.TryGetValue(Step.Of(path, elem), out MovePath child))
            {
                return (path, false);
            }
            path = child;
        }
        return (path, true);
    }

    /// <summary>Calls back for a path and everything below it.</summary>
    public void ForSubtree<TState>(MovePath path, TState state, System.Action<TState, MovePath> action)
    {
        action(state, path);
        foreach (MovePath child in Paths[path].Children)
        {
            ForSubtree(child, state, action);
        }
    }

    internal MovePath AddRoot(Local local, Ty ty)
    {
        MovePath path = Paths.Add(new MovePathData(new Place(local), ty, default, []));
        OfLocal.EnsureContains(local, default);
        OfLocal[local] = path;
        return path;
    }

    internal MovePath AddChild(MovePath parent, PlaceElem elem, Ty ty)
    {
        if (_children.TryGetValue(Step.Of(parent, elem), out MovePath known))
        {
            return known;
        }
        MovePathData data = Paths[parent];
        MovePath path = Paths.Add(new MovePathData(data.Place.Project(elem), ty, parent, []));
        data.Children.Add(path);
        _children.Add(Step.Of(parent, elem), path);
        return path;
    }

    /// <summary>From a path to a part of it. Fields and variants are told apart by number alone.</summary>
    /// <param name="Number">Of a field, or the complement of a variant's.</param>
    private readonly record struct Step(MovePath From, int Number, PlaceElem? Other)
    {
        public static Step Of(MovePath from, PlaceElem elem) => elem switch
        {
            PlaceElem.Field it => new Step(from, it.Idx.Index, null),
            PlaceElem.Downcast it => new Step(from, ~it.Variant.Index, null),
            _ => new Step(from, 0, elem),
        };
    }
}
