using System;
using System.Collections.Generic;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>What a linker argument of a build script is for.</summary>
internal enum LinkArgumentScope
{
    All,
    Cdylib,
    Binaries,
    OneBinary,
    Tests,
    Benches,
    Examples,
}

internal sealed record LinkArgument(LinkArgumentScope Scope, string Value, string BinaryName = "")
{
    public bool AppliesTo(Unit unit) => Scope switch
    {
        LinkArgumentScope.All => true,
        LinkArgumentScope.Cdylib => !unit.IsTest && unit.Target.IsLibrary && Contains(unit.Target.CrateTypes, "cdylib"),
        LinkArgumentScope.Binaries => unit.Target.IsBinary,
        LinkArgumentScope.OneBinary => unit.Target.IsBinary && unit.Target.Name == BinaryName,
        LinkArgumentScope.Tests => unit.Target.Kind == TargetKind.Test,
        LinkArgumentScope.Benches => unit.Target.Kind == TargetKind.Bench,
        LinkArgumentScope.Examples => unit.Target.IsExecutableExample,
    };

    internal static bool Contains(IReadOnlyList<string> types, string type)
    {
        foreach (string each in types)
        {
            if (each == type)
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>The instructions (<c>cargo::KEY=VALUE</c>) that a build script printed.</summary>
internal sealed class BuildScriptOutput
{
    private const string DocsLink = "See https://doc.rust-lang.org/cargo/reference/build-scripts.html#outputs-of-the-build-script "
        + "for more information about build script outputs.";

    private static readonly string[] s_oldKeys =
    [
        "rustc-flags=", "rustc-link-lib=", "rustc-link-search=", "rustc-link-arg-cdylib=", "rustc-cdylib-link-arg=", "rustc-link-arg-bins=",
        "rustc-link-arg-bin=", "rustc-link-arg-tests=", "rustc-link-arg-benches=", "rustc-link-arg-examples=", "rustc-link-arg=", "rustc-cfg=",
        "rustc-check-cfg=", "rustc-env=", "warning=", "rerun-if-changed=", "rerun-if-env-changed=",
    ];

    public List<string> LibraryPaths { get; } = [];

    public List<string> LibraryLinks { get; } = [];

    public List<LinkArgument> LinkArguments { get; } = [];

    public List<string> Cfgs { get; } = [];

    public List<string> CheckCfgs { get; } = [];

    public List<(string Name, string Value)> Environment { get; } = [];

    /// <summary>For dependents' build scripts: <c>DEP_LINKS_KEY</c>.</summary>
    public List<(string Key, string Value)> Metadata { get; } = [];

    public List<string> RerunIfChanged { get; } = [];

    public List<string> RerunIfEnvChanged { get; } = [];

    public List<(bool IsError, string Message)> Log { get; } = [];

    public static BuildScriptOutput Parse(string text, Package package)
    {
        BuildScriptOutput output = new();
        string whence = $"build script of `{package}`";
        foreach (string raw in text.Split('\n'))
        {
            string line = raw.Trim();
            if (line.StartsWith("cargo::", StringComparison.Ordinal))
            {
                (string key, string value) = Split(line, line[7..], "cargo::", whence);
                output.Apply(key, value, "cargo::", line, whence, package);
            }
            else if (line.StartsWith("cargo:", StringComparison.Ordinal))
            {
                string rest = line[6..];
                bool isKnown = Array.Exists(s_oldKeys, key => rest.StartsWith(key, StringComparison.Ordinal));
                (string key, string value) = Split(line, rest, "cargo:", whence);
                if (isKnown)
                {
                    output.Apply(key, value, "cargo:", line, whence, package);
                }
                else
                {
                    output.Metadata.Add((key, value));
                }
            }
        }
        return output;
    }

    private static (string Key, string Value) Split(string line, string text, string syntax, string whence)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals < 0
            ? throw new CargoException($"invalid output in {whence}: `{line}`\nExpected a line with `{syntax}KEY=VALUE` with an `=` character, but none was found.\n{DocsLink}")
            : (text[..equals], text[(equals + 1)..].TrimEnd());
    }

    private void Apply(string key, string value, string syntax, string line, string whence, Package package)
    {
        switch (key)
        {
            case "rustc-flags":
                ParseFlags(value, whence);
                break;
            case "rustc-link-lib":
                LibraryLinks.Add(value);
                break;
            case "rustc-link-search":
                LibraryPaths.Add(value);
                break;
            case "rustc-link-arg":
                LinkArguments.Add(new LinkArgument(LinkArgumentScope.All, value));
                break;
            case "rustc-link-arg-cdylib" or "rustc-cdylib-link-arg":
                LinkArguments.Add(new LinkArgument(LinkArgumentScope.Cdylib, value));
                break;
            case "rustc-link-arg-bins":
                AddFor(LinkArgumentScope.Binaries, "bin", static target => target.IsBinary);
                break;
            case "rustc-link-arg-tests":
                AddFor(LinkArgumentScope.Tests, "test", static target => target.Kind == TargetKind.Test);
                break;
            case "rustc-link-arg-benches":
                AddFor(LinkArgumentScope.Benches, "benchmark", static target => target.Kind == TargetKind.Bench);
                break;
            case "rustc-link-arg-examples":
                AddFor(LinkArgumentScope.Examples, "example", static target => target.Kind == TargetKind.Example);
                break;
            case "rustc-link-arg-bin":
                int equals = value.IndexOf('=', StringComparison.Ordinal);
                if (equals < 0)
                {
                    throw new CargoException($"invalid instruction `{syntax}{key}={value}` from {whence}\nThe instruction should have the form {syntax}{key}=BIN=ARG");
                }
                string binary = value[..equals];
                if (!Has(target => target.IsBinary && target.Name == binary))
                {
                    throw new CargoException($"invalid instruction `{syntax}{key}` from {whence}\nThe package {package} does not have a bin target with the name `{binary}`.");
                }
                LinkArguments.Add(new LinkArgument(LinkArgumentScope.OneBinary, value[(equals + 1)..], binary));
                break;
            case "rustc-cfg":
                Cfgs.Add(value);
                break;
            case "rustc-check-cfg":
                CheckCfgs.Add(value);
                break;
            case "rustc-env":
                int separator = value.IndexOf('=', StringComparison.Ordinal);
                if (separator < 0)
                {
                    throw new CargoException($"Variable rustc-env has no value in {whence}: {value}");
                }
                if (value[..separator] == "RUSTC_BOOTSTRAP")
                {
                    throw new CargoException($"cannot set `RUSTC_BOOTSTRAP={value[(separator + 1)..]}` from {whence}.\n"
                        + "note: crates cannot set `RUSTC_BOOTSTRAP` themselves, as doing so would subvert the stability guarantees of Rust for your project.");
                }
                Environment.Add((value[..separator], value[(separator + 1)..]));
                break;
            case "error" when syntax == "cargo::":
                Log.Add((true, value));
                break;
            case "warning":
                Log.Add((false, value));
                break;
            case "rerun-if-changed":
                RerunIfChanged.Add(value);
                break;
            case "rerun-if-env-changed":
                RerunIfEnvChanged.Add(value);
                break;
            case "metadata" when syntax == "cargo::":
                int at = value.IndexOf('=', StringComparison.Ordinal);
                if (at < 0)
                {
                    throw new CargoException($"invalid output in {whence}: `{line}`\nExpected a line with `cargo::metadata=KEY=VALUE` with an `=` character, but none was found.\n{DocsLink}");
                }
                Metadata.Add((value[..at], value[(at + 1)..]));
                break;
            default:
                throw new CargoException($"invalid output in {whence}: `{line}`\nUnknown key: `{key}`.\n{DocsLink}");
        }

        bool Has(Predicate<Target> isWanted)
        {
            foreach (Target target in package.Targets)
            {
                if (isWanted(target))
                {
                    return true;
                }
            }
            return false;
        }

        void AddFor(LinkArgumentScope scope, string kind, Predicate<Target> isOfKind)
        {
            if (!Has(isOfKind))
            {
                throw new CargoException($"invalid instruction `{syntax}{key}` from {whence}\nThe package {package} does not have a {kind} target.");
            }
            LinkArguments.Add(new LinkArgument(scope, value));
        }
    }

    /// <summary><c>-l name -L path</c> in one line.</summary>
    private void ParseFlags(string value, string whence)
    {
        string[] words = value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            string flag = words[i];
            if (!flag.StartsWith("-l", StringComparison.Ordinal) && !flag.StartsWith("-L", StringComparison.Ordinal))
            {
                throw new CargoException($"Only `-l` and `-L` flags are allowed in {whence}: `{value}`");
            }
            string argument = flag[2..];
            if (argument.Length == 0)
            {
                if (++i == words.Length)
                {
                    throw new CargoException($"Flag in rustc-flags has no value in {whence}: {value}");
                }
                argument = words[i];
            }
            (flag[1] == 'l' ? LibraryLinks : LibraryPaths).Add(argument);
        }
    }
}
