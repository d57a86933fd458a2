using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using Verdigris.Cargo.Jobs;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Profiles;
using Verdigris.Cargo.Workspaces;
using Verdigris.Driver;

namespace Verdigris.Cargo.Commands;

/// <summary><c>clean</c>: all output, one profile's, or that of some packages.</summary>
internal static class CleanCommand
{
    public static int Run(CommandContext context)
    {
        Workspace workspace = BuildCommand.LoadWorkspace(context);
        string root = BuildOperation.TargetDirectoryOf(workspace, context.Arguments.Value("target-dir"), context.Host, context.Config);
        Remover remover = new(context.Arguments.Has("dry-run"));
        string? profile = context.Arguments.Value("profile") ?? (context.Arguments.Has("release") ? "release" : null);
        string? profileDirectory = profile is null ? null
            : ProfileSet.Create(workspace, context.Config, profile, context.Host.Variable("CARGO_INCREMENTAL")).DirectoryName;
        List<Package> packages = SelectedPackages(context, workspace);
        if (packages.Count != 0)
        {
            foreach (string directory in ProfileDirectories(root, profileDirectory))
            {
                foreach (Package package in packages)
                {
                    RemovePackage(remover, directory, package);
                }
            }
        }
        else if (context.Arguments.Has("doc"))
        {
            remover.Remove(Path.Combine(root, "doc"));
        }
        else if (profileDirectory is not null)
        {
            string platform = context.Arguments.Value("target") is { } target ? Path.Combine(root, target) : root;
            remover.Remove(Path.Combine(platform, profileDirectory));
        }
        else
        {
            remover.Remove(context.Arguments.Value("target") is { } target ? Path.Combine(root, target) : root);
        }
        context.Shell.Status(remover.IsDryRun ? "Summary" : "Removed", remover.Summary);
        if (remover.IsDryRun)
        {
            context.Shell.Warn("no files deleted due to --dry-run");
        }
        return ExitCode.Success;
    }

    private static List<Package> SelectedPackages(CommandContext context, Workspace workspace)
    {
        if (context.Arguments.Has("workspace"))
        {
            return [.. workspace.Members];
        }
        PackageSelection selection = new() { Specs = context.Arguments.Values("package") };
        return selection.Specs.Count == 0 ? [] : [.. selection.Select(workspace, context.Shell)];
    }

    /// <summary>The directories that look like a profile's output, for the host and for other targets.</summary>
    private static List<string> ProfileDirectories(string root, string? only)
    {
        List<string> found = [];
        if (!Directory.Exists(root))
        {
            return found;
        }
        foreach (string directory in Directory.EnumerateDirectories(root))
        {
            AddIfProfile(directory);
            foreach (string inner in Directory.EnumerateDirectories(directory))
            {
                AddIfProfile(inner);
            }
        }
        found.Sort(string.CompareOrdinal);
        return found;

        void AddIfProfile(string directory)
        {
            if (Directory.Exists(Path.Combine(directory, ".fingerprint")) && (only is null || Path.GetFileName(directory) == only))
            {
                found.Add(directory);
            }
        }
    }

    private static void RemovePackage(Remover remover, string directory, Package package)
    {
        foreach (string below in (string[])[".fingerprint", "build"])
        {
            remover.RemoveMatching(Path.Combine(directory, below), name => HasHash(name, package.Name + "-"));
        }
        foreach (Target target in package.Targets)
        {
            string crate = target.CrateName;
            remover.RemoveMatching(Path.Combine(directory, "deps"), name => HasHash(name, crate + "-") || HasHash(name, $"lib{crate}-")
                || name.StartsWith($"lib{crate}.", StringComparison.Ordinal) || name.StartsWith($"{crate}-", StringComparison.Ordinal) && name.EndsWith(".rcgu.o", StringComparison.Ordinal));
            remover.RemoveMatching(Path.Combine(directory, "incremental"), name => name.StartsWith(crate + "-", StringComparison.Ordinal));
            string uplifted = target.Kind == TargetKind.Example ? Path.Combine(directory, "examples") : directory;
            remover.RemoveMatching(uplifted, name => name == target.Name || name == target.Name + ".d" || name == $"lib{crate}.rlib" || name == $"lib{crate}.d"
                || name == $"lib{crate}.so" || name == $"lib{crate}.a" || (target.Kind == TargetKind.Example && HasHash(name, crate + "-")));
        }
    }

    /// <summary><c>prefix</c>, sixteen hexadecimal digits, and perhaps an extension.</summary>
    private static bool HasHash(string name, string prefix)
    {
        const int HashLength = 16;
        if (!name.StartsWith(prefix, StringComparison.Ordinal) || name.Length < prefix.Length + HashLength)
        {
            return false;
        }
        for (int i = prefix.Length; i < prefix.Length + HashLength; i++)
        {
            if (!char.IsAsciiHexDigit(name[i]))
            {
                return false;
            }
        }
        return name.Length == prefix.Length + HashLength || name[prefix.Length + HashLength] == '.';
    }

    /// <summary>Deletes and counts; a file with two names is counted by its bytes twice, as they are listed.</summary>
    private sealed class Remover(bool isDryRun)
    {
        private int _files;
        private int _directories;
        private long _bytes;

        public bool IsDryRun => isDryRun;

        public string Summary
        {
            get
            {
                string what = (_files, _directories) switch
                {
                    (0, 0) => "0 files",
                    (0, 1) => "1 directory",
                    (0, int directories) => $"{directories.ToString(CultureInfo.InvariantCulture)} directories",
                    (1, _) => "1 file",
                    (int files, _) => $"{files.ToString(CultureInfo.InvariantCulture)} files",
                };
                return _bytes == 0 ? what : $"{what}, {HumanBytes(_bytes)} total";
            }
        }

        public void Remove(string path)
        {
            if (File.Exists(path))
            {
                Count(path);
                if (!isDryRun)
                {
                    File.Delete(path);
                }
                return;
            }
            if (!Directory.Exists(path))
            {
                return;
            }
            _directories++;
            foreach (string entry in Directory.EnumerateFileSystemEntries(path, "*", SearchOption.AllDirectories))
            {
                if (Directory.Exists(entry))
                {
                    _directories++;
                }
                else
                {
                    Count(entry);
                }
            }
            if (!isDryRun)
            {
                Directory.Delete(path, recursive: true);
            }
        }

        public void RemoveMatching(string directory, Predicate<string> isWanted)
        {
            if (!Directory.Exists(directory))
            {
                return;
            }
            foreach (string entry in Directory.GetFileSystemEntries(directory))
            {
                if (isWanted(Path.GetFileName(entry)))
                {
                    Remove(entry);
                }
            }
        }

        private void Count(string file)
        {
            _files++;
            _bytes += new FileInfo(file).Length;
        }

        private static string HumanBytes(long bytes)
        {
            string[] units = ["B", "KiB", "MiB", "GiB", "TiB"];
            double value = bytes;
            int unit = 0;
            while (value >= 1024 && unit < units.Length - 1)
            {
                value /= 1024;
                unit++;
            }
            return unit == 0 ? $"{bytes.ToString(CultureInfo.InvariantCulture)}B" : string.Create(CultureInfo.InvariantCulture, $"{value:F1}{units[unit]}");
        }
    }
}
