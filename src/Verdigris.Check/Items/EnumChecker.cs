using System;
using System.Collections.Generic;
using Verdigris.Base.Source;
using Verdigris.Check.Collect;
using Verdigris.Check.Diagnostics;
using Verdigris.Hir;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Traits;

namespace Verdigris.Check.Items;

/// <summary>The discriminants of an enum fit, differ, and may be there at all; its representation suits it. [items.enum.discriminant]</summary>
internal static class EnumChecker
{
    public static void Check(TypeContext context, HirItem item, HirItemKind.Enum definition, AdtDef adt)
    {
        if (definition.Variants.Length == 0)
        {
            if (adt.Repr is { Int: not null } or { IsC: true } or { IsTransparent: true } && AttrReader.Find(item.Attrs, "repr") is { } repr)
            {
                EnumErrors.RepresentationOfEmpty(context, adt, repr.Span);
            }
            return;
        }
        if (adt.Repr.IsTransparent && definition.Variants.Length != 1)
        {
            EnumErrors.TransparentVariants(context, adt);
        }
        CheckExplicit(context, definition, adt);
        CheckValues(context, definition, adt);
    }

    /// <summary>Explicit discriminants beside variants with fields need a representation that fixes the tag. [items.enum.discriminant.explicit]</summary>
    private static void CheckExplicit(TypeContext context, HirItemKind.Enum definition, AdtDef adt)
    {
        if (adt.Repr.Int is not null)
        {
            return;
        }
        SourceSpan discriminant = default;
        HirVariant? withFields = null;
        foreach (HirVariant variant in definition.Variants)
        {
            discriminant = discriminant == default && variant.Discriminant is { } written ? written.Body.Value.Span : discriminant;
            withFields = variant.Data.Form == HirVariantForm.Unit ? withFields : withFields ?? variant;
        }
        if (discriminant != default && withFields is not null)
        {
            EnumErrors.ExplicitBesideFields(context, adt, discriminant, withFields);
        }
    }

    private static void CheckValues(TypeContext context, HirItemKind.Enum definition, AdtDef adt)
    {
        (int bits, bool isSigned) = WidthOf(adt.Repr.Int ?? PrimTy.Isize);
        UInt128 mask = bits == 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;
        UInt128 largest = isSigned ? mask >> 1 : mask;
        Dictionary<UInt128, int> seen = [];
        HashSet<UInt128> reported = [];
        UInt128? previous = null;
        for (int i = 0; i < definition.Variants.Length; i++)
        {
            HirVariant variant = definition.Variants[i];
            UInt128 value;
            if (variant.Discriminant is { } written)
            {
                Const constant = context.Types.Unevaluated(written.Def, context.Common.EmptyArgs);
                if (context.EvaluateConst((Const.Unevaluated)constant, ParamEnv.RevealAll) is not Const.Value known)
                {
                    // What is wrong with it is reported with its body; the values after it are unknown.
                    return;
                }
                value = known.Bits & mask;
            }
            else if (previous == largest)
            {
                EnumErrors.Overflow(context, variant, Show(largest, bits, isSigned), Show((largest + 1) & mask, bits, isSigned));
                return;
            }
            else
            {
                value = previous is { } before ? (before + 1) & mask : UInt128.Zero;
            }
            if (!seen.TryAdd(value, i) && reported.Add(value))
            {
                EnumErrors.SameValue(context, adt, definition.Variants[seen[value]], variant, Show(value, bits, isSigned));
            }
            previous = value;
        }
    }

    private static string Show(UInt128 value, int bits, bool isSigned) =>
        isSigned && bits < 128 && (value >> (bits - 1)) != 0 ? ((Int128)value - (Int128.One << bits)).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : isSigned ? ((Int128)value).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : value.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static (int Bits, bool IsSigned) WidthOf(PrimTy ty) => ty switch
    {
        PrimTy.I8 => (8, true),
        PrimTy.I16 => (16, true),
        PrimTy.I32 => (32, true),
        PrimTy.I128 => (128, true),
        PrimTy.U8 => (8, false),
        PrimTy.U16 => (16, false),
        PrimTy.U32 => (32, false),
        PrimTy.U64 or PrimTy.Usize => (64, false),
        PrimTy.U128 => (128, false),
        _ => (64, true),
    };
}
