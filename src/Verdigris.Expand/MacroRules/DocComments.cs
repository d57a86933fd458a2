using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Interning;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.MacroRules;

/// <summary>Macros see doc comments as the attributes they stand for. Reference: [comments.doc].</summary>
internal static class DocComments
{
    public static TokenStream Desugar(TokenStream tokens)
    {
        bool hasDoc = false;
        foreach (Token token in tokens.Tokens)
        {
            hasDoc |= token.Kind.IsDocComment;
        }
        if (!hasDoc)
        {
            return tokens;
        }
        List<Token> output = new(tokens.Count + 16);
        Stack<int> open = [];
        foreach (Token token in tokens.Tokens)
        {
            if (token.Kind.IsDocComment)
            {
                AddAttribute(output, token);
                continue;
            }
            if (token.Kind.IsOpenDelimiter)
            {
                open.Push(output.Count);
            }
            else if (token.Kind.IsCloseDelimiter)
            {
                int start = open.Pop();
                int length = output.Count - start;
                output[start] = output[start].WithLink(length);
                output.Add(token.WithLink(-length));
                continue;
            }
            output.Add(token);
        }
        return new TokenStream([.. output]);
    }

    private static void AddAttribute(List<Token> output, Token doc)
    {
        output.Add(new Token(TokenKind.Pound, doc.Span, null, 0, TokenFlags.Adjacent));
        if (doc.Kind == TokenKind.InnerDoc)
        {
            output.Add(new Token(TokenKind.Bang, doc.Span, null, 0, TokenFlags.Adjacent));
        }
        string text = doc.Name.Text;
        int hashes = 0;
        while (text.Contains("\"" + new string('#', hashes)))
        {
            hashes++;
        }
        StringBuilder literal = new();
        literal.Append('r').Append('#', hashes).Append('"').Append(text).Append('"').Append('#', hashes);
        Symbol symbol = Symbol.Intern(literal.ToString());
        output.Add(new Token(TokenKind.OpenBracket, doc.Span, null, 4, TokenFlags.Adjacent));
        output.Add(new Token(TokenKind.Ident, doc.Span, Names.Doc));
        output.Add(new Token(TokenKind.Eq, doc.Span));
        output.Add(new Token(TokenKind.RawStr, doc.Span, symbol, symbol.Utf8.Length, TokenFlags.Adjacent));
        output.Add(new Token(TokenKind.CloseBracket, doc.Span, null, -4));
    }
}
