using System;
using System.Collections.Generic;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Terminal;

namespace Verdigris.Cargo.Workspaces;

/// <summary><c>-p</c>, <c>--workspace</c>, <c>--exclude</c>.</summary>
public sealed record PackageSelection
{
    public IReadOnlyList<string> Specs { get; init; } = [];

    public bool IsWholeWorkspace { get; init; }

    public IReadOnlyList<string> Excludes { get; init; } = [];

    /// <summary>For messages: <c> in `x` package</c>.</summary>
    public string Describe() => Specs.Count switch
    {
        0 => " in default-run packages",
        1 => $" in `{Specs[0]}` package",
        _ => $" in `{Specs[0]}`, ... packages",
    };

    public IReadOnlyList<Package> Select(Workspace workspace, Shell shell)
    {
        if (Excludes.Count != 0 && !IsWholeWorkspace)
        {
            throw new CargoException("--exclude can only be used together with --workspace");
        }
        if (IsWholeWorkspace)
        {
            return SelectAllBut(workspace, shell);
        }
        if (Specs.Count == 0)
        {
            return workspace.CurrentPackage is { } current && workspace.CurrentManifest.Path != workspace.RootManifest.Path ? [current] : workspace.DefaultMembers;
        }
        List<Package> selected = [];
        List<string> unmatched = [];
        foreach (string spec in Specs)
        {
            bool isPattern = Glob.IsPattern(spec);
            bool isFound = false;
            foreach (Package member in workspace.Members)
            {
                if (isPattern ? Glob.Matches(spec, member.Name) : PackageSpec.Matches(spec, member))
                {
                    isFound = true;
                    if (!selected.Contains(member))
                    {
                        selected.Add(member);
                    }
                }
            }
            if (!isFound && isPattern)
            {
                unmatched.Add(spec);
            }
            else if (!isFound)
            {
                List<string> names = [];
                foreach (Package member in workspace.Members)
                {
                    names.Add(member.Name);
                }
                throw new CargoException($"package ID specification `{spec}` did not match any packages{Similar.Message(spec, names, "package")}");
            }
        }
        if (unmatched.Count != 0)
        {
            throw new CargoException($"package pattern(s) `{string.Join(", ", unmatched)}` not found in workspace `{workspace.Root}`");
        }
        return selected;
    }

    private List<Package> SelectAllBut(Workspace workspace, Shell shell)
    {
        List<Package> selected = [];
        HashSet<string> used = [];
        foreach (Package member in workspace.Members)
        {
            bool isExcluded = false;
            foreach (string exclude in Excludes)
            {
                if (Glob.IsPattern(exclude) ? Glob.Matches(exclude, member.Name) : PackageSpec.Matches(exclude, member))
                {
                    isExcluded = true;
                    used.Add(exclude);
                }
            }
            if (!isExcluded)
            {
                selected.Add(member);
            }
        }
        List<string> unused = [];
        foreach (string exclude in Excludes)
        {
            if (!used.Contains(exclude))
            {
                unused.Add(exclude);
            }
        }
        if (unused.Count != 0)
        {
            shell.Warn($"excluded package(s) `{string.Join(", ", unused)}` not found in workspace `{workspace.Root}`");
        }
        return selected;
    }
}
