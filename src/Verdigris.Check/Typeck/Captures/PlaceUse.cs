using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Hir;
using Verdigris.Types;

namespace Verdigris.Check.Typeck.Captures;

/// <summary>A place of the HIR: a variable (or some value, when there is none) and projections from it.</summary>
internal sealed record HirPlace(HirId Variable, Ty BaseTy, ImmutableArray<HirProjection> Projections)
{
    public bool IsVariable => !Variable.Equals(default(HirId));

    public Ty Ty => Projections.Length > 0 ? Projections[^1].Ty : BaseTy;

    /// <summary>The type before projection <paramref name="index"/>.</summary>
    public Ty TyBefore(int index) => index == 0 ? BaseTy : Projections[index - 1].Ty;

    public HirPlace Project(HirProjection projection) => this with { Projections = Projections.Add(projection) };

    public HirPlace Truncate(int length) => length >= Projections.Length ? this : this with { Projections = Projections[..length] };

    /// <summary>Whether this is the other place or contains it.</summary>
    public bool IsAncestorOf(HirPlace other)
    {
        if (Variable != other.Variable || Projections.Length > other.Projections.Length)
        {
            return false;
        }
        for (int i = 0; i < Projections.Length; i++)
        {
            if (!Projections[i].SameStep(other.Projections[i]))
            {
                return false;
            }
        }
        return true;
    }
}

internal enum HirProjectionKind
{
    Deref,
    Field,
    /// <summary>Indexing, or part of a slice pattern: closures capture the whole.</summary>
    Index,
}

/// <param name="Ty">The type after the step.</param>
internal readonly record struct HirProjection(HirProjectionKind Kind, FieldIdx Field, VariantIdx Variant, Ty Ty)
{
    public bool SameStep(HirProjection other) => Kind == other.Kind && Field == other.Field && Variant == other.Variant;
}

/// <summary>How a place is used, weakest first.</summary>
internal enum UseKind
{
    /// <summary>Read, copied or borrowed shared.</summary>
    Shared,
    /// <summary>Written or borrowed mutably.</summary>
    Mutable,
    Moved,
}
