using System;
using System.Collections.Immutable;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;

namespace Verdigris.Metadata.Write;

/// <summary>The facts of <see cref="Types.Facts.CrateFacts"/>, one record part each; read back by <see cref="Read.FactReader"/>.</summary>
internal sealed class FactWriter(MetadataEncoder encoder)
{
    public void Write(RecordWriter output, Generics generics)
    {
        encoder.Def(output, generics.Parent);
        output.Var(generics.ParentCount);
        output.Byte((byte)((generics.HasSelf ? 1 : 0) | (generics.HasLateBoundRegions ? 2 : 0)));
        output.Var(generics.Own.Length);
        foreach (GenericParamDef param in generics.Own)
        {
            encoder.Name(output, param.Name);
            encoder.Def(output, param.Def);
            output.Byte((byte)((int)param.Kind | (param.HasDefault ? 4 : 0) | (param.IsSynthetic ? 8 : 0) | (param.MayDangle ? 16 : 0)));
        }
    }

    public void Write(RecordWriter output, GenericPredicates predicates)
    {
        encoder.Def(output, predicates.Parent);
        output.Var(predicates.Own.Length);
        foreach (SpannedPredicate predicate in predicates.Own)
        {
            encoder.Interned(output, predicate.Predicate);
            encoder.Span(output, predicate.Span);
        }
    }

    public void Write(RecordWriter output, AdtDef adt)
    {
        output.Byte((byte)adt.Kind);
        output.Var((int)adt.Flags);
        encoder.Name(output, adt.Name);
        Write(output, adt.Repr);
        output.Var(adt.Variants.Length);
        foreach (VariantDef variant in adt.Variants)
        {
            encoder.Def(output, variant.Def);
            encoder.Def(output, variant.Ctor);
            output.Byte((byte)((variant.CtorKind is { } kind ? (int)kind + 1 : 0) | (variant.IsNonExhaustive ? 4 : 0)));
            encoder.Name(output, variant.Name);
            encoder.Def(output, variant.Discr.Explicit);
            output.Var(variant.Discr.Offset);
            output.Var(variant.Fields.Length);
            foreach (FieldDef field in variant.Fields)
            {
                encoder.Def(output, field.Def);
                encoder.Name(output, field.Name);
                encoder.Visibility(output, field.Visibility);
            }
        }
    }

    public void Write(RecordWriter output, TraitDef trait)
    {
        int flags = (trait.IsAuto ? 1 : 0) | (trait.IsUnsafe ? 2 : 0) | (trait.IsMarker ? 4 : 0) | (trait.IsFundamental ? 8 : 0)
            | (trait.IsParenSugar ? 16 : 0) | (trait.DenyExplicitImpl ? 32 : 0) | (trait.OnUnimplemented is null ? 0 : 64);
        output.Byte((byte)flags);
        output.Byte((byte)trait.SkippedReceivers);
        if (trait.OnUnimplemented is { } message)
        {
            Write(output, message);
        }
    }

    private static void Write(RecordWriter output, OnUnimplemented message)
    {
        output.Var(message.Cases.Length);
        foreach (OnUnimplementedCase one in message.Cases)
        {
            output.Var(one.Conditions.Length);
            foreach ((string key, string value) in one.Conditions)
            {
                output.Text(key);
                output.Text(value);
            }
            output.Byte((byte)((one.Message is null ? 0 : 1) | (one.Label is null ? 0 : 2)));
            if (one.Message is { } text)
            {
                output.Text(text);
            }
            if (one.Label is { } label)
            {
                output.Text(label);
            }
            output.Var(one.Notes.Length);
            foreach (string note in one.Notes)
            {
                output.Text(note);
            }
        }
    }

    public void Write(RecordWriter output, ImplHeader header)
    {
        encoder.OptionalInterned(output, header.TraitRef);
        encoder.Interned(output, header.SelfTy);
        output.Byte((byte)((header.IsNegative ? 1 : 0) | (header.IsUnsafe ? 2 : 0) | (header.IsDefault ? 4 : 0)));
    }

    public void Write(RecordWriter output, AssocItems items)
    {
        output.Var(items.Items.Length);
        foreach (AssocItem item in items.Items)
        {
            encoder.Def(output, item.Id);
            Write(output, item);
        }
    }

    public void Write(RecordWriter output, AssocItem item)
    {
        encoder.Name(output, item.Name);
        output.Byte((byte)item.Kind);
        encoder.Def(output, item.Container);
        encoder.Def(output, item.TraitItem);
        output.Byte((byte)((item.HasDefault ? 1 : 0) | (item.HasSelf ? 2 : 0) | (item.IsDefault ? 4 : 0)));
    }

    public void Write(RecordWriter output, Variances variances)
    {
        output.Var(variances.Of.Length);
        foreach (Variance variance in variances.Of)
        {
            output.Byte((byte)variance);
        }
    }

    public void Write(RecordWriter output, FnAttrs attrs)
    {
        output.Byte((byte)attrs.Inline);
        output.Var((int)attrs.Flags);
        encoder.OptionalName(output, attrs.ExportName);
        encoder.OptionalName(output, attrs.LinkName);
        encoder.OptionalName(output, attrs.LinkSection);
        output.Var(attrs.TargetFeatures.Length);
        foreach (Base.Interning.Symbol feature in attrs.TargetFeatures)
        {
            encoder.Name(output, feature);
        }
        encoder.OptionalName(output, attrs.MustUse);
    }

    public void Write(RecordWriter output, SimplifiedTy shape)
    {
        output.Byte((byte)shape.Shape);
        output.Var(shape.Detail);
        encoder.Def(output, shape.Def);
    }

    private static void Write(RecordWriter output, ReprOptions repr)
    {
        output.Byte((byte)((repr.IsC ? 1 : 0) | (repr.IsTransparent ? 2 : 0) | (repr.IsSimd ? 4 : 0) | (repr.ScalarStart is null ? 0 : 8) | (repr.ScalarEnd is null ? 0 : 16)));
        output.Byte((byte)(repr.Int is { } integer ? (int)integer + 1 : 0));
        output.Var(repr.Pack);
        output.Var(repr.Align);
        if (repr.ScalarStart is { } start)
        {
            output.Var(start);
        }
        if (repr.ScalarEnd is { } end)
        {
            output.Var(end);
        }
    }
}
