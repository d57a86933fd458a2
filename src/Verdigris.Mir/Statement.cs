using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Types;

namespace Verdigris.Mir;

public readonly record struct SourceInfo(SourceSpan Span, SourceScope Scope);

/// <summary>A step without control flow.</summary>
[Closed]
public abstract record Statement(SourceInfo Source)
{
    public sealed record Assign(SourceInfo Source, Place Target, Rvalue Value) : Statement(Source);

    /// <summary>Counts as a read for initialisation and borrows, but reads nothing; gone after borrow checking.</summary>
    public sealed record FakeRead(SourceInfo Source, FakeReadCause Cause, Place Place) : Statement(Source);

    public sealed record SetDiscriminant(SourceInfo Source, Place Target, VariantIdx Variant) : Statement(Source);

    /// <summary>The local's memory exists, uninitialised, from here …</summary>
    public sealed record StorageLive(SourceInfo Source, Local Local) : Statement(Source);

    /// <summary>… to here.</summary>
    public sealed record StorageDead(SourceInfo Source, Local Local) : Statement(Source);

    /// <summary><c>let _ = p;</c>: the place must be valid but is not read; gone after borrow checking.</summary>
    public sealed record PlaceMention(SourceInfo Source, Place Place) : Statement(Source);

    /// <summary><c>let p: T</c>: the place's type is related to the written one; gone after borrow checking.</summary>
    public sealed record AscribeUserType(SourceInfo Source, Place Place, Variance Variance, UserTypeIdx UserTy, ImmutableArray<PlaceElem> Projection)
        : Statement(Source);

    /// <summary>The operand is true; made from the intrinsic.</summary>
    public sealed record Assume(SourceInfo Source, Operand Condition) : Statement(Source);

    /// <summary>Copies <c>count</c> elements between disjoint ranges.</summary>
    public sealed record CopyNonOverlapping(SourceInfo Source, Operand From, Operand To, Operand Count) : Statement(Source);

    public sealed record Nop(SourceInfo Source) : Statement(Source);

    public override string ToString() => MirPrinter.Print(this);
}

public enum FakeReadCause
{
    ForMatchGuard,
    ForMatchedPlace,
    ForGuardBinding,
    ForLet,
    ForIndex,
}
