using System;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>
/// Recursive descent over a token array; one method per production of the Reference's grammar, named after it. A faulty
/// construct is reported once and becomes a poison node; every loop makes progress or ends. <c>#[cfg]</c> decides what is in
/// the tree, so it is applied here and no later stage sees stripped nodes. Macro calls stay calls with their tokens.
/// Cost: linear in the tokens. Requires: balanced delimiters with links (<see cref="Lexer"/> guarantees them).
/// </summary>
public sealed partial class Parser
{
    // Deeper input is reported; the stages behind recurse over the tree and get big stacks for this many levels.
    private const int MaxDepth = 4000;

    private readonly ParseSession _session;
    private readonly Token[] _tokens;
    private readonly int _end;
    private readonly SourceSpan _endSpan;
    private int _position;
    private Token _current;
    private Token _previous;
    private Restrictions _restrictions;
    private int _depth;
    private bool _tooDeep;
    private ExpectedSet _expected;
    private readonly System.Collections.Generic.List<Diagnostic> _deferred = [];
    private int _lastErrorPosition = -1;
    private ErrorReported? _lastError;

    public Parser(ParseSession session, TokenStream tokens, SourceSpan endSpan)
    {
        _session = session;
        _tokens = tokens.Array;
        _position = tokens.Start;
        _end = tokens.Start + tokens.Count;
        _endSpan = endSpan;
        _current = ReadAt(_position);
    }

    [Flags]
    private enum Restrictions : byte
    {
        None = 0,
        /// <summary>A block-like expression is a whole statement.</summary>
        Statement = 1,
        /// <summary>Conditions: <c>{</c> starts the body.</summary>
        NoStructLiteral = 2,
        /// <summary>A generic argument: <c>&gt;</c> ends it.</summary>
        ConstArg = 4,
        AllowLet = 8,
    }

    public ParseSession Session => _session;

    public Token Current => _current;

    public bool IsAtEnd => _current.Kind == TokenKind.Eof;

    /// <summary>Index of the current token from the start of the parsed array.</summary>
    public int Position => _position;

    public ErrorReported? LastError => _lastError;

    private DiagnosticSink Sink => _session.Sink;

    private Token ReadAt(int index) => index < _end ? _tokens[index] : new Token(TokenKind.Eof, _endSpan);

    private NodeId NextId() => _session.Ids.Next();

    private TokenKind Peek(int distance) => _position + distance < _end ? _tokens[_position + distance].Kind : TokenKind.Eof;

    private Token PeekToken(int distance) => ReadAt(_position + distance);

    private SourceSpan SpanFrom(SourceSpan start) => start.To(_previous.Span);

    private Token Bump()
    {
        Token token = _current;
        _previous = token;
        if (token.Kind != TokenKind.Eof)
        {
            _position++;
            _current = ReadAt(_position);
        }
        _expected = default;
        return token;
    }

    private bool At(TokenKind kind) => _current.Kind == kind;

    /// <summary>Like <see cref="At"/>, and the kind is listed in "expected one of".</summary>
    private bool Check(TokenKind kind)
    {
        if (_current.Kind == kind)
        {
            return true;
        }
        _expected.Add(kind);
        return false;
    }

    private bool Eat(TokenKind kind)
    {
        if (Check(kind))
        {
            Bump();
            return true;
        }
        return false;
    }

    private bool AtWeak(Symbol keyword) => _current.Is(keyword);

    private bool EatWeak(Symbol keyword)
    {
        if (_current.Is(keyword))
        {
            Bump();
            return true;
        }
        return false;
    }

    /// <summary>
    /// Whether the current token is or starts with the operator; <see cref="EatSplit"/> takes just that part of a glued one.
    /// </summary>
    private bool AtSplit(TokenKind kind)
    {
        if (Check(kind))
        {
            return true;
        }
        return SplitOf(_current.Kind, kind) != TokenKind.Eof;
    }

    private bool EatSplit(TokenKind kind)
    {
        if (_current.Kind == kind)
        {
            Bump();
            return true;
        }
        TokenKind rest = SplitOf(_current.Kind, kind);
        if (rest == TokenKind.Eof)
        {
            _expected.Add(kind);
            return false;
        }
        SourceSpan span = _current.Span;
        _previous = new Token(kind, new SourceSpan(span.Lo, span.Lo + 1, span.Context));
        _current = new Token(rest, new SourceSpan(span.Lo + 1, span.Hi, span.Context), null, 0, _current.Flags);
        _expected = default;
        return true;
    }

    /// <summary>What remains of <paramref name="glued"/> behind its first character; Eof if it does not start so.</summary>
    private static TokenKind SplitOf(TokenKind glued, TokenKind first) => (glued, first) switch
    {
        (TokenKind.Shr, TokenKind.Gt) => TokenKind.Gt,
        (TokenKind.Ge, TokenKind.Gt) => TokenKind.Eq,
        (TokenKind.ShrEq, TokenKind.Gt) => TokenKind.Ge,
        (TokenKind.Shl, TokenKind.Lt) => TokenKind.Lt,
        (TokenKind.LArrow, TokenKind.Lt) => TokenKind.Minus,
        (TokenKind.AndAnd, TokenKind.And) => TokenKind.And,
        (TokenKind.AndEq, TokenKind.And) => TokenKind.Eq,
        (TokenKind.OrOr, TokenKind.Or) => TokenKind.Or,
        (TokenKind.OrEq, TokenKind.Or) => TokenKind.Eq,
        (TokenKind.PlusEq, TokenKind.Plus) => TokenKind.Eq,
        _ => TokenKind.Eof,
    };

