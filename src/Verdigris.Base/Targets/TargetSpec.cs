using System.Collections.Generic;

namespace Verdigris.Base.Targets;

/// <summary>
/// All that the compiler knows about a target, in one place: another target is another instance. Sizes in bytes.
/// </summary>
public sealed record TargetSpec
{
    public required string Tuple { get; init; }

    /// <summary>What LLVM calls it.</summary>
    public required string LlvmTriple { get; init; }

    public required string DataLayout { get; init; }

    /// <summary>LLVM's name of the processor when none is asked for.</summary>
    public required string DefaultCpu { get; init; }

    public required int PointerSize { get; init; }

    public required int MaxAtomicSize { get; init; }

    /// <summary>What <c>cfg</c> says, besides options: name and value, in rustc's order.</summary>
    public required IReadOnlyList<(string Name, string? Value)> Cfg { get; init; }

    /// <summary>Whether a literal is an error beyond this when typed <c>usize</c> or <c>isize</c>.</summary>
    public int PointerBits => PointerSize * 8;

    public static TargetSpec X64Linux { get; } = new()
    {
        Tuple = "x86_64-unknown-linux-gnu",
        LlvmTriple = "x86_64-unknown-linux-gnu",
        DataLayout = "e-m:e-p270:32:32-p271:32:32-p272:64:64-i64:64-i128:128-f80:128-n8:16:32:64-S128",
        DefaultCpu = "x86-64",
        PointerSize = 8,
        MaxAtomicSize = 8,
        Cfg =
        [
            ("target_abi", ""),
            ("target_arch", "x86_64"),
            ("target_endian", "little"),
            ("target_env", "gnu"),
            ("target_family", "unix"),
            ("target_feature", "fxsr"),
            ("target_feature", "sse"),
            ("target_feature", "sse2"),
            ("target_has_atomic", "16"),
            ("target_has_atomic", "32"),
            ("target_has_atomic", "64"),
            ("target_has_atomic", "8"),
            ("target_has_atomic", "ptr"),
            ("target_os", "linux"),
            ("target_pointer_width", "64"),
            ("target_vendor", "unknown"),
            ("unix", null),
        ],
    };

    /// <summary>The targets code can be generated for.</summary>
    public static IReadOnlyList<TargetSpec> All { get; } = [X64Linux];

    public static TargetSpec? Find(string tuple)
    {
        foreach (TargetSpec target in All)
        {
            if (target.Tuple == tuple)
            {
                return target;
            }
        }
        return null;
    }
}
