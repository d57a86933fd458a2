using System;
using System.Collections.Generic;
using System.IO;

namespace Verdigris.Codegen.Link;

/// <summary>Where the C library's startup objects and gcc's are on this system.</summary>
internal sealed class CStartup
{
    public const string DynamicLinker = "/lib64/ld-linux-x86-64.so.2";

    private static readonly string[] s_libraryDirectories = ["/usr/lib/x86_64-linux-gnu", "/lib/x86_64-linux-gnu", "/usr/lib64", "/lib64", "/usr/lib", "/lib"];
    private static readonly string[] s_gccRoots = ["/usr/lib/gcc/x86_64-linux-gnu", "/usr/lib/gcc/x86_64-redhat-linux", "/usr/lib/gcc/x86_64-pc-linux-gnu"];

    private static CStartup? s_found;

    private CStartup(string c, string gcc, IReadOnlyList<string> paths)
    {
        Crt1 = Path.Combine(c, "crt1.o");
        Scrt1 = Path.Combine(c, "Scrt1.o");
        Rcrt1 = Path.Combine(c, "rcrt1.o");
        Crti = Path.Combine(c, "crti.o");
        Crtn = Path.Combine(c, "crtn.o");
        CrtBegin = Path.Combine(gcc, "crtbegin.o");
        CrtBeginS = Path.Combine(gcc, "crtbeginS.o");
        CrtBeginT = Path.Combine(gcc, "crtbeginT.o");
        CrtEnd = Path.Combine(gcc, "crtend.o");
        CrtEndS = Path.Combine(gcc, "crtendS.o");
        LibraryPaths = paths;
    }

    public string Crt1 { get; }

    public string Scrt1 { get; }

    public string Rcrt1 { get; }

    public string Crti { get; }

    public string Crtn { get; }

    public string CrtBegin { get; }

    public string CrtBeginS { get; }

    public string CrtBeginT { get; }

    public string CrtEnd { get; }

    public string CrtEndS { get; }

    public IReadOnlyList<string> LibraryPaths { get; }

    public static CStartup Find()
    {
        // Two threads may look at once and find the same.
        return s_found ??= Search();
    }

    private static CStartup Search()
    {
        string c = Array.Find(s_libraryDirectories, static d => File.Exists(Path.Combine(d, "crti.o")))
            ?? throw new LinkException("the C library's startup files (crti.o) are not installed", "on Debian: apt-get install libc6-dev");
        string gcc = FindGcc() ?? throw new LinkException("gcc's startup files (crtbegin.o) are not installed", "on Debian: apt-get install gcc");
        List<string> paths = [gcc];
        foreach (string directory in s_libraryDirectories)
        {
            if (Directory.Exists(directory))
            {
                paths.Add(directory);
            }
        }
        return new CStartup(c, gcc, paths);
    }

    /// <summary>The highest version that is complete.</summary>
    private static string? FindGcc()
    {
        string? best = null;
        double bestVersion = -1;
        foreach (string root in s_gccRoots)
        {
            if (!Directory.Exists(root))
            {
                continue;
            }
            foreach (string directory in Directory.GetDirectories(root))
            {
                string name = Path.GetFileName(directory);
                int dot = name.IndexOf('.', StringComparison.Ordinal);
                if (int.TryParse(dot < 0 ? name : name[..dot], out int version) && version > bestVersion && File.Exists(Path.Combine(directory, "crtbegin.o")))
                {
                    (best, bestVersion) = (directory, version);
                }
            }
        }
        return best;
    }
}
