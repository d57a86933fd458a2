using System;
using System.Collections.Generic;
using System.IO;
using System.Text.RegularExpressions;
using Verdigris.Cargo.Commands;
using Verdigris.Cargo.Compilers;

namespace Verdigris.Cargo.Tests;

/// <summary>A directory with files for one test; commands are run in it with a <see cref="FakeCompiler"/>.</summary>
internal sealed class TestPackage : IDisposable
{
    public TestPackage()
    {
        Root = Path.Combine(Path.GetTempPath(), "verdigris-cargo-" + Guid.NewGuid().ToString("N"));
        Directory.CreateDirectory(Root);
    }

    /// <summary>What programs see besides what Cargo sets.</summary>
    public static IReadOnlyDictionary<string, string> Variables { get; } = new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin", ["HOME"] = "/nonexistent" };

    public string Root { get; }

    public FakeCompiler Compiler { get; } = new();

    public Dictionary<string, string> Environment { get; } = new(Variables);

    /// <summary>A package of one edition with nothing in it but what the arguments add.</summary>
    public static TestPackage Create(string manifestTail = "", params (string Path, string Text)[] files)
    {
        TestPackage package = new();
        package.Write("Cargo.toml", $"[package]\nname = \"a\"\nversion = \"0.1.0\"\nedition = \"2021\"\n{manifestTail}");
        foreach ((string path, string text) in files)
        {
            package.Write(path, text);
        }
        return package;
    }

    public void Write(string path, string text)
    {
        string file = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        // Later than the start of any compilation before, whatever the resolution of the clock.
        File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public bool Exists(string path) => File.Exists(Path.Combine(Root, path));

    public Result Run(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        Compiler.Commands.Clear();
        CargoHost host = new()
        {
            StandardOutput = output,
            StandardError = error,
            Environment = Environment,
            WorkingDirectory = Root,
            BuiltInCompiler = Compiler,
            Executable = "/fake/cargo",
        };
        int code = CargoCommand.Run(arguments, host);
        return new Result(code, Normalize(output.ToString()), Normalize(error.ToString()), [.. Compiler.Commands]);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);

    /// <summary>Without what differs from run to run: the directory, hashes, times.</summary>
    private string Normalize(string text)
    {
        string result = text.Replace(Root, "[ROOT]", StringComparison.Ordinal);
        result = Regex.Replace(result, "-[0-9a-f]{16}", "-[HASH]");
        return Regex.Replace(result, "in [0-9]+\\.[0-9][0-9]s", "in [TIME]");
    }

    internal sealed record Result(int ExitCode, string Output, string Error, IReadOnlyList<CompilerCommand> Commands)
    {
        /// <summary>The crates that were compiled, with <c> --test</c> if as tests.</summary>
        public List<string> Crates
        {
            get
            {
                List<string> crates = [];
                foreach (CompilerCommand command in Commands)
                {
                    crates.Add(FakeCompiler.After(command, "--crate-name") + (FakeCompiler.Contains(command, "--test") ? " --test" : ""));
                }
                crates.Sort(string.CompareOrdinal);
                return crates;
            }
        }

        public CompilerCommand Command(string crate)
        {
            foreach (CompilerCommand command in Commands)
            {
                if (FakeCompiler.After(command, "--crate-name") == crate)
                {
                    return command;
                }
            }
            throw new InvalidOperationException($"{crate} was not compiled:\n{Error}");
        }

        public List<string> FeaturesOf(string crate)
        {
            List<string> features = [];
            IReadOnlyList<string> arguments = Command(crate).Arguments;
            for (int i = 0; i + 1 < arguments.Count; i++)
            {
                if (arguments[i] == "--cfg" && arguments[i + 1].StartsWith("feature=", StringComparison.Ordinal))
                {
                    features.Add(arguments[i + 1]["feature=".Length..].Trim('"'));
                }
            }
            return features;
        }
    }
}
