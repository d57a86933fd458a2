using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using Verdigris.Cargo.Manifests;

namespace Verdigris.Cargo.Compilers;

/// <summary>What the compiler says about itself and its targets; asked once and kept in the output directory.</summary>
public sealed class CompilerInfo
{
    private CompilerInfo(string verboseVersion, string targetOutput)
    {
        VerboseVersion = verboseVersion;
        Host = Field(verboseVersion, "host: ");
        Release = Field(verboseVersion, "release: ");
        List<Cfg> cfg = [];
        foreach (string line in targetOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line == "___")
            {
                // First the name of a binary, then, in front of the configuration, that of the crate.
                cfg.Clear();
            }
            else if (line.StartsWith('/'))
            {
                Sysroot = line;
            }
            else
            {
                cfg.Add(Cfg.Parse(line));
            }
        }
        HostCfg = cfg;
        TargetCfg = cfg;
    }

    /// <summary>The output of <c>-vV</c>.</summary>
    public string VerboseVersion { get; }

    /// <summary>The tuple of this machine.</summary>
    public string Host { get; }

    /// <summary><c>1.95.0</c></summary>
    public string Release { get; }

    public string Sysroot { get; private set; } = "";

    public IReadOnlyList<Cfg> HostCfg { get; private set; }

    /// <summary>Of <c>--target</c>, if given.</summary>
    public IReadOnlyList<Cfg> TargetCfg { get; private set; }

    /// <param name="compiler">Asked if the cache does not know.</param>
    /// <param name="cacheFile">In the output directory; null: nothing is kept.</param>
    /// <param name="workingDirectory">Where to run.</param>
    /// <param name="target"><c>--target</c>.</param>
    /// <param name="flags"><c>RUSTFLAGS</c>: they may change the configuration.</param>
    public static CompilerInfo Query(ICompilerInvocation compiler, string? cacheFile, string workingDirectory, string? target, IReadOnlyList<string> flags)
    {
        ProbeCache cache = new(cacheFile, compiler.Identity);
        string version = cache.Get("-vV", () => RunProbe(compiler, workingDirectory, ["-vV"]));
        string host = cache.Get($"target host {string.Join('\x1f', flags)}", () => RunProbe(compiler, workingDirectory, TargetProbe(null, flags)));
        CompilerInfo info = new(version, host);
        if (target is not null && target != info.Host)
        {
            string output = cache.Get($"target {target} {string.Join('\x1f', flags)}", () => RunProbe(compiler, workingDirectory, TargetProbe(target, flags)));
            info.TargetCfg = new CompilerInfo(version, output).HostCfg;
        }
        cache.Save();
        return info;
    }

    private static List<string> TargetProbe(string? target, IReadOnlyList<string> flags)
    {
        List<string> arguments = ["-", "--crate-name", "___", "--print=file-names"];
        arguments.AddRange(flags);
        if (target is not null)
        {
            arguments.AddRange(["--target", target]);
        }
        foreach (string type in (string[])["bin", "rlib", "dylib", "cdylib", "staticlib", "proc-macro"])
        {
            arguments.AddRange(["--crate-type", type]);
        }
        arguments.AddRange(["--print=sysroot", "--print=split-debuginfo", "--print=crate-name", "--print=cfg", "-Wwarnings"]);
        return arguments;
    }

    private static string RunProbe(ICompilerInvocation compiler, string workingDirectory, IReadOnlyList<string> arguments)
    {
        StringBuilder output = new();
        StringBuilder error = new();
        int code = compiler.Run(new CompilerCommand { Arguments = arguments, WorkingDirectory = workingDirectory },
            line => output.Append(line).Append('\n'), line => error.Append(line).Append('\n'));
        if (code != 0)
        {
            string command = string.Join(' ', [.. compiler.CommandPrefix(isWorkspaceMember: false), .. arguments]);
            string stderr = error.Length == 0 ? "" : $"\n--- stderr\n{error}";
            throw new CargoException("failed to run `rustc` to learn about target-specific information",
                new CargoException($"process didn't exit successfully: `{command}` (exit status: {code.ToString(CultureInfo.InvariantCulture)}){stderr.TrimEnd()}"));
        }
        return output.ToString();
    }

    private static string Field(string text, string name)
    {
        foreach (string line in text.Split('\n'))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
            {
                return line[name.Length..].Trim();
            }
        }
        throw new CargoException($"`rustc -vV` didn't have a line for `{name.Trim()}`, got:\n{text}");
    }

    /// <summary><c>.rustc_info.json</c>: answers by question, dropped when the compiler changes.</summary>
    private sealed class ProbeCache
    {
        private readonly string? _file;
        private readonly string _identity;
        private readonly SortedDictionary<string, string> _answers = new(StringComparer.Ordinal);
        private bool _isChanged;

        public ProbeCache(string? file, string identity)
        {
            _file = file;
            _identity = identity;
            if (file is null || !File.Exists(file))
            {
                return;
            }
            try
            {
                using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
                if (document.RootElement.TryGetProperty("verdigris", out JsonElement known) && known.GetString() == identity
                    && document.RootElement.TryGetProperty("answers", out JsonElement answers))
                {
                    foreach (JsonProperty answer in answers.EnumerateObject())
                    {
                        _answers[answer.Name] = answer.Value.GetString() ?? "";
                    }
                }
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException || IoErrors.IsIo(e))
            {
                _answers.Clear();
            }
        }

        public string Get(string question, Func<string> ask)
        {
            if (!_answers.TryGetValue(question, out string? answer))
            {
                answer = ask();
                _answers[question] = answer;
                _isChanged = true;
            }
            return answer;
        }

        public void Save()
        {
            if (_file is null || !_isChanged || !Directory.Exists(Path.GetDirectoryName(_file)))
            {
                return;
            }
            using MemoryStream stream = new();
            using (Utf8JsonWriter writer = new(stream))
            {
                writer.WriteStartObject();
                writer.WriteString("verdigris", _identity);
                writer.WriteStartObject("answers");
                foreach ((string question, string answer) in _answers)
                {
                    writer.WriteString(question, answer);
                }
                writer.WriteEndObject();
                writer.WriteEndObject();
            }
            File.WriteAllBytes(_file, stream.ToArray());
        }
    }
}
