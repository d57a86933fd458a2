using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Patterns. Reference: [patterns].</summary>
public sealed partial class Parser
{
    /// <summary>A pattern with alternatives: <c>A | B</c>.</summary>
    public Pat ParsePat()
    {
        SourceSpan start = _current.Span;
        bool hasLeadingBar = EatLeadingBar();
        Pat first = ParsePatNoTopAlt();
        if (_current.Kind is not (TokenKind.Or or TokenKind.OrOr))
        {
            _expected.Add(TokenKind.Or);
            return first;
        }
        using PooledList<Pat> alternatives = PooledList<Pat>.Rent();
        alternatives.Add(first);
        while (EatPatSeparator())
        {
            alternatives.Add(ParsePatNoTopAlt());
        }
        return new Pat.Or(NextId(), alternatives.ToImmutable(), hasLeadingBar ? SpanFrom(start) : SpanFrom(first.Span));
    }

    private bool EatLeadingBar()
    {
        if (At(TokenKind.OrOr))
        {
            Report(Diagnostic.ErrorWithoutCode("unexpected token `||` in pattern", _current.Span)
                .WithSuggestion("use a single `|` to separate multiple alternative patterns", Applicability.MachineApplicable, new SuggestionEdit(_current.Span, "|")));
            Bump();
            return true;
        }
        return Eat(TokenKind.Or);
    }

    private bool EatPatSeparator()
    {
        if (Eat(TokenKind.Or))
        {
            return true;
        }
        if (!At(TokenKind.OrOr))
        {
            return false;
        }
        return EatLeadingBar();
    }

    public Pat ParsePatNoTopAlt()
    {
        if (!EnterDepth())
        {
            _depth--;
            SourceSpan span = _current.Span;
            SkipRestOfGroup();
            return new Pat.Error(NextId(), _lastError!, span);
        }
        Pat pat = ParsePatInner();
        LeaveDepth();
        return pat;
    }

    private Pat ParsePatInner()
    {
        SourceSpan start = _current.Span;
        switch (_current.Kind)
        {
            case TokenKind.Underscore:
                Bump();
                return new Pat.Wild(NextId(), start);
            case TokenKind.DotDot when !AtRangePatEnd(1):
                Bump();
                return new Pat.Rest(NextId(), start);
            case TokenKind.DotDot or TokenKind.DotDotEq or TokenKind.DotDotDot:
                return ParseRangeToPat(start);
            case TokenKind.And or TokenKind.AndAnd:
                return ParseRefPat(start);
            case TokenKind.OpenParen:
                return ParseParenOrTuplePat(start);
            case TokenKind.OpenBracket:
                Bump();
                ImmutableArray<Pat> elements = ParseList(TokenKind.CloseBracket, s_parsePatElement);
                return new Pat.Slice(NextId(), elements, SpanFrom(start));
            case TokenKind.Bang:
                Bump();
                return new Pat.Never(NextId(), start);
            case TokenKind.Mut:
                return ParseMutPat(start);
            case TokenKind.Ref:
                Bump();
                BindingMode mode = Eat(TokenKind.Mut) ? BindingMode.RefMut : BindingMode.Ref;
                return ParseBinding(mode, start);
            case TokenKind.Box:
                Bump();
                Pat boxed = ParsePatNoTopAlt();
                return new Pat.Box(NextId(), boxed, SpanFrom(start));
            case TokenKind.Const when IsBlockAt(1):
                return MaybeRangePat(ParseConstBlock(), start);
            case TokenKind.OpenInvisible when _current.Fragment == FragmentKind.Pat:
                Bump();
                Pat fragment = ParsePat();
                LeaveFragment();
                return fragment;
            case TokenKind.OpenInvisible when _current.Fragment is FragmentKind.Literal or FragmentKind.Expr:
                return MaybeRangePat(ParsePatLiteralFragment(), start);
            case TokenKind.Minus or TokenKind.True or TokenKind.False:
            case { IsLiteral: true }:
                return MaybeRangePat(ParseLiteralMaybeMinus(), start);
            case TokenKind.Ident when IsBindingPat():
                return ParseBinding(BindingMode.Move, start);
            case TokenKind.SelfLower when Peek(1) != TokenKind.PathSep:
                Token self = Bump();
                return new Pat.Binding(NextId(), BindingMode.Move, new Ident(self.Name, self.Span), null, self.Span);
        }
        if (AtPathStart)
        {
            return ParsePathPat(start);
        }
        _expected = default;
        ErrorReported reported = ReportExpected("pattern");
        return new Pat.Error(NextId(), reported, start.ShrinkToLo());
    }

    private static readonly TryParseElement<Pat> s_parsePatElement = static (Parser parser, out Pat pat) =>
    {
        ImmutableArray<Attr> attrs = parser.ParseOuterAttributes(out bool isStripped);
        pat = parser.ParsePat();
        return !isStripped;
    };

