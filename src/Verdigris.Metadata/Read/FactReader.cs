using System;
using System.Collections.Immutable;
using Verdigris.Base.Interning;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;

namespace Verdigris.Metadata.Read;

/// <summary>Reads what <see cref="Write.FactWriter"/> wrote.</summary>
internal sealed class FactReader(MetadataDecoder decoder)
{
    public Generics Generics(ref RecordReader input, DefId def)
    {
        DefId parent = decoder.Def(ref input);
        int parentCount = input.Int();
        int flags = input.Byte();
        ImmutableArray<GenericParamDef>.Builder own = ImmutableArray.CreateBuilder<GenericParamDef>(input.Int());
        for (int i = 0; i < own.Capacity; i++)
        {
            Symbol name = decoder.Name(ref input);
            DefId param = decoder.Def(ref input);
            int bits = input.Byte();
            own.Add(new GenericParamDef(name, param, parentCount + i, (GenericParamKind)(bits & 3), (bits & 4) != 0, (bits & 8) != 0, (bits & 16) != 0));
        }
        return new Generics(def, parent, parentCount, own.MoveToImmutable(), (flags & 1) != 0, (flags & 2) != 0);
    }

    public GenericPredicates Predicates(ref RecordReader input, TypeContext context)
    {
        DefId parent = decoder.Def(ref input);
        ImmutableArray<SpannedPredicate>.Builder own = ImmutableArray.CreateBuilder<SpannedPredicate>(input.Int());
        for (int i = 0; i < own.Capacity; i++)
        {
            Predicate predicate = decoder.Interned<Predicate>(ref input, context);
            own.Add(new SpannedPredicate(predicate, decoder.Span(ref input)));
        }
        return new GenericPredicates(parent, own.MoveToImmutable());
    }

    public AdtDef Adt(ref RecordReader input, DefId def)
    {
        AdtKind kind = (AdtKind)input.Byte();
        AdtFlags flags = (AdtFlags)input.Int();
        Symbol name = decoder.Name(ref input);
        ReprOptions repr = Repr(ref input);
        ImmutableArray<VariantDef>.Builder variants = ImmutableArray.CreateBuilder<VariantDef>(input.Int());
        for (int i = 0; i < variants.Capacity; i++)
        {
            variants.Add(Variant(ref input));
        }
        return new AdtDef(def, name, kind, variants.MoveToImmutable(), repr, flags);
    }

    public static TraitDef Trait(ref RecordReader input, DefId def)
    {
        int flags = input.Byte();
        SkippedReceivers skipped = (SkippedReceivers)input.Byte();
        return new TraitDef(
            def, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0, (flags & 16) != 0, (flags & 32) != 0)
        {
            OnUnimplemented = (flags & 64) != 0 ? OnUnimplemented(ref input) : null,
            SkippedReceivers = skipped,
        };
    }

    private static OnUnimplemented OnUnimplemented(ref RecordReader input)
    {
        ImmutableArray<OnUnimplementedCase>.Builder cases = ImmutableArray.CreateBuilder<OnUnimplementedCase>(input.Int());
        for (int i = 0; i < cases.Capacity; i++)
        {
            ImmutableArray<(string, string)>.Builder conditions = ImmutableArray.CreateBuilder<(string, string)>(input.Int());
            for (int j = 0; j < conditions.Capacity; j++)
            {
                string key = input.Text();
                conditions.Add((key, input.Text()));
            }
            int parts = input.Byte();
            string? message = (parts & 1) != 0 ? input.Text() : null;
            string? label = (parts & 2) != 0 ? input.Text() : null;
            ImmutableArray<string>.Builder notes = ImmutableArray.CreateBuilder<string>(input.Int());
            for (int j = 0; j < notes.Capacity; j++)
            {
                notes.Add(input.Text());
            }
            cases.Add(new OnUnimplementedCase(conditions.MoveToImmutable(), message, label, notes.MoveToImmutable()));
        }
        return new OnUnimplemented(cases.MoveToImmutable());
    }

