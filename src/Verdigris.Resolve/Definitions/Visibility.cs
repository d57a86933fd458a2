namespace Verdigris.Resolve.Definitions;

/// <summary>Who may name a definition: everybody, or one module and all inside it. [items.vis]</summary>
public readonly record struct Visibility
{
    private Visibility(DefId module) => Module = module;

    public static Visibility Public => default;

    public bool IsPublic => Module.IsNone;

    /// <summary>The module of a restricted visibility; none when public.</summary>
    public DefId Module { get; }

    public static Visibility Restricted(DefId module) => new(module);
}
