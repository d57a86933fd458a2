using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Resolve.Definitions;

/// <summary>
/// The table of definitions of one crate, whether it is being compiled, was compiled earlier in this process, or is decoded
/// lazily from an .rlib. Read-only and thread-safe once the crate is resolved.
/// </summary>
public abstract class CrateDefinitions(CrateId id, Symbol name)
{
    public CrateId Id { get; } = id;

    public Symbol Name { get; } = name;

    /// <summary>Differs between crates of equal name: hash of name, version and <c>-C metadata</c> values.</summary>
    public abstract ulong StableCrateId { get; }

    /// <summary>Indices run from 0 (the root module) to this, exclusive.</summary>
    public abstract int Count { get; }

    public DefId Root => new(Id, 0);

    public abstract DefKind KindOf(int index);

    /// <summary>The enclosing definition; none for the root.</summary>
    public abstract DefId ParentOf(int index);

    /// <summary>The name as written; <see cref="Symbol.Empty"/> for impls, closures, anonymous constants.</summary>
    public abstract Symbol NameOf(int index);

    /// <summary>Number that tells apart siblings of equal kind and name, in source order from 0 (impls, closures).</summary>
    public abstract int DisambiguatorOf(int index);

    /// <summary>The span of the name where there is one, else of the whole definition.</summary>
    public abstract SourceSpan SpanOf(int index);

    public abstract Visibility VisibilityOf(int index);

    /// <summary>For a <see cref="DefKind.Ctor"/>: what it makes and how it looks.</summary>
    public abstract (CtorOf Of, CtorKind Kind) CtorOf(int index);
}
