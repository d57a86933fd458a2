using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Check.Typeck;

/// <summary>What is known about the type that an expression should have; a hint, never a demand.</summary>
internal readonly record struct Expectation(ExpectationKind Kind, Ty? Ty)
{
    public static Expectation None => default;

    public static Expectation HasType(Ty ty) => new(ExpectationKind.HasType, ty);

    /// <summary>The operand of a cast to this type.</summary>
    public static Expectation CastableTo(Ty ty) => new(ExpectationKind.CastableTo, ty);

    /// <summary>
    /// A value for a place of this type; an unsized type is only what the value will be coerced to (it still says what the
    /// parameters of a closure are). <paramref name="tail"/> is the last field of the last field … of the type.
    /// </summary>
    public static Expectation Rvalue(Ty ty, Ty tail) => tail is Ty.Dynamic or Ty.Slice or Ty.Primitive { Kind: PrimTy.Str }
        ? new(ExpectationKind.CoercedToUnsized, ty)
        : HasType(ty);

    /// <summary>The type if the expression should have just it.</summary>
    public Ty? OnlyHasType => Kind == ExpectationKind.HasType ? Ty : null;
}

internal enum ExpectationKind
{
    None,
    HasType,
    CastableTo,
    CoercedToUnsized,
}
