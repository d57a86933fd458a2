using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Verdigris.Cargo.Fingerprints;

/// <summary>Files whose contents decide whether a unit is up to date, besides the command itself.</summary>
internal abstract record LocalFingerprint
{
    private LocalFingerprint()
    {
    }

    /// <summary>The files and variables of the last compilation.</summary>
    public sealed record DepInfoFile(string Path) : LocalFingerprint;

    /// <summary>A build script that names no inputs depends on every file of its package: the newest and its time.</summary>
    public sealed record Precalculated(string Value) : LocalFingerprint;

    /// <summary><c>rerun-if-changed</c>; the reference time is that of the output file.</summary>
    public sealed record RerunIfChanged(string Output, IReadOnlyList<string> Paths) : LocalFingerprint;

    /// <summary><c>rerun-if-env-changed</c></summary>
    public sealed record RerunIfEnvChanged(string Variable, string? Value) : LocalFingerprint;

    public string Key => this switch
    {
        DepInfoFile file => $"dep-info {file.Path}",
        Precalculated precalculated => $"precalculated {precalculated.Value}",
        RerunIfChanged rerun => $"rerun-if-changed {rerun.Output} {string.Join('\x1f', rerun.Paths)}",
        RerunIfEnvChanged rerun => $"rerun-if-env-changed {rerun.Variable}={rerun.Value ?? "\0"}",
        _ => throw new InvalidOperationException(),
    };
}

/// <summary>
/// What a unit was built from. Two equal fingerprints with no changed file mean that the unit need not be built again.
/// </summary>
/// <remarks>
/// <list type="table">
/// <item><term>compiler</term><description>which compiler (its version text)</description></item>
/// <item><term>features, declared features</term><description>active ones; all of the manifest (<c>--check-cfg</c>)</description></item>
/// <item><term>target, profile, path</term><description>kind, name, crate types…; how; the root file</description></item>
/// <item><term>flags, config</term><description>RUSTFLAGS; lints, linker and metadata variables</description></item>
/// <item><term>dependencies</term><description>their fingerprints</description></item>
/// <item><term>local</term><description>files, see <see cref="LocalFingerprint"/></description></item>
/// </list>
/// The order of the fields is the order in which a difference is reported.
/// </remarks>
internal sealed class Fingerprint
{
    /// <summary>Field name in the file, reason shown if it differs, value.</summary>
    public required IReadOnlyList<(string Name, string Reason, string Value)> Fields { get; init; }

    public required IReadOnlyList<(string Package, string Name, Fingerprint Fingerprint)> Dependencies { get; init; }

    public IReadOnlyList<LocalFingerprint> Local { get; set; } = [];

    /// <summary>Set by the freshness check: the newest output; null if the unit is not up to date or has no outputs.</summary>
    public DateTime? NewestOutput { get; set; }

    /// <summary>The time of the metadata alone, for dependents that need no more.</summary>
    public DateTime? MetadataTime { get; set; }

    public bool IsUpToDate { get; set; }

    public ulong Hash { get; private set; }

    /// <summary>Call when dependencies and local inputs are final: before the comparison, and again when a job begins.</summary>
    public void ComputeHash()
    {
        StringBuilder text = new();
        foreach ((string name, _, string value) in Fields)
        {
            text.Append(name).Append('=').Append(value).Append('\n');
        }
        foreach ((string package, string name, Fingerprint dependency) in Dependencies)
        {
            text.Append(package).Append(' ').Append(name).Append(' ').Append(StableHash.Hex(dependency.Hash)).Append('\n');
        }
        foreach (LocalFingerprint local in Local)
        {
            text.Append(local.Key).Append('\n');
        }
        Hash = StableHash.Of(text.ToString());
    }

    /// <summary>For comparison and for people; the hash alone decides.</summary>
    public byte[] ToJson()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartObject();
            foreach ((string name, _, string value) in Fields)
            {
                writer.WriteString(name, value);
            }
            writer.WriteStartArray("deps");
            foreach ((string package, string name, Fingerprint dependency) in Dependencies)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(package);
                writer.WriteStringValue(name);
                writer.WriteStringValue(StableHash.Hex(dependency.Hash));
                writer.WriteEndArray();
            }
            writer.WriteEndArray();
            writer.WriteStartArray("local");
            foreach (LocalFingerprint local in Local)
            {
                writer.WriteStringValue(local.Key);
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>Why this differs from the fingerprint that was written before.</summary>
    public string ReasonAgainst(byte[] oldJson)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(oldJson);
            JsonElement old = document.RootElement;
            foreach ((string name, string reason, string value) in Fields)
            {
                if (!old.TryGetProperty(name, out JsonElement known) || known.GetString() != value)
                {
                    return reason;
                }
            }
            JsonElement oldLocal = old.GetProperty("local");
            if (oldLocal.GetArrayLength() != Local.Count)
            {
                return "the local lengths changed";
            }
            for (int i = 0; i < Local.Count; i++)
            {
                if (oldLocal[i].GetString() != Local[i].Key)
                {
                    return Local[i] switch
                    {
                        LocalFingerprint.Precalculated => "the precalculated components changed",
                        LocalFingerprint.DepInfoFile => "the dependency info output changed",
                        LocalFingerprint.RerunIfChanged => "the rerun-if-changed instructions changed",
                        LocalFingerprint.RerunIfEnvChanged env => $"the env variable {env.Variable} changed",
                        _ => "the local fingerprint type changed",
                    };
                }
            }
            JsonElement oldDependencies = old.GetProperty("deps");
            if (oldDependencies.GetArrayLength() != Dependencies.Count)
            {
                return string.Create(CultureInfo.InvariantCulture, $"number of dependencies changed ({oldDependencies.GetArrayLength()} => {Dependencies.Count})");
            }
            for (int i = 0; i < Dependencies.Count; i++)
            {
                (_, string name, Fingerprint dependency) = Dependencies[i];
                if (oldDependencies[i][1].GetString() != name)
                {
                    return $"name of dependency changed ({oldDependencies[i][1].GetString()} => {name})";
                }
                if (oldDependencies[i][2].GetString() != StableHash.Hex(dependency.Hash))
                {
                    return $"info of dependency `{name}` changed";
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException)
        {
            return "the stored fingerprint cannot be read";
        }
        return "the fingerprint comparison turned up nothing obvious";
    }
}
