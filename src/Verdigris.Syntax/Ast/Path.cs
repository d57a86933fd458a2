using System.Collections.Immutable;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Ast;

/// <summary>
/// <c>std::vec::Vec::&lt;T&gt;</c>. A leading <c>::</c> is a first segment named <see cref="Names.PathRoot"/>; a macro's
/// crate is a first segment named <c>$crate</c> whose context tells which.
/// </summary>
public sealed record Path(ImmutableArray<PathSegment> Segments, SourceSpan Span)
{
    public bool IsGlobal => Segments.Length > 0 && Segments[0].Ident.Name == Names.PathRoot;

    /// <summary>Whether this is a single identifier without arguments.</summary>
    public bool IsIdent(Symbol name) => Segments is [{ Args: null } only] && only.Ident.Name == name;

    public override string ToString()
    {
        System.Text.StringBuilder text = new();
        for (int i = 0; i < Segments.Length; i++)
        {
            if (i > 0)
            {
                text.Append("::");
            }
            if (Segments[i].Ident.Name != Names.PathRoot)
            {
                text.Append(Segments[i].Ident.Name.Text);
            }
        }
        return text.ToString();
    }
}

public sealed record PathSegment(NodeId Id, Ident Ident, GenericArgs? Args) : Node(Id, Args is null ? Ident.Span : Ident.Span.To(Args.Span));

/// <summary><c>&lt;T as Trait&gt;::</c>: the self type; the first <see cref="Position"/> segments of the path name the trait.</summary>
public sealed record QSelf(Ty Ty, SourceSpan PathSpan, int Position);

[Closed]
public abstract record GenericArgs(SourceSpan Span)
{
    /// <summary><c>&lt;'a, T, 3, Item = u8&gt;</c></summary>
    public sealed record AngleBracketed(ImmutableArray<GenericArg> Args, SourceSpan Span) : GenericArgs(Span);

    /// <summary><c>Fn(A, B) -&gt; C</c></summary>
    public sealed record Parenthesized(ImmutableArray<Ty> Inputs, SourceSpan InputsSpan, Ty? Output, SourceSpan Span) : GenericArgs(Span);
}

[Closed]
public abstract record GenericArg(SourceSpan Span)
{
    /// <summary><c>'a</c></summary>
    public sealed record OfLifetime(Lifetime Lifetime) : GenericArg(Lifetime.Span);

    /// <summary>A type, or a path that may turn out to name a const parameter.</summary>
    public sealed record OfType(Ty Ty) : GenericArg(Ty.Span);

    /// <summary><c>3</c>, <c>-1</c>, <c>{ N + 1 }</c></summary>
    public sealed record OfConst(AnonConst Value) : GenericArg(Value.Span);

    /// <summary><c>Item = u8</c>, <c>N = 3</c></summary>
    public sealed record Equality(NodeId Id, Ident Ident, GenericArgs? Args, Ty? Ty, AnonConst? Const, SourceSpan Span) : GenericArg(Span);

    /// <summary><c>Item: Debug</c></summary>
    public sealed record Bound(NodeId Id, Ident Ident, GenericArgs? Args, ImmutableArray<GenericBound> Bounds, SourceSpan Span) : GenericArg(Span);
}
