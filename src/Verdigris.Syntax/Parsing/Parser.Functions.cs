using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Functions and parameters. Reference: [items.fn].</summary>
public sealed partial class Parser
{
    /// <summary>Which forms of parameters are legal.</summary>
    private enum ParamStyle
    {
        /// <summary>Patterns and types.</summary>
        Fn,
        /// <summary>The pattern may be missing in edition 2015.</summary>
        TraitFn,
        /// <summary>An optional name and a type.</summary>
        BareFn,
    }

    private Item.Fn ParseFn(ItemContext context, SourceSpan start)
    {
        NodeId id = NextId();
        FnHeader header = ParseFnHeader();
        Expect(TokenKind.Fn);
        Ident ident = ParseIdent();
        Generics generics = ParseGenerics();
        FnDecl decl = ParseFnDecl(context == ItemContext.Trait ? ParamStyle.TraitFn : ParamStyle.Fn);
        generics = ParseWhereClause(generics);
        SourceSpan signature = SpanFrom(start);
        Block? body = null;
        ImmutableArray<Attr> inner = [];
        if (At(TokenKind.OpenBrace) || AtFragment(FragmentKind.Block))
        {
            body = ParseBlock();
            inner = body.Attrs;
        }
        else if (!Eat(TokenKind.Semi))
        {
            _expected.Add(TokenKind.OpenBrace);
            _expected.Add(TokenKind.Semi);
            if (generics.WhereSpan.IsDummy)
            {
                _expected.Add(TokenKind.Where);
            }
            if (decl.Output is null)
            {
                _expected.Add(TokenKind.RArrow);
            }
            ReportExpected();
            RecoverToBody();
            if (At(TokenKind.OpenBrace))
            {
                body = ParseBlock();
            }
        }
        CheckSelf(decl, context);
        return new Item.Fn(id, ident, generics, header, decl, body, signature, SpanFrom(start)) { Attrs = inner };
    }

    private void RecoverToBody()
    {
        while (!IsAtEnd && !_current.Kind.IsCloseDelimiter && !At(TokenKind.OpenBrace))
        {
            if (At(TokenKind.Semi))
            {
                Bump();
                return;
            }
            if (_current.Kind is TokenKind.Fn or TokenKind.Struct or TokenKind.Enum or TokenKind.Pub)
            {
                return;
            }
            SkipTree();
        }
    }

    private void CheckFnBody(ItemContext context, Block? body, ImmutableArray<Attr> attrs, SourceSpan span)
    {
        if (body is null && context is not (ItemContext.Trait or ItemContext.Foreign))
        {
            foreach (Attr attr in attrs)
            {
                if (attr.Is(Names.RustcIntrinsic))
                {
                    return;
                }
            }
            Defer(Diagnostic.ErrorWithoutCode(context is ItemContext.Impl or ItemContext.TraitImpl ? "associated function in `impl` without body" : "free function without a body", span)
                .WithSuggestion("provide a definition for the function", Applicability.HasPlaceholders, new SuggestionEdit(new SourceSpan(span.Hi - 1, span.Hi, span.Context), " { <body> }")));
        }
        else if (body is not null && context == ItemContext.Foreign)
        {
            Defer(Diagnostic.ErrorWithoutCode("incorrect function inside `extern` block", span).WithPrimaryLabel("cannot have a body"));
        }
    }

    private void CheckSelf(FnDecl decl, ItemContext context)
    {
        if (context is ItemContext.Trait or ItemContext.Impl or ItemContext.TraitImpl || !decl.HasSelf)
        {
            return;
        }
        Defer(Diagnostic.ErrorWithoutCode("`self` parameter is only allowed in associated functions", decl.Params[0].Span)
            .WithPrimaryLabel("not semantically valid as function parameter")
            .WithNote("associated functions are those in `impl` or `trait` definitions"));
    }

