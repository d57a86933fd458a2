using System;
using System.Collections.Generic;
using Verdigris.Codegen.Collect;
using Verdigris.Codegen.Llvm;
using Verdigris.Mir;
using Verdigris.Mir.Instances;
using Verdigris.Resolve.Definitions;
using Verdigris.Types;
using Verdigris.Types.Layout;

namespace Verdigris.Codegen.Debug;

/// <summary>Types as the debugger sees them, made once each; a type that contains itself through a pointer refers to a stand-in.</summary>
internal sealed unsafe class DebugTypes(DebugInfoBuilder debug, LayoutComputer layouts, LlvmMetadata unknownFile)
{
    // DWARF encodings and tags.
    private const uint EncodingBoolean = 0x02;
    private const uint EncodingFloat = 0x04;
    private const uint EncodingSigned = 0x05;
    private const uint EncodingUnsigned = 0x07;
    private const uint EncodingUtf = 0x10;
    private const uint TagStructure = 0x13;

    private readonly Dictionary<Ty, LlvmMetadata> _types = [];

    public LlvmMetadata Subroutine(MonoBody mono, LlvmMetadata file)
    {
        int count = mono.Body.ArgCount + 1;
        LlvmMetadata[] types = new LlvmMetadata[count];
        for (int i = 0; i < count; i++)
        {
            Ty ty = mono.TypeOf(Local.FromIndex(i));
            types[i] = i == 0 && ty.IsUnit ? default : Of(ty);
        }
        fixed (LlvmMetadata* items = types)
        {
            return Native.LLVMDIBuilderCreateSubroutineType(debug.Ref, file, items, (uint)count, 0);
        }
    }

    /// <summary>Where a field of a struct, tuple, closure or known variant is; null if there are several variants.</summary>
    /// <param name="variant">None for a type as a whole: captures of a coroutine are outside of its states.</param>
    public ulong? OffsetOf(Ty ty, VariantIdx variant, FieldIdx field)
    {
        if (!layouts.TryOf(ty, out TyLayout? layout, out _))
        {
            return null;
        }
        if (variant.Index >= 0)
        {
            return layouts.VariantOf(layout, variant).OffsetOf(field.Index);
        }
        return layout.Enum is null || ty is Ty.Coroutine ? layout.OffsetOf(field.Index) : null;
    }

    public LlvmMetadata Of(Ty ty)
    {
        if (_types.TryGetValue(ty, out LlvmMetadata known))
        {
            return known;
        }
        if (!layouts.TryOf(ty, out TyLayout? layout, out _))
        {
            return Basic("?", 0, EncodingUnsigned);
        }
        string name = ty.ToString() ?? "?";
        switch (ty)
        {
            case Ty.Primitive { Kind: PrimTy.Str } or Ty.Slice or Ty.Dynamic or Ty.Foreign:
                return Remember(ty, Basic(name, 8, EncodingUnsigned));
            case Ty.Primitive primitive:
                return Remember(ty, Basic(name, layout.Size * 8, EncodingOf(primitive.Kind)));
            case Ty.Never:
                return Remember(ty, Basic(name, 0, EncodingUnsigned));
            case Ty.Ref reference:
                return Pointer(ty, name, reference.Pointee, layout);
            case Ty.RawPtr pointer:
                return Pointer(ty, name, pointer.Pointee, layout);
            case Ty.FnPtr:
                return Remember(ty, PointerTo(name, Basic("()", 0, EncodingUnsigned)));
        }
        LlvmMetadata standIn = StandIn(name, layout);
        _types.Add(ty, standIn);
        LlvmMetadata full = Composite(ty, name, layout);
        Native.LLVMMetadataReplaceAllUsesWith(standIn, full);
        _types[ty] = full;
        return full;
    }

    private LlvmMetadata Remember(Ty ty, LlvmMetadata type)
    {
        _types.Add(ty, type);
        return type;
    }

    private static uint EncodingOf(PrimTy kind) => kind switch
    {
        PrimTy.Bool => EncodingBoolean,
        PrimTy.Char => EncodingUtf,
        PrimTy.I8 or PrimTy.I16 or PrimTy.I32 or PrimTy.I64 or PrimTy.I128 or PrimTy.Isize => EncodingSigned,
        PrimTy.F16 or PrimTy.F32 or PrimTy.F64 or PrimTy.F128 => EncodingFloat,
        _ => EncodingUnsigned,
    };

