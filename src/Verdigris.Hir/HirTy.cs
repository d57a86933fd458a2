using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Hir;

/// <summary>A type as written.</summary>
[Closed]
public abstract record HirTy(HirId Id, SourceSpan Span)
{
    public sealed record Slice(HirId Id, SourceSpan Span, HirTy Element) : HirTy(Id, Span);

    public sealed record Array(HirId Id, SourceSpan Span, HirTy Element, HirConstArg Length) : HirTy(Id, Span);

    public sealed record Ptr(HirId Id, SourceSpan Span, HirTy Pointee, bool IsMutable) : HirTy(Id, Span);

    public sealed record Ref(HirId Id, SourceSpan Span, HirLifetime Lifetime, HirTy Pointee, bool IsMutable) : HirTy(Id, Span);

    /// <summary><c>for&lt;'a&gt; unsafe extern "C" fn(A) -&gt; B</c>; elided lifetimes are among the bound parameters.</summary>
    public sealed record FnPtr(
        HirId Id, SourceSpan Span, ImmutableArray<HirGenericParam> BoundParams, bool IsUnsafe, Symbol Abi, HirFnDecl Decl) : HirTy(Id, Span);

    public sealed record Never(HirId Id, SourceSpan Span) : HirTy(Id, Span);

    public sealed record Tuple(HirId Id, SourceSpan Span, ImmutableArray<HirTy> Elements) : HirTy(Id, Span);

    public sealed record Path(HirId Id, HirQPath QPath) : HirTy(Id, QPath.Span);

    /// <summary><c>impl Trait</c> in return position.</summary>
    public sealed record Opaque(HirId Id, SourceSpan Span, HirOpaqueTy Definition) : HirTy(Id, Span);

    /// <param name="IsBare">Written without <c>dyn</c> (before edition 2021).</param>
    public sealed record TraitObject(
        HirId Id, SourceSpan Span, ImmutableArray<HirPolyTraitRef> Bounds, HirLifetime Lifetime, bool IsBare) : HirTy(Id, Span);

    /// <summary><c>_</c>, and the type of a closure parameter without annotation.</summary>
    public sealed record Infer(HirId Id, SourceSpan Span) : HirTy(Id, Span);

    /// <summary>The type of <c>self</c>, <c>&amp;self</c> …'s inner <c>Self</c>, written by the parser.</summary>
    public sealed record ImplicitSelf(HirId Id, SourceSpan Span, Res Res) : HirTy(Id, Span);

    public sealed record Error(HirId Id, SourceSpan Span, ErrorReported Reported) : HirTy(Id, Span);
}

/// <summary>The definition behind a return-position <c>impl Trait</c>; it captures all generics of its parent function.</summary>
/// <param name="CapturesAllLifetimes">Edition 2024 or in a trait; otherwise only the lifetimes named in the bounds.</param>
/// <param name="AsyncOutput">For the future of an <c>async fn</c>: the written return type.</param>
public sealed record HirOpaqueTy(
    DefId Def, HirId Id, DefId ParentFn, ImmutableArray<HirBound> Bounds, bool CapturesAllLifetimes, HirTy? AsyncOutput, SourceSpan Span);
