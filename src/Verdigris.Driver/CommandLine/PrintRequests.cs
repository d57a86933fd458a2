using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Base.Targets;

namespace Verdigris.Driver.CommandLine;

/// <summary><c>--print</c>: everything that is known without compiling.</summary>
internal static class PrintRequests
{
    private static readonly string[] s_stable =
    [
        "calling-conventions", "cfg", "code-models", "crate-name", "deployment-target", "file-names", "host-tuple", "link-args",
        "native-static-libs", "relocation-models", "split-debuginfo", "stack-protector-strategies", "sysroot", "target-cpus",
        "target-features", "target-libdir", "target-list", "tls-models",
    ];

    /// <summary>Those that need the program to be compiled; the rest end the process.</summary>
    public static bool NeedsCompilation(string kind) => kind is "link-args" or "native-static-libs";

    public static PrintRequest Validate(string kind, string? file)
    {
        if (Array.IndexOf(s_stable, kind) >= 0)
        {
            return new PrintRequest(kind, file);
        }
        string list = "`" + string.Join("`, `", s_stable) + "`";
        throw new CommandLineException($"unknown print request: `{kind}`")
        {
            Helps =
            [
                $"valid print requests are: {list}",
                "for more information, see the rustc book: https://doc.rust-lang.org/rustc/command-line-arguments.html#--print-print-compiler-information",
            ],
        };
    }

    public static string Render(PrintRequest request, CompilerOptions options, string sysroot, OutputFiles outputs) => request.Kind switch
    {
        "calling-conventions" => Lines("C", "C-unwind", "Rust", "cdecl", "cdecl-unwind", "rust-call", "system", "system-unwind", "sysv64", "sysv64-unwind"),
        "cfg" => RenderCfg(options),
        "code-models" => Available("code models", "small"),
        "crate-name" => Lines(outputs.CrateName),
        "deployment-target" => throw new CommandLineException("only Apple targets currently support deployment version info"),
        "file-names" => Lines([.. FileNames(options, outputs)]),
        "host-tuple" => Lines(TargetSpec.X64Linux.Tuple),
        "relocation-models" => Available("relocation models", "static", "pic", "pie", "default"),
        "split-debuginfo" => Lines("off"),
        "stack-protector-strategies" => "Available stack protector strategies:\n    none\n        Do not generate stack canaries.\n\n",
        "sysroot" => Lines(sysroot),
        "target-cpus" => "Available CPUs for this target:\n    native\n    x86-64\n    x86-64-v2\n    x86-64-v3\n    x86-64-v4\n",
        "target-features" => "Features supported by LLVM for this target are named as in `-C target-feature`; see `llc-19 -mattr=help`\n",
        "target-libdir" => Lines(Path.Combine(sysroot, "lib", "rustlib", options.Target.Tuple, "lib")),
        "target-list" => Lines([.. TargetNames()]),
        "tls-models" => Available("TLS models", "global-dynamic", "local-dynamic", "initial-exec", "local-exec"),
        _ => "",
    };

    /// <summary>The configuration of a crate: what <c>--print cfg</c> shows and <c>cfg!</c> answers.</summary>
    public static List<(string Name, string? Value)> CfgOf(CompilerOptions options)
    {
        List<(string Name, string? Value)> cfg = [];
        if (options.Codegen.DebugAssertions)
        {
            cfg.Add(("debug_assertions", null));
        }
        cfg.Add(("panic", options.Codegen.Panic == Verdigris.Codegen.PanicStrategy.Abort ? "abort" : "unwind"));
        if (options.IsTest)
        {
            cfg.Add(("test", null));
        }
        if (options.CrateTypes.Count != 0 && options.CrateTypes[0] == CrateType.ProcMacro)
        {
            cfg.Add(("proc_macro", null));
        }
        cfg.AddRange(options.Target.Cfg);
        if (options.Codegen.UsesCrtStatic)
        {
            cfg.Add(("target_feature", "crt-static"));
        }
        foreach (string feature in options.Codegen.TargetFeatures.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (feature[0] == '+')
            {
                cfg.Add(("target_feature", feature[1..]));
            }
        }
        foreach ((string Name, string? Value) option in options.Cfg)
        {
            if (!cfg.Contains(option))
            {
                cfg.Add(option);
            }
        }
        return cfg;
    }

    private static string RenderCfg(CompilerOptions options)
    {
        List<string> lines = [];
        foreach ((string name, string? value) in CfgOf(options))
        {
            lines.Add(value is null ? name : $"{name}=\"{value}\"");
        }
        lines.Sort(string.CompareOrdinal);
        return Lines([.. lines]);
    }

    private static IEnumerable<string> FileNames(CompilerOptions options, OutputFiles outputs)
    {
        foreach (CrateType type in outputs.CrateTypes)
        {
            yield return options.OutputFile ?? Path.GetFileName(outputs.LinkedFile(type));
        }
    }

    private static IEnumerable<string> TargetNames()
    {
        foreach (TargetSpec target in TargetSpec.All)
        {
            yield return target.Tuple;
        }
    }

    private static string Lines(params string[] lines)
    {
        StringBuilder text = new();
        foreach (string line in lines)
        {
            text.Append(line).Append('\n');
        }
        return text.ToString();
    }

    private static string Available(string what, params string[] names) => $"Available {what}:\n    {string.Join("\n    ", names)}\n\n";
}
