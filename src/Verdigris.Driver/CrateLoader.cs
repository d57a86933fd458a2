using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Metadata;
using Verdigris.Resolve.Interface;

namespace Verdigris.Driver;

/// <summary>
/// Finds crates by name in <c>--extern</c>, <c>-L</c> and the sysroot, and loads them with all they need. Files are told apart
/// by what is in them: crate name, identity and hash; a file's name only has to begin right.
/// </summary>
internal sealed class CrateLoader(Session session, CompilationWorld world) : CrateFinder
{
    private readonly Dictionary<string, List<string>> _listings = [];

    private string SysrootLibraries => Path.Combine(session.Sysroot, "lib", "rustlib", session.Options.Target.Tuple, "lib");

    public override CrateInterface? Find(Symbol name, out Func<SourceSpan, Diagnostic>? failure)
    {
        CandidateSet candidates = new(name.Text);
        foreach (ExternCrate given in session.Options.Externs)
        {
            if (given.Name == name.Text && given.Path is { } path)
            {
                if (!File.Exists(path))
                {
                    failure = span => CrateErrors.ExternLocationMissing(name.Text, path, span);
                    return null;
                }
                // The name given need not be the crate's own.
                candidates.Add(Path.GetFullPath(path), ownName: null);
            }
        }
        if (candidates.IsEmpty)
        {
            Collect(candidates, name.Text, SearchPathKind.Crate);
        }
        if (candidates.Choose(out failure) is { } header)
        {
            return Load(header, out failure)?.Resolved;
        }
        return failure is null && !session.Options.IsLibraryBuild ? LibraryLoader.Load(session, world, name.Text) : null;
    }

    /// <summary>Archives of all loaded crates for the linker, each before those it uses; null after a report.</summary>
    public static List<string>? ArchivesFor(Session session, CompilationWorld world)
    {
        List<string> archives = [];
        for (int i = world.Loaded.Count - 1; i >= 0; i--)
        {
            string path = world.Loaded[i].Header.Path;
            string archive = Path.ChangeExtension(path, ".rlib");
            if (!File.Exists(archive))
            {
                session.Diagnostics.Report(Diagnostic.ErrorWithoutCode(
                    $"crate `{world.Loaded[i].Header.Name}` required to be available in rlib format, but was not found in this form", SourceSpan.Dummy));
                return null;
            }
            archives.Add(archive);
        }
        return archives;
    }

    private MetadataCrate? Load(MetadataHeader header, out Func<SourceSpan, Diagnostic>? failure)
    {
        failure = null;
        if (FindLoaded(header.Name, header.StableCrateId) is { } known)
        {
            return known;
        }
        ImmutableArray<MetadataCrate>.Builder dependencies = ImmutableArray.CreateBuilder<MetadataCrate>(header.Dependencies.Length);
        foreach (CrateDependency dependency in header.Dependencies)
        {
            if (Load(dependency, header, out failure) is not { } loaded)
            {
                return null;
            }
            dependencies.Add(loaded);
        }
        MetadataCrate crate = MetadataCrate.Load(header, world.Sources, world.Program, dependencies.MoveToImmutable());
        world.Loaded.Add(crate);
        return crate;
    }

    private MetadataCrate? Load(CrateDependency dependency, MetadataHeader dependent, out Func<SourceSpan, Diagnostic>? failure)
    {
        failure = null;
        if (FindLoaded(dependency.Name, dependency.StableCrateId) is { } known)
        {
            if (known.Header.Hash == dependency.Hash)
            {
                return known;
            }
            failure = span => CrateErrors.PossiblyNewer(dependency.Name, [known.Header.Path], dependent, span);
            return null;
        }
        CandidateSet candidates = new(dependency.Name) { Wanted = dependency, Dependent = dependent };
        foreach (ExternCrate given in session.Options.Externs)
        {
            if (given.Path is { } path && File.Exists(path) && IsFileOf(dependency.Name, Path.GetFileName(path)))
            {
                candidates.Add(Path.GetFullPath(path), dependency.Name);
            }
        }
        Collect(candidates, dependency.Name, SearchPathKind.Dependency);
        if (candidates.Choose(out failure) is { } header)
        {
            return Load(header, out failure);
        }
        failure ??= span => CrateErrors.DependencyMissing(dependency.Name, dependent.Name, span);
        return null;
    }

    private MetadataCrate? FindLoaded(string name, ulong id)
    {
        foreach (MetadataCrate crate in world.Loaded)
        {
            if (crate.Header.StableCrateId == id && crate.Header.Name == name)
            {
                return crate;
            }
        }
        return null;
    }

    private void Collect(CandidateSet candidates, string name, SearchPathKind kind)
    {
        foreach (SearchPath path in session.Options.SearchPaths)
        {
            if (path.Kind == kind || path.Kind == SearchPathKind.All)
            {
                CollectIn(candidates, path.Path, name);
            }
        }
        if (candidates.IsEmpty)
        {
            CollectIn(candidates, SysrootLibraries, name);
        }
    }

    private void CollectIn(CandidateSet candidates, string directory, string name)
    {
        if (!_listings.TryGetValue(directory, out List<string>? files))
        {
            files = Directory.Exists(directory) ? [.. Directory.EnumerateFiles(directory, "lib*.r*")] : [];
            files.Sort(StringComparer.Ordinal);
            _listings.Add(directory, files);
        }
        foreach (string file in files)
        {
            if (IsFileOf(name, Path.GetFileName(file)))
            {
                candidates.Add(file, name);
            }
        }
    }

    /// <summary><c>lib</c>, the name, something that tells builds apart, and a known ending.</summary>
    private static bool IsFileOf(string name, string file)
    {
        if (!file.StartsWith("lib", StringComparison.Ordinal) || !file.AsSpan(3).StartsWith(name, StringComparison.Ordinal))
        {
            return false;
        }
        ReadOnlySpan<char> rest = file.AsSpan(3 + name.Length);
        return rest is ".rlib" or ".rmeta" || (rest[0] == '-' && (rest.EndsWith(".rlib") || rest.EndsWith(".rmeta")));
    }
}
