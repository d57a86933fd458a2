using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;

namespace Verdigris.Check.Lints;

/// <summary><c>irrefutable_let_patterns</c>: patterns that always match where one that may fail is expected.</summary>
internal static class IrrefutableLetPatterns
{
    public static void Check(TypeckResults results, LintSink? lints)
    {
        if (lints is null)
        {
            return;
        }
        foreach ((SourceSpan span, RefutablePlace place) in results.IrrefutableLets)
        {
            if (!lints.IsOwn(span))
            {
                continue;
            }
            (string what, string note, string help) = place switch
            {
                RefutablePlace.IfLet => ("`if let`", "so the `if let` is useless", "consider replacing the `if let` with a `let`"),
                RefutablePlace.WhileLet => ("`while let`", "so the loop will never exit", "consider instead using a `loop { ... }` with a `let` inside it"),
                RefutablePlace.LetElse => ("`let...else`", "so the `else` clause is useless", "consider removing the `else` clause"),
            };
            lints.Add(Diagnostic.Lint(LintTable.IrrefutableLetPatterns, $"irrefutable {what} pattern", span)
                .WithNote($"this pattern will always match, {note}")
                .WithHelp(help));
        }
    }
}
