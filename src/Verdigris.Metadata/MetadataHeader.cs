using System;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO;
using System.Threading;
using Verdigris.Metadata.Read;

namespace Verdigris.Metadata;

/// <summary>What can be told about a crate before it is loaded.</summary>
public sealed class MetadataHeader
{
    private MetadataHeader(MetadataBlob blob, string path)
    {
        Blob = blob;
        Path = path;
        RecordReader input = new(blob.Bytes, blob.OffsetOf(Section.Root));
        Name = input.Text();
        StableCrateId = input.Var();
        Edition = input.Int();
        CompilerVersion = input.Text();
        Hash = new UInt128(blob.UInt64At(MetadataFormat.HashOffset), blob.UInt64At(MetadataFormat.HashOffset + 8));
        ImmutableArray<CrateDependency>.Builder dependencies = ImmutableArray.CreateBuilder<CrateDependency>(input.Int());
        for (int i = 0; i < dependencies.Capacity; i++)
        {
            string name = input.Text();
            ulong id = input.Var();
            UInt128 hash = input.Var128();
            bool isDirect = input.Bool();
            dependencies.Add(new CrateDependency(name, id, hash, default, isDirect, input.Text()));
        }
        Dependencies = dependencies.MoveToImmutable();
        ImmutableArray<string>.Builder libraries = ImmutableArray.CreateBuilder<string>(input.Int());
        for (int i = 0; i < libraries.Capacity; i++)
        {
            libraries.Add(input.Text());
        }
        NativeLibraries = libraries.MoveToImmutable();
    }

    /// <summary>The file it is in: an <c>.rlib</c> or <c>.rmeta</c>.</summary>
    public string Path { get; }

    public string Name { get; }

    public ulong StableCrateId { get; }

    /// <summary>A year.</summary>
    public int Edition { get; }

    /// <summary>As <c>rustc -V</c> says it.</summary>
    public string CompilerVersion { get; }

    /// <summary>Of the whole interface: what was compiled against another hash does not fit.</summary>
    public UInt128 Hash { get; }

    /// <summary>All crates below, each after those it needs itself. <see cref="CrateDependency.Id"/> is not set.</summary>
    public ImmutableArray<CrateDependency> Dependencies { get; }

    /// <summary>What <c>-l</c> and <c>#[link]</c> ask for, as <c>-l</c> spells it.</summary>
    public ImmutableArray<string> NativeLibraries { get; }

    internal MetadataBlob Blob { get; }

    /// <summary>Looks at a file.</summary>
    /// <param name="compiler">This compiler's identity.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static MetadataHeader? TryOpen(string path, UInt128 compiler, out MetadataFault fault) =>
        TryRead(MetadataBlob.Map(path), path, compiler, out fault);

    public static MetadataHeader? TryRead(ReadOnlySpan<byte> bytes, string path, UInt128 compiler, out MetadataFault fault) =>
        TryRead(bytes.StartsWith(MetadataFormat.Magic) ? MetadataBlob.FromBytes(bytes) : null, path, compiler, out fault);

    private static MetadataHeader? TryRead(MetadataBlob? blob, string path, UInt128 compiler, out MetadataFault fault)
    {
        if (blob is null || blob.UInt32At(MetadataFormat.LengthOffset) > blob.Bytes.Length)
        {
            fault = MetadataFault.Invalid;
            return null;
        }
        ReadOnlySpan<byte> written = blob.Bytes.Slice(MetadataFormat.CompilerOffset, 16);
        UInt128 writer = new(BinaryPrimitives.ReadUInt64LittleEndian(written), BinaryPrimitives.ReadUInt64LittleEndian(written[8..]));
        if (blob.UInt32At(MetadataFormat.VersionOffset) != MetadataFormat.Version || writer != compiler)
        {
            fault = MetadataFault.OtherCompiler;
            return null;
        }
        fault = MetadataFault.None;
        return new MetadataHeader(blob, path);
    }
}

/// <summary>Why a file cannot be used.</summary>
public enum MetadataFault
{
    None,
    /// <summary>No metadata, or cut short.</summary>
    Invalid,
    /// <summary>Another build of the compiler wrote it.</summary>
    OtherCompiler,
}
