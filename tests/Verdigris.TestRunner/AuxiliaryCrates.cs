using System.Collections.Generic;
using System.IO;

namespace Verdigris.TestRunner;

/// <summary>Compiles the other crates of a test (<c>//@ aux-build: first.rs second.rs</c>), each able to name those before it.</summary>
internal static class AuxiliaryCrates
{
    /// <summary>The arguments with which the test itself is compiled; null with the compiler's words if a crate does not compile.</summary>
    public static List<string>? Compile(TestFile test, Runner runner, string[] way, out string failure)
    {
        failure = "";
        List<string> arguments = [];
        if (test.Auxiliaries.Length == 0)
        {
            return arguments;
        }
        string directory = runner.NewFile("");
        Directory.CreateDirectory(directory);
        arguments.AddRange(["-L", $"dependency={directory}"]);
        foreach (string file in test.Auxiliaries)
        {
            string name = Path.GetFileNameWithoutExtension(file);
            string source = Path.Combine(Path.GetDirectoryName(test.Path)!, "auxiliary", file);
            string archive = Path.Combine(directory, $"lib{name}.rlib");
            Compilation compilation = Compilation.Run(
                ["--edition", new TestFile(source, directory).Edition, "--crate-type", "rlib", "--crate-name", name, "-o", archive, .. arguments, .. way, source],
                runner.Sysroot);
            if (compilation.ExitCode != 0)
            {
                failure = $"{file} does not compile\n{compilation.Rendered}";
                return null;
            }
            arguments.AddRange(["--extern", $"{name}={archive}"]);
        }
        return arguments;
    }
}
