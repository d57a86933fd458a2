using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace Verdigris.Base.Tests.Diagnostics;

public sealed class TextRendererTests
{
    /// <summary>A recording elsewhere to try the renderer against, e.g. of a whole corpus.</summary>
    private static readonly string? s_extraRecording = Environment.GetEnvironmentVariable("VERDIGRIS_RECORDED_DIAGNOSTICS");

    [Fact]
    public void PrintsWhatRustcPrints()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Diagnostics", "Recorded");
        IEnumerable<string> lines = s_extraRecording is null
            ? Directory.GetFiles(folder, "*.jsonl").SelectMany(File.ReadLines)
            : File.ReadLines(s_extraRecording);
        int same = 0;
        List<string> different = [];
        foreach ((string id, _, List<RecordedDiagnostic> diagnostics) in RecordedDiagnostic.ReadAll(lines))
        {
            foreach (RecordedDiagnostic diagnostic in diagnostics.Where(d => d.IsUsable))
            {
                string text = diagnostic.RenderLikeRustc();
                if (text == diagnostic.Rendered)
                {
                    same++;
                }
                else
                {
                    different.Add($"--- {id}: rustc\n{diagnostic.Rendered}--- ours\n{text}");
                }
            }
        }
        Assert.True(different.Count == 0, $"{same} the same, {different.Count} different\n{string.Join('\n', different)}");
        Assert.True(same > 0);
    }
}
