using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Generic parameters and where clauses. Reference: [items.generics].</summary>
public sealed partial class Parser
{
    private Generics ParseGenerics()
    {
        SourceSpan start = _current.Span;
        if (!At(TokenKind.Lt))
        {
            _expected.Add(TokenKind.Lt);
            return Generics.Empty with { Span = _previous.Span.ShrinkToHi() };
        }
        Bump();
        ImmutableArray<GenericParam> parameters = ParseGenericParams();
        ExpectSplit(TokenKind.Gt);
        return new Generics(parameters, [], SpanFrom(start), default);
    }

    /// <summary>Parameters up to the closing angle bracket, which stays.</summary>
    private ImmutableArray<GenericParam> ParseGenericParams()
    {
        using PooledList<GenericParam> parameters = PooledList<GenericParam>.Rent();
        while (!AtSplit(TokenKind.Gt) && !IsAtEnd)
        {
            int before = _position;
            ImmutableArray<Attr> attrs = ParseOuterAttributes(out bool isStripped);
            if (TryParseGenericParam() is { } parameter)
            {
                if (!isStripped)
                {
                    parameters.Add(parameter with { Attrs = attrs });
                }
            }
            else
            {
                _expected.Add(ExpectedClass.Lifetime);
                ReportExpectedIdent();
                if (before == _position && _current.Kind.IsCloseDelimiter)
                {
                    break;
                }
                SkipTree();
            }
            if (!Eat(TokenKind.Comma))
            {
                if (!AtSplit(TokenKind.Gt))
                {
                    ReportExpected();
                    if (!TrySkipToAngle())
                    {
                        break;
                    }
                }
                else
                {
                    break;
                }
            }
        }
        return parameters.ToImmutable();
    }

    private GenericParam? TryParseGenericParam()
    {
        SourceSpan start = _current.Span;
        if (At(TokenKind.Lifetime))
        {
            Token name = Bump();
            NodeId id = NextId();
            ImmutableArray<Lifetime> bounds = Eat(TokenKind.Colon) ? ParseLifetimeBounds() : [];
            return new GenericParam.OfLifetime(id, new Ident(name.Name, name.Span), bounds, SpanFrom(start));
        }
        if (Eat(TokenKind.Const))
        {
            Ident ident = ParseIdent();
            Expect(TokenKind.Colon);
            Ty ty = ParseTy();
            AnonConst? value = Eat(TokenKind.Eq) ? ParseConstParamDefault() : null;
            return new GenericParam.OfConst(NextId(), ident, ty, value, SpanFrom(start));
        }
        if (At(TokenKind.Ident) || AtFragment(FragmentKind.Ident))
        {
            Ident ident = ParseIdent();
            ImmutableArray<GenericBound> bounds = Eat(TokenKind.Colon) ? ParseBounds() : [];
            Ty? value = Eat(TokenKind.Eq) ? ParseTy() : null;
            return new GenericParam.OfType(NextId(), ident, bounds, value, SpanFrom(start));
        }
        return null;
    }

    private AnonConst ParseConstParamDefault()
    {
        if (At(TokenKind.Ident))
        {
            NodeId id = NextId();
            SourceSpan start = _current.Span;
            Path path = ParsePath(PathStyle.Expr);
            return new AnonConst(id, new Expr.OfPath(NextId(), null, path, SpanFrom(start)));
        }
        return ParseConstArg();
    }

    private ImmutableArray<Lifetime> ParseLifetimeBounds()
    {
        using PooledList<Lifetime> bounds = PooledList<Lifetime>.Rent();
        while (At(TokenKind.Lifetime))
        {
            bounds.Add(ParseLifetime());
            if (!EatSplit(TokenKind.Plus))
            {
                break;
            }
        }
        return bounds.ToImmutable();
    }

    /// <summary>The generics with the where clause here, if there is one.</summary>
    private Generics ParseWhereClause(Generics generics)
    {
        if (!Eat(TokenKind.Where))
        {
            return generics;
        }
        SourceSpan start = _previous.Span;
        using PooledList<WherePredicate> predicates = PooledList<WherePredicate>.Rent();
        predicates.AddRange(generics.Where.AsSpan());
        while (true)
        {
            SourceSpan predicateStart = _current.Span;
            ParseOuterAttributes(out bool isStripped);
            if (At(TokenKind.Lifetime) && Peek(1) != TokenKind.Plus)
            {
                Lifetime lifetime = ParseLifetime();
                Expect(TokenKind.Colon);
                ImmutableArray<Lifetime> bounds = ParseLifetimeBounds();
                if (!isStripped)
                {
                    predicates.Add(new WherePredicate.Outlives(NextId(), lifetime, bounds, SpanFrom(predicateStart)));
                }
            }
            else if (AtTypeStart)
            {
                WherePredicate predicate = ParseBoundPredicate(predicateStart);
                if (!isStripped)
                {
                    predicates.Add(predicate);
                }
            }
            else
            {
                break;
            }
            if (!Eat(TokenKind.Comma))
            {
                break;
            }
        }
        return generics with { Where = predicates.ToImmutable(), WhereSpan = SpanFrom(start) };
    }

    private WherePredicate.Bound ParseBoundPredicate(SourceSpan start)
    {
        // `for<'a> fn(&'a u8): Tr` binds in the predicate too, as rustc has it.
        ImmutableArray<GenericParam> bound = ParseForLifetimes();
        Ty bounded = ParseTyNoBounds();
        if (Eat(TokenKind.Colon))
        {
            ImmutableArray<GenericBound> bounds = ParseBounds();
            return new WherePredicate.Bound(NextId(), bound, bounded, bounds, SpanFrom(start));
        }
        if (_current.Kind is TokenKind.Eq or TokenKind.EqEq)
        {
            Bump();
            ParseTy();
            ReportAt("equality constraints are not yet supported in `where` clauses", SpanFrom(start), label: "not supported");
        }
        else
        {
            _expected.Add(TokenKind.Colon);
            ReportExpected();
        }
        return new WherePredicate.Bound(NextId(), bound, bounded, [], SpanFrom(start));
    }
}
