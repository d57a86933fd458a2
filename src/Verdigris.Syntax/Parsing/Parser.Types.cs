using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Types and bounds. Reference: [type.name].</summary>
public sealed partial class Parser
{
    public Ty ParseTy() => ParseTy(allowPlus: true);

    /// <summary>A type where <c>+</c> does not belong to it: behind <c>&amp;</c>, <c>as</c>, <c>-&gt;</c> of <c>Fn()</c>.</summary>
    public Ty ParseTyNoBounds() => ParseTy(allowPlus: false);

    /// <summary>Whether a type can start here, for recovery.</summary>
    public bool AtTypeStart => AtPathStart || _current.Kind is TokenKind.OpenParen or TokenKind.Bang or TokenKind.Star or TokenKind.OpenBracket
        or TokenKind.And or TokenKind.AndAnd or TokenKind.Underscore or TokenKind.Fn or TokenKind.Unsafe or TokenKind.Extern or TokenKind.Impl
        or TokenKind.Dyn or TokenKind.For or TokenKind.Question or TokenKind.Lifetime;

    private Ty ParseTy(bool allowPlus)
    {
        if (!EnterDepth())
        {
            _depth--;
            SourceSpan span = _current.Span;
            SkipRestOfGroup();
            return new Ty.Error(NextId(), _lastError!, span);
        }
        Restrictions saved = _restrictions;
        _restrictions = Restrictions.None;
        Ty ty = ParseTyInner(allowPlus);
        _restrictions = saved;
        LeaveDepth();
        return ty;
    }

    private void SkipRestOfGroup()
    {
        while (!IsAtEnd && !_current.Kind.IsCloseDelimiter)
        {
            SkipTree();
        }
    }

    private Ty ParseTyInner(bool allowPlus)
    {
        SourceSpan start = _current.Span;
        switch (_current.Kind)
        {
            case TokenKind.OpenParen:
                return ParseParenOrTupleTy(allowPlus);
            case TokenKind.Bang:
                Bump();
                return new Ty.Never(NextId(), start);
            case TokenKind.Star:
                return ParsePtrTy();
            case TokenKind.OpenBracket:
                return ParseArrayOrSliceTy();
            case TokenKind.And or TokenKind.AndAnd:
                return ParseRefTy();
            case TokenKind.Underscore:
                Bump();
                return new Ty.Infer(NextId(), start);
            case TokenKind.Fn or TokenKind.Extern:
            case TokenKind.Unsafe when Peek(1) is TokenKind.Fn or TokenKind.Extern:
            case TokenKind.Const or TokenKind.Async when Peek(1) is TokenKind.Fn or TokenKind.Extern or TokenKind.Unsafe:
                return ParseBareFnTy([], start);
            case TokenKind.For:
                return ParseForTy(allowPlus, start);
            case TokenKind.Impl:
                Bump();
                ImmutableArray<GenericBound> bounds = allowPlus ? ParseBounds() : ParseSingleBound();
                if (!allowPlus)
                {
                    ReportAmbiguousPlus(start);
                }
                return new Ty.ImplTrait(NextId(), bounds, SpanFrom(start));
            case TokenKind.Dyn:
                Bump();
                return ParseDynTy(start, allowPlus);
            case TokenKind.Ident when AtWeak(Names.Dyn) && IsDynStart2015():
                Bump();
                return ParseDynTy(start, allowPlus);
            case TokenKind.Lifetime or TokenKind.Question:
                // A bare trait object of old editions: `'a + Trait`, `?Sized + Trait`.
                ImmutableArray<GenericBound> bare = ParseBounds();
                return new Ty.TraitObject(NextId(), bare, HasDyn: false, SpanFrom(start));
            case TokenKind.DotDotDot:
                Bump();
                return new Ty.CVarArgs(NextId(), start);
            case TokenKind.Typeof when Peek(1) == TokenKind.OpenParen:
                Bump();
                SkipTree();
                ErrorReported reservedTypeof = _lastError = Sink.Report(Diagnostic.Error("E0516", "`typeof` is a reserved keyword but unimplemented", SpanFrom(start))
                    .WithNote("consider replacing `typeof(...)` with an actual type"));
                return new Ty.Error(NextId(), reservedTypeof, SpanFrom(start));
            case TokenKind.OpenInvisible when _current.Fragment == FragmentKind.Ty:
                return ParseFragmentTy(start);
        }
        if (AtPathStart)
        {
            return ParsePathTy(start, allowPlus);
        }
        ErrorReported reported = ReportExpected("type");
        return new Ty.Error(NextId(), reported, start.ShrinkToLo());
    }

