using System;
using System.Diagnostics;
using System.IO;

namespace Verdigris.TestRunner;

/// <summary>A program of tests/run or tests/net: compiled without and with optimisation it prints the <c>.stdout</c> file and exits as it says.</summary>
internal static class RunTest
{
    private static readonly string[][] s_ways = [[], ["-O"]];
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(20);

    public static string? Run(TestFile test, Runner runner)
    {
        foreach (string[] way in s_ways)
        {
            if (RunOnce(test, runner, way) is { } failure)
            {
                return $"{(way.Length == 0 ? "without optimisation" : string.Join(' ', way))}: {failure}";
            }
        }
        return null;
    }

    private static string? RunOnce(TestFile test, Runner runner, string[] way)
    {
        if (AuxiliaryCrates.Compile(test, runner, way, out string auxiliaryFailure) is not { } auxiliaries)
        {
            return auxiliaryFailure;
        }
        string executable = runner.NewFile("");
        Compilation compilation = Compilation.Run(["--edition", test.Edition, "-o", executable, .. auxiliaries, .. way, .. test.Flags, test.Path], runner.Sysroot);
        if (compilation.ExitCode != 0)
        {
            return $"does not compile\n{compilation.Rendered}";
        }
        using Process process = Process.Start(new ProcessStartInfo(executable) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_timeout))
        {
            process.Kill();
            return "does not end";
        }
        File.Delete(executable);
        string file = test.Beside(".stdout");
        if (runner.Blesses && output.Result.Length != 0)
        {
            File.WriteAllText(file, output.Result);
        }
        string expected = File.Exists(file) ? File.ReadAllText(file) : "";
        if (process.ExitCode != test.ExitCode)
        {
            return $"exit code {process.ExitCode} instead of {test.ExitCode}\n{error.Result}";
        }
        return output.Result == expected ? null : $"prints\n{output.Result}";
    }
}
