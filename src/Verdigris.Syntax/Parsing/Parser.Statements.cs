using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Blocks and statements. Reference: [statement], [expr.block].</summary>
public sealed partial class Parser
{
    private Block ParseBlock()
    {
        SourceSpan start = _current.Span;
        if (TryEnterFragment(FragmentKind.Block))
        {
            Block block = ParseBlock();
            LeaveFragment();
            return block;
        }
        if (!At(TokenKind.OpenBrace))
        {
            _expected.Add(TokenKind.OpenBrace);
            Report(Diagnostic.ErrorWithoutCode($"expected `{{`, found {Describe(_current)}", _current.Span).WithPrimaryLabel("expected `{`"));
            return new Block(NextId(), [], BlockSafety.Default, start.ShrinkToLo());
        }
        if (!EnterDepth())
        {
            _depth--;
            SkipTree();
            return new Block(NextId(), [], BlockSafety.Default, SpanFrom(start));
        }
        NodeId id = NextId();
        Bump();
        Restrictions saved = _restrictions;
        _restrictions = Restrictions.None;
        ImmutableArray<Attr> attrs = ParseInnerAttributes(out _);
        ImmutableArray<Stmt> stmts = ParseStmts();
        _restrictions = saved;
        Expect(TokenKind.CloseBrace);
        LeaveDepth();
        return new Block(id, stmts, BlockSafety.Default, SpanFrom(start)) { Attrs = attrs };
    }

    /// <summary>Statements up to the end of the group: a block's, or what a macro in statement position became.</summary>
    public ImmutableArray<Stmt> ParseStmts()
    {
        using PooledList<Stmt> stmts = PooledList<Stmt>.Rent();
        while (!IsAtEnd && !_current.Kind.IsCloseDelimiter)
        {
            int before = _position;
            ParseStmtInto(stmts);
            if (_position == before)
            {
                // Nothing was taken: skip the culprit, which was reported.
                if (_lastErrorPosition != _position)
                {
                    ReportExpected("expression");
                }
                SkipTree();
            }
        }
        return stmts.ToImmutable();
    }

    /// <summary>One statement without its semicolon: the fragment <c>$s:stmt</c>.</summary>
    public Stmt? ParseStmtFragment()
    {
        using PooledList<Stmt> stmts = PooledList<Stmt>.Rent();
        ImmutableArray<Attr> attrs = ParseOuterAttributes(out _);
        SourceSpan start = _current.Span;
        if (At(TokenKind.Let))
        {
            return ParseLetStmt(start) with { Attrs = attrs };
        }
        if (TryParseItem(attrs, isStripped: false, ItemContext.Statement, out Item? item))
        {
            return item is null ? null : new Stmt.OfItem(NextId(), item, SpanFrom(start));
        }
        if (!AtExprStart)
        {
            ReportExpected("a statement");
            return null;
        }
        Expr expr = ParseStmtExpr(attrs);
        return new Stmt.OfExpr(NextId(), expr, SpanFrom(start));
    }

    private void ParseStmtInto(PooledList<Stmt> stmts)
    {
        SourceSpan start = _current.Span;
        if (At(TokenKind.Semi))
        {
            Bump();
            stmts.Add(new Stmt.Empty(NextId(), start));
            return;
        }
        if (AtFragment(FragmentKind.Stmt))
        {
            ParseStmtFragmentInto(stmts, start);
            return;
        }
        int deferred = _deferred.Count;
        ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
        if (!attrs.IsEmpty && _current.Kind is TokenKind.CloseBrace or TokenKind.Eof)
        {
            SourceSpan last = attrs[^1].Span;
            if (attrs[^1].IsDocComment)
            {
                _lastError = Sink.Report(Diagnostic.Error("E0585", "found a documentation comment that doesn't document anything", last)
                    .WithHelp("doc comments must come before what they document, if a comment was intended use `//`"));
            }
            else
            {
                ReportAt("expected statement after outer attribute", last);
            }
            return;
        }
        if (At(TokenKind.Let))
        {
            Stmt.Let let = ParseLetStmt(start);
            bool hasSemi = ExpectSemi();
            if (!hasSemi)
            {
                RecoverStmt();
            }
            if (isStripped)
            {
                ForgetDeferred(deferred);
                return;
            }
            stmts.Add(let with { Attrs = attrs, Span = SpanFrom(start) });
            return;
        }
        if (TryParseItem(attrs, isStripped, ItemContext.Statement, out Item? item))
        {
            if (item is not null)
            {
                stmts.Add(new Stmt.OfItem(NextId(), item, item.Span));
            }
            return;
        }
        Stmt? stmt = ParseExprStmt(attrs, start);
        if (isStripped)
        {
            ForgetDeferred(deferred);
        }
        else if (stmt is not null)
        {
            stmts.Add(stmt);
        }
    }