    private Ty ParseFragmentTy(SourceSpan start)
    {
        int close = _position + _current.Link;
        if (_tokens[close].Link != 0 && close + 1 < _end && _tokens[close + 1].Kind == TokenKind.PathSep)
        {
            QSelf? qself = ParseFragmentPath(PathStyle.Type, out Path path);
            return new Ty.OfPath(NextId(), qself, path, SpanFrom(start));
        }
        Bump();
        Ty ty = ParseTy();
        LeaveFragment();
        return ty;
    }

    private bool IsDynStart2015() =>
        Peek(1) is TokenKind.Lifetime or TokenKind.Question or TokenKind.For or TokenKind.OpenParen
        || (Peek(1).IsPathSegment && PeekToken(1).Kind != TokenKind.As);

    private Ty ParseDynTy(SourceSpan start, bool allowPlus)
    {
        ImmutableArray<GenericBound> bounds = allowPlus ? ParseBounds() : ParseSingleBound();
        if (!allowPlus)
        {
            ReportAmbiguousPlus(start);
        }
        return new Ty.TraitObject(NextId(), bounds, HasDyn: true, SpanFrom(start));
    }

    private void ReportAmbiguousPlus(SourceSpan start)
    {
        if (At(TokenKind.Plus))
        {
            Bump();
            ParseBounds();
            ReportAt("ambiguous `+` in a type", SpanFrom(start));
        }
    }

    private Ty ParseParenOrTupleTy(bool allowPlus)
    {
        SourceSpan start = Bump().Span;
        ImmutableArray<Ty> elements = ParseList(TokenKind.CloseParen, static (Parser parser, out Ty ty) =>
        {
            ty = parser.ParseTy();
            return true;
        }, out bool hasTrailingComma);
        SourceSpan span = SpanFrom(start);
        if (elements.Length != 1 || hasTrailingComma)
        {
            return new Ty.Tuple(NextId(), elements, span);
        }
        Ty inner = elements[0];
        if (allowPlus && At(TokenKind.Plus) && inner is Ty.OfPath { QSelf: null } or Ty.TraitObject { HasDyn: false })
        {
            // `(Trait) + Send` in an old edition.
            ImmutableArray<GenericBound> first = inner is Ty.OfPath path
                ? [new GenericBound.Trait(new PolyTraitRef([], new TraitRef(NextId(), path.Path), inner.Span), TraitBoundModifiers.None, span)]
                : ((Ty.TraitObject)inner).Bounds;
            Bump();
            return new Ty.TraitObject(NextId(), first.AddRange(ParseBounds()), HasDyn: false, SpanFrom(start));
        }
        return new Ty.Paren(NextId(), inner, span);
    }

    private Ty.Ptr ParsePtrTy()
    {
        SourceSpan start = Bump().Span;
        Mutability mutability = Mutability.Not;
        if (Eat(TokenKind.Mut))
        {
            mutability = Mutability.Mut;
        }
        else if (!Eat(TokenKind.Const))
        {
            Report(Diagnostic.ErrorWithoutCode("expected `mut` or `const` keyword in raw pointer type", start)
                .WithSuggestion("add `mut` or `const` here", Applicability.HasPlaceholders, new SuggestionEdit(start.ShrinkToHi(), "/* mut or const */ ")));
        }
        Ty pointee = ParseTyNoBounds();
        return new Ty.Ptr(NextId(), mutability, pointee, SpanFrom(start));
    }

