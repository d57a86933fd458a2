using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand.MacroRules;

/// <summary>
/// A compiled <c>macro_rules!</c>: rules in order, the first that matches is transcribed. Immutable, shared between crates.
/// </summary>
public sealed class MacroRulesMacro
{
    private readonly ImmutableArray<Rule> _rules;

    private MacroRulesMacro(Item.MacroDef item, ImmutableArray<Rule> rules, bool isValid)
    {
        Name = item.Ident.Name;
        DefinitionSpan = item.Span;
        Body = item.Body;
        IsMacroRules = item.IsMacroRules;
        _rules = rules;
        IsValid = isValid;
    }

    public Symbol Name { get; }

    public SourceSpan DefinitionSpan { get; }

    /// <summary>The rules as written, for crates that compile the macro again.</summary>
    public TokenStream Body { get; }

    /// <summary><c>macro_rules!</c>, not <c>macro</c>.</summary>
    public bool IsMacroRules { get; }

    /// <summary>False when the definition was faulty; calls expand to nothing and say nothing.</summary>
    public bool IsValid { get; }

    public static MacroRulesMacro Compile(Item.MacroDef item, Edition edition, DiagnosticSink sink)
    {
        using PooledList<Rule> rules = PooledList<Rule>.Rent();
        TokenStream body = item.Body;
        TokenKind separator = item.IsMacroRules ? TokenKind.Semi : TokenKind.Comma;
        ErrorReported? error = null;
        int position = 0;
        if (body.Count == 0)
        {
            error = sink.Report(Diagnostic.ErrorWithoutCode("macros must contain at least one rule", item.Span));
        }
        while (position < body.Count)
        {
            if (!body[position].Kind.IsOpenDelimiter)
            {
                error = sink.Report(Diagnostic.ErrorWithoutCode("invalid macro matcher; matchers must be contained in balanced delimiters", body[position].Span));
                break;
            }
            int matcher = position;
            position = body.SkipTree(position);
            if (position + 1 >= body.Count || body[position].Kind != TokenKind.FatArrow)
            {
                SourceSpan at = position < body.Count ? body[position].Span : body[position - 1].Span.ShrinkToHi();
                error = sink.Report(Diagnostic.ErrorWithoutCode(position < body.Count ? $"expected `=>`, found `{body[position].Text}`" : "expected `=>`, found end of macro definition", at).WithPrimaryLabel("expected `=>`"));
                break;
            }
            int transcriber = ++position;
            if (!body[transcriber].Kind.IsOpenDelimiter)
            {
                error = sink.Report(Diagnostic.ErrorWithoutCode("macro rhs must be delimited", body[transcriber].Span));
                break;
            }
            position = body.SkipTree(transcriber);
            DiagnosticSink own = new();
            ImmutableArray<MacroTree> left = new MacroTreeParser(isMatcher: true, edition, own).Parse(body.Inside(matcher));
            MatcherChecker.Check(left, edition, own);
            ImmutableArray<MacroTree> right = new MacroTreeParser(isMatcher: false, edition, own).Parse(body.Inside(transcriber));
            error = own.FirstError ?? error;
            sink.AddAll(own);
            rules.Add(new Rule(MatcherProgram.Compile(left), right));
            if (position < body.Count && body[position].Kind is TokenKind.Semi or TokenKind.Comma && (body[position].Kind == separator || !item.IsMacroRules))
            {
                position++;
            }
            else if (position < body.Count && item.IsMacroRules)
            {
                error = sink.Report(Diagnostic.ErrorWithoutCode($"expected `;`, found `{body[position].Text}`", body[position].Span));
                break;
            }
        }
        return new MacroRulesMacro(item, rules.ToImmutable(), error is null);
    }

    /// <summary>The tokens a call stands for; null after a reported error.</summary>
    public TokenStream? Expand(TokenStream arguments, SourceSpan argumentsEnd, ExpansionInfo expansion, ParseSession session)
    {
        if (!IsValid)
        {
            return null;
        }
        arguments = DocComments.Desugar(arguments);
        MacroMatcher matcher = new(session);
        MacroMatcher.FailurePoint best = default;
        bool hasBest = false;
        foreach (Rule rule in _rules)
        {
            switch (matcher.Match(rule.Matcher, arguments, argumentsEnd, Name, out NamedMatch[] matches))
            {
                case MacroMatcher.Outcome.Error:
                    return null;
                case MacroMatcher.Outcome.Success:
                    Dictionary<Symbol, NamedMatch> variables = new(matches.Length);
                    for (int i = 0; i < matches.Length; i++)
                    {
                        variables[rule.Matcher.Names[i]] = matches[i];
                    }
                    return new Transcriber(variables, expansion, session.Sink).Transcribe(rule.Right);
                case MacroMatcher.Outcome.Failure:
                    if (!hasBest || matcher.Failure.Position > best.Position)
                    {
                        best = matcher.Failure;
                        hasBest = true;
                    }
                    break;
            }
        }
        ReportNoMatch(best, expansion, session);
        return null;
    }

    private void ReportNoMatch(MacroMatcher.FailurePoint failure, ExpansionInfo expansion, ParseSession session)
    {
        bool isEnd = failure.Token.Kind == TokenKind.Eof;
        SourceSpan span = isEnd && failure.Position == 0 ? expansion.CallSite : failure.Token.Span;
        string found = failure.Token.Kind.IsKeyword ? Parser.Describe(failure.Token) : $"`{failure.Token.Text}`";
        if (failure.Token.Kind == TokenKind.OpenInvisible)
        {
            found = Parser.Describe(failure.Token);
        }
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(isEnd ? "unexpected end of macro invocation" : $"no rules expected {found}", span)
            .WithPrimaryLabel(isEnd ? "missing tokens in macro arguments" : "no rules expected this token in macro call")
            .WithLabel(DefinitionSpan, "when calling this macro");
        if (failure.Wanted is { } wanted)
        {
            string what = wanted.Op == MatcherOp.Variable ? $"meta-variable `${wanted.Name}:{wanted.Kind.Text}`" : $"`{wanted.Token.Text}`";
            diagnostic.WithNote(wanted.Span, $"while trying to match {what}");
        }
        session.Sink.Report(diagnostic);
    }

    private sealed record Rule(MatcherProgram Matcher, ImmutableArray<MacroTree> Right);
}
