using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Workspaces;

/// <summary>Manifests by path, each parsed once, and the search for the workspace a package is in.</summary>
public sealed class ManifestCache
{
    private readonly Dictionary<string, Manifest> _manifests = [];
    private readonly Dictionary<string, WorkspaceTable?> _workspaceTables = [];

    /// <param name="path">Absolute.</param>
    public Manifest Load(string path)
    {
        if (!_manifests.TryGetValue(path, out Manifest? manifest))
        {
            manifest = ManifestParser.Parse(path, pointer => FindTable(path, pointer));
            _manifests.Add(path, manifest);
        }
        return manifest;
    }

    /// <summary>The root manifest of the workspace that a package belongs to; null if it stands alone.</summary>
    public string? FindRoot(Manifest manifest)
    {
        if (manifest.Workspace is not null)
        {
            return manifest.Path;
        }
        if (manifest.WorkspacePointer is { } pointer)
        {
            return Path.Combine(pointer, "Cargo.toml");
        }
        foreach (string candidate in ManifestsAbove(manifest.Directory))
        {
            if (TableOf(candidate) is not { } table)
            {
                continue;
            }
            return IsExcluded(table, manifest.Directory) ? null : candidate;
        }
        return null;
    }

    /// <summary>Below an <c>exclude</c>d directory and not listed as a member.</summary>
    public static bool IsExcluded(WorkspaceTable table, string directory)
    {
        bool isExcluded = false;
        foreach (string exclude in table.Exclude)
        {
            string path = Path.GetFullPath(Path.Combine(table.Root, exclude));
            isExcluded |= directory == path || PathDisplay.IsInside(directory, path);
        }
        bool isListed = false;
        foreach (string member in table.Members ?? [])
        {
            string path = Path.GetFullPath(Path.Combine(table.Root, member));
            isListed |= directory == path || PathDisplay.IsInside(directory, path);
        }
        return isExcluded && !isListed;
    }

    private WorkspaceTable? FindTable(string manifestPath, string? pointer)
    {
        string directory = Path.GetDirectoryName(manifestPath)!;
        if (pointer is not null)
        {
            return TableOf(Path.Combine(pointer, "Cargo.toml"));
        }
        foreach (string candidate in ManifestsAbove(directory))
        {
            if (TableOf(candidate) is { } table)
            {
                return IsExcluded(table, directory) ? null : table;
            }
        }
        return null;
    }

    /// <summary>Reads only <c>[workspace]</c>: the rest of the root may depend on the member that asks.</summary>
    private WorkspaceTable? TableOf(string path)
    {
        if (!_workspaceTables.TryGetValue(path, out WorkspaceTable? table))
        {
            TomlDocument document = TomlDocument.Parse(path, IoErrors.ReadText(path));
            TomlReader reader = new(document, document.Root, "");
            table = reader.SubTable("workspace") is { } workspace ? new WorkspaceTable(workspace, Path.GetDirectoryName(path)!) : null;
            _workspaceTables.Add(path, table);
        }
        return table;
    }

    private static IEnumerable<string> ManifestsAbove(string directory)
    {
        for (string? above = Path.GetDirectoryName(directory); above is not null; above = Path.GetDirectoryName(above))
        {
            string candidate = Path.Combine(above, "Cargo.toml");
            if (File.Exists(candidate))
            {
                yield return candidate;
            }
        }
    }
}
