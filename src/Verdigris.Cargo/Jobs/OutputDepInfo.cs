using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Verdigris.Cargo.Fingerprints;
using Verdigris.Cargo.Units;

namespace Verdigris.Cargo.Jobs;

/// <summary>The <c>.d</c> file beside a program or library, for other build systems: every file it depends on, through all local packages.</summary>
internal static class OutputDepInfo
{
    public static void Write(BuildContext context, Unit unit, ConcurrentDictionary<Unit, BuildScriptOutput> scripts)
    {
        List<string> uplifted = [];
        foreach (OutputFile output in context.Files.OutputsOf(unit))
        {
            if (output.Uplifted is { } path && !unit.Target.IsBuildScript)
            {
                uplifted.Add(path);
            }
        }
        if (uplifted.Count == 0)
        {
            return;
        }
        SortedSet<string> inputs = new(StringComparer.Ordinal);
        HashSet<Unit> seen = [];
        Stack<Unit> work = new([unit]);
        while (work.TryPop(out Unit? current))
        {
            if (!seen.Add(current))
            {
                continue;
            }
            AddInputs(context, current, scripts, inputs);
            foreach (UnitDependency dependency in context.Graph.DependenciesOf(current))
            {
                work.Push(dependency.Unit);
            }
        }
        foreach (string output in uplifted)
        {
            StringBuilder text = new(Escape(output));
            text.Append(':');
            foreach (string input in inputs)
            {
                text.Append(' ').Append(Escape(input));
            }
            string file = Path.ChangeExtension(output, ".d");
            string content = text.Append('\n').ToString();
            if (!File.Exists(file) || File.ReadAllText(file) != content)
            {
                File.WriteAllText(file, content);
            }
        }
    }

    private static void AddInputs(BuildContext context, Unit unit, ConcurrentDictionary<Unit, BuildScriptOutput> scripts, SortedSet<string> inputs)
    {
        if (unit.IsRun)
        {
            if (scripts.TryGetValue(unit, out BuildScriptOutput? output))
            {
                foreach (string path in output.RerunIfChanged)
                {
                    inputs.Add(Path.Combine(unit.Package.Root, path));
                }
            }
            return;
        }
        string file = context.Files.FingerprintFile(unit, "dep-");
        if (File.Exists(file) && DepInfo.Decode(File.ReadAllBytes(file)) is { } info)
        {
            foreach (string input in info.AbsoluteFiles(unit.Package.Root, context.Files.DirectoryOf(unit).Root))
            {
                inputs.Add(input);
            }
        }
    }

    private static string Escape(string path) => path.Replace(" ", "\\ ", StringComparison.Ordinal);
}