    private Expr ParsePatLiteralFragment()
    {
        Bump();
        Restrictions saved = _restrictions;
        _restrictions = Restrictions.None;
        Expr value = ParseExpr();
        _restrictions = saved;
        LeaveFragment();
        return value;
    }

    /// <summary>A plain name, unless what follows makes it a path, call, struct or macro.</summary>
    private bool IsBindingPat() => Peek(1) is not (TokenKind.PathSep or TokenKind.OpenParen or TokenKind.OpenBrace or TokenKind.Bang
        or TokenKind.DotDot or TokenKind.DotDotEq or TokenKind.DotDotDot or TokenKind.Lt);

    /// <summary>Whether a range's end can start at this distance.</summary>
    private bool AtRangePatEnd(int distance)
    {
        Token token = PeekToken(distance);
        return token.Kind.IsPathSegment || token.Kind.IsLiteral || token.Kind is TokenKind.PathSep or TokenKind.Lt or TokenKind.Minus
            || (token.Kind == TokenKind.Const && Peek(distance + 1) == TokenKind.OpenBrace)
            || (token.Kind == TokenKind.OpenInvisible && token.Fragment is FragmentKind.Literal or FragmentKind.Expr or FragmentKind.Path or FragmentKind.Ty);
    }

    private Pat.Range ParseRangeToPat(SourceSpan start)
    {
        Token op = Bump();
        RangeEnd kind = RangeEndOf(op.Kind);
        Expr? end = null;
        if (AtRangePatEnd(0))
        {
            end = ParseRangePatEnd();
        }
        else
        {
            ReportOpenRange(op.Span);
        }
        return new Pat.Range(NextId(), null, end, kind, SpanFrom(start));
    }

    private static RangeEnd RangeEndOf(TokenKind op) => op switch
    {
        TokenKind.DotDot => RangeEnd.Excluded,
        TokenKind.DotDotEq => RangeEnd.Included,
        _ => RangeEnd.IncludedDotDotDot,
    };

    /// <summary>The pattern of a value: a range if a range operator follows.</summary>
    private Pat MaybeRangePat(Expr value, SourceSpan start)
    {
        if (_current.Kind is not (TokenKind.DotDot or TokenKind.DotDotEq or TokenKind.DotDotDot))
        {
            return new Pat.OfExpr(NextId(), value, SpanFrom(start));
        }
        Token op = Bump();
        RangeEnd kind = RangeEndOf(op.Kind);
        Expr? end = AtRangePatEnd(0) ? ParseRangePatEnd() : null;
        if (end is null && kind != RangeEnd.Excluded)
        {
            ReportOpenRange(op.Span);
        }
        if (kind == RangeEnd.IncludedDotDotDot && _session.Edition >= Edition.E2021)
        {
            ReportAt("`...` range patterns are not allowed", op.Span, "E0783");
        }
        return new Pat.Range(NextId(), value, end, kind, SpanFrom(start));
    }

    private Expr ParseRangePatEnd()
    {
        SourceSpan start = _current.Span;
        if (At(TokenKind.Const))
        {
            return ParseConstBlock();
        }
        if (AtFragment(FragmentKind.Literal) || AtFragment(FragmentKind.Expr))
        {
            return ParsePatLiteralFragment();
        }
        if (AtPathStart)
        {
            QSelf? qself = ParseMaybeQualifiedPath(PathStyle.Expr, out Path path);
            return new Expr.OfPath(NextId(), qself, path, SpanFrom(start));
        }
        return ParseLiteralMaybeMinus();
    }

    private Pat ParseRefPat(SourceSpan start)
    {
        if (At(TokenKind.AndAnd))
        {
            EatSplit(TokenKind.And);
            Pat nested = ParseRefPat(_current.Span);
            return new Pat.Ref(NextId(), nested, Mutability.Not, SpanFrom(start));
        }
        Bump();
        if (At(TokenKind.Lifetime))
        {
            ReportAt($"unexpected lifetime `{_current.Text}` in pattern", _current.Span);
            Bump();
        }
        Mutability mutability = Eat(TokenKind.Mut) ? Mutability.Mut : Mutability.Not;
        Pat inner = ParsePatNoTopAlt();
        return new Pat.Ref(NextId(), inner, mutability, SpanFrom(start));
    }

    private Pat ParseParenOrTuplePat(SourceSpan start)
    {
        Bump();
        ImmutableArray<Pat> elements = ParseList(TokenKind.CloseParen, s_parsePatElement, out bool hasTrailingComma);
        SourceSpan span = SpanFrom(start);
        return elements.Length == 1 && !hasTrailingComma && elements[0] is not Pat.Rest
            ? new Pat.Paren(NextId(), elements[0], span)
            : new Pat.Tuple(NextId(), elements, span);
    }

