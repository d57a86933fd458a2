using System;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

/// <summary>A trait's own properties.</summary>
/// <param name="IsMarker"><c>#[marker]</c>: impls may overlap.</param>
/// <param name="IsFundamental"><c>#[fundamental]</c>: negative reasoning is allowed across crates.</param>
/// <param name="DenyExplicitImpl">Users may not implement it (<c>Sized</c>, <c>Unsize</c> …).</param>
public sealed record TraitDef(
    DefId Id, bool IsAuto, bool IsUnsafe, bool IsMarker, bool IsFundamental, bool IsParenSugar, bool DenyExplicitImpl)
{
    /// <summary>Null: the usual message.</summary>
    public OnUnimplemented? OnUnimplemented { get; init; }

    /// <summary>Receivers on which older editions do not see its methods: <c>[1, 2].into_iter()</c> meant the slice's before 2021.</summary>
    public SkippedReceivers SkippedReceivers { get; init; }
}

/// <summary>The words of <c>#[rustc_skip_during_method_dispatch(…)]</c>.</summary>
[Flags]
public enum SkippedReceivers
{
    None = 0,

    /// <summary><c>[T; N]</c>, before edition 2021.</summary>
    Array = 1,

    /// <summary><c>Box&lt;[T]&gt;</c>, before edition 2024.</summary>
    BoxedSlice = 2,
}

/// <summary>The head of an impl, with its own parameters.</summary>
/// <param name="TraitRef">Null for inherent impls.</param>
public sealed record ImplHeader(DefId Impl, TraitRef? TraitRef, Ty SelfTy, bool IsNegative, bool IsUnsafe, bool IsDefault);

/// <summary>An associated item.</summary>
/// <param name="Kind">AssocFn, AssocTy or AssocConst.</param>
/// <param name="Container">The trait or impl.</param>
/// <param name="TraitItem">For an item of a trait impl: the trait's item; for a trait's item: itself; none for inherent ones.</param>
/// <param name="HasDefault">For a trait's item: it has a body, type or value.</param>
/// <param name="HasSelf">A function with a <c>self</c> parameter.</param>
public sealed record AssocItem(
    DefId Id, Symbol Name, DefKind Kind, DefId Container, DefId TraitItem, bool HasDefault, bool HasSelf, bool IsDefault = false);

/// <summary>The associated items of a trait or impl in source order.</summary>
public sealed class AssocItems(ImmutableArray<AssocItem> items)
{
    public ImmutableArray<AssocItem> Items { get; } = items;

    public AssocItem? Find(Symbol name, DefKind kind)
    {
        foreach (AssocItem item in Items)
        {
            if (item.Name == name && item.Kind == kind)
            {
                return item;
            }
        }
        return null;
    }

    /// <summary>The item of an impl that defines the given trait item.</summary>
    public AssocItem? FindForTraitItem(DefId traitItem)
    {
        foreach (AssocItem item in Items)
        {
            if (item.TraitItem == traitItem)
            {
                return item;
            }
        }
        return null;
    }
}

/// <summary>A predicate and where it was written.</summary>
public readonly record struct SpannedPredicate(Predicate Predicate, SourceSpan Span);

/// <summary>
/// What must hold to use an item, and may be assumed inside it: its own where clauses (bounds at parameters and implied
/// <c>Sized</c> among them); the parents' come through <see cref="Parent"/>. A trait's own list starts with <c>Self: Trait</c>.
/// </summary>
public sealed record GenericPredicates(DefId Parent, ImmutableArray<SpannedPredicate> Own);

/// <summary>How a type parameter or region parameter varies. [subtyping.variance]</summary>
public enum Variance : byte
{
    Covariant,
    Invariant,
    Contravariant,
    /// <summary>Unused: anything goes.</summary>
    Bivariant,
}

/// <summary>The variances of all parameters of an ADT, function or opaque type.</summary>
public sealed record Variances(ImmutableArray<Variance> Of);
