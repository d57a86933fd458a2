using System.Text;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Expand.Builtin;

/// <summary>Tokens as text, for <c>stringify!</c> and messages of <c>assert!</c>; spaced as rustc does.</summary>
public static class TokenPrinter
{
    public static string Print(TokenStream tokens)
    {
        StringBuilder text = new();
        Token previous = default;
        bool hasPrevious = false;
        for (int i = 0; i < tokens.Count; i++)
        {
            Token token = tokens[i];
            if (token.Kind is TokenKind.OpenInvisible or TokenKind.CloseInvisible)
            {
                if (token.Kind == TokenKind.CloseInvisible && hasPrevious)
                {
                    previous = previous.WithFlags((previous.Flags & ~TokenFlags.Adjacent) | (token.Flags & TokenFlags.Adjacent));
                }
                continue;
            }
            if (hasPrevious && NeedsSpace(previous, token))
            {
                text.Append(' ');
            }
            text.Append(token.Name.Text == "$crate" ? "$crate" : token.Text);
            previous = token;
            hasPrevious = true;
        }
        return text.ToString();
    }

    private static bool NeedsSpace(Token left, Token right)
    {
        // Braces are padded, other brackets are not, whatever the source has.
        if (left.Kind == TokenKind.OpenBrace)
        {
            return right.Kind != TokenKind.CloseBrace;
        }
        if (right.Kind == TokenKind.CloseBrace)
        {
            return true;
        }
        if (left.Kind.IsOpenDelimiter || right.Kind.IsCloseDelimiter || left.IsAdjacent)
        {
            return false;
        }
        if (left.Kind == TokenKind.Dot && !right.Kind.IsPunctuation)
        {
            return false;
        }
        if (right.Kind is TokenKind.Comma or TokenKind.Semi or TokenKind.Dot && !left.Kind.IsPunctuation)
        {
            return false;
        }
        if (right.Kind == TokenKind.OpenParen && left.Kind is TokenKind.Ident or TokenKind.Fn or TokenKind.SelfUpper or TokenKind.Pub)
        {
            return false;
        }
        return !(left.Kind == TokenKind.Pound && right.Kind == TokenKind.OpenBracket);
    }
}
