using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Metadata;
using Verdigris.Resolve.Definitions;
using Verdigris.Types.Facts;

namespace Verdigris.Driver;

/// <summary>
/// What the crates of one build share: sources, definitions, types and facts. A compilation of one crate makes its own;
/// our cargo gives all crates of a graph the same, so that nothing is read or computed twice.
/// </summary>
public sealed class CompilationWorld
{
    public CompilationWorld(SourceMap sources)
    {
        Sources = sources;
        Program = new Program(Crates, sources);
    }

    public SourceMap Sources { get; }

    public CrateStore Crates { get; } = new();

    public Program Program { get; }

    /// <summary>Crates loaded from metadata, each after those it needs itself.</summary>
    internal List<MetadataCrate> Loaded { get; } = [];

    /// <summary>Crates compiled in this process, by name, in the order of their dependencies.</summary>
    internal List<FrontEndResult> Compiled { get; } = [];
}