    private void ParseStmtFragmentInto(PooledList<Stmt> stmts, SourceSpan start)
    {
        Bump();
        Stmt? stmt = ParseStmtFragment();
        LeaveFragment();
        bool hasSemi = At(TokenKind.Semi);
        if (stmt is null)
        {
            return;
        }
        if (stmt is Stmt.OfExpr { Expr: var expr })
        {
            if (hasSemi)
            {
                Bump();
                stmt = expr is Expr.OfMacro macro
                    ? new Stmt.OfMacro(NextId(), macro.Macro, HasSemicolon: true, SpanFrom(start))
                    : new Stmt.Semi(NextId(), expr, SpanFrom(start));
            }
        }
        else if (hasSemi && stmt is not Stmt.OfItem)
        {
            Bump();
        }
        stmts.Add(stmt);
    }

    private Stmt.Let ParseLetStmt(SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        Pat pat = ParsePat();
        Ty? ty = null;
        if (Eat(TokenKind.Colon))
        {
            ty = ParseTy();
        }
        Expr? init = null;
        Block? otherwise = null;
        if (Check(TokenKind.Eq))
        {
            Bump();
            init = ParseExpr();
        }
        else if (_current.Kind is TokenKind.PlusEq or TokenKind.MinusEq or TokenKind.StarEq or TokenKind.SlashEq)
        {
            ReportAt("can't reassign an uninitialized variable", _current.Span);
            Bump();
            init = ParseExpr();
        }
        if (Check(TokenKind.Else))
        {
            Bump();
            if (init is null)
            {
                ReportAt("expected expression, found `else`", _previous.Span);
            }
            else if (EndsWithBrace(init))
            {
                ReportAt("right curly brace `}` before `else` in a `let...else` statement not allowed", init.Span.ShrinkToHi());
            }
            else if (init is Expr.Binary { Op.IsLazy: true } lazy)
            {
                ReportAt($"a `{lazy.Op.Text}` expression cannot be directly assigned in `let...else`", lazy.Span);
            }
            otherwise = ParseBlock();
        }
        return new Stmt.Let(id, pat, ty, init, otherwise, SpanFrom(start));
    }

    private static bool EndsWithBrace(Expr expr) => expr switch
    {
        Expr.OfBlock or Expr.If or Expr.Match or Expr.While or Expr.Loop or Expr.ForLoop or Expr.Struct or Expr.Async or Expr.ConstBlock => true,
        Expr.Binary binary => EndsWithBrace(binary.Right),
        Expr.Assign assign => EndsWithBrace(assign.Value),
        Expr.AssignOp assign => EndsWithBrace(assign.Value),
        Expr.Unary unary => EndsWithBrace(unary.Operand),
        Expr.AddrOf borrow => EndsWithBrace(borrow.Operand),
        Expr.Range { End: { } end } => EndsWithBrace(end),
        Expr.Return { Value: { } value } => EndsWithBrace(value),
        Expr.Break { Value: { } value } => EndsWithBrace(value),
        Expr.Closure closure => EndsWithBrace(closure.Body),
        Expr.OfMacro macro => macro.Macro.Delimiter == TokenKind.OpenBrace,
        _ => false,
    };

    private Stmt? ParseExprStmt(ImmutableArray<Attr> attrs, SourceSpan start)
    {
        if (!AtExprStart)
        {
            _expected = default;
            ReportExpected("expression");
            RecoverStmt();
            return null;
        }
        if (IsMacroStmtStart() && ParseMacroStmt(attrs, start) is { } macro)
        {
            return macro;
        }
        Expr expr = ParseStmtExpr(attrs);
        return FinishExprStmt(expr, start);
    }

