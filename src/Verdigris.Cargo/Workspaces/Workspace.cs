using System;
using System.Collections.Generic;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Profiles;

namespace Verdigris.Cargo.Workspaces;

/// <summary>The packages that share a lock file, an output directory and the root's profiles.</summary>
public sealed class Workspace
{
    /// <summary>The directory of the root manifest.</summary>
    public required string Root { get; init; }

    public required Manifest RootManifest { get; init; }

    /// <summary>The manifest that the command is about: of the directory it was given in.</summary>
    public required Manifest CurrentManifest { get; init; }

    /// <summary>In the order of the members' list, paths found by path dependencies after them.</summary>
    public required IReadOnlyList<Package> Members { get; init; }

    public required IReadOnlyList<Package> DefaultMembers { get; init; }

    /// <summary>1, 2 or 3.</summary>
    public required int Resolver { get; init; }

    public required IReadOnlyDictionary<string, ProfileSettings> Profiles { get; init; }

    /// <summary>All of the members' manifests, with what they warn of.</summary>
    public required IReadOnlyList<Manifest> Manifests { get; init; }

    /// <summary>Reads manifests of packages that are no members, each once.</summary>
    public required ManifestCache Cache { get; init; }

    public Package? CurrentPackage => CurrentManifest.Package;

    public bool IsVirtual => RootManifest.Package is null;

    public bool IsMember(Package package)
    {
        foreach (Package member in Members)
        {
            if (ReferenceEquals(member, package))
            {
                return true;
            }
        }
        return false;
    }
}
