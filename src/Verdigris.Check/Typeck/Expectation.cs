using Verdigris.Types;

namespace Verdigris.Check.Typeck;

/// <summary>What is known about the type that an expression should have; a hint, never a demand.</summary>
internal readonly record struct Expectation(ExpectationKind Kind, Ty? Ty)
{
    public static Expectation None => default;

    public static Expectation HasType(Ty ty) => new(ExpectationKind.HasType, ty);

    /// <summary>The operand of a cast to this type.</summary>
    public static Expectation CastableTo(Ty ty) => new(ExpectationKind.CastableTo, ty);

    /// <summary>The type if the expression should have just it.</summary>
    public Ty? OnlyHasType => Kind == ExpectationKind.HasType ? Ty : null;
}

internal enum ExpectationKind
{
    None,
    HasType,
    CastableTo,
}
