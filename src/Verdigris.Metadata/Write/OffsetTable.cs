namespace Verdigris.Metadata.Write;

/// <summary>Numbered records: their number, where each begins, then the records.</summary>
internal sealed class OffsetTable
{
    private readonly RecordWriter _offsets = new();
    private readonly RecordWriter _records = new();

    public int Count { get; private set; }

    /// <summary>Appends a record.</summary>
    public int Add(RecordWriter record)
    {
        _offsets.UInt32((uint)_records.Position);
        _records.Raw(record.Written);
        return Count++;
    }

    public void WriteTo(RecordWriter output)
    {
        output.UInt32((uint)Count);
        output.Raw(_offsets.Written);
        output.Raw(_records.Written);
    }
}
