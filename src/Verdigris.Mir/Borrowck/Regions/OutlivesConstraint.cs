using Verdigris.Base;
using Verdigris.Base.Source;
using Verdigris.Types;

namespace Verdigris.Mir.Borrowck.Regions;

/// <summary>Which step of the program makes one region outlive another; decides what a message blames and how it says it.</summary>
internal enum ConstraintCategory
{
    Return,
    /// <summary>Return of a value that a closure captured.</summary>
    ReturnUpvar,
    Yield,
    UseAsConst,
    UseAsStatic,
    /// <summary>A written type at a pattern or variable.</summary>
    TypeAnnotation,
    /// <summary>A written generic argument.</summary>
    GenericArgAnnotation,
    Cast,
    /// <summary>A coercion to a trait object or slice.</summary>
    UnsizeCast,
    CallArgument,
    CopyBound,
    SizedBound,
    Assignment,
    Usage,
    OpaqueType,
    ClosureUpvar,
    /// <summary>A where clause; the constraint's span is the use that needs it.</summary>
    Predicate,
    Boring,
    BoringNoLocation,
    Internal,
    /// <summary>A placeholder that the region may not name, so that it must be <c>'static</c>.</summary>
    UnnameablePlaceholder,
}

/// <summary><c>Longer: Shorter</c>, at all points.</summary>
internal readonly record struct OutlivesConstraint(RegionVid Longer, RegionVid Shorter, Blame Blame)
{
    public ConstraintCategory Category => Blame.Category;

    public SourceSpan Span => Blame.Span;

    public SourceSpan BoundSpan => Blame.BoundSpan;

    public bool IsFromClosure => Blame.IsFromClosure;
}

/// <summary>Where and why the type checker of MIR relates something.</summary>
/// <param name="At">Where it arises; null for what holds of the body as a whole.</param>
/// <param name="BoundSpan">For <see cref="ConstraintCategory.Predicate"/>: where the bound is written.</param>
/// <param name="IsFromClosure">A closure that is created there needs it.</param>
internal readonly record struct Blame(Location? At, ConstraintCategory Category, SourceSpan Span, SourceSpan BoundSpan = default, bool IsFromClosure = false);