    /// <summary><c>const async unsafe extern "C"</c> up to the <c>fn</c>.</summary>
    private FnHeader ParseFnHeader()
    {
        bool isConst = false;
        bool isAsync = false;
        FnSafety safety = FnSafety.Default;
        Abi? abi = null;
        SourceSpan asyncSpan = default;
        while (true)
        {
            if (Eat(TokenKind.Const))
            {
                isConst = true;
            }
            else if (At(TokenKind.Async) || (AtWeak(Names.Async) && Peek(1) is TokenKind.Fn or TokenKind.Unsafe))
            {
                asyncSpan = Bump().Span;
                isAsync = true;
            }
            else if (Eat(TokenKind.Unsafe))
            {
                safety = FnSafety.Unsafe;
            }
            else if (AtWeak(Names.Safe) && Peek(1) is TokenKind.Fn or TokenKind.Extern)
            {
                Bump();
                safety = FnSafety.Safe;
            }
            else if (At(TokenKind.Extern))
            {
                abi = ParseAbi();
            }
            else
            {
                break;
            }
        }
        if (isConst && isAsync)
        {
            ReportAt("functions cannot be both `const` and `async`", asyncSpan);
        }
        return isConst || isAsync || safety != FnSafety.Default || abi is not null ? new FnHeader(isConst, isAsync, safety, abi, asyncSpan) : FnHeader.Empty;
    }

    /// <summary><c>extern</c> and the name of the ABI.</summary>
    private Abi? ParseAbi()
    {
        if (!Eat(TokenKind.Extern))
        {
            return null;
        }
        SourceSpan span = _previous.Span;
        bool isFragment = TryEnterFragment(FragmentKind.Literal);
        Abi abi = new(Names.C, span);
        if (_current.Kind.IsStringLiteral)
        {
            Token name = Bump();
            abi = new Abi(Symbol.Intern(LiteralDecoder.DecodeString(name)), name.Span);
        }
        else if (_current.Kind.IsLiteral)
        {
            ReportAt("non-string ABI literal", _current.Span);
            Bump();
        }
        if (isFragment)
        {
            LeaveFragment();
        }
        return abi;
    }

    private FnDecl ParseFnDecl(ParamStyle style)
    {
        using PooledList<Param> parameters = PooledList<Param>.Rent();
        bool isVariadic = false;
        if (Expect(TokenKind.OpenParen))
        {
            while (!Check(TokenKind.CloseParen) && !IsAtEnd)
            {
                int before = _position;
                ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
                Param parameter = ParseParam(style, isFirst: parameters.Count == 0) with { Attrs = attrs };
                if (!isStripped)
                {
                    isVariadic |= parameter.Ty is Ty.CVarArgs;
                    parameters.Add(parameter);
                }
                if (!Eat(TokenKind.Comma) && !Check(TokenKind.CloseParen))
                {
                    ReportExpected();
                    SkipTo(TokenKind.CloseParen);
                }
                else if (_position == before)
                {
                    SkipTo(TokenKind.CloseParen);
                }
            }
            Expect(TokenKind.CloseParen);
        }
        SourceSpan outputSpan = _previous.Span.ShrinkToHi();
        Ty? output = null;
        if (Check(TokenKind.RArrow))
        {
            Bump();
            output = style == ParamStyle.BareFn ? ParseTyNoBounds() : ParseTy();
        }
        else if (style != ParamStyle.BareFn && _current.Kind is TokenKind.Colon or TokenKind.FatArrow)
        {
            ReportAt($"return types are denoted using `->`", _current.Span);
            Bump();
            output = ParseTy();
        }
        return new FnDecl(parameters.ToImmutable(), output, isVariadic, outputSpan);
    }