    private Expr ParseStmtExpr(ImmutableArray<Attr> attrs)
    {
        Restrictions saved = _restrictions;
        _restrictions = Restrictions.Statement;
        Expr expr = WithAttrs(ParseExprAssoc(0), attrs);
        _restrictions = saved;
        return expr;
    }

    private Stmt FinishExprStmt(Expr expr, SourceSpan start)
    {
        if (Eat(TokenKind.Semi))
        {
            return expr is Expr.OfMacro { Attrs.IsEmpty: true } macro
                ? new Stmt.OfMacro(NextId(), macro.Macro, HasSemicolon: true, SpanFrom(start))
                : new Stmt.Semi(NextId(), expr, SpanFrom(start));
        }
        if (RequiresSemi(expr) && !(_current.Kind is TokenKind.CloseBrace or TokenKind.Eof or TokenKind.CloseInvisible))
        {
            if (expr is not Expr.Error || _lastErrorPosition != _position)
            {
                // "expected one of `.`, `;`, `?`, `}`, or an operator".
                Check(TokenKind.Semi);
                Check(TokenKind.CloseBrace);
                if (IsOnNewLine() && (AtExprStart || _current.Kind is TokenKind.Let || _current.Kind.IsKeyword))
                {
                    ExpectSemi();
                    return new Stmt.Semi(NextId(), expr, SpanFrom(start));
                }
                ReportExpected();
            }
            RecoverStmt();
            return new Stmt.Semi(NextId(), new Expr.Error(NextId(), _lastError!, expr.Span), SpanFrom(start));
        }
        return new Stmt.OfExpr(NextId(), expr, SpanFrom(start));
    }

    /// <summary>Whether a path followed by <c>!</c> starts here (and is no comparison).</summary>
    private bool IsMacroStmtStart()
    {
        int distance = 0;
        if (At(TokenKind.OpenInvisible) && _current.Fragment == FragmentKind.Path)
        {
            distance = _current.Link + 1;
            return Peek(distance) == TokenKind.Bang && Peek(distance + 1) is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace;
        }
        if (Peek(distance) == TokenKind.PathSep)
        {
            distance++;
        }
        while (Peek(distance).IsPathSegment)
        {
            distance++;
            if (Peek(distance) != TokenKind.PathSep)
            {
                return Peek(distance) == TokenKind.Bang && Peek(distance + 1) is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace;
            }
            distance++;
        }
        return false;
    }

    private Stmt ParseMacroStmt(ImmutableArray<Attr> attrs, SourceSpan start)
    {
        Path path = ParsePath(PathStyle.Expr);
        MacroCall call = ParseMacroCallRest(path);
        bool isBraced = call.Delimiter == TokenKind.OpenBrace;
        if (isBraced && _current.Kind is not (TokenKind.Dot or TokenKind.Question))
        {
            bool hasSemi = Eat(TokenKind.Semi);
            return new Stmt.OfMacro(NextId(), call, hasSemi, SpanFrom(start)) { Attrs = attrs };
        }
        if (At(TokenKind.Semi))
        {
            Bump();
            return new Stmt.OfMacro(NextId(), call, HasSemicolon: true, SpanFrom(start)) { Attrs = attrs };
        }
        if (IsAtEnd)
        {
            return new Stmt.OfMacro(NextId(), call, HasSemicolon: false, SpanFrom(start)) { Attrs = attrs };
        }
        Expr expr = new Expr.OfMacro(NextId(), call, SpanFrom(start));
        Restrictions saved = _restrictions;
        _restrictions = Restrictions.Statement;
        expr = WithAttrs(ParseExprAssocRest(ParsePostfixRest(expr, start), 0), attrs);
        _restrictions = saved;
        return FinishExprStmt(expr, start);
    }

    /// <summary>Skips to behind the next semicolon, or to the end of the block.</summary>
    private void RecoverStmt()
    {
        while (!IsAtEnd && !_current.Kind.IsCloseDelimiter)
        {
            if (At(TokenKind.Semi))
            {
                Bump();
                return;
            }
            bool isBrace = At(TokenKind.OpenBrace);
            SkipTree();
            if (isBrace && IsOnNewLine())
            {
                return;
            }
        }
    }
}
