using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Metadata;

namespace Verdigris.Driver;

/// <summary>Crates that are there but do not fit, in rustc's words.</summary>
internal static class CrateErrors
{
    public static Diagnostic ExternLocationMissing(string name, string path, SourceSpan span) =>
        Diagnostic.ErrorWithoutCode($"extern location for {name} does not exist: {path}", span);

    public static Diagnostic DependencyMissing(string name, string dependent, SourceSpan span) =>
        Diagnostic.Error("E0463", $"can't find crate for `{name}` which `{dependent}` depends on", span).WithPrimaryLabel("can't find crate");

    public static Diagnostic PossiblyNewer(string name, IReadOnlyList<string> paths, MetadataHeader dependent, SourceSpan span)
    {
        StringBuilder versions = new("the following crate versions were found:");
        foreach (string path in paths)
        {
            versions.Append($"\ncrate `{name}`: {path}");
        }
        versions.Append($"\ncrate `{dependent.Name}`: {dependent.Path}");
        return Diagnostic.Error("E0460", $"found possibly newer version of crate `{name}` which `{dependent.Name}` depends on", span)
            .WithNote("perhaps that crate needs to be recompiled?")
            .WithNote(versions.ToString());
    }

    public static Diagnostic Ambiguous(string name, IReadOnlyList<MetadataHeader> candidates, SourceSpan span)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0464", $"multiple candidates for `rlib` dependency `{name}` found", span);
        for (int i = 0; i < candidates.Count; i++)
        {
            diagnostic.WithNote($"candidate #{i + 1}: {candidates[i].Path}");
        }
        return diagnostic;
    }

    public static Diagnostic OtherCompiler(string name, IReadOnlyList<string> paths, SourceSpan span)
    {
        StringBuilder versions = new("the following crate versions were found:");
        foreach (string path in paths)
        {
            versions.Append($"\ncrate `{name}` compiled by another build of the compiler: {path}");
        }
        return Diagnostic.Error("E0514", $"found crate `{name}` compiled by an incompatible version of rustc", span)
            .WithNote(versions.ToString())
            .WithHelp($"please recompile that crate using this compiler ({VersionInfo.Short.TrimEnd()}) (consider running `cargo clean` first)");
    }

    public static Diagnostic InvalidMetadata(string name, IReadOnlyList<string> paths, SourceSpan span)
    {
        Diagnostic diagnostic = Diagnostic.Error("E0786", $"found invalid metadata files for crate `{name}`", span);
        foreach (string path in paths)
        {
            diagnostic.WithNote($"corrupt metadata encountered in {path}");
        }
        return diagnostic;
    }
}
