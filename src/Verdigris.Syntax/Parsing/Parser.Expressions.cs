using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Operators, by precedence climbing. Reference: [expr.precedence].</summary>
public sealed partial class Parser
{
    private const int AssignPrecedence = 1;
    private const int RangePrecedence = 2;
    private const int LazyAndPrecedence = 4;
    private const int ComparePrecedence = 5;
    private const int CastPrecedence = 12;

    public Expr ParseExpr() => ParseExpr(Restrictions.None);

    private Expr ParseExpr(Restrictions restrictions)
    {
        Restrictions saved = _restrictions;
        _restrictions = restrictions;
        Expr expr = ParseExprAttributed();
        _restrictions = saved;
        return expr;
    }

    /// <summary>With attributes in front; a false <c>cfg</c> is an error here.</summary>
    private Expr ParseExprAttributed()
    {
        if (_current.Kind is not (TokenKind.Pound or TokenKind.OuterDoc))
        {
            return ParseExprAssoc(0);
        }
        SourceSpan start = _current.Span;
        ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
        if (isStripped)
        {
            ReportAt("removing an expression is not supported in this position", start);
        }
        return WithAttrs(ParseExprAssoc(0), attrs);
    }

    private static Expr WithAttrs(Expr expr, ImmutableArray<Attr> attrs) => attrs.IsEmpty ? expr : expr with { Attrs = attrs.AddRange(expr.Attrs) };

    private Expr ParseExprAssoc(int minPrecedence)
    {
        if (!EnterDepth())
        {
            _depth--;
            SourceSpan span = _current.Span;
            SkipRestOfGroup();
            return new Expr.Error(NextId(), _lastError!, span);
        }
        Expr left;
        if (_current.Kind is TokenKind.DotDot or TokenKind.DotDotEq or TokenKind.DotDotDot)
        {
            left = ParsePrefixRange();
        }
        else
        {
            left = ParseUnary();
        }
        Expr result = ParseExprAssocRest(left, minPrecedence);
        LeaveDepth();
        return result;
    }

    private static (int Precedence, BinaryOp Op, bool IsAssignOp) OperatorOf(TokenKind kind) => kind switch
    {
        TokenKind.Eq => (AssignPrecedence, default, false),
        TokenKind.PlusEq => (AssignPrecedence, BinaryOp.Add, true),
        TokenKind.MinusEq => (AssignPrecedence, BinaryOp.Sub, true),
        TokenKind.StarEq => (AssignPrecedence, BinaryOp.Mul, true),
        TokenKind.SlashEq => (AssignPrecedence, BinaryOp.Div, true),
        TokenKind.PercentEq => (AssignPrecedence, BinaryOp.Rem, true),
        TokenKind.CaretEq => (AssignPrecedence, BinaryOp.BitXor, true),
        TokenKind.AndEq => (AssignPrecedence, BinaryOp.BitAnd, true),
        TokenKind.OrEq => (AssignPrecedence, BinaryOp.BitOr, true),
        TokenKind.ShlEq => (AssignPrecedence, BinaryOp.Shl, true),
        TokenKind.ShrEq => (AssignPrecedence, BinaryOp.Shr, true),
        TokenKind.DotDot or TokenKind.DotDotEq or TokenKind.DotDotDot => (RangePrecedence, default, false),
        TokenKind.OrOr => (3, BinaryOp.Or, false),
        TokenKind.AndAnd => (LazyAndPrecedence, BinaryOp.And, false),
        TokenKind.EqEq => (ComparePrecedence, BinaryOp.Eq, false),
        TokenKind.Ne => (ComparePrecedence, BinaryOp.Ne, false),
        TokenKind.Lt or TokenKind.LArrow => (ComparePrecedence, BinaryOp.Lt, false),
        TokenKind.Le => (ComparePrecedence, BinaryOp.Le, false),
        TokenKind.Gt => (ComparePrecedence, BinaryOp.Gt, false),
        TokenKind.Ge => (ComparePrecedence, BinaryOp.Ge, false),
        TokenKind.Or => (6, BinaryOp.BitOr, false),
        TokenKind.Caret => (7, BinaryOp.BitXor, false),
        TokenKind.And => (8, BinaryOp.BitAnd, false),
        TokenKind.Shl => (9, BinaryOp.Shl, false),
        TokenKind.Shr => (9, BinaryOp.Shr, false),
        TokenKind.Plus => (10, BinaryOp.Add, false),
        TokenKind.Minus => (10, BinaryOp.Sub, false),
        TokenKind.Star => (11, BinaryOp.Mul, false),
        TokenKind.Slash => (11, BinaryOp.Div, false),
        TokenKind.Percent => (11, BinaryOp.Rem, false),
        TokenKind.As => (CastPrecedence, default, false),
        _ => (0, default, false),
    };

