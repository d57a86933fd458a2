using System;
using System.Collections.Generic;
using Verdigris.Cargo.Configuration;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Toml;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Profiles;

/// <summary>
/// The profile of a build, applied package by package: defaults of <c>dev</c> or <c>release</c>, the chain of <c>inherits</c> from
/// the manifest with the configuration over it, then the overrides of build scripts and of single packages.
/// </summary>
public sealed class ProfileSet
{
    private readonly Profile _base;
    private readonly ProfileSettings _settings;
    private readonly bool? _forcedIncremental;

    private ProfileSet(string name, Profile baseProfile, ProfileSettings settings, bool? forcedIncremental)
    {
        RequestedName = name;
        _base = baseProfile;
        _settings = settings;
        _forcedIncremental = forcedIncremental;
    }

    public string RequestedName { get; }

    /// <summary>The directory below the output directory.</summary>
    public string DirectoryName => RequestedName switch
    {
        "dev" or "test" => "debug",
        "bench" => "release",
        _ => RequestedName,
    };

    public static ProfileSet Create(Workspace workspace, CargoConfig config, string name, string? incrementalVariable)
    {
        SortedDictionary<string, ProfileSettings> all = new(StringComparer.Ordinal)
        {
            ["dev"] = new ProfileSettings(),
            ["release"] = new ProfileSettings(),
            ["test"] = new ProfileSettings { Inherits = "dev" },
            ["bench"] = new ProfileSettings { Inherits = "release" },
        };
        Apply(all, workspace.Profiles);
        Apply(all, FromConfig(config));
        foreach ((string each, ProfileSettings settings) in all)
        {
            Chain(all, each, settings);
        }
        if (!all.TryGetValue(name, out ProfileSettings? requested))
        {
            throw new CargoException($"profile `{name}` is not defined");
        }
        (ProfileSettings merged, bool isRelease) = Chain(all, name, requested);
        Profile defaults = isRelease
            ? new Profile { Name = name, IsReleaseRooted = true, OptLevel = "3" }
            : new Profile { Name = name, Debuginfo = "2", DebugAssertions = true, OverflowChecks = true, Incremental = true };
        bool? incremental = incrementalVariable is null ? config.Bool("build", "incremental") : incrementalVariable == "1";
        return new ProfileSet(name, defaults, merged, incremental);
    }

    /// <summary>The profile that the last status line describes.</summary>
    public Profile Base => Over(_base, _settings);

    /// <param name="package">Whose crate it is.</param>
    /// <param name="isMember">Of the workspace.</param>
    /// <param name="isForHost">Build scripts, procedural macros and their dependencies.</param>
    /// <param name="alwaysUnwinds">They, and everything in a build of tests.</param>
    public Profile For(Package package, bool isMember, bool isForHost, bool alwaysUnwinds)
    {
        Profile profile = Over(_base, _settings);
        if (isForHost)
        {
            profile = profile with { OptLevel = "0", CodegenUnits = null, IsDebuginfoDeferred = true };
            if (_settings.BuildOverride is { } buildOverride)
            {
                profile = Over(profile, buildOverride);
            }
        }
        if (!isMember && _settings.Packages.TryGetValue("*", out ProfileSettings? others))
        {
            profile = Over(profile, others);
        }
        foreach ((string spec, ProfileSettings settings) in _settings.Packages)
        {
            if (spec != "*" && PackageSpec.Matches(spec, package))
            {
                profile = Over(profile, settings);
            }
        }
        return profile with { Panic = alwaysUnwinds ? "unwind" : profile.Panic, Incremental = _forcedIncremental ?? profile.Incremental };
    }

    /// <summary>Running a build script depends on little of the profile.</summary>
    public static Profile ForRunningScript(Profile profile) => new()
    {
        Name = profile.Name, IsReleaseRooted = profile.IsReleaseRooted, Debuginfo = profile.Debuginfo, OptLevel = profile.OptLevel,
        DebugAssertions = profile.DebugAssertions, IsStripDeferred = false,
    };

