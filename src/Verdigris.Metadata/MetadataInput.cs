using System;
using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Mir;
using Verdigris.Resolve.Interface;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata;

/// <summary>What metadata is written from.</summary>
public sealed record MetadataInput
{
    public required ResolvedCrate Resolved { get; init; }

    public required LocalCrateFacts Facts { get; init; }

    public required MirFacts Mir { get; init; }

    public required SourceMap Sources { get; init; }

    /// <summary>A context of the crate itself.</summary>
    public required TypeContext Types { get; init; }

    /// <summary>All crates below, each after those it needs itself.</summary>
    public required IReadOnlyList<CrateDependency> Dependencies { get; init; }

    /// <summary>This compiler's identity.</summary>
    public required UInt128 Compiler { get; init; }

    public required string CompilerVersion { get; init; }

    /// <summary>As <c>-l</c> spells them.</summary>
    public IReadOnlyList<string> NativeLibraries { get; init; } = [];
}