    private Expr ParseExprAssocRest(Expr left, int minPrecedence)
    {
        while (true)
        {
            if (IsCompleteStatement(left))
            {
                return left;
            }
            _expected.Add(ExpectedClass.Operator);
            TokenKind kind = _current.Kind;
            (int precedence, BinaryOp op, bool isAssignOp) = OperatorOf(kind);
            if (precedence == 0 || precedence < minPrecedence
                || ((_restrictions & Restrictions.ConstArg) != 0 && kind is TokenKind.Gt or TokenKind.Shr or TokenKind.Ge or TokenKind.ShrEq))
            {
                return left;
            }
            SourceSpan opSpan = _current.Span;
            if (kind == TokenKind.LArrow)
            {
                EatSplit(TokenKind.Lt);
            }
            else
            {
                Bump();
            }
            if (kind == TokenKind.As)
            {
                Ty ty = ParseTyNoBounds();
                left = new Expr.Cast(NextId(), left, ty, left.Span.To(_previous.Span));
                continue;
            }
            if (precedence == RangePrecedence)
            {
                left = ParseRangeRest(left, kind, opSpan);
                // Ranges do not associate.
                if (minPrecedence > AssignPrecedence)
                {
                    return left;
                }
                minPrecedence = int.Min(minPrecedence, AssignPrecedence);
                continue;
            }
            Restrictions saved = _restrictions;
            _restrictions &= op == BinaryOp.And && precedence == LazyAndPrecedence ? ~Restrictions.Statement : ~(Restrictions.Statement | Restrictions.AllowLet);
            // Assignment is right-associative, the rest left-associative.
            Expr right = ParseOperand(precedence == AssignPrecedence ? AssignPrecedence : precedence + 1);
            _restrictions = saved;
            SourceSpan span = left.Span.To(right.Span);
            if (precedence == AssignPrecedence)
            {
                left = isAssignOp
                    ? new Expr.AssignOp(NextId(), op, opSpan, left, right, span)
                    : new Expr.Assign(NextId(), left, right, opSpan, span);
                continue;
            }
            if (op.IsComparison && left is Expr.Binary { Op.IsComparison: true })
            {
                ReportAt("comparison operators cannot be chained", ((Expr.Binary)left).OpSpan);
            }
            if (op != BinaryOp.And && HasTopLet(left))
            {
                ReportLet(left.Span);
            }
            left = new Expr.Binary(NextId(), op, opSpan, left, right, span);
        }
    }

    private Expr ParseOperand(int minPrecedence)
    {
        if (!AtOuterAttribute)
        {
            return ParseExprAssoc(minPrecedence);
        }
        ImmutableArray<Attr> attrs = ParseOuterAttributes(out _);
        return WithAttrs(ParseExprAssoc(minPrecedence), attrs);
    }

    private static bool HasTopLet(Expr expr) => expr switch
    {
        Expr.Let => true,
        Expr.Binary { Op: BinaryOp.And } and => HasTopLet(and.Left) || HasTopLet(and.Right),
        _ => false,
    };

    private void ReportLet(SourceSpan span) =>
        _lastError = Sink.Report(Diagnostic.ErrorWithoutCode("expected expression, found `let` statement", span)
            .WithNote("only supported directly in conditions of `if` and `while` expressions"));

    private static RangeLimits LimitsOf(TokenKind op) => op == TokenKind.DotDot ? RangeLimits.HalfOpen : RangeLimits.Closed;

