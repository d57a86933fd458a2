using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types;

public enum GenericParamKind
{
    Lifetime,
    Type,
    Const,
}

/// <summary>A parameter of an item. <see cref="Index"/> counts through the parents' parameters first.</summary>
/// <param name="HasDefault">The default is <c>TypeOf</c> (or <c>ConstParamDefaultOf</c>) of <paramref name="Def"/>.</param>
/// <param name="IsSynthetic">Stands for <c>impl Trait</c> in argument position: cannot be given explicitly.</param>
/// <param name="MayDangle">Marked <c>#[may_dangle]</c> in a Drop impl.</param>
public sealed record GenericParamDef(
    Symbol Name, DefId Def, int Index, GenericParamKind Kind, bool HasDefault, bool IsSynthetic, bool MayDangle);

/// <summary>
/// The generic parameters of an item. Order: the parent's, then (in a trait) <c>Self</c>, then early-bound lifetimes, then types
/// and consts in source order. Late-bound lifetimes are not here: the signature's binder has them.
/// </summary>
/// <param name="Parent">Of a method, associated item, variant, closure, anonymous const …; none otherwise.</param>
/// <param name="ParentCount">Parameters of all parents together.</param>
/// <param name="HasSelf">Parameter 0 is a trait's <c>Self</c>.</param>
public sealed record Generics(
    DefId Def, DefId Parent, int ParentCount, ImmutableArray<GenericParamDef> Own, bool HasSelf, bool HasLateBoundRegions)
{
    public int Count => ParentCount + Own.Length;
}
