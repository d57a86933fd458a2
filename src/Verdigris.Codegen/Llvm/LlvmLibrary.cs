using System;
using System.IO;
using System.Runtime.InteropServices;

namespace Verdigris.Codegen.Llvm;

/// <summary>Finds and loads LLVM's shared library when the first of its functions is called, and says clearly if it is missing.</summary>
public static class LlvmLibrary
{
    internal const string Name = "LLVM-19";

    private static readonly string[] s_candidates =
    [
        "libLLVM.so.19.1",
        "/usr/lib/llvm-19/lib/libLLVM.so.19.1",
        "/usr/lib/llvm-19/lib/libLLVM.so.1",
        "libLLVM-19.so",
    ];

    static LlvmLibrary() => NativeLibrary.SetDllImportResolver(typeof(LlvmLibrary).Assembly, static (name, _, _) => name == Name ? Load() : 0);

    /// <summary>Registers the resolver; every entry point that uses LLVM calls it first.</summary>
    public static void EnsureResolvable()
    {
    }

    private static nint Load()
    {
        foreach (string candidate in s_candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint handle))
            {
                return handle;
            }
        }
        throw new IOException(
            "LLVM 19's shared library (libLLVM.so.19.1) is not installed; on Debian: apt-get install libllvm19");
    }
}

/// <summary>LLVM rejected what it was given, or could not write its output.</summary>
public sealed class LlvmException(string message) : Exception(message);
