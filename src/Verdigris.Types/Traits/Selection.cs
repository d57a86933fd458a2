using System.Collections.Generic;
using Verdigris.Base;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Types.Traits;

/// <summary>The reason why a trait predicate holds, once chosen; code generation finds methods by it.</summary>
[Closed]
public abstract record ImplSource(List<Obligation> Nested)
{
    /// <summary>An impl with its arguments.</summary>
    public sealed record Impl(DefId Def, GenericArgs Args, List<Obligation> Nested) : ImplSource(Nested);

    /// <summary>A where clause or a bound of an alias: which impl it is will be known later.</summary>
    public sealed record Param(Predicate.Trait Assumption, List<Obligation> Nested) : ImplSource(Nested);

    /// <summary>A trait object implements its own traits.</summary>
    public sealed record Object(Ty.Dynamic Ty, List<Obligation> Nested) : ImplSource(Nested);

    /// <summary>The compiler implements it: <c>Sized</c>, <c>Copy</c> of tuples, <c>Fn</c> of function items, auto traits ….</summary>
    public sealed record Builtin(BuiltinKind Kind, List<Obligation> Nested) : ImplSource(Nested);
}

public enum BuiltinKind
{
    /// <summary>No methods.</summary>
    Marker,
    /// <summary><c>Clone</c> of tuples, closures and functions.</summary>
    Clone,
    /// <summary>A function item or pointer called through <c>Fn*</c>.</summary>
    Function,
    Closure,
    /// <summary><c>Future</c> of an async block.</summary>
    Coroutine,
    Unsize,
    AutoTrait,
}

/// <summary>What selection found.</summary>
public enum SelectionStatus
{
    Selected,
    /// <summary>Inference must make progress first.</summary>
    Ambiguous,
    /// <summary>Nothing implements it.</summary>
    Unimplemented,
    /// <summary>An error was reported in something involved: treat as holding.</summary>
    Error,
}

public readonly record struct SelectionResult(SelectionStatus Status, ImplSource? Source)
{
    internal static SelectionResult Ambiguous => new(SelectionStatus.Ambiguous, null);

    internal static SelectionResult Unimplemented => new(SelectionStatus.Unimplemented, null);

    internal static SelectionResult Error => new(SelectionStatus.Error, null);
}

/// <summary>Whether an obligation holds.</summary>
public enum Evaluation
{
    Holds,
    Ambiguous,
    Fails,
}
