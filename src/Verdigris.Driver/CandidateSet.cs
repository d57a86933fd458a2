using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Metadata;

namespace Verdigris.Driver;

/// <summary>The files that may be the crate looked for. One is chosen by what is in them; what does not fit is remembered for the message.</summary>
internal sealed class CandidateSet(string name)
{
    private readonly List<(string Path, string? OwnName)> _files = [];

    public bool IsEmpty => _files.Count == 0;

    /// <summary>For a crate that another one was compiled against: that very build of it.</summary>
    public CrateDependency? Wanted { get; init; }

    public MetadataHeader? Dependent { get; init; }

    /// <param name="ownName">What the crate must call itself; null for anything.</param>
    public void Add(string path, string? ownName)
    {
        foreach ((string known, _) in _files)
        {
            if (known == path)
            {
                return;
            }
        }
        _files.Add((path, ownName));
    }

    /// <summary>The crate's header; null if there is none, or none that fits: then with the reason.</summary>
    public MetadataHeader? Choose(out Func<SourceSpan, Diagnostic>? failure)
    {
        List<MetadataHeader> found = [];
        List<string> otherCompiler = [];
        List<string> invalid = [];
        List<string> otherHash = [];
        foreach ((string path, string? ownName) in _files)
        {
            MetadataHeader? header;
            MetadataFault fault;
            try
            {
                header = MetadataHeader.TryOpen(path, CompilerIdentity.Value, out fault);
            }
            catch (IOException)
            {
                (header, fault) = (null, MetadataFault.Invalid);
            }
            if (header is null)
            {
                (fault == MetadataFault.OtherCompiler ? otherCompiler : invalid).Add(path);
            }
            else if (ownName is not null && header.Name != ownName || Wanted is { } wanted && header.StableCrateId != wanted.StableCrateId)
            {
                continue;
            }
            else if (Wanted is { } exact && header.Hash != exact.Hash)
            {
                otherHash.Add(path);
            }
            else if (!found.Exists(known => known.StableCrateId == header.StableCrateId && known.Hash == header.Hash))
            {
                found.Add(header);
            }
        }
        failure = found.Count == 1 ? null
            : found.Count > 1 ? span => CrateErrors.Ambiguous(name, found, span)
            : otherHash.Count > 0 ? span => CrateErrors.PossiblyNewer(name, otherHash, Dependent!, span)
            : otherCompiler.Count > 0 ? span => CrateErrors.OtherCompiler(name, otherCompiler, span)
            : invalid.Count > 0 ? span => CrateErrors.InvalidMetadata(name, invalid, span)
            : null;
        return found.Count == 1 ? found[0] : null;
    }
}
