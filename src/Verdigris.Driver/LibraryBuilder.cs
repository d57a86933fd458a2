using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using Verdigris.Base.Lints;
using Verdigris.Codegen;

namespace Verdigris.Driver;

/// <summary>
/// Precompiles the standard library into a sysroot, as rustc has it: <c>lib/rustlib/TARGET/lib/libNAME.rlib</c>. Done once for
/// each build of the compiler.
/// </summary>
public static class LibraryBuilder
{
    /// <summary>In the order of their dependencies.</summary>
    private static readonly string[] s_crates = ["core", "compiler_builtins", "alloc", "std", "proc_macro", "test"];

    /// <param name="sources">The folder that has <c>core/src/lib.rs</c> and its siblings.</param>
    /// <param name="sysroot">Where to put the result; what was there is replaced when all is done.</param>
    public static int Build(string sources, string sysroot, CompilerHost host)
    {
        string libraries = Path.Combine(sysroot, "lib", "rustlib", Base.Targets.TargetSpec.X64Linux.Tuple, "lib");
        // A sysroot of its own: crates of another build must not be found.
        string fresh = Path.Combine(sysroot, "library.new");
        string target = Path.Combine(fresh, Path.GetRelativePath(sysroot, libraries));
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }
        Directory.CreateDirectory(target);
        foreach (string name in s_crates)
        {
            string root = Path.Combine(sources, name, "src", "lib.rs");
            if (!File.Exists(root))
            {
                continue;
            }
            Stopwatch watch = Stopwatch.StartNew();
            int exitCode = Compiler.Compile(OptionsFor(name, root, fresh, target), host);
            if (exitCode != ExitCode.Success)
            {
                return exitCode;
            }
            host.StandardError.Write(string.Create(CultureInfo.InvariantCulture, $"   Compiled {name} in {watch.Elapsed.TotalSeconds:0.0} s\n"));
            host.StandardError.Flush();
        }
        Directory.CreateDirectory(Path.GetDirectoryName(libraries)!);
        if (Directory.Exists(libraries))
        {
            Directory.Delete(libraries, recursive: true);
        }
        Directory.Move(target, libraries);
        Directory.Delete(fresh, recursive: true);
        return ExitCode.Success;
    }

    private static CompilerOptions OptionsFor(string name, string root, string sysroot, string target) => new()
    {
        Input = root,
        CrateName = name,
        CrateTypes = [CrateType.Rlib],
        Edition = "2024",
        Sysroot = sysroot,
        OutputDirectory = target,
        CapLints = LintLevel.Allow,
        IsLibraryBuild = true,
        Emit = new Dictionary<OutputKind, string?> { [OutputKind.Link] = null },
        // One unit: `std` uses `core`'s smallest functions everywhere, and nothing is inlined from one unit into another.
        Codegen = new CodegenOptions { OptLevel = OptLevel.Aggressive, CodegenUnits = 1, RelocationModel = RelocationModel.Pic, Metadata = ["verdigris-library"] },
    };
}
