using System.Collections.Generic;
using System.Text;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand.MacroRules;

/// <summary>
/// Matches arguments against one compiled matcher: all possible positions advance in parallel over the tokens (an NFA with
/// Earley's idea for fragments, as in rustc's <c>TtParser</c>). Where a fragment could start and anything else would go on
/// as well, the call is ambiguous. Cost: positions × tokens, plus the parsing of fragments.
/// </summary>
internal sealed class MacroMatcher(ParseSession session)
{
    private readonly List<Thread> _current = [];
    private readonly List<Thread> _next = [];
    private readonly List<Thread> _fragments = [];

    public enum Outcome
    {
        Success,
        /// <summary>This arm does not match; the next may.</summary>
        Failure,
        /// <summary>Reported: a syntax error in a fragment, or an ambiguity.</summary>
        Error,
    }

    /// <summary>Where the match failed and what was wanted there, for the best arm's message.</summary>
    public readonly record struct FailurePoint(int Position, Token Token, MatcherStep? Wanted);

    public FailurePoint Failure { get; private set; }

    public Outcome Match(MatcherProgram program, TokenStream tokens, SourceSpan endSpan, Symbol macroName, out NamedMatch[] matches)
    {
        matches = [];
        _current.Clear();
        _current.Add(new Thread(0, null));
        int position = 0;
        while (true)
        {
            _next.Clear();
            _fragments.Clear();
            Token token = position < tokens.Count ? tokens[position] : new Token(TokenKind.Eof, endSpan);
            int matched = 0;
            Thread success = default;
            MatcherStep? wanted = null;
            // Last in, first out, as in rustc: the order shows in the message of an ambiguity.
            while (_current.Count > 0)
            {
                Thread thread = _current[^1];
                _current.RemoveAt(_current.Count - 1);
                Step(program, thread, token, tokens, position, ref matched, ref success, ref wanted);
            }
            if (token.Kind == TokenKind.Eof && position >= tokens.Count)
            {
                if (matched == 1)
                {
                    matches = Collect(program, success);
                    return Outcome.Success;
                }
                if (matched > 1)
                {
                    session.Sink.Report(Diagnostic.ErrorWithoutCode("ambiguity: multiple successful parses", token.Span));
                    return Outcome.Error;
                }
            }
            if (_next.Count == 0 && _fragments.Count == 0)
            {
                Failure = new FailurePoint(position, token, wanted);
                return Outcome.Failure;
            }
            if (_fragments.Count > 1 || (_next.Count > 0 && _fragments.Count > 0))
            {
                ReportAmbiguity(program, token.Span, macroName);
                return Outcome.Error;
            }
            if (_next.Count > 0)
            {
                _current.AddRange(_next);
                position++;
                continue;
            }
            Thread parsed = _fragments[0];
            MatcherStep step = program.Steps[parsed.Index];
            int end = FragmentParser.Parse(step.Kind, tokens, position, endSpan, session, out ErrorReported? error);
            if (error is not null)
            {
                return Outcome.Error;
            }
            NamedMatch match = Wrap(step.Kind, tokens.Slice(position, end - position), token.Span);
            _current.Add(new Thread(parsed.Index + 1, new Event(parsed.Last, step.Variable, step.Depth, match)));
            position = end;
        }
    }

    /// <summary>Advances one thread over everything that needs no token, to its next token or fragment.</summary>
    private void Step(MatcherProgram program, Thread thread, Token token, TokenStream tokens, int position, ref int matched, ref Thread success, ref MatcherStep? wanted)
    {
        MatcherStep step = program.Steps[thread.Index];
        switch (step.Op)
        {
            case MatcherOp.Token:
                if (IsSame(step.Token, token))
                {
                    _next.Add(thread with { Index = thread.Index + 1 });
                }
                else
                {
                    wanted ??= step;
                }
                break;
            case MatcherOp.Variable:
                if (FragmentParser.CanStart(step.Kind, tokens, position))
                {
                    _fragments.Add(thread);
                }
                else
                {
                    wanted ??= step;
                }
                break;
            case MatcherOp.Repeat:
                Event? last = thread.Last;
                for (int i = 0; i < step.VariableCount; i++)
                {
                    last = new Event(last, step.Variable + i, step.Depth, null);
                }
                if (step.RepeatOp != RepeatOp.OneOrMore)
                {
                    _current.Add(new Thread(step.Target, last));
                }
                _current.Add(new Thread(thread.Index + 1, last));
                break;
            case MatcherOp.RepeatEnd:
                _current.Add(thread with { Index = thread.Index + 1 });
                if (step.RepeatOp != RepeatOp.ZeroOrOne)
                {
                    _current.Add(thread with { Index = step.Target });
                }
                break;
            case MatcherOp.Separator:
                _current.Add(thread with { Index = thread.Index + 1 });
                if (IsSame(step.Token, token))
                {
                    _next.Add(thread with { Index = step.Target });
                }
                else
                {
                    wanted ??= step;
                }
                break;
            case MatcherOp.End:
                if (token.Kind == TokenKind.Eof)
                {
                    matched++;
                    success = thread;
                }
                break;
        }
    }

