using System.Collections.Generic;

namespace Verdigris.Codegen;

/// <summary><c>-C opt-level</c>.</summary>
public enum OptLevel
{
    None,
    Less,
    Default,
    Aggressive,
    Size,
    SizeMin,
}

/// <summary><c>-C debuginfo</c>.</summary>
public enum DebugInfoLevel
{
    None,
    LineTablesOnly,
    /// <summary>Functions and lines, no variables.</summary>
    Limited,
    Full,
}

/// <summary><c>-C panic</c>.</summary>
public enum PanicStrategy
{
    Unwind,
    Abort,
}

/// <summary><c>-C strip</c>.</summary>
public enum StripLevel
{
    None,
    DebugInfo,
    Symbols,
}

/// <summary><c>-C relocation-model</c>.</summary>
public enum RelocationModel
{
    Static,
    Pic,
    Pie,
}

/// <summary>The <c>-C</c> options, parsed; defaults are rustc's.</summary>
public sealed record CodegenOptions
{
    public OptLevel OptLevel { get; init; }

    public DebugInfoLevel DebugInfo { get; init; }

    public PanicStrategy Panic { get; init; }

    public StripLevel Strip { get; init; }

    public RelocationModel RelocationModel { get; init; } = RelocationModel.Pie;

    /// <summary>Null: follows <see cref="DebugAssertions"/>.</summary>
    public bool? OverflowChecksOption { get; init; }

    /// <summary>Null: on without optimisation.</summary>
    public bool? DebugAssertionsOption { get; init; }

    public bool DebugAssertions => DebugAssertionsOption ?? OptLevel == OptLevel.None;

    public bool OverflowChecks => OverflowChecksOption ?? DebugAssertions;

    /// <summary>Null: chosen by the code generator.</summary>
    public int? CodegenUnits { get; init; }

    public string? TargetCpu { get; init; }

    /// <summary>As given: <c>+avx2,-sse3</c>.</summary>
    public string TargetFeatures { get; init; } = "";

    public string? Linker { get; init; }

    public string? LinkerFlavor { get; init; }

    public IReadOnlyList<string> LinkArgs { get; init; } = [];

    public bool? LinksDeadCode { get; init; }

    public bool? LinkSelfContained { get; init; }

    public bool? ForcesFramePointers { get; init; }

    public bool? ForcesUnwindTables { get; init; }

    public bool UsesCrtStatic { get; init; }

    public bool PrefersDynamic { get; init; }

    public bool SavesTemporaries { get; init; }

    public bool UsesRpath { get; init; }

    public bool HasNoRedZone { get; init; }

    public bool VectorizesLoops { get; init; } = true;

    public bool VectorizesSlp { get; init; } = true;

    /// <summary>Whether LLVM runs the passes of the level; <see cref="ExtraPasses"/> run in any case.</summary>
    public bool HasDefaultPasses { get; init; } = true;

    public IReadOnlyList<string> ExtraPasses { get; init; } = [];

    public IReadOnlyList<string> LlvmArgs { get; init; } = [];

    /// <summary>Goes into symbol names and the crate's id: <c>-C metadata</c>.</summary>
    public IReadOnlyList<string> Metadata { get; init; } = [];

    /// <summary>Appended to the names of output files: <c>-C extra-filename</c>.</summary>
    public string ExtraFilename { get; init; } = "";

    public string? Incremental { get; init; }

    public bool IsOptimizing => OptLevel is not OptLevel.None;
}
