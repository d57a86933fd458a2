using System.Collections.Immutable;
using Verdigris.Base.Collections;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Source;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Lexing;

namespace Verdigris.Syntax.Parsing;

/// <summary>Structs, enums, unions, traits, impls. Reference: [items.struct] and following.</summary>
public sealed partial class Parser
{
    private Item.Struct ParseStruct(SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        Ident ident = ParseIdent();
        Generics generics = ParseGenerics();
        VariantData data;
        if (Check(TokenKind.OpenParen))
        {
            data = ParseTupleFields();
            generics = ParseWhereClause(generics);
            FinishItem();
        }
        else
        {
            Check(TokenKind.Where);
            generics = ParseWhereClause(generics);
            if (Eat(TokenKind.Semi))
            {
                data = new VariantData.Unit(NextId());
            }
            else if (Check(TokenKind.OpenBrace))
            {
                data = ParseRecordFields();
            }
            else
            {
                ReportExpected("`where`, `{`, `(`, or `;` after struct name");
                RecoverStmt();
                data = new VariantData.Unit(NextId());
            }
        }
        return new Item.Struct(id, ident, generics, data, SpanFrom(start));
    }

    private Item.Union ParseUnion(SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        Ident ident = ParseIdent();
        Generics generics = ParseWhereClause(ParseGenerics());
        VariantData data;
        if (At(TokenKind.OpenBrace))
        {
            data = ParseRecordFields();
        }
        else
        {
            ReportExpected("`where` or `{` after union name");
            RecoverStmt();
            data = new VariantData.Record([]);
        }
        if (data.Fields.IsEmpty && _lastErrorPosition != _position)
        {
            ReportAt("unions cannot have zero fields", SpanFrom(start));
        }
        return new Item.Union(id, ident, generics, data, SpanFrom(start));
    }

    private Item.Enum ParseEnum(SourceSpan start)
    {
        Bump();
        NodeId id = NextId();
        Ident ident = ParseIdent();
        Generics generics = ParseWhereClause(ParseGenerics());
        ImmutableArray<Variant> variants = [];
        if (Expect(TokenKind.OpenBrace))
        {
            variants = ParseList(TokenKind.CloseBrace, static (Parser parser, out Variant variant) =>
            {
                ImmutableArray<Attr> attrs = parser.ParseOuterAttributes(out bool isStripped);
                variant = parser.ParseVariant() with { Attrs = attrs };
                return !isStripped;
            });
        }
        return new Item.Enum(id, ident, generics, variants, SpanFrom(start));
    }

    private Variant ParseVariant()
    {
        SourceSpan start = _current.Span;
        NodeId id = NextId();
        Visibility vis = ParseVisibility();
        if (vis is not Visibility.Private)
        {
            Defer(ForbiddenVisibility(vis, "enum variants and their fields always share the visibility of the enum they are in"));
        }
        Ident ident = ParseIdent();
        VariantData data = _current.Kind switch
        {
            TokenKind.OpenBrace => ParseRecordFields(),
            TokenKind.OpenParen => ParseTupleFields(),
            _ => new VariantData.Unit(NextId()),
        };
        _expected.Add(TokenKind.OpenParen);
        _expected.Add(TokenKind.OpenBrace);
        AnonConst? discriminant = null;
        if (Eat(TokenKind.Eq))
        {
            NodeId constId = NextId();
            discriminant = new AnonConst(constId, ParseExpr());
        }
        return new Variant(id, ident, data, discriminant, SpanFrom(start));
    }

    private VariantData.Record ParseRecordFields()
    {
        Bump();
        ImmutableArray<FieldDef> fields = ParseList(TokenKind.CloseBrace, static (Parser parser, out FieldDef field) =>
        {
            ImmutableArray<Attr> attrs = parser.ParseOuterAttributes(out bool isStripped);
            field = parser.ParseFieldDef() with { Attrs = attrs };
            if (parser.IsAtEnd || parser.At(TokenKind.CloseBrace))
            {
                return !isStripped && !field.Ident.IsEmpty;
            }
            return !isStripped && !field.Ident.IsEmpty;
        });
        return new VariantData.Record(fields);
    }

    private FieldDef ParseFieldDef()
    {
        SourceSpan start = _current.Span;
        NodeId id = NextId();
        Visibility vis = ParseVisibility();
        if (At(TokenKind.CloseBrace))
        {
            ReportExpectedIdent();
            return new FieldDef(id, default(Ident) with { Name = Verdigris.Base.Interning.Symbol.Empty }, vis, new Ty.Infer(NextId(), start), start);
        }
        if (EatWeak(Names.Unsafe))
        {
            ReportAt("unsafe fields are experimental", _previous.Span, "E0658");
        }
        Ident ident = ParseIdent();
        if (!Expect(TokenKind.Colon))
        {
            return new FieldDef(id, ident, vis, new Ty.Error(NextId(), _lastError!, ident.Span), SpanFrom(start));
        }
        Ty ty = ParseTy();
        if (At(TokenKind.Eq))
        {
            Bump();
            SourceSpan eq = _previous.Span;
            Expr value = ParseExpr();
            ReportAt("default values on `struct` fields aren't supported", eq.To(value.Span));
        }
        return new FieldDef(id, ident, vis, ty, SpanFrom(start));
    }

