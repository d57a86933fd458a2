using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Paths and generic arguments. Reference: [paths].</summary>
public sealed partial class Parser
{
    /// <summary>What may follow a segment's name.</summary>
    private enum PathStyle
    {
        /// <summary>Generic arguments need <c>::</c>.</summary>
        Expr,
        /// <summary>Generic arguments with or without <c>::</c>, <c>Fn(A) -&gt; B</c>.</summary>
        Type,
        /// <summary>No generic arguments.</summary>
        Mod,
    }

    private bool AtPathStart => _current.Kind.IsPathSegment || _current.Kind is TokenKind.PathSep or TokenKind.Lt or TokenKind.Shl
        || (At(TokenKind.OpenInvisible) && _current.Fragment is FragmentKind.Path or FragmentKind.Ty && IsFragmentPath());

    /// <summary>Whether the type fragment here is just a path, so that it may stand where a path is wanted.</summary>
    private bool IsFragmentPath()
    {
        TokenKind first = Peek(1);
        return first.IsPathSegment || first is TokenKind.PathSep or TokenKind.Lt or TokenKind.OpenInvisible || _current.Fragment == FragmentKind.Ty;
    }

    private Path ParsePath(PathStyle style)
    {
        if (AtFragment(FragmentKind.Path) || AtFragment(FragmentKind.Ty))
        {
            ParseFragmentPath(style, out Path fragment);
            return fragment;
        }
        SourceSpan start = _current.Span;
        using PooledList<PathSegment> segments = PooledList<PathSegment>.Rent();
        if (At(TokenKind.PathSep))
        {
            SourceSpan root = Bump().Span;
            segments.Add(new PathSegment(NextId(), new Ident(Names.PathRoot, root.ShrinkToLo()), null));
        }
        ParsePathSegments(segments, style);
        return new Path(segments.ToImmutable(), SpanFrom(start));
    }

    /// <summary>A path from a <c>$p:path</c> or <c>$t:ty</c> fragment and what follows it; the self type when it is no plain path.</summary>
    private QSelf? ParseFragmentPath(PathStyle style, out Path path)
    {
        SourceSpan start = _current.Span;
        bool isTy = AtFragment(FragmentKind.Ty);
        Bump();
        QSelf? qself = null;
        Ty? ty = null;
        if (isTy)
        {
            ty = ParseTy();
            path = ty is Ty.OfPath ofPath ? ofPath.Path : new Path([], ty.Span);
            qself = (ty as Ty.OfPath)?.QSelf;
        }
        else if (AtSplit(TokenKind.Lt))
        {
            qself = ParseQualifiedPath(PathStyle.Type, out path);
        }
        else
        {
            path = ParsePath(PathStyle.Type);
        }
        LeaveFragment();
        if (At(TokenKind.PathSep) && Peek(1) is not (TokenKind.OpenBrace or TokenKind.Star))
        {
            using PooledList<PathSegment> segments = PooledList<PathSegment>.Rent();
            if (ty is not null)
            {
                // `$t::new` is `<$t>::new`.
                qself = new QSelf(ty, path.Span, 0);
            }
            else
            {
                segments.AddRange(path.Segments.AsSpan());
            }
            Bump();
            ParsePathSegments(segments, style);
            path = new Path(segments.ToImmutable(), SpanFrom(start));
        }
        else if (ty is not (null or Ty.OfPath))
        {
            qself = new QSelf(ty, path.Span, 0);
        }
        return qself;
    }

    /// <summary><c>&lt;T as Trait&gt;::A::B</c>; also takes plain paths, for which it returns null.</summary>
    private QSelf? ParseMaybeQualifiedPath(PathStyle style, out Path path)
    {
        if (AtFragment(FragmentKind.Path) || AtFragment(FragmentKind.Ty))
        {
            return ParseFragmentPath(style, out path);
        }
        if (_current.Kind is TokenKind.Lt or TokenKind.Shl)
        {
            return ParseQualifiedPath(style, out path);
        }
        path = ParsePath(style);
        return null;
    }

