using System.Collections.Generic;
using System.Threading;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Base.Lints;

/// <summary>
/// Where lints put their findings. They are given their level and, the first of each lint, the reason for it when all are
/// there, in the order of the source. Thread-safe.
/// </summary>
/// <param name="levels">What to do with them.</param>
/// <param name="crate">The number of the crate that is compiled.</param>
public sealed class LintSink(LintLevels levels, int crate)
{
    private readonly Lock _lock = new();
    private readonly List<Diagnostic> _findings = [];
    private readonly HashSet<string> _explained = [];
    private readonly HashSet<LintAttribute> _fulfilled = [];

    /// <summary>Whether the crate of a number is the one it is about.</summary>
    public bool IsOf(int number) => number == crate;

    /// <summary>For other lints of the same crate, which are told later.</summary>
    public LintSink ForLaterStage() => new(levels, crate);

    /// <summary>
    /// <c>unfulfilled_lint_expectations</c>, of lints that are looked for wherever they are expected. Requires: all findings
    /// of the crate were made, here or in <paramref name="others"/>.
    /// </summary>
    public void CheckExpectations(LintSink others)
    {
        foreach (LintAttribute attribute in levels.Attributes)
        {
            if (attribute.IsExpectation && LintTable.IsAlwaysLookedFor(attribute.Name) && !_fulfilled.Contains(attribute) && !others._fulfilled.Contains(attribute))
            {
                Diagnostic finding = Diagnostic.Lint(LintTable.UnfulfilledLintExpectations, "this lint expectation is unfulfilled", attribute.NameSpan);
                Add(attribute.Reason is null ? finding : finding.WithNote(attribute.Reason));
            }
        }
    }

    /// <summary>Whether a lint can say anything at a place.</summary>
    public bool IsOn(string lint, SourceSpan span) => levels.SettingOf(lint, span).Level != LintLevel.Allow;

    /// <summary>Whether a lint can say anything anywhere in the crate.</summary>
    public bool CanBeOn(string lint) => levels.CanBeOn(lint);

    /// <summary>
    /// The code is the crate's own: written in it, or by a macro of it. Of what macros of other crates, derives and desugarings
    /// make, nothing is said: the user could not mend it.
    /// </summary>
    public bool IsOwn(SourceSpan span)
    {
        while (HygieneTable.ExpansionOf(span.Context) is { } expansion)
        {
            if (expansion.Kind != ExpansionKind.Bang || expansion.CrateIndex != crate)
            {
                return false;
            }
            span = expansion.CallSite;
        }
        return true;
    }

    /// <param name="finding">Made by <see cref="Diagnostic.Lint"/>.</param>
    public void Add(Diagnostic finding)
    {
        LintSetting setting = levels.SettingOf(finding.LintName!, finding.PrimarySpan);
        if (setting.Attribute is { IsExpectation: true } expectation)
        {
            lock (_lock)
            {
                _fulfilled.Add(expectation);
            }
        }
        if (setting.Level != LintLevel.Allow)
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
        Diagnostic? last = null;
        foreach (Diagnostic finding in _findings)
        {
            // A body may have been looked at twice.
            if (last is not null && last.PrimarySpan == finding.PrimarySpan && last.LintName == finding.LintName && last.Message == finding.Message)
            {
                continue;
            }
            last = finding;
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