    private Ty ParseArrayOrSliceTy()
    {
        SourceSpan start = Bump().Span;
        Ty element = ParseTy();
        if (Eat(TokenKind.Semi))
        {
            NodeId id = NextId();
            AnonConst length = new(id, ParseExpr());
            Expect(TokenKind.CloseBracket);
            return new Ty.Array(NextId(), element, length, SpanFrom(start));
        }
        if (!Expect(TokenKind.CloseBracket))
        {
            SkipTo(TokenKind.CloseBracket);
            Eat(TokenKind.CloseBracket);
        }
        return new Ty.Slice(NextId(), element, SpanFrom(start));
    }

    private Ty.Ref ParseRefTy()
    {
        SourceSpan start = _current.Span;
        if (At(TokenKind.AndAnd))
        {
            EatSplit(TokenKind.And);
            Ty.Ref nested = ParseRefTy();
            return new Ty.Ref(NextId(), null, Mutability.Not, nested, SpanFrom(start));
        }
        Bump();
        Lifetime? lifetime = At(TokenKind.Lifetime) ? ParseLifetime() : null;
        Mutability mutability = Eat(TokenKind.Mut) ? Mutability.Mut : Mutability.Not;
        Ty referent = ParseTyNoBounds();
        return new Ty.Ref(NextId(), lifetime, mutability, referent, SpanFrom(start));
    }

    private Ty ParseForTy(bool allowPlus, SourceSpan start)
    {
        ImmutableArray<GenericParam> bound = ParseForLifetimes();
        if (_current.Kind is TokenKind.Fn or TokenKind.Extern or TokenKind.Unsafe)
        {
            return ParseBareFnTy(bound, start);
        }
        // A bare trait object of an old edition.
        TraitRef trait = ParseTraitRef();
        GenericBound first = new GenericBound.Trait(new PolyTraitRef(bound, trait, SpanFrom(start)), TraitBoundModifiers.None, SpanFrom(start));
        ImmutableArray<GenericBound> bounds = allowPlus && Eat(TokenKind.Plus) ? ParseBounds().Insert(0, first) : [first];
        return new Ty.TraitObject(NextId(), bounds, HasDyn: false, SpanFrom(start));
    }

    private Ty.BareFn ParseBareFnTy(ImmutableArray<GenericParam> boundLifetimes, SourceSpan start)
    {
        FnHeader header = ParseFnHeader();
        if (header.IsConst)
        {
            ReportAt("an `fn` pointer type cannot be `const`", start);
        }
        if (header.IsAsync)
        {
            ReportAt("an `fn` pointer type cannot be `async`", start);
        }
        Expect(TokenKind.Fn);
        FnDecl decl = ParseFnDecl(ParamStyle.BareFn);
        return new Ty.BareFn(NextId(), boundLifetimes, header, decl, SpanFrom(start));
    }

    private Ty ParsePathTy(SourceSpan start, bool allowPlus)
    {
        QSelf? qself = ParseMaybeQualifiedPath(PathStyle.Type, out Path path);
        if (qself is { Position: 0 } && path.Segments.IsEmpty)
        {
            return qself.Ty;
        }
        if (At(TokenKind.Bang) && qself is null && Peek(1) is TokenKind.OpenParen or TokenKind.OpenBracket or TokenKind.OpenBrace)
        {
            MacroCall call = ParseMacroCallRest(path);
            return new Ty.OfMacro(NextId(), call, SpanFrom(start));
        }
        if (allowPlus && qself is null && At(TokenKind.Plus))
        {
            GenericBound first = new GenericBound.Trait(new PolyTraitRef([], new TraitRef(NextId(), path), path.Span), TraitBoundModifiers.None, path.Span);
            Bump();
            return new Ty.TraitObject(NextId(), ParseBounds().Insert(0, first), HasDyn: false, SpanFrom(start));
        }
        return new Ty.OfPath(NextId(), qself, path, SpanFrom(start));
    }