    private static void Apply(SortedDictionary<string, ProfileSettings> all, IReadOnlyDictionary<string, ProfileSettings> over)
    {
        foreach ((string name, ProfileSettings settings) in over)
        {
            if (name is "dev" or "release" && settings.Inherits is not null)
            {
                throw new CargoException($"`inherits` must not be specified in root profile `{name}`");
            }
            all[name] = all.TryGetValue(name, out ProfileSettings? below) ? below.MergedWith(settings) : settings;
        }
    }

    private static (ProfileSettings Settings, bool IsRelease) Chain(SortedDictionary<string, ProfileSettings> all, string name, ProfileSettings settings)
    {
        List<ProfileSettings> chain = [settings];
        HashSet<string> seen = [name];
        string current = name;
        while (current is not ("dev" or "release"))
        {
            string parent = chain[^1].Inherits
                ?? throw new CargoException($"profile `{current}` is missing an `inherits` directive (`inherits` is required for all profiles except `dev` or `release`)");
            if (!seen.Add(parent))
            {
                throw new CargoException($"profile inheritance loop detected with profile `{current}` inheriting `{parent}`");
            }
            chain.Add(all.TryGetValue(parent, out ProfileSettings? found) ? found
                : throw new CargoException($"profile `{current}` inherits from `{parent}`, but that profile is not defined"));
            current = parent;
        }
        ProfileSettings merged = chain[^1];
        for (int i = chain.Count - 2; i >= 0; i--)
        {
            merged = merged.MergedWith(chain[i]);
        }
        return (merged, current == "release");
    }

    /// <summary><c>[profile]</c> of the configuration files, and <c>CARGO_PROFILE_*</c>.</summary>
    private static SortedDictionary<string, ProfileSettings> FromConfig(CargoConfig config)
    {
        SortedDictionary<string, ProfileSettings> profiles = new(StringComparer.Ordinal);
        SortedSet<string> names = new(config.Keys("profile"), StringComparer.Ordinal) { "dev", "release", "test", "bench" };
        foreach (string name in names)
        {
            ProfileSettings settings = new()
            {
                Inherits = config.Text("profile", name, "inherits"),
                OptLevel = config.Text("profile", name, "opt-level"),
                Debug = DebugOf(config.Text("profile", name, "debug")),
                SplitDebuginfo = config.Text("profile", name, "split-debuginfo"),
                DebugAssertions = config.Bool("profile", name, "debug-assertions"),
                OverflowChecks = config.Bool("profile", name, "overflow-checks"),
                Lto = config.Text("profile", name, "lto"),
                Panic = config.Text("profile", name, "panic"),
                CodegenUnits = long.TryParse(config.Text("profile", name, "codegen-units"), out long units) ? units : null,
                Rpath = config.Bool("profile", name, "rpath"),
                Incremental = config.Bool("profile", name, "incremental"),
                Strip = config.Text("profile", name, "strip") switch
                {
                    "true" => "symbols",
                    "false" => "none",
                    string other => other,
                    null => null,
                },
            };
            if (settings != new ProfileSettings { Packages = settings.Packages })
            {
                profiles[name] = settings;
            }
        }
        return profiles;
    }

    private static string? DebugOf(string? text) => text switch
    {
        "true" or "full" => "2",
        "false" or "none" => "0",
        "limited" => "1",
        _ => text,
    };

    private static Profile Over(Profile profile, ProfileSettings settings) => profile with
    {
        OptLevel = settings.OptLevel ?? profile.OptLevel,
        Lto = settings.Lto switch
        {
            null => profile.Lto,
            "off" or "n" or "no" => "off",
            string lto => lto,
        },
        CodegenUnits = settings.CodegenUnits ?? profile.CodegenUnits,
        Debuginfo = settings.Debug ?? profile.Debuginfo,
        IsDebuginfoDeferred = settings.Debug is null && profile.IsDebuginfoDeferred,
        SplitDebuginfo = settings.SplitDebuginfo ?? profile.SplitDebuginfo,
        DebugAssertions = settings.DebugAssertions ?? profile.DebugAssertions,
        OverflowChecks = settings.OverflowChecks ?? profile.OverflowChecks,
        Rpath = settings.Rpath ?? profile.Rpath,
        Panic = settings.Panic ?? profile.Panic,
        Incremental = settings.Incremental ?? profile.Incremental,
        Strip = settings.Strip ?? profile.Strip,
        IsStripDeferred = settings.Strip is null && profile.IsStripDeferred,
    };
}
