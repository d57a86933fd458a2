using System;
using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Types;

namespace Verdigris.Check.Patterns;

/// <summary>What a value is made with, as far as patterns can see.</summary>
[Closed]
internal abstract record Constructor
{
    private protected Constructor()
    {
    }

    /// <summary>Structs, tuples, references, boxes: there is only one way.</summary>
    public sealed record Single : Constructor
    {
        public static Single Instance { get; } = new();
    }

    public sealed record Variant(VariantIdx Index) : Constructor;

    /// <summary>
    /// Integers, chars and bools, both ends included. Signed values are shifted so that the order of the numbers is the order
    /// of the values.
    /// </summary>
    public sealed record Range(UInt128 Low, UInt128 High) : Constructor;

    /// <summary>A slice of just so many elements, or (with <paramref name="Suffix"/> ≥ 0) of at least prefix + suffix.</summary>
    public sealed record Slice(int Prefix, int Suffix) : Constructor
    {
        public bool IsVariable => Suffix >= 0;

        public int MinLength => Prefix + Math.Max(Suffix, 0);

        public bool Covers(int length) => IsVariable ? length >= MinLength : length == Prefix;
    }

    /// <summary>A string, float, or constant whose value is not looked into: never enough to cover a type.</summary>
    public sealed record Opaque : Constructor
    {
        public static Opaque Instance { get; } = new();
    }

    public sealed record Wildcard : Constructor
    {
        public static Wildcard Instance { get; } = new();
    }

    public sealed record Or : Constructor
    {
        public static Or Instance { get; } = new();
    }
}

/// <summary>A pattern as constructor and subpatterns; alternatives for <see cref="Constructor.Or"/>.</summary>
internal sealed record DeconstructedPat(Constructor Ctor, ImmutableArray<DeconstructedPat> Fields)
{
    public static DeconstructedPat Wild { get; } = new(Constructor.Wildcard.Instance, []);
}
