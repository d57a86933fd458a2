using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace Verdigris.TestRunner;

/// <summary>
/// A program of tests/ui: the errors announced in it are those printed, with their lines and codes, and the text is that of
/// the <c>.stderr</c> file. <c>--bless</c> rewrites the file, never the announcements.
/// </summary>
internal static class UiTest
{
    /// <summary>Null if all is well.</summary>
    public static string? Run(TestFile test, Runner runner)
    {
        Compilation compilation = Compilation.Run(
            ["--edition", test.Edition, "--emit=metadata", "-o", runner.NewFile(".rmeta"), .. test.Flags, test.Path], runner.Sysroot);
        if (compilation.ExitCode is not (0 or 1))
        {
            return $"exit code {compilation.ExitCode}\n{compilation.Rendered}";
        }
        if (test.MustPass != (compilation.ExitCode == 0))
        {
            return $"{(test.MustPass ? "should compile" : "should be rejected")}\n{compilation.Rendered}";
        }
        string? difference = CompareAnnouncements(test, compilation);
        string rendered = Normalise(compilation.Rendered, test);
        string file = test.Beside(".stderr");
        if (runner.Blesses)
        {
            Bless(file, rendered);
            return difference;
        }
        string expected = File.Exists(file) ? File.ReadAllText(file) : "";
        return difference ?? (expected == rendered ? null : $"the text differs from {Path.GetFileName(file)}\n--- printed\n{rendered}");
    }

    private static string? CompareAnnouncements(TestFile test, Compilation compilation)
    {
        List<string> announced = [.. test.Announcements.Where(static a => a.Level == "error").Select(static a => $"line {a.Line}: {a.Code}").Order()];
        List<string> printed = [.. compilation.Diagnostics.Where(static d => d.Level == "error" && d.Line != 0).Select(static d => $"line {d.Line}: {d.Code}").Order()];
        return announced.SequenceEqual(printed)
            ? null
            : $"announced: {string.Join(", ", announced)}\nprinted:   {string.Join(", ", printed)}\n{compilation.Rendered}";
    }

    private static string Normalise(string text, TestFile test) =>
        text.Replace(Path.GetDirectoryName(test.Path) + "/", "$DIR/", StringComparison.Ordinal);

    private static void Bless(string file, string rendered)
    {
        if (rendered.Length == 0)
        {
            File.Delete(file);
        }
        else
        {
            File.WriteAllText(file, rendered);
        }
    }
}
