using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Cfg;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Attributes, and what <c>cfg</c> and <c>cfg_attr</c> make of them.</summary>
public sealed partial class Parser
{
    private bool AtOuterAttribute => _current.Kind == TokenKind.OuterDoc || (_current.Kind == TokenKind.Pound && Peek(1) == TokenKind.OpenBracket);

    private bool AtInnerAttribute => _current.Kind == TokenKind.InnerDoc || (_current.Kind == TokenKind.Pound && Peek(1) == TokenKind.Bang && Peek(2) == TokenKind.OpenBracket);

    /// <summary>Outer attributes; <paramref name="isStripped"/> when a <c>cfg</c> among them is false.</summary>
    private ImmutableArray<Attr> ParseOuterAttributes(out bool isStripped)
    {
        isStripped = false;
        if (_current.Kind is not (TokenKind.Pound or TokenKind.OuterDoc or TokenKind.InnerDoc))
        {
            return [];
        }
        using PooledList<Attr> attrs = PooledList<Attr>.Rent();
        while (true)
        {
            if (AtOuterAttribute)
            {
                ParseAttribute(attrs, isInner: false, ref isStripped);
            }
            else if (AtInnerAttribute)
            {
                bool isDoc = _current.Kind == TokenKind.InnerDoc;
                SourceSpan span = isDoc ? _current.Span : _current.Span.To(PeekToken(2).Span);
                ErrorReported? before = _lastError;
                Diagnostic diagnostic = isDoc
                    ? Diagnostic.Error("E0753", "expected outer doc comment", span)
                        .WithNote("inner doc comments like this (starting with `//!` or `/*!`) can only appear before items")
                    : Diagnostic.ErrorWithoutCode("an inner attribute is not permitted in this context", span)
                        .WithNote("inner attributes, like `#![no_std]`, annotate the item enclosing them, and are usually found at the beginning of source files");
                _lastError = Sink.Report(diagnostic);
                ParseAttribute(attrs, isInner: true, ref isStripped);
            }
            else
            {
                return attrs.ToImmutable();
            }
        }
    }

    private ImmutableArray<Attr> ParseInnerAttributes(out bool isStripped)
    {
        isStripped = false;
        if (!AtInnerAttribute)
        {
            return [];
        }
        using PooledList<Attr> attrs = PooledList<Attr>.Rent();
        while (AtInnerAttribute)
        {
            ParseAttribute(attrs, isInner: true, ref isStripped);
        }
        return attrs.ToImmutable();
    }

    private void ParseAttribute(PooledList<Attr> attrs, bool isInner, ref bool isStripped)
    {
        Token token = _current;
        if (token.Kind.IsDocComment)
        {
            Bump();
            attrs.Add(MakeDocAttr(token));
            return;
        }
        SourceSpan start = Bump().Span;
        if (isInner)
        {
            Bump();
        }
        TokenStream tokens = ParseGroup(out _, out SourceSpan group);
        ParseAttributeContent(tokens, attrs, isInner, start.To(group), group, ref isStripped);
    }

    private void ParseAttributeContent(TokenStream tokens, PooledList<Attr> attrs, bool isInner, SourceSpan span, SourceSpan group, ref bool isStripped)
    {
        SourceSpan close = new(group.Hi == 0 ? 0 : group.Hi - 1, group.Hi, group.Context);
        Parser content = new(_session, tokens, close);
        Attr? attr = content.ParseAttrItem(isInner, span);
        if (attr is null)
        {
            _lastError = content._lastError;
            return;
        }
        if (!content.IsAtEnd)
        {
            content.Check(TokenKind.CloseBracket);
            _lastError = content.ReportExpected();
        }
        if (attr.Is(Names.Cfg))
        {
            isStripped |= !EvaluateCfg(attr);
        }
        else if (attr.Is(Names.CfgAttr))
        {
            ExpandCfgAttr(attr, attrs, isInner, group, ref isStripped);
        }
        else
        {
            attrs.Add(attr);
        }
    }

