using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Verdigris.Base.Interning;
using Verdigris.Metadata.Write;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata;

/// <summary>
/// Writes what other crates need to know of a crate, whole. Requires: the crate was checked, its MIR was built, and there were
/// no errors. The same crate gives the same bytes.
/// </summary>
public sealed class MetadataWriter
{
    private readonly MetadataInput _input;
    private readonly MetadataEncoder _encoder;
    private readonly RecordCollector _records;

    private MetadataWriter(MetadataInput input)
    {
        _input = input;
        _encoder = new MetadataEncoder(new CrateNumbers(input.Resolved.Id, input.Dependencies), input.Sources);
        _records = new RecordCollector(input, _encoder);
    }

    public static byte[] Write(MetadataInput input) => new MetadataWriter(input).Write();

    /// <summary>The hash of a written file's interface.</summary>
    public static UInt128 HashOf(ReadOnlySpan<byte> metadata) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(metadata[MetadataFormat.HashOffset..]),
        BinaryPrimitives.ReadUInt64LittleEndian(metadata[(MetadataFormat.HashOffset + 8)..]));

    private byte[] Write()
    {
        RecordWriter output = new();
        output.Raw(new byte[MetadataFormat.HeaderSize]);
        // What refers to symbols, types and spans comes first: their tables grow meanwhile.
        RecordWriter[] sections = new RecordWriter[(int)Section.Count];
        for (int i = 0; i < sections.Length; i++)
        {
            sections[i] = new RecordWriter();
        }
        WriteRoot(sections[(int)Section.Root]);
        WriteDefinitions(sections[(int)Section.Definitions], sections[(int)Section.Records]);
        WriteTraitImpls(sections[(int)Section.TraitImpls]);
        WriteInherentImpls(sections[(int)Section.InherentImpls]);
        WriteItems(sections[(int)Section.NamedItems], _input.Resolved.LangItems);
        WriteItems(sections[(int)Section.NamedItems], _input.Resolved.DiagnosticItems);
        _encoder.Spans.WriteFilesTo(sections[(int)Section.Files]);
        _encoder.Spans.WriteContextsTo(sections[(int)Section.Contexts]);
        _encoder.Spans.WriteExpansionsTo(sections[(int)Section.Expansions]);
        _encoder.InternedThings.WriteTo(sections[(int)Section.Interned]);
        _encoder.Symbols.WriteTo(sections[(int)Section.Symbols]);
        for (int i = 0; i < sections.Length; i++)
        {
            output.Align4();
            output.Patch(MetadataFormat.SectionTableOffset + 4 * i, (uint)output.Position);
            output.Raw(sections[i].Written);
        }
        byte[] file = output.ToArray();
        MetadataFormat.Magic.CopyTo(file);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(MetadataFormat.VersionOffset), MetadataFormat.Version);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(MetadataFormat.LengthOffset), (uint)file.Length);
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(MetadataFormat.CompilerOffset), (ulong)(_input.Compiler >> 64));
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(MetadataFormat.CompilerOffset + 8), (ulong)_input.Compiler);
        SHA256.HashData(file.AsSpan(MetadataFormat.HeaderSize)).AsSpan(0, 16).CopyTo(file.AsSpan(MetadataFormat.HashOffset));
        return file;
    }

    private void WriteRoot(RecordWriter output)
    {
        output.Text(_input.Resolved.Name.Text);
        output.Var(_input.Resolved.Definitions.StableCrateId);
        output.Var(_input.Facts.Edition);
        output.Text(_input.CompilerVersion);
        output.Var(_input.Dependencies.Count);
        foreach (CrateDependency dependency in _input.Dependencies)
        {
            output.Text(dependency.Name);
            output.Var(dependency.StableCrateId);
            output.Var(dependency.Hash);
            output.Bool(dependency.IsDirect);
            output.Text(dependency.ExternName);
        }
        output.Var(_input.NativeLibraries.Count);
        foreach (string library in _input.NativeLibraries)
        {
            output.Text(library);
        }
    }

    private void WriteDefinitions(RecordWriter output, RecordWriter records)
    {
        CrateDefinitions definitions = _input.Resolved.Definitions;
        int count = definitions.Count;
        output.UInt32((uint)count);
        for (int i = 0; i < count; i++)
        {
            output.UInt32((uint)(definitions.ParentOf(i) is { IsSome: true } parent ? parent.Index + 1 : 0));
        }
        for (int i = 0; i < count; i++)
        {
            output.UInt32((uint)_encoder.Symbols.IndexOf(definitions.NameOf(i)));
        }
        for (int i = 0; i < count; i++)
        {
            output.UInt32((uint)definitions.DisambiguatorOf(i));
        }
        for (int i = 0; i < count; i++)
        {
            output.UInt32((uint)records.Position);
            _records.Write(records, new DefId(definitions.Id, i));
        }
        for (int i = 0; i < count; i++)
        {
            output.Byte((byte)definitions.KindOf(i));
        }
    }

    private void WriteTraitImpls(RecordWriter output)
    {
        List<(int Crate, DefId Trait)> traits = [];
        foreach (DefId trait in _input.Facts.ImplementedTraits)
        {
            traits.Add((_encoder.Crates.Of(trait.Crate), trait));
        }
        traits.Sort(static (a, b) => a.Crate != b.Crate ? a.Crate.CompareTo(b.Crate) : a.Trait.Index.CompareTo(b.Trait.Index));
        RecordWriter lists = new();
        FactWriter facts = new(_encoder);
        output.UInt32((uint)traits.Count);
        foreach ((int crate, DefId trait) in traits)
        {
            output.UInt32((uint)crate);
            output.UInt32((uint)trait.Index);
            output.UInt32((uint)lists.Position);
            ImmutableArray<TraitImpl> impls = _input.Facts.ImplsOf(_input.Types, trait);
            lists.Var(impls.Length);
            foreach (TraitImpl impl in impls)
            {
                _encoder.Def(lists, impl.Impl);
                facts.Write(lists, impl.SelfShape);
            }
        }
        output.Raw(lists.Written);
    }

    private void WriteInherentImpls(RecordWriter output)
    {
        List<(DefId First, SimplifiedTy Shape, ImmutableArray<DefId> Impls)> shapes = [];
        foreach ((SimplifiedTy shape, ImmutableArray<DefId> impls) in _input.Facts.InherentImplsByShape(_input.Types))
        {
            shapes.Add((impls[0], shape, impls));
        }
        shapes.Sort(static (a, b) => a.First.CompareTo(b.First));
        FactWriter facts = new(_encoder);
        output.Var(shapes.Count);
        foreach ((_, SimplifiedTy shape, ImmutableArray<DefId> impls) in shapes)
        {
            facts.Write(output, shape);
            output.Var(impls.Length);
            foreach (DefId impl in impls)
            {
                _encoder.Def(output, impl);
            }
        }
    }

    private void WriteItems(RecordWriter output, IReadOnlyDictionary<Symbol, DefId> items)
    {
        List<(Symbol Name, DefId Def)> sorted = [];
        foreach ((Symbol name, DefId def) in items)
        {
            sorted.Add((name, def));
        }
        sorted.Sort(static (a, b) => a.Name.CompareTo(b.Name));
        output.Var(sorted.Count);
        foreach ((Symbol name, DefId def) in sorted)
        {
            _encoder.Name(output, name);
            _encoder.Def(output, def);
        }
    }
}
