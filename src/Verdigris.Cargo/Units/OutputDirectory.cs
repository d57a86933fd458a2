using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Terminal;

namespace Verdigris.Cargo.Units;

/// <summary>
/// One profile's directory below the output directory: <c>target/debug</c>, or <c>target/TUPLE/debug</c> with <c>--target</c>.
/// Locked while a build writes to it, by the lock that real Cargo uses.
/// </summary>
internal sealed class OutputDirectory : IDisposable
{
    private FileStream? _lock;

    private OutputDirectory(string root, string destination)
    {
        Root = root;
        Destination = destination;
    }

    /// <summary><c>target</c></summary>
    public string Root { get; }

    /// <summary><c>target/debug</c></summary>
    public string Destination { get; }

    public string Deps => Path.Combine(Destination, "deps");

    public string Examples => Path.Combine(Destination, "examples");

    public string Build => Path.Combine(Destination, "build");

    public string Fingerprints => Path.Combine(Destination, ".fingerprint");

    public string Incremental => Path.Combine(Destination, "incremental");

    public static OutputDirectory At(string root, string? platform, string profileDirectory) =>
        new(root, platform is null ? Path.Combine(root, profileDirectory) : Path.Combine(root, Path.GetFileNameWithoutExtension(platform), profileDirectory));

    /// <summary>Makes the directories and waits until no other build uses them.</summary>
    public void Prepare(Shell shell)
    {
        CreateRoot(Root);
        foreach (string directory in (string[])[Destination, Deps, Examples, Build, Fingerprints, Incremental])
        {
            Directory.CreateDirectory(directory);
        }
        string file = Path.Combine(Destination, ".cargo-lock");
        bool isToldOf = false;
        while (_lock is null)
        {
            try
            {
                _lock = new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                if (!isToldOf)
                {
                    shell.Status("Blocking", "waiting for file lock on build directory");
                    isToldOf = true;
                }
                System.Threading.Thread.Sleep(50);
            }
        }
    }

    public void Dispose() => _lock?.Dispose();

    /// <summary>The output directory is marked as a cache, so that backups leave it out.</summary>
    private static void CreateRoot(string root)
    {
        if (Directory.Exists(root))
        {
            return;
        }
        Directory.CreateDirectory(root);
        File.WriteAllText(Path.Combine(root, "CACHEDIR.TAG"),
            "Signature: 8a477f597d28d172789f06886806bc55\n"
            + "# This file is a cache directory tag created by cargo.\n"
            + "# For information about cache directory tags see https://bford.info/cachedir/\n");
    }
}
