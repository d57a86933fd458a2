using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Expressions that are no operators: literals, paths, structs, control flow.</summary>
public sealed partial class Parser
{
    private Expr ParsePrimary()
    {
        SourceSpan start = _current.Span;
        switch (_current.Kind)
        {
            case { IsLiteral: true }:
            case TokenKind.True or TokenKind.False:
                return ParseLiteral();
            case TokenKind.OpenParen:
                return ParseParenOrTuple();
            case TokenKind.OpenBrace:
                return new Expr.OfBlock(NextId(), ParseBlock(), null, SpanFrom(start));
            case TokenKind.OpenBracket:
                return ParseArray();
            case TokenKind.Or or TokenKind.OrOr:
            case TokenKind.Move:
            case TokenKind.Static when Peek(1) is TokenKind.Or or TokenKind.OrOr or TokenKind.Move or TokenKind.Async:
                return ParseClosure();
            case TokenKind.Const when IsBlockAt(1):
                return ParseConstBlock();
            case TokenKind.Const when Peek(1) is TokenKind.Or or TokenKind.OrOr or TokenKind.Move or TokenKind.Async:
                return ParseClosure();
            case TokenKind.For when Peek(1) == TokenKind.Lt && IsForLifetimes():
                return ParseClosure();
            case TokenKind.Async:
                if (Peek(1) == TokenKind.OpenBrace || (Peek(1) == TokenKind.Move && Peek(2) == TokenKind.OpenBrace))
                {
                    return ParseAsyncBlock();
                }
                return ParseClosure();
            case TokenKind.If:
                return ParseIf();
            case TokenKind.While or TokenKind.For or TokenKind.Loop:
                return ParseLoop(null, start);
            case TokenKind.Lifetime:
                return ParseLabeled(start);
            case TokenKind.Match:
                return ParseMatch();
            case TokenKind.Unsafe:
                return ParseUnsafeBlock(start);
            case TokenKind.Return:
                Bump();
                return new Expr.Return(NextId(), TryParseOperandExpr(), SpanFrom(start));
            case TokenKind.Break:
                return ParseBreak();
            case TokenKind.Continue:
                Bump();
                Lifetime? label = At(TokenKind.Lifetime) ? ParseLifetime() : null;
                return new Expr.Continue(NextId(), label, SpanFrom(start));
            case TokenKind.Let:
                return ParseLet();
            case TokenKind.Underscore:
                Bump();
                return new Expr.Underscore(NextId(), start);
            case TokenKind.OpenInvisible:
                if (_current.Fragment is FragmentKind.Expr or FragmentKind.Literal or FragmentKind.Block or FragmentKind.Stmt)
                {
                    return ParseExprFragment();
                }
                break;
            case TokenKind.Yield or TokenKind.Do or TokenKind.Become or TokenKind.Box:
                Token reserved = Bump();
                ErrorReported unsupported = ReportAt($"`{reserved.Text}` syntax is experimental", reserved.Span, "E0658");
                TryParseOperandExpr();
                return new Expr.Error(NextId(), unsupported, SpanFrom(start));
            case TokenKind.Gen when Peek(1) == TokenKind.OpenBrace || (Peek(1) == TokenKind.Move && Peek(2) == TokenKind.OpenBrace):
                Bump();
                unsupported = ReportAt("gen blocks are experimental", start, "E0658");
                Eat(TokenKind.Move);
                ParseBlock();
                return new Expr.Error(NextId(), unsupported, SpanFrom(start));
            case TokenKind.Try when Peek(1) == TokenKind.OpenBrace:
                Bump();
                unsupported = ReportAt("`try` expression is experimental", start, "E0658");
                ParseBlock();
                return new Expr.Error(NextId(), unsupported, SpanFrom(start));
        }
        if (AtWeak(Names.Builtin) && Peek(1) == TokenKind.Pound && Peek(2) == TokenKind.Ident && Peek(3) == TokenKind.OpenParen)
        {
            return ParseBuiltin(start);
        }
        if (AtPathStart)
        {
            return ParsePathExpr(start);
        }
        _expected = default;
        ErrorReported reported = ReportExpected("expression");
        return new Expr.Error(NextId(), reported, start.ShrinkToLo());
    }

