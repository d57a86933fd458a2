using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Metadata.Read;

/// <summary>The table of definitions of a decoded crate, read in place.</summary>
internal sealed class DecodedDefinitions : CrateDefinitions
{
    private readonly MetadataDecoder _decoder;
    private readonly int _kinds;
    private readonly int _parents;
    private readonly int _names;
    private readonly int _disambiguators;
    private readonly int _records;
    private readonly int _recordSection;

    public DecodedDefinitions(MetadataDecoder decoder, CrateId id, Symbol name, ulong stableCrateId)
        : base(id, name)
    {
        _decoder = decoder;
        StableCrateId = stableCrateId;
        int section = decoder.Blob.OffsetOf(Section.Definitions);
        Count = (int)decoder.Blob.UInt32At(section);
        _parents = section + 4;
        _names = _parents + 4 * Count;
        _disambiguators = _names + 4 * Count;
        _records = _disambiguators + 4 * Count;
        _kinds = _records + 4 * Count;
        _recordSection = decoder.Blob.OffsetOf(Section.Records);
    }

    public override ulong StableCrateId { get; }

    public override int Count { get; }

    public override DefKind KindOf(int index) => (DefKind)_decoder.Blob.Bytes[_kinds + index];

    public override DefId ParentOf(int index)
    {
        uint parent = _decoder.Blob.UInt32At(_parents + 4 * index);
        return parent == 0 ? default : new DefId(Id, (int)(parent - 1));
    }

    public override Symbol NameOf(int index) => _decoder.SymbolNumber((int)_decoder.Blob.UInt32At(_names + 4 * index));

    public override int DisambiguatorOf(int index) => (int)_decoder.Blob.UInt32At(_disambiguators + 4 * index);

    public override SourceSpan SpanOf(int index) => Record(index).Span;

    public override Visibility VisibilityOf(int index) => Record(index).Visibility;

    public override (CtorOf Of, CtorKind Kind) CtorOf(int index)
    {
        RecordFlags flags = Record(index).Flags;
        return ((flags & RecordFlags.CtorOfVariant) != 0 ? Resolve.Definitions.CtorOf.Variant : Resolve.Definitions.CtorOf.Struct,
            (flags & RecordFlags.CtorIsConst) != 0 ? CtorKind.Const : CtorKind.Fn);
    }

    public DefinitionRecord Record(int index) => DefinitionRecord.At(_decoder, _recordSection + (int)_decoder.Blob.UInt32At(_records + 4 * index));
}

/// <summary>A definition's record: small facts, and where its parts are.</summary>
internal readonly struct DefinitionRecord
{
    private readonly MetadataDecoder _decoder;
    private readonly int _lengths;
    private readonly uint _parts;

    private DefinitionRecord(MetadataDecoder decoder, uint parts, RecordFlags flags, int lifetimeCount, int lengths)
    {
        _decoder = decoder;
        _parts = parts;
        Flags = flags;
        LifetimeCount = lifetimeCount;
        _lengths = lengths;
    }

    public RecordFlags Flags { get; }

    public int LifetimeCount { get; }

    public SourceSpan Span => TryFind(RecordPart.Head, out RecordReader input) ? _decoder.Span(ref input) : default;

    public Visibility Visibility
    {
        get
        {
            TryFind(RecordPart.Head, out RecordReader input);
            _decoder.Span(ref input);
            return _decoder.Visibility(ref input);
        }
    }

    public static DefinitionRecord At(MetadataDecoder decoder, int position)
    {
        RecordReader input = decoder.ReaderAt(position);
        uint parts = (uint)input.Var();
        RecordFlags flags = (RecordFlags)input.Int();
        int lifetimeCount = input.Int();
        return new DefinitionRecord(decoder, parts, flags, lifetimeCount, input.Position);
    }

    public bool Has(RecordPart part) => (_parts & (1u << (int)part)) != 0;

    /// <summary>The reader at a part's first byte; false if the record does not have it.</summary>
    public bool TryFind(RecordPart part, out RecordReader input)
    {
        input = _decoder.ReaderAt(_lengths);
        if (!Has(part))
        {
            return false;
        }
        int before = 0;
        for (uint rest = _parts; rest != 0; rest &= rest - 1)
        {
            int length = input.Int();
            before += System.Numerics.BitOperations.TrailingZeroCount(rest) < (int)part ? length : 0;
        }
        input.Skip(before);
        return true;
    }
}
