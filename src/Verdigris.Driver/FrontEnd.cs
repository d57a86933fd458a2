using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Check.Collect;
using Verdigris.Expand;
using Verdigris.Hir;
using Verdigris.Hir.Lowering;
using Verdigris.Resolve;
using Verdigris.Resolve.Definitions;
using Verdigris.Resolve.Interface;
using Verdigris.Resolve.Lints;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Cfg;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Driver;

/// <summary>A crate after the front end: resolved for other crates, lowered for the checker, its facts registered.</summary>
/// <param name="Name">Of the crate.</param>
/// <param name="Resolved">Its definitions and names.</param>
/// <param name="Hir">Its bodies and items.</param>
/// <param name="Facts">What is known of them, on demand.</param>
/// <param name="Tree">The expanded syntax tree.</param>
internal sealed record FrontEndResult(string Name, ResolvedCrate Resolved, HirCrate Hir, LocalCrateFacts Facts, Crate Tree)
{
    public CrateId Id => Resolved.Id;

    public required ImportUses Imports { get; init; }
}

/// <summary>A crate's root file before its macros and modules.</summary>
internal sealed record ParsedCrate(ParseSession Session, Edition Edition, Crate Crate);

/// <summary>What the front end is told about a crate.</summary>
internal sealed record FrontEndInput
{
    public required string Name { get; init; }

    public required string Path { get; init; }

    public required byte[] Text { get; init; }

    public required string Edition { get; init; }

    public required IReadOnlyList<(string Name, string? Value)> Cfg { get; init; }

    public required ExternCrates Externs { get; init; }

    public required bool IsTest { get; init; }

    /// <summary><c>-C metadata</c>.</summary>
    public IReadOnlyList<string> Metadata { get; init; } = [];

    /// <summary>Null: the disk, from the process's directory.</summary>
    public SourceLoader? Loader { get; init; }

    /// <summary>What <c>env!</c> sees; null: the process's environment.</summary>
    public Func<string, string?>? Environment { get; init; }
}

/// <summary>From text to facts: parse, expand, resolve, lower. Findings go to the sink; null if the crate could not be read at all.</summary>
internal static class FrontEnd
{
    public static FrontEndResult? Run(CompilationWorld world, FrontEndInput input, DiagnosticSink sink) =>
        Parse(world, input, sink) is { } parsed ? Resolve(world, input, parsed, sink) : null;

    /// <summary>The root file; null if it could not be read at all.</summary>
    public static ParsedCrate? Parse(CompilationWorld world, FrontEndInput input, DiagnosticSink sink)
    {
        Editions.TryParse(input.Edition, out Edition edition);
        CfgOptions cfg = new();
        foreach ((string name, string? value) in input.Cfg)
        {
            cfg.Add(name, value);
        }
        ParseSession session = new(world.Sources, sink, cfg, edition, new NodeIdSource());
        return CrateResolver.Parse(input.Path, input.Text, session) is { } crate ? new ParsedCrate(session, edition, crate) : null;
    }

    public static FrontEndResult? Resolve(CompilationWorld world, FrontEndInput input, ParsedCrate parsed, DiagnosticSink sink)
    {
        (ParseSession session, Edition edition, Crate crate) = parsed;
        // Crates that it names are loaded meanwhile.
        CrateId id = world.Crates.Reserve();
        ResolverOptions options = new(Symbol.Intern(input.Name), id, edition, input.Externs, input.IsTest)
        {
            StableCrateId = StableIdOf(input.Name, input.Metadata),
        };
        if (CrateResolver.Resolve(crate, input.Path, session, options, input.Loader, input.Environment) is not { } resolved)
        {
            return null;
        }
        world.Crates.Fill(resolved.Definitions);
        HirCrate hir = CrateLowerer.Lower(resolved, world.Sources, sink);
        LocalCrateFacts facts = new(hir, VisibleCrates(id, input.Externs), int.Parse(edition.Year, CultureInfo.InvariantCulture), resolved.Resolved.LangItems)
        {
            CrateAttrs = crate.Attrs,
        };
        world.Program.Register(facts);
        world.Program.SetPathNames(resolved.Resolved);
        FrontEndResult result = new(input.Name, resolved.Resolved, hir, facts, resolved.Crate) { Imports = resolved.Imports };
        world.Compiled.Add(result);
        return result;
    }

    /// <summary>Tells crates of equal name apart, the same in every build.</summary>
    private static ulong StableIdOf(string name, IReadOnlyList<string> metadata)
    {
        List<string> sorted = [.. metadata];
        sorted.Sort(string.CompareOrdinal);
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{VersionInfo.RustRelease}\n{name}\n{string.Join('\n', sorted)}"));
        return BitConverter.ToUInt64(hash, 0);
    }

    private static ImmutableArray<CrateId> VisibleCrates(CrateId own, ExternCrates externs)
    {
        List<CrateId> crates = [own];
        foreach (CrateInterface crate in externs.All)
        {
            crates.Add(crate.Id);
        }
        crates.Sort(static (a, b) => a.Index.CompareTo(b.Index));
        return [.. crates];
    }
}
