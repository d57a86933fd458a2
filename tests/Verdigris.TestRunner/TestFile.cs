using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;

namespace Verdigris.TestRunner;

/// <summary>An error that a line of the source announces: <c>//~ ERROR E0382</c>; <c>//~^</c> means the line above, each <c>^</c> one more.</summary>
internal readonly record struct Announced(int Line, string Level, string Code);

/// <summary>A test program with its directives (<c>//@ edition: 2021</c>) and announcements.</summary>
internal sealed partial class TestFile
{
    private readonly Dictionary<string, string> _directives = [];

    public TestFile(string path, string root)
    {
        Path = path;
        Name = System.IO.Path.GetRelativePath(root, path);
        Source = File.ReadAllText(path);
        string[] lines = Source.Split('\n');
        int lastAnnounced = 0;
        for (int i = 0; i < lines.Length; i++)
        {
            string line = lines[i];
            if (line.StartsWith("//@", StringComparison.Ordinal))
            {
                string[] parts = line[3..].Split(':', 2);
                _directives[parts[0].Trim()] = parts.Length > 1 ? parts[1].Trim() : "";
            }
            foreach (Match match in AnnouncementPattern().Matches(line))
            {
                string mark = match.Groups["mark"].Value;
                int target = mark == "|" ? lastAnnounced : i + 1 - mark.Length;
                lastAnnounced = target;
                Announcements.Add(new Announced(target, match.Groups["level"].Value.ToLowerInvariant(), match.Groups["code"].Value));
            }
        }
    }

    public string Path { get; }

    /// <summary>Relative to the folder of all tests.</summary>
    public string Name { get; }

    public string Source { get; }

    public List<Announced> Announcements { get; } = [];

    public string Edition => _directives.GetValueOrDefault("edition", "2024");

    /// <summary>The program is right: it must compile (ui), and nothing is announced.</summary>
    public bool MustPass => _directives.ContainsKey("check-pass") || _directives.ContainsKey("build-pass");

    /// <summary>Known to be wrong, with the reason: must fail until mended.</summary>
    public string? KnownBug => _directives.GetValueOrDefault("known-bug");

    public int ExitCode => int.Parse(_directives.GetValueOrDefault("exit-code", "0"), CultureInfo.InvariantCulture);

    public string[] Flags => _directives.GetValueOrDefault("compile-flags", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Other crates of the test, in the order in which they are compiled; from the folder <c>auxiliary</c> beside it.</summary>
    public string[] Auxiliaries => _directives.GetValueOrDefault("aux-build", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Environments, <c>NAME=VALUE</c>, in which a program is run beside that of the test run.</summary>
    public string[] Environments => _directives.GetValueOrDefault("environments", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public string Beside(string extension) => System.IO.Path.ChangeExtension(Path, extension);

    [GeneratedRegex(@"//~(?<mark>\^*|\|)\s*(?<level>ERROR|WARN|NOTE|HELP)\s*(?<code>E\d{4}|[a-z_]+)?", RegexOptions.CultureInvariant)]
    private static partial Regex AnnouncementPattern();
}
