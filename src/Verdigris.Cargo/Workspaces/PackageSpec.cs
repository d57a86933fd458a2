using System;
using Verdigris.Cargo.Manifests;

namespace Verdigris.Cargo.Workspaces;

/// <summary>Package id specifications: <c>name</c>, <c>name@1.2</c>, <c>path+file:///…#name@1.2.3</c>.</summary>
internal static class PackageSpec
{
    public static bool Matches(string spec, Package package)
    {
        string name = spec;
        string version = "";
        int hash = spec.IndexOf('#', StringComparison.Ordinal);
        if (spec.Contains("://", StringComparison.Ordinal))
        {
            string url = hash < 0 ? spec : spec[..hash];
            if (url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..] != package.Root)
            {
                return false;
            }
            if (hash < 0)
            {
                return true;
            }
            name = spec[(hash + 1)..];
            if (name.Length != 0 && char.IsAsciiDigit(name[0]))
            {
                return MatchesVersion(name, package.Version);
            }
        }
        int at = name.LastIndexOfAny(['@', ':']);
        if (at > 0)
        {
            version = name[(at + 1)..];
            name = name[..at];
        }
        return name == package.Name && (version.Length == 0 || MatchesVersion(version, package.Version));
    }

    /// <summary>A full version, or its first one or two numbers.</summary>
    private static bool MatchesVersion(string text, SemVersion version)
    {
        string full = version.ToString();
        return full == text || full.StartsWith(text + ".", StringComparison.Ordinal);
    }
}
