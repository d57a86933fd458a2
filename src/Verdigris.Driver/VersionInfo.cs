using Verdigris.Base.Targets;

namespace Verdigris.Driver;

/// <summary>Which compiler this is. The first line and the field names are read by cargo and build scripts.</summary>
public static class VersionInfo
{
    /// <summary>The Rust release whose language and library this compiler implements.</summary>
    public const string RustRelease = "1.95.0";

    public const string VerdigrisRelease = "0.1.0";

    /// <summary>The LLVM that code is generated with.</summary>
    public const string LlvmRelease = "19.1";

    public static string Short => $"rustc {RustRelease} (verdigris {VerdigrisRelease})\n";

    public static string Verbose =>
        $"""
        rustc {RustRelease} (verdigris {VerdigrisRelease})
        binary: rustc
        commit-hash: unknown
        commit-date: unknown
        host: {TargetSpec.X64Linux.Tuple}
        release: {RustRelease}
        LLVM version: {LlvmRelease}

        """;
}
