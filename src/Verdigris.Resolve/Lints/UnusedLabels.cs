using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;

namespace Verdigris.Resolve.Lints;

/// <summary><c>unused_labels</c>: labels of loops and blocks that no <c>break</c> or <c>continue</c> names.</summary>
public sealed class UnusedLabels : AstVisitor
{
    private readonly LintSink _lints;
    private readonly List<Scope> _scopes = [];

    private UnusedLabels(LintSink lints) => _lints = lints;

    private sealed class Scope(Symbol name, SyntaxContext context)
    {
        public bool IsUsed { get; set; }

        public bool Is(Lifetime label) => label.Ident.Name == name && label.Ident.Span.Context == context;
    }

    public static void Check(Crate crate, LintSink lints) => new UnusedLabels(lints).VisitItems(crate.Items);

    public override void VisitItem(Item item)
    {
        if (!item.IsRemoved)
        {
            WalkItem(item);
        }
    }

    public override void VisitExpr(Expr expr)
    {
        switch (expr)
        {
            case Expr.Break { Label: { } used }:
                Use(used);
                break;
            case Expr.Continue { Label: { } used }:
                Use(used);
                break;
        }
        Lifetime? label = expr switch
        {
            Expr.While it => it.Label,
            Expr.ForLoop it => it.Label,
            Expr.Loop it => it.Label,
            Expr.OfBlock it => it.Label,
            _ => null,
        };
        if (label is null)
        {
            WalkExpr(expr);
            return;
        }
        Scope scope = new(label.Ident.Name, label.Ident.Span.Context);
        _scopes.Add(scope);
        WalkExpr(expr);
        _scopes.RemoveAt(_scopes.Count - 1);
        if (!scope.IsUsed && !label.Ident.Name.Text.StartsWith("'_", System.StringComparison.Ordinal) && _lints.IsOwn(label.Ident.Span))
        {
            _lints.Add(Diagnostic.Lint(LintTable.UnusedLabels, "unused label", label.Ident.Span));
        }
    }

    private void Use(Lifetime label)
    {
        for (int i = _scopes.Count - 1; i >= 0; i--)
        {
            if (_scopes[i].Is(label))
            {
                _scopes[i].IsUsed = true;
                return;
            }
        }
    }
}