    /// <summary><c>builtin # offset_of(T, a.b)</c>: what the library's macro becomes.</summary>
    private Expr ParseBuiltin(SourceSpan start)
    {
        Bump();
        Bump();
        Token name = Bump();
        Bump();
        if (name.Name.Text != "offset_of")
        {
            ErrorReported reported = ReportAt($"`builtin # {name.Name}` is not supported", SpanFrom(start));
            SkipTo(TokenKind.CloseParen);
            Eat(TokenKind.CloseParen);
            return new Expr.Error(NextId(), reported, SpanFrom(start));
        }
        NodeId id = NextId();
        Ty container = ParseTy();
        Expect(TokenKind.Comma);
        ImmutableArray<Ident> fields = ParseFieldPath();
        Eat(TokenKind.Comma);
        ExpectCloser(TokenKind.CloseParen);
        return new Expr.OffsetOf(id, container, fields, SpanFrom(start));
    }

    private Expr ParseExprFragment()
    {
        Bump();
        Restrictions saved = _restrictions;
        _restrictions = Restrictions.None;
        Expr expr = ParseExprAttributed();
        _restrictions = saved;
        LeaveFragment();
        return expr;
    }

    private Expr ParsePathExpr(SourceSpan start)
    {
        QSelf? qself = ParseMaybeQualifiedPath(PathStyle.Expr, out Path path);
        if (At(TokenKind.Bang) && qself is null && Peek(1) is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace)
        {
            MacroCall call = ParseMacroCallRest(path);
            return new Expr.OfMacro(NextId(), call, SpanFrom(start));
        }
        if (At(TokenKind.OpenBrace) && (_restrictions & Restrictions.NoStructLiteral) == 0)
        {
            return ParseStructExpr(qself, path, start);
        }
        return new Expr.OfPath(NextId(), qself, path, SpanFrom(start));
    }

    /// <summary><c>!(…)</c> behind a path.</summary>
    private MacroCall ParseMacroCallRest(Path path)
    {
        Expect(TokenKind.Bang);
        if (_current.Kind is not (TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace))
        {
            _expected.Add(TokenKind.OpenParen);
            _expected.Add(TokenKind.OpenBracket);
            _expected.Add(TokenKind.OpenBrace);
            ReportExpected();
            return new MacroCall(path, TokenKind.OpenParen, TokenStream.Empty, _previous.Span.ShrinkToHi(), path.Span);
        }
        TokenStream tokens = ParseGroup(out TokenKind open, out SourceSpan group);
        return new MacroCall(path, open, tokens, group, path.Span.To(group));
    }

    private Expr ParseStructExpr(QSelf? qself, Path path, SourceSpan start)
    {
        Bump();
        using PooledList<ExprField> fields = PooledList<ExprField>.Rent();
        StructRest rest = StructRest.None;
        while (!Check(TokenKind.CloseBrace) && !IsAtEnd)
        {
            ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
            SourceSpan fieldStart = _current.Span;
            if (At(TokenKind.DotDot))
            {
                Bump();
                if (At(TokenKind.CloseBrace))
                {
                    rest = new StructRest.Rest(fieldStart);
                    break;
                }
                rest = new StructRest.Base(ParseExpr());
                if (At(TokenKind.Comma))
                {
                    ReportAt("cannot use a comma after the base struct", fieldStart.To(_current.Span));
                    Bump();
                }
                continue;
            }
            int before = _position;
            ExprField field = ParseExprField(fieldStart) with { Attrs = attrs };
            if (!isStripped)
            {
                fields.Add(field);
            }
            if (!Eat(TokenKind.Comma) && !Check(TokenKind.CloseBrace))
            {
                ReportExpected();
                SkipTo(TokenKind.CloseBrace);
            }
            else if (_position == before)
            {
                SkipTo(TokenKind.CloseBrace);
            }
        }
        Expect(TokenKind.CloseBrace);
        return new Expr.Struct(NextId(), qself, path, fields.ToImmutable(), rest, SpanFrom(start));
    }

    private ExprField ParseExprField(SourceSpan start)
    {
        if (Peek(1) is TokenKind.Colon or TokenKind.Eq)
        {
            Ident name = ParseFieldName();
            if (Bump().Kind == TokenKind.Eq)
            {
                ReportAt("expected `:`, found `=`", _previous.Span);
            }
            Expr value = ParseExpr();
            return new ExprField(NextId(), name, value, IsShorthand: false, SpanFrom(start));
        }
        if (At(TokenKind.OpenInvisible) || At(TokenKind.Integer))
        {
            Ident name = ParseFieldName();
            Expect(TokenKind.Colon);
            Expr value = ParseExpr();
            return new ExprField(NextId(), name, value, IsShorthand: false, SpanFrom(start));
        }
        Ident ident = ParseIdent();
        Expr path = new Expr.OfPath(NextId(), null, PathOf(_session.Ids, ident), ident.Span);
        return new ExprField(NextId(), ident, path, IsShorthand: true, SpanFrom(start));
    }