    private Expr ParsePrefixRange()
    {
        Token op = Bump();
        CheckDotDotDot(op);
        Expr? end = null;
        if (AtRangeEnd())
        {
            Restrictions saved = _restrictions;
            _restrictions &= ~(Restrictions.Statement | Restrictions.AllowLet);
            end = ParseExprAssoc(RangePrecedence + 1);
            _restrictions = saved;
        }
        else if (op.Kind != TokenKind.DotDot)
        {
            ReportOpenRange(op.Span);
        }
        return new Expr.Range(NextId(), null, end, LimitsOf(op.Kind), SpanFrom(op.Span));
    }

    private void CheckDotDotDot(Token op)
    {
        if (op.Kind == TokenKind.DotDotDot)
        {
            _lastError = Sink.Report(Diagnostic.ErrorWithoutCode("unexpected token: `...`", op.Span)
                .WithSuggestion("use `..` for an exclusive range", Applicability.MaybeIncorrect, new SuggestionEdit(op.Span, "..")));
        }
    }

    private Expr.Range ParseRangeRest(Expr start, TokenKind op, SourceSpan opSpan)
    {
        CheckDotDotDot(_previous);
        Expr? end = null;
        if (AtRangeEnd())
        {
            Restrictions saved = _restrictions;
            _restrictions &= ~(Restrictions.Statement | Restrictions.AllowLet);
            end = ParseOperand(RangePrecedence + 1);
            _restrictions = saved;
        }
        else if (op != TokenKind.DotDot)
        {
            ReportOpenRange(opSpan);
        }
        return new Expr.Range(NextId(), start, end, LimitsOf(op), start.Span.To(_previous.Span));
    }

    private bool AtRangeEnd() => AtExprStart && !(At(TokenKind.OpenBrace) && (_restrictions & Restrictions.NoStructLiteral) != 0);

    /// <summary>Whether an expression can start here.</summary>
    private bool AtExprStart => _current.Kind switch
    {
        TokenKind.Ident or TokenKind.Lifetime or TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace => true,
        { IsLiteral: true } => true,
        TokenKind.Bang or TokenKind.Minus or TokenKind.Star or TokenKind.And or TokenKind.AndAnd or TokenKind.Or or TokenKind.OrOr => true,
        TokenKind.DotDot or TokenKind.DotDotEq or TokenKind.DotDotDot or TokenKind.Lt or TokenKind.Shl or TokenKind.PathSep or TokenKind.Pound => true,
        TokenKind.Async or TokenKind.Break or TokenKind.Const or TokenKind.Continue or TokenKind.Crate or TokenKind.False or TokenKind.For
            or TokenKind.If or TokenKind.Let or TokenKind.Loop or TokenKind.Match or TokenKind.Move or TokenKind.Return or TokenKind.SelfLower
            or TokenKind.SelfUpper or TokenKind.Static or TokenKind.Super or TokenKind.True or TokenKind.Unsafe or TokenKind.While
            or TokenKind.Underscore or TokenKind.Yield or TokenKind.Do or TokenKind.Try or TokenKind.Box or TokenKind.Become => true,
        TokenKind.OpenInvisible => _current.Fragment is FragmentKind.Expr or FragmentKind.Literal or FragmentKind.Path or FragmentKind.Ty or FragmentKind.Block or FragmentKind.Stmt,
        _ => false,
    };

    /// <summary>In statement position a block-like expression needs no semicolon and no operator continues it.</summary>
    private bool IsCompleteStatement(Expr expr) => (_restrictions & Restrictions.Statement) != 0 && !RequiresSemi(expr);

    internal static bool RequiresSemi(Expr expr) => expr is not (Expr.If or Expr.Match or Expr.OfBlock or Expr.While or Expr.Loop or Expr.ForLoop or Expr.ConstBlock);

    private Expr ParseUnary()
    {
        SourceSpan start = _current.Span;
        switch (_current.Kind)
        {
            case TokenKind.Bang:
                return ParseUnaryRest(UnaryOp.Not);
            case TokenKind.Minus:
                return ParseUnaryRest(UnaryOp.Neg);
            case TokenKind.Star:
                return ParseUnaryRest(UnaryOp.Deref);
            case TokenKind.Tilde:
                ReportAt("`~` cannot be used as an unary operator", start);
                return ParseUnaryRest(UnaryOp.Not);
            case TokenKind.And or TokenKind.AndAnd:
                return ParseBorrow();
            case TokenKind.Plus:
                ReportAt("leading `+` is not supported", start);
                Bump();
                return ParseUnary();
            default:
                return ParsePostfix();
        }
    }

