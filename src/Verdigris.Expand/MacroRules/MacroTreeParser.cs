using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.MacroRules;

/// <summary>Understands <c>$</c> in the tokens of a matcher or transcriber. Reference: [macro.decl.syntax].</summary>
internal readonly struct MacroTreeParser(bool isMatcher, Edition edition, DiagnosticSink sink)
{
    private const string ValidSpecifiers =
        "valid fragment specifiers are `ident`, `block`, `stmt`, `expr`, `pat`, `ty`, `lifetime`, `literal`, `path`, `meta`, `tt`, `item` and `vis`, along with `expr_2021` and `pat_param` for edition compatibility";

    public ImmutableArray<MacroTree> Parse(TokenStream tokens)
    {
        using PooledList<MacroTree> trees = PooledList<MacroTree>.Rent();
        int position = 0;
        while (position < tokens.Count)
        {
            trees.Add(ParseTree(tokens, ref position));
        }
        return trees.ToImmutable();
    }

    private MacroTree ParseTree(TokenStream tokens, ref int position)
    {
        Token token = tokens[position];
        if (token.Kind.IsOpenDelimiter)
        {
            int open = position;
            position = tokens.SkipTree(open);
            return new MacroTree.Delimited(token, tokens[position - 1], Parse(tokens.Inside(open)));
        }
        position++;
        if (token.Kind != TokenKind.Dollar || position >= tokens.Count)
        {
            return new MacroTree.Tok(token);
        }
        Token next = tokens[position];
        if (next.Kind == TokenKind.OpenParen)
        {
            return ParseRepeat(tokens, ref position, token.Span);
        }
        if (next.Kind == TokenKind.Crate)
        {
            position++;
            SourceSpan span = token.Span.To(next.Span);
            return new MacroTree.Tok(new Token(TokenKind.Ident, span, Names.DollarCrate, 0, next.Flags));
        }
        if (next.Kind == TokenKind.OpenBrace)
        {
            position = tokens.SkipTree(position);
            sink.Report(Diagnostic.Error("E0658", "meta-variable expressions are unstable", token.Span.To(tokens[position - 1].Span)));
            return new MacroTree.Tok(token);
        }
        if (next.Kind == TokenKind.Dollar)
        {
            position++;
            sink.Report(Diagnostic.Error("E0658", "usage of `$$` is unstable", token.Span.To(next.Span)));
            return new MacroTree.Tok(token);
        }
        if (!next.Kind.IsIdentLike && next.Kind != TokenKind.Underscore)
        {
            sink.Report(Diagnostic.ErrorWithoutCode($"expected identifier, found `{next.Text}`", next.Span));
            return new MacroTree.Tok(token);
        }
        position++;
        return isMatcher ? ParseDeclaration(tokens, ref position, token, next) : new MacroTree.Variable(next.Name, token, next, token.Span.To(next.Span));
    }

    private MacroTree ParseDeclaration(TokenStream tokens, ref int position, Token dollar, Token name)
    {
        SourceSpan span = dollar.Span.To(name.Span);
        if (position >= tokens.Count || tokens[position].Kind != TokenKind.Colon || position + 1 >= tokens.Count || !tokens[position + 1].Kind.IsIdentLike)
        {
            sink.Report(Diagnostic.ErrorWithoutCode("missing fragment specifier", span)
                .WithNote("fragment specifiers must be provided")
                .WithHelp(ValidSpecifiers)
                .WithSuggestion("try adding a specifier here", Applicability.HasPlaceholders, new SuggestionEdit(span.ShrinkToHi(), ":spec")));
            return new MacroTree.Declaration(name.Name, FragmentSpecifier.Missing, span);
        }
        Token specifier = tokens[position + 1];
        position += 2;
        span = dollar.Span.To(specifier.Span);
        if (!FragmentSpecifiers.TryParse(specifier.Name.Text, edition, out FragmentSpecifier kind))
        {
            sink.Report(Diagnostic.ErrorWithoutCode($"invalid fragment specifier `{specifier.Name}`", span).WithHelp(ValidSpecifiers));
        }
        return new MacroTree.Declaration(name.Name, kind, span);
    }

    private MacroTree ParseRepeat(TokenStream tokens, ref int position, SourceSpan start)
    {
        int open = position;
        position = tokens.SkipTree(open);
        ImmutableArray<MacroTree> trees = Parse(tokens.Inside(open));
        SourceSpan group = tokens[open].Span.To(tokens[position - 1].Span);
        Token? separator = null;
        RepeatOp op = RepeatOp.ZeroOrMore;
        if (position < tokens.Count && TryOperator(tokens[position].Kind, out op))
        {
            position++;
        }
        else if (position + 1 < tokens.Count && !tokens[position].Kind.IsOpenDelimiter && TryOperator(tokens[position + 1].Kind, out op))
        {
            separator = tokens[position];
            position += 2;
            if (op == RepeatOp.ZeroOrOne)
            {
                sink.Report(Diagnostic.ErrorWithoutCode("the `?` macro repetition operator does not take a separator", separator.Value.Span));
                separator = null;
            }
        }
        else
        {
            SourceSpan at = position < tokens.Count ? tokens[position].Span : group;
            sink.Report(Diagnostic.ErrorWithoutCode("expected one of: `*`, `+`, or `?`", at));
        }
        return new MacroTree.Repeat(trees, separator, op, CountVariables(trees), start.To(group));
    }

    private static bool TryOperator(TokenKind kind, out RepeatOp op)
    {
        op = kind switch { TokenKind.Plus => RepeatOp.OneOrMore, TokenKind.Question => RepeatOp.ZeroOrOne, _ => RepeatOp.ZeroOrMore };
        return kind is TokenKind.Star or TokenKind.Plus or TokenKind.Question;
    }

    internal static int CountVariables(ImmutableArray<MacroTree> trees)
    {
        int count = 0;
        foreach (MacroTree tree in trees)
        {
            count += tree switch
            {
                MacroTree.Declaration => 1,
                MacroTree.Delimited delimited => CountVariables(delimited.Trees),
                MacroTree.Repeat repeat => repeat.VariableCount,
                MacroTree.Tok or MacroTree.Variable => 0,
            };
        }
        return count;
    }
}
