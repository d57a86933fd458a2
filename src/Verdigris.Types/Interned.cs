using System.Runtime.CompilerServices;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>
/// Base of everything that is made only by <see cref="TypeInterner"/>: equal objects are the same object, so they compare by
/// reference. Children are interned before parents; therefore hash and equality look one level deep.
/// </summary>
public abstract class Interned
{
    private protected Interned(int hash, TypeFlags flags, int outerExclusiveBinder)
    {
        ShallowHash = hash;
        Flags = flags;
        OuterExclusiveBinder = outerExclusiveBinder;
    }

    public TypeFlags Flags { get; }

    /// <summary>
    /// The number of enclosing binders needed for all bound regions inside to have one: 0 means none escapes. De Bruijn
    /// indices count from the innermost binder.
    /// </summary>
    public int OuterExclusiveBinder { get; }

    public bool HasEscapingBoundVars => OuterExclusiveBinder > 0;

    public bool HasError => (Flags & TypeFlags.HasError) != 0;

    public bool HasInfer => (Flags & TypeFlags.HasInfer) != 0;

    public bool HasParam => (Flags & TypeFlags.HasParam) != 0;

    public bool HasProjection => (Flags & TypeFlags.HasProjection) != 0;

    /// <summary>Of the kind and the children's hashes; so it says nothing about where a thing is in memory, and is quick to read.</summary>
    internal int ShallowHash { get; }

    internal abstract bool ShallowEquals(Interned other);

    private protected static int Combine(int kind, int a) => (kind * 31 + a) * -1640531527;

    private protected static int Combine(int kind, int a, int b) => ((kind * 31 + a) * -1640531527 ^ b) * 486187739;

    private protected static int Combine(int kind, int a, int b, int c) => (Combine(kind, a, b) + c) * -1640531527;

    private protected static int Combine(int kind, DefId def, GenericArgs args) => Combine(kind, def.GetHashCode(), args.ShallowHash);

    private protected static int HashOf(Symbol name) => RuntimeHelpers.GetHashCode(name);
}