    private Expr ParseParenOrTuple()
    {
        SourceSpan start = Bump().Span;
        ImmutableArray<Attr> inner = ParseInnerAttributes(out _);
        ImmutableArray<Expr> elements = ParseExprList(TokenKind.CloseParen, out bool hasTrailingComma);
        SourceSpan span = SpanFrom(start);
        return elements.Length == 1 && !hasTrailingComma
            ? new Expr.Paren(NextId(), elements[0], span)
            : new Expr.Tuple(NextId(), elements, span);
    }

    private Expr ParseArray()
    {
        SourceSpan start = Bump().Span;
        ParseInnerAttributes(out _);
        using PooledList<Expr> elements = PooledList<Expr>.Rent();
        while (!Check(TokenKind.CloseBracket) && !IsAtEnd)
        {
            int before = _position;
            if (s_parseElementExpr(this, out Expr element))
            {
                elements.Add(element);
            }
            if (elements.Count == 1 && Eat(TokenKind.Semi))
            {
                NodeId id = NextId();
                AnonConst count = new(id, ParseExpr());
                ExpectCloser(TokenKind.CloseBracket);
                return new Expr.Repeat(NextId(), elements[0], count, SpanFrom(start));
            }
            if (!Eat(TokenKind.Comma) && !Check(TokenKind.CloseBracket))
            {
                ReportExpected();
                SkipTo(TokenKind.CloseBracket);
            }
            else if (_position == before)
            {
                SkipTo(TokenKind.CloseBracket);
            }
        }
        Expect(TokenKind.CloseBracket);
        return new Expr.Array(NextId(), elements.ToImmutable(), SpanFrom(start));
    }

    /// <summary>A block, written or from <c>$b:block</c>.</summary>
    private bool IsBlockAt(int distance) => Peek(distance) == TokenKind.OpenBrace
        || (Peek(distance) == TokenKind.OpenInvisible && PeekToken(distance).Fragment == FragmentKind.Block);

    private Expr.ConstBlock ParseConstBlock()
    {
        SourceSpan start = Bump().Span;
        NodeId id = NextId();
        SourceSpan blockStart = _current.Span;
        Block block = ParseBlock();
        Expr value = new Expr.OfBlock(NextId(), block, null, SpanFrom(blockStart));
        return new Expr.ConstBlock(NextId(), new AnonConst(id, value), SpanFrom(start));
    }

    private Expr ParseUnsafeBlock(SourceSpan start)
    {
        Bump();
        if (!At(TokenKind.OpenBrace))
        {
            _expected.Add(TokenKind.OpenBrace);
            return new Expr.Error(NextId(), ReportExpected(), start);
        }
        Block block = ParseBlock() with { Safety = BlockSafety.Unsafe };
        return new Expr.OfBlock(NextId(), block, null, SpanFrom(start));
    }

    private Expr.Async ParseAsyncBlock()
    {
        SourceSpan start = Bump().Span;
        bool isMove = Eat(TokenKind.Move);
        NodeId id = NextId();
        Block block = ParseBlock();
        return new Expr.Async(id, isMove, block, SpanFrom(start));
    }

    private bool IsForLifetimes() => Peek(2) == TokenKind.Gt || (Peek(2) == TokenKind.Lifetime && Peek(3) is TokenKind.Comma or TokenKind.Gt or TokenKind.Colon);

    private Expr ParseClosure()
    {
        SourceSpan start = _current.Span;
        ImmutableArray<GenericParam> bound = ParseForLifetimes();
        bool isConst = Eat(TokenKind.Const);
        bool isStatic = Eat(TokenKind.Static);
        bool isAsync = Eat(TokenKind.Async);
        SourceSpan moveSpan = _current.Span;
        bool isMove = Eat(TokenKind.Move);
        ClosureHeader header = new(bound, isAsync, isMove, isStatic, isConst, isMove ? moveSpan : default);
        NodeId id = NextId();
        ImmutableArray<Param> parameters = [];
        if (At(TokenKind.OrOr))
        {
            Bump();
        }
        else if (Check(TokenKind.Or))
        {
            Bump();
            parameters = ParseClosureParams();
        }
        else
        {
            _expected.Add(TokenKind.OrOr);
            return new Expr.Error(NextId(), ReportExpected(), SpanFrom(start));
        }
        SourceSpan outputSpan = _previous.Span.ShrinkToHi();
        Ty? output = Eat(TokenKind.RArrow) ? ParseTyNoBounds() : null;
        SourceSpan declSpan = SpanFrom(start);
        Expr body;
        if (output is null)
        {
            Restrictions saved = _restrictions;
            _restrictions &= Restrictions.NoStructLiteral;
            body = ParseExprAttributed();
            _restrictions = saved;
        }
        else
        {
            SourceSpan bodyStart = _current.Span;
            body = AtFragment(FragmentKind.Expr) ? ParseExprFragment() : new Expr.OfBlock(NextId(), ParseBlock(), null, SpanFrom(bodyStart));
        }
        return new Expr.Closure(id, header, new FnDecl(parameters, output, IsVariadic: false, outputSpan), body, declSpan, start.To(body.Span));
    }