    private QSelf ParseQualifiedPath(PathStyle style, out Path path)
    {
        SourceSpan start = _current.Span;
        EatSplit(TokenKind.Lt);
        Ty ty = ParseTy();
        using PooledList<PathSegment> segments = PooledList<PathSegment>.Rent();
        SourceSpan pathSpan = default;
        if (Eat(TokenKind.As))
        {
            Path trait = ParsePath(PathStyle.Type);
            segments.AddRange(trait.Segments.AsSpan());
            pathSpan = trait.Span;
        }
        ExpectSplit(TokenKind.Gt);
        int position = segments.Count;
        if (Expect(TokenKind.PathSep))
        {
            ParsePathSegments(segments, style);
        }
        path = new Path(segments.ToImmutable(), SpanFrom(start));
        return new QSelf(ty, pathSpan, position);
    }

    private void ParsePathSegments(PooledList<PathSegment> segments, PathStyle style)
    {
        while (true)
        {
            segments.Add(ParsePathSegment(style));
            if (!At(TokenKind.PathSep))
            {
                _expected.Add(TokenKind.PathSep);
                return;
            }
            if (Peek(1) is TokenKind.OpenBrace or TokenKind.Star && style == PathStyle.Mod)
            {
                return;
            }
            Bump();
        }
    }

    private PathSegment ParsePathSegment(PathStyle style)
    {
        Ident ident = ParsePathSegmentIdent();
        if (style == PathStyle.Mod)
        {
            return new PathSegment(NextId(), ident, null);
        }
        bool isArgsStart = style == PathStyle.Type
            ? _current.Kind is TokenKind.Lt or TokenKind.Shl or TokenKind.OpenParen or TokenKind.LArrow
                || (At(TokenKind.PathSep) && Peek(1) is TokenKind.Lt or TokenKind.Shl or TokenKind.OpenParen)
            : At(TokenKind.PathSep) && Peek(1) is TokenKind.Lt or TokenKind.Shl or TokenKind.LArrow;
        if (!isArgsStart)
        {
            return new PathSegment(NextId(), ident, null);
        }
        if (At(TokenKind.PathSep))
        {
            Bump();
        }
        GenericArgs args = At(TokenKind.OpenParen) ? ParseParenthesizedArgs() : ParseAngleArgs();
        return new PathSegment(NextId(), ident, args);
    }

    private Ident ParsePathSegmentIdent()
    {
        if (_current.Kind.IsPathSegment)
        {
            Token token = Bump();
            return new Ident(token.Name, token.Span);
        }
        return ParseIdent();
    }

    private GenericArgs.Parenthesized ParseParenthesizedArgs()
    {
        SourceSpan start = _current.Span;
        Bump();
        ImmutableArray<Ty> inputs = ParseList(TokenKind.CloseParen, static (Parser parser, out Ty ty) =>
        {
            ty = parser.ParseTy();
            return true;
        });
        SourceSpan inputsSpan = SpanFrom(start);
        Ty? output = Eat(TokenKind.RArrow) ? ParseTyNoBounds() : null;
        return new GenericArgs.Parenthesized(inputs, inputsSpan, output, SpanFrom(start));
    }

    private GenericArgs.AngleBracketed ParseAngleArgs()
    {
        SourceSpan start = _current.Span;
        EatSplit(TokenKind.Lt);
        using PooledList<GenericArg> args = PooledList<GenericArg>.Rent();
        while (!AtSplit(TokenKind.Gt) && !IsAtEnd)
        {
            int before = _position;
            args.Add(ParseGenericArg());
            if (!Eat(TokenKind.Comma))
            {
                if (!AtSplit(TokenKind.Gt))
                {
                    ReportExpected();
                    if (before == _position || !TrySkipToAngle())
                    {
                        break;
                    }
                }
            }
        }
        if (!EatSplit(TokenKind.Gt))
        {
            ReportExpected();
        }
        return new GenericArgs.AngleBracketed(args.ToImmutable(), SpanFrom(start));
    }

