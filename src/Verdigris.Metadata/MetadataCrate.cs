using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Metadata.Read;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata;

/// <summary>A crate that was loaded from its metadata. Nothing but the header is decoded until somebody asks.</summary>
public sealed class MetadataCrate
{
    private MetadataCrate(MetadataHeader header, CrateInterface resolved, DecodedSources sources, ImmutableArray<MetadataCrate> dependencies)
    {
        Header = header;
        Resolved = resolved;
        Sources = sources;
        Dependencies = dependencies;
    }

    public MetadataHeader Header { get; }

    public CrateInterface Resolved { get; }

    public CrateId Id => Resolved.Id;

    /// <summary>As in the header.</summary>
    public ImmutableArray<MetadataCrate> Dependencies { get; }

    internal DecodedSources Sources { get; }

    /// <summary>Adds the crate to a program.</summary>
    /// <param name="dependencies">The crates of <see cref="MetadataHeader.Dependencies"/>, in that order.</param>
    public static MetadataCrate Load(MetadataHeader header, SourceMap sourceMap, Program program, ImmutableArray<MetadataCrate> dependencies)
    {
        MetadataDecoder? decoder = null;
        DecodedSources? sources = null;
        DecodedDefinitions definitions = program.Crates.Add(id =>
        {
            sources = sourceMap.AddGroup(DecodedSources.LengthOf(header.Blob), start => new DecodedSources(header.Blob, id, start));
            CrateId[] crates = new CrateId[dependencies.Length + 1];
            DecodedSources?[] allSources = new DecodedSources?[crates.Length];
            (crates[0], allSources[0]) = (id, sources);
            for (int i = 0; i < dependencies.Length; i++)
            {
                (crates[i + 1], allSources[i + 1]) = (dependencies[i].Id, dependencies[i].Sources);
            }
            decoder = new MetadataDecoder(header.Blob, crates, allSources);
            return new DecodedDefinitions(decoder, id, Symbol.Intern(header.Name), header.StableCrateId);
        });
        Dictionary<Symbol, CrateInterface> direct = [];
        List<CrateId> visible = [definitions.Id];
        for (int i = 0; i < dependencies.Length; i++)
        {
            visible.Add(dependencies[i].Id);
            if (header.Dependencies[i].IsDirect)
            {
                direct[Symbol.Intern(header.Dependencies[i].ExternName)] = dependencies[i].Resolved;
            }
        }
        visible.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        DecodedInterface resolved = new(definitions, decoder!, direct);
        program.Register(new DecodedFacts(definitions, decoder!, resolved, [.. visible], header.Edition));
        return new MetadataCrate(header, resolved, sources!, dependencies);
    }
}
