using System.Collections.Generic;
using System.Threading;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Base.Lints;

/// <summary>
/// Where lints put their findings. They are given their level and, the first of each lint, the reason for it when all are
/// there, in the order of the source. Thread-safe.
/// </summary>
public sealed class LintSink(LintLevels levels)
{
    private readonly Lock _lock = new();
    private readonly List<Diagnostic> _findings = [];
    private readonly HashSet<string> _explained = [];

    /// <summary>Whether a lint can say anything at a place.</summary>
    public bool IsOn(string lint, SourceSpan span) => levels.SettingOf(lint, span).Level != LintLevel.Allow;

    /// <param name="finding">Made by <see cref="Diagnostic.Lint"/>.</param>
    public void Add(Diagnostic finding)
    {
        if (IsOn(finding.LintName!, finding.PrimarySpan))
        {
            lock (_lock)
            {
                _findings.Add(finding);
            }
        }
    }

    /// <summary>Moves all findings to the crate's other diagnostics.</summary>
    public void Flush(DiagnosticSink sink)
    {
        _findings.Sort(static (a, b) => a.PrimarySpan.Lo != b.PrimarySpan.Lo
            ? a.PrimarySpan.Lo.CompareTo(b.PrimarySpan.Lo)
            : string.CompareOrdinal(a.LintName + a.Message, b.LintName + b.Message));
        foreach (Diagnostic finding in _findings)
        {
            string lint = finding.LintName!;
            LintSetting setting = levels.SettingOf(lint, finding.PrimarySpan);
            finding.Level = setting.Level is LintLevel.Deny or LintLevel.Forbid ? DiagnosticLevel.Error : DiagnosticLevel.Warning;
            Explain(finding, lint, setting);
            sink.Add(finding);
        }
        _findings.Clear();
    }

    private void Explain(Diagnostic finding, string lint, LintSetting setting)
    {
        if (!_explained.Add($"{lint} {setting}"))
        {
            return;
        }
        if (setting.Attribute is { } attribute)
        {
            finding.WithNote(attribute.NameSpan, "the lint level is defined here");
            if (attribute.Name != lint)
            {
                string level = NameOf(attribute.Level);
                finding.WithNote($"`#[{level}({lint})]` implied by `#[{level}({attribute.Name})]`");
            }
            return;
        }
        if (setting.Option is { } option)
        {
            string flag = option.Level switch { LintLevel.ForceWarn => "--force-warn", LintLevel.Deny => "-D", LintLevel.Forbid => "-F", _ => "-W" };
            (string name, string given) = (lint.Replace('_', '-'), option.Name.Replace('_', '-'));
            finding.WithNote(option.Name == lint ? $"requested on the command line with `{flag} {name}`" : $"`{flag} {name}` implied by `{flag} {given}`");
            if (option.Name != lint && option.Level != LintLevel.Forbid)
            {
                finding.WithHelp($"to override `{flag} {given}` add `#[allow({lint})]`");
            }
            return;
        }
        string group = LintTable.GroupOf(lint) is { } part ? $" (part of `#[{NameOf(setting.Level)}({part})]`)" : "";
        finding.WithNote($"`#[{NameOf(setting.Level)}({lint})]`{group} on by default");
    }

    private static string NameOf(LintLevel level) => level switch { LintLevel.Deny => "deny", LintLevel.Forbid => "forbid", LintLevel.Allow => "allow", _ => "warn" };
}
