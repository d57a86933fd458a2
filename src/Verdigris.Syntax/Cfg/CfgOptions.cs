using System.Collections.Generic;
using Verdigris.Base.Interning;

namespace Verdigris.Syntax.Cfg;

/// <summary>The configuration of one crate: <c>--cfg</c> flags, the target's facts, features. Written before parsing only.</summary>
public sealed class CfgOptions
{
    private readonly HashSet<(Symbol Name, Symbol? Value)> _set = [];
    private readonly List<(Symbol Name, Symbol? Value)> _inOrder = [];

    public IReadOnlyList<(Symbol Name, Symbol? Value)> All => _inOrder;

    public void Add(string name, string? value = null)
    {
        (Symbol, Symbol?) option = (Symbol.Intern(name), value is null ? null : Symbol.Intern(value));
        if (_set.Add(option))
        {
            _inOrder.Add(option);
        }
    }

    public bool Contains(Symbol name, Symbol? value) => _set.Contains((name, value));

    /// <summary>The options that rustc sets for x86-64 Linux with unwinding.</summary>
    public static CfgOptions ForX64Linux(bool debugAssertions)
    {
        CfgOptions options = new();
        if (debugAssertions)
        {
            options.Add("debug_assertions");
            options.Add("overflow_checks");
        }
        options.Add("panic", "unwind");
        options.Add("target_abi", "");
        options.Add("target_arch", "x86_64");
        options.Add("target_endian", "little");
        options.Add("target_env", "gnu");
        options.Add("target_family", "unix");
        options.Add("target_feature", "fxsr");
        options.Add("target_feature", "sse");
        options.Add("target_feature", "sse2");
        foreach (string width in (string[])["8", "16", "32", "64", "ptr"])
        {
            options.Add("target_has_atomic", width);
            options.Add("target_has_atomic_load_store", width);
            options.Add("target_has_atomic_equal_alignment", width);
        }
        options.Add("target_has_atomic");
        options.Add("target_os", "linux");
        options.Add("target_pointer_width", "64");
        options.Add("target_vendor", "unknown");
        options.Add("target_thread_local");
        options.Add("unix");
        return options;
    }
}
