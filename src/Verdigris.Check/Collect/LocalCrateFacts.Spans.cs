using System.Collections.Immutable;
using Verdigris.Base.Source;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Check.Collect;

/// <summary>What messages underline of a definition.</summary>
public sealed partial class LocalCrateFacts
{
    public override SourceSpan HeadSpanOf(DefId def) => Hir.NodeOf(def) switch
    {
        HirNode.Item { Value: var item } => item.Def == def ? HeadOf(item) : Definitions.SpanOf(def.Index),
        HirNode.TraitItem { Value: var item } => item.Kind switch
        {
            HirTraitItemKind.Fn fn => fn.Default is null ? item.Span : Until(item.Span, fn.Sig.Span),
            HirTraitItemKind.Const it => Until(item.Span, it.Ty.Span),
            HirTraitItemKind.Type it => Until(item.Span, EndOf(it.Bounds, item.Generics, item.Ident)),
        },
        HirNode.ImplItem { Value: var item } => item.Kind switch
        {
            HirImplItemKind.Fn fn => Until(item.Span, fn.Sig.Span),
            HirImplItemKind.Const it => Until(item.Span, it.Ty.Span),
            HirImplItemKind.Type => Until(item.Span, EndOf([], item.Generics, item.Ident)),
        },
        HirNode.ForeignItem { Value: var item } => item.Kind switch
        {
            HirForeignItemKind.Fn => item.Span,
            HirForeignItemKind.Static it => Until(item.Span, it.Ty.Span),
            HirForeignItemKind.Type => Until(item.Span, item.Ident.Span),
        },
        HirNode.Variant { Value: var variant } => Until(variant.Span, variant.Ident.Span),
        HirNode.Field { Value: var field } => field.Span,
        HirNode.Closure { Value: var closure } => closure.DeclSpan,
        HirNode.Ctor => HeadSpanOf(Definitions.ParentOf(def.Index)),
        _ => Definitions.SpanOf(def.Index),
    };

    private static SourceSpan HeadOf(HirItem item) => item.Kind switch
    {
        HirItemKind.Fn it => Until(item.Span, it.Sig.Span),
        HirItemKind.Impl { Value: var impl } => Until(item.Span, impl.Generics.WhereSpan.IsDummy ? impl.SelfTy.Span : impl.Generics.WhereSpan),
        HirItemKind.Const it => Until(item.Span, it.Ty.Span),
        HirItemKind.Static it => Until(item.Span, it.Ty.Span),
        HirItemKind.Trait it => Until(item.Span, EndOf(it.Supertraits, it.Generics, item.Ident)),
        HirItemKind.Struct it => Until(item.Span, EndOf([], it.Generics, item.Ident)),
        HirItemKind.Enum it => Until(item.Span, EndOf([], it.Generics, item.Ident)),
        HirItemKind.Union it => Until(item.Span, EndOf([], it.Generics, item.Ident)),
        HirItemKind.TyAlias it => Until(item.Span, EndOf([], it.Generics, item.Ident)),
        HirItemKind.Use or HirItemKind.GlobalAsm or HirItemKind.ForeignMod => item.Span,
        _ => Until(item.Span, item.Ident.Span),
    };

    private static SourceSpan EndOf(ImmutableArray<HirBound> bounds, HirGenerics generics, HirIdent ident) =>
        bounds.Length > 0 ? bounds[^1].Span : generics.Span.IsDummy ? ident.Span : generics.Span;

    /// <summary>From the start of the whole to the end of a part of it; the whole if the part comes from elsewhere, such as a macro's argument.</summary>
    private static SourceSpan Until(SourceSpan whole, SourceSpan end) =>
        whole.Contains(end) ? new SourceSpan(whole.Lo, end.Hi, whole.Context) : whole;
}
