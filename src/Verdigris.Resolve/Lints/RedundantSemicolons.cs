using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Lints;

/// <summary><c>redundant_semicolons</c>: semicolons in a block that end no statement. Neighbours are reported as one.</summary>
public sealed class RedundantSemicolons : AstVisitor
{
    private readonly LintSink _lints;

    private RedundantSemicolons(LintSink lints) => _lints = lints;

    public static void Check(Crate crate, LintSink lints) => new RedundantSemicolons(lints).VisitItems(crate.Items);

    public override void VisitItem(Item item)
    {
        if (!item.IsRemoved)
        {
            WalkItem(item);
        }
    }

    public override void VisitBlock(Block block)
    {
        ImmutableArray<Stmt> stmts = block.Stmts;
        for (int i = 0; i < stmts.Length; i++)
        {
            int first = i;
            while (i < stmts.Length && stmts[i] is Stmt.Empty { Span.Context.IsRoot: true })
            {
                i++;
            }
            if (i > first)
            {
                Report(stmts[first].Span.To(stmts[i - 1].Span), i - first);
            }
        }
        base.VisitBlock(block);
    }

    private void Report(SourceSpan span, int count)
    {
        (string noun, string these) = count == 1 ? ("semicolon", "this semicolon") : ("semicolons", "these semicolons");
        _lints.Add(Diagnostic.Lint(LintTable.RedundantSemicolons, $"unnecessary trailing {noun}", span)
            .WithSuggestion($"remove {these}", Applicability.MaybeIncorrect, new SuggestionEdit(span, "")));
    }
}