    public ImplHeader ImplHeader(ref RecordReader input, TypeContext context, DefId def)
    {
        TraitRef? traitRef = decoder.OptionalInterned<TraitRef>(ref input, context);
        Ty self = decoder.Interned<Ty>(ref input, context);
        int flags = input.Byte();
        return new ImplHeader(def, traitRef, self, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
    }

    public AssocItems AssocItems(ref RecordReader input)
    {
        ImmutableArray<AssocItem>.Builder items = ImmutableArray.CreateBuilder<AssocItem>(input.Int());
        for (int i = 0; i < items.Capacity; i++)
        {
            DefId id = decoder.Def(ref input);
            items.Add(AssocItem(ref input, id));
        }
        return new AssocItems(items.MoveToImmutable());
    }

    public AssocItem AssocItem(ref RecordReader input, DefId def)
    {
        Symbol name = decoder.Name(ref input);
        DefKind kind = (DefKind)input.Byte();
        DefId container = decoder.Def(ref input);
        DefId traitItem = decoder.Def(ref input);
        int flags = input.Byte();
        return new AssocItem(def, name, kind, container, traitItem, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0);
    }

    public static Variances Variances(ref RecordReader input)
    {
        ImmutableArray<Variance>.Builder variances = ImmutableArray.CreateBuilder<Variance>(input.Int());
        for (int i = 0; i < variances.Capacity; i++)
        {
            variances.Add((Variance)input.Byte());
        }
        return new Variances(variances.MoveToImmutable());
    }

    public FnAttrs FnAttrs(ref RecordReader input)
    {
        InlineHint inline = (InlineHint)input.Byte();
        FnAttrFlags flags = (FnAttrFlags)input.Int();
        Symbol? exportName = decoder.OptionalName(ref input);
        Symbol? linkName = decoder.OptionalName(ref input);
        Symbol? linkSection = decoder.OptionalName(ref input);
        ImmutableArray<Symbol>.Builder features = ImmutableArray.CreateBuilder<Symbol>(input.Int());
        for (int i = 0; i < features.Capacity; i++)
        {
            features.Add(decoder.Name(ref input));
        }
        return new FnAttrs(inline, flags, exportName, linkName, linkSection, features.MoveToImmutable(), decoder.OptionalName(ref input));
    }

    public SimplifiedTy Shape(ref RecordReader input)
    {
        TyShape shape = (TyShape)input.Byte();
        int detail = input.Int();
        return new SimplifiedTy(shape, detail, decoder.Def(ref input));
    }

    private VariantDef Variant(ref RecordReader input)
    {
        DefId def = decoder.Def(ref input);
        DefId ctor = decoder.Def(ref input);
        int flags = input.Byte();
        CtorKind? ctorKind = (flags & 3) == 0 ? null : (CtorKind)((flags & 3) - 1);
        Symbol name = decoder.Name(ref input);
        DefId discriminant = decoder.Def(ref input);
        int offset = input.Int();
        ImmutableArray<FieldDef>.Builder fields = ImmutableArray.CreateBuilder<FieldDef>(input.Int());
        for (int i = 0; i < fields.Capacity; i++)
        {
            DefId field = decoder.Def(ref input);
            Symbol fieldName = decoder.Name(ref input);
            fields.Add(new FieldDef(field, fieldName, decoder.Visibility(ref input)));
        }
        return new VariantDef(def, ctor, ctorKind, name, new VariantDiscr(discriminant, offset), fields.MoveToImmutable(), (flags & 4) != 0);
    }

    private static ReprOptions Repr(ref RecordReader input)
    {
        int flags = input.Byte();
        int integer = input.Byte();
        int pack = input.Int();
        int align = input.Int();
        UInt128? start = (flags & 8) != 0 ? input.Var128() : null;
        UInt128? end = (flags & 16) != 0 ? input.Var128() : null;
        return new ReprOptions(integer == 0 ? null : (PrimTy)(integer - 1), (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, pack, align, start, end);
    }
}
