using System;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Codegen.Collect;

/// <summary>A generic function needs itself with ever larger types. [attributes.limits.recursion_limit]</summary>
/// <param name="def">The function.</param>
public sealed class InstantiationLimitException(DefId def) : Exception
{
    public DefId Def { get; } = def;
}
