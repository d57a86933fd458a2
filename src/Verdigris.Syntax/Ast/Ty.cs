using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

/// <summary>A type as written.</summary>
[Closed]
public abstract record Ty(NodeId Id, SourceSpan Span) : Node(Id, Span)
{
    /// <summary><c>[T]</c></summary>
    public sealed record Slice(NodeId Id, Ty Element, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>[T; 3]</c></summary>
    public sealed record Array(NodeId Id, Ty Element, AnonConst Length, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>*const T</c></summary>
    public sealed record Ptr(NodeId Id, Mutability Mutability, Ty Pointee, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>&amp;'a mut T</c></summary>
    public sealed record Ref(NodeId Id, Lifetime? Lifetime, Mutability Mutability, Ty Referent, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>for&lt;'a&gt; unsafe extern "C" fn(x: u8) -&gt; u8</c></summary>
    public sealed record BareFn(NodeId Id, ImmutableArray<GenericParam> BoundLifetimes, FnHeader Header, FnDecl Decl, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>!</c></summary>
    public sealed record Never(NodeId Id, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>(A, B)</c></summary>
    public sealed record Tuple(NodeId Id, ImmutableArray<Ty> Elements, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>Vec&lt;T&gt;</c>, <c>&lt;T as Trait&gt;::Item</c>; in edition 2015 also a bare trait.</summary>
    public sealed record OfPath(NodeId Id, QSelf? QSelf, Path Path, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>dyn A + 'a</c>; without <c>dyn</c> in old editions.</summary>
    public sealed record TraitObject(NodeId Id, ImmutableArray<GenericBound> Bounds, bool HasDyn, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>impl A + use&lt;'a&gt;</c></summary>
    public sealed record ImplTrait(NodeId Id, ImmutableArray<GenericBound> Bounds, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>(T)</c></summary>
    public sealed record Paren(NodeId Id, Ty Inner, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>_</c></summary>
    public sealed record Infer(NodeId Id, SourceSpan Span) : Ty(Id, Span);

    /// <summary>The type of <c>self</c>, <c>&amp;self</c>'s referent and so on where none is written.</summary>
    public sealed record ImplicitSelf(NodeId Id, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>...</c> as the last parameter of a foreign function.</summary>
    public sealed record CVarArgs(NodeId Id, SourceSpan Span) : Ty(Id, Span);

    /// <summary><c>foo!()</c></summary>
    public sealed record OfMacro(NodeId Id, MacroCall Macro, SourceSpan Span) : Ty(Id, Span)
    {
        public Ty? Expansion { get; set; }
    }

    public sealed record Error(NodeId Id, ErrorReported Reported, SourceSpan Span) : Ty(Id, Span);
}
