using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Lints;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Resolve.Lints;

/// <summary>Reads the attributes that give levels to lints, outer before inner. Reference: [attributes.diagnostics.lint].</summary>
public sealed class LintLevelReader : AstVisitor
{
    private readonly List<LintAttribute> _found = [];

    public static IReadOnlyList<LintAttribute> Read(Crate crate)
    {
        LintLevelReader reader = new();
        reader.Add(crate.Attrs, new SourceSpan(0, uint.MaxValue));
        reader.VisitItems(crate.Items);
        return reader._found;
    }

    public override void VisitItem(Item item)
    {
        if (item.IsRemoved)
        {
            return;
        }
        Add(item.Attrs, item.Span);
        switch (item)
        {
            case Item.Module module:
                Add(module.InnerAttrs, module.IsInline || module.Items.IsDefaultOrEmpty ? module.Span : module.Items[0].Span.To(module.Items[^1].Span));
                break;
            case Item.Impl implementation:
                Add(implementation.InnerAttrs, implementation.Span);
                break;
        }
        WalkItem(item);
    }

    public override void VisitExpr(Expr expr)
    {
        Add(expr.Attrs, expr.Span);
        WalkExpr(expr);
    }

    public override void VisitArm(Arm arm)
    {
        Add(arm.Attrs, arm.Span);
        base.VisitArm(arm);
    }

    public override void VisitStmt(Stmt stmt)
    {
        if (stmt is Stmt.Let let)
        {
            Add(let.Attrs, let.Span);
        }
        WalkStmt(stmt);
    }

    public override void VisitBlock(Block block)
    {
        Add(block.Attrs, block.Span);
        WalkBlock(block);
    }

    private void Add(ImmutableArray<Attr> attrs, SourceSpan scope)
    {
        foreach (Attr attr in attrs.IsDefault ? [] : attrs)
        {
            LintLevel? level = attr.Path.Segments is [{ } only] ? only.Ident.Name.Text switch
            {
                "allow" or "expect" => LintLevel.Allow,
                "warn" => LintLevel.Warn,
                "deny" => LintLevel.Deny,
                "forbid" => LintLevel.Forbid,
                _ => null,
            } : null;
            if (level is null || attr.Args is not AttrArgs.Delimited { Tokens: var tokens })
            {
                continue;
            }
            SourceSpan place = HygieneTable.OutermostCallSite(scope);
            for (int i = 0; i < tokens.Count; i = tokens.SkipTree(i))
            {
                bool isName = tokens[i].Kind.IsIdentLike && (i == 0 || tokens[i - 1].Kind == TokenKind.Comma)
                    && (i + 1 == tokens.Count || tokens[i + 1].Kind == TokenKind.Comma);
                if (isName)
                {
                    _found.Add(new LintAttribute(place, tokens[i].Name.Text, level.Value, tokens[i].Span)
                    {
                        IsExpectation = attr.Path.Segments[0].Ident.Name.Text == "expect",
                        Reason = ReasonIn(tokens),
                    });
                }
            }
        }
    }

    private static string? ReasonIn(TokenStream tokens)
    {
        for (int i = 0; i + 2 < tokens.Count; i++)
        {
            if (tokens[i].Kind.IsIdentLike && tokens[i].Name.Text == "reason" && tokens[i + 1].Kind == TokenKind.Eq && tokens[i + 2].Text is ['"', .., '"'] quoted)
            {
                return quoted[1..^1];
            }
        }
        return null;
    }
}
