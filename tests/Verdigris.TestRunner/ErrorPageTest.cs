using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;

namespace Verdigris.TestRunner;

/// <summary>
/// The pages of docs/errors: there is one for each code that the compiler reports, with an example of the error, and each example
/// is judged as its page says. A block <c>rust,compile_fail,E0382</c> gives just the codes named, a block <c>rust</c> compiles;
/// <c>edition2018</c> chooses an edition. An example is a whole file, and a library unless it has a <c>main</c>.
/// </summary>
internal static partial class ErrorPageTest
{
    private const string DefaultEdition = "2024";

    /// <summary>Examples that the compiler judges wrongly, with the reason: must fail until mended.</summary>
    private static readonly Dictionary<string, string> s_known = new(StringComparer.Ordinal)
    {
        ["E0152 example 1"] = "a language item that another crate has is not seen",
        ["E0164 example 1"] = "E0223 instead",
        ["E0284 example 1"] = "E0283 instead",
        ["E0539 example 1"] = "E0565 instead",
        ["E0593 example 1"] = "E0277 besides",
        ["E0601 example 1"] = "only when an executable is linked",
        ["E0658 example 1"] = "a syntax error instead",
        ["E0747 example 1"] = "E0107 instead",
        ["E0748 example 1"] = "an unclosed delimiter is reported besides",
    };


    public static IEnumerable<(string Name, Func<string?> Run)> All(string root, Runner runner)
    {
        string directory = Path.Combine(root, "docs", "errors");
        yield return ("docs/errors", () => CompareWithSources(directory, Path.Combine(root, "src")));
        foreach (string file in Directory.GetFiles(directory, "E*.md").Order(StringComparer.Ordinal))
        {
            string code = Path.GetFileNameWithoutExtension(file);
            string page = File.ReadAllText(file);
            yield return ($"docs/errors/{code}", () => CheckPage(code, page));
            int number = 0;
            foreach (Match block in BlockPattern().Matches(page))
            {
                string[] words = block.Groups["info"].Value.Split(',');
                if (words[0] == "rust")
                {
                    number++;
                    string name = $"{code} example {number}";
                    yield return ($"docs/errors/{name}", () => Judge(name, RunExample(words, block.Groups["code"].Value, runner)));
                }
            }
        }
    }

    private static string? Judge(string name, string? failure) =>
        !s_known.TryGetValue(name, out string? reason) ? failure : failure is null ? $"is known to fail ({reason}) but passes now" : null;

    private static string? CompareWithSources(string directory, string sources)
    {
        SortedSet<string> reported = new(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(sources, "*.cs", SearchOption.AllDirectories))
        {
            if (!file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            {
                reported.UnionWith(CodePattern().Matches(File.ReadAllText(file)).Select(static match => match.Groups["code"].Value));
            }
        }
        List<string> pages = [.. Directory.GetFiles(directory, "*.md").Select(static file => Path.GetFileNameWithoutExtension(file)!)];
        List<string> missing = [.. reported.Except(pages)];
        List<string> needless = [.. pages.Except(reported)];
        return missing.Count + needless.Count == 0
            ? null
            : $"without a page: {string.Join(' ', missing)}; never reported: {string.Join(' ', needless)}";
    }

    /// <summary>A page begins with what is wrong, and shows it: as an example or, where one file cannot show it, as the compiler's words.</summary>
    private static string? CheckPage(string code, string page)
    {
        string first = page.Split("\n\n", 2)[0];
        if (first.Length == 0 || !char.IsUpper(first.TrimStart('`')[0]) && first[0] != '`' || !first.EndsWith('.'))
        {
            return "does not begin with a sentence";
        }
        return page.Contains($"```rust,compile_fail,{code}", StringComparison.Ordinal) || page.Contains($"error[{code}]", StringComparison.Ordinal)
            ? null
            : "does not show the error";
    }

    private static string? RunExample(string[] words, string source, Runner runner)
    {
        string edition = words.FirstOrDefault(static word => word.StartsWith("edition", StringComparison.Ordinal))?["edition".Length..] ?? DefaultEdition;
        List<string> expected = [.. words.Where(static word => CodeWordPattern().IsMatch(word)).Order(StringComparer.Ordinal)];
        bool isProgram = source.Contains("fn main", StringComparison.Ordinal) || source.Contains("#![crate_type", StringComparison.Ordinal);
        string file = runner.NewFile(".rs");
        File.WriteAllText(file, source);
        Compilation compilation = Compilation.Run(
            ["--edition", edition, "--emit=metadata", "-o", runner.NewFile(".rmeta"), .. isProgram ? [] : (string[])["--crate-type=lib"], file], runner.Sysroot);
        List<string> found = [.. compilation.Diagnostics.Where(static d => d.Level == "error" && d.Line != 0).Select(static d => d.Code).Distinct().Order(StringComparer.Ordinal)];
        if (compilation.ExitCode != (expected.Count == 0 ? 0 : 1))
        {
            return $"exit code {compilation.ExitCode}\n{compilation.Rendered}";
        }
        return found.SequenceEqual(expected) ? null : $"gives {string.Join(' ', found)} instead of {string.Join(' ', expected)}\n{compilation.Rendered}";
    }

    [GeneratedRegex(@"^```(?<info>[^\n]*)\n(?<code>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex BlockPattern();

    [GeneratedRegex("\"(?<code>E\\d{4})\"", RegexOptions.CultureInvariant)]
    private static partial Regex CodePattern();

    [GeneratedRegex(@"^E\d{4}$", RegexOptions.CultureInvariant)]
    private static partial Regex CodeWordPattern();
}
