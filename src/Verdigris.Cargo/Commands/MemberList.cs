using System;
using System.Collections.Generic;
using System.IO;
using Verdigris.Cargo.Manifests;
using Verdigris.Cargo.Terminal;
using Verdigris.Cargo.Toml;
using Verdigris.Cargo.Workspaces;

namespace Verdigris.Cargo.Commands;

/// <summary>The <c>members</c> of a workspace's root manifest, edited without touching the rest of the text.</summary>
internal static class MemberList
{
    public static void Add(string manifest, string packageDirectory, Shell shell)
    {
        string text = File.ReadAllText(manifest);
        TomlDocument document = TomlDocument.Parse(manifest, text);
        if (document.Root.Find("workspace") is not TomlTable table)
        {
            return;
        }
        string root = Path.GetDirectoryName(manifest)!;
        WorkspaceTable workspace = new(new TomlReader(document, table, "workspace"), root);
        if (ManifestCache.IsExcluded(workspace, packageDirectory))
        {
            return;
        }
        string member = Path.GetRelativePath(root, packageDirectory);
        foreach (string pattern in workspace.Members ?? [])
        {
            if (pattern == member || (Glob.IsPattern(pattern) && Glob.Directories(root, pattern).Contains(packageDirectory)))
            {
                return;
            }
        }
        File.WriteAllText(manifest, table.Find("members") is TomlArray array ? Insert(text, array, member) : InsertKey(text, table, member));
        shell.Status("Adding", $"`{Path.GetFileName(packageDirectory)}` as member of workspace at `{root}`");
    }

    /// <summary>At its place if the list is sorted, otherwise at the end; in the layout that the list has.</summary>
    private static string Insert(string text, TomlArray array, string member)
    {
        List<string> names = [];
        foreach (TomlValue item in array.Items)
        {
            names.Add(item is TomlString name ? name.Value : "");
        }
        bool isSorted = true;
        for (int i = 1; i < names.Count; i++)
        {
            isSorted &= string.CompareOrdinal(names[i - 1], names[i]) <= 0;
        }
        int at = isSorted ? names.FindIndex(name => string.CompareOrdinal(name, member) > 0) : -1;
        string quoted = TomlText.Quote(member);
        if (array.Items.Count == 0)
        {
            return text[..array.Span.Start] + $"[{quoted}]" + text[array.Span.End..];
        }
        if (at >= 0)
        {
            int before = array.Items[at].Span.Start;
            return text[..before] + quoted + "," + Gap(text, before) + text[before..];
        }
        int last = array.Items[^1].Span.End;
        return text[..last] + "," + Gap(text, array.Items[^1].Span.Start) + quoted + text[last..];
    }

    /// <summary>What stands in front of an item: a blank, or a line break with its indentation.</summary>
    private static string Gap(string text, int item)
    {
        int start = item;
        while (start > 0 && text[start - 1] is ' ' or '\t')
        {
            start--;
        }
        return start > 0 && text[start - 1] == '\n' ? "\n" + text[start..item] : " ";
    }

    private static string InsertKey(string text, TomlTable table, string member)
    {
        int line = text.IndexOf('\n', Math.Min(table.Span.Start, text.Length - 1));
        int at = line < 0 ? text.Length : line + 1;
        return text[..at] + (line < 0 ? "\n" : "") + $"members = [{TomlText.Quote(member)}]\n" + text[at..];
    }
}