    private bool EvaluateCfg(Attr attr)
    {
        if (attr.Args is not AttrArgs.Delimited { Open: TokenKind.OpenParen } args)
        {
            _lastError = Sink.Report(Diagnostic.Error("E0539", "malformed `cfg` attribute input", attr.Span)
                .WithSuggestion("must be of the form", Applicability.HasPlaceholders, new SuggestionEdit(attr.Span, "#[cfg(predicate)]")));
            return true;
        }
        if (args.Tokens.Count == 0)
        {
            _lastError = Sink.Report(Diagnostic.Error("E0805", "malformed `cfg` attribute input", attr.Span));
            return true;
        }
        int position = 0;
        bool value = CfgEvaluator.Evaluate(args.Tokens, ref position, attr.Span, _session.Cfg, Sink);
        if (position < args.Tokens.Count && args.Tokens[position].Kind == TokenKind.Comma)
        {
            position++;
        }
        if (position < args.Tokens.Count)
        {
            _lastError = Sink.Report(Diagnostic.Error("E0805", "malformed `cfg` attribute input", attr.Span));
        }
        return value;
    }

    private void ExpandCfgAttr(Attr attr, PooledList<Attr> attrs, bool isInner, SourceSpan group, ref bool isStripped)
    {
        if (attr.Args is not AttrArgs.Delimited { Open: TokenKind.OpenParen } args || args.Tokens.Count == 0)
        {
            _lastError = Sink.Report(Diagnostic.ErrorWithoutCode("malformed `cfg_attr` attribute input", attr.Span)
                .WithSuggestion("missing condition and attribute", Applicability.HasPlaceholders, new SuggestionEdit(attr.Span, "#[cfg_attr(condition, attribute, other_attribute, ...)]")));
            return;
        }
        TokenStream tokens = args.Tokens;
        int position = 0;
        bool applies = CfgEvaluator.Evaluate(tokens, ref position, attr.Span, _session.Cfg, Sink);
        if (position >= tokens.Count || tokens[position].Kind != TokenKind.Comma)
        {
            SourceSpan span = position < tokens.Count ? tokens[position].Span : args.Span.ShrinkToHi();
            string found = position < tokens.Count ? Describe(tokens[position]) : "end of `cfg_attr` input";
            _lastError = Sink.Report(Diagnostic.ErrorWithoutCode($"expected `,`, found {found}", span));
            return;
        }
        position++;
        while (position < tokens.Count && applies)
        {
            int start = position;
            while (position < tokens.Count && tokens[position].Kind != TokenKind.Comma)
            {
                position = tokens.SkipTree(position);
            }
            TokenStream item = tokens.Slice(start, position - start);
            if (item.Count > 0)
            {
                ParseAttributeContent(item, attrs, isInner, item.Span, group, ref isStripped);
            }
            position++;
        }
    }

    private Attr? ParseAttrItem(bool isInner, SourceSpan span)
    {
        if (TryEnterFragment(FragmentKind.Meta))
        {
            Attr? inner = ParseAttrItem(isInner, span);
            LeaveFragment();
            return inner;
        }
        bool isUnsafe = At(TokenKind.Unsafe) && Peek(1) == TokenKind.OpenParen;
        if (isUnsafe)
        {
            Bump();
            Bump();
        }
        if (!_current.Kind.IsIdentLike && !At(TokenKind.PathSep) && !AtFragment(FragmentKind.Path))
        {
            ReportExpectedIdent();
            return null;
        }
        Path path = ParsePath(PathStyle.Mod);
        AttrArgs args = AttrArgs.None;
        if (_current.Kind is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace)
        {
            TokenStream tokens = ParseGroup(out TokenKind open, out SourceSpan group);
            args = new AttrArgs.Delimited(open, tokens.WithoutInvisible(), group);
        }
        else if (At(TokenKind.Eq))
        {
            SourceSpan eq = Bump().Span;
            Expr value = ParseExpr();
            args = new AttrArgs.Value(value, eq);
        }
        if (isUnsafe)
        {
            Expect(TokenKind.CloseParen);
        }
        return new Attr(NextId(), path, args, isInner, isUnsafe, span);
    }

    private Attr MakeDocAttr(Token token)
    {
        Path path = new([new PathSegment(NextId(), new Ident(Names.Doc, token.Span), null)], token.Span);
        Expr text = new Expr.OfLit(NextId(), new Lit.Str(token.Name, token, token.Span), token.Span);
        return new Attr(NextId(), path, new AttrArgs.Value(text, token.Span), token.Kind == TokenKind.InnerDoc, IsUnsafe: false, token.Span) { IsDocComment = true };
    }
}
