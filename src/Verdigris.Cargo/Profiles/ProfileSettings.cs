using System.Collections.Generic;
using System.Globalization;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Toml;

namespace Verdigris.Cargo.Profiles;

/// <summary>What a <c>[profile.X]</c> table says; null is nothing said.</summary>
public sealed record ProfileSettings
{
    public string? Inherits { get; init; }

    public string? OptLevel { get; init; }

    /// <summary><c>-C debuginfo</c>'s value; <c>0</c> is none.</summary>
    public string? Debug { get; init; }

    public string? SplitDebuginfo { get; init; }

    public bool? DebugAssertions { get; init; }

    public bool? OverflowChecks { get; init; }

    /// <summary><c>true</c>, <c>false</c>, <c>thin</c>, <c>fat</c>, <c>off</c>…</summary>
    public string? Lto { get; init; }

    public string? Panic { get; init; }

    public long? CodegenUnits { get; init; }

    public bool? Rpath { get; init; }

    public bool? Incremental { get; init; }

    /// <summary><c>none</c>, <c>debuginfo</c>, <c>symbols</c>.</summary>
    public string? Strip { get; init; }

    /// <summary><c>[profile.X.package.SPEC]</c>, in the order of specs; <c>*</c> is all that are no members.</summary>
    public IReadOnlyDictionary<string, ProfileSettings> Packages { get; init; } = new SortedDictionary<string, ProfileSettings>();

    public ProfileSettings? BuildOverride { get; init; }

    /// <summary>Says all that this says, and what <paramref name="over"/> says in its stead.</summary>
    public ProfileSettings MergedWith(ProfileSettings over)
    {
        SortedDictionary<string, ProfileSettings> packages = new(System.StringComparer.Ordinal);
        foreach ((string spec, ProfileSettings settings) in Packages)
        {
            packages[spec] = settings;
        }
        foreach ((string spec, ProfileSettings settings) in over.Packages)
        {
            packages[spec] = packages.TryGetValue(spec, out ProfileSettings? below) ? below.MergedWith(settings) : settings;
        }
        return new ProfileSettings
        {
            Inherits = over.Inherits ?? Inherits,
            OptLevel = over.OptLevel ?? OptLevel,
            Debug = over.Debug ?? Debug,
            SplitDebuginfo = over.SplitDebuginfo ?? SplitDebuginfo,
            DebugAssertions = over.DebugAssertions ?? DebugAssertions,
            OverflowChecks = over.OverflowChecks ?? OverflowChecks,
            Lto = over.Lto ?? Lto,
            Panic = over.Panic ?? Panic,
            CodegenUnits = over.CodegenUnits ?? CodegenUnits,
            Rpath = over.Rpath ?? Rpath,
            Incremental = over.Incremental ?? Incremental,
            Strip = over.Strip ?? Strip,
            Packages = packages,
            BuildOverride = BuildOverride is { } below2 && over.BuildOverride is { } above ? below2.MergedWith(above) : over.BuildOverride ?? BuildOverride,
        };
    }

