using System.Collections.Generic;
using Verdigris.Cargo.Compilers;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>How diagnostics of the compiler are shown.</summary>
public enum MessageFormat
{
    Human,
    Short,
    Json,
}

/// <summary><c>--message-format</c>.</summary>
public sealed record MessageOptions
{
    public MessageFormat Format { get; init; }

    /// <summary><c>json-diagnostic-short</c></summary>
    public bool JsonIsShort { get; init; }

    /// <summary><c>json-diagnostic-rendered-ansi</c></summary>
    public bool JsonHasColor { get; init; }

    /// <summary><c>json-render-diagnostics</c>: diagnostics go to standard error as text.</summary>
    public bool RendersDiagnostics { get; init; }

    public bool IsJson => Format == MessageFormat.Json;
}

/// <summary>Everything the jobs of one build share; nothing here changes while they run.</summary>
internal sealed record BuildContext
{
    public required CargoHost Host { get; init; }

    public required BuildPlan Plan { get; init; }

    public required UnitGraph Graph { get; init; }

    public required LtoPlan Lto { get; init; }

    public required UnitFiles Files { get; init; }

    public required ICompilerInvocation Compiler { get; init; }

    public required MessageOptions Messages { get; init; }

    /// <summary><c>RUSTFLAGS</c> or what the configuration has in its stead.</summary>
    public required IReadOnlyList<string> RustFlags { get; init; }

    /// <summary><c>[env]</c> of the configuration: applied where the variable is not set otherwise.</summary>
    public required IReadOnlyDictionary<string, string> ConfiguredEnvironment { get; init; }

    public required int Jobs { get; init; }

    public required bool KeepsGoing { get; init; }

    public required int? DiagnosticWidth { get; init; }

    public required bool IsExtraVerbose { get; init; }

    public HashSet<PackageId> PrimaryPackages { get; } = [];

    /// <summary>With <c>--target</c>, the flags are for the target only, not for what runs at build time.</summary>
    public IReadOnlyList<string> FlagsFor(Unit unit) => Plan.RequestedPlatform is not null && unit.IsHost ? [] : RustFlags;

    /// <summary>Whether a dependent can begin as soon as the metadata of a dependency is there.</summary>
    public static bool OnlyNeedsMetadata(Unit parent, Unit dependency) =>
        !parent.RequiresUpstreamObjects && parent.Mode == CompileMode.Build && dependency.Mode == CompileMode.Build && !dependency.RequiresUpstreamObjects;
}
