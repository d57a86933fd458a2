using Verdigris.Base;
using Verdigris.Base.Diagnostics;

namespace Verdigris.Resolve.Definitions;

/// <summary>What a path means. Paths whose tail needs types (<c>Vec::new</c>, <c>T::Item</c>) resolve only up to the type.</summary>
[Closed]
public abstract record Res
{
    private protected Res()
    {
    }

    /// <summary>An item, parameter or constructor.</summary>
    public sealed record Def(DefKind Kind, DefId Id) : Res;

    /// <summary>A local binding: the id of the pattern that introduces it (the first one, in an or-pattern).</summary>
    public sealed record Local(HirLocalRef Binding) : Res;

    public sealed record Primitive(PrimTy Ty) : Res;

    /// <summary><c>Self</c> inside a trait.</summary>
    public sealed record SelfTyParam(DefId Trait) : Res;

    /// <summary><c>Self</c> inside an impl, or inside a struct, enum or union definition (then <paramref name="ImplOrAdt"/> is the type).</summary>
    public sealed record SelfTyAlias(DefId ImplOrAdt) : Res;

    /// <summary><c>Self(..)</c> or <c>Self</c> as a value inside an impl.</summary>
    public sealed record SelfCtor(DefId Impl) : Res;

    /// <summary>An attribute that is no macro.</summary>
    public sealed record NonMacroAttr : Res;

    /// <summary>Resolution failed and was reported.</summary>
    public sealed record Error(ErrorReported Reported) : Res;
}

/// <summary>
/// A local binding as seen from resolution: AST node number before lowering, <c>HirId</c> index after it. Lowering
/// translates one into the other.
/// </summary>
public readonly record struct HirLocalRef(int Index);
