using System.Collections.Generic;
using System.IO;
using System.Text.Json;
using Verdigris.Driver;

namespace Verdigris.TestRunner;

/// <summary>A diagnostic that the compiler printed.</summary>
internal sealed record Printed(string Level, string Code, int Line, string Rendered);

/// <summary>One run of the compiler, as a library in this process.</summary>
internal sealed record Compilation(int ExitCode, IReadOnlyList<Printed> Diagnostics, string Output)
{
    public static Compilation Run(IReadOnlyList<string> arguments, string sysroot)
    {
        using MemoryStream output = new();
        using StringWriter error = new();
        CompilerHost host = new() { StandardOutput = output, StandardError = error, StandardInput = Stream.Null, DefaultSysroot = sysroot };
        int exitCode = RustcCommand.Run(["--error-format=json", .. arguments], host);
        List<Printed> diagnostics = [];
        string rest = "";
        foreach (string line in error.ToString().Split('\n'))
        {
            if (line.StartsWith('{'))
            {
                diagnostics.Add(Read(JsonDocument.Parse(line).RootElement));
            }
            else
            {
                rest += line.Length == 0 ? "" : line + "\n";
            }
        }
        return new Compilation(exitCode, diagnostics, rest);
    }

    /// <summary>All that was printed, as text.</summary>
    public string Rendered
    {
        get
        {
            string text = Output;
            foreach (Printed diagnostic in Diagnostics)
            {
                text += diagnostic.Rendered;
            }
            return text;
        }
    }

    private static Printed Read(JsonElement json)
    {
        int line = 0;
        foreach (JsonElement span in json.GetProperty("spans").EnumerateArray())
        {
            if (span.GetProperty("is_primary").GetBoolean())
            {
                line = span.GetProperty("line_start").GetInt32();
                break;
            }
        }
        string code = json.GetProperty("code") is { ValueKind: JsonValueKind.Object } c ? c.GetProperty("code").GetString()! : "";
        return new Printed(json.GetProperty("level").GetString()!, code, line, json.GetProperty("rendered").GetString()!);
    }
}
