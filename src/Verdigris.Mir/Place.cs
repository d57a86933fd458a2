using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Types;

namespace Verdigris.Mir;

/// <summary>
/// A path to memory: a local and projections applied left to right. <c>(*_1).0</c> is <c>_1</c> with
/// <c>[Deref, Field(0)]</c>. Compares structurally.
/// </summary>
public sealed class Place(Local local, ImmutableArray<PlaceElem> projection) : IEquatable<Place>
{
    public Place(Local local)
        : this(local, [])
    {
    }

    public Local Local { get; } = local;

    public ImmutableArray<PlaceElem> Projection { get; } = projection;

    public static Place Return { get; } = new(Local.ReturnPlace);

    /// <summary>The whole local, or null for a part of one.</summary>
    public Local? AsLocal => Projection.Length == 0 ? Local : null;

    /// <summary>Goes through a pointer: the memory is not the local's own.</summary>
    public bool IsIndirect
    {
        get
        {
            foreach (PlaceElem elem in Projection)
            {
                if (elem is PlaceElem.Deref)
                {
                    return true;
                }
            }
            return false;
        }
    }

    public Place Project(PlaceElem elem) => new(Local, Projection.Add(elem));

    public Place Deref() => Project(PlaceElem.Deref.Instance);

    public Place Field(FieldIdx field, Ty ty) => Project(new PlaceElem.Field(field, ty));

    public Place Downcast(VariantIdx variant, Symbol? name) => Project(new PlaceElem.Downcast(variant, name));

    /// <summary>The place before the last projection.</summary>
    public Place Base() => new(Local, Projection.RemoveAt(Projection.Length - 1));

    public bool Equals(Place? other) =>
        other is not null && Local == other.Local && Projection.AsSpan().SequenceEqual(other.Projection.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as Place);

    public override int GetHashCode()
    {
        int hash = Local.Index;
        foreach (PlaceElem elem in Projection)
        {
            hash = HashCode.Combine(hash, elem);
        }
        return hash;
    }

    public override string ToString() => MirPrinter.Print(this);
}

/// <summary>One step of a place.</summary>
[Closed]
public abstract record PlaceElem
{
    private protected PlaceElem()
    {
    }

    /// <summary><c>*p</c> of a reference, raw pointer or box.</summary>
    public sealed record Deref : PlaceElem
    {
        private Deref()
        {
        }

        public static Deref Instance { get; } = new();
    }

    /// <summary><c>p.f</c>; <paramref name="Ty"/> is the field's type there. On a closure: a capture.</summary>
    public sealed record Field(FieldIdx Idx, Ty Ty) : PlaceElem;

    /// <summary><c>p[i]</c> with a local index, which was checked before.</summary>
    public sealed record Index(Local Value) : PlaceElem;

    /// <summary>
    /// An element by constant number, from a slice pattern: <c>[_, x, ..]</c> is offset 1; with <paramref name="FromEnd"/>,
    /// <c>[.., x]</c> is offset 1.
    /// </summary>
    /// <param name="MinLength">The sequence is known to have at least so many elements.</param>
    public sealed record ConstantIndex(ulong Offset, ulong MinLength, bool FromEnd) : PlaceElem;

    /// <summary><c>[a, rest @ .., b]</c>: from 1, to 1 with <paramref name="FromEnd"/> (slices); arrays have an absolute end.</summary>
    public sealed record Subslice(ulong From, ulong To, bool FromEnd) : PlaceElem;

    /// <summary>Look at an enum as one of its variants, known to be the active one.</summary>
    public sealed record Downcast(VariantIdx Variant, Symbol? Name) : PlaceElem;
}
