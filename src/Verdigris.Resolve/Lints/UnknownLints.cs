using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;

namespace Verdigris.Resolve.Lints;

/// <summary><c>unknown_lints</c>: names in attributes and options that are no lint.</summary>
public static class UnknownLints
{
    public static void Check(IReadOnlyList<LintAttribute> attributes, LintSink lints)
    {
        foreach (LintAttribute attribute in attributes)
        {
            if (LintTable.IsKnown(attribute.Name))
            {
                continue;
            }
            Diagnostic diagnostic = Diagnostic.Lint(LintTable.UnknownLints, $"unknown lint: `{attribute.Name}`", attribute.NameSpan);
            lints.Add(LintTable.MostLike(attribute.Name) is { } similar
                ? diagnostic.WithSuggestion("did you mean", Applicability.MaybeIncorrect, new SuggestionEdit(attribute.NameSpan, similar))
                : diagnostic);
        }
    }
}
