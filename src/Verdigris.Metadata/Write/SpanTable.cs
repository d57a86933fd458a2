using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using Verdigris.Base.Source;
using Verdigris.Metadata.Read;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Metadata.Write;

/// <summary>
/// Spans, and what they refer to: source files, syntax contexts, expansions. A crate's files have positions of their own, in
/// order of first mention; what lies in a file of an imported crate is written as that crate's position.
/// </summary>
internal sealed class SpanTable(SourceMap sources, CrateNumbers crates, SymbolTable symbols)
{
    private readonly Dictionary<SourceFile, uint> _starts = [];
    private readonly List<SourceFile> _files = [];
    private readonly Dictionary<SyntaxContext, int> _contexts = [];
    private readonly RecordWriter _contextPairs = new();
    private readonly Dictionary<ExpansionInfo, int> _expansions = new(ReferenceEqualityComparer.Instance);
    private readonly OffsetTable _expansionRecords = new();
    private SourceFile? _lastFile;
    private uint _length;

    public void Write(RecordWriter output, SourceSpan span)
    {
        if (span.IsDummy || FileAt(span.Lo) is not { } file)
        {
            output.Byte(0);
            return;
        }
        int context = ContextOf(span.Context);
        uint length = span.Hi - span.Lo;
        bool isForeign = file.Imported is DecodedSourceFile;
        output.Var(1 + ((ulong)length << 2 | (context != 0 ? 2u : 0u) | (isForeign ? 1u : 0u)));
        if (file.Imported is DecodedSourceFile imported)
        {
            output.Var(crates.Of(imported.Crate));
            output.Var(span.Lo - imported.GroupStart);
        }
        else
        {
            uint position = StartOf(file) + (span.Lo - file.Start);
            output.Signed((long)position - output.LastPosition);
            output.LastPosition = position;
        }
        if (context != 0)
        {
            output.Var(context);
        }
    }

    /// <summary>A context's number: 0 is the root.</summary>
    public int ContextOf(SyntaxContext context)
    {
        if (context.IsRoot)
        {
            return 0;
        }
        if (_contexts.TryGetValue(context, out int number))
        {
            return number;
        }
        int parent = ContextOf(HygieneTable.ParentOf(context));
        int expansion = ExpansionOf(HygieneTable.ExpansionOf(context)!);
        number = _contexts.Count + 1;
        _contexts.Add(context, number);
        _contextPairs.UInt32((uint)parent);
        _contextPairs.UInt32((uint)expansion);
        return number;
    }

    public void WriteContextsTo(RecordWriter output)
    {
        output.UInt32((uint)_contexts.Count);
        output.Raw(_contextPairs.Written);
    }

    public void WriteExpansionsTo(RecordWriter output) => _expansionRecords.WriteTo(output);

    public void WriteFilesTo(RecordWriter output)
    {
        output.UInt32(_length);
        output.UInt32((uint)_files.Count);
        foreach (SourceFile file in _files)
        {
            output.UInt32(_starts[file]);
        }
        OffsetTable records = new();
        RecordWriter record = new();
        foreach (SourceFile file in _files)
        {
            record.Clear();
            WriteFile(record, file);
            records.Add(record);
        }
        records.WriteTo(output);
    }

    private static void WriteFile(RecordWriter output, SourceFile file)
    {
        output.Text(file.Path);
        output.Var(file.Length);
        output.Raw(SHA256.HashData(file.Text.Span).AsSpan(0, 16));
        WriteOffsets(output, file.LineOffsets);
        WriteOffsets(output, file.ContinuationOffsets);
    }

    private static void WriteOffsets(RecordWriter output, ReadOnlySpan<uint> offsets)
    {
        output.Var(offsets.Length);
        uint last = 0;
        foreach (uint offset in offsets)
        {
            output.Var(offset - last);
            last = offset;
        }
    }

    private SourceFile? FileAt(uint position)
    {
        if (_lastFile is { } last && last.Start <= position && position <= last.End)
        {
            return last;
        }
        return _lastFile = sources.FileAt(position);
    }

    private uint StartOf(SourceFile file)
    {
        if (!_starts.TryGetValue(file, out uint start))
        {
            // As in the source map, one position between files.
            start = _length;
            _length += file.Length + 1;
            _starts.Add(file, start);
            _files.Add(file);
        }
        return start;
    }

    private int ExpansionOf(ExpansionInfo expansion)
    {
        if (_expansions.TryGetValue(expansion, out int number))
        {
            return number;
        }
        RecordWriter record = new();
        record.Byte((byte)expansion.Kind);
        record.Var(symbols.IndexOf(expansion.MacroName));
        Write(record, expansion.CallSite);
        Write(record, expansion.DefSite);
        record.Var(crates.Find(CrateId.FromIndex(expansion.CrateIndex)) ?? 0);
        record.Byte((byte)expansion.Edition);
        record.Var(expansion.Depth);
        // The spans in it may have brought other expansions first.
        number = _expansionRecords.Add(record);
        _expansions.Add(expansion, number);
        return number;
    }
}
