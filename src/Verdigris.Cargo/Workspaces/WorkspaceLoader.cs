using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Manifests;

namespace Verdigris.Cargo.Workspaces;

/// <summary>
/// From a directory or <c>--manifest-path</c> to the workspace: finds the manifest, the root, and all members (listed, matched by
/// patterns, or reached by path dependencies inside the root's directory).
/// </summary>
internal sealed class WorkspaceLoader
{
    private readonly ManifestCache _cache = new();
    private readonly List<Package> _members = [];
    private readonly List<Manifest> _manifests = [];
    private readonly HashSet<string> _seen = [];

    /// <summary>The manifest nearest above the directory.</summary>
    public static string FindManifest(string workingDirectory, string? manifestPath)
    {
        if (manifestPath is not null)
        {
            string path = Path.GetFullPath(Path.Combine(workingDirectory, manifestPath));
            if (Path.GetFileName(path) != "Cargo.toml" && File.Exists(path))
            {
                throw new CargoException("the manifest-path must be a path to a Cargo.toml file");
            }
            if (!File.Exists(path))
            {
                throw new CargoException($"manifest path `{manifestPath}` does not exist");
            }
            return path;
        }
        for (string? directory = workingDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            string path = Path.Combine(directory, "Cargo.toml");
            if (File.Exists(path))
            {
                return path;
            }
        }
        throw new CargoException($"could not find `Cargo.toml` in `{workingDirectory}` or any parent directory");
    }

    public static Workspace Load(string manifestPath) => new WorkspaceLoader().LoadAll(manifestPath);

    private Workspace LoadAll(string manifestPath)
    {
        Manifest current = _cache.Load(manifestPath);
        Manifest root = current;
        if (_cache.FindRoot(current) is { } rootPath && rootPath != current.Path)
        {
            root = LoadRoot(rootPath, current);
        }
        if (root.Workspace is { } table)
        {
            FindMembers(root, table);
        }
        else
        {
            AddMember(root.Path, root, isRequired: true);
        }
        if (!_seen.Contains(current.Path))
        {
            throw NotAMember(current, root);
        }
        return new Workspace
        {
            Root = root.Directory,
            RootManifest = root,
            CurrentManifest = current,
            Members = _members,
            DefaultMembers = DefaultMembers(root),
            Resolver = ResolverOf(root),
            Profiles = root.Profiles,
            Manifests = _manifests,
            Cache = _cache,
        };
    }

    private Manifest LoadRoot(string rootPath, Manifest current)
    {
        if (!File.Exists(rootPath))
        {
            throw new CargoException($"failed to read `{rootPath}`", new CargoException("No such file or directory (os error 2)"));
        }
        try
        {
            Manifest root = _cache.Load(rootPath);
            return root.Workspace is not null ? root
                : throw new CargoException($"manifest `{current.Path}` claims to be in the workspace of `{rootPath}`, but that manifest has no `[workspace]` section");
        }
        catch (CargoException e) when (!e.IsRendered)
        {
            throw new CargoException($"failed to load manifest for workspace root `{rootPath}`", e);
        }
    }

    private void FindMembers(Manifest root, WorkspaceTable table)
    {
        if (root.Package is not null)
        {
            AddMember(root.Path, root, isRequired: true);
        }
        else
        {
            _manifests.Add(root);
            _seen.Add(root.Path);
        }
        foreach (string pattern in table.Members ?? [])
        {
            if (!Glob.IsPattern(pattern))
            {
                AddMember(Path.Combine(Path.GetFullPath(Path.Combine(table.Root, pattern)), "Cargo.toml"), root, isRequired: true);
                continue;
            }
            foreach (string directory in Glob.Directories(table.Root, pattern))
            {
                string manifest = Path.Combine(directory, "Cargo.toml");
                if (Directory.Exists(directory) && File.Exists(manifest) && !ManifestCache.IsExcluded(table, directory))
                {
                    AddMember(manifest, root, isRequired: true);
                }
            }
        }
        // A path dependency inside the root's directory is a member without being listed.
        for (int i = 0; i < _members.Count; i++)
        {
            AddPathDependencies(_members[i], root, table);
        }
    }

    private void AddPathDependencies(Package member, Manifest root, WorkspaceTable table)
    {
        foreach (Dependency dependency in member.Dependencies)
        {
            if (dependency.Directory is { } directory && PathDisplay.IsInside(directory, table.Root) && !ManifestCache.IsExcluded(table, directory))
            {
                AddMember(Path.Combine(directory, "Cargo.toml"), root, isRequired: false);
            }
        }
    }

    private void AddMember(string path, Manifest root, bool isRequired)
    {
        if (!isRequired && !File.Exists(path))
        {
            return;
        }
        if (!_seen.Add(path))
        {
            return;
        }
        Manifest manifest;
        try
        {
            manifest = _cache.Load(path);
        }
        catch (CargoException e) when (!e.IsRendered && path != root.Path)
        {
            throw new CargoException($"failed to load manifest for workspace member `{Path.GetDirectoryName(path)}`\nreferenced by workspace at `{root.Path}`", e);
        }
        if (path != root.Path && manifest.Workspace is not null)
        {
            throw new CargoException($"multiple workspace roots found in the same workspace:\n  {root.Directory}\n  {manifest.Directory}");
        }
        _manifests.Add(manifest);
        if (manifest.Package is not { } package)
        {
            return;
        }
        foreach (Package known in _members)
        {
            if (known.Name == package.Name)
            {
                throw new CargoException($"two packages named `{package.Name}` in this workspace:\n- {known.ManifestPath}\n- {package.ManifestPath}");
            }
        }
        _members.Add(package);
    }

    private static CargoException NotAMember(Manifest current, Manifest root)
    {
        string relative = Path.GetRelativePath(root.Directory, current.Directory);
        string suggestion = relative.StartsWith("..", System.StringComparison.Ordinal)
            ? $"this may be fixable by ensuring that this crate is depended on by the workspace root: {root.Path}"
            : $"this may be fixable by adding `{relative}` to the `workspace.members` array of the manifest located at: {root.Path}";
        return new CargoException($"current package believes it's in a workspace when it's not:\ncurrent:   {current.Path}\nworkspace: {root.Path}\n\n{suggestion}\n"
            + "Alternatively, to keep it out of the workspace, add the package to the `workspace.exclude` array, or add an empty `[workspace]` table to the package's manifest.");
    }

    private List<Package> DefaultMembers(Manifest root)
    {
        if (root.Workspace?.DefaultMembers is not { } patterns)
        {
            return root.Package is { } package ? [package] : _members;
        }
        List<Package> defaults = [];
        foreach (string pattern in patterns)
        {
            bool isFound = false;
            foreach (string directory in Glob.IsPattern(pattern) ? Glob.Directories(root.Directory, pattern) : [Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(root.Directory, pattern)))])
            {
                foreach (Package member in _members)
                {
                    if (member.Root == directory && !defaults.Contains(member))
                    {
                        defaults.Add(member);
                        isFound = true;
                    }
                }
            }
            if (!isFound && !Glob.IsPattern(pattern))
            {
                throw new CargoException($"package `{Path.GetFullPath(Path.Combine(root.Directory, pattern))}` is listed in default-members but is not a member\n"
                    + $"for workspace at `{root.Path}`.");
            }
        }
        return defaults;
    }

    private static int ResolverOf(Manifest root) => root.Resolver switch
    {
        "3" => 3,
        "2" => 2,
        _ => 1,
    };
}
