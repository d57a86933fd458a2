using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;

namespace Verdigris.TestRunner;

/// <summary>
/// Runs the programs of tests/ui, tests/run and tests/net and the examples of docs/errors, all in this process and on all processors.
/// Usage: <c>[--bless] [--sysroot DIR] [WORD…]</c>; words select programs whose name contains one of them.
/// </summary>
internal sealed class Runner(string sysroot, bool blesses, string scratch)
{
    private int _files;

    public string Sysroot { get; } = sysroot;

    public bool Blesses { get; } = blesses;

    public string NewFile(string extension) => Path.Combine(scratch, $"t{Interlocked.Increment(ref _files)}{extension}");

    private static int Main(string[] arguments)
    {
        string root = FindRoot();
        bool blesses = arguments.Contains("--bless");
        int sysrootAt = Array.IndexOf(arguments, "--sysroot");
        string sysroot = sysrootAt >= 0 ? arguments[sysrootAt + 1] : Path.Combine(root, "artifacts");
        List<string> words = [.. arguments.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (sysrootAt < 0 || i != sysrootAt + 1))];
        string scratch = Directory.CreateTempSubdirectory("verdigris-tests").FullName;
        try
        {
            return new Runner(sysroot, blesses, scratch).RunAll(root, words);
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static string FindRoot()
    {
        string directory = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(directory, "Verdigris.slnx")))
        {
            directory = Path.GetDirectoryName(directory) ?? throw new InvalidOperationException("not inside the repository");
        }
        return directory;
    }

    private int RunAll(string root, List<string> words)
    {
        string tests = Path.Combine(root, "tests");
        List<(string Name, Func<string?> Run)> all = [];
        all.AddRange(FilesIn(tests, "ui").Select(f => (f.Name, (Func<string?>)(() => Judge(f, UiTest.Run(f, this))))));
        all.AddRange(FilesIn(tests, "run").Select(f => (f.Name, (Func<string?>)(() => Judge(f, RunTest.Run(f, this))))));
        all.AddRange(FilesIn(tests, "net").Select(f => (f.Name, (Func<string?>)(() => Judge(f, RunTest.Run(f, this))))));
        all.AddRange(ErrorPageTest.All(root, this));
        all.RemoveAll(t => words.Count != 0 && !words.Exists(w => t.Name.Contains(w, StringComparison.Ordinal)));
        int next = 0;
        int failed = 0;
        Thread[] threads = new Thread[Environment.ProcessorCount];
        for (int i = 0; i < threads.Length; i++)
        {
            threads[i] = new Thread(() =>
            {
                int index;
                while ((index = Interlocked.Increment(ref next) - 1) < all.Count)
                {
                    if (all[index].Run() is { } failure)
                    {
                        Interlocked.Increment(ref failed);
                        Console.Out.Write($"FAILED {all[index].Name}: {failure}\n");
                    }
                }
            });
            threads[i].Start();
        }
        foreach (Thread thread in threads)
        {
            thread.Join();
        }
        Console.Out.Write($"Failed: {failed}, Passed: {all.Count - failed}\n");
        return failed == 0 ? 0 : 1;
    }

    /// <summary>A known bug must still be there, or its mark is stale.</summary>
    private static string? Judge(TestFile test, string? failure) => (test.KnownBug, failure) switch
    {
        (null, _) => failure,
        (_, null) => "is marked known-bug but passes now",
        _ => null,
    };

    private static IEnumerable<TestFile> FilesIn(string tests, string folder)
    {
        string directory = Path.Combine(tests, folder);
        return Directory.Exists(directory)
            ? Directory.GetFiles(directory, "*.rs", SearchOption.AllDirectories)
                .Where(static f => !f.Contains($"{Path.DirectorySeparatorChar}auxiliary{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(f => new TestFile(f, tests))
            : [];
    }
}
