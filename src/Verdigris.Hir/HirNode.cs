using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Hir;

/// <summary>What a <see cref="DefId"/> is in the HIR.</summary>
[Closed]
public abstract record HirNode
{
    private protected HirNode()
    {
    }

    public sealed record Item(HirItem Value) : HirNode;

    public sealed record TraitItem(HirTraitItem Value) : HirNode;

    public sealed record ImplItem(HirImplItem Value) : HirNode;

    public sealed record ForeignItem(HirForeignItem Value) : HirNode;

    /// <summary><paramref name="Enum"/> is the item that holds it.</summary>
    public sealed record Variant(HirVariant Value, HirItem Enum) : HirNode;

    public sealed record Field(HirFieldDef Value) : HirNode;

    /// <summary>The constructor of a tuple or unit struct (then <paramref name="OfVariant"/> is null) or variant.</summary>
    public sealed record Ctor(HirVariantData Data, HirItem Adt, HirVariant? OfVariant) : HirNode;

    public sealed record GenericParam(HirGenericParam Value) : HirNode;

    public sealed record Closure(HirExpr.Closure Value) : HirNode;

    public sealed record AnonConst(HirAnonConst Value) : HirNode;

    public sealed record InlineConst(HirExpr.ConstBlock Value) : HirNode;

    public sealed record OpaqueTy(HirOpaqueTy Value) : HirNode;
}

/// <summary>A function's, constant's or closure's code.</summary>
/// <param name="Owner">The definition that this is the body of.</param>
/// <param name="Params">Empty for constants.</param>
public sealed record HirBody(DefId Owner, ImmutableArray<HirParam> Params, HirExpr Value)
{
    /// <summary>Exclusive bound of the <see cref="HirId"/>s of the enclosing owner: size of side tables. Known once the owner is lowered.</summary>
    public int NodeCount { get; internal set; }
}

/// <summary>One parameter of a function or closure; its type is in the declaration.</summary>
public sealed record HirParam(HirId Id, HirPat Pat, SourceSpan TySpan, SourceSpan Span);

/// <summary>An expression in a type: array length, const argument, enum discriminant. Checked on its own.</summary>
public sealed record HirAnonConst(HirId Id, DefId Def, HirBody Body, SourceSpan Span);

/// <summary>A name with the span where it is written.</summary>
public readonly record struct HirIdent(Symbol Name, SourceSpan Span);