    private LlvmMetadata Basic(string name, ulong bits, uint encoding)
    {
        using Utf8Text text = new(name);
        return Native.LLVMDIBuilderCreateBasicType(debug.Ref, text.Pointer, text.Length, bits, encoding, 0);
    }

    private LlvmMetadata PointerTo(string name, LlvmMetadata pointee)
    {
        using Utf8Text text = new(name);
        return Native.LLVMDIBuilderCreatePointerType(debug.Ref, pointee, 64, 64, 0, text.Pointer, text.Length);
    }

    private LlvmMetadata Pointer(Ty ty, string name, Ty pointee, TyLayout layout)
    {
        if (!layout.IsScalarPair)
        {
            LlvmMetadata standIn = StandIn(name, layout);
            _types.Add(ty, standIn);
            LlvmMetadata thin = PointerTo(name, Of(pointee));
            Native.LLVMMetadataReplaceAllUsesWith(standIn, thin);
            _types[ty] = thin;
            return thin;
        }
        // As rustc names the parts, so that its pretty-printers work.
        Ty element = pointee switch
        {
            Ty.Slice slice => slice.Element,
            Ty.Primitive => layouts.Facts.Types.Common.U8,
            _ => layouts.Facts.Types.Common.Unit,
        };
        bool isObject = layouts.StructTail(pointee) is Ty.Dynamic;
        LlvmMetadata data = PointerTo("", Of(element));
        LlvmMetadata metadata = isObject ? PointerTo("", Of(layouts.Facts.Types.Common.Usize)) : Of(layouts.Facts.Types.Common.Usize);
        return Remember(ty, Struct(name, layout, [
            Member(isObject ? "pointer" : "data_ptr", data, 8, 8, 0),
            Member(isObject ? "vtable" : "length", metadata, 8, 8, layout.OffsetOfB)]));
    }

    private LlvmMetadata Composite(Ty ty, string name, TyLayout layout)
    {
        switch (ty)
        {
            case Ty.Array array:
                LlvmMetadata range = Native.LLVMDIBuilderGetOrCreateSubrange(debug.Ref, 0, (long)layout.Count);
                return Native.LLVMDIBuilderCreateArrayType(debug.Ref, layout.Size * 8, (uint)layout.Align * 8, Of(array.Element), &range, 1);
            case Ty.Adt { Def.IsEnum: true } adt when IsCLike(adt.Def) && layout.Enum is not null:
                return CLikeEnum(adt, name, layout);
            case Ty.Adt { Def.IsEnum: true } adt when layout.Enum is { } several:
                return Union(name, layout, Variants(adt, several));
            case Ty.Adt { Def.IsUnion: true } adt:
                return Union(name, layout, Fields(layout, i => adt.Def.SingleVariant.Fields[i].Name.Text, adt.Def.SingleVariant.Fields.Length));
            case Ty.Adt adt:
                VariantDef variant = adt.Def.Variants.Length == 0 ? null! : adt.Def.Variants[Math.Max(layout.Variant.Index, 0)];
                return variant is null ? Struct(name, layout, []) : Struct(name, layout, Fields(layout, i => variant.Fields[i].Name.Text, variant.Fields.Length));
            case Ty.Tuple tuple:
                return Struct(name, layout, Fields(layout, static i => $"__{i}", tuple.Elements.Count));
            case Ty.Closure closure:
                return Struct(name, layout, Fields(layout, static i => $"__{i}", ((Ty.Tuple)closure.UpvarsTy).Elements.Count));
            default:
                return Struct(name, layout, []);
        }
    }

    private static bool IsCLike(AdtDef def)
    {
        foreach (VariantDef variant in def.Variants)
        {
            if (variant.Fields.Length != 0)
            {
                return false;
            }
        }
        return true;
    }