    private ImmutableArray<Param> ParseClosureParams()
    {
        using PooledList<Param> parameters = PooledList<Param>.Rent();
        while (!AtSplit(TokenKind.Or) && !IsAtEnd)
        {
            int before = _position;
            ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
            SourceSpan start = _current.Span;
            Pat pat = ParsePatNoTopAlt();
            Ty ty = Eat(TokenKind.Colon) ? ParseTy() : new Ty.Infer(NextId(), pat.Span);
            if (!isStripped)
            {
                parameters.Add(new Param(NextId(), pat, ty, IsSelf: false, SpanFrom(start)) { Attrs = attrs });
            }
            if (!Eat(TokenKind.Comma))
            {
                break;
            }
            if (_position == before)
            {
                break;
            }
        }
        ExpectSplit(TokenKind.Or);
        return parameters.ToImmutable();
    }

    private const Restrictions Condition = Restrictions.NoStructLiteral | Restrictions.AllowLet;

    private Expr ParseCondition()
    {
        Expr condition = ParseExpr(Condition);
        if (_session.Edition < Edition.E2024 && condition is Expr.Binary && FindLet(condition) is { } let && let.Span.Context.IsRoot)
        {
            ReportAt("let chains are only allowed in Rust 2024 or later", let.Span);
        }
        return condition;
    }

    private static Expr.Let? FindLet(Expr expr) => expr switch
    {
        Expr.Let let => let,
        Expr.Binary { Op: BinaryOp.And } and => FindLet(and.Left) ?? FindLet(and.Right),
        _ => null,
    };

    private Expr ParseIf()
    {
        SourceSpan start = Bump().Span;
        if (At(TokenKind.OpenBrace) && Peek(_current.Link + 1) is not (TokenKind.OpenBrace or TokenKind.EqEq or TokenKind.Dot or TokenKind.AndAnd or TokenKind.OrOr))
        {
            ErrorReported reported = ReportAt("missing condition for `if` expression", start.ShrinkToHi());
            ParseBlock();
            return new Expr.Error(NextId(), reported, SpanFrom(start));
        }
        NodeId id = NextId();
        Expr condition = ParseCondition();
        ParseOuterAttributes(out _);
        Block then = ParseBlock();
        Expr? otherwise = null;
        if (Eat(TokenKind.Else))
        {
            SourceSpan elseStart = _current.Span;
            if (At(TokenKind.If))
            {
                if (!EnterDepth())
                {
                    _depth--;
                    SkipRestOfGroup();
                    return new Expr.Error(NextId(), _lastError!, SpanFrom(start));
                }
                otherwise = ParseIf();
                LeaveDepth();
            }
            else
            {
                otherwise = new Expr.OfBlock(NextId(), ParseBlock(), null, SpanFrom(elseStart));
            }
        }
        return new Expr.If(id, condition, then, otherwise, SpanFrom(start));
    }

    private Expr ParseLet()
    {
        SourceSpan start = Bump().Span;
        if ((_restrictions & Restrictions.AllowLet) == 0)
        {
            ReportLet(start);
        }
        Pat pat = ParsePat();
        if (Eat(TokenKind.EqEq))
        {
            ReportAt("expected `=`, found `==`", _previous.Span);
        }
        else
        {
            Expect(TokenKind.Eq);
        }
        Restrictions saved = _restrictions;
        _restrictions &= ~(Restrictions.AllowLet | Restrictions.Statement);
        Expr value = ParseOperand(ComparePrecedence);
        _restrictions = saved;
        return new Expr.Let(NextId(), pat, value, SpanFrom(start));
    }

