using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Cfg;

/// <summary>
/// Evaluates the predicate of <c>#[cfg(…)]</c>, <c>#[cfg_attr(…)]</c> and <c>cfg!(…)</c>. Reference: [cfg.predicate].
/// </summary>
public static class CfgEvaluator
{
    private static readonly Symbol s_any = Symbol.Intern("any");
    private static readonly Symbol s_all = Symbol.Intern("all");
    private static readonly Symbol s_not = Symbol.Intern("not");

    /// <summary>
    /// Evaluates the predicate at <paramref name="position"/> and moves behind it. A faulty one is reported and counts as
    /// true, so that nothing else is missed.
    /// </summary>
    public static bool Evaluate(TokenStream tokens, ref int position, SourceSpan whole, CfgOptions options, DiagnosticSink sink)
    {
        SkipInvisible(tokens, ref position);
        if (position >= tokens.Count)
        {
            sink.Report(Diagnostic.Error("E0539", "malformed `cfg` attribute input", whole));
            return true;
        }
        Token token = tokens[position];
        switch (token.Kind)
        {
            case TokenKind.True:
                position++;
                return true;
            case TokenKind.False:
                position++;
                return false;
            case { IsLiteral: true }:
                position++;
                sink.Report(Diagnostic.Error("E0565", "literal in `cfg` predicate value must be a boolean", token.Span));
                return true;
            case { IsIdentLike: false }:
                position = tokens.SkipTree(position);
                sink.Report(Diagnostic.ErrorWithoutCode($"expected identifier, found `{token.Text}`", token.Span).WithPrimaryLabel("expected identifier"));
                return true;
        }
        position++;
        Symbol name = token.Name;
        TokenKind next = position < tokens.Count ? tokens[position].Kind : TokenKind.Eof;
        if (next == TokenKind.OpenParen)
        {
            int open = position;
            position = tokens.SkipTree(position);
            return EvaluateOperator(name, token.Span, tokens.Inside(open), whole, options, sink);
        }
        if (next != TokenKind.Eq)
        {
            return options.Contains(name, null);
        }
        position++;
        SkipInvisible(tokens, ref position);
        if (position >= tokens.Count || !tokens[position].Kind.IsStringLiteral)
        {
            SourceSpan span = position < tokens.Count ? tokens[position].Span : whole;
            position = position < tokens.Count ? tokens.SkipTree(position) : position;
            sink.Report(Diagnostic.Error("E0565", "literal in `cfg` predicate value must be a string", span));
            return true;
        }
        Symbol value = Symbol.Intern(LiteralDecoder.DecodeString(tokens[position]));
        position++;
        SkipInvisible(tokens, ref position);
        return options.Contains(name, value);
    }

    private static bool EvaluateOperator(Symbol name, SourceSpan span, TokenStream operands, SourceSpan whole, CfgOptions options, DiagnosticSink sink)
    {
        int position = 0;
        int count = 0;
        bool any = false;
        bool all = true;
        if (name != s_any && name != s_all && name != s_not)
        {
            sink.Report(Diagnostic.Error("E0537", $"invalid predicate `{name}`", span));
            return true;
        }
        while (position < operands.Count)
        {
            bool value = Evaluate(operands, ref position, whole, options, sink);
            any |= value;
            all &= value;
            count++;
            if (position < operands.Count && operands[position].Kind == TokenKind.Comma)
            {
                position++;
            }
            else if (position < operands.Count)
            {
                sink.Report(Diagnostic.ErrorWithoutCode($"expected one of `(`, `,`, `::`, or `=`, found `{operands[position].Text}`", operands[position].Span));
                break;
            }
        }
        if (name != s_not)
        {
            return name == s_any ? any : all;
        }
        if (count != 1)
        {
            sink.Report(Diagnostic.Error("E0805", "malformed `cfg` attribute input", whole).WithLabel(operands.Count == 0 ? span : operands.Span, "expected a single argument here"));
            return true;
        }
        return !any;
    }

    private static void SkipInvisible(TokenStream tokens, ref int position)
    {
        while (position < tokens.Count && tokens[position].Kind is TokenKind.OpenInvisible or TokenKind.CloseInvisible)
        {
            position++;
        }
    }
}