    private LlvmMetadata CLikeEnum(Ty.Adt adt, string name, TyLayout layout)
    {
        List<LlvmMetadata> values = [];
        System.Collections.Immutable.ImmutableArray<UInt128> discriminants = layouts.Facts.DiscriminantsOf(adt.Def);
        for (int i = 0; i < adt.Def.Variants.Length; i++)
        {
            using Utf8Text variant = new(adt.Def.Variants[i].Name.Text);
            values.Add(Native.LLVMDIBuilderCreateEnumerator(debug.Ref, variant.Pointer, variant.Length, (long)(ulong)(discriminants[i] & ulong.MaxValue), 0));
        }
        using Utf8Text text = new(name);
        LlvmMetadata underlying = Basic(layout.Enum!.Tag.IsSigned ? $"i{layout.A.Bits}" : $"u{layout.A.Bits}", layout.Size * 8, layout.Enum.Tag.IsSigned ? EncodingSigned : EncodingUnsigned);
        fixed (LlvmMetadata* items = values.ToArray())
        {
            return Native.LLVMDIBuilderCreateEnumerationType(
                debug.Ref, default, text.Pointer, text.Length, unknownFile, 0, layout.Size * 8, (uint)layout.Align * 8, items, (uint)values.Count, underlying);
        }
    }

    private List<LlvmMetadata> Variants(Ty.Adt adt, EnumLayout several)
    {
        List<LlvmMetadata> members = [];
        for (int i = 0; i < several.Variants.Length; i++)
        {
            VariantDef variant = adt.Def.Variants[i];
            TyLayout layout = several.Variants[i];
            LlvmMetadata type = Struct(variant.Name.Text, layout, Fields(layout, j => variant.Fields[j].Name.Text, variant.Fields.Length));
            members.Add(Member(variant.Name.Text, type, layout.Size, layout.Align, 0));
        }
        LlvmMetadata tag = Basic("tag", (ulong)several.Tag.Bits, EncodingUnsigned);
        members.Add(Member("$tag", tag, (ulong)several.Tag.Size, several.Tag.Align, several.TagOffset));
        return members;
    }

    private List<LlvmMetadata> Fields(TyLayout layout, Func<int, string> nameOf, int count)
    {
        List<LlvmMetadata> members = [];
        for (int i = 0; i < count; i++)
        {
            TyLayout field = layouts.FieldOf(layout, i);
            string name = nameOf(i);
            members.Add(Member(char.IsAsciiDigit(name[0]) ? $"__{name}" : name, Of(field.Ty), field.Size, field.Align, layout.OffsetOf(i)));
        }
        return members;
    }

    private LlvmMetadata Member(string name, LlvmMetadata type, ulong size, int align, ulong offset)
    {
        using Utf8Text text = new(name);
        return Native.LLVMDIBuilderCreateMemberType(
            debug.Ref, default, text.Pointer, text.Length, unknownFile, 0, size * 8, (uint)align * 8, offset * 8, 0, type);
    }

    private LlvmMetadata StandIn(string name, TyLayout layout)
    {
        using Utf8Text text = new(name);
        using Utf8Text empty = new("");
        return Native.LLVMDIBuilderCreateReplaceableCompositeType(
            debug.Ref, TagStructure, text.Pointer, text.Length, default, unknownFile, 0, 0, layout.Size * 8, (uint)layout.Align * 8, 0, empty.Pointer, 0);
    }

    private LlvmMetadata Struct(string name, TyLayout layout, List<LlvmMetadata> members)
    {
        using Utf8Text text = new(name);
        using Utf8Text empty = new("");
        fixed (LlvmMetadata* items = members.ToArray())
        {
            return Native.LLVMDIBuilderCreateStructType(
                debug.Ref, default, text.Pointer, text.Length, unknownFile, 0, layout.Size * 8, (uint)layout.Align * 8, 0, default, items,
                (uint)members.Count, 0, default, empty.Pointer, 0);
        }
    }

    private LlvmMetadata Union(string name, TyLayout layout, List<LlvmMetadata> members)
    {
        using Utf8Text text = new(name);
        using Utf8Text empty = new("");
        fixed (LlvmMetadata* items = members.ToArray())
        {
            return Native.LLVMDIBuilderCreateUnionType(
                debug.Ref, default, text.Pointer, text.Length, unknownFile, 0, layout.Size * 8, (uint)layout.Align * 8, 0, items,
                (uint)members.Count, 0, empty.Pointer, 0);
        }
    }
}
