using System;
using System.Threading;
using Verdigris.Base;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata.Read;

/// <summary>
/// The tables that the records of a file refer to. Everything is decoded when first asked for and then remembered; equal types
/// are the same objects as everywhere in the process. Thread-safe.
/// </summary>
internal sealed class MetadataDecoder
{
    private readonly CrateId[] _crates;
    private readonly DecodedSources?[] _sources;
    private readonly OffsetTableView _symbolTable;
    private readonly Memo<Symbol> _symbols;
    private readonly OffsetTableView _internedTable;
    private readonly Memo<Interned> _interned;
    private readonly OffsetTableView _expansionTable;
    private readonly Memo<ExpansionInfo> _expansions;
    private readonly int _contextTable;
    private readonly int[] _contexts;

    /// <param name="blob">The file.</param>
    /// <param name="crates">The crate itself and its dependencies, in the order of the file's list.</param>
    /// <param name="sources">Where their source files are; null for those not decoded from metadata.</param>
    public MetadataDecoder(MetadataBlob blob, CrateId[] crates, DecodedSources?[] sources)
    {
        Blob = blob;
        _crates = crates;
        _sources = sources;
        _symbolTable = new OffsetTableView(blob, blob.OffsetOf(Section.Symbols), hasEnd: true);
        _symbols = new Memo<Symbol>(_symbolTable.Count);
        _internedTable = new OffsetTableView(blob, blob.OffsetOf(Section.Interned));
        _interned = new Memo<Interned>(_internedTable.Count);
        _expansionTable = new OffsetTableView(blob, blob.OffsetOf(Section.Expansions));
        _expansions = new Memo<ExpansionInfo>(_expansionTable.Count);
        _contextTable = blob.OffsetOf(Section.Contexts);
        _contexts = new int[blob.UInt32At(_contextTable) + 1];
    }

    public MetadataBlob Blob { get; }

    public CrateId Own => _crates[0];

    public RecordReader ReaderAt(int position) => new(Blob.Bytes, position);

    public DefId Def(ref RecordReader input)
    {
        ulong value = input.Var();
        if (value == 0)
        {
            return default;
        }
        return (value & 1) != 0
            ? new DefId(Own, (int)(value >> 1))
            : new DefId(_crates[input.Int()], (int)((value >> 1) - 1));
    }

    /// <summary>The file's number of a crate; −1 if it has none.</summary>
    public int NumberOf(CrateId crate) => System.Array.IndexOf(_crates, crate);

    public CrateId Crate(ref RecordReader input) => _crates[input.Int()];

    public Symbol Name(ref RecordReader input) => SymbolNumber(input.Int());

    public Symbol? OptionalName(ref RecordReader input)
    {
        int number = input.Int();
        return number == 0 ? null : SymbolNumber(number - 1);
    }

    public Symbol SymbolNumber(int number) =>
        _symbols[number] ?? _symbols.Store(number, Symbol.Intern(Blob.Bytes[_symbolTable.Start(number).._symbolTable.Start(number + 1)]));

    public Visibility Visibility(ref RecordReader input)
    {
        DefId module = Def(ref input);
        return module.IsNone ? Resolve.Definitions.Visibility.Public : Resolve.Definitions.Visibility.Restricted(module);
    }

    public T Interned<T>(ref RecordReader input, TypeContext context)
        where T : Interned => (T)InternedNumber(input.Int(), context);

    public T? OptionalInterned<T>(ref RecordReader input, TypeContext context)
        where T : Interned
    {
        int number = input.Int();
        return number == 0 ? null : (T)InternedNumber(number - 1, context);
    }

    public Interned InternedNumber(int number, TypeContext context)
    {
        if (_interned[number] is { } known)
        {
            return known;
        }
        RecordReader input = ReaderAt(_internedTable.Start(number));
        return _interned.Store(number, new InternedReader(this, context).Read(ref input));
    }

    public SourceSpan Span(ref RecordReader input)
    {
        ulong head = input.Var();
        if (head == 0)
        {
            return default;
        }
        head--;
        uint length = (uint)(head >> 2);
        bool isKnown = true;
        uint lo;
        if ((head & 1) != 0)
        {
            DecodedSources? sources = _sources[input.Int()];
            isKnown = sources is not null;
            lo = (sources?.Start ?? 0) + (uint)input.Var();
        }
        else
        {
            uint position = (uint)(input.LastPosition + input.Signed());
            input.LastPosition = position;
            lo = _sources[0]!.Start + position;
        }
        SyntaxContext context = (head & 2) != 0 ? ContextNumber(input.Int()) : SyntaxContext.Root;
        return isKnown ? new SourceSpan(lo, lo + length, context) : default;
    }

    public SyntaxContext ContextNumber(int number)
    {
        if (number == 0)
        {
            return SyntaxContext.Root;
        }
        int known = Volatile.Read(ref _contexts[number]);
        if (known != 0)
        {
            return SyntaxContext.FromIndex(known);
        }
        int pair = _contextTable + 4 + 8 * (number - 1);
        SyntaxContext parent = ContextNumber((int)Blob.UInt32At(pair));
        SyntaxContext context = HygieneTable.ApplyMark(parent, Expansion((int)Blob.UInt32At(pair + 4)));
        Volatile.Write(ref _contexts[number], context.Index);
        return context;
    }

    private ExpansionInfo Expansion(int number)
    {
        if (_expansions[number] is { } known)
        {
            return known;
        }
        RecordReader input = ReaderAt(_expansionTable.Start(number));
        ExpansionKind kind = (ExpansionKind)input.Byte();
        Symbol name = Name(ref input);
        SourceSpan callSite = Span(ref input);
        SourceSpan defSite = Span(ref input);
        int crate = Crate(ref input).Index;
        int edition = input.Byte();
        return _expansions.Store(number, new ExpansionInfo(kind, name, callSite, defSite, null, crate, edition, input.Int()));
    }
}

/// <summary>Numbered records as <see cref="Write.OffsetTable"/> writes them.</summary>
internal readonly struct OffsetTableView
{
    private readonly MetadataBlob _blob;
    private readonly int _offsets;
    private readonly int _records;

    /// <param name="hasEnd">There is one offset more: the end of the last record.</param>
    public OffsetTableView(MetadataBlob blob, int position, bool hasEnd = false)
    {
        _blob = blob;
        Count = (int)blob.UInt32At(position);
        _offsets = position + 4;
        _records = _offsets + 4 * (Count + (hasEnd ? 1 : 0));
    }

    public int Count { get; }

    public int Start(int number) => _records + (int)_blob.UInt32At(_offsets + 4 * number);
}
