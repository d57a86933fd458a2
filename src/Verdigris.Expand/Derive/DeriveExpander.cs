using System.Collections.Generic;
using System.Collections.Immutable;
using Verdigris.Base.Diagnostics;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;
using Verdigris.Expand.Builtin;
using Verdigris.Syntax.Ast;
using Verdigris.Syntax.Parsing;

namespace Verdigris.Expand.Derive;

/// <summary>
/// The built-in derives, as syntax trees of the same shape as rustc's. The item is parsed once more from its tokens, so that
/// the impl's nodes are its own.
/// </summary>
public static class DeriveExpander
{
    /// <param name="span">The derive's name with the mark of the expansion.</param>
    /// <param name="isCopy">Whether the item also derives <c>Copy</c>, which makes <c>Clone</c> a copy.</param>
    public static ImmutableArray<Item> Expand(BuiltinMacro macro, Item item, bool isCopy, SourceSpan span, SourceSpan callSpan, ParseSession session)
    {
        if (item is not (Item.Struct or Item.Enum or Item.Union))
        {
            session.Sink.Report(Diagnostic.Error("E0774", "`derive` may only be applied to `struct`s, `enum`s and `union`s", callSpan)
                .WithPrimaryLabel("not applicable here").WithLabel(item.Span, "not a `struct`, `enum` or `union`"));
            return [];
        }
        DerivedType type = DerivedType.Of(item, session);
        DeriveBuilder builder = new(new AstBuilder(session.Ids, span), type);
        if (type.IsUnion && macro is not (BuiltinMacro.DeriveClone or BuiltinMacro.DeriveCopy or BuiltinMacro.DeriveEq))
        {
            session.Sink.Report(Diagnostic.ErrorWithoutCode("this trait cannot be derived for unions", callSpan));
            return [];
        }
        return macro switch
        {
            BuiltinMacro.DeriveClone => [DeriveClone.Make(builder, isCopy)],
            BuiltinMacro.DeriveCopy => [builder.Impl(["marker", "Copy"], [])],
            BuiltinMacro.DeriveDebug => [DeriveDebug.Make(builder)],
            BuiltinMacro.DeriveDefault => DeriveDefault.Make(builder, item, callSpan, session) is { } made ? [made] : [],
            BuiltinMacro.DeriveEq => [DeriveEq.Make(builder)],
            BuiltinMacro.DeriveHash => [DeriveHash.Make(builder)],
            BuiltinMacro.DeriveOrd => [DeriveOrd.Make(builder)],
            BuiltinMacro.DerivePartialEq => [builder.Impl(["marker", "StructuralPartialEq"], [], withBounds: false), DerivePartialEq.Make(builder)],
            _ => [DerivePartialOrd.Make(builder)],
        };
    }
}

/// <summary>What is derived for: a struct is seen as an enum with one variant.</summary>
internal sealed record DerivedType(Ident Name, Generics Generics, ImmutableArray<DerivedVariant> Variants, bool IsEnum, bool IsUnion, bool IsPacked)
{
    public static DerivedType Of(Item item, ParseSession session)
    {
        Parser parser = new(session, item.Tokens, item.Span.ShrinkToHi());
        parser.TryParseItem([], isStripped: false, ItemContext.Module, out Item? copy);
        bool isPacked = false;
        foreach (Attr attr in item.Attrs)
        {
            isPacked |= attr.Path is { Segments: [{ } repr] } && repr.Ident.Name.Text == "repr" && attr.Args is AttrArgs.Delimited args && HasPacked(args);
        }
        switch (copy)
        {
            case Item.Struct structure:
                return new DerivedType(item.Ident, structure.Generics, [new DerivedVariant(item.Ident, structure.Data, [])], false, false, isPacked);
            case Item.Union union:
                return new DerivedType(item.Ident, union.Generics, [new DerivedVariant(item.Ident, union.Data, [])], false, true, isPacked);
            default:
                ImmutableArray<DerivedVariant>.Builder variants = ImmutableArray.CreateBuilder<DerivedVariant>();
                foreach (Variant variant in ((Item.Enum)copy!).Variants)
                {
                    variants.Add(new DerivedVariant(variant.Ident, variant.Data, variant.Attrs));
                }
                return new DerivedType(item.Ident, ((Item.Enum)copy).Generics, variants.DrainToImmutable(), true, false, false);
        }
    }

    private static bool HasPacked(AttrArgs.Delimited args)
    {
        foreach (Syntax.Lexing.Token token in args.Tokens.Tokens)
        {
            if (token.Name.Text == "packed")
            {
                return true;
            }
        }
        return false;
    }

    public bool IsFieldless
    {
        get
        {
            foreach (DerivedVariant variant in Variants)
            {
                if (!variant.Data.Fields.IsEmpty)
                {
                    return false;
                }
            }
            return true;
        }
    }

    public bool HasTypeParams
    {
        get
        {
            foreach (GenericParam parameter in Generics.Params)
            {
                if (parameter is GenericParam.OfType)
                {
                    return true;
                }
            }
            return false;
        }
    }

    public IEnumerable<FieldDef> AllFields
    {
        get
        {
            foreach (DerivedVariant variant in Variants)
            {
                foreach (FieldDef member in variant.Data.Fields)
                {
                    yield return member;
                }
            }
        }
    }
}

internal sealed record DerivedVariant(Ident Name, VariantData Data, ImmutableArray<Attr> Attrs);
