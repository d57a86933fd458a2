using System.IO;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Interface;

namespace Verdigris.Driver;

/// <summary>
/// Reads the standard library's sources in this process, where it was not precompiled: what is used of it is then compiled
/// with the user's crate.
/// </summary>
internal static class LibraryLoader
{
    /// <summary>In the order of their dependencies.</summary>
    private static readonly string[] s_crates = ["core", "alloc", "std", "test"];

    /// <summary>A library crate, after those below it; null if there is none, or after an error.</summary>
    public static CrateInterface? Load(Session session, CompilationWorld world, string name)
    {
        if (System.Array.IndexOf(s_crates, name) < 0 || FindSources(session.Sysroot) is not { } sources)
        {
            return null;
        }
        foreach (string needed in s_crates)
        {
            FrontEndResult? result = world.Compiled.Find(known => known.Name == needed) ?? Compile(session, world, sources, needed);
            if (result is null || needed == name)
            {
                return result?.Resolved;
            }
        }
        return null;
    }

    public static bool IsLibrarySource(Session session, string path) =>
        FindSources(session.Sysroot) is { } sources && path.StartsWith(sources, System.StringComparison.Ordinal);

    /// <summary>The folder with the library's sources: <c>core/src/lib.rs</c> and its siblings.</summary>
    public static string? FindSources(string sysroot)
    {
        foreach (string candidate in (string[])[
            Path.Combine(sysroot, "lib", "rustlib", "src", "library"), Path.Combine(sysroot, "library"), Path.Combine(Path.GetDirectoryName(sysroot) ?? "", "library")])
        {
            if (File.Exists(Path.Combine(candidate, "core", "src", "lib.rs")))
            {
                return candidate;
            }
        }
        return null;
    }

    private static FrontEndResult? Compile(Session session, CompilationWorld world, string sources, string name)
    {
        string root = Path.Combine(sources, name, "src", "lib.rs");
        FrontEndInput input = new()
        {
            Name = name,
            Path = root,
            Text = File.ReadAllBytes(root),
            Edition = "2024",
            Cfg = CommandLine.PrintRequests.CfgOf(session.Options with { Cfg = [], IsTest = false, CrateTypes = [] }),
            Externs = ExternsFor(world),
            IsTest = false,
            Metadata = ["verdigris-library"],
        };
        DiagnosticSink sink = new();
        if (FrontEnd.Run(world, input, sink) is not { } crate || sink.HasErrors)
        {
            session.Diagnostics.AddAll(sink);
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"the library crate `{name}` has errors", SourceSpan.Dummy));
            return null;
        }
        return crate;
    }

    private static ExternCrates ExternsFor(CompilationWorld world)
    {
        ExternCrates externs = new();
        foreach (FrontEndResult crate in world.Compiled)
        {
            externs.Add(Symbol.Intern(crate.Name), crate.Resolved, isInPrelude: true);
        }
        return externs;
    }
}
