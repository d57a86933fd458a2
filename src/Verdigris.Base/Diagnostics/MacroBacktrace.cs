using System;
using System.Collections.Generic;
using Verdigris.Base.Source;

namespace Verdigris.Base.Diagnostics;

/// <summary>
/// Tells a diagnostic inside macros by what the user wrote: places in macros of other crates become the place that calls
/// them, places in macros of this crate get the outermost call as a label, and a note names the macro.
/// </summary>
internal sealed class MacroBacktrace(Func<SourceSpan, bool> isForeign)
{
    public Diagnostic Explain(Diagnostic diagnostic)
    {
        if (!IsInMacro(diagnostic))
        {
            return diagnostic;
        }
        List<ExpansionInfo> trace = [.. BacktraceOf(diagnostic.PrimarySpan)];
        List<SpanLabel> labels = [];
        SourceSpan primary = CallSiteOf(diagnostic.PrimarySpan);
        List<SourceSpan> primaries = [primary];
        foreach (SpanLabel label in diagnostic.Labels)
        {
            labels.Add(label with { Span = CallSiteOf(label.Span) });
            if (label.IsPrimary)
            {
                primaries.Add(labels[^1].Span);
            }
        }
        AddInvocations(primaries, labels);
        List<SubDiagnostic> children = [];
        foreach (SubDiagnostic child in diagnostic.Children)
        {
            children.Add(Explain(child));
        }
        if (trace.Count > 0 && !IsLibraryMacro(trace[^1]))
        {
            string level = diagnostic.Level == DiagnosticLevel.Warning ? "warning" : "error";
            string cause = trace[^1].MacroName != trace[0].MacroName ? $" which comes from the expansion of the {Describe(trace[^1].Kind)} `{trace[^1].MacroName}`" : "";
            children.Add(new SubDiagnostic(DiagnosticLevel.Note, $"this {level} originates in the {Describe(trace[0].Kind)} `{trace[0].MacroName}`{cause} (in Nightly builds, run with -Z macro-backtrace for more info)"));
        }
        return diagnostic.Move(primary, labels, children);
    }

    private SubDiagnostic Explain(SubDiagnostic child)
    {
        if (child.Span.IsDummy || child.Span.Context.IsRoot)
        {
            return child;
        }
        SourceSpan span = CallSiteOf(child.Span);
        List<SpanLabel> labels = [];
        foreach (SpanLabel label in child.Labels ?? [])
        {
            labels.Add(label with { Span = CallSiteOf(label.Span) });
        }
        AddInvocations([span], labels);
        return child with { Span = span, Labels = labels };
    }

    private static bool IsInMacro(Diagnostic diagnostic)
    {
        bool isInMacro = !diagnostic.PrimarySpan.Context.IsRoot;
        foreach (SpanLabel label in diagnostic.Labels)
        {
            isInMacro |= !label.Span.Context.IsRoot;
        }
        foreach (SubDiagnostic child in diagnostic.Children)
        {
            isInMacro |= !child.Span.Context.IsRoot;
        }
        return isInMacro;
    }

    /// <summary>The first place outside of other crates' sources that led here; the place itself if there is none.</summary>
    private SourceSpan CallSiteOf(SourceSpan span)
    {
        SourceSpan place = span;
        while (isForeign(place))
        {
            if (HygieneTable.ExpansionOf(place.Context) is not { } expansion)
            {
                return span;
            }
            place = expansion.CallSite;
        }
        return place;
    }

    private static void AddInvocations(List<SourceSpan> primaries, List<SpanLabel> labels)
    {
        List<SpanLabel> added = [];
        foreach (SourceSpan span in primaries)
        {
            ExpansionInfo? outermost = null;
            foreach (ExpansionInfo expansion in BacktraceOf(span))
            {
                outermost = expansion.DefSite.IsDummy && expansion.Kind == ExpansionKind.Desugaring ? outermost : expansion;
            }
            if (outermost is null || outermost.CallSite.Contains(span))
            {
                continue;
            }
            string text = outermost.Kind switch
            {
                ExpansionKind.Attribute => "in this attribute macro expansion",
                ExpansionKind.Derive => "in this derive macro expansion",
                ExpansionKind.Desugaring => "",
                ExpansionKind.Bang => "in this macro invocation",
            };
            SpanLabel label = new(outermost.CallSite, text);
            if (text.Length > 0 && !added.Contains(label))
            {
                added.Add(label);
            }
        }
        labels.AddRange(added);
    }

    /// <summary>Innermost first; of a macro that calls itself only one.</summary>
    private static IEnumerable<ExpansionInfo> BacktraceOf(SourceSpan span)
    {
        SourceSpan previous = default;
        while (HygieneTable.ExpansionOf(span.Context) is { } expansion)
        {
            bool isRecursive = expansion.CallSite.Lo == previous.Lo && expansion.CallSite.Hi == previous.Hi;
            previous = span;
            span = expansion.CallSite;
            if (!isRecursive && expansion.Kind != ExpansionKind.Desugaring)
            {
                yield return expansion;
            }
        }
    }

    private bool IsLibraryMacro(ExpansionInfo expansion) => expansion.DefSite.IsDummy || isForeign(expansion.DefSite);

    private static string Describe(ExpansionKind kind) => kind switch
    {
        ExpansionKind.Attribute => "attribute macro",
        ExpansionKind.Derive => "derive macro",
        ExpansionKind.Bang or ExpansionKind.Desugaring => "macro",
    };
}