    private Param ParseParam(ParamStyle style, bool isFirst)
    {
        SourceSpan start = _current.Span;
        if (style != ParamStyle.BareFn && TryParseSelfParam(start) is { } self)
        {
            if (!isFirst)
            {
                _lastError = Sink.Report(Diagnostic.ErrorWithoutCode("unexpected `self` parameter in function", self.Span)
                    .WithPrimaryLabel("must be the first parameter of an associated function"));
            }
            return self;
        }
        NodeId id = NextId();
        if (At(TokenKind.DotDotDot))
        {
            Bump();
            return new Param(id, new Pat.Wild(NextId(), start), new Ty.CVarArgs(NextId(), start), IsSelf: false, start);
        }
        if (style == ParamStyle.Fn || IsNamedParam(style))
        {
            Pat pat = ParsePatNoTopAlt();
            if (!Eat(TokenKind.Colon))
            {
                _expected.Add(TokenKind.Colon);
                ErrorReported reported = ReportExpected();
                return new Param(id, pat, new Ty.Error(NextId(), reported, pat.Span), IsSelf: false, SpanFrom(start));
            }
            Ty ty = ParseTy();
            return new Param(id, pat, ty, IsSelf: false, SpanFrom(start));
        }
        Ty anonymous = ParseTy();
        if (style == ParamStyle.TraitFn && _session.Edition >= Edition.E2018)
        {
            Report(Diagnostic.ErrorWithoutCode($"expected one of `:`, `@`, or `|`, found {Describe(_current)}", _current.Span)
                .WithPrimaryLabel("expected one of `:`, `@`, or `|`")
                .WithNote("anonymous parameters are removed in the 2018 edition (see RFC 1685)"));
        }
        return new Param(id, new Pat.Wild(NextId(), start.ShrinkToLo()), anonymous, IsSelf: false, SpanFrom(start));
    }

    /// <summary>Whether a pattern and a colon come before the type.</summary>
    private bool IsNamedParam(ParamStyle style)
    {
        int distance = _current.Kind switch
        {
            TokenKind.And or TokenKind.AndAnd or TokenKind.Mut => 1,
            _ => 0,
        };
        if (_current.Kind == TokenKind.And && Peek(1) == TokenKind.Mut)
        {
            distance = 2;
        }
        if (style == ParamStyle.TraitFn && _current.Kind is TokenKind.OpenParen or TokenKind.OpenBracket)
        {
            return Peek(_current.Link + 1) == TokenKind.Colon;
        }
        if (style == ParamStyle.TraitFn && At(TokenKind.OpenInvisible))
        {
            return Peek(_current.Link + 1) == TokenKind.Colon;
        }
        if (style == ParamStyle.TraitFn && At(TokenKind.Ident) && _session.Edition >= Edition.E2018)
        {
            return Peek(1) is not (TokenKind.CloseParen or TokenKind.Comma or TokenKind.PathSep or TokenKind.Lt) || Peek(1) == TokenKind.OpenBrace;
        }
        return (Peek(distance) is TokenKind.Ident or TokenKind.Underscore || Peek(distance).IsKeyword) && Peek(distance + 1) == TokenKind.Colon;
    }

    /// <summary><c>self</c>, <c>mut self: T</c>, <c>&amp;'a mut self</c>.</summary>
    private Param? TryParseSelfParam(SourceSpan start)
    {
        int distance = 0;
        bool isRef = At(TokenKind.And);
        if (isRef)
        {
            distance = Peek(1) == TokenKind.Lifetime ? 2 : 1;
        }
        if (Peek(distance) == TokenKind.Mut)
        {
            distance++;
        }
        if (Peek(distance) != TokenKind.SelfLower || Peek(distance + 1) == TokenKind.PathSep)
        {
            return null;
        }
        NodeId id = NextId();
        if (isRef)
        {
            Bump();
            Lifetime? lifetime = At(TokenKind.Lifetime) ? ParseLifetime() : null;
            Mutability mutability = Eat(TokenKind.Mut) ? Mutability.Mut : Mutability.Not;
            Ident name = TakeIdent();
            SourceSpan span = SpanFrom(start);
            Ty self = new Ty.ImplicitSelf(NextId(), name.Span);
            Ty ty = new Ty.Ref(NextId(), lifetime, mutability, self, span);
            return new Param(id, new Pat.Binding(NextId(), BindingMode.Move, name, null, name.Span), ty, IsSelf: true, span);
        }
        BindingMode mode = Eat(TokenKind.Mut) ? BindingMode.MoveMut : BindingMode.Move;
        Ident ident = TakeIdent();
        SourceSpan patSpan = SpanFrom(start);
        Ty selfTy = Eat(TokenKind.Colon) ? ParseTy() : new Ty.ImplicitSelf(NextId(), ident.Span);
        return new Param(id, new Pat.Binding(NextId(), mode, ident, null, patSpan), selfTy, IsSelf: true, SpanFrom(start));
    }
}
