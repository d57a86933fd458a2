using System;
using System.Collections.Generic;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Reporting. Only the first fault at a position is shown.</summary>
public sealed partial class Parser
{
    /// <summary>As rustc names a token in messages: <c>keyword `fn`</c>, <c>`+`</c>.</summary>
    public static string Describe(Token token) => token.Kind switch
    {
        TokenKind.Eof => "`<eof>`",
        TokenKind.Underscore => "reserved identifier `_`",
        TokenKind.OuterDoc or TokenKind.InnerDoc => $"doc comment `{token.Text}`",
        >= TokenKind.Abstract and <= TokenKind.Gen => $"reserved keyword `{token.Text}`",
        { IsKeyword: true } => $"keyword `{token.Text}`",
        TokenKind.OpenInvisible => $"`{DescribeFragment(token.Fragment)}` metavariable",
        TokenKind.CloseInvisible => "end of macro fragment",
        _ => $"`{token.Text}`",
    };

    public static string DescribeFragment(FragmentKind kind) => kind.ToString().ToLowerInvariant();

    private ErrorReported Report(Diagnostic diagnostic)
    {
        if (_lastErrorPosition == _position && _lastError is not null)
        {
            return _lastError;
        }
        _lastErrorPosition = _position;
        return _lastError = Sink.Report(diagnostic);
    }

    /// <summary>An error that does not depend on the position: several at one place are all shown.</summary>
    /// <summary>E0586: <c>1..=</c>.</summary>
    private void ReportOpenRange(SourceSpan op) => _lastError = Sink.Report(Diagnostic.Error("E0586", "inclusive range with no end", op)
        .WithNote("inclusive ranges must be bounded at the end (`..=b` or `a..=b`)")
        .WithVerboseSuggestion("use `..` instead", Applicability.MachineApplicable, new SuggestionEdit(op, "..")));

    private ErrorReported ReportAt(string message, SourceSpan span, string? code = null, string? label = null)
    {
        Diagnostic diagnostic = code is null ? Diagnostic.ErrorWithoutCode(message, span) : Diagnostic.Error(code, message, span);
        if (label is not null)
        {
            diagnostic.WithPrimaryLabel(label);
        }
        return _lastError = Sink.Report(diagnostic);
    }

    /// <summary>
    /// A fault of meaning rather than grammar: shown only if the tree is used, not when <c>cfg</c> strips the node or the
    /// parse was only to see how far a macro fragment reaches.
    /// </summary>
    private void Defer(Diagnostic diagnostic) => _deferred.Add(diagnostic);

    private void ForgetDeferred(int count) => _deferred.RemoveRange(count, _deferred.Count - count);

    /// <summary>To be called when the parsed tree is used.</summary>
    public void ReportDeferred()
    {
        foreach (Diagnostic diagnostic in _deferred)
        {
            Sink.Report(diagnostic);
        }
        _deferred.Clear();
    }

    /// <summary>"expected one of …, found …" with everything that was tried here.</summary>
    private ErrorReported ReportExpected()
    {
        List<string> expected = _expected.Describe();
        string found = Describe(_current);
        string list = expected.Count switch
        {
            0 => "",
            1 => expected[0],
            2 => $"{expected[0]} or {expected[1]}",
            _ => string.Join(", ", expected.GetRange(0, expected.Count - 1)) + ", or " + expected[^1],
        };
        string message = expected.Count switch
        {
            0 => $"unexpected token: {found}",
            1 => $"expected {list}, found {found}",
            _ => $"expected one of {list}, found {found}",
        };
        string label = expected.Count switch
        {
            0 => "unexpected token",
            1 => $"expected {list}",
            > 6 => $"expected one of {expected.Count} possible tokens",
            _ => $"expected one of {list}",
        };
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode(message, _current.Span);
        if (IsOnNewLine())
        {
            diagnostic.WithPrimaryLabel("unexpected token").WithLabel(_previous.Span.ShrinkToHi(), label);
        }
        else
        {
            diagnostic.WithPrimaryLabel(label);
        }
        return Report(diagnostic);
    }

    private ErrorReported ReportExpected(string what)
    {
        return Report(Diagnostic.ErrorWithoutCode($"expected {what}, found {Describe(_current)}", _current.Span).WithPrimaryLabel($"expected {what}"));
    }

    private ErrorReported ReportExpectedIdent()
    {
        Diagnostic diagnostic = Diagnostic.ErrorWithoutCode($"expected identifier, found {Describe(_current)}", _current.Span)
            .WithPrimaryLabel(_current.Kind is TokenKind.Underscore ? "expected identifier, found reserved identifier"
                : _current.Kind.IsKeyword ? "expected identifier, found " + (_current.Kind >= TokenKind.Abstract ? "reserved keyword" : "keyword")
                : "expected identifier");
        if (_current.Kind.IsKeyword && _current.Kind is not (TokenKind.Underscore or TokenKind.SelfLower or TokenKind.SelfUpper or TokenKind.Super or TokenKind.Crate))
        {
            diagnostic.WithSuggestion($"escape `{_current.Text}` to use it as an identifier", Applicability.MaybeIncorrect,
                new SuggestionEdit(_current.Span.ShrinkToLo(), "r#"));
        }
        return Report(diagnostic);
    }

    /// <summary>Whether a line break stands between the previous and the current token.</summary>
    private bool IsOnNewLine()
    {
        SourceSpan previous = _previous.Span;
        SourceSpan current = _current.Span;
        if (previous.IsDummy || current.IsDummy || current.Lo < previous.Hi || _session.Sources.FileAt(previous.Lo) is not { } file || current.Lo > file.End)
        {
            return false;
        }
        return _session.Sources.TextOf(new SourceSpan(previous.Hi, current.Lo)).Contains((byte)'\n');
    }

    /// <summary>
    /// The semicolon at the end of a statement or item. A missing one before a new line or closing brace is reported and made up.
    /// </summary>
    private bool ExpectSemi()
    {
        if (Eat(TokenKind.Semi))
        {
            return true;
        }
        if (_current.Kind is TokenKind.CloseBrace or TokenKind.Eof || IsOnNewLine())
        {
            Report(Diagnostic.ErrorWithoutCode($"expected `;`, found {Describe(_current)}", _previous.Span.ShrinkToHi())
                .WithPrimaryLabel("help: add `;` here").WithLabel(_current.Span, "unexpected token")
                .WithSuggestion("add `;` here", Applicability.MachineApplicable, new SuggestionEdit(_previous.Span.ShrinkToHi(), ";")));
            return true;
        }
        ReportExpected();
        return false;
    }
}
