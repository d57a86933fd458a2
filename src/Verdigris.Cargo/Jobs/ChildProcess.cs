using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Threading;

namespace Verdigris.Cargo.Jobs;

/// <summary>Other programs.</summary>
internal static class ChildProcess
{
    /// <summary>Runs a program and hands over its lines; never two at once.</summary>
    public static int Run(IReadOnlyList<string> words, string workingDirectory, IReadOnlyDictionary<string, string> environment, string standardInput,
        Action<string> onOutputLine, Action<string> onErrorLine)
    {
        ProcessStartInfo start = Describe(words, workingDirectory, environment);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        using Process process = Start(start);
        Lock gate = new();
        Thread output = new(() => Pump(process.StandardOutput, onOutputLine, gate)) { Name = "read output" };
        output.Start();
        process.StandardInput.Write(standardInput);
        process.StandardInput.Close();
        Pump(process.StandardError, onErrorLine, gate);
        output.Join();
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary>Runs a program on the user's own terminal.</summary>
    public static int RunAttached(IReadOnlyList<string> words, string workingDirectory, IReadOnlyDictionary<string, string> environment)
    {
        using Process process = Start(Describe(words, workingDirectory, environment));
        process.WaitForExit();
        return process.ExitCode;
    }

    /// <summary><c>exit status: 1</c> or <c>signal: 6, SIGABRT: process abort signal</c>.</summary>
    public static string DescribeExit(int code) => code switch
    {
        129 => "signal: 1, SIGHUP: hangup",
        130 => "signal: 2, SIGINT: terminal interrupt signal",
        131 => "signal: 3, SIGQUIT: terminal quit signal",
        132 => "signal: 4, SIGILL: illegal instruction",
        134 => "signal: 6, SIGABRT: process abort signal",
        136 => "signal: 8, SIGFPE: erroneous arithmetic operation",
        137 => "signal: 9, SIGKILL: kill",
        138 => "signal: 7, SIGBUS: access to undefined memory",
        139 => "signal: 11, SIGSEGV: invalid memory reference",
        143 => "signal: 15, SIGTERM: termination signal",
        _ => $"exit status: {code.ToString(CultureInfo.InvariantCulture)}",
    };

    private static ProcessStartInfo Describe(IReadOnlyList<string> words, string workingDirectory, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new(words[0]) { WorkingDirectory = workingDirectory, UseShellExecute = false };
        for (int i = 1; i < words.Count; i++)
        {
            start.ArgumentList.Add(words[i]);
        }
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        return start;
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new CargoException($"could not execute process `{start.FileName}`");
        }
        catch (Win32Exception e)
        {
            throw new CargoException($"could not execute process `{ShellText.Command([start.FileName, .. start.ArgumentList])}` (never executed)",
                new CargoException(e.NativeErrorCode == 2 ? "No such file or directory (os error 2)" : e.Message));
        }
    }

    private static void Pump(System.IO.StreamReader reader, Action<string> onLine, Lock gate)
    {
        while (reader.ReadLine() is { } line)
        {
            lock (gate)
            {
                onLine(line);
            }
        }
    }
}
