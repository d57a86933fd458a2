using System;

namespace Verdigris.Cargo;

/// <summary>Paths as messages show them.</summary>
internal static class PathDisplay
{
    /// <summary>Without the directory in front if the path is inside it; as it is otherwise.</summary>
    public static string StripPrefix(string path, string directory) => IsInside(path, directory) ? path[(directory.TrimEnd('/').Length + 1)..] : path;

    /// <summary>Whether a path is below a directory.</summary>
    public static bool IsInside(string path, string directory)
    {
        string prefix = directory.TrimEnd('/') + "/";
        return path.StartsWith(prefix, StringComparison.Ordinal) && path.Length > prefix.Length;
    }
}