    internal static ProfileSettings Read(TomlReader reader, string name, IList<string> warnings, ISet<string> unused, bool isOverride = false)
    {
        reader.Ignore("codegen-backend");
        reader.Ignore("rustflags");
        reader.Ignore("trim-paths");
        reader.Ignore("hint-mostly-unused");
        SortedDictionary<string, ProfileSettings> packages = new(System.StringComparer.Ordinal);
        if (reader.SubTable("package") is { } overrides)
        {
            if (isOverride)
            {
                throw new CargoException("package-specific profiles cannot be nested");
            }
            foreach (TomlEntry entry in overrides.Table.Entries)
            {
                packages[entry.Key] = Read(overrides.Open(entry), entry.Key, warnings, unused, isOverride: true);
            }
        }
        TomlReader? buildOverride = reader.SubTable("build-override");
        if (isOverride && buildOverride is not null)
        {
            throw new CargoException("build-override profiles cannot be nested");
        }
        ProfileSettings settings = new()
        {
            Inherits = reader.String("inherits"),
            OptLevel = ReadOptLevel(reader),
            Debug = ReadDebug(reader),
            SplitDebuginfo = reader.String("split-debuginfo"),
            DebugAssertions = reader.Bool("debug-assertions"),
            OverflowChecks = reader.Bool("overflow-checks"),
            Lto = ReadLto(reader),
            Panic = reader.String("panic"),
            CodegenUnits = reader.Entry("codegen-units") is { } units ? (units.Value as TomlInteger ?? throw reader.WrongType(units.Value, "u32")).Value : null,
            Rpath = reader.Bool("rpath"),
            Incremental = reader.Bool("incremental"),
            Strip = ReadStrip(reader),
            Packages = packages,
            BuildOverride = buildOverride is null ? null : Read(buildOverride, "build-override", warnings, unused, isOverride: true),
        };
        string which = name == "build-override" ? name : "package";
        if (isOverride && settings.Panic is not null)
        {
            throw new CargoException($"`panic` may not be specified in a `{which}` profile");
        }
        if (isOverride && settings.Lto is not null)
        {
            throw new CargoException($"`lto` may not be specified in a `{which}` profile");
        }
        if (isOverride && settings.Rpath is not null)
        {
            throw new CargoException($"`rpath` may not be specified in a `{which}` profile");
        }
        if (reader.String("dir-name") is { } directory)
        {
            throw new CargoException($"dir-name=\"{directory}\" in profile `{name}` is not currently allowed, directory names are tied to the profile name for custom profiles");
        }
        if (settings.Panic is { } panic and not ("unwind" or "abort" or "immediate-abort"))
        {
            throw new CargoException($"`panic` setting of `{panic}` is not a valid setting, must be `unwind`, `abort`, or `immediate-abort`.");
        }
        if (name == "doc" && !isOverride)
        {
            warnings.Add("profile `doc` is deprecated and has no effect");
        }
        if (name is "test" or "bench" && !isOverride && settings.Panic is not null)
        {
            warnings.Add($"`panic` setting is ignored for `{name}` profile");
        }
        reader.CollectUnused(unused);
        return settings;
    }

    private static string? ReadOptLevel(TomlReader reader) => reader.Entry("opt-level")?.Value switch
    {
        null => null,
        TomlInteger integer => integer.Value.ToString(CultureInfo.InvariantCulture),
        TomlString { Value: "s" or "z" } text => text.Value,
        TomlString text => throw reader.Document.ErrorAt(text.Span, $"must be `0`, `1`, `2`, `3`, `s` or `z`, but found the string: \"{text.Value}\""),
        TomlValue other => throw reader.WrongType(other, "an optimization level"),
    };

    private static string? ReadDebug(TomlReader reader)
    {
        const string Expected = "a boolean, 0, 1, 2, \"none\", \"limited\", \"full\", \"line-tables-only\", or \"line-directives-only\"";
        return reader.Entry("debug")?.Value switch
        {
            null => null,
            TomlBoolean boolean => boolean.Value ? "2" : "0",
            TomlInteger { Value: >= 0 and <= 2 } integer => integer.Value.ToString(CultureInfo.InvariantCulture),
            TomlInteger integer => throw reader.WrongValue(integer, Expected),
            TomlString { Value: "none" } => "0",
            TomlString { Value: "limited" } => "1",
            TomlString { Value: "full" } => "2",
            TomlString { Value: "line-tables-only" or "line-directives-only" } text => text.Value,
            TomlString text => throw reader.WrongValue(text, Expected),
            TomlValue other => throw reader.WrongType(other, Expected),
        };
    }

    private static string? ReadLto(TomlReader reader)
    {
        TomlValue? value = reader.Entry("lto")?.Value;
        if (value is TomlString { Value: "true" or "false" } quoted)
        {
            throw new CargoException($"`lto` setting of string `\"{quoted.Value}\"` for `{reader.Path[(reader.Path.IndexOf('.', System.StringComparison.Ordinal) + 1)..]}` profile is not a valid setting, "
                + "must be a boolean (`true`/`false`) or a string (`\"thin\"`/`\"fat\"`/`\"off\"`) or omitted.");
        }
        return value switch
        {
            null => null,
            TomlBoolean boolean => boolean.Value ? "true" : "false",
            TomlString text => text.Value,
            TomlValue other => throw reader.WrongType(other, "a boolean or string"),
        };
    }

    private static string? ReadStrip(TomlReader reader) => reader.Entry("strip")?.Value switch
    {
        null => null,
        TomlBoolean boolean => boolean.Value ? "symbols" : "none",
        TomlString text => text.Value,
        TomlValue other => throw reader.WrongType(other, "a boolean or string"),
    };
}