    private VariantData.Tuple ParseTupleFields()
    {
        Bump();
        NodeId ctor = NextId();
        ImmutableArray<FieldDef> fields = ParseList(TokenKind.CloseParen, static (Parser parser, out FieldDef field) =>
        {
            ImmutableArray<Attr> attrs = parser.ParseOuterAttributes(out bool isStripped);
            SourceSpan start = parser._current.Span;
            NodeId id = parser.NextId();
            Visibility vis = parser.ParseVisibility(isTupleField: true);
            Ty ty = parser.ParseTy();
            field = new FieldDef(id, default, vis, ty, parser.SpanFrom(start)) { Attrs = attrs };
            return !isStripped;
        });
        using PooledList<FieldDef> named = PooledList<FieldDef>.Rent();
        for (int i = 0; i < fields.Length; i++)
        {
            named.Add(fields[i] with { Ident = new Ident(Names.OfIndex(i), fields[i].Ty.Span) });
        }
        return new VariantData.Tuple(ctor, named.ToImmutable());
    }

    private Item ParseTrait(SourceSpan start)
    {
        bool isConst = Eat(TokenKind.Const);
        bool isUnsafe = Eat(TokenKind.Unsafe);
        bool isAuto = EatWeak(Names.Auto);
        Bump();
        NodeId id = NextId();
        Ident ident = ParseIdent();
        Generics generics = ParseGenerics();
        ImmutableArray<GenericBound> supertraits = Eat(TokenKind.Colon) ? ParseBounds() : [];
        if (Eat(TokenKind.Eq))
        {
            ImmutableArray<GenericBound> bounds = ParseBounds();
            generics = ParseWhereClause(generics);
            FinishItem();
            return new Item.TraitAlias(id, ident, generics, bounds, SpanFrom(start));
        }
        generics = ParseWhereClause(generics);
        ImmutableArray<Item> items = ParseItemList(ItemContext.Trait, out ImmutableArray<Attr> inner);
        return new Item.Trait(id, ident, isUnsafe, isAuto, isConst, generics, supertraits, items, SpanFrom(start)) { Attrs = inner };
    }

    private Item ParseImpl(SourceSpan start)
    {
        bool isConst = Eat(TokenKind.Const);
        bool isUnsafe = Eat(TokenKind.Unsafe);
        Bump();
        NodeId id = NextId();
        Generics generics = Generics.Empty with { Span = _previous.Span.ShrinkToHi() };
        // `impl<T> …` has parameters; `impl <T as Trait>::Assoc` does not.
        if (At(TokenKind.Lt) && (Peek(1) is TokenKind.Gt or TokenKind.Pound or TokenKind.Const
            || (Peek(1) is TokenKind.Lifetime or TokenKind.Ident && Peek(2) is TokenKind.Gt or TokenKind.Comma or TokenKind.Colon or TokenKind.Eq or TokenKind.Shr)
            || (Peek(1) == TokenKind.OpenInvisible && PeekToken(1).Fragment == FragmentKind.Ident)))
        {
            generics = ParseGenerics();
        }
        isConst |= Eat(TokenKind.Const);
        SourceSpan bang = _current.Span;
        bool isNegative = At(TokenKind.Bang) && Peek(1) is not (TokenKind.OpenBrace or TokenKind.Where);
        if (isNegative)
        {
            Bump();
        }
        Ty first = ParseTy();
        TraitRef? trait = null;
        Ty self = first;
        if (Eat(TokenKind.For))
        {
            if (At(TokenKind.DotDot))
            {
                Bump();
                ReportAt("`impl Trait for .. {}` is an obsolete syntax", SpanFrom(start));
            }
            else
            {
                self = ParseTy();
            }
            trait = TraitOfTy(first);
        }
        else if (isNegative)
        {
            ReportAt("inherent impls cannot be negative", bang.To(first.Span));
        }
        generics = ParseWhereClause(generics);
        SourceSpan header = SpanFrom(start);
        ImmutableArray<Item> items = ParseItemList(trait is null ? ItemContext.Impl : ItemContext.TraitImpl, out ImmutableArray<Attr> inner);
        return new Item.Impl(id, isUnsafe, isNegative, isConst, generics, trait, self, items, header, SpanFrom(start)) { Attrs = inner, InnerAttrs = inner };
    }

    private TraitRef TraitOfTy(Ty ty)
    {
        while (ty is Ty.Paren paren)
        {
            ty = paren.Inner;
        }
        if (ty is Ty.OfPath { QSelf: null } path)
        {
            return new TraitRef(path.Id, path.Path);
        }
        if (ty is not Ty.Error)
        {
            ReportAt("expected a trait, found type", ty.Span);
        }
        return new TraitRef(NextId(), PathOf(_session.Ids, new Ident(Verdigris.Base.Interning.Symbol.Empty, ty.Span)));
    }
}
