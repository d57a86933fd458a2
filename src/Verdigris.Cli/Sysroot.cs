using System;
using System.IO;

namespace Verdigris.Cli;

/// <summary>Where the precompiled library is: beside the executable, as rustc has it (<c>bin/</c> and <c>lib/rustlib/</c>).</summary>
internal static class Sysroot
{
    public static string Find()
    {
        string directory = Path.GetDirectoryName(Environment.ProcessPath) ?? ".";
        string parent = Path.GetDirectoryName(directory) ?? directory;
        return Path.GetFileName(directory) == "bin" ? parent : directory;
    }
}
