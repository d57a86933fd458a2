using System;
using System.Collections.Generic;
using Verdigris.Cargo.Configuration;
using Verdigris.Cargo.Manifests;

namespace Verdigris.Cargo.Compilers;

/// <summary>
/// Flags for every compilation, from the first of: <c>CARGO_ENCODED_RUSTFLAGS</c>, <c>RUSTFLAGS</c>, <c>target.*.rustflags</c>,
/// <c>build.rustflags</c>.
/// </summary>
internal static class RustFlags
{
    /// <summary>Before the compiler has been asked: only what does not depend on the target.</summary>
    public static IReadOnlyList<string> Find(CargoHost host, CargoConfig config, string? platform) =>
        FromEnvironment(host) ?? (platform is not null ? config.Words("target", platform, "rustflags") : null) ?? config.Words("build", "rustflags") ?? [];

    public static IReadOnlyList<string> Find(CargoHost host, CargoConfig config, CompilerInfo info)
    {
        if (FromEnvironment(host) is { } set)
        {
            return set;
        }
        List<string> flags = [.. config.Words("target", info.Host, "rustflags") ?? []];
        foreach (string key in config.Keys("target"))
        {
            if (key.StartsWith("cfg(", StringComparison.Ordinal) && Platform.Parse(key).Matches(info.Host, info.HostCfg))
            {
                flags.AddRange(config.Words("target", key, "rustflags") ?? []);
            }
        }
        return flags.Count != 0 ? flags : config.Words("build", "rustflags") ?? [];
    }

    private static IReadOnlyList<string>? FromEnvironment(CargoHost host)
    {
        if (host.Environment.TryGetValue("CARGO_ENCODED_RUSTFLAGS", out string? encoded))
        {
            return encoded.Length == 0 ? [] : encoded.Split('\x1f');
        }
        return host.Environment.TryGetValue("RUSTFLAGS", out string? flags) ? CargoConfig.Split(flags) : null;
    }
}
