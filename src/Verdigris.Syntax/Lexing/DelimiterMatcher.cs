using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;

namespace Verdigris.Syntax.Lexing;

/// <summary>
/// Links every delimiter to its partner. When they do not balance, one diagnostic per fault in rustc's layout is reported,
/// stray closers are dropped and missing ones made up, so that the result is balanced whatever the input.
/// </summary>
internal static class DelimiterMatcher
{
    public static Token[] Match(Token[] tokens, DiagnosticSink sink)
    {
        Stack<int> open = [];
        for (int i = 0; i < tokens.Length; i++)
        {
            TokenKind kind = tokens[i].Kind;
            if (kind.IsOpenDelimiter)
            {
                open.Push(i);
            }
            else if (kind.IsCloseDelimiter)
            {
                if (!open.TryPop(out int start) || tokens[start].Kind.Partner != kind)
                {
                    return Recover(tokens, sink);
                }
                tokens[start] = tokens[start].WithLink(i - start);
                tokens[i] = tokens[i].WithLink(start - i);
            }
        }
        return open.Count == 0 ? tokens : Recover(tokens, sink);
    }

    private static Token[] Recover(Token[] tokens, DiagnosticSink sink)
    {
        List<Token> balanced = new(tokens.Length + 16);
        List<int> open = [];
        foreach (Token token in tokens)
        {
            if (token.Kind.IsOpenDelimiter)
            {
                open.Add(balanced.Count);
                balanced.Add(token);
            }
            else if (token.Kind.IsCloseDelimiter)
            {
                int partner = open.Count - 1;
                while (partner >= 0 && balanced[open[partner]].Kind.Partner != token.Kind)
                {
                    partner--;
                }
                if (open.Count == 0)
                {
                    sink.Report(Diagnostic.ErrorWithoutCode($"unexpected closing delimiter: `{token.Kind.Text}`", token.Span)
                        .WithPrimaryLabel("unexpected closing delimiter"));
                }
                else if (partner < open.Count - 1)
                {
                    sink.Report(Diagnostic.ErrorWithoutCode($"mismatched closing delimiter: `{token.Kind.Text}`", token.Span)
                        .WithPrimaryLabel("mismatched closing delimiter")
                        .WithLabel(balanced[open[^1]].Span, "unclosed delimiter"));
                    // A closer without any partner closes the innermost group: the usual slip is `(…]`.
                    CloseDownTo(balanced, open, partner < 0 ? open.Count - 1 : partner + 1, token.Span);
                }
                if (partner >= 0)
                {
                    Close(balanced, open, token);
                }
            }
            else if (token.Kind == TokenKind.Eof)
            {
                if (open.Count > 0)
                {
                    Diagnostic diagnostic = Diagnostic.ErrorWithoutCode("this file contains an unclosed delimiter", token.Span);
                    int shown = 0;
                    foreach (int start in open)
                    {
                        // With very deep input only the outermost ones say something.
                        if (shown++ == 16)
                        {
                            break;
                        }
                        diagnostic.WithLabel(balanced[start].Span, "unclosed delimiter");
                    }
                    sink.Report(diagnostic);
                    CloseDownTo(balanced, open, 0, token.Span);
                }
                balanced.Add(token);
            }
            else
            {
                balanced.Add(token);
            }
        }
        return [.. balanced];
    }

    private static void CloseDownTo(List<Token> balanced, List<int> open, int depth, SourceSpan span)
    {
        while (open.Count > depth)
        {
            Close(balanced, open, new Token(balanced[open[^1]].Kind.Partner, span.ShrinkToLo()));
        }
    }

    private static void Close(List<Token> balanced, List<int> open, Token closer)
    {
        int start = open[^1];
        open.RemoveAt(open.Count - 1);
        int link = balanced.Count - start;
        balanced[start] = balanced[start].WithLink(link);
        balanced.Add(closer.WithLink(-link));
    }
}
