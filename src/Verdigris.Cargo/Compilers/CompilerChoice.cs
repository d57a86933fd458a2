using Verdigris.Cargo.Configuration;

namespace Verdigris.Cargo.Compilers;

/// <summary>Which compiler a build uses: that of the environment or configuration if they name one, ours otherwise.</summary>
internal static class CompilerChoice
{
    public static ICompilerInvocation Choose(CargoHost host, CargoConfig config)
    {
        string? program = host.Variable("RUSTC") ?? config.Program("build", "rustc");
        string? wrapper = Wrapper(host, config, "RUSTC_WRAPPER", "rustc-wrapper");
        string? workspaceWrapper = Wrapper(host, config, "RUSTC_WORKSPACE_WRAPPER", "rustc-workspace-wrapper");
        if (program is null && wrapper is null && workspaceWrapper is null)
        {
            return host.BuiltInCompiler;
        }
        return new ExternalCompiler(program ?? host.BuiltInCompiler.Program, wrapper, workspaceWrapper, host.Variable("PATH"));
    }

    /// <summary>An empty variable turns the configuration's wrapper off.</summary>
    private static string? Wrapper(CargoHost host, CargoConfig config, string variable, string key)
    {
        if (host.Environment.TryGetValue(variable, out string? set))
        {
            return set.Length == 0 ? null : set;
        }
        return config.Program("build", key) is { Length: > 0 } configured ? configured : null;
    }
}
