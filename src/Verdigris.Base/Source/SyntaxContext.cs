namespace Verdigris.Base.Source;

/// <summary>
/// The chain of macro expansions that produced a token, as an index into the hygiene table; 0 is "written in a source
/// file". Two identifiers name the same local only if text and (adjusted) context agree.
/// Source: Flatt, "Binding as Sets of Scopes"; the Reference, [macro.decl.hygiene].
/// </summary>
public readonly record struct SyntaxContext
{
    private SyntaxContext(int index) => Index = index;

    public static SyntaxContext Root => default;

    public int Index { get; }

    public bool IsRoot => Index == 0;

    public static SyntaxContext FromIndex(int index) => new(index);
}
