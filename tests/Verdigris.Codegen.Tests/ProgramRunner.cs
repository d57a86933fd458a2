using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using Verdigris.Base.Targets;
using Verdigris.Codegen.Link;
using Xunit;

namespace Verdigris.Codegen.Tests;

/// <summary>Generates, links and runs a crate made by hand.</summary>
internal static class ProgramRunner
{
    /// <summary>What the program prints, and its exit code; the same without and with optimisation.</summary>
    public static (string Output, int ExitCode) Run(TestCrate crate)
    {
        (string Output, int ExitCode) plain = Run(crate, new CodegenOptions());
        (string Output, int ExitCode) fast = Run(crate, new CodegenOptions { OptLevel = OptLevel.Aggressive });
        Assert.Equal(plain, fast);
        return plain;
    }

    public static (string Output, int ExitCode) Run(TestCrate crate, CodegenOptions options)
    {
        string directory = Directory.CreateTempSubdirectory("verdigris-codegen").FullName;
        try
        {
            List<string> objects = [];
            foreach (GeneratedUnit unit in Generate(crate, options, CodeOutputs.Object))
            {
                string path = Path.Combine(directory, unit.Name + ".o");
                File.WriteAllBytes(path, unit.Object!);
                objects.Add(path);
            }
            string executable = Path.Combine(directory, "program");
            Linker.Link(new LinkRequest { Kind = LinkKind.Executable, Output = executable, Objects = objects, Archives = [] }, options);
            using Process process = Process.Start(new ProcessStartInfo(executable) { RedirectStandardOutput = true })!;
            string output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (output, process.ExitCode);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    public static IReadOnlyList<GeneratedUnit> Generate(TestCrate crate, CodegenOptions options, CodeOutputs outputs) =>
        CodeGenerator.Generate(new CodegenInput
        {
            CrateName = "test",
            CrateHash = 0x1234,
            IsExecutable = true,
            Options = options,
            Target = TargetSpec.X64Linux,
            Sources = crate.Sources,
            Outputs = outputs,
            LocalItems = [.. crate.Bodies.Keys],
            IsExported = static _ => false,
            MainFunction = crate.Main,
            HasErrors = static () => false,
            CreateQueries = () => new TestQueries(crate),
        });
}
