using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Resolve.Late;

/// <summary>What a lifetime that is not written means at a place. Reference: [lifetime-elision].</summary>
internal sealed class ElisionMode
{
    private ElisionMode(ElisionKind kind) => Kind = kind;

    public static ElisionMode Infer { get; } = new(ElisionKind.Infer);

    public static ElisionMode Static { get; } = new(ElisionKind.Static);

    /// <summary>Must be written: E0106.</summary>
    public static ElisionMode Error { get; } = new(ElisionKind.Error);

    /// <summary>Must be named, in bounds: E0637.</summary>
    public static ElisionMode ErrorInBound { get; } = new(ElisionKind.ErrorInBound);

    public ElisionKind Kind { get; }

    /// <summary>Of <see cref="ElisionKind.Create"/>: the owner and list of the parameters made.</summary>
    public DefId Owner { get; private init; }

    public List<FreshLifetime>? Fresh { get; private init; }

    /// <summary>Lifetimes that a path leaves out altogether must at least be hinted at: impl headers and async functions, E0726.</summary>
    public bool ReportsInPaths { get; private init; }

    /// <summary>Of <see cref="ElisionKind.Fixed"/>.</summary>
    public LifetimeRes? Lifetime { get; private init; }

    /// <summary>Of <see cref="ElisionKind.NoCandidate"/>: what the inputs have, and what the output has left out so far.</summary>
    public ElisionFailure? Failure { get; private init; }

    public static ElisionMode Create(DefId owner, List<FreshLifetime> fresh, bool reportsInPaths = false) =>
        new(ElisionKind.Create) { Owner = owner, Fresh = fresh, ReportsInPaths = reportsInPaths };

    public static ElisionMode Fixed(LifetimeRes lifetime) => new(ElisionKind.Fixed) { Lifetime = lifetime };

    public static ElisionMode NoCandidate(ElisionFailure failure) => new(ElisionKind.NoCandidate) { Failure = failure };
}

internal enum ElisionKind
{
    Infer,
    Static,
    Error,
    ErrorInBound,
    /// <summary>A fresh parameter each: inputs of functions, impl headers.</summary>
    Create,
    /// <summary>Outputs of functions whose inputs decide.</summary>
    Fixed,
    /// <summary>Outputs of functions whose inputs do not decide: E0106.</summary>
    NoCandidate,
}