    private Expr ParseLabeled(SourceSpan start)
    {
        Lifetime label = ParseLifetime();
        if (!Eat(TokenKind.Colon))
        {
            _expected.Add(TokenKind.Colon);
            if (_current.Kind is not (TokenKind.While or TokenKind.For or TokenKind.Loop or TokenKind.OpenBrace))
            {
                return new Expr.Error(NextId(), ReportExpected("`while`, `for`, `loop` or `{` after a label"), start);
            }
            ReportAt("labeled expression must be followed by `:`", start);
        }
        if (_current.Kind is TokenKind.While or TokenKind.For or TokenKind.Loop)
        {
            return ParseLoop(label, start);
        }
        if (At(TokenKind.OpenBrace) || AtFragment(FragmentKind.Block))
        {
            Block block = ParseBlock();
            return new Expr.OfBlock(NextId(), block, label, SpanFrom(start));
        }
        ErrorReported reported = ReportExpected("`while`, `for`, `loop` or `{` after a label");
        return new Expr.Error(NextId(), reported, SpanFrom(start));
    }

    private Expr ParseLoop(Lifetime? label, SourceSpan start)
    {
        NodeId id = NextId();
        Token keyword = Bump();
        switch (keyword.Kind)
        {
            case TokenKind.Loop:
                return new Expr.Loop(id, ParseBlock(), label, SpanFrom(start));
            case TokenKind.While:
                Expr condition = ParseCondition();
                return new Expr.While(id, condition, ParseBlock(), label, SpanFrom(start));
            default:
                Pat pat = ParsePat();
                if (!Eat(TokenKind.In))
                {
                    Report(Diagnostic.ErrorWithoutCode("missing `in` in `for` loop", _previous.Span.Between(_current.Span))
                        .WithSuggestion("try adding `in` here", Applicability.MaybeIncorrect, new SuggestionEdit(_previous.Span.ShrinkToHi(), " in")));
                }
                Expr iterable = ParseExpr(Restrictions.NoStructLiteral);
                return new Expr.ForLoop(id, pat, iterable, ParseBlock(), label, SpanFrom(start));
        }
    }

    private Expr ParseMatch()
    {
        SourceSpan start = Bump().Span;
        NodeId id = NextId();
        Expr scrutinee = ParseExpr(Restrictions.NoStructLiteral);
        if (!Expect(TokenKind.OpenBrace))
        {
            return new Expr.Error(NextId(), _lastError!, SpanFrom(start));
        }
        ParseInnerAttributes(out _);
        using PooledList<Arm> arms = PooledList<Arm>.Rent();
        while (!Check(TokenKind.CloseBrace) && !IsAtEnd)
        {
            int before = _position;
            int deferred = _deferred.Count;
            ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
            Arm arm = ParseArm(out bool isComplete) with { Attrs = attrs };
            if (!isStripped)
            {
                arms.Add(arm);
            }
            else
            {
                ForgetDeferred(deferred);
            }
            if (!isComplete || _position == before)
            {
                SkipTo(TokenKind.CloseBrace);
            }
        }
        Expect(TokenKind.CloseBrace);
        return new Expr.Match(id, scrutinee, arms.ToImmutable(), SpanFrom(start));
    }

    private Arm ParseArm(out bool isComplete)
    {
        SourceSpan start = _current.Span;
        NodeId id = NextId();
        Pat pat = ParsePat();
        Expr? guard = null;
        if (Check(TokenKind.If))
        {
            Bump();
            guard = ParseExpr(Restrictions.AllowLet);
        }
        if (!Expect(TokenKind.FatArrow))
        {
            isComplete = false;
            return new Arm(id, pat, guard, new Expr.Error(NextId(), _lastError!, _current.Span), SpanFrom(start));
        }
        Restrictions saved = _restrictions;
        _restrictions = Restrictions.Statement;
        Expr body = ParseExprAttributed();
        _restrictions = saved;
        isComplete = true;
        bool needsComma = RequiresSemi(body) || body is Expr.ConstBlock;
        if (!Eat(TokenKind.Comma) && needsComma && !Check(TokenKind.CloseBrace))
        {
            isComplete = false;
            ReportExpected();
        }
        return new Arm(id, pat, guard, body, SpanFrom(start));
    }

    private Expr ParseBreak()
    {
        SourceSpan start = Bump().Span;
        Lifetime? label = null;
        if (At(TokenKind.Lifetime) && Peek(1) != TokenKind.Colon)
        {
            label = ParseLifetime();
        }
        Expr? value = At(TokenKind.OpenBrace) && (_restrictions & Restrictions.NoStructLiteral) != 0 ? null : TryParseOperandExpr();
        return new Expr.Break(NextId(), label, value, SpanFrom(start));
    }

    /// <summary>The optional operand of <c>return</c> and <c>break</c>.</summary>
    private Expr? TryParseOperandExpr()
    {
        if (!AtExprStart || At(TokenKind.Let))
        {
            return null;
        }
        Restrictions saved = _restrictions;
        _restrictions &= Restrictions.NoStructLiteral;
        Expr value = ParseExprAttributed();
        _restrictions = saved;
        return value;
    }
}