    private Expr.Unary ParseUnaryRest(UnaryOp op)
    {
        SourceSpan start = Bump().Span;
        Expr operand = ParsePrefixOperand();
        return new Expr.Unary(NextId(), op, operand, start.To(operand.Span));
    }

    private Expr ParsePrefixOperand()
    {
        if (!EnterDepth())
        {
            _depth--;
            SourceSpan span = _current.Span;
            SkipRestOfGroup();
            return new Expr.Error(NextId(), _lastError!, span);
        }
        Restrictions saved = _restrictions;
        _restrictions &= ~(Restrictions.Statement | Restrictions.AllowLet);
        ImmutableArray<Attr> attrs = AtOuterAttribute ? ParseOuterAttributes(out _) : [];
        Expr operand = _current.Kind is TokenKind.DotDot or TokenKind.DotDotEq ? ParsePrefixRange() : ParseUnary();
        operand = WithAttrs(operand, attrs);
        _restrictions = saved;
        LeaveDepth();
        return operand;
    }

    private Expr.AddrOf ParseBorrow()
    {
        SourceSpan start = _current.Span;
        if (At(TokenKind.AndAnd))
        {
            EatSplit(TokenKind.And);
            Expr nested = ParseBorrow();
            return new Expr.AddrOf(NextId(), BorrowKind.Ref, Mutability.Not, nested, start.To(nested.Span));
        }
        Bump();
        BorrowKind kind = BorrowKind.Ref;
        Mutability mutability = Mutability.Not;
        if (At(TokenKind.Lifetime))
        {
            ReportAt("borrow expressions cannot be annotated with lifetimes", _current.Span);
            Bump();
        }
        if (AtWeak(Names.Raw) && (Peek(1) == TokenKind.Mut || (Peek(1) == TokenKind.Const && Peek(2) != TokenKind.OpenBrace)))
        {
            Bump();
            kind = BorrowKind.Raw;
            mutability = Bump().Kind == TokenKind.Mut ? Mutability.Mut : Mutability.Not;
        }
        else if (Eat(TokenKind.Mut))
        {
            mutability = Mutability.Mut;
        }
        Expr operand = ParsePrefixOperand();
        return new Expr.AddrOf(NextId(), kind, mutability, operand, start.To(operand.Span));
    }

    private Expr ParsePostfix()
    {
        Expr expr = ParsePrimary();
        return ParsePostfixRest(expr, expr.Span);
    }

    private Expr ParsePostfixRest(Expr expr, SourceSpan start)
    {
        while (true)
        {
            switch (_current.Kind)
            {
                case TokenKind.Question:
                    Bump();
                    expr = new Expr.Try(NextId(), expr, SpanFrom(start));
                    continue;
                case TokenKind.Dot:
                    Bump();
                    expr = ParseDotSuffix(expr, start);
                    continue;
                case TokenKind.OpenParen when !IsCompleteStatement(expr):
                    Bump();
                    ImmutableArray<Expr> args = ParseExprList(TokenKind.CloseParen, out _);
                    expr = new Expr.Call(NextId(), expr, args, SpanFrom(start));
                    continue;
                case TokenKind.OpenBracket when !IsCompleteStatement(expr):
                    SourceSpan open = Bump().Span;
                    Expr subscript = ParseExpr();
                    ExpectCloser(TokenKind.CloseBracket);
                    expr = new Expr.Index(NextId(), expr, subscript, SpanFrom(open), SpanFrom(start));
                    continue;
            }
            _expected.Add(TokenKind.Dot);
            _expected.Add(TokenKind.Question);
            return expr;
        }
    }

    private void ExpectCloser(TokenKind closer)
    {
        if (!Expect(closer))
        {
            SkipTo(closer);
            Eat(closer);
        }
    }

