using System;
using System.Diagnostics;
using System.IO;

namespace Verdigris.TestRunner;

/// <summary>
/// A program of tests/run or tests/net: compiled without and with optimisation it prints the <c>.stdout</c> file and exits as it says.
/// It does so too in each of the environments that <c>//@ environments: NAME=VALUE …</c> lists.
/// </summary>
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
        string? failure = Execute(test, runner, executable, "");
        foreach (string environment in test.Environments)
        {
            failure ??= Execute(test, runner, executable, environment) is { } inEnvironment ? $"with {environment}: {inEnvironment}" : null;
        }
        File.Delete(executable);
        return failure;
    }

    private static string? Execute(TestFile test, Runner runner, string executable, string environment)
    {
        ProcessStartInfo start = new(executable) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        if (environment.Split('=', 2) is [var name, var value])
        {
            start.Environment[name] = value;
        }
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(s_timeout))
        {
            process.Kill();
            return "does not end";
        }
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
