using Verdigris.Hir;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Check.Collect;

/// <summary>Which definitions have code, and what is around it.</summary>
public sealed partial class LocalCrateFacts
{
    /// <summary>A definition's own body; null for those without.</summary>
    public HirBody? BodyOf(DefId def) => IsBodylessIntrinsic(def) ? null : WrittenBodyOf(def);

    /// <summary>Intrinsics are declared without a body; some have one to fall back on.</summary>
    private bool IsBodylessIntrinsic(DefId def) =>
        Hir.NodeOf(def) is HirNode.Item
        {
            Value.Kind: HirItemKind.Fn { Body.Value: HirExpr.Block { Value: { Stmts.Length: 0, Expr: null } } },
        } node && AttrReader.Has(node.Value.Attrs, "rustc_intrinsic");

    private HirBody? WrittenBodyOf(DefId def) => Hir.NodeOf(def) switch
    {
        HirNode.Item { Value.Kind: var kind } => kind switch
        {
            HirItemKind.Fn it => it.Body,
            HirItemKind.Const it => it.Body,
            HirItemKind.Static it => it.Body,
            _ => null,
        },
        HirNode.TraitItem { Value.Kind: var kind } => kind switch
        {
            HirTraitItemKind.Fn it => it.Default,
            HirTraitItemKind.Const it => it.Default,
            _ => null,
        },
        HirNode.ImplItem { Value.Kind: var kind } => kind switch
        {
            HirImplItemKind.Fn it => it.Body,
            HirImplItemKind.Const it => it.Body,
            _ => null,
        },
        HirNode.AnonConst it => it.Value.Body,
        HirNode.InlineConst it => it.Value.Body,
        HirNode.Closure it => it.Value.Body,
        _ => null,
    };

    public override bool IsAsyncFnBody(DefId coroutine) => Hir.NodeOf(coroutine) is HirNode.Closure { Value.Kind: HirClosureKind.AsyncFnBody };

    /// <summary>The item that numbers a body's <see cref="HirId"/>s.</summary>
    internal DefId HirOwnerOf(DefId def)
    {
        while (Definitions.KindOf(def.Index) is DefKind.Closure or DefKind.InlineConst or DefKind.AnonConst or DefKind.Variant
            or DefKind.Field or DefKind.TyParam or DefKind.ConstParam or DefKind.LifetimeParam or DefKind.OpaqueTy or DefKind.Ctor)
        {
            def = Definitions.ParentOf(def.Index);
        }
        return def;
    }

    /// <summary>The definition whose where clauses hold in a body.</summary>
    public DefId EnvOwnerOf(DefId def)
    {
        while (Definitions.KindOf(def.Index) is DefKind.Closure or DefKind.InlineConst or DefKind.AnonConst)
        {
            DefId parent = GenericParentOf(def);
            if (parent.IsNone)
            {
                return def;
            }
            def = parent;
        }
        return def;
    }
}
