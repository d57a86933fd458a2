using System;
using System.Collections.Generic;
using Verdigris.Base.Lints;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Targets;
using Verdigris.Codegen;

namespace Verdigris.Driver;

/// <summary><c>--crate-type</c>.</summary>
public enum CrateType
{
    Executable,
    Rlib,
    StaticLibrary,
    CDynamicLibrary,
    DynamicLibrary,
    ProcMacro,
}

/// <summary><c>--emit</c>.</summary>
public enum OutputKind
{
    Assembly,
    Bitcode,
    DepInfo,
    Link,
    LlvmIr,
    Metadata,
    Mir,
    Object,
}

/// <summary><c>--color</c>.</summary>
public enum ColorChoice
{
    Auto,
    Always,
    Never,
}

/// <summary><c>--extern [options:]name[=path]</c>.</summary>
public sealed record ExternCrate(string Name, string? Path)
{
    /// <summary>Not in the extern prelude (<c>noprelude</c>).</summary>
    public bool IsNoPrelude { get; init; }

    /// <summary>Unused-dependency lints ignore it (<c>nounused</c>), or it is private (<c>priv</c>).</summary>
    public bool IsPrivate { get; init; }
}

/// <summary><c>-L [kind=]path</c>.</summary>
public sealed record SearchPath(SearchPathKind Kind, string Path);

public enum SearchPathKind
{
    All,
    Dependency,
    Crate,
    Native,
    Framework,
}

/// <summary><c>-l [kind[:modifiers]=]name[:rename]</c>.</summary>
public sealed record NativeLibrary(string Name, NativeLibraryKind Kind)
{
    public string? Rename { get; init; }

    public bool? IsWholeArchive { get; init; }

    public bool? IsBundled { get; init; }

    public bool? IsVerbatim { get; init; }

    public bool? IsAsNeeded { get; init; }
}

public enum NativeLibraryKind
{
    Unspecified,
    Static,
    Dynamic,
    LinkArg,
}

/// <summary><c>--print kind[=file]</c>.</summary>
public sealed record PrintRequest(string Kind, string? File);

/// <summary>Everything a compilation is told from outside; made by the command line or by our cargo.</summary>
public sealed record CompilerOptions
{
    /// <summary>A path, or <c>-</c> for standard input.</summary>
    public required string Input { get; init; }

    /// <summary>Given source text instead of reading <see cref="Input"/>; the name in messages is <c>&lt;anon&gt;</c>.</summary>
    public ReadOnlyMemory<byte>? InputText { get; init; }

    public string? CrateName { get; init; }

    /// <summary>In the order given; empty: <c>#![crate_type]</c>, else an executable.</summary>
    public IReadOnlyList<CrateType> CrateTypes { get; init; } = [];

    /// <summary><c>2015</c>, <c>2018</c>, <c>2021</c> or <c>2024</c>.</summary>
    public string Edition { get; init; } = "2015";

    /// <summary>What to write and where if said (<c>-</c>: standard output); empty: <see cref="OutputKind.Link"/>.</summary>
    public IReadOnlyDictionary<OutputKind, string?> Emit { get; init; } = new Dictionary<OutputKind, string?>();

    public string? OutputFile { get; init; }

    public string? OutputDirectory { get; init; }

    public IReadOnlyList<ExternCrate> Externs { get; init; } = [];

    public IReadOnlyList<SearchPath> SearchPaths { get; init; } = [];

    public IReadOnlyList<NativeLibrary> NativeLibraries { get; init; } = [];

    /// <summary><c>--cfg</c>: name and value.</summary>
    public IReadOnlyList<(string Name, string? Value)> Cfg { get; init; } = [];

    /// <summary><c>--check-cfg</c> as given.</summary>
    public IReadOnlyList<string> CheckCfg { get; init; } = [];

    public bool IsTest { get; init; }

    public IReadOnlyList<LintOption> Lints { get; init; } = [];

    public LintLevel? CapLints { get; init; }

    public TargetSpec Target { get; init; } = TargetSpec.X64Linux;

    public string? Sysroot { get; init; }

    public CodegenOptions Codegen { get; init; } = new();

    public ErrorFormat ErrorFormat { get; init; }

    public ColorChoice Color { get; init; }

    public int? DiagnosticWidth { get; init; }

    public bool JsonRendersShort { get; init; }

    public bool JsonRendersColor { get; init; }

    public bool JsonAnnouncesArtifacts { get; init; }

    public bool JsonReportsUnusedExterns { get; init; }

    public bool JsonReportsFutureIncompatibilities { get; init; }

    public IReadOnlyList<PrintRequest> Prints { get; init; } = [];

    /// <summary><c>--remap-path-prefix</c>: from and to; the last that fits wins.</summary>
    public IReadOnlyList<(string From, string To)> RemapPathPrefix { get; init; } = [];

    public bool IsVerbose { get; init; }

    /// <summary>
    /// Our own library is compiled without a sysroot and may use unstable features: set by the launcher's library build.
    /// </summary>
    public bool IsLibraryBuild { get; init; }

    /// <summary><c>-Z name[=value]</c>: only what docs/command-line.md lists.</summary>
    public IReadOnlyDictionary<string, string?> Unstable { get; init; } = new Dictionary<string, string?>();
}
