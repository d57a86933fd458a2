using System;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>A lifetime that a <c>for&lt;…&gt;</c> or a function signature binds: where it was declared, and its name.</summary>
/// <param name="Def">None for lifetimes that have no declaration (made by the compiler).</param>
/// <param name="Name"><c>'_</c> for an elided one.</param>
public readonly record struct BoundRegionDecl(DefId Def, Symbol Name);

/// <summary>The regions that one binder introduces; interned. Only regions can be bound in stable Rust.</summary>
public sealed class BoundVars : Interned
{
    private readonly BoundRegionDecl[] _decls;

    internal BoundVars(BoundRegionDecl[] decls)
        : base(HashOf(decls), TypeFlags.None, 0) => _decls = decls;

    public static BoundVars None { get; } = new([]);

    public int Count => _decls.Length;

    public BoundRegionDecl this[int index] => _decls[index];

    public ReadOnlySpan<BoundRegionDecl> AsSpan() => _decls;

    internal override bool ShallowEquals(Interned other) => other is BoundVars vars && vars._decls.AsSpan().SequenceEqual(_decls);

    private static int HashOf(BoundRegionDecl[] decls)
    {
        int hash = 103;
        foreach (BoundRegionDecl decl in decls)
        {
            hash = Combine(103, hash, decl.Def.GetHashCode(), HashOf(decl.Name));
        }
        return hash;
    }
}

/// <summary>A value under a binder: bound regions of depth 0 inside refer to <paramref name="Vars"/>.</summary>
public readonly record struct Binder<T>(T Value, BoundVars Vars)
    where T : Interned
{
    /// <summary>The value when no bound region of this binder occurs in it; else null.</summary>
    public T? NoBoundVars => Value.HasEscapingBoundVars ? null : Value;

    public bool HasEscapingBoundVars => Value.OuterExclusiveBinder > 1;

    public static Binder<T> Dummy(T value) => new(value, BoundVars.None);
}

/// <summary>
/// A value that mentions the generic parameters of its item: use it through <c>Instantiate</c> with arguments, or
/// <see cref="Identity"/> inside the item itself.
/// </summary>
public readonly record struct EarlyBinder<T>(T Value)
{
    public T Identity => Value;
}
