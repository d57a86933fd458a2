using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Metadata.Write;

/// <summary>The tables that all records of a file refer to, and how to refer to them.</summary>
internal sealed class MetadataEncoder
{
    public MetadataEncoder(CrateNumbers crates, SourceMap sources)
    {
        Crates = crates;
        Spans = new SpanTable(sources, crates, Symbols);
        InternedThings = new InternedTable(crates, Symbols);
    }

    public CrateNumbers Crates { get; }

    public SymbolTable Symbols { get; } = new();

    public SpanTable Spans { get; }

    public InternedTable InternedThings { get; }

    public void Def(RecordWriter output, DefId def) => DefIdEncoding.Write(output, Crates, def);

    public void Name(RecordWriter output, Symbol symbol) => output.Var(Symbols.IndexOf(symbol));

    /// <summary>0 for null.</summary>
    public void OptionalName(RecordWriter output, Symbol? symbol) => output.Var(symbol is null ? 0 : Symbols.IndexOf(symbol) + 1);

    public void Interned(RecordWriter output, Interned value) => output.Var(InternedThings.NumberOf(value));

    public void OptionalInterned(RecordWriter output, Interned? value) => output.Var(value is null ? 0 : InternedThings.NumberOf(value) + 1);

    public void Span(RecordWriter output, SourceSpan span) => Spans.Write(output, span);

    /// <summary>Public is no definition.</summary>
    public void Visibility(RecordWriter output, Visibility visibility) => Def(output, visibility.Module);
}
