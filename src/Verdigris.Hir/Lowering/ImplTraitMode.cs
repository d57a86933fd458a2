using System.Collections.Generic;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Hir.Lowering;

/// <summary>What <c>impl Trait</c> means at a place: a parameter, a hidden type, or an error.</summary>
internal sealed class ImplTraitMode
{
    private ImplTraitMode()
    {
    }

    /// <summary>E0562.</summary>
    public static ImplTraitMode Disallowed { get; } = new();

    /// <summary>In argument position: where the type parameters made are put.</summary>
    public SyntheticParams? Synthetic { get; private init; }

    /// <summary>In return position: the function.</summary>
    public DefId ParentFn { get; private init; }

    public bool CapturesAllLifetimes { get; private init; }

    public static ImplTraitMode Universal(SyntheticParams synthetic) => new() { Synthetic = synthetic };

    public static ImplTraitMode Opaque(DefId parentFn, bool capturesAllLifetimes) => new() { ParentFn = parentFn, CapturesAllLifetimes = capturesAllLifetimes };
}

/// <summary>The parameters of a function that stand for its <c>impl Trait</c> arguments, with their bounds.</summary>
internal sealed class SyntheticParams(DefId owner)
{
    public DefId Owner => owner;

    public List<HirGenericParam> Params { get; } = [];

    public List<HirWherePredicate> Predicates { get; } = [];
}
