using System;
using System.IO;
using System.Security.Cryptography;
using System.Threading;
using Verdigris.Base.Source;
using Verdigris.Resolve.Definitions;

namespace Verdigris.Metadata.Read;

/// <summary>The source files of a decoded crate.</summary>
internal sealed class DecodedSources : ImportedSourceGroup
{
    private readonly MetadataBlob _blob;
    private readonly int _starts;
    private readonly int _offsets;
    private readonly int _records;
    private readonly int _count;
    private readonly Memo<SourceFile> _files;

    public DecodedSources(MetadataBlob blob, CrateId crate, uint start)
        : base(start)
    {
        _blob = blob;
        Crate = crate;
        int section = blob.OffsetOf(Section.Files);
        _count = (int)blob.UInt32At(section + 4);
        _starts = section + 8;
        _offsets = _starts + 4 * _count + 4;
        _records = _offsets + 4 * _count;
        _files = new Memo<SourceFile>(_count);
    }

    public CrateId Crate { get; }

    /// <summary>The number of positions that all files of a crate take.</summary>
    public static uint LengthOf(MetadataBlob blob) => blob.UInt32At(blob.OffsetOf(Section.Files));

    public override SourceFile? FileAt(uint position)
    {
        uint local = position - Start;
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_blob.UInt32At(_starts + 4 * middle) <= local)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        if (low == 0)
        {
            return null;
        }
        SourceFile file = FileNumber(low - 1);
        return position <= file.End ? file : null;
    }

    private SourceFile FileNumber(int number)
    {
        if (_files[number] is { } known)
        {
            return known;
        }
        int at = _records + (int)_blob.UInt32At(_offsets + 4 * number);
        RecordReader input = new(_blob.Bytes, at);
        string path = input.Text();
        uint length = (uint)input.Var();
        uint start = Start + _blob.UInt32At(_starts + 4 * number);
        return _files.Store(number, new SourceFile(path, start, length, new DecodedSourceFile(_blob, path, length, input.Position, this)));
    }
}

/// <summary>One source file of a decoded crate.</summary>
internal sealed class DecodedSourceFile(MetadataBlob blob, string path, uint length, int hashAt, DecodedSources group) : IImportedSource
{
    private const int HashSize = 16;

    public CrateId Crate => group.Crate;

    public uint GroupStart => group.Start;

    public ReadOnlyMemory<byte> ReadText()
    {
        try
        {
            byte[] text = File.ReadAllBytes(path);
            bool isSame = text.Length == length && SHA256.HashData(text).AsSpan(0, HashSize).SequenceEqual(blob.Bytes.Slice(hashAt, HashSize));
            return isSame ? text : default;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return default;
        }
    }

    public uint[] ReadLineOffsets()
    {
        RecordReader input = new(blob.Bytes, hashAt + HashSize);
        return ReadOffsets(ref input);
    }

    public uint[] ReadContinuationOffsets()
    {
        RecordReader input = new(blob.Bytes, hashAt + HashSize);
        ReadOffsets(ref input);
        return ReadOffsets(ref input);
    }

    private static uint[] ReadOffsets(ref RecordReader input)
    {
        uint[] offsets = new uint[input.Int()];
        uint last = 0;
        for (int i = 0; i < offsets.Length; i++)
        {
            last += (uint)input.Var();
            offsets[i] = last;
        }
        return offsets;
    }
}
