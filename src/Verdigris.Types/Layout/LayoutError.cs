using System;

namespace Verdigris.Types.Layout;

/// <summary>Why a type has no layout.</summary>
public enum LayoutFailure
{
    /// <summary>It mentions a parameter or something else that is not known yet.</summary>
    Unknown,
    /// <summary>More than half the address space.</summary>
    TooLarge,
    /// <summary>Contains itself; the checker has reported E0072.</summary>
    Infinite,
    /// <summary>An error was reported in it.</summary>
    Poisoned,
}

/// <summary>Raised inside layout computation and turned into a result at its entry: it crosses many levels of fields.</summary>
internal sealed class LayoutException(Ty ty, LayoutFailure failure) : Exception($"no layout: {failure}")
{
    public Ty Ty { get; } = ty;

    public LayoutFailure Failure { get; } = failure;
}
