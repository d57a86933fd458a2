using System.Collections.Generic;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Resolve.Definitions;

/// <summary>
/// The definitions of the crate being compiled. Written by resolution and by lowering, which adds what has no syntax of its
/// own (parameters for elided lifetimes, <c>impl Trait</c>); read-only after that.
/// </summary>
public sealed class LocalDefinitions(CrateId id, Symbol name, ulong stableCrateId) : CrateDefinitions(id, name)
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<(int Parent, DefKind Kind, Symbol Name), int> _disambiguators = [];

    public override ulong StableCrateId { get; } = stableCrateId;

    public override int Count => _entries.Count;

    public DefId Add(DefKind kind, DefId parent, Symbol symbol, SourceSpan span, Visibility visibility = default, CtorOf ctorOf = default, CtorKind ctorKind = default)
    {
        (int, DefKind, Symbol) key = (parent.IsNone ? -1 : parent.Index, kind, symbol);
        _disambiguators.TryGetValue(key, out int disambiguator);
        _disambiguators[key] = disambiguator + 1;
        _entries.Add(new Entry(kind, parent, symbol, disambiguator, span, visibility, ctorOf, ctorKind));
        return new DefId(Id, _entries.Count - 1);
    }

    public void SetVisibility(DefId def, Visibility visibility) => _entries[def.Index] = _entries[def.Index] with { Visibility = visibility };

    public override DefKind KindOf(int index) => _entries[index].Kind;

    public override DefId ParentOf(int index) => _entries[index].Parent;

    public override Symbol NameOf(int index) => _entries[index].Name;

    public override int DisambiguatorOf(int index) => _entries[index].Disambiguator;

    public override SourceSpan SpanOf(int index) => _entries[index].Span;

    public override Visibility VisibilityOf(int index) => _entries[index].Visibility;

    public override (CtorOf Of, CtorKind Kind) CtorOf(int index) => (_entries[index].CtorOf, _entries[index].CtorKind);

    private readonly record struct Entry(DefKind Kind, DefId Parent, Symbol Name, int Disambiguator, SourceSpan Span, Visibility Visibility, CtorOf CtorOf, CtorKind CtorKind);
}
