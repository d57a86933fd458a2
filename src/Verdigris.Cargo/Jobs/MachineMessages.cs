using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>The lines of <c>--message-format=json</c>.</summary>
internal static class MachineMessages
{
    public static string FromCompiler(Unit unit, string message) => Write(writer =>
    {
        writer.WriteString("reason", "compiler-message");
        WritePackage(writer, unit);
        writer.WritePropertyName("message");
        writer.WriteRawValue(message);
    });

    public static string Artifact(Unit unit, IReadOnlyList<string> files, string? executable, bool isFresh) => Write(writer =>
    {
        writer.WriteString("reason", "compiler-artifact");
        WritePackage(writer, unit);
        writer.WriteStartObject("profile");
        writer.WriteString("opt_level", unit.Profile.OptLevel);
        if (int.TryParse(unit.Profile.Debuginfo, out int level))
        {
            writer.WriteNumber("debuginfo", level);
        }
        else
        {
            writer.WriteString("debuginfo", unit.Profile.Debuginfo);
        }
        writer.WriteBoolean("debug_assertions", unit.Profile.DebugAssertions);
        writer.WriteBoolean("overflow_checks", unit.Profile.OverflowChecks);
        writer.WriteBoolean("test", unit.IsTest);
        writer.WriteEndObject();
        WriteStrings(writer, "features", unit.Features);
        WriteStrings(writer, "filenames", files);
        writer.WriteString("executable", executable);
        writer.WriteBoolean("fresh", isFresh);
    });

    public static string BuildScript(Unit run, BuildScriptOutput output, string outDirectory) => Write(writer =>
    {
        writer.WriteString("reason", "build-script-executed");
        writer.WriteString("package_id", run.Package.Id.ToSpec());
        WriteStrings(writer, "linked_libs", output.LibraryLinks);
        WriteStrings(writer, "linked_paths", output.LibraryPaths);
        WriteStrings(writer, "cfgs", output.Cfgs);
        writer.WriteStartArray("env");
        foreach ((string name, string value) in output.Environment)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(name);
            writer.WriteStringValue(value);
            writer.WriteEndArray();
        }
        writer.WriteEndArray();
        writer.WriteString("out_dir", outDirectory);
    });

    public static string BuildFinished(bool isSuccess) => Write(writer =>
    {
        writer.WriteString("reason", "build-finished");
        writer.WriteBoolean("success", isSuccess);
    });

    private static void WritePackage(Utf8JsonWriter writer, Unit unit)
    {
        Target target = unit.Target;
        writer.WriteString("package_id", unit.Package.Id.ToSpec());
        writer.WriteString("manifest_path", unit.Package.ManifestPath);
        writer.WriteStartObject("target");
        WriteStrings(writer, "kind", target.KindNames);
        WriteStrings(writer, "crate_types", target.RustcCrateTypes);
        writer.WriteString("name", target.Name);
        writer.WriteString("src_path", target.SourcePath);
        writer.WriteString("edition", target.Edition.ToString());
        if (target.RequiredFeatures is { } features)
        {
            WriteStrings(writer, "required-features", features);
        }
        writer.WriteBoolean("doc", target.IsDocumented);
        writer.WriteBoolean("doctest", target.IsDoctested && target.IsLibrary);
        writer.WriteBoolean("test", target.IsTested);
        writer.WriteEndObject();
    }

    private static void WriteStrings(Utf8JsonWriter writer, string name, IReadOnlyList<string> values)
    {
        writer.WriteStartArray(name);
        foreach (string value in values)
        {
            writer.WriteStringValue(value);
        }
        writer.WriteEndArray();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