    /// <summary>Takes the token or reports that it was expected.</summary>
    private bool Expect(TokenKind kind)
    {
        if (Eat(kind))
        {
            return true;
        }
        ReportExpected();
        return false;
    }

    private bool ExpectSplit(TokenKind kind)
    {
        if (EatSplit(kind))
        {
            return true;
        }
        ReportExpected();
        return false;
    }

    /// <summary>A name that is not a keyword; reports and makes up an empty one otherwise.</summary>
    private Ident ParseIdent()
    {
        Token token = _current;
        if (token.Kind == TokenKind.Ident)
        {
            Bump();
            return new Ident(token.Name, token.Span);
        }
        if (TryEnterFragment(FragmentKind.Ident))
        {
            Ident inner = ParseIdent();
            LeaveFragment();
            return inner;
        }
        ReportExpectedIdent();
        if (token.Kind.IsKeyword)
        {
            // `struct fn` : take the keyword as the name.
            Bump();
            return new Ident(token.Name, token.Span);
        }
        return new Ident(Symbol.Empty, token.Span.ShrinkToLo());
    }

    private Ident ParseIdentOrUnderscore()
    {
        if (At(TokenKind.Underscore))
        {
            Token token = Bump();
            return new Ident(token.Name, token.Span);
        }
        return ParseIdent();
    }

    private Lifetime ParseLifetime()
    {
        Token token = Bump();
        return new Lifetime(NextId(), new Ident(token.Name, token.Span));
    }

    /// <summary>Whether the current token opens a macro fragment of this kind.</summary>
    private bool AtFragment(FragmentKind kind) => _current.Kind == TokenKind.OpenInvisible && _current.Fragment == kind;

    private bool TryEnterFragment(FragmentKind kind)
    {
        if (!AtFragment(kind))
        {
            return false;
        }
        Bump();
        return true;
    }

    /// <summary>Leaves a macro fragment; tokens left over in it were reported as what they are.</summary>
    private void LeaveFragment()
    {
        if (At(TokenKind.CloseInvisible))
        {
            Bump();
            return;
        }
        ReportExpected();
        SkipTo(TokenKind.CloseInvisible);
        if (At(TokenKind.CloseInvisible))
        {
            Bump();
        }
    }

    /// <summary>Skips whole trees until the closing delimiter of the group we are in.</summary>
    private void SkipTo(TokenKind closer)
    {
        while (!IsAtEnd && !At(closer) && !_current.Kind.IsCloseDelimiter)
        {
            SkipTree();
        }
    }

    private void SkipTree()
    {
        if (!_current.Kind.IsOpenDelimiter)
        {
            Bump();
            return;
        }
        int close = _position + _current.Link;
        _position = Math.Min(close, _end - 1);
        _current = ReadAt(_position);
        Bump();
    }

    /// <summary>The tokens of the delimited group here, without delimiters; moves behind it.</summary>
    private TokenStream ParseGroup(out TokenKind open, out SourceSpan span)
    {
        open = _current.Kind;
        SourceSpan start = _current.Span;
        TokenStream inside = new(_tokens, _position + 1, _current.Link - 1);
        SkipTree();
        span = start.To(_previous.Span);
        return inside;
    }

    private delegate bool TryParseElement<T>(Parser parser, out T element);

    /// <summary>
    /// Comma-separated elements up to the closing delimiter, which is taken. An element stripped by <c>cfg</c> gives false.
    /// After a fault the rest of the list is skipped.
    /// </summary>
    private ImmutableArray<T> ParseList<T>(TokenKind closer, TryParseElement<T> tryParseElement, out bool hasTrailingComma)
    {
        using Verdigris.Base.Collections.PooledList<T> elements = Verdigris.Base.Collections.PooledList<T>.Rent();
        hasTrailingComma = false;
        while (!Check(closer) && !IsAtEnd)
        {
            int before = _position;
            hasTrailingComma = false;
            if (tryParseElement(this, out T element))
            {
                elements.Add(element);
            }
            if (Eat(TokenKind.Comma))
            {
                hasTrailingComma = true;
                continue;
            }
            if (!Check(closer))
            {
                if (_position != before || _lastErrorPosition != _position)
                {
                    ReportExpected();
                }
                SkipTo(closer);
                break;
            }
        }
        Expect(closer);
        return elements.ToImmutable();
    }

    private ImmutableArray<T> ParseList<T>(TokenKind closer, TryParseElement<T> tryParseElement) => ParseList(closer, tryParseElement, out _);

    private bool EnterDepth()
    {
        if (++_depth <= MaxDepth)
        {
            return true;
        }
        if (!_tooDeep)
        {
            _tooDeep = true;
            _lastError = Sink.Report(Diagnostic.ErrorWithoutCode("the source is nested too deeply", _current.Span)
                .WithNote($"Verdigris accepts {MaxDepth} levels of nested expressions, types, patterns and blocks"));
        }
        // Nothing deeper is looked at: the rest of this group is skipped.
        _lastErrorPosition = _position;
        return false;
    }

    private void LeaveDepth() => _depth--;
}