    private static bool IsSame(Token pattern, Token token)
    {
        if (pattern.Kind != token.Kind)
        {
            return false;
        }
        if (pattern.Kind is TokenKind.Ident or TokenKind.Lifetime)
        {
            return pattern.Symbol == token.Symbol && pattern.IsRaw == token.IsRaw;
        }
        return !pattern.Kind.IsLiteral || pattern.Symbol == token.Symbol;
    }

    /// <summary>Wraps the fragment in invisible delimiters where its kind makes it a unit.</summary>
    private static NamedMatch.Single Wrap(FragmentSpecifier specifier, TokenStream tokens, SourceSpan first)
    {
        FragmentKind kind = specifier.Fragment;
        bool isAlreadyWrapped = tokens.Count > 0 && tokens[0].Kind == TokenKind.OpenInvisible && tokens.SkipTree(0) == tokens.Count && tokens[0].Fragment == kind;
        if (isAlreadyWrapped || kind is FragmentKind.Tt or FragmentKind.Ident or FragmentKind.Lifetime)
        {
            return new NamedMatch.Single(tokens, kind);
        }
        Token[] wrapped = new Token[tokens.Count + 2];
        SourceSpan span = tokens.Count == 0 ? first.ShrinkToLo() : tokens.Span;
        TokenFlags after = tokens.Count > 0 ? tokens[tokens.Count - 1].Flags & TokenFlags.Adjacent : TokenFlags.None;
        wrapped[0] = new Token(TokenKind.OpenInvisible, span, null, tokens.Count + 1, TokenFlags.Adjacent, kind);
        tokens.Tokens.CopyTo(System.MemoryExtensions.AsSpan(wrapped, 1));
        wrapped[^1] = new Token(TokenKind.CloseInvisible, span, null, -tokens.Count - 1, after, kind);
        return new NamedMatch.Single(new TokenStream(wrapped), kind);
    }

    /// <summary>Replays the winner's events into one match per variable.</summary>
    private static NamedMatch[] Collect(MatcherProgram program, Thread thread)
    {
        List<Event> events = [];
        for (Event? current = thread.Last; current is not null; current = current.Previous)
        {
            events.Add(current);
        }
        NamedMatch[] matches = new NamedMatch[program.VariableCount];
        for (int i = events.Count - 1; i >= 0; i--)
        {
            Event step = events[i];
            NamedMatch match = step.Match ?? new NamedMatch.Sequence();
            if (step.Depth == 0)
            {
                matches[step.Variable] = match;
                continue;
            }
            NamedMatch.Sequence sequence = (NamedMatch.Sequence)matches[step.Variable];
            for (int depth = 1; depth < step.Depth; depth++)
            {
                sequence = (NamedMatch.Sequence)sequence.Turns[^1];
            }
            sequence.Turns.Add(match);
        }
        return matches;
    }

    private void ReportAmbiguity(MatcherProgram program, SourceSpan span, Symbol macroName)
    {
        StringBuilder fragments = new();
        for (int i = 0; i < _fragments.Count; i++)
        {
            MatcherStep step = program.Steps[_fragments[i].Index];
            fragments.Append(i == 0 ? "" : " or ").Append(step.Kind.Text).Append(" ('").Append(step.Name).Append("')");
        }
        string others = _next.Count switch
        {
            0 => ".",
            1 => " or 1 other option.",
            int count => $" or {count} other options.",
        };
        session.Sink.Report(Diagnostic.ErrorWithoutCode(
            $"local ambiguity when calling macro `{macroName}`: multiple parsing options: built-in NTs {fragments}{others}", span));
    }

    /// <summary>A position in the program and what was bound on the way, newest first; shared between threads that forked.</summary>
    private readonly record struct Thread(int Index, Event? Last);

    private sealed record Event(Event? Previous, int Variable, int Depth, NamedMatch? Match);
}