    private bool TrySkipToAngle()
    {
        while (!IsAtEnd && !_current.Kind.IsCloseDelimiter && _current.Kind is not (TokenKind.Semi or TokenKind.Gt or TokenKind.Shr or TokenKind.OpenBrace or TokenKind.Comma))
        {
            SkipTree();
        }
        return Eat(TokenKind.Comma) || AtSplit(TokenKind.Gt);
    }

    private GenericArg ParseGenericArg()
    {
        SourceSpan start = _current.Span;
        ParseOuterAttributes(out _);
        switch (_current.Kind)
        {
            case TokenKind.Lifetime when Peek(1) != TokenKind.Plus:
                return new GenericArg.OfLifetime(ParseLifetime());
            case { IsLiteral: true }:
            case TokenKind.Minus:
            case TokenKind.OpenBrace:
            case TokenKind.True or TokenKind.False:
            case TokenKind.OpenInvisible when _current.Fragment is FragmentKind.Literal or FragmentKind.Expr or FragmentKind.Block:
                return new GenericArg.OfConst(ParseConstArg());
            case TokenKind.Const:
                Bump();
                return new GenericArg.OfConst(ParseConstArg());
        }
        if (At(TokenKind.Ident) && Peek(1) is TokenKind.Eq or TokenKind.Colon or TokenKind.Lt or TokenKind.PathSep or TokenKind.OpenParen or TokenKind.EqEq)
        {
            // `Item = T`, `Item: Bound` and `Item<'a> = T` start like the type `Item<'a>`.
            Ty ty = ParseTy();
            if (_current.Kind is TokenKind.Eq or TokenKind.Colon && ty is Ty.OfPath { QSelf: null, Path.Segments: [{ } segment] })
            {
                return ParseAssocConstraint(segment, start);
            }
            return new GenericArg.OfType(ty);
        }
        return new GenericArg.OfType(ParseTy());
    }

    private GenericArg ParseAssocConstraint(PathSegment segment, SourceSpan start)
    {
        if (Eat(TokenKind.Colon))
        {
            ImmutableArray<GenericBound> bounds = ParseBounds();
            return new GenericArg.Bound(NextId(), segment.Ident, segment.Args, bounds, SpanFrom(start));
        }
        Bump();
        if (_current.Kind.IsLiteral || _current.Kind is TokenKind.Minus or TokenKind.OpenBrace or TokenKind.Const or TokenKind.True or TokenKind.False
            || AtFragment(FragmentKind.Literal) || AtFragment(FragmentKind.Expr) || AtFragment(FragmentKind.Block))
        {
            Eat(TokenKind.Const);
            AnonConst value = ParseConstArg();
            return new GenericArg.Equality(NextId(), segment.Ident, segment.Args, null, value, SpanFrom(start));
        }
        Ty ty = ParseTy();
        return new GenericArg.Equality(NextId(), segment.Ident, segment.Args, ty, null, SpanFrom(start));
    }

    /// <summary>A literal, negated literal or block as a const argument or default.</summary>
    private AnonConst ParseConstArg()
    {
        NodeId id = NextId();
        if (At(TokenKind.OpenBrace))
        {
            SourceSpan start = _current.Span;
            Block block = ParseBlock();
            return new AnonConst(id, new Expr.OfBlock(NextId(), block, null, SpanFrom(start)));
        }
        return new AnonConst(id, ParseLiteralMaybeMinus());
    }

    /// <summary>A path naming a trait in a bound, or a macro, attribute, visibility.</summary>
    private TraitRef ParseTraitRef()
    {
        NodeId id = NextId();
        return new TraitRef(id, ParsePath(PathStyle.Type));
    }

    internal static Path PathOf(NodeIdSource ids, Ident ident) => new([new PathSegment(ids.Next(), ident, null)], ident.Span);
}