    private static readonly TryParseElement<Expr> s_parseElementExpr = static (Parser parser, out Expr expr) =>
    {
        ImmutableArray<Attr> attrs = parser.ParseOuterAttributes(out bool isStripped);
        Restrictions saved = parser._restrictions;
        parser._restrictions = Restrictions.None;
        expr = WithAttrs(parser.ParseExprAssoc(0), attrs);
        parser._restrictions = saved;
        return !isStripped;
    };

    private ImmutableArray<Expr> ParseExprList(TokenKind closer, out bool hasTrailingComma) => ParseList(closer, s_parseElementExpr, out hasTrailingComma);

    private Expr ParseDotSuffix(Expr receiver, SourceSpan start)
    {
        switch (_current.Kind)
        {
            case TokenKind.Await:
                SourceSpan await = Bump().Span;
                return new Expr.Await(NextId(), receiver, await, SpanFrom(start));
            case TokenKind.Integer:
                Token index = Bump();
                if (index.Link != index.Name.Utf8.Length)
                {
                    // Four suffixes are tolerated, as they came out of old macros.
                    if (System.Text.Encoding.UTF8.GetString(index.Name.Utf8[index.Link..]) is not ("i32" or "u32" or "isize" or "usize"))
                    {
                        ReportAt("suffixes on a tuple index are invalid", index.Span);
                    }
                    index = new Token(TokenKind.Integer, index.Span, Verdigris.Base.Interning.Symbol.Intern(index.Name.Utf8[..index.Link]));
                }
                return new Expr.Field(NextId(), receiver, new Ident(index.Name, index.Span), SpanFrom(start));
            case TokenKind.Float:
                return ParseFloatFields(receiver, start);
            case TokenKind.OpenInvisible when _current.Fragment == FragmentKind.Literal:
                Bump();
                Expr field = ParseDotSuffix(receiver, start);
                LeaveFragment();
                return field;
        }
        if (!At(TokenKind.Ident) && !AtFragment(FragmentKind.Ident) && !(_current.Kind.IsPathSegment && _current.Kind != TokenKind.Crate))
        {
            ErrorReported reported = _current.Kind.IsKeyword ? ReportExpectedIdent() : Report(Diagnostic.ErrorWithoutCode($"unexpected token: {Describe(_current)}", _current.Span));
            if (_current.Kind.IsKeyword && !IsOnNewLine())
            {
                Bump();
            }
            return new Expr.Error(NextId(), reported, SpanFrom(start));
        }
        SourceSpan callStart = _current.Span;
        PathSegment segment = ParsePathSegment(PathStyle.Expr);
        if (At(TokenKind.OpenParen))
        {
            Bump();
            ImmutableArray<Expr> args = ParseExprList(TokenKind.CloseParen, out _);
            return new Expr.MethodCall(NextId(), receiver, segment, args, SpanFrom(callStart), SpanFrom(start));
        }
        if (segment.Args is not null)
        {
            ReportAt("field expressions cannot have generic arguments", segment.Args.Span);
        }
        return new Expr.Field(NextId(), receiver, segment.Ident, SpanFrom(start));
    }

    /// <summary><c>x.0.1</c>: the lexer saw the number <c>0.1</c>.</summary>
    private Expr ParseFloatFields(Expr receiver, SourceSpan start)
    {
        Token number = Bump();
        string text = number.Name.Text;
        uint at = number.Span.Lo;
        string[] parts = text.Split('.');
        foreach (string part in parts)
        {
            bool isIndex = part.Length > 0;
            foreach (char c in part)
            {
                isIndex &= char.IsAsciiDigit(c);
            }
            SourceSpan span = new(at, at + (uint)part.Length, number.Span.Context);
            if (part.Length == 0)
            {
                // `x.0.` at the end: a name must follow.
                return ParseDotSuffix(receiver, start);
            }
            if (!isIndex)
            {
                ErrorReported reported = ReportAt($"unexpected token: `{text}`", number.Span);
                return new Expr.Error(NextId(), reported, SpanFrom(start));
            }
            receiver = new Expr.Field(NextId(), receiver, new Ident(Verdigris.Base.Interning.Symbol.Intern(part), span), start.To(span));
            at += (uint)part.Length + 1;
        }
        return receiver;
    }
}