    /// <summary><c>for&lt;'a, 'b&gt;</c>, empty when absent.</summary>
    private ImmutableArray<GenericParam> ParseForLifetimes()
    {
        if (!Eat(TokenKind.For))
        {
            return [];
        }
        if (!ExpectSplit(TokenKind.Lt))
        {
            return [];
        }
        ImmutableArray<GenericParam> parameters = ParseGenericParams();
        ExpectSplit(TokenKind.Gt);
        return parameters;
    }

    private bool AtBoundStart => AtPathStart || _current.Kind is TokenKind.Lifetime or TokenKind.Question or TokenKind.Bang or TokenKind.For
        or TokenKind.OpenParen or TokenKind.Tilde or TokenKind.Const or TokenKind.Async or TokenKind.Use or TokenKind.OpenBracket;

    /// <summary><c>A + 'a + ?Sized</c>, possibly empty, possibly with a trailing plus.</summary>
    private ImmutableArray<GenericBound> ParseBounds()
    {
        using PooledList<GenericBound> bounds = PooledList<GenericBound>.Rent();
        while (AtBoundStart)
        {
            bounds.Add(ParseBound());
            if (!EatSplit(TokenKind.Plus))
            {
                break;
            }
        }
        return bounds.ToImmutable();
    }

    private ImmutableArray<GenericBound> ParseSingleBound()
    {
        if (AtBoundStart)
        {
            return [ParseBound()];
        }
        ReportExpected("a trait");
        return [];
    }

    private GenericBound ParseBound()
    {
        SourceSpan start = _current.Span;
        bool hasParens = Eat(TokenKind.OpenParen);
        GenericBound bound;
        if (At(TokenKind.Lifetime))
        {
            bound = new GenericBound.Outlives(ParseLifetime());
        }
        else if (At(TokenKind.Use))
        {
            Bump();
            bound = ParseUseBound(start);
        }
        else
        {
            bound = ParseTraitBound(start);
        }
        if (hasParens)
        {
            Expect(TokenKind.CloseParen);
        }
        return bound;
    }

    private GenericBound.Trait ParseTraitBound(SourceSpan start)
    {
        ImmutableArray<GenericParam> bound = ParseForLifetimes();
        TraitBoundModifiers modifiers = TraitBoundModifiers.None;
        if (Eat(TokenKind.Tilde))
        {
            Expect(TokenKind.Const);
            modifiers |= TraitBoundModifiers.MaybeConst;
        }
        else if (At(TokenKind.OpenBracket) && Peek(1) == TokenKind.Const)
        {
            Bump();
            Bump();
            Expect(TokenKind.CloseBracket);
            modifiers |= TraitBoundModifiers.MaybeConst;
        }
        else if (Eat(TokenKind.Const))
        {
            modifiers |= TraitBoundModifiers.Const;
        }
        if (Eat(TokenKind.Async))
        {
            modifiers |= TraitBoundModifiers.Async;
        }
        if (Eat(TokenKind.Question))
        {
            modifiers |= TraitBoundModifiers.Maybe;
        }
        else if (Eat(TokenKind.Bang))
        {
            modifiers |= TraitBoundModifiers.Negative;
        }
        ImmutableArray<GenericParam> inner = ParseForLifetimes();
        TraitRef trait = ParseTraitRef();
        SourceSpan span = SpanFrom(start);
        return new GenericBound.Trait(new PolyTraitRef(bound.IsEmpty ? inner : bound, trait, span), modifiers, span);
    }

    private GenericBound.Use ParseUseBound(SourceSpan start)
    {
        ExpectSplit(TokenKind.Lt);
        using PooledList<PreciseCapture> captures = PooledList<PreciseCapture>.Rent();
        while (!AtSplit(TokenKind.Gt) && !IsAtEnd)
        {
            if (At(TokenKind.Lifetime))
            {
                captures.Add(new PreciseCapture.OfLifetime(ParseLifetime()));
            }
            else
            {
                captures.Add(new PreciseCapture.OfParam(NextId(), ParsePath(PathStyle.Mod)));
            }
            if (!Eat(TokenKind.Comma))
            {
                break;
            }
        }
        ExpectSplit(TokenKind.Gt);
        return new GenericBound.Use(NextId(), captures.ToImmutable(), SpanFrom(start));
    }
}
