using System.Collections.Generic;
using System.IO;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Resolve.Interface;

namespace Verdigris.Driver;

/// <summary>
/// Brings the standard library into a compilation. Its sources are read by the front end in this process; its machine code is
/// in the sysroot's archives.
/// </summary>
internal static class LibraryLoader
{
    /// <summary>In the order of their dependencies.</summary>
    private static readonly string[] s_crates = ["core", "alloc", "std"];

    /// <summary>Adds the library crates that exist, up to the one named; false after an error.</summary>
    public static bool TryLoad(Session session, CompilationWorld world, ExternCrates externs, string last)
    {
        string? sources = FindSources(session.Sysroot);
        if (sources is null)
        {
            session.Diagnostics.Report(Diagnostic.ErrorWithoutCode($"can't find crate for `{last}`", SourceSpan.Dummy)
                .WithNote($"the library's sources are neither in the sysroot `{session.Sysroot}` nor beside it"));
            return false;
        }
        foreach (string name in s_crates)
        {
            string root = Path.Combine(sources, name, "src", "lib.rs");
            if (!File.Exists(root))
            {
                continue;
            }
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
                return false;
            }
            externs.Add(Symbol.Intern(name), crate.Resolved, isInPrelude: name is "core" or "std" || name == last);
            if (name == last)
            {
                break;
            }
        }
        return true;
    }

    public static bool IsLibrarySource(Session session, string path) =>
        FindSources(session.Sysroot) is { } sources && path.StartsWith(sources, System.StringComparison.Ordinal);

    /// <summary>A library crate's precompiled code; null if there is none.</summary>
    public static string? ArchiveOf(Session session, string name)
    {
        string file = Path.Combine(session.Sysroot, "lib", "rustlib", session.Options.Target.Tuple, "lib", $"lib{name}.rlib");
        return File.Exists(file) ? file : null;
    }

    /// <summary>The archives to link, each before those it uses.</summary>
    public static List<string> Archives(Session session, CompilationWorld world)
    {
        List<string> archives = [];
        for (int i = world.Compiled.Count - 2; i >= 0; i--)
        {
            if (ArchiveOf(session, world.Compiled[i].Name) is { } archive)
            {
                archives.Add(archive);
            }
        }
        return archives;
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

    private static string? FindSources(string sysroot)
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
}