    private Pat ParseMutPat(SourceSpan start)
    {
        Bump();
        if (At(TokenKind.SelfLower))
        {
            Token self = Bump();
            return new Pat.Binding(NextId(), BindingMode.MoveMut, new Ident(self.Name, self.Span), null, SpanFrom(start));
        }
        if (At(TokenKind.Ident) || AtFragment(FragmentKind.Ident))
        {
            return ParseBinding(BindingMode.MoveMut, start);
        }
        if (At(TokenKind.Ref))
        {
            Bump();
            ReportAt("the order of `mut` and `ref` is incorrect", SpanFrom(start));
            return ParseBinding(BindingMode.RefMut, start);
        }
        ErrorReported reported = Report(Diagnostic.ErrorWithoutCode("`mut` must be followed by a named binding", start)
            .WithNote("`mut` may be followed by `variable` and `variable @ pattern`"));
        Pat inner = ParsePatNoTopAlt();
        return new Pat.Error(NextId(), reported, start.To(inner.Span));
    }

    private Pat.Binding ParseBinding(BindingMode mode, SourceSpan start)
    {
        Ident ident = ParseIdent();
        Pat? sub = Eat(TokenKind.At) ? ParsePatNoTopAlt() : null;
        return new Pat.Binding(NextId(), mode, ident, sub, SpanFrom(start));
    }

    private Pat ParsePathPat(SourceSpan start)
    {
        QSelf? qself = ParseMaybeQualifiedPath(PathStyle.Expr, out Path path);
        switch (_current.Kind)
        {
            case TokenKind.Bang when qself is null:
                MacroCall call = ParseMacroCallRest(path);
                return new Pat.OfMacro(NextId(), call, SpanFrom(start));
            case TokenKind.DotDot or TokenKind.DotDotEq or TokenKind.DotDotDot:
                return MaybeRangePat(new Expr.OfPath(NextId(), qself, path, SpanFrom(start)), start);
            case TokenKind.OpenBrace:
                Bump();
                ImmutableArray<PatField> fields = ParsePatFields(out bool hasRest);
                return new Pat.Struct(NextId(), qself, path, fields, hasRest, SpanFrom(start));
            case TokenKind.OpenParen:
                Bump();
                ImmutableArray<Pat> elements = ParseList(TokenKind.CloseParen, s_parsePatElement);
                return new Pat.TupleStruct(NextId(), qself, path, elements, SpanFrom(start));
            default:
                return new Pat.OfPath(NextId(), qself, path, SpanFrom(start));
        }
    }

    private ImmutableArray<PatField> ParsePatFields(out bool hasRest)
    {
        using PooledList<PatField> fields = PooledList<PatField>.Rent();
        hasRest = false;
        while (!Check(TokenKind.CloseBrace) && !IsAtEnd)
        {
            ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
            SourceSpan start = _current.Span;
            if (At(TokenKind.DotDot))
            {
                Bump();
                hasRest |= !isStripped;
                if (At(TokenKind.Comma))
                {
                    Report(Diagnostic.ErrorWithoutCode("expected `}`, found `,`", _current.Span).WithPrimaryLabel("expected `}`")
                        .WithNote("`..` must be at the end and cannot have a trailing comma"));
                    Bump();
                    continue;
                }
                break;
            }
            PatField field = ParsePatField(start) with { Attrs = attrs };
            if (!isStripped)
            {
                fields.Add(field);
            }
            if (!Eat(TokenKind.Comma) && !Check(TokenKind.CloseBrace))
            {
                ReportExpected();
                SkipTo(TokenKind.CloseBrace);
            }
        }
        Expect(TokenKind.CloseBrace);
        return fields.ToImmutable();
    }

    private PatField ParsePatField(SourceSpan start)
    {
        if (Peek(1) == TokenKind.Colon)
        {
            Ident name = ParseFieldName();
            Bump();
            Pat pat = ParsePat();
            return new PatField(NextId(), name, pat, IsShorthand: false, SpanFrom(start));
        }
        bool isBox = Eat(TokenKind.Box);
        bool isRef = Eat(TokenKind.Ref);
        bool isMut = Eat(TokenKind.Mut);
        Ident ident = ParseIdent();
        BindingMode mode = (isRef, isMut) switch
        {
            (true, true) => BindingMode.RefMut,
            (true, false) => BindingMode.Ref,
            (false, true) => BindingMode.MoveMut,
            _ => BindingMode.Move,
        };
        Pat binding = new Pat.Binding(NextId(), mode, ident, null, SpanFrom(start));
        if (isBox)
        {
            binding = new Pat.Box(NextId(), binding, SpanFrom(start));
        }
        return new PatField(NextId(), ident, binding, IsShorthand: true, SpanFrom(start));
    }

    /// <summary>A field's name: an identifier or a tuple index.</summary>
    private Ident ParseFieldName()
    {
        if (At(TokenKind.Integer))
        {
            Token token = Bump();
            return new Ident(token.Name, token.Span);
        }
        return ParseIdent();
    }
}
